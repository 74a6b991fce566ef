"""Fonts that draw something else than their characters say: symbol fonts and IT๙ fonts."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_SHORN = re.compile(r"TH ?[A-Z][a-z]+IT(?![A-Za-z])")
_PRIVATE = range(0xF000, 0xF100)


@cache
def _rows(name: str) -> dict[str, str]:
    """A table of extract/data as value -> canonical."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return {row["value"]: row["canonical"] for row in csv.DictReader(file)}


@cache
def _symbol_table() -> dict[tuple[str, int], str]:
    """(font name in lower case, code 0x20-0xFF) -> the character printed."""
    keyed = ((value.rpartition(":"), glyph) for value, glyph in _rows("symbols.csv").items())
    return {(font.casefold(), int(code, 16)): glyph for (font, _, code), glyph in keyed}


@cache
def is_symbol_font(font: str | None) -> bool:
    """Whether the font has a table of its own, as Wingdings and Symbol have."""
    return font is not None and font.casefold() in {name for name, _ in _symbol_table()}


@cache
def draws_thai_digits(font: str | None) -> bool:
    """Whether the font prints 0-9 as ๐-๙: "TH SarabunIT๙", "TH NiramitIT9".

    WPS writes no letters beyond ASCII into names: "THSarabunIT-Bold". An italic is none of these.
    """
    if font is None:
        return False
    if _SHORN.search(font):
        return True
    return any(ending.casefold() in font.casefold() for ending in _rows("thai_digit_fonts.csv"))


def symbol(font: str, character: str) -> str | None:
    """What a symbol font prints for a character, None where that is not known.

    The character is given as Word does: as code U+00FC or, in the private use area, as U+F0FC;
    both are "✓" in Wingdings.
    """
    code = ord(character)
    code = code - 0xF000 if code in _PRIVATE else code
    return _symbol_table().get((font.casefold(), code))


def is_private(character: str) -> bool:
    """Whether the character is a symbol font's code in the private use area, U+F000-F0FF."""
    return ord(character) in _PRIVATE


def symbols(font: str, text: str) -> str:
    """A text as a symbol font prints it; characters the table does not know stay."""
    return "".join(symbol(font, character) or character for character in text)


def thai_digits(text: str) -> str:
    """A text as an IT๙ font prints it: "2567" as "๒๕๖๗"."""
    return text.translate(_THAI_DIGITS)
