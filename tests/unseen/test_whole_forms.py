"""Whole forms that no rule was written for: other words, other orders, other agencies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.town import ALL_2567, HEADER, T2566, T2567, T2568, TOWN, row, rows
from tests.unseen.written import (
    THAI_DIGITS,
    by_code,
    celled,
    checks,
    codes,
    piped,
    read,
    tabbed,
)


def test_school_in_another_order_with_thai_digits(tmp_path: Path) -> None:
    """Columns in another order, codes in Thai digits, an address first in each row."""
    header = ("ที่อยู่ URL", "เจ้าหน้าที่ผู้รับผิดชอบ", "ผู้ตรวจทาน/รับรอง", "ลำดับ/ข้อ", "รายการข้อมูล",
              "รายละเอียดที่ต้องเผยแพร่", "ผลการดำเนินงาน")
    body = [
        (f"https://www.bandoksai.ac.th/oit/o{n}", "นางสาวมะลิวัลย์ ทองดี ครูชำนาญการ",
         "นายวิชัย ใจกล้า ผู้อำนวยการโรงเรียน", f"0{n}".translate(THAI_DIGITS), T2567[f"O{n}"],
         "- แสดงแผนภูมิโครงสร้างของสถานศึกษา", "ดำเนินการแล้ว")
        for n in range(1, 36)
    ]
    front = ("แบบรายงานการเปิดเผยข้อมูลสาธารณะ (OIT)\nโรงเรียนบ้านดอกทราย อำเภอเลิงนกทา จังหวัดยโสธร\n"
             "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n\n")
    form = read(tmp_path, front + tabbed(header, *body))
    assert codes(form) == ALL_2567
    assert form.fiscal_year == form.edition == 2567
    assert (form.agency.name, form.agency.type) == ("โรงเรียนบ้านดอกทราย", "school")
    assert (form.agency.amphoe, form.agency.province) == ("เลิงนกทา", "ยโสธร")
    item = by_code(form)["O11"]
    assert item.code_raw == "๐๑๑"
    assert item.title == T2567["O11"]
    assert item.component == "- แสดงแผนภูมิโครงสร้างของสถานศึกษา"
    assert [(p.name, p.position) for p in item.assignees] == [
        ("นางสาวมะลิวัลย์ ทองดี", "ครูชำนาญการ")]
    assert [(p.name, p.position) for p in item.certifiers] == [
        ("นายวิชัย ใจกล้า", "ผู้อำนวยการโรงเรียน")]
    assert item.status == "done"
    assert [(link.target, link.code) for link in form.links if link.code == "O11"] == [
        ("https://www.bandoksai.ac.th/oit/o11", "O11")]
    assert checks(form) == []
    assert [(p.canonical, p.mentions) for p in form.people] == [
        ("นางสาวมะลิวัลย์ ทองดี", 35), ("นายวิชัย ใจกล้า", 35)]


def pao(folder: Path, unit_header: str):
    header = ("ข้อ", "ข้อมูล", unit_header, "สถานะ", "หมายเหตุ")
    body = [
        (str(n), T2566[f"O{n}"], "กองคลัง" if n % 2 else "สำนักปลัด อบจ./กองช่าง",
         "ดำเนินการแล้ว" if n % 3 else "อยู่ระหว่างดำเนินการ", "-")
        for n in range(1, 44)
    ]
    front = "แบบสำรวจการเปิดเผยข้อมูล OIT องค์การบริหารส่วนจังหวัดพะเยา\nปีงบประมาณ พ.ศ. 2566\n\n"
    return read(folder, front + tabbed(header, *body))


def test_pao_with_plain_numbers(tmp_path: Path) -> None:
    """Bare numbers are item codes where the titles beside them say so."""
    form = pao(tmp_path, "สำนัก/กองที่รับผิดชอบ")
    assert codes(form) == list(T2566)
    assert (form.agency.name, form.agency.type) == ("องค์การบริหารส่วนจังหวัดพะเยา", "pao")
    assert form.agency.province == "พะเยา"
    assert form.kind == "assignment"
    items = by_code(form)
    assert [u.name for u in items["O1"].units] == ["กองคลัง"]
    assert [u.name for u in items["O2"].units] == ["สำนักปลัด อบจ.", "กองช่าง"]
    assert (items["O2"].status, items["O3"].status) == ("done", "in_progress")
    assert (items["O2"].remark, items["O2"].absent["remark"]) == (None, "not_stated")
    assert items["O2"].absent["component"] == "not_in_form"
    assert checks(form) == []


def test_pao_with_the_unit_header_turned_round(tmp_path: Path) -> None:
    form = pao(tmp_path, "กอง/สำนักที่รับผิดชอบ")
    assert [u.name for u in by_code(form)["O2"].units] == ["สำนักปลัด อบจ.", "กองช่าง"]
    assert checks(form) == []


def test_department_of_2568_with_code_and_title_in_one_cell(tmp_path: Path) -> None:
    header = ("รายการ", "องค์ประกอบข้อมูล", "หน่วยงานเจ้าภาพ", "ผู้จัดทำข้อมูล", "ผู้รับรองข้อมูล")
    body = [
        (f"O{n} {T2568[f'O{n}']}", "แสดงข้อมูลปัจจุบัน", "กองแผนงาน",
         "น.ส. ดวงใจ รุ่งเรือง นักวิเคราะห์นโยบายและแผนปฏิบัติการ", "นายธีระ ณ ภูผา ผอ.กองแผนงาน")
        for n in range(1, 29)
    ]
    front = ("กรมส่งเสริมการค้าชายแดน\n"
             "แบบมอบหมายผู้รับผิดชอบการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. 2568\n\n")
    form = read(tmp_path, front + tabbed(header, *body))
    assert codes(form) == list(T2568)
    assert (form.edition, form.fiscal_year, form.kind) == (2568, 2568, "assignment")
    assert (form.agency.name, form.agency.type) == ("กรมส่งเสริมการค้าชายแดน", "department")
    item = form.items[8]
    assert (item.code_raw, item.title_raw, item.title_relation) == ("O9", T2568["O9"], "same")
    assert [(p.name, p.position) for p in item.assignees] == [
        ("น.ส.ดวงใจ รุ่งเรือง", "นักวิเคราะห์นโยบายและแผนปฏิบัติการ")]
    assert [(p.name, p.position) for p in item.certifiers] == [("นายธีระ ณ ภูผา", "ผอ.กองแผนงาน")]
    assert checks(form) == []


def test_markdown_table_of_a_sao(tmp_path: Path) -> None:
    header = ("ข้อ", "รายการ", "หน่วยงาน", "ผู้รับผิดชอบ", "ลิงก์")
    body = [
        (f"O{n}", f"**{T2567[f'O{n}']}**", "สำนักปลัด", "นาย กิตติ มั่นคง<br>เจ้าพนักงานธุรการ",
         f"[เปิดดู](https://www.huainamyen.go.th/o{n})")
        for n in range(1, 36)
    ]
    form = read(tmp_path, "# การเปิดเผยข้อมูล OIT อบต.ห้วยน้ำเย็น ปี 2567\n\n" + piped(header, *body))
    assert codes(form) == ALL_2567
    assert form.title == "การเปิดเผยข้อมูล OIT อบต.ห้วยน้ำเย็น ปี 2567"
    assert form.agency.name == "องค์การบริหารส่วนตำบลห้วยน้ำเย็น"
    assert (form.agency.type, form.fiscal_year) == ("sao", 2567)
    item = form.items[0]
    assert item.title_relation == "same"
    assert [(p.name, p.position) for p in item.assignees] == [
        ("นายกิตติ มั่นคง", "เจ้าพนักงานธุรการ")]
    assert [(li.text, li.target) for li in form.links if li.code == "O1"] == [
        ("เปิดดู", "https://www.huainamyen.go.th/o1")]


def test_cells_one_below_the_other(tmp_path: Path) -> None:
    """The dialect of one cell per line: broken words are joined, bullets are not."""
    body = rows()
    body[0] = row(1, component="- แสดงแผนผังการแบ่งส่วน\nราชการ\n- แสดงตำแหน่งที่สำคัญ",
                  assignee="นางสาวพิมพ์ใจ\nแสงทอง\nนักวิชาการคลัง\nชำนาญการ",
                  unit="กองคลัง\n/สำนักปลัด")
    form = read(tmp_path, TOWN + celled(HEADER, *body))
    assert codes(form) == ALL_2567
    item = form.items[0]
    assert item.component == "- แสดงแผนผังการแบ่งส่วนราชการ\n- แสดงตำแหน่งที่สำคัญ"
    assert [(p.name, p.position) for p in item.assignees] == [
        ("นางสาวพิมพ์ใจ แสงทอง", "นักวิชาการคลังชำนาญการ")]
    assert [u.name for u in item.units] == ["กองคลัง", "สำนักปลัด"]
    assert form.items[1].component == (
        "- แสดงข้อมูลที่เป็นปัจจุบัน\n(1) ชื่อเรื่อง\n(2) วันที่เผยแพร่")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_encodings_give_the_same_form(tmp_path: Path, encoding: str) -> None:
    text = TOWN + tabbed(HEADER, *rows())
    plain = read(tmp_path, text)
    other = read(tmp_path, text, encoding)
    assert other.items == plain.items
    assert checks(other) == [] == checks(plain)
