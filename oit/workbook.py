"""`oit.xlsx`: the tables for people who work in a spreadsheet; every cell a text or a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from oit.aside import aside
from oit.outcome import FormRows, Scalar
from oit.tables import FAILURES, TABLES
from oit.xlsx import Sheet, write_book

NAME = "oit.xlsx"
MAX_ROWS = 1_048_576  # of a sheet; a table that is longer goes on in "items 2"
MOST_ROWS = 50_000  # a longer table is too slow to open and search: its sheet names the CSV
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

    totals: rows that will come, of each table, as far as they are known; tables too long for
    people are left out.
    """

    def __init__(self, out: Path, totals: Mapping[str, int] | None = None) -> None:
        self.out = out
        self.sheets: list[Sheet] = []
        columns = {name: table.columns for name, table in TABLES.items()} | {"failures": FAILURES}
        self.tables = {name: _Table(name, header, out, self.sheets)
                       for name, header in columns.items()}
        self.left_out = set[str]()
        self._leave_out(totals or {})

    def _leave_out(self, totals: Mapping[str, int]) -> None:
        """Leave out tables that will be too long for people; their sheets say where they are."""
        for name in self.tables.keys() - ALWAYS:
            if totals.get(name, 0) > MOST_ROWS:
                self.left_out.add(name)
                self.tables[name].append([LEFT_OUT.format(rows=totals[name], name=name)])

    def add(self, form: FormRows) -> None:
        """Append the form's rows to every sheet."""
        for name, rows in form.rows.items():
            if name not in self.left_out:
                for row in rows:
                    self.tables[name].append(row)

    def fail(self, row: Sequence[str]) -> None:
        """Append a row to the sheet of failures."""
        self.tables["failures"].append(row)

    def close(self) -> list[str]:
        """Write the workbook and rename it."""
        write_book(aside(self.out / NAME), self.sheets)
        aside(self.out / NAME).replace(self.out / NAME)
        return [NAME]

    def abandon(self) -> None:
        """Remove the unfinished workbook."""
        for sheet in self.sheets:
            sheet.close()
        aside(self.out / NAME).unlink(missing_ok=True)


class _Table:
    """A table that grows row by row, and over to a next sheet of the book where one is full."""

    def __init__(self, name: str, columns: Sequence[str], out: Path, sheets: list[Sheet]) -> None:
        self.name, self.out, self.sheets, self.count = name, out, sheets, 0
        self.columns = [(column, width(column)) for column in columns]
        self._begin()

    def _begin(self) -> None:
        self.count += 1
        name = self.name if self.count == 1 else f"{self.name} {self.count}"
        self.sheet = Sheet(name, self.columns, self.out)
        self.sheets.append(self.sheet)

    def append(self, row: Sequence[Scalar]) -> None:
        """Write one row."""
        if self.sheet.rows == MAX_ROWS:
            self._begin()
        self.sheet.append(row)


def width(column: str) -> int:
    """Width of a column in letters."""
    return WIDE.get(column, 8 if column in NARROW else 14)
