"""A later run does what is new or changed, and goes on where one was killed; nothing else changes.

"Read" means here that the pipeline was asked for a file; its body is read before that for its hash.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from oit.cli import cli
from oit.inputs import OWN_LEDGER, expand
from oit.ledger import LedgerError, opened
from oit.manifest import Run
from oit.options import Options
from oit.run import convert
from schema.form import Form
from tests.oit.made import form_text
from tests.oit.stand_in import HERE, counted_run, module, process

LONG_AGO = 1_700_000_000
Files = Callable[..., Path]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, as they are."""
    names: list[str] = []

    def reader(path: Path, name: str, **options: object) -> list[Form]:
        names.append(name)
        return process(path, name, **options)  # type: ignore[arg-type]

    monkeypatch.setitem(sys.modules, "oit.pipeline", module(reader))
    return names


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Writes files into the input folder, all of them long ago."""
    def make(**texts: str) -> Path:
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            path = folder / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            os.utime(path, (LONG_AGO, LONG_AGO))
        return folder

    return make


def run(source: Path, out: Path, options: Options = HERE, rehash: bool = False) -> Run:
    """As the command does it: hashes by the ledger, then the run."""
    with opened(out) as ledger:
        inputs = expand((source,), out, lambda path: ledger.file_hash(path, rehash))
    return convert(inputs, out, options)


def results(out: Path) -> dict[str, bytes]:
    """The files that must be equal in every run."""
    return {path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted((*out.glob("forms/*"), *out.glob("*.csv")))}


def written(out: Path) -> dict[str, int]:
    """When each file of the folder was last written."""
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns
            for path in out.rglob("*") if path.is_file()}


def anew(source: Path, tmp_path: Path, options: Options = HERE) -> dict[str, bytes]:
    """What a first run into an empty folder gives."""
    out = tmp_path / f"anew {len(list(tmp_path.glob('anew*')))}"
    run(source, out, options)
    return results(out)


def test_a_run_without_change_reads_and_writes_nothing(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    source, out = files(ก="a\nb", ข="no table"), tmp_path / "out"
    run(source, out)
    before = written(out)
    assert read == ["ก.txt", "ข.txt"]
    again = run(source, out)
    assert (len(read), written(out)) == (2, before)
    assert not again.complete
    assert again.counts == run(source, out).counts


def test_the_body_of_an_unchanged_file_is_not_read(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    """Another body of the same size and time goes unseen, until `--rehash` looks at it."""
    source, out = files(ก="a", ข="b"), tmp_path / "out"
    run(source, out)
    before = results(out)
    files(ก="c")
    run(source, out)
    assert (results(out), len(read)) == (before, 2)
    run(source, out, rehash=True)
    assert read[2:] == ["ก.txt"]
    assert results(out) == anew(source, tmp_path)


def test_a_file_changed_while_it_was_hashed_is_not_taken_for_known(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    """What was written within the last two seconds may be written again in the same tick."""
    source, out = files(ก="a"), tmp_path / "out"
    now = time.time()
    os.utime(source / "ก.txt", (now, now))
    run(source, out)
    (source / "ก.txt").write_text("b", encoding="utf-8")
    os.utime(source / "ก.txt", (now, now))
    run(source, out)
    assert read == ["ก.txt", "ก.txt"]


def test_only_what_is_new_or_changed_is_read(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    source, out = files(ก="a", ข="b", ค="c"), tmp_path / "out"
    run(source, out)
    files(ข="changed\nline", ง="d")
    run(source, out)
    assert read[3:] == ["ข.txt", "ง.txt"]
    assert results(out) == anew(source, tmp_path)


def test_a_renamed_file_has_its_new_name_everywhere(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    source, out = files(ก="a", ข="b"), tmp_path / "out"
    run(source, out)
    (source / "ก.txt").rename(source / "ค.txt")
    run(source, out)
    assert results(out) == anew(source, tmp_path)


def test_what_is_gone_stays_until_prune(files: Files, read: list[str], tmp_path: Path) -> None:
    source, out = files(ก="a", ข="no table", ค="c"), tmp_path / "out"
    run(source, out)
    before = results(out)
    (source / "ก.txt").unlink()
    (source / "ข.txt").unlink()
    kept = run(source, out)
    assert results(out) == before
    assert [entry["file"] for entry in kept.entries if entry.get("kept")] == ["ก.txt", "ข.txt"]
    run(source, out, replace(HERE, prune=True))
    assert results(out) == anew(source, tmp_path)
    assert len(read) == 4  # ค.txt for the comparison


def test_results_of_another_folder_are_joined(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    """A run over new files alone adds to the data set; names may be equal, paths are not."""
    source, out, more = files(ก="a", ข="b"), tmp_path / "out", tmp_path / "more"
    more.mkdir()
    (more / "ก.txt").write_text("x", encoding="utf-8")
    run(source, out)
    run(more, out)
    convert(expand((source, more), tmp_path / "both"), tmp_path / "both", HERE)
    assert results(out) == results(tmp_path / "both")


def test_a_folder_that_cannot_be_opened_is_not_pruned(
    files: Files, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = files(ก="a"), tmp_path / "out"
    run(source, out)
    before = results(out).keys()
    def broken(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", broken)
        inputs = expand((source,), out)
    convert(inputs, out, replace(HERE, prune=True))
    assert results(out).keys() == before


def test_failures_are_read_again_only_where_that_may_help(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    source, out = files(ก="no table", ข="locked"), tmp_path / "out"
    run(source, out)
    run(source, out)
    assert len(read) == 2
    run(source, out, replace(HERE, password="เปิด"))
    assert read[2:] == ["ข.txt"]
    (source / "ก.txt").touch()  # the same bytes
    run(source, out, replace(HERE, retry=True))
    assert read[3:] == ["ก.txt"]


def test_a_new_rule_or_another_option_reads_all_again(
    files: Files, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = files(ก="a", ข="b"), tmp_path / "out"
    run(source, out)
    run(source, out, replace(HERE, edition=2567))
    assert len(read) == 4
    monkeypatch.setattr("oit.plan.rule_version", lambda *_: "another")
    run(source, out, replace(HERE, edition=2567))
    assert len(read) == 6


def test_the_rule_version_changes_with_a_table_of_ones_own(tmp_path: Path) -> None:
    from oit.rule_version import rule_version

    (tmp_path / "editions.csv").write_text("edition\n2570\n")
    first = rule_version(tmp_path)
    assert first == rule_version(tmp_path) != rule_version()
    (tmp_path / "editions.csv").write_text("edition\n2571\n")
    assert rule_version(tmp_path) != first


def test_the_rule_version_does_not_depend_on_tools_for_tests(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the machines of a cluster, and two developers, would disagree."""
    from oit import rule_version as module

    needed = ["click>=8", 'pytest>=8; extra == "dev"']
    monkeypatch.setattr(module, "requires", lambda _: needed)
    first = module.rule_version()
    needed.pop()
    assert module.rule_version() == first
    needed.append("lxml>=5")
    assert module.rule_version() != first


