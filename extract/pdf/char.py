"""One glyph of a page's content, and many of them as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from typing import Any, NamedTuple

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


_new = tuple.__new__  # a tuple of all fields as it is: a third of what the class itself takes


class Chars:
    """The glyphs of a page, a list for each field of `Char`; a glyph is made where it is asked for.

    A page has thousands of glyphs of which repairs look at a few: columns tell which.
    """

    def __init__(self, columns: Iterable[list[Any]]) -> None:
        self._columns = tuple(columns)
        (self.text, self.x, self.y, self.advance, self.left, self.low, self.right, self.high,
         self.font, self.size, self.angle, self.stretch, self.run, self.span, self.unmapped,
         self.layer, self.repairs) = self._columns

    @classmethod
    def of(cls, chars: Chars | Sequence[Char]) -> Chars:
        """These glyphs as columns; columns as they are."""
        if isinstance(chars, Chars):
            return chars
        return cls(map(list, zip(*chars, strict=True)) if chars else [[] for _ in Char._fields])

    def copy(self) -> Chars:
        """The same glyphs, to be changed apart from these."""
        return Chars(map(list, self._columns))

    def only(self, kept: Sequence[bool]) -> Chars:
        """The glyphs at the places that are true."""
        return Chars([list(compress(column, kept)) for column in self._columns])

    def places(self, texts: frozenset[str]) -> list[int]:
        """Where a glyph has one of these texts."""
        return list(compress(range(len(self)), map(texts.__contains__, self.text)))

    def inked(self, index: int) -> bool:
        """Whether a glyph prints anything."""
        return bool(self.high[index] - self.low[index] > 0.01
                    and self.right[index] - self.left[index] > 0.01)

    def fix(self, index: int, text: str, rule: str) -> None:
        """Give a glyph another text, by a rule."""
        if self.layer[index] is None:
            self.layer[index] = self.text[index]
        self.text[index] = text
        self.repairs[index] = (*self.repairs[index], rule)

    def insert(self, index: int, char: Char) -> None:
        """Put one more glyph before that at a place."""
        for column, value in zip(self._columns, char, strict=True):
            column.insert(index, value)

    def near(self, index: int, count: int) -> list[Char]:
        """A glyph and up to `count` after it."""
        return [self[place] for place in range(index, min(index + count + 1, len(self)))]

    def __len__(self) -> int:
        """How many glyphs these are."""
        return len(self.text)

    def __iter__(self) -> Iterator[Char]:
        """The glyphs in order, each made as it is asked for."""
        return map(_new, repeat(Char), zip(*self._columns, strict=True))

    def __getitem__(self, index: int) -> Char:
        """One glyph; what is changed in it is not changed here."""
        return _new(Char, [column[index] for column in self._columns])

    def __setitem__(self, index: int, char: Char) -> None:
        """Another glyph in the place of one."""
        for column, value in zip(self._columns, char, strict=True):
            column[index] = value
