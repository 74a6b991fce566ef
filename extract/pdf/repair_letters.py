"""Letters whose ink says something else: SARA AM without a circle, a full stop called ศ."""

from __future__ import annotations

from collections import Counter

from extract.pdf.char import Char, Chars
from extract.pdf.fonts import FontEvidence, is_zero
from extract.pdf.repair_marks import SARA_AA, SARA_AM

SO_SALA = "\u0e28"
DOUBTFUL = frozenset((SARA_AA, SARA_AM, SO_SALA))
MUCH = 10  # SARA AM in a font without any SARA AA, where there is no ink to look at


def letters_read(chars: Chars, fonts: FontEvidence) -> Chars:
    """The glyphs with SARA AA, SARA AM and full stops as printed."""
    places = chars.places(DOUBTFUL)
    texts = list(map(chars.text.__getitem__, places))
    counts = Counter(zip(map(chars.font.__getitem__, places), texts, strict=True))
    for place, text in zip(places, texts, strict=True):
        if chars.span[place]:
            continue
        if text == SO_SALA:
            if _is_dot(chars[place]):
                chars.fix(place, ".", "pdf.full_stop")
        elif _circled(chars, place, fonts, counts) != (text == SARA_AM):
            if text == SARA_AM:
                chars.fix(place, SARA_AA, "pdf.aa_as_am")
            else:
                chars.fix(place, SARA_AM, "pdf.am_as_aa")
    return chars


def _circled(
    chars: Chars, index: int, fonts: FontEvidence, counts: Counter[tuple[str, str]]
) -> bool:
    """Whether the glyph has the circle of SARA AM: ink well above the body of the letters.

    A glyph without an ink box is judged by its font: one that has SARA AM again and again and
    never SARA AA has the two mixed up.
    """
    font = chars.font[index]
    if chars.inked(index):
        return bool(chars.high[index] > 1.2 * fonts.body(font) * chars.size[index])
    mixed_up = counts[font, SARA_AM] >= MUCH and not counts[font, SARA_AA]
    return chars.text[index] == SARA_AM and not mixed_up


def _is_dot(char: Char) -> bool:
    """Ink as small as a full stop on the line, in a glyph that moves the pen."""
    small = char.inked and char.high < 0.2 * char.size and char.low > -0.05 * char.size
    return small and not is_zero(char) and char.right - char.left < 0.2 * char.size
