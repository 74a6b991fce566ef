"""From the squares of a sheet to tables: what is printed, merged cells once, blank parts left out.

Readers of .xlsx, .xls and .ods fill a Sheet; here it becomes tables and paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, islice, product, takewhile
from typing import NamedTuple

from extract.word_pieces import Passage
from schema.errors import TooLarge
from schema.table import Block, Cell, Notice, Place, RawParagraph, RawTable

#: Squares of all tables of one sheet; a form has a few thousand.
SQUARES_LIMIT = 200_000
#: Squares and merged ranges looked at in all; ranges of a sound file do not lie over each other.
_LOOKED_LIMIT = 20 * SQUARES_LIMIT
#: So many blank rows one after another end a table; a single one is space within it.
BREAK = 2
Square = tuple[int, int]


class Range(NamedTuple):
    """A rectangle of squares, 1-based, both ends within: "B2:C4" is (2, 2, 4, 3)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """A sheet as its file gives it; rows and columns are 1-based.

    Only squares with something in them are in `cells`; `uncached` are formulas without a result,
    `lines` the lines of a text file on which its cells begin.
    """

    name: str | None
    cells: dict[Square, Passage] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncached: list[Square] = field(default_factory=list)
    lines: dict[Square, int] = field(default_factory=dict)

    def place(self, row: int, column: int, table: int | None = None) -> Place:
        """Where a square stands: a sheet and "C12", or in a text file (no name) a line."""
        if self.name is None:
            line = self.lines.get((row, column))
            return Place(line=line, table=table, row=row, column=column)
        cell = f"{letters(column)}{row}"
        return Place(sheet=self.name, table=table, row=row, column=column, cell=cell)


def letters(column: int) -> str:
    """The letters of a column: 1 is "A", 27 is "AA"."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def blocks_of(sheet: Sheet, numbers: Iterator[int]) -> Iterator[Block]:
    """The tables and paragraphs of a sheet, tables numbered on.

    Rows of one text each that a blank row parts from the table are paragraphs: a title above it,
    notes below, who signs. Columns in which no text begins are left out, as in Word tables.
    """
    shown = _Shown(sheet)
    for part in list(shown.stretches(list(shown.filled), BREAK)):
        pieces = list(shown.stretches(part, 1))
        lead = list(takewhile(shown.is_lone, pieces))
        tail = list(takewhile(shown.is_lone, reversed(pieces[len(lead) :])))[::-1]
        table = pieces[len(lead) : len(pieces) - len(tail)]
        yield from shown.paragraphs(chain.from_iterable(lead))
        if table:
            yield shown.table(table[0][0], table[-1][-1], next(numbers))
        yield from shown.paragraphs(chain.from_iterable(tail))


def too_large(name: str | None, found: str) -> TooLarge:
    """The error for a sheet of more squares than a form has."""
    return TooLarge(
        f"แผ่นงาน {name} ใหญ่เกินไป ({found}) ให้แยกเป็นหลายไฟล์หรือลบข้อมูลที่ไม่ใช่แบบรายงาน",
        f"sheet {name} is too large ({found}): split it, or delete what is no part of the form",
    )


class _Shown:
    """The part of a sheet that is seen: `filled` are the columns with text of each such row."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._squares = self._looked = 0
        self._hidden = sorted(sheet.hidden_rows)
        self._merged = [m for m in sheet.merged if m.bottom > m.top or m.right > m.left]
        self._by_row = _by_top(self._merged)
        cells = {at: passage for at, passage in sheet.cells.items() if passage.text.strip()}
        covered = self._covered(cells)
        seen = sorted(at for at in cells if at not in covered and self._is_seen(at))
        self.filled = {
            row: [column for _, column in squares]
            for row, squares in groupby(seen, key=lambda at: at[0])
        }
        self.columns = sorted({column for _, column in seen})

    def _covered(self, cells: dict[Square, Passage]) -> set[Square]:
        """Squares whose text a merged cell hides; it shows the text of its first one only."""
        columns: dict[int, list[int]] = {}
        for row, column in sorted(cells):
            columns.setdefault(row, []).append(column)
        rows = list(columns)
        covered: set[Square] = set()
        for m in self._merged:
            for row in rows[bisect_left(rows, m.top) : bisect_left(rows, m.bottom + 1)]:
                found = columns[row]
                inside = found[bisect_left(found, m.left) : bisect_left(found, m.right + 1)]
                self._look(1 + len(inside))
                covered.update((row, column) for column in inside)
            covered.discard((m.top, m.left))
        return covered

    def _look(self, squares: int) -> None:
        """Count what is looked at, so that ranges over one another end."""
        self._looked += squares
        if self._looked > _LOOKED_LIMIT:
            raise too_large(self.sheet.name, f"{len(self._merged):,} merged cells")

    def _is_seen(self, at: Square) -> bool:
        return at[0] not in self.sheet.hidden_rows and at[1] not in self.sheet.hidden_columns

    def _blank_between(self, above: int, below: int) -> int:
        """Number of rows between two that are seen."""
        hidden = bisect_left(self._hidden, below) - bisect_left(self._hidden, above + 1)
        return below - above - 1 - hidden

    def stretches(self, rows: Sequence[int], blank: int) -> Iterator[list[int]]:
        """Rows with text, cut where so many blank ones stand between; a merged cell holds on."""
        stretch: list[int] = []
        reach = 0
        for row in rows:
            if stretch and self._blank_between(max(stretch[-1], reach), row) >= blank:
                yield stretch
                stretch = []
            stretch.append(row)
            reach = max(reach, *(m.bottom for m in self._anchored(row)), row)
        if stretch:
            yield stretch

    def is_lone(self, rows: Sequence[int]) -> bool:
        """Whether no two texts stand side by side in these rows."""
        return all(len(self.filled[row]) < 2 for row in rows)

    def _anchored(self, row: int) -> list[Range]:
        """Merged cells with text that begin in a row."""
        merged = self._by_row.get(row, [])
        filled = set(self.filled[row]) if merged else set()
        return [m for m in merged if m.left in filled]

    def paragraphs(self, rows: Iterable[int]) -> Iterator[RawParagraph]:
        """Each row with text as a paragraph."""
        for row, column in ((row, self.filled[row][0]) for row in rows):
            found = self.sheet.cells[row, column]
            yield RawParagraph(place=self.sheet.place(row, column), **found._asdict())

    def table(self, first: int, last: int, number: int) -> RawTable:
        """Rows as a table; a merged cell spans the rows and columns of it that are seen."""
        self._squares += (last - first + 1) * len(self.columns)
        if self._squares > SQUARES_LIMIT:
            raise too_large(self.sheet.name, f"{last - first + 1:,} rows")
        rows = [row for row in range(first, last + 1) if row not in self.sheet.hidden_rows]
        spans, inner = self._spans(rows)
        squares = [
            tuple(
                None if (row, column) in inner else self._cell(row, column, number, spans)
                for column in self.columns
            )
            for row in rows
        ]
        place = self.sheet.place(rows[0], self.columns[0], number)
        return RawTable(table=number, rows=tuple(squares), place=place)

    def _cell(
        self, row: int, column: int, number: int, spans: dict[Square, tuple[Square, int, int]]
    ) -> Cell:
        anchor, row_span, column_span = spans.get((row, column), ((row, column), 1, 1))
        found = self.sheet.cells.get(anchor, Passage())
        return Cell(
            place=self.sheet.place(*anchor, number),
            row_span=row_span,
            column_span=column_span,
            **found._asdict(),
        )

    def _spans(
        self, rows: Sequence[int]
    ) -> tuple[dict[Square, tuple[Square, int, int]], set[Square]]:
        """Where merged cells are seen: first square -> (anchor, rows, columns); and the others."""
        spans: dict[Square, tuple[Square, int, int]] = {}
        inner: set[Square] = set()
        for m in self._merged:
            down = rows[bisect_left(rows, m.top) : bisect_left(rows, m.bottom + 1)]
            across = self.columns[
                bisect_left(self.columns, m.left) : bisect_left(self.columns, m.right + 1)
            ]
            self._look(1 + len(down) * len(across))
            taken = (at in inner or at in spans for at in product(down, across))
            if down and across and not any(taken):
                spans[down[0], across[0]] = ((m.top, m.left), len(down), len(across))
                inner.update(islice(product(down, across), 1, None))
        return spans, inner


