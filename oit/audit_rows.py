"""The rows of the audit's workbook: what stands in each sheet, without a word on how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from audit.check import reason_words
from audit.checks import CHECKS, listed_checks
from audit.formula import printed
from audit.recomputed import Level
from oit.auditing import SEVERITIES, Audited
from oit.report.checks import FAMILIES, MADE_BY
from oit.report.checks import SEVERITIES as SEVERITY_WORDS
from schema.finding import Finding
from schema.form import Form, Item

Cell = str | int | float | None
ORIGIN_WORDS = {
    "agency": "หน่วยงาน", "unsure": "ไม่แน่ใจ", "extraction": "โปรแกรมอ่านไม่ได้",
}
STATUS_WORDS = {
    "done": "✓", "in_progress": "…", "not_started": "✗", "not_stated": "ว่าง",
    "unreadable": "?", "not_in_form": "•", "missing": "ไม่มีแถว",
}
UNSURE = "~"  # behind a status that is released as unsure
VERDICTS = {
    "agrees": "ตรงกัน", "differs": "ไม่ตรงกัน", "incomplete": "คะแนนย่อยไม่ครบ",
    "not_derivable": "คำนวณจากคำถามที่พิมพ์ไม่ได้", "not_printed": "ไม่ได้พิมพ์ไว้",
}
OUTCOMES = {"pass": "ผ่าน", "fail": "พบข้อสังเกต", "not_applicable": "ไม่ตรวจ"}
_FORM = ("ไฟล์", "หน่วยงาน", "จังหวัด", "ปีงบประมาณ")


class Sheet(NamedTuple):
    """A sheet's name, its columns with their widths, and how many of them stay in sight."""

    name: str
    columns: tuple[tuple[str, int], ...]
    frozen: int


class Square(NamedTuple):
    """A square of the matrix: what is shown, the status that colours it, and its findings."""

    text: str
    status: str
    worst: str | None
    messages: tuple[str, ...]


def _form_cells(form: Form) -> tuple[Cell, ...]:
    return (form.source.file, form.agency.name, form.agency.province, form.fiscal_year)


FORM_WIDTHS = tuple(zip(_FORM, (34, 40, 17, 13), strict=True))
OVERVIEW = Sheet("ภาพรวม", (
    *FORM_WIDTHS, ("รายการปี", 9), ("จำนวนข้อ", 9), ("ดำเนินการแล้ว", 11), ("ระหว่างดำเนินการ", 11),
    ("ยังไม่ดำเนินการ", 13), ("หน่วยงาน: ผิดพลาด", 12), ("หน่วยงาน: ควรตรวจ", 12),
    ("หน่วยงาน: แจ้งให้ทราบ", 12), ("ไม่แน่ใจ", 9), ("โปรแกรมอ่านไม่ได้", 12),
    ("สถานะที่อ่านไม่แน่ใจ", 16), ("ค่าที่อ่านไม่แน่ใจ", 14),
    ("ข้อควรระวังในการอ่าน", 44), ("form_id", 22)), 2)
FINDINGS = Sheet("ข้อสังเกต", (
    ("ลำดับ", 7), ("ระดับ", 11), ("ของใคร", 14), ("หมวด", 18), ("ข้อ", 7), ("ข้อสังเกต", 64),
    ("สิ่งที่ควรทำ", 44), *FORM_WIDTHS, ("ตำแหน่งในไฟล์", 40), ("check", 30), ("message", 50),
    ("finding_id", 52)), 1)
PEOPLE = Sheet("บุคคลและบทบาท", (
    *FORM_WIDTHS, ("ชื่อ", 28), ("ตำแหน่ง", 36), ("รับผิดชอบ (ข้อ)", 10), ("รับรอง (ข้อ)", 10),
    ("ทำและรับรองข้อเดียวกัน", 15), ("สัดส่วนที่รับรอง", 10), ("ชื่อที่สะกดไว้", 44)), 2)
SCORES = Sheet("คะแนน", (
    *FORM_WIDTHS, ("ระดับ", 10), ("เครื่องมือ", 10), ("คะแนนที่พิมพ์", 12), ("คะแนนที่คำนวณ", 12),
    ("ผลการเทียบ", 32), ("ข้อที่ไม่มีคะแนน", 26), ("คะแนนที่ควรเป็น", 20),
    ("ข้อที่มีสองค่า", 16)), 2)
COVERAGE = Sheet("ตรวจอะไรบ้าง", (
    *FORM_WIDTHS, ("หมวด", 18), ("check", 30), ("ผล", 14), ("จำนวน", 8), ("เหตุผลที่ไม่ตรวจ", 50)), 2)
EXPLAINED = Sheet("คำอธิบาย", (
    ("check", 30), ("หมวด", 18), ("ระดับ", 12), ("ตรวจอะไร", 52), ("ไม่ตรวจเมื่อ", 46),
    ("ถือว่าไม่แน่ใจเมื่อ", 46), ("สิ่งที่ควรทำ", 44), ("ที่มา", 20)), 1)


def overview(audit: Audited) -> tuple[Cell, ...]:
    """A form's row: statuses, findings of the agency by severity, and how far to trust it.

    A status that is released as unsure is counted as such and as no other.
    """
    form = audit.form
    stated = [item.status for item in form.items if "status" not in item.unsure]
    own = [f.severity for f in audit.findings if f.origin == "agency"]
    return (
        *_form_cells(form), form.edition, len(form.items),
        *(stated.count(s) for s in ("done", "in_progress", "not_started")),
        *(own.count(s) for s in ("error", "warning", "info")),
        *(sum(f.origin == o for f in audit.findings) for o in ("unsure", "extraction")),
        sum("status" in item.unsure for item in form.items), _unsure_values(form),
        ", ".join(doubt_words(audit.doubts)) or None, form.form_id)


