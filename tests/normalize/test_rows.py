"""Logical rows: headings carried down, continuations joined, nothing dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.reader import read_document
from normalize.family import parts
from normalize.layout import Layout
from normalize.rows import layout_of
from schema.table import Cell, Place, RawDocument, RawTable
from tests.unseen.written import celled, tabbed

HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบข้อมูล", "หน่วยงาน", "ผู้รับผิดชอบ")


def no_title(_: str) -> bool:
    return False


def read(folder: Path, text: str) -> Layout:
    path = folder / "form.txt"
    path.write_text(text, encoding="utf-8")
    return layout_of(parts(read_document(path)), False, no_title)


def row(code: str, title: str = "โครงสร้าง", component: str = "- แสดงแผนผัง", unit: str = "กองคลัง",
        person: str = "นายกิตติ มั่นคง") -> tuple[str, ...]:
    return code, title, component, unit, person


def codes(layout: Layout) -> list[str]:
    return [r.text("code") for r in layout.rows]


def test_rows_in_their_order_with_their_places(tmp_path: Path) -> None:
    layout = read(tmp_path, tabbed(HEADER, row("O1"), row("O2"), row("O3")))
    assert codes(layout) == ["O1", "O2", "O3"]
    assert [r.source.line for r in layout.rows] == [2, 3, 4]
    assert layout.rows[1].cells["title"].places[0].column == 2
    assert layout.notes == ()
    assert layout.orphans == ()


@pytest.mark.parametrize("repeats", [1, 3])
def test_a_repeated_header_is_no_row(tmp_path: Path, repeats: int) -> None:
    body = [row("O1"), *[HEADER] * repeats, row("O2")]
    assert codes(read(tmp_path, tabbed(HEADER, *body))) == ["O1", "O2"]


@pytest.mark.parametrize("pieces", [
    [("", "", "ของหน่วยงาน", "", "")],
    [HEADER, ("", "", "ของหน่วยงาน", "", "")],
    [("", "", "ของ", "", ""), ("", "", "หน่วยงาน", "", "")],
])
def test_continuations_are_joined(tmp_path: Path, pieces: list[tuple[str, ...]]) -> None:
    layout = read(tmp_path, tabbed(HEADER, row("O1"), *pieces, row("O2")))
    assert codes(layout) == ["O1", "O2"]
    first = layout.rows[0]
    assert first.text("component").replace("\n", "") == "- แสดงแผนผังของหน่วยงาน"
    assert first.text("title") == "โครงสร้าง"
    assert len(first.continued) == len([p for p in pieces if p is not HEADER])
    assert layout.rows[1].continued == ()


def test_a_continuation_under_several_columns(tmp_path: Path) -> None:
    more = ("", "หน่วยงาน", "และตำแหน่ง", "", "นิติกร")
    (first, _) = read(tmp_path, tabbed(HEADER, row("O1"), more, row("O2"))).rows
    assert first.text("title") == "โครงสร้าง\nหน่วยงาน"
    assert first.text("responsible") == "นายกิตติ มั่นคง\nนิติกร"
    assert first.text("unit") == "กองคลัง"
    assert "row.continued" in first.cells["title"].rules


def test_a_row_of_empty_cells_is_nothing(tmp_path: Path) -> None:
    layout = read(tmp_path, tabbed(HEADER, row("O1"), ("", "", "", "", ""), row("O2")))
    assert codes(layout) == ["O1", "O2"]
    assert layout.rows[0].continued == ()


def test_headings_are_carried_down(tmp_path: Path) -> None:
    layout = read(tmp_path, tabbed(
        HEADER, ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", "", ""), row("O1"),
        ("ตัวชี้วัดย่อยที่ 9.2 การบริหารงาน", "", "", "", ""), row("O7"), ("การปฏิบัติงาน", "", "", "", ""),
        row("O10")))
    assert [(r.headings.indicator, r.headings.subindicator, r.headings.group)
            for r in layout.rows] == [
        ("9", None, None), ("9", "9.2", None), ("9", "9.2", "การปฏิบัติงาน")]


def test_a_footnote_in_a_row_of_its_own_is_a_note(tmp_path: Path) -> None:
    note = "* กรณีหน่วยงานที่มีการให้บริการประชาชน"
    layout = read(tmp_path, tabbed(HEADER, row("O1"), (note, "", "", "", ""), row("O2")))
    assert codes(layout) == ["O1", "O2"]
    assert [p.text for p in layout.notes] == [note]
    assert layout.rows[1].headings.group is None


def test_paragraphs_before_and_behind(tmp_path: Path) -> None:
    text = "แบบรายงาน OIT\n\n" + tabbed(HEADER, row("O1")) + "\nหมายเหตุ ก\n"
    layout = read(tmp_path, text)
    assert [p.text for p in layout.front] == ["แบบรายงาน OIT"]
    assert [p.text for p in layout.notes] == ["หมายเหตุ ก"]


@pytest.mark.parametrize("line", ["- 2 -", "หน้า 2", "หน้าที่ ๒", "2/5", "แบบรายงาน OIT"])
def test_running_heads_are_no_notes(tmp_path: Path, line: str) -> None:
    text = ("แบบรายงาน OIT\n\n" + tabbed(HEADER, row("O1")) + f"\n{line}\n\n"
            + tabbed(HEADER, row("O2")))
    layout = read(tmp_path, text)
    assert codes(layout) == ["O1", "O2"]
    assert layout.notes == ()


def test_code_and_title_in_one_cell(tmp_path: Path) -> None:
    header = ("รายการ", "องค์ประกอบข้อมูล", "หน่วยงาน")
    body = [("O1 โครงสร้าง", "ก", "กองคลัง"), ("O2\nข้อมูลผู้บริหาร", "ข", "กองช่าง")]
    layout = read(tmp_path, celled(header, *body))
    assert [(r.text("code"), r.text("title")) for r in layout.rows] == [
        ("O1", "โครงสร้าง"), ("O2", "ข้อมูลผู้บริหาร")]


def cell(text: str, number: int, column: int, span: int = 1) -> Cell:
    return Cell(text=text, row_span=span, place=Place(table=1, row=number, column=column))


def test_a_cell_that_spans_rows_is_printed_in_each() -> None:
    """A unit merged down over three items is each one's; a code over two rows is one item."""
    grid = (
        tuple(cell(text, 1, n) for n, text in enumerate(HEADER, 1)),
        (cell("O1", 2, 1), cell("โครงสร้าง", 2, 2), cell("ก", 2, 3), cell("กองคลัง", 2, 4, 3),
         cell("นายกิตติ มั่นคง", 2, 5)),
        (cell("O2", 3, 1), cell("ข้อมูลผู้บริหาร", 3, 2), cell("ข", 3, 3), None,
         cell("นายธีระ ณ ภูผา", 3, 5)),
        (cell("O3", 4, 1), cell("อำนาจหน้าที่", 4, 2), cell("ค", 4, 3), None, cell("", 4, 5)),
        (cell("O4", 5, 1, 2), cell("ข้อมูลการติดต่อ", 5, 2, 2), cell("- ที่อยู่", 5, 3),
         cell("สำนักปลัด", 5, 4), cell("", 5, 5)),
        (None, None, cell("- โทรศัพท์", 6, 3), cell("", 6, 4), cell("", 6, 5)),
    )
    table = RawTable(table=1, rows=grid)
    document = RawDocument(reader="docx", media_type="x", blocks=(table,))
    layout = layout_of(parts(document), False, no_title)
    assert codes(layout) == ["O1", "O2", "O3", "O4"]
    assert [r.text("unit") for r in layout.rows[:3]] == ["กองคลัง"] * 3
    assert layout.rows[3].text("component") == "- ที่อยู่\n- โทรศัพท์"
    assert layout.rows[3].text("title") == "ข้อมูลการติดต่อ"


def test_cell_merged_over_both_person_columns_names_both() -> None:
    """It is printed under either header; one merged over other columns stays with the first."""
    header = ("ข้อ", "ข้อมูล", "หน่วยงาน", "ผู้รับมอบหมาย", "ผู้กำกับดูแล")
    wide = (Cell(text="O1"), Cell(text="โครงสร้าง"), Cell(text="กองคลัง"),
            Cell(text="นายก้อง ใจดี", column_span=2), None)
    other = (Cell(text="O2"), Cell(text="ข้อมูลผู้บริหาร"), Cell(text="กองช่าง", column_span=2), None,
             Cell(text="นางข้าว ดีงาม"))
    table = RawTable(table=1, rows=(tuple(Cell(text=t) for t in header), wide, other))
    document = RawDocument(reader="docx", media_type="x", blocks=(table,))
    first, second = layout_of(parts(document), False, no_title).rows
    assert first.text("assignee") == first.text("certifier") == "นายก้อง ใจดี"
    assert "cell.merged" in first.cells["certifier"].rules
    assert "cell.merged" not in first.cells["assignee"].rules
    assert (second.text("assignee"), second.text("certifier")) == ("", "นางข้าว ดีงาม")
