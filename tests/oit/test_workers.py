"""A lost worker costs one task; order and number of workers never change a result."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from oit.memory import can_be_limited, used_by
from oit.workers import Limits, Lost, results

MB = 1_000_000
kept: list[bytearray] = []


def task(number: int) -> int:
    if number == 13:
        os._exit(3)
    if number == 99:
        time.sleep(60)
    if number == 77:
        kept.append(bytearray(400 * MB))
        time.sleep(60)
    if number == 78:
        bytearray(4000 * MB)
    return number * number


def prepare() -> None:
    time.sleep(1.5)  # longer than the limit below: imports are not charged to a file


def test_every_task_has_its_result() -> None:
    found = dict(results(task, [1, 2, 3, 4, 5], jobs=2, limits=Limits(60)))
    assert found == {0: 1, 1: 4, 2: 9, 3: 16, 4: 25}


def test_a_worker_that_dies_costs_its_own_task_only() -> None:
    found = dict(results(task, [1, 13, 2, 13, 3], jobs=1, limits=Limits(60)))
    assert found == {0: 1, 1: Lost("died", 3), 2: 4, 3: Lost("died", 3), 4: 9}


def test_a_worker_that_hangs_is_stopped_at_the_limit() -> None:
    begin = time.monotonic()
    found = dict(results(task, [99, 2, 3], jobs=1, limits=Limits(1), prepare=prepare))
    assert found == {0: Lost("time"), 1: 4, 2: 9}
    assert time.monotonic() - begin < 30


@pytest.mark.skipif(not can_be_limited(), reason="nobody tells how much memory a process uses")
def test_a_worker_that_takes_too_much_memory_is_stopped() -> None:
    found = dict(results(task, [77, 2, 77, 3], jobs=1, limits=Limits(60, 300 * MB)))
    assert found == {0: Lost("memory"), 1: 4, 2: Lost("memory"), 3: 9}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses memory to a process")
def test_memory_taken_faster_than_anyone_looks_is_refused() -> None:
    found = dict(results(guarded, [78, 2], jobs=1, limits=Limits(60, 300 * MB)))
    assert found == {0: -1, 1: 4}


def guarded(number: int) -> int:
    try:
        return task(number)
    except MemoryError:
        return -1


@pytest.mark.skipif(not can_be_limited(), reason="nobody tells how much memory a process uses")
def test_a_platform_that_tells_no_memory_has_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int | None = None) -> None:
        raise psutil.AccessDenied

    monkeypatch.setattr("oit.memory.psutil.Process", unknown)
    assert not can_be_limited()
    assert dict(results(task, [2], jobs=1, limits=Limits(60, 1))) == {0: 4}


@pytest.mark.skipif(not can_be_limited(), reason="nobody tells how much memory a process uses")
def test_the_memory_of_what_a_process_has_started_counts() -> None:
    code = "b = b'x' * 200_000_000; print(flush=True); input()"
    alone = used_by(os.getpid()) or 0
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        started.stdout.readline()
        assert (used_by(os.getpid()) or 0) > alone + 150 * MB
        started.communicate(b"\n")


def test_a_worker_is_replaced_after_some_tasks() -> None:
    found = results(process_id, [None] * 5, jobs=1, limits=Limits(60, None, tasks=2))
    workers = [worker for _, worker in found]
    assert [workers.count(worker) for worker in dict.fromkeys(workers)] == [2, 2, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell and its sleep are POSIX")
def test_what_a_stopped_worker_has_started_is_stopped_too(tmp_path: Path) -> None:
    """As LibreOffice, which reads old files for us."""
    note = tmp_path / "pid"
    assert dict(results(starts_another, [note], jobs=1, limits=Limits(3))) == {0: Lost("time")}
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(int(note.read_text()))
        while process.status() != psutil.STATUS_ZOMBIE:  # dead, where nobody asks for its end
            process.wait(10)


def starts_another(note: Path) -> None:
    with subprocess.Popen(["sleep", "300"]) as process:
        note.write_text(str(process.pid))
        process.wait()


def test_one_job_without_limit_stays_in_this_process() -> None:
    ours = os.getpid()
    assert dict(results(process_id, [None], jobs=1, limits=Limits())) == {0: ours}
    assert dict(results(process_id, [None], jobs=1, limits=Limits(60))) != {0: ours}


def process_id(_: None) -> int:
    return os.getpid()


def test_no_worker_is_left_when_the_run_breaks_off() -> None:
    run = results(process_id, [None] * 5, jobs=1, limits=Limits(60))
    _, worker = next(run)
    run.close()  # type: ignore[attr-defined]
    assert isinstance(worker, int)
    assert not alive(worker)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
