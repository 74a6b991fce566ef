"""Where the items of one edition are found in another: curated tables, composed over the years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

from catalogue import lookup
from catalogue.items import edition

Relation = Literal[
    "same",
    "renumbered",
    "renamed",
    "broadened",
    "narrowed",
    "split",
    "merged",
    "dropped",
    "new",
]
SEVERITY: tuple[Relation, ...] = get_args(Relation)
"""From the mildest to the gravest: the gravest of a path is the relation of the whole path."""

_BACKWARDS: dict[Relation, Relation] = {
    "broadened": "narrowed",
    "narrowed": "broadened",
    "merged": "split",
    "split": "merged",
}
_RELATIONS: dict[str, Relation] = {relation: relation for relation in SEVERITY}


@dataclass(frozen=True)
class Hop:
    """One step between neighbouring editions; `to_code` None = nothing answers to the item there.

    `evidence` says why (`evidence_th` in Thai), `alternative` how else the facts might be read.
    """

    from_year: int
    from_code: str
    to_year: int
    to_code: str | None
    relation: Relation
    confidence: float
    evidence: str = ""
    alternative: str = ""
    evidence_th: str = ""


@dataclass(frozen=True)
class Mapping:
    """What becomes of one item in another edition, e.g. O11 of 2566 -> merged, O8 of 2567.

    `relation` None where no table supports the pair, where the code is not in its edition and,
    backwards, where the item is new; `note` says which (`note_th` in Thai), and what became of
    the parts that ended on the way. `path` holds every hop, in order.
    """

    from_year: int
    code: str
    edition: int
    relation: Relation | None
    to: tuple[str, ...]
    confidence: float
    path: tuple[Hop, ...] = ()
    note: str = ""
    note_th: str = ""


def map_code(code: str, from_year: int, to_year: int) -> Mapping:
    """The items of `to_year` that answer to an item of `from_year`; either may be the older.

    `map_code("O11", 2566, 2565)` is split, O10 (แผนดำเนินงานประจำปี) and O18.
    """
    mapping = identity(code, from_year)
    step = 1 if to_year > from_year else -1
    for year in range(from_year + step, to_year + step, step) if to_year != from_year else ():
        mapping = extend(mapping, year)
    return mapping


def identity(code: str, year: int) -> Mapping:
    """An item in its own edition: same, itself."""
    known = edition(year)
    if known is None or known.item(code) is None:
        note, note_th = f"no {code} in the edition {year}", f"รายการปี {year} ไม่มีข้อ {code}"
        return Mapping(year, code, year, None, (), 0.0, (), note, note_th)
    return Mapping(year, code, year, "same", (code,), 1.0)


def extend(mapping: Mapping, year: int) -> Mapping:
    """The same mapping one edition further, or unchanged for the edition it has reached."""
    if year == mapping.edition:
        return mapping
    if mapping.relation is None or not mapping.to:
        return replace(mapping, edition=year, to=())  # what was dropped stays dropped
    table = _table(mapping.edition, year, lookup.folders())
    if table is None:
        return _unsupported(mapping, year)
    hops = tuple(hop for code in mapping.to for hop in table.get(code, ()))
    return _summary(mapping, year, (*mapping.path, *hops))


def crosswalk(from_year: int, to_year: int) -> tuple[Mapping, ...]:
    """Every item of `from_year` in its order, each with what becomes of it in `to_year`."""
    known = edition(from_year)
    items = known.items if known else ()
    return tuple(map_code(item.code, from_year, to_year) for item in items)


def new_codes(from_year: int, to_year: int) -> tuple[str, ...]:
    """The codes of `to_year` that no item of `from_year` leads to; empty for unsupported pairs."""
    known = edition(to_year)
    if known is None or not supported(from_year, to_year):
        return ()
    reached = {code for mapping in crosswalk(from_year, to_year) for code in mapping.to}
    return tuple(item.code for item in known.items if item.code not in reached)


def supported(from_year: int, to_year: int) -> bool:
    """Whether tables lead from one edition to the other, in either direction."""
    low, high = sorted((from_year, to_year))
    if edition(low) is None or edition(high) is None:
        return False
    return all(_rows(a, b) is not None for a, b in pairwise(range(low, high + 1)))


def pairs() -> tuple[tuple[int, int], ...]:
    """The neighbouring editions that a table joins, oldest first: (2565, 2566), ..."""
    years = (name.partition("/")[2].split("-") for name in lookup.names("crosswalk"))
    return tuple(sorted((int(a), int(b)) for a, b in years))


def worst(relations: Iterable[Relation]) -> Relation:
    """The gravest of some relations; "same" of none."""
    return max(relations, key=SEVERITY.index, default="same")


def _unsupported(mapping: Mapping, year: int) -> Mapping:
    return replace(
        mapping,
        edition=year,
        relation=None,
        to=(),
        confidence=0.0,
        note=f"no crosswalk table supports {mapping.edition}->{year}",
        note_th=f"ไม่มีตารางเทียบจากปี {mapping.edition} ไปปี {year}",
    )


def _summary(mapping: Mapping, year: int, path: tuple[Hop, ...]) -> Mapping:
    """The mapping that a longer path gives; an end on one branch only narrows the whole."""
    last = [hop for hop in path if hop.to_year == year]
    to = tuple(sorted({hop.to_code for hop in last if hop.to_code}, key=lambda c: int(c[1:])))
    ended = [hop for hop in path if hop.to_code is None]
    lived = [hop.relation for hop in path if hop.to_code is not None]
    relation: Relation | None = worst([*lived, "narrowed"] if ended else lived)
    if not to:
        relation = None if any(hop.relation == "new" for hop in ended) else "dropped"
    confidence = min((hop.confidence for hop in path), default=mapping.confidence)
    notes = [_notes(hop) for hop in ended]
    note, note_th = "; ".join(en for en, _ in notes), "; ".join(th for _, th in notes)
    start, code = mapping.from_year, mapping.code
    return Mapping(start, code, year, relation, to, confidence, path, note, note_th)


def _notes(hop: Hop) -> tuple[str, str]:
    """Why a path ends: dropped on the way forward, not yet there on the way back."""
    code, year = hop.from_code, hop.from_year
    if hop.relation == "new":
        return f"{code} is new in {year}", f"ข้อ {code} เพิ่งมีในปี {year}"
    return (
        f"{code} of {year} was dropped in {hop.to_year}",
        f"ข้อ {code} ของปี {year} ไม่มีแล้วในปี {hop.to_year}",
    )


@cache
def _table(
    from_year: int, to_year: int, searched: tuple[Path, ...]
) -> dict[str, tuple[Hop, ...]] | None:
    """The hops by code between two neighbouring editions, forwards or backwards; None = none."""
    rows = _rows(min(from_year, to_year), max(from_year, to_year))
    if rows is None or abs(from_year - to_year) != 1:
        return None
    hops = [_hop(row, from_year, to_year) for row in rows]
    codes = dict.fromkeys(hop.from_code for hop in hops if hop.from_code)
    return {code: tuple(hop for hop in hops if hop.from_code == code) for code in codes}


def _rows(older: int, newer: int) -> tuple[lookup.Row, ...] | None:
    name = f"crosswalk/{older}-{newer}"
    return lookup.table(name) if name in lookup.names("crosswalk") else None


def _hop(row: lookup.Row, from_year: int, to_year: int) -> Hop:
    """A row read forwards, or backwards with its relation turned round."""
    relation = _RELATIONS.get(row["relation"])
    if relation is None:
        raise lookup.LookupTableError(
            f"crosswalk {from_year}-{to_year}: unknown relation {row['relation']!r}"
        )
    start, end = row["from_code"], row["to_code"]
    if from_year > to_year:
        start, end = end, start
        relation = _BACKWARDS.get(relation, relation)
    return Hop(
        from_year=from_year,
        from_code=start,
        to_year=to_year,
        to_code=end or None,
        relation=relation,
        confidence=float(row["confidence"]),
        evidence=row["evidence"],
        alternative=row["alternative"],
        evidence_th=row.get("evidence_th", ""),
    )
