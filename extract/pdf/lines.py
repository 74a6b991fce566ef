"""From glyphs to text: all lines of a page by their baselines, and what each cell reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extract.pdf.cells import NONE
from extract.pdf.glyph import DESCENT, Glyph, Glyphs
from extract.pdf.letters import Places
from extract.pdf.repair import confidence
from extract.pdf.spaces import LineTexts, line_texts
from extract.pdf.writing import Lines, in_writing_order

__all__ = ["Glyph", "Glyphs", "Reading", "lines_of", "printed_lines", "reading", "readings"]

SAME_LINE = 0.35  # of the font size: baselines this close belong to one line


class Reading(NamedTuple):
    """The text of a cell or line; layer: the file's own text where that differs, else None."""

    text: str
    layer: str | None = None
    repairs: tuple[str, ...] = ()
    confidence: float = 1.0


def reading(glyphs: Glyphs | Sequence[Glyph]) -> Reading:
    """The printed text of the glyphs of one cell or line, lines joined with line breaks.

    Example: the glyphs of a cell printed "ส านัก" by its layer -> text "สำนัก", layer "ส านัก".
    """
    columns = Glyphs.of(glyphs)
    [found] = readings(columns, lines_of(columns, [np.arange(len(columns))]), 1)
    return found


def readings(glyphs: Glyphs, lines: Lines, pieces: int) -> list[Reading]:
    """The same of the lines of many cells and other pieces in one go; pieces: how many."""
    lines = in_writing_order(glyphs, lines)
    texts, rules = line_texts(glyphs, lines), _rules(glyphs, lines)
    ends = np.searchsorted(lines.pieces, np.arange(pieces), "right").tolist()
    return [_reading(texts, slice(start, end), rules.get(piece, ()))
            for piece, (start, end) in enumerate(pairwise([0, *ends]))]


def _rules(glyphs: Glyphs, lines: Lines) -> dict[int, Iterable[str]]:
    """The repairs of the glyphs of each piece that has any, in stream order."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    number_of = np.full(len(glyphs), -1)
    number_of[lines.places] = lines.numbers
    for place in sorted(glyphs.repairs, key=glyphs.order.__getitem__):
        number = number_of[place]
        if number >= 0:
            found[lines.pieces[number]].update(dict.fromkeys(glyphs.repairs[place]))
    return dict(found)


def _reading(lines: LineTexts, own: slice, rules: Iterable[str]) -> Reading:
    """What some of the lines read together."""
    text = layer = "\n".join(filter(None, lines.texts[own]))
    if lines.layers is not lines.texts:
        layer = "\n".join(filter(None, lines.layers[own]))
    if lines.apart and not lines.apart.isdisjoint(range(own.start, own.stop)):
        rules = (*rules, "pdf.distributed")
    repairs = tuple(rules)
    return Reading(text, layer if layer != text else None, repairs, confidence(repairs))


def printed_lines(glyphs: Glyphs | Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each printed line, lines from top to bottom, glyphs in stream order."""
    columns = Glyphs.of(glyphs)
    found = list(columns)
    lines = lines_of(columns, [np.arange(len(found))])
    return [[found[place] for place in places.tolist()] for places in lines.each()]


def lines_of(glyphs: Glyphs, pieces: Sequence[Places]) -> Lines:
    """The printed lines of each piece, from top to bottom, glyphs in stream order.

    What is sorted are stretches of glyphs of one size on one baseline, as text is drawn.
    """
    places = np.concatenate([NONE, *pieces])
    group = np.repeat(np.arange(len(pieces)), list(map(len, pieces)))
    order = glyphs.order[places]
    if bool(((order[1:] < order[:-1]) & (group[1:] == group[:-1])).any()):
        places = places[np.lexsort((order, group))]
    sizes = glyphs.size[places]
    bases = (glyphs.bottom - DESCENT * glyphs.size)[places]
    begins = np.ones(len(places), bool)
    begins[1:] = (bases[1:] != bases[:-1]) | (group[1:] != group[:-1]) | (sizes[1:] != sizes[:-1])
    starts = np.flatnonzero(begins)
    lengths = np.append(starts[1:], len(places)) - starts
    downwards = np.lexsort((bases[starts], group[starts]))
    numbers, of_pieces = _numbered(*(
        column[starts][downwards].tolist() for column in (group, bases, sizes)))
    drawn = downwards[np.lexsort((downwards, numbers))]
    lengths = lengths[drawn]
    ends = np.cumsum(lengths)
    inner = np.arange(len(places)) - np.repeat(ends - lengths, lengths)
    return Lines(places[np.repeat(starts[drawn], lengths) + inner],
                 np.repeat(np.sort(numbers), lengths), of_pieces)


def _numbered(
    pieces: Sequence[int], bases: Sequence[float], sizes: Sequence[float]
) -> tuple[Places, list[int]]:
    """The line of each stretch, from 0, and the piece of each line."""
    numbers: list[int] = []
    of_lines: list[int] = []
    base = size = 0.0
    for piece, here, first in zip(pieces, bases, sizes, strict=True):
        same = of_lines and of_lines[-1] == piece
        if not (same and here - base <= SAME_LINE * max(size, first)):
            base, size = here, first
            of_lines.append(piece)
        numbers.append(len(of_lines) - 1)
    return np.array(numbers, np.intp), of_lines
