"""The command line: exit codes, messages, failures, and the same bytes in every run."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import psutil
import pytest
from click.testing import CliRunner, Result

from oit.cli import cli
from oit.jsonschema import record_schema
from oit.memory import can_be_limited
from schema.errors import NoTable
from schema.flatten import form_of
from schema.form import Form, Source
from tests.oit.made import form_record, form_text

OIT = (sys.executable, "-c", "from oit.cli import cli; cli()")
HERE = ("--jobs", "1", "--time-limit", "0")  # in this process, where the pipeline can be replaced


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def failures(out: Path) -> list[dict[str, str]]:
    with (out / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def manifest(out: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return made


def results(out: Path) -> dict[str, bytes]:
    """The files that must be equal in every run."""
    paths = [*out.glob("forms/*"), *out.glob("*.csv")]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(paths)}


def process(path: Path, name: str, sha256: str, **_options: object) -> list[Form]:
    """Stands for the pipeline: what a file's text says happens."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("no table"):
        raise NoTable("ไม่พบตาราง", "no table was found")
    if text.startswith("defect"):
        raise KeyError("ข้อ\nO1")
    if text.startswith("memory"):
        raise MemoryError
    source = Source(file=name, sha256=sha256, media_type="text/plain")
    return [form_of(form_record(), f"f{sha256[:16]}", source)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes a folder of files; the pipeline is the stand-in above."""
    fake = types.ModuleType("oit.pipeline")
    fake.process = process  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "oit.pipeline", fake)

    def make(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / "in" / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "in"

    return make


def test_every_input_gave_a_form(folder: Callable[..., Path], tmp_path: Path) -> None:
    source = folder(**{"แบบ ที่ 1.txt": "a", "sub__b.txt": "b"})
    result = run("convert", source, "--out", tmp_path / "out", *HERE)
    assert result.exit_code == 0
    assert "แบบ ที่ 1.txt" in result.stdout
    assert "2 files: 2 forms" in result.stdout
    assert failures(tmp_path / "out") == []
    assert [entry["file"] for entry in manifest(tmp_path / "out")["inputs"]] == [
        "sub/b.txt", "แบบ ที่ 1.txt"]


def test_run_fails_on_a_finding_this_grave(tmp_path: Path) -> None:
    """A column that nobody knows is a warning: a run that is to fail on warnings ends with 3."""
    form = tmp_path / "form.csv"
    form.write_text("ข้อ,ข้อมูล,งบประมาณ\nO1,โครงสร้าง,1\nO2,ข้อมูลผู้บริหาร,2\n", encoding="utf-8")
    call = ["convert", form, "--out", tmp_path / "out", *HERE]
    assert run(*call).exit_code == 0
    assert run(*call, "--fail-on", "warning").exit_code == 3


def test_a_lost_file_outranks_findings(folder: Callable[..., Path], tmp_path: Path) -> None:
    """1 says that results are missing, which 3 would hide."""
    source = folder(**{"ก.txt": "a", "ข.txt": "no table"})
    result = run("convert", source, "--out", tmp_path / "out", *HERE, "--fail-on", "info")
    assert result.exit_code == 1


def test_one_bad_file_costs_its_own_result_only(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    source = folder(**{"ก.txt": "a", "ข.txt": "no table", "ค.txt": "memory", "ง.txt": "b"})
    result = run("convert", source, "--out", tmp_path / "out", *HERE)
    assert result.exit_code == 1
    found = {row["file"]: row["reason"] for row in failures(tmp_path / "out")}
    assert found == {"ข.txt": "no_table", "ค.txt": "limit"}
    assert len(list((tmp_path / "out" / "forms").iterdir())) == 2
    assert "ไม่พบตาราง" in result.stdout
    assert "no table was found" in result.stdout


def test_a_defect_of_ours_is_one_line_and_its_traceback_needs_debug(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    source = folder(**{"ก.txt": "defect"})
    plain = run("convert", source, "--out", tmp_path / "out", *HERE)
    [row] = failures(tmp_path / "out")
    assert row["reason"] == "internal"
    assert "KeyError" in row["message_en"]
    assert "\n" not in row["message_en"] + row["message_th"]
    assert "Traceback" not in plain.output
    assert plain.exit_code == 1
    assert "Traceback" in run("convert", source, "--out", tmp_path / "out", "--debug", *HERE).stderr


def test_equal_files_are_one_form_and_the_manifest_lists_both(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    source = folder(**{"ข.txt": "a", "ก.txt": "a"})
    assert run("convert", source, "--out", tmp_path / "out", *HERE).exit_code == 0
    assert len(list((tmp_path / "out" / "forms").iterdir())) == 1
    [entry] = manifest(tmp_path / "out")["inputs"]
    assert entry["files"] == ["ก.txt", "ข.txt"]
    assert manifest(tmp_path / "out")["counts"]["files"] == 2


def test_equal_files_that_fail_are_both_named(folder: Callable[..., Path], tmp_path: Path) -> None:
    source = folder(**{"ข.txt": "no table", "ก.txt": "no table"})
    assert run("convert", source, "--out", tmp_path / "out", *HERE).exit_code == 1
    assert [row["file"] for row in failures(tmp_path / "out")] == ["ก.txt", "ข.txt"]


def test_an_output_folder_inside_the_input_is_not_read(folder: Callable[..., Path]) -> None:
    source = folder(**{"ก.txt": "a"})
    for _ in range(2):
        assert run("convert", source, "--out", source / "out", *HERE).exit_code == 0
        assert manifest(source / "out")["counts"]["files"] == 1


def test_an_input_inside_the_output_folder_is_a_usage_error(folder: Callable[..., Path]) -> None:
    source = folder(**{"ก.txt": "a"})
    for given in (source, source / "ก.txt"):
        assert run("convert", given, "--out", source, *HERE).exit_code == 2


def test_a_folder_without_forms_says_so(tmp_path: Path) -> None:
    (tmp_path / "ว่าง").mkdir()
    result = run("convert", tmp_path / "ว่าง", "--out", tmp_path / "out", *HERE)
    assert result.exit_code == 1
    assert "ไม่มีไฟล์ให้อ่าน" in result.stdout
    assert [(row["file"], row["reason"]) for row in failures(tmp_path / "out")] == [
        ("ว่าง/", "no_form")]


def test_an_output_folder_that_cannot_be_written_is_a_usage_error(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    source = folder(**{"ก.txt": "a"})
    result = run("convert", source, "--out", source / "ก.txt" / "out", *HERE)
    assert result.exit_code == 2
    assert "เขียนลงโฟลเดอร์ผลลัพธ์ไม่ได้" in result.stderr


def test_what_an_earlier_run_wrote_is_replaced_and_foreign_files_stay(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    out, source = tmp_path / "out", folder(**{"ก.txt": "a", "ข.txt": "b"})
    run("convert", source, "--out", out, *HERE)
    (out / "forms" / "mine.json").write_text("{}")
    (source / "ข.txt").unlink()
    run("convert", source, "--out", out, *HERE, "--prune")
    assert [entry["file"] for entry in manifest(out)["inputs"]] == ["ก.txt"]
    assert len(list((out / "forms").iterdir())) == 2  # the form that is left, and mine


@pytest.mark.parametrize("arguments", [
    ["convert"], ["convert", "gone.txt"], ["convert", ".", "--jobs", "0"], ["nothing"],
    ["schema", "--record", "nothing"], ["tables", "gone.txt"],
])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_every_command_and_option_has_help_in_both_languages() -> None:
    for name, command in cli.commands.items():
        text = run(name, "--help").stdout
        assert any("ก" <= letter <= "๛" for letter in text), name
        assert "Examples" in text, name
        for option in command.params:
            if option.param_type_name == "option":
                assert getattr(option, "help", None), f"{name} --{option.name}"


def test_the_schema_is_printed() -> None:
    printed = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["title"] == "Form"
    assert json.loads(run("schema", "--record", "item").stdout)["title"] == "Item"


def test_the_edition_asked_for_is_mapped(folder: Callable[..., Path], tmp_path: Path) -> None:
    source = folder(**{"ก.txt": "a"})
    run("convert", source, "--out", tmp_path / "out", "--edition", "2567", *HERE)
    assert manifest(tmp_path / "out")["options"]["edition"] == 2567


def oit(*arguments: str | Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """The installed command in a process of its own, on a console of the given encoding."""
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0",
                                "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([*OIT, *map(str, arguments)],
                          capture_output=True, env=environment, timeout=120, check=False)


@pytest.mark.parametrize("encoding", ["cp1252", "cp874", "ascii", "utf-8"])
def test_no_console_crashes_on_thai(encoding: str, tmp_path: Path) -> None:
    helped = oit("convert", "--help", encoding=encoding)
    assert (helped.returncode, helped.stderr) == (0, b"")
    (tmp_path / "ว่าง").mkdir()
    done = oit("convert", tmp_path / "ว่าง", "--out", tmp_path / "out", encoding=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    shown = done.stdout.decode("cp874" if encoding == "cp874" else "utf-8")
    assert "ไม่มีไฟล์ให้อ่าน" in shown


def test_help_imports_nothing_heavy() -> None:
    code = ("import sys, oit.cli; heavy = {'pydantic', 'pandas', 'lxml', 'docx', 'rich', "
            "'pythainlp', 'xlsxwriter'} & set(sys.modules); sys.exit(str(heavy) if heavy else 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False,
                          env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """Real files for the real pipeline: three forms, a copy, an empty file."""
    source = tmp_path / "ที่ส่งมา"
    source.mkdir()
    for number, province in enumerate(("พัทลุง", "เลย", "น่าน")):
        (source / f"แบบ {number}.txt").write_text(form_text(province), encoding="utf-8")
    (source / "สำเนา.txt").write_text(form_text("เลย"), encoding="utf-8")
    (source / "ว่าง.txt").write_bytes(b"")
    return source


def test_the_number_of_workers_changes_no_byte(submissions: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        out = tmp_path / jobs
        assert run("convert", submissions, "--out", out, "--jobs", jobs).exit_code == 1
        assert [row["reason"] for row in failures(out)] == ["empty"]
        assert manifest(out)["counts"]["forms"] == 3
    assert results(tmp_path / "1") == results(tmp_path / "2")


def test_every_written_form_fits_the_schema(submissions: Path, tmp_path: Path) -> None:
    run("convert", submissions, "--out", tmp_path / "out", *HERE)
    validator = jsonschema.Draft202012Validator(json.loads(record_schema("form")))
    paths = list((tmp_path / "out" / "forms").iterdir())
    assert len(paths) == 3
    for path in paths:
        made = json.loads(path.read_text(encoding="utf-8"))
        validator.validate(made)
        assert path.stem == made["form_id"] == f"f{made['source']['sha256'][:16]}"
        assert [item["code"] for item in made["items"]] == [f"O{n}" for n in range(1, 11)]


def test_the_raw_tables_are_shown(submissions: Path) -> None:
    path = submissions / "แบบ 0.txt"
    shown = run("tables", path)
    assert shown.exit_code == 0
    assert "แผนยุทธศาสตร์" in shown.stdout
    document = json.loads(run("tables", path, "--format", "json").stdout)
    assert [block["kind"] for block in document["blocks"]].count("table") == 1


def test_the_raw_tables_of_an_unreadable_file(submissions: Path) -> None:
    shown = run("tables", submissions / "ว่าง.txt")
    assert shown.exit_code == 1
    assert "ไฟล์ว่างเปล่า" in shown.stderr


def test_a_hanging_file_is_stopped_and_named(tmp_path: Path, submissions: Path) -> None:
    """A limit that no file can keep: every file is named, none is waited for."""
    result = run("convert", submissions, "--out", tmp_path / "out", "--time-limit", "0.000001")
    assert result.exit_code == 1
    assert {row["reason"] for row in failures(tmp_path / "out")} <= {"limit", "empty"}
    assert "limit" in {row["reason"] for row in failures(tmp_path / "out")}


@pytest.mark.skipif(not can_be_limited(), reason="nobody tells how much memory a process uses")
def test_a_file_over_the_memory_limit_is_named(tmp_path: Path, submissions: Path) -> None:
    """No worker can live in one megabyte."""
    result = run("convert", submissions / "แบบ 0.txt", "--out", tmp_path / "out",
                 "--memory-limit", "1")
    assert result.exit_code == 1
    [row] = failures(tmp_path / "out")
    assert row["reason"] == "limit"
    assert "--memory-limit" in row["message_th"]


def test_a_platform_that_tells_no_memory_is_told_so(
    tmp_path: Path, submissions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_: int | None = None) -> None:
        raise psutil.AccessDenied

    monkeypatch.setattr("oit.memory.psutil.Process", unknown)
    result = run("convert", submissions / "แบบ 0.txt", "--out", tmp_path / "out",
                 "--memory-limit", "100000")
    assert result.exit_code == 0
    assert "จำกัดหน่วยความจำต่อไฟล์ไม่ได้" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to one process is POSIX")
def test_an_interrupted_run_leaves_whole_files_only(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(200):
        (source / f"{number}.txt").write_text(form_text(str(number)), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [*OIT, "convert", str(source), "--out", str(out), "--jobs", "2"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(b"[1/200]")
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert (process.returncode, said.splitlines()[-1]) == (1, b"Aborted!")
    assert b"of 200 files are read and kept" in said
    assert b"Traceback" not in said
    assert sorted(path.name for path in out.iterdir()) == ["forms", "ledger.sqlite"]
    for path in (out / "forms").iterdir():
        assert json.loads(path.read_text(encoding="utf-8"))["form_id"] == path.stem
