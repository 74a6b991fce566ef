"""The letters of a text and where each stands: what names and contacts are looked for in.

White space, tags, zero-width characters and signs of Markdown part the letters of a name in raw
words; here they are gone, and a place among the letters leads back to a place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_TAG = re.compile(r"<[^<>]{0,200}>|&(?:nbsp|ensp|emsp|thinsp|shy|zwnj|amp|\#160|\#xa0);")
_GONE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad*")
_MARKS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b"
                   "\u0e4c\u0e4d\u0e4e")
_ARABIC = {chr(ord("๐") + n): str(n) for n in range(10)}


class Letters(NamedTuple):
    """Characters and the index of each in the text they were taken from."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from `start` to `end` (exclusive) stand in the text."""
        return self.at[start], self.at[end - 1] + 1


def without_tags(text: str) -> Letters:
    """The text without tags and invisible characters; its white space stays."""
    gone = {n for match in _TAG.finditer(text) for n in range(*match.span())} if "<" in text \
        or "&" in text else set()
    kept = [n for n, char in enumerate(text) if n not in gone and char not in _GONE]
    return Letters("".join(text[n] for n in kept), tuple(kept))


@lru_cache(maxsize=256)
def letters(text: str) -> Letters:
    """The letters alone: no white space, marks of one letter in one order, Latin in lower case.

    Sara am is taken apart, so that both ways to encode it are equal.
    """
    plain = without_tags(text)
    found = list(_in_one_order(_apart(plain)))
    return Letters("".join(char for char, _ in found), tuple(n for _, n in found))


def _apart(plain: Letters) -> Iterator[tuple[str, int]]:
    for char, n in zip(plain.text, plain.at, strict=True):
        if char.isspace():
            continue
        if char == "\u0e33":
            yield "\u0e4d", n
            yield "\u0e32", n
        else:
            low = _ARABIC.get(char, char.casefold())
            yield (low if len(low) == 1 else char), n


def _in_one_order(chars: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Marks above and below a letter sorted: an order that nobody sees on paper."""
    held: list[tuple[str, int]] = []
    for pair in chars:
        if pair[0] in _MARKS:
            held.append(pair)
            continue
        yield from sorted(held)
        held = []
        yield pair
    yield from sorted(held)


def skeleton(text: Letters) -> Letters:
    """Letters without marks above and below, for names whose marks were lost, doubled or moved."""
    kept = [n for n, char in enumerate(text.text) if char not in _MARKS]
    return Letters("".join(text.text[n] for n in kept), tuple(text.at[n] for n in kept))


def past_marks(text: str, end: int) -> int:
    """The end of a stretch with the marks that stand on its last letter."""
    while end < len(text) and (text[end] in _MARKS or text[end] in _GONE):
        end += 1
    return end


def is_letter(text: str, n: int) -> bool:
    """Whether a letter of a word stands at a place of a text."""
    return 0 <= n < len(text) and (text[n].isalpha() or text[n] in _MARKS or text[n] == "ฯ")


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that touch or overlap put together, in order."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out
