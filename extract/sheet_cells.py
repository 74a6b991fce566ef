"""The cells of one worksheet member of an .xlsx, read as a stream: blank ones cost nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.relations import Relation
from extract.sheet_links import Links
from extract.sheet_package import child, children, relation_id
from extract.sheet_pieces import Printer
from extract.sheet_styles import Run, Styles, runs_of, unescaped
from extract.sheet_table import SQUARES_LIMIT, Range, Sheet, Square, too_large
from extract.word_package import integer, local_name
from extract.word_pieces import Passage
from extract.xmlpart import Element, stream

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})\Z")
_LINK_FORMULA = re.compile(
    r'=?\s*HYPERLINK\(\s*"([^"]*)"\s*(?:,\s*"((?:[^"]|"")*)"\s*)?\)\s*\Z', re.I
)
_WANTED = ("row", "col", "mergeCell", "hyperlink")
_FLAG = ("1", "true")
#: Merged ranges of a sheet; a form has a few hundred.
_MERGED_LIMIT = 100_000


class Cells:
    """Reads worksheets of one workbook."""

    def __init__(self, styles: Styles, strings: Sequence[tuple[Run, ...]], printer: Printer):
        """Get ready; `strings` are the texts that cells refer to by number."""
        self._styles = styles
        self._strings = strings
        self._printer = printer

    def sheet(self, name: str, data: bytes, targets: dict[str, Relation]) -> Sheet:
        """A worksheet; `targets` are the addresses behind the relation ids of its links."""
        sheet = Sheet(name)
        links = Links(sheet)
        row = 0
        for element in stream(data, name, _WANTED):
            kind = local_name(element)
            if kind == "row":
                told = integer(element.get("r"))
                row = told if told > 0 else row + 1
                self._row(sheet, row, element)
            elif kind == "col" and element.get("hidden") in _FLAG:
                first, last = integer(element.get("min")), integer(element.get("max"))
                sheet.hidden_columns.update(range(max(1, first), min(last, 16384) + 1))
            elif kind == "mergeCell" and len(sheet.merged) < _MERGED_LIMIT:
                sheet.merged += _ranges(element.get("ref", ""))
            elif kind == "hyperlink":
                _link(links, element, targets)
        links.put()
        return sheet

    def _row(self, sheet: Sheet, row: int, element: Element) -> None:
        if element.get("hidden") in _FLAG:
            sheet.hidden_rows.add(row)
        column = 0
        for cell in children(element, "c"):
            at = square(cell.get("r", ""))
            column = at[1] if at else column + 1
            if not len(cell):  # a blank one with a format
                continue
            found = self._cell(sheet, (row, column), cell)
            if found.text or found.repairs:
                sheet.cells[row, column] = found
        if len(sheet.cells) > SQUARES_LIMIT:
            raise too_large(sheet.name, f"> {SQUARES_LIMIT:,} cells")

    def _cell(self, sheet: Sheet, at: Square, cell: Element) -> Passage:
        formula, value = child(cell, "f"), child(cell, "v")
        instruction = "" if formula is None else formula.text or ""
        stored = "" if value is None else value.text or ""
        link = _LINK_FORMULA.match(instruction)
        target = link[1] if link else None
        if formula is not None and not stored and cell.get("t") != "str":
            if link is None:
                sheet.uncached.append(at)
                return Passage(repairs=("sheet.formula_uncached",))
            words = (link[2] or link[1]).replace('""', '"')
            return self._printer.words([Run(words)], self._styles.style(cell.get("s")), target)
        return self._value(cell, stored, target)

    def _value(self, cell: Element, stored: str, target: str | None) -> Passage:
        """A stored value by the type that the cell gives: "s" is shared, "n" or none a number."""
        style, kind = self._styles.style(cell.get("s")), cell.get("t", "n")
        if kind == "s":
            at = integer(stored, -1)
            runs = self._strings[at] if 0 <= at < len(self._strings) else ()
            return self._printer.words(runs, style, target)
        if kind == "inlineStr":
            inline = child(cell, "is")
            runs = () if inline is None else runs_of(inline, self._styles)
            return self._printer.words(runs, style, target)
        number = _number(stored) if kind == "n" else None
        if number is not None:
            return self._printer.number(number, style, target)
        text = {"0": "FALSE", "1": "TRUE"}.get(stored, stored) if kind == "b" else stored
        return self._printer.words([Run(unescaped(text))], style, target)


def square(reference: str) -> Square | None:
    """(row, column) of a reference: "C12" is (12, 3); None for what is none."""
    found = _REFERENCE.match(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _ranges(reference: str) -> list[Range]:
    first, _, last = reference.partition(":")
    start, end = square(first), square(last or first)
    if start is None or end is None:
        return []
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return [Range(rows[0], columns[0], rows[1], columns[1])]


def _link(links: Links, element: Element, targets: dict[str, Relation]) -> None:
    """Note a hyperlink of a cell, or of the cells with text of a range."""
    target = targets.get(relation_id(element), Relation()).target
    anchor = element.get("location")
    address = f"{target}#{anchor}" if anchor else target
    for linked in _ranges(element.get("ref", "")) if address else ():
        links.add(linked, address)


def _number(stored: str) -> float | None:
    try:
        value = float(stored)
    except ValueError:
        return None
    return value if value - value == 0 else None  # neither infinite nor no number
