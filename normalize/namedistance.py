"""How far two spellings of a name are apart, in letters that a reader or typist would change.

Another letter costs 1. What recognisers confuse and what files lose (`reading_costs.csv`) costs
less: ร for ว, ภ for ก, ช for ซ, a mark that is lost, doubled or moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import NamedTuple

from catalogue.lookup import table
from normalize.text import squash

LETTER = 1.0    # another letter, one lost, one too many
DOUBLED = 0.35  # a letter printed twice, or once of two
SILENT = 0.35   # a letter that is not spoken, left out with its sign: "กรรณิการ์", "กรรณิกา"
MOVED = 0.7     # two letters that changed their places
THANTHAKHAT = "\u0e4c"


class Costs(NamedTuple):
    """What changes cost: letters for letters (both ways), and each mark.

    sizes: how many letters stand for how many, by the last of each.
    """

    swaps: Mapping[tuple[str, str], float]
    marks: Mapping[str, float]
    sizes: Mapping[tuple[str, str], Set[tuple[int, int]]]


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
    sizes: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for one, two in swaps:
        sizes.setdefault((one[-1], two[-1]), set()).add((len(one), len(two)))
    return Costs(swaps, marks, sizes)


@lru_cache(maxsize=16384)
def name_distance(one: str, two: str) -> float:
    """The least cost of the changes between two spellings, white space aside; 0 for the same.

    Example: "ภักดีวงศ์" and "กักดีวงศ์" 0.4, "สมชาย" and "สมชัย" 1.35, "ชนะ" and "ชนา" 1.0.
    """
    a, b = squash(one), squash(two)
    if a == b:
        return 0.0
    costs = _costs()
    without_a, without_b = _losses(a, costs), _losses(b, costs)
    far = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    far[0] = list(_sums(b, without_b))
    for i, least in enumerate(_sums(a, without_a)):
        far[i][0] = least
    for i, x in enumerate(a, 1):
        above, row = far[i - 1], far[i]
        for j, y in enumerate(b, 1):
            least = min(above[j] + without_a[i - 1], row[j - 1] + without_b[j - 1],
                        above[j - 1] + (x != y) * LETTER)
            if THANTHAKHAT in (x, y) or (x, y) in costs.sizes or (a[i - 2] == y and b[j - 2] == x):
                least = min([least, *_rarer(far, a[:i], b[:j], costs)])
            row[j] = least
    return round(far[-1][-1], 4)


def _losses(text: str, costs: Costs) -> list[float]:
    """The cost of each letter where the other spelling lacks it."""
    return [min(DOUBLED if text[n - 1 : n] == letter else LETTER, costs.marks.get(letter, LETTER))
            for n, letter in enumerate(text)]


def _sums(text: str, losses: Sequence[float]) -> Iterator[float]:
    """The least cost of each beginning of a spelling where the other one has nothing."""
    known = [0.0]
    for n, loss in enumerate(losses):
        silent = [known[n - 1] + SILENT] if n and text[n] == THANTHAKHAT else []
        known.append(min([known[n] + loss, *silent]))
    yield from known


def _rarer(far: list[list[float]], a: str, b: str, costs: Costs) -> Iterator[float]:
    """The costs of two beginnings by what is not one letter lost, changed or too many."""
    i, j = len(a), len(b)
    if a[-1] == THANTHAKHAT and i > 1:
        yield far[i - 2][j] + SILENT
    if b[-1] == THANTHAKHAT and j > 1:
        yield far[i][j - 2] + SILENT
    for m, n in costs.sizes.get((a[-1], b[-1]), ()):
        if m <= i and n <= j and (swap := costs.swaps.get((a[-m:], b[-n:]))) is not None:
            yield far[i - m][j - n] + swap
    if i > 1 and j > 1 and a[-1] == b[-2] and a[-2] == b[-1]:
        yield far[i - 2][j - 2] + min(costs.marks.get(x, MOVED) for x in a[-2:])
