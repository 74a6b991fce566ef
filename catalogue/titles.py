"""Printed titles against the official ones: bears damage, abstains when unsure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from catalogue import lookup
from catalogue.items import CatalogueItem, Edition, editions

Of = TypeVar("Of", CatalogueItem, Edition)
Told = TypeVar("Told")
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
    return _similarity(title_key(printed), item)


def best_title(printed: str, edition: Edition) -> list[tuple[str, float]]:
    """The codes of an edition by likeness of their title to a printed one, best first."""
    return _ranked(title_key(printed), edition)


def best_likeness(printed: str, edition: Edition) -> float:
    """How alike a printed title and the nearest one of an edition are, 0..1: `best_title`'s."""
    return _best_likeness(title_key(printed), edition)


def match_title(printed: str, edition: Edition) -> Match:
    """The item whose title is printed, or an abstention where it is unclear or no title at all.

    `match_title("คู่มือหรือมาตรฐานการปฎิบัตงาน", edition_2566)` is O14, damaged.
    """
    return _match(title_key(printed), edition)


def may_be_title(printed: str, editions: Iterable[Edition]) -> bool:
    """False where `match_title` names no item of any of the editions, told quickly.

    A component or a note is as a rule less than MIN_SCORE like every title.
    """
    return _may_be(title_key(printed), tuple(editions))


@lru_cache(maxsize=65536)
def _may_be(key: str, editions: tuple[Edition, ...]) -> bool:
    return any(k in _all_names(editions) or _is_like_one(k, _all_names(editions))
               or _is_like_one(k, _begun(editions, len(k))) for k in _printed_keys(key))


def title_relation(printed: str, item: CatalogueItem) -> Relation:
    """What a printed title is to the title of the item whose code is printed beside it.

    "other" where it does not name that item: code and title disagree.
    """
    if title_similarity(printed, item) < AGREES:
        return "other"
    return _relation(title_key(printed), item)


@cache
def _names(item: CatalogueItem) -> tuple[str, ...]:
    """The keys of the title, the variants and the misprints of an item."""
    named = (item.title, *item.variants, *item.misprints)
    return tuple(dict.fromkeys(title_key(name) for name in named if name))


@lru_cache(maxsize=65536)
def _printed_keys(key: str) -> tuple[str, ...]:
    """What may be meant by a key: the whole, and the whole without a year or bracket at its end."""
    keys = [key, *(pattern.sub("", key) for pattern in (_YEAR, _ONLY_YEAR, _BRACKET))]
    return tuple(dict.fromkeys(k for k in keys if k))


@cache
def _all_names(editions: tuple[Edition, ...]) -> tuple[str, ...]:
    """The keys of all names of all items, each once."""
    return tuple(dict.fromkeys(
        name for edition in editions for item in edition.items for name in _names(item)))


@cache
def _longer(editions: tuple[Edition, ...], length: int) -> tuple[str, ...]:
    """The names that have more letters than a print that may be cut off at its end."""
    return tuple(n for n in _all_names(editions) if len(n) > length >= CUT_MIN)


@cache
def _begun(editions: tuple[Edition, ...], length: int) -> tuple[str, ...]:
    """As many letters of each of these names as the print has."""
    return tuple(name[:length] for name in _longer(editions, length))


def _is_like_one(key: str, names: tuple[str, ...]) -> bool:
    return process.extractOne(
        key, names, scorer=Levenshtein.normalized_similarity, score_cutoff=MIN_SCORE) is not None


def _remembered(told: Callable[[str, Of], Told]) -> Callable[[str, Of], Told]:
    """What is told of a key: of an official name once per run, of other prints for a while."""
    of_names, of_prints = cache(told), lru_cache(maxsize=65536)(told)

    def remembered(key: str, of: Of) -> Told:
        official = key in _official(lookup.folders())
        return of_names(key, of) if official else of_prints(key, of)

    return remembered


@cache
def _official(searched: tuple[Path, ...]) -> frozenset[str]:
    """The keys of all names that the catalogue knows."""
    return frozenset(_all_names(tuple(editions().values())))


@_remembered
def _match(key: str, edition: Edition) -> Match:
    ranked = _ranked(key, edition)
    if not ranked:
        return Match(None, 0.0, 0.0, "other")
    (code, score), (_, second) = ranked[0], ranked[1] if len(ranked) > 1 else ("", 0.0)
    margin = round(score - second, 4)
    item = edition.by_code[code]
    unsure = score < MIN_SCORE or margin < MIN_MARGIN
    if unsure or (score < NEARLY and _longest_difference(key, item) >= PHRASE):
        return Match(None, score, margin, "other")
    return Match(code, score, margin, _relation(key, item))


def _ranked(key: str, edition: Edition) -> list[tuple[str, float]]:
    if not key:
        return []
    scored = [(item.code, round(_similarity(key, item), 4)) for item in edition.items]
    return sorted(scored, key=lambda pair: -pair[1])


@_remembered
def _similarity(key: str, item: CatalogueItem) -> float:
    names = _names(item)
    if key in names:
        return 1.0
    return max((alike(k, name) for k in _printed_keys(key) for name in names), default=0.0)


@_remembered
def _best_likeness(key: str, edition: Edition) -> float:
    return round(max((_nearest(k, edition) for k in _printed_keys(key)), default=0.0), 4)


def _nearest(key: str, edition: Edition) -> float:
    """The greatest `alike` of a key to a name of an edition."""
    scorer, names = Levenshtein.normalized_similarity, _all_names((edition,))
    found = process.extractOne(key, names, scorer=scorer)
    best = found[1] if found else 0.0
    longer, begun = _longer((edition,), len(key)), _begun((edition,), len(key))
    # a cut print counts for less than it is alike
    for _, cut, n in process.extract(key, begun, scorer=scorer, score_cutoff=best, limit=None):
        best = max(best, _cut_worth(cut, key, longer[n]))
    return best


@lru_cache(maxsize=262144)
def alike(printed: str, name: str) -> float:
    """Likeness of two keys: whole against whole, or the print against the start of the name."""
    whole = Levenshtein.normalized_similarity(printed, name)
    if not CUT_MIN <= len(printed) < len(name):
        return whole
    cut = Levenshtein.normalized_similarity(printed, name[: len(printed)])
    return max(whole, _cut_worth(cut, printed, name))


def _cut_worth(alike: float, printed: str, name: str) -> float:
    """What a likeness to the start of a name is worth, by how much of the name is printed."""
    return alike * (CUT_WORTH + (1 - CUT_WORTH) * len(printed) / len(name))


def _longest_difference(printed: str, item: CatalogueItem) -> int:
    """Letters of the longest run in which a key and the nearest name of an item differ."""
    pairs = [(key, name) for key in _printed_keys(printed) for name in _names(item)]
    key, name = max(pairs, key=lambda pair: alike(*pair))
    if Levenshtein.normalized_similarity(key, name) < alike(key, name):
        name = name[: len(key)]
    blocks = [op for op in Levenshtein.opcodes(name, key) if op.tag != "equal"]
    runs = (max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in blocks)
    return max(runs, default=0)


def _relation(key: str, item: CatalogueItem) -> Relation:
    if key == title_key(item.title):
        return "same"
    if key in {title_key(name) for name in item.misprints}:
        return "damaged"
    wordings = {title_key(name) for name in (item.title, *item.variants)}
    if wordings.intersection(_printed_keys(key)):
        return "variant"
    nearest = max(_names(item), key=lambda name: alike(key, name))
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
