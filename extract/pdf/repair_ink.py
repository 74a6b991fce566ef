"""Marks that only the picture tells apart: ี and ื fill the same box in some typefaces."""

from __future__ import annotations

from itertools import groupby

import pypdfium2

from extract.pdf.char import Char, Chars, fixed
from extract.pdf.fonts import TONES, FontEvidence

UNKNOWN_MARK = "pdf.mark.unknown"
TALL = 40  # pixels: height at which the drawing of a mark is looked at
DARK = 128
#: Number of strokes that rise above the arch -> the mark.
BY_STROKES = {1: "\u0e35", 2: "\u0e37"}


def pictures_read(chars: Chars, page: pypdfium2.PdfPage, fonts: FontEvidence) -> Chars:
    """The glyphs; a mark that may be ี or ื is looked at in the picture of the page.

    Example: ป and a mark of the box of both, with one stroke, print ปี.
    """
    for place in sorted(chars.repairs):
        if _one_of_two(chars[place], fonts) and _alone(chars, place):
            chars[place] = _looked_at(chars[place], page)
    return chars


def _alone(chars: Chars, index: int) -> bool:
    """Whether no tone mark is printed into the box of a mark."""
    mark, *following = chars.near(index, 1)
    top = mark.y + mark.high
    return not any(
        near.inked and near.text in TONES and near.y + near.low < top
        and near.x + near.left < mark.x + mark.right and near.x + near.right > mark.x + mark.left
        for near in following
    )


def _one_of_two(char: Char, fonts: FontEvidence) -> bool:
    return char.repairs[-1] == UNKNOWN_MARK and char.angle == 0 \
        and fonts.marks(char) == set(BY_STROKES.values())


def _looked_at(char: Char, page: pypdfium2.PdfPage) -> Char:
    mark = BY_STROKES.get(strokes(char, page))
    if mark is None:
        return char
    known = char._replace(text=char.layer or "", layer=None, repairs=char.repairs[:-1])
    return fixed(known, mark, "pdf.mark.by_picture")


def strokes(char: Char, page: pypdfium2.PdfPage) -> int:
    """How many strokes cross the upper fifth of a mark's ink; 0 where it cannot be drawn."""
    rows = _picture(char, page)
    counts = [
        sum(1 for dark, _ in groupby(row, key=lambda pixel: pixel < DARK) if dark)
        for row in rows[len(rows) // 12 : max(len(rows) // 5, 1)]
    ]
    return max(set(counts), key=counts.count) if counts else 0


def _picture(char: Char, page: pypdfium2.PdfPage) -> list[bytes]:
    """The rows of grey pixels of a glyph's ink, from top to bottom; none on a turned page."""
    left, bottom, right, top = page.get_bbox()
    box = (char.x + char.left, char.y + char.low, char.x + char.right, char.y + char.high)
    inside = left <= box[0] < box[2] <= right and bottom <= box[1] < box[3] <= top
    if not inside or page.get_rotation():
        return []
    bitmap = page.render(
        scale=TALL / (box[3] - box[1]), grayscale=True,
        crop=(box[0] - left, box[1] - bottom, right - box[2], top - box[3]),
    )
    try:
        data, stride = bytes(bitmap.buffer), bitmap.stride
        return [data[start:start + bitmap.width] for start in range(0, len(data), stride)]
    finally:
        bitmap.close()
