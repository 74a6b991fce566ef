"""A printed glyph, as the readers of lines and tables have it."""

from __future__ import annotations

from typing import NamedTuple

DESCENT = 0.25  # of the font size: how far a glyph's box reaches below its baseline


class Glyph(NamedTuple):
    """One printed glyph; points from the top-left corner of the page as displayed.

    text: what is printed, "" for a glyph that prints nothing, or several letters. The box is the
    advance wide and one font size high (not the ink), so that all glyphs of a line share top and
    bottom. order: place in the content stream; repairs: rules that changed the text; layer: the
    file's text where that differs.
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
    layer: str | None = None
