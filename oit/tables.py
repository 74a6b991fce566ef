"""The tables of a run: their columns, and the rows that one form gives to each.

A table's columns come in the order of the contract, own additions after them. A row is a dict;
a column that it does not name is empty, a name that is no column is a KeyError.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from schema.form import Form, Item, Person, Signer, Traced
from schema.table import Place

Scalar = str | int | float | None
Row = dict[str, Scalar]
PLACE = ("page", "sheet", "table", "row", "column", "cell", "line")


@dataclass(frozen=True)
class Table:
    """A table's columns and the function that makes a form's rows (without `form_id`)."""

    columns: tuple[str, ...]
    rows: Callable[[Form], Iterable[Row]]

    def lines(self, form: Form) -> list[Sequence[Scalar]]:
        """The form's rows as tuples in the order of `columns`."""
        shared = dict.fromkeys(self.columns) | {"form_id": form.form_id}
        return [self._line(shared | row) for row in self.rows(form)]

    def _line(self, row: Row) -> tuple[Scalar, ...]:
        if len(row) > len(self.columns):
            unknown = row.keys() - set(self.columns)
            raise KeyError(f"no such column: {', '.join(sorted(unknown))}")
        return tuple(row.values())


def _place(place: Place | None) -> Row:
    """The place columns of a row; empty where the place is not known."""
    if place is None:
        return {}
    own = place.__dict__
    return {name: own[name] for name in PLACE}


def _own(record: BaseModel, columns: tuple[str, ...]) -> Row:
    """The fields of a model that are columns under the same name."""
    own = record.__dict__
    return {name: own[name] for name in _fields_among(columns, type(record))}


@cache
def _fields_among(columns: tuple[str, ...], model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in columns if name in model.model_fields)


FORM_FIELDS = (
    "kind", "scheme", "title", "fiscal_year", "edition", "round", "measures_fiscal_year",
    "edition_confidence", "schema_version",
)
COUNTED = ("items", "findings", "measures", "scores", "actions", "people", "links")


def _forms(form: Form) -> Iterator[Row]:
    signer = form.signer or Signer()
    yield {
        "source_file": form.source.file, **_own(form.source, ("sha256", "media_type", "pages")),
        "reader": form.source.reader, **_own(form, FORM_FIELDS), **_agency(form),
        "amphoe": form.agency.amphoe, "tambon": form.agency.tambon,
        "agency_code": form.agency.code,
        **_own(form.agency, ("province_code", "amphoe_code", "tambon_code")),
        "agency_candidates": "|".join(form.agency.candidates) or None,
        "place_candidates": "|".join(form.agency.place_candidates) or None,
        "signer_name": signer.name, "signer_position": signer.position, "signer_role": signer.role,
        **{name: len(getattr(form, name)) for name in COUNTED}, **_unsure(form),
    }


def _unsure(record: Traced, member: str = "") -> Row:
    """The values of a record, or of a member of its lists, that are released as unsure."""
    begin = f"{member}/" if member else ""
    own = [path.removeprefix(begin) for path in record.unsure if path.startswith(begin)]
    return {"unsure": "|".join(own) or None}


def _agency(form: Form) -> Row:
    agency = form.agency
    return {"agency": agency.name, "agency_type": agency.type, "province": agency.province}


ITEM_FIELDS = (
    "code", "code_raw", "title", "title_raw", "title_relation", "indicator", "subindicator",
    "group", "component", "units_raw", "status", "status_raw", "status_hint", "method", "location",
    "period", "suggestion", "remark",
)
MORE_ITEM_FIELDS = (
    "indicator_printed", "subindicator_printed", "component_raw", "unit_duty", "assignees_raw",
    "certifiers_raw",
)


