"""Sound files of each kind, from which hostile ones are made: one small form in each."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path

import docx
import openpyxl
import xlwt

from tests.extract.made_pdf import cells, grid, link, made, text
from tests.samples.build_archive import dated

ROOT = Path(__file__).resolve().parents[2]
FRONT = ("แบบฟอร์มการมอบหมายผู้รับผิดชอบการประเมิน ITA", "องค์การบริหารส่วนตำบลตัวอย่าง จังหวัดพัทลุง",
         "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗")
HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "หน่วยงานที่รับผิดชอบ", "ผู้รับผิดชอบ",
          "ดำเนินการแล้ว", "ยังไม่ดำเนินการ")
ROWS = (
    ("O1", "โครงสร้าง", "- แสดงแผนผัง\n- ตำแหน่งสำคัญ", "สำนักปลัด", "นายสมชาย ใจดี\nหัวหน้าสำนักปลัด",
     "✓", ""),
    ("๐๒", "ข้อมูลผู้บริหาร", "(๑) ชื่อ-นามสกุล (๒) ตำแหน่ง", "กองคลัง / กองช่าง",
     "นางสาวสมหญิง รักดี", "", "✓"),
    ("o3", "อำนาจหน้าที่", "แสดงข้อมูลหน้าที่ ตามข้อ ๑", "สนง.ปลัด (งานธุรการ)", "-", "ดำเนินการแล้ว", ""),
    ("O4", "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", "https://example.go.th/plan", "กองแผน", "ว่าง", "", ""),
)
SCORES = (("ตัวชี้วัดที่", "ประเด็น", "คะแนน"), ("1", "การปฏิบัติหน้าที่", "89.50"),
          ("9", "การเปิดเผยข้อมูล", "๙๕.๐๐"))
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMES = " ".join(f'xmlns:{n}="{_ODF}{n}:1.0"' for n in ("office", "text", "table", "style"))


def seeds(kind: str) -> tuple[bytes, ...]:
    """Sound files of a kind of `KINDS`; those of "doc" need LibreOffice."""
    return KINDS[kind]()


@cache
def text_seeds() -> tuple[bytes, ...]:
    """The three dialects and the encodings; remains of markup and of Markdown."""
    front = "\n".join(FRONT)
    rows = ["\t".join(c.replace("\n", " ") for c in row) for row in (HEADER, *ROWS)]
    pipes = ["| " + " | ".join(c.replace("\n", "<br>") for c in row) + " |" for row in
             (HEADER, ("---",) * len(HEADER), *ROWS)]
    blocks = ["\n".join("\t" + c for c in row) for row in (HEADER, *ROWS)]
    scores = ["\t".join(row) for row in SCORES]
    by_row = "\n".join([front, "", *rows, "", *scores, "", "<b>ลงชื่อ</b> นายสมชาย ใจดี"])
    by_cell = front + "\n\n" + "\n\n".join(blocks) + "\n"
    piped = "# " + front + "\n\n" + "\n".join(pipes) + "\n\n**หมายเหตุ** [ลิงก์](https://a.b/c)\n"
    return (by_row.encode(), by_cell.encode(), piped.encode(), by_row.encode("cp874", "replace"),
            by_row.replace("\n", "\r\n").encode("utf-16"), by_cell.encode("utf-8-sig"))


@cache
def csv_seeds() -> tuple[bytes, ...]:
    """Quoted cells with lines in them, three separators."""
    found = []
    for separator in ",;\t":
        written = io.StringIO()
        writer = csv.writer(written, delimiter=separator)
        writer.writerows([(line,) for line in FRONT])
        writer.writerows([HEADER, *ROWS])
        found.append(written.getvalue().encode())
    return (*found, found[0].decode().encode("cp874", "replace"), b"sep=;\r\n" + found[1])


def _html_table() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in ROWS)
    head = "".join(f"<th>{c}</th>" for c in HEADER)
    return (f'<table border="1"><thead><tr>{head}</tr></thead><tbody>{rows}'
            '<tr><td colspan="2" rowspan="2">รวม</td><td><table><tr><td>ใน</td></tr></table></td>'
            '</tr><tr><td><input type="checkbox" checked><a href="https://a.b">ลิงก์</a></td></tr>'
            "</tbody></table>")


@cache
def html_seeds() -> tuple[bytes, ...]:
    """A page, a page in a Thai code, a piece of a page, and a page packed as a mail."""
    page = "".join(f"<p>{line}</p>" for line in FRONT) + _html_table()
    whole = f'<html><head><meta charset="utf-8"></head><body>{page}</body></html>'
    thai = whole.replace("utf-8", "tis-620").encode("cp874", "replace")
    return whole.encode(), thai, _html_table().encode(), mht_seeds()[0]


@cache
def mht_seeds() -> tuple[bytes, ...]:
    """A page packed as a mail."""
    page = f"<html><body>{_html_table()}</body></html>"
    return (("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\n"
             "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
             f"{page}\n--x--\n").encode(),)


@cache
def docx_seeds() -> tuple[bytes, ...]:
    """A form with merged cells, a list, a nested table, a link and red letters."""
    document = docx.Document()
    for line in FRONT:
        document.add_paragraph(line, style="List Number" if line == FRONT[2] else None)
    table = document.add_table(0, len(HEADER))
    for row in (HEADER, *ROWS):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    last = table.add_row().cells
    last[0].merge(last[3]).text = "รวม"
    last[5].merge(table.rows[-2].cells[5])
    last[6].add_table(2, 2).cell(0, 0).text = "ใน"
    run = document.add_paragraph().add_run("หมายเหตุ")
    run.font.strike, run.font.color.rgb = True, docx.shared.RGBColor(255, 0, 0)
    written = io.BytesIO()
    document.save(written)
    return (dated(written.getvalue()),)


@cache
def xlsx_seeds() -> tuple[bytes, ...]:
    """A sheet with merged cells, number formats, dates, a link, and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*((line,) for line in FRONT), HEADER, *ROWS, *SCORES):
        sheet.append(row)
    sheet.append([1, 2.5, "=1+1", True])
    sheet.cell(12, 1).number_format = '"O"00'
    sheet.cell(12, 2).number_format = "[$-107041E]d mmmm yyyy;@"
    sheet.cell(5, 3).hyperlink = "https://example.go.th"
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("D6:D7")
    sheet.column_dimensions["F"].hidden = sheet.row_dimensions[8].hidden = True
    book.create_sheet("ซ่อน").sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    return (dated(written.getvalue()),)


