"""A component beside the facts that the catalogue knows; the components are written for this."""

from __future__ import annotations

from itertools import pairwise

import pytest

from catalogue.editions import CatalogueItem, Edition, edition, editions
from normalize.facts import coverage, letters, misread_share, points, presence, slips
from normalize.requirements import component_match
from normalize.rivals import by_bound, explained

O4_2566 = (
    "- เผยแพร่แผนของหน่วยงานที่มีระยะมากกว่า 1 ปี\n(1) ยุทธศาสตร์หรือแนวทาง\n(2) เป้าหมาย\n"
    "(3) ตัวชี้วัด\n- เป็นแผนที่มีระยะเวลาบังคับใช้ครอบคลุมปี พ.ศ. 2566"
)
O13_2566 = (
    "- แสดงผลตามแผนดำเนินงานประจำปี\n(1) ผลการดำเนินการโครงการหรือกิจกรรม\n"
    "(2) ผลการใช้จ่ายงบประมาณ\n(3) ปัญหา/อุปสรรค\n(4) ข้อเสนอแนะ\n- เป็นรายงานผลของปี พ.ศ. 2565"
)
O5_2566 = (
    "- แสดงข้อมูลการติดต่อของหน่วยงาน\n(1) ที่อยู่หน่วยงาน\n(2) หมายเลขโทรศัพท์\n(3) E-mail\n"
    "(4) แผนที่ตั้ง"
)


def of(year: int) -> Edition:
    found = edition(year)
    assert found is not None
    return found


def relation(component: str | None, code: str, year: int = 2566) -> tuple[str, tuple[str, ...]]:
    found = component_match(component, of(year).item(code), of(year))
    return found.relation, found.words


@pytest.mark.parametrize(("code", "component"), [
    ("O4", O4_2566), ("O5", O5_2566), ("O13", O13_2566),
    ("O4", O4_2566.replace("2566", "๒๕๖๖").replace("(1)", "๑.")),
    ("O4", O4_2566.replace("ยุทธศาสตร์", "ยุทธ ศาสตร์")),
    ("O4", O4_2566.replace("เป้าหมาย", "เป้าหมายของแต่ละปี")),
    ("O5", O5_2566.replace("โทรศัพท์", "โทรศัพท")),
])
def test_copied(code: str, component: str) -> None:
    """Every fact and the year; digits, spaces, added words and one lost letter are no matter."""
    assert relation(component, code) == ("copied", ())


@pytest.mark.parametrize(("code", "left_out", "words"), [
    ("O5", "\n(4) แผนที่ตั้ง", ("แผนที่ตั้ง",)),
    ("O4", "\n(3) ตัวชี้วัด", ("ตัวชี้วัด",)),
    ("O13", "\n(3) ปัญหา/อุปสรรค\n(4) ข้อเสนอแนะ", ("ปัญหา", "อุปสรรค", "ข้อเสนอแนะ")),
    ("O4", "\n- เป็นแผนที่มีระยะเวลาบังคับใช้ครอบคลุมปี พ.ศ. 2566", ("2566",)),
])
def test_shortened(code: str, left_out: str, words: tuple[str, ...]) -> None:
    """A fact, or the period with its year, is left out and nothing stands in its place."""
    whole = {"O4": O4_2566, "O5": O5_2566, "O13": O13_2566}[code]
    found, told = relation(whole.replace(left_out, ""), code)
    assert found == "shortened"
    assert "".join(told) == "".join(words)


@pytest.mark.parametrize(("code", "component", "word"), [
    ("O5", O5_2566.replace("แผนที่ตั้ง", "รายชื่อรถราชการ"), "รายชื่อ"),
    ("O13", O13_2566.replace("ผลการใช้จ่ายงบประมาณ", "จำนวนครั้งที่ประชุม"), "ประชุม"),
    ("O10", "- แสดงนโยบายคุ้มครองข้อมูลลูกค้าของหน่วยงาน", "ลูกค้า"),
])
def test_altered(code: str, component: str, word: str) -> None:
    """Other words stand in the place of official ones, and they are told."""
    found, words = relation(component, code)
    assert found == "altered"
    assert any(word in told for told in words)


def test_other_item() -> None:
    """The facts of another item fit, its own do not: the code is told."""
    assert relation(O5_2566, "O28") == ("other item", ("O5",))
    assert relation(O13_2566, "O4") == ("other item", ("O13", "O38"))  # both ask the same


def test_items_that_ask_the_same_are_not_told_apart_by_force() -> None:
    """O38 asks what O13 asks, of another plan: not called copied, and no accusation either."""
    assert relation(O13_2566, "O38")[0] == "unknown"


def test_other_year() -> None:
    assert relation(O4_2566.replace("2566", "2567"), "O4") == ("other year", ("2567",))
    assert relation(O13_2566.replace("2565", "2566"), "O13") == ("other year", ("2566",))


def test_the_year_of_a_law_is_no_other_year() -> None:
    component = (
        "- แสดงแผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ ตามพระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุ"
        "ภาครัฐ พ.ศ. 2560\n- เป็นข้อมูลการจัดซื้อจัดจ้างในปี พ.ศ. 2566"
    )
    assert relation(component, "O19") == ("copied", ())
    assert relation(component.replace("2566", "2564"), "O19") == ("other year", ("2564",))


