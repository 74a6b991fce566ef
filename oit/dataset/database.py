"""`oit.duckdb`: the tables of the Parquet files with their keys, comments and views."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb

from oit.aside import aside
from oit.dataset.keys import KEYS, Foreign
from oit.dictionary import fields, table_note

NAME = "oit.duckdb"
VIEWS = ("form_keys", "by_province", "by_item", "status_matrix", "cross_year")
TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE"}
#: Millions of rows: an index over them would not fit the memory that is allowed.
WITHOUT_INDEX = frozenset({"statements"})
MEMORY, MORE_MEMORY = "96MB", "1GB"  # the keys of 8,400 forms fit into the first
NO_BAR = "SET enable_progress_bar = false"  # it would stand among the rows of an answer
Config = dict[str, str | bool | int | float | list[str]]
SETTINGS: Config = {  # nothing is fetched; what does not fit into this memory goes to disk
    "threads": "1", "preserve_insertion_order": "true",
    "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
}
READING: Config = {
    "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
    "enable_external_access": "false",
}


def build(out: Path, parquet: dict[str, Path]) -> Path:
    """Write the database of a folder's Parquet files, aside first; the path it has then.

    LookupError where rows do not hold together, as forms that were edited by hand may not; OSError
    where it cannot be written.
    """
    path = out / NAME
    part, scratch = aside(path), out / f".{NAME}.rows"
    try:
        try:
            _fill(part, scratch, parquet, MEMORY)
        except duckdb.OutOfMemoryException:  # the keys of far more forms than a country has
            _fill(part, scratch, parquet, MORE_MEMORY)
        part.replace(path)
    except duckdb.ConstraintException as error:
        raise LookupError(f"the forms do not hold together: {error} / ข้อมูลในแบบไม่สอดคล้องกัน "
                          "ให้แปลงใหม่") from error
    except duckdb.Error as error:  # a full disk
        raise OSError(f"{path} cannot be written: {error} / เขียนฐานข้อมูลไม่ได้") from error
    finally:
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}.wal").unlink(missing_ok=True)
        shutil.rmtree(scratch, ignore_errors=True)
    return path


def _fill(part: Path, scratch: Path, parquet: dict[str, Path], memory: str) -> None:
    """Write all tables, keys and views into a new file."""
    part.unlink(missing_ok=True)
    config = SETTINGS | {"temp_directory": str(scratch), "memory_limit": memory}
    with duckdb.connect(str(part), config=config) as base:
        base.execute(NO_BAR)
        for name in KEYS:
            base.begin()  # each comment alone would be a write to the disk
            _load(base, name, parquet[name])
            base.commit()
        _views(base)


def reading(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read this one file and nothing else, and write nothing."""
    base = duckdb.connect(str(path), read_only=True, config=READING)
    base.execute(NO_BAR)
    base.execute("SET lock_configuration = true")
    return base


def stale(out: Path) -> bool:
    """Whether a table of the folder is of another size than when the dataset was described."""
    try:
        package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
        return any((out / resource["path"]).stat().st_size != resource["bytes"]
                   for resource in package["resources"])
    except (OSError, ValueError, KeyError, TypeError):
        return True


def quoted(name: str) -> str:
    """A name as SQL writes it: `column` is a word of the language."""
    return '"' + name.replace('"', '""') + '"'


def _load(base: duckdb.DuckDBPyConnection, name: str, parquet: Path) -> None:
    base.execute(create_table(name))
    base.execute(f"INSERT INTO {quoted(name)} SELECT * FROM read_parquet(?)", [str(parquet)])
    note = table_note(name)
    base.execute(f"COMMENT ON TABLE {quoted(name)} IS {_text(f'{note.thai}: {note.english}')}")
    for field in fields(name):
        base.execute(f"COMMENT ON COLUMN {quoted(name)}.{quoted(field.name)} IS "
                     f"{_text(f'{field.thai}: {field.english}')}")


def create_table(name: str) -> str:
    """The statement that makes an empty table with its keys."""
    keys = KEYS[name]
    parts = [f"{quoted(field.name)} {TYPES[field.base]}" for field in fields(name)]
    if name not in WITHOUT_INDEX:
        parts += [f"{word} ({_names(columns)})"
                  for word, columns in (("PRIMARY KEY", keys.primary), ("UNIQUE", keys.unique))
                  if columns]
        parts += [_foreign(key) for key in keys.foreign]
    return f"CREATE TABLE {quoted(name)} ({', '.join(parts)})"


def _foreign(key: Foreign) -> str:
    to = KEYS[key.table].primary
    return (f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {quoted(key.table)} ({_names(to)})")


def _names(columns: Iterable[str]) -> str:
    return ", ".join(map(quoted, columns))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _views(base: duckdb.DuckDBPyConnection) -> None:
    """The views; the matrix has a column for every code that an edition or a form has."""
    codes = base.execute(
        "SELECT DISTINCT code FROM (SELECT code FROM items UNION ALL SELECT code FROM "
        "catalogue_items WHERE edition IN (SELECT edition FROM forms)) WHERE code IS NOT NULL "
        "ORDER BY try_cast(substr(code, 2) AS INTEGER), code").fetchall()
    matrix = ", ".join(f"max(cell) FILTER (code = {_text(code)}) AS {quoted(code)}"
                       for code, in codes) or "NULL AS no_items"
    base.execute(_sql().replace("{matrix}", matrix))
    for name, comment in views_told().items():
        base.execute(f"COMMENT ON VIEW {quoted(name)} IS {_text(comment)}")


def described(base: duckdb.DuckDBPyConnection) -> list[tuple[str, str, tuple[str, ...]]]:
    """What may be asked: every table and view with its comment and columns."""
    found = base.execute(
        "SELECT table_name, coalesce(comment, ''), columns FROM "
        "(SELECT table_name, comment FROM duckdb_tables() UNION ALL "
        " SELECT view_name, comment FROM duckdb_views() WHERE NOT internal) "
        "JOIN (SELECT table_name, list(column_name ORDER BY column_index) AS columns "
        "FROM duckdb_columns() GROUP BY table_name) USING (table_name) ORDER BY table_name"
    ).fetchall()
    return [(name, comment, tuple(columns)) for name, comment, columns in found]


def views_told() -> dict[str, str]:
    """What each view is: the comment above it in views.sql."""
    told = re.findall(r"((?:^-- .*\n)+)CREATE VIEW (\w+)", _sql(), re.MULTILINE)
    return {name: " ".join(line[3:] for line in comment.splitlines()) for comment, name in told}


def _sql() -> str:
    return (Path(__file__).parent / "views.sql").read_text(encoding="utf-8")
