"""How deep in brackets a text ends: what stands in a bracket belongs to what stands before it."""

from __future__ import annotations

import re
from typing import NamedTuple

_BRACKET = re.compile("[()]")


def depth_of(text: str, depth: int = 0) -> int:
    """How many brackets are open at the end, `depth` of them before the text begins.

    A ")" that closes none ("1)") does not count. Example: "สนจ.พท. (ก.ยุทธศาสตร์" -> 1.
    """
    if not depth and "(" not in text:
        return 0
    for bracket in _BRACKET.findall(text):
        depth = max(0, depth + (1 if bracket == "(" else -1))
    return depth


class Entry(NamedTuple):
    """A piece of a cell that grows by words, and how many brackets are open at its end."""

    text: str = ""
    depth: int = 0

    def with_word(self, separator: str, word: str) -> Entry:
        """With one more word behind a separator."""
        return Entry(self.text + separator + word, depth_of(word, self.depth))
