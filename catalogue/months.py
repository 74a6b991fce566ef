"""The names of the months: as they are printed, and misspelt by one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import Levenshtein

from catalogue.lookup import table

_OFFICIAL = "Royal Institute list of abbreviations"
_WORD = re.compile(r"(?<![ก-๎.])(?:เดือน)?([ก-๎]{5,12})(?![ก-๎.])")
_DAY = re.compile(r"(?<!\d)(?:[1-9]|[12]\d|3[01])\s*$")
_YEAR = re.compile(r"\s*+(?:พ\.?\s*+ศ\.?)?\s*+(?:25\d\d|[4-9]\d)(?!\d)")
_BEFORE = 20  # letters before a month in which its day stands


@cache
def _names() -> frozenset[str]:
    return frozenset(row["value"] for row in table("months"))


@cache
def _full_names() -> tuple[str, ...]:
    return tuple(row["value"] for row in table("months")
                 if row["source"] == _OFFICIAL and "." not in row["value"])


def misspelt_months(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a month beside a day or a year is a letter wrong, and the month that is meant.

    Digits must be 0-9. Example: "1 ตุลคม 2565" -> (2, 7, "ตุลาคม").
    """
    for match in _WORD.finditer(text):
        word = match[1]
        dated = _DAY.search(text[max(0, match.start() - _BEFORE) : match.start()])
        dated = dated or _YEAR.match(text, match.end())
        if not dated or word in _names():
            continue
        near = [n for n in _full_names() if Levenshtein.distance(n, word, score_cutoff=1) <= 1]
        if len(near) == 1:
            yield match.start(1), match.end(1), near[0]
