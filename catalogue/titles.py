"""Printed titles and headings against the official ones: bears damage, abstains when unsure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from catalogue import lookup
from catalogue.items import CatalogueItem, Edition

Relation = Literal["same", "variant", "damaged", "other"]

MIN_SCORE = 0.65
"""Least similarity of a title that is taken; this and the next two: benchmarks/title_match.py."""
MIN_MARGIN = 0.10
"""Least lead of the best title over the next one."""
PHRASE = 6
"""Letters in one run that damage does not change: so long a difference is another title..."""
NEARLY = 0.95
"""...unless all the rest is as alike as this."""
AGREES = 0.70
"""Least similarity at which a printed title still names the item of the printed code."""
HEADING = 0.75
"""Least similarity of a printed heading to the official one."""

CUT_MIN = 8
CUT_WORTH = 0.60
WORD = 4

_TAG = re.compile(r"<[^<>]{0,80}>")
_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff*_`]+")
_ADDED = re.compile(r"\(เพิ่ม(?:เติม)?\)$")
_YEAR = re.compile(r"(?:ประจำปี(?:งบประมาณ)?|ปี(?:งบประมาณ)?)?(?:พ\.?ศ\.?)?25\d\d$")
_ONLY_YEAR = re.compile(r"(?:พ\.?ศ\.?)?25\d\d$")
_BRACKET = re.compile(r"\([^()]*\)$")
_ASCII = str.maketrans("๐๑๒๓๔๕๖๗๘๙–—‐‑−", "0123456789-----")


@dataclass(frozen=True)
class Match:
    """The item a printed title names: `code` None = abstained.

    `score` and `margin` (lead over the next item) 0..1. `relation`: same = the official words;
    variant = other words for it; damaged = letters lost or changed, or cut off; other = no match.
    """

    code: str | None
    score: float
    margin: float
    relation: Relation


@dataclass(frozen=True)
class HeadingMatch:
    """What a heading row names: "9", "9.1" or a group, with the official words for it."""

    kind: Literal["indicator", "subindicator", "group"]
    code: str
    title: str
    score: float


@lru_cache(maxsize=65536)
def title_key(text: str) -> str:
    """The letters that count when titles are compared.

    "O**ประกาศต่าง ๆ <br>(เพิ่ม)" style remains go: white space, tags, footnote stars, "(เพิ่ม)";
    Thai digits become 0-9, dashes a hyphen, Latin letters small.
    """
    text = unicodedata.normalize("NFC", _TAG.sub("", text)).replace("\u0e4d\u0e32", "\u0e33")
    text = _DROPPED.sub("", text).translate(_ASCII).casefold()
    return _ADDED.sub("", text)


def title_similarity(printed: str, item: CatalogueItem) -> float:
    """How alike a printed title and an item's title or variants are, 0..1.

    รายงานผลการบริหารและพัฒนาศูนย์พยาบาลบุคคลประจำปี is 0.8 like O26 of 2566 by its letters. A
    title cut off at its end counts, for less; a year or a bracket at the end of the print may go.
    """
    keys = _printed_keys(printed)
    return max((_alike(key, name) for key in keys for name in _names(item)), default=0.0)


def best_title(printed: str, edition: Edition) -> list[tuple[str, float]]:
    """The codes of an edition by likeness of their title to a printed one, best first."""
    return list(_ranked(printed, edition))


def match_title(printed: str, edition: Edition) -> Match:
    """The item whose title is printed, or an abstention where it is unclear or no title at all.

    `match_title("คู่มือหรือมาตรฐานการปฎิบัตงาน", edition_2566)` is O14, damaged.
    """
    ranked = _ranked(printed, edition)
    if not ranked:
        return Match(None, 0.0, 0.0, "other")
    (code, score), (_, second) = ranked[0], ranked[1] if len(ranked) > 1 else ("", 0.0)
    margin = round(score - second, 4)
    item = edition.by_code[code]
    unsure = score < MIN_SCORE or margin < MIN_MARGIN
    if unsure or (score < NEARLY and _longest_difference(printed, item) >= PHRASE):
        return Match(None, score, margin, "other")
    return Match(code, score, margin, _relation(printed, item))


def may_be_title(printed: str, editions: Iterable[Edition]) -> bool:
    """False where `match_title` names no item of any of the editions, told quickly.

    A component or a note is as a rule less than MIN_SCORE like every title.
    """
    listed = tuple(editions)
    return any(_is_like_one(key, _all_names(listed)) or _is_like_one(key, _begun(listed, len(key)))
               for key in _printed_keys(printed))


def title_relation(printed: str, item: CatalogueItem) -> Relation:
    """What a printed title is to the title of the item whose code is printed beside it.

    "other" where it does not name that item: code and title disagree.
    """
    if title_similarity(printed, item) < AGREES:
        return "other"
    return _relation(printed, item)


def heading_match(heading: str, edition: Edition) -> HeadingMatch | None:
    """The indicator, sub-indicator or group a heading names: "ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน".

    A printed number decides; without one a group goes before a sub-indicator of the same name.
    """
    number, words = _heading_parts(heading)
    named = [(_heading_score(number, words, h), h) for h in _headings(edition)]
    scored = [(score, h) for score, h in named if score >= HEADING]
    if not scored:
        return None
    score, best = max(scored, key=lambda pair: (pair[0], pair[1].kind == "group"))
    return HeadingMatch(best.kind, best.code, best.title, round(score, 4))


def subindicator_title(edition: Edition, code: str) -> str | None:
    """The official title of a sub-indicator or indicator: "9.1" -> ข้อมูลพื้นฐาน."""
    for heading in _headings(edition):
        if heading.code == code:
            return heading.title
    return None


@cache
def _names(item: CatalogueItem) -> tuple[str, ...]:
    """The keys of the title, the variants and the misprints of an item."""
    named = (item.title, *item.variants, *item.misprints)
    return tuple(dict.fromkeys(title_key(name) for name in named if name))


@lru_cache(maxsize=65536)
def _printed_keys(printed: str) -> tuple[str, ...]:
    key = title_key(printed)
    keys = [key, *(pattern.sub("", key) for pattern in (_YEAR, _ONLY_YEAR, _BRACKET))]
    return tuple(dict.fromkeys(k for k in keys if k))


@cache
def _all_names(editions: tuple[Edition, ...]) -> tuple[str, ...]:
    """The keys of all names of all items, each once."""
    return tuple(dict.fromkeys(
        name for edition in editions for item in edition.items for name in _names(item)))


@cache
def _begun(editions: tuple[Edition, ...], length: int) -> tuple[str, ...]:
    """As many letters of each longer name as a print has that may be cut off at its end."""
    if length < CUT_MIN:
        return ()
    return tuple(dict.fromkeys(n[:length] for n in _all_names(editions) if len(n) > length))


def _is_like_one(key: str, names: tuple[str, ...]) -> bool:
    return process.extractOne(
        key, names, scorer=Levenshtein.normalized_similarity, score_cutoff=MIN_SCORE) is not None


@lru_cache(maxsize=65536)
def _ranked(printed: str, edition: Edition) -> tuple[tuple[str, float], ...]:
    if not title_key(printed):
        return ()
    scored = [(item.code, round(title_similarity(printed, item), 4)) for item in edition.items]
    return tuple(sorted(scored, key=lambda pair: -pair[1]))


@lru_cache(maxsize=262144)
def _alike(printed: str, name: str) -> float:
    """Likeness of two keys: whole against whole, or the print against the start of the name."""
    whole = Levenshtein.normalized_similarity(printed, name)
    if not CUT_MIN <= len(printed) < len(name):
        return whole
    cut = Levenshtein.normalized_similarity(printed, name[: len(printed)])
    return max(whole, cut * (CUT_WORTH + (1 - CUT_WORTH) * len(printed) / len(name)))


def _longest_difference(printed: str, item: CatalogueItem) -> int:
    """Letters of the longest run in which the print and the nearest name of an item differ."""
    pairs = [(key, name) for key in _printed_keys(printed) for name in _names(item)]
    key, name = max(pairs, key=lambda pair: _alike(*pair))
    if Levenshtein.normalized_similarity(key, name) < _alike(key, name):
        name = name[: len(key)]
    blocks = [op for op in Levenshtein.opcodes(name, key) if op.tag != "equal"]
    runs = (max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in blocks)
    return max(runs, default=0)


def _relation(printed: str, item: CatalogueItem) -> Relation:
    key = title_key(printed)
    if key == title_key(item.title):
        return "same"
    if key in {title_key(name) for name in item.misprints}:
        return "damaged"
    wordings = {title_key(name) for name in (item.title, *item.variants)}
    if wordings.intersection(_printed_keys(printed)):
        return "variant"
    nearest = max(_names(item), key=lambda name: _alike(key, name))
    return "variant" if _one_phrase_apart(key, nearest) else "damaged"


def _one_phrase_apart(printed: str, name: str) -> bool:
    """Whether one run of at least four letters was put in, or left out before the end."""
    blocks = [op for op in Levenshtein.opcodes(name, printed) if op.tag != "equal"]
    if len(blocks) != 1:
        return False
    block = blocks[0]
    if block.tag == "insert":
        return block.dest_end - block.dest_start >= WORD
    left_out = block.tag == "delete" and block.src_end < len(name)
    return left_out and block.src_end - block.src_start >= WORD


_NUMBER = re.compile(r"^(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?)?:?((?:9|10)(?:\.\d)?)?[.:)]?")


def _heading_parts(heading: str) -> tuple[str, str]:
    """The printed number ("9.1" or "") and the words after it."""
    key = title_key(heading)
    found = _NUMBER.match(key)
    if not found:
        return "", key
    return found.group(1) or "", key[found.end() :]


@cache
def _headings(edition: Edition) -> tuple[HeadingMatch, ...]:
    """Every heading of an edition once, in order: indicators, sub-indicators, groups."""
    return tuple(dict.fromkeys(_each_heading(edition)))


def _each_heading(edition: Edition) -> Iterator[HeadingMatch]:
    for item in edition.items:
        if item.indicator:
            yield HeadingMatch("indicator", item.indicator, item.indicator_title, 1.0)
        if item.subindicator:
            yield HeadingMatch("subindicator", item.subindicator, item.subindicator_title, 1.0)
        if item.group:
            yield HeadingMatch("group", item.subindicator, item.group, 1.0)


def _heading_score(number: str, words: str, heading: HeadingMatch) -> float:
    """1 where number and words agree; a number alone is enough, and words alone are."""
    if number and (heading.kind == "group" or heading.code != number):
        return 0.0
    if number and not words:
        return 1.0
    alike = max(
        _alike(words, title_key(name)) for name in _wordings(heading.title, lookup.folders())
    )
    return max(alike, HEADING) if number else alike


@cache
def _wordings(title: str, searched: tuple[Path, ...]) -> tuple[str, ...]:
    """A heading and the other words that forms print for it."""
    others = (row["value"] for row in lookup.table("headings") if row["canonical"] == title)
    return (title, *others)
