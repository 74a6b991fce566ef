"""The squares of a table: which cell owns each, once borders drawn twice are one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extract.pdf.letters import Places
from extract.pdf.native import Numbers
from schema.table import BBox

#: A column or row thinner than this in which no letter stands is a border drawn twice. Points.
THIN = 6.5

Point = tuple[float, float]
Square = tuple[int, int]
Owners = list[list[int | None]]


class Layout(NamedTuple):
    """Borders from left to right (`xs`) and top to bottom (`ys`), and the owner of each square.

    owner: rows × columns, the number of the cell that covers a square, None for a hole. Numbers
    are those of the boxes that the layout was made of and stay when borders are dropped.
    """

    xs: list[float]
    ys: list[float]
    owner: Owners

    @property
    def bbox(self) -> BBox:
        """The outer border."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cells_at(self, x: Numbers, y: Numbers) -> Places:
        """The cells that hold these points, -1 for none; the outer border is inside."""
        xs, ys = np.array(self.xs), np.array(self.ys)
        owner = np.array([[-1 if cell is None else cell for cell in row] for row in self.owner])
        rows = np.minimum(np.searchsorted(ys, y, "right"), len(ys) - 1) - 1
        columns = np.minimum(np.searchsorted(xs, x, "right"), len(xs) - 1) - 1
        within = (xs[0] <= x) & (x <= xs[-1]) & (ys[0] <= y) & (y <= ys[-1])
        return np.where(within, owner[rows, columns], -1)

    def areas(self) -> dict[int, tuple[Square, Square]]:
        """Of each cell the top-left square and the rows and columns it spans."""
        corners: dict[int, list[int]] = {}
        for i, owners in enumerate(self.owner):
            for j, cell in enumerate(owners):
                if cell is None:
                    continue
                corner = corners.setdefault(cell, [i, j, i, j])
                corner[1], corner[2], corner[3] = min(corner[1], j), i, max(corner[3], j)
        return {
            cell: ((top, left), (bottom - top + 1, right - left + 1))
            for cell, (top, left, bottom, right) in corners.items()
        }

    def box(self, area: tuple[Square, Square]) -> BBox:
        """The border of some squares."""
        (row, column), (rows, columns) = area
        return self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows]


def layout(boxes: Sequence[BBox]) -> Layout:
    """The squares of a table; a box over several of them is a merged cell with one owner."""
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    column, row = {x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)}
    owner: Owners = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        for i in range(row[top], row[bottom]):
            for j in range(column[x0], column[x1]):
                if owner[i][j] is None:
                    owner[i][j] = number
    return Layout(xs, ys, owner)


def simplified(
    each: Layout, filled: AbstractSet[int],
    centres: Callable[[], tuple[Sequence[float], Sequence[float]]],
) -> Layout:
    """The layout without borders drawn twice and without those of empty rows only.

    filled: the cells that hold text; centres: gives those of the glyphs within the table,
    x and y, sorted each. A change that would lose a filled cell or leave one that is no rectangle
    is not made.
    """
    each = _checked(each, _without_bare(each, filled), filled)
    if not (_has_thin(each.xs) or _has_thin(each.ys)):
        return each
    xs, ys = centres()
    each = _checked(each, _without_thin(each, filled, xs), filled)
    turned = _without_thin(_turned(each), filled, ys)
    return _checked(each, _turned(turned), filled)


def _has_thin(borders: Sequence[float]) -> bool:
    return any(after - before < THIN for before, after in pairwise(borders))


def _checked(before: Layout, after: Layout, filled: AbstractSet[int]) -> Layout:
    if after.owner == before.owner:
        return before
    kept = {cell for owners in after.owner for cell in owners}
    lost = {
        cell for owners in before.owner for cell in owners
        if cell is not None and cell not in kept and cell in filled
    }
    return before if lost or not _rectangular(after) else after


def _rectangular(each: Layout) -> bool:
    squares: dict[int, int] = {}
    for owners in each.owner:
        for cell in owners:
            if cell is not None:
                squares[cell] = squares.get(cell, 0) + 1
    return all(
        rows * columns == squares[cell] for cell, (_, (rows, columns)) in each.areas().items()
    )


def _turned(each: Layout) -> Layout:
    """The same table with rows and columns exchanged."""
    return Layout(each.ys, each.xs, [list(column) for column in zip(*each.owner, strict=True)])


def _without_bare(each: Layout, filled: AbstractSet[int]) -> Layout:
    """Without the inner borders that part nothing in any row that holds text.

    Title rows set as a table of their own above the real one leave such borders.
    """
    telling = [row for row in each.owner if not filled.isdisjoint(row)]
    bare = [
        column for column in range(1, len(each.xs) - 1)
        if not any(_parts(row[column - 1], row[column]) for row in telling)
    ]
    return _merged(each, bare, filled)


def _parts(left: int | None, right: int | None) -> bool:
    return left is not None and right is not None and left != right


def _without_thin(
    each: Layout, filled: AbstractSet[int], centres: Sequence[float]
) -> Layout:
    """Without columns too thin for a letter, in which none stands."""
    dropped: list[int] = []
    for column, (left, right) in enumerate(pairwise(each.xs)):
        empty = bisect_right(centres, left) == bisect_right(centres, right)
        if right - left < THIN and empty and column not in dropped:
            dropped.append(_weaker(each, column, filled))
    return _merged(each, dropped, filled)


def _weaker(each: Layout, column: int, filled: AbstractSet[int]) -> int:
    """Which of a thin column's two borders fewer filled cells stand at."""
    return min((column + 1, column), key=lambda border: _support(each, border, filled))


def _support(each: Layout, border: int, filled: AbstractSet[int]) -> int:
    count = 0
    for row in each.owner:
        left = row[border - 1] if border > 0 else None
        right = row[border] if border < len(row) else None
        if left != right:
            count += sum(1 for cell in (left, right) if cell is not None and cell in filled)
    return count


def _merged(each: Layout, borders: Iterable[int], filled: AbstractSet[int]) -> Layout:
    """The layout without some of its upright borders."""
    gone = set(borders)
    if not gone or len(each.xs) - len(gone) < 2:
        return each
    kept = [number for number in range(len(each.xs)) if number not in gone]
    owner: Owners = []
    for row in each.owner:
        spans = [row[a:b] for a, b in pairwise(kept)]
        spans[0] = [*row[: kept[0]], *spans[0]]
        spans[-1] = [*spans[-1], *row[kept[-1]:]]
        owner.append([_strongest(span, filled) for span in spans])
    return Layout([each.xs[number] for number in kept], each.ys, owner)


def _strongest(span: Sequence[int | None], filled: AbstractSet[int]) -> int | None:
    """The owner of merged squares: a filled cell before an empty one before a hole."""
    cells = [cell for cell in span if cell is not None]
    if not cells:
        return None
    return max(cells, key=lambda cell: (cell in filled, cells.count(cell)))