def _items(form: Form) -> Iterator[Row]:
    shared = _agency(form) | {"fiscal_year": form.fiscal_year, "edition": form.edition}
    for position, item in enumerate(form.items, 1):
        yield {
            "position": position, **shared, **_own(item, ITEM_FIELDS + MORE_ITEM_FIELDS),
            **_mapped(item), "confidence": item.confidence,
            "confidence_reasons": "|".join(item.confidence_reasons) or None,
            "component_relation": item.component_match.relation if item.component_match else None,
            "status_absent": item.absent.get("status"),
            **_unsure(item), **_place(item.source),
        }


def _mapped(item: Item) -> Row:
    mapped = item.mapped
    if mapped is None:
        return {}
    return {
        "mapped_edition": mapped.edition, "relation": mapped.relation,
        "mapped_codes": "|".join(mapped.to) or None,
        "mapped_confidence": mapped.confidence, "mapped_note": mapped.note,
    }


def _assignments(form: Form) -> Iterator[Row]:
    for position, item in enumerate(form.items, 1):
        for role in ("assignee", "certifier"):
            for i, person in enumerate(getattr(item, role + "s")):
                place = _member_place(item, f"{role}s/{i}")
                yield {"position": position, "code": item.code, "role": role, "number": i + 1,
                       **_person(person), **_unsure(item, f"{role}s/{i}"), **place}
    if form.signer:
        yield {"role": "signer", "name": form.signer.name, "text": form.signer.name,
               "position_title": form.signer.position, **_unsure(form, "signer"),
               **_member_place(form, "signer")}


def _person(person: Person) -> Row:
    return {"position_title": person.position,
            **_own(person, ("name", "text", "person_id", "position_expanded"))}


def _member_place(record: Traced, path: str) -> Row:
    """Where the first traced field of a member stands ("assignees/0" -> "assignees/0/name")."""
    begin = path + "/"
    for field, places in record.places.items():
        if field.startswith(begin):
            return _place(places[0])
    return {}


def _units(form: Form) -> Iterator[Row]:
    for position, item in enumerate(form.items, 1):
        for i, unit in enumerate(item.units):
            yield {"position": position, "code": item.code, "number": i + 1,
                   **_own(unit, ("name", "name_raw", "expanded", "office_id")),
                   "candidates": "|".join(unit.candidates) or None,
                   **_unsure(item, f"units/{i}"), **_member_place(item, f"units/{i}")}


def _people(form: Form) -> Iterator[Row]:
    fields = ("person_id", "canonical", "position", "mentions", "confidence")
    for person in form.people:
        yield _own(person, fields) | {"variants": "|".join(person.variants) or None}


def _plain(name: str, fields: tuple[str, ...]) -> Table:
    """A table of records whose columns are their scalar fields (measures, scores …)."""

    def rows(form: Form) -> Iterator[Row]:
        for position, record in enumerate(getattr(form, name), 1):
            own = {name: value for name, value in _own(record, fields).items() if value is not None}
            unsure = _unsure(record) if isinstance(record, Traced) else {}
            yield {"position": position, **_place(record.source), **own, **unsure}

    traced = () if name == "links" else ("unsure",)
    return Table(tuple(dict.fromkeys(("form_id", "position", *fields, *PLACE, *traced))), rows)


def _findings(form: Form) -> Iterator[Row]:
    fields = ("finding_id", "check", "severity", "origin", "code", "message_th", "message_en")
    for finding in form.findings:
        data = json.dumps(finding.data, ensure_ascii=False, sort_keys=True)
        yield {**_own(finding, fields), "data": data if finding.data else None,
               **_place(finding.evidence[0] if finding.evidence else None)}


def _of_items(form: Form, members: Callable[[Item], Iterable[Row]]) -> Iterator[Row]:
    for position, item in enumerate(form.items, 1):
        for row in members(item):
            yield {"position": position, "code": item.code, **row}


def _refs(form: Form) -> Iterator[Row]:
    return _of_items(form, lambda item: (
        {"ref_code": ref.code, "ref_code_raw": ref.code_raw} for ref in item.refs))


def _extra(form: Form) -> Iterator[Row]:
    return _of_items(form, lambda item: (
        {"header": header, "text": text} for header, text in item.extra.items()))


