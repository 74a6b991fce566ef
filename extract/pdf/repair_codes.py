"""Repairs from fixed tables: private use area, symbol fonts, IT๙ digits, invisible characters."""

from __future__ import annotations

import numpy as np

from extract.glyphs import draws_thai_digits, is_symbol_font, symbol, thai_digits
from extract.pdf.char import Char, Chars, fixed
from extract.pdf.fonts import FontEvidence, symbol_font, table
from extract.pdf.letters import LetterSet

#: Characters that print nothing wherever they stand.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
#: Codes of Wingdings ticks and boxes, also where the font's name is lost (U+F0FE ☑, U+F0A8 ☐).
TICKS = frozenset("\uf0fc\uf0fe\uf052\uf0a8\uf06f\uf072")
BULLET = "\uf0b7"
PRIVATE = range(0xE000, 0xF900)
HYPHEN = "\x02"  # how pdfium writes a hyphen at the end of a line
DIGITS = frozenset("0123456789")
#: What needs no table unless its font is odd: ASCII and Thai.
_ORDINARY = LetterSet([*map(chr, range(0x20, 0x7F)), *map(chr, range(0x0E00, 0x0E80))])


def codes_read(chars: Chars, fonts: FontEvidence) -> Chars:
    """The glyphs with the letters that private and symbol codes stand for."""
    wanted = ~_ORDINARY.among(chars.codes)
    for place in np.flatnonzero(wanted).tolist():
        wanted[place] = _special(chars.text[place])
    for number, font in enumerate(chars.fonts):
        if draws_thai_digits(font) or is_symbol_font(symbol_font(font)):
            wanted |= chars.font == number
    for place in np.flatnonzero(wanted).tolist():
        chars[place] = _read(chars[place], fonts)
    return chars


def _special(text: str) -> bool:
    """Whether a text needs a table in whatever font it stands."""
    return text in INVISIBLE or text == HYPHEN or any(ord(letter) in PRIVATE for letter in text)


def _read(char: Char, fonts: FontEvidence) -> Char:
    if is_symbol_font(symbol_font(char.font)):
        return _symbol(char, fonts)
    if char.text in INVISIBLE:
        return fixed(char, "", "pdf.invisible")
    if char.text == HYPHEN and not char.unmapped:
        return fixed(char, "-", "pdf.hyphen")
    if char.text in DIGITS:
        it9 = draws_thai_digits(char.font)
        return fixed(char, thai_digits(char.text), "pdf.it9_digits") if it9 else char
    return _private(char)


def _symbol(char: Char, fonts: FontEvidence) -> Char:
    """Wingdings U+F0FE or "þ" -> "☑"; where only the number of the glyph is left, by its ink."""
    font = symbol_font(char.font)
    if char.unmapped and char.inked:
        drawn = fonts.mark(char)
        return fixed(char, drawn, "pdf.symbol_shape") if drawn else char
    if font == "Wingdings" and char.text == BULLET:
        return fixed(char, "•", "pdf.symbol")  # Symbol's bullet, drawn with OpenSymbol
    found = _named(font, char.text) if len(char.text) == 1 else None
    return fixed(char, found, "pdf.symbol") if found else char


def _named(font: str, letter: str) -> str | None:
    """What a code of a symbol font prints, by the tables of all readers and by that of PDFs."""
    code = ord(letter) & 0xFF
    return symbol(font, letter) or table("pdf_symbols.csv").get(f"{font}:{code:02X}")


def _private(char: Char) -> Char:
    """Codes U+F700-F71A of Thai fonts -> the mark itself: U+F70B -> ้."""
    marks = table("pdf_private_use.csv")
    text = "".join(marks.get(f"{ord(letter):04X}", letter) for letter in char.text)
    if text != char.text:
        return fixed(char, text, "pdf.private_use")
    if text == BULLET:
        return fixed(char, "•", "pdf.symbol_code")
    box = symbol("Wingdings", text) or symbol("Wingdings 2", text) if text in TICKS else None
    return fixed(char, box, "pdf.symbol_code") if box else char
