"""From cells and glyphs to tables: every glyph in its cell, every cell in its square."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np

from extract.pdf.borders import Ruled
from extract.pdf.cells import NONE, Cells, by_cell, least_and_most
from extract.pdf.headed import Before, letters
from extract.pdf.layout import Layout, Square, layout, simplified
from extract.pdf.letters import Places
from extract.pdf.lines import Glyph, Glyphs, Reading
from extract.pdf.links import PageLink, links_under
from extract.pdf.marks import Inks, marks_of
from extract.pdf.split import SPLIT, parted
from extract.pdf.stacked import unstacked
from extract.pdf.unruled import ALIGNED, HORIZONTAL
from schema.table import BBox, Cell, Place, RawTable, slim

#: Share of the cells that are right where the borders were told by other than drawn lines.
CONFIDENCE = {HORIZONTAL: 0.8, ALIGNED: 0.6, SPLIT: 0.9}
#: Least share of filled cells of a table without a header row, drawn by lines and by grounds.
FILLED, FILLED_GROUNDS = 0.2, 0.34
#: Tables of fewer cells may be nearly empty.
FEW = 8
#: How far the borders of a table that goes on may differ from those on the page before. Points.
SAME = 2.0


class Filled(NamedTuple):
    """A table with the glyphs of its page and which of them each of its cells holds.

    printing: the cells in which something is printed; rules: of each cell, how its borders were
    found where they are not simply drawn.
    """

    layout: Layout
    glyphs: Glyphs
    cells: Cells
    printing: set[int]
    rules: Mapping[int, tuple[str, ...]]

    def glyphs_of(self, cell: int) -> list[Glyph]:
        """The glyphs of one cell."""
        return self.glyphs.at(self.cells.get(cell, NONE))


def filled(
    ruled: Sequence[Ruled], glyphs: Glyphs, among: Places | None = None,
    columns: Sequence[float] = (),
) -> tuple[list[Filled], Places]:
    """Every glyph in the cell that holds its centre, and the places of those that are in none.

    among: the places of the glyphs to be looked at, where these are not all; columns: the upright
    borders of the table at the end of the page before.
    """
    free = np.zeros(len(glyphs), bool)
    free[slice(None) if among is None else among] = True
    tables: list[Filled] = []
    rejected: list[Places] = []
    for drawn in ruled:
        each = layout(drawn.boxes)
        owners = np.where(free, each.cells_at(*glyphs.centres), -1)
        free &= owners < 0
        cells = by_cell(owners)
        for part in unstacked(each, glyphs.text, cells):
            table = _filled(drawn, part, (glyphs, _within(part, cells)), columns)
            if _is_table(table, drawn.grounds):
                tables.append(table)
            else:
                rejected += table.cells.values()
    return tables, np.concatenate([np.flatnonzero(free), *rejected])


def _within(part: Layout, cells: Cells) -> Cells:
    within = {cell for row in part.owner for cell in row}
    return {cell: found for cell, found in cells.items() if cell in within}


def _is_table(table: Filled, grounds: bool) -> bool:
    """Whether enough is printed in the cells: bars over the lines of a chart hold next to nothing.

    A blank form has a header: a row with several filled cells.
    """
    printing = table.printing
    cells = {cell for row in table.layout.owner for cell in row if cell is not None}
    share = len(printing) / len(cells)
    header = any(_is_header(row, printing) for row in table.layout.owner)
    if grounds:
        return share >= FILLED_GROUNDS or header
    return bool(printing) and (header or share >= FILLED or len(cells) < FEW)


def _printing(glyphs: Glyphs, cells: Cells) -> set[int]:
    """The cells in which something is printed."""
    some, _, prints = least_and_most(cells, glyphs.printing)
    return set(compress(some, prints.tolist()))


def _centres(glyphs: Glyphs, cells: Cells) -> tuple[list[float], list[float]]:
    """The middles of the boxes of all glyphs: x and y, sorted each."""
    places = np.concatenate([NONE, *cells.values()])
    x, y = (np.sort(middle[places]).tolist() for middle in glyphs.centres)
    return x, y


def _is_header(row: Sequence[int | None], printing: set[int]) -> bool:
    """Whether several cells, and at least half of those of a row, hold text."""
    cells = {cell for cell in row if cell is not None}
    texts = len(cells & printing)
    return texts > 1 and 2 * texts >= len(cells)


def _filled(
    ruled: Ruled, drawn: Layout, held: tuple[Glyphs, Cells], columns: Sequence[float]
) -> Filled:
    glyphs, cells = held
    printing = _printing(glyphs, cells)
    clean = simplified(drawn, printing, lambda: _centres(glyphs, cells))
    if ruled.rule:
        rules = dict.fromkeys(range(len(ruled.boxes)), (ruled.rule,))
        return Filled(clean, glyphs, cells, printing, rules)
    rules = {
        number: ("pdf.grid.open_end",)
        for number, box in enumerate(ruled.boxes) if box in ruled.completed
    } if ruled.completed else {}
    goes_on = len(columns) == len(clean.xs) and all(
        abs(x - other) <= SAME for x, other in zip(clean.xs, columns, strict=True))
    rows = parted(clean, glyphs, cells, goes_on=goes_on)
    if not rows.split:
        return Filled(clean, glyphs, cells, printing, rules)
    return Filled(rows.layout, glyphs, rows.cells, _printing(glyphs, rows.cells),
                  rules | dict.fromkeys(rows.split, (SPLIT,)))


def before(table: Filled) -> Before:
    """What the next page may go on with."""
    head = [place for cell in dict.fromkeys(table.layout.owner[0]) if cell is not None
            for place in table.cells.get(cell, NONE)]
    return Before(table.layout.xs, letters(table.glyphs.text[place] for place in head))


class Extras(NamedTuple):
    """What a page has beside text: the areas of its links, and what marks words."""

    links: Sequence[PageLink] = ()
    inks: Inks = Inks()

    @property
    def none(self) -> bool:
        """Whether the page has nothing of them."""
        return not self.links and not any(self.inks)


def raw_table(table: Filled, read: Sequence[Reading], number: int, page: int, extras: Extras
              ) -> RawTable:
    """The table with the text of its cells; `number` counts the tables of the document.

    read: what the cells read, in the order of `table.cells`.
    """
    each, bare = table.layout, extras.none
    rows: list[list[Cell | None]] = [
        [None if cell is not None else _hole(page, number, i, j) for j, cell in enumerate(owners)]
        for i, owners in enumerate(each.owner)
    ]
    readings = dict(zip(table.cells, read, strict=True))
    for cell, area in each.areas().items():
        (row, column), span = area
        place = slim(Place(page=page, table=number, row=row + 1, column=column + 1,
                           bbox=rounded(each.box(area))))
        found = Printed(readings.get(cell, NOTHING), table.rules.get(cell, ()),
                        () if bare else table.glyphs_of(cell))
        rows[row][column] = _cell(found, place, span, extras)
    return RawTable(
        table=number,
        rows=tuple(tuple(row) for row in rows),
        place=Place(page=page, table=number, bbox=rounded(each.bbox)),
    )


def _hole(page: int, table: int, row: int, column: int) -> Cell:
    return Cell(place=slim(Place(page=page, table=table, row=row + 1, column=column + 1)))


class Printed(NamedTuple):
    """What a cell reads, how its borders were found, and its glyphs where links or inks ask."""

    reading: Reading
    rules: tuple[str, ...]
    glyphs: Sequence[Glyph]


NOTHING = Reading("")


def _cell(printed: Printed, place: Place, span: Square, extras: Extras) -> Cell:
    found, rules, glyphs = printed
    return Cell(
        text=found.text,
        layer=found.layer,
        place=place,
        row_span=span[0],
        column_span=span[1],
        repairs=(*found.repairs, *(rules if found.text else ())),
        marks=marks_of(glyphs, extras.inks, found.text),
        links=links_under(glyphs, extras.links),
        confidence=min([found.confidence, *[CONFIDENCE.get(rule, 1.0) for rule in rules]]),
    )


def rounded(box: BBox) -> BBox:
    """A box to a hundredth of a point, so that results do not differ by machine."""
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
