"""Tables ruled by lines across only, and tables without any line.

Both are found only where the text itself stands in columns, and carry a lower confidence.
"""

from __future__ import annotations

import re
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
    white,
)
from extract.pdf.grid import joined
from extract.pdf.lines import Glyph, Glyphs, printed_lines
from extract.pdf.rulings import Line as Ruling
from extract.pdf.rulings import Rulings
from schema.table import BBox

HORIZONTAL, ALIGNED = "pdf.grid.horizontal", "pdf.grid.aligned"
#: Shortest line that rules a table, and how far the ends of a table's lines may differ. Points.
SHORTEST, ENDS = 150.0, 6.0
#: Fewest lines across, fewest rows and columns of a table without lines.
LINES, ROWS, COLUMNS = 3, 3, 3
#: Longest entry of the key column of a table without lines, and share of its rows that have one.
KEY_LENGTH, KEY_SHARE = 8, 0.8
#: A gap of this many line heights ends a table without lines.
APART = 2.5
_KEY = re.compile(r"^\W*(?:[A-Za-zก-ฮ○]{0,3}[.\s-]?)?[0-9๐-๙]{1,3}(?:[./][0-9๐-๙]+)*\W*$")


def unruled_tables(rulings: Rulings, glyphs: Glyphs) -> list[Ruled]:
    """The tables among glyphs that stand in no ruled table."""
    inked = glyphs.take(np.flatnonzero(glyphs.printing))
    found = [Ruled(cells, rule=HORIZONTAL) for cells in _between_lines(rulings, inked)]
    if found:
        return found
    return [Ruled(cells, rule=ALIGNED) for cells in _aligned(printed_lines(inked))]


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
        if len(borders) > 2 and _fills(bands, borders):
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


def _aligned(lines: Sequence[Line]) -> Iterator[list[BBox]]:
    """Runs of lines that stand in columns below a header, with numbers or codes in the first."""
    start = 0
    while start < len(lines):
        run = _run(lines[start:])
        table = _aligned_table(run) if len(run) > ROWS else None
        if table:
            yield table
        start += len(run) if table else 1


def _run(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines from the first on that keep at least three columns."""
    run: list[Line] = []
    glyphs: list[Glyph] = []
    for line in lines:
        if run and line[0].top - run[-1][0].bottom > APART * line[0].size:
            break
        if len(covered([*glyphs, *line], white([*glyphs, *line]))) < COLUMNS:
            break
        run.append(line)
        glyphs += line
    return run


def _aligned_table(run: Sequence[Line]) -> list[BBox] | None:
    """The cells of a run, if its first line is a header and its rows begin with short numbers."""
    glyphs = [glyph for line in run for glyph in line]
    left, right = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    borders = column_borders(glyphs, left - 2, right + 2)
    if len(filled_columns(run[0], borders)) < len(borders) - 1:
        return None
    tops = row_tops(run, borders)
    keys = [key for key in (_key(line, borders) for line in run[1:]) if key]
    numbers = sum(bool(_KEY.match(key)) and len(key) <= KEY_LENGTH for key in keys)
    full = sum(len(filled_columns(line, borders)) >= COLUMNS for line in run[1:])
    if len(tops) <= ROWS or numbers < KEY_SHARE * len(keys) or full < len(tops) - 1:
        return None
    return boxes(borders, [*tops, max(g.bottom for g in glyphs) + 2])


def _key(line: Line, borders: Sequence[float]) -> str:
    """What a line prints in the first column."""
    return "".join(g.text for g in line if (g.x0 + g.x1) / 2 < borders[1]).strip()
