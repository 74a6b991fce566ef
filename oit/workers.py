"""One file per task, in worker processes that may be killed: a lost worker costs one file.

`concurrent.futures` cannot do this: one killed process breaks its whole pool, and a running task
cannot be stopped. Every worker here has a pipe, a deadline and a limit of memory of its own.
Processes are spawned, so that all platforms behave alike, and replaced now and then.
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
from typing import Any, Generic, Literal, TypeVar

from oit import memory

Task = TypeVar("Task")
Result = TypeVar("Result")
START_SECONDS = 60.0  # for a worker's imports, beside the time of its first task
MOST_JOBS = 60  # Windows waits for no more handles at once
READY = "ready"
RECYCLED = 500  # tasks after which a worker is replaced: what libraries lose adds up
LOOK = 0.5  # seconds between two looks at the memory of the workers


@dataclass(frozen=True)
class Limits:
    """What a task may use; None for no limit. seconds; memory: bytes of a worker; tasks: of one."""

    seconds: float | None = None
    memory: int | None = None
    tasks: int = RECYCLED


@dataclass(frozen=True)
class Lost:
    """A task whose worker was stopped at a limit, or died by itself with an exit code."""

    why: Literal["time", "memory", "died"]
    exit_code: int | None = None


@dataclass
class Worker(Generic[Task]):
    """A process, the pipe to it, and the task it is busy with."""

    process: BaseProcess
    pipe: Connection
    number: int = -1
    deadline: float = 0.0
    tasks: int = 0
    used: int = 0
    looked: float = 0.0

    def give(self, number: int, task: Task, seconds: float) -> None:
        """Hand over a task and set its deadline; a dead worker is found out by its silence."""
        self.number, self.deadline = number, time.monotonic() + seconds
        self.tasks += 1
        with suppress(OSError):
            self.pipe.send(task)

    def look(self) -> int:
        """Bytes of memory in use, at most LOOK seconds ago; 0 where nobody knows."""
        if time.monotonic() - self.looked >= LOOK:
            self.used, self.looked = memory.used_by(self.process.pid) or 0, time.monotonic()
        return self.used

    def stop(self) -> None:
        """Kill the process and those it has started, whatever they do."""
        started = memory.started_by(self.process.pid)
        self.process.kill()
        self.process.join()
        memory.kill(started)
        self.pipe.close()


def results(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    jobs: int,
    limits: Limits,
    prepare: Callable[[], None] | None = None,
) -> Iterator[tuple[int, Result | Lost]]:
    """Number (0-based) and result of each task, as they finish.

    prepare: what a worker does before the clock of its first task starts (its imports). With one
    job and no limit everything runs in this process, where a debugger can follow it.
    """
    if jobs == 1 and limits.seconds is None and limits.memory is None:
        yield from ((number, function(task)) for number, task in enumerate(tasks))
        return
    with Pool[Task, Result](function, jobs, limits, prepare) as pool:
        yield from pool.run(tasks)


class Pool(Generic[Task, Result]):
    """The living workers: those busy, by their pipe, and those waiting for a task."""

    def __init__(self, function: Callable[[Task], Result], jobs: int, limits: Limits,
                 prepare: Callable[[], None] | None = None) -> None:
        self.start: Callable[[], Worker[Task]] = partial(
            _spawned, function, prepare, limits.memory)
        self.jobs, self.limits = min(jobs, MOST_JOBS), limits
        self.seconds = limits.seconds or float("inf")
        self.busy: dict[Connection, Worker[Task]] = {}
        self.idle: list[Worker[Task]] = []

    def __enter__(self) -> Pool[Task, Result]:
        """Begin; workers start when there is a task."""
        return self

    def __exit__(self, *_: object) -> None:
        """No worker outlives the pool."""
        self.close()

    def close(self) -> None:
        """Stop all workers, busy or not."""
        for worker in (*self.idle, *self.busy.values()):
            worker.stop()
        self.idle, self.busy = [], {}

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Result | Lost]]:
        """Number and result of each task, as they finish; the workers then wait for more."""
        queue = deque(enumerate(tasks))
        while queue or self.busy:
            while queue and len(self.busy) < self.jobs:
                self._start(*queue.popleft())
            yield from self._finished()

    def _start(self, number: int, task: Task) -> None:
        """Give a task to a waiting worker, or to a new one."""
        worker, seconds = self._worker(), self.seconds
        if not worker.deadline:
            seconds += START_SECONDS
        self.busy[worker.pipe] = worker
        worker.give(number, task, seconds)

    def _worker(self) -> Worker[Task]:
        while self.idle:
            worker = self.idle.pop()
            if worker.process.is_alive() and not self._is_worn(worker):
                return worker
            worker.stop()
        return self.start()

    def _is_worn(self, worker: Worker[Task]) -> bool:
        """Whether a worker has done enough, or keeps half of what a task may use."""
        limit = self.limits.memory
        return worker.tasks >= self.limits.tasks or bool(limit and worker.used > limit / 2)

    def _finished(self) -> Iterator[tuple[int, Result | Lost]]:
        """Wait until a worker has something to say, one deadline has passed, or for a look."""
        soonest = min(worker.deadline for worker in self.busy.values())
        patience = max(0.0, soonest - time.monotonic())
        patience = min(patience, LOOK) if self.limits.memory else patience
        for pipe in wait(list(self.busy), None if patience == float("inf") else patience):
            yield from self._said(self.busy[pipe])  # type: ignore[index]
        for worker in list(self.busy.values()):
            if worker.deadline <= time.monotonic():
                yield self._gone(worker, Lost("time"))
            elif self.limits.memory and worker.look() > self.limits.memory:
                yield self._gone(worker, Lost("memory"))

    def _said(self, worker: Worker[Task]) -> Iterator[tuple[int, Result | Lost]]:
        try:
            said: Any = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            yield self._gone(worker, self._death(worker))
            return
        if said == READY:
            worker.deadline = time.monotonic() + self.seconds
            return
        del self.busy[worker.pipe]
        self.idle.append(worker)
        yield worker.number, said

    def _death(self, worker: Worker[Task]) -> Lost:
        """Why a worker died: one that used much memory crashed where a library got no more."""
        starved = self.limits.memory and worker.used > self.limits.memory / 2
        return Lost("memory" if starved else "died", worker.process.exitcode)

    def _gone(self, worker: Worker[Task], lost: Lost) -> tuple[int, Lost]:
        del self.busy[worker.pipe]
        worker.stop()
        return worker.number, lost


def _spawned(
    function: Callable[[Any], Any], prepare: Callable[[], None] | None, limit: int | None
) -> Worker[Any]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(function, prepare, limit, theirs), daemon=True)
    process.start()
    theirs.close()  # else its end would never be seen
    return Worker(process, ours)


def _serve(
    function: Callable[[Any], Any], prepare: Callable[[], None] | None, limit: int | None,
    pipe: Connection,
) -> None:
    """A worker's life: one task after the other until it is killed or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if prepare:
        prepare()
    if limit:
        memory.refuse_more_than(limit)
    with suppress(EOFError, OSError):
        pipe.send(READY)
        while True:
            pipe.send(function(pipe.recv()))
