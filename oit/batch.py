"""One file in a worker: read, checked, rendered and packed, or the reason why not."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from extract.collector import collector_paused
from oit.inputs import Document
from oit.outcome import Failure, Outcome, Packed, Rendered, Rows, Told
from schema.errors import OitError, TookTooLong, Unexpected

if TYPE_CHECKING:
    from extract.scan.choice import Choice
    from oit.corrections import Correction
    from schema.form import Form



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
    from oit.formjson import form_json
    from oit.statements import statement_lines
    from oit.tables import TABLES

    rows: Rows = {table: made.lines(form) for table, made in TABLES.items()}
    return Rendered(form.form_id, rows, statement_lines(form), form_json(form))


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
