"""What the catalogue asks of an item, fact by fact, and how much of it stands in a text.

The catalogue holds short facts of a requirement, not its sentences. A fact is looked for by its
letters, in runs long enough to be no accident, so a word that was put in or a letter that was
misread changes little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from catalogue.editions import CatalogueItem, Edition
from catalogue.lookup import table
from normalize.digits import arabic
from normalize.text import nfc
from normalize.thaiwords import cut, dictionary, word_tree

FOUND = 0.75
"""Share of a fact's letters that must stand in a text for the fact to be there."""
NEAR = 0.80
"""Likeness to a passage of the text at which a fact is there, misread."""

RUN = 5
_SHORT_RUN, _LONG = 4, 10  # letters of a run that count in a short fact; of a fact that is none
_PASSAGE = 7     # letters; less may be another way to say it
_SLIP = 6        # letters of a known misprint that is put right before anything is compared
_WORD = 3        # letters; shorter words are not told
_MOST_WORDS = 12

_LETTERS = re.compile("[^0-9a-zก-ฮะ-ฺเ-ๅ็-๎]+")
_THAI = re.compile("[\u0e00-\u0e7f]+")
_NOT_FOR_ALL = re.compile(r"^(?:อปท\.|กรณี)|ไม่มี.*ให้|\(ถ้ามี\)")
_SAME_AS = re.compile(r"เดียวกับ (O\d+)")
_REMARKS = re.compile(r"\([^()]*\)|(?:(?<!\s)\s++|)เช่น .*|(?:ใน|ตาม)ข้อ O\d+")
_LABEL = re.compile(r"^[^:;]*:\s")


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """The letters and digits of a text alone: "(3) E-mail ฯ" -> "3email"."""
    return _LETTERS.sub("", arabic(nfc(text)).casefold())


@cache
def points(item: CatalogueItem, edition: Edition) -> tuple[str, ...]:
    """The single facts that an item asks of every agency, without labels, examples, remarks.

    "แต่ละคน: ชื่อ-นามสกุล, ตำแหน่ง" gives two; what is asked of local administrations, or only
    where there is nothing to show, gives none.
    """
    found: list[str] = []
    for fact in item.requires:
        same = _SAME_AS.search(fact)
        other = edition.item(same[1]) if same else None
        if other is not None and other is not item:
            found += points(other, edition)
        elif not _NOT_FOR_ALL.search(fact):
            found += _parts(fact)
    return tuple(dict.fromkeys(found))


def _parts(fact: str) -> list[str]:
    plain = _LABEL.sub("", _REMARKS.sub("", fact))
    return [part.strip() for part in re.split(r"[;:]|, ", plain)
            if len(letters(part)) >= _SHORT_RUN]


@cache
def asked(item: CatalogueItem, edition: Edition) -> tuple[str, ...]:
    """The letters of an item's title and of each of its facts."""
    return tuple(letters(text) for text in (item.title, *points(item, edition)))


@cache
def official(item: CatalogueItem, edition: Edition) -> str:
    """The letters of all that is known of an item, and of the phrases that every item has."""
    stock = (row["value"] for row in table("stock_phrases"))
    texts = (item.title, *item.variants, item.group, *item.requires, item.period,
             *points(item, edition), *stock)
    return "\n".join(map(letters, texts))


@cache
def slips(item: CatalogueItem) -> tuple[tuple[str, str], ...]:
    """Passages that known misprints of the title have, and the official ones in their place.

    O26 of 2566: ศูนย์พยาบาล stands for ทรัพยากร. A slip of few letters is left to likeness.
    """
    found = [_difference(misprint, item.title) for misprint in item.misprints]
    return tuple(pair for pair in found if min(map(len, pair)) >= _SLIP)


def _difference(one: str, other: str) -> tuple[str, str]:
    """What is left of two texts without their common beginning and end."""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    return one[start : len(one) - end], other[start : len(other) - end]


def _common(one: str, other: str) -> int:
    """Number of equal letters at the beginning of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


@lru_cache(maxsize=8192)
def coverage(fact: str, text: str) -> float:
    """Share 0..1 of a fact's letters that stand in a text in long runs; both are `letters`.

    ทรัพยากรบุคคล in ศูนย์พยาบาลบุคคล: 5 of 13, for บุคคล is a run and "พยา" is too short.
    """
    if fact in text:
        return 1.0
    least = min(len(fact), RUN if len(fact) >= _LONG else _SHORT_RUN)
    start = covered = 0
    while start <= len(fact) - least:
        length = 0
        if fact[start : start + least] in text:
            length = _run(fact, start, text, least)
        covered += length
        start += length or 1
    return covered / len(fact)


class Runs(NamedTuple):
    """The letters that stand side by side in a text, by as many as a fact's run has at least."""

    short: frozenset[str]
    long: frozenset[str]


