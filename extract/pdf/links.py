"""Link annotations of a page: the areas that can be clicked and where they lead."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_int, create_string_buffer
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.lines import Glyph, Glyphs, lines_of, readings
from extract.pdf.page import Frame
from schema.table import BBox, Link

#: Links of one page that are looked at.
LINK_LIMIT = 5_000


class PageLink(NamedTuple):
    """An area of a page and the address it leads to; a link over two lines has two areas."""

    area: BBox
    target: str


def page_links(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, frame: Frame
) -> list[PageLink]:
    """Area and address of each link to the web; links within the document are none."""
    found: list[PageLink] = []
    at = c_int(0)
    link = pdfium.FPDF_LINK()
    while len(found) < LINK_LIMIT and pdfium.FPDFLink_Enumerate(page, byref(at), byref(link)):
        box = pdfium.FS_RECTF()
        target = _target(document, link)
        if target and pdfium.FPDFLink_GetAnnotRect(link, byref(box)):
            area = frame.box(box.left, box.bottom, box.right, box.top)
            found.append(PageLink(area, target))
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


def links_under(glyphs: Sequence[Glyph], links: Sequence[PageLink]) -> tuple[Link, ...]:
    """The links whose areas cover these glyphs, with the text they are printed as.

    Neighbouring areas with one address are one link, printed over several lines.
    """
    if not links:
        return ()
    found: list[tuple[str, list[int]]] = []
    for place, glyph in enumerate(glyphs):
        target = _target_at(glyph, links)
        if target is None:
            continue
        if not found or found[-1][0] != target:
            found.append((target, []))
        found[-1][1].append(place)
    columns = Glyphs.of(glyphs)
    lines = lines_of(columns, [np.array(under, np.intp) for _, under in found])
    read = readings(columns, lines, len(found))
    return tuple(Link(text=each.text, target=target)
                 for each, (target, _) in zip(read, found, strict=True) if each.text)


def _target_at(glyph: Glyph, links: Sequence[PageLink]) -> str | None:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    for (x0, top, x1, bottom), target in links:
        if x0 <= x <= x1 and top <= y <= bottom:
            return target
    return None
