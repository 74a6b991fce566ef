"""Whole forms that no rule was written for: other words, other orders, the damage of real files.

Each test builds a form from the official titles and invented people, and asserts what a careful
auditor would want of it: the right items, findings where the form is at odds with itself, and an
abstention rather than a wrong code.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from oit.pipeline import process
from tests.normalize.unseen import (
    THAI_DIGITS,
    by_code,
    celled,
    checks,
    codes,
    piped,
    read,
    tabbed,
    titles,
)

TOWN = "แบบรายงาน OIT เทศบาลตำบลวังทราย อำเภอโพนทอง จังหวัดร้อยเอ็ด ปีงบประมาณ พ.ศ. 2567\n\n"
HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบข้อมูล", "หน่วยงาน", "ผู้รับผิดชอบ", "ผู้รับรองข้อมูล", "สถานะ")
FIELDS = ("code", "title", "component", "unit", "assignee", "certifier", "status")
T2566, T2567, T2568 = titles(2566), titles(2567), titles(2568)
ALL_2567 = list(T2567)


def row(number: int, **other: str) -> list[str]:
    """A complete row of item `number` of 2567 with some cells replaced."""
    cells = {
        "code": f"O{number}", "title": T2567[f"O{number}"],
        "component": "- แสดงข้อมูลที่เป็นปัจจุบัน (1) ชื่อเรื่อง (2) วันที่เผยแพร่", "unit": "กองคลัง",
        "assignee": "นางสาวพิมพ์ใจ แสงทอง นักวิชาการคลังชำนาญการ",
        "certifier": "นายสุรชัย เพชรดี ผู้อำนวยการกองคลัง", "status": "ดำเนินการแล้ว",
    }
    return [(cells | other)[field] for field in FIELDS]


def rows(first: int = 1, last: int = 35) -> list[list[str]]:
    return [row(number) for number in range(first, last + 1)]


def town(folder: Path, body: Sequence[Sequence[str]], header: Sequence[str] = HEADER):
    """The form of a town in one table of tabs."""
    return read(folder, TOWN + tabbed(header, *body))


# Whole forms in other words


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


# Codes: at odds with titles and neighbours


def test_a_blank_key_is_known_by_title_and_sequence(tmp_path: Path) -> None:
    body = rows()
    body[14][0] = ""
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert checks(form) == [("code_missing", "unsure", "O15")]
    item = form.items[14]
    assert item.code_raw is None
    assert item.confidence < 1


def test_a_row_without_code_and_with_a_title_of_its_own_is_no_continuation(
    tmp_path: Path,
) -> None:
    """A full row that no edition knows: an item without code, and O12 is not called missing."""
    body = rows()
    body[11] = row(12, code="", title="ข้อมูลอื่น ๆ ตามที่หน่วยงานกำหนด")
    form = town(tmp_path, body)
    assert codes(form) == [*ALL_2567[:11], None, *ALL_2567[12:]]
    assert len(form.items[10].certifiers) == 1
    assert ("code_unreadable", "extraction", None) in checks(form)
    assert checks(form, "item_missing") == [("item_missing", "unsure", "O12")]


def test_two_rows_swapped_keep_their_own_codes(tmp_path: Path) -> None:
    body = rows()
    body[4], body[5] = body[5], body[4]
    form = town(tmp_path, body)
    assert codes(form) == [*ALL_2567[:4], "O6", "O5", *ALL_2567[6:]]
    assert all(item.title_relation == "same" for item in form.items)
    assert checks(form, "item_missing", "item_twice") == []


def test_a_code_misprinted_as_its_neighbour(tmp_path: Path) -> None:
    """O8 printed as ๐๗: title and sequence say O8; the finding is about item O8."""
    body = rows()
    body[7][0] = "๐๗"
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert form.items[7].code_raw == "๐๗"
    assert form.items[7].confidence < 1
    assert checks(form) == [("code_title_disagree", "unsure", "O8")]


@pytest.mark.parametrize("printed", ["O21", "O72", "O36", "O0"])
def test_a_misprinted_code_is_never_taken_silently(tmp_path: Path, printed: str) -> None:
    body = rows()
    body[11][0] = printed
    form = town(tmp_path, body)
    assert codes(form)[11] in ("O12", None)
    assert codes(form)[:11] + codes(form)[12:] == ALL_2567[:11] + ALL_2567[12:]
    assert form.items[11].code_raw == printed
    assert checks(form, "code_title_disagree", "code_missing", "code_unreadable")
    assert checks(form, "item_twice") == []


def test_a_row_printed_twice(tmp_path: Path) -> None:
    form = town(tmp_path, [*rows(1, 9), row(9), *rows(10, 35)])
    assert codes(form) == ALL_2567
    assert checks(form) == [("row_repeated", "unsure", "O9")]


def test_what_a_reader_left_out_is_said(tmp_path: Path) -> None:
    """An item on a hidden sheet may be the missing one: it is named and nobody is accused."""
    book = openpyxl.Workbook()
    shown, hidden = book.worksheets[0], book.create_sheet("ซ่อน")
    for line in [[TOWN.strip()], list(HEADER), *rows(1, 34)]:
        shown.append(line)
    hidden.append(row(35))
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "form.xlsx")
    (form,) = process(tmp_path / "form.xlsx")
    assert checks(form, "reader_notice") == [("reader_notice", "extraction", None)]
    assert checks(form, "item_missing") == [("item_missing", "unsure", "O35")]


def test_a_title_that_compares_with_another_scheme(tmp_path: Path) -> None:
    """The codes and titles are those of OIT, whatever the heading speaks of beside them."""
    heading = "แบบมอบหมายผู้รับผิดชอบ OIT (เทียบ MOIT 1 ของโรงพยาบาล) ปีงบประมาณ พ.ศ. 2567\n"
    form = read(tmp_path, heading + TOWN + tabbed(HEADER, *rows()))
    assert form.scheme == "OIT"
    assert codes(form) == ALL_2567


def test_a_missing_item(tmp_path: Path) -> None:
    form = town(tmp_path, [*rows(1, 19), *rows(21, 35)])
    assert codes(form) == [c for c in ALL_2567 if c != "O20"]
    assert checks(form) == [("item_missing", "unsure", "O20")]  # a text may lack any row


def test_the_title_of_another_item_beside_a_code(tmp_path: Path) -> None:
    """The sequence speaks for the code; the disagreement is said, not settled silently."""
    body = rows()
    body[11] = row(12, title=T2567["O9"])
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert checks(form) == [("code_title_disagree", "unsure", "O12")]
    item = form.items[11]
    assert (item.title, item.title_raw, item.title_relation) == (T2567["O12"], T2567["O9"], "other")
    assert item.confidence < 1


def test_a_title_of_no_item_beside_a_code(tmp_path: Path) -> None:
    """The code may be right, the title names nothing: that is a disagreement too."""
    body = rows()
    body[11] = row(12, title="ข้อมูลอื่น ๆ ตามที่หน่วยงานกำหนด")
    form = town(tmp_path, body)
    assert codes(form)[11] in ("O12", None)
    assert form.items[11].title_relation in ("other", None)
    assert checks(form, "code_title_disagree", "code_unreadable")


def test_two_titles_exchanged(tmp_path: Path) -> None:
    body = rows()
    body[8], body[11] = row(9, title=T2567["O12"]), row(12, title=T2567["O9"])
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert checks(form) == [("code_title_disagree", "unsure", "O9"),
                            ("code_title_disagree", "unsure", "O12")]


def test_running_numbers_are_no_codes_where_the_titles_say_so(tmp_path: Path) -> None:
    """1, 2, 3 … before the items O3, O1, O2 …: a wrong code is never given."""
    true = ["O3", "O1", "O2", "O6", "O5", "O4", "O9", "O8"]
    body = [row(int(code[1:]), code=str(n)) for n, code in enumerate(true, 1)]
    form = town(tmp_path, body)
    assert len(form.items) == len(true)
    assert all(found in (None, code) for found, code in zip(codes(form), true, strict=True))
    assert all(item.code or item.title is None for item in form.items)


def test_numbers_that_begin_again_in_each_part(tmp_path: Path) -> None:
    """1-6, 1-7, 1-4 beside exact titles in order: the titles name the items."""
    parts = [range(1, 7), range(7, 14), range(14, 18)]
    body = [row(n, code=str(m)) for part in parts for m, n in enumerate(part, 1)]
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567[:17]


def test_running_number_beside_the_code(tmp_path: Path) -> None:
    header = ("ที่", "รหัส", *HEADER[1:])
    form = town(tmp_path, [[str(n), *cells] for n, cells in enumerate(rows(7, 35), 1)], header)
    assert codes(form) == ALL_2567[6:]
    assert form.items[0].code_raw == "O7"


@pytest.mark.parametrize("key", [
    "ข้อคำถาม", "ตัวชี้วัด", "OIT ข้อที่", "ตัวชี้วัดที่", "", "#"])
def test_a_column_of_codes_is_the_key_whatever_its_header(tmp_path: Path, key: str) -> None:
    header = (key, "ประเด็นการประเมิน", *HEADER[2:])
    form = town(tmp_path, rows(), header)
    assert codes(form) == ALL_2567
    assert [item.title_raw for item in form.items] == list(T2567.values())


@pytest.mark.parametrize("key", ["OIT ข้อที่", "ข้อคำถาม",
                                 "เลข"])
def test_running_numbers_beside_codes_under_another_header(tmp_path: Path, key: str) -> None:
    header = ("ลำดับที่", key, *HEADER[1:])
    form = town(tmp_path, [[str(n), *cells] for n, cells in enumerate(rows(7, 35), 1)], header)
    assert codes(form) == ALL_2567[6:]


def test_only_six_items(tmp_path: Path) -> None:
    """Most items are absent: that may be a missing page, so nobody is accused."""
    form = town(tmp_path, rows(1, 6))
    assert codes(form) == ALL_2567[:6]
    assert form.edition == 2567
    assert set(checks(form)) == {("item_missing", "unsure", c) for c in ALL_2567[6:]}


def test_items_of_another_year_than_the_cover_says(tmp_path: Path) -> None:
    form = read(tmp_path, TOWN.replace("2567", "2566") + tabbed(HEADER, *rows()))
    assert (form.fiscal_year, form.edition) == (2566, 2567)
    assert codes(form) == ALL_2567
    assert checks(form) == [("edition_disagrees", "unsure", None)]


# Pages: headers, headings, continuations


def test_second_page_without_a_header(tmp_path: Path) -> None:
    text = TOWN + tabbed(HEADER, *rows(1, 18)) + "\f- 2 -\n" + tabbed(*rows(19, 35))
    form = read(tmp_path, text)
    assert codes(form) == ALL_2567
    assert form.notes == ()
    assert form.items[20].source.page == 2


def test_second_page_with_a_title_line_and_no_header(tmp_path: Path) -> None:
    text = (TOWN + tabbed(HEADER, *rows(1, 18)) + "\nแบบรายงาน OIT (ต่อ)\n\n"
            + tabbed(*rows(19, 35)))
    form = read(tmp_path, text)
    assert codes(form) == ALL_2567
    assert form.items[20].assignees == form.items[0].assignees


MISREAD = ("ชื่อ", "ขอมูล", "องค์ประกอบขัอมูล", "หนวยงาน", "ผู้รับผิดซอบ", "ผู้รับรองข้อมูล", "สถานะ")


@pytest.mark.parametrize("again", [HEADER, MISREAD], ids=["as it was", "misread"])
def test_header_on_every_page(tmp_path: Path, again: Sequence[str]) -> None:
    plain = town(tmp_path, rows())
    form = town(tmp_path, [*rows(1, 10), again, *rows(11, 22), again, *rows(23, 35)])
    assert codes(form) == ALL_2567
    assert [i.component for i in form.items] == [i.component for i in plain.items]
    assert checks(form) == []


def test_component_cut_in_the_middle_of_a_word(tmp_path: Path) -> None:
    body = rows()
    body[4] = row(5, component="- แสดงข้อมูลข่าวสารที่เกี่ยวข้องกับการดำเนินงานตามอำนาจหน้า")
    rest = ["", "", "ที่ของหน่วยงาน", "", "", "", ""]
    form = town(tmp_path, [*body[:5], HEADER, rest, *body[5:]])
    assert codes(form) == ALL_2567
    item = form.items[4]
    assert item.component == (
        "- แสดงข้อมูลข่าวสารที่เกี่ยวข้องกับการดำเนินงานตามอำนาจหน้าที่ของหน่วยงาน")
    assert len(item.source.continued) == 1
    assert len(item.places["component"]) == 2


def test_row_cut_in_several_columns_at_once(tmp_path: Path) -> None:
    """A title, a person and a unit that each go on over the page."""
    body = rows()
    body[7] = row(8, title="แผนและความก้าวหน้าในการดำเนินงาน", assignee="นางสาวพิมพ์ใจ แสงทอง",
                  unit="กองยุทธศาสตร์และ", status="อยู่ระหว่าง")
    rest = ["", "และการใช้งบประมาณประจำปี", "", "งบประมาณ", "นักวิชาการคลังชำนาญการ", "",
            "ดำเนินการ"]
    form = town(tmp_path, [*body[:8], HEADER, rest, *body[8:]])
    assert codes(form) == ALL_2567
    item = form.items[7]
    assert (item.title_raw, item.title_relation) == (T2567["O8"], "same")
    assert [(p.name, p.position) for p in item.assignees] == [
        ("นางสาวพิมพ์ใจ แสงทอง", "นักวิชาการคลังชำนาญการ")]
    assert [u.name for u in item.units] == ["กองยุทธศาสตร์และงบประมาณ"]
    assert item.status == "in_progress"


def test_a_long_continuation_is_no_item(tmp_path: Path) -> None:
    """A piece that fills every column but key, title and status still belongs to its row."""
    rest = ["", "", "- แสดงผลการดำเนินงาน", "กองช่าง", "นายธีระ ณ ภูผา นิติกร", "นายธีระ ณ ภูผา", ""]
    body = rows()
    form = town(tmp_path, [*body[:5], HEADER, rest, *body[5:]])
    assert codes(form) == ALL_2567
    item = form.items[4]
    assert [u.name for u in item.units] == ["กองคลัง", "กองช่าง"]
    assert [p.name for p in item.assignees] == ["นางสาวพิมพ์ใจ แสงทอง", "นายธีระ ณ ภูผา"]
    assert (item.component or "").endswith("\n- แสดงผลการดำเนินงาน")


@pytest.mark.parametrize("key", [
    ("O5 (ต่อ)", "ข่าวประชาสัมพันธ์ (ต่อ)"),
    ("O5", "ข่าวประชาสัมพันธ์")])
def test_a_continuation_that_repeats_its_key(tmp_path: Path, key: tuple[str, str]) -> None:
    body = rows()
    rest = [*key, "- แสดงผลการดำเนินงาน", "", "", "", ""]
    form = town(tmp_path, [*body[:5], HEADER, rest, *body[5:]])
    assert codes(form) == ALL_2567
    assert (form.items[4].component or "").endswith("\n- แสดงผลการดำเนินงาน")


def test_a_row_of_totals_is_no_title(tmp_path: Path) -> None:
    form = town(tmp_path, [*rows(), ["", "รวม 35 รายการ", "", "", "", "", ""]])
    assert codes(form) == ALL_2567
    assert form.items[-1].title_raw == T2567["O35"]


def test_a_heading_over_two_cells(tmp_path: Path) -> None:
    body = rows()
    body.insert(6, ["9.2", "การบริหารงานและการใช้จ่ายงบประมาณ", "", "", "", "", ""])
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert form.items[6].subindicator_printed == "9.2"


def test_a_title_row_inside_the_table(tmp_path: Path) -> None:
    top = ("แบบรายงาน OIT เทศบาลตำบลวังทราย ปี 2567", "", "", "", "", "", "")
    form = read(tmp_path, tabbed(top, HEADER, *rows()))
    assert codes(form) == ALL_2567
    assert (form.title, form.fiscal_year) == (top[0], 2567)
    assert form.agency.name == "เทศบาลตำบลวังทราย"


def test_columns_in_another_order_on_the_second_page(tmp_path: Path) -> None:
    order = [0, 1, 6, 3, 4, 5, 2]
    turned = [[cells[n] for n in order] for cells in (HEADER, *rows(19, 35))]
    form = town(tmp_path, [*rows(1, 18), *turned])
    assert codes(form) == ALL_2567
    assert form.items[30].status == "done"
    assert (form.items[30].component or "").startswith("- แสดงข้อมูล")


def test_a_form_that_nobody_has_filled_in(tmp_path: Path) -> None:
    blank = {"unit": "", "assignee": "", "certifier": "", "status": ""}
    form = town(tmp_path, [row(n, **blank) for n in range(1, 36)])
    assert codes(form) == ALL_2567
    assert form.people == ()
    assert {i.status for i in form.items} == {None}
    assert {i.absent["assignees"] for i in form.items} == {"not_stated"}


def test_two_forms_in_one_file(tmp_path: Path) -> None:
    one = TOWN + tabbed(HEADER, *rows())
    path = tmp_path / "two.txt"
    path.write_text(one + "\n\n" + one.replace("วังทราย", "วังทอง"), encoding="utf-8")
    forms = process(path)
    assert [form.agency.name for form in forms] == ["เทศบาลตำบลวังทราย", "เทศบาลตำบลวังทอง"]
    assert [codes(form) for form in forms] == [ALL_2567, ALL_2567]
    assert forms[1].form_id == forms[0].form_id + "-2"


def merged(text: str) -> list[str]:
    return [text, "", "", "", "", "", ""]


def test_headings_in_merged_rows(tmp_path: Path) -> None:
    body = [
        merged("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"), merged("ตัวชี้วัดย่อยที่ ๙.๑ ข้อมูลพื้นฐาน"),
        merged("ข้อมูลพื้นฐาน"), *rows(1, 4), merged("การประชาสัมพันธ์"), row(5),
        merged("ตัวชี้วัดย่อย 9.2 การบริหารงานและการใช้จ่ายงบประมาณ"), *rows(7, 9),
        merged("การให้บริการและติดต่อประสานงาน*"), *rows(11, 13),
        merged("ตัวชี้วัดที่ 10 การป้องกันการทุจริต"), row(26),
    ]
    form = town(tmp_path, body)
    over = {i.code: (i.indicator_printed, i.subindicator_printed, i.group) for i in form.items}
    assert over["O1"] == ("9", "9.1", "ข้อมูลพื้นฐาน")
    assert over["O5"] == ("9", "9.1", "การประชาสัมพันธ์")
    assert over["O7"] == ("9", "9.2", None)
    assert over["O12"] == ("9", "9.2", "การให้บริการและติดต่อประสานงาน*")
    assert over["O26"] == ("10", None, None)


def test_headings_as_paragraphs(tmp_path: Path) -> None:
    text = (TOWN + "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล\nตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน\n\n"
            + tabbed(HEADER, *rows(1, 6))
            + "\nตัวชี้วัดย่อยที่ 9.2 การบริหารงานและการใช้จ่ายงบประมาณ\n\n" + tabbed(HEADER, *rows(7, 13))
            + "\nตัวชี้วัดที่ 10 การป้องกันการทุจริต\nตัวชี้วัดย่อยที่ 10.1 การป้องกันสินบน\n\n"
            + tabbed(HEADER, *rows(26, 31)))
    form = read(tmp_path, text)
    assert codes(form) == [*ALL_2567[:13], *ALL_2567[25:31]]
    assert {(i.indicator_printed, i.subindicator_printed) for i in form.items[:6]} == {("9", "9.1")}
    assert {(i.indicator_printed, i.subindicator_printed) for i in form.items[6:13]} == {
        ("9", "9.2")}
    assert {(i.indicator_printed, i.subindicator_printed) for i in form.items[13:]} == {
        ("10", "10.1")}
    assert form.notes == ()


def test_a_subindicator_of_another_indicator_ends_the_one_before(tmp_path: Path) -> None:
    """10.1 printed without its "ตัวชี้วัดที่ 10": indicator 9 is no longer in force."""
    body = [merged("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล"), *rows(1, 25),
            merged("ตัวชี้วัดย่อยที่ 10.1 การดำเนินการเพื่อป้องกันการทุจริตในประเด็นสินบน"), *rows(26, 31)]
    form = town(tmp_path, body)
    last = form.items[-1]
    assert (last.indicator, last.subindicator_printed) == ("10", "10.1")
    assert last.indicator_printed != "9"


# Columns


@pytest.mark.parametrize("front", [
    ("ประเด็นการประเมิน",), ("ตัวชี้วัด", "ตัวชี้วัดย่อย")])
def test_columns_of_indicators_before_the_titles(tmp_path: Path, front: tuple[str, ...]) -> None:
    """The titles are those that name items, not those of the first column of such a name."""
    before = ("9 การเปิดเผยข้อมูล", "9.1 ข้อมูลพื้นฐาน")[: len(front)]
    form = town(tmp_path, [[*before, *cells] for cells in rows(1, 6)], (*front, *HEADER))
    assert codes(form) == ALL_2567[:6]
    assert [i.title_raw for i in form.items] == list(T2567.values())[:6]
    assert form.edition == 2567


def test_a_column_without_header_is_kept_and_said(tmp_path: Path) -> None:
    header = (*HEADER[:6], "", *HEADER[6:])
    body = [[*cells[:6], "https://www.wangsai.go.th/x", cells[6]] for cells in rows()]
    form = town(tmp_path, body, header)
    assert codes(form) == ALL_2567
    assert len(form.items[0].extra) == 1
    assert list(form.items[0].extra.values()) == ["https://www.wangsai.go.th/x"]
    assert [check for check, _, _ in checks(form)] == ["column_unknown"]
    assert form.items[0].status == "done"
    assert form.links[0].code == "O1"


HEADERS = [
    ("ข้อ", "ข้อมูล", "องค์ปะกอบข้อมูล", "หน่วยงน", "ผู้รับผิดซอบ", "ผู้รับรองขอมูล", "สถนะ"),
    ("ลำดับ", "รายการข้อมูล", "รายละเอียดที่ต้องเปิดเผย", "สำนัก/กอง", "ผู้จัดทำข้อมูล", "ผู้ตรวจสอบข้อมูล",
     "ผลการดำเนินการ"),
    ("เลขข้อ", "ประเด็นการตรวจ", "องค์ประกอบด้านข้อมูล", "ส่วนราชการที่รับผิดชอบ", "ผู้นำเข้าข้อมูล",
     "ผู้บังคับบัญชาที่รับรองข้อมูล", "ความก้าวหน้า"),
    ("รหัส\nตัวชี้วัด", "หัวข้อ\nการประเมิน", "องค์ประกอบ\nของข้อมูล", "กลุ่มงาน\nที่รับผิดชอบ",
     "เจ้าหน้าที่\nผู้รับผิดชอบ", "ผู้กำกับดูแล/\nผู้รับรอง", "สถานะ\nการดำเนินการ"),
    ("ข้อ", "ชื่อรายการข้อมูล", "รายละเอียดข้อมูลที่ต้องเปิดเผย", "กอง/ฝ่ายที่รับผิดชอบ", "ผู้จัดเตรียมข้อมูล",
     "หัวหน้าหน่วยงานผู้รับรอง", "ผลการเผยแพร่"),
]


@pytest.mark.parametrize("header", HEADERS, ids=range(5))
def test_other_header_words(tmp_path: Path, header: Sequence[str]) -> None:
    """Other provinces' words for the same seven columns, one with a misread letter in most."""
    form = read(tmp_path, TOWN + celled(header, *rows()))
    assert codes(form) == ALL_2567
    item = form.items[2]
    assert item.title_raw == T2567["O3"]
    assert (item.component or "").startswith("- แสดงข้อมูล")
    assert [u.name for u in item.units] == ["กองคลัง"]
    assert [p.name for p in item.assignees] == ["นางสาวพิมพ์ใจ แสงทอง"]
    assert [p.name for p in item.certifiers] == ["นายสุรชัย เพชรดี"]
    assert item.status == "done"
    assert item.extra == {}


