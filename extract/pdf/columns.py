"""Columns and rows told by where the text stands, for tables that are not ruled on all sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extract.pdf.lines import Glyph
from extract.pdf.spaces import end_of_sara_am
from schema.table import BBox

#: Least white between two columns, in points and as a share of the letters' size.
WHITE, WHITE_SHARE = 8.0, 0.75

#: A letter and "ำ" as one glyph are at least this wide, as a share of the letters' size.
PAIR = 0.7

Interval = tuple[float, float]
Line = list[Glyph]


def inked(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs that print something."""
    return [glyph for glyph in glyphs if glyph.text.strip()]


def covered(glyphs: Iterable[Glyph], near: float) -> list[Interval]:
    """The stretches from left to right that text covers, gaps smaller than `near` closed."""
    return merged(_extents(glyphs), near)


def merged(stretches: Iterable[Interval], near: float) -> list[Interval]:
    """Stretches from left to right, those closer than `near` as one."""
    found: list[Interval] = []
    for start, end in sorted(stretches):
        if found and start - found[-1][1] < near:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _extents(glyphs: Iterable[Glyph]) -> Iterator[Interval]:
    """Left and right end of each glyph.

    Of "ำ" that is one glyph with its letter the box may be half the pair, or the whole of it.
    """
    start: float | None = None
    for glyph in glyphs:
        end = glyph.x1
        if glyph.text == "ำ" and end - glyph.x0 < PAIR * glyph.size:
            end = end_of_sara_am(glyph.x0, glyph.x1, glyph.size, start)
        yield glyph.x0, end
        start = glyph.x0


def white(glyphs: Sequence[Glyph]) -> float:
    """How wide a gap between columns of such letters is at least. Points."""
    return max(WHITE, WHITE_SHARE * max((glyph.size for glyph in glyphs), default=0.0))


def column_borders(glyphs: Sequence[Glyph], left: float, right: float) -> list[float]:
    """The borders of the columns of some text: in the middle of each gap that runs through it.

    Example: "1" at 60-66, "โครงสร้าง" at 90-140 and "กองคลัง" at 200-240 give two inner borders.
    """
    stretches = covered(inked(glyphs), white(glyphs))
    inner = [(one[1] + other[0]) / 2 for one, other in pairwise(stretches)]
    return [left, *inner, right]


def filled_columns(line: Iterable[Glyph], borders: Sequence[float]) -> set[int]:
    """The columns (0-based) in which a line prints something."""
    found = set()
    for glyph in inked(line):
        middle = (glyph.x0 + glyph.x1) / 2
        found.add(sum(border <= middle for border in borders[1:-1]))
    return found


def row_tops(lines: Sequence[Line], borders: Sequence[float], key: int = 0) -> list[float]:
    """Where rows begin: at the lines that fill the key column and another one.

    Lines between them go on with the row above. Heights are in the middle between two lines.
    """
    tops = []
    for number, line in enumerate(lines):
        columns = filled_columns(line, borders)
        if key in columns and len(columns) > 1:
            above = max(g.bottom for g in lines[number - 1]) if number else line[0].top - 4
            tops.append((above + min(g.top for g in line)) / 2)
    return tops


def boxes(borders: Sequence[float], heights: Sequence[float]) -> list[BBox]:
    """A full grid of cells, row by row."""
    return [(left, top, right, bottom)
            for top, bottom in pairwise(heights) for left, right in pairwise(borders)]
