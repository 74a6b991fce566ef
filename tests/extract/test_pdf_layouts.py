"""Tables that are not a plain grid: dots, round corners, colours, a frame, lines across, or none.

Each is the same small table, drawn as some program or other draws it; what cannot be told apart
gives no table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from extract.pdf.reader import read
from schema.table import RawTable
from tests.extract.made_pdf import HEIGHT, cells, ground, line, made, text

XS, YS = [60, 120, 300, 440, 540], [100, 130, 190, 250]
ROWS = [["No", "Title", "Unit", "Status"], ["O1", "structure\nof it", "clerk", "done"],
        ["O2", "people", "finance\nsection", ""]]
END = [*YS[:-1], 230]


def texts(table: RawTable) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def tables(*pages: str) -> list[list[list[str | None]]]:
    return [texts(table) for table in read(made(*pages)).tables]


def across(*ys: float) -> str:
    return " ".join(line(XS[0], y, XS[-1], y) for y in ys)


def dots(x0: float, top: float, x1: float, bottom: float) -> str:
    """A line of small squares."""
    steps = int(max(x1 - x0, bottom - top) / 1.5)
    each = [(x0 + (x1 - x0) * n / steps, top + (bottom - top) * n / steps)
            for n in range(steps + 1)]
    return " ".join(f"{x - 0.4} {HEIGHT - y - 0.4} 0.8 0.8 re f" for x, y in each)


def rounded(x0: float, top: float, x1: float, bottom: float, radius: float) -> str:
    """A box with round corners, as a path of lines and curves."""
    up, down = HEIGHT - top, HEIGHT - bottom
    near = radius * 0.45
    return " ".join([
        f"{x0 + radius} {up} m {x1 - radius} {up} l",
        f"{x1 - near} {up} {x1} {up - near} {x1} {up - radius} c {x1} {down + radius} l",
        f"{x1} {down + near} {x1 - near} {down} {x1 - radius} {down} c {x0 + radius} {down} l",
        f"{x0 + near} {down} {x0} {down + near} {x0} {down + radius} c {x0} {up - radius} l",
        f"{x0} {up - near} {x0 + near} {up} {x0 + radius} {up} c S"])


def boxes(ys: Sequence[float]) -> list[tuple[float, float, float, float]]:
    return [(left, top, right, bottom) for top, bottom in pairwise(ys)
            for left, right in pairwise(XS)]


DOTTED = " ".join([*(dots(XS[0], y, XS[-1], y) for y in YS),
                   *(dots(x, YS[0], x, YS[-1]) for x in XS)])
ROUNDED = " ".join(rounded(*box, 6) for box in boxes(YS))
UPRIGHT = " ".join([*(line(x, YS[0], x, YS[-1]) for x in XS), across(YS[0], YS[1], YS[-1])])
HEADER_RULE = across(YS[1])
FRAME = " ".join([across(*YS), *(line(x, YS[0], x, YS[-1]) for x in (XS[0], XS[-1]))])
ZEBRA = " ".join(ground(*box) for box in (*boxes(YS)[:4], *boxes(YS)[8:]))
BARE_END = " ".join(ground(*box) for box in boxes(YS)[4:8])
COLOURED_HEADER = " ".join(ground(*box) for box in boxes(YS)[:4])


@pytest.mark.parametrize("drawn", [
    DOTTED, ROUNDED, UPRIGHT, HEADER_RULE, across(*YS), across(*YS[1:3]), FRAME, ZEBRA, BARE_END,
    COLOURED_HEADER,
], ids=["dots", "round corners", "upright lines", "a line under the header", "lines across",
        "lines between rows", "a frame", "every other row coloured", "rows coloured in the middle",
        "a coloured header"])
def test_the_same_table_however_it_is_drawn(drawn: str) -> None:
    assert tables(f"{drawn} {cells(XS, YS, ROWS)}") == [ROWS]


@pytest.mark.parametrize("drawn", [HEADER_RULE, across(*YS), FRAME, ZEBRA, UPRIGHT])
def test_a_title_above_and_a_note_below_are_no_part_of_it(drawn: str) -> None:
    words = [text(60, 60, "Form of the office of the province for the year 2567"),
             text(60, 300, "Note: what stands here is no row of the table above it")]
    document = read(made(" ".join([drawn, *words, cells(XS, YS, ROWS)])))
    assert [texts(table) for table in document.tables] == [ROWS]
    assert len(document.blocks) == 3


def test_a_row_that_goes_on_below_a_repeated_header() -> None:
    """Upright lines only: the rest of the row before is no part of the row that follows."""
    rest = [["No", "Title", "Unit", "Status"], ["", "of the office", "section\nof it", ""]]
    row = [text(64, 184, "O3"), text(124, 184, "duties"), text(304, 184, "law"),
           text(304, 198, "office"), text(444, 184, "done")]
    content = " ".join([UPRIGHT, cells(XS, YS[:2], rest), *row])
    whole = f"{UPRIGHT} {cells(XS, YS, ROWS)}"
    assert tables(whole, content) == [
        ROWS, [rest[0], rest[1], ["O3", "duties", "law\noffice", "done"]]]
    assert len(tables(content)[0]) == 2  # on the first page nothing goes on


def test_cells_set_in_the_middle_stay_whole() -> None:
    """Evenly spaced lines above a code belong to its row."""
    row = [text(64, 172, "O1"), *(text(124, 158 + 14 * n, t) for n, t in enumerate("abc")),
           *(text(304, 158 + 14 * n, t) for n, t in enumerate("def")), text(444, 172, "done")]
    assert tables(" ".join([UPRIGHT, cells(XS, YS[:1], ROWS[:1]), *row])) == [
        [ROWS[0], ["O1", "a\nb\nc", "d\ne\nf", "done"]]]


def test_cells_set_in_the_middle_without_lines_between_rows_are_not_guessed_at() -> None:
    """Which number the lines between two numbers belong to is not told."""
    rows = [(160, ["O1", "", "clerk"]), (146, ["", "one", ""]), (174, ["", "more", ""]),
            (216, ["O2", "", "law"]), (202, ["", "two", ""]), (230, ["", "more", ""])]
    words = [text(x + 4, y, word) for y, row in rows for x, word in zip(XS, row, strict=False)
             if word]
    assert tables(" ".join([HEADER_RULE, cells(XS, YS[:1], ROWS[:1]), *words])) == []


def test_columns_too_near_to_be_told_apart_give_no_table() -> None:
    """Entries that run into the next column are never made one cell."""
    rows = [ROWS[0], ["O1", "structure of all the offices of it", "clerk", ""],
            ["O2", "people", "finance", ""]]
    assert tables(f"{HEADER_RULE} {cells([60, 120, 245, 440], YS, rows)}") == []


def test_a_number_in_the_second_column_begins_no_row() -> None:
    rows = [ROWS[0], ["O1", "plan for\n6 months", "clerk", "done"], ["O2", "people", "law", ""]]
    assert tables(f"{HEADER_RULE} {cells(XS, YS, rows)}") == [rows]


def test_names_over_two_lines_set_in_the_middle() -> None:
    words = [text(64, 117, "No"), text(124, 117, "Title"), text(304, 110, "Unit in"),
             text(304, 124, "charge"), text(444, 117, "Status")]
    [found] = tables(" ".join([across(*YS), *words, cells(XS, YS[1:], ROWS[1:])]))
    assert found == [["No", "Title", "Unit in\ncharge", "Status"], *ROWS[1:]]


def test_one_row_goes_on_under_the_columns_of_the_page_before() -> None:
    """The second page has the header again, the rest of a row, and a row."""
    first = f"{COLOURED_HEADER} {cells(XS, YS, ROWS)}"
    rest = [ROWS[0], ["", "", "of law", ""]]
    second = f"{COLOURED_HEADER} {cells(XS, YS, rest)}"
    assert tables(first, second) == [ROWS, rest]


@pytest.mark.parametrize("drawn", [HEADER_RULE, COLOURED_HEADER])
def test_a_page_with_nothing_but_the_rest_of_a_row(drawn: str) -> None:
    """Its header is that of the page before."""
    rest = [ROWS[0], ["", "of the office", "section", ""]]
    first = f"{drawn} {cells(XS, YS, ROWS)}"
    assert tables(first, f"{drawn} {cells(XS, YS, rest)}") == [ROWS, rest]
    other = [["No", "Other", "Unit", "Status"], rest[1]]
    assert tables(first, f"{HEADER_RULE} {cells(XS, YS, other)}") == [ROWS]


@pytest.mark.parametrize("rows", [
    [ROWS[0], ["", "one\ntwo", "law\nclerk", ""], ["O2", "people", "finance", ""]],
    [ROWS[0], ["Ann\nBen\nEve", "head\nclerk\nclerk", "law\nlaw\nlaw", ""]],
])
def test_rows_without_numbers_below_a_coloured_header_are_not_made_one(
    rows: list[list[str]]
) -> None:
    found = tables(f"{COLOURED_HEADER} {cells(XS, YS, rows)}")
    assert found in ([], [rows[:1]], [rows] if rows[-1][0] == "O2" else [])


@pytest.mark.parametrize("last", [["", "total", "1,500", ""], ["total", "", "1,500", ""]])
def test_a_total_is_no_part_of_the_row_above(last: list[str]) -> None:
    rows = [["No", "Title", "Baht", "Status"], ["1", "paper", "1,000", ""], ["2", "ink", "500", ""],
            last]
    found = tables(f"{HEADER_RULE} {cells(XS, [100, 130, 145, 160], rows)}")
    assert found in ([], [rows])


def test_cells_at_the_foot_of_rows_without_lines_are_not_guessed_at() -> None:
    """The lines above a number belong to its row; more white below it than above it tells so."""
    lines = [(144, ["", "structure", "", ""]), (156, ["O1", "of it", "clerk", "done"]),
             (176, ["", "people", "", ""]), (188, ["O2", "in it", "law", "done"]),
             (208, ["", "duties", "", ""]), (220, ["O3", "of it", "law", "done"])]
    words = [text(x + 4, y, word) for y, row in lines for x, word in zip(XS, row, strict=False)
             if word]
    assert tables(" ".join([HEADER_RULE, cells(XS, YS[:1], ROWS[:1]), *words])) == []


def test_a_page_whose_rows_cannot_be_told_apart_is_named() -> None:
    """Its header is that of the page before; the rest of a row and a row stand without room."""
    words = [text(124, 144, "of it"), text(304, 144, "law"), text(64, 158, "O3"),
             text(124, 158, "duties"), text(304, 158, "clerk"), text(124, 172, "and more")]
    pages = [f"{HEADER_RULE} {cells(XS, YS, ROWS)}",
             " ".join([HEADER_RULE, cells(XS, YS[:1], ROWS[:1]), *words])]
    document = read(made(*pages))
    assert [texts(table) for table in document.tables] == [ROWS]
    assert [(notice.rule, notice.place.page) for notice in document.notices] == [
        ("pdf.unreadable.rows", 2)]


def test_lines_between_rows_need_no_number_in_the_first_column() -> None:
    """Forms may have their codes in the last column."""
    turned = [row[::-1] for row in ROWS]
    assert tables(f"{across(*YS[1:3])} {cells(XS, YS, turned)}") == [turned]


def test_a_page_of_thousands_of_lines_is_not_searched_for_tables(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line is held against the others, so a crowded page would take minutes."""
    page = f"{HEADER_RULE} {cells(XS, YS, ROWS)}"
    monkeypatch.setattr("extract.pdf.unruled.MOST", 4)
    assert tables(page) == []
    monkeypatch.setattr("extract.pdf.unruled.MOST", 5)
    assert tables(page) == [ROWS]


def test_circles_and_single_dots_are_no_lines() -> None:
    """A bullet in a cell parts nothing."""
    circle = rounded(130, 140, 138, 148, 4)
    grid = " ".join([across(*YS), *(line(x, YS[0], x, YS[-1]) for x in XS)])
    some = " ".join(f"{x} 500 0.8 0.8 re f" for x in range(100, 300, 40))
    assert tables(" ".join([grid, circle, some, cells(XS, YS, ROWS)])) == [ROWS]