@pytest.mark.parametrize("header", [
    "สถานะ", "ผลการดำเนินการ (ดำเนินการแล้ว/ยังไม่ดำเนินการ)", "ดำเนินการแล้ว/อยู่ระหว่างดำเนินการ",
    "ดำเนินการ/ยังไม่ดำเนินการ", "ดำเนินการแล้ว/ไม่ดำเนินการ",
    "เผยแพร่แล้ว/ยังไม่เผยแพร่"])
def test_a_column_of_status_words_whatever_it_offers(tmp_path: Path, header: str) -> None:
    """A cell's own words are its status: never the opposite because of the header."""
    words = {"ดำเนินการแล้ว": "done", "ยังไม่ดำเนินการ": "not_started",
             "อยู่ระหว่างดำเนินการ": "in_progress", "ยังไม่ได้ดำเนินการ": "not_started",
             "ดำเนินการยังไม่แล้วเสร็จ": "in_progress"}
    body = rows()
    for cells, printed in zip(body, words, strict=False):
        cells[6] = printed
    form = town(tmp_path, body, (*HEADER[:6], header))
    assert [i.status for i in form.items[: len(words)]] == list(words.values())


def test_ticks_under_two_rows_of_headers(tmp_path: Path) -> None:
    top = ("ข้อ", "ข้อมูล", "ผลการดำเนินการ", "", "", "ข้อเสนอแนะ")
    below = ("", "", "ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ", "")
    marks = {1: ("✓", "", ""), 2: ("", "/", ""), 3: ("-", "-", "x"), 4: ("", "", ""),
             5: ("√", "", "√"), 6: ("☑", "☐", "☐"),
             7: ("/", "", "ข้อเสนอแนะ ควรเพิ่มช่องทางสอบถามให้มากขึ้น")}
    body = [(f"O{n}", T2567[f"O{n}"], *marks.get(n, ("✓", "", "")), "") for n in range(1, 36)]
    form = read(tmp_path, TOWN + tabbed(top, below, *body))
    assert codes(form) == ALL_2567
    assert [i.status for i in form.items[:7]] == [
        "done", "in_progress", "not_started", None, None, "done", "done"]
    assert form.items[3].absent["status"] == "not_stated"
    assert form.items[4].absent["status"] == "unreadable"
    assert form.items[6].suggestion == "ควรเพิ่มช่องทางสอบถามให้มากขึ้น"
    assert checks(form) == [("status_two", "unsure", "O5"), ("column_shift", "unsure", "O7")]
    assert form.kind == "monitoring"


