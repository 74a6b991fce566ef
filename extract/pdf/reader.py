"""The PDF reader: pages in, tables and paragraphs with their places out.

A page whose text cannot be trusted gives nothing but a notice: an invented cell is worse than
a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

import numpy as np
import pypdfium2

from extract.collector import collector_paused
from extract.pdf import route
from extract.pdf.banded import with_bare_rows
from extract.pdf.blocks import Found, page_blocks
from extract.pdf.borders import ruled_tables
from extract.pdf.fonts import FontEvidence
from extract.pdf.glyphs import Glyphs, page_glyphs
from extract.pdf.headed import NOTHING_BEFORE
from extract.pdf.letters import Places
from extract.pdf.links import PageLink, page_links
from extract.pdf.marks import page_inks
from extract.pdf.page import OBJECT_LIMIT, Frame, frame_of, object_count, open_pages
from extract.pdf.paragraphs import in_reading_order, without_running_heads
from extract.pdf.rulings import page_rulings
from extract.pdf.tables import Extras, before, filled
from extract.pdf.unruled import goes_on_unread, unruled_tables, within_frames
from extract.scan import choice
from extract.scan.notices import read_from_pictures
from extract.scan.recognise import Reader
from schema.errors import NotReadable, OitError, TooLarge
from schema.table import Block, Notice, Place, RawDocument

MEDIA_TYPE = "application/pdf"
READABLE = frozenset({"sound", "repaired"})
#: Kinds of pages that are read from their picture.
SCANNED = frozenset({"scan", "junk_ocr", "damaged", "picture"})


def read(data: bytes, password: str | None = None) -> RawDocument:
    """A PDF with a text layer as tables and paragraphs, page by page."""
    with collector_paused():
        return Reading().document(data, password)


class Reading:
    """A document being read: tables are counted, unreadable pages are noted."""

    def __init__(self) -> None:
        self._fonts = FontEvidence()
        self._tables = count(1)
        self._heights: list[float] = []
        self._notices: list[Notice] = []
        self._readable = 0
        self._kinds: set[str] = set()
        self._before = NOTHING_BEFORE  # the last table, which may go on
        self._scanned: list[int] = []  # pages read from their picture

    def document(self, data: bytes, password: str | None) -> RawDocument:
        """All pages, without the lines that repeat on each."""
        blocks: list[Block] = []
        number = 0
        for document, number, page in open_pages(data, password):
            blocks += self._page(document, number, page)
        if not self._readable:
            raise _nothing_readable(self._kinds)
        kept, left_out = without_running_heads(blocks, self._heights)
        if left_out:
            self._notices.append(_running_heads(left_out))
        scans = choice.reader() if self._scanned else None
        if scans is not None:
            self._notices.append(read_from_pictures(self._scanned, scans))
        return RawDocument(
            reader="pdf-text" if scans is None else scans.name,
            media_type=MEDIA_TYPE,
            pages=number,
            scanned_pages=tuple(self._scanned),
            blocks=tuple(kept),
            notices=tuple(self._notices),
        )

    def _page(
        self, document: pypdfium2.PdfDocument, number: int, page: pypdfium2.PdfPage | None
    ) -> list[Block]:
        if page is None:
            self._refuse(number, "damaged", 0.0)
            return []
        frame = frame_of(page)
        if object_count(page) > OBJECT_LIMIT:
            self._refuse(number, "crowded", frame.height)
            return []
        glyphs = page_glyphs(page, number, self._fonts)
        found = route.page_route(page, glyphs)
        if found.kind not in READABLE:
            return self._from_picture(page, number, found.kind, frame)
        if route.LARGE_PICTURE <= found.covered < route.BACKGROUND:
            self._notices.append(_picture_beside(number, found.covered))
        self._heights.append(frame.height)
        self._readable += 1
        return self._blocks(page, number, frame, glyphs, page_links(document, page, frame))

    def _from_picture(
        self, page: pypdfium2.PdfPage, number: int, kind: str, frame: Frame
    ) -> list[Block]:
        """What a recogniser reads on a page without sound text; nothing where none is wanted."""
        scans = choice.reader() if kind in SCANNED else None
        found = scanned_page(page, number, scans, self._tables) if scans is not None else []
        if not found:
            self._refuse(number, kind, frame.height)
            return []
        self._heights.append(frame.height)
        self._readable += 1
        self._scanned.append(number)
        self._before = NOTHING_BEFORE
        return found

    def _blocks(
        self, page: pypdfium2.PdfPage, number: int, frame: Frame, glyphs: Glyphs,
        links: Sequence[PageLink],
    ) -> list[Block]:
        rulings = page_rulings(page, frame)
        columns = self._before.columns
        ruled = with_bare_rows(ruled_tables(rulings, columns), glyphs, columns)
        ruled = within_frames(ruled, rulings, glyphs, self._before)
        tables, outside = filled(ruled, glyphs, columns=columns)
        outside = _on_page(glyphs, outside, frame)
        if not tables:
            ruled = unruled_tables(rulings, glyphs.take(outside), self._before)
            tables, outside = filled(ruled, glyphs, outside)
        if not tables and goes_on_unread(glyphs, self._before):
            self._notices.append(_rows_not_told(number))
        else:
            self._before = before(tables[-1]) if tables else NOTHING_BEFORE
        extras = Extras(links, page_inks(page, frame, rulings, [each.layout for each in tables]))
        right = max([*glyphs.x1[outside[glyphs.printing[outside]]].tolist(),
                     *(table.layout.xs[-1] for table in tables)], default=frame.width)
        found = Found(glyphs, tables, outside)
        paragraphs, raw = page_blocks(found, number, self._tables, extras, right)
        return in_reading_order([*paragraphs, *raw])

    def _refuse(self, number: int, kind: str, height: float) -> None:
        self._heights.append(height)
        if kind == "blank":
            return
        self._kinds.add(kind)
        thai, english = UNREADABLE[kind]
        self._notices.append(_of_page(f"pdf.unreadable.{kind}", number, thai, english))


def scanned_page(
    page: pypdfium2.PdfPage, number: int, reader: Reader, tables: Iterator[int]
) -> list[Block]:
    """The blocks of a page read from its picture; imported late, as most files have none."""
    from extract.scan.page import read_page
    from extract.scan.picture import scale_for

    scale = scale_for(*page.get_size())
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        picture = np.asarray(bitmap.to_pil().convert("RGB"), np.uint8)
    finally:
        bitmap.close()
    return read_page(picture, number, scale, reader, tables).blocks


#: Why a page gives nothing, in Thai and English.
UNREADABLE: dict[str, tuple[str, str]] = {
    "damaged": ("ตัวอักษรในไฟล์เสียหายจนอ่านไม่ได้", "its text is damaged beyond repair"),
    "scan": ("เป็นภาพสแกนที่อ่านไม่ได้", "a scan in which nothing can be read"),
    "junk_ocr": (
        "เป็นภาพสแกนที่อ่านไม่ได้ และมีตัวอักษรจาก OCR ที่เชื่อถือไม่ได้",
        "a scan in which nothing can be read, whose hidden text cannot be trusted",
    ),
    "picture": ("เป็นรูปภาพที่ไม่มีตัวหนังสือ", "a picture without print"),
    "crowded": ("มีวัตถุในหน้ามากเกินไป", "too many objects on it"),
}


def _running_heads(left_out: Sequence[str]) -> Notice:
    """What was printed on most pages and is not repeated in the blocks."""
    shown = ", ".join(dict.fromkeys(left_out[:3]))
    return Notice(
        rule="pdf.running_head",
        message_th=f"ตัดหัวกระดาษและเลขหน้าที่ซ้ำกัน {len(left_out)} บรรทัด เช่น {shown}",
        message_en=f"{len(left_out)} lines that run through the pages are left out: {shown}",
    )


def _picture_beside(number: int, covered: float) -> Notice:
    """A page is read from its text, but holds a picture in which there may be print."""
    return _of_page(
        "pdf.picture", number,
        f"มีรูปภาพขนาด {covered:.0%} ของหน้า ข้อความในรูปไม่ได้อ่าน ให้ดูในต้นฉบับ",
        f"a picture covers {covered:.0%} of it; words in the picture are not read, see the "
        "original")


def _rows_not_told(number: int) -> Notice:
    """A page begins with the header of the table before, but its rows cannot be told apart."""
    return _of_page(
        "pdf.unreadable.rows", number, "มีหัวตารางเดียวกับหน้าก่อน แต่แยกแถวไม่ได้ ให้ดูในต้นฉบับ",
        "it has the header of the table before, but its rows cannot be told apart; see the "
        "original")


def _of_page(rule: str, number: int, thai: str, english: str) -> Notice:
    return Notice(rule=rule, message_th=f"หน้า {number}: {thai}",
                  message_en=f"page {number}: {english}", place=Place(page=number))


def _on_page(glyphs: Glyphs, places: Places, frame: Frame) -> Places:
    """Those of the glyphs whose centres are on the page: some programs print beyond its edge."""
    x, y = (middle[places] for middle in glyphs.centres)
    return places[(x >= 0) & (x <= frame.width) & (y >= 0) & (y <= frame.height)]


def _nothing_readable(kinds: set[str]) -> OitError:
    if kinds == {"crowded"}:
        return TooLarge(
            f"ทุกหน้ามีวัตถุมากเกินไป (เกิน {OBJECT_LIMIT:,} ชิ้น) ไม่ใช่แบบรายงาน ให้ขอไฟล์ต้นฉบับ",
            f"every page holds more than {OBJECT_LIMIT:,} objects, which no form does: ask for the "
            "original file",
        )
    if kinds & {"scan", "junk_ocr", "picture"}:
        return NotReadable(
            "เป็นเอกสารสแกน (ภาพถ่าย) ที่ไม่พบตัวหนังสือที่อ่านได้ ให้สแกนใหม่ที่ 300 dpi หรือขอไฟล์ต้นฉบับ (Word)",
            "scan: every page is a picture in which no print can be read; scan it again at 300 "
            "dpi, or ask for the original file (Word)",
        )
    if kinds:
        return NotReadable(
            "ตัวอักษรในไฟล์ PDF เสียหายจนอ่านไม่ได้ทุกหน้า ให้ขอไฟล์ Word หรือบันทึก PDF ใหม่",
            "no page of the PDF has text that can be read: ask for the Word file or a new PDF",
        )
    return NotReadable(
        "ไฟล์ PDF ไม่มีตัวอักษรเลย ให้ขอไฟล์ใหม่จากผู้ส่ง",
        "the PDF holds no text at all: ask the sender for it again",
    )
