"""Units, assignees and certifiers of an item from its cells.

A column headed only "ผู้รับผิดชอบ" may hold people, posts or offices: its words decide.
"""

from __future__ import annotations

from normalize.cells import found, no_column
from normalize.digits import arabic
from normalize.layout import CellRun, LogicalRow
from normalize.names import Names
from normalize.people import PersonReading, person_cell
from normalize.text import is_blank, nfc, one_space
from normalize.units import unit_cell
from schema.record import PersonRecord, UnitRecord
from schema.table import Frozen, Place
from schema.value import AnyValue, Text, Value, absent


class UnitsOfItem(Frozen):
    """Units, the cell they stand in, words of a task, and prose for the remark."""

    cell: AnyValue
    units: tuple[UnitRecord, ...] = ()
    duty: Text = no_column()
    prose: Text | None = None


class PeopleOfItem(Frozen):
    """People of one column and the cell they stand in."""

    cell: AnyValue
    people: tuple[PersonRecord, ...] = ()


def item_units(run: CellRun | None) -> UnitsOfItem:
    """The units of a cell as records."""
    if run is None:
        return UnitsOfItem(cell=no_column())
    if is_blank(run.text):
        return UnitsOfItem(cell=_blank(run), duty=absent("not_stated", run.places))
    reading = unit_cell(run.claimed, run.flattened)
    cell = found(run, None).model_copy(update={"absent": None})
    units = tuple(
        UnitRecord(values={"name": Value(text=u.name, raw=u.raw, places=run.places, rules=run.rules,
                                         confidence=run.confidence)}, source=run.places[0])
        for u in reading.units
    )
    prose = found(run, reading.prose, "unit.prose", 0.95) if reading.prose else None
    blank = absent("not_stated", run.places)
    duty = found(run, reading.duty, "unit.duty", 0.95) if reading.duty else blank
    return UnitsOfItem(cell=cell, units=units, duty=duty, prose=prose)


def _blank(run: CellRun) -> Text:
    return absent("not_stated", run.places, run.raw.strip() or None)


def item_people(run: CellRun | None, names: Names) -> PeopleOfItem:
    """Everyone whom a person cell names, as records."""
    if run is None:
        return PeopleOfItem(cell=no_column())
    if is_blank(run.text):
        return PeopleOfItem(cell=_blank(run))
    people = tuple(_record(r, run) for r in person_cell(run.claimed, names, run.flattened))
    return PeopleOfItem(cell=found(run, None).model_copy(update={"absent": None}), people=people)


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
    held = [c.place for c in run.pieces if any(w in arabic(nfc(c.text)) for w in ends)]
    return tuple(dict.fromkeys(held)) or run.places


def responsible_cells(row: LogicalRow) -> dict[str, CellRun]:
    """The cells of a row with a column "ผู้รับผิดชอบ" given the role its words and the others leave.

    Where the form has a column of its own for units, it is the assignees'; where it has one for
    people, it is the units'; else names, posts and groups are assignees and the rest units.
    """
    cells = dict(row.cells)
    run = cells.pop("responsible", None)
    if run is None:
        return cells
    if "unit" in cells and "assignee" not in cells:
        return {**cells, "assignee": run}
    if "assignee" in cells:
        return {**cells, "unit": run} if "unit" not in cells else cells
    if is_blank(run.text):
        return {**cells, "unit": run, "assignee": run}  # the column is there, for either
    readings = person_cell(run.text)
    people = [r for r in readings if r.name or r.position or "person.group" in r.rules]
    if people and len(people) >= len(readings) / 2:
        return {**cells, "assignee": run, "responsible": run}
    return {**cells, "unit": run}
