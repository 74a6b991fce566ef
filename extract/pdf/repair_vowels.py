"""SARA AM in pieces and doubled: ํ + า, ้ํา, ำา, ํำ -> ำ; and เเ -> แ."""

from __future__ import annotations

from extract.pdf.chars import Char, fixed
from extract.pdf.fonts import TONES, FontEvidence
from extract.pdf.repair_marks import NIKHAHIT, SARA_AA, SARA_AM

SARA_E, SARA_AE = "\u0e40", "\u0e41"
PIECES = frozenset((NIKHAHIT, SARA_AM, SARA_E))


def vowels_read(chars: list[Char], fonts: FontEvidence) -> list[Char]:
    """The glyphs with every SARA AM and SARA AE in one piece, at its last glyph."""
    made = list(chars)
    places = [index for index, char in enumerate(chars) if char.text in PIECES]
    for index in places:
        char = made[index]
        text = char.text
        if text == NIKHAHIT:
            _join(made, index, "pdf.am.split")
        elif text == SARA_AM:
            _join(made, index, "pdf.am.doubled")
        elif text == SARA_E and _touching(made, index, index + 1, SARA_E):
            made[index] = fixed(char, "", "pdf.sara_ae")
            made[index + 1] = fixed(made[index + 1], SARA_AE, "pdf.sara_ae")
    return made


def _join(chars: list[Char], index: int, rule: str) -> None:
    """A piece and the SARA AA or AM after it (or, drawn out of turn, before it) become one AM."""
    last = index + 1
    while last < len(chars) and chars[last].text and chars[last].text in TONES:
        last += 1
    if _touching(chars, index, last, SARA_AA, SARA_AM):
        chars[index] = fixed(chars[index], "", rule)
        chars[last] = _am(chars[last], rule)
    elif rule == "pdf.am.split" and index and _touching(chars, index, index - 1, SARA_AA):
        chars[index] = fixed(chars[index], "", rule)
        chars[index - 1] = _am(chars[index - 1], rule)


def _am(char: Char, rule: str) -> Char:
    return char if char.text == SARA_AM else fixed(char, SARA_AM, rule)


def _touching(chars: list[Char], index: int, other: int, *texts: str) -> bool:
    """Whether the other glyph has one of the texts and stands beside this one on its line."""
    if other >= len(chars) or chars[other].text not in texts:
        return False
    here, there = chars[index], chars[other]
    reach = here.advance + 0.6 * here.size
    return abs(there.x - here.x) < reach and abs(there.y - here.y) < max(reach * bool(here.angle),
                                                                        0.2 * here.size)
