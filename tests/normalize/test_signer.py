"""The signature block: role, name in brackets, position behind or below."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalize.signer import signer_of
from schema.table import Place, RawParagraph

Signer = tuple[str | None, str | None, str | None]


def read(lines: Sequence[str]) -> tuple[Signer, frozenset[int]]:
    paragraphs = [RawParagraph(text=t, place=Place(line=n)) for n, t in enumerate(lines, 1)]
    values, used = signer_of(paragraphs)
    name, position, role = (values[f"signer_{f}"].text for f in ("name", "position", "role"))
    return (name, position, role), used


NAME = "นายอนันต์ สุขเจริญ"
BLOCKS: list[tuple[Sequence[str], Signer]] = [
    (["ลงชื่อ..............ผู้รายงานข้อมูล", f"({NAME})", "ปลัดเทศบาล"],
     (NAME, "ปลัดเทศบาล", "ผู้รายงานข้อมูล")),
    (["ลงชื่อ...........................................", f"({NAME})", "ตำแหน่ง ปลัดเทศบาล"],
     (NAME, "ปลัดเทศบาล", "ลงชื่อ")),
    (["ผู้รับรองข้อมูล", f"( {NAME} )", "นายกเทศมนตรีตำบลวังทราย"],
     (NAME, "นายกเทศมนตรีตำบลวังทราย", "ผู้รับรองข้อมูล")),
    (["(ลงชื่อ)", f"({NAME})", "ปลัดเทศบาล"], (NAME, "ปลัดเทศบาล", "(ลงชื่อ)")),
    ([f"ผู้รายงานข้อมูล ({NAME}) ปลัดเทศบาล"], (NAME, None, "ผู้รายงานข้อมูล")),
    ([f"ผู้รายงาน {NAME} ตำแหน่ง นิติกร โทร 0811111111"], (NAME, "นิติกร", "ผู้รายงาน")),
    ([f"ผู้รายงาน {NAME} ปลัดองค์การบริหารส่วนจังหวัดน่าน"],
     (NAME, "ปลัดองค์การบริหารส่วนจังหวัดน่าน", "ผู้รายงาน")),
    ([f"ผู้รายงาน : {NAME}", "ตำแหน่ง นิติกร"], (NAME, "นิติกร", "ผู้รายงาน")),
    ([f"({NAME})", "ผู้ว่าราชการจังหวัดน่าน"], (NAME, "ผู้ว่าราชการจังหวัดน่าน", None)),
    ([NAME, "ปลัดจังหวัดน่าน"], (NAME, "ปลัดจังหวัดน่าน", None)),
    (["ว่าที่ร้อยตรี", "(เอก ใจงาม)", "หัวหน้าสำนักงานจังหวัดน่าน"],
     ("ว่าที่ร้อยตรีเอก ใจงาม", "หัวหน้าสำนักงานจังหวัดน่าน", None)),
    (["ลงชื่อ ว่าที่ร้อยตรี.............", "(เอก ใจงาม)", "นิติกร"],
     ("ว่าที่ร้อยตรีเอก ใจงาม", "นิติกร", "ลงชื่อ")),
    (["ผู้รายงานข้อมูล", "", "(น.ส. ดวงใจ รุ่งเรือง)", "นิติกร"],
     ("น.ส.ดวงใจ รุ่งเรือง", "นิติกร", "ผู้รายงานข้อมูล")),
    ([f"ลงชื่อ {'.' * 30} ผู้ตรวจสอบ", f"({NAME})"], (NAME, None, "ผู้ตรวจสอบ")),
]


@pytest.mark.parametrize(("lines", "expected"), BLOCKS)
def test_blocks(lines: Sequence[str], expected: Signer) -> None:
    found, used = read(lines)
    assert (found[0], found[2]) == (expected[0], expected[2])
    assert expected[1] is None or found[1] == expected[1]
    assert used == frozenset(range(len(lines)))


@pytest.mark.parametrize("lines", [
    [], ["หมายเหตุ: ข้อมูล ณ วันที่ 30 เมษายน 2567"], [f"({NAME})"], ["ลงชื่อ............"],
    ["ผู้รายงานข้อมูล", "(..............................)"], ["ผู้รายงานข้อมูล", "(ฉบับแก้ไขครั้งที่ 2)"],
    ["ผู้ตรวจสอบข้อมูลให้กรอกแบบนี้ก่อนวันที่ 30 เมษายน", "(แบบ ก)"],
])
def test_no_signer(lines: Sequence[str]) -> None:
    found, used = read(lines)
    assert (found, used) == ((None, None, None), frozenset())


def test_notes_around_the_block_are_left() -> None:
    found, used = read(["หมายเหตุ: ก", "ลงชื่อ.......ผู้รายงานข้อมูล", f"({NAME})", "ปลัดเทศบาล", "โทร. 0"])
    assert found == (NAME, "ปลัดเทศบาล", "ผู้รายงานข้อมูล")
    assert used == frozenset({1, 2, 3})


@pytest.mark.parametrize("lines", [
    ["ลงชื่อ นายอนันต์ สุขเจริญ ผู้รายงานข้อมูล"],
    [f"({NAME})", "ปลัดเทศบาล", "ผู้รายงานข้อมูล"],
])
def test_other_orders(lines: Sequence[str]) -> None:
    assert read(lines)[0][0] == NAME


OTHER = "นางดารา ใจงาม"


@pytest.mark.parametrize(("lines", "expected"), [
    (["ลงชื่อ    ผู้จัดทำ    ลงชื่อ    ผู้ตรวจสอบ", f"({NAME})    ({OTHER})", "นิติกร    ปลัดเทศบาล"],
     (NAME, "นิติกร", "ผู้จัดทำ")),
    (["ลงชื่อ......ผู้จัดทำ ลงชื่อ......ผู้ตรวจสอบ", f"({NAME}) ({OTHER})", "นิติกร ปลัดเทศบาล"],
     (NAME, None, "ผู้จัดทำ")),
    (["ลงชื่อ......ผู้จัดทำ   ลงชื่อ......ผู้ตรวจสอบ", f"({NAME})", f"({OTHER})"], (NAME, None, None)),
    (["ลงชื่อ......", f"({NAME})\t({OTHER})", "นิติกร\tปลัดเทศบาล"], (NAME, "นิติกร", "ลงชื่อ")),
])
def test_two_who_sign_side_by_side_are_not_mixed(lines: Sequence[str], expected: Signer) -> None:
    """The first signs; the lines stay notes, so that the other is not lost."""
    assert read(lines) == (expected, frozenset())


@pytest.mark.parametrize("lines", [
    [f"({NAME}) ({OTHER})", "นิติกร ปลัดเทศบาล"], [NAME, "ปลัดเทศบาล", "หมายเหตุ"],
    ["(ข้อมูล ณ วันที่ 31 มีนาคม)", "ปลัดเทศบาล"], [f"({NAME})", "หมายเหตุ ข้อมูลปี 2567"],
])
def test_what_is_no_closing_block(lines: Sequence[str]) -> None:
    assert read(lines) == ((None, None, None), frozenset())
