"""Order and repetition: bold faked by printing twice, a tone mark before its vowel."""

from __future__ import annotations

from collections import defaultdict
from itertools import compress
from operator import attrgetter, ne

from extract.pdf.chars import Char, fixed
from extract.pdf.fonts import TONES

#: Vowels and marks that come before a tone mark in writing.
FIRST = frozenset("ัิีึืฺุู")

_run, _text, _begun = attrgetter("run"), attrgetter("text"), attrgetter("text", "x", "y")


def without_overprint(chars: list[Char]) -> list[Char]:
    """The glyphs without those printed a second time at (nearly) the same place.

    Example: a title printed twice, 0.3 pt apart, to look bold: มมนนตตรรีี -> มนตรี.
    """
    if not _crowded(chars):
        return chars
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


def _crowded(chars: list[Char]) -> bool:
    """Whether two text objects begin with one letter within a few points of each other.

    What is printed twice is printed twice as a whole. Two grids, so that none is cut apart.
    """
    runs = list(map(_run, chars))
    begins = map(ne, runs, [-1, *runs])
    if " " in map(_text, compress(chars, begins)):  # a run is known by its first letter
        chars = [char for char in chars if char.text != " "]
        runs = list(map(_run, chars))
    begun = list(map(_begun, compress(chars, map(ne, runs, [-1, *runs]))))
    one = {(text, int(x * 0.4), int(y * 0.4)) for text, x, y in begun}
    other = {(text, int(x * 0.4 + 0.5), int(y * 0.4 + 0.5)) for text, x, y in begun}
    return len(one) < len(begun) or len(other) < len(begun)


def _same_place(one: Char, other: Char) -> bool:
    near = 0.06 * one.size
    return (
        one.run != other.run and abs(one.size - other.size) < 0.1
        and abs(one.x - other.x) < near and abs(one.y - other.y) < near
    )


def ordered(chars: list[Char]) -> list[Char]:
    """The glyphs with a tone mark after the vowel of its letter: เพ่ือ -> เพื่อ."""
    made = list(chars)
    places = [index for index, char in enumerate(chars) if char.text in FIRST and index]
    for index in places:
        before, char = made[index - 1], made[index]
        if before.text in TONES and _same_letter(before, char):
            made[index - 1] = fixed(before, char.text, "pdf.mark_order")
            made[index] = fixed(char, before.text, "pdf.mark_order")
    return made


def _same_letter(one: Char, other: Char) -> bool:
    return abs(one.x - other.x) < 0.5 * one.size and abs(one.y - other.y) < 0.5 * one.size
