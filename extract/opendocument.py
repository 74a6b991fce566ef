"""Reader of OpenDocument texts (.odt) and sheets (.ods): tables and paragraphs in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby

from extract.markup_table import Placed, raw_table
from extract.opendocument_package import OFFICE, TABLE, Document, open_document
from extract.opendocument_table import cell_letters, placed_cells, sheet_squares
from extract.opendocument_text import Texts
from extract.sheet_pieces import Printer
from extract.sheet_table import Sheet, blocks_of, hidden_sheet, notices_of
from extract.word_package import local_name
from extract.word_pieces import Passage, Piece, joined_lines, passage, row_line
from extract.xmlpart import Element
from schema.table import Block, Notice, RawDocument, RawParagraph

MEDIA_TYPE = "application/vnd.oasis.opendocument."
#: Tables within tables that are read cell by cell; deeper ones are left out with a notice.
NESTING_LIMIT = 12
#: Elements that only hold others.
_WRAPPERS = frozenset(("section", "index-body", "table-of-content", "illustration-index"))


def read(data: bytes) -> RawDocument:
    """An .odt or .ods as tables and paragraphs; an .odt has no pages before it is printed."""
    document = open_document(data)
    reading = _Reading(document)
    is_sheet = document.body.tag == OFFICE + "spreadsheet"
    if is_sheet:
        blocks = list(reading.sheets(document.body))
    else:
        blocks = [*reading.blocks(document.body), *reading.notes()]
    return RawDocument(
        reader="ods" if is_sheet else "odt",
        media_type=MEDIA_TYPE + ("spreadsheet" if is_sheet else "text"),
        blocks=tuple(blocks),
        notices=tuple(reading.notices()),
    )


class _Reading:
    """A document being read; tables are numbered in reading order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._printer = Printer()
        self._texts = Texts(document, self._printer)
        self._numbers = count(1)
        self._notices: list[Notice] = []

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks of a body, a section or a text box: one cell around tables is no table."""
        for element, label in self._members(parent):
            if element.tag != TABLE + "table":
                paragraph = self._texts.paragraph(element, label)
                yield from _paragraph(paragraph.pieces)
                for box in paragraph.boxes:
                    yield from self.blocks(box)
                continue
            cells = placed_cells(element)
            if len(cells) == 1 and cells[0].element.find(TABLE + "table") is not None:
                yield from self.blocks(cells[0].element)
            elif cells:
                texts = self._passages(cells)
                yield raw_table(cells, texts, next(self._numbers))

    def _passages(self, cells: Sequence[Placed]) -> list[Passage]:
        """The texts of cells; one that is repeated is printed once."""
        texts: list[Passage] = []
        for n, cell in enumerate(cells):
            again = n > 0 and cell.element is cells[n - 1].element
            texts.append(texts[-1] if again else self._passage(cell.element))
        return texts

    def _members(self, parent: Element) -> Iterator[tuple[Element, str]]:
        """The paragraphs and tables of an element with the labels of lists."""
        for element in parent:
            name = local_name(element)
            if name in ("p", "h") or element.tag == TABLE + "table":
                yield element, ""
            elif name == "list":
                for inner, label in self._texts.items(element):
                    if local_name(inner) in ("p", "h", "table"):
                        yield inner, label
            elif name in _WRAPPERS or name.endswith("-index"):
                yield from self._members(element)

    def _passage(self, cell: Element) -> Passage:
        return passage(joined_lines(self._lines(cell, 0)))

    def _displayed(self, cell: Element) -> Passage:
        """A cell of a sheet without the blanks that its format puts around the value."""
        found = self._passage(cell)
        text = found.text
        spaced = text.startswith(" ") and text.endswith(" ")
        if cell.get(OFFICE + "value-type") in (None, "string") and not spaced:
            return found
        layer = None if found.layer is None else found.layer.strip()
        return found._replace(text=text.strip(), layer=layer)

    def _lines(self, parent: Element, depth: int) -> list[list[Piece]]:
        """The paragraphs of a cell; a table within it gives a line for each row."""
        letters = cell_letters(parent, self._document.styles)
        lines: list[list[Piece]] = []
        for element, label in self._members(parent):
            if element.tag == TABLE + "table":
                lines += self._nested(element, depth) if depth < NESTING_LIMIT else []
                continue
            paragraph = self._texts.paragraph(element, label, letters)
            lines.append(paragraph.pieces)
            for box in paragraph.boxes if depth < NESTING_LIMIT else ():
                lines += self._lines(box, depth + 1)
        return lines

    def _nested(self, table: Element, depth: int) -> list[list[Piece]]:
        lines = []
        for _, row in groupby(placed_cells(table), key=lambda cell: cell.row):
            cells = (joined_lines(self._lines(cell.element, depth + 1)) for cell in row)
            lines.append(row_line(cells, "odf.nested"))
        return lines

    def notes(self) -> Iterator[RawParagraph]:
        """Footnotes and endnotes, which stand at the end here."""
        for note in self._texts.notes:
            for pieces in self._lines(note, 0):
                yield from _paragraph([p._replace(rules=("odf.note", *p.rules)) for p in pieces])

    def sheets(self, body: Element) -> Iterator[Block]:
        """The tables and paragraphs of every sheet that is shown."""
        for table in body.iterchildren(TABLE + "table"):
            name = table.get(TABLE + "name", "")
            if not self._document.styles.is_shown(table):
                self._notices.append(hidden_sheet(name))
                continue
            sheet = Sheet(name)
            sheet_squares(sheet, table, self._displayed)
            yield from blocks_of(sheet, self._numbers)
            self._notices += notices_of(sheet)

    def notices(self) -> Iterator[Notice]:
        """What is worth saying once the document is read."""
        yield from self._notices
        yield from self._printer.notices()
        if self._texts.notes:
            yield Notice(
                rule="odf.note",
                message_th="ย้ายเชิงอรรถไปไว้ท้ายเอกสาร",
                message_en="footnotes stand at the end of the document",
            )


def _paragraph(pieces: Sequence[Piece]) -> Iterator[RawParagraph]:
    found = passage(pieces)
    if found.text:
        yield RawParagraph(**found._asdict())
