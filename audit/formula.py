"""How a total is made of the scores of a year, with the status of every part of that knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Literal

from catalogue.editions import edition as edition_of
from catalogue.lookup import table

Instrument = Literal["IIT", "EIT", "OIT"]
INSTRUMENTS: tuple[Instrument, ...] = ("IIT", "EIT", "OIT")
DIGITS = Decimal("0.01")


@dataclass(frozen=True)
class Group:
    """What an indicator (or sub-indicator) is the mean of: its parts by code, `o1`, `i3`, "9.1".

    derivable: False where documents do not print what the score is the mean of.
    """

    code: str
    instrument: Instrument
    parts: tuple[str, ...]
    derivable: bool = True


@dataclass(frozen=True)
class Formula:
    """The formula of a fiscal year; a part that is not verified there is left out.

    weights: of the instruments, in hundredths, None where the total is not verified; groups:
    sub-indicators, then indicators; bands: (name, least total, least of each instrument).
    """

    year: int
    groups: tuple[Group, ...]
    weights: dict[Instrument, Decimal] | None
    bands: tuple[tuple[str, Decimal, Decimal], ...]

    def group(self, code: str) -> Group | None:
        """The group of a code, None for one that is not known."""
        return next((group for group in self.groups if group.code == code), None)

    def indicators(self, instrument: Instrument) -> tuple[str, ...]:
        """The codes of an instrument's indicators: "OIT" -> ("9", "10")."""
        return tuple(g.code for g in self.groups
                     if g.instrument == instrument and "." not in g.code)


def mean(scores: Iterable[Decimal]) -> Decimal:
    """The plain mean, not rounded."""
    values = list(scores)
    return sum(values, Decimal(0)) / len(values)


def printed(score: Decimal) -> Decimal:
    """A score as results print it: two digits, half up. 98.105 -> 98.11."""
    return score.quantize(DIGITS, ROUND_HALF_UP)


@cache
def formula_of(year: int | None) -> Formula | None:
    """The formula of a Buddhist-era year; None where nothing of it is verified."""
    row = next((row for row in table("scoring") if row["value"] == str(year)), None)
    if row is None or year is None or row["means"] != "verified":
        return None
    weights: dict[Instrument, Decimal] | None = None
    if row["total"] == "verified":
        weights = {name: Decimal(row[name.lower()]) / 100 for name in INSTRUMENTS}
    bands = _bands(year) if row["bands"] == "verified" else ()
    return Formula(year=year, groups=(*_items(year), *_questions(year)), weights=weights,
                   bands=bands)


def _items(year: int) -> list[Group]:
    """Sub-indicators of items, then indicators of sub-indicators, from the item list."""
    edition = edition_of(year)
    if edition is None or edition.complete != "yes" or not edition.titled:
        return []
    subs: dict[str, list[str]] = {}
    above: dict[str, list[str]] = {}
    for item in edition.items:
        subs.setdefault(item.subindicator, []).append(item.code.lower())
        parts = above.setdefault(item.indicator, [])
        if item.subindicator not in parts:
            parts.append(item.subindicator)
    return [Group(code, "OIT", tuple(parts)) for code, parts in (*subs.items(), *above.items())]


def _questions(year: int) -> list[Group]:
    groups = []
    for row in table("scoring_questions"):
        of, _, code = row["value"].partition("/")
        if of == str(year):
            instrument: Instrument = "IIT" if row["canonical"] == "IIT" else "EIT"
            numbers = range(int(row["first"]), int(row["last"]) + 1)
            parts = tuple(f"{instrument[0].lower()}{n}" for n in numbers)
            groups.append(Group(code, instrument, parts, row["derivable"] == "yes"))
    return groups


def _bands(year: int) -> tuple[tuple[str, Decimal, Decimal], ...]:
    rows = [row for row in table("scoring_bands") if row["value"].startswith(f"{year}/")]
    found = [(r["canonical"], Decimal(r["total"]), Decimal(r["each"])) for r in rows]
    return tuple(sorted(found, key=lambda band: (-band[1], -band[2])))


def band_of(formula: Formula, total: Decimal, instruments: Iterable[Decimal]) -> str | None:
    """The band of a total and its instruments: the first whose least values are all reached."""
    least = min(instruments)
    return next((name for name, needed, each in formula.bands
                 if printed(total) >= needed and printed(least) >= each), None)
