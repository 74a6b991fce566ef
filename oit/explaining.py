"""`oit explain`: one value or finding of a form, with everything that is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from audit.unsure import Reason, reasons, unsure_within
from oit.inputs import file_sha256
from oit.statements import statements
from oit.write import FORMS_FOLDER
from schema.finding import Finding
from schema.form import Form, Item, Traced
from schema.table import Cell, Place, RawDocument, RawParagraph

LISTS = ("items", "measures", "scores", "actions", "analysis", "constraints")
RAW = "_raw"
FORM_ID = re.compile(r"f[0-9a-f]{16}(-\d+)?")
STATEMENT_ID = re.compile(FORM_ID.pattern + r"-s[0-9a-f]{12}")


class Explained(NamedTuple):
    """What is known of the value under a path, e.g. `items/13/status` or `O14/status`.

    unsure: what of it is released as no fact, by its path in the record, and why.
    """

    path: str
    value: Any
    raw: str | None
    layer: str | None
    rules: tuple[str, ...]
    reader: str | None
    confidence: float
    absent: str | None
    places: tuple[Place, ...]
    findings: tuple[Finding, ...]
    statement_id: str | None = None
    reviewer: str | None = None
    unsure: tuple[tuple[str, tuple[Reason, ...]], ...] = ()


def form_in(output: Path, form_id: str) -> Form:
    """A form that a run wrote; LookupError where there is none of this id or it cannot be read."""
    path = output / FORMS_FOLDER / f"{form_id}.json"
    if Path(form_id).name != form_id or not path.is_file():
        raise LookupError(f"no form {form_id} in {output} / ไม่มีแบบนี้ในโฟลเดอร์ผลลัพธ์")
    try:
        return Form.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise LookupError(f"{path.name} was written by another version: run `oit convert` again / "
                          "ไฟล์นี้เขียนโดยโปรแกรมรุ่นอื่น ให้แปลงใหม่") from error


def form_id_of(finding_id: str, output: Path) -> str | None:
    """The form that a finding's id begins with, None where the folder has no such form."""
    found = [path.stem for path in (output / FORMS_FOLDER).glob("*.json")
             if finding_id.startswith(f"{path.stem}-")]
    return max(found, key=len, default=None)


def finding_in(form: Form, finding_id: str) -> Finding | None:
    """The finding of an id, None for none."""
    return next((found for found in form.findings if found.finding_id == finding_id), None)


def is_form_id(text: str) -> bool:
    """Whether a text is the id of a form: "f062966bcbc167049", "f062966bcbc167049-2"."""
    return FORM_ID.fullmatch(text) is not None


def path_of(form: Form, what: str) -> str:
    """The path of a statement's id, any other text as it is; LookupError for an id of no value."""
    if not STATEMENT_ID.fullmatch(what):
        return what
    for statement in statements(form):
        if statement.id_in(form.form_id) == what:
            return statement.path
    raise LookupError(f"no value {what}: it was read otherwise since / ไม่มีค่านี้แล้ว "
                      "การอ่านครั้งหลังได้ค่าอื่น")


def explained(form: Form, path: str) -> Explained:
    """The value under a path with its trace; LookupError where the form has no such path."""
    record, field, full = record_at(form, path)
    value = value_at(record, field)
    places = record.places.get(field, ()) or _row(record)
    released = next((s for s in statements(form) if s.path == full), None)
    return Explained(
        path=full, value=value, raw=raw_at(record, field, value), layer=record.layers.get(field),
        rules=record.rules.get(field, ()), reader=form.source.reader_of(places),
        confidence=record.confidences.get(field, 1.0), absent=record.absent.get(field),
        places=places, findings=tuple(_findings(form, record, places)),
        statement_id=released.id_in(form.form_id) if released else None,
        reviewer=released.reviewer if released else None,
        unsure=tuple((own, reasons(form, record, own)) for own in unsure_within(record, field)))


