"""A cell's value as it is printed: number formats, symbol fonts, red and struck words."""

from __future__ import annotations

from collections.abc import Sequence

from extract.glyphs import draws_thai_digits, is_private, is_symbol_font, symbol, thai_digits
from extract.sheet_formats import depends_on_machine, displayed, displayed_text, is_general
from extract.sheet_styles import Font, Run, Style
from extract.word_pieces import Passage, Piece, passage
from schema.table import MarkKind, Notice


class Printer:
    """Prints values; `unknown` collects symbols of symbol fonts that no table knows."""

    def __init__(self, epoch_1904: bool = False) -> None:
        """Get ready; `epoch_1904`: whether the workbook counts days from 1904."""
        self._epoch_1904 = epoch_1904
        self.unknown: set[str] = set()

    def number(self, value: float, style: Style, target: str | None = None) -> Passage:
        """A number; its layer is the stored one where the format prints it in another way.

        Example: 1 with the format '"O"00' is the text "O01" with the layer "1".
        """
        text = displayed(value, style.format, self._epoch_1904)
        layer = displayed(value, "General")
        rules = () if is_general(style.format) or text == layer else ("sheet.number_format",)
        if depends_on_machine(style.format):
            rules = (*rules, "sheet.system_date")
        return passage([self.piece(text, layer, rules, style.font, target)])

    def words(self, runs: Sequence[Run], style: Style, target: str | None = None) -> Passage:
        """A text of runs; a format may put words around it ("@" บาท)."""
        if len(runs) == 1 and not is_general(style.format):
            text = displayed_text(runs[0].text, style.format)
            rules = ("sheet.number_format",) if text != runs[0].text else ()
            font = runs[0].font or style.font
            return passage([self.piece(text, runs[0].text, rules, font, target)])
        return passage([self.piece(r.text, r.text, (), r.font or style.font, target) for r in runs])

    def piece(
        self, text: str, layer: str, rules: tuple[str, ...], font: Font, target: str | None
    ) -> Piece:
        """A stretch in one font: a symbol font draws other signs, an IT๙ font Thai digits."""
        printed, drawn = self._drawn(text, font)
        return Piece(printed, layer, (*rules, *drawn), _kinds(font), target)

    def _drawn(self, text: str, font: Font) -> tuple[str, tuple[str, ...]]:
        """What the font draws for a text, and the rule that says so."""
        if font.name is not None and is_symbol_font(font.name):
            printed = "".join(self._glyph(font.name, character) for character in text)
            return printed, ("sheet.sym",) if printed != text else ()
        if draws_thai_digits(font.name):
            printed = thai_digits(text)
            return printed, ("sheet.it9_digits",) if printed != text else ()
        return text, ()

    def _glyph(self, font: str, character: str) -> str:
        printed = symbol(font, character)
        if printed is None and (is_private(character) or character.isalnum()):
            self.unknown.add(f"{font} {ord(character):04X}")
        return printed or character

    def notices(self) -> list[Notice]:
        """What is worth saying once everything is printed."""
        if not self.unknown:
            return []
        found = ", ".join(sorted(self.unknown))
        return [
            Notice(
                rule="sheet.sym_unknown",
                message_th=f"ไม่รู้จักสัญลักษณ์: {found}",
                message_en=f"unknown symbols: {found}",
            )
        ]


def _kinds(font: Font) -> tuple[MarkKind, ...]:
    red: tuple[MarkKind, ...] = ("red",) if font.red else ()
    return (*red, "struck") if font.struck else red
