"""Tables that lost tabs, headers or codes on their way: no row and no column goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from normalize.cells import prose_value
from normalize.layout import CellRun
from schema.form import Form
from schema.table import Cell
from tests.unseen.written import by_code, celled, checks, codes, read, tabbed, titles

TITLES = titles(2567)
FRONT = "จังหวัดยโสธร\nการมอบหมายภารกิจ OIT ปีงบประมาณ พ.ศ. 2567\n\n"
HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "หน่วยงาน", "ผู้รับรองข้อมูล", "สถานะ", "หมายเหตุ")
MISREAD = ("ชื่อ", *HEADER[1:])
LINE = "ข้อมูลพื้นฐาน"


def row(number: int, code: str | None = None, **other: str) -> list[str]:
    cells = {"code": f"O{number}" if code is None else code, "title": TITLES[f"O{number}"],
             "component": "- แสดงข้อมูล", "unit": "กองคลัง", "person": "นายกล้า ใจดี",
             "status": "ดำเนินการแล้ว", "remark": ""}
    return list({**cells, **other}.values())


def rows(first: int, last: int) -> list[list[str]]:
    return [row(n) for n in range(first, last + 1)]


def stripped(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


def assert_whole(form: Form, last: int) -> None:
    """Every item from O1 on with its code, unit, certifier and status, and nothing beside."""
    assert codes(form) == [f"O{n}" for n in range(1, last + 1)]
    for item in form.items:
        assert [unit.name for unit in item.units] == ["กองคลัง"]
        assert [person.name for person in item.certifiers] == ["นายกล้า ใจดี"]
        assert item.status == "done"
        assert not any(item.extra.values())
        assert item.remark is None


@pytest.mark.parametrize("last", [3, 7])
@pytest.mark.parametrize("between", [[], ["ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", LINE]])
def test_rows_whose_last_tabs_an_editor_stripped(tmp_path: Path, last: int,
                                                 between: Sequence[str]) -> None:
    lines = [tabbed(HEADER), *(f"{line}\n" for line in between), tabbed(*rows(1, last))]
    form = read(tmp_path, FRONT + stripped("".join(lines)))
    assert_whole(form, last)
    assert form.items[0].group == (LINE if between else None)


def test_a_narrow_table_of_something_else_takes_no_columns(tmp_path: Path) -> None:
    other = tabbed(("ผู้อนุมัติ", "นายกล้า ใจดี"), ("ผู้จัดทำ", "นางแก้ว ใจงาม"))
    form = read(tmp_path, FRONT + tabbed(HEADER, *rows(1, 3)) + "\nลงนาม\n\n" + other)
    assert_whole(form, 3)


@pytest.mark.parametrize("status", ["ดำเนินการแล้ว", ""])
def test_cells_below_each_other_whose_lone_tabs_were_stripped(tmp_path: Path,
                                                             status: str) -> None:
    heading = (LINE, "", "", "", "", "", "")
    body = [row(n, status=status) for n in range(1, 9)]
    form = read(tmp_path, FRONT + stripped(celled(HEADER, heading, *body)))
    assert codes(form) == [f"O{n}" for n in range(1, 9)]
    assert {item.status for item in form.items} == {"done" if status else None}
    assert {item.group for item in form.items} == {LINE}
    assert {unit.name for item in form.items for unit in item.units} == {"กองคลัง"}


@pytest.mark.parametrize("write", [tabbed, celled])
@pytest.mark.parametrize("heading", [True, False])
def test_a_repeated_header_with_its_key_misread(tmp_path: Path, write, heading: bool) -> None:
    """The column of lettered codes is the key whatever its header says, in each section."""
    group = [(LINE, "", "", "", "", "", "")] if heading else []
    text = write(HEADER, *rows(1, 2), MISREAD, *group, *rows(3, 4))
    assert_whole(read(tmp_path, FRONT + text), 4)


def test_a_repeated_header_with_its_key_misread_over_a_lone_line(tmp_path: Path) -> None:
    text = tabbed(HEADER, *rows(1, 2), MISREAD) + f"{LINE}\n" + tabbed(*rows(3, 4))
    assert_whole(read(tmp_path, FRONT + text), 4)


def test_another_header_is_no_repeat_of_the_one_before(tmp_path: Path) -> None:
    """"ผู้จัดทำข้อมูล" in place of "ผู้รับรองข้อมูล" is another column, not a misreading."""
    other = [h.replace("รับรอง", "จัดทำ") for h in HEADER]
    form = read(tmp_path, FRONT + tabbed(HEADER, *rows(1, 2), other, *rows(3, 4)))
    items = by_code(form)
    assert [p.name for p in items["O1"].certifiers] == ["นายกล้า ใจดี"]
    assert items["O3"].certifiers == ()
    assert [p.name for p in items["O3"].assignees] == ["นายกล้า ใจดี"]


def test_codes_all_blank(tmp_path: Path) -> None:
    form = read(tmp_path, FRONT + tabbed(HEADER, *(row(n, code="") for n in range(1, 9))))
    assert_whole(form, 8)
    assert checks(form, "code_missing") == [
        ("code_missing", "unsure", f"O{n}") for n in range(1, 9)]
    assert checks(form, "row_not_understood") == []


def test_codes_all_blank_and_titles_out_of_order(tmp_path: Path) -> None:
    """Rows with official titles are items, also where no sequence tells their codes."""
    form = read(tmp_path, FRONT + tabbed(HEADER, *(row(n, code="") for n in (9, 3, 30, 14))))
    assert codes(form) == [None] * 4
    assert [item.title_raw for item in form.items] == [TITLES[f"O{n}"] for n in (9, 3, 30, 14)]
    assert checks(form, "row_not_understood") == []


def test_neighbours_with_unreadable_codes(tmp_path: Path) -> None:
    """Title and sequence tell both, though neither code helps the other."""
    broken = {4: "Q4", 5: "?5", 6: "D6"}
    body = [row(n, code=broken.get(n)) for n in range(1, 9)]
    form = read(tmp_path, FRONT + tabbed(HEADER, *body))
    assert_whole(form, 8)
    assert [code for _, _, code in checks(form, "code_missing")] == ["O4", "O5", "O6"]


@pytest.mark.parametrize("number", ["ข้อ {}. ", "ข้อที่ {} ", "{}. ", "{}) "])
@pytest.mark.parametrize("digits", ["0123456789", "๐๑๒๓๔๕๖๗๘๙"])
def test_a_number_before_the_title(tmp_path: Path, number: str, digits: str) -> None:
    body = []
    for n in range(1, 9):
        printed = number.format(n).translate(str.maketrans("0123456789", digits))
        body.append([printed + TITLES[f"O{n}"], *row(n)[2:]])
    form = read(tmp_path, FRONT + tabbed(("ตัวชี้วัด", *HEADER[2:]), *body))
    assert_whole(form, 8)
    assert checks(form, "code_missing") == []


@pytest.mark.parametrize("sign", ['"', "”", "ˮ", "〃", "''", '- " -', "-ditto-"])
def test_ditto_signs(tmp_path: Path, sign: str) -> None:
    body = [row(1), *(row(n, unit=sign, person=sign, status=sign) for n in (2, 3)), row(4)]
    form = read(tmp_path, FRONT + tabbed(HEADER, *body))
    assert_whole(form, 4)
    item = by_code(form)["O3"]
    assert item.units_raw == sign
    assert item.status_raw == sign
    assert item.certifiers[0].text == "นายกล้า ใจดี"
    assert by_code(form)["O4"].units_raw == "กองคลัง"


def test_a_ditto_sign_below_a_blank_cell_stands_for_nothing(tmp_path: Path) -> None:
    form = read(tmp_path, FRONT + tabbed(HEADER, row(1, status=""), row(2, status='"'), row(3)))
    assert [item.status for item in form.items] == [None, None, "done"]


@pytest.mark.parametrize("key", ["(ต่อ)", "ต่อ", "( ต่อ )"])
def test_only_the_word_for_continued_in_the_key_column(tmp_path: Path, key: str) -> None:
    more = [key, "", "- แสดงแผนผัง", "", "", "", ""]
    form = read(tmp_path, FRONT + tabbed(HEADER, row(1), row(2), more, row(3)))
    assert_whole(form, 3)
    assert by_code(form)["O2"].component == "- แสดงข้อมูล\n- แสดงแผนผัง"


@pytest.mark.parametrize("foot", ["- 28 -", "๒", "หน้า 3/7", "/O3 ...", "/ข้อมูลผู้บริหาร…"])
def test_the_foot_of_a_page_between_cells(tmp_path: Path, foot: str) -> None:
    heading = (LINE, "", "", "", "", "", "")
    first = celled(HEADER, heading, *rows(1, 2), *rows(3, 4))
    second = celled(heading, *rows(5, 6))
    form = read(tmp_path, FRONT + first + f"\n\n{foot}\n\n" + second)
    assert_whole(form, 6)
    assert form.notes == ()


def test_text_in_the_last_cell_is_no_foot(tmp_path: Path) -> None:
    text = celled(HEADER, row(1, remark="ส่งแล้ว\n\nรอตรวจ"), row(2), row(3))
    form = read(tmp_path, FRONT + text)
    assert by_code(form)["O1"].remark is not None
    assert "รอตรวจ" in (by_code(form)["O1"].remark or "")


def test_a_column_of_years_tells_the_year(tmp_path: Path) -> None:
    header = (*HEADER[:-1], "ปีงบประมาณ")
    text = "จังหวัดยโสธร\n\n" + tabbed(header, *(row(n, remark="2567") for n in range(1, 5)))
    assert read(tmp_path, text).fiscal_year == 2567
    text = "จังหวัดยโสธร\n\n" + tabbed(header, *(row(n, remark=f"256{n}") for n in range(1, 5)))
    assert read(tmp_path, text).fiscal_year is None


@pytest.mark.parametrize(("repairs", "component"), [
    (("word.nested",), "- แสดงข้อมูล ชื่อ ตำแหน่ง ปลัด นิติกร\n- แสดงแผน"),
    ((), "- แสดงข้อมูลชื่อ ตำแหน่งปลัด นิติกร\n- แสดงแผน"),
])
def test_the_rows_of_a_table_within_a_cell_stay_apart(repairs: tuple[str, ...],
                                                      component: str) -> None:
    text = "- แสดงข้อมูล\nชื่อ ตำแหน่ง\nปลัด นิติกร\n- แสดงแผน"
    assert prose_value(CellRun(pieces=(Cell(text=text, repairs=repairs),))).text == component
