"""Tables of PDF pages: cells from drawn lines, from text in columns, and what is no table."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PIL import Image

from extract.citizenids import masked_document
from extract.pdf.crop import crop
from extract.pdf.picture import Join, draw_pages
from extract.pdf.reader import read
from schema.table import Cell, Place, RawDocument, RawParagraph, RawTable
from tests.extract.made_pdf import (
    cells,
    grid,
    ground,
    line,
    link,
    made,
    text,
    upward,
)

XS, YS = [60, 120, 300, 540], [100, 140, 180, 220]
ROWS = [["No", "Title", "Unit"], ["O1", "structure", "clerk"], ["O2", "people", "finance"]]


def table_of(data: bytes) -> RawTable:
    tables = read(data).tables
    assert len(tables) == 1
    return tables[0]


def texts(table: RawTable) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def paragraphs(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, RawParagraph)]


def cell(table: RawTable, row: int, column: int) -> Cell:
    found = table.rows[row][column]
    assert found is not None
    return found


def test_ruled_table_with_places() -> None:
    """Each cell has page, table, row, column and the box between its lines."""
    table = table_of(made(grid(XS, YS) + " " + cells(XS, YS, ROWS)))
    assert texts(table) == ROWS
    place = cell(table, 1, 2).place
    assert (place.page, place.table, place.row, place.column) == (1, 1, 2, 3)
    assert place.bbox == pytest.approx((300, 140, 540, 180), abs=0.5)
    assert cell(table, 1, 2).repairs == ()
    assert cell(table, 1, 2).confidence == 1.0


def test_merged_cells_have_one_owner() -> None:
    """A header of two levels: "ผลการดำเนินงาน" over two columns, its neighbours over two rows."""
    lines = [line(60, y, 540, y) for y in (100, 180, 220)] + [line(120, 140, 540, 140)]
    lines += [line(x, 100, x, 220) for x in (60, 120, 540)] + [line(300, 140, 300, 220)]
    words = [text(64, 114, "No"), text(124, 114, "Result"), text(124, 154, "done"),
             text(304, 154, "not yet"), text(64, 194, "O1"), text(124, 194, "x")]
    table = table_of(made(" ".join(lines + words)))
    assert texts(table) == [["No", "Result", None], [None, "done", "not yet"], ["O1", "x", ""]]
    assert (cell(table, 0, 0).row_span, cell(table, 0, 0).column_span) == (2, 1)
    assert (cell(table, 0, 1).row_span, cell(table, 0, 1).column_span) == (1, 2)


@pytest.mark.parametrize("inset", [1, 4, 6])
def test_shaded_header_does_not_double_the_grid(inset: float) -> None:
    """The grounds of header cells are a little smaller than the cells."""
    shades = [ground(a + inset, 100 + inset, b - inset, 140 - inset)
              for a, b in itertools.pairwise(XS)]
    content = " ".join([*shades, grid(XS, YS), cells(XS, YS, ROWS)])
    assert texts(table_of(made(content))) == ROWS


def test_table_drawn_by_grounds_only() -> None:
    """Cells without lines around them, each on a ground of its own."""
    shades = [ground(x0, y0, x1, y1) for x0, x1 in itertools.pairwise(XS)
              for y0, y1 in itertools.pairwise(YS)]
    assert texts(table_of(made(" ".join([*shades, cells(XS, YS, ROWS)])))) == ROWS


def test_row_cut_by_the_page_end() -> None:
    """Browsers draw no line where a row goes on to the next page; the row is kept."""
    lines = [line(60, y, 540, y) for y in YS[:-1]] + [line(x, 100, x, 220) for x in XS]
    table = table_of(made(" ".join([*lines, cells(XS, YS, ROWS)])))
    assert texts(table) == ROWS
    assert cell(table, 2, 0).repairs == ("pdf.grid.open_end",)
    assert cell(table, 1, 0).repairs == ()


def test_row_that_goes_on_at_the_top_of_a_page() -> None:
    """The first row has no line above it."""
    lines = [line(60, y, 540, y) for y in YS[1:]] + [line(x, 100, x, 220) for x in XS]
    assert texts(table_of(made(" ".join([*lines, cells(XS, YS, ROWS)])))) == ROWS


def test_row_that_fills_a_page() -> None:
    """Neither begin nor end of the row is on the page; its columns are those of the page before."""
    first = " ".join([grid(XS, YS), cells(XS, YS, ROWS)])
    sides = " ".join(line(x, 40, x, 760) for x in XS)
    second = " ".join([sides, text(124, 60, "goes on"), text(124, 700, "and on")])
    document = read(made(first, second))
    assert [texts(table) for table in document.tables] == [ROWS, [["", "goes on\nand on", ""]]]


def test_sides_without_a_table_before_are_none() -> None:
    """Upright lines alone do not make a table."""
    sides = " ".join(line(x, 40, x, 760) for x in XS)
    document = read(made(" ".join([sides, text(124, 60, "plan"), text(304, 60, "result")])))
    assert document.tables == ()


def test_merged_cell_cut_by_the_page_end() -> None:
    """A cell over several rows whose bottom line is missing at the page's end."""
    lines = [line(120, y, 540, y) for y in YS] + [line(60, y, 120, y) for y in YS[:2]]
    lines += [line(x, 100, x, 220) for x in XS]
    rows = [["No", "Title", "Unit"], ["O1", "structure", "clerk"], ["", "people", "finance"]]
    table = table_of(made(" ".join([*lines, cells(XS, YS, rows)])))
    assert texts(table) == [rows[0], rows[1], [None, "people", "finance"]]
    assert cell(table, 1, 0).row_span == 2


