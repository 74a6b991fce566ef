"""Contacts of a form: whole and in the pieces into which lines, columns and pages cut them.

What stands in another field than the contact's own, joined otherwise or cut off, cannot be known
as a contact by itself ("k.example.go.th"); it is looked for as a piece of one that the form prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from normalize.digits import arabic
from normalize.spelledout import meant
from oit.release.letters import Letters, letters, without_tags

LEAST_LETTERS = 4  # of a piece of an address, which must stand as a word of its own
LEAST_DIGITS = 6   # of a piece of a number; a year and a code are shorter
_APART = re.compile(r"[\s()\-–—‐‑−.·_~]{0,6}")
_DIGIT = re.compile("[0-9๐-๙]")
_WORD = "a-z0-9_%+\\-"


class KnownContacts:
    """The contacts that a form prints, looked for in all of its texts."""

    def __init__(self, contacts: Iterable[tuple[str, str]]) -> None:
        self.words: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        for kind, text in contacts:
            if kind == "phone":
                self.numbers |= dict.fromkeys(_numbers(text), kind)
            elif kind in ("email", "chat"):
                self.words |= dict.fromkeys(_words(text), kind)
        self.pattern = _pattern(self.words)

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where contacts and pieces of them stand in a text, with their kinds."""
        told = without_tags(text)
        if self.pattern:
            low = told.text.casefold() if told.text.isascii() else told.text.lower()
            for match in self.pattern.finditer(low) if len(low) == len(told.text) else ():
                yield *told.span(*match.span()), self.words[match[0]]
        if self.numbers and _DIGIT.search(told.text):
            yield from _found_numbers(told, self.numbers)


def _words(text: str) -> Iterator[str]:
    """An address whole, its name, and the pieces that its lines make; not the host, an agency's."""
    whole = letters(meant(text).text).text
    name, _, host = whole.partition("@")
    for piece in (whole, name, *text.casefold().split()):
        bare = piece.strip(".@,:;()[]")
        of_host = host == bare or host.endswith("." + bare)
        if len(bare) >= LEAST_LETTERS and re.search("[a-z]", bare) and not of_host:
            yield bare


def _numbers(text: str) -> Iterator[str]:
    """The digits of a number whole, without what is dialled behind it, and in its lines."""
    for piece in (text, re.split("[ก-ฮa-z#]", text, maxsplit=1)[0], *text.split("\n")):
        digits = "".join(_DIGIT.findall(arabic(piece)))
        if len(digits) >= LEAST_DIGITS:
            yield digits


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    longest = sorted(words, key=lambda word: (-len(word), word))
    if not longest:
        return None
    said = "|".join(map(re.escape, longest))
    return re.compile(rf"(?<![{_WORD}./@])(?:{said})(?![{_WORD}]|\.[a-z0-9])")


def _found_numbers(told: Letters, numbers: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Numbers whose digits stand in a text one behind the other, signs and white space aside."""
    at = [match.start() for match in _DIGIT.finditer(told.text)]
    digits = arabic("".join(told.text[n] for n in at))
    for number, kind in numbers.items():
        begin = digits.find(number)
        while begin >= 0:
            places = at[begin: begin + len(number)]
            before = begin > 0 and at[begin - 1] == places[0] - 1
            after = begin + len(number) < len(at) and \
                at[begin + len(number)] == places[-1] + 1
            if not before and not after and _near(told.text, places):
                yield *told.span(places[0], places[-1] + 1), kind
            begin = digits.find(number, begin + 1)


def _near(text: str, places: list[int]) -> bool:
    return all(_APART.fullmatch(text, a + 1, b) for a, b in pairwise(places))
