"""Folders that lie in wait: links out, pipes, names that lie; nothing leaves the output folder."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import socket
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from oit.cli import cli
from oit.inputs import DEPTH_LIMIT, Inputs, expand, printable
from oit.options import Options
from oit.pipeline import process
from oit.run import convert
from schema.errors import NotReadable

FORM = ("แบบฟอร์ม OIT ปีงบประมาณ พ.ศ. 2567\n\nข้อ\tข้อมูล\tหน่วยงานที่รับผิดชอบ\tผู้รับผิดชอบ\n"
        "O1\tโครงสร้าง\t{}\tนายสมชาย ใจดี\nO2\tข้อมูลผู้บริหาร\tกองคลัง\tนางสมหญิง รักดี\n")
links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")


def names(inputs: Inputs) -> list[str]:
    return [name for document in inputs.documents for name in document.names]


def reasons(inputs: Inputs) -> dict[str, str]:
    return {name: error.message_en for name, error in inputs.refused}


@links
def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    """A link within the folder is followed; one that is given by itself too."""
    folder, other = tmp_path / "in", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (other / "secret.txt").write_text("ลับ", encoding="utf-8")
    (folder / "own.txt").write_text("ก", encoding="utf-8")
    (folder / "file.txt").symlink_to(other / "secret.txt")
    (folder / "folder").symlink_to(other, target_is_directory=True)
    (folder / "within.txt").symlink_to(folder / "own.txt")
    (folder / "itself").symlink_to(folder / "itself")
    inputs = expand((folder,), tmp_path / "out")
    assert names(inputs) == ["own.txt", "within.txt"]
    assert sorted(reasons(inputs)) == ["file.txt", "folder", "itself"]
    assert "leads to by itself" in reasons(inputs)["folder"]
    assert names(expand((folder / "file.txt",), tmp_path / "out")) == ["file.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_devices_and_sockets_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "s"))
    server.close()
    given = (tmp_path / "pipe", tmp_path / "s", Path("/dev/zero"))
    assert set(reasons(expand(given, tmp_path / "out"))) == {"pipe", "s", "zero"}
    assert expand((tmp_path,), tmp_path / "out").ignored == ["pipe", "s"]


def test_what_may_not_be_asked_about_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may be listed and not entered."""
    (tmp_path / "a.txt").write_text("ก", encoding="utf-8")
    (tmp_path / "b.txt").write_text("ข", encoding="utf-8")
    ask = Path.stat

    def stat(path: Path, **options: bool) -> os.stat_result:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return ask(path, **options)

    monkeypatch.setattr(Path, "stat", stat)
    inputs = expand((tmp_path,), tmp_path / "out")
    assert names(inputs) == ["b.txt"]
    assert "Permission denied" in reasons(inputs)["a.txt"]


