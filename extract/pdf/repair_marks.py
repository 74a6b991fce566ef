"""Marks that the layer calls a space, a digit, a control character or another mark.

Every Thai mark moves the pen nowhere, so a glyph with ink above the body (or below the line)
and no advance that is not a mark's code point is a mark mapped wrongly. Which one, its ink says.
"""

from __future__ import annotations

import numpy as np

from extract.pdf.char import Char, Chars, fixed
from extract.pdf.fonts import CONSONANTS, MARKS, TONES, ZERO, FontEvidence
from extract.pdf.letters import LetterSet

UNKNOWN = "\ufffd"
NIKHAHIT, MAI_THO = "\u0e4d", "\u0e49"
SARA_AA, SARA_AM = "\u0e32", "\u0e33"
_MARKS = LetterSet(MARKS)
_AFTER = LetterSet(TONES | {SARA_AA, SARA_AM})


def marks_read(chars: Chars, fonts: FontEvidence) -> Chars:
    """The glyphs with every mark under its own name."""
    still = (chars.advance < 1.0) & ~_MARKS.among(chars.codes)
    tones = chars.codes == ord(MAI_THO)
    tones[:-1] &= _AFTER.among(chars.codes[1:])
    for place in np.flatnonzero(still | tones).tolist():
        if chars.text[place] == MAI_THO and not before_aa(chars, place):
            continue  # a tone like any other
        if _doubtful(chars[place], fonts):
            chars[place] = _read(chars, place, fonts)
    return chars


def _doubtful(char: Char, fonts: FontEvidence) -> bool:
    """Whether a glyph that moves the pen little or not may be a mark under another name."""
    if char.given or not char.text or char.text == SARA_AM:
        return False
    if char.text == MAI_THO:
        return char.inked
    moves = char.advance > ZERO * char.size
    return not moves and (char.text == " " or char.inked) and fonts.moves(char.font)


def _read(chars: Chars, index: int, fonts: FontEvidence) -> Char:
    char = chars[index]
    if char.text in MARKS:
        return _nikhahit_as_tone(chars, index, fonts)
    if not char.inked:
        return _blank_nikhahit(chars, index)
    if not fonts.is_mark(char):
        return char
    if set(char.text) & CONSONANTS:
        return fixed(char, UNKNOWN, "pdf.letters_replaced")
    found = fonts.mark(char)
    if found is not None:
        return fixed(char, found, _rule(char.text))
    if before_aa(chars, index) and char.low > 0:
        return fixed(char, NIKHAHIT, "pdf.mark.before_aa")
    return fixed(char, UNKNOWN, "pdf.mark.unknown")


def _rule(text: str) -> str:
    """The defect's name by what the layer says: a space, U+FFFD, a character of another kind."""
    if text == " ":
        return "pdf.mark.as_space"
    if text == UNKNOWN:
        return "pdf.mark.as_unknown"
    return "pdf.mark.as_ascii" if text < "\x7f" else "pdf.mark.as_other"


def _blank_nikhahit(chars: Chars, index: int) -> Char:
    """A space of no width and no ink before SARA AA; pdfium makes up none of these itself."""
    return fixed(chars[index], NIKHAHIT, "pdf.mark.before_aa") if before_aa(chars, index) \
        else chars[index]


def _nikhahit_as_tone(chars: Chars, index: int, fonts: FontEvidence) -> Char:
    """MAI THO with the drawing of NIKHAHIT before SARA AA: "จ้าเป็น" is printed จำเป็น.

    ด้าน and หน้า stand in the same fonts; their MAI THO is half as wide again.
    """
    char = chars[index]
    if char.low > 0.6 * char.size:
        return char
    found = fonts.mark(char)
    if found == NIKHAHIT:
        return fixed(char, NIKHAHIT, "pdf.mark.as_tone")
    return char


def before_aa(chars: Chars, index: int) -> bool:
    """Whether SARA AA or SARA AM follows on the line, at most a tone mark between."""
    texts, size = chars.text, chars.size[index]
    for place in range(index + 1, min(index + 3, len(texts))):
        if abs(chars.y[place] - chars.y[index]) > 0.2 * size and not chars.angle[place]:
            return False
        if texts[place] in (SARA_AA, SARA_AM):
            return bool(abs(chars.x[place] - chars.x[index]) < size)
        if texts[place] not in TONES:
            return False
    return False
