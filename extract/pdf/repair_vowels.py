"""SARA AM in pieces and doubled: ํ + า, ้ํา, ำา, ํำ -> ำ; and เเ -> แ."""

from __future__ import annotations

import numpy as np

from extract.pdf.char import Chars
from extract.pdf.fonts import TONES, FontEvidence
from extract.pdf.letters import Codes, LetterSet
from extract.pdf.repair_marks import NIKHAHIT, SARA_AA, SARA_AM

SARA_E, SARA_AE = "\u0e40", "\u0e41"
_TONES = LetterSet(TONES)


def vowels_read(chars: Chars, fonts: FontEvidence) -> Chars:
    """The glyphs with every SARA AM and SARA AE in one piece, at its last glyph."""
    for index in _pieces(chars.codes):
        text = chars.text[index]
        if text == NIKHAHIT:
            _join(chars, index, "pdf.am.split")
        elif text == SARA_AM:
            _join(chars, index, "pdf.am.doubled")
        elif text == SARA_E and _touching(chars, index, index + 1, SARA_E):
            chars.fix(index, "", "pdf.sara_ae")
            chars.fix(index + 1, SARA_AE, "pdf.sara_ae")
    return chars


def _pieces(codes: Codes) -> list[int]:
    """Where a vowel may go on: any NIKHAHIT, SARA AM before a vowel or tone, two SARA E."""
    behind = codes[1:]
    vowels = (behind == ord(SARA_AA)) | (behind == ord(SARA_AM))
    found = codes == ord(NIKHAHIT)
    found[:-1] |= (codes[:-1] == ord(SARA_AM)) & (vowels | _TONES.among(behind))
    found[:-1] |= (codes[:-1] == ord(SARA_E)) & (behind == ord(SARA_E))
    places: list[int] = np.flatnonzero(found).tolist()
    return places


def _join(chars: Chars, index: int, rule: str) -> None:
    """A piece and the SARA AA or AM after it (or, drawn out of turn, before it) become one AM."""
    texts, last = chars.text, index + 1
    while last < len(texts) and texts[last] in TONES:
        last += 1
    if _touching(chars, index, last, SARA_AA, SARA_AM):
        chars.fix(index, "", rule)
        _make_am(chars, last, rule)
    elif rule == "pdf.am.split" and index and _touching(chars, index, index - 1, SARA_AA):
        chars.fix(index, "", rule)
        _make_am(chars, index - 1, rule)


def _make_am(chars: Chars, index: int, rule: str) -> None:
    if chars.text[index] != SARA_AM:
        chars.fix(index, SARA_AM, rule)


def _touching(chars: Chars, index: int, other: int, *texts: str) -> bool:
    """Whether the other glyph has one of the texts and stands beside this one on its line."""
    if other >= len(chars) or chars.text[other] not in texts:
        return False
    here, there = chars[index], chars[other]
    reach = here.advance + 0.6 * here.size
    return abs(there.x - here.x) < reach and abs(there.y - here.y) < max(reach * bool(here.angle),
                                                                        0.2 * here.size)
