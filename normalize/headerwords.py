"""The words of headers, and which of them a header prints, though a letter or mark is misread."""

from __future__ import annotations

import re
from functools import cache
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


def near_phrases(letters: str) -> list[Phrase]:
    """The phrases that stand in the letters but for one misread letter (two in long ones)."""
    bare = _TONES.sub("", letters)
    return [sought.phrase for sought in _sought() if _is_near(sought, letters, bare)]


class _Sought(NamedTuple):
    """A phrase and what it is looked for by.

    bare: without tone marks and the like, which get lost first ("ขอ" for "ข้อ"); allowed: letters
    that may be misread; pieces: one more than that, of which one is then printed whole.
    """

    phrase: Phrase
    bare: str
    allowed: int
    pieces: tuple[str, ...]


@cache
def _sought() -> tuple[_Sought, ...]:
    found = []
    for phrase in phrases():
        size = len(phrase.letters)
        allowed = 0 if size < 4 else 1 if size < 12 else 2
        ends = [size * n // (allowed + 1) for n in range(allowed + 2)]
        pieces = tuple(phrase.letters[a:b] for a, b in pairwise(ends))
        found.append(_Sought(phrase, _TONES.sub("", phrase.letters), allowed, pieces))
    return tuple(found)


def _is_near(sought: _Sought, letters: str, bare: str) -> bool:
    phrase, size, allowed = sought.phrase, len(sought.phrase.letters), sought.allowed
    whole = phrase.match == "whole"
    if bare and (sought.bare == bare if whole else sought.bare in bare):
        return True
    if not allowed or len(letters) < size - allowed:
        return False
    if whole:
        return OSA.distance(phrase.letters, letters, score_cutoff=allowed) <= allowed
    if not any(piece in letters for piece in sought.pieces):
        return False  # nearly all phrases end here: the windows take a hundred times as long
    windows = (letters[n : n + size + d] for d in (-1, 0, 1)
               for n in range(len(letters) - size - d + 1))
    return any(Levenshtein.distance(phrase.letters, w, score_cutoff=allowed) <= allowed
               for w in windows)
