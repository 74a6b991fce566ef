"""Reader of tables saved as text with a separator (.csv, .tsv): cells may be quoted and hold lines.

A file counts as such a table only by evidence: rows of the same number of cells. Text whose cells
are parted by tabs without any quotes is left to the reader of plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from typing import NamedTuple

from extract.encoding import decode, notices_of
from extract.markup import clean
from extract.sheet_table import Sheet, blocks_of, too_large
from extract.word_pieces import Passage
from schema.errors import NotReadable, OitError
from schema.table import RawDocument

_SEPARATORS = ",;\t"
_LINE_END = re.compile(r"\r\n|\r|\n")
#: So many first letters of a file decide, or so many lines where these are longer.
_SAMPLE = 65536
_LINES = 8
#: Rows that decide between columns and prose with commas.
_LEAST_ROWS = 3
CELLS_LIMIT = 200_000
_OPENING = re.compile(r' *("+)')
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=(.)\s*(?:\r\n|\r|\n)", re.I)


class Field(NamedTuple):
    """A cell as the file has it: its text, the line it begins on, whether it was quoted."""

    text: str
    line: int
    quoted: bool


Row = list[Field]


def is_delimited(data: bytes) -> bool:
    """Whether the bytes of a text file are a table with a separator."""
    size = _SAMPLE * 3
    try:
        text = decode(data[:size]).text
        while size < len(data) and _end_of_sample(text) is None:
            size *= 4
            text = decode(data[:size]).text
    except OitError:
        return False
    end = _end_of_sample(text) or len(text)
    return separator_of(text[:end], whole=end == len(text) and size >= len(data)) is not None


def _end_of_sample(text: str) -> int | None:
    """Where the letters that decide end; None where the text has fewer or not enough lines."""
    ends = [found.end() for found in islice(_LINE_END.finditer(text), _LINES)]
    return max(_SAMPLE, ends[-1]) if len(ends) == _LINES and len(text) > _SAMPLE else None


def separator_of(text: str, whole: bool = True) -> str | None:
    """The separator of a table; None where no separator parts the lines evenly.

    Of several, the one wins that gives most cells in rows of the usual number. Tabs, and one comma
    per line, need quotes as a witness: the reader of plain text knows tabs, and prose has commas.
    """
    told = _SEPARATOR_LINE.match(text)
    if told:
        return told[1]
    scores = {found: _score(text, found, whole) for found in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda found: scores[found])
    return best if scores[best] > 0 else None


def _score(text: str, separator: str, whole: bool) -> float:
    """How surely a separator makes a table: cells of its even rows; 0 where it does not."""
    rows = list(_rows(text, separator))
    rows = rows if whole else rows[:-1]
    filled = [row for row in rows if len(row) > 1 or row[0].text.strip()]
    widths = Counter(len(row) for row in filled)
    usual, even = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
    witnessed = any(_is_witness(field, separator) for row in filled for field in row)
    parted = sum(len(row) > 1 for row in filled)
    if usual < 2 or even < _LEAST_ROWS or even < (0.8 if witnessed else 0.95) * parted:
        return 0.0
    if not witnessed and (separator == "\t" or usual < 3 or even < 0.6 * len(filled)):
        return 0.0
    return float(even * usual)


def _is_witness(field: Field, separator: str) -> bool:
    """Whether a cell is quoted for a reason: it holds the separator, a line end or a quote."""
    return field.quoted and any(c in field.text for c in (separator, "\n", "\r", '"'))


def _rows(text: str, separator: str) -> Iterator[Row]:
    """The rows of a text, one blank field for a blank line."""
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    quotes = _Quotes(text, separator)
    line, at = 1, 0
    row: Row = []
    while at <= len(text):
        closing = quotes.closing(at)
        if closing is None:
            after = plain.match(text, at).end()  # type: ignore[union-attr]  # it always matches
            row.append(Field(text[at:after], line, False))
        else:
            begin, end, after = closing
            row.append(Field(text[begin:end].replace('""', '"'), line, True))
        line += len(_LINE_END.findall(text, at, after))
        if text[after : after + 1] == separator:
            at = after + 1
            continue
        yield row
        row = []
        ending = _LINE_END.match(text, after)
        if ending is None or ending.end() == len(text):
            return
        line, at = line + 1, ending.end()


class _Quotes:
    """Where quoted cells end: at the last quote of an odd run, before a separator or line end.

    A quote that opens a cell and is never closed is a letter, so that a stray inch mark does not
    swallow the file; so is one alone between tabs, the sign for what stands in the row above.
    """

    def __init__(self, text: str, separator: str) -> None:
        self._text = text
        self._alone = re.compile(r' *" *(?=[\t\r\n]|\Z)') if separator == "\t" else None
        self._closes = re.compile(rf'"++(?= *+(?:[{re.escape(separator)}\r\n]|\Z))')
        whole = re.compile(rf'(?<!"){self._closes.pattern}')
        runs = (found.span() for found in whole.finditer(text))
        self._runs = [(begin, end) for begin, end in runs if (end - begin) % 2]

    def closing(self, at: int) -> tuple[int, int, int] | None:
        """Begin and end of the quoted text at a place, and where the cell ends; None for none."""
        opening = _OPENING.match(self._text, at)
        if opening is None or (self._alone and self._alone.match(self._text, at)):
            return None
        begin, behind = opening.start(1) + 1, opening.end(1)
        if (behind - begin) % 2 and self._closes.match(self._text, begin):
            end = behind - 1
        else:
            next_run = bisect_left(self._runs, (behind, 0))
            if next_run == len(self._runs):
                return None
            end = self._runs[next_run][1] - 1
        after = end + 1
        while self._text[after : after + 1] == " ":
            after += 1
        return begin, end, after


def read(data: bytes) -> RawDocument:
    """A .csv or .tsv as tables and paragraphs; `line` of a place is where the cell begins.

    Blank rows part tables and paragraphs as they do in a workbook.
    """
    decoded = decode(data)
    separator = separator_of(decoded.text)
    if separator is None:
        raise NotReadable(
            "ไม่พบตัวคั่นคอลัมน์ในไฟล์ ให้บันทึกใหม่เป็น .xlsx",
            "no separator of columns was found: save it as .xlsx",
        )
    sheet = _sheet(decoded.text, separator)
    return RawDocument(
        reader="csv",
        media_type="text/tab-separated-values" if separator == "\t" else "text/csv",
        blocks=tuple(blocks_of(sheet, count(1))),
        notices=tuple(notices_of(decoded)),
    )


def _sheet(text: str, separator: str) -> Sheet:
    """The rows as a sheet without a name; the line "sep=," of Excel is no row."""
    told = _SEPARATOR_LINE.match(text)
    sheet = Sheet(None)
    for row, fields in enumerate(_rows(text, separator), 1):
        if told and row == 1:
            continue
        for column, field in enumerate(fields, 1):
            if field.text.strip():
                sheet.cells[row, column] = _passage(field)
                sheet.lines[row, column] = field.line
        if len(sheet.cells) > CELLS_LIMIT:
            raise too_large("CSV", f"> {CELLS_LIMIT:,} cells")
    return sheet


def _passage(field: Field) -> Passage:
    """A cell without remains of markup, which exports of web forms hold."""
    raw = _LINE_END.sub("\n", field.text)
    cleaned = clean(raw)
    layer = None if cleaned.text == raw else raw
    return Passage(cleaned.text, layer, cleaned.repairs, cleaned.marks, cleaned.links)
