"""How likely letters are a given name, a family name: what a reader knows of Thai names.

Learnt from the lists of names that PyThaiNLP ships (some 12,000 given and 9,800 family names), the
first time a cell asks. It only decides where nothing printed does: where all of a name's words
stand on lines of their own.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import marisa_trie

Kind = Literal["given", "family"]
ORDER = 4  # letters looked back
_LETTERS = 90  # letters and marks that may follow


@cache
def names_of(kind: Kind) -> frozenset[str]:
    """The names of a kind that PyThaiNLP lists."""
    from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

    return thai_family_names() if kind == "family" else thai_female_names() | thai_male_names()


class Runs(NamedTuple):
    """How letters follow one another in names; 3 MB, where a dictionary takes 40.

    numbers: runs of letters -> the number of each; by that number, how often the run stands in a
    name, how many different letters follow it there, and how often any does.
    """

    numbers: marisa_trie.Trie
    times: array[int]
    kinds: array[int]
    followed: array[int]


@cache
def _runs(kind: Kind) -> Runs:
    """The runs of up to ORDER letters, and with the one behind them, in the names of a kind."""
    names = [f"^{name}$" for name in names_of(kind)]
    times = Counter(name[start:end] for name in names for end in range(2, len(name) + 1)
                    for start in range(max(0, end - 1 - ORDER), end))
    numbers = marisa_trie.Trie({*times, *(run[:-1] for run in times)})
    counts = Runs(numbers, *(array("I", bytes(4 * len(numbers))) for _ in range(3)))
    for run, found in times.items():
        before = numbers[run[:-1]]
        counts.times[numbers[run]] = found
        counts.kinds[before] += 1
        counts.followed[before] += found
    return counts


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
    number = runs.numbers.get
    for start in range(len(before), max(-1, len(before) - ORDER - 1), -1):
        at = number(before[start:])
        if at is None or not runs.kinds[at]:
            break  # nor does a longer one stand in any name, or only at its end
        run = number(before[start:] + letter)
        kinds = runs.kinds[at]
        chance = ((0 if run is None else runs.times[run]) + kinds * chance) / (
            runs.followed[at] + kinds)
    return chance
