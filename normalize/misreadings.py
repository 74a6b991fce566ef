"""Words of a component that are one letter from an official word: probably misread, not written so.

Two witnesses count. A whole phrase of the item's facts or title stands in the component but for
one letter: then the words around vouch for it, whatever the dictionary says of the result. Or a
piece of the text is in no dictionary and one letter from a word that the official lists use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from catalogue import lookup
from catalogue.editions import CatalogueItem, Edition, editions
from normalize.facts import asked, is_known, letters, slips, words_of
from normalize.text import is_thai
from normalize.thaiwords import dictionary
from schema.table import Frozen

PHRASE = 10
"""Least letters of an official phrase that vouches for its words."""
WORD = 5
"""Least letters of an official word that a piece unknown to the dictionary is compared with."""
SPAN = 4
"""Most words of the tokeniser that one misread word falls apart into."""
CONTEXT = 6
"""Letters on either side of a misreading that must not be official in another year."""

_THAI = re.compile("[\u0e00-\u0e7f]+")


class Misreading(Frozen):
    """A word as printed, and the official one that it seems to be: การกิจ, ภารกิจ."""

    printed: str
    official: str


def misreadings(
    component: str | None, item: CatalogueItem | None, edition: Edition | None
) -> tuple[Misreading, ...]:
    """The words of a component that are probably misread, in no order of importance.

    "(1) เป็นคู่มือปฏิบัติการกิจใด" at O14 of 2566 gives การกิจ for ภารกิจ.
    """
    if not component or item is None or edition is None:
        return ()
    return _found(component, item, edition)


@lru_cache(maxsize=8192)
def _found(component: str, item: CatalogueItem, edition: Edition) -> tuple[Misreading, ...]:
    known = [Misreading(printed=printed, official=official)
             for printed, official in slips(item) if printed in component]
    in_phrases = [m for phrase in asked(item, edition) if len(phrase) >= PHRASE
                  for m in _in_phrase(phrase, letters(component))]
    told = {m.printed for m in (*known, *in_phrases)}
    alone = [m for passage in component.split() for m in _alone(passage)
             if not any(m.printed in printed or printed in m.printed for printed in told)]
    return tuple(dict.fromkeys((*known, *in_phrases, *alone)))


def _in_phrase(phrase: str, text: str) -> Iterator[Misreading]:
    """The one word in which a passage of the text differs from a phrase by one letter."""
    if phrase in text:
        return
    near = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=100 * (1 - 2 / len(phrase)))
    for window in _windows(text, near.dest_start, len(phrase)) if near else ():
        edits = [(e.src_pos, e.dest_pos) for e in Levenshtein.editops(phrase, window)]
        if len(edits) == 1 and 0 < edits[0][0] < len(phrase) - 1:
            found = _word_at(phrase, window, edits[0][0])
            if found and not _is_official(window, edits[0][1]):
                yield found
            return


def _windows(text: str, start: int, length: int) -> Iterator[str]:
    """Passages about as long as a phrase near the place where it was found."""
    for size in (length, length - 1, length + 1):
        for begin in (start, start - 1, start + 1):
            if begin >= 0 and begin + size <= len(text):
                yield text[begin : begin + size]


def _word_at(phrase: str, window: str, place: int) -> Misreading | None:
    """The official word at a letter of the phrase, and what the window has in its place."""
    begin = 0
    for word in words_of(phrase):
        end = begin + len(word)
        if begin <= place < end:
            printed = window[begin : end + len(window) - len(phrase)]
            plain = len(word) > 1 and all(is_thai(char) for char in word + printed)
            return Misreading(printed=printed, official=word) if plain else None
        begin = end
    return None


def _is_official(window: str, place: int) -> bool:
    """Whether the differing letter and those around it are official words of any year."""
    passage = window[max(0, place - CONTEXT) : place + CONTEXT]
    return passage in _all_official(lookup.folders())


@cache
def _all_official(searched: tuple[Path, ...]) -> str:
    """The letters of every title, wording and fact that the catalogue knows."""
    texts = (text for edition in editions().values() for item in edition.items
             for text in (item.title, *item.variants, item.group, *item.requires, item.period))
    return "\n".join(letters(text) for text in texts)


def _alone(passage: str) -> Iterator[Misreading]:
    """Pieces with something in no dictionary that are one letter from an official word."""
    if all(map(_is_printed_right, _THAI.findall(passage))):
        return
    words = words_of(passage)
    start = 0
    while start < len(words):
        spans = (words[start:end] for end in range(start + 1, min(start + SPAN, len(words)) + 1))
        found = next(((len(span), m) for span in spans if (m := _unknown(span))), None)
        if found:
            yield found[1]
        start += found[0] if found else 1


def _is_printed_right(thai: str) -> bool:
    """True for Thai letters that are official or in the dictionary, or too few to be compared."""
    return len(thai) < WORD or is_known(thai) or thai in _all_official(lookup.folders())


def _unknown(span: Sequence[str]) -> Misreading | None:
    piece = "".join(span)
    if len(piece) < WORD or not _THAI.fullmatch(piece):
        return None
    if all(word in dictionary() for word in span) or letters(piece) != piece:
        return None
    if piece in _all_official(lookup.folders()):
        return None
    official = _one_letter_away(piece, lookup.folders())
    return Misreading(printed=piece, official=official) if official else None


@lru_cache(maxsize=65536)
def _one_letter_away(piece: str, searched: tuple[Path, ...]) -> str | None:
    """The one official word that a piece is by a letter; None where there are two or none."""
    near = {word for less in _shorter(piece) for word in _vocabulary(searched).get(less, ())
            if len(word) >= WORD and Levenshtein.distance(word, piece) == 1}
    return near.pop() if len(near) == 1 else None


@cache
def _vocabulary(searched: tuple[Path, ...]) -> dict[str, frozenset[str]]:
    """Official words and pairs of words, under all that is left of them without one letter."""
    found: dict[str, set[str]] = {}
    for text in _all_official(searched).split("\n"):
        for word in _with_pairs(words_of(text)):
            for less in _shorter(word) if len(word) >= WORD else ():
                found.setdefault(less, set()).add(word)
    return {less: frozenset(words) for less, words in found.items()}


def _with_pairs(words: Sequence[str]) -> Iterator[str]:
    thai = [word for word in words if re.fullmatch("[ก-๎]+", word)]
    yield from thai
    yield from (one + other for one, other in pairwise(words) if one in thai and other in thai)


def _shorter(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters in turn."""
    yield word
    yield from (word[:n] + word[n + 1 :] for n in range(len(word)))
