"""Blank forms: they print well, are the same bytes in every run, and read back when filled."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from docx.oxml.ns import qn

from catalogue.editions import editions
from catalogue.lookup import table
from oit.cli import cli
from oit.pipeline import process
from oit.template import (
    COLUMNS,
    FONT,
    STATUSES,
    TICK,
    ItemRow,
    Kind,
    Template,
    UnknownEditionError,
    is_complete,
    template_of,
)
from oit.template_write import write
from schema.form import Item, Person

AGENCY = "เทศบาลตำบลธารฟ้าใหม่"
OFFICES = (("กองคลัง",), ("สำนักปลัดเทศบาล",), ("กองช่าง", "กองสวัสดิการสังคม"), ("ทุกส่วนราชการ",))
PEOPLE = (  # all invented
    ("นายกานต์ ทดสอบดี", "นักวิชาการคอมพิวเตอร์ปฏิบัติการ"),
    ("นางสาวพิมพ์ชนก แสงอรุณ", "นักวิเคราะห์นโยบายและแผนชำนาญการ"),
    ("นางอรทัย ณ ภูผา", "ผู้อำนวยการกองคลัง"),
    ("ว่าที่ร้อยตรีธนกร ศรีสวัสดิ์", "นักทรัพยากรบุคคล"),
)
READ_AS = dict(zip(STATUSES, ("done", "in_progress", "not_started"), strict=True))
FACTS = "- ข้อมูลตามคู่มือการประเมิน"
KINDS: tuple[Kind, ...] = ("assignment", "monitoring")
FORMATS = ("docx", "xlsx")
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
Values = dict[str, Any]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def answers(kind: Kind, n: int) -> Values:
    """What the officer means to say of the n-th item."""
    offices = OFFICES[n % len(OFFICES)]
    if kind == "monitoring":
        return {"location": f"หน้าแรก > รายการที่ {n}", "units": offices,
                "period": "1 ต.ค. 2566 - 31 มี.ค. 2567", "method": "แต่งตั้งคณะทำงานและประชุมติดตาม",
                "status": ("done", "in_progress")[n % 2],
                "suggestion": "ควรปรับปรุงข้อมูลทุกเดือน" if n % 3 else None}
    certifier = (PEOPLE[(n + 1) % 4],)
    return {"units": offices, "assignees": PEOPLE[:2] if n % 5 == 0 else (PEOPLE[n % 4],),
            "certifiers": certifier, "status": READ_AS[STATUSES[n % 3]],
            "remark": None if n % 2 else "ประชุมแล้วหนึ่งครั้ง"}


def typed(kind: Kind, values: Values) -> list[str]:
    """What she types into the empty cells, from left to right."""
    units = "\n".join(values["units"])
    if kind == "monitoring":
        done = values["status"] == "done"
        return [values["location"], units, values["period"], values["method"],
                TICK if done else "", "" if done else TICK, values["suggestion"] or ""]
    people = ["\n".join(f"{name}\n{post}" for name, post in values[role])
              for role in ("assignees", "certifiers")]
    status = next(word for word, meaning in READ_AS.items() if meaning == values["status"])
    return [units, *people, status, values["remark"] or ""]


def fill(path: Path, blank: Template) -> None:
    """Fill every empty cell of a written template with the program that its office has."""
    (_fill_docx if path.suffix == ".docx" else _fill_xlsx)(path, blank)


def _rows(blank: Template) -> Iterator[tuple[int, ItemRow, list[str]]]:
    """Number in the table, item and what is typed, of each item row."""
    n = 0
    for number, row in enumerate(blank.rows, 1 + blank.grouped):
        if isinstance(row, ItemRow):
            yield number, row, typed(blank.kind, answers(blank.kind, n))
            n += 1


def _fill_docx(path: Path, blank: Template) -> None:
    document = docx.Document(str(path))
    rows = document.tables[0].rows
    for number, row, texts in _rows(blank):
        cells = rows[number].cells
        assert cells[0].text == row.code
        if not row.facts:
            cells[2].text = FACTS
        for cell, text in zip(cells[3:], texts, strict=True):
            cell.text = text
    document.save(str(path))


def _fill_xlsx(path: Path, blank: Template) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    above = len(blank.titles) + 2  # a blank row; rows count from 1
    for number, row, texts in _rows(blank):
        assert sheet.cell(above + number, 1).value == row.code
        if not row.facts:
            sheet.cell(above + number, 3, FACTS)
        for column, text in enumerate(texts, 4):
            sheet.cell(above + number, column, text or None)
    book.save(path)


READING = {row["value"] for row in table("findings")} | {"item_missing", "item_twice"}


def read(item: Item, fields: Values) -> Values:
    """The same fields as the pipeline read them."""
    def plain(value: Any) -> Any:
        if not isinstance(value, tuple):
            return value
        return tuple((v.name, v.position) if isinstance(v, Person) else v.name for v in value)

    return {field: plain(getattr(item, field)) for field in fields}


def needs_reader(form: str) -> None:
    if form == "xlsx":
        pytest.importorskip("extract.sheet", reason="no reader for spreadsheets in this version")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("year", "thai"), [
    (2566, False), (2567, False), (2567, True), (2568, False)])
def test_a_filled_template_is_read_back_exactly(
    year: int, kind: Kind, thai: bool, form: Any, tmp_path: Path
) -> None:
    needs_reader(form)
    path = tmp_path / f"แบบ.{form}"
    blank = template_of(year, kind, AGENCY, thai_digits=thai)
    write(blank, path, form)
    fill(path, blank)
    [made] = process(path)
    assert (made.kind, made.edition, made.fiscal_year, made.agency.name) == (
        kind, year, year, AGENCY)
    assert [f for f in made.findings if f.check in READING] == []
    listed = editions()[year].items
    assert [item.code for item in made.items] == [item.code for item in listed]
    for n, (item, row) in enumerate(zip(made.items, blank.items, strict=True)):
        meant = answers(kind, n)
        assert read(item, meant) == meant, item.code
        facts = "\n".join(f"- {fact}" for fact in row.facts) or FACTS
        assert item.component == facts.translate(ARABIC)
        assert (item.title_relation, item.title) == ("same", listed[n].title)
        assert (item.indicator_printed, item.subindicator_printed, item.group or "") == (
            listed[n].indicator, listed[n].subindicator, listed[n].group)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_template_check_fill_check_convert(kind: Kind, form: str, tmp_path: Path) -> None:
    """The loop of an officer: every empty cell is listed, then none, then the table is there."""
    needs_reader(form)
    path, out = tmp_path / f"แบบ 2567.{form}", tmp_path / "ผลลัพธ์"
    written = run("template", "2567", "--kind", kind, "--agency", AGENCY, "-o", path)
    assert (written.exit_code, "35 ข้อ" in written.stdout) == (0, True)

    before = run("check", path, "--format", "json")
    assert before.exit_code == 3
    [told] = json.loads(before.stdout)
    empty = {(todo["code"], todo["field"]) for todo in told["to_do"]}
    fields = {"units", "status"} | ({"assignees", "certifiers"} if kind == "assignment" else
                                    {"location", "period", "method"})
    assert empty == {(f"O{n}", field) for n in range(1, 36) for field in fields}
    assert {todo["kind"] for todo in told["to_do"]} == {"cell_empty"}

    fill(path, template_of(2567, kind, AGENCY))
    after = run("check", path)
    assert (after.exit_code, after.stdout.splitlines()[0]) == (
        0, f"แบบ 2567.{form}: {AGENCY} ปีงบประมาณ 2567")
    assert "พร้อมส่ง" in after.stdout

    assert run("convert", path, "--out", out, "--jobs", "1").exit_code == 0
    with (out / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["code"], row["status"]) for row in rows] == [
        (f"O{n + 1}", answers(kind, n)["status"]) for n in range(35)]


ASKED = {  # columns of the template, counted from 0 -> the field that is then said to be missing
    "assignment": {2: "component", 3: "units", 4: "assignees", 5: "certifiers", 6: "status"},
    "monitoring": {2: "component", 3: "location", 4: "units", 5: "period", 6: "method",
                   7: "status"},
}
NOT_ASKED = {"assignment": 7, "monitoring": 9}  # remark and suggestion may stay empty


def blanked(path: Path, blank: Template, item: int, column: int) -> None:
    """Empties one cell of the n-th item row of a filled template."""
    number = list(_rows(blank))[item][0]
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        document.tables[0].rows[number].cells[column].text = ""
        document.save(str(path))
        return
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(len(blank.titles) + 2 + number, column + 1).value = None
    book.save(path)


@pytest.mark.parametrize(("year", "form"), [(2566, "docx"), (2567, "xlsx")])
@pytest.mark.parametrize("kind", KINDS)
def test_one_empty_cell_is_all_that_is_said_to_be_missing(
    year: int, kind: Kind, form: Any, tmp_path: Path
) -> None:
    """Each column in turn, in another row, with the code of that row and nothing else."""
    needs_reader(form)
    blank, filled = template_of(year, kind, AGENCY), tmp_path / f"แบบ.{form}"
    write(blank, filled, form)
    fill(filled, blank)
    before = filled.read_bytes()
    for item, (column, field) in enumerate(ASKED[kind].items(), 10):
        item += item % 2 if kind == "monitoring" else 0  # rows whose tick is in the first column
        blanked(filled, blank, item, column)
        [told] = json.loads(run("check", filled, "--format", "json").stdout)
        assert [(todo["kind"], todo["code"], todo["field"]) for todo in told["to_do"]] == [
            ("cell_empty", blank.items[item].code, field)]
        filled.write_bytes(before)
    blanked(filled, blank, 10, NOT_ASKED[kind])
    assert run("check", filled).exit_code == 0


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("thai", [False, True])
def test_the_same_template_gives_the_same_bytes(
    kind: Kind, thai: bool, form: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = template_of(2567, kind, thai_digits=thai)
    write(blank, tmp_path / f"a.{form}", form)
    monkeypatch.setattr("time.time", lambda: 1e9)
    write(blank, tmp_path / f"b.{form}", form)
    assert (tmp_path / f"a.{form}").read_bytes() == (tmp_path / f"b.{form}").read_bytes()
    with zipfile.ZipFile(tmp_path / f"a.{form}") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} <= {1980, 2000}
    assert [path.name for path in sorted(tmp_path.iterdir())] == [f"a.{form}", f"b.{form}"]


@pytest.fixture
def document(tmp_path: Path) -> Callable[..., Any]:
    def make(kind: Kind, **more: Any) -> Any:
        write(template_of(2567, kind, **more), tmp_path / "แบบ.docx", "docx")
        return docx.Document(str(tmp_path / "แบบ.docx"))
    return make


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Any]:
    def make(kind: Kind, **more: Any) -> Any:
        write(template_of(2567, kind, **more), tmp_path / "แบบ.xlsx", "xlsx")
        return openpyxl.load_workbook(tmp_path / "แบบ.xlsx").worksheets[0]
    return make


def test_the_document_prints_on_a4_across_with_its_header_on_each_page(
    document: Callable[..., Any]
) -> None:
    for kind, count in (("assignment", 1), ("monitoring", 2)):
        made = document(kind)
        section, table = made.sections[0], made.tables[0]
        assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
        repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeated == [n < count for n in range(len(table.rows))]
        room = section.page_width - section.left_margin - section.right_margin
        assert sum(column.width for column in table.columns) <= room + 1000
        assert made.styles["Normal"].element.rPr.rFonts.get(qn("w:cs")) == FONT


def test_a_computer_without_the_font_is_told_which_to_take(document: Callable[..., Any]) -> None:
    table = document("assignment").part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable")
    assert b'w:altName w:val="TH Sarabun New,' in table.blob


def test_headings_span_the_table(document: Callable[..., Any], sheet: Callable[..., Any]) -> None:
    rows = document("assignment").tables[0].rows
    assert {cell._tc for cell in rows[2].cells} == {rows[2].cells[0]._tc}
    assert [row.cells[0].text for row in list(rows)[1:4]] == [
        "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน", "ข้อมูลพื้นฐาน"]
    merged = {str(cells) for cells in sheet("monitoring").merged_cells.ranges}
    assert {"A1:J1", "A7:J7", "H5:I5", "A5:A6"} <= merged


def test_the_spreadsheet_is_frozen_and_offers_the_statuses(sheet: Callable[..., Any]) -> None:
    made = sheet("assignment")
    assert (made.freeze_panes, made.print_title_rows) == ("C6", "$5:$5")
    assert (made.page_setup.orientation, made.page_setup.paperSize) == ("landscape", 9)
    assert (made.page_setup.fitToHeight, made.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    [rule] = [r for r in made.data_validations.dataValidation if r.type == "list"]
    assert rule.formula1 == f'"{",".join(STATUSES)}"'
    assert str(rule.sqref).startswith("G6:G")
    ticks = [r for r in sheet("monitoring").data_validations.dataValidation if r.type == "list"]
    assert [(r.formula1, str(r.sqref)[0]) for r in ticks] == [('"✓"', "H"), ('"✓"', "I")]


def test_rows_of_the_spreadsheet_grow_with_what_is_typed(tmp_path: Path) -> None:
    write(template_of(2567, "assignment"), tmp_path / "แบบ.xlsx", "xlsx")
    with zipfile.ZipFile(tmp_path / "แบบ.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert " ht=" in xml
    assert "customHeight" not in xml


def test_typed_numbers_and_dates_stay_text(sheet: Callable[..., Any]) -> None:
    made = sheet("monitoring")
    assert {made.cell(10, column).number_format for column in range(4, 11)} == {"@"}


def test_input_messages_are_short_enough_for_a_spreadsheet() -> None:
    for columns in COLUMNS.values():
        assert all(len(c.hint) <= 255 and len(c.header) <= 32 for c in columns)
        assert all(len(",".join(c.choices)) <= 255 for c in columns)


def test_thai_digits_leave_no_other_digit() -> None:
    blank = template_of(2566, "assignment", "เทศบาลนครที่ 5", thai_digits=True)
    printed = [*blank.titles, *(f"{row.code}{row.title}{row.facts}" for row in blank.items)]
    assert not re.search("[0-9]", "".join(printed))
    assert blank.items[11].code == "O๑๒"


def test_every_complete_edition_can_be_written(tmp_path: Path) -> None:
    complete = [year for year, edition in editions().items() if is_complete(edition)]
    assert {2566, 2567, 2568} <= set(complete)
    for year in complete:
        write(template_of(year, "assignment"), tmp_path / f"{year}.docx", "docx")


@pytest.mark.parametrize("year", ["2563", "2569", "2599"])
def test_an_unknown_or_incomplete_edition_is_a_clear_error(year: str, tmp_path: Path) -> None:
    result = run("template", year, "-o", tmp_path / "a.docx")
    assert result.exit_code == 2
    assert f"ยังไม่มีรายการข้อของปี {year}" in result.stderr
    assert f"no complete item list of {year}" in result.stderr
    assert "2567" in result.stderr
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UnknownEditionError):
        template_of(int(year), "assignment")


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "แบบ.docx"
    path.write_text("filled by hand")
    refused = run("template", "2567", "-o", path)
    assert (refused.exit_code, path.read_text()) == (2, "filled by hand")
    assert "--overwrite" in refused.stderr
    assert run("template", "2567", "-o", path, "--overwrite").exit_code == 0


@pytest.mark.parametrize("arguments", [
    ("-o", "a.pdf"), ("-o", "a"), ("-o", "a.docx", "--format", "xlsx"), ("--kind", "other"),
    (), ("-o", "gone/a.docx"),
])
def test_wrong_usage_is_exit_code_2(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("template", "2567", *arguments).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_format_may_be_named_instead_of_a_suffix(tmp_path: Path) -> None:
    assert run("template", "2567", "-o", tmp_path / "แบบ", "--format", "xlsx").exit_code == 0
    with (tmp_path / "แบบ").open("rb") as file:  # openpyxl refuses a name without a suffix
        assert openpyxl.load_workbook(io.BytesIO(file.read())).sheetnames == ["OIT 2567"]
