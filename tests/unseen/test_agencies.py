"""Several agencies, or several rounds, in one file: a form for each, under its own name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from oit.pipeline import process
from schema.form import Form
from tests.unseen.written import reading, tabbed, titles

TITLES = titles(2567)
HEADER = ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ", "สถานะ")
TITLE = "สรุปผลการเปิดเผยข้อมูล OIT อำเภอภูเรือ จังหวัดเลย ปีงบประมาณ พ.ศ. 2567"
SAO, TOWN = "องค์การบริหารส่วนตำบลปลาบ่า", "เทศบาลตำบลร่องจิก"


def rows(done: int, count: int = 35) -> list[tuple[str, ...]]:
    """Items O1 to O35, the first `done` of them done."""
    states = ("ดำเนินการแล้ว", "ยังไม่ดำเนินการ")
    return [(f"O{n}", TITLES[f"O{n}"], "กองคลัง", states[n > done]) for n in range(1, count + 1)]


def forms(folder: Path, text: str) -> list[Form]:
    path = folder / "form.txt"
    path.write_text(text, encoding="utf-8")
    return process(path)


def told(found: Sequence[Form]) -> list[tuple[str | None, int, int]]:
    """Agency, items and how many of them are done, of each form."""
    return [(f.agency.name, len(f.items), sum(i.status == "done" for i in f.items)) for f in found]


def test_rows_that_name_an_agency_part_the_forms(tmp_path: Path) -> None:
    """The cover heads them all: its title, year and province are those of each form."""
    found = forms(tmp_path, f"{TITLE}\n\n" + tabbed(
        HEADER, ("อบต.ปลาบ่า", "", "", ""), *rows(3),
        ("2. เทศบาลตำบลร่องจิก", "", "", ""), *rows(7)))
    assert told(found) == [(SAO, 35, 3), (TOWN, 35, 7)]
    assert [form.form_id[17:] for form in found] == ["", "-2"]
    assert {(f.title, f.fiscal_year, f.agency.province, f.agency.amphoe) for f in found} == {
        (TITLE, 2567, "เลย", "ภูเรือ")}
    assert [reading(form) for form in found] == [[], []]


@pytest.mark.parametrize("mixed", [False, True])
def test_a_column_of_agencies_parts_the_forms(tmp_path: Path, mixed: bool) -> None:
    """Whether the rows of an agency stand together or not; a blank cell is that above it."""
    one = [("อบต.ปลาบ่า", *row) for row in rows(3)]
    two = [("เทศบาลตำบลร่องจิก", *row) for row in rows(7)]
    body = [row for pair in zip(one, two, strict=True) for row in pair] if mixed else [
        one[0], *(("", *row[1:]) for row in one[1:]), *two]
    found = forms(tmp_path, f"{TITLE}\n\n" + tabbed(("หน่วยงาน", *HEADER), *body))
    assert told(found) == [(SAO, 35, 3), (TOWN, 35, 7)]
    item = found[1].items[0]
    assert (item.units[0].name, item.extra) == ("กองคลัง", {})
    assert [reading(form) for form in found] == [[], []]


def test_agencies_that_share_the_items_of_one_list_are_units(tmp_path: Path) -> None:
    """Each item once, for one agency or the other: that is who is responsible."""
    names = ("อบต.ปลาบ่า", "เทศบาลตำบลร่องจิก")
    body = [(row[0], row[1], names[n % 2], row[3]) for n, row in enumerate(rows(9))]
    [form] = forms(tmp_path, f"{TITLE}\n\n" + tabbed(("ข้อ", "ข้อมูล", "หน่วยงาน", "สถานะ"), *body))
    assert [unit.name for item in form.items[:2] for unit in item.units] == list(names)


def test_a_second_round_is_of_the_same_agency(tmp_path: Path) -> None:
    """Its own heading names the round alone; the rest is the cover's, and says so."""
    first, second = forms(
        tmp_path, f"แบบรายงาน OIT ครั้งที่ 1\n{TOWN} อำเภอภูเรือ จังหวัดเลย ปีงบประมาณ พ.ศ. 2567\n\n"
        f"{tabbed(HEADER, *rows(3))}\nแบบรายงาน OIT ครั้งที่ 2\n\n{tabbed(HEADER, *rows(9))}")
    assert told([first, second]) == [(TOWN, 35, 3), (TOWN, 35, 9)]
    assert [form.round for form in (first, second)] == ["1", "2"]
    assert (second.title, second.fiscal_year) == ("แบบรายงาน OIT ครั้งที่ 2", 2567)
    assert second.rules["agency/name"][-1] == second.rules["fiscal_year"][-1] == "cover.carried"
    assert second.confidences["agency/name"] == 0.9
    assert reading(second) == []


def test_sheets_are_named_by_their_lines_or_themselves(tmp_path: Path) -> None:
    """A sheet that names no agency gets none from its neighbours, but a finding."""
    book = openpyxl.Workbook()
    lines = {"อบต.ปลาบ่า": "แบบรายงาน OIT ปีงบประมาณ 2567", "2": f"แบบรายงาน OIT {TOWN}",
             "3": "แบบรายงาน OIT"}
    for name, line in lines.items():
        sheet = book.create_sheet(name)
        for row in ((line,), HEADER, *rows(5)):
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "form.xlsx")
    found = process(tmp_path / "form.xlsx")
    assert told(found) == [(SAO, 35, 5), (TOWN, 35, 5), (None, 35, 5)]
    assert [reading(form) for form in found] == [[], [], []]
    [missing] = [f for f in found[2].findings if f.check == "agency_missing"]
    assert missing.evidence[0].sheet == "3"
    assert [form.fiscal_year for form in found] == [2567, 2567, 2567]


def test_what_was_not_read_may_have_been_any_forms(tmp_path: Path) -> None:
    """Two sheets, each with an item missing, and a hidden one: neither agency is accused."""
    book = openpyxl.Workbook()
    for name in (SAO, TOWN, "ซ่อน"):
        sheet = book.create_sheet(name)
        for row in ((f"แบบรายงาน OIT {name} ปีงบประมาณ 2567",), HEADER, *rows(5, 34)):
            sheet.append(row)
    book["ซ่อน"].sheet_state = "hidden"
    del book["Sheet"]
    book.save(tmp_path / "form.xlsx")
    for form in process(tmp_path / "form.xlsx"):
        found = {f.check: f.origin for f in form.findings}
        assert (found["reader_notice"], found["item_missing"]) == ("extraction", "unsure")
