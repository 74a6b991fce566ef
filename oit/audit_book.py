"""`audit/audit.xlsx`: the workbook an auditor works in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from oit import audit_rows as rows
from oit.auditing import Audited
from oit.celltexts import safe
from oit.workbook import MAX_ROWS

NAME = "audit.xlsx"
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same input gives the same bytes
FONT = {"font_name": "TH Sarabun New", "font_size": 14}
LINE = 24  # points that a line takes
MOST_LINES = 18
MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")  # they stand over or under a letter
MOST_COMMENTS = 5000
COMMENT = 900  # letters of a comment
GROUND = {
    "done": "#C6EFCE", "in_progress": "#FFEB9C", "not_started": "#F8CBAD", "not_stated": "#E7E6E6",
    "unreadable": "#D9D2E9", "not_in_form": "#FFFFFF", "missing": "#BFBFBF",
    "unsure": "#BDD7EE",
}
EDGE = {"error": "#C00000", "warning": "#ED7D31", "info": "#4472C4", "unsure": "#7F7F7F"}
LEGEND = (
    ("✓", "done", None, "ดำเนินการแล้ว"), ("…", "in_progress", None, "อยู่ระหว่างดำเนินการ"),
    ("✗", "not_started", None, "ยังไม่ดำเนินการ"), ("ว่าง", "not_stated", None, "มีช่องสถานะแต่ไม่ได้ระบุ"),
    ("?", "unreadable", None, "อ่านสถานะไม่ได้หรือระบุสองอย่าง"),
    ("✓~", "unsure", None, "อ่านสถานะไม่แน่ใจ ไม่นับเป็นข้อเท็จจริง"),
    ("•", "not_in_form", None, "แบบไม่มีช่องสถานะ"), ("ไม่มีแถว", "missing", None, "ไม่มีข้อนี้ในแบบ"),
    ("(2)", "not_in_form", "error", "มีข้อสังเกต 2 รายการ กรอบแดง = ผิดพลาดของหน่วยงาน"),
    ("(1)", "not_in_form", "warning", "กรอบส้ม = ควรตรวจ"),
    ("(1)", "not_in_form", "info", "กรอบน้ำเงิน = แจ้งให้ทราบ"),
    ("(1)", "not_in_form", "unsure", "กรอบเทา = ไม่แน่ใจ อาจเป็นการอ่านผิดของโปรแกรม"),
)
MATRIX_LEFT = (("หน่วยงาน", 38), ("จังหวัด", 15), ("ปีงบประมาณ", 13), ("รายการปี", 9), ("ไฟล์", 34))
ONE_LINE, FULL = 0.9, 0.82  # of a column's width: what fits in one line, in each of several


def _lines(line: Sequence[rows.Cell], columns: Sequence[tuple[str, int]]) -> int:
    """How many lines the longest text of a row takes in the width of its column."""
    needed = [sum(_wrapped(part, width) for part in value.split("\n"))
              for value, (_, width) in zip(line, columns, strict=True) if isinstance(value, str)]
    return min(MOST_LINES, max(needed, default=1))


def _wrapped(text: str, width: int) -> int:
    """The lines of a text that is broken at words, in letters that may be wider than Sarabun's."""
    letters = len(MARKS.sub("", text))
    return 1 if letters <= width * ONE_LINE else ceil(letters / (width * FULL))


class _Table:
    """A sheet that grows row by row: where its next row goes."""

    def __init__(self, sheet: Worksheet, columns: Sequence[tuple[str, int]]) -> None:
        self.sheet, self.columns, self.rows = sheet, columns, 0


