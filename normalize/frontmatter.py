"""What stands above the first table of a form: its title, its year, its round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from catalogue.lookup import table
from normalize.findings import finding
from normalize.joining import join_lines
from normalize.layout import Layout
from normalize.text import nfc, one_space, squash
from normalize.thaiwords import cut
from normalize.years import fiscal_year, round_of, unclear_year, year_rules
from schema.finding import Finding
from schema.table import Frozen, Place, RawParagraph
from schema.value import AnyValue, Value, absent

_PAGE_NUMBER = 4  # letters; a shorter line of digits is no title
_LEAST_WORD = 4   # letters; a shorter word of an agency's type stands in other words
_TAIL = re.compile(  # a line that begins so is the rest of the one above it
    r"^\s*(?:และ|หรือ|ของ|ใน(?!ตำบล)|โดย|ต่อ|ตาม|แห่ง|ด้วย|กับ|แก่|ซึ่ง|ประจำ|ปีงบ|พ\.\s?ศ\.|ครั้งที่|รอบ|ไตรมาส)"
)
_HEAD = re.compile(  # a line that begins so is a heading of its own
    r"^\s*+(?:แบบ|ตาราง|รายงาน|รายการ|การ|มาตรการ|แผน|บัญชี|สรุป|ข้อมูล|ประกาศ|คำสั่ง|ตัวชี้วัด|ส่วนที่|\W*[\d๐-๙])"
)
_YEAR_HEADERS = frozenset({"ปีงบประมาณ", "ปีงบประมาณพ.ศ.", "ประจำปีงบประมาณ"})


class FormYear(Frozen):
    """The year a form is for, with a finding where one is printed that is not understood."""

    value: AnyValue
    findings: tuple[Finding, ...] = ()


def form_title(front: Sequence[RawParagraph]) -> AnyValue:
    """The first heading, as printed; a line that an export marks as a heading goes first.

    A heading that is not at its end goes on in the lines below: "รายงานผลตามมาตรการส่งเสริม" over
    "เพื่อยกระดับคะแนน", or any line over "ประจำปีงบประมาณ พ.ศ. 2566".
    """
    lines = [p for p in front if len(squash(p.text)) > _PAGE_NUMBER or not squash(p.text).isdigit()]
    marked = [n for n, p in enumerate(lines) if (p.layer or "").lstrip().startswith("#")]
    if not lines:
        return absent("not_stated")
    first = last = marked[0] if marked else 0
    while last + 1 < len(lines) and goes_on(lines[last].text, lines[last + 1]):
        last += 1
    own = lines[first : last + 1]
    return Value(text=" ".join(one_space(join_lines(nfc(p.text))) for p in own),
                 raw="\n".join(p.raw for p in own), places=tuple(p.place for p in own),
                 rules=("title.joined",) if len(own) > 1 else (),
                 confidence=min(p.confidence for p in own))


def goes_on(above: str, below: RawParagraph) -> bool:
    """True where a heading line is continued: it lacks its end, or the next its beginning."""
    text = nfc(below.text)
    if _HEAD.match(text) or (below.layer or "").lstrip().startswith("#"):
        return False
    if _TAIL.match(text):
        return True
    return _is_open(above) and not squash(text).startswith(_agency_words())


@cache
def _agency_words() -> tuple[str, ...]:
    words = {squash(row[key]) for row in table("agencies") for key in ("value", "canonical")}
    return (*(w for w in words if len(w) >= _LEAST_WORD), "อำเภอ", "ตำบล", "อบต.", "อบจ.")


@cache
def _open_words() -> frozenset[str]:
    kinds = ("cannot_end", "heading_open")
    return frozenset(r["value"] for r in table("connectives") if r["canonical"] in kinds)


def _is_open(line: str) -> bool:
    """True for a line whose last word asks for another one: "…ตามมาตรการส่งเสริม"."""
    words = cut(one_space(nfc(line)))
    return bool(words) and words[-1] in _open_words()


def form_year(layout: Layout, results: AnyValue | None) -> FormYear:
    """The year that the front matter prints; else that of a column's header, or of its cells.

    results: the year of the results, where an analysis names one: that is the form's. A year
    that is printed and not understood is unreadable, with a finding.
    """
    if results is not None:
        return FormYear(value=results)
    lines = [(p.text, p.raw, p.place) for p in layout.front]
    headers = [(c.text, c.raw, c.place) for s in layout.sections for row in s.header
               for c in row.cells if c.text]
    for source, confidence in ((lines, 1.0), (headers, 0.9), (_column_years(layout), 0.9)):
        value = _printed_year(source, confidence)
        if value is not None:
            return FormYear(value=value)
    unclear = unclear_year([text for text, _, _ in lines])
    if unclear is None:
        return FormYear(value=absent("not_stated"))
    words, places = unclear[0], (lines[unclear[1]][2],)
    return FormYear(value=absent("unreadable", places, words),
                    findings=(finding("year_unclear", "unsure", places, text=words),))


def _column_years(layout: Layout) -> list[tuple[str, str, Place]]:
    """The cell of a column of years as a line, [] where there is none or they differ."""
    cells = [(name, run) for row in layout.rows for name, run in row.extra.items()
             if squash(name) in _YEAR_HEADERS and run.text.strip()]
    lines = [(f"ปีงบประมาณ {run.text.strip()}", run.raw, run.places[0]) for _, run in cells]
    return lines[:1] if len({text for text, _, _ in lines}) == 1 else []


def _printed_year(lines: Sequence[tuple[str, str, Place]], confidence: float) -> AnyValue | None:
    year, n = fiscal_year([text for text, _, _ in lines])
    if year is None:
        return None
    text, raw, place = lines[n]
    how = year_rules(text, year)
    return Value(text=year, raw=raw.strip(), places=(place,), rules=("year.printed", *how),
                 confidence=min(confidence, 0.95) if how else confidence)


def form_round(front: Sequence[RawParagraph]) -> AnyValue:
    """The round of a form: "ครั้งที่ ๑" in its heading lines."""
    for paragraph in front:
        value = round_of(paragraph.text)
        if value:
            return Value(text=value, raw=paragraph.raw.strip(), places=(paragraph.place,))
    return absent("not_stated")
