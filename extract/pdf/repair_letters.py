"""Letters whose ink says something else: SARA AM without a circle, a full stop called ศ."""

from __future__ import annotations

from collections import Counter

from extract.pdf.chars import Char, fixed
from extract.pdf.fonts import FontEvidence, is_zero
from extract.pdf.repair_marks import SARA_AA, SARA_AM

SO_SALA = "\u0e28"
DOUBTFUL = frozenset((SARA_AA, SARA_AM, SO_SALA))
MUCH = 10  # SARA AM in a font without any SARA AA, where there is no ink to look at


def letters_read(chars: list[Char], fonts: FontEvidence) -> list[Char]:
    """The glyphs with SARA AA, SARA AM and full stops as printed."""
    made = list(chars)
    places = [place for place, char in enumerate(chars) if char.text in DOUBTFUL]
    counts = Counter((chars[place].font, chars[place].text) for place in places)
    for place in places:
        if not chars[place].given:
            made[place] = _read(chars[place], fonts, counts)
    return made


def _read(char: Char, fonts: FontEvidence, counts: Counter[tuple[str, str]]) -> Char:
    if char.text == SO_SALA and not _is_dot(char):
        return char
    if char.text == SO_SALA:
        return fixed(char, ".", "pdf.full_stop")
    circled = _circled(char, fonts, counts)
    if char.text == SARA_AM and not circled:
        return fixed(char, SARA_AA, "pdf.aa_as_am")
    if char.text == SARA_AA and circled:
        return fixed(char, SARA_AM, "pdf.am_as_aa")
    return char


def _circled(char: Char, fonts: FontEvidence, counts: Counter[tuple[str, str]]) -> bool:
    """Whether the glyph has the circle of SARA AM: ink well above the body of the letters.

    A glyph without an ink box is judged by its font: one that has SARA AM again and again and
    never SARA AA has the two mixed up.
    """
    if char.inked:
        return char.high > 1.2 * fonts.body(char.font) * char.size
    mixed_up = counts[char.font, SARA_AM] >= MUCH and not counts[char.font, SARA_AA]
    return char.text == SARA_AM and not mixed_up


def _is_dot(char: Char) -> bool:
    """Ink as small as a full stop on the line, in a glyph that moves the pen."""
    small = char.inked and char.high < 0.2 * char.size and char.low > -0.05 * char.size
    return small and not is_zero(char) and char.right - char.left < 0.2 * char.size
