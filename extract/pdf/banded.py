"""Tables in which every other row has a ground and nothing else is drawn.

Each coloured row is found as a table of its own, and the rows between them as none. Rows whose
columns are the same, with nothing but entries of these columns between them, are one table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extract.pdf.borders import Ruled, border
from extract.pdf.columns import Interval, Line, boxes, covered, inked
from extract.pdf.glyph import Glyphs
from extract.pdf.headed import APART, BEHIND, FAR
from extract.pdf.lines import printed_lines
from extract.pdf.numbered import NARROW, is_level, number, stands_apart
from schema.table import BBox

#: How far the borders of two rows may differ. Points.
SAME = 2.0
#: Fewest columns.
COLUMNS = 3


def with_bare_rows(
    found: Sequence[Ruled], glyphs: Glyphs, before: Sequence[float]
) -> list[Ruled]:
    """The tables of a page, coloured rows joined with the bare ones between and behind them.

    before: the upright borders of the table at the end of the page before.
    """
    if not any(each.grounds for each in found):
        return list(found)
    lines = printed_lines(glyphs.take(np.flatnonzero(glyphs.printing)))
    return [joined for group in _groups(found, lines) for joined in _joined(group, lines, before)]


def _columns(each: Ruled) -> list[float]:
    return sorted({x for box in each.boxes for x in (box[0], box[2])})


def _groups(found: Sequence[Ruled], lines: Sequence[Line]) -> list[list[Ruled]]:
    """Tables, those that go on with one another together."""
    groups: list[list[Ruled]] = []
    for each in found:
        if groups and _goes_on(groups[-1][-1], each, lines):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _goes_on(above: Ruled, below: Ruled, lines: Sequence[Line]) -> bool:
    """Whether two coloured tables have the same columns, and so has all that stands between."""
    columns = _columns(above)
    if not (above.grounds and below.grounds) or len(columns) <= COLUMNS:
        return False
    if not _is_same(columns, _columns(below)):
        return False
    between = _between(lines, border(above.boxes)[3], border(below.boxes)[1])
    return bool(between) and all(_keeps(line, columns) for line in between)


def _is_same(columns: Sequence[float], others: Sequence[float]) -> bool:
    return len(columns) == len(others) and all(
        abs(x - other) <= SAME for x, other in zip(columns, others, strict=True))


def _between(lines: Sequence[Line], top: float, bottom: float) -> list[Line]:
    return [line for line in lines if top < _middle(line) < bottom]


def _middle(line: Line) -> float:
    return (line[0].top + line[0].bottom) / 2


def _entries(line: Line) -> list[Interval]:
    return covered(inked(line), NARROW)


def _keeps(line: Line, columns: Sequence[float]) -> bool:
    """Whether every entry of a line stands within one column."""
    return all(columns[0] - SAME <= start and end <= columns[-1] + SAME and not any(
        start < x - 1 and end > x + 1 for x in columns[1:-1]) for start, end in _entries(line))


def _joined(
    group: Sequence[Ruled], lines: Sequence[Line], before: Sequence[float]
) -> Iterator[Ruled]:
    """The coloured rows as one table with the bare ones, or as they are where none is told."""
    columns = _columns(group[0])
    gaps = [(border(above.boxes)[3], border(below.boxes)[1]) for above, below in pairwise(group)]
    bare = [_rows(_between(lines, *gap), columns, gap) for gap in gaps]
    if not all(bare):
        yield from group
        return
    if group[0].grounds and len(columns) > COLUMNS:
        least = 1 if _is_same(columns, before) else COLUMNS
        bare += [_above(border(group[0].boxes)[1], columns, lines),
                 _behind(border(group[-1].boxes)[3], columns, lines, least)]
    rows = [box for found in bare for box in found]
    coloured = [box for each in group for box in _moved(each.boxes, columns)]
    yield Ruled(sorted([*coloured, *rows], key=lambda box: (box[1], box[0])), frozenset(rows),
                grounds=True) if rows else group[0]


def _rows(lines: Sequence[Line], columns: Sequence[float], ends: Interval) -> list[BBox]:
    """The cells of bare rows between two heights: one row, or one from each number on.

    What stands above the first number is a row too where more white parts them than parts lines.
    """
    numbers = [place for place, line in enumerate(lines) if number(line, columns[1])]
    if len(numbers) < 2 and not (numbers and numbers[0] and stands_apart(lines, numbers[0])):
        return [] if _are_several(lines, columns) else boxes(columns, ends)
    if not is_level(lines[numbers[0]:], columns, columns[1]):
        return boxes(columns, ends) if len(numbers) < 2 else []
    inner = [(lines[place - 1][0].bottom + lines[place][0].top) / 2 for place in numbers if place]
    return boxes(columns, (ends[0], *inner, ends[1]))


def _are_several(lines: Sequence[Line], columns: Sequence[float]) -> bool:
    """Whether lines without numbers are several rows.

    One below the first then stands apart, or has an entry in the first column again.
    """
    firsts = [_entries(line)[0][0] < columns[1] for line in lines]
    return sum(firsts) > 1 or any(stands_apart(lines, place) for place in range(1, len(lines)))


def _moved(cells: Sequence[BBox], columns: Sequence[float]) -> Iterator[BBox]:
    """Cells with the upright borders of the first table: those of others differ by a hair."""
    for x0, top, x1, bottom in cells:
        yield _nearest(x0, columns), top, _nearest(x1, columns), bottom


def _nearest(at: float, columns: Sequence[float]) -> float:
    return min(columns, key=lambda x: abs(x - at))


def _behind(
    top: float, columns: Sequence[float], lines: Sequence[Line], least: int
) -> list[BBox]:
    """The cells of bare rows below the last coloured one, if any stand there.

    least: entries that one of their lines has; the rest of a row of the page before may have one.
    """
    found: list[Line] = []
    for line in _between(lines, top, float("inf")):
        gap = line[0].top - (found[-1][0].bottom if found else top)
        far = FAR if number(line, columns[1]) else BEHIND if found else APART
        if gap > far * line[0].size or not _keeps(line, columns):
            break
        found.append(line)
    if not any(len(_entries(line)) >= least for line in found):
        return []
    return _rows(found, columns, (top, found[-1][0].bottom + SAME))


def _above(bottom: float, columns: Sequence[float], lines: Sequence[Line]) -> list[BBox]:
    """The cells of the header above the first coloured row, and of what goes on behind it."""
    found: list[Line] = []
    for line in reversed(_between(lines, 0, bottom)):
        if (found[0][0].top if found else bottom) - line[0].bottom > APART * line[0].size \
                or not _keeps(line, columns):
            break
        found.insert(0, line)
    if not any(len(_entries(line)) >= COLUMNS for line in found):
        return []
    apart = [place for place in range(1, len(found)) if stands_apart(found, place)]
    numbers = [place for place, line in enumerate(found) if number(line, columns[1])]
    if len(numbers) == 1 and numbers[0] and is_level(found[numbers[0]:], columns, columns[1]):
        apart = numbers  # what stands above it is the header
    elif numbers or not apart:
        return _rows(found, columns, (found[0][0].top - SAME, bottom))
    head, rest = found[:apart[0]], found[apart[0]:]
    middle = (head[-1][0].bottom + rest[0][0].top) / 2
    return boxes(columns, (head[0][0].top - SAME, middle, bottom))
