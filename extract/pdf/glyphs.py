"""What a page prints, glyph by glyph, and the text of a cell or line made of its glyphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.chars import Char, page_chars
from extract.pdf.fonts import FontEvidence, evidence_of
from extract.pdf.repair import repaired

#: How far a glyph's box reaches above its baseline, as a share of the font size.
ASCENT = 0.75


class Glyph(NamedTuple):
    """One printed glyph; points from the top-left corner of the page as displayed.

    text: what is printed, "" for a glyph that prints nothing, or several letters. The box is the
    advance wide and one font size high (not the ink), so that all glyphs of a line share
    top and bottom. order: place in the content stream; repairs: rules that changed the text.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    font: str
    size: float
    order: int
    repairs: tuple[str, ...] = ()


class Reading(NamedTuple):
    """The text of a cell or line; layer: the file's own text where that differs."""

    text: str
    layer: str | None = None
    repairs: tuple[str, ...] = ()
    confidence: float = 1.0


def page_glyphs(
    page: pypdfium2.PdfPage, number: int, fonts: FontEvidence | None = None
) -> tuple[Glyph, ...]:
    """The glyphs of a page (number from 1) in content-stream order, repaired."""
    place = displayed(page)
    fonts = fonts or evidence_of(page.pdf)
    if fonts.data is None: 
        pass
    chars = repaired(page_chars(page), number, fonts)
    return tuple(_glyph(char, order, place) for order, char in enumerate(chars))


def displayed(page: pypdfium2.PdfPage) -> tuple[float, float, float, float, float, float]:
    """(a, b, c, d, e, f): page point (x, y) -> displayed (a·x + c·y + e, b·x + d·y + f)."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return (
        (1.0, 0.0, 0.0, -1.0, -box.left, box.top),
        (0.0, 1.0, 1.0, 0.0, -box.bottom, -box.left),
        (-1.0, 0.0, 0.0, 1.0, box.right, -box.bottom),
        (0.0, -1.0, -1.0, 0.0, box.top, box.right),
    )[pdfium.FPDFPage_GetRotation(page)]


def _glyph(char: Char, order: int, place: tuple[float, ...]) -> Glyph:
    import math
    a, b, c, d, e, f = place
    turn = math.radians(char.angle)
    cos, sin = math.cos(turn), math.sin(turn)
    points = []
    for along, up in ((0.0, ASCENT * char.size), (char.advance, (ASCENT - 1) * char.size)):
        x = char.x + along * cos - up * sin
        y = char.y + along * sin + up * cos
        points.append((a * x + c * y + e, b * x + d * y + f))
    (x0, y0), (x1, y1) = points
    return Glyph(char.text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1),
                 char.font, char.size, order, char.repairs)


def reading(glyphs: Sequence[Glyph]) -> Reading:
    """The printed text of the glyphs of one cell or line."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.bottom, g.x0)):
        if lines and abs(lines[-1][-1].bottom - glyph.bottom) < 0.35 * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    text = "\n".join(_line(sorted(line, key=lambda g: g.order)) for line in lines)
    return Reading(text)


def _line(glyphs: list[Glyph]) -> str:
    text, end = "", None
    for glyph in glyphs:
        if end is not None and glyph.x0 - end > 0.2 * glyph.size and not text.endswith(" "):
            text += " "
        text += glyph.text
        end = glyph.x1
    return text.strip()