def test_folders_within_folders_without_end(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a"] * (DEPTH_LIMIT + 20))
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("ก", encoding="utf-8")
    (tmp_path / "b.txt").write_text("ข", encoding="utf-8")
    inputs = expand((tmp_path,), tmp_path / "out")
    assert names(inputs) == ["b.txt"]
    [told] = reasons(inputs).values()
    assert "nested" in told


def test_the_longest_name_a_file_may_have(tmp_path: Path) -> None:
    """255 bytes: what a run writes is named by the content, never by the name."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    name = "ก" * ((255 - len("a.txt")) // len("ก".encode())) + "a.txt"
    try:
        (folder / name).write_text(FORM.format("กองคลัง"), encoding="utf-8")
    except OSError:
        pytest.skip("this file system has shorter names")
    convert(expand((folder,), out), out, Options(jobs=1, limit=None))
    [form] = (out / "forms").iterdir()
    assert json.loads(form.read_text(encoding="utf-8"))["source"]["file"] == name
    assert all(len(path.name) < 60 for path in out.rglob("*"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0,
                    reason="whoever may read everything is refused nothing")
def test_a_file_that_nobody_may_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FORM.format("กอง"), encoding="utf-8")
    (tmp_path / "b.txt").write_text("ข", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    inputs = expand((tmp_path,), tmp_path / "out")
    assert names(inputs) == ["b.txt"]
    assert "denied" in reasons(inputs)["a.txt"]
    with pytest.raises(NotReadable, match="cannot be opened"):
        process(tmp_path / "a.txt")


FORMULAS = ("=1+1", "@SUM(1,1)", "+1+1", "-1+1", "=HYPERLINK(1)", "=A0!B1")


def test_no_formula_of_a_form_runs_in_a_workbook(tmp_path: Path) -> None:
    """In the parts of oit.xlsx and audit.xlsx: texts, links of nobody, no formula."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number, formula in enumerate(FORMULAS):
        # the unit, the person, the remarks and the name of the file
        text = FORM.format(formula).replace("นายสมชาย ใจดี", f"{formula} ใจดี")
        (folder / f"{formula}.txt").write_text(
            text.replace("2567", f"256{number}"), encoding="utf-8")
    convert(expand((folder,), out), out, Options(jobs=1, limit=None))
    assert CliRunner().invoke(cli, ["audit", str(out)]).exit_code == 0
    for path in (out / "oit.xlsx", out / "audit" / "audit.xlsx"):
        with zipfile.ZipFile(path) as book:
            parts = {name: book.read(name).decode() for name in book.namelist()}
        sheets = [xml for name, xml in parts.items() if "worksheets/sheet" in name]
        assert not any("<f>" in xml or "<f " in xml for xml in sheets), path
        assert not any("TargetMode" in xml for xml in parts.values()), path
        texts = [cell.value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows()
                 for cell in row if cell.data_type == "s"]
        missing = [formula for formula in FORMULAS if not any(formula in t for t in texts)]
        assert missing == [], path


def test_names_that_lie_on_a_screen_are_written_out() -> None:
    """Line ends, the codes of a terminal, and letters that turn the direction of reading."""
    assert printable("a\nb.txt") == "a\\nb.txt"
    assert printable("a\x1b[2Jb") == "a\\x1b[2Jb"
    assert printable("\u202etxt.exe") == "\\u202etxt.exe"
    assert printable("แบบ ๑.txt") == "แบบ ๑.txt"


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """Its hash is no longer that of what was read, so nothing may be said under it."""
    path = tmp_path / "a.txt"
    path.write_text(FORM.format("กองแผน"), encoding="utf-8")
    known = hashlib.sha256(path.read_bytes()).hexdigest()
    assert process(path, sha256=known)
    path.write_text(FORM.format("กองช่าง"), encoding="utf-8")
    with pytest.raises(NotReadable, match="changed"):
        process(path, sha256=known)


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FORM.format("กอง"), encoding="utf-8")
    inputs, out = expand((tmp_path,), tmp_path / "out"), tmp_path / "out"
    (tmp_path / "a.txt").unlink()
    convert(inputs, out, Options(jobs=1, limit=None))
    assert "unreadable" in (out / "failures.csv").read_text(encoding="utf-8-sig")


def test_nothing_is_fetched_and_nothing_is_written_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole run: no socket, no file but in the output folder, control characters kept out."""
    folder, out, other = tmp_path / "in", tmp_path / "out", tmp_path / "tmp"
    folder.mkdir()
    other.mkdir()
    monkeypatch.setenv("TMPDIR", str(other))
    page = ('<html><head><link rel="stylesheet" href="http://127.0.0.1:9/a.css"></head><body>'
            '<img src="http://127.0.0.1:9/a.png"><script src="http://127.0.0.1:9/a.js"></script>'
            "<table><tr><td>ข้อ</td><td>ข้อมูล</td></tr><tr><td>O1</td><td>โครงสร้าง</td></tr></table>")
    (folder / "a.html").write_text(page, encoding="utf-8")
    (folder / "b.txt").write_text(FORM.format("=1+1\x0b\x08\u202e@x"), encoding="utf-8")
    (folder / "..c.txt").write_text(FORM.format("กอง"), encoding="utf-8")
    before = tree(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    convert(expand((folder,), out), out, Options(jobs=1, limit=None))
    after = tree(tmp_path)
    assert {path: what for path, what in after.items() if not path.startswith("out")} == before
    for path in (out / "forms").iterdir():
        assert json.loads(path.read_text(encoding="utf-8"))["source"]["file"] in ("a.html", "b.txt")
    with (out / "units.csv").open(encoding="utf-8-sig", newline="") as file:
        assert any("=1+1" in value for row in csv.DictReader(file) for value in row.values())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and what it holds."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}
