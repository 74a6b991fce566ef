"""Header cells to column roles: by words, in any order, over one or two rows, once misread."""

from __future__ import annotations

import pytest

from normalize.columns import columns_of, header_role, header_rows
from normalize.repeatedheaders import same_header

ROLES = {
    "code": ["ข้อ", "ข้อที่", "ลำดับ", "ลำดับที่", "ลำดับ/ข้อ", "ที่", "รหัส", "รหัส OIT", "รหัสตัวชี้วัด", "เลขข้อ",
             "ข้อ\nOIT", " ข้อ ", "**ข้อ**", "<b>ข้อ</b>"],
    "title": ["ข้อมูล", "รายการ", "รายการข้อมูล", "ประเด็นการตรวจ", "หัวข้อ", "ประเด็นการประเมิน",
              "ข้อมูลที่ต้องเปิดเผย", "รายการที่ต้องเปิดเผยข้อมูล", "รายการ\nข้อมูล"],
    "component": ["องค์ประกอบของข้อมูล", "องค์ประกอบข้อมูล", "องค์ประกอบด้านข้อมูล", "รายละเอียด",
                  "รายละเอียดที่ต้องเผยแพร่", "รายละเอียดข้อมูล", "เกณฑ์การประเมิน", "คำอธิบาย",
                  "องค์ประกอบ\nของข้อมูล"],
    "unit": ["หน่วยงาน", "หน่วยงานที่รับผิดชอบ", "หน่วยงานที่รับผิดชอบหลัก/ร่วม", "ส่วนราชการ/หน่วยงาน",
             "สำนัก/กองที่รับผิดชอบ", "กลุ่มงานที่รับผิดชอบ", "ฝ่ายที่รับผิดชอบ", "หน่วยงานเจ้าของข้อมูล", "เจ้าภาพหลัก",
             "หน่วยงาน\nที่รับผิดชอบ", "1. ชื่อส่วนราชการ/หน่วยงานที่รับผิดชอบ", "*1*หน่วยงานที่รับผิดชอบ"],
    "responsible": ["ผู้รับผิดชอบ", "ผู้รับผิดชอบหลัก", "ผู้รับผิดชอบ\n(หลัก/ร่วม)"],
    "assignee": ["ผู้จัดทำข้อมูล", "เจ้าหน้าที่ผู้รับผิดชอบ", "เจ้าหน้าที่รับผิดชอบ", "ผู้นำเข้าข้อมูล", "ผู้บันทึกข้อมูล",
                 "รายชื่อ/ตำแหน่งผู้รับผิดชอบจัดทำข้อมูล", "ผู้ได้รับมอบหมาย", "2. รายชื่อผู้รับผิดชอบ"],
    "certifier": ["ผู้รับรองข้อมูล", "ผู้ตรวจสอบ", "ผู้ตรวจทาน/รับรอง", "ผู้กำกับดูแล", "ผู้ตรวจสอบและรับรองข้อมูล",
                  "ผู้บังคับบัญชาที่รับรองความถูกต้อง", "ผู้บังคับบัญชา\nรับรอง",
                  "ผู้บังคับบัญชาตรวจรับรอง", "ผู้บริหารรับรอง", "หัวหน้าหน่วยงานรับรอง", "รับรองโดย",
                  "3. ชื่อ-ชื่อสกุล/ตำแหน่งผู้รับรองข้อมูล"],
    "status": ["สถานะ", "สถานะการดำเนินการ", "ผลการดำเนินงาน", "ผลการดำเนินการ", "ความก้าวหน้า",
               "ดำเนินการแล้ว/อยู่ระหว่างดำเนินการ", "สถานะ (ดำเนินการแล้ว/ยังไม่ดำเนินการ)"],
    "status_done": ["ดำเนินการแล้ว", "แล้วเสร็จ", "เผยแพร่แล้ว"],
    "status_in_progress": ["อยู่ระหว่างดำเนินการ", "กำลังดำเนินการ"],
    "status_not_started": ["ยังไม่ดำเนินการ", "ยังไม่ได้ดำเนินการ"],
    "location": ["ที่อยู่ URL", "URL", "Link", "ลิงก์", "ลิงค์ข้อมูล", "ที่อยู่เว็บไซต์", "ช่องทางการเผยแพร่",
                 "link ข้อมูล"],
    "period": ["ระยะเวลา", "กำหนดส่ง", "ระยะเวลาดำเนินการ"],
    "method": ["วิธีดำเนินการ", "วิธีการดำเนินงาน", "การดำเนินการ"],
    "remark": ["หมายเหตุ", "ปัญหา/อุปสรรค"],
    "suggestion": ["ข้อเสนอแนะ"],
}
CASES = [(header, role) for role, headers in ROLES.items() for header in headers]


