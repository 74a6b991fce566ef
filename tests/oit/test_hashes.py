"""`oit verify`: every file that is not as it was written or read is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from oit.cli import cli
from tests.oit.made import form_text

ID = "1-2345-67890-12-1"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def converted(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of inputs, one named after a citizen id, and what was made of it."""
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    (inputs / "พัทลุง.txt").write_text(form_text(), "utf-8")
    (inputs / f"{ID}.txt").write_text(form_text("น่าน"), "utf-8")
    assert run("convert", str(inputs), "--out", str(out), "--quiet").exit_code == 0
    return inputs, out


def test_what_is_as_it_was_passes(converted: tuple[Path, Path]) -> None:
    inputs, out = converted
    assert run("verify", str(out), "--inputs", str(inputs)).exit_code == 0
    again = run("convert", str(inputs), "--out", str(out), "--quiet")
    assert again.exit_code == 0
    assert run("verify", str(out), "--inputs", str(inputs)).exit_code == 0


def test_each_wrong_file_is_named_with_what_is_wrong(converted: tuple[Path, Path]) -> None:
    inputs, out = converted
    first, second = sorted((out / "forms").glob("*.json"))
    first.write_text("{}", "utf-8")
    second.rename(second.with_name("f" + "0" * 16 + ".json"))
    (inputs / "พัทลุง.txt").write_text("อื่น", "utf-8")
    (inputs / f"{ID}.txt").unlink()
    told = run("verify", str(out), "--inputs", str(inputs))
    assert told.exit_code == 1
    said = dict(line.rsplit(" / ", 1) for line in told.stdout.splitlines())
    assert {words.split(":")[0]: why for words, why in said.items()} == {
        f"forms/{first.name}": "the file was changed since it was written",
        f"forms/{second.name}": "the file is missing",
        f"forms/f{'0' * 16}.json": "the file is none of this run",
        "พัทลุง.txt": "the input is another file than the one that was read",
        "[id].txt": "the input was not found: say where with --inputs",
    }


def test_inputs_that_are_elsewhere_do_not_fail_unless_a_place_is_named(
        converted: tuple[Path, Path], tmp_path: Path) -> None:
    inputs, out = converted
    inputs.rename(tmp_path / "moved")
    told = run("verify", str(out))
    assert (told.exit_code, "2 inputs" in told.stderr) == (0, True)
    assert run("verify", str(out), "--inputs", str(tmp_path / "moved")).exit_code == 0


def test_a_folder_of_something_else_is_no_result(tmp_path: Path) -> None:
    told = run("verify", str(tmp_path))
    assert (told.exit_code, "manifest.json" in told.output) == (2, True)
