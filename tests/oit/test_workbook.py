"""The workbook holds the values of the CSV tables as texts and numbers; nothing in it runs."""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console
from xlsxwriter.format import Format

from oit.celltexts import CUT, MAX_CHARACTERS, safe
from oit.inputs import Document, Inputs
from oit.manifest import Run
from oit.options import Options
from oit.outcome import Outcome
from oit.packing import told
from oit.plainsheet import PlainSheet
from oit.report.summary import Summary
from oit.workbook import Workbook
from schema.flatten import form_of
from tests.oit.made import FORM_ID, SOURCE, form_record, item_record, rendered, value

TEXTS = {  # what spreadsheets take for formulas, numbers, links, errors or escapes
    "component": '=HYPERLINK("http://x.example";"กด")\n- สอง',
    "method": "- เผยแพร่ทางเว็บไซต์",
    "location": "https://a.go.th/o1",
    "period": "01",
    "suggestion": "+66 2 000 0000",
    "remark": "@SUM(A1)",
    "title_relation": "same",
    "group": "_x0041_ #N/A \x0b<b>&amp;",
    "status_raw": "<r>ก</r>",
}


@pytest.fixture(params=[None, {"items": 1}], ids=["on disk", "in memory"])
def workbook(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A workbook with one item that holds every kind of dangerous text, made in either way."""
    item = item_record(**{field: value(text) for field, text in TEXTS.items()})
    book = Workbook(tmp_path, request.param)
    book.add(rendered(form_of(form_record(item), FORM_ID, SOURCE)))
    book.fail(("=1+1.txt", "0" * 64, "empty", "ว่าง", "empty"))
    assert book.close() == ["oit.xlsx"]
    return tmp_path / "oit.xlsx"


def expected() -> dict[str, str]:
    return TEXTS | {"group": TEXTS["group"].replace("\x0b", "")}


def test_every_text_is_a_text_and_survives(workbook: Path) -> None:
    sheet = openpyxl.load_workbook(workbook)["items"]
    header = [cell.value for cell in sheet[1]]
    cells = dict(zip(header, sheet[2], strict=True))
    for field, text in expected().items():
        found = cells[field].value.replace("_x005F_", "_")  # openpyxl leaves this escape
        assert (found, cells[field].data_type) == (text, "s"), field
    assert (cells["fiscal_year"].value, cells["fiscal_year"].data_type) == (2566, "n")
    assert cells["status"].value is None
    assert cells["component"].number_format == "@"


def test_the_header_is_frozen_bold_and_filtered(workbook: Path) -> None:
    sheet = openpyxl.load_workbook(workbook)["items"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.column_dimensions["P"].width > 40  # component


def test_failures_have_their_sheet(workbook: Path) -> None:
    sheet = openpyxl.load_workbook(workbook)["failures"]
    assert sheet["A2"].value == "=1+1.txt"
    assert sheet["A2"].data_type == "s"


def test_nothing_but_the_workbook_is_left(workbook: Path) -> None:
    assert [path.name for path in workbook.parent.iterdir()] == ["oit.xlsx"]


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    assert safe("ก" * MAX_CHARACTERS) == "ก" * MAX_CHARACTERS
    cut = safe("ก" * (MAX_CHARACTERS + 1))
    assert len(cut) == MAX_CHARACTERS
    assert cut.endswith(CUT)
    assert len(safe("😀" * MAX_CHARACTERS).encode("utf-16-le")) <= 2 * MAX_CHARACTERS


def test_cells_that_were_cut_are_counted_and_told() -> None:
    """In the manifest and under the summary; a run without such cells says nothing of them."""
    seen = []
    for text in ("ก", "ก" * (MAX_CHARACTERS + 1)):
        item = item_record(method=value(text))
        form = rendered(form_of(form_record(item), FORM_ID, SOURCE))
        document = Document(path=Path("ก.txt"), names=("ก.txt",), sha256="0" * 64, size=1)
        run = Run(Inputs(), Options())
        run.note(Outcome(document, (told(form),)))
        printed = StringIO()
        Summary().show(Console(file=printed, width=400), run, Path("out"))
        seen.append((run.manifest([])["counts"].get("cells_cut"), "oit.xlsx" in printed.getvalue()))
    assert seen == [(None, False), (1, True)]


def test_a_full_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oit.workbook.MAX_ROWS", 3)
    book = Workbook(tmp_path)
    for number in range(3):
        book.fail((f"{number}.txt", "", "empty", "ว่าง", "empty"))
    book.close()
    made = openpyxl.load_workbook(tmp_path / "oit.xlsx")
    assert [cell.value for cell in made["failures"]["A"]] == ["file", "0.txt", "1.txt"]
    assert [cell.value for cell in made["failures 2"]["A"]] == ["file", "2.txt"]


def test_rows_written_at_once_are_those_that_the_library_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, with everything in a cell that is escaped, kept, cut or left out."""
    cells = ("ก", "", " ก", "ก ", "ก\nข", "\r\n", "a & b <c>", '"', "_x0041_", "\x0b", "\t",
             "ก" * (MAX_CHARACTERS + 1), "😀" * 16_000, "\ufffe", None, 7, 2.5, 1e-7,
             10**15)
    rows = [(cell, *cells[:number]) for number, cell in enumerate(cells)]

    def sheets(folder: Path) -> dict[str, bytes]:
        folder.mkdir()
        book = Workbook(folder)
        for row in rows:
            book.fail(row[:5])  # type: ignore[arg-type]
        with zipfile.ZipFile(folder / book.close()[0]) as made:
            return {name: made.read(name) for name in made.namelist() if "core.xml" not in name}

    fast = sheets(tmp_path / "fast")
    monkeypatch.setattr("oit.plainsheet.PlainSheet.write_plain", _cell_by_cell)
    assert fast == sheets(tmp_path / "slow")


def _cell_by_cell(sheet: PlainSheet, row: int, values: tuple[str | float | None, ...],
                  formats: tuple[Format, Format], ready: Callable[[str], str]) -> None:
    for column, cell in enumerate(values):
        if isinstance(cell, str):
            sheet.write_string(row, column, ready(cell), formats[0])
        elif cell is not None:
            sheet.write_number(row, column, cell, formats[1])


@pytest.mark.slow
def test_libreoffice_shows_the_same_values(workbook: Path, tmp_path: Path) -> None:
    """All sheets as CSV: the texts are there, a formula would show its result instead."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    filters = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", filters, "--outdir", str(tmp_path / "csv"), str(workbook)],
        check=True, capture_output=True, timeout=180,
    )
    with (tmp_path / "csv" / "oit-items.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert {field: row[field] for field in expected()} == expected()
    assert row["fiscal_year"] == "2566"


def test_a_table_too_long_for_people_is_left_out_and_says_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oit.workbook.MOST_ROWS", 1)
    book = Workbook(tmp_path, {"items": 2, "forms": 2, "units": 1})
    form = rendered(form_of(form_record(item_record(), item_record()), FORM_ID, SOURCE))
    for _ in range(2):
        book.add(form)
    book.close()
    made = openpyxl.load_workbook(tmp_path / "oit.xlsx")
    [_, said] = [cell.value for cell in made["items"]["A"]]
    assert "2 rows are too many" in said
    assert "items.csv" in said
    assert len(list(made["forms"]["A"])) == 3


@pytest.mark.parametrize("totals", [None, {"items": 1}], ids=["on disk", "in memory"])
def test_the_same_rows_give_the_same_book(tmp_path: Path, totals: dict[str, int] | None) -> None:
    made = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        book = Workbook(folder, totals)
        book.add(rendered(form_of(form_record(item_record()), FORM_ID, SOURCE)))
        made.append((folder / book.close()[0]).read_bytes())
    assert made[0] == made[1]


def test_a_book_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    book = Workbook(tmp_path)
    book.fail(("a.pdf", "", "no_form", "ไม่พบแบบ", "no form"))
    book.abandon()
    assert not list(tmp_path.iterdir())
