"""Statements: every released value of a form with where it was read and what was done to it.

They are made from the canonical form alone, so that a form that was corrected or redacted gives
corrected or redacted statements, and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import BaseModel

from schema.form import Form, FormLink, FormPerson, Item, Traced
from schema.table import Place

PLACE = ("page", "sheet", "line", "table", "row", "column", "cell", "bbox")
COLUMNS = ("statement_id", "form_id", "path", "value", "raw", *PLACE, "rules", "reader",
           "confidence", "reviewer")
PIECES = ";"  # between the places of the pieces of a joined value
RULES = "|"
_QUOTED = re.compile('[",\r\n]').search  # in cells of CSV
_COORDINATES = attrgetter(*PLACE)
_NOWHERE: list[list[str]] = [[] for _ in PLACE]
RAW = "_raw"
NOT_READ = frozenset({  # of a form and its records: ids, provenance, and what repeats other values
    "schema_version", "form_id", "source", "findings", "confidence", "confidence_reasons",
    "edition_confidence", "parts", "spellings", "variants", "personal", "corrected", "profile",
    *Traced.model_fields,
})
_SCALAR = (str, int, float)
Found = tuple[str, Any, str | None]  # path, value, the words of the `_raw` field beside it
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
        if statement.path in reviewers:
            yield statement._replace(reviewer=reviewers[statement.path])
        else:
            yield statement


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
    """The values of a record with what it tells of them; raw words of a list are told of it."""
    found = list(_values(record))
    paths = {path for path, _, _ in found}
    mapped = record.mapped.confidence if isinstance(record, Item) and record.mapped else None
    places = record.places
    for path, value, beside in found:
        of = path if path in places else path.removesuffix(RAW)
        if of != path and of in paths:
            continue  # raw words, told beside their value
        text = _text(value)
        raw = record.raws.get(path) or beside
        if raw is None and of in places:  # read as it stands; else it follows from others
            raw = text
        sure = record.confidences.get(of, 1.0)
        if mapped and path.startswith("mapped/"):
            sure = mapped
        yield Statement(
            prefix + path, text, raw, places.get(of) or places.get(of + RAW, ()),
            record.rules.get(of, ()), sure)


def _values(record: BaseModel, prefix: str = "") -> Iterator[Found]:
    """Every scalar under a record: `code`, `units/0/name`, `extra/หมาย~1เหตุ`."""
    own = record.__dict__
    for name, raw in _read_fields(type(record)):
        value = own[name]
        if isinstance(value, _SCALAR):  # first, as nine of ten values are
            if value != "":
                yield prefix + name, value, own[raw] if raw else None
        elif value is not None and value != ():
            yield from _leaves(value, prefix + name)


@cache
def _read_fields(model: type[BaseModel]) -> list[tuple[str, str | None]]:
    """The fields that are read, each with the `_raw` field beside it."""
    fields = model.model_fields
    return [(name, name + RAW if name + RAW in fields else None)
            for name in fields if name not in NOT_READ]


def _leaves(value: Any, path: str) -> Iterator[Found]:
    if isinstance(value, BaseModel):
        yield from _values(value, path + "/")
    elif isinstance(value, Mapping):
        for name, member in value.items():
            yield from _leaves(member, f"{path}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, tuple | list):
        for number, member in enumerate(value):
            yield from _leaves(member, f"{path}/{number}")
    elif value is not None and value != "":
        yield path, value, None


def _person(person: FormPerson, prefix: str) -> Iterator[Statement]:
    """A person of the register of a form: the places are those of the first mention."""
    places = next((s.sources[:1] for s in person.spellings if s.text == person.canonical), ())
    for path, value, _ in _values(person):
        here = places if path == "canonical" else ()
        yield Statement(prefix + path, _text(value), _text(value) if here else None, here,
                        confidence=person.confidence)


def _link(link: FormLink, prefix: str) -> Iterator[Statement]:
    for path, value, _ in _values(link):
        yield Statement(prefix + path, _text(value), _text(value), (link.source,))


def _text(value: Any) -> str:
    """A value as text: numbers as JSON prints them ("87.25", "2566")."""
    return value if isinstance(value, str) else str(value)


def statement_lines(form: Form) -> list[bytes]:
    """The form's rows of the table of statements, each a line of CSV in UTF-8."""
    known: dict[tuple[int, ...], tuple[str, str]] = {}  # by identity: many values of one cell
    return [_line(form, statement, known).encode() for statement in statements(form)]


def _line(form: Form, told: Statement, known: dict[tuple[int, ...], tuple[str, str]]) -> str:
    """A row; ids, coordinates and numbers need no quotes."""
    where = tuple(map(id, told.places))
    if where not in known:
        known[where] = _pieces(told.places), _csv(form.source.reader_of(told.places))
    places, reader = known[where]
    return (f"{told.id_in(form.form_id)},{form.form_id},{_csv(told.path)},{_csv(told.value)},"
            f"{_csv(told.raw)},{places},{_csv(RULES.join(told.rules))},{reader},"
            f"{told.confidence},{_csv(told.reviewer)}\r\n")


def _csv(text: str | None) -> str:
    """A cell as the `csv` module writes it."""
    if not text:
        return ""
    return '"' + text.replace('"', '""') + '"' if _QUOTED(text) else text


def _pieces(places: tuple[Place, ...]) -> str:
    """The place columns, a part for each piece: "3;4"; empty where no piece tells one."""
    if len(places) == 1:  # as nearly all
        return ",".join([_csv(_coordinate(part)) for part in _COORDINATES(places[0])])
    columns = [[_coordinate(part) for part in told]
               for told in zip(*map(_COORDINATES, places), strict=True)]
    return ",".join([_csv(PIECES.join(told)) if any(told) else "" for told in columns or _NOWHERE])


def _coordinate(part: int | str | tuple[float, ...] | None) -> str:
    if part is None:
        return ""
    return " ".join([f"{x:g}" for x in part]) if isinstance(part, tuple) else str(part)
