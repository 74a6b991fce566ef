"""How much memory a worker uses, where the platform tells it, and what keeps it below a limit.

The parent looks at its workers twice a second and kills one that uses too much. What grows faster
than that is refused by the system itself, where it can (Linux), at half as much again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psutil

BURST = 1.5  # of the limit: what the system refuses, as the parent's look may come too late


def used_by(pid: int | None) -> int | None:
    """Bytes of memory that a process and those it started hold; None where nobody knows."""
    try:
        used = int(psutil.Process(pid).memory_info().rss)
    except (psutil.Error, OSError, NotImplementedError):
        return None
    for process in started_by(pid) if _may_have_started(pid) else ():
        with suppress(psutil.Error, OSError):  # it may have ended
            used += int(process.memory_info().rss)
    return used


def _may_have_started(pid: int | None) -> bool:
    """Whether a process may have started others: Linux says so without a look at all processes."""
    try:
        told = [path.read_bytes() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it may have ended
        return True
    return not told or any(told)


def can_be_limited() -> bool:
    """Whether this platform tells how much memory a process uses."""
    return used_by(os.getpid()) is not None


def started_by(pid: int | None) -> list[psutil.Process]:
    """The processes that a process has started, and those that they have."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except (psutil.Error, OSError, NotImplementedError):
        return []


def kill(processes: Iterable[psutil.Process]) -> None:
    """Kill processes that may be gone already."""
    for process in processes:
        with suppress(psutil.Error, OSError):
            process.kill()


def refuse_more_than(limit: int) -> None:
    """Let the system refuse this process more than a burst over the limit (bytes), if it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    most = int(limit * BURST)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or hard > most:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