@pytest.mark.parametrize("component", [
    None, "", "-", "ตามองค์ประกอบที่กำหนด", "แสดงข้อมูล", "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
    "เอกสารอยู่ระหว่างรวบรวมจากทุกสำนัก คาดว่าจะแล้วเสร็จก่อนสิ้นปี",
])
def test_thin_evidence_is_unknown(component: str | None) -> None:
    assert relation(component, "O4") == ("unknown", ())


@pytest.mark.parametrize("year", [2564, 2565, 2569])
def test_editions_without_facts_are_unknown(year: int) -> None:
    assert {relation(O4_2566, i.code, year)[0] for i in of(year).items} == {"unknown"}


def test_without_item_or_edition() -> None:
    assert component_match(O4_2566, None, None).relation == "unknown"
    assert relation(O4_2566, "O99") == ("unknown", ())


def test_a_damaged_text_accuses_nobody() -> None:
    """Letters lost all over: what seems altered or left out may be misread."""
    damaged = "".join(char for n, char in enumerate(O13_2566) if n % 7)
    assert misread_share(damaged) > 0.04
    assert relation(damaged, "O13")[0] in ("copied", "unknown")


def test_a_known_misprint_is_no_alteration() -> None:
    """ศูนย์พยาบาลบุคคล is how ทรัพยากรบุคคล was misread on a form."""
    item = of(2566).item("O26")
    assert item is not None
    assert slips(item) == (("ศูนย์พยาบาล", "ทรัพยากร"),)
    component = (
        "- แสดงรายงานผลการบริหารและพัฒนาศูนย์พยาบาลบุคคล\n"
        "(1) ผลการดำเนินการตามนโยบายหรือแผนการบริหารและพัฒนาศูนย์พยาบาลบุคคล\n"
        "(2) สรุปข้อมูลสถิติด้านศูนย์พยาบาลบุคคล\n(3) ปัญหา/อุปสรรค\n(4) ข้อเสนอแนะ\n"
        "- เป็นรายงานผลของปี พ.ศ. 2565"
    )
    assert relation(component, "O26") == ("copied", ())
    assert relation(component.replace("ศูนย์พยาบาล", "สวนสัตว์"), "O26")[0] == "altered"


def test_what_is_asked_of_others_only_is_no_fact() -> None:
    """Remarks for local administrations and for "nothing to show" are no reason to accuse."""
    facts = points(of(2566).by_code["O1"], of(2566))
    assert facts == ("แผนผังโครงสร้างการแบ่งส่วนราชการ", "ตำแหน่งที่สำคัญและการแบ่งส่วนงานภายใน")
    assert "รูปถ่าย" in points(of(2566).by_code["O2"], of(2566))
    assert not any("ไม่มี" in fact for fact in points(of(2566).by_code["O29"], of(2566)))


def test_the_same_fields_as_another_item() -> None:
    """O17 of 2567 asks for "the twelve fields of O16": they count as its own."""
    assert set(points(of(2567).by_code["O16"], of(2567))) < set(
        points(of(2567).by_code["O17"], of(2567)))


def written(item: CatalogueItem, known: Edition) -> str:
    """A component made of nothing but an item's title, facts and period."""
    lines = [f"({n}) {point}" for n, point in enumerate(points(item, known), 1)]
    return "\n".join((f"- แสดง{item.title}ของหน่วยงาน", *lines, f"- เป็น{item.period}"))


FULL = [pytest.param(i, e, id=f"{e.year} {i.code}") for e in editions().values()
        if e.year in (2566, 2567) for i in e.items]


@pytest.mark.parametrize(("item", "known"), FULL)
def test_every_item_recognises_its_own_facts(item: CatalogueItem, known: Edition) -> None:
    """Nothing is accused of anything that holds all facts; short lists stay unknown."""
    assert component_match(written(item, known), item, known).relation in ("copied", "unknown")


@pytest.mark.parametrize(("fact", "text", "share"), [
    ("ทรัพยากรบุคคล", "ศูนย์พยาบาลบุคคล", 5 / 13), ("รูปถ่าย", "ชื่อรูปถ่ายตำแหน่ง", 1.0),
    ("รูปถ่าย", "", 0.0), ("", "ก", 1.0),
])
def test_coverage(fact: str, text: str, share: float) -> None:
    assert coverage(fact, text) == pytest.approx(share)


def test_presence_bears_a_lost_letter() -> None:
    assert coverage("รูปถ่าย", "รูปถาย") < 0.75 <= presence("รูปถ่าย", "รูปถาย")


def test_letters() -> None:
    assert letters(" (๓) E-mail ฯ ") == "3email"


def test_no_rival_is_passed_over() -> None:
    """What an item can explain at most, told from an index of runs, is never too little.

    Each component is half of one item's facts and half of the next one's, a letter misread.
    """
    for own in (of(2566), of(2567)):
        for one, other in pairwise(own.items):
            mixed = (*points(one, own)[::2], *points(other, own)[1::2])
            text = letters(" ".join(mixed)).replace("า", "่", 1)
            bounds = {number: bound for bound, number in by_bound(text, one, own)}
            assert set(bounds) == {n for n, item in enumerate(own.items)
                                   if item is not one and points(item, own)}
            assert all(bounds[n] >= round(explained(text, own.items[n], own)) for n in bounds)
