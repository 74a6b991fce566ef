"""How likely letters are a given name, a family name: what a reader knows of Thai names.

Learnt from the lists of names that PyThaiNLP ships (some 12,000 given and 9,800 family names), the
first time a cell asks. It only decides where nothing printed does: where all of a name's words
stand on lines of their own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal

Kind = Literal["given", "family"]
ORDER = 4  # letters looked back
_LETTERS = 90  # letters and marks that may follow
_WEIGHT = 3.0  # how many unseen letters a context of its length counts for


@cache
def names_of(kind: Kind) -> frozenset[str]:
    """The names of a kind that PyThaiNLP lists."""
    from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

    return thai_family_names() if kind == "family" else thai_female_names() | thai_male_names()


@cache
def _counts(kind: Kind) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """How often each run of letters ends in its last letter, and how often its context stands."""
    return _counted(names_of(kind))


def _counted(names: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    runs: Counter[str] = Counter()
    contexts: Counter[str] = Counter()
    for name in names:
        letters = f"^{name}$"
        for end in range(1, len(letters)):
            for start in range(max(0, end - ORDER), end + 1):
                runs[letters[start : end + 1]] += 1
                contexts[letters[start:end]] += 1
    return runs, contexts


@lru_cache(maxsize=4096)
def likelihood(word: str, kind: Kind) -> float:
    """The natural logarithm of the chance of a name, its end included; 0 for no letters.

    "ประเสริฐ" as a given name about -11, "ศักดิ์ธารคำ" as a family name about -25.
    """
    if not word:
        return 0.0
    runs, contexts = _counts(kind)
    letters = f"^{word}$"
    return _length(len(word), kind) + sum(
        math.log(_chance(letters[:end], letters[end], runs, contexts))
        for end in range(1, len(letters)))


@cache
def _length(letters: int, kind: Kind) -> float:
    """The logarithm of the share of names that are as long or longer."""
    names = names_of(kind)
    return math.log((1 + sum(len(name) >= letters for name in names)) / (1 + len(names)))


def _chance(before: str, letter: str, runs: Mapping[str, int],
            contexts: Mapping[str, int]) -> float:
    """The chance of a letter behind others: shorter contexts fill in for longer ones."""
    chance = 1 / _LETTERS
    for size in range(min(ORDER, len(before)) + 1):
        context = before[len(before) - size:]
        seen = contexts.get(context, 0)
        chance = (runs.get(context + letter, 0) + _WEIGHT * chance) / (seen + _WEIGHT)
    return chance
