"""The glyphs of printed lines in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extract.pdf.fonts import MARKS, TONES
from extract.pdf.glyph import Glyphs
from extract.pdf.letters import NOTHING, Codes, Flags, LetterSet, Places

SPACE = 0.15  # of the font size, beyond the usual gap of the line: a space is printed
REACH = 0.5  # of the font size: how far a mark may stand behind its letter
BACK = 0.3  # of the font size: a step back that no writing makes

MARK_LETTERS = LetterSet(MARKS)


class Lines(NamedTuple):
    """Glyphs line after line: their places in the columns, and the line of each.

    numbers: count the lines from 0; pieces: the cell or other piece that each line belongs to.
    """

    places: Places
    numbers: Places
    pieces: list[int]

    @property
    def firsts(self) -> Flags:
        """Whether a glyph is the first of its line."""
        found = np.ones(len(self.numbers), bool)
        found[1:] = self.numbers[1:] != self.numbers[:-1]
        return found

    @property
    def ends(self) -> list[int]:
        """Where each line ends."""
        ends: list[int] = np.searchsorted(
            self.numbers, np.arange(len(self.pieces)), "right").tolist()
        return ends

    def each(self, first: int = 0) -> Iterator[Places]:
        """The places of the glyphs of each line from the first (or another) on."""
        ends = [0, *self.ends]
        return (self.places[start:end] for start, end in pairwise(ends[first:]))


def in_writing_order(glyphs: Glyphs, lines: Lines) -> Lines:
    """The lines with their glyphs from left to right, each mark behind its letter.

    Stream order is writing order within a piece of text, whatever the places of its marks; only
    pieces drawn out of turn are sorted by place.
    """
    turned = _out_of_turn(glyphs, lines)
    if not turned:
        return lines
    places = lines.places.copy()
    for number in turned:
        start, end = np.searchsorted(lines.numbers, (number, number + 1)).tolist()
        places[start:end] = _sorted(_Line(glyphs, places[start:end]))
    return lines._replace(places=places)


def _out_of_turn(glyphs: Glyphs, lines: Lines) -> list[int]:
    """The lines that may hold pieces drawn out of turn; the others are in writing order."""
    x0, x1, size = (column[lines.places] for column in (glyphs.x0, glyphs.x1, glyphs.size))
    hangs, first = hanging(glyphs.codes[lines.places]), lines.firsts
    letter = np.maximum.accumulate(np.where(~hangs | first, np.arange(len(x0)), 0))[:-1]
    ahead = np.where(hangs, REACH, SPACE) * size
    apart = ~first
    apart[1:] &= ~((x0[letter] - BACK * size[1:] <= x0[1:]) & (x0[1:] <= x1[letter] + ahead[1:]))
    begins = np.flatnonzero(first | apart)
    backwards = np.zeros(len(x0), bool)
    backwards[begins[1:]] = ~(x0[begins[1:]] >= x0[begins[:-1]])
    odd = (apart & (hangs | backwards)) | (first & hangs)
    return sorted(set(lines.numbers[odd].tolist()))


def hanging(codes: Codes) -> Flags:
    """Which glyphs take no room of their own: marks, and what prints nothing."""
    found: Flags = MARK_LETTERS.among(codes) | (codes == NOTHING)
    return found


class _Line:
    """The glyphs of one line, to be sorted: an index is a place in the line."""

    def __init__(self, glyphs: Glyphs, places: Places) -> None:
        self.places = places
        self.text = [glyphs.text[place] for place in places.tolist()]
        self.x0, self.x1, self.size = (
            column[places].tolist() for column in (glyphs.x0, glyphs.x1, glyphs.size))


def _sorted(line: _Line) -> Places:
    """The places of a line's glyphs in writing order."""
    pieces = _pieces(line)
    if len(pieces) == 1:
        return line.places
    whole = [piece for piece in pieces if line.text[piece[0]] not in MARKS]
    whole.sort(key=lambda piece: line.x0[piece[0]])
    written = [index for piece in whole for index in piece]
    for piece in pieces:
        if line.text[piece[0]] in MARKS:
            _attach(line, written, piece)
    return line.places[written]


def _pieces(line: _Line) -> list[list[int]]:
    """Stretches drawn in one go, broken by a step back and by any gap.

    What is drawn later may belong into the gap: a quotation mark from another font.
    """
    pieces: list[list[int]] = []
    start = end = 0.0
    for index, (text, x0, x1, size) in enumerate(
            zip(line.text, line.x0, line.x1, line.size, strict=True)):
        mark = text in MARKS or not text
        ahead = REACH if mark else SPACE
        follows = start - BACK * size <= x0 <= end + ahead * size
        if pieces and follows:
            pieces[-1].append(index)
        else:
            pieces.append([index])
        if not mark or not follows:
            start, end = x0, x1
    return pieces


def _attach(line: _Line, written: list[int], piece: list[int]) -> None:
    """Marks drawn apart from their letters: behind the letter over which they stand."""
    text = line.text
    for mark in piece:
        at, near = line.x0[mark], 0.05 * line.size[mark]
        place = len(written)
        for number, index in enumerate(written):
            if text[index] in MARKS or not text[index].strip():
                continue
            if line.x0[index] < at - near <= line.x1[index] + near:
                place = number + 1
        while place < len(written) and text[written[place]] in MARKS \
                and (text[written[place]] not in TONES or text[mark] in TONES):
            place += 1
        written.insert(place, mark)
