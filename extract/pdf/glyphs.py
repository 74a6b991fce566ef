"""What a page prints, glyph by glyph, from the file's characters and the repairs of its fonts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import attrgetter

import pypdfium2

from extract.pdf.chars import Char, page_chars
from extract.pdf.fonts import FontEvidence, evidence_of
from extract.pdf.lines import Glyph, Reading, reading
from extract.pdf.page import Frame, frame_of
from extract.pdf.repair import repaired
from extract.pdf.verify import is_verifying, verified
from schema.table import BBox

__all__ = ["Glyph", "Reading", "page_glyphs", "reading"]

#: How far a glyph's box reaches above its baseline, as a share of the font size.
ASCENT = 0.75

_fields = attrgetter("text", "x", "y", "advance", "font", "size", "repairs", "layer")
_angle = attrgetter("angle")
_new = tuple.__new__  # as for Char


def page_glyphs(
    page: pypdfium2.PdfPage, number: int, fonts: FontEvidence | None = None
) -> tuple[Glyph, ...]:
    """The glyphs of a page (number from 1) in content-stream order, repaired.

    fonts: what is known of the document's fonts; kept per open document where none is given.
    """
    known = fonts or evidence_of(page)
    frame = frame_of(page)
    raw = page_chars(page)
    chars = repaired(raw, page, number, known)
    if is_verifying():
        chars = verified(chars, raw, page, number, known)
    if frame.a != 1 or any(map(_angle, chars)):
        return tuple(_glyph(char, order, frame) for order, char in enumerate(chars))
    return _upright(chars, frame)


def _upright(chars: Sequence[Char], frame: Frame) -> tuple[Glyph, ...]:
    """What `_glyph` gives, where nothing is turned, as on nearly every page."""
    left, top, below = frame.e, frame.f, 1 - ASCENT
    return tuple([
        _new(Glyph, (text, (x0 := x + left), (bottom := top - y + below * size) - size,
                     x0 + advance, bottom, font, size, order, repairs, layer))
        for order, (text, x, y, advance, font, size, repairs, layer)
        in enumerate(map(_fields, chars))
    ])


def _glyph(char: Char, order: int, frame: Frame) -> Glyph:
    """The character's box on the displayed page: its advance wide, one font size high."""
    if not char.angle and frame.a == 1:
        return _upright([char], frame)[0]._replace(order=order)
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
