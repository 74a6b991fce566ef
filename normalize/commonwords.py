"""Words of the dictionary: what is made of them is a post or a phrase, not a piece of a name."""

from __future__ import annotations

from functools import cache


def is_common(token: str) -> bool:
    """True for words of the dictionary: a post that no table knows, not a piece of a name."""
    from pythainlp.tokenize import word_tokenize

    pieces = word_tokenize(token[:40], engine="newmm")
    return all(p in _common_words() and len(p) > 1 for p in pieces)


@cache
def _common_words() -> frozenset[str]:
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())
