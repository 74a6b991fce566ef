"""Automatic numbers and bullets: printed before a paragraph, in the file only as a rule."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.glyphs import is_private, is_symbol_font, symbols
from extract.word_package import W, child, integer, switched_on, value
from extract.word_styles import Properties, Styles
from extract.xmlpart import Element

#: The 41 letters Word counts with: ก ข ค ง …, without ฃ ฅ ฆ ฤ ฦ.
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


class Level(NamedTuple):
    """How one level of a list counts and what it prints."""

    start: int
    format: str
    text: str
    suffix: str
    decimal: bool
    restarts: bool
    properties: Properties


class Label(NamedTuple):
    """A number or bullet as the rule gives it, and the properties of its letters."""

    text: str
    suffix: str
    properties: Properties
    symbol: bool = False


class Numbering:
    """The lists of a document and how far each has counted; asked in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Read the part word/numbering.xml, which may be missing."""
        self._styles = styles
        parts = () if root is None else tuple(root)
        self._lists = {p.get(W + "abstractNumId"): p for p in parts if p.tag == W + "abstractNum"}
        self._numbers = {p.get(W + "numId"): p for p in parts if p.tag == W + "num"}
        self._by_style = {
            value(part, "w:styleLink"): part
            for part in self._lists.values()
            if value(part, "w:styleLink")
        }
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, number: str, level_text: str) -> Label | None:
        """The next label of a list at a level ("0" is the outermost); None for no such list."""
        depth = min(max(integer(level_text), 0), _LEVELS - 1)
        levels = self._list(number)
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._count(number, depth, levels)
        if level.format == "none":
            return None
        if level.format == "bullet":
            return _bullet(level)

        def counted(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = levels.get(at, level)
            count = counts.get(at, shown.start)
            return numeral(count, "decimal" if level.decimal else shown.format)

        return Label(_PLACEHOLDER.sub(counted, level.text), level.suffix, level.properties)

    def _count(self, number: str, depth: int, levels: dict[int, Level]) -> dict[int, int]:
        """The counters of a list after one more paragraph at a level; deeper ones start anew."""
        counts = self._counts.setdefault(self._key(number), {})
        if (number, depth) not in self._begun and self._overridden(number, depth):
            counts.pop(depth, None)
        self._begun.add((number, depth))
        counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in [d for d in counts if d > depth and levels[d].restarts]:
            del counts[deeper]
        return counts

    def _key(self, number: str) -> str:
        """Lists of the same abstract list count on."""
        return value(self._numbers.get(number), "w:abstractNumId") or number

    def _overridden(self, number: str, depth: int) -> bool:
        part = self._numbers[number]
        return any(
            integer(override.get(W + "ilvl")) == depth
            and child(override, "w:startOverride") is not None
            for override in part.iterchildren(W + "lvlOverride")
        )

    def _list(self, number: str) -> dict[int, Level]:
        """The levels of a list by depth, the overrides of its number applied."""
        if number not in self._levels:
            part = self._numbers.get(number)
            levels = self._abstract(value(part, "w:abstractNumId"))
            for override in () if part is None else part.iterchildren(W + "lvlOverride"):
                self._override(levels, override)
            self._levels[number] = levels
        return self._levels[number]

    def _abstract(self, name: str | None) -> dict[int, Level]:
        part = self._lists.get(name)
        linked = self._by_style.get(value(part, "w:numStyleLink"))
        part = part if linked is None else linked
        levels = () if part is None else part.iterchildren(W + "lvl")
        return {integer(level.get(W + "ilvl")): self._level(level) for level in levels}

    def _override(self, levels: dict[int, Level], override: Element) -> None:
        depth = integer(override.get(W + "ilvl"))
        replaced = child(override, "w:lvl")
        if replaced is not None:
            levels[depth] = self._level(replaced)
        start = value(override, "w:startOverride")
        if start is not None and depth in levels:
            levels[depth] = levels[depth]._replace(start=integer(start, 1))

    def _level(self, level: Element) -> Level:
        return Level(
            start=integer(value(level, "w:start"), 0 if value(level, "w:start") is None else 1),
            format=value(level, "w:numFmt") or "decimal",
            text=value(level, "w:lvlText") or "",
            suffix="" if value(level, "w:suff") == "nothing" else " ",
            decimal=bool(switched_on(level, "w:isLgl")),
            restarts=value(level, "w:lvlRestart") != "0",
            properties=self._styles.properties(child(level, "w:rPr")),
        )


def _bullet(level: Level) -> Label | None:
    """A bullet; symbol fonts draw it by a code of their own, F0B7 in Symbol is "•"."""
    fonts = (level.properties.get(slot) for slot in ("ascii", "hAnsi", "cs"))
    font = next((str(font) for font in fonts if is_symbol_font(str(font))), None)
    text = level.text if font is None else symbols(font, level.text)
    printed = "".join("•" if is_private(character) else character for character in text)
    if not printed.strip():
        return None
    return Label(printed, level.suffix, level.properties, symbol=printed != level.text)


def numeral(count: int, form: str) -> str:
    """A counter as Word prints it: 3 is "3", "๓", "ค", "c", "III"; an unknown form counts 1, 2, 3.

    Letters start again doubled, as Word has it: 42 is "กก".
    """
    if form in ("thaiNumbers", "thaiCounting"):
        return str(count).translate(_THAI_DIGITS)
    if form == "thaiLetters":
        return _letters(count, _THAI_LETTERS)
    if form in ("lowerLetter", "upperLetter"):
        letters = _letters(count, _LATIN_LETTERS)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return f"{count:02}" if form == "decimalZero" else str(count)


def _letters(count: int, alphabet: str) -> str:
    if not 0 < count <= 20 * len(alphabet):
        return str(count)
    return alphabet[(count - 1) % len(alphabet)] * ((count - 1) // len(alphabet) + 1)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for size, letters in _ROMAN:
        text += letters * (count // size)
        count %= size
    return text
