"""`corrections.csv`: what reviewers saw in the originals, read and kept by form.

Columns: form (its id, or the sha256 of its file), path (`items/4/assignees/0/name` or
`O5/assignees/0/name`), raw (what the reviewer saw as raw words), value, reviewer, reason, time.
The last row of a path stands. How a form takes them says `oit.correcting`.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from schema.form import Form

FILE = "corrections.csv"
COLUMNS = ("form", "path", "raw", "value", "reviewer", "reason", "time")
NEEDED = ("form", "path", "raw", "value", "reviewer")
HASH, FORM = 64, 16  # hexadecimal digits of a sha256, and of those in the id of a form


class Correction(NamedTuple):
    """One row of the file; `line` is its last line there. raw None where the cell is blank."""

    form: str
    path: str
    raw: str | None
    value: str | None
    reviewer: str
    reason: str | None
    time: str | None
    line: int

    def is_for(self, form: Form) -> bool:
        """Whether the row names this form; a file's hash names the first form of the file."""
        if len(self.form) == HASH:
            first = form.form_id == f"f{form.source.sha256[:16]}"
            return first and self.form.lower() == form.source.sha256
        return self.form == form.form_id


class CorrectionsError(ValueError):
    """A file of corrections that cannot be used; the message names file and line."""


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The rows of a file in their order, the last of each path only.

    Raises CorrectionsError for a file that cannot be read, is not UTF-8, or lacks a column, and
    for a row without form, path or reviewer.
    """
    try:
        return _read(path, path.read_bytes())
    except OSError as error:
        raise CorrectionsError(f"{path} cannot be read ({error.strerror}) / "
                               "เปิดไฟล์ค่าแก้ไขไม่ได้") from error


@lru_cache(maxsize=4)
def _read(path: Path, data: bytes) -> tuple[Correction, ...]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorrectionsError(
            f"{path} is not UTF-8: save it as \"CSV UTF-8\" / ให้บันทึกเป็น CSV UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise CorrectionsError(f"{path}:1: no column {', '.join(missing)}; the columns are "
                               f"{', '.join(COLUMNS)} / ขาดคอลัมน์ {', '.join(missing)}")
    rows: dict[tuple[str, str], Correction] = {}
    for row in reader:
        if not any(isinstance(value, str) and value.strip() for value in row.values()):
            continue
        made = _correction(path, reader.line_num, row)
        rows.pop((made.form, made.path), None)
        rows[made.form, made.path] = made
    return tuple(rows.values())


def _correction(path: Path, line: int, row: dict[str, str | None]) -> Correction:
    cells = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
    blank = [name for name in ("form", "path", "reviewer") if cells[name] is None]
    if blank:
        raise CorrectionsError(f"{path}:{line}: {', '.join(blank)} is blank / "
                               f"ยังไม่ได้กรอก {', '.join(blank)}")
    return Correction(
        form=str(cells["form"]), path=str(cells["path"]).strip("/"), raw=cells["raw"],
        value=cells["value"], reviewer=str(cells["reviewer"]), reason=cells["reason"],
        time=cells["time"], line=line)


def digest(rows: Iterable[Correction]) -> str:
    """What tells one set of corrections from another, whatever their order; "" for none."""
    parts = sorted("\x1f".join(map(str, row[:-1])) for row in rows)
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest() if parts else ""


def digests(file: str | None) -> dict[str, str]:
    """`digest` of a file's rows for each file of forms, by the first 16 digits of its hash."""
    rows = read_corrections(Path(file)) if file else ()
    return {own: digest(of_file(rows, own)) for own in {_own(row) for row in rows}}


def _own(row: Correction) -> str:
    return row.form.lower()[:FORM] if len(row.form) == HASH else row.form[1 : FORM + 1]


def of_file(rows: Iterable[Correction], sha256: str) -> tuple[Correction, ...]:
    """The rows for any form of a file, told by its hash or the first 16 digits of it."""
    return tuple(row for row in rows if _own(row) == sha256[:FORM])


def default_file(out: Path, inputs: Iterable[Path]) -> Path | None:
    """The file that a run takes where none is named: that of the output folder, else of an input.

    Raises CorrectionsError where several folders that are given hold one.
    """
    if (out / FILE).is_file():
        return out / FILE
    found = [path / FILE for path in inputs if path.is_dir() and (path / FILE).is_file()]
    if len(found) > 1:
        raise CorrectionsError(f"several files of corrections: {', '.join(map(str, found))}; name "
                               "one with --corrections / พบไฟล์ค่าแก้ไขหลายไฟล์ ให้ระบุด้วย --corrections")
    return found[0] if found else None
