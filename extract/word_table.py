"""The grid of a Word table: which squares each cell covers, merged ones once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from extract.word_package import W, child, integer, local_name, switched_on, value
from extract.word_runs import branch
from extract.xmlpart import Element
from schema.errors import TooLarge

#: Squares of one table; a form has at most a few thousand.
SQUARES_LIMIT = 2_000_000
#: Column edges of two rows closer than this are one edge, in twentieths of a point (6 pt). A
#: table drawn by hand has rows whose edges miss each other by a hair.
EDGE_TOLERANCE = 120


class Part(NamedTuple):
    """A w:tc in its row: where it begins and ends on the file's own grid, 0-based."""

    element: Element
    row: int
    start: int
    end: int
    horizontal: str | None
    vertical: str | None


@dataclass
class GridCell:
    """A cell, merged or not: the element that holds its text, and its parts in reading order."""

    element: Element
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Grid:
    """A table: its cells in reading order with their squares, 0-based rows and columns.

    `starts` are the positions at which cells begin, one for each column. Word's own grid has more,
    for rows of other widths.
    """

    rows: int
    header_rows: int
    cells: tuple[GridCell, ...]
    starts: tuple[int, ...]

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.starts)

    def squares(self, cell: GridCell) -> list[tuple[int, int]]:
        """The squares a cell covers, its own first."""
        return [
            (part.row, column)
            for part in cell.parts
            for column in range(bisect_left(self.starts, part.start), self._end(part))
        ]

    def _end(self, part: Part) -> int:
        return bisect_left(self.starts, part.end)


def grid_of(table: Element) -> Grid:
    """The grid of a w:tbl."""
    rows = [row for row in members(table, "tr") if not _is_deleted(row)]
    parts = _snapped([part for i, row in enumerate(rows) for part in _row(row, i)], _edges(table))
    starts = tuple(sorted({part.start for part in parts}))
    if len(rows) * len(starts) > SQUARES_LIMIT:
        raise TooLarge(
            f"ตารางใหญ่เกินไป ({len(rows)} แถว {len(starts)} คอลัมน์) ให้แยกเป็นหลายไฟล์",
            f"the table is too large ({len(rows)} rows, {len(starts)} columns): split it",
        )
    return Grid(len(rows), _header_rows(rows), tuple(_cells(parts)), starts)


def members(parent: Element, *names: str) -> Iterator[Element]:
    """The rows of a table, the cells of a row or the blocks of a body, wrapped or not."""
    for element in parent:
        name = local_name(element)
        if name in names:
            yield element
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from members(element, *names)
        elif name == "AlternateContent":
            yield from members(branch(element), *names)


def _is_deleted(row: Element) -> bool:
    """True for a row whose deletion is tracked: it is printed no more."""
    return child(row, "w:trPr/w:del") is not None


def _row(row: Element, i: int) -> Iterator[Part]:
    position = integer(value(row, "w:trPr/w:gridBefore"))
    for element in members(row, "tc"):
        properties = child(element, "w:tcPr")
        end = position + max(1, integer(value(properties, "w:gridSpan"), 1))
        merges = (_merge(properties, f"w:{way}Merge") for way in "hv")
        yield Part(element, i, position, end, *merges)
        position = end


def _merge(properties: Element | None, path: str) -> str | None:
    """'restart' or 'continue' (which is what a bare w:vMerge means), None for no merging."""
    found = child(properties, path)
    return None if found is None else str(found.get(W + "val", "continue"))


def _edges(table: Element) -> list[int]:
    """Where the columns of the file's grid begin and the last one ends, in twips."""
    columns = table.iterfind(f"{W}tblGrid/{W}gridCol")
    return list(accumulate((integer(column.get(W + "w")) for column in columns), initial=0))


def _snapped(parts: Sequence[Part], edges: Sequence[int]) -> list[Part]:
    """The parts with edges that nearly meet made one, unless a cell stands between them."""
    innermost = _innermost(parts, len(edges))
    kept = 0
    snapped = {0: 0}
    for i in range(1, len(edges) if edges[-1] else 0):
        if edges[i] - edges[kept] > EDGE_TOLERANCE or innermost[i] >= kept:
            kept = i
        snapped[i] = kept
    return [
        part._replace(
            start=snapped.get(part.start, part.start), end=snapped.get(part.end, part.end)
        )
        for part in parts
    ]


def _innermost(parts: Sequence[Part], edges: int) -> list[int]:
    """For each edge, where the last cell begins that ends at it or before; -1 if none does."""
    last = [-1] * edges
    for part in parts:
        if part.end < edges:
            last[part.end] = max(last[part.end], part.start)
    return list(accumulate(last, max))


def _cells(parts: Sequence[Part]) -> Iterator[GridCell]:
    """The cells in reading order; a part that continues one is added to it, wherever it began."""
    above: dict[int, GridCell] = {}
    below: dict[int, GridCell] = {}
    row = -1
    cell: GridCell | None = None
    for part in parts:
        if part.row != row:
            above = below if part.row == row + 1 else {}
            row, below, cell = part.row, {}, None
        owner = cell if part.horizontal == "continue" else None
        if part.vertical == "continue":
            owner = owner or above.get(part.start)
        cell = owner or GridCell(part.element)
        cell.parts.append(part)
        if part.vertical is not None:
            below[part.start] = cell
        if owner is None:
            yield cell


def _header_rows(rows: Sequence[Element]) -> int:
    """Number of leading rows that are repeated on every page."""
    for i, row in enumerate(rows):
        if not switched_on(row, "w:trPr/w:tblHeader"):
            return i
    return len(rows)
