"""Corrections: applied by the next run and marked; re-opened when the raw words have changed."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from oit.cli import cli
from oit.correcting import judged, with_corrections
from oit.corrections import (
    COLUMNS,
    Correction,
    CorrectionsError,
    default_file,
    digest,
    of_file,
    read_corrections,
)
from oit.explaining import explained
from oit.inputs import OWN_LEDGER
from oit.mapping import with_mapping
from oit.pipeline import process
from schema.form import Form
from tests.oit.results import texts

SAMPLE = Path(__file__).parents[2] / "samples" / "province_2567_assignment.txt"
ID = "1-2345-67890-12-1"


@pytest.fixture(scope="module")
def form() -> Form:
    return process(SAMPLE)[0]


def row(form: Form, path: str, value: str | None, raw: str | None = None) -> Correction:
    """A correction whose raw words are those of the form, unless told otherwise."""
    if raw is None:
        raw = explained(form, path).raw
    return Correction(form.form_id, path, raw, value, "ผู้ตรวจ ก", "ดูต้นฉบับ", "2026-01-02", line=2)


def corrected(form: Form, *rows: Correction) -> Form:
    return with_mapping(with_corrections(form, rows), None)


def written(path: Path, *rows: Correction) -> Path:
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow(COLUMNS)
    lines.writerows(row[:-1] for row in rows)
    path.write_text(file.getvalue(), encoding="utf-8-sig")
    return path


def test_a_value_is_corrected_and_marked_and_its_raw_words_stay(form: Form) -> None:
    made = corrected(form, row(form, "O3/status", "in_progress"))
    item, before = made.items[2], form.items[2]
    assert (item.status, item.status_raw) == ("in_progress", before.status_raw)
    assert item.places == before.places
    assert item.rules["status"][-1] == "corrected"
    [mark] = made.corrected
    assert mark.model_dump() == {
        "path": "items/2/status", "value": "in_progress", "read": "done", "raw": "ดำเนินการแล้ว",
        "reviewer": "ผู้ตรวจ ก", "reason": "ดูต้นฉบับ", "time": "2026-01-02"}


def test_what_follows_from_a_code_follows_its_correction(form: Form) -> None:
    made = corrected(form, row(form, "items/4/code", "O7"))
    item = made.items[4]
    official = form.items[6]
    assert (item.code, item.code_raw) == ("O7", "O5")
    assert (item.title, item.indicator) == (official.title, official.indicator)
    assert item.mapped == official.mapped
    assert item.title_relation == "other"


def test_the_people_follow_a_corrected_name(form: Form) -> None:
    path, name = "O2/assignees/0/name", "นางสาวทดสอบ ใจงาม"
    was = form.items[1].assignees[0]
    made = corrected(form, row(form, path, name))
    now = made.items[1].assignees[0]
    assert (now.name, now.text) == (name, was.text)
    assert name in {person.canonical for person in made.people}
    [old] = [p for p in made.people if p.person_id == was.person_id]
    [before] = [p for p in form.people if p.person_id == was.person_id]
    assert old.mentions == before.mentions - 1
    other = form.people[-1]
    joined = corrected(form, row(form, path, other.canonical))
    assert joined.items[1].assignees[0].person_id == other.person_id
    [person] = [p for p in joined.people if p.person_id == other.person_id]
    assert person.mentions == other.mentions + 1


def test_a_full_word_and_an_official_code_follow(form: Form) -> None:
    made = corrected(form, row(form, "items/0/units/0/name", "สนจ.นน."),
                     row(form, "O2/assignees/0/position", "ผอ.กองคลัง"),
                     row(form, "agency/province", "พัทลุง"))
    assert made.items[0].units[0].expanded == "สำนักงานจังหวัดน่าน"
    assert made.items[1].assignees[0].position_expanded == "ผู้อำนวยการกองคลัง"
    assert (made.agency.province, made.agency.province_code) == ("พัทลุง", "93")


def test_a_value_may_be_blanked_and_one_that_was_not_read_may_be_given(form: Form) -> None:
    assert form.items[2].remark is None
    made = corrected(form, row(form, "O3/status", None), row(form, "O3/remark", "รอผล", raw=""),
                     row(form, "signer/name", "นายเอก ใจดี", raw=""))
    item = made.items[2]
    assert (item.status, item.absent["status"]) == (None, "not_stated")
    assert (item.remark, item.absent.get("remark")) == ("รอผล", None)
    assert made.signer is not None
    assert made.signer.name == "นายเอก ใจดี"


def test_it_is_reopened_when_the_raw_words_have_changed(form: Form) -> None:
    made = corrected(form, row(form, "O3/status", "in_progress", raw="ยังไม่ดำเนินการ"))
    assert made.items[2].status == "done"
    assert made.corrected == ()
    [found] = [f for f in made.findings if f.check == "correction_reopened"]
    assert (found.origin, found.data["now"]) == ("extraction", "ดำเนินการแล้ว")
    assert found.evidence == form.items[2].places["status"]


def test_white_space_alone_reopens_nothing(form: Form) -> None:
    raw = "  ".join(str(explained(form, "O2/assignees/0/name").raw).split())
    assert corrected(form, row(form, "O2/assignees/0/name", "นายก ข", raw=raw)).corrected


@pytest.mark.parametrize(("path", "value", "said"), [
    ("O3/state", "done", "no such path"),
    ("items/99/status", "done", "no such path"),
    ("items/x/status", "done", "no such path"),
    ("O3/status", "เสร็จ", "'done', 'in_progress' or 'not_started'"),
    ("fiscal_year", "ปีนี้", "valid integer"),
    ("items/4/code", "O99", "edition 2567 has no item O99"),
    ("edition", "2500", "no edition 2500"),
    ("items/1/assignees_raw", "ก", "assignees_raw is not corrected"),
    ("items/1/assignees", "ก", "several values"),
    ("people/0/canonical", "ก", "people is not corrected"),
    ("items/1/assignees/0/text", None, "valid string"),
])
def test_what_a_form_cannot_take_is_told(form: Form, path: str, value: str | None,
                                         said: str) -> None:
    made = corrected(form, row(form, path, value, raw="-"))
    assert made.corrected == ()
    [found] = [f for f in made.findings if f.check == "correction_refused"]
    assert said in found.message_en


def test_applied_twice_is_as_applied_once(form: Form) -> None:
    rows = (row(form, "O3/status", "in_progress"), row(form, "items/4/code", "O7"))
    made = corrected(form, *rows)
    assert [judged(made, r).state for r in rows] == ["applied", "applied"]
    assert [judged(made, r._replace(value=v)).state for r, v in zip(rows, ("done", "O5"),
                                                                  strict=True)] == ["needless"] * 2
    again = with_corrections(form, rows)
    assert again.corrected == made.corrected


def test_a_file_hash_names_the_first_form_of_the_file(form: Form) -> None:
    by_hash = row(form, "O3/status", "in_progress")._replace(form=form.source.sha256)
    assert corrected(form, by_hash).items[2].status == "in_progress"
    assert of_file([by_hash], form.source.sha256) == (by_hash,)
    assert of_file([by_hash], "0" * 64) == ()


def test_the_last_row_of_a_path_stands_and_the_order_of_others_is_no_matter(
        form: Form, tmp_path: Path) -> None:
    first, last = row(form, "O3/status", "in_progress"), row(form, "O3/status", "not_started")
    other = row(form, "O4/status", "done")
    file = written(tmp_path / "corrections.csv", first, other, last)
    assert {r.value for r in read_corrections(file)} == {"done", "not_started"}
    assert digest([first, other]) == digest([other, first._replace(line=9)]) != digest([other])


@pytest.mark.parametrize(("data", "said"), [
    (b"form,path,value\n", "no column raw, reviewer"),
    ("form,path,raw,value,reviewer\nf1,,ก,ข,ค\n".encode(), ":2: path is blank"),
    ("form,path,raw,value,reviewer\nf1,a,ก,ข,ค\n".encode("cp874"), "not UTF-8"),
])
def test_a_file_that_cannot_be_used_names_its_line(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "c.csv").write_bytes(data)
    with pytest.raises(CorrectionsError, match=said):
        read_corrections(tmp_path / "c.csv")


def test_which_file_a_run_takes(tmp_path: Path) -> None:
    """That of the output folder, else that of the one input folder that has one."""
    out, one, two = (tmp_path / name for name in ("out", "one", "two"))
    for folder in (out, one, two):
        folder.mkdir()
    assert default_file(out, (one, two)) is None
    (one / "corrections.csv").touch()
    assert default_file(out, (one, two)) == one / "corrections.csv"
    (two / "corrections.csv").touch()
    with pytest.raises(CorrectionsError, match="--corrections"):
        default_file(out, (one, two))
    (out / "corrections.csv").touch()
    assert default_file(out, (one, two)) == out / "corrections.csv"


def test_a_run_applies_them_and_the_check_lists_what_no_longer_applies(
        form: Form, tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    (inputs / "แบบ.txt").write_bytes(SAMPLE.read_bytes())
    good = row(form, "O3/status", "in_progress")
    written(inputs / "corrections.csv", good)
    command = CliRunner()
    done = command.invoke(cli, ["convert", str(inputs), "--out", str(out), "--quiet"])
    assert done.exit_code == 0
    made = json.loads((out / "forms" / f"{form.form_id}.json").read_text("utf-8"))
    assert made["items"][2]["status"] == "in_progress"
    assert good.reviewer in (out / "corrected.csv").read_text("utf-8-sig")
    assert "corrections.csv" in json.loads((out / "manifest.json").read_text("utf-8"))["ignored"]
    assert command.invoke(cli, ["corrections", "check", str(out), "--corrections",
                                str(inputs / "corrections.csv")]).exit_code == 0
    file = written(tmp_path / "c.csv", good, row(form, "O4/status", "done", raw="อื่น"),
                   row(form, "O9/x", "done", raw=""), good._replace(form="f0000000000000000"))
    told = command.invoke(cli, ["corrections", "check", str(out), "--corrections", str(file)])
    assert told.exit_code == 3
    assert [line.split(":")[1] for line in told.stdout.splitlines()] == ["3", "4", "5"]


def test_no_citizen_id_is_in_any_output_of_a_run(tmp_path: Path) -> None:
    """In a person's cell, a note, the name of a file, and that of a refused one."""
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    text = SAMPLE.read_text("utf-8-sig")
    name = "นายวีรภัทร ดอนเมฆ"
    assert name in text
    text = text.replace(name, f"{name} {ID}") + f"\nผู้ประสานงาน {ID.replace('-', '')}\n"
    (inputs / f"แบบ {ID}.txt").write_text(text, "utf-8")
    (inputs / f"{ID.replace('-', '')}.txt").write_text("", "utf-8")
    CliRunner().invoke(cli, ["convert", str(inputs), "--out", str(out), "--quiet"])
    digits = ID.replace("-", "")
    files = dict(texts(out))
    assert {"ledger.sqlite", "statements.parquet", "failures.csv"} <= files.keys()
    assert [name for name, said in files.items() if ID in said or digits in said] == []
    with closing(sqlite3.connect(out / OWN_LEDGER)) as ledger:
        kept = [zlib.decompress(body).decode() for row in
                ledger.execute("SELECT json, rows FROM bodies") for body in row]
    assert kept
    assert not [text for text in kept if ID in text or digits in text]
    [file] = (out / "forms").glob("*.json")
    made = json.loads(file.read_text("utf-8"))
    ids = [d for d in made["personal"] if d["kind"] == "citizen_id"]
    assert sum(d["count"] for d in ids) == 3  # the file's name, a cell, a note
    assert made["items"][12]["assignees"][0]["name"] == name
    [found] = [f for f in made["findings"] if f["check"] == "citizen_id_masked"]
    assert (found["data"], found["origin"]) == ({"ids": 3}, "unsure")
