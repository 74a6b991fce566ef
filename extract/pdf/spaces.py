"""The letters of one line as text: a space where one is printed, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from extract.pdf.fonts import CONSONANTS, MARKS, family
from extract.pdf.glyph import Glyph

SPACE = 0.15  # of the font size, beyond the usual gap of the line: a space is printed
SCRIPTS = 0.24  # the same where the typeface changes: LibreOffice parts Latin and Thai by a fifth
SET_APART = 6  # letters standing alone that make distributed text
SARA_AA = 0.33  # of the font size: room that the right half of "ำ" takes at least

_text, _size, _layer = attrgetter("text"), attrgetter("size"), attrgetter("layer")
_measures = attrgetter("text", "x0", "x1", "size")


def plain_line(glyphs: Sequence[Glyph]) -> tuple[str, str, bool]:
    """What `spaced_line` gives for a line that was drawn in one go."""
    text = _single("".join(map(_text, glyphs)))
    if _as_in_file(glyphs):
        return text, text, False
    layers = (glyph.text if glyph.layer is None else glyph.layer for glyph in glyphs)
    return text, _single("".join(layers)), False


def _as_in_file(glyphs: Sequence[Glyph]) -> bool:
    """Whether no repair changed a text."""
    return set(map(_layer, glyphs)) <= {None}


def spaced_line(glyphs: list[Glyph]) -> tuple[str, str, bool]:
    """Text, layer and whether its letters are set apart."""
    blanks = list(map(_text, glyphs)).count(" ")
    if blanks:
        glyphs = list(_without_covered(glyphs))
    wide = _wide_gaps(glyphs)
    text = _with_spaces(list(map(_text, glyphs)), wide)
    apart = blanks + len(wide) >= SET_APART - 1 and _set_apart(glyphs)
    layer = text
    if not _as_in_file(glyphs):
        layer = _with_spaces(
            [glyph.text if glyph.layer is None else glyph.layer for glyph in glyphs], wide)
    return (_closed(text) if apart else _single(text)), _single(layer), apart


def _wide_gaps(glyphs: Sequence[Glyph]) -> list[int]:
    """Indices of the letters before which a gap stands for a space."""
    gaps = _gaps(glyphs)
    if not gaps or max(gaps.values()) <= SPACE * min(map(_size, glyphs)):
        return []
    usual = sorted(gaps.values())[len(gaps) // 2] if len(gaps) >= SET_APART else 0.0
    usual = max(usual, 0.0)
    wide = [place for place, gap in gaps.items() if gap > usual + SPACE * glyphs[place].size]
    return [place for place in wide
            if gaps[place] > usual + _space(glyphs, place) * glyphs[place].size]


def _with_spaces(texts: list[str], wide: Sequence[int]) -> str:
    """The texts joined, with a space at each wide gap that has none."""
    for place in wide:
        if not texts[place].startswith(" ") and not texts[place - 1].endswith(" "):
            texts[place] = " " + texts[place]
    return "".join(texts)


def _space(glyphs: Sequence[Glyph], index: int) -> float:
    """The gap before a glyph that is a space, as a share of the font size."""
    faces = {family(glyph.font).partition("-")[0] for glyph in glyphs[max(0, index - 1):index + 1]}
    return SPACE if len(faces) == 1 else SCRIPTS


def _without_covered(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The glyphs without blanks that leave no gap, as the next glyph is drawn over them.

    Programs pad cells with blanks and step back: "3 ,448,000" is printed 3,448,000.
    """
    end: float | None = None
    blanks: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text == " ":
            blanks.append(glyph)
            continue
        if blanks and (end is None or glyph.x0 - end > 0.35 * (blanks[0].x1 - blanks[0].x0)):
            yield from blanks
        blanks = []
        end = glyph.x1
        yield glyph
    yield from blanks


def _single(text: str) -> str:
    """Each run of blanks as one, none at the ends."""
    if "  " not in text:
        return text.strip(" ")
    return " ".join(part for part in text.split(" ") if part)


def _gaps(glyphs: Sequence[Glyph]) -> dict[int, float]:
    """Index of each letter -> how far it stands from the one before.

    A mark takes no room of its own. Chromium draws letter and mark as one glyph, whose width the
    library halves: the letter's box ends too early, the mark's where the pair does.
    """
    gaps: dict[int, float] = {}
    start: float | None = None
    end: float | None = None
    for index, (text, x0, x1, size) in enumerate(map(_measures, glyphs)):
        if not text:
            continue
        if text in MARKS:
            end = None if end is None else max(end, x1)
            continue
        if end is not None:
            gaps[index] = x0 - end
        start, end = x0, x1 if text != "ำ" else _end_of_sara_am(x0, x1, size, start)
    return gaps


def _end_of_sara_am(x0: float, x1: float, size: float, start: float | None) -> float:
    """Where "ำ" ends; `start`: where the letter before it began.

    Fonts may draw it as a mark without width and a nameless "า", which is about as wide as a
    letter: behind the letter, or behind the pair where letter and mark are one glyph.
    """
    if start is not None and x0 - start < 0.05 * size:
        return 2 * x1 - x0
    return max(x1, x0 + SARA_AA * size)


def _set_apart(glyphs: list[Glyph]) -> bool:
    """Whether the line is distributed text: nearly every letter stands alone between spaces."""
    words = "".join(glyph.text for glyph in glyphs).split()
    alone = sum(len([letter for letter in word if letter not in MARKS]) == 1
                and word[0] in CONSONANTS for word in words)
    return alone >= SET_APART and alone >= 0.6 * len(words)


def _closed(text: str) -> str:
    """Distributed text without the space between two letters; a wider space stays one."""
    return _single(re.sub(" ( ?) *", r"\1", text))
