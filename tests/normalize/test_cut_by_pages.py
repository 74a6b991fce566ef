"""What a page end cuts in two is one again: headings, notes, a header at the foot of a page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalize.cutbypages import OPEN_END, heading_goes_on, without_cut_header
from normalize.family import parts
from normalize.layout import Layout
from normalize.rows import layout_of
from schema.table import Cell, Place, RawDocument, RawParagraph, RawTable

HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบของข้อมูล", "หน่วยงานที่รับผิดชอบ")
FIRST = ("O1", "โครงสร้าง", "- แสดงแผนผัง", "กองคลัง")
SECOND = ("O2", "ข้อมูลผู้บริหาร", "- แสดงรายชื่อ", "สำนักปลัด")


def on_page(page: int, *rows: Sequence[str], repairs: tuple[str, ...] = ()) -> RawTable:
    """A table of a page; the repairs are those of its last row."""
    return RawTable(table=page, place=Place(page=page), rows=tuple(
        tuple(Cell(text=text, repairs=repairs if row == rows[-1] else (),
                   place=Place(page=page, table=page, row=n, column=column))
              for column, text in enumerate(row, 1)) for n, row in enumerate(rows, 1)))


def lone(text: str) -> tuple[str, ...]:
    return (text, "", "", "")


def read(*blocks: RawTable | RawParagraph) -> Layout:
    document = RawDocument(reader="pdf-text", media_type="application/pdf", blocks=blocks)
    return layout_of(parts(document), False, lambda _: 0.0)


@pytest.mark.parametrize(("above", "below", "repairs", "group"), [
    ("การจัดการเรื่องร้องเรียนการทุจริต", "และประพฤติมิชอบ", (),
     "การจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"),
    ("การบริหาร\nและพัฒนา", "ทรัพยากร\nบุคคล", (OPEN_END,), "การบริหารและพัฒนาทรัพยากรบุคคล"),
    ("ตัวชี้วัดย่อยที่ ๙.๓ การจัดซื้อ", "จัดจ้าง", (OPEN_END,), None),
    ("ตัวชี้วัดย่อยที่ ๙.๑ ข้อมูลพื้นฐาน", "ข้อมูลพื้นฐาน", (), "ข้อมูลพื้นฐาน"),
    ("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล", "ข่าวประชาสัมพันธ์", (), "ข่าวประชาสัมพันธ์"),
])
def test_heading_over_two_pages(
    above: str, below: str, repairs: tuple[str, ...], group: str | None
) -> None:
    """The rest of a heading is no group of its own; a group behind a whole heading is one."""
    layout = read(on_page(1, HEADER, FIRST, lone(above), repairs=repairs),
                  on_page(2, HEADER, lone(below), SECOND))
    assert [row.headings.group for row in layout.rows] == [None, group]


def test_heading_over_three_pages_and_the_one_behind_it() -> None:
    """What follows on the same page begins anew."""
    layout = read(on_page(1, HEADER, FIRST, lone("การจัดการเรื่อง"), repairs=(OPEN_END,)),
                  on_page(2, lone("ร้องเรียนการทุจริต"), repairs=(OPEN_END,)),
                  on_page(3, HEADER, lone("และประพฤติมิชอบ"), lone("ข้อมูลพื้นฐาน"), SECOND))
    assert layout.rows[-1].headings.group == "ข้อมูลพื้นฐาน"


def test_note_over_two_pages() -> None:
    """A note goes on where no official heading begins."""
    note = "* การให้บริการ หมายถึง งานที่ทำให้ประชาชน ให้เลือกงานที่มีผู้ใช้มาก"
    layout = read(on_page(1, HEADER, FIRST, lone("การให้บริการ"), lone(note)),
                  on_page(2, HEADER, lone("ก่อน"), SECOND))
    assert [each.text for each in layout.notes] == [f"{note}\nก่อน"]
    assert layout.rows[-1].headings.group == "การให้บริการ"


@pytest.mark.parametrize("page", [1, 3, None])
def test_headings_of_one_page_are_two(page: int | None) -> None:
    """Only the next page goes on with a heading."""
    above = Cell(text="การจัดการเรื่องร้องเรียนการทุจริต", place=Place(page=1))
    assert not heading_goes_on(above, Cell(text="และประพฤติมิชอบ", place=Place(page=page)))


def test_header_over_two_pages() -> None:
    """Printed in part at the foot, whole on the next page and its rest below that."""
    foot = ("ข้อ", "ข้อมูล", "องค์ประกอบของ", "หน่วยงานที่")
    layout = read(on_page(1, HEADER, FIRST, foot),
                  on_page(2, HEADER, ("", "", "ข้อมูล", "รับผิดชอบ"), SECOND))
    assert [row.text("code") for row in layout.rows] == ["O1", "O2"]
    assert layout.rows[1].text("component") == "- แสดงรายชื่อ"
    assert not layout.rows[1].extra


def test_second_header_row_is_no_rest() -> None:
    """A header of two rows stays where the page before ends with a row of its own."""
    above, below = on_page(1, HEADER, FIRST), on_page(2, HEADER, ("", "", "ข้อมูล", "รับผิดชอบ"))
    assert without_cut_header(above, below) == (above, below)


REST = ("", "", "ผู้รับผิดชอบ ขั้นตอน และสถานะของงาน", "กองช่าง")


def test_the_rest_of_a_row_below_a_repeated_header_is_no_header() -> None:
    """Be its words those of headers."""
    layout = read(on_page(1, HEADER, FIRST), on_page(2, HEADER, REST, SECOND))
    assert [row.text("code") for row in layout.rows] == ["O1", "O2"]
    assert layout.rows[0].text("unit") == "กองคลัง\nกองช่าง"


@pytest.mark.parametrize(("between", "joined"), [
    ([], True),  # nothing is printed on the page between
    ([RawParagraph(text="๐๒ อำนาจหน้าที่ กองคลัง", place=Place(page=2))], False),
])
def test_rows_are_not_joined_over_a_page_that_was_not_read(
    between: list[RawParagraph], joined: bool
) -> None:
    """What goes on behind it may belong to a row of that page."""
    layout = read(on_page(1, HEADER, FIRST), *between, on_page(3, HEADER, REST, SECOND))
    assert [row.text("code") for row in layout.rows] == ["O1", "O2"]
    assert ("กองช่าง" in layout.rows[0].text("unit")) is joined
    assert len(layout.orphans) == (not joined)
