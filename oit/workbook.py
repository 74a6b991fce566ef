"""`oit.xlsx`: the tables for people who work in a spreadsheet; every cell a text or a number."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from oit.celltexts import safe
from oit.outcome import FormRows, Scalar
from oit.plainsheet import PlainSheet
from oit.tables import FAILURES, TABLES

NAME = "oit.xlsx"
MAX_ROWS = 1_048_576  # of a sheet; a table that is longer goes on in "items 2"
MOST_ROWS = 50_000  # a longer table is too slow to open and search: its sheet names the CSV
MADE = datetime(2000, 1, 1)  # the same rows give the same file
FEW_ROWS = 2_000  # of all tables; up to here the book is made in memory, twice as fast
ALWAYS = {"forms", "failures"}  # go over to a next sheet however long they are
LEFT_OUT = ("ตารางนี้มี {rows:,} แถว ยาวเกินกว่าจะเปิดในตารางทำการ ข้อมูลครบอยู่ในไฟล์ {name}.csv / "
            "{rows:,} rows are too many for a spreadsheet; all of them are in {name}.csv")
WIDE = {
    "component": 60, "component_raw": 40, "message_th": 60, "message_en": 60, "title": 40,
    "title_raw": 40, "measure": 50, "method": 40, "text": 50, "result_done": 50,
    "result_not_done": 50, "suggestion": 40, "remark": 40, "agency": 30, "units_raw": 30,
    "assignees_raw": 30, "certifiers_raw": 30, "name": 30, "name_raw": 30, "canonical": 30,
    "position_title": 30, "target": 50, "file": 40, "source_file": 40, "form_id": 20,
    "location": 40, "indicator": 10, "subindicator": 12, "finding_id": 24,
}
NARROW = {"position", "page", "sheet", "table", "row", "column", "cell", "line", "code", "number"}


class Workbook:
    """One sheet per table; rows go to disk as they come, so memory does not grow.

    totals: rows that will come, of each table, as far as they are known. Where they are few, the
    book is made in memory; tables too long for people are left out.
    """

    def __init__(self, out: Path, totals: Mapping[str, int] | None = None) -> None:
        few = totals is not None and sum(totals.values()) <= FEW_ROWS
        self.path = out / NAME
        self.part, self.rows = out / f".{NAME}.part", out / f".{NAME}.rows"
        self.rows.mkdir(exist_ok=True)  # rows wait here: nothing is written outside the folder
        self.book = xlsxwriter.Workbook(str(self.part), {
            "constant_memory": not few, "in_memory": few, "tmpdir": str(self.rows),
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        })
        self.book.set_properties({"created": MADE})
        self.header = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        # "@" keeps a cell a text even after someone edits it
        self.text = self.book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.number = self.book.add_format({"valign": "top"})
        columns = {name: table.columns for name, table in TABLES.items()} | {"failures": FAILURES}
        self.sheets = {name: Sheet(self, name, header) for name, header in columns.items()}
        self.left_out = set[str]()
        self._leave_out(totals or {})

    def _leave_out(self, totals: Mapping[str, int]) -> None:
        """Leave out tables that will be too long for people; their sheets say where they are."""
        for name in self.sheets.keys() - ALWAYS:
            if totals.get(name, 0) > MOST_ROWS:
                self.left_out.add(name)
                self.sheets[name].append([LEFT_OUT.format(rows=totals[name], name=name)])

    def add(self, form: FormRows) -> None:
        """Append the form's rows to every sheet."""
        for name, rows in form.rows.items():
            if name not in self.left_out:
                for row in rows:
                    self.sheets[name].append(row)

    def fail(self, row: Sequence[str]) -> None:
        """Append a row to the sheet of failures."""
        self.sheets["failures"].append(row)

    def close(self) -> list[str]:
        """Finish the workbook and rename it."""
        for sheet in self.sheets.values():
            sheet.finish()
        self.book.close()
        shutil.rmtree(self.rows)
        self.part.replace(self.path)
        return [NAME]

    def abandon(self) -> None:
        """Remove the unfinished workbook."""
        with suppress(OSError, XlsxWriterException):  # a full disk: the rest goes all the same
            self.book.close()
        shutil.rmtree(self.rows, ignore_errors=True)
        self.part.unlink(missing_ok=True)


class Sheet:
    """A table that grows row by row, and over to a next sheet where one is full."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[str]) -> None:
        self.book, self.name, self.columns, self.sheets = book, name, columns, 0
        self._begin()

    def _begin(self) -> None:
        self.sheets += 1
        name = self.name if self.sheets == 1 else f"{self.name} {self.sheets}"
        self.sheet: PlainSheet = self.book.book.add_worksheet(name, PlainSheet)
        self.sheet.freeze_panes(1, 0)
        for number, column in enumerate(self.columns):
            self.sheet.set_column(number, number, width(column))
            self.sheet.write_string(0, number, column, self.book.header)
        self.rows = 1

    def append(self, row: Sequence[Scalar]) -> None:
        """Write one row."""
        if self.rows == MAX_ROWS:
            self.finish()
            self._begin()
        if self.book.book.constant_memory and not any(map(_seems_rich, row)):
            self.sheet.write_plain(self.rows, row, (self.book.text, self.book.number), safe)
        else:
            for number, value in enumerate(row):
                self._write(number, value)
        self.rows += 1

    def _write(self, column: int, value: Scalar) -> None:
        if _seems_rich(value):
            text = safe(str(value))
            pieces = text[:1], text[1:2], text[2:]  # fewer are refused
            self.sheet.write_rich_string(self.rows, column, *pieces, self.book.text)
        elif isinstance(value, str):
            self.sheet.write_string(self.rows, column, safe(value), self.book.text)
        elif value is not None:
            self.sheet.write_number(self.rows, column, value, self.book.number)

    def finish(self) -> None:
        """Filter buttons over the rows that were written."""
        self.sheet.autofilter(0, 0, max(1, self.rows - 1), len(self.columns) - 1)


def width(column: str) -> int:
    """Width of a column in characters."""
    return WIDE.get(column, 8 if column in NARROW else 14)


def _seems_rich(value: Scalar) -> bool:
    """Whether the library takes a text for one that holds formats: "<r>O1</r>"."""
    return isinstance(value, str) and value.startswith("<r>") and value.endswith("</r>")
