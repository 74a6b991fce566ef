"""The data dictionary: what every column of every table holds, from `catalogue/data/fields.csv`.

README, docs/fields.md, datapackage.json and the comments of the DuckDB file are made from it.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, cast

from catalogue.lookup import table
from oit.statements import COLUMNS as STATEMENTS
from oit.tables import FAILURES, TABLES

Kind = Literal["text", "list", "integer", "ordinal", "count", "year", "number", "share"]
CATALOGUE = {
    "catalogue_items": ("edition", "code", "title", "indicator", "subindicator", "group"),
    "crosswalk": ("from_edition", "from_code", "to_edition", "to_code", "relation", "confidence"),
}


class Field(NamedTuple):
    """A column: its label in Thai, what it holds in English, its kind, allowed values, an example.

    kind: "list" = texts joined by "|"; "ordinal" counts from 1, "count" from 0; "year" is a
    Buddhist-era year; "share" is 0..1.
    """

    name: str
    thai: str
    english: str
    kind: Kind
    allowed: tuple[str, ...]
    example: str | None

    @property
    def base(self) -> Literal["text", "integer", "number"]:
        """What a column of this kind is stored as."""
        if self.kind in ("text", "list"):
            return "text"
        return "number" if self.kind in ("number", "share") else "integer"


class TableNote(NamedTuple):
    """A table: its label in Thai, and what a row is, in English."""

    thai: str
    english: str


@cache
def columns() -> dict[str, tuple[str, ...]]:
    """The columns of every table of a dataset, in order."""
    written = {name: made.columns for name, made in TABLES.items()}
    return written | {"failures": FAILURES, "statements": STATEMENTS} | CATALOGUE


@cache
def fields(name: str) -> tuple[Field, ...]:
    """The fields of a table in the order of its columns; LookupError for one that is not told."""
    told = {row["value"]: row for row in table("fields")}
    missing = [c for c in columns()[name] if f"{name}.{c}" not in told and c not in told]
    if missing:
        raise LookupError(f"catalogue/data/fields.csv tells nothing of {', '.join(missing)} of "
                          f"{name}: add a row {name}.{missing[0]}")
    return tuple(_field(column, told.get(f"{name}.{column}") or told[column])
                 for column in columns()[name])


def _field(name: str, row: dict[str, str]) -> Field:
    allowed = tuple(row["allowed"].split("|")) if row["allowed"] else ()
    return Field(name, row["thai"], row["english"], cast(Kind, row["type"]), allowed,
                 row["example"] or None)


@cache
def table_note(name: str) -> TableNote:
    """What a table is."""
    row = next(row for row in table("tables") if row["value"] == name)
    return TableNote(row["thai"], row["english"])
