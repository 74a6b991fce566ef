"""What a page prints, glyph by glyph, from the file's characters and the repairs of its fonts."""

from __future__ import annotations

import math
from itertools import repeat

import numpy as np
import pypdfium2

from extract.pdf.char import Char, Chars
from extract.pdf.chars import page_chars
from extract.pdf.fonts import FontEvidence, evidence_of
from extract.pdf.lines import Glyph, Reading, reading
from extract.pdf.page import Frame, frame_of
from extract.pdf.repair import repaired
from extract.pdf.verify import is_verifying, verified
from schema.table import BBox

__all__ = ["Glyph", "Reading", "page_glyphs", "reading"]

#: How far a glyph's box reaches above its baseline, as a share of the font size.
ASCENT = 0.75

_new = tuple.__new__  # as for Char


def page_glyphs(
    page: pypdfium2.PdfPage, number: int, fonts: FontEvidence | None = None
) -> tuple[Glyph, ...]:
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
    if frame.a != 1 or any(chars.angle):
        return tuple(_glyph(char, order, frame) for order, char in enumerate(chars))
    return _upright(chars, frame)


def _upright(chars: Chars, frame: Frame) -> tuple[Glyph, ...]:
    """What `_glyph` gives, where nothing is turned, as on nearly every page."""
    x0, sizes = np.array(chars.x) + frame.e, np.array(chars.size)
    bottoms = frame.f - np.array(chars.y) + (1 - ASCENT) * sizes
    boxes = (x0, bottoms - sizes, x0 + np.array(chars.advance), bottoms)
    return tuple(map(_new, repeat(Glyph), zip(
        chars.text, *(side.tolist() for side in boxes), chars.font, chars.size, range(len(chars)),
        chars.repairs, chars.layer, strict=True,
    )))


def _glyph(char: Char, order: int, frame: Frame) -> Glyph:
    """The character's box on the displayed page: its advance wide, one font size high."""
    if not char.angle and frame.a == 1:
        return _upright(Chars.of([char]), frame)[0]._replace(order=order)
    return Glyph(char.text, *_turned(char, frame), char.font, char.size, order, char.repairs,
                 char.layer)


def _turned(char: Char, frame: Frame) -> BBox:
    """The box of a character on a turned page or in a turned line."""
    high, low = ASCENT * char.size, (ASCENT - 1) * char.size
    cos, sin = math.cos(math.radians(char.angle)), math.sin(math.radians(char.angle))
    return frame.box(
        char.x - low * sin, char.y + low * cos,
        char.x + char.advance * cos - high * sin, char.y + char.advance * sin + high * cos,
    )
