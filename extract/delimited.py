"""Reader of tables saved as text with a separator (.csv, .tsv): cells may be quoted and hold lines.

A file counts as such a table only by evidence: rows of the same number of cells. Text whose cells
are parted by tabs without any quotes is left to the reader of plain text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from extract.encoding import Decoded, decode
from extract.word_pieces import Passage
from schema.errors import NotReadable, OitError, TooLarge
from schema.table import Block, Cell, Notice, Place, RawDocument, RawParagraph, RawTable

_SEPARATORS = ",;\t|"
_LINE_END = re.compile(r"\r\n|\r|\n")
#: First letters of a file that decide, and the least share of rows with the usual number of cells.
_SAMPLE = 65536
_EVEN_SHARE = 0.8
#: Rows that decide between columns and prose with commas.
_LEAST_ROWS = 3
CELLS_LIMIT = 200_000
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=(.)\s*(?:\r\n|\r|\n)", re.I)


class Field(NamedTuple):
    """A cell as the file has it: its text, the line it begins on, whether it was quoted."""

    text: str
    line: int
    quoted: bool


Row = list[Field]


def is_delimited(data: bytes) -> bool:
    """Whether the bytes of a text file are a table with a separator."""
    try:
        text = decode(data[: _SAMPLE * 3 & ~1] if len(data) > _SAMPLE * 3 else data).text
    except OitError:
        return False
    return separator_of(text[:_SAMPLE], whole=len(text) <= _SAMPLE) is not None


def separator_of(text: str, whole: bool = True) -> str | None:
    """The separator of a table; None where no separator parts the lines evenly.

    Of several, the one wins that gives most rows of the usual number of cells. A tab, a pipe or a
    single comma per line need quotes as a witness: other readers know tabs, and prose has commas.
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
    witnessed = any(field.quoted for row in filled for field in row if len(row) == usual)
    share = _EVEN_SHARE if witnessed else 0.95
    lines = [row for row in filled if len(row) > 1]
    if usual < 2 or even < _LEAST_ROWS or even < share * len(lines):
        return 0.0
    if not witnessed and (separator in "\t|" or usual < 3 or even < 0.6 * len(filled)):
        return 0.0
    return float(even * usual)


def _rows(text: str, separator: str) -> Iterator[Row]:
    """The rows of a text, an empty one for a blank line.

    A quote opens a cell only at its beginning, and one that is never closed is a letter, so that a
    stray inch mark does not swallow the file.
    """
    line, at = 1, 0
    pattern = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    row: Row = []
    while at <= len(text):
        quoted = _quoted(text, at, separator)
        if quoted is None:
            found = pattern.match(text, at)
            raw, after = (found[0], found.end()) if found else ("", at)
        else:
            raw, after = quoted
        row.append(Field(raw, line, quoted is not None))
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


def _quoted(text: str, at: int, separator: str) -> tuple[str, int] | None:
    """The text of a quoted cell and where it ends; None where no quoted cell stands.

    The closing quote is the first lone one before a separator or a line end.
    """
    start = at
    while text[start : start + 1] == " ":
        start += 1
    if text[start : start + 1] != '"':
        return None
    end = start + 1
    while True:
        end = text.find('"', end)
        if end < 0:
            return None
        if text[end + 1 : end + 2] == '"':
            end += 2
            continue
        after = end + 1
        while text[after : after + 1] == " ":
            after += 1
        if text[after : after + 1] in ("", separator, "\r", "\n"):
            return text[start + 1 : end].replace('""', '"'), after
        end += 1


def read(data: bytes) -> RawDocument:
    """A .csv or .tsv as tables and paragraphs; `line` of a place is where the cell begins.

    Blank rows part tables as they do in a sheet; a row with one text alone above or below a table
    is a paragraph.
    """
    decoded = decode(data)
    separator = separator_of(decoded.text)
    if separator is None:
        raise NotReadable(
            "ไม่พบตัวคั่นคอลัมน์ในไฟล์ ให้บันทึกใหม่เป็น .xlsx",
            "no separator of columns was found: save it as .xlsx",
        )
    rows = _table_rows(decoded.text, separator)
    return RawDocument(
        reader="csv",
        media_type="text/tab-separated-values" if separator == "\t" else "text/csv",
        blocks=tuple(_blocks(rows)),
        notices=tuple(_notices(decoded)),
    )


def _table_rows(text: str, separator: str) -> list[Row]:
    """The rows, "sep=," of Excel left out."""
    told = _SEPARATOR_LINE.match(text)
    rows = list(_rows(text, separator))[1 if told else 0 :]
    if sum(map(len, rows)) > CELLS_LIMIT:
        raise TooLarge(
            f"ตารางใหญ่เกินไป ({len(rows)} แถว) ให้แยกเป็นหลายไฟล์",
            f"the table is too large ({len(rows)} rows): split it",
        )
    return rows
