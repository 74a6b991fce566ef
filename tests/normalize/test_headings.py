"""Heading rows: which level, which number, and what is carried down."""

from __future__ import annotations

import pytest

from normalize.headings import Headings, heading_level, with_heading
from schema.table import Place

LEVELS = [
    ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "indicator", "9", "การเปิดเผยข้อมูล"),
    ("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล", "indicator", "9", "การเปิดเผยข้อมูล"),
    ("ตัวชี้วัดที่ 10 การป้องกันการทุจริต ", "indicator", "10", "การป้องกันการทุจริต"),
    ("ตัวชี้วัด 10 การป้องกันการทุจริต", "indicator", "10", "การป้องกันการทุจริต"),
    ("ตัวชี้วัดที่ 9", "indicator", "9", ""),
    ("- ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "indicator", "9", "การเปิดเผยข้อมูล"),
    ("ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน", "subindicator", "9.1", "ข้อมูลพื้นฐาน"),
    ("ตัวชี้วัดย่อยที่ ๙.๑ ข้อมูลพื้นฐาน", "subindicator", "9.1", "ข้อมูลพื้นฐาน"),
    ("ตัวชี้วัดย่อย 10.2 การส่งเสริมคุณธรรม", "subindicator", "10.2", "การส่งเสริมคุณธรรม"),
    ("ตัวชี้วัดที่ 9.1 ข้อมูลพื้นฐาน", "subindicator", "9.1", "ข้อมูลพื้นฐาน"),
    ("ตัวชี้วัดย่อยที่ 9.1: ข้อมูลพื้นฐาน", "subindicator", "9.1", "ข้อมูลพื้นฐาน"),
    ("ตัวชี้วัดย่อยที่ 9.2 การบริหาร\nงาน", "subindicator", "9.2", "การบริหารงาน"),
    ("ตัวชี้วัด\nย่อยที่\n๙.๒ การ\nบริหาร\nงาน", "subindicator", "9.2", "การบริหารงาน"),
    ("9.1 ข้อมูลพื้นฐาน", "subindicator", "9.1", "ข้อมูลพื้นฐาน"),
    ("๙.๑ ข้อมูลพื้นฐาน", "subindicator", "9.1", "ข้อมูลพื้นฐาน"),
    ("10.1 การป้องกันสินบน", "subindicator", "10.1", "การป้องกันสินบน"),
    ("ตัวชีวัดที่ 9 การเปิดเผยข้อมูล", "indicator", "9", "การเปิดเผยข้อมูล"),
    ("ตัวชี้วัตย่อยที่ 9.1 ข้อมูลพื้นฐาน", "subindicator", "9.1", "ข้อมูลพื้นฐาน"),
    ("ข้อมูลพื้นฐาน", "group", "ข้อมูลพื้นฐาน", ""),
    (" นโยบาย No Gift Policy ", "group", "นโยบาย No Gift Policy", ""),
    ("การให้บริการและติดต่อประสานงาน*", "group", "การให้บริการและติดต่อประสานงาน*", ""),
    ("การเปิดโอกาสให้เกิด\nการมีส่วนร่วม", "group", "การเปิดโอกาสให้เกิดการมีส่วนร่วม", ""),
    ("การให้บริการ*\n* กรณีหน่วยงานที่มีการให้บริการ", "group", "การให้บริการ*", ""),
]


@pytest.mark.parametrize(("text", "level", "value", "title"), LEVELS)
def test_levels(text: str, level: str, value: str, title: str) -> None:
    assert heading_level(text) == (level, value, title)


@pytest.mark.parametrize("text", [
    "* กรณีหน่วยงานที่มีการให้บริการประชาชน", "หมายเหตุ: ข้อมูล ณ วันที่ 30 เมษายน", "(* หมายถึง งานบริการ)",
    "(ดูแนวทางในคู่มือการประเมิน)",
    "คำอธิบายที่ยาวมาก " * 12,
])
def test_notes(text: str) -> None:
    assert heading_level(text)[0] == "note"
    assert with_heading(Headings(), text, Place()) is None


def test_what_a_heading_ends() -> None:
    """A new indicator ends its sub-indicators, a new sub-indicator its groups."""
    now = Headings()
    for line, text in enumerate([
        "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน", "ข้อมูลพื้นฐาน"], 1):
        now = with_heading(now, text, Place(line=line)) or now
    assert (now.indicator, now.subindicator, now.group) == ("9", "9.1", "ข้อมูลพื้นฐาน")
    assert {level: place.line for level, place in now.places.items()} == {
        "indicator": 1, "subindicator": 2, "group": 3}
    assert now.raws["subindicator"] == "ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน"
    group = with_heading(now, "การประชาสัมพันธ์", Place())
    assert group is not None
    assert (group.indicator, group.subindicator, group.group) == ("9", "9.1", "การประชาสัมพันธ์")
    sub = with_heading(now, "ตัวชี้วัดย่อยที่ 9.2 การบริหารงาน", Place())
    assert sub is not None
    assert (sub.indicator, sub.subindicator, sub.group) == ("9", "9.2", None)
    other = with_heading(now, "ตัวชี้วัดที่ 10 การป้องกันการทุจริต", Place())
    assert other is not None
    assert (other.indicator, other.subindicator, other.group) == ("10", None, None)
    assert set(other.places) == {"indicator"}


def test_a_subindicator_of_another_indicator() -> None:
    now = with_heading(Headings(), "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", Place())
    assert now is not None
    after = with_heading(now, "ตัวชี้วัดย่อยที่ 10.1 การป้องกันสินบน", Place())
    assert after is not None
    assert after.subindicator == "10.1"
    assert after.indicator != "9"


@pytest.mark.parametrize(("text", "numbered"), [
    ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", True), ("9.1 ข้อมูลพื้นฐาน", True), ("ข้อมูลพื้นฐาน", False),
    ("ตัวชี้วัด", False), ("9", False), ("3.5 ล้านบาท", False), ("", False),
    ("9.5 ล้านบาท", False),
])
def test_numbered(text: str, numbered: bool) -> None:
    assert (heading_level(text)[0] in ("indicator", "subindicator")) is numbered
