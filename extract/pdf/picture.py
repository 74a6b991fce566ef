"""Draws over each page what was read from it, so that a person sees where a reading went wrong.

Cells are framed, a merged cell is hatched by its diagonal, repaired and doubtful cells are
tinted, borders that are not drawn on the page are dashed, and the pieces of a row that runs over
a page carry one label. What holds a masked citizen id is painted over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageDraw

from extract.citizenids import RULE
from extract.pdf.page import open_pdf, opened
from schema.table import BBox, Cell, Place, RawDocument, RawParagraph, RawTable

#: Pixels per point: enough to read 8-point marks, small enough to open hundreds of pages.
SCALE = 1.5
#: Colours of the frames, table by table.
FRAMES = ((200, 30, 30), (20, 90, 200), (0, 130, 60), (150, 60, 170))
PARAGRAPH = (150, 150, 150)
REPAIRED = (255, 210, 0, 60)
DOUBTFUL = (255, 110, 0, 70)
JOINED = (0, 150, 150)
HIDDEN = (90, 90, 90)
#: Below this a cell is tinted as doubtful.
SURE = 0.9

Colour = tuple[int, int, int]


class Join(NamedTuple):
    """The pieces of one row, e.g. ("O7", (place on page 3, place on page 4))."""

    label: str
    pieces: tuple[Place, ...]


def draw_pages(
    data: bytes, document: RawDocument, folder: Path, joins: Sequence[Join] = (),
    password: str | None = None,
) -> Iterator[Path]:
    """Write "page-001.png" … into a folder: each page with what was found on it."""
    folder.mkdir(parents=True, exist_ok=True)
    pdf = open_pdf(data, password)
    try:
        digits = max(3, len(str(len(pdf))))
        for number in range(1, len(pdf) + 1):
            with opened(pdf, number) as page:
                if page is None:
                    continue
                picture = page_picture(page)
            _draw(picture, document, number, joins)
            path = folder / f"page-{number:0{digits}}.png"
            picture.convert("RGB").save(path)
            yield path
    finally:
        pdf.close()


def page_picture(page: pypdfium2.PdfPage) -> Image.Image:
    """The page as it is printed."""
    bitmap = page.render(scale=SCALE)
    try:
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture
    finally:
        bitmap.close()


def _draw(
    picture: Image.Image, document: RawDocument, number: int, joins: Sequence[Join]
) -> None:
    hide(picture, document, number, SCALE)
    pen = ImageDraw.Draw(picture, "RGBA")
    for block in document.blocks:
        if block.place.page != number or block.place.bbox is None:
            continue
        if isinstance(block, RawParagraph):
            pen.rectangle(_pixels(block.place.bbox), outline=PARAGRAPH)
        else:
            _draw_table(pen, block)
    for join in joins:
        for turn, piece in enumerate(join.pieces, 1):
            if piece.page == number and piece.bbox is not None:
                _label(pen, piece.bbox, f"{join.label} {turn}/{len(join.pieces)}")


def hide(picture: Image.Image, document: RawDocument, number: int, scale: float) -> None:
    """Paint over what of a page's picture holds a citizen id that its reader masked.

    The whole cell or paragraph goes: where in it the digits stand is not kept.
    """
    pen = ImageDraw.Draw(picture)
    for block in document.blocks:
        pieces = [block] if isinstance(block, RawParagraph) else [
            cell for row in block.rows for cell in row if cell is not None]
        for piece in pieces:
            if RULE in piece.repairs and piece.place.page == number and piece.place.bbox:
                pen.rectangle([side * scale for side in piece.place.bbox], fill=HIDDEN)


def _draw_table(pen: ImageDraw.ImageDraw, table: RawTable) -> None:
    colour = FRAMES[table.table % len(FRAMES)]
    for row in table.rows:
        for cell in row:
            if cell is not None and cell.place.bbox is not None:
                _draw_cell(pen, cell, cell.place.bbox, colour)
    if table.place.bbox is not None:
        x, y, _, _ = _pixels(table.place.bbox)
        pen.text((x + 2, y - 12), f"table {table.table}: {len(table.rows)} x {table.columns}",
                 fill=colour)


def _draw_cell(pen: ImageDraw.ImageDraw, cell: Cell, bbox: BBox, colour: Colour) -> None:
    box = _pixels(bbox)
    repaired = [rule for rule in cell.repairs if not rule.startswith("pdf.grid.")]
    if cell.confidence < SURE:
        pen.rectangle(box, fill=DOUBTFUL)
    elif repaired:
        pen.rectangle(box, fill=REPAIRED)
    if len(repaired) < len(cell.repairs):
        _dashed(pen, box, colour)
    else:
        pen.rectangle(box, outline=colour, width=2)
    if (cell.row_span, cell.column_span) != (1, 1):
        pen.line((box[0], box[1], box[2], box[3]), fill=(*colour, 70))
        pen.text((box[0] + 3, box[1] + 1), f"{cell.row_span}x{cell.column_span}", fill=colour)


def _dashed(pen: ImageDraw.ImageDraw, box: BBox, colour: Colour) -> None:
    """A frame of dashes: its borders are not all drawn on the page."""
    x0, top, x1, bottom = box
    for x in range(int(x0), int(x1), 8):
        pen.line((x, top, min(x + 4, x1), top), fill=colour, width=2)
        pen.line((x, bottom, min(x + 4, x1), bottom), fill=colour, width=2)
    for y in range(int(top), int(bottom), 8):
        pen.line((x0, y, x0, min(y + 4, bottom)), fill=colour, width=2)
        pen.line((x1, y, x1, min(y + 4, bottom)), fill=colour, width=2)


def _label(pen: ImageDraw.ImageDraw, bbox: BBox, label: str) -> None:
    x0, top, _, _ = _pixels(bbox)
    pen.rectangle((x0 + 2, top + 2, x0 + 8 + 6.2 * len(label), top + 14), fill=JOINED)
    pen.text((x0 + 5, top + 2), label, fill=(255, 255, 255))


def _pixels(bbox: BBox) -> BBox:
    x0, top, x1, bottom = (side * SCALE for side in bbox)
    return x0, top, x1, bottom
