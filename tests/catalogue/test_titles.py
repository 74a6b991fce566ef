"""Printed titles and headings against the official ones."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.editions import (
    CatalogueItem,
    Edition,
    best_title,
    edition,
    editions,
    heading_match,
    match_title,
    title_key,
    title_relation,
    title_similarity,
)
from catalogue.lookup import table

ITEMS = [pytest.param(i, id=f"{i.edition} {i.code}") for e in editions().values() for i in e.items]
THAI = [chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4F))]


def of(year: int) -> Edition:
    found = edition(year)
    assert found is not None
    return found


def entry(year: int, code: str) -> CatalogueItem:
    return of(year).by_code[code]


@pytest.mark.parametrize("official", ITEMS)
def test_every_wording_finds_its_item(official: CatalogueItem) -> None:
    """The title is the same, a variant a variant, a known misprint damaged."""
    known = of(official.edition)
    assert match_title(official.title, known).code == official.code
    assert match_title(official.title, known).relation == "same"
    for text in official.variants:
        assert match_title(text, known).code == official.code
        assert title_relation(text, official) in {"variant", "same"}
    for text in official.misprints:
        assert match_title(text, known).code == official.code
        assert title_relation(text, official) == "damaged"


@pytest.mark.parametrize(
    "printed",
    [
        "E-Service",
        "E–Service",
        " e - service ",
        "E-Service* (เพิ่ม)",
        "<b>E-Service</b>",
        "**E-Service**",
        "E-\nService",
    ],
)
def test_dress_does_not_count(printed: str) -> None:
    assert title_relation(printed, entry(2566, "O18")) == "same"


def test_thai_digits_and_decomposed_sara_am_do_not_count() -> None:
    assert title_key("รอบ ๖ เดือน") == title_key("รอบ 6 เดือน")
    assert title_key("อํานาจหน้าที่") == title_key("อำนาจหน้าที่")


@pytest.mark.parametrize(
    ("printed", "code", "relation"),
    [
        ("คู่มือหรือมาตรฐานการปฎิบัตงาน", "O14", "damaged"),
        ("รายงานผลการบริหารและพัฒนาศูนย์พยาบาลบุคคล ประจำปี", "O26", "damaged"),
        ("รายงานผลการดำเนินงานประจำปี พ.ศ. ๒๕๖๕", "O13", "variant"),
        ("ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้างหรือการจัดหา", "O20", "damaged"),
        ("นโยบายคุ้มครองข้อมูลส่วนบุคคล* (เพิ่ม)", "O10", "same"),
        ("โครงสราง", "O1", "damaged"),
    ],
)
def test_damaged_titles(printed: str, code: str, relation: str) -> None:
    found = match_title(printed, of(2566))
    assert (found.code, found.relation) == (code, relation)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "  ",
        "รายงาน",
        "รายงานการกำกับติดตามการดำเนินการ",
        "แสดงแผนผังโครงสร้างการแบ่งส่วนราชการ",
        "ตัวชี้วัดย่อยที่ 9.1",
        "การบริหารงาน",
        "นางสาวสมมติ ใจดี",
    ],
)
def test_what_is_no_title_is_left_alone(printed: str) -> None:
    """Blank text, the start of two titles, a requirement, a heading and a name: no code."""
    found = match_title(printed, of(2566))
    assert found.code is None
    assert found.relation == "other"


def test_a_title_at_the_wrong_code_is_another() -> None:
    assert title_relation("ข้อมูลการติดต่อ", entry(2566, "O4")) == "other"
    assert title_relation("ข้อมูลการติดต่อ", entry(2567, "O4")) == "same"


def test_a_cut_title_counts_for_less_than_a_whole_one() -> None:
    """The last item of a FY2567 form, whose print ends before its last word."""
    last = entry(2567, "O35")
    whole = title_similarity(last.title, last)
    cut = title_similarity(last.title[: last.title.rindex("หน่วยงาน")], last)
    half = title_similarity(last.title[:30], last)
    assert whole == 1.0 > cut > half > 0.5


def test_a_phrase_put_in_is_a_variant() -> None:
    official = entry(2567, "O9")
    assert title_relation("รายงานผลการดำเนินงานและโครงการประจำปี", official) == "variant"


def test_best_title_ranks_every_item() -> None:
    ranked = best_title("ข้อมูลการติดต่อ", of(2566))
    assert ranked[0] == ("O5", 1.0)
    assert len(ranked) == 43
    assert [score for _, score in ranked] == sorted((s for _, s in ranked), reverse=True)


@pytest.mark.parametrize("known", [e for e in editions().values() if e.complete != "no"],
                         ids=lambda e: str(e.year))  # fmt: skip
def test_no_wrong_title_at_a_tenth_of_damage(known: Edition) -> None:
    """One letter in ten changed, lost or added: the item or silence, never another item."""
    rng = random.Random(known.year)
    answers = []
    for official in known.items:
        for _ in range(5):
            found = match_title(damaged(official.title, 0.1, rng), known).code
            assert found in {official.code, None}
            answers.append(found is not None)
    assert sum(answers) >= 0.97 * len(answers)


def damaged(text: str, share: float, rng: random.Random) -> str:
    """The text with about this share of its letters changed, lost or doubled."""
    ways = (lambda _: rng.choice(THAI), lambda _: "", lambda char: char + rng.choice(THAI))
    return "".join(
        rng.choice(ways)(char) if not char.isspace() and rng.random() < share else char
        for char in text
    )


@given(st.text(max_size=80))
def test_any_text_gives_an_answer(text: str) -> None:
    found = match_title(text, of(2567))
    assert 0.0 <= found.score <= 1.0
    assert (found.code is None) == (found.relation == "other")
    assert title_key(title_key(text)) == title_key(text) or set(text) & set(string.punctuation)


HEADINGS = [
    pytest.param(e, kind, code, title, id=f"{e.year} {title}")
    for e in editions().values()
    for kind, code, title in dict.fromkeys(
        heading
        for i in e.items
        for heading in (
            ("indicator", i.indicator, i.indicator_title),
            ("subindicator", i.subindicator, i.subindicator_title),
            ("group", i.subindicator, i.group),
        )
        if heading[2]
    )
]


@pytest.mark.parametrize(("known", "kind", "code", "title"), HEADINGS)
def test_every_heading_is_found(known: Edition, kind: str, code: str, title: str) -> None:
    """With its number where it has one; a group by its words, first of that name."""
    label = {"indicator": f"ตัวชี้วัดที่ {code} ", "subindicator": f"ตัวชี้วัดย่อยที่ {code} ", "group": ""}
    found = heading_match(label[kind] + title, known)
    assert found is not None
    assert (found.kind, found.title) == (kind, title)
    assert found.code == code


@pytest.mark.parametrize("row", [pytest.param(r, id=r["value"]) for r in table("headings")])
def test_other_words_of_a_heading(row: dict[str, str]) -> None:
    """In the editions that have the official words, the other words name the same heading."""
    headed = [
        (e, {text for i in e.items for text in (i.group, i.subindicator_title)})
        for e in editions().values()
    ]
    having = [e for e, headings in headed if row["canonical"] in headings]
    assert having
    found = [heading_match(row["value"], e) for e in having]
    assert row["canonical"] in {match.title for match in found if match}


@pytest.mark.parametrize(
    ("heading", "kind", "code"),
    [
        ("ตัวชี้วัดย่อยที่ ๙.๑", "subindicator", "9.1"),
        ("ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน", "subindicator", "9.1"),
        ("9.3 การบริหารเงินงบประมาณ", "subindicator", "9.3"),
        ("ตัวชี้วัดที่ 10", "indicator", "10"),
        ("การปฏิสัมพันธ์ขอมูล", "group", "9.1"),
    ],
)
def test_printed_headings(heading: str, kind: str, code: str) -> None:
    found = heading_match(heading, of(2566))
    assert found is not None
    assert (found.kind, found.code) == (kind, code)


@pytest.mark.parametrize("heading", ["", "หมายเหตุ", "ตัวชี้วัดที่ 7 คุณภาพการดำเนินงาน", "11.1"])
def test_other_headings(heading: str) -> None:
    assert heading_match(heading, of(2566)) is None
