"""One case through everything that a run does with a file, from reading to writing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from oit.batch import converted
from oit.inputs import Document
from oit.outcome import FormRows, Outcome
from oit.packing import table_rows, unpacked
from oit.write import WRITERS

REASONS = frozenset({"unreadable", "empty", "encrypted", "too_large", "unknown_type",
                     "missing_tool", "no_table", "no_form", "limit"})


def fault(data: bytes, folder: Path, *, write: bool = True) -> str | None:
    """What is wrong with how a file of these bytes is dealt with; None where all is well.

    write: also write the forms with every writer, which takes longer than reading them.
    """
    path = folder / "case"
    path.write_bytes(data)
    found = converted(Document(path, hashlib.sha256(data).hexdigest(), len(data), ("case",)))
    forms = [FormRows(told.form_id, table_rows(body.rows))
             for told, body in zip(found.forms, found.packed, strict=True)]
    for body in found.packed:
        json.loads(unpacked(body.json))
    if write and forms:
        _write(forms, folder / "out")
    return _failed(found)


def _failed(found: Outcome) -> str | None:
    """A defect of ours, or a reason that is no reason."""
    if found.failure is None:
        return None if found.forms else "neither a form nor a failure"
    if found.failure.reason not in REASONS:
        return found.failure.detail or found.failure.message_en
    told = found.failure.message_th, found.failure.message_en
    return None if all(told) else "a failure without a message"


def _write(forms: list[FormRows], out: Path) -> None:
    """The forms as every writer writes them."""
    out.mkdir(exist_ok=True)
    for writer in [make(out, None) for make in WRITERS.values()]:
        for form in forms:
            writer.add(form)
        writer.close()


def smallest(data: bytes, is_bad: Callable[[bytes], bool], rounds: int = 400) -> bytes:
    """A shorter file that is bad as well: stretches are left out as long as it stays bad."""
    size = len(data) // 2
    while size and rounds:
        at = 0
        while at < len(data) and rounds:
            shorter = data[:at] + data[at + size :]
            rounds -= 1
            if is_bad(shorter):
                data = shorter
            else:
                at += size
        size //= 2
    return data
