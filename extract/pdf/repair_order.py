"""Order and repetition: bold faked by printing twice, a tone mark before its vowel."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from extract.pdf.char import Char, Chars, fixed
from extract.pdf.fonts import TONES
from extract.pdf.letters import SPACE, Codes, LetterSet, Places
from extract.pdf.native import Numbers

#: Vowels and marks that come before a tone mark in writing.
FIRST = frozenset("ัิีึืฺุู")
_TONES, _FIRST = LetterSet(TONES), LetterSet(FIRST)

#: Number a square of the page, and keep squares apart from texts; any large odd numbers would do.
SQUARES, MIXED = 1_000_003, 2_654_435_761


def without_overprint(chars: Chars) -> Chars:
    """The glyphs without those printed a second time at (nearly) the same place.

    Example: a title printed twice, 0.3 pt apart, to look bold: มมนนตตรรีี -> มนตรี.
    """
    if not _crowded(chars):
        return chars
    return Chars.of(_printed_once(chars))


def _printed_once(chars: Chars) -> list[Char]:
    seen: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    kept: list[Char] = []
    for char in chars:
        key = (char.text, char.font, round(char.y / max(char.size, 1.0)))
        places = seen[key] if char.text.strip() else ()
        again = next((place for place in places if _same_place(char, kept[place])), None)
        if again is None:
            seen[key].append(len(kept))
            kept.append(char)
        elif not kept[again].repairs:
            kept[again] = fixed(kept[again], char.text, "pdf.overprint")._replace(
                layer=2 * char.text)
    return kept


def _crowded(chars: Chars) -> bool:
    """Whether two text objects begin with one letter within a few points of each other.

    What is printed twice is printed twice as a whole. Two grids, so that none is cut apart.
    """
    begins = _begins(np.arange(len(chars)), chars.run)
    if bool((chars.codes[begins] == SPACE).any()):  # a run is known by its first letter
        begins = _begins(np.flatnonzero(chars.codes != SPACE), chars.run)
    letters, x, y = chars.codes[begins], 0.4 * chars.x[begins], 0.4 * chars.y[begins]
    return any(_repeats(letters, x + shift, y + shift) for shift in (0.0, 0.5))


def _begins(places: Places, runs: Places) -> Places:
    """Those of the places at which a text object begins; runs: the object of each glyph."""
    run = runs[places]
    begins = np.ones(len(places), bool)
    begins[1:] = run[1:] != run[:-1]
    return places[begins]


def _repeats(letters: Codes, x: Numbers, y: Numbers) -> bool:
    """Whether a letter stands twice in one square."""
    squares = np.trunc(x).astype(np.int64) * SQUARES + np.trunc(y).astype(np.int64)
    keys = np.sort(squares * MIXED ^ letters.astype(np.int64))
    return bool((keys[1:] == keys[:-1]).any())


def _same_place(one: Char, other: Char) -> bool:
    near = 0.06 * one.size
    return (
        one.run != other.run and abs(one.size - other.size) < 0.1
        and abs(one.x - other.x) < near and abs(one.y - other.y) < near
    )


def ordered(chars: Chars) -> Chars:
    """The glyphs with a tone mark after the vowel of its letter: เพ่ือ -> เพื่อ."""
    if not (_TONES.among(chars.codes[:-1]) & _FIRST.among(chars.codes[1:])).any():
        return chars
    for index in chars.places(_FIRST):
        if index and chars.text[index - 1] in TONES:
            before, char = chars[index - 1], chars[index]
            if _same_letter(before, char):
                chars.fix(index - 1, char.text, "pdf.mark_order")
                chars.fix(index, before.text, "pdf.mark_order")
    return chars


def _same_letter(one: Char, other: Char) -> bool:
    return abs(one.x - other.x) < 0.5 * one.size and abs(one.y - other.y) < 0.5 * one.size
