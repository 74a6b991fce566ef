"""Which drawn lines are borders of cells, and which borders a page end has cut away.

A cell's ground is drawn a little smaller than the cell, so its sides would double the grid; and
a browser that breaks a table at a page end draws no line there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from extract.pdf.grid import (
    NEAR,
    TooManyLines,
    cells,
    crossings,
    joined,
    tables,
)
from extract.pdf.rulings import Line, Rulings
from schema.table import BBox

#: A column or row thinner than this that holds no letter is a border drawn twice. Points.
THIN = 6.5
#: A table cut off by the page end goes on at least this far. Points.
TAIL = 6.0


class Ruled(NamedTuple):
    """The cells of a ruled table and the rules that found it beyond its drawn lines."""

    boxes: list[BBox]
    rules: tuple[str, ...] = ()
    confidence: float = 1.0


def plain_tables(rulings: Rulings) -> list[list[BBox]]:
    """The tables as drawn, every ground taken for a box of four lines: the common geometry."""
    across, down = _with_sides(rulings, rulings.shades)
    return tables(cells(crossings(joined(across), joined(down))))


def ruled_tables(rulings: Rulings, centres: Sequence[tuple[float, float]]) -> list[Ruled]:
    """The tables of a page; `centres` are those of its glyphs. Too many lines are no table."""
    try:
        return _ruled(rulings, centres)
    except TooManyLines:
        return []


def _ruled(rulings: Rulings, centres: Sequence[tuple[float, float]]) -> list[Ruled]:
    found, ends = _tables(rulings.across, rulings.down)
    loose = [shade for shade in rulings.shades if not _explained(shade, found)]
    if loose:
        found, ends = _tables(*_with_sides(rulings, loose))
    rules = ["pdf.grid.shade"] if len(loose) < len(rulings.shades) else []
    return [_thinned(boxes, centres, tuple(rules), ends) for boxes in found]


def _tables(across: list[Line], down: list[Line]) -> tuple[list[list[BBox]], list[float]]:
    """The tables between these lines, and the heights at which an open end was closed."""
    across, down = joined(across), joined(down)
    ends = open_ends(across, down)
    found = tables(cells(crossings(sorted([*across, *ends]), down)))
    return found, [line.at for line in ends]


def _with_sides(rulings: Rulings, shades: Sequence[BBox]) -> tuple[list[Line], list[Line]]:
    """All lines together with the four sides of these grounds."""
    across, down = list(rulings.across), list(rulings.down)
    for x0, top, x1, bottom in shades:
        across += [Line(top, x0, x1), Line(bottom, x0, x1)]
        down += [Line(x0, top, bottom), Line(x1, top, bottom)]
    return across, down


def _explained(shade: BBox, found: Sequence[Sequence[BBox]]) -> bool:
    """Whether a ground lies within a table that is drawn with lines."""
    x0, top, x1, bottom = shade
    for boxes in found:
        left, upper = min(b[0] for b in boxes) - THIN, min(b[1] for b in boxes) - THIN
        right, lower = max(b[2] for b in boxes) + THIN, max(b[3] for b in boxes) + THIN
        if left <= x0 and x1 <= right and upper <= top and bottom <= lower:
            return True
    return False


def open_ends(across: Sequence[Line], down: Sequence[Line]) -> list[Line]:
    """The missing last and first lines: where all borders of a row stop at one height.

    Only where no line lies there already, and the borders have all gone on from a line across.
    """
    return [
        *_ends(across, down, lower=True),
        *_ends(across, down, lower=False),
    ]


def _ends(across: Sequence[Line], down: Sequence[Line], *, lower: bool) -> list[Line]:
    found = []
    for group in _stopping_together(down, lower=lower):
        at = (max if lower else min)(line.end if lower else line.start for line in group)
        left, right = min(line.at for line in group), max(line.at for line in group)
        if any(_covers(line, at, left, right) for line in across):
            continue
        edge = _nearest(across, at, left, right, lower=lower)
        if edge is not None and _continue(down, edge, at, left, right):
            found.append(Line(at, left, right))
    return found


def _stopping_together(down: Sequence[Line], *, lower: bool) -> list[list[Line]]:
    """Groups of at least two lines that end (or start) at the same height."""
    groups: list[list[Line]] = []
    last = float("-inf")
    for stop, line in sorted((line.end if lower else line.start, line) for line in down):
        if stop - last > NEAR:
            groups.append([])
        groups[-1].append(line)
        last = stop
    return [group for group in groups if len(group) > 1]


def _covers(line: Line, at: float, left: float, right: float) -> bool:
    """Whether a line runs at this height over some of this stretch."""
    return abs(line.at - at) <= NEAR and line.start < right - NEAR and line.end > left + NEAR


def _nearest(
    across: Sequence[Line], at: float, left: float, right: float, *, lower: bool
) -> Line | None:
    """The last line across before an open end, if it spans the whole stretch and a row follows."""
    spanning = [
        line for line in across
        if (line.at < at - TAIL if lower else line.at > at + TAIL)
        and line.start <= left + NEAR and line.end >= right - NEAR
    ]
    if not spanning:
        return None
    return (max if lower else min)(spanning, key=lambda line: line.at)


def _continue(
    down: Sequence[Line], edge: Line, at: float, left: float, right: float
) -> bool:
    """Whether the outer borders run from the last line to the end, and the line ends with them."""
    top, bottom = min(edge.at, at), max(edge.at, at)
    running = [x for x, start, end in down if start <= top + NEAR and end >= bottom - NEAR]
    return (
        abs(edge.start - left) <= NEAR and abs(edge.end - right) <= NEAR
        and bool(running) and min(running) <= left + NEAR and max(running) >= right - NEAR
    )


def _thinned(
    boxes: list[BBox],
    centres: Sequence[tuple[float, float]],
    rules: tuple[str, ...],
    ends: Sequence[float],
) -> Ruled:
    """The table without columns and rows that are only a border drawn twice."""
    x0, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    if top in ends or bottom in ends:
        rules = (*rules, "pdf.grid.open_end")
    inside = [(x, y) for x, y in centres if x0 <= x <= x1 and top <= y <= bottom]
    across = _merged({b[0] for b in boxes} | {b[2] for b in boxes}, sorted(x for x, _ in inside))
    along = _merged({b[1] for b in boxes} | {b[3] for b in boxes}, sorted(y for _, y in inside))
    if not across and not along:
        return Ruled(boxes, rules)
    moved = [
        (across.get(b[0], b[0]), along.get(b[1], b[1]), across.get(b[2], b[2]),
         along.get(b[3], b[3]))
        for b in boxes
    ]
    kept = [b for b in dict.fromkeys(moved) if b[0] < b[2] and b[1] < b[3]]
    return Ruled(kept, (*rules, "pdf.grid.doubled"))


def _merged(places: set[float], centres: Sequence[float]) -> dict[float, float]:
    """Borders that stand for another: closer than THIN with no letter between them."""
    stands_for: dict[float, float] = {}
    ordered = sorted(places)
    for one, other in zip(ordered, ordered[1:], strict=False):
        if other - one < THIN and bisect_left(centres, one) == bisect_left(centres, other):
            stands_for[other] = stands_for.get(one, one)
    return stands_for
