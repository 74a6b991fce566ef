"""Item codes in every spelling, codes that begin a cell, and references to other items."""

from __future__ import annotations

import pytest

from normalize.codes import item_code, leading_code, references

LETTERED = [
    ("O1", 1), ("O12", 12), ("o31", 31), ("O 33", 33), ("O-21", 21), ("O–21", 21), ("O.7", 7),
    ("01", 1), ("010", 10), ("043", 43), ("๐๑", 1), ("๐๓๕", 35), ("0๑๑", 11), ("๐11", 11),
    ("O๑๒", 12), ("○11", 11), ("〇12", 12), ("◯13", 13), ("Ο14", 14), ("О15", 15), ("о16", 16),
    ("ο17", 17), ("Ｏ18", 18), ("Ｏ１９", 19), ("O01", 1), ("O07", 7),
    ("O10*", 10), ("O10* (เพิ่ม)", 10), ("O10 (เพิ่มใหม่)", 10), ("O9**", 9), ("**O9**", 9),
    ("<b>O9</b>", 9), ("(O5)", 5), ("O5.", 5), ("O5)", 5), ("O5:", 5), (" O5\n\n", 5),
    ("ข้อ O5", 5), ("ข้อO5", 5), ("ข้อที่ O5", 5), ("ข้อ 05", 5), ("ข้อ ๐๕", 5),
    ("OIT O7", 7), ("OIT-O7", 7), ("ตัวชี้วัด O7", 7), ("รายการที่ O22", 22),
    ("O1O", 10), ("O2O", 20), ("OI2", 12), ("O1l", 11), ("O\n12", 12), ("O1\n2", 12),
    ("O\u200b12", 12), ("O\u00a012", 12),
]
PLAIN = [("1", 1), ("12", 12), ("๑๒", 12), ("12.", 12), ("12)", 12), ("(12)", 12), ("ข้อ 5", 5),
         ("ข้อที่ ๕", 5), ("๔๓", 43)]
NO_CODE = [
    "", " ", "-", "o", "O", "0", "00", "○", "โครงสร้าง", "ข้อ", "ข้อที่", "100", "O100", "0100",
    "พ.ศ. 2566", "2566", "9.1", "10.2", "1.5", "O1 โครงสร้าง", "O1-O5", "O1, O2", "O1/O2",
    "o แสดงข้อมูล", "Open", "OIT", "ITA", "MOIT 1", "i3", "e5", "EB1", "ตัวชี้วัดที่ 9.1",
    "1 คน", "5 ม.ค.", "ร้อยละ 80", "80%",
    "https://www.oo.go.th/o1",
]


@pytest.mark.parametrize(("printed", "number"), LETTERED)
def test_lettered_codes(printed: str, number: int) -> None:
    reading = item_code(printed)
    assert reading is not None
    assert (reading.number, reading.plain) == (number, False)
    assert reading.code == f"O{number}"


@pytest.mark.parametrize(("printed", "number"), PLAIN)
def test_plain_numbers_are_marked_as_such(printed: str, number: int) -> None:
    """A bare number is read, but said to be bare: the titles must confirm it."""
    reading = item_code(printed)
    assert reading is not None
    assert (reading.number, reading.plain) == (number, True)


def test_a_number_behind_the_name_of_the_form() -> None:
    reading = item_code("OIT 7")
    assert reading is not None
    assert reading.number == 7


@pytest.mark.parametrize("printed", NO_CODE)
def test_no_code(printed: str) -> None:
    assert item_code(printed) is None


@pytest.mark.parametrize(
    ("printed", "rule"),
    [("01", "code.zero"), ("๐๑", "code.zero"), ("○11", "code.ring"), ("o31", "code.lower"),
     ("О15", "code.lookalike"), ("O๑๒", "code.thai_digits"), ("O1O", "code.letter_digit")],
)
def test_a_repair_names_its_rule(printed: str, rule: str) -> None:
    reading = item_code(printed)
    assert reading is not None
    assert rule in reading.rules


