"""A component beside what the official list asks of its item: copied, shortened, altered ...

The catalogue knows short facts of a requirement, not its sentences. A fact is looked for by its
letters, in runs long enough to be no accident, so a word of the layout or a letter misread by a
recogniser changes little. What the facts cannot decide is "unknown": the form was filled in by
people, and none of them is accused on thin evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from catalogue.editions import CatalogueItem, Edition
from normalize.digits import arabic
from normalize.text import is_thai, nfc
from schema.form import ComponentMatch

UNKNOWN = ComponentMatch(relation="unknown")

FOUND = 0.75
"""Share of a fact's letters that must stand in a component for the fact to be there."""
MISSING = 0.45
"""Share up to which a fact is surely not there; between the two it is unclear."""
NEAR = 0.80
"""Likeness to a passage of the component at which a fact is there, misread."""
OFFICIAL = 0.80
"""Share of a component's letters that must be official where a fact is there in part only."""
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
SIBLING = 1.10
"""How many times the letters of its own item another one must explain to put it in doubt."""
CLOSE = 0.75
"""Share of the best rival's letters at which another rival is as likely."""

_LEAST = 12      # letters; a shorter component says nothing
_MARGIN = 10     # letters more that a rival must explain
_TELLING = 25    # letters of facts and title that another item must have
_RUN, _SHORT_RUN, _LONG = 5, 4, 10  # letters of a run that count, by the length of the fact
_WORD = 3        # letters; shorter words are not told
_ANCHOR = 5      # letters on both sides of a passage that has been replaced
_PASSAGE = 7     # letters; less may be another way to say it
_MOST_BETWEEN = 24
_MOST_WORDS = 12

