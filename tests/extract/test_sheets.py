"""Workbooks: visible sheets as displayed, merged cells once, blank parts left out."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from extract import sheet_legacy, sheet_table
from extract.reader import read_document
from extract.sheet import read
from schema.errors import Encrypted, NotReadable, OitError, TooLarge
from schema.table import Cell, Link, Mark, RawDocument, RawParagraph, RawTable

Texts = Callable[[RawTable], list[list[str | None]]]
REAL = Path(__file__).parents[2].parent / "shared" / "real"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def made(fill: Callable[[Worksheet], None]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "แบบ"
    fill(sheet)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def rows(*values: tuple[object, ...]) -> bytes:
    def fill(sheet: Worksheet) -> None:
        for row in values:
            sheet.append(row)

    return made(fill)


def raw(sheet: str, **parts: str) -> bytes:
    """A workbook of one sheet from the XML of its parts."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    members = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets>'
        '<sheet name="ก" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="s" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        + "".join(
            f'<Relationship Id="{name}" Type="{office}/{name}" Target="{name}.xml"/>'
            for name in parts
        )
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    members |= {f"xl/{name}.xml": content for name, content in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def first(document: RawDocument) -> Cell:
    found = document.tables[0].rows[0][0]
    assert found is not None
    return found


def lines(document: RawDocument) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, RawParagraph)]


def test_a_table_with_its_places(texts: Texts) -> None:
    document = read(rows(("ข้อ", "รายการ"), ("O1", "โครงสร้าง\nองค์กร")))
    assert texts(document.tables[0]) == [["ข้อ", "รายการ"], ["O1", "โครงสร้าง\nองค์กร"]]
    place = document.tables[0].rows[1][1].place  # type: ignore[union-attr]
    assert (place.sheet, place.cell, place.row, place.column, place.table) == (
        "แบบ", "B2", 2, 2, 1,
    )  # fmt: skip
    assert (document.reader, document.pages) == ("xlsx", None)


def test_merged_cells_stand_once(texts: Texts) -> None:
    """Columns in which no text begins are left out: wide columns made of merged ones are one."""

    def fill(sheet: Worksheet) -> None:
        for cell, value in {"B2": "ที่", "C2": "ผล", "C3": "ทำ", "E3": "ไม่ทำ", "B4": "1"}.items():
            sheet[cell] = value
        for area in ("B2:B3", "C2:F2", "C3:D3", "E3:F3", "C4:D4", "E4:F4"):
            sheet.merge_cells(area)

    (table,) = read(made(fill)).tables
    assert texts(table) == [["ที่", "ผล", None], [None, "ทำ", "ไม่ทำ"], ["1", "", ""]]
    tall, wide = table.rows[0][0], table.rows[0][1]
    assert tall is not None
    assert wide is not None
    assert (tall.row_span, tall.column_span) == (2, 1)
    assert (wide.row_span, wide.column_span) == (1, 2)
    assert table.place.cell == "B2"


def test_title_rows_right_above_a_header_are_rows_of_the_table(texts: Texts) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "แบบรายงาน"
        sheet.merge_cells("A1:B1")
        sheet["A2"], sheet["B2"] = "ข้อ", "ชื่อ"

    assert texts(read(made(fill)).tables[0]) == [["แบบรายงาน", None], ["ข้อ", "ชื่อ"]]


def test_blank_rows_part_titles_tables_and_notes(texts: Texts) -> None:
    """Two blank rows end a table; one is space in it, but parts lone lines from its ends."""
    document = read(
        rows(
            ("แบบรายงาน",), (), ("ข้อ", "ชื่อ"), ("1", "ก"), (), ("2", "ข"), (), ("หมายเหตุ",),
            (), (), ("ที่", "งาน"), ("1", "ค"),
        )
    )  # fmt: skip
    assert [texts(table) for table in document.tables] == [
        [["ข้อ", "ชื่อ"], ["1", "ก"], ["", ""], ["2", "ข"]],
        [["ที่", "งาน"], ["1", "ค"]],
    ]
    assert lines(document) == ["แบบรายงาน", "หมายเหตุ"]
    assert [b.kind for b in document.blocks] == ["paragraph", "table", "paragraph", "table"]


def test_a_merged_cell_holds_blank_rows_together(texts: Texts) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["A5"], sheet["B5"] = "กลุ่ม", "ก", "อื่น", "ข"
        sheet.merge_cells("A1:A4")

    (table,) = read(made(fill)).tables
    assert len(table.rows) == 5
    assert texts(table)[1] == [None, ""]


