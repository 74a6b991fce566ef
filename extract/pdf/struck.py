"""Words that are struck through: a short line across the middle of their letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.pdf.lines import Glyph, reading
from extract.pdf.rulings import Line
from schema.table import Mark

#: Where the line stands above the lower edge of the letters' box, as shares of their size.
LOWEST, HIGHEST = 0.36, 0.72
#: How far it may begin before and end behind the letters, as a share of their size.
OVERHANG = 0.6


def loose_lines(across: Iterable[Line], borders: Iterable[float]) -> list[Line]:
    """The lines of a page that do not lie on a border of its tables, give or take a point."""
    known = {round(y) + step for y in borders for step in (-1, 0, 1)}
    return [line for line in across if round(line.at) not in known]


def struck_marks(glyphs: Sequence[Glyph], strokes: Sequence[Line]) -> tuple[Mark, ...]:
    """The struck words among the glyphs of a cell or line.

    Example: "นางสาวมณีรัตน์ คำแสนดี" with a line through it -> Mark(kind="struck", ...).
    """
    if not strokes or not glyphs:
        return ()
    left, right = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    found = []
    for at, start, end in strokes:
        if top < at < bottom and start < right and end > left:
            under = [g for g in glyphs if start <= (g.x0 + g.x1) / 2 <= end and _through(g, at)]
            if under and _fits(under, start, end):
                found.append(under)
    texts = (reading(under).text for under in _joined(found))
    return tuple(Mark(kind="struck", text=text) for text in texts if text)


def _through(glyph: Glyph, at: float) -> bool:
    return LOWEST * glyph.size <= glyph.bottom - at <= HIGHEST * glyph.size


def _fits(under: Sequence[Glyph], start: float, end: float) -> bool:
    """Whether a line is as long as the letters it runs through."""
    overhang = OVERHANG * under[0].size
    return (min(g.x0 for g in under) - start <= overhang
            and end - max(g.x1 for g in under) <= overhang)


def _joined(found: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Pieces that follow each other in the file and on one line are one stretch."""
    joined: list[list[Glyph]] = []
    for under in sorted(found, key=lambda glyphs: glyphs[0].order):
        last = joined[-1][-1] if joined else None
        if last and under[0].order - last.order <= 1 and abs(under[0].bottom - last.bottom) < 1:
            joined[-1] += under
        else:
            joined.append(list(under))
    return joined
