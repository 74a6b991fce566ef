"""The words of headers, and which of them a header prints, though a letter or mark is misread."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.text import squash
from schema.table import Frozen

_TONES = re.compile("[\u0e47-\u0e4e]")
_NUMBERING = re.compile(r"^(?:\*?\d{1,2}\*|\d{1,2}[.)]|\(\d{1,2}\))")


class Phrase(Frozen):
    """A wording of a header: squashed letters, the role that it names, and where it counts.

    match: whole = it is the whole header; part = it stands in it; under = it names a state where a
    sibling column names the opposite ("มี | ไม่มี"); over = it stands in a header over such states.
    """

    letters: str
    role: str
    match: str
    priority: int


@cache
def phrases() -> tuple[Phrase, ...]:
    """The wordings that name a role by themselves, the strongest and longest first."""
    alone = (p for p in wordings() if p.match in ("whole", "part"))
    return tuple(sorted(alone,
                        key=lambda p: (-p.priority, -len(p.letters), p.letters)))


@cache
def wordings() -> tuple[Phrase, ...]:
    """Every wording that columns.csv lists, also those that count only over or under others."""
    return tuple(
        Phrase(letters=squash(r["value"]).casefold(), role=r["canonical"],
               match=r["match"], priority=int(r["priority"]))
        for r in table("columns")
    )


def header_letters(header: str) -> str:
    """A header as letters alone: no tags, numbering, stars or white space."""
    letters = arabic(squash(re.sub(r"<[^<>]{1,40}>|\*\*", "", header))).casefold()
    return _NUMBERING.sub("", letters).strip("*:.")


def likely_phrases(letters: str) -> list[Phrase]:
    """The phrases, in their order, of which `nearly` may be true; of all others it is not."""
    bare, size = _bare(letters), len(letters)
    return [clue.phrase for clue in _clues()
            if clue.bare in bare or (clue.least <= size <= clue.most and (
                clue.first in letters or clue.second in letters or clue.third in letters))]


class _Clue(NamedTuple):
    """What stands in letters that print a phrase: one of the pieces, or the phrase without marks.

    least, most: how many letters there are, where the phrase is all of them.
    """

    phrase: Phrase
    first: str
    second: str
    third: str
    bare: str
    least: int
    most: int


@cache
def _clues() -> tuple[_Clue, ...]:
    return tuple(_clue(phrase) for phrase in phrases())


def _clue(phrase: Phrase) -> _Clue:
    size, allowed = len(phrase.letters), allowed_in(phrase)
    bare = _bare(phrase.letters)
    if phrase.match == "whole":
        return _Clue(phrase, "", "", "", bare, size - allowed, size + allowed)
    pieces = [piece for _, piece in _cut(phrase.letters, allowed + 1)] if allowed else ["\0"]
    return _Clue(phrase, pieces[0], pieces[len(pieces) // 2], pieces[-1], bare, 0, sys.maxsize)


def allowed_in(phrase: Phrase) -> int:
    """How many letters of a phrase may be misread."""
    size = len(phrase.letters)
    return 0 if size < 4 else 1 if size < 12 else 2


def nearly(phrase: Phrase, letters: str) -> bool:
    """True where a phrase stands in the letters but for one misread letter (two in long ones)."""
    if _unmarked(phrase, letters):
        return True
    size, allowed = len(phrase.letters), allowed_in(phrase)
    if not allowed or len(letters) < size - allowed:
        return False
    if phrase.match == "whole":
        return OSA.distance(phrase.letters, letters, score_cutoff=allowed) <= allowed
    windows = (letters[n : n + size + d] for n in _starts(phrase.letters, letters, allowed)
               for d in (-1, 0, 1) if n + size + d <= len(letters))
    return any(Levenshtein.distance(phrase.letters, w, score_cutoff=allowed) <= allowed
               for w in windows)


def _starts(sought: str, letters: str, allowed: int) -> Iterator[int]:
    """Where a phrase may stand in the letters with so many of its own misread.

    Cut into one piece more than may be misread, one of its pieces stands there as it is: so
    nearly all texts are done with at once, and in the others only what is around that piece.
    """
    seen: set[int] = set()
    for offset, piece in _cut(sought, allowed + 1):
        at = letters.find(piece)
        while at >= 0:
            near = range(max(0, at - offset - allowed), at - offset + allowed + 1)
            yield from (n for n in near if n not in seen)
            seen.update(near)
            at = letters.find(piece, at + 1)


@cache
def _cut(sought: str, count: int) -> tuple[tuple[int, str], ...]:
    """A phrase in pieces of nearly one length, each with where it begins."""
    ends = [len(sought) * n // count for n in range(count + 1)]
    return tuple((a, sought[a:b]) for a, b in pairwise(ends))


def _unmarked(phrase: Phrase, letters: str) -> bool:
    """True where a phrase stands in the letters but for tone marks and the like ("ขอ" for "ข้อ")."""
    sought, bare = _bare(phrase.letters), _bare(letters)
    return bool(bare) and (sought == bare if phrase.match == "whole" else sought in bare)


@lru_cache(maxsize=4096)
def _bare(letters: str) -> str:
    """Letters without tone marks and the like, which get lost first."""
    return _TONES.sub("", letters)
