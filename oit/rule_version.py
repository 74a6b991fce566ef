"""Which rules a result was made by: changes with every rule, table and library it depends on."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import metadata
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash as Digest

PACKAGES = ("audit", "catalogue", "extract", "normalize", "oit", "schema")
SHOWN_ONLY = {"commands", "report", "review"}  # folders of oit that no result depends on
COMPILED = {".pyc", ".pyo"}
requires = cache(metadata.requires)  # parsing what is told of a package takes a millisecond


def rule_version(*folders: Path) -> str:
    """A digest (16 hex digits) of our code and tables, of further folders, and of the libraries.

    What is ours is read once per process, as it is imported and loaded once: it takes about 30 ms,
    some hundred files, most of them the tables of the catalogue.
    """
    needed = tuple(requires("oit") or ())
    digest = _own_digest(needed).copy()
    _add_folders(digest, folders, first=len(PACKAGES))
    return digest.hexdigest()[:16]


@cache
def _own_digest(needed: tuple[str, ...]) -> Digest:
    """Of our code and tables and of the libraries that the installation needs; for a copy."""
    digest = hashlib.sha256()
    libraries = sorted(_libraries(needed))
    for line in (f"python {sys.version_info[0]}.{sys.version_info[1]}", *libraries):
        digest.update(line.encode() + b"\n")
    _add_folders(digest, _own(), first=0)
    return digest


def _add_folders(digest: Digest, folders: Sequence[Path], first: int) -> None:
    """The files of folders, by the number of each folder and their names in it."""
    for number, folder in enumerate(folders, first):
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            digest.update(f"{number} {name} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())


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


def _libraries(needed: Iterable[str]) -> Iterator[str]:
    """The libraries that every installation needs, with the versions that are installed."""
    for requirement in needed:
        if "extra ==" in requirement:
            continue
        name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is not installed"
