"""The editions of the item list as values: one edition per fiscal year, one item per code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from catalogue import lookup

Completeness = Literal["yes", "partial", "no"]

_COMPLETENESS: dict[str, Completeness] = {"yes": "yes", "partial": "partial", "no": "no"}

SURE = 0.9
"""Least confidence of an edition that others are mapped to by default."""


@dataclass(frozen=True, eq=False)
class CatalogueItem:
    """One item of one edition, e.g. O31 of 2566, ประกาศเจตนารมณ์นโยบาย No Gift Policy...

    Empty text and empty tuples mean "not known". `misprints` are damaged forms of the title met
    in print; `variants` are other wordings. `confidence` 0..1 is for title and place together.
    """

    edition: int
    code: str
    title: str
    variants: tuple[str, ...] = ()
    misprints: tuple[str, ...] = ()
    indicator: str = ""
    indicator_title: str = ""
    subindicator: str = ""
    subindicator_title: str = ""
    group: str = ""
    requires: tuple[str, ...] = ()
    period: str = ""
    source: str = ""
    confidence: float = 0.0
    note: str = ""

    @property
    def number(self) -> int:
        """The number in the code: 31 for "O31"."""
        return int(self.code[1:])


@dataclass(frozen=True, eq=False)
class Edition:
    """The item list of one fiscal year (Buddhist era), items in the order of their numbers.

    `complete`: "yes" = every item of the year is here; "partial" = something of every item is
    here, but not all of what a list holds; "no" = items are missing.
    """

    year: int
    items: tuple[CatalogueItem, ...]
    confidence: float
    complete: Completeness
    n_items: int | None = None
    sources: str = ""
    agreement: str = ""
    missing: str = ""

    @cached_property
    def by_code(self) -> dict[str, CatalogueItem]:
        """The items by code: `edition.by_code["O31"]`."""
        return {item.code: item for item in self.items}

    def item(self, code: str | None) -> CatalogueItem | None:
        """The item of a code, None where the edition has no such code."""
        return self.by_code.get(code) if code else None

    @property
    def titled(self) -> bool:
        """Whether every item has a title and a sub-indicator."""
        return all(item.title and item.subindicator for item in self.items)


def editions() -> dict[int, Edition]:
    """Every edition by year, oldest first; those of added data folders too."""
    return dict(_editions(lookup.folders()))


def edition(year: int | None) -> Edition | None:
    """The edition of a Buddhist-era year, None where the catalogue has none."""
    return _editions(lookup.folders()).get(year) if year is not None else None


def item(year: int | None, code: str | None) -> CatalogueItem | None:
    """The item of a code in an edition: `item(2566, "O1").title` is โครงสร้าง."""
    found = edition(year)
    return found.item(code) if found else None


def default_edition() -> Edition:
    """The newest edition that is sure (0.9) and whose every item has title and sub-indicator."""
    sure = [e for e in editions().values() if e.complete == "yes" and e.confidence >= SURE]
    titled = [e for e in sure if e.titled]
    if not titled:
        raise lookup.LookupTableError("no edition is complete and sure enough to be the default")
    return titled[-1]


@cache
def _editions(searched: tuple[Path, ...]) -> dict[int, Edition]:
    described = {row["edition"]: row for row in lookup.table("editions")}
    years = sorted(name.partition("/")[2] for name in lookup.names("editions"))
    return {int(year): _load(year, described.get(year, {})) for year in years}


def _load(year: str, described: lookup.Row) -> Edition:
    """An edition from its table; `described` is its row of editions.csv, which it may lack."""
    rows = lookup.table(f"editions/{year}")
    items = tuple(sorted((_item(int(year), row) for row in rows), key=lambda item: item.number))
    return Edition(
        year=int(year),
        items=items,
        confidence=_confidence(described, items),
        complete=_completeness(described, items),
        n_items=int(described["n_items"]) if described.get("n_items") else None,
        sources=described.get("sources", ""),
        agreement=described.get("agreement", ""),
        missing=described.get("missing", ""),
    )


def _item(year: int, row: lookup.Row) -> CatalogueItem:
    if not re.fullmatch(r"O[1-9]\d*", row["code"]):
        raise lookup.LookupTableError(f"editions/{year}.csv: {row['code']!r} is no code like O1")
    return CatalogueItem(
        edition=year,
        code=row["code"],
        title=row["title"],
        variants=_listed(row, "variants"),
        misprints=_listed(row, "misprints"),
        indicator=row["indicator"],
        indicator_title=row.get("indicator_title", ""),
        subindicator=row["subindicator"],
        subindicator_title=row.get("subindicator_title", ""),
        group=row["group"],
        requires=_listed(row, "requires"),
        period=row.get("period", ""),
        source=row.get("source", ""),
        confidence=float(row["confidence"] or 0),
        note=row.get("note", ""),
    )


def _listed(row: lookup.Row, column: str) -> tuple[str, ...]:
    return tuple(part for part in row.get(column, "").split("|") if part)


def _confidence(described: lookup.Row, items: tuple[CatalogueItem, ...]) -> float:
    """What editions.csv says; for a year it does not know, that of the weakest item."""
    if described:
        return float(described["confidence"])
    return min((item.confidence for item in items), default=0.0)


def _completeness(described: lookup.Row, items: tuple[CatalogueItem, ...]) -> Completeness:
    """What editions.csv says; else whether the numbers run from 1 without a gap."""
    said = _COMPLETENESS.get(described.get("complete", ""))
    if said:
        return said
    contiguous = [item.number for item in items] == list(range(1, len(items) + 1))
    return "yes" if items and contiguous and all(item.title for item in items) else "no"