def test_a_clean_code_needs_no_rule() -> None:
    reading = item_code("O12")
    assert reading is not None
    assert reading.rules == ()


LEADING = [
    ("O1 โครงสร้าง", 1, "O1", "โครงสร้าง"),
    ("O1โครงสร้าง", 1, "O1", "โครงสร้าง"),
    ("๐๑ โครงสร้าง", 1, "๐๑", "โครงสร้าง"),
    ("O6 Q&A", 6, "O6", "Q&A"),
    ("O13 E–Service", 13, "O13", "E–Service"),
    ("O13: E-Service", 13, "O13", "E-Service"),
    ("O2. ข้อมูลผู้บริหาร", 2, "O2", "ข้อมูลผู้บริหาร"),
    ("O2 - ข้อมูลผู้บริหาร", 2, "O2", "ข้อมูลผู้บริหาร"),
    ("O2\nข้อมูลผู้บริหาร", 2, "O2", "ข้อมูลผู้บริหาร"),
    ("ข้อ O2 ข้อมูลผู้บริหาร", 2, "ข้อ O2", "ข้อมูลผู้บริหาร"),
    ("○11 คู่มือ", 11, "○11", "คู่มือ"),
    ("O10* (เพิ่ม) คู่มือ", 10, "O10* (เพิ่ม)", "คู่มือ"),
    ("O 33 รายงานผล", 33, "O 33", "รายงานผล"),
    ("O-21 การขับเคลื่อนจริยธรรม", 21, "O-21", "การขับเคลื่อนจริยธรรม"),
]


@pytest.mark.parametrize(("cell", "number", "printed", "rest"), LEADING)
def test_leading_code(cell: str, number: int, printed: str, rest: str) -> None:
    found = leading_code(cell)
    assert found is not None
    assert (found[0].number, found[1], found[2]) == (number, printed, rest)


@pytest.mark.parametrize("cell", [
    "โครงสร้าง", "O1", "1. โครงสร้าง", "12 เดือน", "2566 ปีงบประมาณ", "o แสดงข้อมูล", "ข้อ 5 โครงสร้าง",
    "OIT คือ", "05/01/2567 เผยแพร่",
    "09.30 น.",
    "02-123-4567 ต่อ 11",
])
def test_no_leading_code(cell: str) -> None:
    assert leading_code(cell) is None


REFERENCES = [
    ("ตามแผนในข้อ ๐11", ["O11"]),
    ("ตามข้อ 034", ["O34"]),
    ("ตามข้อ O23", ["O23"]),
    ("ตามข้อ O 23", ["O23"]),
    ("ตามข้อ ๐๒๓", ["O23"]),
    ("(รายละเอียดตาม O8)", ["O8"]),
    ("เป็นข้อมูลเดียวกับ O11 และ O12", ["O11", "O12"]),
    ("ตามข้อ O11 ข้อ O12 และข้อ O11", ["O11", "O12"]),
    ("ในข้อ ○8", ["O8"]),
    ("ตาม o7 ที่กำหนด", ["O7"]),
    ("ตามรายการที่ O14", ["O14"]),
    ("ใน\nข้อ O9", ["O9"]),
]


@pytest.mark.parametrize(("component", "expected"), REFERENCES)
def test_references(component: str, expected: list[str]) -> None:
    found = references(component)
    assert [code for code, _ in found] == expected
    assert all(printed in component for _, printed in found)


@pytest.mark.parametrize("component", [
    "", "- แสดงโครงสร้าง", "o แสดงข้อมูล", "ตาม (2)", "ข้อ 5 ของประกาศ", "ตามมาตรา 9", "พ.ศ. 2566",
    "โทร. 02 123 4567", "โทรศัพท์ 0 2123 4567", "08 1234 5678", "ร้อยละ 05", "ฟอร์ม CO2", "ISO 9001",
    "O365", "COVID19", "ข้อ 10 แห่งระเบียบ", "1.5 ล้าน",
    "https://www.abc.go.th/o12",
])
def test_no_references(component: str) -> None:
    assert references(component) == ()
