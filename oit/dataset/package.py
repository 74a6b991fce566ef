"""`datapackage.json`: the tables as a Frictionless data package, with the data dictionary."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from oit.aside import write_text
from oit.dataset.keys import KEYS, Foreign
from oit.dataset.metadata import Told, missing
from oit.dictionary import Field, fields, table_note

NAME = "datapackage.json"
TYPES = {"text": "string", "integer": "integer", "number": "number"}
LOWEST = {"ordinal": 1, "count": 0, "share": 0}
MEDIA_TYPES = {".parquet": "application/vnd.apache.parquet", ".duckdb": "application/vnd.duckdb"}
SOURCE = "https://gdhelppage.nso.go.th/p00_03_006.html"


def write_package(out: Path, others: Iterable[Path], told: Mapping[str, Told | None]) -> Path:
    """Write the description of a folder's CSV tables and of the other files of the dataset."""
    tables = [name for name in KEYS if (out / f"{name}.csv").is_file()]
    package = _head(told) | {
        "resources": [*(_table(out, name, tables) for name in tables), *map(_file, others)]}
    write_text(out / NAME, json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    return out / NAME


def _head(told: Mapping[str, Told | None]) -> dict[str, Any]:
    """The whole dataset: the standard's own words, then those of the Thai catalogue."""
    licence = told["license_id"]
    head = {
        "profile": "data-package", "name": told["name"], "title": told["title"],
        "description": told["notes"], "homepage": told["url"], "keywords": told["tag_string"],
        "licenses": [{"name": _slug(str(licence)), "title": licence}] if licence else None,
        "contributors": _contributors(told),
        "sources": [{"title": told["data_source"]}],
    }
    return {name: value for name, value in head.items() if value} | {
        "thai_gdc": dict(told), "thai_gdc_missing": missing(told), "thai_gdc_standard": SOURCE}


def _contributors(told: Mapping[str, Told | None]) -> list[dict[str, Any]]:
    people = [{"title": told["owner_org"], "role": "publisher"},
              {"title": told["maintainer"], "email": told["maintainer_email"],
               "role": "maintainer"}]
    return [{name: value for name, value in person.items() if value}
            for person in people if person["title"]]


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-").lower() or "other"


def _table(out: Path, name: str, there: list[str]) -> dict[str, Any]:
    path = out / f"{name}.csv"
    note = table_note(name)
    keys = KEYS[name]
    foreign = [_foreign(key) for key in keys.foreign if not key.optional and key.table in there]
    schema = {
        "fields": [_field(field, required=field.name in keys.primary) for field in fields(name)],
        "missingValues": [""], "primaryKey": list(keys.primary), "foreignKeys": foreign,
    }
    return {
        "name": name, "type": "table", "title": note.thai, "description": note.english,
        "path": path.name, "scheme": "file", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8-sig", "dialect": {"csv": {"lineTerminator": "\r\n"}},
        **_measured(path), "schema": {name: value for name, value in schema.items() if value},
    }


def _field(field: Field, *, required: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if required else {}
    if field.kind in LOWEST:
        constraints["minimum"] = LOWEST[field.kind]
    if field.kind == "share":
        constraints["maximum"] = 1
    if field.allowed:
        constraints["enum"] = list(field.allowed)
    told = {"name": field.name, "type": TYPES[field.base], "title": field.thai,
            "description": field.english, "example": field.example, "constraints": constraints}
    return {name: value for name, value in told.items() if value}


def _foreign(key: Foreign) -> dict[str, Any]:
    to = KEYS[key.table].primary
    return {"fields": list(key.columns),
            "reference": {"resource": key.table, "fields": list(to)}}


def _file(path: Path) -> dict[str, Any]:
    """A file that is no CSV: named, with its size and hash."""
    name = path.name.replace(".", "-").lower()
    return {"name": name, "type": "file", "path": path.name, "scheme": "file",
            "format": path.suffix[1:], "mediatype": MEDIA_TYPES[path.suffix], **_measured(path)}


def _measured(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"hash": f"sha256:{digest}", "bytes": path.stat().st_size}
