"""The same tasks on a Dask cluster: for scans, which need more cores than one machine has.

Each task runs below the Dask worker in a process of ours, so that the limits of a file hold there
as they do here. Files, catalogue and corrections are read from a folder that all machines see
under one path. A task whose machine is lost runs again on another, at most three times.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from oit.rule_version import rule_version
from oit.workers import Limits, Lost, Pool

if TYPE_CHECKING:
    from distributed import Client

Task = TypeVar("Task")
Result = TypeVar("Result")
AHEAD = 4  # tasks handed out per thread of the cluster: none waits for us, few results wait here
TIMEOUT = 30  # seconds until a scheduler that does not answer is given up
_pools: dict[int, tuple[bytes, Pool[Any, Any]]] = {}  # of a Dask worker, by thread


class ClusterError(Exception):
    """The cluster cannot be used; the message says why and what to do, in both languages."""


def results(
    function: Callable[[Task], Result], tasks: Sequence[Task], *, scheduler: str, limits: Limits,
    prepare: Callable[[], None] | None = None, shared: Sequence[Path] = (),
) -> Iterator[tuple[int, Result | Lost]]:
    """Number (0-based) and result of each task, as they finish; as `oit.workers.results`.

    scheduler: "tcp://host:8786"; shared: paths that every machine must see. Raises ClusterError.
    """
    with _client(scheduler) as client:
        check(client, shared)
        try:
            yield from _run(client, (function, limits, prepare), tasks)
        finally:
            client.run(close_pools)


def _run(client: Client, how: tuple[Any, Limits, Any], tasks: Sequence[Task]
         ) -> Iterator[tuple[int, Any]]:
    """Hand out tasks a few at a time; what is under way when this ends is given up."""
    from distributed import as_completed

    threads = sum(client.nthreads().values())
    numbered, under_way = iter(enumerate(tasks)), dict[Any, int]()

    def submitted(count: int) -> list[Any]:
        made = {client.submit(limited, task, *how, pure=False): number
                for number, task in islice(numbered, count)}
        under_way.update(made)
        return list(made)

    done = as_completed(submitted(threads * AHEAD), loop=client.loop)
    try:
        for future in done:
            yield under_way.pop(future), _result(future)
            for more in submitted(1):
                done.add(more)
    finally:
        client.cancel(list(under_way))


def _result(future: Any) -> Any:
    from distributed import KilledWorker

    error = future.exception()
    if isinstance(error, KilledWorker):  # the machines that had it died, one after the other
        return Lost("died")
    if error is not None:
        raise ClusterError(f"the cluster broke a task off: {error!r} / งานบนคลัสเตอร์ถูกยกเลิก")
    return future.result()


def _client(scheduler: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("--engine dask needs the extra: pip install 'oit[cluster]' / "
                           "ต้องติดตั้งเพิ่มด้วย pip install 'oit[cluster]'") from error
    try:
        return Client(scheduler, timeout=TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"no scheduler answers at {scheduler}; start `dask scheduler` there / "
                           f"ติดต่อคลัสเตอร์ที่ {scheduler} ไม่ได้") from error


def check(client: Client, shared: Sequence[Path]) -> None:
    """Refuse machines with other rules or without the files: the results would differ."""
    if not client.nthreads():
        raise ClusterError("the cluster has no worker; start `dask worker` on its machines / "
                           "คลัสเตอร์ไม่มีเครื่องทำงาน")
    ours = rule_version()
    others = [name for name, theirs in client.run(rule_version).items() if theirs != ours]
    if others:
        raise ClusterError(f"{others[0]} has another version of oit, Python or a library; install "
                           "the same there / เครื่องในคลัสเตอร์ติดตั้งโปรแกรมคนละรุ่น")
    for path in shared:
        for name, is_there in client.run(os.path.exists, str(path)).items():
            if not is_there:
                raise ClusterError(f"{name} does not see {path}; give the path of a shared folder "
                                   f"/ เครื่องในคลัสเตอร์ไม่เห็น {path} โปรดใช้โฟลเดอร์ร่วม")


def limited(task: Task, function: Callable[[Task], Result], limits: Limits,
            prepare: Callable[[], None] | None) -> Result | Lost:
    """One task below a Dask worker, in a process that may be killed at its limits."""
    thread, wanted = threading.get_ident(), pickle.dumps((function, limits, prepare))
    known = _pools.get(thread)
    if known is None or known[0] != wanted:
        if known:
            known[1].close()
        _allow_children()
        _pools[thread] = known = wanted, Pool(function, 1, limits, prepare)
    try:
        [(_, result)] = known[1].run([task])
    except BaseException:  # what it was busy with must not answer the next task
        known[1].close()
        raise
    return result


def close_pools() -> None:
    """End the processes below a Dask worker."""
    while _pools:
        _, (_, pool) = _pools.popitem()
        pool.close()


def _allow_children() -> None:
    """Dask starts its workers as daemons, which Python forbids to have children; ours die anyway.

    They end with their pipe, so that none outlives a Dask worker that is killed.
    """
    config = getattr(multiprocessing.current_process(), "_config", {})
    config["daemon"] = False
