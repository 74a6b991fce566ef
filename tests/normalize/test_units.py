"""Unit cells: one unit per office as printed, words of a task, prose that names no unit."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalize.units import office_word, unit_cell
from tests.normalize.unseen import known


def names(text: str, flattened: bool = False) -> list[str]:
    return [unit.name for unit in unit_cell(text, flattened).units]


GLUED = "an office on a line of its own is glued to the one before"
UNITS = [
    ("กองคลัง", ["กองคลัง"]),
    ("  กองคลัง \n", ["กองคลัง"]),
    ("กองคลัง\nกองช่าง", ["กองคลัง", "กองช่าง"]),
    ("กองคลัง\n\nกองช่าง", ["กองคลัง", "กองช่าง"]),
    ("กองคลัง/กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("กองคลัง / กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("กองคลัง/\nกองช่าง", ["กองคลัง", "กองช่าง"]),
    ("กองคลัง\n/กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("กองคลัง, กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("กองคลัง,กองช่าง,สำนักปลัด", ["กองคลัง", "กองช่าง", "สำนักปลัด"]),
    ("1. กองคลัง\n2. กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("๑. กองคลัง ๒. กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("1) กองคลัง 2) กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("(1) กองคลัง\n(2) กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("- กองคลัง\n- กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("• กองคลัง\n• กองช่าง", ["กองคลัง", "กองช่าง"]),
    known(GLUED, "สำนักปลัด\nกองคลัง\nกองช่าง", ["สำนักปลัด", "กองคลัง", "กองช่าง"]),
    known(GLUED, "สำนักปลัดเทศบาล กองคลัง กองช่าง", ["สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง"]),
    ("สำนักปลัด อบต.\nกองคลัง", ["สำนักปลัด อบต.", "กองคลัง"]),
    ("กองคลัง\nสำนักปลัด", ["กองคลัง", "สำนักปลัด"]),
    known(GLUED, "หลัก: กองคลัง\nร่วม: กองช่าง", ["หลัก: กองคลัง", "ร่วม: กองช่าง"]),
    # groups in one bracket stay with their office
    ("สนจ.นน. (ก.ยุทธศาสตร์)", ["สนจ.นน. (ก.ยุทธศาสตร์)"]),
    ("สนจ.นน. (ก.ยุทธศาสตร์/ก.อำนวยการ)", ["สนจ.นน. (ก.ยุทธศาสตร์/ก.อำนวยการ)"]),
    ("สนจ.นน. (ก.ยุทธศาสตร์)\n/ทุกส่วนราชการ", ["สนจ.นน. (ก.ยุทธศาสตร์)", "ทุกส่วนราชการ"]),
    ("สนจ.นน. (ก.ยุทธศาสตร์)/ทุกส่วนราชการ", ["สนจ.นน. (ก.ยุทธศาสตร์)", "ทุกส่วนราชการ"]),
    ("สำนักงานจังหวัดน่าน\n(กลุ่มงานอำนวยการ)", ["สำนักงานจังหวัดน่าน (กลุ่มงานอำนวยการ)"]),
    ("สำนักปลัด (งานธุรการ, งานนิติการ)\nกองคลัง", ["สำนักปลัด (งานธุรการ, งานนิติการ)", "กองคลัง"]),
    ("สำนักปลัด (งานธุรการ\nงานนิติการ)", ["สำนักปลัด (งานธุรการงานนิติการ)"]),
    # a name broken in the middle by the layout
    ("สำนักงานโยธาธิการและ\nผังเมืองจังหวัดน่าน", ["สำนักงานโยธาธิการและผังเมืองจังหวัดน่าน"]),
    ("สำนักงานประชาสัมพันธ์\nจังหวัดน่าน", ["สำนักงานประชาสัมพันธ์จังหวัดน่าน"]),
    ("กองยุทธศาสตร์\nและงบประมาณ", ["กองยุทธศาสตร์และงบประมาณ"]),
    ("กลุ่ม\nงานยุทธศาสตร์", ["กลุ่มงานยุทธศาสตร์"]),
    ("กองสาธารณสุขและสิ่งแวด\nล้อม", ["กองสาธารณสุขและสิ่งแวดล้อม"]),
    ("กองการศึกษา\nศาสนาและวัฒนธรรม", ["กองการศึกษาศาสนาและวัฒนธรรม"]),
    ("หน่วยตรวจสอบ\nภายใน", ["หน่วยตรวจสอบภายใน"]),
    # connectives inside one name
    ("กองสาธารณสุขและสิ่งแวดล้อม", ["กองสาธารณสุขและสิ่งแวดล้อม"]),
    ("กองการศึกษา ศาสนาและวัฒนธรรม", ["กองการศึกษา ศาสนาและวัฒนธรรม"]),
    ("กองยุทธศาสตร์และงบประมาณ/กองคลัง", ["กองยุทธศาสตร์และงบประมาณ", "กองคลัง"]),
    # many for all
    ("ทุกส่วนราชการ", ["ทุกส่วนราชการ"]),
    ("ทุกกอง/สำนัก", ["ทุกกอง/สำนัก"]),
    ("ทุกสำนัก/กอง", ["ทุกสำนัก/กอง"]),
    ("สำนักปลัด\nทุกกอง", ["สำนักปลัด", "ทุกกอง"]),
    ("สนง.คลังฯ สนง.ขนส่งฯ", ["สนง.คลังฯ", "สนง.ขนส่งฯ"]),
    # digits
    ("ฝ่าย ๒", ["ฝ่าย 2"]),
    ("กองช่าง ชั้น 2", ["กองช่าง ชั้น 2"]),
]


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_units(text: str, expected: Sequence[str]) -> None:
    reading = unit_cell(text)
    assert [unit.name for unit in reading.units] == list(expected)
    assert (reading.duty, reading.prose) == (None, None)


@pytest.mark.parametrize(("text", "first"), [
    ("สนจ.นน. (ก.ยุทธศาสตร์/ก.บุคคล\n/ทุกส่วนราชการ", "สนจ.นน. (ก.ยุทธศาสตร์/ก.บุคคล"),
    ("สนจ.นน. (ก.ยุทธศาสตร์/ทุกส่วนราชการ", "สนจ.นน. (ก.ยุทธศาสตร์"),
])
def test_a_bracket_that_is_never_closed(text: str, first: str) -> None:
    """The missing bracket is not repaired, and does not swallow the office behind it."""
    assert names(text) == [first, "ทุกส่วนราชการ"]


@pytest.mark.parametrize(("text", "unit", "duty"), [
    ("ทุกส่วนราชการจัดทำคู่มือสำหรับประชาชน", "ทุกส่วนราชการ", "จัดทำคู่มือสำหรับประชาชน"),
    ("ทุกส่วนราชการ จัดส่งข้อมูล", "ทุกส่วนราชการ", "จัดส่งข้อมูล"),
    ("ทุกส่วนราชการ\nจัดส่งข้อมูล", "ทุกส่วนราชการ", "จัดส่งข้อมูล"),
    ("ส่วนราชการรายงานผลทุกเดือน", "ส่วนราชการ", "รายงานผลทุกเดือน"),
    ("ทุกกองนำเข้าข้อมูล", "ทุกกอง", "นำเข้าข้อมูล"),
])
def test_words_of_a_task(text: str, unit: str, duty: str) -> None:
    reading = unit_cell(text)
    assert [u.name for u in reading.units] == [unit]
    assert reading.duty == duty


@pytest.mark.parametrize("text", [
    "ไม่มี เนื่องจากไม่มีการจัดซื้อจัดจ้าง", "ไม่มีข้อมูล", "ยังไม่มีผู้รับผิดชอบ", "อยู่ระหว่างมอบหมาย", "ไม่เกี่ยวข้อง",
    "เนื่องจากอยู่ระหว่างปรับโครงสร้าง",
])
def test_prose_names_no_unit(text: str) -> None:
    reading = unit_cell(text)
    assert reading.units == ()
    assert reading.prose == text
    assert reading.duty is None


@pytest.mark.parametrize("text", ["", " ", "-", "–", "\n", ". ."])
def test_blank(text: str) -> None:
    reading = unit_cell(text)
    assert (reading.units, reading.duty, reading.prose) == ((), None, None)


def test_raw_is_as_it_stands() -> None:
    reading = unit_cell("๑. กองยุทธศาสตร์\nและงบประมาณ")
    assert [(u.name, u.raw) for u in reading.units] == [
        ("กองยุทธศาสตร์และงบประมาณ", "กองยุทธศาสตร์\nและงบประมาณ")]


@pytest.mark.parametrize("text", ["กองคลัง/กองช่าง", "สนจ.นน. (ก.ยุทธศาสตร์/ก.อำนวยการ)\n/ทุกส่วนราชการ",
                                  "1. กองคลัง 2. กองช่าง", "สำนักปลัด (งานธุรการ"])
def test_reading_a_name_again_changes_nothing(text: str) -> None:
    for name in names(text):
        assert names(name) == [name]


@pytest.mark.parametrize(("text", "expected"), [
    ("สำนักงานโยธาธิการและ ผังเมืองจังหวัดน่าน", ["สำนักงานโยธาธิการและผังเมืองจังหวัดน่าน"]),
    ("กองคลัง/ กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("ทุกส่วนราชการจัดทำ คู่มือ", ["ทุกส่วนราชการ"]),
])
def test_flattened_cells(text: str, expected: Sequence[str]) -> None:
    assert names(text, flattened=True) == list(expected)


@pytest.mark.parametrize(("text", "kind"), [
    ("กองคลัง", "office"), ("สำนักงานจังหวัดน่าน", "office"), ("สนง.พาณิชย์ฯ", "office"),
    ("กลุ่มงานอำนวยการ", "group"), ("ก.ยุทธศาสตร์", "group"), ("ทุกส่วนราชการ", "all"),
    ("ที่มีการให้บริการ", None), ("และผังเมือง", None), ("นายกิตติ มั่นคง", None), ("", None),
])
def test_office_word(text: str, kind: str | None) -> None:
    assert office_word(text) == kind
