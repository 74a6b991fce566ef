"""Hostile files through every reader, with a limit of time and memory for each.

    python benchmarks/fuzz.py --cases 20000 --seed 1              # every kind
    python benchmarks/fuzz.py --cases 500 --kind pdf --save DIR   # bad cases are kept, made small
    python benchmarks/fuzz.py --show pdf 1 37 > case.pdf          # the bytes of one case

A case is told by its kind, the seed and its number (tests/fuzz). It is bad where it ends in
anything but forms or a reason: a defect, no answer within the seconds of processor time that it has
(so that other work on the machine does not count), memory beyond the limit, a worker that died.
Memory is the most that the worker has taken, told where a case has raised it.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that this runs as a script

from oit.batch import load_stages
from oit.workers import Lost, results
from tests.fuzz.check import fault, smallest
from tests.fuzz.mutate import case
from tests.fuzz.seeds import CONVERTED, KINDS

SECONDS = 20  # of the processor
PATIENCE = 300.0  # of the clock, for what waits instead of working
MEGABYTES = 1200


class Case(NamedTuple):
    """A case by its name."""

    kind: str
    seed: int
    number: int


class Told(NamedTuple):
    """What became of a case; megabytes are the most that its worker had taken by then."""

    fault: str | None
    seconds: float
    megabytes: float


def main() -> None:
    """Run what the command line asks for; exit code 1 where a case was bad."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1000, help="cases of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=sorted(KINDS))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--save", type=Path, help="folder for bad cases, made small")
    parser.add_argument("--show", nargs=3, metavar=("KIND", "SEED", "NUMBER"))
    arguments = parser.parse_args()
    if arguments.show:
        kind, seed, number = arguments.show
        sys.stdout.buffer.write(case(kind, int(seed), int(number)))
        return
    kinds = arguments.kind or [kind for kind in KINDS if kind not in CONVERTED]
    bad = sum(fuzzed(kind, arguments) for kind in kinds)
    sys.exit(1 if bad else 0)


def fuzzed(kind: str, arguments: argparse.Namespace) -> int:
    """Number of bad cases of a kind; a line for each, and one for all."""
    cases = [Case(kind, arguments.seed, number) for number in range(arguments.cases)]
    seconds, megabytes = 0.0, 0.0
    begin, bad = time.perf_counter(), Counter[str]()
    for number, told in results(tried, cases, jobs=arguments.jobs, limit=PATIENCE, prepare=prepare):
        if isinstance(told, Lost):
            ended = told.exit_code in (None, -signal.SIGXCPU)
            told = Told("hang" if ended else f"died ({told.exit_code})", 0.0, 0.0)
        seconds, megabytes = max(seconds, told.seconds), max(megabytes, told.megabytes)
        wrong = told.fault or ("memory" if told.megabytes > MEGABYTES else None)
        if wrong:
            bad[wrong] += 1
            _report(cases[number], wrong, bad[wrong], arguments.save)
    took = time.perf_counter() - begin
    print(f"{kind:5} {len(cases):7} cases, {bad.total():3} bad; slowest {seconds:5.2f} s, "
          f"most memory {megabytes:4.0f} MB; {len(cases) / took:.0f} cases/s", flush=True)
    return bad.total()


def prepare() -> None:
    """What a worker needs, imported before the first case, and the hard limit of its memory."""
    load_stages()
    limit = 2 * MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def tried(one: Case) -> Told:
    """One case in a worker."""
    before, begin = _megabytes(), time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(begin) + SECONDS, resource.RLIM_INFINITY))
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        try:
            wrong = fault(case(*one), Path(folder), write=one.number % 10 == 0)
        except Exception as error:
            wrong = f"{type(error).__name__}: {error}"
    after = _megabytes()
    return Told(wrong, time.process_time() - begin, after if after > before else 0.0)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _report(one: Case, wrong: str, times: int, save: Path | None) -> None:
    """One line for a bad case; the first of each fault is made small and kept."""
    last = wrong.strip().splitlines()[-1]
    print(f"BAD {one.kind} {one.seed} {one.number}: {last[:200]}", flush=True)
    if save is None or times > 1:
        return
    save.mkdir(parents=True, exist_ok=True)
    data = case(*one)
    if wrong not in ("hang", "memory") and not wrong.startswith("died"):
        data = smallest(data, partial(_fails_alike, last))
    name = "-".join(map(str, one))
    (save / name).write_bytes(data)
    (save / f"{name}.txt").write_text(wrong, encoding="utf-8")


def _fails_alike(last: str, data: bytes) -> bool:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        try:
            wrong = fault(data, Path(folder))
        except Exception as error:
            wrong = f"{type(error).__name__}: {error}"
    return wrong is not None and wrong.strip().splitlines()[-1] == last


if __name__ == "__main__":
    main()