def test_numbers_are_printed_by_their_formats() -> None:
    """The stored number is the layer where the format prints another."""

    def fill(sheet: Worksheet) -> None:
        sheet.append((1, 1, 2567, datetime(2024, 1, 15), 0.5, True, "=1/0", "x"))
        codes = ("00", '"O"0', "General", "[$-D07041E]d mmm yy", "0.00%", "General", "General")
        for column, code in enumerate(codes, 1):
            sheet.cell(1, column).number_format = code

    (row,) = read(made(fill)).tables[0].rows
    cells = [cell for cell in row if cell is not None]
    assert [c.text for c in cells[:5]] == ["01", "O1", "2567", "๑๕ ม.ค. ๖๗", "50.00%"]
    assert [c.layer for c in cells[:5]] == ["1", "1", None, "45306", "0.5"]
    assert cells[0].repairs == ("sheet.number_format",)
    assert cells[2].repairs == ()
    assert cells[5].text == "TRUE"


def test_formulas_show_their_result_or_say_that_they_have_none() -> None:
    cell = '<c r="{}"{}><f>{}</f>{}</c>'
    sheet = "<sheetData><row r='1'>{}</row></sheetData>".format(
        cell.format("A1", "", "1+1", "<v>2</v>")
        + cell.format("B1", ' t="str"', "A1&amp;1", "<v>รวม</v>")
        + cell.format("C1", "", "SUM(A1)", "")
        + cell.format("D1", ' t="e"', "1/0", "<v>#DIV/0!</v>")
        + cell.format("E1", "", 'HYPERLINK("https://a.go.th","หน้าเว็บ")', "")
        + '<c r="F1" t="inlineStr"><is><t>ข</t></is></c>'
    )
    document = read(raw(sheet))
    (row,) = document.tables[0].rows
    assert [c and c.text for c in row] == ["2", "รวม", "#DIV/0!", "หน้าเว็บ", "ข"]
    assert row[3] is not None
    assert row[3].links == (Link(text="หน้าเว็บ", target="https://a.go.th"),)
    (notice,) = document.notices
    assert (notice.rule, notice.place.cell) == ("sheet.formula_uncached", "C1")


def test_colours_strokes_links_and_symbols() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText("ดำ ", TextBlock(InlineFont(color="FFFF0000"), "แดง"))
        sheet["B1"], sheet["C1"], sheet["D1"] = "ตัด", "ü", "โทร 1111"
        sheet["B1"].font = Font(strike=True)
        sheet["C1"].font = Font(name="Wingdings")
        sheet["D1"].font = Font(name="TH SarabunIT๙")
        sheet["E1"] = "หน้าเว็บ"
        sheet["E1"].hyperlink = "https://www.example.go.th/ita"
        sheet["F1"] = CellRichText(TextBlock(InlineFont(rFont="Wingdings 2"), "R"), " ทำแล้ว")

    (row,) = read(made(fill)).tables[0].rows
    red, struck, tick, digits, link, box = row
    assert red is not None
    assert struck is not None
    assert tick is not None
    assert digits is not None
    assert link is not None
    assert box is not None
    assert (red.text, red.marks) == ("ดำ แดง", (Mark(kind="red", text="แดง"),))
    assert struck.marks == (Mark(kind="struck", text="ตัด"),)
    assert (tick.text, tick.layer, tick.repairs) == ("✓", "ü", ("sheet.sym",))
    assert (digits.text, digits.layer, digits.repairs) == (
        "โทร ๑๑๑๑", "โทร 1111", ("sheet.it9_digits",),
    )  # fmt: skip
    assert link.links == (Link(text="หน้าเว็บ", target="https://www.example.go.th/ita"),)
    assert box.text == "☑ ทำแล้ว"


def test_hidden_parts_are_named_not_read(texts: Texts) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in (("ก", "ข", "ค"), ("ง", "จ", "ฉ"), ("ช", "ซ", "ฌ")):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = workbook.create_sheet("ลับ")
    other.append(("x", "y"))
    other.sheet_state = "hidden"
    last = workbook.create_sheet("ท้าย")
    last.append(("1", "2"))
    document = read(saved(workbook))
    assert [texts(t) for t in document.tables] == [[["ก", "ค"], ["ช", "ฌ"]], [["1", "2"]]]
    assert [t.table for t in document.tables] == [1, 2]
    rules = {notice.rule for notice in document.notices}
    assert rules == {"sheet.hidden_rows", "sheet.hidden_columns", "sheet.hidden"}


def test_text_under_a_merged_cell_is_not_shown(texts: Texts) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>ก</v></c><c r="B1" t="str"><v>ลับ</v></c>'
        '<c r="C1" t="str"><v>ข</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    assert texts(read(raw(sheet)).tables[0]) == [["ก", "ข"]]


def test_formatting_to_the_last_row_costs_nothing() -> None:
    """A column formatted down to row 1,048,576, and a stray text there, do not blow up a form."""
    blank = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(2, 200_000))
    start = '<row r="1"><c r="A1" t="str"><v>ก</v></c><c r="B1"><v>1</v></c></row>'
    stray = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    sheet = f"<sheetData>{start}{blank}{stray}</sheetData>"
    begin = time.process_time()
    document = read(raw(sheet + '<mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells>'))
    assert time.process_time() - begin < 10
    assert [(len(t.rows), t.columns) for t in document.tables] == [(1, 2)]


