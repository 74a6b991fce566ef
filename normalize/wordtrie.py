"""A list of words as one regular expression, shaped like a tree so that it is fast."""

from __future__ import annotations

import re
from collections.abc import Iterable

Tree = dict[str, "Tree"]
_END = ""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest that goes.

    Example: ["กอง", "กองคลัง"] -> "กอง(?:คลัง)?".
    """
    tree: Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _pattern(tree)


def _pattern(tree: Tree) -> str:
    ways = [re.escape(letter) + _pattern(after) for letter, after in sorted(tree.items()) if letter]
    if not ways:
        return ""
    if len(ways) == 1 and _END not in tree:
        return ways[0]
    return f"(?:{'|'.join(ways)})" + ("?" if _END in tree else "")
