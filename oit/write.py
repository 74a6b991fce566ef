"""Writes the results: JSON per form, exact CSV tables, the workbook; aside first, then renamed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel

from oit.aside import aside
from oit.outcome import FormRows
from oit.tables import FAILURES, TABLES
from oit.workbook import Workbook
from schema.form import Form, Traced
from schema.table import Place

INLINE = 160  # a JSON object or list without longer parts up to this length stands on one line
_MOST = {dict: INLINE // 5, list: INLINE, tuple: INLINE}  # members that such a line has room for
FORMS_FOLDER = "forms"
FORM_PART = "f*.json.part"
encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
quoted = json.encoder.encode_basestring  # what `encoded` does with a text


class Writer(Protocol):
    """A kind of tables: takes forms and failures one by one, is complete once closed."""

    def add(self, form: FormRows) -> None:
        """Write the rows of one form."""

    def fail(self, row: Sequence[str]) -> None:
        """Write one row of failures.csv."""

    def close(self) -> list[str]:
        """Put the output in its place; the names of the files written, relative to the folder."""

    def abandon(self) -> None:
        """Leave nothing of an output that is not complete."""


class CsvTables:
    """The exact tables: UTF-8 with BOM, RFC 4180, values as they are."""

    def __init__(self, out: Path) -> None:
        self.out, self.files = out, ExitStack()
        columns = {name: table.columns for name, table in TABLES.items()} | {"failures": FAILURES}
        self.tables = {name: self._open(name) for name in columns}
        for name, header in columns.items():
            self.tables[name].writerow(header)

    def _open(self, name: str) -> Any:
        path = aside(self.out / f"{name}.csv")
        file = self.files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
        return csv.writer(file)  # its default dialect is RFC 4180: "," and CRLF, quotes doubled

    def add(self, form: FormRows) -> None:
        """Append the form's rows to every table."""
        for name, table in self.tables.items():
            table.writerows(form.rows.get(name, ()))

    def fail(self, row: Sequence[str]) -> None:
        """Append a row to failures.csv."""
        self.tables["failures"].writerow(row)

    def close(self) -> list[str]:
        """Rename all tables to their names."""
        self.files.close()
        names = [f"{name}.csv" for name in self.tables]
        for name in names:
            aside(self.out / name).replace(self.out / name)
        return names

    def abandon(self) -> None:
        """Remove the unfinished tables."""
        self.files.close()
        for name in self.tables:
            aside(self.out / f"{name}.csv").unlink(missing_ok=True)


WRITERS: dict[str, Callable[[Path], Writer]] = {
    "csv": CsvTables,
    "xlsx": Workbook,
}


@contextmanager
def writing(out: Path, totals: Mapping[str, int] | None = None, statements: str = "none"
            ) -> Iterator[list[Writer]]:
    """All writers of a run; closed by the caller, abandoned where the run breaks off.

    totals: rows of each table that are going to come, as far as they are known; statements: the
    kind of file they go to: "parquet", "csv", or "none".
    """
    out.mkdir(parents=True, exist_ok=True)
    writers: list[Writer] = []
    try:
        for make in WRITERS.values():
            writers.append(Workbook(out, totals) if make is Workbook else make(out))
        writers.append(_statements(out, statements))
        yield writers
    except BaseException:
        for writer in writers:
            writer.abandon()
        raise


def _statements(out: Path, kind: str) -> Writer:
    from oit.statementfiles import StatementFile  # brings pyarrow along

    return StatementFile(out, kind)


def form_file(form_id: str) -> str:
    """The name of a form's file, relative to the folder of the run."""
    return f"{FORMS_FOLDER}/{form_id}.json"


def remove_leftovers(out: Path) -> None:
    """Remove halves of form files that a run left which was killed."""
    for path in (out / FORMS_FOLDER).glob(f".{FORM_PART}"):
        path.unlink(missing_ok=True)


def remove_stale(out: Path, earlier: Iterable[str], written: Iterable[str]) -> list[str]:
    """Remove form files that earlier runs wrote and this one did not; no other file."""
    stale = sorted(name for name in set(earlier) - set(written) if _is_form_file(name))
    for name in stale:
        (out / name).unlink(missing_ok=True)
    return stale


def _is_form_file(name: str) -> bool:
    """Whether a name of a manifest is `forms/<form_id>.json` and leads nowhere else."""
    folder, _, file = name.partition("/")
    return folder == FORMS_FOLDER and file.endswith(".json") and Path(file).name == file


def form_json(form: Form) -> str:
    """The form as JSON text: keys in the order of the contract, short objects on one line."""
    return _pretty(_plain(form), "") + "\n"


def _plain(value: Any) -> Any:
    """The value as JSON types. Places in the `places` map leave out what they do not know."""
    if value is None or isinstance(value, str | int | float):
        return value  # first, as nine of ten values are
    if type(value) is Place:
        return _place(value, whole=True)
    if isinstance(value, BaseModel):
        own = value.__dict__
        fields = {name: _plain(own[name]) for name in _fields(type(value)) if name != "places"}
        if not isinstance(value, Traced):
            return fields
        known = {path: [_place(place, whole=False) for place in places]
                 for path, places in value.places.items()}
        return _contract_first(type(value), fields | {"places": known})
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def _place(place: Place, *, whole: bool) -> dict[str, Any]:
    """A place, as most of a form's JSON is; whole: with what it does not know."""
    return {name: value for name, value in place.__dict__.items() if whole or value is not None}


def _contract_first(model: type[BaseModel], fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record with the maps of `Traced` after its own."""
    return {name: fields[name] for name in _order(model)}


@cache
def _order(model: type[BaseModel]) -> tuple[str, ...]:
    own = [name for name in _fields(model) if name not in Traced.model_fields]
    return (*own, *Traced.model_fields)


def _pretty(value: Any, indent: str) -> str:
    """JSON with one line per short object or list, so that a diff shows places and people whole."""
    if not isinstance(value, dict | list | tuple) or not value:
        return scalar_json(value)
    line = encoded(value) if _may_be_short(value) else ""
    if line and len(line) - 2 * len(value) < INLINE:
        return line
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{quoted(key)}: {_pretty(item, inner)}" for key, item in value.items()]
    else:
        parts = [_pretty(item, inner) for item in value]
    start, end = "{}" if isinstance(value, dict) else "[]"
    body = ",\n".join(inner + part for part in parts)
    return f"{start}\n{body}\n{indent}{end}"


def _may_be_short(value: dict[str, Any] | list[Any] | tuple[Any, ...]) -> bool:
    """Whether one line may have room, judged by how many members there are, and members of those.

    The shortest member of a list takes 3 characters, of a dictionary 6, with what parts them.
    """
    if len(value) > _MOST[type(value)]:
        return False
    members = value.values() if isinstance(value, dict) else value
    inner = [3 * len(member) for member in members if type(member) in _MOST]
    return not inner or sum(inner) < INLINE


def scalar_json(value: Any) -> str:
    """What `encoded` gives, without its overhead for the kinds there are thousands of."""
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "null"
    finite = isinstance(value, float) and isfinite(value)
    return repr(value) if finite or type(value) is int else encoded(value)
