"""How likely letters are a given name, a family name: what a reader knows of Thai names.

Learnt from the lists of names that PyThaiNLP ships (some 12,000 given and 9,800 family names), the
first time a cell asks. It only decides where nothing printed does: where all of a name's words
stand on lines of their own.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

Kind = Literal["given", "family"]
ORDER = 4  # letters looked back
_LETTERS = 90  # letters and marks that may follow


@cache
def names_of(kind: Kind) -> frozenset[str]:
    """The names of a kind that PyThaiNLP lists."""
    from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

    return thai_family_names() if kind == "family" else thai_female_names() | thai_male_names()


Runs = Mapping[str, "Counter[str]"]


@cache
def _runs(kind: Kind) -> Runs:
    """How often each letter follows up to ORDER others in the names of a kind."""
    runs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names_of(kind):
        letters = f"^{name}$"
        for end in range(1, len(letters)):
            for start in range(max(0, end - ORDER), end + 1):
                runs[letters[start:end]][letters[end]] += 1
    return runs


@lru_cache(maxsize=4096)
def likelihood(word: str, kind: Kind) -> float:
    """The natural logarithm of the chance of a name, its end included; 0 for no letters.

    "ประเสริฐ" as a given name about -11, "ศักดิ์ธารคำ" as a family name about -25.
    """
    if not word:
        return 0.0
    runs = _runs(kind)
    letters = f"^{word}$"
    return _length(len(word), kind) + sum(
        math.log(_chance(letters[:end], letters[end], runs))
        for end in range(1, len(letters)))


@cache
def _length(letters: int, kind: Kind) -> float:
    """The logarithm of the share of names that are as long or longer."""
    names = names_of(kind)
    return math.log((1 + sum(len(name) >= letters for name in names)) / (1 + len(names)))


def _chance(before: str, letter: str, runs: Runs) -> float:
    """The chance of a letter behind others.

    A shorter context fills in for a longer one by as much as that one is followed by ever other
    letters (Witten and Bell).
    """
    chance = 1 / _LETTERS
    for size in range(min(ORDER, len(before)) + 1):
        seen = runs.get(before[len(before) - size:])
        if seen:
            kinds, times = len(seen), seen.total()
            chance = (seen.get(letter, 0) + kinds * chance) / (times + kinds)
    return chance
