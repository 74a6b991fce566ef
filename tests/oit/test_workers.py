"""A lost worker costs one task; order and number of workers never change a result."""

from __future__ import annotations

import os
import time

from oit.workers import Lost, results


def task(number: int) -> int:
    if number == 13:
        os._exit(3)
    if number == 99:
        time.sleep(60)
    return number * number


def prepare() -> None:
    time.sleep(1.5)  # longer than the limit below: imports are not charged to a file


def test_every_task_has_its_result() -> None:
    found = dict(results(task, [1, 2, 3, 4, 5], jobs=2, limit=60))
    assert found == {0: 1, 1: 4, 2: 9, 3: 16, 4: 25}


def test_a_worker_that_dies_costs_its_own_task_only() -> None:
    found = dict(results(task, [1, 13, 2, 13, 3], jobs=1, limit=60))
    assert found == {0: 1, 1: Lost(3), 2: 4, 3: Lost(3), 4: 9}


def test_a_worker_that_hangs_is_stopped_at_the_limit() -> None:
    begin = time.monotonic()
    found = dict(results(task, [99, 2, 3], jobs=1, limit=1, prepare=prepare))
    assert found == {0: Lost(None), 1: 4, 2: 9}
    assert time.monotonic() - begin < 30


def test_one_job_without_limit_stays_in_this_process() -> None:
    ours = os.getpid()
    assert dict(results(process_id, [None], jobs=1, limit=None)) == {0: ours}
    assert dict(results(process_id, [None], jobs=1, limit=60)) != {0: ours}


def process_id(_: None) -> int:
    return os.getpid()


def test_no_worker_is_left_when_the_run_breaks_off() -> None:
    run = results(process_id, [None] * 5, jobs=1, limit=60)
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
