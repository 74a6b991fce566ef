"""One glyph of a page's content, and many of them as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.pdf.letters import Flags, LetterSet, code_of, codes_of

Measures = tuple[NDArray[Any], ...]

#: What the columns of numbers hold, from x to unmapped, and which of them names the font.
_KINDS = (*[np.float64] * 7, np.intp, *[np.float64] * 3, np.intp, np.uintp, np.bool_)
_FONT = 7
#: Letters of plain height: neither a tail below the baseline nor a stroke above the body.
PLAIN = frozenset("กขคงจฉชซดตถทธนบผพมยรลวสหอ")


class Char(NamedTuple):
    """One glyph of the content stream, in points of the page's own coordinates (y upwards).

    x, y: the origin on the baseline; advance: how far the pen moves along the line.
    left, low, right, high: the ink as seen from the origin, along the line and upwards from it
    (low == high for a glyph without ink, and for a plain letter of a font that is known).
    angle: direction of the line in degrees, 0 for upright text; stretch: width of the letters
    against their natural width. run: number of the text object. span: the stretch of content to
    which the producer gave the text itself (ActualText), else 0; unmapped: the font does not say
    which letter the glyph is. layer: the file's text where a repair changed it, else None.
    Example: SARA AM of "น้ำ" at 16 pt is one Char with advance 5.0 and ink up to 10.0.
    """

    text: str
    x: float
    y: float
    advance: float
    left: float
    low: float
    right: float
    high: float
    font: str
    size: float
    angle: float
    stretch: float
    run: int
    span: int = 0
    unmapped: bool = False
    layer: str | None = None
    repairs: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        """Whether the text is the producer's own, so not to be doubted."""
        return self.span != 0

    @property
    def inked(self) -> bool:
        """Whether the glyph prints anything."""
        return self.high - self.low > 0.01 and self.right - self.left > 0.01


def fixed(char: Char, text: str, rule: str) -> Char:
    """The character with another text and the rule that gave it."""
    layer = char.text if char.layer is None else char.layer
    return char._replace(text=text, layer=layer, repairs=(*char.repairs, rule))


class Chars:
    """The glyphs of a page, a column for each field of `Char`; one is made where it is asked for.

    A page has thousands of glyphs of which repairs look at a few: columns tell which.
    codes: of the texts; font: which of `fonts`, the names; layers, repairs: of the glyphs that
    have any, by place.
    """

    def __init__(self, text: list[str], measures: Measures, fonts: list[str]) -> None:
        self.text, self.codes, self.fonts = text, codes_of(text), fonts
        (self.x, self.y, self.advance, self.left, self.low, self.right, self.high,
         self.font, self.size, self.angle, self.stretch, self.run, self.span, self.unmapped
         ) = self._columns = measures
        self.layers: dict[int, str] = {}
        self.repairs: dict[int, tuple[str, ...]] = {}

    @classmethod
    def of(cls, chars: Chars | Iterable[Char]) -> Chars:
        """These glyphs as columns; columns as they are."""
        if isinstance(chars, Chars):
            return chars
        given = list(chars)
        fonts = list(dict.fromkeys(char.font for char in given))
        rows = [[*char[1:8], fonts.index(char.font), *char[9:15]] for char in given]
        columns = zip(*rows, strict=True) if rows else [()] * len(_KINDS)
        made = cls([char.text for char in given], tuple(
            np.array(column, kind) for column, kind in zip(columns, _KINDS, strict=True)), fonts)
        for place, char in enumerate(given):
            made._change(place, char.layer, char.repairs)
        return made

    def copy(self) -> Chars:
        """The same glyphs, to be changed apart from these."""
        made = Chars(self.text.copy(), tuple(column.copy() for column in self._columns),
                     self.fonts.copy())
        made.layers, made.repairs = self.layers.copy(), self.repairs.copy()
        return made

    def reads(self, place: int, text: str) -> None:
        """Give a glyph another text."""
        self.text[place], self.codes[place] = text, code_of(text)

    def fix(self, place: int, text: str, rule: str) -> None:
        """Give a glyph another text, by a rule."""
        self.layers.setdefault(place, self.text[place])
        self.repairs[place] = (*self.repairs.get(place, ()), rule)
        self.reads(place, text)

    def places(self, letters: LetterSet) -> list[int]:
        """Where a glyph has one of these letters."""
        return np.flatnonzero(letters.among(self.codes)).tolist()

    @property
    def inked(self) -> Flags:
        """Which glyphs print anything."""
        found: Flags = (self.high - self.low > 0.01) & (self.right - self.left > 0.01)
        return found

    def near(self, place: int, count: int) -> list[Char]:
        """A glyph and up to `count` after it."""
        return [self[each] for each in range(place, min(place + count + 1, len(self)))]

    def __len__(self) -> int:
        """How many glyphs these are."""
        return len(self.text)

    def __iter__(self) -> Iterator[Char]:
        """The glyphs in order, each made as it is asked for."""
        return (self[place] for place in range(len(self)))

    def __getitem__(self, place: int) -> Char:
        """One glyph; what is changed in it is not changed here."""
        fields = [column.item(place) for column in self._columns]
        fields[_FONT] = self.fonts[fields[_FONT]]
        return tuple.__new__(Char, (
            self.text[place], *fields, self.layers.get(place), self.repairs.get(place, ())))

    def __setitem__(self, place: int, char: Char) -> None:
        """Another glyph in the place of one."""
        if char.font not in self.fonts:
            self.fonts.append(char.font)
        fields = [*char[1:15]]
        fields[_FONT] = self.fonts.index(char.font)
        for column, value in zip(self._columns, fields, strict=True):
            column[place] = value
        self.reads(place, char.text)
        self._change(place, char.layer, char.repairs)

    def _change(self, place: int, layer: str | None, repairs: tuple[str, ...]) -> None:
        self.layers.pop(place, None)
        self.repairs.pop(place, None)
        if layer is not None:
            self.layers[place] = layer
        if repairs:
            self.repairs[place] = repairs
