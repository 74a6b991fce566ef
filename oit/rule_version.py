"""Which rules a result was made by: changes with every rule, table and library it depends on."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

PACKAGES = ("audit", "catalogue", "extract", "normalize", "oit", "schema")
SHOWN_ONLY = {"commands", "report", "review"}  # folders of oit that no result depends on
COMPILED = {".pyc", ".pyo"}


def rule_version(*folders: Path) -> str:
    """A digest (16 hex digits) of our code and tables, of further folders, and of the libraries.

    It takes about 30 ms: some hundred files, most of them the tables of the catalogue.
    """
    digest = hashlib.sha256()
    for line in (f"python {sys.version_info[0]}.{sys.version_info[1]}", *sorted(_libraries())):
        digest.update(line.encode() + b"\n")
    for number, folder in enumerate((*_own(), *folders)):
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            digest.update(f"{number} {name} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _own() -> list[Path]:
    root = Path(__file__).resolve().parents[1]
    return [root / package for package in PACKAGES]


def _files(folder: Path) -> list[Path]:
    """Code and tables of a folder, sorted, without what only people look at."""
    found = (path for path in sorted(folder.rglob("*"))
             if path.is_file() and path.suffix not in COMPILED)
    return [path for path in found if not _is_shown_only(path.relative_to(folder.parent))]


def _is_shown_only(path: Path) -> bool:
    return path.parts[0] == "oit" and path.parts[1] in SHOWN_ONLY


def _libraries() -> Iterator[str]:
    """The libraries that we need, with the versions that are installed."""
    for needed in requires("oit") or ():
        name = re.split(r"[^A-Za-z0-9._-]", needed, maxsplit=1)[0]
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is not installed"