@pytest.mark.parametrize("more", [
    ("ผู้จัดทำข้อมูล", "งบประมาณ"), ("สถานะ",),
    ("มี", "ไม่มี"), ("งบประมาณ", "เบอร์โทร", "QR Code")])
def test_a_header_of_many_unknown_words(tmp_path: Path, more: tuple[str, ...]) -> None:
    """Key and title are known: the row above the codes is the header, whatever else it holds."""
    body = [(f"O{n}", T2567[f"O{n}"], *["x"] * len(more)) for n in range(1, 36)]
    form = town(tmp_path, body, ("ข้อ", "ข้อมูล", *more))
    assert codes(form) == ALL_2567
    assert not [header for header in form.items[0].extra if header.startswith("#")]


@pytest.mark.parametrize(("header", "printed"), [
    ("วันที่ดำเนินการแล้วเสร็จ", "31 มี.ค. 67"), ("กำหนดแล้วเสร็จ", "31 มี.ค. 67"),
    ("สถานะ", "คาดว่าจะแล้วเสร็จ มี.ค. 67"), ("สถานะ", "ยังไม่เรียบร้อย"),
    ("ดำเนินการแล้ว", "ไม่มี"), ("ดำเนินการแล้ว", "ไม่ใช่"),
    ("แล้วเสร็จ", "N/A")])
