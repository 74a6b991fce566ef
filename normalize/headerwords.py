"""The words of headers, and which of them a header prints, though a letter or mark is misread."""

from __future__ import annotations

import re
from collections.abc import Container, Hashable, Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import OSA, Levenshtein

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.text import squash
from schema.table import Frozen

K = TypeVar("K", bound=Hashable)

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


def exact_parts(letters: str) -> list[Phrase]:
    """The phrases that stand in the letters as they are, in the order of `phrases`."""
    found = {number for _, piece in _standing(_exact_parts(), letters) for number, _ in piece.uses}
    return [_sought()[n].phrase for n in sorted(found)]


def near_phrases(letters: str) -> list[Phrase]:
    """The phrases that stand in the letters but for one misread letter (two in long ones)."""
    bare = _TONES.sub("", letters)
    sought = _sought()
    found = {number for _, piece in _standing(_bare_parts(), bare) for number, _ in piece.uses}
    found.update(_bare_wholes().get(bare, ()) if bare else ())
    for size in range(len(letters) - _MOST, len(letters) + _MOST + 1):
        found.update(n for n in _wholes().get(size, ()) if _is_near_whole(sought[n], letters))
    found.update(_near_parts(letters, found))
    return [sought[n].phrase for n in sorted(found)]


class _Sought(NamedTuple):
    """A phrase and what it is looked for by.

    bare: without tone marks and the like, which get lost first ("ขอ" for "ข้อ"); allowed: letters
    that may be misread.
    """

    phrase: Phrase
    bare: str
    allowed: int


_MOST = 2  # letters that may be misread in a long phrase


@cache
def _sought() -> tuple[_Sought, ...]:
    found = []
    for phrase in phrases():
        size = len(phrase.letters)
        allowed = 0 if size < 4 else 1 if size < 12 else _MOST
        found.append(_Sought(phrase, _TONES.sub("", phrase.letters), allowed))
    return tuple(found)


@cache
def _bare_wholes() -> dict[str, list[int]]:
    """The phrases that are a whole header, by their bare letters."""
    return _grouped((s.bare, n) for n, s in enumerate(_sought()) if s.phrase.match == "whole")


@cache
def _wholes() -> dict[int, list[int]]:
    """The phrases that are a whole header and may be misread, by their number of letters."""
    return _grouped((len(s.phrase.letters), n) for n, s in enumerate(_sought())
                    if s.phrase.match == "whole" and s.allowed)


def _grouped(pairs: Iterable[tuple[K, int]]) -> dict[K, list[int]]:
    found: dict[K, list[int]] = {}
    for key, number in pairs:
        found.setdefault(key, []).append(number)
    return found


def _is_near_whole(sought: _Sought, letters: str) -> bool:
    return OSA.distance(sought.phrase.letters, letters,
                        score_cutoff=sought.allowed) <= sought.allowed


class _Piece(NamedTuple):
    """Letters that phrases share, and where: the number of each phrase, the place in it."""

    letters: str
    uses: tuple[tuple[int, int], ...]


Pieces = dict[str, list[_Piece]]
_START = 2  # letters of a piece by which it is found


@cache
def _exact_parts() -> Pieces:
    """The letters of each phrase that is a part of a header."""
    return _by_start((s.phrase.letters, n, 0) for n, s in enumerate(_sought())
                     if s.phrase.match == "part")


@cache
def _bare_parts() -> Pieces:
    """The bare letters of each phrase that is a part of a header."""
    return _by_start((s.bare, n, 0) for n, s in enumerate(_sought()) if s.phrase.match == "part")


@cache
def _pieces() -> Pieces:
    """Each phrase in one piece more than letters may be misread: one of them is printed whole."""
    return _by_start((sought.phrase.letters[start:end], number, start)
                     for number, sought in enumerate(_sought())
                     if sought.phrase.match == "part" and sought.allowed
                     for start, end in _ends(len(sought.phrase.letters), sought.allowed + 1))


def _ends(size: int, count: int) -> Iterable[tuple[int, int]]:
    """Where each of some nearly equal parts begins and ends."""
    return pairwise(size * n // count for n in range(count + 1))


def _by_start(uses: Iterable[tuple[str, int, int]]) -> Pieces:
    together: dict[str, list[tuple[int, int]]] = {}
    for letters, number, place in uses:
        together.setdefault(letters, []).append((number, place))
    found: Pieces = {}
    for letters, places in together.items():
        found.setdefault(letters[:_START], []).append(_Piece(letters, tuple(places)))
    return found


def _standing(pieces: Pieces, letters: str) -> Iterable[tuple[int, _Piece]]:
    """The pieces that stand in some letters, each time with its place."""
    for at in range(len(letters) - _START + 1):
        for piece in pieces.get(letters[at : at + _START], ()):
            if letters.startswith(piece.letters, at):
                yield at, piece


def _near_parts(letters: str, known: Container[int]) -> set[int]:
    """The phrases of which some stretch of the letters is a misreading."""
    found: set[int] = set()
    for at, piece in _standing(_pieces(), letters):
        found.update(number for number, place in piece.uses
                     if number not in known and number not in found
                     and _is_near_at(_sought()[number], letters, at - place))
    return found


def _is_near_at(sought: _Sought, letters: str, expected: int) -> bool:
    """Whether a stretch that begins about where a piece of the phrase tells is a misreading."""
    phrase, allowed = sought.phrase.letters, sought.allowed
    for start in range(max(0, expected - allowed), expected + allowed + 1):
        for size in range(len(phrase) - 1, min(len(phrase) + 1, len(letters) - start) + 1):
            stretch = letters[start : start + size]
            if Levenshtein.distance(phrase, stretch, score_cutoff=allowed) <= allowed:
                return True
    return False
