"""A blank form as a spreadsheet: header printed on each page and frozen, statuses to choose."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from oit.template import FONT, Column, Heading, Template

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

EPOCH = datetime(2000, 1, 1)  # one fixed moment: the same template, the same bytes
A4 = 9
SIZE = 14
PER_CM = 4.9  # units of column width in a centimetre
LINE = 20.0  # points of a line of text
LETTERS = 4.4  # Thai letters in a centimetre, marks above and below them not counted
TALLEST = 409  # points of a row
INPUT_LIMIT = 255  # characters of an input message
COLOURS = {"indicator": "#BDD7EE", "subindicator": "#DDEBF7", "group": "#F2F2F2"}
CELL: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "top",
                        "border": 1, "num_format": "@"}


def xlsx_bytes(blank: Template) -> bytes:
    """The workbook of a template."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": blank.titles[0], "created": EPOCH})
    sheet = book.add_worksheet(f"OIT {blank.year}")
    _page(sheet, blank)
    first = _titles(book, sheet, blank)
    body = _header(book, sheet, blank, first)
    sheet.repeat_rows(first, body - 1)
    sheet.freeze_panes(body, 2)
    _rows(book, sheet, blank, body)
    book.close()
    return _growing(buffer)


def _growing(saved: BytesIO) -> bytes:
    """The workbook with rows that still grow with what is typed: their heights are no orders."""
    out = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                content = content.replace(b' customHeight="1"', b"")
            target.writestr(entry, content)
    return out.getvalue()


def _page(sheet: Worksheet, blank: Template) -> None:
    """A4 across, one page wide, page numbers below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer(f'&C&"{FONT}"&12หน้า &P / &N')
    for number, column in enumerate(blank.columns):
        sheet.set_column(number, number, column.width * PER_CM)


def _titles(book: Workbook, sheet: Worksheet, blank: Template) -> int:
    """The title lines over the table and a blank row; the row after them."""
    bold = book.add_format({"font_name": FONT, "font_size": SIZE + 4, "bold": True,
                            "align": "center", "valign": "vcenter"})
    for row, title in enumerate(blank.titles):
        sheet.merge_range(row, 0, row, len(blank.columns) - 1, title, bold)
        sheet.set_row(row, 26)
    return len(blank.titles) + 1


def _header(book: Workbook, sheet: Worksheet, blank: Template, first: int) -> int:
    """One header row, or two where columns stand in groups; the row after it."""
    style = book.add_format(CELL | {"bold": True, "align": "center", "valign": "vcenter",
                                    "bg_color": "#D9D9D9"})
    last = first + blank.grouped
    for number, column in enumerate(blank.columns):
        text = f"{column.header}\n{column.note}" if column.note else column.header
        if column.group:
            sheet.write_string(last, number, text, style)
        elif blank.grouped:
            sheet.merge_range(first, number, last, number, text, style)
        else:
            sheet.write_string(first, number, text, style)
    _groups(sheet, blank, first, style)
    sheet.set_row(first, LINE)
    sheet.set_row(last, LINE * (2 if blank.grouped else 4))
    return last + 1


def _groups(sheet: Worksheet, blank: Template, first: int, style: Any) -> None:
    groups = dict.fromkeys(column.group for column in blank.columns if column.group)
    for group in groups:
        numbers = [n for n, column in enumerate(blank.columns) if column.group == group]
        sheet.merge_range(first, numbers[0], first, numbers[-1], group, style)


def _rows(book: Workbook, sheet: Worksheet, blank: Template, body: int) -> None:
    """Heading rows merged over the table, item rows with empty cells to fill."""
    text = book.add_format(CELL)
    middle = book.add_format(CELL | {"align": "center"})
    bold = CELL | {"bold": True, "valign": "vcenter"}
    headings = {level: book.add_format(bold | {"bg_color": colour})
                for level, colour in COLOURS.items()}
    for number, row in enumerate(blank.rows, body):
        if isinstance(row, Heading):
            sheet.merge_range(number, 0, number, len(blank.columns) - 1, row.text,
                              headings[row.level])
            sheet.set_row(number, LINE + 3)
            continue
        facts = "\n".join(f"- {fact}" for fact in row.facts)
        sheet.write_string(number, 0, row.code, middle)
        sheet.write_string(number, 1, row.title, text)
        sheet.write(number, 2, facts or None, text)
        for column in range(3, len(blank.columns)):
            sheet.write_blank(number, column, None, _style(blank.columns[column], text, middle))
        sheet.set_row(number, _height(blank, row.title, facts))
    for column, described in enumerate(blank.columns):
        _help(sheet, described, body, body + len(blank.rows) - 1, column)


def _style(column: Column, text: Any, middle: Any) -> Any:
    return middle if column.choices else text


def _height(blank: Template, title: str, facts: str) -> float:
    """Points for the longer of title and facts: not every program fits rows by itself."""
    needed = _lines(title, blank.columns[1].width), _lines(facts, blank.columns[2].width)
    return min(max(*needed, 2) * LINE + 3, TALLEST)


def _lines(text: str, width: float) -> int:
    """Printed lines of a text in a column of so many cm."""
    letters = re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", text)
    return sum(1 + int(len(line) / (width * LETTERS)) for line in letters.split("\n"))


def _help(sheet: Worksheet, column: Column, first: int, last: int, number: int) -> None:
    """What a chosen cell says, and the words one may choose in it."""
    if not column.choices and not column.hint:
        return
    rule: dict[str, Any] = {"validate": "list", "source": list(column.choices),
                            "error_title": column.header, "error_type": "warning",
                            "error_message": "โปรดเลือกจากรายการ"} if column.choices else {
                                "validate": "any"}
    message = column.hint or f"เลือก {' / '.join(column.choices)}"
    rule |= {"input_title": column.header, "input_message": message[:INPUT_LIMIT]}
    sheet.data_validation(first, number, last, number, rule)
