"""Units, assignees and certifiers of an item from its cells.

A column headed only "ผู้รับผิดชอบ" may hold people, posts or offices: the words of each entry decide.
Several columns of one role ("ผู้รับผิดชอบหลัก", "ผู้รับผิดชอบร่วม") are read one by one, so that what stands
in one is never taken for a part of what stands in the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from normalize.cells import found, no_column
from normalize.columns import is_position_header
from normalize.digits import arabic
from normalize.layout import CellRun, LogicalRow
from normalize.names import Names
from normalize.people import PersonReading, person_cell, with_positions
from normalize.text import is_blank, nfc, one_space
from normalize.units import UnitPiece, UnitsReading, unit_cell
from schema.record import PersonRecord, UnitRecord
from schema.table import Place
from schema.value import AnyValue, Text, Value, absent

IN_UNIT_COLUMN = "person.in_unit_column"


class UnitsOfItem(NamedTuple):
    """Units, the cell they stand in, words of a task, and prose for the remark."""

    cell: AnyValue
    units: tuple[UnitRecord, ...] = ()
    duty: Text = no_column()
    prose: Text | None = None


class PeopleOfItem(NamedTuple):
    """People of one role and the cells they stand in."""

    cell: AnyValue
    people: tuple[PersonRecord, ...] = ()


class Responsible(NamedTuple):
    """Who is responsible for an item: units, assignees, certifiers."""

    units: UnitsOfItem
    assignees: PeopleOfItem
    certifiers: PeopleOfItem


class _Entries(NamedTuple):
    """What one column names: units with words of a task or prose, and people."""

    run: CellRun
    units: UnitsReading = UnitsReading()
    people: tuple[PersonReading, ...] = ()


def responsible_of(row: LogicalRow, names: Names) -> Responsible:
    """Units, assignees and certifiers of a row, from all columns that name any of them."""
    whole = {role: row.cells.get(role) for role in ("unit", "assignee", "responsible", "certifier")}
    columns = {role: _columns(row, run) for role, run in whole.items()}
    units = [_in_unit_column(run, names) for run in columns["unit"]]
    people = _people(row, columns["assignee"], names)
    either = [_either(entries, whole) for entries in _people(row, columns["responsible"], names)]
    held = [e for e in either if e.people or whole["assignee"] is None]
    named = [e for e in either if e.units.units or e.units.prose]
    assigned = _run(whole["assignee"], *(e.run for e in held if whole["responsible"]))
    unit = _run(whole["unit"], *(e.run for e in named))
    if unit is None and not any(e.people for e in held) and whole["responsible"] is not None:
        unit, assigned = whole["responsible"], whole["assignee"]
        if assigned is None and is_blank(unit.text):
            assigned = unit  # the column is there, for either
    moved = [e._replace(units=UnitsReading()) for e in units if e.people]
    return Responsible(
        units=_units(unit, [*units, *named], raw=whole["responsible"]),
        assignees=_assigned(assigned or _run(None, *(e.run for e in moved)),
                            [*people, *held, *moved]),
        certifiers=_assigned(whole["certifier"], _people(row, columns["certifier"], names)),
    )


def _columns(row: LogicalRow, run: CellRun | None) -> list[CellRun]:
    """A cell by its columns; those under one header are one ("ผู้รับผิดชอบ" over name and post)."""
    if run is None:
        return []
    headers = {c.number + 1: c.header for c in row.columns}
    pieces = sorted(run.pieces, key=lambda c: c.place.column or 0)
    groups = groupby(pieces, key=lambda c: headers.get(c.place.column or 0, ""))
    return [replace(run, pieces=tuple(group)) for _, group in groups]


def _run(one: CellRun | None, *more: CellRun) -> CellRun | None:
    """Several cells as one, None for none."""
    runs = [run for run in (one, *more) if run is not None]
    pieces = dict.fromkeys(c for run in runs for c in run.pieces)
    return replace(runs[0], pieces=tuple(pieces)) if runs else None


def _in_unit_column(run: CellRun, names: Names) -> _Entries:
    """The units of a cell; people and their posts in it are people."""
    if is_blank(run.text):
        return _Entries(run=run)
    reading = unit_cell(run.claimed, run.flattened)
    people = [r._replace(rules=(*r.rules, IN_UNIT_COLUMN))
              for text in reading.people for r in person_cell(text, names, run.flattened)]
    return _Entries(run=run, units=reading, people=tuple(people))


def _people(row: LogicalRow, runs: Sequence[CellRun], names: Names) -> list[_Entries]:
    """The people of each column; a column of posts gives those of the column before."""
    headers = {c.number + 1: c.header for c in row.columns}
    read: list[_Entries] = []
    for run in runs:
        found = person_cell(run.claimed, names, run.flattened)
        column = run.pieces[0].place.column or 0
        posts = is_position_header(headers.get(column, ""))
        paired = with_positions(read[-1].people, found) if posts and read else None
        if paired is None:
            read.append(_Entries(run=run, people=found))
        else:
            both = _run(read[-1].run, run) or run
            read[-1] = _Entries(run=both, people=paired)
    return read


def _either(entries: _Entries, whole: dict[str, CellRun | None]) -> _Entries:
    """The entries of a column "ผู้รับผิดชอบ" as units and people.

    Where the form has a column for units and none for people, all are assignees. Else names, posts
    and groups are assignees and the rest units; words that say neither go with what stands there.
    """
    if whole["unit"] is not None and whole["assignee"] is None:
        return entries
    people = tuple(r for r in entries.people
                   if r.name or r.position or {"person.group", "person.vacant"} & set(r.rules))
    others = [r for r in entries.people if r not in people]
    if not people:
        units = unit_cell(entries.run.claimed, entries.run.flattened)
        return _Entries(run=entries.run, units=units)
    units = UnitsReading(units=tuple(UnitPiece(name=r.text, raw=r.text) for r in others
                                     if "person.unit" in r.rules))
    unclear = tuple(r for r in others if "person.unit" not in r.rules)
    return _Entries(run=entries.run, units=units, people=(*people, *unclear))


def _units(run: CellRun | None, read: Iterable[_Entries], raw: CellRun | None) -> UnitsOfItem:
    """The units of several columns as records; `raw`: a cell of posts that is kept there too."""
    if run is None:
        kept = Value(raw=raw.raw, places=raw.places) if raw is not None else no_column()
        return UnitsOfItem(cell=kept)
    if is_blank(run.text):
        return UnitsOfItem(cell=_blank(run), duty=absent("not_stated", run.places))
    units: list[UnitRecord] = []
    duties: list[str] = []
    prose: list[str] = []
    for entries in read:
        units += [_unit(piece, entries.run) for piece in entries.units.units]
        duties += [entries.units.duty] if entries.units.duty else []
        prose += [entries.units.prose] if entries.units.prose else []
    blank = absent("not_stated", run.places)
    return UnitsOfItem(
        cell=found(run, None), units=tuple(units),
        duty=found(run, " ".join(duties), "unit.duty", 0.95) if duties else blank,
        prose=found(run, " ".join(prose), "unit.prose", 0.95) if prose else None)


def _unit(piece: UnitPiece, run: CellRun) -> UnitRecord:
    name = Value(text=piece.name, raw=piece.raw, places=run.places, rules=run.rules,
                 confidence=run.confidence)
    return UnitRecord(values={"name": name}, source=run.places[0])


def _blank(run: CellRun) -> Text:
    return absent("not_stated", run.places, run.raw.strip() or None)


def _assigned(run: CellRun | None, read: Iterable[_Entries]) -> PeopleOfItem:
    """The people of several columns as records."""
    if run is None:
        return PeopleOfItem(cell=no_column())
    if is_blank(run.text):
        return PeopleOfItem(cell=_blank(run))
    people = tuple(_record(reading, e.run) for e in read for reading in e.people)
    return PeopleOfItem(cell=found(run, None), people=people)


def _record(reading: PersonReading, run: CellRun) -> PersonRecord:
    places = _places(reading, run)
    sure = min(run.confidence, reading.confidence)
    whole = Value(text=reading.text, raw=reading.text, places=places, confidence=sure,
                  rules=(*run.rules, *reading.rules))
    fields = {"name": reading.name, "position": reading.position}
    missing = absent("not_stated", places)
    values = {field: whole.model_copy(update={"text": text}) if text else missing
              for field, text in fields.items()}
    return PersonRecord(values={**values, "text": whole}, source=places[0])


def _places(reading: PersonReading, run: CellRun) -> tuple[Place, ...]:
    """The pieces of the cell that hold the entry's first and last letters."""
    words = one_space(arabic(nfc(reading.text))).split()
    ends = {words[0], words[-1]} if words else set()
    held = [c.place for c in run.pieces if any(w in _letters(c.text) for w in ends)]
    return tuple(dict.fromkeys(held)) or run.places


@lru_cache(maxsize=64)
def _letters(text: str) -> str:
    return arabic(nfc(text))
