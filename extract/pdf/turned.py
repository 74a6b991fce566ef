"""Text printed up or down along the page, as in narrow header cells, turned for reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.pdf.letters import Places
from extract.pdf.lines import Glyph, Glyphs

#: Share of steps from glyph to glyph that must go along the page for a cell to be turned text.
MOST = 0.7
#: Glyphs looked at first: the box of an upright letter is as high as the letters' size.
FIRST = 3
#: A box lower than this, as a share of the letters' size, is that of a letter that lies.
LYING = 0.95


def upright(glyphs: Glyphs, cells: Iterable[Places]) -> Glyphs:
    """The same glyphs, those of cells with turned text with the boxes they would have upright.

    cells: the places of the glyphs of each cell. Letters set upright one below the other are not
    turned text: they step by a line's height.
    """
    lying = glyphs.bottom - glyphs.top < LYING * glyphs.size
    if not lying.any():
        return glyphs
    for cell in cells:
        if lying[cell[:FIRST]].any():
            glyphs = glyphs.moved(cell, _upright(glyphs.at(cell)))
    return glyphs


def _upright(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
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


def _turned(glyph: Glyph, *, up: bool) -> Glyph:
    if up:
        return glyph._replace(x0=-glyph.bottom, x1=-glyph.top, top=glyph.x0, bottom=glyph.x1)
    return glyph._replace(x0=glyph.top, x1=glyph.bottom, top=-glyph.x1, bottom=-glyph.x0)
