"""Many files: each is converted in a worker process, and each outcome is given as it is there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial

from oit.batch import Options, Outcome, converted, failure_of
from oit.inputs import Document
from oit.workers import Lost, results
from schema.errors import OitError, TookTooLong, Unexpected

FEW_FILES = 8  # up to here, starting more workers costs more than it saves


def outcomes(documents: Sequence[Document], options: Options) -> Iterator[Outcome]:
    """The outcome of every document as soon as it is there, in any order."""
    function = partial(converted, edition=options.edition, password=options.password,
                       catalogue=options.catalogue, verify=options.verify,
                       corrections=options.corrections)
    jobs = min(options.jobs or default_jobs(len(documents)), max(1, len(documents)))
    found = results(function, documents, jobs=jobs, limit=options.limit, prepare=load_stages)
    for number, result in found:
        if isinstance(result, Lost):
            yield Outcome(documents[number], failure=failure_of(_lost(result, options.limit)))
        else:
            yield result


def default_jobs(files: int) -> int:
    """Number of workers where the user does not say."""
    return (os.cpu_count() or 1) if files > FEW_FILES else 1


def load_stages() -> None:
    """Import the stages before a file's time starts; what is wrong with them, its task will say."""
    with suppress(ImportError):
        import oit.pipeline  # noqa: F401


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