@cache
def xls_seeds() -> tuple[bytes, ...]:
    """The same sheet in the old format."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("แบบ")
    sheet.write_merge(0, 0, 0, 6, FRONT[0])
    for at, row in enumerate((*((line,) for line in FRONT[1:]), HEADER, *ROWS, *SCORES), 1):
        for column, words in enumerate(row):
            sheet.write(at, column, words)
    sheet.write(14, 0, 45000.5, xlwt.easyxf(num_format_str="d mmm yyyy"))
    sheet.write(14, 1, xlwt.Formula("1+1"))
    sheet.row(5).hidden = True
    written = io.BytesIO()
    book.save(written)
    return (written.getvalue(),)


def _odf(kind: str, body: str) -> bytes:
    styles = ('<style:style style:name="P1" style:family="paragraph"><style:text-properties/>'
              '</style:style><text:list-style style:name="L1"><text:list-level-style-number '
              'text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>')
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODF_NAMES}>'
               f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
               f"<office:{kind}>{body}</office:{kind}></office:body></office:document-content>")
    members = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content,
               "META-INF/manifest.xml": "<manifest/>"}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 15, 9, 0, 0)), data)
    return written.getvalue()


def _odf_rows() -> str:
    cell = '<table:table-cell office:value-type="string">{}</table:table-cell>'
    rows = ("".join(cell.format("".join(f"<text:p>{line}</text:p>" for line in c.split("\n")))
                    for c in row) for row in (HEADER, *ROWS))
    return "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)


@cache
def odt_seeds() -> tuple[bytes, ...]:
    """A text with a list, a table with repeated and spanned cells, and a table in a cell."""
    front = "".join(f'<text:p text:style-name="P1">{line}</text:p>' for line in FRONT)
    items = ('<text:list text:style-name="L1"><text:list-item><text:p>ก<text:s text:c="3"/>'
             "</text:p></text:list-item></text:list>")
    last = ('<table:table-row table:number-rows-repeated="2"><table:table-cell '
            'table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>รวม</text:p>'
            '<table:table><table:table-row><table:table-cell><text:p>ใน</text:p>'
            "</table:table-cell></table:table-row></table:table></table:table-cell>"
            '<table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>')
    return (_odf("text", f"{front}{items}<table:table>{_odf_rows()}{last}</table:table>"),)


@cache
def ods_seeds() -> tuple[bytes, ...]:
    """A sheet with blank ends that repeat and columns that are hidden."""
    front = "".join(f"<table:table-row><table:table-cell><text:p>{line}</text:p></table:table-cell>"
                    "</table:table-row>" for line in FRONT)
    columns = ('<table:table-column table:number-columns-repeated="7"/><table:table-column '
               'table:visibility="collapse" table:number-columns-repeated="1017"/>')
    ends = ('<table:table-row table:visibility="collapse" table:number-rows-repeated="1048000">'
            '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>')
    table = f'<table:table table:name="แบบ">{columns}{front}{_odf_rows()}{ends}</table:table>'
    return (_odf("spreadsheet", table),)


@cache
def pdf_seeds() -> tuple[bytes, ...]:
    """A page of lines and words made here, with an address."""
    xs, ys = [60, 120, 300, 400], [100, 140, 180, 220, 260]
    words = [["No", "Title", "Name"], ["O1", "structure", "Mr A"], ["O2", "leaders", "x"],
             ["O3", "duty\\nwork", "-"]]
    page = " ".join([text(60, 60, "OIT form 2567"), grid(xs, ys), cells(xs, ys, words)])
    return (made(page, page, links=link(60, 60, 90, 70, "https://a.b")),
            made(page, rotate=90), made(page, passwords=("", "owner")))


@cache
def rtf_seeds() -> tuple[bytes, ...]:
    """A table of two columns in Thai code."""
    row = r"\trowd\cellx3000\cellx6000 {}\cell {}\cell\row"
    body = "\n".join(row.format(*(_rtf(c) for c in (r[0], r[1]))) for r in (HEADER, *ROWS))
    return ((r"{\rtf1\ansi\ansicpg874{\fonttbl{\f0 TH Sarabun;}}\f0 " + _rtf(FRONT[0]) + r"\par "
             + body + "}").encode("ascii"),)


def _rtf(words: str) -> str:
    return "".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in words).replace("\n", r"\line ")


@cache
def doc_seeds() -> tuple[bytes, ...]:
    """The Word form saved by LibreOffice in the old format."""
    import subprocess
    import tempfile

    from extract.office import find_program

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.docx")
        source.write_bytes(docx_seeds()[0])
        subprocess.run([find_program(), f"-env:UserInstallation={Path(folder, 'p').as_uri()}",
                        "--headless", "--convert-to", "doc:MS Word 97", "--outdir", folder,
                        str(source)], check=True, capture_output=True, timeout=120)
        return (Path(folder, "a.doc").read_bytes(),)


KINDS: dict[str, Callable[[], tuple[bytes, ...]]] = {
    "text": text_seeds, "csv": csv_seeds, "html": html_seeds, "docx": docx_seeds,
    "xlsx": xlsx_seeds, "xls": xls_seeds, "odt": odt_seeds, "ods": ods_seeds, "pdf": pdf_seeds,
    "rtf": rtf_seeds, "doc": doc_seeds,
}
#: Kinds read by a program of others, a second or more a file.
CONVERTED = frozenset({"rtf", "doc"})
