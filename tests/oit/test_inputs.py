"""Which files a run reads, under which names, and which it passes over."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from oit.inputs import Inputs, expand, printable


def names(inputs: Inputs) -> list[tuple[str, ...]]:
    return [document.names for document in inputs.documents]


def fill(folder: Path, *files: str) -> None:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_folders_are_read_recursively_in_sorted_order(tmp_path: Path) -> None:
    fill(tmp_path, "ข/2.txt", "ข/1.txt", "ก ข.txt", "a/b/c.txt")
    assert names(expand((tmp_path,), tmp_path / "out")) == [
        ("a/b/c.txt",), ("ก ข.txt",), ("ข/1.txt",), ("ข/2.txt",)]


def test_a_file_given_by_itself_is_named_without_its_folder(tmp_path: Path) -> None:
    fill(tmp_path, "a/b.txt")
    assert names(expand((tmp_path / "a" / "b.txt",), tmp_path / "out")) == [("b.txt",)]


def test_files_that_are_no_submissions_are_passed_over_and_listed(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".hidden", "~$a.docx", "Thumbs.db", "README.md", ".git/x")
    inputs = expand((tmp_path,), tmp_path / "out")
    assert names(inputs) == [("a.txt",)]
    assert inputs.ignored == [".git", ".hidden", "README.md", "Thumbs.db", "~$a.docx"]


def test_a_hidden_file_given_by_name_is_read(tmp_path: Path) -> None:
    fill(tmp_path, "README.md")
    assert names(expand((tmp_path / "README.md",), tmp_path / "out")) == [("README.md",)]


def test_the_output_folder_is_never_read(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "out/forms.csv", "older/forms.csv", "older/manifest.json")
    inputs = expand((tmp_path,), tmp_path / "out")
    assert names(inputs) == [("a.txt",)]
    assert inputs.ignored == ["older/", "out/"]


def test_equal_files_are_one_document_with_all_names(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt")
    (tmp_path / "a.txt").write_bytes((tmp_path / "b.txt").read_bytes())
    assert names(expand((tmp_path,), tmp_path / "out")) == [("a.txt", "b.txt")]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    inputs = expand((tmp_path, tmp_path, tmp_path / "a.txt"), tmp_path / "out")
    assert names(inputs) == [("a.txt",)]


def test_an_empty_folder_is_refused_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "ว่าง").mkdir()
    [(name, error)] = expand((tmp_path / "ว่าง",), tmp_path / "out").refused
    assert (name, error.reason) == ("ว่าง/", "no_form")
    assert "ไม่มีไฟล์" in error.message_th
    assert "no file" in error.message_en


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_that_leads_in_a_circle_ends(tmp_path: Path) -> None:
    fill(tmp_path, "a/b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    inputs = expand((tmp_path,), tmp_path / "out")
    assert names(inputs) == [("a/b.txt",)]
    assert inputs.ignored == ["a/loop/"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_broken_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    [(name, error)] = expand((tmp_path,), tmp_path / "out").refused
    assert (name, error.reason) == ("a.txt", "unreadable")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert expand((tmp_path,), tmp_path / "out").ignored == ["pipe"]


@pytest.mark.skipif(sys.platform == "win32", reason="file names are Unicode on Windows")
def test_a_name_in_a_thai_code_page_is_decoded() -> None:
    assert printable(os.fsdecode("แบบฟอร์ม.txt".encode("cp874"))) == "แบบฟอร์ม.txt"


def test_names_are_composed() -> None:
    name = unicodedata.normalize("NFD", "é ที่.txt")
    assert printable(name) == unicodedata.normalize("NFC", name)
