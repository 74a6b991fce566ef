"""Letters whose ink says something else: SARA AM without a circle, a full stop called ศ."""

from __future__ import annotations

import numpy as np

from extract.pdf.char import Char, Chars
from extract.pdf.fonts import FontEvidence, is_zero
from extract.pdf.letters import Flags
from extract.pdf.repair_marks import SARA_AA, SARA_AM

SO_SALA = "\u0e28"
MUCH = 10  # SARA AM in a font without any SARA AA, where there is no ink to look at


def letters_read(chars: Chars, fonts: FontEvidence) -> Chars:
    """The glyphs with SARA AA, SARA AM and full stops as printed."""
    is_am, doubted = chars.codes == ord(SARA_AM), chars.span == 0
    vowels = is_am | (chars.codes == ord(SARA_AA))
    wrong = doubted & vowels & (_circled(chars, fonts, vowels & ~is_am, is_am) != is_am)
    for place in np.flatnonzero(wrong).tolist():
        if is_am[place]:
            chars.fix(place, SARA_AA, "pdf.aa_as_am")
        else:
            chars.fix(place, SARA_AM, "pdf.am_as_aa")
    for place in np.flatnonzero(doubted & (chars.codes == ord(SO_SALA))).tolist():
        if _is_dot(chars[place]):
            chars.fix(place, ".", "pdf.full_stop")
    return chars


def _circled(chars: Chars, fonts: FontEvidence, is_aa: Flags, is_am: Flags) -> Flags:
    """Whether a vowel has the circle of SARA AM: ink well above the body of the letters.

    A glyph without an ink box is judged by its font: one that has SARA AM again and again and
    never SARA AA has the two mixed up.
    """
    count = len(chars.fonts)
    true_am = (np.bincount(chars.font[is_am], minlength=count) < MUCH) | (
        np.bincount(chars.font[is_aa], minlength=count) > 0)
    bodies = np.array([fonts.body(font) for font in chars.fonts])
    high = chars.high > 1.2 * bodies[chars.font] * chars.size
    return np.where(chars.inked, high, is_am & true_am[chars.font])


def _is_dot(char: Char) -> bool:
    """Ink as small as a full stop on the line, in a glyph that moves the pen."""
    small = char.inked and char.high < 0.2 * char.size and char.low > -0.05 * char.size
    return small and not is_zero(char) and char.right - char.left < 0.2 * char.size