def _unsure_values(form: Form) -> int:
    """How many values of a form are released as unsure."""
    return sum(len(record.unsure) for record in (
        form, *form.items, *form.measures, *form.scores, *form.actions))


def doubt_words(doubts: Sequence[str]) -> list[str]:
    """Reasons to doubt a reading, in Thai."""
    from catalogue.lookup import table

    rows = {row["value"]: row["thai"] for row in table("doubts")}
    return [rows[doubt] for doubt in doubts]


def finding(row: Mapping[str, Any]) -> tuple[Cell, ...]:
    """The row of a finding, as `RankedFindings` gives it."""
    return (row["rank"], SEVERITY_WORDS[row["severity"]], ORIGIN_WORDS[row["origin"]],
            FAMILIES[row["family"]][0], row["code"], row["message_th"], row["remedy_th"],
            *(row[name] for name in ("source_file", "agency", "province", "fiscal_year",
                                     "where_th", "check", "message_en", "finding_id")))


def people(audit: Audited) -> Iterator[tuple[Cell, ...]]:
    """A row per person: the items of each role, those of both, the share certified."""
    form = audit.form
    certified = sum(any(p.name for p in item.certifiers) for item in form.items)
    for person in form.people:
        doing = _codes(form, "assignees", person.person_id)
        certifying = _codes(form, "certifiers", person.person_id)
        both = [code for code in certifying if code in doing]
        yield (*_form_cells(form), person.canonical, person.position, len(doing),
               len(certifying), len(both),
               round(len(certifying) / certified, 3) if certified else None,
               ", ".join(person.variants))


def _codes(form: Form, role: str, person_id: str) -> list[str]:
    """The rows of a form in which a person has a role."""
    return [str(n) for n, item in enumerate(form.items)
            if any(p.person_id == person_id for p in getattr(item, role))]


def scores(audit: Audited) -> Iterator[tuple[Cell, ...]]:
    """A row per score that is printed or follows: both beside each other."""
    for level in audit.recomputed.levels if audit.recomputed else ():
        yield (*_form_cells(audit.form), *_level(level))


def _level(level: Level) -> tuple[Cell, ...]:
    name = {"total": "คะแนนรวม", "band": "ระดับผล"}.get(level.code, level.code)
    if level.code == "band":
        return (name, None, level.band_printed, level.band, VERDICTS[level.verdict], *[None] * 3)
    shown = float(printed(level.printed)) if level.printed is not None else None
    computed = float(printed(level.computed)) if level.computed is not None else None
    implied = ", ".join(f"{code} = {printed(value)}" for code, value in level.implied.items())
    verdict = VERDICTS["agrees" if level.implied and computed == shown else level.verdict]
    return (name, level.instrument, shown, computed, verdict, ", ".join(level.missing) or None,
            implied or None, ", ".join(level.conflicts) or None)


def coverage(audit: Audited) -> Iterator[tuple[Cell, ...]]:
    """A row per check: passed, failed, or why it was not applied."""
    for check_id, said in audit.results.items():
        why = reason_words(said.reason)[0] if said.reason else None
        yield (*_form_cells(audit.form), _family(check_id), check_id, OUTCOMES[said.outcome],
               len(said.failures) or None, why)


@cache
def _family(check_id: str) -> str:
    return FAMILIES[CHECKS[check_id].family][0]


def explained() -> Iterator[tuple[Cell, ...]]:
    """A row per check, in Thai."""
    for check in listed_checks():
        yield (check.check_id, FAMILIES[check.family][0], SEVERITY_WORDS[check.severity],
               check.what[0], check.not_applicable[0] or None, check.unsure[0] or None,
               check.remedy[0], MADE_BY[check.made_by])


def codes(highest: int) -> list[str]:
    """The codes of all forms as columns of the matrix: O1 to the highest one."""
    return [f"O{number}" for number in range(1, highest + 1)]


def squares(audit: Audited, columns: Sequence[str]) -> Iterator[Square | None]:
    """The squares of a form's row in the matrix; None where its edition has no such item."""
    if not audit.form.items:
        yield from [None] * len(columns)
        return
    by_code: dict[str, Item] = {item.code: item for item in audit.form.items if item.code}
    own: dict[str, list[Finding]] = {}
    for found in audit.findings:
        for code in _about(found):
            own.setdefault(code, []).append(found)
    for code in columns:
        item, told = by_code.get(code), own.get(code, [])
        if item is None and not told:
            yield None
        else:
            yield _square(item, told)


def _about(found: Finding) -> list[str]:
    """The items a finding is about: its own, or those that it names together."""
    named = [str(code) for code in found.data.get("codes", ()) if code]
    return [found.code] if found.code else list(dict.fromkeys(named))


def _square(item: Item | None, told: Sequence[Finding]) -> Square:
    status = "missing" if item is None else item.status or item.absent.get("status", "not_stated")
    unsure = item is not None and "status" in item.unsure
    grave = [f.severity for f in told if f.origin == "agency"]
    worst = next((s for s in SEVERITIES if s in grave), "unsure" if told else None)
    mark = (UNSURE if unsure else "") + (f" ({len(told)})" if told else "")
    return Square(STATUS_WORDS[status] + mark, "unsure" if unsure else status, worst,
                  tuple(f.message_th for f in told))