def test_what_is_not_said_to_be_done(tmp_path: Path, header: str, printed: str) -> None:
    body = [(f"O{n}", T2567[f"O{n}"], printed) for n in range(1, 36)]
    form = town(tmp_path, body, ("ข้อ", "ข้อมูล", header))
    assert codes(form) == ALL_2567
    assert "done" not in {i.status for i in form.items}


def test_two_columns_of_ticks(tmp_path: Path) -> None:
    body = [(f"O{n}", T2567[f"O{n}"], "✓" if n % 2 else "", "" if n % 2 else "✓")
            for n in range(1, 36)]
    form = town(tmp_path, body, ("ข้อ", "ข้อมูล", "ดำเนินการ", "ไม่ดำเนินการ"))
    assert [i.status for i in form.items[:2]] == ["done", "not_started"]


# Other tables in the file


BUDGET = (("ลำดับ", "โครงการ", "งบประมาณ (บาท)", "ระยะเวลา"),
          ("1", "อบรมคุณธรรม", "20,000", "ม.ค. 2567"), ("2", "จัดทำเว็บไซต์", "35,000", "ก.พ. 2567"))
EXPENSES = (("ลำดับ", "รายการ", "งบประมาณ (บาท)", "หมายเหตุ"), ("1", "ค่าวัสดุสำนักงาน", "20,000", ""),
            ("2", "ค่าจ้างเหมาบริการ", "35,000", ""), ("3", "ค่าสาธารณูปโภค", "4,500", ""))


