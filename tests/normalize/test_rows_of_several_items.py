"""One row for two items, one item in two rows, and items of which only a note speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.editions import editions
from normalize.codes import codes_of_cell
from normalize.elsewhere import codes_named
from normalize.forms import document_forms
from schema.record import FormRecord
from schema.table import Cell, Place, RawDocument, RawParagraph, RawTable
from tests.unseen import written as unseen

EDITION = editions()[2567]
HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "หน่วยงานที่รับผิดชอบ", "ผู้รับผิดชอบ", "สถานะ")
TITLES = {item.code: item.title for item in EDITION.items}
Printed = tuple[str, ...]


def printed(code: str) -> Printed:
    return (code, TITLES[code], f"แสดงข้อมูลของหน่วยงานตามข้อ {code}", "กองคลัง", "นายเอก ใจดี",
            "ดำเนินการแล้ว")


ROWS = [printed(item.code) for item in EDITION.items]


def read(rows: list[Printed], *notes: str) -> FormRecord:
    table = RawTable(table=1, header_rows=1, rows=tuple(
        tuple(Cell(text=text, place=Place(table=1, row=r, column=c))
              for c, text in enumerate(row, 1)) for r, row in enumerate([HEADER, *rows], 1)))
    lines = [RawParagraph(text=text, place=Place(line=900 + n)) for n, text in enumerate(notes)]
    head = RawParagraph(text="แบบมอบหมาย OIT ประจำปีงบประมาณ พ.ศ. 2567")
    (form,) = document_forms(RawDocument(reader="docx", media_type="test",
                                         blocks=(head, table, *lines)))
    return form


def told(form: FormRecord) -> list[tuple[str, str | None]]:
    return [(f.check, f.code) for f in form.findings if f.check.startswith(("row", "item", "code"))]


@pytest.mark.parametrize(("cell", "numbers"), [
    ("O4\nO5", [4, 5]), ("O4-O5", [4, 5]), ("O20 O21", [20, 21]), ("O4, 5 และ O6", [4, 5, 6]),
    ("O15 - O17", [15, 16, 17]), ("๐๔-๐๕", [4, 5]), ("ข้อ O4 ถึง O6", [4, 5, 6]), ("O4/O5", [4, 5]),
    ("O4", []), ("04", []), ("O10* (เพิ่ม)", []), ("12", []), ("1 2", []), ("O5 O4", []),
    ("O4 โครงสร้าง", []), ("-", []), ("", []), ("O1-O30", []),
])
def test_several_codes_in_a_cell(cell: str, numbers: list[int]) -> None:
    assert codes_of_cell(cell) == numbers


@pytest.mark.parametrize(("code", "title"), [
    ("O4\nO5", "{O4}\n{O5}"), ("O4-O5", "{O4} / {O5}"), ("O4 O5", "{O4} {O5}"),
    ("O4", "{O4} O5 {O5}"), ("O4", "{O4} {O5}"), ("O4", "{O4}\n{O5}"),
])
def test_one_row_for_two_items(code: str, title: str) -> None:
    """Both items are there, each with its title, and with the values of the row in doubt."""
    row = (code, title.format(**TITLES), *ROWS[3][2:])
    form = read([*ROWS[:3], row, *ROWS[5:]])
    assert [item.text("code") for item in form.items] == [item.code for item in EDITION.items]
    both = form.items[3:5]
    assert [item.text("title_raw") for item in both] == [TITLES["O4"], TITLES["O5"]]
    assert [item.values["status"].text for item in both] == ["done", "done"]
    assert {item.values["component"].confidence for item in both} == {0.6}
    assert {item.values["code"].raw for item in both} == {code}
    assert told(form) == [("rows_merged", "O4")]


def test_two_codes_under_a_title_of_neither() -> None:
    """Both items are there all the same; that the title is another is told of each."""
    row = ("O4-O5", "การเผยแพร่และช่องทางการสื่อสาร", *ROWS[3][2:])
    form = read([*ROWS[:3], row, *ROWS[5:]])
    assert [item.text("code") for item in form.items] == [item.code for item in EDITION.items]
    assert told(form) == [("rows_merged", "O4"), ("code_title_disagree", "O4"),
                          ("code_title_disagree", "O5")]


def test_a_long_title_is_one_title() -> None:
    form = read(ROWS)
    assert len(form.items) == len(ROWS)
    assert told(form) == []


def test_a_second_title_whose_item_has_a_row_of_its_own() -> None:
    row = ("O4", f"{TITLES['O4']} {TITLES['O5']}", *ROWS[3][2:])
    assert len(read([*ROWS[:3], row, *ROWS[4:]]).items) == len(ROWS)


def test_a_row_that_stands_twice_letter_for_letter() -> None:
    """The item once, with both places."""
    form = read([*ROWS[:20], ROWS[19], *ROWS[20:]])
    assert len(form.items) == len(ROWS)
    item = form.items[19]
    assert [p.row for p in (item.source, *item.continued)] == [21, 22]
    assert [p.row for p in item.values["component"].places] == [21, 22]
    assert item.values["component"].raw == ROWS[19][2]
    assert told(form) == [("row_repeated", "O20")]


def test_a_page_that_stands_twice() -> None:
    form = read([*ROWS[:20], *ROWS[15:]])
    assert len(form.items) == len(ROWS)
    assert told(form) == [("row_repeated", f"O{n}") for n in range(16, 21)]


def test_an_item_in_two_rows_that_differ_is_there_twice() -> None:
    other = (*ROWS[19][:3], "กองช่าง", *ROWS[19][4:])
    form = read([*ROWS[:20], other, *ROWS[20:]])
    assert len(form.items) == len(ROWS) + 1
    assert told(form) == []


LACKING = [row for row in ROWS if row[0] != "O20"]


@pytest.mark.parametrize("note", [
    "O20 ประมวลจริยธรรม กองคลัง ดำเนินการแล้ว", "หมายเหตุ ข้อ O20 ไม่เกี่ยวข้องกับหน่วยงาน",
    "ข้อ ๒๐ อยู่ระหว่างดำเนินการ", "ข้อ O18 - O21 อยู่ระหว่างดำเนินการ",
    "ประมวลจริยธรรมสำหรับเจาหนาที่ของรัฐ กองคลัง",
])
def test_a_line_that_speaks_of_a_missing_item(note: str) -> None:
    form = read(LACKING, note)
    (found,) = [f for f in form.findings if f.check == "item_elsewhere"]
    assert (found.code, found.origin, [p.line for p in found.evidence]) == ("O20", "unsure", [900])


@pytest.mark.parametrize("column", [2, 3, 5])
def test_a_cell_that_holds_a_missing_item(column: int) -> None:
    row = list(ROWS[18])
    row[column] += f" O20 {TITLES['O20']} กองคลัง"
    form = read([*ROWS[:18], tuple(row), *ROWS[20:]])
    assert told(form) == [("item_elsewhere", "O20")]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_nothing_speaks_of_an_item_that_is_truly_missing(row: Printed) -> None:
    """Titles of other items, though alike, are not its title; a reference is no row."""
    assert told(read([own for own in ROWS if own != row])) == []


@pytest.mark.parametrize(("text", "in_table", "numbers"), [
    ("O20 ประมวลจริยธรรม", True, {20}), ("ดำเนินการแล้วO21 การขับเคลื่อน", True, {21}),
    ("ตามแผนในข้อ O34", True, set()), ("ตามแผนในข้อ O34", False, {34}),
    ("ข้อ O1 - O3", False, {1, 2, 3}), ("ข้อ ๒๙ ไม่มี", False, {29}),
    ("https://www.example.go.th/ita/o20", True, set()), ("ITA2567", False, set()),
])
def test_codes_that_a_text_names(text: str, in_table: bool, numbers: set[int]) -> None:
    assert codes_named(text, in_table) == numbers


@pytest.mark.parametrize("slipped", [
    "๑ โครงสร้าง ✓ - แสดงแผนผัง", "ดังนี้ ข้อ ๑ โครงสร้าง", "1. โครงสร้าง"])
def test_bare_number_before_its_title_speaks_of_the_item(tmp_path: Path, slipped: str) -> None:
    """A whole row in one cell, its code a plain number: the item is not simply missing."""
    titles_2567 = unseen.titles(2567)
    rows = [(f"O{n}", titles_2567[f"O{n}"], "กองคลัง") for n in range(2, 36)]
    rows[3] = (rows[3][0], rows[3][1], f"กองคลัง\n{slipped}")
    form = unseen.read(tmp_path, "แบบ OIT เทศบาลตำบลวังทราย ปีงบประมาณ พ.ศ. 2567\n\n"
                       + unseen.celled(("ข้อ", "ข้อมูล", "หมายเหตุ"), *rows))
    assert [f.code for f in form.findings if f.check == "item_elsewhere"] == ["O1"]