@pytest.mark.parametrize(("header", "role"), CASES)
def test_roles(header: str, role: str) -> None:
    assert header_role(header) == (role, ())


@pytest.mark.parametrize(("header", "role"), [
    ("กอง/สำนักที่รับผิดชอบ", "unit"),
    ("กอง/ฝ่ายที่รับผิดชอบ", "unit"),
    ("ชื่อรายการข้อมูล", "title"),
    ("ผู้จัดเตรียมข้อมูล", "assignee"),
    ("ผู้ดูแลข้อมูล", "assignee"),
    ("รายละเอียดข้อมูลที่ต้องเปิดเผย", "component"),
    ("ดำเนินการแล้ว/ไม่ดำเนินการ", "status"),
    ("ดำเนินการ/ยังไม่ดำเนินการ", "status"),
    ("เผยแพร่แล้ว/ยังไม่เผยแพร่", "status"),
    ("ผลการดำเนินการ (แล้วเสร็จ/ไม่แล้วเสร็จ)", "status"),
    ("มี/ไม่มี", None),
    ("งบประมาณ (บาท)", None), ("จำนวน", None), ("โทรศัพท์", None), ("", None), ("-", None),
    ("วันที่ประชุม", None), ("หนังสือรับรอง", None), ("ผู้บังคับบัญชา", None),
])
def test_wordings_nobody_listed(header: str, role: str | None) -> None:
    assert header_role(header)[0] == role


@pytest.mark.parametrize(("header", "role"), [
    ("องค์ปะกอบข้อมูล", "component"), ("องค์ประกอบขอมูล", "component"),
    ("องค์ประกอบของขัอมูล", "component"),
    ("หน่วยงานทีรับผิดชอบ", "unit"),
    ("หน่วยงาบที่รับผิดชอบ", "unit"), ("ผู้รับผิดซอบ", "responsible"),
    ("ผู้รบผิดชอบ", "responsible"), ("ผู้รับรองขอมูล", "certifier"), ("ผู้จัดทำขอมูล", "assignee"),
    ("สถนะ", "status"), ("สถานะการดำเนินกาน", "status"), ("หมายเหต", "remark"),
    ("รายการขอมูล", "title"),
    ("ลําดับ", "code"), ("ลำดบ", "code"), ("ยังไม่ดำเนินกาธ", "status_not_started"),
    ("ดำเนินการแลัว", "status_done"),
])
def test_one_misread_letter(header: str, role: str) -> None:
    assert header_role(header)[0] == role


@pytest.mark.parametrize("header", [
    "วันที่ดำเนินการแล้วเสร็จ", "กำหนดแล้วเสร็จ", "วันที่แล้วเสร็จ",
    "ระยะเวลาแล้วเสร็จ", "วันที่อัปเดต",
    "แผนการดำเนินการ",
    "แผนการดำเนินงาน", "หลักฐานการดำเนินการ", "ผู้ดำเนินการ", "วิธีดำเนินการ", "ระยะเวลาดำเนินการ",
])
def test_words_of_a_status_that_head_no_status(header: str) -> None:
    """A date under such a header is no tick."""
    role = header_role(header)[0] or ""
    assert not role.startswith("status")


HEAD = ("ข้อ", "ข้อมูล", "องค์ประกอบข้อมูล", "หน่วยงาน", "ผู้รับผิดชอบ")
BODY = ("O1", "โครงสร้าง", "- แสดงแผนผัง", "กองคลัง", "นายกิตติ มั่นคง")


def test_header_of_one_row() -> None:
    assert header_rows((HEAD, BODY), 0) == 1
    assert header_rows((HEAD, BODY), 1) == 0
    assert header_rows((HEAD,), 1) == 0
    assert header_rows((), 0) == 0


def test_header_of_two_rows() -> None:
    grid = (
        ("ข้อ", "ข้อมูล", "ผลการดำเนินการ", "", "", "หมายเหตุ"),
        ("", "", "ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ", ""),
        ("O1", "โครงสร้าง", "✓", "", "", ""),
    )
    assert header_rows(grid, 0) == 2
    columns = columns_of(grid, 0, 2)
    assert [c.role for c in columns] == [
        "code", "title", "status_done", "status_in_progress", "status_not_started", "remark"]
    assert columns[3].header == "ผลการดำเนินการ อยู่ระหว่างดำเนินการ"