def _by_top(merged: Sequence[Range]) -> dict[int, list[Range]]:
    by_row: dict[int, list[Range]] = {}
    for m in merged:
        by_row.setdefault(m.top, []).append(m)
    return by_row


def notices_of(sheet: Sheet) -> Iterator[Notice]:
    """What is worth saying of a sheet: parts not shown, formulas that were never calculated."""
    rows = sorted({row for row, _ in sheet.cells} & sheet.hidden_rows)
    columns = sorted({column for _, column in sheet.cells} & sheet.hidden_columns)
    for rule, thai, english, found in (
        ("rows", "แถว", "rows", [str(row) for row in rows]),
        ("columns", "คอลัมน์", "columns", [letters(column) for column in columns]),
    ):
        if found:
            names = ", ".join(found[:20]) + (" …" if len(found) > 20 else "")
            yield Notice(
                rule=f"sheet.hidden_{rule}",
                message_th=f"ไม่ได้อ่าน{thai}ที่ซ่อนไว้: {names}",
                message_en=f"hidden {english} were not read: {names}",
                place=Place(sheet=sheet.name),
            )
    if sheet.uncached:
        yield Notice(
            rule="sheet.formula_uncached",
            message_th=f"สูตร {len(sheet.uncached)} ช่องยังไม่มีผลลัพธ์ ให้เปิดด้วย Excel แล้วบันทึกใหม่",
            message_en=f"{len(sheet.uncached)} formulas hold no result: open and save it in Excel",
            place=sheet.place(*sheet.uncached[0]),
        )


def hidden_sheet(name: str) -> Notice:
    """The notice for a sheet that is not shown."""
    return Notice(
        rule="sheet.hidden",
        message_th=f"ไม่ได้อ่านแผ่นงานที่ซ่อนไว้: {name}",
        message_en=f"a hidden sheet was not read: {name}",
        place=Place(sheet=name),
    )