@pytest.mark.parametrize("other", [BUDGET, EXPENSES],
                         ids=["projects", "expenses"])
def test_a_table_of_another_kind_before_the_items(
    tmp_path: Path, other: Sequence[Sequence[str]]
) -> None:
    text = TOWN + "งบประมาณ\n\n" + tabbed(*other) + "\nรายการข้อมูล\n\n" + tabbed(HEADER, *rows())
    form = read(tmp_path, text)
    assert codes(form) == ALL_2567
    assert form.items[0].assignees != ()


@pytest.mark.parametrize("other", [BUDGET, EXPENSES],
                         ids=["projects", "expenses"])
def test_a_table_of_another_kind_after_the_items(
    tmp_path: Path, other: Sequence[Sequence[str]]
) -> None:
    form = read(tmp_path, TOWN + tabbed(HEADER, *rows()) + "\nงบประมาณ\n\n" + tabbed(*other))
    assert codes(form) == ALL_2567
    assert form.items[-1].title_raw == T2567["O35"]
    assert form.items[-1].extra == {}


def test_a_table_of_another_kind_is_not_lost(tmp_path: Path) -> None:
    """What no rule knows is kept as a note or said in a finding, before the items too."""
    form = read(tmp_path, TOWN + tabbed(*BUDGET) + "\n\n" + tabbed(HEADER, *rows()))
    said = " ".join([*form.notes, *(f"{f.message_th} {f.data}" for f in form.findings)])
    assert "อบรมคุณธรรม" in said


