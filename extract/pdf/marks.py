"""Words whose style carries meaning: struck through, in red ink, on a coloured ground.

A line or ground is drawn apart from the letters it belongs to, and a page's letters are told by
where they stand, so all three are areas of the page that letters stand in.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Sequence
from ctypes import c_uint
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.fonts import MARKS
from extract.pdf.layout import Layout
from extract.pdf.lines import Glyph, reading
from extract.pdf.native import Answers, handles, native
from extract.pdf.objects import boxes_of, page_objects
from extract.pdf.page import Frame
from extract.pdf.rulings import Line, Rulings
from extract.word_styles import is_red
from schema.table import BBox, Mark, MarkKind

#: Where a line stands above the lower edge of the letters' box, as shares of their size.
LOWEST, HIGHEST = 0.36, 0.72
#: How far it may begin before and end behind the letters, as a share of their size.
OVERHANG = 0.6
#: A ground higher than this is that of a cell or a box, as a share of the letters' size.
GROUND = 2.4
#: A ground that ends this near to a border of a table is that of its cells. Points.
AT_BORDER = 2.5
#: Least saturation and brightness of a colour that sets off what stands on it.
COLOURED, BRIGHT = 0.25, 0.5

_fill = native(pdfium.FPDFPageObj_GetFillColor)
_COLOURS = Answers(c_uint, 4)

Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)


class Inks(NamedTuple):
    """What marks words on a page: lines that are no borders, areas of red text, tinted grounds."""

    strokes: Sequence[Line] = ()
    red: Sequence[BBox] = ()
    tints: Sequence[BBox] = ()


def page_inks(
    page: pypdfium2.PdfPage, frame: Frame, rulings: Rulings, layouts: Sequence[Layout]
) -> Inks:
    """The inks of a page on which these tables were found."""
    borders = [y for layout in layouts for y in layout.ys]
    return Inks(loose_lines(rulings.across, borders), _red_areas(page, frame),
                _loose_tints(rulings, layouts))


def loose_lines(across: Iterable[Line], borders: Iterable[float]) -> list[Line]:
    """The lines of a page that do not lie on a border of its tables, give or take a point."""
    known = {round(y) + step for y in borders for step in (-1, 0, 1)}
    return [line for line in across if round(line.at) not in known]


def colours(items: Sequence[int]) -> list[Colour]:
    """The colour in which each object is filled, black where it says none."""
    table = _COLOURS.table(_fill, handles(items))
    if not table[:, :3].any():
        return [BLACK] * len(items)
    return [(red, green, blue) for red, green, blue, _ in table.astype(int).tolist()]


def _red_areas(page: pypdfium2.PdfPage, frame: Frame) -> list[BBox]:
    """Where text objects in red ink stand."""
    texts = page_objects(page).texts
    found = colours(texts)
    reds = {colour for colour in set(found) if is_red(bytes(colour).hex())}
    if not reds:
        return []
    items = [item for item, colour in zip(texts, found, strict=True) if colour in reds]
    return [frame.box(*box) for box in boxes_of(items)]


def is_tint(colour: Colour) -> bool:
    """Whether a ground sets off what stands on it: yellow or green, no grey and no dark box."""
    _, saturation, brightness = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
    return saturation >= COLOURED and brightness >= BRIGHT


def _loose_tints(rulings: Rulings, layouts: Sequence[Layout]) -> list[BBox]:
    """The tinted grounds that are not those of whole cells."""
    if not rulings.shades:
        return []
    grounds = [shade for shade, colour in zip(rulings.shades, colours(rulings.grounds), strict=True)
               if is_tint(colour)]
    return [shade for shade in grounds
            if not any(_fills_cells(shade, layout.xs) for layout in layouts)]


def _fills_cells(shade: BBox, xs: Sequence[float]) -> bool:
    """Whether a ground runs from one upright border of a table to another."""
    return all(any(abs(x - side) <= AT_BORDER for x in xs) for side in (shade[0], shade[2]))


def marks_of(glyphs: Sequence[Glyph], inks: Inks, text: str) -> tuple[Mark, ...]:
    """The marked words among the glyphs of a cell or line that reads `text`.

    Example: "นางสาวมณีรัตน์ คำแสนดี" with a line through it -> Mark(kind="struck", ...).
    """
    if not glyphs or not any(inks):
        return ()
    around = _around(glyphs)
    found: list[tuple[MarkKind, set[int]]] = [
        ("red", _within(glyphs, [area for area in inks.red if _meet(area, around)])),
        ("struck", _struck(glyphs, inks.strokes, around)),
        ("highlighted", _set_off(glyphs, [a for a in inks.tints if _meet(a, around)])),
    ]
    return tuple(Mark(kind=kind, text=words) for kind, marked in found if marked
                 for stretch in _stretches(glyphs, marked) for words in _words(stretch, text))


def _around(glyphs: Sequence[Glyph]) -> BBox:
    return (min(g.x0 for g in glyphs), min(g.top for g in glyphs),
            max(g.x1 for g in glyphs), max(g.bottom for g in glyphs))


def _meet(one: BBox, other: BBox) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(glyphs: Sequence[Glyph], areas: Sequence[BBox]) -> set[int]:
    """Indices of the glyphs whose middle is in one of the areas."""
    return {n for n, g in enumerate(glyphs) for x0, top, x1, bottom in areas
            if x0 <= (g.x0 + g.x1) / 2 <= x1 and top <= (g.top + g.bottom) / 2 <= bottom}


def _set_off(glyphs: Sequence[Glyph], tints: Sequence[BBox]) -> set[int]:
    """The glyphs on grounds as high as a line and as long as the letters on it."""
    found: set[int] = set()
    for tint in tints:
        on = _within(glyphs, [tint])
        if on and tint[3] - tint[1] <= GROUND * max(glyphs[n].size for n in on) \
                and _fits([glyphs[n] for n in on], tint[0], tint[2]):
            found |= on
    return found


def _struck(glyphs: Sequence[Glyph], strokes: Sequence[Line], around: BBox) -> set[int]:
    """The glyphs with a line through their middle that is as long as they are."""
    left, top, right, bottom = around
    found: set[int] = set()
    for at, start, end in strokes:
        if top < at < bottom and start < right and end > left:
            under = {n for n, g in enumerate(glyphs)
                     if start <= (g.x0 + g.x1) / 2 <= end and _through(g, at)}
            if under and _fits([glyphs[n] for n in under], start, end):
                found |= under
    return found


def _through(glyph: Glyph, at: float) -> bool:
    return LOWEST * glyph.size <= glyph.bottom - at <= HIGHEST * glyph.size


def _fits(under: Sequence[Glyph], start: float, end: float) -> bool:
    """Whether a line is as long as the letters it runs through."""
    overhang = OVERHANG * under[0].size
    return (min(g.x0 for g in under) - start <= overhang
            and end - max(g.x1 for g in under) <= overhang)


def _stretches(glyphs: Sequence[Glyph], marked: set[int]) -> list[list[Glyph]]:
    """The marked glyphs in stretches between which nothing else is printed, over lines."""
    hanging = {n for n, g in enumerate(glyphs) if g.text in MARKS and n - 1 in marked}
    order = sorted(marked | hanging, key=lambda n: glyphs[n].order)
    others = sorted(g.order for n, g in enumerate(glyphs)
                    if n not in marked and g.text.strip() and n not in hanging)
    stretches: list[list[Glyph]] = [[glyphs[order[0]]]] if order else []
    for one, other in pairwise(order):
        before, after = glyphs[one].order, glyphs[other].order
        if any(before < between < after for between in others):
            stretches.append([])
        stretches[-1].append(glyphs[other])
    return stretches


def _words(stretch: Sequence[Glyph], text: str) -> list[str]:
    """What a stretch prints: as it stands in the text, line by line where it does not."""
    printed = reading(stretch).text
    return [printed] if printed in text else printed.split("\n")
