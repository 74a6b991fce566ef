"""The second source of characters: pdfminer's glyphs in content-stream order.

pdfminer reads the tables inside an embedded font where the PDF does not say which letter a glyph
is; pdfium then gives glyph numbers (a page of Greek letters for Thai). It costs some ten times
as much, so a page is read with it only where its fonts call for it.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import PSException
from pdfminer.utils import decode_text

from extract.pdf.unpacking import unpacking_bounded

#: What pdfminer raises on files it cannot read, and our own limits (ValueError).
_TRIPS = (
    PSException, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
    AssertionError, RecursionError, NotImplementedError, struct.error, zlib.error,
)
#: Glyphs and forms of a page; real ones have some thousand glyphs. Forms that draw forms ten times
#: each would otherwise never end.
GLYPHS_LIMIT = 200_000
#: Bytes of a page's content; real ones stay below 2 MB.
CONTENT_LIMIT = 8_000_000


class Streamed(NamedTuple):
    """A glyph as pdfminer reads it: text ("" inside an ActualText, None where unknown), origin."""

    text: str | None
    x: float
    y: float
    number: int


def page_stream(data: bytes, number: int, password: str | None = None) -> list[Streamed]:
    """The glyphs of page `number` (from 1) in stream order; empty where pdfminer cannot read it."""
    with _quiet():
        try:
            with unpacking_bounded():
                return _page_stream(data, number, password)
        except _TRIPS:
            return []  # it raises what it happens to trip over; the first source stands then


def _page_stream(data: bytes, number: int, password: str | None) -> list[Streamed]:
    device = _Device(PDFResourceManager())
    pages = PDFPage.get_pages(io.BytesIO(data), pagenos={number - 1}, password=password or "")
    for page in pages:
        if sum(len(stream_value(part).get_data()) for part in page.contents) > CONTENT_LIMIT:
            raise ValueError("the content of the page is too long")
        interpreter = PDFPageInterpreter(device.rsrcmgr, device)
        interpreter.render_contents(page.resources, page.contents)  # in the page's own coordinates
    return device.found


class _Device(PDFTextDevice):
    """Collects glyphs; a stretch with ActualText gives that text with its first glyph."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.found: list[Streamed] = []
        self._given: list[str | None] = []
        self._drawn = 0

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        given = props.get("ActualText") if isinstance(props, dict) else None
        self._given.append(decode_text(given).strip("\ufeff") if isinstance(given, bytes) else None)

    def end_tag(self) -> None:
        if self._given:
            self._given.pop()

    def begin_figure(self, name: Any, bbox: Any, matrix: Any) -> None:
        """A form: its glyphs come like all others."""
        self._count()

    def end_figure(self, name: Any) -> None:
        """The end of a form."""

    def render_char(
        self, matrix: Any, font: PDFFont, fontsize: float, scaling: float, rise: float,
        cid: int, ncs: Any, graphicstate: Any,
    ) -> float:
        """Note one glyph; the advance in text space is what the interpreter asks for."""
        self._count()
        c, d, e, f = matrix[2:]
        text = self._text(font, cid)
        self.found.append(Streamed(text, c * rise + e, d * rise + f, cid))
        return float(font.char_width(cid) * fontsize * scaling)

    def _count(self) -> None:
        self._drawn += 1
        if self._drawn > GLYPHS_LIMIT:
            raise ValueError("the page draws without end")

    def _text(self, font: PDFFont, cid: int) -> str | None:
        for depth in range(len(self._given) - 1, -1, -1):
            given = self._given[depth]
            if given is not None:
                self._given[depth] = ""
                return given
        try:
            return font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Hushed: pdfminer logs every oddity of a file; what matters is said by our own findings."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
