"""Link annotations of a page: the areas that can be clicked and where they lead."""

from __future__ import annotations

from ctypes import byref, c_int, create_string_buffer

import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.page import Frame
from schema.table import BBox

#: Links of one page that are looked at.
LINK_LIMIT = 5_000


def page_links(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, frame: Frame
) -> list[tuple[BBox, str]]:
    """Area and address of each link to the web; links within the document are none."""
    found: list[tuple[BBox, str]] = []
    at = c_int(0)
    link = pdfium.FPDF_LINK()
    while len(found) < LINK_LIMIT and pdfium.FPDFLink_Enumerate(page, byref(at), byref(link)):
        box = pdfium.FS_RECTF()
        target = _target(document, link)
        if target and pdfium.FPDFLink_GetAnnotRect(link, byref(box)):
            found.append((frame.box(box.left, box.bottom, box.right, box.top), target))
    return found


def _target(document: pypdfium2.PdfDocument, link: pdfium.FPDF_LINK) -> str:
    """The address a link leads to; addresses with Thai letters are stored in UTF-8."""
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace").strip()
