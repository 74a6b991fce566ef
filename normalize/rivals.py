"""Other items of an edition whose official words explain a component better than its own item's."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain
from typing import NamedTuple

from catalogue.editions import CatalogueItem, Edition
from normalize.facts import LONG, RUN, asked, coverage, points

MARGIN = 10
"""How many more letters another item must explain than its own to put it in doubt."""
CLOSE = 0.75
"""Share of the best rival's letters at which another rival is as likely."""


def rivals(text: str, item: CatalogueItem, edition: Edition) -> list[CatalogueItem]:
    """Other items whose titles and facts explain clearly more of a component, best first.

    Those that come close to the best stand beside it: the facts cannot tell them apart. text: the
    component's `letters`.
    """
    enough = max(0.0, explained(text, item, edition)) + MARGIN
    best, found = enough, []
    for bound, number in by_bound(text, item, edition):
        if bound < CLOSE * best or bound < enough == best:
            break  # neither this one nor those behind it can be a rival
        share = explained(text, edition.items[number], edition)
        best = max(best, share)
        found.append((share, number))
    if best <= enough:
        return []
    close = sorted((-share, number) for share, number in found if share >= CLOSE * best)
    return [edition.items[number] for _, number in close]


def explained(text: str, item: CatalogueItem, edition: Edition) -> float:
    """Letters of title and facts that stand in a component, less those that do not."""
    return sum(len(fact) * (2 * coverage(fact, text) - 1) for fact in asked(item, edition))


class _Index(NamedTuple):
    """What a text is compared with: the items of an edition that have facts, by number.

    facts: by each run of letters that counts, the titles and facts that hold it, each as often as
    it does; items: by each of these, the items that ask it; least: what each item explains at most
    of a text that has no such run.
    """

    facts: dict[str, list[str]]
    items: dict[str, list[int]]
    least: dict[int, int]


@cache
def _index(edition: Edition) -> _Index:
    index = _Index({}, {}, {})
    for number, item in enumerate(edition.items):
        if not points(item, edition):
            continue
        wanted = asked(item, edition)
        index.least[number] = sum(-len(f) if len(f) >= LONG else len(f) for f in wanted)
        for fact in wanted:
            index.items.setdefault(fact, []).append(number)
    for fact in index.items:
        for start in range(len(fact) - RUN + 1) if len(fact) >= LONG else ():
            index.facts.setdefault(fact[start : start + RUN], []).append(fact)
    return index


def by_bound(text: str, item: CatalogueItem, edition: Edition) -> list[tuple[int, int]]:
    """What each other item that has facts explains at most, and its place, the greatest first."""
    index = _index(edition)
    runs = {text[start : start + RUN] for start in range(len(text) - RUN + 1)}
    times = Counter(chain.from_iterable([index.facts.get(run, ()) for run in runs]))
    most = dict(index.least)
    for fact, count in times.items():
        for number in index.items[fact]:
            most[number] += 2 * min(len(fact), RUN * count)
    return sorted(((bound, number) for number, bound in most.items()
                   if edition.items[number] is not item), reverse=True)
