"""Rows that print a header again, or only count the columns under it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from normalize.columns import Grid
from normalize.digits import arabic
from normalize.text import squash

_COUNTED = 2  # columns that a row of column numbers has more than


def same_header(grid: Grid, row: int, header: tuple[str, ...]) -> bool:
    """True where a row repeats a header row, be it misread (`ชื่อ` for `ข้อ`).

    Most of its filled cells must be the header's own, and none may be clearly another text.
    """
    pairs = [(squash(a), squash(b)) for a, b in zip(grid[row], header, strict=False)
             if a.strip() or b.strip()]
    alike = sum(_alike(a, b) for a, b in pairs)
    return len(pairs) >= 2 and alike >= 0.7 * len(pairs) and alike >= 2


def _alike(a: str, b: str) -> bool:
    return a == b or (len(b) > 3 and Levenshtein.normalized_similarity(a, b) >= 0.8)


def counts_columns(texts: Sequence[str]) -> bool:
    """True for a row that only numbers the columns of its table: "(1) | (2) | (3)"."""
    numbers = [arabic(squash(text)).strip("().") for text in texts if text.strip()]
    return len(numbers) > _COUNTED and numbers == [str(n + 1) for n in range(len(numbers))]
