"""Section headings of a form: indicator, sub-indicator, group; and what only looks like one."""

from __future__ import annotations

import re
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from normalize.digits import arabic
from normalize.joining import join_lines
from normalize.text import nfc, one_space, squash
from schema.table import Frozen, Place

T = TypeVar("T")
_NUMBER = r"(ย่อย)?\s*+(?:ที่)?\s*+(\d{1,2}(?:\.\d{1,2})?)"
_INDICATOR = re.compile(r"^[\s\-•*(]*ตัวชี้วัด" + _NUMBER + r"[\s.:)]*(.*)$", re.S)
_MISREAD = re.compile(
    r"^[\s\-•*(]*(ต[\u0e00-\u0e4f]{5,15}?)\s*+(?:ที่)?\s*+(\d{1,2}(?:\.\d)?)\s+(.*)$", re.S
)
_WORDS = ("ตัวชี้วัด", "ตัวชี้วัดย่อย")
_SUB_LENGTHS = (4, *range(11, 16))  # letters of "ย่อย", and of "ตัวชี้วัดย่อย" give or take two
_MEASURED = re.compile(r"^(?:ล้าน|พัน|แสน|หมื่น|บาท|คะแนน|ร้อยละ|เปอร์เซ็นต์|%)")
_BARE = re.compile(r"^\s*((?:9|10)\.\d)\s+(\S.*)$", re.S)
_NOTE = re.compile(r"^\s*+(?:\(?\s*+[*＊]|หมายเหตุ|หมายถึง)|หมายถึง|^\s*+\(?ดูแนวทาง")
_LONGEST_GROUP = 110  # letters; a longer line is an explanation


class Headings(Frozen):
    """The headings in force over a row: numbers as "9" and "9.1", the group as printed."""

    indicator: str | None = None
    subindicator: str | None = None
    subindicator_title: str | None = None
    group: str | None = None
    places: dict[str, Place] = {}
    raws: dict[str, str] = {}


NO_HEADINGS = Headings()


def with_heading(now: Headings, text: str, place: Place) -> Headings | None:
    """The headings after a heading line; None where the text is a note and no heading.

    A new indicator ends its sub-indicators, a new sub-indicator its groups. Example:
    "ตัวชี้วัดย่อยที่ ๙.๒ การบริหารงาน" -> subindicator "9.2", no group.
    """
    level, value, title = heading_level(text)
    if level == "note":
        return None
    places = {**now.places, level: place}
    raws = {**now.raws, level: text.strip()}
    if level == "indicator":
        return Headings(indicator=value, places=_only(places, "indicator"),
                        raws=_only(raws, "indicator"))
    if level == "subindicator":
        over = now.indicator if now.indicator == value.split(".")[0] else None
        keep = ("indicator", "subindicator") if over else ("subindicator", "subindicator")
        return Headings(indicator=over, subindicator=value, subindicator_title=title,
                        places=_only(places, *keep), raws=_only(raws, *keep))
    return now.model_copy(update={"group": value, "places": places, "raws": raws})


def _only(values: dict[str, T], *keys: str) -> dict[str, T]:
    return {k: v for k, v in values.items() if k in keys}


def heading_level(text: str) -> tuple[str, str, str]:
    """Level ("indicator", "subindicator", "group", "note"), number or group text, and title."""
    clean = one_space(arabic(nfc(text)))
    match = _INDICATOR.match(clean) or _INDICATOR.match(join_lines(clean)) or _misread(clean)
    if match:
        sub = len(match[1] or "") in _SUB_LENGTHS or "." in match[2]
        return ("subindicator" if sub else "indicator"), match[2], one_space(join_lines(match[3]))
    bare = _BARE.match(clean)
    if bare and len(squash(clean)) <= _LONGEST_GROUP and not _MEASURED.match(bare[2]):
        return "subindicator", bare[1], one_space(join_lines(bare[2]))
    group = _group(clean)
    return ("group", group, "") if group else ("note", clean, "")


def _misread(text: str) -> re.Match[str] | None:
    """A heading whose word for indicator is misread in a letter or two ("ตัวชีวัดที่ 9")."""
    match = _MISREAD.match(text)
    word = match[1].removesuffix("ที่") if match else ""
    near = any(Levenshtein.distance(word, w, score_cutoff=2) <= 2 for w in _WORDS)
    return match if near else None


def _group(text: str) -> str:
    """The group a heading names: its lines up to a footnote; "" where it is only a note."""
    kept: list[str] = []
    for line in text.split("\n"):
        if _NOTE.search(line):
            break
        kept.append(line)
    group = re.sub(r"(?:(?<!\s)\s++|)\(\s*+\*.*$", "", join_lines("\n".join(kept)), flags=re.S)
    return group if group and len(squash(group)) <= _LONGEST_GROUP else ""
