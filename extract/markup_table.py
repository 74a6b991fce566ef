"""The grid of a table that tells its cells by spans, as web pages and OpenDocument do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.sheet_table import BREAK, Range, Sheet
from extract.word_package import integer
from extract.word_pieces import Passage
from extract.xmlpart import Element
from schema.errors import TooLarge
from schema.table import Cell, Place, RawTable

#: Squares of one table; a form has at most a few thousand.
SQUARES_LIMIT = 200_000
#: Columns a cell may span; web browsers stop here too.
SPAN_LIMIT = 1000
#: Squares that the spans of a table may cover one over another.
_LOOKED_LIMIT = 10 * SQUARES_LIMIT


class Placed(NamedTuple):
    """A cell and the squares it covers; rows and columns count from 0."""

    element: Element
    row: int
    column: int
    row_span: int
    column_span: int
    header: bool = False


def placed_cells(table: Element) -> list[Placed]:
    """The cells of an HTML table in reading order; a cell that spans moves others aside.

    A row span ends with the rows of the table. Example: the cells of a row below a cell with
    rowspan=2 in the first column begin in the second one.
    """
    rows = list(_rows(table))
    taken: set[tuple[int, int]] = set()
    cells: list[Placed] = []
    squares = 0
    for row, (element, header) in enumerate(rows):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            down = min(_span(cell, "rowspan") or len(rows), len(rows) - row)
            across = max(1, _span(cell, "colspan"))
            squares += 1 + (down - 1) * across
            if squares > SQUARES_LIMIT:
                raise too_large(len(rows), column + across)
            cells.append(Placed(cell, row, column, down, across, header))
            for i in range(row + 1, row + down):
                taken.update((i, column + j) for j in range(across))
            column += across
    return cells


def _rows(table: Element, header: bool = False) -> Iterator[tuple[Element, bool]]:
    """The rows and whether they are in the head, which every printed page repeats."""
    for element in table:
        if element.tag == "tr":
            yield element, header
        elif element.tag in ("thead", "tbody", "tfoot", "form"):
            yield from _rows(element, element.tag == "thead")


def _span(cell: Element, name: str) -> int:
    """A span as the page gives it; 0, "to the last row", is kept."""
    return min(max(0, integer((cell.get(name) or "").strip(), 1)), SPAN_LIMIT)


def raw_table(cells: Sequence[Placed], texts: Sequence[Passage], number: int) -> RawTable:
    """The table of placed cells and their texts; columns in which no cell begins are left out."""
    starts = sorted({cell.column for cell in cells})
    rows = max(cell.row + cell.row_span for cell in cells)
    if rows * len(starts) > SQUARES_LIMIT:
        raise too_large(rows, len(starts))
    squares: list[list[Cell | None]] = [
        [Cell(place=_place(number, row, column)) for column in range(len(starts))]
        for row in range(rows)
    ]
    looked = 0
    free = {(row, column) for row in range(rows) for column in range(len(starts))}
    for cell, text in zip(cells, texts, strict=True):
        end = bisect_left(starts, cell.column + cell.column_span)
        across = range(bisect_left(starts, cell.column), end)
        down = range(cell.row, cell.row + cell.row_span)
        looked += len(across) * len(down)
        if looked > _LOOKED_LIMIT:
            raise too_large(rows, len(starts))
        covered = [(i, j) for i in down for j in across if (i, j) in free]
        free.difference_update(covered)
        for i, j in covered:
            squares[i][j] = None
        squares[cell.row][across[0]] = Cell(
            place=_place(number, cell.row, across[0]),
            row_span=len(down),
            column_span=len(across),
            **text._asdict(),
        )
    heads = {cell.row for cell in cells if cell.header}
    return RawTable(
        table=number,
        rows=tuple(tuple(row) for row in squares),
        header_rows=next(i for i in range(rows + 1) if i not in heads),
        place=Place(table=number),
    )


def is_sheet(cells: Sequence[Placed], texts: Sequence[Passage]) -> bool:
    """Whether blank rows part a table, as they do in a workbook saved as a page."""
    filled = [
        range(cell.row, cell.row + cell.row_span)
        for cell, text in zip(cells, texts, strict=True)
        if text.text
    ]
    end = filled[0].stop if filled else 0
    for rows in filled:
        if rows.start - end >= BREAK:
            return True
        end = max(end, rows.stop)
    return False


def as_sheet(cells: Sequence[Placed], texts: Sequence[Passage]) -> Sheet:
    """A table as a sheet without a name."""
    sheet = Sheet(None)
    for cell, text in zip(cells, texts, strict=True):
        row, column = cell.row + 1, cell.column + 1
        sheet.cells[row, column] = text
        right, bottom = cell.column + cell.column_span, cell.row + cell.row_span
        sheet.merged.append(Range(row, column, bottom, right))
    return sheet


def _place(table: int, row: int, column: int) -> Place:
    return Place(table=table, row=row + 1, column=column + 1)


def too_large(rows: int, columns: int) -> TooLarge:
    """The error for a table of more squares than a form has."""
    return TooLarge(
        f"ตารางใหญ่เกินไป ({rows} แถว {columns} คอลัมน์) ให้แยกเป็นหลายไฟล์",
        f"the table is too large ({rows} rows, {columns} columns): split it",
    )
