"""A printed glyph, as the readers of lines and tables have it, and many of them as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from extract.pdf.letters import Codes, Flags, Places, blank, codes_of
from extract.pdf.native import Numbers

DESCENT = 0.25  # of the font size: how far a glyph's box reaches below its baseline

_new = tuple.__new__  # a tuple of all fields as it is: a third of what the class itself takes


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


class Glyphs:
    """The glyphs of a page, a column for each field of `Glyph`; one is made where it is asked for.

    A page has thousands of glyphs, and all but few of them are put into cells and lines by their
    measures alone. font: which of `fonts`, the names; repairs, layers: of the glyphs that have
    any, by their place in the columns.
    """

    def __init__(
        self, text: list[str], measures: Sequence[Numbers], fonts: tuple[Sequence[str], Places],
        order: Places, changes: tuple[Mapping[int, tuple[str, ...]], Mapping[int, str]],
    ) -> None:
        self.text, self.order = text, order
        self.fonts, self.font = fonts
        self.x0, self.top, self.x1, self.bottom, self.size = self._measures = tuple(measures)
        self.repairs, self.layers = changes

    @classmethod
    def of(cls, glyphs: Glyphs | Sequence[Glyph]) -> Glyphs:
        """These glyphs as columns; columns as they are."""
        if isinstance(glyphs, Glyphs):
            return glyphs
        columns: list[Any] = list(zip(*glyphs, strict=True)) or [()] * len(Glyph._fields)
        text, x0, top, x1, bottom, font, size, order, repairs, layers = columns
        return cls(
            list(text), [np.array(side, float) for side in (x0, top, x1, bottom, size)],
            _numbered(font), np.array(order, np.intp),
            ({place: rules for place, rules in enumerate(repairs) if rules},
             {place: layer for place, layer in enumerate(layers) if layer is not None}))

    def take(self, places: Places) -> Glyphs:
        """The glyphs at some places."""
        picked = places.tolist()
        changes = [{new: found[old] for new, old in enumerate(picked) if old in found} if found
                   else found for found in (self.repairs, self.layers)]
        return Glyphs(list(map(self.text.__getitem__, picked)),
                      [column[places] for column in self._measures],
                      (self.fonts, self.font[places]), self.order[places], (changes[0], changes[1]))  # type: ignore[arg-type]

    def moved(self, places: Sequence[int], glyphs: Sequence[Glyph]) -> Glyphs:
        """These glyphs, those at some places with the boxes of others."""
        measures = [column.copy() for column in self._measures]
        for column, name in zip(measures, ("x0", "top", "x1", "bottom"), strict=False):
            column[places] = [getattr(glyph, name) for glyph in glyphs]
        return Glyphs(self.text, measures, (self.fonts, self.font), self.order,
                      (self.repairs, self.layers))

    @cached_property
    def codes(self) -> Codes:
        """The code points of the texts."""
        return codes_of(self.text)

    @cached_property
    def printing(self) -> Flags:
        """Which glyphs print something."""
        return ~blank(self.codes, self.text)

    @cached_property
    def centres(self) -> tuple[Numbers, Numbers]:
        """The middles of the boxes: x, y."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def at(self, places: Sequence[int]) -> list[Glyph]:
        """The glyphs at some places."""
        at = np.array(places, np.intp)
        x0, top, x1, bottom, size = (column[at].tolist() for column in self._measures)
        return list(map(_new, repeat(Glyph), zip(
            map(self.text.__getitem__, places), x0, top, x1, bottom,
            map(self.fonts.__getitem__, self.font[at].tolist()),
            size, self.order[at].tolist(), map(self.repairs.get, places, repeat(())),
            map(self.layers.get, places), strict=True)))

    def __len__(self) -> int:
        """How many glyphs these are."""
        return len(self.text)

    def __getitem__(self, place: int) -> Glyph:
        """One glyph."""
        return self.at([range(len(self))[place]])[0]

    def __iter__(self) -> Iterator[Glyph]:
        """The glyphs in order."""
        return iter(self.at(range(len(self))))


def _numbered(fonts: Sequence[str]) -> tuple[list[str], Places]:
    """The names of fonts, and which of them each is."""
    names = {name: number for number, name in enumerate(dict.fromkeys(fonts))}
    return list(names), np.array([names[font] for font in fonts], np.intp)
