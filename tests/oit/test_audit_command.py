"""`oit audit`: findings ranked, the workbook, the choice of checks, limits, exit codes."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from audit.checks import CHECKS, listed_checks
from oit.audit_book import GROUND, LINE, MARKS
from oit.auditing import COLUMNS
from oit.cli import cli
from oit.inputs import file_sha256
from oit.pipeline import form_id

ROOT = Path(__file__).parents[2]
ONE = form_id(  # a province's form in which people certify their own work
    file_sha256(ROOT / "samples" / "หนังสือมอบหมาย ๒๕๖๖ ฉบับแก้ไข.docx"), 1)
SHEETS = [
    "ภาพรวม", "ตารางข้อ", "ข้อสังเกต", "บุคคลและบทบาท", "คะแนน", "ตรวจอะไรบ้าง", "คำอธิบาย",
    "สัญลักษณ์",
]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The committed results of the samples, as a run leaves them."""
    shutil.copytree(ROOT / "output" / "samples" / "forms", tmp_path / "out" / "forms")
    return tmp_path / "out"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["audit", *map(str, arguments)])


def findings(output: Path) -> list[dict[str, str]]:
    with (output / "audit" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_findings_are_ranked(output: Path) -> None:
    """The gravest first, those of the agency before the unsure ones."""
    assert run(output).exit_code == 0
    rows = findings(output)
    assert tuple(rows[0]) == COLUMNS
    grave, whose = ("error", "warning", "info"), ("agency", "unsure", "extraction")
    order = [(grave.index(r["severity"]), whose.index(r["origin"])) for r in rows]
    assert order == sorted(order)
    assert [r["rank"] for r in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert all(r["message_th"] and r["message_en"] and r["remedy_th"] for r in rows)


def test_the_findings_are_those_of_the_run(output: Path) -> None:
    """With the default limits nothing differs from what `oit convert` wrote."""
    run(output, "--quiet")
    written = {f["finding_id"] for path in (output / "forms").glob("*.json")
               for f in json.loads(path.read_text(encoding="utf-8"))["findings"]}
    assert {row["finding_id"] for row in findings(output)} == written


@pytest.mark.parametrize(("options", "code"), [
    ((), 0), (("--fail-on", "error"), 3), (("--fail-on", "warning"), 3),
    (("--fail-on", "error", "--check", "links"), 0),
    (("--fail-on", "warning", "--check", "links"), 3),
    (("--fail-on", "error", "--skip", "four_eyes", "--skip", "scores"), 0)])
def test_exit_code(output: Path, options: tuple[str, ...], code: int) -> None:
    assert run(output, *options).exit_code == code


def test_checks_are_chosen_by_id_and_family(output: Path) -> None:
    run(output, "--check", "responsibility", "--check", "status_two", "--skip", "name_variants")
    found = {row["check"] for row in findings(output)}
    family = {check.check_id for check in listed_checks() if check.family == "responsibility"}
    assert found <= (family | {"status_two"}) - {"name_variants"}
    assert {"four_eyes", "status_two"} <= found


def test_limits_of_a_file(output: Path, tmp_path: Path) -> None:
    run(output, "--check", "certifier_share")
    before = len(findings(output))
    config = tmp_path / "limits.toml"
    config.write_text("[limits]\ncertifier_share = 0.3\n", encoding="utf-8")
    assert run(output, "--check", "certifier_share", "--config", config).exit_code == 0
    assert len(findings(output)) > before


@pytest.mark.parametrize("text", ["[limits]\nno_limit = 1\n", "[limits", "[other]\na = 1\n",
                                  "[limits]\nsure = 'x'\n", "limits = 3\n"])
def test_a_wrong_file_of_limits_is_a_usage_error(output: Path, tmp_path: Path, text: str) -> None:
    config = tmp_path / "limits.toml"
    config.write_text(text, encoding="utf-8")
    said = run(output, "--config", config)
    assert said.exit_code == 2
    assert "เกณฑ์" in said.output


def test_an_unknown_check_is_a_usage_error(output: Path) -> None:
    said = run(output, "--check", "nothing")
    assert said.exit_code == 2
    assert "oit checks" in said.output


def test_a_folder_without_forms(tmp_path: Path) -> None:
    said = run(tmp_path)
    assert said.exit_code == 1
    assert "oit convert" in said.output
    assert not (tmp_path / "audit").exists()


def test_a_form_of_another_version(output: Path) -> None:
    (output / "forms" / "f0.json").write_text('{"form_id": "f0"}', encoding="utf-8")
    said = run(output)
    assert said.exit_code == 1
    assert "f0.json" in said.output


def test_the_same_forms_give_the_same_bytes(output: Path) -> None:
    run(output)
    first = {p.name: p.read_bytes() for p in (output / "audit").iterdir()}
    run(output)
    assert first == {p.name: p.read_bytes() for p in (output / "audit").iterdir()}
    assert set(first) == {"findings.csv", "audit.xlsx"}


def book(output: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(output / "audit" / "audit.xlsx")


def cut_off(sheet: Worksheet) -> list[str]:
    """The texts with more letters than their rows have room for in the width of their columns."""
    widths = {number: group.width for group in sheet.column_dimensions.values()
              for number in range(group.min, group.max + 1)}
    return [str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row
            if len(MARKS.sub("", str(cell.value or "")))
            > widths[cell.column] * (sheet.row_dimensions[cell.row].height or LINE) / LINE]


def test_the_workbook(output: Path) -> None:
    run(output)
    made = book(output)
    assert made.sheetnames == SHEETS
    for sheet in made.worksheets:
        assert sheet.freeze_panes is not None, sheet.title
        assert cut_off(sheet) == []
    matrix = made["ตารางข้อ"]
    assert matrix.freeze_panes == "F2"
    assert [cell.value for cell in matrix[1]][:7] == [
        "หน่วยงาน", "จังหวัด", "ปีงบประมาณ", "รายการปี", "ไฟล์", "O1", "O2"]
    assert matrix.auto_filter.ref
    assert matrix.max_row == 1 + len(list((output / "forms").glob("*.json")))


def test_squares_are_coloured_by_status_and_framed_by_findings(output: Path) -> None:
    for path in (output / "forms").glob("*.json"):
        if path.stem != ONE:
            path.unlink()
    run(output)
    square = book(output)["ตารางข้อ"]["F2"]  # O1
    assert square.value.startswith("•"), "the form has no column for a status"
    assert square.border.left.color.rgb.endswith("C00000")
    assert "เป็นผู้รับผิดชอบข้อนี้เอง" in square.comment.text


def test_every_check_is_explained(output: Path) -> None:
    run(output)
    made = book(output)
    explained = {row[0].value for row in made["คำอธิบาย"].iter_rows(min_row=2)}
    assert explained == {check.check_id for check in listed_checks()}
    covered = {row[5].value for row in made["ตรวจอะไรบ้าง"].iter_rows(min_row=2)}
    assert covered == set(CHECKS)


def test_a_status_that_is_no_fact_has_a_ground_of_its_own(output: Path) -> None:
    path = output / "forms" / f"{ONE}.json"
    for other in path.parent.glob("*.json"):
        if other != path:
            other.unlink()
    form = json.loads(path.read_text(encoding="utf-8"))
    form["items"][0] |= {"status": "done", "confidences": {"status": 0.7}, "absent": {}}
    path.write_text(json.dumps(form), encoding="utf-8")
    run(output)
    square = book(output)["ตารางข้อ"]["F2"]
    assert square.value.startswith("✓~")
    assert square.fill.fgColor.rgb == "FF" + GROUND["unsure"].lstrip("#")
    assert list(GROUND.values()).count(GROUND["unsure"]) == 1


def test_scores_stand_beside_those_computed(output: Path) -> None:
    run(output)
    rows = [[cell.value for cell in row] for row in book(output)["คะแนน"].iter_rows(min_row=2)]
    total = next(row for row in rows if row[4] == "คะแนนรวม")
    assert total[6:9] == [84.26, 83.46, "ไม่ตรงกัน"]


def test_nothing_in_the_workbook_runs(output: Path) -> None:
    path = output / "forms" / f"{ONE}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("จังหวัดตราด", "=1+1"), encoding="utf-8")
    run(output)
    types = {cell.data_type for sheet in book(output).worksheets
             for row in sheet.iter_rows() for cell in row}
    assert "f" not in types


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_workbook_opens_in_libreoffice(output: Path, tmp_path: Path) -> None:
    """It is opened, and what it shows is found in the page that LibreOffice makes of it."""
    run(output)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,"
         "false,-1", "--outdir", str(tmp_path / "csv"), str(output / "audit" / "audit.xlsx")],
        check=True, capture_output=True, timeout=180)
    made = {path.stem.partition("-")[2]: path.read_text(encoding="utf-8")
            for path in (tmp_path / "csv").glob("*.csv")}
    assert set(made) == set(SHEETS)
    assert "ผู้รับรองทุกคนของ O1 โครงสร้าง" in made["ข้อสังเกต"]
