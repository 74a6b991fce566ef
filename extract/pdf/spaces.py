"""The letters of lines as text: a space where one is printed, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extract.pdf.fonts import CONSONANTS, MARKS, family
from extract.pdf.glyph import Glyphs
from extract.pdf.letters import SPACE as BLANK
from extract.pdf.letters import Flags, Places
from extract.pdf.native import Numbers
from extract.pdf.writing import MARK_LETTERS, SPACE, Lines, hanging

SCRIPTS = 0.24  # as SPACE, where the typeface changes: LibreOffice parts Latin and Thai by a fifth
SET_APART = 6  # letters standing alone that make distributed text
SARA_AA = 0.33  # of the font size: room that the right half of "ำ" takes at least
COVERED = 0.35  # of the width of a blank: a smaller gap where it stands is none
SARA_AM = ord("ำ")


class LineTexts(NamedTuple):
    """What each line reads, what the file says there, and the lines whose letters are set apart.

    layers: `texts` itself where the file says the same in all lines.
    """

    texts: list[str]
    layers: list[str]
    apart: set[int]


def line_texts(glyphs: Glyphs, lines: Lines) -> LineTexts:
    """The text of each line; its glyphs are in writing order."""
    blanks = glyphs.codes[lines.places] == BLANK
    many = np.bincount(lines.numbers, blanks, len(lines.pieces))
    lines = _without_covered(glyphs, lines, blanks)
    wide = _wide_gaps(glyphs, lines)
    many += np.bincount(lines.numbers[wide], minlength=len(lines.pieces))
    places, ends, spaces = lines.places.tolist(), [0, *lines.ends], wide.tolist()
    plain = list(map(glyphs.text.__getitem__, places))
    spaced = _with_spaces(plain, spaces)
    texts = layers = [_single("".join(spaced[start:end])) for start, end in pairwise(ends)]
    apart = {number for number in np.flatnonzero(many >= SET_APART - 1).tolist()
             if _set_apart("".join(plain[ends[number]:ends[number + 1]]))}
    if glyphs.layers:
        raw = _with_spaces([glyphs.layers.get(p, glyphs.text[p]) for p in places], spaces)
        layers = [_single("".join(raw[start:end])) for start, end in pairwise(ends)]
    if apart:
        texts = [_closed("".join(spaced[start:end])) if number in apart else text
                 for number, (text, (start, end)) in enumerate(
                     zip(texts, pairwise(ends), strict=True))]
    return LineTexts(texts, layers, apart)


def _with_spaces(texts: list[str], wide: Sequence[int]) -> list[str]:
    """The texts with a space at each wide gap that has none."""
    if not wide:
        return texts
    spaced = list(texts)
    for place in wide:
        if not spaced[place].startswith(" ") and not spaced[place - 1].endswith(" "):
            spaced[place] = " " + spaced[place]
    return spaced


def _without_covered(glyphs: Glyphs, lines: Lines, blanks: Flags) -> Lines:
    """The lines without blanks that leave no gap, as the next glyph is drawn over them.

    Programs pad cells with blanks and step back: "3 ,448,000" is printed 3,448,000.
    """
    printed = np.flatnonzero(~blanks)
    before, after = printed[:-1], printed[1:]
    parted = (after - before > 1) & (lines.numbers[before] == lines.numbers[after])
    before, after = before[parted], after[parted]
    if not len(before):
        return lines
    x0, x1 = glyphs.x0[lines.places], glyphs.x1[lines.places]
    gap, first = x0[after] - x1[before], before + 1
    covered = ~(gap > COVERED * (x1[first] - x0[first]))
    if not covered.any():
        return lines
    kept = np.ones(len(blanks), bool)
    for start, end in zip(first[covered].tolist(), after[covered].tolist(), strict=True):
        kept[start:end] = False
    return lines._replace(places=lines.places[kept], numbers=lines.numbers[kept])


def _wide_gaps(glyphs: Glyphs, lines: Lines) -> Places:
    """Where in the lines a gap stands for a space: the indices of the letters behind them."""
    letters, gaps = _gaps(glyphs, lines)
    sizes = glyphs.size[lines.places[letters]]
    some = gaps > SPACE * sizes
    if not some.any():
        return letters[:0]
    numbers = lines.numbers[letters]
    usual = _usual(numbers, gaps, len(lines.pieces))[numbers]
    wide = np.flatnonzero(gaps > usual + SPACE * sizes)
    space = _spaces(glyphs, lines, letters[wide])
    return letters[wide[gaps[wide] > usual[wide] + space * sizes[wide]]]


def _usual(numbers: Places, gaps: Numbers, lines: int) -> Numbers:
    """The usual gap of each line: the middle one where there are enough, never below 0."""
    counts = np.bincount(numbers, minlength=lines)
    middle = np.cumsum(counts) - counts + counts // 2
    enough = counts >= SET_APART
    found = np.zeros(lines)
    found[enough] = gaps[np.lexsort((gaps, numbers))][middle[enough]]
    return np.maximum(found, 0.0)


def _spaces(glyphs: Glyphs, lines: Lines, letters: Places) -> Numbers:
    """The gap before each of these letters that is a space, as a share of the font size."""
    found = np.full(len(letters), SPACE)
    fonts, before = (glyphs.font[lines.places[at]] for at in (letters, letters - 1))
    for number in np.flatnonzero(fonts != before).tolist():
        names = (glyphs.fonts[font] for font in (fonts[number], before[number]))
        if len({family(name).partition("-")[0] for name in names}) > 1:
            found[number] = SCRIPTS
    return found


def _gaps(glyphs: Glyphs, lines: Lines) -> tuple[Places, Numbers]:
    """The letters that follow another one in their line, and how far they stand from it.

    A mark takes no room of its own. Chromium draws letter and mark as one glyph, whose width the
    library halves: the letter's box ends too early, the mark's where the pair does.
    """
    codes = glyphs.codes[lines.places]
    letters = np.flatnonzero(~hanging(codes))
    places, numbers = lines.places[letters], lines.numbers[letters]
    starts, ends = glyphs.x0[places], glyphs.x1[places]
    follows = np.zeros(len(letters), bool)
    follows[1:] = numbers[1:] == numbers[:-1]
    for am in np.flatnonzero(codes[letters] == SARA_AM).tolist():
        before = starts[am - 1] if follows[am] else None
        ends[am] = end_of_sara_am(starts[am], ends[am], glyphs.size[places[am]], before)
    marks = np.flatnonzero(MARK_LETTERS.among(codes))
    owners = np.searchsorted(letters, marks) - 1
    marks, owners = marks[owners >= 0], owners[owners >= 0]
    own = numbers[owners] == lines.numbers[marks]
    np.maximum.at(ends, owners[own], glyphs.x1[lines.places[marks[own]]])
    return letters[follows], (starts[1:] - ends[:-1])[follows[1:]]


def end_of_sara_am(x0: float, x1: float, size: float, start: float | None) -> float:
    """Where "ำ" ends; `start`: where the letter before it began.

    Fonts may draw it as a mark without width and a nameless "า", which is about as wide as a
    letter: behind the letter, or behind the pair where letter and mark are one glyph.
    """
    if start is not None and x0 - start < 0.05 * size:
        return 2 * x1 - x0
    return max(x1, x0 + SARA_AA * size)


def _set_apart(text: str) -> bool:
    """Whether the line is distributed text: nearly every letter stands alone between spaces."""
    words = text.split()
    alone = sum(len([letter for letter in word if letter not in MARKS]) == 1
                and word[0] in CONSONANTS for word in words)
    return alone >= SET_APART and alone >= 0.6 * len(words)


def _closed(text: str) -> str:
    """Distributed text without the space between two letters; a wider space stays one."""
    return _single(re.sub(" ( ?) *", r"\1", text))


def _single(text: str) -> str:
    """Each run of blanks as one, none at the ends."""
    if "  " not in text:
        return text.strip(" ")
    return " ".join(part for part in text.split(" ") if part)
