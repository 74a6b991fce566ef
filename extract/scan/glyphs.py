"""Signs that a recogniser read, as the glyphs that a digital page would have there.

From here on a scanned page is read by the code of digital pages: cells, rows, paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf.fonts import MARKS
from extract.pdf.glyph import DESCENT, Glyph
from extract.scan.recognise import LineReading, Sign
from extract.scan.segments import Segment

EM = 2.05  # heights of a letter's body in the size of its font
FONT = "scan"


class Read(NamedTuple):
    """A piece of a line with what was read in it."""

    segment: Segment
    reading: LineReading


class PageGlyphs(NamedTuple):
    """The glyphs of a page, and of each (by its order) the confidence and the engine."""

    glyphs: list[Glyph]
    confidence: dict[int, float]
    engine: dict[int, str]


def glyphs_of(read: Sequence[Read], scale: float) -> PageGlyphs:
    """Every sign as glyphs in points of the upright page, in the order of reading."""
    out = PageGlyphs([], {}, {})
    for segment, reading in read:
        for sign, left, right in _boxes(reading.signs):
            for glyph in _drawn(sign, segment, (left, right), len(out.glyphs), scale):
                out.confidence[glyph.order] = sign.confidence
                out.engine[glyph.order] = reading.engine
                out.glyphs.append(glyph)
    return out


def _boxes(signs: Sequence[Sign]) -> Iterator[tuple[Sign, float, float]]:
    """Each sign with the share of the width that it takes, from halfway to its neighbours.

    A mark takes no room: it stands in the middle of the letter before it.
    """
    wide = [sign for sign in signs if not _is_mark(sign)]
    middles = [(sign.x0 + sign.x1) / 2 for sign in wide]
    borders = [max(0.0, wide[0].x0 - 0.01) if wide else 0.0,
               *((a + b) / 2 for a, b in pairwise(middles)),
               min(1.0, wide[-1].x1 + 0.01) if wide else 1.0]
    number, middle = -1, 0.0
    for sign in signs:
        if _is_mark(sign):
            yield sign, middle, middle
            continue
        number += 1
        middle = (borders[number] + borders[number + 1]) / 2
        yield sign, borders[number], borders[number + 1]


def _is_mark(sign: Sign) -> bool:
    return bool(sign.text) and sign.text[0] in MARKS


def _drawn(
    sign: Sign, segment: Segment, span: tuple[float, float], order: int, scale: float
) -> Iterator[Glyph]:
    """A sign as glyphs; a group of marks is several at one place."""
    x0, _, x1, _ = segment.box
    size = segment.body * EM / scale
    bottom = segment.baseline / scale + DESCENT * size
    left, right = ((x0 + share * (x1 - x0)) / scale for share in span)
    letters = sign.text if _is_mark(sign) else [sign.text]
    for place, letter in enumerate(letters):
        yield Glyph(letter, left, bottom - size, right, bottom, FONT, size, order + place,
                    (sign.rule,) if sign.rule else (), sign.raw)
