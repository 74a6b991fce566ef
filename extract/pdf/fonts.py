"""What is known of each font: height of the body, shapes of the marks, the source to trust.

Thai marks are recognised by their ink. In every subset of a typeface a mark has the same width,
height and place above the baseline, to a thousandth of the font size, whatever letter the file
calls it. Shapes are learnt from the document's own well-mapped glyphs and from a table.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pypdfium2

from extract.pdf.char import PLAIN, Char, Chars
from extract.pdf.letters import Flags, LetterSet, Places

_DATA = Path(__file__).parents[1] / "data"
UPPER = frozenset("ัิีึื็่้๊๋์ํ๎")
LOWER = frozenset("ฺุู")
MARKS = UPPER | LOWER
TONES = frozenset("่้๊๋์็")
CONSONANTS = frozenset(chr(code) for code in range(0x0E01, 0x0E2F))
ENOUGH = 200  # letters that show the height of a font
BODY = 0.42  # of the font size, where a font has shown no plain letter yet
ZERO = 0.02  # of the font size: an advance below this moves the pen nowhere


_PLAIN, _MARKS = LetterSet(PLAIN), LetterSet(MARKS)


class Shape(NamedTuple):
    """The ink of a mark in shares of the font size: width, height, lower edge."""

    width: float
    height: float
    low: float


def shape(char: Char) -> Shape:
    """The shape of a glyph, letters that were made wider or narrower set right."""
    size = char.size
    width = (char.right - char.left) / (size * (char.stretch or 1.0))
    return Shape(width, (char.high - char.low) / size, char.low / size)


def is_like(one: Shape, other: Shape) -> bool:
    """Whether two glyphs are one drawing: widths agree best, tones stand at two heights."""
    return (
        abs(one.width - other.width) < 0.0055
        and abs(one.height - other.height) < 0.016
        and abs(one.low - other.low) < 0.02
    )


@cache
def family(font: str) -> str:
    """The typeface of a font's name: "BCDEEE+TH SarabunIT๙,Bold" -> "thsarabun-bold"."""
    name = re.sub(r"^[A-Z]{6}\+", "", font).casefold()
    styles = [style for style in ("bold", "italic") if style in name.replace("oblique", "italic")]
    name = re.sub(r"bold|italic|oblique|regular|mt$|[^a-z0-9ก-๛]", "", name)
    name = re.sub(r"^(thsarabun).*|^(angsana|browallia|cordia)(new|upc)$", r"\1\2", name)
    return "-".join([name, *styles])


@cache
def symbol_font(font: str) -> str:
    """The name a symbol font has in our tables: "BCDJEE+Wingdings-Regular" -> "Wingdings".

    LibreOffice draws Wingdings with OpenSymbol where it has none, and keeps the codes.
    """
    name = re.sub(r"^[A-Z]{6}\+|[-,]?(Regular|MT)$", "", font)
    name = "Wingdings" if name == "OpenSymbol" else name
    return re.sub(r"^(Wingdings) ?([23])$", r"\1 \2", name)


@cache
def known_shapes() -> dict[str, dict[str, tuple[Shape, ...]]]:
    """Typeface -> mark -> its shapes, from the table of measured typefaces."""
    found: dict[str, dict[str, tuple[Shape, ...]]] = defaultdict(dict)
    for value, marks in table("pdf_mark_shapes.csv").items():
        name, _, numbers = value.partition(":")
        drawn = Shape(*(float(number) for number in numbers.split()))
        for mark in marks:  # ี and ื of some typefaces fill the same box
            found[name][mark] = (*found[name].get(mark, ()), drawn)
    return found


