"""Which drawn lines are borders of cells, and which borders a page end has cut away.

A cell's ground is drawn a little smaller than the cell, so its sides would double the grid; and
a browser that breaks a table at a page end draws no line there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf.grid import NEAR, TooManyLinesError, cells, crossings, joined, tables
from extract.pdf.rulings import Line, Rulings
from schema.table import BBox

#: A ground this much smaller or larger than its table belongs to it. Points.
GROUND = 6.5
#: A row cut off by the page end goes on at least this far. Points.
TAIL = 6.0

Table = list[BBox]


class Ruled(NamedTuple):
    """The cells of a table, and those of them that are not drawn on all sides.

    grounds: the borders are (also) sides of coloured grounds, as those of bars in a chart are;
    rule: what told the borders where they are not ruled on all sides.
    """

    boxes: Table
    completed: frozenset[BBox] = frozenset()
    grounds: bool = False
    rule: str = ""


def plain_tables(rulings: Rulings) -> list[Table]:
    """The tables as drawn, every ground taken for a box of four lines: the common geometry."""
    across, down = _with_sides(rulings, rulings.shades)
    return _tables(joined(across), joined(down))


def ruled_tables(rulings: Rulings, columns: Sequence[float] = ()) -> list[Ruled]:
    """The tables of a page, in reading order; too many lines are a drawing and give none.

    columns: the upright borders of the table at the end of the page before, which may go on.
    """
    try:
        return _ruled(rulings, columns)
    except TooManyLinesError:
        return []


def _ruled(rulings: Rulings, columns: Sequence[float]) -> list[Ruled]:
    across, down = joined(rulings.across), joined(rulings.down)
    found = _tables(across, down)
    loose = [shade for shade in rulings.shades if not _explained(shade, found)]
    if loose:
        across, down = (joined(lines) for lines in _with_sides(rulings, loose))
        found = _tables(across, down)
    ends = [*_open_ends(across, down, found), *_open_pages(across, down, found, columns)]
    if not ends:
        return [Ruled(boxes, grounds=bool(loose)) for boxes in found]
    drawn = {box for boxes in found for box in boxes}
    completed = _tables(joined([*across, *ends], near=0.01), down)
    return [Ruled(boxes, frozenset(set(boxes) - drawn), bool(loose)) for boxes in completed]


def _tables(across: Sequence[Line], down: Sequence[Line]) -> list[Table]:
    return tables(cells(crossings(across, down)))


def _with_sides(rulings: Rulings, shades: Sequence[BBox]) -> tuple[list[Line], list[Line]]:
    """All lines together with the four sides of these grounds."""
    across, down = list(rulings.across), list(rulings.down)
    for x0, top, x1, bottom in shades:
        across += [Line(top, x0, x1), Line(bottom, x0, x1)]
        down += [Line(x0, top, bottom), Line(x1, top, bottom)]
    return across, down


def _explained(shade: BBox, found: Sequence[Table]) -> bool:
    """Whether a ground lies within a table that is drawn with lines."""
    x0, top, x1, bottom = shade
    for left, upper, right, lower in map(border, found):
        if (
            left - GROUND <= x0 and x1 <= right + GROUND
            and upper - GROUND <= top and bottom <= lower + GROUND
        ):
            return True
    return False


def border(boxes: Sequence[BBox]) -> BBox:
    """The box around all cells of a table."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _open_ends(
    across: Sequence[Line], down: Sequence[Line], found: Sequence[Table]
) -> Iterator[Line]:
    """The missing bottom (and top) lines of cells whose sides run on beyond their table's lines.

    Only between neighbouring upright borders of a table that stop at one height, where no line
    is drawn although one of the table's lines spans them further up (or down).
    """
    for boxes in found:
        left, top, right, bottom = border(boxes)
        sides = [line for line in down if left - NEAR <= line.at <= right + NEAR
                 and line.start <= bottom + NEAR and line.end >= top - NEAR]
        within = [line for line in across if top - NEAR <= line.at <= bottom + NEAR]
        for lower in (True, False):
            for group in _stopping_together(sides, lower=lower):
                stops = [line.end if lower else line.start for line in group]
                near = [line for line in across
                        if min(stops) - NEAR <= line.at <= max(stops) + NEAR]
                for one, other in pairwise(group):
                    yield from _missing(near, within, (one, other), lower=lower)


def _missing(
    near: Sequence[Line], within: Sequence[Line], sides: tuple[Line, Line], *, lower: bool
) -> Iterator[Line]:
    """The line that is missing between two borders that stop at the same height, if one is.

    near: the lines that are drawn at that height.
    """
    one, other = sides
    at = (max(one.end, other.end) if lower else min(one.start, other.start))
    if any(_covers(line, at, one.at, other.at) for line in near):
        return
    spanning = [
        line.at for line in within
        if line.start <= one.at + NEAR and line.end >= other.at - NEAR
        and (line.at < at - TAIL if lower else line.at > at + TAIL)
    ]
    if not spanning:
        return
    edge = max(spanning) if lower else min(spanning)
    if all(side.start <= min(edge, at) + NEAR and side.end >= max(edge, at) - NEAR
           for side in sides):
        yield Line(at, one.at, other.at)


def _stopping_together(down: Sequence[Line], *, lower: bool) -> list[list[Line]]:
    """Groups of lines that end (or start) at the same height, each from left to right."""
    groups: list[list[Line]] = []
    last = float("-inf")
    for stop, line in sorted((line.end if lower else line.start, line) for line in down):
        if stop - last > NEAR:
            groups.append([])
        groups[-1].append(line)
        last = stop
    return [sorted(group) for group in groups]


def _covers(line: Line, at: float, left: float, right: float) -> bool:
    """Whether a line runs at this height over some of this stretch."""
    return abs(line.at - at) <= NEAR and line.start < right - NEAR and line.end > left + NEAR


def _open_pages(
    across: Sequence[Line], down: Sequence[Line], found: Sequence[Table],
    columns: Sequence[float],
) -> Iterator[Line]:
    """First and last line of a page on which a row goes on that neither begins nor ends there.

    Its borders stand where those of the page before stood, and no table is closed on this page.
    """
    if found or len(columns) < 3:
        return
    sides = [line for line in down if any(abs(line.at - x) <= NEAR for x in columns)]
    if len(sides) != len(columns):
        return
    for at in (min(line.start for line in sides), max(line.end for line in sides)):
        stopping = [line for line in sides if abs(line.start - at) <= NEAR
                    or abs(line.end - at) <= NEAR]
        if len(stopping) == len(sides) and not any(abs(line.at - at) <= NEAR for line in across):
            yield Line(at, sides[0].at, sides[-1].at)
