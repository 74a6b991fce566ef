"""The grids of OpenDocument: tables of texts, and sheets whose blank ends repeat without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extract.markup_table import SPAN_LIMIT, SQUARES_LIMIT, Placed, too_large
from extract.opendocument_package import TABLE, Letters, Styles
from extract.sheet_table import Range, Sheet
from extract.sheet_table import too_large as sheet_too_large
from extract.word_package import integer, local_name
from extract.word_pieces import Passage
from extract.xmlpart import Element

_GROUPS = frozenset(("table-rows", "table-row-group", "table-header-rows"))
_HIDDEN = ("collapse", "filter")
#: The last row and column of a sheet.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def cell_letters(cell: Element, styles: Styles) -> Letters:
    """What the style of a cell says of its letters."""
    return styles.letters("table-cell", cell.get(TABLE + "style-name"))


def _rows(table: Element, header: bool = False) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, once each, and whether every printed page repeats them."""
    for element in table:
        name = local_name(element)
        if name == "table-row":
            yield element, header
        elif name in _GROUPS:
            yield from _rows(element, name == "table-header-rows")


def _cells(row: Element) -> Iterator[tuple[Element, int]]:
    """The cells of a row, covered ones too, and how often each is repeated."""
    for cell in row:
        if local_name(cell) in ("table-cell", "covered-table-cell"):
            yield cell, _number(cell, "number-columns-repeated")


def _number(element: Element, name: str) -> int:
    return max(1, integer(element.get(TABLE + name), 1))


def placed_cells(table: Element) -> list[Placed]:
    """The cells of a table of a text, covered ones left out; spans end with the table."""
    rows: list[tuple[Element, bool]] = []
    for row, header in _rows(table):
        rows += [(row, header)] * min(_number(row, "number-rows-repeated"), SPAN_LIMIT)
        if len(rows) > SQUARES_LIMIT:
            raise too_large(len(rows), 1)
    found: list[Placed] = []
    for at, (row, header) in enumerate(rows):
        column = 0
        for cell, repeated in _cells(row):
            times = min(repeated, SPAN_LIMIT)
            if len(found) + times > SQUARES_LIMIT:
                raise too_large(len(rows), column + times)
            if local_name(cell) == "table-cell":
                down = min(_number(cell, "number-rows-spanned"), len(rows) - at)
                across = min(_number(cell, "number-columns-spanned"), SPAN_LIMIT)
                placed = (Placed(cell, at, column + i, down, across, header) for i in range(times))
                found.extend(placed)
            column += times
    return found


def sheet_squares(sheet: Sheet, table: Element, print_cell: Callable[[Element], Passage]) -> None:
    """Fill a sheet; rows and columns that repeat are counted, not walked, where they are blank."""
    sheet.hidden_columns = _hidden_columns(table)
    row = 1
    for element, _ in _rows(table):
        if row > _LAST_ROW:
            return
        repeated = _number(element, "number-rows-repeated")
        printed = list(_printed(element, print_cell))
        if element.get(TABLE + "visibility") in _HIDDEN:
            sheet.hidden_rows.update(range(row, min(row + repeated, _LAST_ROW + 1)))
        for at in range(row, row + repeated) if printed else ():
            for column, cell, passage in printed:
                sheet.cells[at, column] = passage
                _merge(sheet, cell, at, column)
            if len(sheet.cells) > SQUARES_LIMIT:
                raise sheet_too_large(sheet.name, f"> {SQUARES_LIMIT:,} cells")
        row += repeated


def _printed(
    row: Element, print_cell: Callable[[Element], Passage]
) -> Iterator[tuple[int, Element, Passage]]:
    """Column, cell and text of the cells of a row that print something or are merged."""
    column, squares = 1, 0
    for cell, repeated in _cells(row):
        spans = _number(cell, "number-columns-spanned") + _number(cell, "number-rows-spanned") > 2
        if local_name(cell) == "table-cell" and (len(cell) or spans):
            passage = print_cell(cell)
            times = repeated if passage.text or spans else 0
            squares += times
            if squares > SQUARES_LIMIT:
                raise too_large(1, squares)
            yield from ((column + i, cell, passage) for i in range(times))
        column += repeated


def _merge(sheet: Sheet, cell: Element, row: int, column: int) -> None:
    down, across = (_number(cell, f"number-{way}-spanned") for way in ("rows", "columns"))
    if down > 1 or across > 1:
        sheet.merged.append(Range(row, column, row + down - 1, column + across - 1))


def _hidden_columns(table: Element) -> set[int]:
    hidden: set[int] = set()
    column = 1
    for element in table.iter(TABLE + "table-column"):
        after = min(column + _number(element, "number-columns-repeated"), _LAST_COLUMN + 1)
        if element.get(TABLE + "visibility") in _HIDDEN:
            hidden.update(range(column, after))
        column = after
    return hidden