def test_title_rows_leave_no_columns() -> None:
    """A title block above the header, narrower and with an empty row of other columns.

    Example: "รายงานประมาณการรายรับ" above the seven columns of a municipality's estimate.
    """
    title = grid([60, 530], [40, 70]) + " " + grid([60, 200, 430, 530], [70, 100])
    content = " ".join([title, text(200, 58, "Report 2561"), grid(XS, YS), cells(XS, YS, ROWS)])
    titles, table = read(made(content)).tables
    assert texts(titles) == [["Report 2561"], [""]]
    assert texts(table) == ROWS


def test_title_row_across_the_table() -> None:
    """A title in the table's own first row is a merged cell."""
    title = grid([60, 540], [60, 100])
    content = " ".join([title, text(200, 84, "Report 2561"), grid(XS, YS), cells(XS, YS, ROWS)])
    table = table_of(made(content))
    assert texts(table) == [["Report 2561", None, None], *ROWS]
    assert cell(table, 0, 0).column_span == 3


def test_tables_that_touch() -> None:
    """Browsers print one right below the other; the second header has columns of its own."""
    other = [60, 150, 200, 540]
    rows = [ROWS[0], ["O3", "map", "law"], ["O4", "fax", "x"]]
    ys = [220, 260, 300, 340]
    content = " ".join([grid(XS, YS), cells(XS, YS, ROWS), grid(other, ys), cells(other, ys, rows)])
    assert [texts(table) for table in read(made(content)).tables] == [ROWS, rows]


def test_border_drawn_twice() -> None:
    """Two lines a few points apart with no letter between are one border."""
    double = " ".join(line(x, 100, x, 220) for x in (64.5, 124.5, 304.5))
    content = " ".join([grid(XS, YS), double, cells([x + 6 for x in XS], YS, ROWS)])
    assert texts(table_of(made(content))) == ROWS


def test_rows_by_codes_within_one_ruled_row() -> None:
    """Codes that count on, each beside a title: the ruled row holds as many rows."""
    rows = [["No", "Title", "Unit"], ["O1\nO2\nO3", "structure\npeople\nduties", "clerk\n\nlaw"]]
    ys = [100, 140, 220]
    table = table_of(made(" ".join([grid(XS, ys), cells(XS, ys, rows)])))
    assert texts(table)[1:] == [["O1", "structure", "clerk"], ["O2", "people", ""],
                                ["O3", "duties", "law"]]
    assert cell(table, 2, 1).repairs == ("pdf.grid.rows_split",)
    assert cell(table, 2, 1).confidence == 0.9


def test_rows_by_amounts_within_one_ruled_row() -> None:
    """Two columns of amounts agree; a label over two lines stays with its row."""
    rows = [["Item", "Plan", "Paid"],
            ["paper\nink for the\noffice\ntoner", "10,000\n5,000\n\n-", "9,000\n4,000\n\n700"]]
    ys = [100, 140, 220]
    table = table_of(made(" ".join([grid(XS, ys), cells(XS, ys, rows)])))
    assert texts(table)[1:] == [["paper", "10,000", "9,000"],
                                ["ink for the\noffice", "5,000", "4,000"], ["toner", "-", "700"]]


