"""The keys of the tables: what tells rows apart, and which rows of other tables they belong to."""

from __future__ import annotations

from typing import NamedTuple


class Foreign(NamedTuple):
    """Columns whose values are a key of another table; `optional`: some may be empty."""

    columns: tuple[str, ...]
    table: str
    optional: bool = False


class Keys(NamedTuple):
    """primary: never empty, unique; unique: as primary, but a column of it may be empty."""

    primary: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()


FORM = Foreign(("form_id",), "forms")
ITEM = Foreign(("form_id", "position"), "items")
PLACED = Keys(("form_id", "position"), foreign=(FORM,))
#: In an order in which every table stands behind those that it points to.
KEYS: dict[str, Keys] = {
    "forms": Keys(("form_id",)),
    "items": PLACED,
    "people": Keys(("form_id", "person_id"), foreign=(FORM,)),
    "assignments": Keys(unique=("form_id", "position", "role", "number"), foreign=(
        FORM, ITEM._replace(optional=True),
        Foreign(("form_id", "person_id"), "people", optional=True))),
    "units": Keys(("form_id", "position", "number"), foreign=(ITEM,)),
    "measures": PLACED,
    "scores": PLACED,
    "actions": PLACED,
    "steps": Keys(("form_id", "position", "number"),
                  foreign=(Foreign(("form_id", "position"), "actions"),)),
    "analysis": PLACED,
    "constraints": PLACED,
    "notes": PLACED,
    "findings": Keys(("finding_id",), foreign=(FORM,)),
    "links": PLACED,
    "refs": Keys(foreign=(ITEM,)),
    "extra": Keys(("form_id", "position", "header"), foreign=(ITEM,)),
    "marks": Keys(foreign=(ITEM,)),
    "personal": Keys(foreign=(FORM,)),
    "corrected": Keys(foreign=(FORM,)),
    "failures": Keys(),  # two folders may each hold a file of the same name
    "catalogue_items": Keys(("edition", "code")),
    "crosswalk": Keys(unique=("from_edition", "from_code", "to_edition", "to_code"), foreign=(
        Foreign(("from_edition", "from_code"), "catalogue_items"),)),
    "statements": Keys(("statement_id",), foreign=(FORM,)),
}
