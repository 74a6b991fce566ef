"""Reader of web pages (.html, .mht, and "Excel" files that are web tables): what a page prints.

Only the file itself is read: no script runs, no picture, frame or style sheet is fetched.
"""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Iterator
from email import policy
from itertools import count

from lxml import etree, html  # type: ignore[import-untyped]

from extract.encoding import decode
from extract.markup_inline import Inline
from extract.markup_table import Placed, placed_cells, raw_table
from extract.word_pieces import Piece, joined_lines, passage
from extract.xmlpart import ELEMENTS_LIMIT, Element
from schema.errors import NotReadable, TooLarge
from schema.table import Block, Place, RawDocument, RawParagraph, RawTable

MEDIA_TYPE = "text/html"
#: Tables within tables that are kept apart; deeper ones give their words only.
NESTING_LIMIT = 12
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,30})""")
#: Names by which pages call the Thai code; browsers read each of them as Windows-874.
_THAI_NAMES = ("tis-620", "tis620", "iso-8859-11", "windows-874", "cp874", "x-windows-874")


def read(data: bytes) -> RawDocument:
    """A web page as tables and paragraphs in the order of the page."""
    root = _parsed(text_of(data))
    return RawDocument(reader="html", media_type=MEDIA_TYPE, blocks=tuple(_Page().blocks(root)))


def read_archive(data: bytes) -> RawDocument:
    """A page saved as one file (.mht): the first page in it, pictures left aside."""
    message = email.message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return read(content)
    raise NotReadable(
        "ไม่พบหน้าเว็บในไฟล์ .mht ให้เปิดด้วย Word แล้วบันทึกใหม่เป็น .docx",
        "the .mht file holds no page: open it in Word and save it as .docx",
    )


def text_of(data: bytes) -> str:
    """The source of a page: by byte order mark, by what it says of itself, else by evidence."""
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    declared = _CHARSET.search(data[:4096]) or _DECLARED.match(data)
    if declared and not data.startswith(marks):
        name = declared[1].decode("ascii").casefold()
        try:
            return data.decode("cp874" if name in _THAI_NAMES else name)
        except (LookupError, UnicodeError):
            pass  # it says one thing and is another
    return decode(data).text


def _parsed(source: str) -> Element:
    if source.count("<") > 2 * ELEMENTS_LIMIT:
        raise _too_long()
    source = re.sub(r"\A\s*<\?xml[^>]*>", "", source).replace("\0", "")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        found = " ".join(str(error).split())
        raise NotReadable(
            f"อ่านหน้าเว็บไม่ได้ ({found}) ให้เปิดด้วย Word แล้วบันทึกใหม่เป็น .docx",
            f"the web page cannot be read ({found}): open it in Word and save it as .docx",
        ) from error
    return root


def _too_long() -> TooLarge:
    return TooLarge(
        "หน้าเว็บยาวเกินไป ให้แยกเป็นไฟล์เล็กลง", "the web page is too long: split it"
    )


class _Page:
    """A page being read; tables are numbered in reading order."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._inline = Inline()

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Tables and paragraphs of a part of the page.

        A table that only arranges the page (one cell around others) is taken apart.
        """
        for found in self._inline.flow(parent):
            if isinstance(found, list):
                yield from _paragraphs(found)
                continue
            cells = placed_cells(found)
            inner = [cell.element for cell in cells if _holds_table(cell.element)]
            if inner and len(cells) == len(inner):
                for cell in inner:
                    yield from self.blocks(cell)
            elif cells:
                yield self._table(cells)

    def _table(self, cells: list[Placed]) -> RawTable:
        number = next(self._numbers)
        texts = [passage(joined_lines(self._lines(cell.element, 0))) for cell in cells]
        return raw_table(cells, texts, number)

    def _lines(self, parent: Element, depth: int) -> list[list[Piece]]:
        """The lines of a cell; a table within it gives a line for each row."""
        lines: list[list[Piece]] = []
        for found in self._inline.flow(parent, tables=depth < NESTING_LIMIT):
            if isinstance(found, list):
                lines.append(found)
                continue
            rows: dict[int, list[Piece]] = {}
            for cell in placed_cells(found):
                pieces = joined_lines(self._lines(cell.element, depth + 1))
                line = rows.setdefault(cell.row, [])
                space = [Piece(" ", " ")] if line and pieces else []
                line += [*space, *(p._replace(rules=(*p.rules, "html.nested")) for p in pieces)]
            lines += rows.values()
        return lines


def _holds_table(cell: Element) -> bool:
    return next(cell.iterdescendants("table"), None) is not None


def _paragraphs(pieces: list[Piece]) -> Iterator[RawParagraph]:
    found = passage(pieces)
    if found.text:
        yield RawParagraph(place=Place(), **found._asdict())
