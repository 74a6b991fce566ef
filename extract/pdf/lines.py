"""From glyphs to text: lines by baseline, letters in writing order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from extract.pdf.fonts import MARKS, TONES
from extract.pdf.glyph import DESCENT, Glyph
from extract.pdf.repair import confidence
from extract.pdf.spaces import SPACE, plain_line, spaced_line

__all__ = ["Glyph", "Reading", "in_writing_order", "printed_lines", "reading"]

SAME_LINE = 0.35  # of the font size: baselines this close belong to one line
CLOSE = 0.14  # of the font size: a gap that is no space by any rule
REACH = 0.5  # of the font size: how far a mark may stand behind its letter
BACK = 0.3  # of the font size: a step back that no writing makes

_order = attrgetter("order")
_measures = attrgetter("text", "x0", "x1", "size")


class Reading(NamedTuple):
    """The text of a cell or line; layer: the file's own text where that differs, else None."""

    text: str
    layer: str | None = None
    repairs: tuple[str, ...] = ()
    confidence: float = 1.0


def reading(glyphs: Sequence[Glyph]) -> Reading:
    """The printed text of the glyphs of one cell or line, lines joined with line breaks.

    Example: the glyphs of a cell printed "ส านัก" by its layer -> text "สำนัก", layer "ส านัก".
    """
    texts, layers = [], []
    repaired = sorted([glyph for glyph in glyphs if glyph.repairs], key=_order)
    rules = dict.fromkeys(rule for glyph in repaired for rule in glyph.repairs)
    for line in printed_lines(glyphs):
        plain = _drawn_in_one_go(line)
        text, layer, apart = plain_line(line) if plain else spaced_line(in_writing_order(line))
        texts.append(text)
        layers.append(layer)
        if apart:
            rules["pdf.distributed"] = None
    text, layer = _stacked(texts), _stacked(layers)
    repairs = tuple(rules)
    return Reading(text, layer if layer != text else None, repairs, confidence(repairs))


def _stacked(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def printed_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each printed line, lines from top to bottom, glyphs in stream order."""
    lines: list[list[Glyph]] = []
    base = size = 0.0
    for here, level in _levels(glyphs):
        first = level[0].size
        if lines and here - base <= SAME_LINE * max(size, first):
            lines[-1] += level
        else:
            lines.append(level)
            base, size = here, first
    for line in lines:
        line.sort(key=_order)
    return lines


def _levels(glyphs: Iterable[Glyph]) -> Iterator[tuple[float, list[Glyph]]]:
    """The glyphs of one size on one baseline (from the top of the page), from top to bottom.

    Those of several sizes on it come one by one, in stream order.
    """
    levels: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        levels[glyph.bottom - DESCENT * glyph.size].append(glyph)
    for here, level in sorted(levels.items()):
        if len({glyph.size for glyph in level}) == 1:
            yield here, level
        else:
            for glyph in sorted(level, key=_order):
                yield here, [glyph]


def in_writing_order(line: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a line from left to right, each mark behind its letter.

    Stream order is writing order within a piece of text, whatever the places of its marks; only
    pieces drawn out of turn are sorted by place.
    """
    pieces = _pieces(line)
    if len(pieces) == 1:
        return pieces[0]
    whole = [piece for piece in pieces if piece[0].text not in MARKS]
    whole.sort(key=lambda piece: piece[0].x0)
    glyphs = [glyph for piece in whole for glyph in piece]
    for piece in pieces:
        if piece[0].text in MARKS:
            _attach(glyphs, piece)
    return glyphs


def _drawn_in_one_go(line: Sequence[Glyph]) -> bool:
    """Whether a line is plainly one piece of text without a blank, as most lines of cells are.

    Each letter follows the one before with next to no gap, each mark stands at its letter.
    """
    start = end = float("inf")
    for text, x0, x1, size in map(_measures, line):
        if text in MARKS or not text:
            if not start - BACK * size <= x0 <= end + REACH * size:
                return False
        elif text == " " or not (start <= x0 <= end + CLOSE * size or start == float("inf")):
            return False
        else:
            start, end = x0, x1
    return True


def _pieces(line: Sequence[Glyph]) -> list[list[Glyph]]:
    """Stretches drawn in one go, broken by a step back and by any gap.

    What is drawn later may belong into the gap: a quotation mark from another font.
    """
    pieces: list[list[Glyph]] = []
    start = end = 0.0
    for glyph, (text, x0, x1, size) in zip(line, map(_measures, line), strict=True):
        mark = text in MARKS or not text
        ahead = REACH if mark else SPACE
        follows = start - BACK * size <= x0 <= end + ahead * size
        if pieces and follows:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
        if not mark or not follows:
            start, end = x0, x1
    return pieces


def _attach(glyphs: list[Glyph], piece: list[Glyph]) -> None:
    """Marks drawn apart from their letters: behind the letter over which they stand."""
    for mark in piece:
        place = len(glyphs)
        for index, glyph in enumerate(glyphs):
            if glyph.text in MARKS or not glyph.text.strip():
                continue
            if glyph.x0 < mark.x0 - 0.05 * mark.size <= glyph.x1 + 0.05 * mark.size:
                place = index + 1
        while place < len(glyphs) and glyphs[place].text in MARKS \
                and (glyphs[place].text not in TONES or mark.text in TONES):
            place += 1
        glyphs.insert(place, mark)
