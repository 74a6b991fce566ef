"""Text printed up or down along the page, as in narrow header cells, turned for reading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.pdf.lines import Glyph

#: Share of steps from glyph to glyph that must go along the page for a cell to be turned text.
MOST = 0.7
#: Glyphs looked at first: the box of an upright letter is as high as the letters' size.
FIRST = 3


def upright(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The same glyphs with the boxes they would have were the text not turned.

    Letters set upright one below the other are not turned text: they step by a line's height.
    """
    if not any(map(_lies, glyphs[:FIRST])):
        return glyphs
    ups, downs, steps = 0, 0, 0
    for one, other in pairwise(glyphs):
        right, down = other.x0 - one.x0, other.bottom - one.bottom
        steps += 1
        if abs(down) > abs(right) and abs(down) < 0.9 * one.size:
            ups, downs = ups + (down < 0), downs + (down > 0)
    if steps and ups >= MOST * steps:
        return [_turned(glyph, up=True) for glyph in glyphs]
    if steps and downs >= MOST * steps:
        return [_turned(glyph, up=False) for glyph in glyphs]
    return glyphs


def _lies(glyph: Glyph) -> bool:
    """Whether a glyph's box is lower than its letters are high."""
    return glyph.bottom - glyph.top < 0.95 * glyph.size


def _turned(glyph: Glyph, *, up: bool) -> Glyph:
    if up:
        return glyph._replace(x0=-glyph.bottom, x1=-glyph.top, top=glyph.x0, bottom=glyph.x1)
    return glyph._replace(x0=glyph.top, x1=glyph.bottom, top=-glyph.x1, bottom=-glyph.x0)
