"""Rows that an export wrote twice: the same code and the same words in every cell are one row.

An agency that lists an item twice fills the second row in otherwise. A page or a row that stands
twice letter for letter was printed, copied or exported twice: the item is given once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.findings import finding
from normalize.layout import CellRun, LogicalRow
from normalize.text import squash
from schema.finding import Finding

_LEAST = 3  # filled cells that must agree: less says too little


def rows_once(rows: Sequence[LogicalRow]) -> tuple[list[LogicalRow], list[Finding]]:
    """The rows without later copies, whose places go to the first; a finding for each copy.

    Example: "O20 | ประมวลจริยธรรม… | กองคลัง" twice -> one row, `continued` holds the second place.
    """
    kept: list[LogicalRow] = []
    found: list[Finding] = []
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = _words(row)
        first = seen.get(key) if row.reading and len(key) > _LEAST else None
        if first is None or row.reading is None:
            seen.setdefault(key, len(kept))
            kept.append(row)
            continue
        kept[first] = _both(kept[first], row)
        found.append(finding("row_repeated", "unsure", (kept[first].source, row.source),
                             row.reading.code, item=row.reading.code))
    return kept, found


def _words(row: LogicalRow) -> tuple[object, ...]:
    """The code and the words of every filled cell, white space aside."""
    named = (*row.cells.items(), *row.extra.items())
    return (row.reading and row.reading.number,
            *((name, squash(run.text)) for name, run in named if squash(run.text)))


def _both(row: LogicalRow, copy: LogicalRow) -> LogicalRow:
    """The first row with the places of its copy beside its own."""
    cells = {role: _placed(run, copy.cells.get(role)) for role, run in row.cells.items()}
    extra = {name: _placed(run, copy.extra.get(name)) for name, run in row.extra.items()}
    return replace(row, cells=cells, extra=extra, continued=(
        *row.continued, copy.source, *copy.continued))


def _placed(run: CellRun, copy: CellRun | None) -> CellRun:
    return replace(run, copies=(*run.copies, *(copy.places if copy else ())))
