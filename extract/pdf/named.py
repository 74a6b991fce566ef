"""A header with what stands below it, and the borders of the columns that its names tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf.columns import Interval, Line, covered, inked, white
from extract.pdf.numbered import BESIDE, NARROW

#: Fewest columns.
COLUMNS = 3
#: Room around the letters of a table without lines. Points.
MARGIN = 2.0


class Run(NamedTuple):
    """The lines of a header and those below it.

    names: what the names of the columns cover; rules: heights of the lines drawn across.
    """

    head: Sequence[Line]
    body: Sequence[Line]
    names: Sequence[Interval]
    rules: Sequence[float]

    @property
    def ends(self) -> Interval:
        """Left and right edge."""
        glyphs = [glyph for line in (*self.head, *self.body) for glyph in line]
        return min(g.x0 for g in glyphs) - MARGIN, max(g.x1 for g in glyphs) + MARGIN


def under(entry: Interval, names: Sequence[Interval]) -> int:
    """How many names of columns an entry stands under."""
    return sum(entry[0] < end and entry[1] > start for start, end in names)


def cuts(run: Run, borders: Sequence[float]) -> bool:
    """Whether a border goes through an entry: a name over several columns cannot be kept whole."""
    entries = [entry for line in (*run.head, *run.body) for entry in covered(inked(line), NARROW)]
    return any(start < border - 1 and end > border + 1
               for border in borders[1:-1] for start, end in entries)


def keeps(run: Run, columns: Sequence[float]) -> bool:
    """Whether no entry stands on a border of the table on the page before."""
    if len(columns) <= COLUMNS:
        return False
    left, right = run.ends
    return columns[0] <= left + 2 * MARGIN and right <= columns[-1] + 2 * MARGIN and not cuts(
        run, columns)


def borders_of(run: Run) -> list[float] | None:
    """The borders of the columns; None where an entry cannot be told from its neighbour.

    The names of columns part them where all that is below leaves less white than usual.
    """
    names = run.names
    body = [glyph for line in run.body for glyph in inked(line)]
    for near in (white(body), BESIDE, NARROW):
        entries = covered(body, near)
        if any(under(entry, names) > 1 for entry in entries):
            continue
        found = _columns(names, entries)
        if near < white(body) and len(found) != len(names):
            continue
        left, right = run.ends
        return [left, *((one[1] + other[0]) / 2 for one, other in pairwise(found)), right]
    return None


def _columns(names: Sequence[Interval], entries: Sequence[Interval]) -> list[Interval]:
    """What each column covers: its entries and its name; a name over several columns is none's."""
    found = list(entries)
    for start, end in names:
        below = [place for place, entry in enumerate(found)
                 if start < entry[1] and end > entry[0]]
        if not below:
            found.append((start, end))
        elif len(below) == 1:
            entry = found[below[0]]
            found[below[0]] = (min(start, entry[0]), max(end, entry[1]))
    return sorted(found)