@pytest.mark.parametrize("row", [
    ["1.1 order\nof steps", "200", "4.77\n(0.519)"],           # a mean and its deviation
    ["O1", "clerk\nA. B.\nofficer", "done\nalready"],           # one person over three lines
    ["O1", "(1) map\n(2) phone", "10\n20"],                     # two amounts, one column
    ["1\n3", "first\nthird", "done\ndone"],                     # numbers that do not count on
])
def test_rows_that_stay_one(row: list[str]) -> None:
    """What may be one row stays one row."""
    ys = [100, 140, 220]
    content = " ".join([grid(XS, ys), cells(XS, ys, [ROWS[0], row])])
    assert texts(table_of(made(content)))[1:] == [row]


def test_rotated_header_text() -> None:
    """Letters set up the page in a narrow cell are read from the bottom up."""
    words = [upward(80, 136, "Month"), text(124, 120, "Title"), text(64, 160, "x")]
    content = " ".join([grid([60, 100, 300], [100, 140, 180]), *words])
    assert texts(table_of(made(content))) == [["Month", "Title"], ["x", ""]]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages(rotate: int) -> None:
    """A page stored sideways is read as it is displayed."""
    table = table_of(made(" ".join([grid(XS, YS), cells(XS, YS, ROWS)]), rotate=rotate))
    assert texts(table) == ROWS
    assert cell(table, 1, 2).place.bbox == pytest.approx((300, 140, 540, 180), abs=0.5)


def test_text_outside_the_page_is_not_read() -> None:
    """Some programs keep text beyond the edge of the paper."""
    content = " ".join([grid(XS, YS), cells(XS, YS, ROWS), text(-400, 154, "hidden")])
    document = read(made(content))
    assert texts(document.tables[0]) == ROWS
    assert paragraphs(document) == []


def test_running_heads_and_page_numbers() -> None:
    """A head stands once, page numbers not at all, and both in no cell."""
    pages = [" ".join([text(60, 40, "Plan of the office"), text(290, 780, f"- {n} -"),
                       grid(XS, YS), cells(XS, YS, ROWS)]) for n in range(1, 5)]
    document = read(made(*pages))
    assert paragraphs(document) == ["Plan of the office"]
    assert [notice.rule for notice in document.notices] == ["pdf.running_head"]
    assert [texts(table) for table in document.tables] == [ROWS] * 4
    assert [table.place.page for table in document.tables] == [1, 2, 3, 4]


def test_lines_across_only() -> None:
    """Columns are told by the gaps that run through the text, with lower confidence."""
    lines = [line(60, y, 540, y) for y in YS]
    table = table_of(made(" ".join([*lines, cells(XS, YS, ROWS)])))
    assert texts(table) == ROWS
    assert cell(table, 1, 1).confidence == 0.8
    assert cell(table, 1, 1).repairs == ("pdf.grid.horizontal",)


def test_lines_around_header_and_body_only() -> None:
    """Three lines; rows begin where the first column and another one hold text."""
    rows = [["No", "Title", "Unit"],
            ["O1\n\nO2\nO3", "structure of\nthe office\npeople\nduties", "clerk\n\nlaw\nlaw"]]
    lines = [line(60, y, 540, y) for y in (100, 140, 210)]
    table = table_of(made(" ".join([*lines, cells(XS, [100, 140], rows)])))
    assert texts(table) == [["No", "Title", "Unit"], ["O1", "structure of\nthe office", "clerk"],
                            ["O2", "people", "law"], ["O3", "duties", "law"]]


def test_aligned_under_a_plain_header() -> None:
    """No line at all: a header, short codes in the first column, columns kept throughout."""
    rows = [*ROWS, ["O3", "duties", "law"]]
    ys = [100, 120, 140, 160]
    table = table_of(made(cells(XS, ys, rows)))
    assert texts(table) == rows
    assert cell(table, 1, 1).confidence == 0.6
    assert cell(table, 1, 1).repairs == ("pdf.grid.aligned",)