@lru_cache(maxsize=1024)
def runs_of(text: str) -> Runs:
    """Every run of four and of five letters of a text."""
    return Runs(_stretches(text, _SHORT_RUN), _stretches(text, RUN))


def _stretches(text: str, size: int) -> frozenset[str]:
    return frozenset(text[n : n + size] for n in range(len(text) - size + 1))


@cache
def _stretches_of_fact(fact: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """A fact's stretches as long as a run has at least: in order, and each once."""
    size = RUN if len(fact) >= _LONG else _SHORT_RUN
    in_order = tuple(fact[n : n + size] for n in range(len(fact) - size + 1))
    return in_order, frozenset(in_order)


def most_coverage(fact: str, runs: Runs) -> float:
    """No less than the `coverage` of a fact by a text, from the text's runs alone."""
    in_order, stretches = _stretches_of_fact(fact)
    size, known = (RUN, runs.long) if len(fact) >= _LONG else (_SHORT_RUN, runs.short)
    if stretches.isdisjoint(known):
        return 0.0 if stretches else 1.0
    covered = end = 0
    for start, stretch in enumerate(in_order):
        if stretch in known:
            covered += start + size - max(start, end)
            end = start + size
    return covered / len(fact)


def presence(fact: str, text: str) -> float:
    """`coverage`, or the likeness to one passage of the text where that is high: a misreading.

    รูปถ่าย in a text with รูปถาย is 0.92, though only four of its letters are a run.
    """
    share = coverage(fact, text)
    if share >= FOUND or not text:
        return share
    near = fuzz.partial_ratio(fact, text) / 100
    return max(share, near if near >= NEAR else 0.0)


def gaps(fact: str, text: str) -> Iterator[tuple[int, int]]:
    """The passages of a fact that are in no run of the text, whose words are nowhere in it."""
    return (gap for gap in between_runs(fact, text) if is_passage(fact[slice(*gap)], text))


def between_runs(fact: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a fact is in no run of the text: before, between and behind those that it has."""
    start = end = 0
    while end < len(fact):
        length = _run(fact, end, text, RUN)
        if not length:
            end += 1
            continue
        yield start, end
        start = end = end + length
    yield start, len(fact)


def is_passage(gap: str, text: str) -> bool:
    """True for letters whose words are nowhere in a text."""
    return len(gap) >= _PASSAGE and sum(map(len, told([gap], text))) >= _PASSAGE


def _run(fact: str, start: int, text: str, least: int) -> int:
    """Length of the longest run from `start` of a fact that stands in a text; 0 below `least`."""
    if start + least > len(fact) or fact[start : start + least] not in text:
        return 0
    found, beyond = least, len(fact) - start + 1
    while beyond - found > 1:  # a part of what stands in a text stands in it too
        middle = (found + beyond) // 2
        if fact[start : start + middle] in text:
            found = middle
        else:
            beyond = middle
    return found


def told(texts: Iterable[str], known: str) -> tuple[str, ...]:
    """The words of some texts that do not stand in other letters, each once, in order."""
    words = [word for text in texts for word in words_of(text)
             if len(letters(word)) >= _WORD and letters(word) not in known]
    return tuple(dict.fromkeys(words))[:_MOST_WORDS]


def misread_share(text: str) -> float:
    """Share 0..1 of the Thai letters of a text that are in no word of the dictionary.

    0 in nearly every printed component, 0.1 where one letter in twenty is misread.
    """
    thai = _THAI.findall(text)
    unknown = sum(len(word) for run in thai if not is_known(run) for word in words_of(run)
                  if word not in dictionary())
    return unknown / max(1, sum(map(len, thai)))


@lru_cache(maxsize=4096)
def is_known(thai: str) -> bool:
    """True for Thai letters that fall into words of the dictionary, told without cutting them."""
    words = word_tree()
    reached = {0}
    for start in range(len(thai)):
        if start in reached:
            reached.update([start + len(word) for word in words.prefixes(thai, start)])
    return len(thai) in reached


@lru_cache(maxsize=4096)
def words_of(text: str) -> Sequence[str]:
    """The words of a text without its spaces: "แสดงรายงาน" -> แสดง, รายงาน."""
    return tuple(cut(text))
