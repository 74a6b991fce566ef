"""The edition of a form and the schemes that are none of ours."""

from __future__ import annotations

import random

import pytest

from catalogue.editions import (
    edition,
    editions,
    infer_edition,
    recognise_scheme,
    scheme_lists,
)
from catalogue.lookup import table

WHOLE = [2562, 2566, 2567, 2568, 2569]
Rows = list[tuple[str | None, str]]


def rows_of(year: int) -> Rows:
    known = edition(year)
    assert known is not None
    return [(item.code, item.title) for item in known.items]


@pytest.mark.parametrize("year", WHOLE)
@pytest.mark.parametrize("printed", [None, 2562, 2566, 2568, 2570])
def test_a_whole_form_gives_its_edition(year: int, printed: int | None) -> None:
    """Whatever year its heading prints; the reason names a year that was overruled."""
    found = infer_edition(rows_of(year), (), printed)
    assert found.edition == year
    assert found.confidence > 0.9
    assert (f"against the printed year {printed}" in found.reason) == (printed not in (None, year))


@pytest.mark.parametrize("year", WHOLE)
def test_damaged_titles_and_codes(year: int) -> None:
    """Letters lost, a tenth of the codes unread: still the edition."""
    rng = random.Random(year)
    rows: Rows = []
    for code, title in rows_of(year):
        kept = "".join(char for char in title if rng.random() > 0.05)
        rows.append((code if rng.random() > 0.1 else None, kept))
    found = infer_edition(rows, (), 2566)
    assert found.edition == year
    assert found.confidence > 0.6


@pytest.mark.parametrize(("printed", "expected"), [(2564, 2564), (2565, 2565), (2566, 2565),
                                                   (2562, 2564), (None, 2564)])  # fmt: skip
def test_the_twin_lists_lean_on_the_printed_year(printed: int | None, expected: int) -> None:
    """2564 and 2565 have the same items: the year decides, or the nearer of the two is taken."""
    found = infer_edition(rows_of(2564), (), printed)
    assert found.edition == expected
    assert found.confidence <= 0.8


def test_few_rows_lean_on_the_year_or_abstain() -> None:
    """Three items that several editions share prove nothing; the printed year may stand."""
    few = rows_of(2566)[:3]
    assert infer_edition(few).edition is None
    leaning = infer_edition(few, (), 2566)
    assert leaning.edition == 2566
    assert leaning.confidence < 0.9


def test_two_rows_never_overrule_the_printed_year() -> None:
    found = infer_edition(rows_of(2567)[20:22], (), 2566)
    assert (found.edition, found.reason) == (2566, "too few rows against the printed year")
    assert found.confidence <= 0.3


def test_a_part_of_a_form_is_enough() -> None:
    """Ten items from its middle overrule the printed year."""
    assert infer_edition(rows_of(2567)[10:20], (), 2566).edition == 2567


def test_codes_alone() -> None:
    """35 codes are 2567; 43 codes fit three editions and need the year or a sub-indicator."""
    only = {year: [(code, "") for code, _ in rows_of(year)] for year in (2566, 2567)}
    assert infer_edition(only[2567]).edition == 2567
    assert infer_edition(only[2566]).edition is None
    assert infer_edition(only[2566], (), 2566).edition == 2566
    headings = ["ตัวชี้วัดย่อยที่ 9.3 การจัดซื้อจัดจ้าง", "10.2 มาตรการภายในเพื่อป้องกันการทุจริต"]
    assert infer_edition(only[2566], headings).edition == 2566


def test_titles_alone() -> None:
    """Without a code the titles still speak, at half weight, and only with the year's help."""
    assert infer_edition([(None, title) for _, title in rows_of(2567)], (), 2567).edition == 2567


def test_nothing_to_go_by() -> None:
    assert infer_edition([]).edition is None
    assert infer_edition([(None, " ")], (), 2567).edition == 2567
    assert infer_edition([], (), 2600).edition is None
    names: Rows = [(f"O{n}", f"เรื่องอื่น {n}") for n in range(1, 12)]
    assert infer_edition(names).edition is None


def test_scores_tell_about_every_edition() -> None:
    found = infer_edition(rows_of(2567))
    assert set(found.scores) == {y for y, e in editions().items() if e.complete != "no"}
    assert max(found.scores, key=lambda year: found.scores[year]) == 2567


@pytest.mark.parametrize("name", ["vocational-2568", "vocational-2569"])
def test_lists_of_colleges_are_recognised(name: str) -> None:
    """By their titles alone, and no OIT edition is inferred for them."""
    rows: Rows = [(item.code, item.title) for item in scheme_lists()[name].items]
    assert recognise_scheme([], rows) == "vocational"
    assert infer_edition(rows).edition is None


@pytest.mark.parametrize("name", ["vocational-2568", "vocational-2569"])
def test_lists_of_colleges_are_whole(name: str) -> None:
    known = scheme_lists()[name]
    assert [item.number for item in known.items] == list(range(1, len(known.items) + 1))
    assert all(item.title and item.subindicator for item in known.items)


@pytest.mark.parametrize("year", [e.year for e in editions().values() if e.complete != "no"])
def test_an_oit_form_is_no_foreign_scheme(year: int) -> None:
    """Also where a college, a hospital or a police station filed it."""
    for agency in ("วิทยาลัยเทคนิคตัวอย่าง", "โรงพยาบาลตัวอย่าง", "สถานีตำรวจภูธรตัวอย่าง"):
        assert recognise_scheme([agency], rows_of(year)) is None


@pytest.mark.parametrize("row", [pytest.param(r, id=r["value"]) for r in table("schemes")])
def test_word_of_a_scheme(row: dict[str, str]) -> None:
    """Each word alone gives its scheme: in a heading, as code of a row, as agency of odd rows."""
    odd: Rows = [("O1", "เรื่องที่ไม่มีในบัญชีใด"), ("O2", "อีกเรื่องหนึ่งที่ไม่มี")]
    for kind in row["kind"].split("|"):
        found = {
            "words": lambda: recognise_scheme([f"แบบ {row['value']} ปี 2566"]),
            "code": lambda: recognise_scheme([], [(f"{row['value']} 1", "ก"), (None, "ข")]),
            "title": lambda: recognise_scheme([], [("O1", "ก"), ("O2", row["value"])]),
            "agency": lambda: recognise_scheme([f"{row['value']}ตัวอย่าง"], odd),
        }[kind]()
        assert found == row["canonical"]


def test_four_rows_are_no_list() -> None:
    """Four titles of a college's list, codes and all, may be an OIT form misread."""
    rows: Rows = [(item.code, item.title) for item in scheme_lists()["vocational-2568"].items]
    assert recognise_scheme([], rows[15:19]) is None
    assert recognise_scheme([], rows[15:21]) == "vocational"


def test_no_scheme() -> None:
    assert recognise_scheme([]) is None
    assert recognise_scheme(["จังหวัดตัวอย่าง แบบ OIT"], [("O1", "โครงสร้าง")]) is None
    assert recognise_scheme(["สถานีตำรวจภูธรตัวอย่าง"]) is None
    assert recognise_scheme(["web2 ตัวอย่าง"]) is None