def record_at(form: Form, path: str) -> tuple[Traced, str, str]:
    """The record that a path leads into, the path inside it, and the path by position."""
    head, _, rest = path.strip("/").partition("/")
    code = head.upper()
    if any(item.code == code for item in form.items):
        number = next(n for n, item in enumerate(form.items) if item.code == code)
        head, rest = "items", f"{number}/{rest}" if rest else str(number)
    if head not in LISTS:
        return form, path.strip("/"), path.strip("/")
    number_text, _, field = rest.partition("/")
    records = getattr(form, head)
    if not number_text.isdigit() or int(number_text) >= len(records) or not field:
        raise LookupError(_no_path(path))
    return records[int(number_text)], field, f"{head}/{number_text}/{field}"


def _no_path(path: str) -> str:
    return (f"no value {path}: a path is like items/13/status, O14/status or agency/name / "
            "ไม่มีค่านี้ ตัวอย่างเช่น O14/status")


def value_at(record: Traced, field: str) -> Any:
    """The value of a field of a record: `assignees/0/name`, `extra/งบประมาณ`."""
    value: Any = record
    for step in field.split("/"):
        try:
            if isinstance(value, BaseModel):
                value = getattr(value, step)
            elif isinstance(value, dict):
                value = value[step.replace("~1", "/").replace("~0", "~")]
            else:
                value = value[int(step)]
        except (AttributeError, KeyError, IndexError, ValueError, TypeError):
            raise LookupError(_no_path(field)) from None
    return value


def raw_at(record: Traced, field: str, value: Any) -> str | None:
    """The source's own words: those kept apart, those of a `_raw` field, or the value itself."""
    if field in record.raws:
        return record.raws[field]
    parent, _, name = field.rpartition("/")
    holder = value_at(record, parent) if parent else record
    own = getattr(holder, name + RAW, None)
    return str(own) if own is not None else None if value is None else str(value)


def _row(record: Traced) -> tuple[Place, ...]:
    source = getattr(record, "source", None)
    return (Place(**source.model_dump(exclude={"continued"})),) if isinstance(source, Place) else ()


def _findings(form: Form, record: Traced, places: Sequence[Place]) -> Iterator[Finding]:
    """The findings about an item, or those whose evidence is one of the places."""
    code = record.code if isinstance(record, Item) else None
    for found in form.findings:
        if (code and found.code == code) or set(found.evidence) & set(places):
            yield found


def original(form: Form, source: Path | None, output: Path) -> Path | None:
    """The file a form was read from: given, or under its name where it may lie; None for none.

    A file whose SHA-256 is another is not the one that was read.
    """
    name = form.source.file
    tried = [source, source and source / name, Path(name), output.parent / name]
    for path in tried:
        if path and path.is_file() and file_sha256(path) == form.source.sha256:
            return path
    return None


def cells_at(document: RawDocument, places: Sequence[Place]) -> list[Cell | RawParagraph]:
    """The cells and paragraphs of a document that stand at these places, each once."""
    found: list[Cell | RawParagraph] = []
    for place in places:
        for block in document.blocks:
            parts = ([block] if isinstance(block, RawParagraph) else
                     [cell for row in block.rows for cell in row if cell is not None])
            found += [part for part in parts if _same(part.place, place) and part not in found]
    return found


def _same(own: Place, place: Place) -> bool:
    """Whether a cell stands at a place; a place without a column is the whole row."""
    fields = ("page", "sheet", "table", "row", "column", "line")
    return all(getattr(own, name) == wanted for name in fields
               if (wanted := getattr(place, name)) is not None)


def row_text(document: RawDocument, cell: Cell | RawParagraph) -> str:
    """The row around a cell, which tells what a blank one should have held."""
    row = next((row for table in document.tables for row in table.rows if cell in row), ())
    return " | ".join(" ".join(c.text.split())[:40] for c in row if c is not None)


def framed(text: str) -> str:
    """A cell as text in a frame of lines."""
    lines = text.split("\n")
    return "\n".join(["┌" + "─" * 40, *(f"│ {line}" for line in lines), "└" + "─" * 40])


def pages_of(data: bytes, document: RawDocument) -> bytes | None:
    """A file's pages as a PDF whose places are those of its reading; None where it has none.

    A picture file is a page, or several (TIFF), as well.
    """
    if document.media_type == "application/pdf":
        return data
    if not document.media_type.startswith("image/"):
        return None
    from extract.scan.reader import as_pdf

    return as_pdf(data)
