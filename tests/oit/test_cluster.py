"""The Dask engine gives the same bytes as the local one, also where a machine is lost mid-run."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from oit.cli import cli
from oit.cluster import ClusterError, check
from oit.inputs import expand
from oit.options import Options
from oit.outcome import Outcome
from oit.rule_version import rule_version
from oit.run import Watcher, convert
from tests.oit.made import form_text

distributed = pytest.importorskip("distributed")


@pytest.fixture
def cluster() -> Iterator[object]:
    """Two worker processes of one thread on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        silence_logs=logging.CRITICAL,
    ) as made:
        yield made


class Killer(Watcher):
    """Kills one worker process once two files are read."""

    def __init__(self, pid: int) -> None:
        self.pid, self.names = pid, list[str]()

    def finished(self, outcome: Outcome) -> None:
        self.names += outcome.document.names
        if len(self.names) == 2:
            os.kill(self.pid, signal.SIGKILL)


def results(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted((*out.glob("forms/*"), *out.glob("*.csv")))}


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    cluster: distributed.LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(8):
        (source / f"{number}.txt").write_text(form_text(str(number)), encoding="utf-8")
    (source / "ว่าง.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)  # the workers have another folder
    killer = Killer(next(iter(cluster.workers.values())).pid)
    there = Options(scheduler=cluster.scheduler_address)
    convert(expand((Path("in"),), Path("there")), Path("there"), there, [killer])
    convert(expand((source,), tmp_path / "here"), tmp_path / "here", Options(jobs=1, limit=None))
    assert len(killer.names) == 9
    assert len(list((tmp_path / "there" / "forms").iterdir())) == 8
    assert results(tmp_path / "there") == results(tmp_path / "here")


def test_a_scheduler_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oit.cluster.TIMEOUT", 0.1)
    (tmp_path / "ก.txt").write_text("ก", encoding="utf-8")
    inputs = expand((tmp_path / "ก.txt",), tmp_path / "out")
    with pytest.raises(ClusterError, match="no scheduler answers at tcp"):
        convert(inputs, tmp_path / "out", Options(scheduler="tcp://127.0.0.1:9"))


class Machines:
    """Stands for a client of machines that all answer the same."""

    def __init__(self, version: str, sees: bool, threads: int = 1) -> None:
        self.said, self.threads = {rule_version: version, os.path.exists: sees}, threads

    def nthreads(self) -> dict[str, int]:
        return {"one": self.threads} if self.threads else {}

    def run(self, function: Callable[..., object], *_: str) -> dict[str, object]:
        return {"one": self.said[function]}


@pytest.mark.parametrize(("machines", "said"), [
    (Machines("other", sees=True), "another version"),
    (Machines(rule_version(), sees=False), "does not see"),
    (Machines(rule_version(), sees=True, threads=0), "has no worker"),
])
def test_a_cluster_that_would_give_other_results_is_refused(machines: Machines, said: str) -> None:
    with pytest.raises(ClusterError, match=said):
        check(machines, [Path("/shared/ก.txt")])
    check(Machines(rule_version(), sees=True), [Path("/shared/ก.txt")])


@pytest.mark.parametrize("arguments", [
    ("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:9"),
])
def test_engine_and_scheduler_go_together(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "ก.txt").write_text("ก", encoding="utf-8")
    call = ["convert", str(tmp_path / "ก.txt"), "--out", str(tmp_path / "out"), *arguments]
    assert CliRunner().invoke(cli, call).exit_code == 2
