"""From cells and glyphs to tables: which square owns what is printed in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.pdf.borders import Ruled
from extract.pdf.glyphs import Glyph, reading
from extract.pdf.turned import upright
from schema.table import BBox, Cell, Link, Place, RawTable

Square = tuple[int, int]


class Layout(NamedTuple):
    """A table's squares: borders from left to right and top to bottom, the owner of each square.

    owner: rows × columns, the number of the cell in `boxes` that covers a square, or None for a
    hole; corner: row and column (0-based) of each cell's top-left square; span: rows, columns.
    """

    boxes: list[BBox]
    xs: list[float]
    ys: list[float]
    owner: list[list[int | None]]
    corner: list[Square]
    span: list[Square]

    @property
    def bbox(self) -> BBox:
        """The outer border."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def layout(boxes: Iterable[BBox]) -> Layout:
    """The squares of a table; a box over several of them is a merged cell with one owner."""
    found = sorted(boxes, key=lambda box: (box[1], box[0]))
    xs = sorted({x for box in found for x in (box[0], box[2])})
    ys = sorted({y for box in found for y in (box[1], box[3])})
    column, row = {x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)}
    owner: list[list[int | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    corner, span = [], []
    for number, (x0, top, x1, bottom) in enumerate(found):
        corner.append((row[top], column[x0]))
        span.append((row[bottom] - row[top], column[x1] - column[x0]))
        for i in range(row[top], row[bottom]):
            owner[i][column[x0]:column[x1]] = [number] * (column[x1] - column[x0])
    return Layout(found, xs, ys, owner, corner, span)


class Placed(NamedTuple):
    """The glyphs of each cell of each layout, and those that stand in no cell."""

    inside: list[list[list[Glyph]]]
    outside: list[Glyph]


def placed(layouts: Sequence[Layout], glyphs: Iterable[Glyph]) -> Placed:
    """Every glyph to the cell that holds its centre."""
    inside: list[list[list[Glyph]]] = [[[] for _ in each.boxes] for each in layouts]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for number, each in enumerate(layouts):
            cell = _cell_at(each, x, y)
            if cell is not None:
                inside[number][cell].append(glyph)
                break
        else:
            outside.append(glyph)
    return Placed(inside, outside)


def _cell_at(each: Layout, x: float, y: float) -> int | None:
    if not (each.xs[0] <= x <= each.xs[-1] and each.ys[0] <= y <= each.ys[-1]):
        return None
    row = min(bisect_right(each.ys, y), len(each.ys) - 1) - 1
    column = min(bisect_right(each.xs, x), len(each.xs) - 1) - 1
    return each.owner[row][column]


def raw_table(
    each: Layout, glyphs: Sequence[Sequence[Glyph]], number: int, page: int, ruled: Ruled,
    links: Sequence[tuple[BBox, str]] = (),
) -> RawTable:
    """The table with the text of its cells; `number` counts the tables of the document."""
    rows: list[list[Cell | None]] = [
        [
            Cell(place=Place(page=page, table=number, row=i + 1, column=j + 1))
            if owner is None else None
            for j, owner in enumerate(owners)
        ]
        for i, owners in enumerate(each.owner)
    ]
    for cell, (row, column) in enumerate(each.corner):
        place = Place(
            page=page, table=number, row=row + 1, column=column + 1, bbox=rounded(each.boxes[cell]),
        )
        rows[row][column] = _cell(glyphs[cell], place, each.span[cell], ruled, links)
    return RawTable(
        table=number,
        rows=tuple(tuple(row) for row in rows),
        place=Place(page=page, table=number, bbox=rounded(each.bbox)),
    )


def _cell(
    glyphs: Sequence[Glyph], place: Place, span: Square, ruled: Ruled,
    links: Sequence[tuple[BBox, str]],
) -> Cell:
    found = reading(upright(glyphs)) if glyphs else reading(())
    return Cell(
        text=found.text,
        layer=found.layer,
        place=place,
        row_span=span[0],
        column_span=span[1],
        repairs=(*ruled.rules, *found.repairs) if found.text else found.repairs,
        links=cell_links(glyphs, links),
        confidence=min(found.confidence, ruled.confidence),
    )


def cell_links(
    glyphs: Sequence[Glyph], links: Sequence[tuple[BBox, str]]
) -> tuple[Link, ...]:
    """The links whose areas cover glyphs of a cell, with the text they are printed as."""
    found: dict[str, list[Glyph]] = {}
    for glyph in glyphs if links else ():
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for (x0, top, x1, bottom), target in links:
            if x0 <= x <= x1 and top <= y <= bottom:
                found.setdefault(target, []).append(glyph)
                break
    return tuple(Link(text=reading(under).text, target=target) for target, under in found.items())


def rounded(box: BBox) -> BBox:
    """A box to a hundredth of a point, so that results do not differ by machine."""
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
