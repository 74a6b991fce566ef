"""Files are written aside, under another name, and renamed: nobody ever sees half of one."""

from __future__ import annotations

import filecmp
from collections.abc import Iterable
from pathlib import Path


def aside(path: Path) -> Path:
    """The name under which a file is written until it is complete, in the same folder."""
    return path.with_name(f".{path.name}.part")


def put(path: Path) -> None:
    """Put what was written aside in its place; a file of the same bytes stays, time included.

    So a run after it finds the file as it left it.
    """
    if path.is_file() and filecmp.cmp(aside(path), path, shallow=False):
        aside(path).unlink()
    else:
        aside(path).replace(path)


def write_text(path: Path, text: str) -> None:
    """Write a whole file aside and rename it: nobody ever sees half of it."""
    write_bytes(path, (text.encode(),))


def write_parts(path: Path, parts: Iterable[str]) -> None:
    """As `write_text`, for a text that is made while it is written."""
    write_bytes(path, (part.encode() for part in parts))


def write_bytes(path: Path, parts: Iterable[bytes]) -> None:
    """As `write_parts`, for what is encoded already."""
    try:
        with aside(path).open("wb") as file:
            file.writelines(parts)
        aside(path).replace(path)
    except BaseException:  # Ctrl-C in the middle of a file leaves no half of it
        aside(path).unlink(missing_ok=True)
        raise
