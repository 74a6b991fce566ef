"""Reader of plain text: tables of tabs and pipes, paragraphs, remains of Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from extract.encoding import decode, notices_of
from extract.lines import Line, Stanza, lines_of, page_count, stanzas_of
from extract.markup import Cleaned, clean
from extract.markup_table import SQUARES_LIMIT, too_large
from extract.strippedtabs import stretch_tables
from extract.tabblocks import Block, Cut, Row
from schema.errors import EmptyFile
from schema.table import Block as DocumentBlock
from schema.table import Cell, Place, RawDocument, RawParagraph, RawTable

_RULE_CELL = re.compile(r"\s*:?-{2,}:?\s*")
_FOOT = re.compile(
    r"\s*+(?:[-–—(]?\s*+(?:หน้า(?:ที่)?\s*+)?[\d๐-๙]{1,3}\s*+(?:/\s*+[\d๐-๙]{1,3}\s*+)?[-–—)]?"
    r"|/\s?\S.{0,40}?(?:\.{2,}|…))\s*+\Z"
)
_PIPE = re.compile(r"(?<!\\)\|")


class Square(NamedTuple):
    """A cell before its markup is taken out: its first line, its text, and without stray tabs."""

    line: Line
    raw: str
    untabbed: str


Squares = list[list[Square]]


def read(data: bytes) -> RawDocument:
    """A text file as tables and paragraphs; `line` of a place is where the cell begins."""
    decoded = decode(data)
    if not decoded.text.strip():
        raise EmptyFile(
            "ไฟล์ว่างเปล่า ให้ขอไฟล์ใหม่จากผู้ส่ง",
            "the file is empty: ask the sender for it again",
        )
    return RawDocument(
        reader="text",
        media_type="text/plain",
        pages=page_count(decoded.text),
        blocks=tuple(_document_blocks(lines_of(decoded.text))),
        notices=tuple(notices_of(decoded)),
    )


def _document_blocks(lines: list[Line]) -> Iterator[DocumentBlock]:
    numbers = count(1)
    for part in _regions(lines):
        if isinstance(part, Line):
            yield _paragraph(part)
        elif part:  # a lone rule line of a pipe table leaves no row
            yield _table(next(numbers), part)


def _regions(lines: list[Line]) -> Iterator[Line | Squares]:
    """Paragraph lines and tables in order."""
    stanzas = list(stanzas_of(lines))
    at = 0
    while at < len(stanzas):
        end = _region_end(stanzas, at)
        yield from _region(lines, stanzas[at], stanzas[end - 1])
        at = end


def _region_end(stanzas: Sequence[Stanza], at: int) -> int:
    """Index behind a region; cells of the "blocks" dialect go on over text between them."""
    wanted = ("blocks", "text") if stanzas[at].dialect == "blocks" else ()
    end = at + 1
    while end < len(stanzas) and stanzas[end].dialect in wanted:
        end += 1
    return end


def _region(lines: list[Line], first: Stanza, last: Stanza) -> Iterator[Line | Squares]:
    if first.dialect == "text":
        yield from first.lines
    elif first.dialect == "rows":
        yield [_tab_row(line) for line in first.lines]
    elif first.dialect == "pipes":
        yield [_pipe_row(line) for line in first.lines if not _is_rule(line)]
    else:
        yield from _block_tables(lines[first.start : last.end])


def _tab_row(line: Line) -> list[Square]:
    return [Square(line, raw, raw) for raw in line.text.split("\t")]


def _pipe_row(line: Line) -> list[Square]:
    inner = line.text.strip()[1:-1]
    texts = (raw.strip().replace("\\|", "|") for raw in _PIPE.split(inner))
    return [Square(line, text, text) for text in texts]


def _is_rule(line: Line) -> bool:
    """Whether the line is the rule below a Markdown header, "|---|:--:|"."""
    cells = _PIPE.split(line.text.strip()[1:-1])
    return all(_RULE_CELL.fullmatch(cell) for cell in cells)


def _block_tables(lines: Sequence[Line]) -> Iterator[Line | Squares]:
    """Tables of a region of the "blocks" dialect, and the paragraphs behind each."""
    for found in stretch_tables(lines):
        if found.is_table:
            yield from _one_table(found)
        else:
            blocks = (block for row in found.rows for block in row)
            yield from (line for block in blocks for line in block.lines if line.text.strip())


def _one_table(found: Cut) -> Iterator[Line | Squares]:
    """A table, cut where text stands before a repeat of its first row, and the text behind it.

    The foot of a page within the table comes behind it.
    """
    rows: Squares = []
    feet: list[Line] = []
    for row, following in zip(found.rows, [*found.rows[1:], None], strict=True):
        ends = following is None or _same_words(following, found.rows[0])
        foot = _is_foot(row[-1])
        tail = row[-1].tail if ends or foot else len(row[-1].lines)
        rows.append([*map(_square, row[:-1]), _square(row[-1], tail)])
        behind = [line for line in row[-1].lines[tail:] if not line.blank]
        if following is None or (behind and not foot):
            yield rows
            yield from (*feet, *behind)
            rows, feet = [], []
        else:
            feet += behind


def _is_foot(block: Block) -> bool:
    """Whether the text behind a blank line is but a page number or the next page's first word."""
    behind = [line for line in block.lines[block.tail :] if not line.blank]
    return len(behind) == 1 and bool(_FOOT.match(behind[0].text))


