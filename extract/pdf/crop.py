"""Cuts out of the pages of a PDF what a value was read from, for a person to compare."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageDraw

from extract.pdf.page import open_pdf, opened
from extract.pdf.picture import hide
from schema.table import BBox, Place, RawDocument

SCALE = 3.0  # pixels per point: 8-point marks are read without effort
MARGIN = 18.0  # points around the cell, so that one sees where it stands
FRAME = (200, 30, 30)
GAP = 12  # pixels between two pieces


def crop(data: bytes, places: Sequence[Place], document: RawDocument,
         password: str | None = None) -> Image.Image | None:
    """The pieces of the pages at these places below each other, each cell in a red frame.

    document: what was read from the file; its cells that hold a masked citizen id are painted over.

    None where no place has a page and a box. A place is one of `schema.table.Place`, its bbox in
    points from the page's top-left corner.
    """
    pdf = open_pdf(data, password)
    try:
        pieces = [piece for place in places if place.page and place.bbox
                  and (piece := _piece(pdf, place.page, place.bbox, document))]
    finally:
        pdf.close()
    return _stacked(pieces) if pieces else None


def _piece(pdf: pypdfium2.PdfDocument, number: int, bbox: BBox,
           document: RawDocument) -> Image.Image | None:
    with opened(pdf, number) as page:
        if page is None:
            return None
        bitmap = page.render(scale=SCALE)
        try:
            picture: Image.Image = bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()
    hide(picture, document, number, SCALE)
    box = tuple(side * SCALE for side in bbox)
    ImageDraw.Draw(picture).rectangle(box, outline=FRAME, width=3)
    edge = MARGIN * SCALE
    x0, top = max(0, int(box[0] - edge)), max(0, int(box[1] - edge))
    x1, bottom = min(picture.width, int(box[2] + edge)), min(picture.height, int(box[3] + edge))
    return picture.crop((x0, top, x1, bottom)) if x0 < x1 and top < bottom else None


def _stacked(pieces: Sequence[Image.Image]) -> Image.Image:
    height = sum(piece.height for piece in pieces) + GAP * (len(pieces) - 1)
    whole = Image.new("RGB", (max(piece.width for piece in pieces), height), (255, 255, 255))
    top = 0
    for piece in pieces:
        whole.paste(piece, (0, top))
        top += piece.height + GAP
    return whole