def test_one_table_per_indicator_with_other_columns(tmp_path: Path) -> None:
    first = [(f"O{n}", T2567[f"O{n}"], "- แสดงข้อมูล", "กองช่าง") for n in range(1, 26)]
    second = [("", "นายสมพร ใจเย็น นิติกร", f"O{n}", T2567[f"O{n}"], "ยังไม่ดำเนินการ")
              for n in range(26, 36)]
    text = (TOWN + "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล\n\n"
            + tabbed(("ข้อ", "ข้อมูล", "องค์ประกอบข้อมูล", "หน่วยงานที่รับผิดชอบ"), *first)
            + "\nตัวชี้วัดที่ 10 การป้องกันการทุจริต\n\n"
            + tabbed(("หมายเหตุ", "ผู้จัดทำข้อมูล", "รหัส", "รายการข้อมูล", "สถานะการเผยแพร่"), *second))
    form = read(tmp_path, text)
    assert codes(form) == ALL_2567
    one, two = form.items[0], form.items[-1]
    assert (one.indicator_printed, two.indicator_printed) == ("9", "10")
    assert [u.name for u in one.units] == ["กองช่าง"]
    assert one.absent["assignees"] == one.absent["status"] == "not_in_form"
    assert [(p.name, p.position) for p in two.assignees] == [("นายสมพร ใจเย็น", "นิติกร")]
    assert (two.status, two.absent["units"]) == ("not_started", "not_in_form")
    assert checks(form) == []


