"""Where a field of a record stands, and which rows of a form are excused from being filled in."""

from __future__ import annotations

from schema.form import Action, Item, Measure, Traced
from schema.table import Place

Row = Item | Measure | Action


def places(record: Row, *fields: str) -> tuple[Place, ...]:
    """The places of fields; of a field without any, the row."""
    found = tuple(dict.fromkeys(p for field in fields for p in record.places.get(field, ())))
    return found or (row_place(record),)


def places_of(record: Traced, field: str) -> tuple[Place, ...]:
    """The places of a field of any record; of a field without any, the row where there is one."""
    if isinstance(record, Item | Measure | Action):
        return places(record, field)
    return record.places.get(field, ())


def row_place(record: Row) -> Place:
    """The first row of a record."""
    return Place(**record.source.model_dump(exclude={"continued"}))


def explained(item: Item) -> bool:
    """True where the unit cell says why the item does not apply: "ไม่มี เนื่องจาก…"."""
    return bool(item.units_raw and not item.units and not item.unit_duty and item.remark)


def named(item: Item) -> str:
    """How an item is called in a sentence: its code, or what is printed for it."""
    return item.code or (item.code_raw or item.title_raw or "?").strip()