@cache
def table(name: str) -> dict[str, str]:
    """A table of extract/data as value -> canonical."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return {row["value"]: row["canonical"] for row in csv.DictReader(file)}


def is_zero(char: Char) -> bool:
    """Whether a glyph moves the pen nowhere, as every Thai mark does."""
    return char.advance <= ZERO * char.size


class FontEvidence:
    """What the glyphs seen so far say about their fonts; it grows page by page.

    data: the bytes of the file, for the second source of characters; taken from the open
    document where they are not given.
    """

    def __init__(self, data: bytes | None = None, password: str | None = None) -> None:
        self.data, self.password = data, password
        self._heights: dict[str, Counter[float]] = defaultdict(Counter)
        self._bodies: dict[str, float] = {}  # of the page at hand
        self._zero: Counter[str] = Counter()
        self._letters: Counter[str] = Counter()
        self._seen: set[tuple[str | float, ...]] = set()
        self._shapes: dict[str, dict[str, list[Shape]]] = defaultdict(lambda: defaultdict(list))

    def learn(self, chars: Chars) -> None:
        """Take in the glyphs of a page as the file gives them."""
        self._bodies.clear()
        plain = _PLAIN.among(chars.codes)
        early, inked = self._count(chars, plain), plain & chars.inked
        still = inked & (chars.advance <= ZERO * chars.size) & (chars.span == 0)
        for font, name in enumerate(chars.fonts):
            self._zero[name] += int(np.count_nonzero(still & (chars.font == font)))
        for place in np.flatnonzero(inked & early & ~still).tolist():
            height = round(chars.high.item(place) / chars.size.item(place), 2)
            self._heights[chars.fonts[chars.font[place]]][height] += 1
        marks = _MARKS.among(chars.codes) & (chars.high != chars.low) & (chars.span == 0)
        self._see(chars, np.flatnonzero(marks))

    def _count(self, chars: Chars, plain: Flags) -> Flags:
        """Count the plain letters of each font; which of them are among its first ones.

        Those show how high letters are; the ink of most is not known.
        """
        early = np.zeros(len(plain), bool)
        for font, name in enumerate(chars.fonts):
            places = np.flatnonzero(plain & (chars.font == font))
            early[places[:max(0, ENOUGH - 1 - self._letters[name])]] = True
            self._letters[name] += len(places)
        return early

    def _see(self, chars: Chars, places: Places) -> None:
        """The shapes of marks, where none like it was seen."""
        fonts = map(chars.fonts.__getitem__, chars.font[places].tolist())
        measures = (column[places].tolist() for column in (
            chars.codes, chars.size, chars.right - chars.left, chars.low))
        for place, seen in zip(places.tolist(), zip(fonts, *measures, strict=True), strict=True):
            if seen in self._seen:
                continue
            self._seen.add(seen)
            char = chars[place]
            drawn, shapes = shape(char), self._shapes[family(char.font)][char.text]
            if len(shapes) < 8 and not any(is_like(drawn, other) for other in shapes):
                shapes.append(drawn)

    def body(self, font: str) -> float:
        """Height of the plain letters of a font as a share of its size."""
        if font not in self._bodies:
            heights = self._heights.get(font)
            self._bodies[font] = heights.most_common(1)[0][0] if heights else BODY
        return self._bodies[font]

    def moves(self, font: str) -> bool:
        """Whether the letters of a font move the pen: only then a glyph that does not is a mark."""
        return self._zero[font] <= 0.3 * self._letters[font]

    def is_mark(self, char: Char) -> bool:
        """Whether the ink stands where only marks do: above the body or below the line."""
        size = char.size
        above = char.low > 0.9 * self.body(char.font) * size
        return char.inked and (above or char.high < 0.03 * size) and is_zero(char)

    def mark(self, char: Char) -> str | None:
        """The one mark that has the shape of this glyph, None if none or several have it."""
        found = self.marks(char)
        return next(iter(found)) if len(found) == 1 else None

    def marks(self, char: Char) -> set[str]:
        """All marks with the shape of this glyph in its typeface."""
        drawn, name = shape(char), family(char.font)
        from_table = _marks_like(drawn, known_shapes().get(name, {}))
        return from_table or _marks_like(drawn, self._shapes.get(name, {}))

    def widest(self, font: str, mark: str) -> float:
        """Greatest width at which a mark was seen in a typeface, 0 where it was not."""
        name = family(font)
        shapes = (*self._shapes[name].get(mark, ()), *known_shapes().get(name, {}).get(mark, ()))
        return max((each.width for each in shapes), default=0.0)


def _marks_like(drawn: Shape, shapes: Mapping[str, Sequence[Shape]]) -> set[str]:
    return {mark for mark, known in shapes.items() if any(is_like(drawn, each) for each in known)}


_OF_DOCUMENT: WeakKeyDictionary[pypdfium2.PdfDocument, FontEvidence] = WeakKeyDictionary()


def evidence_of(page: pypdfium2.PdfPage) -> FontEvidence:
    """The evidence gathered so far on the fonts of the open document that a page belongs to."""
    document = page.pdf
    return _OF_DOCUMENT.setdefault(document, FontEvidence()) if document else FontEvidence()
