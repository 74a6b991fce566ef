"""What a page prints, glyph by glyph, from the file's characters and the repairs of its fonts."""

from __future__ import annotations

import math

import numpy as np
import pypdfium2

from extract.pdf.char import Char, Chars
from extract.pdf.chars import page_chars
from extract.pdf.fonts import FontEvidence, evidence_of
from extract.pdf.glyph import Columns, Glyph, Glyphs
from extract.pdf.lines import Reading, reading
from extract.pdf.native import Numbers
from extract.pdf.page import Frame, frame_of
from extract.pdf.repair import repaired
from extract.pdf.verify import is_verifying, verified
from schema.table import BBox

__all__ = ["Glyph", "Glyphs", "Reading", "page_glyphs", "reading"]

#: How far a glyph's box reaches above its baseline, as a share of the font size.
ASCENT = 0.75


def page_glyphs(
    page: pypdfium2.PdfPage, number: int, fonts: FontEvidence | None = None
) -> Glyphs:
    """The glyphs of a page (number from 1) in content-stream order, repaired.

    fonts: what is known of the document's fonts; kept per open document where none is given.
    """
    known = fonts or evidence_of(page)
    frame = frame_of(page)
    chars = page_chars(page)
    if is_verifying():
        raw = chars.copy()
        chars = verified(repaired(chars, page, number, known), raw, page, number, known)
    else:
        chars = repaired(chars, page, number, known)
    columns = Columns(chars.codes, *_boxes(chars, frame), chars.size, chars.font,
                      np.arange(len(chars)))
    return Glyphs(chars.text, columns, chars.fonts, (chars.repairs, chars.layers))


def _boxes(chars: Chars, frame: Frame) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """The boxes of characters on the displayed page: the advance wide, one font size high."""
    left, bottoms = chars.x + frame.e, frame.f - chars.y + (1 - ASCENT) * chars.size
    sides = left, bottoms - chars.size, left + chars.advance, bottoms
    turned = range(len(chars)) if frame.a != 1 else np.flatnonzero(chars.angle).tolist()
    for place in turned:
        for side, value in zip(sides, _turned(chars[place], frame), strict=True):
            side[place] = value
    return sides


def _turned(char: Char, frame: Frame) -> BBox:
    """The box of a character on a turned page or in a turned line."""
    high, low = ASCENT * char.size, (ASCENT - 1) * char.size
    cos, sin = math.cos(math.radians(char.angle)), math.sin(math.radians(char.angle))
    return frame.box(
        char.x - low * sin, char.y + low * cos,
        char.x + char.advance * cos - high * sin, char.y + char.advance * sin + high * cos,
    )
