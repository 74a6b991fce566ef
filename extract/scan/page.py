"""One picture of a page in; its tables and paragraphs with places on the page out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

import numpy as np

from extract.pdf.blocks import Found, page_blocks
from extract.pdf.borders import Ruled, ruled_tables
from extract.pdf.layout import layout
from extract.pdf.lines import Glyph, Glyphs
from extract.pdf.marks import Inks, loose_lines
from extract.pdf.paragraphs import in_reading_order
from extract.pdf.rulings import Rulings
from extract.pdf.tables import Extras, Filled, filled, rounded
from extract.pdf.unruled import unruled_tables
from extract.scan.glyphs import PageGlyphs, glyphs_of
from extract.scan.grid import in_points
from extract.scan.orientation import upright_page
from extract.scan.photograph import flattened
from extract.scan.picture import Colours, Matrix, Upright
from extract.scan.recognise import Reader, alphabet_name
from extract.scan.segments import Ink, Segment, inside, is_no_print, segments
from extract.scan.trust import trusted
from schema.table import BBox, Block, Cell, Place, RawParagraph


class ScannedPage(NamedTuple):
    """What was read on a page, and how large it is in points."""

    blocks: list[Block]
    height: float
    readings: int  # signs read


def read_page(
    picture: Colours, number: int, scale: float, reader: Reader, tables: Iterator[int] | None = None
) -> ScannedPage:
    """A page's picture (RGB, `scale` pixels per point) as blocks; `number` counts from 1.

    tables: counts the tables of the document, from 1.
    """
    sheet = flattened(picture)
    page, rules, ink = upright_page(picture if sheet is None else sheet[0], scale,
                                    reader.engines[0])
    if sheet is not None:
        page = page._replace(to_page=through(page.to_page, sheet[1], scale))
    if is_no_print(ink):
        return ScannedPage([], picture.shape[0] / scale, 0)
    rulings = in_points(rules.rulings, page.scale)
    read = trusted(list(_segments(page, ink, ruled_tables(rulings))), reader)
    found = glyphs_of(read, page.scale)
    blocks = _blocks(found, rulings, number, tables or count(1))
    alphabet = alphabet_name(reader.engines[0].alphabet)
    placed = [_placed(block, page, found, alphabet) for block in blocks]
    return ScannedPage(in_reading_order(placed), picture.shape[0] / scale, len(found.glyphs))


def _segments(page: Upright, ink: Ink, ruled: Sequence[Ruled]) -> Iterator[Segment]:
    """The lines in each cell, then those outside all tables."""
    free = np.ones(len(ink.boxes), np.bool_)
    free[0] = False
    for drawn in ruled:
        for box in layout_boxes(drawn):
            cell = _pixels(box, page.scale)
            strokes = inside(ink, cell)
            strokes = strokes[free[strokes]]
            free[strokes] = False
            yield from segments(page.gray, ink, cell, strokes)
    whole = (0, 0, page.gray.shape[1], page.gray.shape[0])
    rest = inside(ink, whole)
    yield from segments(page.gray, ink, whole, rest[free[rest]])


def layout_boxes(drawn: Ruled) -> list[BBox]:
    """The cells of a table, merged ones whole."""
    each = layout(drawn.boxes)
    return [each.box(area) for area in each.areas().values()]


def _pixels(box: BBox, scale: float) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(side * scale) for side in box)
    return x0, top, x1, bottom


def _blocks(
    found: PageGlyphs, rulings: Rulings, number: int, numbers: Iterator[int]
) -> list[tuple[Block, Filled | None]]:
    """Tables and paragraphs in points of the upright page, as for a digital page."""
    glyphs = Glyphs.of(found.glyphs)
    tables, outside = filled(ruled_tables(rulings), glyphs)
    if not tables:
        tables, outside = filled(unruled_tables(rulings, glyphs.take(outside)), glyphs, outside)
    borders = [y for table in tables for y in table.layout.ys]
    extras = Extras((), Inks(loose_lines(rulings.across, borders)))
    right = max((glyph.x1 for glyph in found.glyphs), default=0.0)
    paragraphs, raw = page_blocks(Found(glyphs, tables, outside), number, numbers, extras, right)
    return [*((block, None) for block in paragraphs), *zip(raw, tables, strict=True)]


def _placed(
    block: tuple[Block, Filled | None], page: Upright, found: PageGlyphs, alphabet: str
) -> Block:
    """A block with its places on the page as displayed and with the engine's confidence."""
    each, table = block
    engine = next(iter(found.engine.values()), None)
    if isinstance(each, RawParagraph):
        return replace(each, place=_moved(each.place, page), engine=engine,
                       confidence=_least_at(each.place.bbox, found))
    if table is None:
        raise ValueError("a table comes with what fills it")
    numbers = {area[0]: cell for cell, area in table.layout.areas().items()}
    rows = tuple(
        tuple(None if cell is None else _cell(cell, table.glyphs_of(numbers.get((i, j), -1)),
                                              page, found, alphabet)
              for j, cell in enumerate(row))
        for i, row in enumerate(each.rows))
    return each.model_copy(update={"rows": rows, "place": _moved(each.place, page)})


def _cell(
    cell: Cell, glyphs: Sequence[Glyph], page: Upright, found: PageGlyphs, alphabet: str
) -> Cell:
    orders = [glyph.order for glyph in glyphs if glyph.text.strip()]
    engines = dict.fromkeys(found.engine[order] for order in orders)
    sure = min((found.confidence[order] for order in orders), default=1.0)
    return replace(
        cell,
        place=_moved(cell.place, page),
        engine="+".join(engines) or None,
        alphabet=alphabet if orders else None,
        confidence=round(min(cell.confidence, sure), 3),
    )


def _least_at(box: BBox | None, found: PageGlyphs) -> float:
    """The least confidence of a sign within a box."""
    if box is None:
        return 1.0
    return round(min((found.confidence[g.order] for g in found.glyphs
                      if g.text.strip() and box[0] - 0.1 <= g.x0 and g.x1 <= box[2] + 0.1
                      and box[1] - 0.1 <= g.top and g.bottom <= box[3] + 0.1), default=1.0), 3)


def _moved(place: Place, page: Upright) -> Place:
    """A place of the upright page on the page as displayed."""
    if place.bbox is None:
        return place
    return place.model_copy(update={"bbox": rounded(on_page(place.bbox, page.to_page, page.scale))})


def through(to_page: Matrix, back: Matrix, scale: float) -> Matrix:
    """The way from pixels of an upright sheet to points of the photograph that it was cut from."""
    pixels = np.diag([scale, scale, 1.0])
    return np.asarray(np.linalg.inv(pixels) @ back @ pixels @ to_page, np.float64)


def on_page(box: BBox, to_page: Matrix, scale: float) -> BBox:
    """The box around a box that was turned."""
    x0, top, x1, bottom = (side * scale for side in box)
    corners = np.array([[x0, top, 1], [x1, top, 1], [x0, bottom, 1], [x1, bottom, 1]])
    mapped = corners @ to_page.T
    points = mapped[:, :2] / mapped[:, 2:]
    low, high = points.min(0), points.max(0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
