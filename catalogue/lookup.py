"""Loads and validates the CSV tables of `catalogue/data`, once; the only reader of those files."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

Row = dict[str, str]

DATA = Path(__file__).parent / "data"
_FOLDERS: ContextVar[tuple[Path, ...]] = ContextVar("folders", default=(DATA,))

WORDS = ("value", "canonical", "source", "note")
COLUMNS = {
    "agencies": ("value", "canonical", "type", "source", "note"),
    "checks": (
        "value", "severity", "message_th", "message_en", "what_th", "unless_th", "unsure_th",
        "remedy_th", "remedy_en", "source", "note",
    ),
    "crosswalk": ("from_code", "to_code", "relation", "evidence", "confidence", "alternative"),
    "editions": ("code", "indicator", "subindicator", "group", "title", "variants", "confidence"),
    "editions.csv": ("edition", "n_items", "complete", "confidence", "sources", "missing"),
    "doubts": ("value", "thai", "english", "source", "note"),
    "fields": (
        "value", "thai", "english", "type", "allowed", "example", "source", "note",
    ),
    "foreign_systems": ("value", "canonical", "types", "source", "note"),
    "limits": ("value", "canonical", "thai", "english", "source", "note"),
    "metadata_fields": (
        "value", "thai", "english", "required", "many", "default", "allowed", "source", "note",
    ),
    "not_applicable": ("value", "thai", "english", "source", "note"),
    "offices": ("value", "canonical", "kind", "source", "note"),
    "provinces": ("value", "canonical", "code", "abbreviation", "english", "source", "note"),
    "reading_checks": (
        "value", "family", "what_th", "what_en", "unsure_th", "unsure_en", "remedy_th",
        "remedy_en", "source", "note",
    ),
    "reading_costs": ("value", "kind", "cost", "source", "note"),
    "schemes": ("code", "title", "variants"),
    "schemes.csv": ("value", "canonical", "kind", "source", "note"),
    "scoring": (
        "value", "iit", "eit", "oit", "means", "total", "bands", "confidence", "source", "note",
    ),
    "scoring_bands": ("value", "canonical", "total", "each", "source", "note"),
    "scoring_questions": (
        "value", "canonical", "first", "last", "derivable", "source", "note",
    ),
    "tables": ("value", "thai", "english", "source", "note"),
}
KEYS = {
    "crosswalk": ("from_code", "to_code"),
    "editions": ("code",),
    "editions.csv": ("edition",),
    "schemes": ("code",),
}


class LookupTableError(ValueError):
    """A table of the catalogue is damaged; the message names file and line."""


def table(name: str) -> tuple[Row, ...]:
    """The rows of a table in the order of the file: `table("prefixes")`, `table("editions/2566")`.

    Where several folders hold a table of this name, their rows are joined. `{"value": "น.ส.",
    "canonical": "นางสาว", ...}`. Callers must not change the rows: they are shared.
    """
    return _table(name, _FOLDERS.get())


def names(folder: str = "") -> tuple[str, ...]:
    """The names of the tables in a folder, sorted: `names("editions")` -> "editions/2562", ..."""
    return _names(folder, _FOLDERS.get())


def folders() -> tuple[Path, ...]:
    """The folders in use, ours first: what a cache of anything made from tables is keyed by."""
    return _FOLDERS.get()


@contextmanager
def data_folder(folder: Path) -> Iterator[None]:
    """Adds a folder laid out like `catalogue/data` for the length of a `with` block.

    `with data_folder(Path("mine")):` reads mine/editions/2570.csv as the edition 2570.
    """
    known = _FOLDERS.get()
    token = _FOLDERS.set(known if folder.resolve() in known else (*known, folder.resolve()))
    try:
        yield
    finally:
        _FOLDERS.reset(token)


def add_data_folder(folder: Path) -> None:
    """Adds a folder for the rest of the process, as a worker started by a batch needs it."""
    if folder.resolve() not in _FOLDERS.get():
        _FOLDERS.set((*_FOLDERS.get(), folder.resolve()))


@cache
def _names(folder: str, searched: tuple[Path, ...]) -> tuple[str, ...]:
    prefix = f"{folder}/" if folder else ""
    found = {prefix + path.stem for base in searched for path in (base / folder).glob("*.csv")}
    return tuple(sorted(found))


@cache
def _table(name: str, searched: tuple[Path, ...]) -> tuple[Row, ...]:
    files = [base / f"{name}.csv" for base in searched]
    found = [path for path in files if path.is_file()]
    if not found:
        raise LookupTableError(f"no table {name}.csv in {', '.join(map(str, searched))}")
    rows = [(path, line, row) for path in found for line, row in _read(path, name)]
    _refuse_duplicates(name, rows)
    return tuple(row for _, _, row in rows)


def _read(path: Path, name: str) -> list[tuple[int, Row]]:
    """The rows of one file with their line numbers (1-based, the last line of the row)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        _require_columns(path, name, reader.fieldnames or ())
        rows: list[tuple[int, Row]] = []
        for row in reader:
            _require_sound(path, reader.line_num, row)
            rows.append((reader.line_num, row))
    return rows


def _spec(name: str) -> str:
    """The key of COLUMNS and KEYS for a table: its own name, or its folder's."""
    folder, _, _ = name.rpartition("/")
    if folder:
        return folder
    return f"{name}.csv" if f"{name}.csv" in COLUMNS else name


def _require_columns(path: Path, name: str, found: object) -> None:
    present = set(found) if isinstance(found, list | tuple) else set()
    missing = [column for column in COLUMNS.get(_spec(name), WORDS) if column not in present]
    if missing:
        raise LookupTableError(f"{path}:1: column {', '.join(missing)} is missing: add it")


def _require_sound(path: Path, line: int, row: Row) -> None:
    """A row has exactly the columns of the header, in NFC, with SARA AM as one letter."""
    if None in row or None in row.values():
        raise LookupTableError(f"{path}:{line}: more or fewer cells than the header has columns")
    for column, text in row.items():
        if unicodedata.normalize("NFC", text) != text or "\u0e4d\u0e32" in text:
            raise LookupTableError(f"{path}:{line}: {column} is not NFC: {text!r}")
        if text != text.strip():
            raise LookupTableError(f"{path}:{line}: {column} has outer white space: {text!r}")


def _refuse_duplicates(name: str, rows: list[tuple[Path, int, Row]]) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for path, line, row in rows:
        key = tuple(row[column] for column in KEYS.get(_spec(name), ("value",)))
        if key in seen:
            raise LookupTableError(f"{path}:{line}: {'->'.join(key)} is already at {seen[key]}")
        seen[key] = f"{path}:{line}"
