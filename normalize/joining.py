"""Joins what the layout broke, as a Thai reader would.

Thai puts no space between words, so a line break inside a phrase leaves no trace when it is
joined; a space that is printed separates phrases and stays. Exports that flatten a cell to one
line write each line break as a space: there the two must be told apart.
"""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache

from catalogue.lookup import table
from normalize.text import is_letter, is_thai
from normalize.thaiwords import cut

_CONTEXT = 24  # letters; four times as many are looked at on each side of a space
_WORDS = 4     # words on each side that decide it
_MARKS = re.compile("^[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]")
_ABBREVIATION = re.compile("[ก-๎]{1,6}\\.")
_SPACE = re.compile(r" +")


@cache
def _words(kind: str) -> tuple[str, ...]:
    """Words after ("cannot_end") or before ("cannot_start") which no phrase is divided."""
    return tuple(r["value"] for r in table("connectives") if r["canonical"] == kind)


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(cut(text))


def join_lines(text: str) -> str:
    """Lines joined to one: no space between Thai letters unless one is printed there.

    A space before the break was typed, so it stays; an indent of the next line was not.
    Example: "เรื่องร้องเรียน\\nการทุจริต" -> "เรื่องร้องเรียนการทุจริต".
    """
    joined = ""
    for line in text.split("\n"):
        joined = join_two(joined, line.strip(), spaced=joined.endswith(" "))
        joined += " " if line.endswith((" ", "\t")) and joined else ""
    return joined.strip()


def join_two(left: str, right: str, spaced: bool = False) -> str:
    """Two neighbouring pieces as one text; `spaced` says that a space was printed between."""
    left = left.rstrip()
    if not left or not right:
        return left + right
    if _MARKS.match(right):
        return left + right
    between = "" if not spaced and _no_space(left[-1], right[0]) else " "
    return left + between + right


def _no_space(left: str, right: str) -> bool:
    """True where Thai prints no space between two characters."""
    if right in ")]”’,.ฯๆ" or left in "([“‘/" or right == "/":
        return right != "ๆ"
    return is_letter(left) and is_letter(right)


def unwrap(text: str) -> str:
    """One flattened line with the spaces removed that stand for line breaks.

    Nothing is removed from a text that shows no break inside a word or phrase.
    Example: "ประพฤติมิ ชอบประจำปี" -> "ประพฤติมิชอบประจำปี".
    """
    pieces = _SPACE.split(text.strip())
    if len(pieces) < 2:
        return text.strip()
    kinds = [_kind(a, b) for a, b in itertools.pairwise(pieces)]
    broken = [n for n, kind in enumerate(kinds) if kind == "broken"]
    if not broken:
        return " ".join(pieces)
    kinds = _by_width(pieces, kinds)
    out = pieces[0]
    for piece, kind in zip(pieces[1:], kinds, strict=True):
        out += piece if kind == "broken" else " " + piece
    return out


def _kind(left: str, right: str) -> str:
    """Whether the space between two pieces is "broken", "printed" or "open" to doubt."""
    if _MARKS.match(right):
        return "broken"
    if not (is_thai(left[-1]) and is_thai(right[0])) or right[0] in "๐๑๒๓๔๕๖๗๘๙ๆฯ":
        return "printed"
    if left[-1] in "๐๑๒๓๔๕๖๗๘๙ๆฯ" or _ABBREVIATION.match(right):
        return "printed"
    before, after = _tail(left), _head(right)
    tokens = _tokens(before + after)
    ends = _ends(tokens)
    if len(before) not in ends:
        return "broken"
    last, first = tokens[ends[len(before)]], tokens[ends[len(before)] + 1]
    if first in _words("begins_reason"):
        return "printed"  # "ไม่มี เนื่องจาก…"
    if last in _words("cannot_end") or first in _words("cannot_start"):
        return "broken"
    return "open"


def parted(left: str, right: str) -> bool:
    """True where a break parts a word or phrase: "โยธาธิการและ" | "ผังเมือง"."""
    left, right = left.rstrip(), right.lstrip()
    return bool(left and right) and \
        _kind(left.rsplit(None, 1)[-1], right.split(None, 1)[0]) == "broken"


def _ends(tokens: tuple[str, ...]) -> dict[int, int]:
    """Offset at which each token ends -> its number."""
    ends, at = {}, 0
    for n, token in enumerate(tokens):
        at += len(token)
        ends[at] = n
    return ends


def _tail(text: str) -> str:
    """The last words of a piece, whole: tokens are never begun in the middle of a word."""
    match = re.search("[\u0e01-\u0e4e]+$", text[-_CONTEXT * 4 - 1 :])
    tokens = _tokens(match[0][-_CONTEXT * 4 :]) if match else ()
    return "".join(tokens[-_WORDS:]) or text[-1:]


def _head(text: str) -> str:
    """The first words of a piece, whole."""
    match = re.match("[\u0e01-\u0e4e]+", text)
    tokens = _tokens(match[0][: _CONTEXT * 4]) if match else ()
    return "".join(tokens[:_WORDS]) or text[:1]


def _by_width(pieces: list[str], kinds: list[str]) -> list[str]:
    """Open spaces decided by the width of the lines that the sure breaks show.

    A space is a line break where the line so far is about as long as the broken lines are and
    the next word would not have fitted; else it is printed.
    """
    widths, line = [], 0
    for piece, kind in zip(pieces, [*kinds, "end"], strict=True):
        line += _cells(piece) + 1
        if kind == "broken":
            widths.append(line)
            line = 0
    width = sorted(widths)[len(widths) // 2]
    decided, line = [], 0
    for n, kind in enumerate(kinds):
        line += _cells(pieces[n]) + 1
        full = width * 0.75 <= line <= width * 1.3
        decided.append("broken" if kind == "broken" or (kind == "open" and full) else "printed")
        line = 0 if decided[-1] == "broken" else line
    return decided


def _cells(text: str) -> int:
    """Printed width in letters: marks above and below take none."""
    return sum(not _MARKS.match(char) or char in "ำๅ" for char in text)
