"""Columns so narrow that words are broken at any letter: which of their lines end at a space.

A program that breaks words anywhere fills each line before it breaks one. So a line that is clearly
shorter than the column ends at a printed space, which the layout has swallowed. Programs that break
between the words of a dictionary leave short lines everywhere; their cells are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from normalize.commonwords import is_common
from normalize.thaiwords import cut

_KILLED = re.compile("[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]|[ก-ฮ][\u0e31\u0e34-\u0e3a]?\u0e4c")
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_TAIL, _HEAD = re.compile("[ก-๎]{1,16}$"), re.compile("^[ก-๎]{1,16}")
_FEWEST = 3    # lines of a cell that show how wide its column is
_SHORT = 0.75  # of the column's width in printed letters: a line that ends early
_LEAST = 2     # printed letters of a word; one alone is the end or the beginning of another
_BEFORE, _BEHIND = "เแโใไ(.", "ะัาำิีึืุู็่้๊๋์ํฯๆ.)"  # what no line ends with or begins with


def with_printed_spaces(text: str) -> str:
    """A cell with a space at the end of each line that its column would have filled otherwise.

    Example: "นายปรียา⏎ยุทธ⏎เจริญเดช⏎เจ้าพนั⏎กงานธุร⏎การ" -> "นายปรียา⏎ยุทธ ⏎เจริญเดช …".
    """
    lines = [line.rstrip() for line in text.split("\n")]
    if len(lines) < _FEWEST or not _breaks_at_letters(lines):
        return text
    letters, printed = max(map(len, lines)), max(map(_cells, lines))
    out = text.split("\n")
    for n, (line, after) in enumerate(pairwise(lines)):
        fits = len(line) + _unit(after) <= letters
        early = _LEAST <= _cells(line) <= _SHORT * printed
        if after and fits and early and not _inside_word(line, after):
            out[n] = line + " "
    return "\n".join(out)


def _cells(line: str) -> int:
    """The printed letters of a line: marks above and below take no room."""
    return len(line) - len(_MARK.findall(line))


def _unit(line: str) -> int:
    """How many characters of a line stay together where it may be broken at any letter."""
    return next((n for n in range(1, len(line)) if line[n] not in _BEHIND
                 and line[n - 1] not in _BEFORE), len(line))


def _breaks_at_letters(lines: Sequence[str]) -> bool:
    """True where a line breaks inside a word, and a half of it is not made of words."""
    return any(_inside_word(a, b) for a, b in pairwise(lines))


def _inside_word(line: str, after: str) -> bool:
    if _KILLED.match(after):
        return True
    left, right = _TAIL.search(line), _HEAD.search(after)
    return bool(left and right) and _parts_word(left[0] if left else "", right[0] if right else "")


@lru_cache(maxsize=8192)
def _parts_word(left: str, right: str) -> bool:
    """Whether a break lies inside a word of the dictionary, and leaves a half of no words."""
    at = 0
    for token in cut(left + right, spaces=True):
        if at < len(left) < at + len(token):
            halves = token[: len(left) - at], token[len(left) - at:]
            return is_common(token) and not all(map(is_common, halves))
        at += len(token)
    return False
