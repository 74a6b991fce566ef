"""What kind of page this is: can its text be trusted, is it a picture of text, is it blank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import pypdfium2

from extract.pdf.glyphs import Glyph

PageKind = Literal["sound", "damaged", "scan", "junk_ocr", "blank", "picture"]


class PageRoute(NamedTuple):
    """The kind of a page and why, in a few English words ("image covers 98 % of the page")."""

    kind: PageKind
    reason: str


def page_route(page: pypdfium2.PdfPage, glyphs: Sequence[Glyph]) -> PageRoute:
    """The kind of one page, from its glyphs and the pictures on it."""
    if any(glyph.text.strip() for glyph in glyphs):
        return PageRoute("sound", "has text")
    return PageRoute("blank", "no text")