def test_a_correction_reads_its_own_form_again(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    source, out = files(ก="a", ข="b"), tmp_path / "out"
    made = run(source, out)
    sha256 = str(made.entries[1]["sha256"])
    path = tmp_path / "corrections.csv"
    for form in (sha256, f"f{sha256[:16]}-2"):
        path.write_text(f"form,path,raw,value,reviewer\n{form},title,ก,ข,ค\n", encoding="utf-8")
        run(source, out, replace(HERE, corrections=str(path)))
    assert read[2:] == ["ข.txt", "ข.txt"]


def test_outputs_that_were_touched_are_made_again_without_reading(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    source, out = files(ก="a", ข="b"), tmp_path / "out"
    run(source, out)
    before = results(out)
    next((out / "forms").iterdir()).unlink()
    (out / "items.csv").write_text("spoilt")
    run(source, out)
    assert (results(out), len(read)) == (before, 2)


def test_the_summary_says_what_stands_from_earlier_runs(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    call = ["convert", str(files(ก="a", ข="no table", ค="c")), "--out", str(tmp_path / "out"),
            "--jobs", "1", "--time-limit", "0"]
    CliRunner().invoke(cli, call)
    (tmp_path / "in" / "ค.txt").unlink()
    again = CliRunner().invoke(cli, call)
    assert again.exit_code == 1
    assert "2 files are as in an earlier run" in again.stdout
    assert "1 files of earlier runs are not among the inputs" in again.stdout
    assert "ข.txt: no_table" in again.stderr
    assert "1 files that are no longer" in CliRunner().invoke(cli, [*call, "--prune"]).stdout


def test_two_runs_at_once_are_refused(files: Files, read: list[str], tmp_path: Path) -> None:
    source, out = files(ก="a"), tmp_path / "out"
    with opened(out):
        found = subprocess.run(
            [sys.executable, "-c", "from oit.cli import cli; cli()", "convert", source, "--out",
             out], check=False, capture_output=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    assert found.returncode == 1
    assert b"another run is writing into this folder" in found.stderr
    run(source, out)


def test_a_ledger_that_is_none_says_what_to_do(files: Files, tmp_path: Path) -> None:
    source, out = files(ก="a"), tmp_path / "out"
    out.mkdir()
    (out / OWN_LEDGER).write_bytes(b"no database" * 1000)
    with pytest.raises(LedgerError, match="move this file away"):
        run(source, out)


def test_a_ledger_of_another_layout_begins_anew(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    source, out = files(ก="a"), tmp_path / "out"
    run(source, out)
    with sqlite3.connect(out / OWN_LEDGER) as ledger:
        ledger.execute("PRAGMA user_version = 999")
    ledger.close()
    run(source, out)
    assert (len(read), len(results(out)["forms.csv"].splitlines())) == (2, 2)


def test_a_killed_run_whose_input_then_changes_leaves_no_orphan(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    source, out = files(ก="a", ข="b"), tmp_path / "out"

    def stop(path: Path, name: str, **options: object) -> list[Form]:
        if name == "ข.txt":
            raise KeyboardInterrupt
        return process(path, name, **options)  # type: ignore[arg-type]

    sys.modules["oit.pipeline"] = module(stop)
    with pytest.raises(KeyboardInterrupt):
        run(source, out)
    assert len(list((out / "forms").iterdir())) == 1
    (out / "forms" / ".f0.json.part").write_text("{")
    sys.modules["oit.pipeline"] = module()
    (source / "ก.txt").write_text("changed", encoding="utf-8")
    run(source, out)
    assert results(out) == anew(source, tmp_path)


def submissions(files: Files) -> Path:
    return files(ก="a\nb", ข="no table", ค="c", ง="d", จ="e")


def killed(source: Path, out: Path, points: list[int]) -> list[int]:
    """How runs ended in processes of their own that were killed (-9) at these points."""
    done = subprocess.run([sys.executable, "-m", "tests.oit.stand_in", source, out,
                           *map(str, points)], check=True, capture_output=True,
                          env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    return [int(line) for line in done.stdout.split()]


def check_killed(files: Files, tmp_path: Path, seed: int, times: int) -> None:
    source = submissions(files)
    steps = counted_run(source, tmp_path / "whole")
    whole = results(tmp_path / "whole")
    points = random.Random(seed).sample(range(1, steps + 1), times)
    assert killed(source, tmp_path, points) == [-signal.SIGKILL] * times
    for point in points:
        out = tmp_path / str(point)
        convert(expand((source,), out), out, HERE)
        assert results(out) == whole, f"killed at step {point} of {steps}"
        assert not [*out.rglob("*.part"), *out.rglob("*.rows")]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_a_run_killed_at_any_moment_ends_as_if_it_was_not(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    check_killed(files, tmp_path, seed=2566, times=5)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_a_run_killed_at_any_of_fifty_moments(
    files: Files, read: list[str], tmp_path: Path
) -> None:
    check_killed(files, tmp_path, seed=2567, times=50)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_the_command_with_workers_killed_again_and_again(tmp_path: Path) -> None:
    """The real pipeline in two workers, killed after random times until it comes to its end."""
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(60):
        (source / f"{number}.txt").write_text(form_text(str(number)), encoding="utf-8")
    call = [sys.executable, "-c", "from oit.cli import cli; cli()", "convert", source, "--jobs",
            "2", "--quiet", "--out"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    begin = time.monotonic()
    subprocess.run([*call, tmp_path / "whole"], check=True, env=environment)
    whole, chance = time.monotonic() - begin, random.Random(2568)
    for _ in range(50):
        with subprocess.Popen([*call, out], env=environment) as process:
            try:
                process.wait(chance.uniform(0, whole))
            except subprocess.TimeoutExpired:
                process.kill()
    subprocess.run([*call, out], check=True, env=environment)
    assert results(out) == results(tmp_path / "whole")
