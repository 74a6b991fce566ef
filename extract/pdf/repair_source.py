"""The source of characters, chosen per font: pdfium, and pdfminer where pdfium knows no letters."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from pypdfium2 import PdfDocument, PdfPage
from pypdfium2.raw import FPDF_REMOVE_SECURITY

from extract.glyphs import is_symbol_font
from extract.pdf.char import Char, Chars, fixed
from extract.pdf.fonts import CONSONANTS, FontEvidence, family, symbol_font, table
from extract.pdf.letters import SPACE

if TYPE_CHECKING:
    from extract.pdf.stream import Streamed

REACH = 0.6  # points between the two origins of one glyph


def with_second_source(
    chars: Chars, page: PdfPage, number: int, fonts: FontEvidence
) -> Chars:
    """The glyphs; those whose font does not name its letters for pdfium as pdfminer reads them.

    Example: pdfium gives glyph number 0x3BD as "ν"; pdfminer finds ป in the font's own table.
    """
    if not chars.unmapped.any():
        return chars
    asking = {chars.fonts[font] for font in chars.font[chars.unmapped & chars.inked].tolist()}
    asking = {font for font in asking if not is_symbol_font(symbol_font(font))}
    if not asking:
        return chars
    places = _places(second_source(page, number, fonts))
    for place in np.flatnonzero(chars.unmapped).tolist():
        if chars.fonts[chars.font[place]] in asking:
            chars[place] = _reread(chars[place], places)
    return chars


def second_source(page: PdfPage, number: int, fonts: FontEvidence) -> list[Streamed]:
    """The glyphs of a page as pdfminer reads them."""
    if fonts.data is None and page.pdf is not None:
        fonts.data, fonts.password = _bytes_of(page.pdf), None
    from extract.pdf.stream import page_stream  # pdfminer takes 0.1 s to import

    return page_stream(fonts.data, number, fonts.password) if fonts.data else []


def _bytes_of(document: PdfDocument) -> bytes:
    """The file of an open document, without its encryption."""
    buffer = io.BytesIO()
    document.save(buffer, flags=FPDF_REMOVE_SECURITY)
    return buffer.getvalue()


def with_lost_marks(
    chars: Chars, page: PdfPage, number: int, fonts: FontEvidence
) -> Chars:
    """The glyphs with marks that pdfium swallows: of two blanks in a row it gives only one.

    Where marks are mapped to blanks and a blank inside a word is printed over, the second source
    tells whether a mark stood there. Its ink is unknown, so it is shown as U+FFFD.
    """
    if not any("pdf.mark.as_space" in rules for rules in chars.repairs.values()):
        return chars
    blanks = np.flatnonzero(chars.codes == SPACE).tolist()
    suspects = [place for place in blanks if _printed_over(chars, place)]
    if not suspects:
        return chars
    places = _places(second_source(page, number, fonts))
    found = list(chars)
    for index in reversed(suspects):
        blank = found[index]
        if sum(glyph.text == " " for glyph in _near(blank, places)) > 1:
            lost = blank._replace(text=" ", advance=0.0, right=0.0)
            found.insert(index, fixed(lost, "\ufffd", "pdf.mark.unknown"))
    return Chars.of(found)


def _printed_over(chars: Chars, index: int) -> bool:
    """Whether a blank inside a Thai word leaves no gap, as the next letter stands in its place."""
    if not 0 < index < len(chars) - 1:
        return False
    before, blank, after = chars.near(index - 1, 2)
    return (
        after.x < blank.x + 0.4 * blank.advance
        and before.text in CONSONANTS and after.text in CONSONANTS
        and abs(before.y - after.y) < 1.0 and 0 <= after.x - before.x < 2 * blank.size
    )


Places = dict[tuple[int, int], list["Streamed"]]


def _places(glyphs: Iterable[Streamed]) -> Places:
    found: Places = defaultdict(list)
    for glyph in glyphs:
        found[round(glyph.x), round(glyph.y)].append(glyph)
    return found


def _near(char: Char, places: Places) -> Iterator[Streamed]:
    """The glyphs of the second source that begin where a glyph of the first begins."""
    for x in (-1, 0, 1):
        for y in (-1, 0, 1):
            for glyph in places.get((round(char.x) + x, round(char.y) + y), ()):
                if abs(glyph.x - char.x) < REACH and abs(glyph.y - char.y) < REACH:
                    yield glyph


def _reread(char: Char, places: Places) -> Char:
    """The letter of the glyph with the same number at the same place, else by its number alone."""
    number = ord(char.text[0])
    for glyph in _near(char, places):
        if glyph.number == number and glyph.text:
            return fixed(char, glyph.text, "pdf.source.stream")._replace(unmapped=False)
    by_number = table("pdf_glyph_numbers.csv").get(f"{family(char.font)}:{number}")
    if by_number is None:
        return char
    return fixed(char, by_number, "pdf.glyph_number")._replace(unmapped=False)
