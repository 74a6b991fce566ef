"""Reader of Word documents (.docx): blocks in the order of the document, merged cells once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from extract.word_numbering import Numbering
from extract.word_package import VML, A, Package, W, child, local_name, open_package
from extract.word_pieces import Piece, joined_lines, passage, row_line
from extract.word_runs import Runs
from extract.word_styles import Styles
from extract.word_table import Grid, GridCell, grid_of, members
from extract.xmlpart import Element
from schema.errors import NotReadable
from schema.table import Block, Cell, Notice, Place, RawDocument, RawParagraph, RawTable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Tables within tables that are read cell by cell; deeper ones give their paragraphs only.
NESTING_LIMIT = 12


def read(data: bytes) -> RawDocument:
    """A .docx as tables and paragraphs; it has no pages before it is printed."""
    package = open_package(data)
    reading = Reading(package)
    body = child(package.document, "w:body")
    if body is None:
        raise NotReadable(
            "ไฟล์ Word ไม่มีเนื้อหา ให้ขอไฟล์ใหม่จากผู้ส่ง",
            "the Word file has no body: ask the sender for it again",
        )
    blocks = [*reading.blocks(body), *reading.notes(package.notes)]
    return RawDocument(
        reader="docx",
        media_type=MEDIA_TYPE,
        blocks=tuple(blocks),
        notices=tuple(reading.notices()),
    )


class Reading:
    """A document being read: tables are counted and lists count on."""

    def __init__(self, package: Package) -> None:
        """Get ready to read the parts of a document."""
        styles = Styles(package.styles, package.theme)
        numbering = Numbering(package.numbering, styles)
        self._runs = Runs(package.document, package.targets, styles, numbering)
        self._tables = count(1)
        self._pictures: list[Place] = []
        self._notes = 0

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks of a body, a text box or a frame: a one-cell table around tables."""
        for element in members(parent, "p", "tbl"):
            if local_name(element) == "p":
                paragraph = self._runs.paragraph(element)
                yield from _paragraph(paragraph.pieces)
                for box in paragraph.boxes:
                    yield from self.blocks(box)
                continue
            grid = grid_of(element)
            if len(grid.cells) == 1 and _holds_table(grid.cells[0].element):
                yield from self.blocks(grid.cells[0].element)
            elif grid.cells:
                yield self._table(grid)

    def notes(self, parts: Sequence[Element]) -> Iterator[Block]:
        """Footnotes and endnotes, which stand at the end here; separators are no notes."""
        for part in parts:
            for note in part:
                if local_name(note) in ("footnote", "endnote") and note.get(W + "type") is None:
                    for pieces in self._lines(note, 0):
                        ruled = [p._replace(rules=("word.note", *p.rules)) for p in pieces]
                        self._notes += 1
                        yield from _paragraph(ruled)

    def notices(self) -> Iterator[Notice]:
        """What is worth saying once the document is read."""
        for place in self._pictures:
            yield Notice(
                rule="word.picture",
                message_th="ช่องนี้มีแต่รูปภาพ ไม่มีข้อความ",
                message_en="this cell holds a picture and no text",
                place=place,
            )
        if self._runs.unknown_symbols:
            found = ", ".join(sorted(self._runs.unknown_symbols))
            yield Notice(
                rule="word.sym_unknown",
                message_th=f"ไม่รู้จักสัญลักษณ์: {found}",
                message_en=f"unknown symbols: {found}",
            )
        if self._notes:
            yield Notice(
                rule="word.note",
                message_th="ย้ายเชิงอรรถไปไว้ท้ายเอกสาร",
                message_en="footnotes stand at the end of the document",
            )

    def _table(self, grid: Grid) -> RawTable:
        table = next(self._tables)
        squares: list[list[Cell | None]] = [
            [Cell(place=Place(table=table, row=i, column=j)) for j in range(1, grid.columns + 1)]
            for i in range(1, grid.rows + 1)
        ]
        for cell in grid.cells:
            covered = grid.squares(cell)
            for row, column in covered:
                squares[row][column] = None
            row, column = covered[0]
            squares[row][column] = self._cell(cell, covered, table)
        return RawTable(
            table=table,
            rows=tuple(tuple(row) for row in squares),
            header_rows=grid.header_rows,
            place=Place(table=table),
        )

    def _cell(self, cell: GridCell, covered: Sequence[tuple[int, int]], table: int) -> Cell:
        found = passage(joined_lines(self._lines(cell.element, 0)))
        row, column = covered[0]
        place = Place(table=table, row=row + 1, column=column + 1)
        if (
            not found.text
            and next(cell.element.iter(A + "blip", VML + "imagedata"), None) is not None
        ):
            self._pictures.append(place)
        return Cell(
            text=found.text,
            layer=found.layer,
            place=place,
            row_span=max(i for i, _ in covered) - row + 1,
            column_span=sum(i == row for i, _ in covered),
            repairs=found.repairs,
            marks=found.marks,
            links=found.links,
        )

    def _lines(self, parent: Element, depth: int) -> list[list[Piece]]:
        """The paragraphs of a cell or text box; tables within it give a line for each row."""
        if depth > NESTING_LIMIT:
            return [self._runs.paragraph(element).pieces for element in parent.iter(W + "p")]
        lines: list[list[Piece]] = []
        for element in members(parent, "p", "tbl"):
            if local_name(element) == "tbl":
                lines += self._nested(element, depth)
                continue
            paragraph = self._runs.paragraph(element)
            lines.append(paragraph.pieces)
            for box in paragraph.boxes:
                lines += self._lines(box, depth + 1)
        return lines

    def _nested(self, table: Element, depth: int) -> Iterator[list[Piece]]:
        """A table within a cell: a line for each row, its cells joined by spaces."""
        for row in members(table, "tr"):
            cells = (joined_lines(self._lines(cell, depth + 1)) for cell in members(row, "tc"))
            yield row_line(cells, "word.nested")


def _holds_table(cell: Element) -> bool:
    return next(members(cell, "tbl"), None) is not None


def _paragraph(pieces: Sequence[Piece]) -> Iterator[RawParagraph]:
    """A paragraph outside every table; a blank one is none, though it may print a bullet."""
    found = passage(pieces)
    if found.marks or any(p.text.strip() and "word.numbering" not in p.rules for p in pieces):
        yield RawParagraph(
            text=found.text,
            layer=found.layer,
            repairs=found.repairs,
            marks=found.marks,
            links=found.links,
        )
