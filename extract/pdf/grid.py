"""From drawn lines to cells.

Lines that nearly coincide are one; where four of them enclose an area that no other line cuts,
there is a cell. This is the geometry of A. Nurminen, "Algorithmic Extraction of Data in Tables in
PDF Documents" (2013), as other readers have it; with the tolerances below it finds the cells that
they find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.pdf.rulings import Line
from schema.table import BBox

#: Lines closer than this are one; gaps shorter than this are none. Points.
NEAR = 3.0
#: Joined lines shorter than this enclose nothing. Points.
SHORTEST = 3.0
#: Most lines in one direction and most crossings of a page that is taken for tables.
LINE_LIMIT = 3_000
CROSSING_LIMIT = 60_000

Point = tuple[float, float]


class TooManyLinesError(ValueError):
    """A page drawn with more lines than a table has: a map, a pattern."""


def joined(lines: Iterable[Line], near: float = NEAR) -> list[Line]:
    """Lines that nearly coincide as one line, its pieces joined where they touch."""
    groups: list[list[Line]] = []
    last = float("-inf")
    for line in sorted(lines):
        if line.at - last > near:
            groups.append([])
        groups[-1].append(line)
        last = line.at
    return [line for group in groups for line in _joined(group, near) if _long(line)]


def _long(line: Line) -> bool:
    return line.end - line.start >= SHORTEST


def _joined(group: Sequence[Line], near: float) -> Iterator[Line]:
    at = sum(line.at for line in group) / len(group)
    pieces = sorted((line.start, line.end) for line in group)
    start, end = pieces[0]
    for begin, stop in pieces[1:]:
        if begin > end + near:
            yield Line(at, start, end)
            start = begin
        end = max(end, stop) if begin <= end + near else stop
    yield Line(at, start, end)


class Crossings(NamedTuple):
    """Where lines cross: for each x the y's, for each y the x's, and the lines that meet there."""

    points: dict[Point, tuple[set[int], set[int]]]
    below: dict[float, list[float]]
    right: dict[float, list[float]]


def crossings(across: Sequence[Line], down: Sequence[Line], near: float = NEAR) -> Crossings:
    """All points at which a line across meets a line down."""
    if len(across) > LINE_LIMIT or len(down) > LINE_LIMIT:
        raise TooManyLinesError
    points: dict[Point, tuple[set[int], set[int]]] = {}
    for i, (x, top, bottom) in enumerate(down):
        for j, (y, left, right) in enumerate(across):
            if top - near <= y <= bottom + near and left - near <= x <= right + near:
                met = points.setdefault((x, y), (set(), set()))
                met[0].add(i)
                met[1].add(j)
        if len(points) > CROSSING_LIMIT:
            raise TooManyLinesError
    return _indexed(points)


def _indexed(points: dict[Point, tuple[set[int], set[int]]]) -> Crossings:
    below: dict[float, list[float]] = defaultdict(list)
    right: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(points):
        below[x].append(y)
        right[y].append(x)
    return Crossings(points, below, right)


def cells(found: Crossings) -> list[BBox]:
    """The smallest enclosed box at each crossing that is the top-left corner of one."""
    boxes = (_cell(found, corner) for corner in sorted(found.points))
    return [box for box in boxes if box is not None]


def _cell(found: Crossings, corner: Point) -> BBox | None:
    x, y = corner
    lines_down, lines_across = found.points[corner]
    for bottom in found.below[x]:
        if bottom <= y or not lines_down & found.points[x, bottom][0]:
            continue
        for right in found.right[y]:
            if right <= x or not lines_across & found.points[right, y][1]:
                continue
            if _closes(found, (x, y, right, bottom)):
                return x, y, right, bottom
    return None


def _closes(found: Crossings, box: BBox) -> bool:
    """Whether lines run along the right side and the bottom of a box."""
    x0, top, x1, bottom = box
    far = found.points.get((x1, bottom))
    return (
        far is not None
        and bool(far[0] & found.points[x1, top][0])
        and bool(far[1] & found.points[x0, bottom][1])
    )


def tables(boxes: Iterable[BBox]) -> list[list[BBox]]:
    """Cells that share corners, as tables in reading order; a single box is none."""
    found = list(boxes)
    at: dict[Point, list[int]] = defaultdict(list)
    for number, box in enumerate(found):
        for corner in _corners(box):
            at[corner].append(number)
    groups = _connected(found, at)
    grouped = [[found[number] for number in group] for group in groups if len(group) > 1]
    return sorted(grouped, key=lambda table: min((box[1], box[0]) for box in table))


def _corners(box: BBox) -> tuple[Point, Point, Point, Point]:
    x0, top, x1, bottom = box
    return (x0, top), (x1, top), (x0, bottom), (x1, bottom)


def _connected(boxes: Sequence[BBox], at: dict[Point, list[int]]) -> Iterator[list[int]]:
    """The numbers of the boxes in groups that corners hold together; at: the boxes of each."""
    seen = [False] * len(boxes)
    for first in range(len(boxes)):
        if seen[first]:
            continue
        seen[first], group = True, [first]
        for number in group:  # it grows while it is walked
            for corner in _corners(boxes[number]):
                for other in at.pop(corner, ()):
                    if not seen[other]:
                        seen[other] = True
                        group.append(other)
        yield sorted(group)
