"""Texts on which a pattern may take long, made from what the pattern itself is made of.

Where a pattern repeats something, its text repeats it too, many times, behind what has to stand
before it, and ends in a letter that does not go on: so that each way to part the repetition, and
each place to begin at, is tried in vain.
"""

from __future__ import annotations

import importlib
import itertools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_parser: Any = importlib.import_module("re._parser")
LETTERS = " \n\tกาุ่1๑.-/(:,;a@_#%|*=<>\"'[]{}!?"
ENDS = ("", "!", "ก", "\nx", " ก ")
MANY = 8  # a repetition that may be longer is no longer bounded by next to nothing
CHOICES = 4  # samples of one part of a pattern
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


class Attack(NamedTuple):
    """`head`, then `piece` as often as wanted, then `tail`."""

    head: str
    piece: str
    tail: str

    def text(self, letters: int) -> str:
        """The text of about so many letters."""
        return self.head + self.piece * max(1, letters // len(self.piece)) + self.tail


def attacks(pattern: re.Pattern[str]) -> set[Attack]:
    """What is tried with a pattern; nothing for one that repeats nothing."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    made = set()
    for before, body in _repeats(list(tree), [""]):
        for head, piece in itertools.product(before, body):
            pieces = {piece, head + piece, head} - {""}
            made |= {Attack(first, one, end)
                     for one in pieces for first in {"", head} for end in ENDS}
    return made


def _repeats(parts: list[Any], before: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Each repetition: samples of what stands before it, and of what is repeated."""
    for kind, value in parts:
        if str(kind) in REPEATS:
            _, most, body = value
            if most == _parser.MAXREPEAT or most > MANY:
                yield before, _samples(list(body))
        for inner in _inner(kind, value):
            yield from _repeats(list(inner), before)
        before = _joined(before, _part(kind, value))


def _inner(kind: Any, value: Any) -> list[Any]:
    name = str(kind)
    if name in REPEATS:
        return [value[2]]
    if name == "SUBPATTERN":
        return [value[3]]
    if name == "ATOMIC_GROUP":
        return [value]
    if name == "BRANCH":
        return list(value[1])
    if name in {"ASSERT", "ASSERT_NOT"}:
        return [value[1]]
    return []


def _samples(parts: list[Any]) -> list[str]:
    """Some texts that a sequence takes."""
    made = [""]
    for kind, value in parts:
        made = _joined(made, _part(kind, value))
    return made


def _joined(left: list[str], right: list[str]) -> list[str]:
    """Each sample of both, not each of one with each of the other."""
    pairs = zip(left * len(right), right * len(left), strict=True) if left and right else ()
    return list(dict.fromkeys(a + b for a, b in pairs))[:max(CHOICES, len(left), len(right))]


def _part(kind: Any, value: Any) -> list[str]:
    name = str(kind)
    if name == "LITERAL":
        return [chr(value)]
    if name in {"IN", "ANY", "NOT_LITERAL", "CATEGORY"}:
        return _class(kind, value)
    if name in REPEATS:
        least, _, body = value
        once = _samples(list(body))
        return [text * max(least, 1) for text in once] if least else ["", *once][:CHOICES]
    if name == "BRANCH":
        return [text for branch in value[1] for text in _samples(list(branch))[:1]][:CHOICES]
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _samples(list(value[3] if name == "SUBPATTERN" else value))
    if name == "ASSERT" and value[0] < 0:
        return _samples(list(value[1]))
    return [""]


def _class(kind: Any, value: Any) -> list[str]:
    """Letters of a class: those that other classes have too are the ones that cost."""
    if str(kind) == "ANY":
        return [" ", "ก", ".", "("]
    taken = [letter for letter in LETTERS if _takes(kind, value, letter)]
    return taken[:CHOICES * 2] or _first(value)


def _takes(kind: Any, value: Any, letter: str) -> bool:
    if str(kind) == "NOT_LITERAL":
        return ord(letter) != value
    negated, hit = False, False
    for what, of in value:
        name = str(what)
        negated |= name == "NEGATE"
        hit |= name == "LITERAL" and ord(letter) == of
        hit |= name == "RANGE" and of[0] <= ord(letter) <= of[1]
        hit |= name == "CATEGORY" and bool(re.match(_CATEGORIES[str(of)], letter))
    return hit is not negated


_CATEGORIES = {"CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_DIGIT": r"\d",
               "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W"}


def _first(value: Any) -> list[str]:
    """A letter of a class that has none of the usual ones."""
    what, of = value[0]
    return [chr(of[0] if str(what) == "RANGE" else of)] if str(what) in {"RANGE", "LITERAL"} else []
