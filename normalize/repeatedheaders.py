"""Rows that print a header again, or only count the columns under it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from normalize.columns import Grid, header_role
from normalize.digits import arabic
from normalize.text import squash

_FEWEST, _MOST_ALIKE = 2, 0.7  # cells of a header that must stand there again; share of them
_COUNTED = 2  # columns that a row of column numbers has more than


def same_header(grid: Grid, row: int, header: tuple[str, ...]) -> bool:
    """True where a row repeats a header row, be it misread (`ชื่อ` for `ข้อ`).

    Most of its filled cells must be the header's own, and none may be clearly another text.
    """
    pairs = [(squash(a), squash(b)) for a, b in zip(grid[row], header, strict=False)
             if a.strip() or b.strip()]
    alike = [_alike(a, b) for a, b in pairs]
    if sum(alike) < max(_FEWEST, _MOST_ALIKE * len(pairs)):
        return False
    return not any(_another(a, b) for same, (a, b) in zip(alike, pairs, strict=True) if not same)


def _alike(a: str, b: str) -> bool:
    return a == b or (len(b) > 3 and Levenshtein.normalized_similarity(a, b) >= 0.8)


def _another(a: str, b: str) -> bool:
    """True for the words of two different columns: none of them is the other one misread."""
    (one, misread), (other, unsure) = header_role(a), header_role(b)
    return bool(one and other and one != other and not misread and not unsure)


def counts_columns(texts: Sequence[str]) -> bool:
    """True for a row that only numbers the columns of its table: "(1) | (2) | (3)"."""
    numbers = [arabic(squash(text)).strip("().") for text in texts if text.strip()]
    return len(numbers) > _COUNTED and numbers == [str(n + 1) for n in range(len(numbers))]


def is_rest(grid: Grid, at: int, header: int) -> bool:
    """True where a row behind a header leaves its first column blank, which the header names.

    It is the rest of a row of the page before, be its words those of a header.
    """
    return bool(grid[header][0].strip()) and not grid[at][0].strip()
