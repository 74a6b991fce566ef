"""From glyphs to text: lines by baseline, letters in writing order, spaces where printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from extract.pdf.fonts import CONSONANTS, MARKS, TONES, family
from extract.pdf.repair import confidence

SAME_LINE = 0.35  # of the font size: baselines this close belong to one line
SPACE = 0.15  # of the font size, beyond the usual gap of the line: a space is printed
CLOSE = 0.14  # of the font size: a gap that is no space by any rule
SCRIPTS = 0.24  # the same where the typeface changes: LibreOffice parts Latin and Thai by a fifth
REACH = 0.5  # of the font size: how far a mark may stand behind its letter
DESCENT = 0.25  # of the font size: how far a glyph's box reaches below its baseline
BACK = 0.3  # of the font size: a step back that no writing makes
SET_APART = 6  # letters standing alone that make distributed text
SARA_AA = 0.33  # of the font size: room that the right half of "ำ" takes at least


_order = attrgetter("order")
_text, _size, _layer = attrgetter("text"), attrgetter("size"), attrgetter("layer")
_measures = attrgetter("text", "x0", "x1", "size")


class Glyph(NamedTuple):
    """One printed glyph; points from the top-left corner of the page as displayed.

    text: what is printed, "" for a glyph that prints nothing, or several letters. The box is the
    advance wide and one font size high (not the ink), so that all glyphs of a line share top and
    bottom. order: place in the content stream; repairs: rules that changed the text; layer: the
    file's text where that differs.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    font: str
    size: float
    order: int
    repairs: tuple[str, ...] = ()
    layer: str | None = None


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
        text, layer, apart = _plain_line(line) if plain else _line(in_writing_order(line))
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


def _plain_line(glyphs: Sequence[Glyph]) -> tuple[str, str, bool]:
    """What `_line` gives for a line that was drawn in one go."""
    text = _single("".join(map(_text, glyphs)))
    if _as_in_file(glyphs):
        return text, text, False
    layers = (glyph.text if glyph.layer is None else glyph.layer for glyph in glyphs)
    return text, _single("".join(layers)), False


def _as_in_file(glyphs: Sequence[Glyph]) -> bool:
    """Whether no repair changed a text."""
    return set(map(_layer, glyphs)) <= {None}


def _line(glyphs: list[Glyph]) -> tuple[str, str, bool]:
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
