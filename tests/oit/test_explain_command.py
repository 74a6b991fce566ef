"""`oit explain`: what is known of a value or a finding, and the cell it was read from."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from audit.confidence import calibrated
from audit.unsure import reasons
from oit.cli import cli
from oit.explaining import explained, form_in
from oit.inputs import file_sha256
from oit.pipeline import form_id
from schema.form import Form, Item, Source

ROOT = Path(__file__).parents[2]
SAMPLES, PDFS = ROOT / "samples", ROOT / "tests" / "samples"
FORM = form_id(file_sha256(SAMPLES / "province_2567_assignment.txt"), 1)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "out"
    shutil.copytree(ROOT / "output" / "samples" / "forms", folder / "forms")
    return folder


def run(output: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["explain", "--output", str(output), *map(str, arguments)])


def stored(output: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((output / "forms" / f"{FORM}.json").read_text("utf-8"))
    return made


def test_a_value_by_its_code_and_by_its_position(output: Path) -> None:
    by_code, by_position = (run(output, FORM, path).output for path in (
        "O18/assignees/0/name", "items/17/assignees/0/name"))
    assert by_code == by_position
    name = stored(output)["items"][17]["assignees"][0]["name"]
    assert f"value / ค่า: {name}" in by_code
    for said in ("raw / ตามต้นฉบับ:", "reader / ตัวอ่าน: text", "confidence / ความมั่นใจ:", "บรรทัดที่"):
        assert said in by_code


@pytest.mark.parametrize(("path", "value", "raw"), [
    ("O1/code", "O1", "O1"), ("agency/name", "จังหวัดน่าน", None), ("fiscal_year", 2567, None),
    ("O14/status", "in_progress", "อยู่ระหว่างดำเนินการ"), ("O25/certifiers", (), None)])
def test_values(output: Path, path: str, value: object, raw: str | None) -> None:
    made = explained(form_in(output, FORM), path)
    assert made.value == value
    if raw:
        assert made.raw == raw


def test_why_a_value_is_absent(output: Path) -> None:
    made = explained(form_in(output, FORM), "O25/certifiers")
    assert made.absent == "not_stated"
    assert "certifier_missing" in {found.check for found in made.findings}


def test_a_finding_shows_its_cell_and_row(output: Path) -> None:
    finding = next(f for f in stored(output)["findings"] if f["check"] == "certifier_missing")
    both = [run(output, *ids, "--source", SAMPLES) for ids in (
        (finding["finding_id"],), (FORM, finding["finding_id"]))]
    assert both[0].output == both[1].output
    said = both[0].output
    assert finding["message_th"] in said
    assert "unsure (ไม่แน่ใจ)" in said
    assert "in the row / ในแถว: O25" in said


def test_the_cell_as_it_was_read(output: Path) -> None:
    said = run(output, FORM, "O14/status", "--source", SAMPLES / "province_2567_assignment.txt")
    assert "│ อยู่ระหว่างดำเนินการ" in said.output


def test_another_file_is_not_taken_for_the_original(output: Path) -> None:
    said = run(output, FORM, "O14/status", "--source", SAMPLES / "sao_2566_utf16.txt")
    assert said.exit_code == 1
    assert "--source" in said.output


def test_without_the_original_all_else_is_told(output: Path, monkeypatch: pytest.MonkeyPatch,
                                               tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(output, FORM, "O14/status")
    assert said.exit_code == 0
    assert "value / ค่า: in_progress" in said.output


@pytest.mark.parametrize("path", [
    "O99/status", "items/99/code", "items/1", "O1", "O1/nothing", "nothing", "O1/assignees/9/name",
    "O1/assignees/x", "items/x/code"])
def test_a_path_that_is_none(output: Path, path: str) -> None:
    said = run(output, FORM, path)
    assert said.exit_code == 1
    assert "no value" in said.output


@pytest.mark.parametrize("form_id", ["f000", "../forms/x", "f000-item_missing-1"])
def test_a_form_that_is_none(output: Path, form_id: str) -> None:
    said = run(output, form_id, "title")
    assert said.exit_code == 1
    assert "no form" in said.output


def test_the_piece_of_the_page(tmp_path: Path) -> None:
    """A row over two pages gives both pieces, each with the cell in a red frame."""
    out, picture = tmp_path / "out", tmp_path / "cell.png"
    pdf = PDFS / "province_2566_units.Laksaman.pdf"
    assert CliRunner().invoke(cli, ["convert", str(pdf), "--out", str(out)]).exit_code == 0
    [path] = (out / "forms").glob("*.json")
    said = run(out, path.stem, "O12/component", "--source", pdf, "--png", picture)
    assert said.exit_code == 0, said.output
    with Image.open(picture) as made:
        colours = {colour for _, colour in made.convert("RGB").getcolors(1 << 24) or []}
        assert made.width > 100
        assert (200, 30, 30) in colours


def test_no_picture_of_a_text(output: Path, tmp_path: Path) -> None:
    said = run(output, FORM, "O14/status", "--source", SAMPLES, "--png", tmp_path / "x.png")
    assert said.exit_code == 2
    assert not (tmp_path / "x.png").exists()


def test_a_value_that_is_no_fact_says_so_and_why(output: Path) -> None:
    """A rule's guess; a list says it of the values in it; a value that is sure says nothing."""
    monitoring, analysis = (
        form_id(file_sha256(SAMPLES / name), 1)
        for name in ("sao_2566_monitoring.txt", "sao_2566_analysis.txt"))
    said = run(output, monitoring, "measures/2/suggestion").output
    assert "unsure / ไม่แน่ใจ: suggestion" in said
    assert "why / เพราะ: กฎสุดท้ายที่ใช้คือ measure.shifted มั่นใจเพียง 80%" in said
    assert "only 88% sure" in run(output, analysis, "edition").output
    assert "unsure" not in run(output, monitoring, "measures/1/suggestion").output


def test_misread_letters_are_why_a_name_is_no_fact(output: Path, tmp_path: Path) -> None:
    """The titles of a text tell how well its letters were read; its measured share is named."""
    form = form_in(output, FORM)
    spoilt = [item.model_copy(update={"title_raw": item.title[1:] if item.title else None})
              for item in form.items]
    made = calibrated(form.model_copy(update={"items": tuple(spoilt)}))
    path = tmp_path / "forms" / f"{FORM}.json"
    path.parent.mkdir()
    path.write_text(made.model_dump_json(), encoding="utf-8")
    said = run(tmp_path, FORM, "O1/assignees").output
    assert "unsure / ไม่แน่ใจ: assignees/0/name" in said
    assert re.search(r"ตัวอักษรของไฟล์นี้อ่านผิดราว \d\.\d% .*นี้ถูก \d\d%", said)
    assert "unsure" not in run(tmp_path, FORM, "O1/code").output


@pytest.mark.parametrize(("rules", "share", "why"), [
    (("row.merged",), 0.6, "60% of its values are counted right"),
    (("ocr",), 0.7, "read from a picture"), ((), 0.95, "")])
def test_reasons(rules: tuple[str, ...], share: float, why: str) -> None:
    """The measured share of a rule; the recogniser of a scan; none for a value that is sure."""
    item = Item(code="O1", rules={"component": rules}, confidences={"component": share},
                unsure=("component",) if share < 0.9 else ())
    source = Source(file="a", sha256="0" * 64, media_type="x", reader="ocr:oit")
    form = Form(form_id="f0", source=source, kind="assignment", items=(item,))
    assert why in " ".join(reason.english for reason in reasons(form, item, "component"))
