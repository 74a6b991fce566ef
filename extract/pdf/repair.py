"""What the text layer meant: the repairs of a page, in order, each with evidence and a rule id.

A repair changes a glyph's text, never its place. A font without a defect passes unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from pypdfium2 import PdfPage

from extract.pdf.char import Char, Chars
from extract.pdf.fonts import FontEvidence, table
from extract.pdf.letters import SEVERAL
from extract.pdf.repair_codes import codes_read
from extract.pdf.repair_ink import pictures_read
from extract.pdf.repair_letters import letters_read
from extract.pdf.repair_marks import marks_read
from extract.pdf.repair_order import ordered, without_overprint
from extract.pdf.repair_source import with_lost_marks, with_second_source
from extract.pdf.repair_vowels import vowels_read

#: What stands for a glyph that is printed but cannot be read.
UNKNOWN = "\ufffd"


def repaired(
    given: Chars | Iterable[Char], page: PdfPage, number: int, fonts: FontEvidence
) -> Chars:
    """The glyphs of page `number` with the text that is printed; columns are changed in place.

    Example: ส + a space that has ink + า + น become ส + "" + ำ + น.
    """
    chars = with_second_source(Chars.of(given), page, number, fonts)
    fonts.learn(chars)
    chars = without_overprint(chars)
    chars = codes_read(chars, fonts)
    chars = pictures_read(marks_read(chars, fonts), page, fonts)
    chars = with_lost_marks(chars, page, number, fonts)
    chars = letters_read(chars, fonts)
    chars = vowels_read(chars, fonts)
    return unread_shown(ordered(chars))


def unread_shown(chars: Chars) -> Chars:
    """Control characters that print something: nobody knows what, so they are shown as U+FFFD."""
    doubtful = (chars.codes < ord(" ")) | (chars.codes == SEVERAL)
    if doubtful.any():
        for place in np.flatnonzero(doubtful & chars.inked).tolist():
            if chars.text[place] < " ":
                chars.fix(place, UNKNOWN, "pdf.unread")
    return chars


def confidence(rules: tuple[str, ...]) -> float:
    """Share of readings right after these repairs: that of the weakest of them."""
    known = table("pdf_rules.csv")
    return min([float(known[rule]) for rule in rules if rule in known], default=1.0)
