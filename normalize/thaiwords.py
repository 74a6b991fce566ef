"""Thai words: the dictionary that PyThaiNLP ships, and texts cut into its words.

PyThaiNLP keeps these 62,000 words in a tree of Python objects, 66 MB that take 0.4 s to build, in
every worker. A MARISA trie holds the same words in 3 MB and is built in a tenth of that time; the
tokeniser asks nothing of a tree but the words that a text begins with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import marisa_trie
from pythainlp.util import Trie


class WordTree(Trie):
    """Words as PyThaiNLP's tokeniser takes them. Example: "กองคลัง" begins with กอ, กอง."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = marisa_trie.Trie(word.strip() for word in words)
        self._longest = max(map(len, self._words), default=0)

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """The words that begin at a place of a text, the shortest first."""
        found: list[str] = self._words.prefixes(text[start:start + self._longest])
        return found

    def __contains__(self, word: object) -> bool:
        """Whether a word is one of them."""
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        """The words, in no order that is promised."""
        return iter(self._words)

    def __len__(self) -> int:
        """How many there are; a tree without words is taken for none."""
        return len(self._words)


@cache
def dictionary() -> frozenset[str]:
    """The Thai words that the tokeniser knows."""
    from pythainlp.corpus import thai_words

    return thai_words()


@cache
def word_tree() -> WordTree:
    """The words of the dictionary by their beginnings."""
    return WordTree(dictionary())


def cut(text: str, *, spaces: bool = False) -> list[str]:
    """The words of a text, its white space left out or as words of their own.

    Example: "แสดงรายงาน ปี 2567" -> แสดง, รายงาน, ปี, 2567.
    """
    from pythainlp.tokenize import word_tokenize

    return word_tokenize(text, custom_dict=word_tree(), engine="newmm", keep_whitespace=spaces)
