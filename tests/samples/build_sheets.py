"""The sample forms as workbooks, in the ways offices lay such sheets out.

Titles stand in merged rows right above the header, headings in merged rows; the header is written
again wherever the printed form repeats it, below a blank row; notes follow two blank rows. Codes
are numbers that a format prints ("00", '"O"0', Thai digits), and so are amounts. A cell has one
link at most and knows no tracked changes: only the words that are left are written.
"""

from __future__ import annotations

import io
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Square
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples.build_archive import WRITTEN, dated
from tests.samples.build_text import Cell, Form, Run, is_bold, printed, span

THIN = Side(style="thin")
BOXED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAPPED = Alignment(wrap_text=True, vertical="top")
THAI_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
#: How a printed text can be a number: pattern -> number format. Thai digits are a format too.
NUMBERS = (
    (re.compile(r"0[1-9]"), "00"),
    (re.compile(r"O([1-9]\d?)"), '"O"0'),
    (re.compile(r"[๑-๙][๐-๙]?"), "[$-D000000]0"),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+"), "#,##0"),
)


def workbook_bytes(form: Form) -> bytes:
    """The form as an .xlsx; the same source gives the same bytes."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "แบบฟอร์ม"
    width = max(width_of(b["table"]) for b in form["blocks"] if "table" in b)
    row = 0
    before = None
    for number, block in enumerate(form["blocks"]):
        last = not any("table" in b for b in form["blocks"][number:])
        row += gap(before, "table" if "table" in block else "lines", last)
        row = add_table(sheet, block["table"], row) if "table" in block else row
        for line in block.get("lines", []):
            row += bool(printed(line).strip())
            add_line(sheet, row, line, width)
        before = "table" if "table" in block else "lines"
    written = io.BytesIO()
    workbook.properties.creator = "ตัวอย่าง"
    workbook.properties.created = WRITTEN
    workbook.save(written)
    return dated(written.getvalue())


def gap(before: str | None, now: str, last: bool) -> int:
    """Blank rows between two blocks: one between pages, two before the notes at the end."""
    if before == "table" and now == "table":
        return 1
    return 2 if before == "table" and last else 0


def width_of(rows: list[dict[str, Any]]) -> int:
    """Columns of a table."""
    return max(sum(span(c) for c in row["cells"]) for row in rows)


def add_line(sheet: Worksheet, row: int, line: Cell, width: int) -> None:
    """A paragraph: a text over the whole width of the sheet."""
    if not printed(line).strip():
        return
    made = sheet.cell(row, 1, printed(line))
    if is_bold(line):
        made.font = Font(bold=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)


def add_table(sheet: Worksheet, rows: list[dict[str, Any]], above: int) -> int:
    """Write a table below a row; the number of its last row."""
    width = width_of(rows)
    for number, row in enumerate(rows, above + 1):
        missing = width - sum(span(c) for c in row["cells"])
        column = 1
        for place, cell in enumerate(row["cells"]):
            taken = span(cell) + (missing if place == 0 else 0)
            down = isinstance(cell, dict) and cell.get("merge") == "down"
            add_cell(sheet.cell(number, column), cell)
            if taken > 1 or down:
                sheet.merge_cells(
                    start_row=number,
                    end_row=number + down,
                    start_column=column,
                    end_column=column + taken - 1,
                )
            column += taken
    return above + len(rows)


def add_cell(square: Square, cell: Cell) -> None:
    """Write a cell: a number where a format can print it, plain text, or runs of text."""
    square.border = BOXED
    square.alignment = WRAPPED
    if cell is None or cell == "":
        return
    if isinstance(cell, dict) and "paragraphs" in cell:
        add_runs(square, cell["paragraphs"])
        return
    if is_bold(cell):
        square.font = Font(bold=True)
    text = printed(cell)
    number, code = as_number(text)
    if number is None:
        square.value = text
        square.data_type = "s"
    else:
        square.value = number
        square.number_format = code


def as_number(text: str) -> tuple[int | None, str]:
    """The number and its format that print exactly this text; None where it is words."""
    for pattern, code in NUMBERS:
        if pattern.fullmatch(text):
            return int(re.sub(r"[^0-9]", "", text.translate(THAI_TO_ARABIC))), code
    return None, ""


def add_runs(square: Square, paragraphs: list[list[Run]]) -> None:
    """Paragraphs of runs as one rich text; a cell of one style carries it itself."""
    runs = [run for number, line in enumerate(paragraphs) for run in parted(number, line)]
    link = next((run["link"] for run in runs if "link" in run), None)
    fonts = {tuple(sorted(style(run).items())) for run in runs if words(run).strip()}
    if len(fonts) == 1:
        square.value = "".join(map(words, runs))
        square.font = Font(**dict(next(iter(fonts))))
    else:
        square.value = CellRichText(*(block(run) for run in runs if words(run)))
    if link is not None:
        square.hyperlink = link


def parted(number: int, line: list[Run]) -> list[Run]:
    """The runs of a paragraph, a line break before all but the first."""
    return [{"t": "\n"}, *line] if number else line


def words(run: Run) -> str:
    """What a run holds in a workbook; deleted words are gone."""
    if run.get("tracked") == "del":
        return ""
    if "checkbox" in run:
        return "☑" if run["checkbox"] else "☐"
    if "sym" in run:
        return chr(int(run["sym"], 16) & 0xFF)
    return "\n" if "br" in run else str(run["t"])


def style(run: Run) -> dict[str, Any]:
    """What a run's letters look like, in the words of openpyxl's Font."""
    found = {"name": run.get("font"), "strike": run.get("strike"), "color": run.get("color")}
    return {name: value for name, value in found.items() if value is not None}


def block(run: Run) -> str | TextBlock:
    """A run as openpyxl wants it."""
    found = style(run)
    if not found:
        return words(run)
    names = {"rFont" if name == "name" else name: value for name, value in found.items()}
    return TextBlock(InlineFont(**names), words(run))
