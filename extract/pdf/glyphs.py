"""What a page prints, glyph by glyph, from the file's characters and the repairs of its fonts."""

from __future__ import annotations

import math

import pypdfium2

from extract.pdf.chars import Char, page_chars
from extract.pdf.fonts import FontEvidence, evidence_of
from extract.pdf.lines import Glyph, Reading, reading
from extract.pdf.page import Frame, frame_of
from extract.pdf.repair import repaired

__all__ = ["Glyph", "Reading", "page_glyphs", "reading"]

#: How far a glyph's box reaches above its baseline, as a share of the font size.
ASCENT = 0.75


def page_glyphs(
    page: pypdfium2.PdfPage, number: int, fonts: FontEvidence | None = None
) -> tuple[Glyph, ...]:
    """The glyphs of a page (number from 1) in content-stream order, repaired.

    fonts: what is known of the document's fonts; kept per open document where none is given.
    """
    known = fonts or evidence_of(page)
    frame = frame_of(page)
    chars = repaired(page_chars(page), page, number, known)
    return tuple(_glyph(char, order, frame) for order, char in enumerate(chars))


def _glyph(char: Char, order: int, frame: Frame) -> Glyph:
    """The character's box on the displayed page: its advance wide, one font size high."""
    high, low = ASCENT * char.size, (ASCENT - 1) * char.size
    if char.angle:
        turn = math.radians(char.angle)
        cos, sin = math.cos(turn), math.sin(turn)
        xs = char.x - high * sin, char.x + char.advance * cos - low * sin
        ys = char.y + high * cos, char.y + char.advance * sin + low * cos
    else:
        xs, ys = (char.x, char.x + char.advance), (char.y + high, char.y + low)
    x0, top, x1, bottom = frame.box(xs[0], ys[0], xs[1], ys[1])
    return Glyph(char.text, x0, top, x1, bottom, char.font, char.size, order,
                 char.repairs, char.layer)
