"""Many files: each is converted in a worker process, and each outcome is given as it is there."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import suppress
from functools import partial

from oit.batch import Options, Outcome, converted, failure_of
from oit.inputs import Document
from oit.workers import Limits, Lost, results
from schema.errors import OitError, TookTooLong, Unexpected

MB = 1_000_000
DEFAULT_MEMORY = 2_000 * MB
FEW_FILES = 8  # up to here, starting more workers costs more than it saves


def outcomes(documents: Sequence[Document], options: Options) -> Generator[Outcome]:
    """The outcome of every document as soon as it is there, in any order."""
    function = partial(converted, edition=options.edition, password=options.password,
                       catalogue=options.catalogue, verify=options.verify,
                       corrections=options.corrections)
    jobs = min(options.jobs or default_jobs(len(documents)), max(1, len(documents)))
    limits = limits_of(options)
    for number, result in results(
        function, documents, jobs=jobs, limits=limits, prepare=load_stages,
    ):
        if isinstance(result, Lost):
            yield Outcome(documents[number], failure=failure_of(lost(result, limits)))
        else:
            yield result


def limits_of(options: Options) -> Limits:
    """The limits of a file. One job without a time limit runs in this process, without a limit."""
    here = options.jobs == 1 and options.limit is None
    memory = (None if here else DEFAULT_MEMORY) if options.memory is None else options.memory
    return Limits(options.limit, memory or None)


def default_jobs(files: int) -> int:
    """Number of workers where the user does not say."""
    return (os.cpu_count() or 1) if files > FEW_FILES else 1


def load_stages() -> None:
    """Import the stages before a file's time starts; what is wrong with them, its task will say."""
    with suppress(ImportError):
        import oit.pipeline  # noqa: F401


def lost(task: Lost, limits: Limits) -> OitError:
    """What to say of a file whose worker was lost."""
    if task.why == "time":
        return TookTooLong(
            f"อ่านไม่เสร็จภายใน {limits.seconds:g} วินาที โปรดเพิ่มเวลาด้วย --time-limit หรือตรวจไฟล์",
            f"not read within {limits.seconds:g} seconds; allow more with --time-limit or check "
            "the file",
        )
    if task.why == "memory":
        allowed = (limits.memory or 0) // MB
        return TookTooLong(
            f"ใช้หน่วยความจำเกิน {allowed:,} MB โปรดเพิ่มด้วย --memory-limit หรือตรวจไฟล์",
            f"it took more than {allowed:,} MB of memory; allow more with --memory-limit or check "
            "the file",
        )
    return Unexpected(
        f"โปรแกรมอ่านหยุดกะทันหัน (รหัส {task.exit_code}) โปรดแจ้งผู้พัฒนาพร้อมไฟล์นี้",
        f"the worker died (exit code {task.exit_code}); please report it with this file",
    )
