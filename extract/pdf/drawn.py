"""The characters of a page in the order in which they are drawn, each glyph once."""

from __future__ import annotations

from itertools import compress
from typing import NamedTuple

import numpy as np

from extract.pdf.char import Chars
from extract.pdf.letters import Flags, Places, texts_of
from extract.pdf.measures import Page
from extract.pdf.native import Numbers


class Measured(NamedTuple):
    """Advances of all characters; advance, left, low, right, high of those at some places.

    unread: whether the font does not say which letter a glyph is.
    """

    advances: Numbers
    places: Places
    inks: Numbers
    unread: Flags


def chosen(page: Page, measured: Measured, unreal: Places) -> Chars:
    """The characters of a page in content order, without those that stand for nothing.

    unreal: gaps that pdfium made spaces. An ActualText comes with each of its text objects and is
    kept at the first of them; a glyph that stands for several letters comes once for each.
    """
    inks = np.zeros((len(page.codes), 4))
    measured.advances[measured.places] = measured.inks[:, 0]
    inks[measured.places] = measured.inks[:, 1:]
    kept = np.ones(len(inks), bool)
    kept[unreal] = False
    order = _said_once(np.flatnonzero(kept), page)
    same = _with_next(order, page, measured.advances, inks)
    texts = texts_of(page.codes[order])
    for place in np.flatnonzero(same).tolist():
        texts[place + 1] = texts[place] + texts[place + 1]
    texts = list(compress(texts, (~same).tolist()))
    order = order[~same]
    names, fonts = page.fonts
    columns = (*page.origins.T, measured.advances, *inks.T, fonts, page.sizes, page.angles,
               page.runs.column("stretch"), page.runs.numbers, page.runs.spans, measured.unread)
    return Chars(texts, tuple(column[order] for column in columns), names)


def _said_once(order: Places, page: Page) -> Places:
    """The characters in drawing order, each ActualText at the first of its text objects only."""
    runs = page.runs.numbers[order]
    if bool((runs[1:] < runs[:-1]).any()):
        order = order[np.argsort(runs, kind="stable")]
    spans = page.runs.spans[order]
    if not spans.any():
        return order
    runs = page.runs.numbers[order]
    _, firsts, which = np.unique(spans, return_index=True, return_inverse=True)
    kept: Places = order[(spans == 0) | (runs == runs[firsts][which])]
    return kept


def _with_next(order: Places, page: Page, advances: Numbers, inks: Numbers) -> Flags:
    """Which characters are one glyph with the next one, which gets the letters of both.

    Two characters of one origin are one glyph where they are of one width, or of the same ink.
    """
    found = np.zeros(len(order), bool)
    x, y, runs = (column[order] for column in (*page.origins.T, page.runs.numbers))
    same = np.flatnonzero((x[1:] == x[:-1]) & (y[1:] == y[:-1]) & (runs[1:] == runs[:-1]))
    one, other = order[same], order[same + 1]
    wide = (advances[one] == advances[other]) & (advances[other] > 0.05 * page.sizes[one])
    left, low, right, high = inks[one].T
    printed = (high - low > 0.01) & (right - left > 0.01)
    alike = printed & (inks[one] == inks[other]).all(axis=1)
    found[same] = wide | alike
    return found
