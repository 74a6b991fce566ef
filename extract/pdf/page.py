"""Opening a PDF and its pages; pdfium's own messages tell what is wrong with a file.

Coordinates inside a PDF run upwards from a corner of the paper before it is turned. Everything
here is handed on in points from the top-left corner of the page as it is displayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from schema.errors import Encrypted, NotReadable, OitError, TooLarge
from schema.table import BBox

#: Longest document read, in pages. Forms have up to some 60; budget volumes some 1,500.
PAGE_LIMIT = 3_000
#: Most objects (text pieces, paths, pictures) of a page that is read; real ones stay below 15,000.
OBJECT_LIMIT = 50_000
#: Pages after which a file is opened anew: pdfium keeps what it parsed of every page it showed,
#: 0.1 MB of a page dense with tables, until the file is closed.
OPENED_FOR = 50


class Frame(NamedTuple):
    """A page as displayed: its size in points and the affine map from the file's coordinates.

    x = a * x' + c * y' + e and y = b * x' + d * y' + f, as in the PDF standard.
    Example: an A4 page that is not turned has width 595.3, height 841.9, a = 1, d = -1, f = 841.9.
    """

    width: float
    height: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, left: float, bottom: float, right: float, top: float) -> BBox:
        """A box of the file as x0, top, x1, bottom of the displayed page."""
        x0, y0 = self.a * left + self.c * bottom + self.e, self.b * left + self.d * bottom + self.f
        x1, y1 = self.a * right + self.c * top + self.e, self.b * right + self.d * top + self.f
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The frame of a page: the part of the paper that is shown, turned by /Rotate."""
    width, height = page.get_size()
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(box))
    turned: dict[int, tuple[float, float, float, float, float, float]] = {
        0: (1, 0, 0, -1, -box.left, box.top),
        90: (0, 1, 1, 0, -box.bottom, -box.left),
        180: (-1, 0, 0, 1, box.right, -box.bottom),
        270: (0, -1, -1, 0, box.top, box.right),
    }
    return Frame(width, height, *turned[page.get_rotation()])


def open_pdf(data: bytes, password: str | None = None) -> pypdfium2.PdfDocument:
    """The document of these bytes; an OitError says why there is none."""
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error.err_code, data, password) from error
    if len(document) > PAGE_LIMIT:
        pages = len(document)
        document.close()
        raise TooLarge(
            f"เอกสารยาวเกินไป ({pages} หน้า อ่านได้ไม่เกิน {PAGE_LIMIT}) ให้แยกเป็นไฟล์เล็กลง",
            f"the document is too long ({pages} pages, limit {PAGE_LIMIT}): split it",
        )
    return document


def _refusal(code: int | None, data: bytes, password: str | None) -> OitError:
    """What pdfium's error code means for the person who sent the file."""
    if code == pdfium.FPDF_ERR_PASSWORD:
        return _locked(password)
    if code == pdfium.FPDF_ERR_SECURITY:
        return Encrypted(
            "ไฟล์ PDF เข้ารหัสด้วยวิธีที่ไม่รองรับ ให้ขอไฟล์ที่ไม่เข้ารหัส",
            "the PDF is encrypted in a way that is not supported: ask for it without encryption",
        )
    if b"%%EOF" not in data[-2048:]:
        return NotReadable(
            "ไฟล์ PDF มาไม่ครบ (ไม่มีส่วนท้าย) ให้ดาวน์โหลดหรือขอไฟล์ใหม่",
            "the PDF is cut off (its end is missing): download it or ask for it again",
        )
    return NotReadable(
        "ไฟล์ PDF เสียหาย ให้ดาวน์โหลดหรือขอไฟล์ใหม่",
        "the PDF is damaged: download it or ask for it again",
    )


def _locked(password: str | None) -> Encrypted:
    if password:
        return Encrypted(
            "รหัสผ่านของไฟล์ PDF ไม่ถูกต้อง ให้ตรวจ --password",
            "the password does not open the PDF: check --password",
        )
    return Encrypted(
        "ไฟล์ PDF มีรหัสผ่าน ให้ใส่ --password หรือบันทึกใหม่โดยไม่ใส่รหัสผ่าน",
        "the PDF asks for a password: give --password or save it without one",
    )


def open_pages(
    data: bytes, password: str | None = None
) -> Iterator[tuple[pypdfium2.PdfDocument, int, pypdfium2.PdfPage | None]]:
    """Each page of a PDF with its document and number (from 1), open while it is at hand."""
    document = open_pdf(data, password)
    try:
        for number in range(1, len(document) + 1):
            if number % OPENED_FOR == 0:
                document.close()
                document = open_pdf(data, password)
            with opened(document, number) as page:
                yield document, number, page
    finally:
        document.close()


@contextmanager
def opened(
    document: pypdfium2.PdfDocument, number: int
) -> Iterator[pypdfium2.PdfPage | None]:
    """A page (1-based), closed afterwards; None for a page that pdfium cannot load."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield page
    finally:
        page.close()


def object_count(page: pypdfium2.PdfPage) -> int:
    """Number of top-level objects on a page."""
    return int(pdfium.FPDFPage_CountObjects(page.raw))