def _same_words(row: Row, other: Row) -> bool:
    return [block.words for block in row] == [block.words for block in other]


def _square(block: Block, end: int | None = None) -> Square:
    """A cell of the "blocks" dialect; blank lines around it and stray tabs at line ends go."""
    first, *others = block.lines[:end]
    lines = [first.text[1:], *(line.text for line in others)]
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    while len(lines) > 1 and not lines[0].strip():
        lines.pop(0)
    return Square(first, "\n".join(lines), "\n".join(line.rstrip("\t") for line in lines))


def _table(number: int, squares: Squares) -> RawTable:
    """A table with its short rows padded with empty cells."""
    columns = max(len(row) for row in squares)
    if len(squares) * columns > SQUARES_LIMIT:
        raise too_large(len(squares), columns)
    rows = []
    for i, row in enumerate(squares, 1):
        padded = [*row, *[Square(row[-1].line, "", "")] * (columns - len(row))]
        rows.append(tuple(_cell(s, number, i, j) for j, s in enumerate(padded, 1)))
    first = squares[0][0].line
    place = Place(page=first.page, line=first.number, table=number)
    return RawTable(table=number, rows=tuple(rows), place=place)


def _cell(square: Square, table: int, row: int, column: int) -> Cell:
    line = square.line
    place = Place(page=line.page, line=line.number, table=table, row=row, column=column)
    if not square.raw:
        return Cell(place=place)
    cleaned = clean(square.untabbed)
    stray = ("text.stray_tab",) if square.untabbed != square.raw else ()
    return Cell(
        text=cleaned.text,
        layer=_layer(square.raw, cleaned),
        place=place,
        repairs=stray + cleaned.repairs,
        marks=cleaned.marks,
        links=cleaned.links,
    )


def _layer(raw: str, cleaned: Cleaned) -> str | None:
    return None if cleaned.text == raw else raw


def _paragraph(line: Line) -> RawParagraph:
    """A line outside every table; tabs it is indented with are no text."""
    raw = line.text.strip("\t")
    cleaned = clean(raw, paragraph=True)
    return RawParagraph(
        text=cleaned.text,
        layer=_layer(raw, cleaned),
        place=Place(page=line.page, line=line.number),
        repairs=cleaned.repairs,
        marks=cleaned.marks,
        links=cleaned.links,
    )