def _marks(form: Form) -> Iterator[Row]:
    return _of_items(form, lambda item: (
        {"mark": mark, "text": text} for mark, texts in item.marks.items() for text in texts))


def _steps(form: Form) -> Iterator[Row]:
    for position, action in enumerate(form.actions, 1):
        for number, step in enumerate(action.steps, 1):
            yield {"position": position, "issue": action.issue, "number": number, "text": step}


def _notes(form: Form) -> Iterator[Row]:
    for position, note in enumerate(form.notes, 1):
        yield {"position": position, "text": note}


def _personal(form: Form) -> Iterator[Row]:
    for datum in form.personal:
        yield _own(datum, ("kind", "path", "count")) | _place(datum.source)


def _corrected(form: Form) -> Iterator[Row]:
    for done in form.corrected:
        yield _own(done, ("path", "value", "read", "raw", "reviewer", "reason", "time"))


TABLES: dict[str, Table] = {
    "forms": Table((
        "form_id", "source_file", "sha256", "media_type", "pages", "kind", "scheme", "title",
        "agency", "agency_type", "province", "amphoe", "tambon", "agency_code", "fiscal_year",
        "edition", "round", "items", "findings", "measures_fiscal_year", "edition_confidence",
        "signer_name", "signer_position", "signer_role", "agency_candidates", *COUNTED[2:],
        "province_code", "amphoe_code", "tambon_code", "place_candidates",
        "reader", "schema_version", "unsure"), _forms),
    "items": Table((
        "form_id", "position", "agency", "agency_type", "province", "fiscal_year", "edition",
        *ITEM_FIELDS, "mapped_edition", "relation", "mapped_codes", "confidence",
        "page", "sheet", "table", "row", "column", "cell", "line", *MORE_ITEM_FIELDS,
        "confidence_reasons", "mapped_confidence", "mapped_note", "component_relation",
        "status_absent", "unsure"), _items),
    "assignments": Table((
        "form_id", "position", "code", "role", "name", "position_title", "text", "person_id",
        "number", "position_expanded", *PLACE, "unsure"), _assignments),
    "units": Table((
        "form_id", "position", "code", "name", "name_raw", "expanded", "number", *PLACE,
        "office_id", "candidates", "unsure"), _units),
    "people": Table((
        "form_id", "person_id", "canonical", "position", "mentions", "variants",
        "confidence"), _people),
    "measures": _plain("measures", (
        "no", "instrument", "measure", "method", "responsible", "period", "result_done",
        "result_not_done", "status", "suggestion")),
    "scores": _plain("scores", (
        "scope", "instrument", "code", "title", "score", "issue", "table", "occurrence",
        "fiscal_year")),
    "actions": _plain("actions", (
        "issue", "topic", "measure", "responsible", "date_text", "start", "end")),
    "analysis": _plain("analysis", ("issue", "kind", "text")),
    "constraints": _plain("constraints", ("topic", "text")),
    "findings": Table((
        "form_id", "finding_id", "check", "severity", "origin", "code", "message_th",
        "message_en", "page", "table", "row", "sheet", "column", "cell", "line", "data"),
        _findings),
    "links": _plain("links", ("text", "target", "code", "field")),
    "refs": Table(("form_id", "position", "code", "ref_code", "ref_code_raw"), _refs),
    "extra": Table(("form_id", "position", "code", "header", "text"), _extra),
    "marks": Table(("form_id", "position", "code", "mark", "text"), _marks),
    "steps": Table(("form_id", "position", "issue", "number", "text"), _steps),
    "notes": Table(("form_id", "position", "text"), _notes),
    "personal": Table(("form_id", "kind", "path", "count", *PLACE), _personal),
    "corrected": Table((
        "form_id", "path", "value", "read", "raw", "reviewer", "reason", "time"), _corrected),
}
FAILURES = ("file", "sha256", "reason", "message_th", "message_en")
