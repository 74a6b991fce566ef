"""Words that begin an office, a group or a word for all of them: "สนง.", "กลุ่มงาน", "ทุก"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from catalogue.lookup import table
from normalize.text import squash
from normalize.wordtrie import any_of

_MANY = 8  # office words that begin with a general one, itself included
_MOST = 90  # letters that are looked at for one word


@cache
def office_kinds() -> dict[str, str]:
    """Each office word without white space -> "office", "group" or "all"."""
    return {squash(r["value"]): r["kind"] for r in table("offices")}


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(any_of(office_kinds()))


def office_word(text: str) -> str | None:
    """The kind ("office", "group", "all") of the office word a text begins with, else None.

    Example: "สนง.พาณิชย์ฯ" -> "office"; "ที่มีการให้บริการ" -> None.
    """
    return _kind_of(text[:_MOST])


@lru_cache(maxsize=8192)
def _kind_of(text: str) -> str | None:
    match = _beginning().match(squash(text).lstrip("/(-•"))
    return office_kinds()[match[0]] if match else None


@cache
def general_words() -> frozenset[str]:
    """Office words that begin several longer ones: "กอง" of "กองคลัง", "กองช่าง" …."""
    words = [word for word, kind in office_kinds().items() if kind != "all"]
    return frozenset(w for w in words if sum(o.startswith(w) for o in words) > _MANY)