@pytest.mark.parametrize("content", [
    cells([60, 340], [600, 620, 640],
          [["signed", "signed"], ["A. B.", "C. D."], ["head", "clerk"]]),
    cells([60, 160], [100, 120, 140, 160], [["1", "first"], ["2", "second"], ["3", "third"]]),
    " ".join(line(60, y, 540, y) for y in (100, 400, 700)) + cells(
        [60], [110, 130, 410], [["a paragraph of plain text that runs on"], ["and on"], ["end"]]),
    cells([60, 200, 400], [100, 120], [["phone", "fax", "mail"], ["1", "2", "3"]]),
], ids=["signatures", "a list", "prose between lines", "a single line under a line"])
def test_what_is_no_table(content: str) -> None:
    """Text that only happens to stand side by side gives no cell."""
    assert read(made(content)).tables == ()


def test_chart_is_no_table() -> None:
    """Bars over the lines of a chart."""
    tops = ((100, 120), (200, 160), (300, 220), (400, 140))
    bars = [ground(x, top, x + 20, 300) for x, top in tops]
    lines = [line(80, y, 520, y) for y in range(100, 301, 20)]
    labels = ((102, 118, "4.76"), (202, 158, "4.7"), (60, 302, "0"), (60, 202, "50"))
    words = [text(*label) for label in labels]
    assert read(made(" ".join([*lines, *bars, *words]))).tables == ()


def test_mesh_of_lines_is_no_table() -> None:
    """Millimetre paper with a word on it."""
    mesh = [line(0, n * 4, 600, n * 4) + " " + line(n * 4, 0, n * 4, 800) for n in range(150)]
    assert read(made(" ".join([*mesh, text(60, 100, "map")]))).tables == ()


def test_links_of_a_cell() -> None:
    """Each address with the text it is printed as; one over two lines is one link."""
    rows = [["No", "Link"], ["O1", "structure page\nof the office"]]
    areas = " ".join([link(124, 144, 200, 158, "https://a.example.go.th/o1"),
                      link(124, 158, 200, 172, "https://a.example.go.th/o1")])
    xs, ys = [60, 120, 300], [100, 140, 180]
    table = table_of(made(" ".join([grid(xs, ys), cells(xs, ys, rows)]), links=areas))
    found = cell(table, 1, 1).links
    assert [(each.text, each.target) for each in found] == [
        ("structure page\nof the office", "https://a.example.go.th/o1")]


def test_blocks_stand_in_reading_order() -> None:
    """A line above the table, the table, a line below it."""
    content = " ".join([text(60, 60, "above"), grid(XS, YS), cells(XS, YS, ROWS),
                        text(60, 260, "below")])
    kinds = [block.text if isinstance(block, RawParagraph) else "table"
             for block in read(made(content)).blocks]
    assert kinds == ["above", "table", "below"]


def test_pictures_of_the_pages(tmp_path: Path) -> None:
    """One picture per page, cells and joins drawn over it."""
    data = made(*[" ".join([grid(XS, YS), cells(XS, YS, ROWS)])] * 2)
    document = read(data)
    join = Join("O2", tuple(Place(page=n, bbox=(60, 180, 120, 220)) for n in (1, 2)))
    paths = list(draw_pages(data, document, tmp_path, [join]))
    assert [path.name for path in paths] == ["page-001.png", "page-002.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)


def test_a_citizen_id_is_painted_over_in_pictures(tmp_path: Path) -> None:
    """The cell that held it is one dark box; its neighbours stay."""
    rows = [["No", "Title", "Unit"], ["O1", "1-2345-67890-12-1", "clerk"], ["O2", "people", "x"]]
    data = made(" ".join([grid(XS, YS), cells(XS, YS, rows)]))
    document = masked_document(read(data))
    cell = document.tables[0].rows[1][1]
    assert cell is not None
    assert cell.text == "[id]"
    [path] = draw_pages(data, document, tmp_path)
    cut = crop(data, [cell.place], document)
    assert cut is not None
    with Image.open(path) as page:
        held = page.crop(tuple(round(side * 1.5) for side in (135, 150, 280, 175)))
        beside = page.crop(tuple(round(side * 1.5) for side in (135, 190, 280, 215)))
    middle = cut.crop((80, 80, cut.width - 80, cut.height - 80))
    assert [len(picture.getcolors(9999) or ()) for picture in (held, middle)] == [1, 1]
    assert len(beside.getcolors(9999) or ()) > 1
