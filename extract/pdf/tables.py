"""From cells and glyphs to tables: every glyph in its cell, every cell in its square."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extract.pdf.borders import Ruled
from extract.pdf.glyphs import Glyph, reading
from extract.pdf.layout import Layout, Square, layout, simplified
from extract.pdf.links import PageLink, links_under
from extract.pdf.turned import upright
from schema.table import BBox, Cell, Place, RawTable

Point = tuple[float, float]


class Filled(NamedTuple):
    """A table with the glyphs of each of its cells, by the number of the cell.

    rules: of each cell, how its borders were found where they are not simply drawn.
    """

    layout: Layout
    glyphs: Mapping[int, list[Glyph]]
    rules: Mapping[int, tuple[str, ...]]
    confidence: float = 1.0


def filled(
    ruled: Sequence[Ruled], glyphs: Iterable[Glyph]
) -> tuple[list[Filled], list[Glyph]]:
    """Every glyph in the cell that holds its centre, and those that stand in no cell."""
    layouts = [layout(each.boxes) for each in ruled]
    inside: list[dict[int, list[Glyph]]] = [{} for _ in layouts]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = centre(glyph)
        for number, each in enumerate(layouts):
            cell = each.cell_at(x, y)
            if cell is not None:
                inside[number].setdefault(cell, []).append(glyph)
                break
        else:
            outside.append(glyph)
    tables = [_filled(*parts) for parts in zip(ruled, layouts, inside, strict=True)]
    return tables, outside


def centre(glyph: Glyph) -> Point:
    """The middle of a glyph's box."""
    return (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2


def _filled(ruled: Ruled, drawn: Layout, glyphs: dict[int, list[Glyph]]) -> Filled:
    printing = {cell for cell, found in glyphs.items() if any(g.text.strip() for g in found)}
    centres = [centre(glyph) for found in glyphs.values() for glyph in found]
    clean = simplified(drawn, printing.__contains__, centres)
    rules: dict[int, tuple[str, ...]] = {}
    for number, box in enumerate(ruled.boxes):
        if box in ruled.completed:
            rules[number] = ("pdf.grid.open_end",)
    return Filled(clean, glyphs, rules)


def raw_table(
    table: Filled, number: int, page: int, links: Sequence[PageLink] = ()
) -> RawTable:
    """The table with the text of its cells; `number` counts the tables of the document."""
    each = table.layout
    rows: list[list[Cell | None]] = [
        [None if cell is not None else _hole(page, number, i, j) for j, cell in enumerate(owners)]
        for i, owners in enumerate(each.owner)
    ]
    for cell, area in each.areas().items():
        (row, column), span = area
        place = Place(page=page, table=number, row=row + 1, column=column + 1,
                      bbox=rounded(each.box(area)))
        rows[row][column] = _cell(table, cell, place, span, links)
    return RawTable(
        table=number,
        rows=tuple(tuple(row) for row in rows),
        place=Place(page=page, table=number, bbox=rounded(each.bbox)),
    )


def _hole(page: int, table: int, row: int, column: int) -> Cell:
    return Cell(place=Place(page=page, table=table, row=row + 1, column=column + 1))


def _cell(
    table: Filled, cell: int, place: Place, span: Square, links: Sequence[PageLink]
) -> Cell:
    glyphs = upright(table.glyphs.get(cell, ()))
    found = reading(glyphs)
    return Cell(
        text=found.text,
        layer=found.layer,
        place=place,
        row_span=span[0],
        column_span=span[1],
        repairs=(*found.repairs, *(table.rules.get(cell, ()) if found.text else ())),
        links=links_under(table.glyphs.get(cell, ()), links),
        confidence=min(found.confidence, table.confidence),
    )


def rounded(box: BBox) -> BBox:
    """A box to a hundredth of a point, so that results do not differ by machine."""
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
