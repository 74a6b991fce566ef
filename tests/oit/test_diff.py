"""Two folders of results compared: what was added, changed, removed, and why."""

from __future__ import annotations

import csv
from pathlib import Path

from click.testing import CliRunner

from oit.cli import cli
from oit.diff import Change, changes
from schema.form import Corrected, Form
from tests.oit.results import golden_form, results

FORM, OTHER = "f483ac15c3af1489c", "f92a9a4bc4ba123b1"


def compared(tmp_path: Path, old: Form, new: Form, **told: str) -> list[Change]:
    results(tmp_path / "old", old)
    results(tmp_path / "new", new, **told)
    return list(changes(tmp_path / "old", tmp_path / "new"))


def with_status(form: Form, status: str | None, **more: object) -> Form:
    item = form.items[2].model_copy(update={"status": status})
    return form.model_copy(update={"items": (*form.items[:2], item, *form.items[3:]), **more})


def test_equal_results_do_not_differ(tmp_path: Path) -> None:
    assert compared(tmp_path, golden_form(FORM), golden_form(FORM)) == []


def test_a_correction_names_its_reviewer_also_for_what_follows(tmp_path: Path) -> None:
    form = golden_form(FORM)
    mark = Corrected(path="items/2/status", value="in_progress", read="done", reviewer="ผู้ตรวจ ก")
    made = with_status(form, "in_progress", corrected=(mark,), people=form.people[1:])
    found = compared(tmp_path, form, made, version="0.2.0")
    status = next(change for change in found if change.path == "O3/status")
    assert (status.change, status.old, status.new) == ("changed", "done", "in_progress")
    assert {(change.cause, change.detail) for change in found} == {("correction", "ผู้ตรวจ ก")}


def test_a_corrected_code_is_one_change_of_its_row(tmp_path: Path) -> None:
    form = golden_form(FORM)
    mark = Corrected(path="items/4/code", value="O7", read="O5", reviewer="ผู้ตรวจ ก")
    item = form.items[4].model_copy(update={"code": "O7", "title": form.items[6].title})
    made = form.model_copy(update={"items": (*form.items[:4], item, *form.items[5:]),
                                   "corrected": (mark,)})
    found = compared(tmp_path, form, made)
    assert {(c.path, c.change) for c in found} == {("O5/code", "changed"), ("O5/title", "changed")}
    assert [(c.old, c.new) for c in found if c.path == "O5/code"] == [("O5", "O7")]


def test_other_rules_are_told_with_their_versions(tmp_path: Path) -> None:
    form = golden_form(FORM)
    [change] = compared(tmp_path, form, with_status(form, None), version="0.2.0")
    assert (change.change, change.old, change.new) == ("removed", "done", None)
    assert (change.cause, change.detail) == ("new rules", "0.1.0 -> 0.2.0")


def test_another_file_under_the_same_name_is_the_same_form(tmp_path: Path) -> None:
    form = golden_form(FORM)
    source = form.source.model_copy(update={"sha256": "c" * 64})
    again = with_status(form, "not_started", form_id="f" + "c" * 16, source=source)
    [change] = compared(tmp_path, form, again)
    assert change.form_id == "f" + "c" * 16
    assert (change.path, change.cause) == ("O3/status", "new source")


def test_a_row_that_came_in_between_moves_no_other(tmp_path: Path) -> None:
    """Items go by their codes, not by their positions."""
    form = golden_form(FORM)
    less = form.model_copy(update={"items": (form.items[0], *form.items[2:])})
    found = compared(tmp_path, less, form, version="2")
    assert {change.path.split("/")[0] for change in found} == {"O2"}
    assert {change.change for change in found} == {"added"}


def test_forms_come_and_go_with_their_files_or_because_they_are_refused_now(tmp_path: Path) -> None:
    form, other = golden_form(FORM), golden_form(OTHER)
    results(tmp_path / "old", form)
    results(tmp_path / "new", other)
    found = changes(tmp_path / "old", tmp_path / "new")
    assert {(c.form_id, c.change, c.cause) for c in found} == {
        (FORM, "removed", "new source"), (OTHER, "added", "new source")}
    refused = {"file": "ก", "sha256": form.source.sha256, "reason": "no_form", "forms": []}
    results(tmp_path / "refused", inputs=[refused])
    [change] = changes(tmp_path / "old", tmp_path / "refused")
    assert (change.change, change.cause, change.detail) == (
        "removed", "new rules", "is refused: no_form")


def test_the_command_prints_a_table_or_csv(tmp_path: Path) -> None:
    form = golden_form(FORM)
    results(tmp_path / "old", form)
    results(tmp_path / "new", with_status(form, None), version="0.2.0")
    command = CliRunner()
    table = command.invoke(cli, ["diff", str(tmp_path / "old"), str(tmp_path / "new")])
    assert (table.exit_code, "O3/status" in table.stdout) == (0, True)
    lines = command.invoke(cli, ["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--csv"])
    [row] = csv.DictReader(lines.stdout.splitlines())
    assert (row["path"], row["old"], row["cause"]) == ("O3/status", "done", "new rules")
    none = command.invoke(cli, ["diff", str(tmp_path), str(tmp_path / "new")])
    assert (none.exit_code, "manifest.json" in none.output) == (1, True)
