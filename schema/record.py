"""Records as `normalize` makes them: every field a Value. The contract is written from these."""

from __future__ import annotations

from typing import Any

from pydantic import SkipValidation

from schema.finding import Finding
from schema.table import Frozen, Link, Mark, Place
from schema.value import AnyValue


class Record(Frozen):
    """Named values of one row, in the order of the contract, and where the row stands."""

    values: dict[str, SkipValidation[AnyValue]] = {}  # as they are: a check would copy each
    source: Place = Place()
    continued: tuple[Place, ...] = ()

    def text(self, field: str) -> Any:
        """The normalised value of a field, None where the record has no such field."""
        value = self.values.get(field)
        return None if value is None else value.text


class UnitRecord(Record):
    """A responsible unit: values `name`, `expanded`.

    office_id: the same for one office under all its abbreviations; candidates: what it may be.
    """

    parts: dict[str, Any] | None = None
    office_id: str | None = None
    candidates: tuple[str, ...] = ()


class PersonRecord(Record):
    """A person, post or group of a person cell.

    Values `name`, `position`, `text`, and `position_expanded` where there is one.
    """


class RefRecord(Record):
    """Another item that a component points to: value `code`, whose raw is the printed code."""


class LinkRecord(Frozen):
    """An address with the item and field it stands in."""

    link: Link
    source: Place
    code: str | None = None
    field: str | None = None


class ItemRecord(Record):
    """One row of an item table. `values` holds every scalar field of the contract's Item."""

    units: tuple[UnitRecord, ...] = ()
    assignees: tuple[PersonRecord, ...] = ()
    certifiers: tuple[PersonRecord, ...] = ()
    refs: tuple[RefRecord, ...] = ()
    extra: dict[str, SkipValidation[AnyValue]] = {}
    marks: tuple[Mark, ...] = ()


class SamePerson(Frozen):
    """A person of the form: how the name is best written, and where the person is named.

    paths: of the person records, in reading order ("items/4/assignees/0"); confidence: that all of
    them are one person.
    """

    canonical: str
    paths: tuple[str, ...]
    confidence: float = 1.0


class FormRecord(Record):
    """A whole form.

    `values`: title, agency_name, agency_type, province, amphoe, tambon, agency_code, province_code,
    amphoe_code, tambon_code, fiscal_year,
    measures_fiscal_year, edition, round, scheme, kind, signer_name, signer_position, signer_role.
    `same_people`: who is one person; somebody named in none of them stands for himself.
    """

    items: tuple[ItemRecord, ...] = ()
    measures: tuple[Record, ...] = ()
    scores: tuple[Record, ...] = ()
    actions: tuple[Record, ...] = ()
    analysis: tuple[Record, ...] = ()
    constraints: tuple[Record, ...] = ()
    notes: tuple[AnyValue, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    candidates: tuple[str, ...] = ()
    place_candidates: tuple[str, ...] = ()
    same_people: tuple[SamePerson, ...] = ()
    findings: tuple[Finding, ...] = ()
