"""Printed headings of indicators, sub-indicators and groups against the official ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from catalogue import lookup
from catalogue.items import Edition
from catalogue.titles import alike, title_key

HEADING = 0.75
"""Least similarity of a printed heading to the official one."""

_NUMBER = re.compile(r"^(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?)?:?((?:9|10)(?:\.\d)?)?[.:)]?")


@dataclass(frozen=True)
class HeadingMatch:
    """What a heading row names: "9", "9.1" or a group, with the official words for it."""

    kind: Literal["indicator", "subindicator", "group"]
    code: str
    title: str
    score: float


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
    nearest = max(
        alike(words, title_key(name)) for name in _wordings(heading.title, lookup.folders())
    )
    return max(nearest, HEADING) if number else nearest


@cache
def _wordings(title: str, searched: tuple[Path, ...]) -> tuple[str, ...]:
    """A heading and the other words that forms print for it."""
    others = (row["value"] for row in lookup.table("headings") if row["canonical"] == title)
    return (title, *others)
