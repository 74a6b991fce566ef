"""Statements: every released value of a form with where it was read and what was done to it.

They are made from the canonical form alone, so that a form that was corrected or redacted gives
corrected or redacted statements, and nothing else.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from pydantic import BaseModel

from schema.form import Form, FormLink, FormPerson, Item, Traced
from schema.table import Place

PLACE = ("page", "sheet", "line", "table", "row", "column", "cell", "bbox")
COLUMNS = ("statement_id", "form_id", "path", "value", "raw", *PLACE, "rules", "reader",
           "confidence", "reviewer")
PIECES = ";"  # between the places of the pieces of a joined value
RULES = "|"
RAW = "_raw"
NOT_READ = frozenset({  # of a form and its records: ids, provenance, and what repeats other values
    "schema_version", "form_id", "source", "findings", "confidence", "confidence_reasons",
    "edition_confidence", "parts", "spellings", "variants", "personal", "corrected", "profile",
    *Traced.model_fields,
})
_SCALAR = (str, int, float)
Row = tuple[str | int | float | None, ...]
LISTS = ("items", "measures", "scores", "actions", "analysis", "constraints")


class Statement(NamedTuple):
    """One value of a form under its path by position, e.g. `items/4/assignees/0/name`.

    value, raw: as text; rules: in the order in which they were applied; reviewer: who corrected it.
    """

    path: str
    value: str
    raw: str | None
    places: tuple[Place, ...] = ()
    rules: tuple[str, ...] = ()
    confidence: float = 1.0
    reviewer: str | None = None

    def id_in(self, form_id: str) -> str:
        """The same in every run that reads the same value: a hash of form, path and value.

        A value that changes gets another id, so that a quoted id never means another value.
        Example: "f483ac15c3af1489c-s0a1b2c3d4e5f".
        """
        key = "\x1f".join((form_id, self.path, self.value))
        return f"{form_id}-s{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def statements(form: Form) -> Iterator[Statement]:
    """The statements of a form in the order of its fields; corrected ones name their reviewer."""
    reviewers = {done.path: done.reviewer for done in form.corrected}
    for statement in _statements(form):
        reviewer = reviewers.get(statement.path)
        yield statement._replace(reviewer=reviewer) if reviewer else statement


def _statements(form: Form) -> Iterator[Statement]:
    head = form.model_copy(update=dict.fromkeys((*LISTS, "people", "links"), ()))
    yield from _record(head, "")
    for name in LISTS:
        for number, record in enumerate(getattr(form, name)):
            yield from _record(record, f"{name}/{number}/")
    for number, person in enumerate(form.people):
        yield from _person(person, f"people/{number}/")
    for number, link in enumerate(form.links):
        yield from _link(link, f"links/{number}/")


def _record(record: Traced, prefix: str) -> Iterator[Statement]:
    values = dict(_values(record))
    for path, value in values.items():
        beside = path.endswith(RAW) and path.removesuffix(RAW) in values
        if not beside or path in record.places:  # else it is told beside its value
            yield _statement(record, prefix, path, value)


def _statement(record: Traced, prefix: str, path: str, value: Any) -> Statement:
    """A value with what its record tells of it; raw words of a list are told of the list."""
    of = path.removesuffix(RAW) if path not in record.places else path
    raw = record.raws.get(path) or _raw_field(record, path)
    confidence = record.confidences.get(of, 1.0)
    if path.startswith("mapped/") and isinstance(record, Item) and record.mapped:
        confidence = record.mapped.confidence or confidence
    return Statement(
        prefix + path, _text(value), raw if raw is not None else _printed(record, of, value),
        record.places.get(of) or record.places.get(of + RAW, ()), record.rules.get(of, ()),
        confidence)


def _printed(record: Traced, path: str, value: Any) -> str | None:
    """The value itself where it was read as it stands; None where it follows from others."""
    return _text(value) if path in record.places else None


def _raw_field(record: Traced, path: str) -> str | None:
    """The raw words that a `_raw` field beside the value holds ("code_raw", "units/0/name_raw")."""
    parent, _, name = path.rpartition("/")
    holder: Any = record
    for step in parent.split("/") if parent else ():
        holder = holder[int(step)] if step.isdigit() else getattr(holder, step, None)
        if not isinstance(holder, BaseModel | tuple):
            return None
    return getattr(holder, name + RAW, None)


def _values(record: BaseModel | Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar under a record with its path: `code`, `units/0/name`, `extra/หมาย~1เหตุ`."""
    if isinstance(record, BaseModel):
        own = record.__dict__
        fields = [(name, own[name]) for name in _read_fields(type(record))]
    else:
        fields = [(n.replace("~", "~0").replace("/", "~1"), value) for n, value in record.items()]
    for name, value in fields:
        if isinstance(value, _SCALAR):  # first, as nine of ten values are
            if value != "":
                yield prefix + name, value
        elif value is not None and value != ():
            yield from _leaves(value, prefix + name)


@cache
def _read_fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in NOT_READ)


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel | Mapping):
        yield from _values(value, path + "/")
    elif isinstance(value, tuple | list):
        for number, member in enumerate(value):
            yield from _leaves(member, f"{path}/{number}")
    elif value is not None and value != "":
        yield path, value


def _person(person: FormPerson, prefix: str) -> Iterator[Statement]:
    """A person of the register of a form: the places are those of the first mention."""
    places = next((s.sources[:1] for s in person.spellings if s.text == person.canonical), ())
    for path, value in _values(person):
        here = places if path == "canonical" else ()
        yield Statement(prefix + path, _text(value), _text(value) if here else None, here,
                        confidence=person.confidence)


def _link(link: FormLink, prefix: str) -> Iterator[Statement]:
    for path, value in _values(link):
        yield Statement(prefix + path, _text(value), _text(value), (link.source,))


def _text(value: Any) -> str:
    """A value as text: numbers as JSON prints them ("87.25", "2566")."""
    return value if isinstance(value, str) else str(value)


def _row(form: Form, statement: Statement) -> Row:
    return (statement.id_in(form.form_id), form.form_id, statement.path, statement.value,
            statement.raw, *_pieces(statement.places), RULES.join(statement.rules) or None,
            form.source.reader_of(statement.places), statement.confidence, statement.reviewer)


@lru_cache(maxsize=1024)  # the fields of a cell that was taken apart stand in one place
def _pieces(places: tuple[Place, ...]) -> list[str | None]:
    """The place columns, a part for each piece: "3;4"; None where no piece tells one."""
    if len(places) == 1:
        return [_coordinate(getattr(places[0], name)) for name in PLACE]
    columns = ([_coordinate(getattr(place, name)) for place in places] for name in PLACE)
    return [PIECES.join(part or "" for part in told) if any(told) else None for told in columns]


def _coordinate(part: int | str | tuple[float, ...] | None) -> str | None:
    if part is None or isinstance(part, str):
        return part
    return " ".join(f"{x:g}" for x in part) if isinstance(part, tuple) else str(part)


def statement_rows(form: Form) -> list[Row]:
    """The form's rows of the table of statements."""
    return [_row(form, statement) for statement in statements(form)]


def statement_lines(form: Form) -> list[Row]:
    """The same rows, each one line of CSV: kept and put into columns faster than cells."""
    lines: list[Row] = []
    csv.writer(SimpleNamespace(write=lambda line: lines.append((line,)))).writerows(
        statement_rows(form))
    return lines
