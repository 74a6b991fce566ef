"""From cells and glyphs to tables: every glyph in its cell, every cell in its square."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from extract.pdf.borders import Ruled
from extract.pdf.layout import Layout, Square, layout, simplified
from extract.pdf.lines import Glyph, reading
from extract.pdf.links import PageLink, links_under
from extract.pdf.marks import Inks, marks_of
from extract.pdf.split import SPLIT, parted
from extract.pdf.stacked import unstacked
from extract.pdf.turned import upright
from extract.pdf.unruled import ALIGNED, HORIZONTAL
from schema.table import BBox, Cell, Place, RawTable, slim

#: Share of the cells that are right where the borders were told by other than drawn lines.
CONFIDENCE = {HORIZONTAL: 0.8, ALIGNED: 0.6, SPLIT: 0.9}
#: Least share of filled cells of a table without a header row, drawn by lines and by grounds.
FILLED, FILLED_GROUNDS = 0.2, 0.34
#: Tables of fewer cells may be nearly empty.
FEW = 8

NOWHERE: BBox = (0.0, 0.0, 0.0, 0.0)

Point = tuple[float, float]

_box = attrgetter("x0", "top", "x1", "bottom")


class Filled(NamedTuple):
    """A table with the glyphs of each of its cells, by the number of the cell.

    rules: of each cell, how its borders were found where they are not simply drawn.
    """

    layout: Layout
    glyphs: Mapping[int, list[Glyph]]
    rules: Mapping[int, tuple[str, ...]]


def filled(
    ruled: Sequence[Ruled], glyphs: Sequence[Glyph]
) -> tuple[list[Filled], list[Glyph]]:
    """Every glyph in the cell that holds its centre, and those that stand in no cell."""
    layouts = [layout(each.boxes) for each in ruled]
    inside: list[dict[int, list[Glyph]]] = [{} for _ in layouts]
    outside: list[Glyph] = []
    left = top = right = bottom = 0.0
    here: list[Glyph] = outside  # of the cell before, in which most glyphs follow each other
    for glyph, (x0, upper, x1, lower) in zip(glyphs, map(_box, glyphs), strict=True):
        x, y = (x0 + x1) / 2, (upper + lower) / 2
        if not (left < x < right and top < y < bottom):
            here, (left, top, right, bottom) = _place(x, y, ruled, layouts, inside, outside)
        here.append(glyph)
    tables = []
    for drawn, each, found in zip(ruled, layouts, inside, strict=True):
        for part in unstacked(each, found):
            table = _filled(drawn, part, _within(part, found))
            if _is_table(table, drawn.grounds):
                tables.append(table)
            else:
                outside += [glyph for inner in table.glyphs.values() for glyph in inner]
    return tables, outside


def _within(part: Layout, glyphs: dict[int, list[Glyph]]) -> dict[int, list[Glyph]]:
    cells = {cell for row in part.owner for cell in row}
    return {cell: found for cell, found in glyphs.items() if cell in cells}


def _is_table(table: Filled, grounds: bool) -> bool:
    """Whether enough is printed in the cells: bars over the lines of a chart hold next to nothing.

    A blank form has a header: a row with several filled cells.
    """
    printing = _printing(table.glyphs)
    cells = {cell for row in table.layout.owner for cell in row if cell is not None}
    share = len(printing) / len(cells)
    header = any(_is_header(row, printing) for row in table.layout.owner)
    if grounds:
        return share >= FILLED_GROUNDS or header
    return bool(printing) and (header or share >= FILLED or len(cells) < FEW)


def _printing(glyphs: Mapping[int, list[Glyph]]) -> set[int]:
    """The cells in which something is printed."""
    return {cell for cell, found in glyphs.items() if any(glyph.text.strip() for glyph in found)}


def _centres(glyphs: Mapping[int, list[Glyph]]) -> list[Point]:
    """The middles of the boxes of all glyphs."""
    return [((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
            for found in glyphs.values() for glyph in found]


def _is_header(row: Sequence[int | None], printing: set[int]) -> bool:
    """Whether several cells, and at least half of those of a row, hold text."""
    cells = {cell for cell in row if cell is not None}
    texts = len(cells & printing)
    return texts > 1 and 2 * texts >= len(cells)


def _place(
    x: float, y: float, ruled: Sequence[Ruled], layouts: Sequence[Layout],
    inside: Sequence[dict[int, list[Glyph]]], outside: list[Glyph],
) -> tuple[list[Glyph], BBox]:
    """The list for glyphs at a point, and the box in which this list holds."""
    for drawn, each, found in zip(ruled, layouts, inside, strict=True):
        cell = each.cell_at(x, y)
        if cell is not None:
            return found.setdefault(cell, []), drawn.boxes[cell]
    return outside, NOWHERE


def _filled(ruled: Ruled, drawn: Layout, glyphs: dict[int, list[Glyph]]) -> Filled:
    clean = simplified(drawn, _printing(glyphs), lambda: _centres(glyphs))
    rules = {
        number: ("pdf.grid.open_end",)
        for number, box in enumerate(ruled.boxes) if box in ruled.completed
    }
    if ruled.rule:
        rules = dict.fromkeys(range(len(ruled.boxes)), (ruled.rule,))
        return Filled(clean, glyphs, rules)
    rows = parted(clean, glyphs)
    return Filled(rows.layout, rows.glyphs, rules | dict.fromkeys(rows.split, (SPLIT,)))


class Extras(NamedTuple):
    """What a page has beside text: the areas of its links, and what marks words."""

    links: Sequence[PageLink] = ()
    inks: Inks = Inks()


def raw_table(table: Filled, number: int, page: int, extras: Extras) -> RawTable:
    """The table with the text of its cells; `number` counts the tables of the document."""
    each = table.layout
    rows: list[list[Cell | None]] = [
        [None if cell is not None else _hole(page, number, i, j) for j, cell in enumerate(owners)]
        for i, owners in enumerate(each.owner)
    ]
    for cell, area in each.areas().items():
        (row, column), span = area
        place = slim(Place(page=page, table=number, row=row + 1, column=column + 1,
                           bbox=rounded(each.box(area))))
        rows[row][column] = _cell(table, cell, place, span, extras)
    return RawTable(
        table=number,
        rows=tuple(tuple(row) for row in rows),
        place=Place(page=page, table=number, bbox=rounded(each.bbox)),
    )


def _hole(page: int, table: int, row: int, column: int) -> Cell:
    return Cell(place=slim(Place(page=page, table=table, row=row + 1, column=column + 1)))


def _cell(table: Filled, cell: int, place: Place, span: Square, extras: Extras) -> Cell:
    glyphs = table.glyphs.get(cell, ())
    found = reading(upright(glyphs))
    rules = table.rules.get(cell, ())
    return Cell(
        text=found.text,
        layer=found.layer,
        place=place,
        row_span=span[0],
        column_span=span[1],
        repairs=(*found.repairs, *(rules if found.text else ())),
        marks=marks_of(glyphs, extras.inks, found.text),
        links=links_under(glyphs, extras.links),
        confidence=min(found.confidence, *(CONFIDENCE.get(rule, 1.0) for rule in rules), 1.0),
    )


def rounded(box: BBox) -> BBox:
    """A box to a hundredth of a point, so that results do not differ by machine."""
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
