"""The overall score and its level, as prose says them over the tables of an analysis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.issues import Line
from normalize.numbers import percentage
from normalize.text import nfc
from normalize.years import years
from schema.record import Record
from schema.table import Frozen, RawParagraph
from schema.value import AnyValue, Value, absent

REACH = 2  # paragraphs below the score in which its level may stand
_SCORE = re.compile(
    r"(?:คะแนน(?:ที่ได้|รวม|เฉลี่ย|ภาพรวม|การประเมิน)|ได้(?:รับ)?คะแนน|ผลคะแนน|ค่าคะแนน|ร้อยละ)[^\d]{0,90}?"
    r"(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)(?![\d.]*\d)\s*(?:คะแนน|%|เปอร์เซ็นต์)?"
)
_WHOLE = re.compile("ภาพรวม|คะแนนรวม|คะแนนที่ได้|ผลการประเมิน|ITA|ระดับ")


class Overall(Frozen):
    """The overall scores that a form prints and the paragraphs they stand in."""

    records: tuple[Record, ...] = ()
    used: tuple[RawParagraph, ...] = ()


def overall_of(lines: Sequence[Line], claimed: frozenset[int], form_year: AnyValue) -> Overall:
    """Every overall score in prose, with its level as title.

    Example: "คะแนนที่ได้ 81.47 คะแนน" and, below, "ระดับผลการประเมินปีนี้ ผ่าน" -> 81.47, "ผ่าน".
    """
    records: list[Record] = []
    used: list[RawParagraph] = []
    for n, line in enumerate(lines):
        if line.paragraph is None or n in claimed or line.issue is not None:
            continue
        score = _score(line.paragraph)
        if score is None:
            continue
        below = [x.paragraph for x in lines[n : n + REACH + 1] if x.paragraph is not None]
        level, source = _level(below)
        used += [line.paragraph, *([source] if source else [])]
        records.append(_record(line.paragraph, score, level, len(records) + 1, form_year))
    return Overall(records=tuple(records), used=tuple(used))


def _score(paragraph: RawParagraph) -> AnyValue | None:
    """The overall score of a paragraph; one without decimals needs the word คะแนน behind it."""
    text = arabic(nfc(paragraph.text))
    match = _SCORE.search(text)
    if match is None or not _WHOLE.search(text):
        return None
    if "." not in match[1] and not match[0].rstrip().endswith("คะแนน"):
        return None
    try:
        value = percentage(match[1])
    except ValueError:
        return None
    return Value(text=float(value or 0), raw=paragraph.raw.strip(), places=(paragraph.place,),
                 rules=("score.prose",), confidence=paragraph.confidence)


@cache
def _levels() -> tuple[str, ...]:
    rows = [row["value"] for row in table("result_levels")]
    return tuple(sorted(rows, key=lambda level: (-len(level), level)))


@cache
def _level_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _levels()))
    whole = rf"({names})(?![ก-๎A-Za-z])"
    return re.compile(rf"ระดับ[^\d\n]{{0,40}}?[\s:“\"(]{whole}|ระดับ{whole}")


def _level(paragraphs: Sequence[RawParagraph]) -> tuple[AnyValue, RawParagraph | None]:
    """The level in the first paragraph that states one, and that paragraph."""
    for paragraph in paragraphs:
        match = _level_pattern().search(nfc(paragraph.text))
        if match:
            return Value(text=match[1] or match[2], raw=paragraph.raw.strip(),
                         places=(paragraph.place,), rules=("score.level",)), paragraph
    return absent("not_stated"), None


def _record(paragraph: RawParagraph, score: AnyValue, level: AnyValue, occurrence: int,
            form_year: AnyValue) -> Record:
    named = years(paragraph.text)
    year = Value(text=named[0][0], raw=paragraph.raw.strip(), places=(paragraph.place,),
                 rules=("year.caption",)) if named else form_year
    return Record(source=paragraph.place, values={
        "scope": Value(text="overall"), "instrument": absent("not_in_form"),
        "code": absent("not_in_form"), "title": level, "score": score,
        "issue": absent("not_in_form"), "table": absent("not_in_form"), "fiscal_year": year,
        "occurrence": Value(text=occurrence),
    })
