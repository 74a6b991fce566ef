"""A printed row of an item table as a logical one: cells by role, other columns by header."""

from __future__ import annotations

from dataclasses import replace

from normalize.codes import codes_of_cell, item_code, leading_code, leading_number
from normalize.columns import JOINABLE, Column
from normalize.family import Row, Section
from normalize.headings import Headings
from normalize.layout import CellRun, LogicalRow
from normalize.shifted import moved
from schema.table import Cell, Place

BOTH = ("assignee", "certifier")
_MERGED = 0.9  # confidence that a cell under two headers means both


def logical_row(part: Section, row: Row, codes: int | None, headings: Headings,
                flattened: bool) -> LogicalRow:
    """A printed row as a logical one; cells that slipped into the next column are put back."""
    shift = moved(row.cells, part.columns)
    row = row.model_copy(update={"cells": shift.cells}) if shift else row
    cells: dict[str, CellRun] = {}
    extra: dict[str, CellRun] = {}
    for column in part.columns:
        run = CellRun(pieces=(_cell_of(part, row, column),), flattened=flattened)
        role = None if column.role == "ordinal" else column.role
        if role and (role not in cells or role in JOINABLE):
            cells[role] = _plus(cells.get(role), run)
        elif column.header or run.text.strip():
            name = column.header or f"#{column.number + 1}"
            extra[name] = _plus(extra.get(name), run)
    cells = _code_out_of_title(cells, codes)
    reading = item_code(cells["code"].text) if "code" in cells else None
    place = next((c.place for n, c in enumerate(row.cells) if n not in row.inherited), Place())
    return LogicalRow(reading=reading, cells=cells, extra=extra, headings=headings,
                      source=place.model_copy(update={"column": None, "cell": None}),
                      columns=part.columns, shift=(shift.source, shift.target) if shift else None)


def _cell_of(part: Section, row: Row, column: Column) -> Cell:
    """The cell under a column; one merged over both person columns names the people of both."""
    cell = row.cells[column.number]
    if column.role not in BOTH or cell.text.strip():
        return cell
    left = next((c for c in part.columns if c.role in BOTH and c.number < column.number), None)
    if left is None or left.number + row.cells[left.number].column_span <= column.number:
        return cell
    owner = row.cells[left.number]
    return replace(owner, repairs=(*owner.repairs, "cell.merged"),
                   confidence=min(owner.confidence, _MERGED))


def _code_out_of_title(cells: dict[str, CellRun], codes: int | None) -> dict[str, CellRun]:
    """Cells with a code that is printed before the title in one cell ("O1 โครงสร้าง") apart."""
    role = "title" if codes is None else "code"
    found = leading_code(cells[role].text) if role in cells else None
    if found is None and codes is None and "title" in cells:
        found = leading_number(cells["title"].text)  # "ข้อ ๑. โครงสร้าง" with no key column
    if not found or item_code(cells[role].text) or codes_of_cell(cells[role].text):
        return cells
    cell = cells[role].pieces[0]
    code = replace(cell, text=found[1], layer=None)
    title = replace(cell, text=found[2], layer=None)
    apart = {"code": CellRun(pieces=(code,))}
    if role == "title" or not cells.get("title", CellRun()).text.strip():
        apart["title"] = CellRun(pieces=(title,), flattened=cells[role].flattened)
    return {**cells, **apart}


def _plus(one: CellRun | None, more: CellRun) -> CellRun:
    if one is None:
        return more
    fresh = tuple(c for c in more.pieces if c not in one.pieces)
    return one.model_copy(update={"pieces": one.pieces + fresh})


def continued(row: LogicalRow, more: LogicalRow) -> LogicalRow:
    """A row with a later piece joined to it, column by column."""
    roles = dict.fromkeys([*row.cells, *more.cells])
    cells = {r: _merge(row.cells.get(r), more.cells.get(r)) for r in roles}
    names = dict.fromkeys([*row.extra, *more.extra])
    extra = {n: _merge(row.extra.get(n), more.extra.get(n)) for n in names}
    return row.model_copy(update={"cells": cells, "extra": extra,
                                  "continued": (*row.continued, more.source)})


def _merge(one: CellRun | None, more: CellRun | None) -> CellRun:
    """Two runs as one; a piece without text adds nothing."""
    if one is None or more is None:
        return one or more or CellRun()
    fresh = tuple(c for c in more.pieces if c.text.strip() and c not in one.pieces)
    return one.model_copy(update={"pieces": one.pieces + fresh})
