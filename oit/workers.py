"""One file per task, in worker processes that may be killed: a lost worker costs one file.

`concurrent.futures` cannot do this: one killed process breaks its whole pool, and a running task
cannot be stopped. Every worker here has a pipe and a deadline of its own. Processes are spawned,
so that all platforms behave alike.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
START_SECONDS = 60.0  # for a worker's imports, beside the time of its first task
MOST_JOBS = 60  # Windows waits for no more handles at once
READY = "ready"


@dataclass(frozen=True)
class Lost:
    """A task whose worker was stopped at the time limit (`exit_code` None) or died by itself."""

    exit_code: int | None = None


@dataclass
class Worker(Generic[Task]):
    """A process, the pipe to it, and the task it is busy with."""

    process: BaseProcess
    pipe: Connection
    number: int = -1
    deadline: float = 0.0

    def give(self, number: int, task: Task, seconds: float) -> None:
        """Hand over a task and set its deadline; a dead worker is found out by its silence."""
        self.number, self.deadline = number, time.monotonic() + seconds
        with suppress(OSError):
            self.pipe.send(task)

    def stop(self) -> None:
        """Kill the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def results(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    jobs: int,
    limit: float | None,
    prepare: Callable[[], None] | None = None,
) -> Iterator[tuple[int, Result | Lost]]:
    """Number (0-based) and result of each task, as they finish.

    limit: seconds per task, None for no limit; prepare: what a worker does before the clock of its
    first task starts (its imports). With one job and no limit everything runs in this process,
    where a debugger can follow it.
    """
    if jobs == 1 and limit is None:
        yield from ((number, function(task)) for number, task in enumerate(tasks))
        return
    start = partial(_spawned, function, prepare)
    yield from _Pool[Task, Result](start, jobs, limit or float("inf")).run(tasks)


class _Pool(Generic[Task, Result]):
    """The living workers: those busy, by their pipe, and those waiting for a task."""

    def __init__(self, start: Callable[[], Worker[Task]], jobs: int, limit: float) -> None:
        self.start, self.jobs, self.limit = start, min(jobs, MOST_JOBS), limit
        self.busy: dict[Connection, Worker[Task]] = {}
        self.idle: list[Worker[Task]] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Result | Lost]]:
        queue = deque(enumerate(tasks))
        try:
            while queue or self.busy:
                while queue and len(self.busy) < self.jobs:
                    self._start(*queue.popleft())
                yield from self._finished()
        finally:
            for worker in (*self.idle, *self.busy.values()):
                worker.stop()

    def _start(self, number: int, task: Task) -> None:
        """Give a task to a waiting worker, or to a new one."""
        worker, seconds = self._worker(), self.limit
        if not worker.deadline:
            seconds += START_SECONDS
        self.busy[worker.pipe] = worker
        worker.give(number, task, seconds)

    def _worker(self) -> Worker[Task]:
        while self.idle:
            worker = self.idle.pop()
            if worker.process.is_alive():
                return worker
            worker.stop()
        return self.start()

    def _finished(self) -> Iterator[tuple[int, Result | Lost]]:
        """Wait until a worker has something to say or one deadline has passed."""
        now = time.monotonic()
        soonest = min(worker.deadline for worker in self.busy.values())
        patience = None if soonest == float("inf") else max(0.0, soonest - now)
        for pipe in wait(list(self.busy), patience):
            yield from self._said(self.busy[pipe])  # type: ignore[index]
        for worker in [w for w in self.busy.values() if w.deadline <= time.monotonic()]:
            yield self._gone(worker, Lost())

    def _said(self, worker: Worker[Task]) -> Iterator[tuple[int, Result | Lost]]:
        try:
            said: Any = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            yield self._gone(worker, Lost(worker.process.exitcode))
            return
        if said == READY:
            worker.deadline = time.monotonic() + self.limit
            return
        del self.busy[worker.pipe]
        self.idle.append(worker)
        yield worker.number, said

    def _gone(self, worker: Worker[Task], lost: Lost) -> tuple[int, Lost]:
        del self.busy[worker.pipe]
        worker.stop()
        return worker.number, lost


def _spawned(function: Callable[[Any], Any], prepare: Callable[[], None] | None) -> Worker[Any]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(function, prepare, theirs), daemon=True)
    process.start()
    theirs.close()  # else its end would never be seen
    return Worker(process, ours)


def _serve(
    function: Callable[[Any], Any], prepare: Callable[[], None] | None, pipe: Connection
) -> None:
    """A worker's life: one task after the other until it is killed or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if prepare:
        prepare()
    pipe.send(READY)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(function(task))