def test_signature_and_notes_below_the_table(tmp_path: Path) -> None:
    foot = ("\nหมายเหตุ: ข้อมูล ณ วันที่ 30 เมษายน 2567\n\n"
            "ลงชื่อ..............................ผู้รับรองข้อมูล\n"
            "(นายอนันต์ สุขเจริญ)\nนายกเทศมนตรีตำบลวังทราย\n")
    form = read(tmp_path, TOWN + tabbed(HEADER, *rows()) + foot)
    assert codes(form) == ALL_2567
    assert form.signer is not None
    assert form.signer.name == "นายอนันต์ สุขเจริญ"
    assert form.signer.position == "นายกเทศมนตรีตำบลวังทราย"
    assert form.signer.role == "ผู้รับรองข้อมูล"
    assert form.notes == ("หมายเหตุ: ข้อมูล ณ วันที่ 30 เมษายน 2567",)
    assert "นายอนันต์ สุขเจริญ" not in {p.canonical for p in form.people}


def test_everything_wrong_at_once(tmp_path: Path) -> None:
    """Mixed code glyphs, misread titles, blank cells, pages: nothing is lost or accused."""
    leads = ["O", "o", "0", "๐", "○", "О", "ข้อ O", "O-"]
    body = [row(n, code=leads[n % len(leads)] + str(n)) for n in range(1, 36)]
    body[2][1] = "อำนาจหนาที่"
    body[19] = row(20, certifier="", status="", code="O20*")
    form = town(tmp_path, [*body[:12], MISREAD, *body[12:]])
    assert codes(form) == ALL_2567
    assert form.items[2].title_relation == "damaged"
    assert form.items[19].certifiers == ()
    assert form.items[19].absent["certifiers"] == "not_stated"
    assert form.items[19].absent["status"] == "not_stated"
    assert checks(form) == [("text_damaged", "unsure", "O3")]