_LETTERS = re.compile("[^0-9a-zก-ฮะ-ฺเ-ๅ็-๎]+")
_NOT_FOR_ALL = re.compile(r"^(?:อปท\.|กรณี)|ไม่มี.*ให้|\(ถ้ามี\)")
_SAME_AS = re.compile(r"เดียวกับ (O\d+)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_EXAMPLE = re.compile(r"\s*เช่น .*")
_REFERENCE = re.compile(r"(?:ใน|ตาม)ข้อ O\d+")
_LABEL = re.compile(r"^[^:;]*:\s")
_NUMBERED = re.compile(r"^\s*[(（]?\s*[0-9๐-๙]{1,2}\s*[.)）]")
_YEAR = re.compile(r"25\d\d")
_LAW = re.compile(r"(?:พระราชบัญญัติ|พ\.ร\.บ\.|พ\.ร\.ป\.|รัฐธรรมนูญ|ระเบียบ)[^\n]{0,90}?25\d\d")
_STOCK = (
    "แสดงข้อมูลรายละเอียดของหน่วยงาน", "มีข้อมูลรายละเอียดของแผนฯ อย่างน้อยประกอบด้วย",
    "ที่มีรายละเอียดอย่างน้อยประกอบด้วย", "เป็นข้อมูลของปี พ.ศ.", "ยกตัวอย่างเช่น เป็นต้น",
)


def component_match(
    component: str | None, item: CatalogueItem | None, edition: Edition | None
) -> ComponentMatch:
    """What a component is to the official requirement of its item.

    copied: every fact is there, the year too; shortened: facts are left out (`words`: theirs);
    altered: other words stand in their place (`words`: those); other item: it is what another
    item asks (`words`: its code); other year: it names another year only (`words`: the years);
    unknown: the catalogue has no facts of the item, or they do not decide it.
    "- แสดงที่อยู่หน่วยงาน" at O5 of 2566 is shortened: หมายเลข, โทรศัพท์, mail, แผนที่ตั้ง.
    """
    if not component or item is None or edition is None:
        return UNKNOWN
    return _matched(component, item, edition)


def letters(text: str) -> str:
    """The letters and digits of a text alone: "(3) E-mail ฯ" -> "3email"."""
    return _LETTERS.sub("", arabic(nfc(text)).casefold())


def coverage(fact: str, text: str) -> float:
    """Share 0..1 of a fact's letters that stand in a text in long runs; both are `letters`.

    ทรัพยากรบุคคล in ศูนย์พยาบาลบุคคล: 5 of 13, for บุคคล is a run and "พยา" is too short.
    """
    least = min(len(fact), _RUN if len(fact) >= _LONG else _SHORT_RUN)
    start = covered = 0
    while start < len(fact):
        length = _run(fact, start, text)
        covered += length if length >= least else 0
        start += length if length >= least else 1
    return covered / len(fact) if fact else 1.0


def presence(fact: str, text: str) -> float:
    """`coverage`, or the likeness to one passage of the text where that is high: a misreading.

    รูปถ่าย in a text with รูปถาย is 0.92, though only four of its letters are a run.
    """
    share = coverage(fact, text)
    if share >= FOUND or not text:
        return share
    near = fuzz.partial_ratio(fact, text) / 100
    return max(share, near if near >= NEAR else 0.0)


def misread_share(text: str) -> float:
    """Share 0..1 of the Thai letters of a text that are in no word of the dictionary.

    0 in nearly every printed component, 0.1 where one letter in twenty is misread.
    """
    thai = [word for word in _words(text) if is_thai(word[0])]
    unknown = sum(len(word) for word in thai if word not in _dictionary())
    return unknown / max(1, sum(map(len, thai)))


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
    plain = _REFERENCE.sub("", _EXAMPLE.sub("", _IN_BRACKETS.sub("", fact)))
    plain = _LABEL.sub("", plain)
    return [part.strip() for part in re.split(r"[;:]|, ", plain)
            if len(letters(part)) >= _SHORT_RUN]


def _run(fact: str, start: int, text: str) -> int:
    """Length of the longest run from `start` of a fact that stands somewhere in a text."""
    length = 0
    while start + length < len(fact) and fact[start : start + length + 1] in text:
        length += 1
    return length


@lru_cache(maxsize=8192)
def _matched(component: str, item: CatalogueItem, edition: Edition) -> ComponentMatch:
    asked, text = points(item, edition), letters(component)
    if not asked or len(text) < _LEAST:
        return UNKNOWN
    shares = {point: presence(letters(point), text) for point in asked}
    half = sum(share >= FOUND for share in shares.values()) >= len(asked) / 2
    rivals = _rivals(text, item, edition)
    if rivals:
        return UNKNOWN if half else _other_item(text, item, rivals, edition)
    if half and (years := _other_years(component, item)):
        return ComponentMatch(relation="other year", words=years)
    replaced = [words for point in asked for words in _replaced(letters(point), text)]
    if min(shares.values()) >= FOUND and not replaced:
        return _whole(component, text, item)
    if misread_share(component) > DAMAGED:
        return UNKNOWN
    if replaced:
        return ComponentMatch(relation="altered", words=tuple(dict.fromkeys(replaced)))
    return _in_part(component, shares, item, edition)


def _whole(component: str, text: str, item: CatalogueItem) -> ComponentMatch:
    """Every fact is there: copied, unless the year that is asked for is left out."""
    expected = _years(item.period)
    if not expected or _years(component):
        return ComponentMatch(relation="copied")
    if presence(letters(_YEAR.sub("", item.period)), text) > MISSING:
        return UNKNOWN  # the year itself may be misread
    return ComponentMatch(relation="shortened", words=tuple(sorted(expected)))


def _in_part(
    component: str, shares: dict[str, float], item: CatalogueItem, edition: Edition
) -> ComponentMatch:
    """Some facts are there, others are not: replaced or left out, if the rest can tell."""
    official = letters(_official(item, edition))
    lost = [point for point, share in shares.items() if share < FOUND]
    strange = [line for line in component.split("\n")
               if _NUMBERED.match(line) and _is_strange(line, official, shares)]
    others = _told(strange, official)
    if others:
        return ComponentMatch(relation="altered", words=others)
    text = letters(component)
    unclear = any(shares[point] > MISSING for point in lost)
    if unclear and coverage(text, official) < OFFICIAL:
        return UNKNOWN
    enough = len(lost) <= len(shares) / 2 or coverage(text, official) >= OFFICIAL
    left_out = _told(lost, text)
    return ComponentMatch(relation="shortened", words=left_out) if enough and left_out else UNKNOWN


def _replaced(fact: str, text: str) -> Iterator[str]:
    """What is printed in place of a passage of a fact, both ends of the passage being there.

    นโยบายคุ้มครองข้อมูล[ส่วนบุคคล]ของหน่วยงาน beside นโยบายคุ้มครองข้อมูลลูกค้าของหน่วยงาน: ลูกค้า.
    """
    for start, end in _gaps(fact, text):
        before, after = fact[max(0, start - _ANCHOR) : start], fact[end : end + _ANCHOR]
        if len(before) < _ANCHOR or len(after) < _ANCHOR:
            continue
        between = re.compile(f"{before}(.{{{_WORD},{_MOST_BETWEEN}}}?){after}").search(text)
        if between and Levenshtein.normalized_similarity(between[1], fact[start:end]) < ALIKE:
            yield between[1]


def _gaps(fact: str, text: str) -> Iterator[tuple[int, int]]:
    """The passages of a fact that are in no run of the text, whose words are nowhere in it."""
    start = end = 0
    while end < len(fact):
        length = _run(fact, end, text)
        if length < _RUN:
            end += 1
            continue
        if sum(map(len, _told([fact[start:end]], text))) >= _PASSAGE:
            yield start, end
        start = end = end + length


def _is_strange(line: str, official: str, asked: Iterable[str]) -> bool:
    """Whether a numbered line is none of the facts, not even one misread."""
    body = letters(_NUMBERED.sub("", line))
    near = max(fuzz.partial_ratio(letters(point), body) for point in asked) / 100
    return coverage(body, official) <= OWN_LINE and near < NEARLY


def _official(item: CatalogueItem, edition: Edition) -> str:
    """All that is known of an item's official words, and the stock phrases of every item."""
    return "\n".join((item.title, *item.variants, item.group, *item.requires, item.period,
                      *points(item, edition), *_STOCK))


def _rivals(text: str, item: CatalogueItem, edition: Edition) -> list[CatalogueItem]:
    """Other items whose titles and facts explain clearly more of a component, best first.

    Those that come close to the best stand beside it: the facts cannot tell them apart.
    """
    own = max(0.0, _explained(text, item, edition))
    others = {other: _explained(text, other, edition) for other in edition.items
              if other is not item and points(other, edition)}
    best = max(others.values(), default=0.0)
    if best <= SIBLING * own + _MARGIN:
        return []
    close = [other for other, share in others.items() if share >= CLOSE * best]
    return sorted(close, key=lambda other: -others[other])


def _other_item(
    text: str, item: CatalogueItem, rivals: list[CatalogueItem], edition: Edition
) -> ComponentMatch:
    """The rivals' codes, where they fit well and the component's own item does not."""
    least = max(FOUND, _fit(text, item, edition) + LEAD)
    codes = tuple(other.code for other in rivals if _fit(text, other, edition) >= least)
    return ComponentMatch(relation="other item", words=codes) if codes else UNKNOWN


def _fit(text: str, item: CatalogueItem, edition: Edition) -> float:
    """Share of the letters of title and facts that stand in a component; 0 for a short list."""
    named = [letters(point) for point in (item.title, *points(item, edition))]
    total = sum(map(len, named))
    if total < _TELLING:
        return 0.0
    return sum(len(point) * coverage(point, text) for point in named) / total


def _explained(text: str, item: CatalogueItem, edition: Edition) -> float:
    """Letters of title and facts that stand in a component, less those that do not."""
    named = [letters(point) for point in (item.title, *points(item, edition))]
    return sum(len(point) * (2 * coverage(point, text) - 1) for point in named)


def _years(text: str) -> set[str]:
    """The years that a text names, those of laws apart: "แผน … ปี พ.ศ. ๒๕๖๖" -> {"2566"}."""
    return set(_YEAR.findall(_LAW.sub("", arabic(nfc(text)))))


def _other_years(component: str, item: CatalogueItem) -> tuple[str, ...]:
    """The years of a component where it names years, but none that its period asks for."""
    expected = _years(item.period)
    printed = _years(component)
    for fact in item.requires:
        printed -= set(_YEAR.findall(fact)) - expected
    return tuple(sorted(printed)) if expected and not expected & printed else ()


def _told(texts: Iterable[str], known: str) -> tuple[str, ...]:
    """The words of some texts that do not stand in others' letters, each once, in order."""
    words = [word for text in texts for word in _words(text)
             if len(letters(word)) >= _WORD and letters(word) not in known]
    return tuple(dict.fromkeys(words))[:_MOST_WORDS]


@cache
def _dictionary() -> frozenset[str]:
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())


def _words(text: str) -> Sequence[str]:
    from pythainlp.tokenize import word_tokenize

    return tuple(word_tokenize(text, engine="newmm", keep_whitespace=False))