@pytest.mark.parametrize(("over", "words", "roles"), [
    ("ผลดำเนินการ", ("แล้ว", "ยังไม่"), ("status_done", "status_not_started")),
    ("ผลการดำเนินงาน", ("มี", "ไม่มี"), ("status_done", "status_not_started")),
    ("การเผยแพร่", ("เผยแพร่", "ไม่เผยแพร่"), ("status_done", "status_not_started")),
    ("การดำเนินการ", ("ยังไม่ได้", "อยู่ระหว่าง", "แล้ว"),
     ("status_not_started", "status_in_progress", "status_done")),
    ("หลักฐาน", ("มี", "ไม่มี"), ("location", "location")),
    ("งบประมาณ", ("มี", "ไม่มี"), (None, None)),
])
def test_short_words_under_a_header_are_states(over: str, words: tuple[str, ...],
                                               roles: tuple[str | None, ...]) -> None:
    """Opposite words under a header of results head tick columns, printed over all or the first."""
    for spread in ((over,) * len(words), (over, *("",) * (len(words) - 1))):
        grid = (("ข้อ", "ข้อมูล", *spread, "หมายเหตุ"), ("", "", *words, ""), ("O1", "ก", "/"))
        count = 2 if "status_done" in roles else header_rows(grid, 0)
        assert header_rows(grid, 0) == count
        found = columns_of(grid, 0, 2)[2:-1]
        assert tuple(c.role for c in found) == roles


@pytest.mark.parametrize(("words", "roles"), [
    (("มี", "ไม่มี"), ("status_done", "status_not_started")),
    (("ดำเนินการ", "ไม่ดำเนินการ"), ("status_done", "status_not_started")),
    (("มี", "หมายเหตุ"), (None, "remark")),
    (("แล้ว", "เสร็จ"), (None, None)),
])
def test_short_words_of_one_header_row(words: tuple[str, ...],
                                       roles: tuple[str | None, ...]) -> None:
    """A short word is a state only beside its opposite."""
    columns = columns_of((("ข้อ", "ข้อมูล", *words),), 0, 1)
    assert tuple(c.role for c in columns[2:]) == roles


@pytest.mark.parametrize("row", [
    BODY,
    ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", "", ""),
    ("ข้อมูลพื้นฐาน", "", "", "", ""),
    ("", "", "- แสดงข้อมูล", "กองคลัง", ""),
    ("O4", "ข้อมูลการติดต่อ", "ที่อยู่หน่วยงาน เว็บไซต์", "หน่วยงาน", "ผู้รับผิดชอบ"),
    ("12", "ข้อมูล", "รายละเอียด", "หน่วยงาน", "ผู้รับผิดชอบ"),
    ("", "", "", "", ""),
])
def test_rows_that_are_no_header(row: tuple[str, ...]) -> None:
    assert header_rows((row,), 0) == 0


def test_columns_keep_their_header_and_number() -> None:
    columns = columns_of((("หมายเหตุ", "งบประมาณ (บาท)", "ข้อ"), ("", "1,000", "O1")), 0, 1)
    assert [(c.number, c.header, c.role) for c in columns] == [
        (0, "หมายเหตุ", "remark"), (1, "งบประมาณ (บาท)", None), (2, "ข้อ", "code")]


@pytest.mark.parametrize("row", [
    HEAD,
    ("ชื่อ", "ข้อมูล", "องค์ประกอบข้อมูล", "หน่วยงาน", "ผู้รับผิดชอบ"),
    ("ข้อ", "ขอมูล", "องค์ประกอบขัอมูล", "หนวยงาน", "ผู้รับผิดชอบ"),
    ("ข้อ", "ข้อมูล", "องค์ประกอบ\nข้อมูล", "หน่วย\nงาน", "ผู้รับผิดชอบ"),
])
def test_repeated_headers(row: tuple[str, ...]) -> None:
    assert same_header((row,), 0, HEAD)


@pytest.mark.parametrize("row", [BODY, ("", "", "", "", ""), ("ข้อ", "", "", "", ""),
                                 ("O4", "ข้อมูล", "ที่อยู่", "หน่วยงาน", "นายกิตติ")])
def test_rows_that_repeat_no_header(row: tuple[str, ...]) -> None:
    assert not same_header((row,), 0, HEAD)


def test_item_above_a_repeated_header_is_no_header() -> None:
    """Words of its cells name roles too ("ความก้าวหน้า" a status), but its code says what it is."""
    head = ("ข้อ", "ข้อมูล", "หน่วยงาน", "องค์ประกอบข้อมูล", "ผู้จัดทำข้อมูล", "สถานะ")
    item = ("O8", "แผนและความก้าวหน้าในการดำเนินงาน", "กองคลัง", "", "นายก้อง ใจดี", "ดำเนินการแล้ว")
    assert header_rows((head, item, head), 1) == 0


def test_a_row_too_wide_for_a_form_is_no_header() -> None:
    """Its ten thousand words are not even looked at; blank columns beside a header do not count."""
    header = ("ข้อ", "ข้อมูล", "หน่วยงานที่รับผิดชอบ")
    header_role.cache_clear()
    wide = header + tuple(f"ผู้รับผิดชอบ {n}" for n in range(10_000))
    assert header_rows((wide, wide), 0) == 0
    assert header_role.cache_info().misses == 0
    assert header_rows((header + ("",) * 10_000,), 0) == 1
