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


Changes = tuple[Mapping[int, tuple[str, ...]], Mapping[int, str]]


class Columns(NamedTuple):
    """The numbers of many glyphs. codes: of the texts; fonts: by their place among the names."""

    codes: Codes
    x0: Numbers
    top: Numbers
    x1: Numbers
    bottom: Numbers
    size: Numbers
    fonts: Places
    order: Places


class Glyphs:
    """The glyphs of a page as columns; a glyph is made where it is asked for.

    A page has thousands of glyphs, and all but few of them are put into cells and lines by their
    measures alone. fonts: the names; changes: repairs and layers of the glyphs that have any, by
    their place in the columns.
    """

    def __init__(
        self, text: list[str], columns: Columns, fonts: Sequence[str], changes: Changes
    ) -> None:
        self.text, self._columns, self.fonts = text, columns, fonts
        (self.codes, self.x0, self.top, self.x1, self.bottom, self.size, self.font,
         self.order) = columns
        self.repairs, self.layers = self._changes = changes

    @classmethod
    def of(cls, glyphs: Glyphs | Sequence[Glyph]) -> Glyphs:
        """These glyphs as columns; columns as they are."""
        if isinstance(glyphs, Glyphs):
            return glyphs
        fields: list[Any] = list(zip(*glyphs, strict=True)) or [()] * len(Glyph._fields)
        text, x0, top, x1, bottom, font, size, order, repairs, layers = fields
        names = {name: number for number, name in enumerate(dict.fromkeys(font))}
        measures = [np.array(side, float) for side in (x0, top, x1, bottom, size)]
        numbers = [np.array(each, np.intp) for each in ([names[name] for name in font], order)]
        return cls(list(text), Columns._make([codes_of(text), *measures, *numbers]),
                   list(names), (
                       {place: rules for place, rules in enumerate(repairs) if rules},
                       {place: raw for place, raw in enumerate(layers) if raw is not None}))

    def take(self, places: Places) -> Glyphs:
        """The glyphs at some places."""
        picked = places.tolist()
        repairs, layers = self._changes
        return Glyphs([self.text[place] for place in picked],
                      Columns._make(column[places] for column in self._columns), self.fonts, (
                          {new: repairs[old] for new, old in enumerate(picked) if old in repairs},
                          {new: layers[old] for new, old in enumerate(picked) if old in layers}))

    def moved(self, places: Places, glyphs: Sequence[Glyph]) -> Glyphs:
        """These glyphs, those at some places with the boxes of others."""
        sides = {name: getattr(self, name).copy() for name in ("x0", "top", "x1", "bottom")}
        for name, side in sides.items():
            side[places] = [getattr(glyph, name) for glyph in glyphs]
        return Glyphs(self.text, self._columns._replace(**sides), self.fonts, self._changes)

    @cached_property
    def printing(self) -> Flags:
        """Which glyphs print something."""
        return ~blank(self.codes, self.text)

    @cached_property
    def centres(self) -> tuple[Numbers, Numbers]:
        """The middles of the boxes: x, y."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def at(self, places: Places) -> list[Glyph]:
        """The glyphs at some places."""
        picked = places.tolist()
        _, *sides, size, font, order = (column[places].tolist() for column in self._columns)
        return list(map(_new, repeat(Glyph), zip(
            map(self.text.__getitem__, picked), *sides, map(self.fonts.__getitem__, font), size,
            order, map(self.repairs.get, picked, repeat(())), map(self.layers.get, picked),
            strict=True)))

    def __len__(self) -> int:
        """How many glyphs these are."""
        return len(self.text)

    def __getitem__(self, place: int) -> Glyph:
        """One glyph."""
        return self.at(np.array([range(len(self))[place]]))[0]

    def __iter__(self) -> Iterator[Glyph]:
        """The glyphs in order."""
        return iter(self.at(np.arange(len(self))))
