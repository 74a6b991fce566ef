"""Thousands of forms: forms per second, memory, the time of a run without change, sizes.

    python benchmarks/scale.py                             # 1,000 and 10,000 forms, 1 and 2 workers
    python benchmarks/scale.py --files 1000 --jobs 2 --items 10
    python benchmarks/scale.py --kinds                     # core-seconds per form of the samples

Each run is the command in a process of its own. Wall times and the speed-up need a machine that
does nothing else: the load at the start is printed with them. Core-seconds are the CPU time of
parent and workers together. The peaks of memory are the highest of ten looks a second (the system's
own figure for a process counts what its parent had when it was started).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import psutil
from scale_forms import write_forms

from oit.batch import converted as read
from oit.inputs import expand

ROOT = Path(__file__).resolve().parents[1]
MB = 1_000_000
ROUNDS = 3


class Ran(NamedTuple):
    """What one run of the command took; memory in bytes."""

    seconds: float
    core_seconds: float
    parent: int
    worker: int


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", nargs="+", type=int, default=[1000, 10000])
    parser.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--items", type=int, default=10, help="items of a form at most")
    parser.add_argument("--kinds", action="store_true", help="core-seconds of the samples by kind")
    arguments = parser.parse_args()
    if arguments.kinds:
        measure_kinds()
        return
    print(f"{'files':>6} {'jobs':>4} {'seconds':>8} {'forms/s':>8} {'core-s':>8} {'parent':>8} "
          f"{'worker':>8} {'again':>7} {'share':>6}  load")
    for files in arguments.files:
        measure(files, arguments.jobs, arguments.items)


def measure(files: int, jobs: list[int], items: int) -> None:
    """A line per number of workers, the speed-up, and the sizes of what was written."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        source = Path(folder, "in")
        write_forms(source, files, items)
        first: dict[int, float] = {}
        for number in jobs:
            out, load = Path(folder, f"out {number}"), os.getloadavg()[0]
            ran = converted(source, out, number)
            again = converted(source, out, number)
            first[number] = ran.seconds
            print(f"{files:6,} {number:4} {ran.seconds:8.1f} {files / ran.seconds:8.1f} "
                  f"{ran.core_seconds:8.1f} {ran.parent / MB:5.0f} MB {ran.worker / MB:5.0f} MB "
                  f"{again.seconds:7.2f} {again.seconds / ran.seconds:6.2%}  {load:.1f}",
                  flush=True)
        if len(jobs) > 1:
            ratio = first[jobs[0]] / first[jobs[-1]]
            print(f"       speed-up with {jobs[-1]} workers: {ratio:.2f}")
        print_sizes(Path(folder, f"out {jobs[-1]}"))


def converted(source: Path, out: Path, jobs: int) -> Ran:
    """The command over a folder."""
    call = [sys.executable, "-c", "from oit.cli import cli; cli()", "convert", source, "--out", out,
            "--jobs", str(jobs), "--quiet"]
    begin = time.perf_counter()
    process = subprocess.Popen(call, stderr=subprocess.DEVNULL,
                               env=os.environ | {"PYTHONPATH": str(ROOT)})
    watched, parent, worker = psutil.Process(process.pid), 0, 0
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        parent = max(parent, memory_of(watched))
        worker = max([worker, *(memory_of(child) for child in watched.children())])
        time.sleep(0.1)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"the run ended with {process.returncode}")
    seconds = time.perf_counter() - begin
    return Ran(seconds, used.ru_utime + used.ru_stime, parent, worker)


def memory_of(process: psutil.Process) -> int:
    """Bytes in use; 0 for a process that has just ended."""
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def print_sizes(out: Path) -> None:
    """Sizes of the outputs by kind."""
    sizes: dict[str, int] = defaultdict(int)
    for path in out.rglob("*"):
        if path.is_file():
            kind = "forms/*" if path.parent.name == "forms" else f"*{path.suffix}"
            sizes[kind] += path.stat().st_size
    counts = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["counts"]
    listed = ", ".join(f"{kind} {size / MB:,.1f} MB" for kind, size in sorted(sizes.items()))
    print(f"       {listed}; {counts['forms']:,} forms, {counts['failed']:,} files without one",
          flush=True)
    shutil.rmtree(out)


def measure_kinds() -> None:
    """CPU seconds per form of the committed samples, by kind of form and format: best of three."""
    pdfs = tuple(sorted((ROOT / "tests" / "samples").glob("*.pdf")))
    by_kind: dict[tuple[str, str], list[float]] = defaultdict(list)
    for document in expand((ROOT / "samples", *pdfs), Path("output")).documents:
        spent = []
        for _ in range(ROUNDS):
            begin = time.process_time()
            outcome = read(document)
            spent.append(time.process_time() - begin)
        for form in outcome.forms[:1]:
            by_kind[str(form.shown["kind"]), document.path.suffix].append(min(spent))
    print("kind        format  files  core-seconds per form")
    for (kind, suffix), seconds in sorted(by_kind.items()):
        print(f"{kind:11} {suffix:6} {len(seconds):6}  {sum(seconds) / len(seconds):.2f} "
              f"({min(seconds):.2f} to {max(seconds):.2f})")


if __name__ == "__main__":
    main()
