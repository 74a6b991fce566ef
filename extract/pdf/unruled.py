"""Tables ruled by lines across only, and tables without any line.

Both are found only where the text itself stands in columns, and carry a lower confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extract.pdf.borders import Ruled
from extract.pdf.columns import (
    Line,
    boxes,
    column_borders,
    covered,
    filled_columns,
    row_tops,
)
from extract.pdf.grid import joined
from extract.pdf.headed import NOTHING_BEFORE, Before, headed_tables, repeats_header
from extract.pdf.lines import Glyphs, printed_lines
from extract.pdf.numbered import NARROW
from extract.pdf.rulings import Line as Ruling
from extract.pdf.rulings import Rulings
from schema.table import BBox

HORIZONTAL, ALIGNED = "pdf.grid.horizontal", "pdf.grid.aligned"
#: Shortest line that rules a table, and how far the ends of a table's lines may differ. Points.
SHORTEST, ENDS = 150.0, 6.0
#: Most lines of print, and drawn ones, of a page: each is held against the others.
MOST = 500
#: Fewest lines across.
LINES = 3


def unruled_tables(
    rulings: Rulings, glyphs: Glyphs, before: Before = NOTHING_BEFORE
) -> list[Ruled]:
    """The tables among glyphs that stand in no ruled table.

    before: the table at the end of the page before, which may go on.
    """
    inked = glyphs.take(np.flatnonzero(glyphs.printing))
    across = [line for line in joined(rulings.across) if line.end - line.start >= SHORTEST]
    lines = printed_lines(inked)
    if max(len(lines), len(across)) > MOST:
        return []
    found = [Ruled(each.cells, rule=HORIZONTAL if each.ruled else ALIGNED)
             for each in headed_tables(lines, across, before)]
    return found or [Ruled(cells, rule=HORIZONTAL) for cells in _between_lines(rulings, inked)]


def goes_on_unread(glyphs: Glyphs, before: Before) -> bool:
    """Whether a page without a table begins with the header of the one before."""
    inked = glyphs.take(np.flatnonzero(glyphs.printing))
    return bool(before.names) and repeats_header(printed_lines(inked), before)


def within_frames(
    found: Sequence[Ruled], rulings: Rulings, glyphs: Glyphs, before: Before
) -> list[Ruled]:
    """The tables of a page; those ruled by a frame and lines across have columns all the same.

    Such a table is found as boxes one below the other. before: as for `unruled_tables`.
    """
    boxes = [box for each in found for box in each.boxes]
    if len(boxes) < 2 or any(len({box[0] for box in each.boxes}) > 1 for each in found):
        return list(found)
    tables = unruled_tables(Rulings(rulings.across, [], [], []), glyphs, before)
    return [each for each in tables if each.rule == HORIZONTAL] or list(found)


def _between_lines(rulings: Rulings, glyphs: Glyphs) -> Iterator[list[BBox]]:
    for stack in _stacks(joined(rulings.across), rulings.down):
        left, right = stack[0].start, stack[0].end
        heights = [line.at for line in stack]
        inside = [g for g in glyphs if left <= (g.x0 + g.x1) / 2 <= right
                  and heights[0] <= (g.top + g.bottom) / 2 <= heights[-1]]
        bands = [[g for g in inside if top <= (g.top + g.bottom) / 2 < bottom]
                 for top, bottom in pairwise(heights)]
        body = [g for band in bands[1:] for g in band]
        borders = column_borders(body, left, right)
        whole = not any(
            start < border - 1 and end > border + 1 for line in printed_lines(inside)
            for start, end in covered(line, NARROW) for border in borders[1:-1])
        if len(borders) > 2 and whole and _fills(bands, borders):
            yield boxes(borders, _with_rows(heights, bands, borders))


def _stacks(across: Sequence[Ruling], down: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """Lines across with the same ends, one below the other, that no line down joins."""
    waiting = sorted(line for line in across if line.end - line.start >= SHORTEST)
    while waiting:
        first = waiting[0]
        stack = [line for line in waiting if abs(line.start - first.start) <= ENDS
                 and abs(line.end - first.end) <= ENDS]
        waiting = [line for line in waiting if line not in stack]
        top, bottom = stack[0].at, stack[-1].at
        crossed = any(line.start < bottom and line.end > top and line.end - line.start > ENDS
                      and first.start - ENDS <= line.at <= first.end + ENDS for line in down)
        if len(stack) >= LINES and not crossed:
            yield stack


def _fills(bands: Sequence[Line], borders: Sequence[float]) -> bool:
    """Whether at least two bands hold text, and most of those in several columns."""
    counts = [len(filled_columns(band, borders)) for band in bands if band]
    return len(counts) > 1 and 2 * sum(count > 1 for count in counts) > len(counts)


def _with_rows(
    heights: Sequence[float], bands: Sequence[Line], borders: Sequence[float]
) -> list[float]:
    """The lines' heights, and those of the rows in a body that has lines only around it."""
    if len(heights) > LINES:
        return list(heights)
    tops = row_tops(printed_lines(bands[-1]), borders)
    return [*heights[:-1], *tops[1:], heights[-1]]