class AuditBook:
    """The workbook, written form by form; every cell a text or a number, nothing runs.

    Rows go to disk as they come, so that the number of forms does not matter. `highest`: the
    highest number of an item, which says how many columns the matrix has.
    """

    def __init__(self, path: Path, highest: int) -> None:
        self.comments = 0
        self.book = xlsxwriter.Workbook(str(path), {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "constant_memory": True})
        self.book.set_properties({"title": "ผลการตรวจแบบ OIT", "created": MADE})
        self.header = self.book.add_format(FONT | {
            "bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#1F3864",
            "font_color": "#FFFFFF", "border": 1, "align": "center"})
        self.text = self.book.add_format(FONT | {
            "num_format": "@", "text_wrap": True, "valign": "top", "border": 1,
            "border_color": "#D9D9D9"})
        self.number = self.book.add_format(FONT | {
            "align": "center", "valign": "top", "border": 1, "border_color": "#D9D9D9"})
        self.tints = {name: self.book.add_format(FONT | {"font_color": colour, "bold": True})
                      for name, colour in (("ผิดพลาด", EDGE["error"]), ("ควรตรวจ", EDGE["warning"]))}
        self.squares: dict[tuple[str, str | None], Any] = {}
        self.codes = rows.codes(highest)
        self._begin_sheets()

    def _begin_sheets(self) -> None:
        """All sheets in their order; explanations are complete at once."""
        matrix = (*MATRIX_LEFT, *((code, 7) for code in self.codes))
        sheets = [rows.OVERVIEW, rows.Sheet("ตารางข้อ", matrix, len(MATRIX_LEFT)), rows.FINDINGS,
                  rows.PEOPLE, rows.SCORES, rows.COVERAGE, rows.EXPLAINED]
        self.tables = [_Table(self._begun(*sheet), sheet.columns) for sheet in sheets]
        (self.overview, self.matrix, self.findings, self.people, self.scores, self.coverage,
         explained) = self.tables
        for line in rows.explained():
            self._add(explained, line)
        self._legend()

    def add(self, audit: Audited) -> None:
        """The rows of a form in every sheet but that of findings, which have an order of theirs."""
        self._add(self.overview, rows.overview(audit))
        self._add_squares(audit)
        for table, lines in ((self.people, rows.people(audit)), (self.scores, rows.scores(audit)),
                             (self.coverage, rows.coverage(audit))):
            for line in lines:
                self._add(table, line)

    def close(self, findings: Iterable[Mapping[str, Any]]) -> None:
        """The findings, the gravest first, and the end of the workbook."""
        for row in findings:
            self._add(self.findings, rows.finding(row))
        for table in self.tables:
            last = max(1, table.rows)
            table.sheet.autofilter(0, 0, last, len(table.columns) - 1)
            for number, (name, _) in enumerate(table.columns):
                if name == "ระดับ" and table.rows:
                    self._tint(table.sheet, number, last)
        self.book.close()

    def abandon(self) -> None:
        """End a workbook that is not complete: its file is the caller's to remove."""
        with suppress(OSError, XlsxWriterException):
            self.book.close()

    def _tint(self, sheet: Worksheet, column: int, last: int) -> None:
        for words, tint in self.tints.items():
            sheet.conditional_format(1, column, last, column, {
                "type": "cell", "criteria": "==", "value": f'"{words}"', "format": tint})

    def _add(self, table: _Table, line: Sequence[rows.Cell]) -> None:
        """A row at the end of a sheet; what does not fit into a sheet stands in the CSV."""
        if table.rows >= MAX_ROWS - 1:
            return
        self._next(table, line)

    def _next(self, table: _Table, line: Sequence[rows.Cell]) -> None:
        """A further row as high as its texts, with the first cells of it."""
        table.rows += 1
        lines = _lines(line, table.columns[: len(line)])
        if lines > 1:  # the library remembers each row whose height is set
            table.sheet.set_row(table.rows, LINE * lines)
        for number, value in enumerate(line):
            self._write(table.sheet, table.rows, number, value)

    def _begun(self, name: str, columns: Sequence[tuple[str, int]], frozen: int) -> Worksheet:
        made: Worksheet = self.book.add_worksheet(name)
        made.freeze_panes(1, frozen)
        made.set_default_row(LINE)
        made.set_row(0, LINE * max(2, _lines([title for title, _ in columns], columns)))
        made.set_landscape()
        made.set_paper(9)  # A4
        made.fit_to_pages(1, 0)
        made.repeat_rows(0)
        for number, (title, width) in enumerate(columns):
            made.set_column(number, number, width)
            made.write_string(0, number, title, self.header)
        return made

    def _write(self, sheet: Worksheet, row: int, column: int, value: rows.Cell) -> None:
        if isinstance(value, str):
            sheet.write_string(row, column, safe(value), self.text)
        elif value is None:
            sheet.write_blank(row, column, None, self.number)
        else:
            sheet.write_number(row, column, value, self.number)

    def _add_squares(self, audit: Audited) -> None:
        """Agencies down, items across: status colours a square, the gravest finding frames it."""
        form, table = audit.form, self.matrix
        name = form.agency.name or form.source.file
        left = (name, form.agency.province, form.fiscal_year, form.edition, form.source.file)
        self._next(table, left)
        for column, square in enumerate(rows.squares(audit, self.codes), len(MATRIX_LEFT)):
            if square is not None:
                self._square(table.sheet, table.rows, column, square)

    def _square(self, sheet: Worksheet, row: int, column: int, square: rows.Square) -> None:
        sheet.write_string(row, column, square.text, self._format(square.status, square.worst))
        if square.messages and self.comments < MOST_COMMENTS:
            self.comments += 1
            text = "\n".join(f"• {message}" for message in square.messages)
            sheet.write_comment(row, column, safe(text[:COMMENT]), {
                "author": "oit", "x_scale": 3, "y_scale": 1.5})

    def _format(self, status: str, worst: str | None) -> Any:
        key = status, worst
        if key not in self.squares:
            edge = {"border": 2, "border_color": EDGE[worst]} if worst else {
                "border": 1, "border_color": "#D9D9D9"}
            self.squares[key] = self.book.add_format(FONT | edge | {
                "bg_color": GROUND[status], "align": "center", "valign": "vcenter",
                "num_format": "@"})
        return self.squares[key]

    def _legend(self) -> None:
        """What the colours of the matrix mean."""
        made = self._begun("สัญลักษณ์", (("ช่อง", 12), ("ความหมาย", 60)), 0)
        for number, (text, status, worst, meaning) in enumerate(LEGEND, 1):
            made.write_string(number, 0, text, self._format(status, worst))
            made.write_string(number, 1, meaning, self.text)
