"""One file in a worker: what a user may choose, and what became of the file."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extract.collector import collector_paused
from oit.inputs import Document
from schema.errors import OitError, TookTooLong, Unexpected

if TYPE_CHECKING:
    from extract.scan.choice import Choice
    from oit.corrections import Correction
    from schema.form import Form

DEFAULT_LIMIT = 120.0
Scalar = str | int | float | None
Rows = dict[str, list[tuple[Scalar, ...]]]


class Failure(NamedTuple):
    """Why a file gave no form; `detail` is the traceback of a defect of ours."""

    reason: str
    message_th: str
    message_en: str
    detail: str | None = None


@dataclass(frozen=True)
class FormRows:
    """The rows of one form for each table."""

    form_id: str
    rows: Rows


@dataclass(frozen=True)
class Rendered(FormRows):
    """One form as it is written: its rows for each table, and its JSON."""

    json: str


@dataclass(frozen=True)
class Told:
    """What a run says of a form without opening it: so nothing of a form stays in memory.

    shown: fields of forms.csv that the summary prints; counts: rows by table; cut: cells too long
    for a workbook.
    """

    form_id: str
    shown: dict[str, Scalar]
    counts: dict[str, int]
    severities: tuple[str, ...]
    cut: int = 0


class Packed(NamedTuple):
    """A form as the ledger keeps it: JSON text and rows, both compressed."""

    json: bytes
    rows: bytes


@dataclass(frozen=True)
class Outcome:
    """What became of one document: its forms, or why it gave none.

    packed: the forms themselves, in the order of `forms`, where a worker has just made them.
    """

    document: Document
    forms: tuple[Told, ...] = ()
    failure: Failure | None = None
    seconds: float = 0.0
    packed: tuple[Packed, ...] = ()


@dataclass(frozen=True)
class Options:
    """What a user may choose.

    limit: seconds per file, None for none; jobs: None for a default; password: opens locked PDF
    files, and is written nowhere; catalogue: a folder of further editions, beside ours; verify:
    read PDF pages with two sources of characters and say where they disagree; corrections: the
    file of what reviewers saw in the originals: a file whose rows change is read again; prune:
    drop what is no longer among the inputs; retry: read again what failed in an earlier run;
    memory: bytes that a worker may use, None for a default, 0 for no limit; scheduler: address of
    a Dask cluster that does the work; statements: the kind of file they go to, "parquet", "csv" or
    "none"; ocr: who reads scans, "oit", "both", "tesseract" or "none".
    """

    jobs: int | None = None
    edition: int | None = None
    catalogue: str | None = None
    limit: float | None = DEFAULT_LIMIT
    password: str | None = field(default=None, repr=False)
    verify: bool = False
    corrections: str | None = None
    prune: bool = False
    retry: bool = False
    memory: int | None = None
    scheduler: str | None = None
    statements: str = "parquet"
    ocr: Choice = "oit"


def converted(
    document: Document, edition: int | None = None, password: str | None = None,
    catalogue: str | None = None, verify: bool = False, corrections: str | None = None,
    ocr: Choice = "oit",
) -> Outcome:
    """One document read, checked and rendered. Never raises: this is the worker's boundary."""
    begin = time.perf_counter()
    made: tuple[tuple[Told, Packed], ...] = ()
    failure = None
    try:
        with _tables(catalogue), _sources(verify), _recognisers(ocr), collector_paused():
            made = tuple(_packed(document, edition, password, corrections))
    except OitError as error:
        failure = failure_of(error)
    except MemoryError:
        failure = failure_of(_too_much_memory())
    except Exception as error:  # the one place: a defect of ours costs one file
        failure = failure_of(_defect(error), traceback.format_exc())
    forms, packed = tuple(told for told, _ in made), tuple(body for _, body in made)
    return Outcome(document, forms, failure, time.perf_counter() - begin, packed)


def _packed(
    document: Document, edition: int | None, password: str | None, corrections: str | None
) -> Iterator[tuple[Told, Packed]]:
    from oit.packing import packed, told

    for form in _rendered(document, edition, password, corrections):
        yield told(form), packed(form)


def _rendered(
    document: Document, edition: int | None, password: str | None, corrections: str | None
) -> Iterator[Rendered]:
    from oit.pipeline import process

    name = document.names[0]
    for form in process(
        document.path, name=name, sha256=document.sha256, edition=edition, password=password,
        corrections=_corrections(corrections, document.sha256),
    ):
        yield rendered(form)


def _corrections(file: str | None, sha256: str) -> tuple[Correction, ...]:
    """The corrections for the forms of a document."""
    from oit.corrections import of_file, read_corrections

    return of_file(read_corrections(Path(file)), sha256) if file else ()


def rendered(form: Form) -> Rendered:
    """A form as it is written."""
    from oit.statements import statement_lines
    from oit.tables import TABLES
    from oit.write import form_json

    rows = {table: made.lines(form) for table, made in TABLES.items()}
    rows["statements"] = statement_lines(form)
    return Rendered(form.form_id, rows, form_json(form))


def _tables(catalogue: str | None) -> AbstractContextManager[None]:
    """The tables of a folder beside ours while a document is read."""
    if catalogue is None:
        return nullcontext()
    from catalogue.lookup import data_folder

    return data_folder(Path(catalogue))


def _sources(verify: bool) -> AbstractContextManager[None]:
    """Both sources of characters of PDF pages while a document is read."""
    if not verify:
        return nullcontext()
    from extract.pdf.verify import verifying

    return verifying()


def _recognisers(ocr: Choice) -> AbstractContextManager[None]:
    """The recognisers of scans while a document is read."""
    from extract.scan.choice import reading_scans_with

    return reading_scans_with(ocr)


def failure_of(error: OitError, detail: str | None = None) -> Failure:
    """A failure as it goes to failures.csv: each message one line."""
    return Failure(error.reason, _line(error.message_th), _line(error.message_en), detail)


def _line(message: str) -> str:
    return " ".join(message.split())


def _defect(error: Exception) -> OitError:
    what = f"{type(error).__name__}: {error}"[:500]
    return Unexpected(
        f"โปรแกรมผิดพลาดภายใน ({what}) โปรดแจ้งผู้พัฒนาพร้อมผลของ --debug",
        f"a defect of this program ({what}); please report it with the output of --debug",
    )


def _too_much_memory() -> OitError:
    return TookTooLong(
        "หน่วยความจำไม่พอสำหรับไฟล์นี้ โปรดเพิ่มด้วย --memory-limit ลอง --jobs 1 หรือแบ่งไฟล์",
        "not enough memory for this file; allow more with --memory-limit, try --jobs 1 or split "
        "the file",
    )
