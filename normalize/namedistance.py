"""How far two spellings of a name are apart, in letters that a reader or typist would change.

Another letter costs 1. What recognisers confuse and what files lose (`reading_costs.csv`) costs
less: ร for ว, ภ for ก, ช for ซ, a mark that is lost, doubled or moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from catalogue.lookup import table
from normalize.text import squash

LETTER = 1.0    # another letter, one lost, one too many
DOUBLED = 0.35  # a letter printed twice, or once of two
SILENT = 0.35   # a letter that is not spoken, left out with its sign: "กรรณิการ์", "กรรณิกา"
MOVED = 0.7     # two letters that changed their places
THANTHAKHAT = "\u0e4c"
_WIDEST = 2     # letters of the longest confusion ("เเ" for "แ")


class Costs(NamedTuple):
    """What changes cost: letters for letters (both ways), and each mark."""

    swaps: Mapping[tuple[str, str], float]
    marks: Mapping[str, float]


@cache
def _costs() -> Costs:
    swaps: dict[tuple[str, str], float] = {}
    marks: dict[str, float] = {}
    for row in table("reading_costs"):
        one, _, two = row["value"].partition(" ")
        if row["kind"] == "mark":
            marks[one] = float(row["cost"])
        else:
            swaps[one, two] = swaps[two, one] = float(row["cost"])
    return Costs(swaps, marks)


@lru_cache(maxsize=16384)
def name_distance(one: str, two: str) -> float:
    """The least cost of the changes between two spellings, white space aside; 0 for the same.

    Example: "ภักดีวงศ์" and "กักดีวงศ์" 0.4, "สมชาย" and "สมชัย" 1.35, "ชนะ" and "ชนา" 1.0.
    """
    a, b = squash(one), squash(two)
    costs = _costs()
    far = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i or j:
                far[i][j] = _least(far, a[:i], b[:j], costs)
    return round(far[-1][-1], 4)


def _least(far: list[list[float]], a: str, b: str, costs: Costs) -> float:
    """The least cost of two beginnings, of which all shorter ones are known."""
    i, j = len(a), len(b)
    ways = []
    if i:
        ways.append(far[i - 1][j] + _extra(a, costs))
    if j:
        ways.append(far[i][j - 1] + _extra(b, costs))
    if i > 1 and a[-1] == THANTHAKHAT:
        ways.append(far[i - 2][j] + SILENT)
    if j > 1 and b[-1] == THANTHAKHAT:
        ways.append(far[i][j - 2] + SILENT)
    if i and j:
        ways.append(far[i - 1][j - 1] + (a[-1] != b[-1]) * LETTER)
        ways += [far[i - m][j - n] + costs.swaps[a[-m:], b[-n:]]
                 for m in range(1, min(i, _WIDEST) + 1) for n in range(1, min(j, _WIDEST) + 1)
                 if (a[-m:], b[-n:]) in costs.swaps]
    if i > 1 and j > 1 and a[-1] == b[-2] and a[-2] == b[-1]:
        ways.append(far[i - 2][j - 2] + min(costs.marks.get(x, MOVED) for x in a[-2:]))
    return min(ways)


def _extra(text: str, costs: Costs) -> float:
    """The cost of the last letter of a beginning that the other spelling lacks."""
    doubled = DOUBLED if text[-2:-1] == text[-1] else LETTER
    return min(doubled, costs.marks.get(text[-1], LETTER))
