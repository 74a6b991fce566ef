"""Many files: each is converted in a worker process, and each outcome is given as it is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from oit.batch import converted, failure_of
from oit.inputs import Document
from oit.options import Options
from oit.outcome import Outcome
from oit.workers import Limits, Lost, results
from schema.errors import OitError, TookTooLong, Unexpected

MB = 1_000_000
DEFAULT_MEMORY = 2_000 * MB
FEW_FILES = 8  # up to here, starting more workers costs more than it saves


def outcomes(documents: Sequence[Document], options: Options) -> Generator[Outcome]:
    """The outcome of every document as soon as it is there, in any order.

    Raises oit.cluster.ClusterError where the cluster of `options.scheduler` cannot be used.
    """
    limits = limits_of(options)
    found = _on_cluster if options.scheduler else _here
    for number, result in found(documents, options, limits):
        if isinstance(result, Lost):
            yield Outcome(documents[number], failure=failure_of(lost(result, limits)))
        else:
            yield result


Found = Iterator[tuple[int, Outcome | Lost]]


def _here(documents: Sequence[Document], options: Options, limits: Limits) -> Found:
    jobs = min(options.jobs or default_jobs(len(documents)), max(1, len(documents)))
    return results(_function(options), documents, jobs=jobs, limits=limits, prepare=load_stages)


def _on_cluster(documents: Sequence[Document], options: Options, limits: Limits) -> Found:
    """Where every path is absolute: a worker's own folder is another one."""
    from oit import cluster

    if not documents:
        return iter(())
    tasks = [replace(document, path=document.path.absolute()) for document in documents]
    options = replace(options, catalogue=_absolute(options.catalogue),
                      corrections=_absolute(options.corrections))
    named = [tasks[0].path, options.catalogue, options.corrections]
    return cluster.results(
        _function(options), tasks, scheduler=str(options.scheduler), limits=limits,
        prepare=load_stages, shared=[Path(path) for path in named if path])


def _absolute(path: str | None) -> str | None:
    return str(Path(path).absolute()) if path else None


def _function(options: Options) -> Callable[[Document], Outcome]:
    return partial(converted, edition=options.edition, password=options.password,
                   catalogue=options.catalogue, verify=options.verify,
                   corrections=options.corrections, ocr=options.ocr)


def limits_of(options: Options) -> Limits:
    """The limits of a file. One job without a time limit runs in this process, without a limit."""
    here = options.jobs == 1 and options.limit is None and not options.scheduler
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
