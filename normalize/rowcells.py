"""The rows of measure, score and action tables: cells by role, and rows joined over pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from normalize.columns import Column
from normalize.family import Row, Section
from normalize.findings import finding
from normalize.layout import CellRun
from normalize.text import is_blank
from schema.finding import Finding
from schema.record import Record
from schema.table import Cell, Frozen, Place
from schema.value import AnyValue

WEIGHTED = "weighted"  # the cell of a score times its weight
_WEIGHTED = re.compile("ถ่วงน้ำหนัก|หลังถ่วง")
_BRACKETS = re.compile(r"\([^()]*\)")  # "คะแนน (เต็ม 100)" is a score, "คะแนนเต็ม" is none
_NO_SCORE = re.compile("เต็ม|น้ำหนัก|ผลต่าง|เปลี่ยนแปลง")


class OpenRow(Frozen):
    """A row of a record with the pieces joined to it so far, by role of the column."""

    cells: dict[str, CellRun] = {}
    source: Place = Place()
    continued: tuple[Place, ...] = ()

    def text(self, role: str) -> str:
        """The printed text under a role, "" where the table has no such column."""
        return self.cells[role].text if role in self.cells else ""

    def plus(self, more: OpenRow, apart: bool = False) -> OpenRow:
        """The row with a later piece joined to it in every column.

        apart: the piece is an entry of its own, beside a cell that spans both rows.
        """
        roles = dict.fromkeys([*self.cells, *more.cells])
        cells = {r: _merged(self.cells.get(r), more.cells.get(r), apart) for r in roles}
        return self.model_copy(update={"cells": cells,
                                       "continued": (*self.continued, more.source)})

    def record(self, values: dict[str, AnyValue]) -> Record:
        """A record of this row."""
        return Record(values=values, source=self.source, continued=self.continued)


def open_row(section: Section, row: Row, flattened: bool) -> OpenRow:
    """A printed row by the roles of its columns; several columns of one role are one cell.

    Columns of scores stay apart: "score", "score/1" and so on.
    """
    cells: dict[str, CellRun] = {}
    for column in section.columns:
        run = CellRun(pieces=(row.cells[column.number],), flattened=flattened)
        role = column.role
        if role == "score":
            weighted = WEIGHTED if _WEIGHTED.search(column.header) else None
            role = score_role(section, column) or weighted
        if role:
            cells[role] = _merged(cells.get(role), run)
    return OpenRow(cells=cells, source=row_place(row))


def score_role(section: Section, column: Column) -> str | None:
    """The role of a score column among several; None for full marks, weights and differences."""
    columns = [c for c in section.columns if c.role == "score"
               and not _NO_SCORE.search(_BRACKETS.sub("", c.header))]
    if column not in columns:
        return None
    n = columns.index(column)
    return f"score/{n}" if n else "score"


def row_place(row: Row) -> Place:
    """Where a row stands: the place of its first own cell without the column."""
    own = next((c.place for n, c in enumerate(row.cells) if n not in row.inherited), Place())
    return own.model_copy(update={"column": None, "cell": None})


def own_cells(row: Row) -> list[Cell]:
    """The filled cells that begin in this row, each once."""
    return [c for n, c in enumerate(row.cells) if n not in row.inherited and c.text.strip()]


def own_text(section: Section, row: Row, role: str) -> str:
    """The text under a role that begins in this row, "" where it is blank or from above."""
    return "\n".join(row.cells[c.number].text for c in section.columns
                     if c.role == role and c.number not in row.inherited
                     and not is_blank(row.cells[c.number].text))


def lone_text(row: Row) -> Cell | None:
    """The cell of a row that holds nothing else, from its first column on: a heading."""
    filled = own_cells(row)
    return filled[0] if len(filled) == 1 and filled[0] == row.cells[0] else None


def left_out(sections: Iterable[Section], used: Sequence[str]) -> tuple[Finding, ...]:
    """A finding for each filled column that a record has no field for."""
    found: dict[str, Cell] = {}
    for section in sections:
        for column in section.columns:
            cell = next((row.cells[column.number] for row in section.rows
                         if not is_blank(row.cells[column.number].text)), None)
            if cell is not None and column.role not in used:
                found.setdefault(column.header or f"#{column.number + 1}", cell)
    return tuple(finding("column_left_out", "extraction", (cell.place,), header=header)
                 for header, cell in found.items())


def _merged(one: CellRun | None, more: CellRun | None, apart: bool = False) -> CellRun:
    """Two runs as one; a piece that is blank or there already adds nothing."""
    if one is None or more is None:
        return one or more or CellRun()
    fresh = tuple(c for c in more.pieces if c.text.strip() and c not in one.pieces)
    begins = (len(one.pieces),) if apart and fresh and one.text.strip() else ()
    return replace(one, pieces=one.pieces + fresh, apart=one.apart + begins) if fresh else one