def test_more_cells_than_a_form_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_table, "SQUARES_LIMIT", 3)
    with pytest.raises(TooLarge):
        read(rows(("ก", "ข"), ("ค", "ง")))


def test_damaged_and_foreign_workbooks() -> None:
    for sheet in ("<sheetData><row", "<sheetData><row></sheetData></row>"):
        with pytest.raises(NotReadable):
            read(raw(sheet))
    assert read(raw("<sheetData/>")).blocks == ()
    assert read(raw('<sheetData><row r="x"><c r="?" s="99" t="s"><v>7</v></c></row></sheetData>'))


def test_flipped_bytes_never_crash(tmp_path: Path) -> None:
    whole = rows(("ข้อ", "รายการ"), (1, 2.5))
    path = tmp_path / "flipped.xlsx"
    for at in range(0, len(whole), 23):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with suppress(OitError):
            read_document(path)


# --- the old format --------------------------------------------------------------------------


def old(fill: Callable[[xlwt.Worksheet], None]) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    fill(workbook.add_sheet("แบบ"))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_old_workbook_gives_the_same_table(texts: Texts) -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        sheet.write_merge(0, 0, 0, 2, "แบบรายงาน")
        sheet.write(1, 0, 1, xlwt.easyxf(num_format_str='"O"00'))
        sheet.write(1, 1, 45306, xlwt.easyxf(num_format_str="[$-107041E]d mmmm yyyy"))
        sheet.write(1, 2, 1234.5, xlwt.easyxf(num_format_str="#,##0.00"))
        sheet.write(2, 0, "ü", xlwt.easyxf("font: name Wingdings"))
        sheet.write(2, 1, "แดง", xlwt.easyxf("font: colour red"))
        sheet.write(2, 2, "ตัด", xlwt.easyxf("font: struck_out on"))
        sheet.row(3).hidden = True
        sheet.write(3, 0, "ซ่อน")
        sheet.write(4, 0, True)
        sheet.write_rich_text(4, 1, ("ดำ ", ("แดง", xlwt.easyfont("colour red"))))

    document = sheet_legacy.read(old(fill))
    (table,) = document.tables
    assert texts(table) == [
        ["แบบรายงาน", None, None],
        ["O01", "15 มกราคม 2567", "1,234.50"],
        ["✓", "แดง", "ตัด"],
        ["TRUE", "ดำ แดง", ""],
    ]
    marks = [mark for row in table.rows for cell in row if cell for mark in cell.marks]
    assert [(mark.kind, mark.text) for mark in marks] == [
        ("red", "แดง"), ("struck", "ตัด"), ("red", "แดง"),
    ]  # fmt: skip
    assert [notice.rule for notice in document.notices] == ["sheet.hidden_rows"]
    assert (document.reader, table.rows[1][0].place.cell) == ("xls", "A2")  # type: ignore[union-attr]


def test_old_workbook_with_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    def encrypted(**_: object) -> None:
        raise sheet_legacy.XLRDError("Workbook is encrypted")

    monkeypatch.setattr(sheet_legacy.xlrd, "open_workbook", encrypted)
    with pytest.raises(Encrypted):
        sheet_legacy.read(b"")


def small() -> bytes:
    def fill(sheet: xlwt.Worksheet) -> None:
        sheet.write(0, 0, "ข้อ")
        sheet.write(0, 1, 2.5)

    return old(fill)


SMALL = small()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=40))
def test_damaged_old_workbooks_never_crash(at: int, noise: bytes) -> None:
    damaged = SMALL[:at] + noise + SMALL[at + len(noise) :]
    with suppress(OitError):
        sheet_legacy.read(damaged)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=3000))
def test_noise_behind_a_signature_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes
) -> None:
    path = tmp_path_factory.mktemp("noise") / "form"
    for signature in (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"<html>", b"a,b\n"):
        path.write_bytes(signature + noise)
        with suppress(OitError):
            read_document(path)


@pytest.mark.skipif(not REAL.is_dir(), reason="the folder ../shared with real files is not here")
def test_real_workbooks() -> None:
    new = read_document(REAL / "xlsx02_ktltc_assets_auto_dept.xlsx")
    header = [c and c.text for c in new.tables[0].rows[4]]
    assert header[:3] == ["ลำดับ\nที่", "วัน เดือน ปี \nที่ได้มา", "หมายเลขประจำ\nวัสดุครุภัณฑ์ "]
    assert len(new.tables) == 6
    assert [c and c.text for c in new.tables[0].rows[6]][9:11] == ["478,800.00", "478,800.00"]
    (old_table,) = read_document(REAL / "xls04_ktltc_assets_electronics.xls").tables
    assert [c and c.text for c in old_table.rows[6]][9:] == ["9,990.00", "199,800.00", "วงจรไหม้"]
