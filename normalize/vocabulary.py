"""Lists of words, asked which of them a text begins with or holds: by letters, not one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Vocabulary:
    """Some words; of two that fit, the longer one counts."""

    def __init__(self, words: Iterable[str]) -> None:
        known = sorted({word for word in words if word}, key=lambda w: (-len(w), w))
        self._key = len(known[-1]) if known else 1  # so many letters every word has
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for word in known:
            self._by_key[word[: self._key]].append(word)

    def beginning(self, text: str) -> str:
        """The longest word that a text begins with, "" for none.

        Example: of "นัก" and "นักวิชาการ", "นักวิชาการคลัง" begins with "นักวิชาการ".
        """
        for word in self._by_key.get(text[: self._key], ()):
            if text.startswith(word):
                return word
        return ""

    def inside(self, text: str, start: int = 0) -> str:
        """The longest word that stands in a text from `start` on, "" for none; ties by alphabet."""
        by_key, key = self._by_key, self._key
        found = [word for at in range(start, len(text) - key + 1)
                 for word in by_key.get(text[at : at + key], ()) if text.startswith(word, at)]
        return min(found, key=lambda w: (-len(w), w), default="")
