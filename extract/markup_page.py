"""Reader of web pages (.html, .mht, and "Excel" files that are web tables): what a page prints.

Only the file itself is read: no script runs, no picture, frame or style sheet is fetched.
"""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby

from lxml import etree, html  # type: ignore[import-untyped]

from extract.encoding import decode
from extract.kinds import is_archive
from extract.markup_inline import Inline
from extract.markup_table import Placed, as_sheet, is_sheet, placed_cells, raw_table
from extract.sheet_table import blocks_of
from extract.word_pieces import Piece, joined_lines, passage, row_line
from extract.xmlpart import ELEMENTS_LIMIT, Element, too_many
from schema.errors import NotReadable, TooLarge
from schema.table import Block, Place, RawDocument, RawParagraph

MEDIA_TYPE = "text/html"
#: Tables within tables that are kept apart; deeper ones give their words only.
NESTING_LIMIT = 12
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,30})""")
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)
_TABLE_END = re.compile(r"</table\s*+>", re.I)
_TABLES = re.compile(r"(<table\b.*?</table\s*>)", re.I | re.S)
_LOOSE_LINE = re.compile(r"(?m)^[ \t]*([^<\s][^<\n]*)$")
#: Control characters, which no page prints; LibreOffice writes one behind each tick box.
_UNPRINTED = dict.fromkeys({*range(32)} - set(map(ord, "\t\n\r\f")))
#: Names by which pages call the Thai code; browsers read each of them as Windows-874.
#: How the names of encodings begin that browsers know.
_BROWSED = ("utf-8", "utf-16", "cp", "windows", "iso8859", "tis", "ascii", "latin", "mac", "koi8",
            "gb", "big5", "euc", "shift", "hz")
_THAI_NAMES = ("tis-620", "tis620", "iso-8859-11", "windows-874", "cp874", "x-windows-874")


def read(data: bytes) -> RawDocument:
    """A web page as tables and paragraphs in the order of the page."""
    pages = _archived(data) if is_archive(data) else [data]
    reading = _Page()
    blocks = [block for page in pages for block in reading.blocks(_parsed(text_of(page)))]
    return RawDocument(reader="html", media_type=MEDIA_TYPE, blocks=tuple(blocks))


def _archived(data: bytes) -> list[bytes]:
    """Every page of a .mht, of a workbook one for each sheet; pictures are left aside."""
    parts = (p for p in email.message_from_bytes(data).walk() if not p.is_multipart())
    contents = [p.get_payload(decode=True) for p in parts if p.get_content_type() == "text/html"]
    pages = [content for content in contents if isinstance(content, bytes) and content.strip()]
    if not pages:
        raise NotReadable(
            "ไม่พบหน้าเว็บในไฟล์ .mht ให้เปิดด้วย Word แล้วบันทึกใหม่เป็น .docx",
            "the .mht file holds no page: open it in Word and save it as .docx",
        )
    return pages


def text_of(data: bytes) -> str:
    """The source of a page: by byte order mark, by what it says of itself, else by evidence."""
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    declared = _CHARSET.search(data[:4096]) or _DECLARED.match(data)
    if declared and not data.startswith(marks):
        name = declared[1].decode("ascii").casefold()
        try:
            return data.decode(_known("cp874" if name in _THAI_NAMES else name))
        except (LookupError, UnicodeError):
            pass  # it says one thing and is another
    return decode(data).text


def _known(name: str) -> str:
    """The name of an encoding that browsers know; LookupError for the tricks of Python ("idna")."""
    found = codecs.lookup(name).name
    if not found.startswith(_BROWSED):
        raise LookupError(name)
    return found


def _parsed(source: str) -> Element:
    if too_many(source.encode("utf-8", "replace"), ELEMENTS_LIMIT):
        raise _too_long()
    source = _lines_parted(re.sub(r"\A\s*<\?xml[^>]*>", "", source).translate(_UNPRINTED))
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        found = " ".join(str(error).split())
        raise NotReadable(
            f"อ่านหน้าเว็บไม่ได้ ({found}) ให้เปิดด้วย Word แล้วบันทึกใหม่เป็น .docx",
            f"the web page cannot be read ({found}): open it in Word and save it as .docx",
        ) from error
    if any("depth" in each.message.casefold() for each in parser.error_log):
        raise _too_long()  # what stands deeper was left out
    return root


def _lines_parted(source: str) -> str:
    """A piece of a page with each loose line outside its tables as a paragraph of its own.

    A whole page says its lines itself; where only tables are marked, the text around them is plain.
    """
    if _WHOLE_PAGE.search(source):
        return source
    end = max((found.end() for found in _TABLE_END.finditer(source)), default=0)
    pieces = _TABLES.split(source[:end])  # behind the last end every beginning is looked at in vain
    pieces[-1] += source[end:]
    return "".join(piece if n % 2 else _LOOSE_LINE.sub(r"<p>\1</p>", piece)
                   for n, piece in enumerate(pieces))


def _too_long() -> TooLarge:
    return TooLarge(
        "หน้าเว็บยาวหรือซ้อนลึกเกินไป ให้แยกเป็นไฟล์เล็กลง",
        "the web page is too long or nested too deep: split it",
    )


class _Page:
    """A page being read; tables are numbered in reading order."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._inline = Inline()

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Tables and paragraphs of a part of the page; a caption comes before its table."""
        for found in self._inline.flow(parent):
            if isinstance(found, list):
                yield from _paragraphs(found)
                continue
            for caption in found.iterchildren("caption"):
                yield from self.blocks(caption)
            cells = placed_cells(found)
            if _arranges(cells):
                for cell in cells:
                    yield from self.blocks(cell.element)
            elif cells:
                yield from self._table(cells)

    def _table(self, cells: list[Placed]) -> Iterator[Block]:
        """A table; a workbook saved as a page is one table with blank rows between its parts."""
        texts = [passage(joined_lines(self._lines(cell.element, 0))) for cell in cells]
        if is_sheet(cells, texts):
            yield from blocks_of(as_sheet(cells, texts), self._numbers)
        else:
            yield raw_table(cells, texts, next(self._numbers))

    def _lines(self, parent: Element, depth: int) -> list[list[Piece]]:
        """The lines of a cell; a table within it gives a line for each row."""
        lines: list[list[Piece]] = []
        for found in self._inline.flow(parent, tables=depth < NESTING_LIMIT):
            if isinstance(found, list):
                lines.append(found)
                continue
            for _, row in groupby(placed_cells(found), key=lambda cell: cell.row):
                cells = (joined_lines(self._lines(cell.element, depth + 1)) for cell in row)
                lines.append(row_line(cells, "html.nested"))
        return lines


def _arranges(cells: Sequence[Placed]) -> bool:
    """Whether a table only arranges a page: the tables within it have more cells than it has."""
    within = sum(1 for cell in cells for _ in cell.element.iterdescendants("td", "th"))
    return within > 2 * len(cells) or (within > 0 and len(cells) == 1)


def _paragraphs(pieces: list[Piece]) -> Iterator[RawParagraph]:
    found = passage(pieces)
    if found.text:
        yield RawParagraph(place=Place(), **found._asdict())
