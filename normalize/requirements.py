"""A component beside what the official list asks of its item: copied, shortened, altered ...

What the facts of the catalogue cannot decide is "unknown": the form was filled in by people, and
none of them is accused on thin evidence. The limits are those of benchmarks/component_match.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from catalogue.editions import CatalogueItem, Edition
from normalize.digits import arabic
from normalize.facts import (
    FOUND,
    RUN,
    asked,
    between_runs,
    coverage,
    gaps,
    is_passage,
    letters,
    misread_share,
    official,
    points,
    presence,
    slips,
    told,
)
from normalize.rivals import rivals
from normalize.text import nfc
from schema.form import ComponentMatch

UNKNOWN = ComponentMatch(relation="unknown")

MISSING = 0.45
"""Share of its letters up to which a fact is surely not there; from here to FOUND is unclear."""
OFFICIAL = 0.58
"""Share of a component's letters that must be official before it is copied or shortened."""
WHOLLY = 0.80
"""The same where a fact is there in part only: nothing but official words is left."""
OWN_LINE = 0.60
"""Share up to which a numbered line is none of the official ones."""
NEARLY = 0.70
"""Likeness to a fact at which a numbered line may be that fact, misread."""
ALIKE = 0.50
"""Likeness at which other words in place of official ones may be those, misread."""
DAMAGED = 0.04
"""Share of letters in no known word at which a text is too damaged to tell what was altered."""
LEAD = 0.30
"""How much better another item must fit before a component is said to be that item's."""

_LEAST = 12      # letters; a shorter component says nothing
_TELLING = 25    # letters; facts that are shorter in all tell little
_BETWEEN = (3, 24)  # letters that may stand in the place of a passage

_NUMBERED = re.compile(r"^\s*+[(（]?\s*+[0-9๐-๙]{1,2}\s*+[.)）]")
_YEAR = re.compile(r"25\d\d")
_LAW = re.compile(r"(?:พระราชบัญญัติ|พ\.ร\.บ\.|พ\.ร\.ป\.|รัฐธรรมนูญ|ระเบียบ)[^\n]{0,90}?25\d\d")


def component_match(
    component: str | None, item: CatalogueItem | None, edition: Edition | None
) -> ComponentMatch:
    """What a component is to the official requirement of its item.

    copied: every fact is there, the year too; shortened: facts are left out (`words`: theirs);
    altered: other words stand in their place (`words`: those); other item: it is what another
    item asks (`words`: its code, or those of items that ask nearly the same); other year: it
    names another year only (`words`: the years); unknown: the catalogue has no facts of the
    item, or they do not decide it.
    "- แสดงที่อยู่หน่วยงาน และ E-mail" at O5 of 2566 is shortened: หมายเลข, โทรศัพท์, แผนที่ตั้ง.
    """
    if not component or item is None or edition is None:
        return UNKNOWN
    for printed, right in slips(item):
        component = component.replace(printed, right)
    return _matched(component, item, edition)


@lru_cache(maxsize=8192)
def _matched(component: str, item: CatalogueItem, edition: Edition) -> ComponentMatch:
    facts, text = asked(item, edition)[1:], letters(component)
    if not facts or len(text) < _LEAST:
        return UNKNOWN
    shares = {fact: presence(fact, text) for fact in facts}
    half = sum(share >= FOUND for share in shares.values()) >= len(facts) / 2
    others = rivals(text, item, edition)
    if others:
        return UNKNOWN if half else _other_item(text, item, others, edition)
    if half and (years := _other_years(component, item)):
        return ComponentMatch(relation="other year", words=years)
    own = official(item, edition)
    replaced = tuple(dict.fromkeys(w for fact in facts for w in _replaced(fact, text, own)))
    if min(shares.values()) >= FOUND and not replaced:
        return _whole(component, item, edition)
    match = (ComponentMatch(relation="altered", words=replaced) if replaced
             else _in_part(component, shares, item, edition))
    return match if match == UNKNOWN or misread_share(component) <= DAMAGED else UNKNOWN


def _whole(component: str, item: CatalogueItem, edition: Edition) -> ComponentMatch:
    """Every fact is there: copied, unless little is asked or the year is left out."""
    text, expected = letters(component), _years(item.period)
    facts = asked(item, edition)[1:]
    broken = any(True for fact in facts for _ in gaps(fact, text))
    if broken or sum(map(len, facts)) < _TELLING or _own_share(text, item, edition) < OFFICIAL:
        return UNKNOWN
    if not expected or _years(component):
        return ComponentMatch(relation="copied")
    if presence(letters(_YEAR.sub("", item.period)), text) > MISSING:
        return UNKNOWN  # the year itself may be misread
    return ComponentMatch(relation="shortened", words=tuple(sorted(expected)))


