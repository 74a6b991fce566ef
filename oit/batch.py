"""Many files: each is converted in a worker, its failure is its own, results keep their order."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from oit.inputs import Document, Inputs
from oit.workers import Lost, results
from schema.errors import OitError, TookTooLong, Unexpected

if TYPE_CHECKING:
    from extract.scan.choice import Choice

DEFAULT_LIMIT = 120.0
FEW_FILES = 8  # up to here, starting more workers costs more than it saves


class Failure(NamedTuple):
    """Why a file gave no form; `detail` is the traceback of a defect of ours."""

    reason: str
    message_th: str
    message_en: str
    detail: str | None = None


@dataclass(frozen=True)
class Rendered:
    """One form as it is written: its JSON, and its rows for each table."""

    form_id: str
    json: str
    rows: dict[str, list[tuple[str | int | float | None, ...]]]


@dataclass(frozen=True)
class Outcome:
    """What became of one document: its forms, or why it gave none."""

    document: Document
    forms: tuple[Rendered, ...] = ()
    failure: Failure | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Options:
    """What a user may choose.

    limit: seconds per file, None for none; jobs: None for a default; password: opens locked PDF
    files, and is written nowhere; catalogue: a folder of further editions, beside ours; verify:
    read PDF pages with two sources of characters and say where they disagree; ocr: who reads
    scans ("oit", "both", "tesseract", "none").
    """

    jobs: int | None = None
    edition: int | None = None
    catalogue: str | None = None
    limit: float | None = DEFAULT_LIMIT
    password: str | None = field(default=None, repr=False)
    verify: bool = False
    ocr: Choice = "oit"


Convert = Callable[[Document], Outcome]
Watch = Callable[[Outcome], None]


def outcomes(inputs: Inputs, options: Options, watch: Watch) -> Iterator[Outcome]:
    """The outcome of every document in the order of the inputs, whatever the number of workers.

    watch: called with each outcome as soon as it is there, in any order (for progress).
    """
    documents = inputs.documents
    function = partial(converted, edition=options.edition, password=options.password,
                       catalogue=options.catalogue, verify=options.verify, ocr=options.ocr)
    jobs = min(options.jobs or default_jobs(len(documents)), max(1, len(documents)))
    found = results(function, documents, jobs=jobs, limit=options.limit, prepare=load_stages)
    return _in_order(_watched(found, documents, options, watch))


def default_jobs(files: int) -> int:
    """Number of workers where the user does not say."""
    return (os.cpu_count() or 1) if files > FEW_FILES else 1


def load_stages() -> None:
    """Import the stages before a file's time starts; what is wrong with them, its task will say."""
    with suppress(ImportError):
        import oit.pipeline  # noqa: F401


def converted(
    document: Document, edition: int | None = None, password: str | None = None,
    catalogue: str | None = None, verify: bool = False, ocr: Choice = "oit",
) -> Outcome:
    """One document read, checked and rendered. Never raises: this is the worker's boundary."""
    begin = time.perf_counter()
    forms: tuple[Rendered, ...] = ()
    failure = None
    try:
        with _tables(catalogue), _sources(verify), _recognisers(ocr):
            forms = tuple(_rendered(document, edition, password))
    except OitError as error:
        failure = failure_of(error)
    except MemoryError:
        failure = failure_of(_too_much_memory())
    except Exception as error:  # the one place: a defect of ours costs one file
        failure = failure_of(_defect(error), traceback.format_exc())
    return Outcome(document, forms, failure, time.perf_counter() - begin)


def _rendered(
    document: Document, edition: int | None, password: str | None
) -> Iterator[Rendered]:
    from oit.pipeline import process
    from oit.tables import TABLES
    from oit.write import form_json

    name = document.names[0]
    for form in process(
        document.path, name=name, sha256=document.sha256, edition=edition, password=password,
    ):
        rows = {table: made.lines(form) for table, made in TABLES.items()}
        yield Rendered(form.form_id, form_json(form), rows)


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


def _watched(
    found: Iterable[tuple[int, Outcome | Lost]],
    documents: list[Document],
    options: Options,
    watch: Watch,
) -> Iterator[tuple[int, Outcome]]:
    for number, result in found:
        outcome = result
        if isinstance(outcome, Lost):
            outcome = Outcome(documents[number], failure=failure_of(_lost(outcome, options.limit)))
        watch(outcome)
        yield number, outcome


def _in_order(numbered: Iterable[tuple[int, Outcome]]) -> Iterator[Outcome]:
    """Hold back what finished early until its turn comes."""
    early: dict[int, Outcome] = {}
    turn = 0
    for number, outcome in numbered:
        early[number] = outcome
        while turn in early:
            yield early.pop(turn)
            turn += 1


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
        "หน่วยความจำไม่พอสำหรับไฟล์นี้ โปรดลอง --jobs 1 หรือแบ่งไฟล์",
        "not enough memory for this file; try --jobs 1 or split the file",
    )


def _lost(lost: Lost, limit: float | None) -> OitError:
    if lost.exit_code is None:
        return TookTooLong(
            f"อ่านไม่เสร็จภายใน {limit:g} วินาที โปรดเพิ่มเวลาด้วย --time-limit หรือตรวจไฟล์",
            f"not read within {limit:g} seconds; allow more with --time-limit or check the file",
        )
    return Unexpected(
        f"โปรแกรมอ่านหยุดกะทันหัน (รหัส {lost.exit_code}) โปรดแจ้งผู้พัฒนาพร้อมไฟล์นี้",
        f"the worker died (exit code {lost.exit_code}); please report it with this file",
    )
