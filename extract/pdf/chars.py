"""The characters of a page as pdfium finds them: text, place, ink and font, in stream order.

pdfium tells two things that others do not: the box of the *ink* of every glyph (a "space" with
ink is a mark that lost its letter) and whether the producer gave the text itself (ActualText).
"""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.char import Chars
from extract.pdf.drawn import Measured, chosen
from extract.pdf.letters import Codes, Flags, Places
from extract.pdf.measures import asked, inked, measured_page
from extract.pdf.native import Answers, handle, native
from extract.pdf.objects import address_of, page_objects
from extract.pdf.runs import text_runs

HYPHEN = 0x02  # how pdfium writes a hyphen at the end of a line
NO_CHARACTER = 0xFFFE  # the same in its text of a whole page
FIRST_HALF, LAST_HALF = 0xD800, 0xE000  # halves of letters beyond U+FFFF in that text

_count = native(pdfium.FPDFText_CountChars)
_unicode = native(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_text = native(pdfium.FPDFText_GetText)
_object = native(pdfium.FPDFText_GetTextObject, ctypes.c_size_t)
_origin = native(pdfium.FPDFText_GetCharOrigin)
_ink = native(pdfium.FPDFText_GetCharBox)
_loose = native(pdfium.FPDFText_GetLooseCharBox)
_unmapped = native(pdfium.FPDFText_HasUnicodeMapError)
_ORIGINS = Answers(ctypes.c_double, 2)
_INKS = Answers(ctypes.c_double, 4)
_BOXES = Answers(ctypes.c_float, 4, structure=True)


def page_chars(page: pypdfium2.PdfPage) -> Chars:
    """The glyphs of a page in the order of the content stream; none that pdfium made up."""
    numbers = {item: number for number, item in enumerate(page_objects(page).texts)}
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        raise pypdfium2.PdfiumError("Failed to load text page.")
    try:
        return _chars(handle(address_of(textpage)), numbers)
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _codes(textpage: Any, count: int) -> Codes:
    """The code of every character; asked one by one only where pdfium counts them otherwise."""
    buffer = (ctypes.c_uint16 * (count + 2))()
    if _text(textpage, 0, count, buffer) == count + 1:
        found: Codes = np.frombuffer(memoryview(buffer), np.uint16, count).astype(np.uint32)
        if not ((found >= FIRST_HALF) & (found < LAST_HALF)).any():
            found[found == NO_CHARACTER] = HYPHEN
            return found
    return np.fromiter(map(_unicode, repeat(textpage), range(count)), np.uint32, count)


def _chars(at: Any, numbers: dict[int, int]) -> Chars:
    """Every character of a text page with its measures; numbers: of the text objects.

    Spaces and breaks that pdfium made up belong to no text object and are left out.
    """
    total = _count(at)
    owners = np.fromiter(map(_object, repeat(at), range(total)), np.uintp, total)
    places = np.flatnonzero(owners)
    indices = places.tolist()
    origins, loose = _ORIGINS.table(_origin, at, indices), _BOXES.table(_loose, at, indices)
    runs = text_runs(at, places, owners[places], numbers)
    page = measured_page(_codes(at, total)[places], origins, loose, runs)
    inner, advances = asked(page)
    ink, real = inked(page, inner, _INKS.table(_ink, at, places[inner].tolist()))
    unread = _unread(at, page.codes, places, inner)
    return chosen(page, Measured(advances, inner, ink, unread), inner[~real])


def _unread(textpage: Any, codes: Codes, indices: Places, places: Places) -> Flags:
    """Whether the font does not say which letter a glyph is; not asked of Thai ones."""
    found = np.zeros(len(codes), bool)
    places = places[(codes[places] < ord("ก")) | (codes[places] > ord("๛"))]
    answers = map(_unmapped, repeat(textpage), indices[places].tolist())
    found[places] = np.fromiter(answers, np.intp, len(places)) == 1
    return found