def _in_part(
    component: str, shares: dict[str, float], item: CatalogueItem, edition: Edition
) -> ComponentMatch:
    """Some facts are there, others are not: replaced or left out, if the rest can tell."""
    own, text = official(item, edition), letters(component)
    strange = [line for line in component.split("\n")
               if _NUMBERED.match(line) and _is_strange(line, own, shares)]
    others = told(strange, own)
    if others:
        return ComponentMatch(relation="altered", words=others)
    title = asked(item, edition)[0]
    if not any(shares[fact] >= FOUND > coverage(fact, title) for fact in shares):
        return UNKNOWN  # no more than the title
    lost = [point for point in points(item, edition) if shares[letters(point)] < FOUND]
    unclear = any(shares[letters(point)] > MISSING for point in lost)
    left_out = told(lost, text)
    if not left_out or _own_share(text, item, edition) < (WHOLLY if unclear else OFFICIAL):
        return UNKNOWN
    return ComponentMatch(relation="shortened", words=left_out)


def _own_share(text: str, item: CatalogueItem, edition: Edition) -> float:
    """Share of a component's letters that stand in the official words of its item."""
    return coverage(text, official(item, edition))


def _replaced(fact: str, text: str, own: str) -> Iterator[str]:
    """What is printed in place of a passage of a fact, both ends of the passage being there.

    Not what is official elsewhere, as the title that begins and ends like the fact.

    นโยบายคุ้มครองข้อมูล[ส่วนบุคคล]ของหน่วยงาน beside นโยบายคุ้มครองข้อมูลลูกค้าของหน่วยงาน: ลูกค้า.
    """
    for start, end in between_runs(fact, text):
        before, after = fact[max(0, start - RUN) : start], fact[end : end + RUN]
        if len(before) < RUN or len(after) < RUN:
            continue
        between = _between(before, after, text)
        if between is None or f"{before}{between}{after}" in own:
            continue
        gap = fact[start:end]
        if Levenshtein.normalized_similarity(between, gap) < ALIKE and is_passage(gap, text):
            yield between


def _between(before: str, after: str, text: str) -> str | None:
    """The few letters that stand between two passages, at the first place where both stand."""
    at = text.find(before)
    while at >= 0:
        start = at + len(before)
        end = text.find(after, start + _BETWEEN[0], start + _BETWEEN[1] + len(after))
        if end >= 0:
            return text[start:end]
        at = text.find(before, at + 1)
    return None


def _is_strange(line: str, own: str, facts: Iterable[str]) -> bool:
    """Whether a numbered line is none of the facts, not even one misread."""
    body = letters(_NUMBERED.sub("", line))
    return coverage(body, own) <= OWN_LINE and not any(
        fuzz.partial_ratio(fact, body, score_cutoff=100 * NEARLY) for fact in facts)


def _other_item(
    text: str, item: CatalogueItem, others: list[CatalogueItem], edition: Edition
) -> ComponentMatch:
    """The rivals' codes, where they fit well and the component's own item does not."""
    least = max(FOUND, _fit(text, item, edition) + LEAD)
    codes = tuple(other.code for other in others if _fit(text, other, edition) >= least)
    return ComponentMatch(relation="other item", words=codes) if codes else UNKNOWN


def _fit(text: str, item: CatalogueItem, edition: Edition) -> float:
    """Share of the letters of title and facts that stand in a component; 0 for a short list."""
    named = asked(item, edition)
    total = sum(map(len, named))
    if total < _TELLING:
        return 0.0
    return sum(len(fact) * coverage(fact, text) for fact in named) / total


def _years(text: str) -> set[str]:
    """The years that a text names, those of laws apart: "แผน … ปี พ.ศ. ๒๕๖๖" -> {"2566"}."""
    return set(_YEAR.findall(_LAW.sub("", arabic(nfc(text)))))


def _other_years(component: str, item: CatalogueItem) -> tuple[str, ...]:
    """The years of a component where it names years, but none that its period asks for."""
    expected, printed = _years(item.period), _years(component)
    for fact in item.requires:
        printed -= set(_YEAR.findall(fact)) - expected
    return tuple(sorted(printed)) if expected and not expected & printed else ()
