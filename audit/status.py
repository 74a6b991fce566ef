"""Whether what the form says of an item's status agrees with its other words and with the time."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from audit.check import Failure, Result, result, skip
from audit.days import last_day, report_day
from audit.doubt import origin
from audit.limits import Limits
from audit.places import places
from catalogue.lookup import table
from schema.form import Form, Item

TEXTS = ("remark", "method", "suggestion")
AT_ODDS = {("done", "not_started"), ("done", "in_progress"), ("not_started", "done")}
_NOTHING = re.compile(r"^[\s\-•]*(?:ไม่มี|ไม่ได้รับ|ไม่ต้อง)\S*\s*\S")
_HARMLESS = re.compile(r"ไม่มี(?:ข้อเสนอแนะ|ปัญหา|อุปสรรค|หมายเหตุ|ข้อจำกัด|ค่าธรรมเนียม|เรื่องร้องเรียน)")
_CONDITION = re.compile(r"(?:หาก|เมื่อ|ถ้า|จะ|ให้|ควร|ต้อง|กรณี)\S{0,12}$")
_LEAST = 8  # letters; shorter wordings stand in many sentences that state no status


def status_contradicted(form: Form, limits: Limits) -> Result:
    """Another cell contradicts the status: work done where there is nothing, or not yet.

    "ไม่มี เนื่องจาก…" beside "done" or "in progress"; "ยังไม่ได้ดำเนินการ" beside "done".

    Not applicable where no item has a status.

    Unsure where the other cell only says that there is nothing (that may have been published as
    such), where ticks may be lost, or where cells may stand under other headers.
    """
    stated = [item for item in form.items if item.status]
    if not stated:
        return skip("no_status")
    found = [(item, field, text, sure) for item in stated
             for field, text, sure in _contradictions(item)]
    return result(Failure(
        origin=origin(form, limits, "cells", doubtful=not sure,
                      values=[(item, "status"), (item, field)]),
        code=item.code, evidence=places(item, "status", field),
        data={"status": item.status, "field": field, "text": text[:120]},
        words={"said": STATUS[str(item.status)]}) for item, field, text, sure in found)


STATUS = {
    "done": ("ดำเนินการแล้ว", "done"), "in_progress": ("อยู่ระหว่างดำเนินการ", "in progress"),
    "not_started": ("ยังไม่ดำเนินการ", "not started"),
}


def _contradictions(item: Item) -> list[tuple[str, str, bool]]:
    """(field, text, whether it surely contradicts) of each cell at odds with the status."""
    out = []
    for field in TEXTS:
        text = (getattr(item, field) or "").strip()
        said = _said(text)
        if said and (item.status, said) in AT_ODDS:
            out.append((field, text, True))
        elif (item.status in ("done", "in_progress") and _NOTHING.match(text)
              and not _HARMLESS.search(text)):
            out.append((field, text, False))
    return out


def _said(text: str) -> str | None:
    """The status that a text states in words that state one, not under a condition."""
    letters = "".join(text.split())
    if not _any_wording().search(letters):  # as nearly all
        return None
    for wording, status in _wordings():
        at = letters.find(wording)
        if at >= 0:
            return None if _CONDITION.search(letters[:at]) else status
    return None


@cache
def _wordings() -> tuple[tuple[str, str], ...]:
    rows = [(re.sub(r"\s+", "", row["value"]), row["canonical"]) for row in table("statuses")]
    long = [row for row in rows if len(row[0]) >= _LEAST]
    return tuple(sorted(long, key=lambda row: (-len(row[0]), row[0])))


@cache
def _any_wording() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(wording) for wording, _ in _wordings()))


def done_too_early(form: Form, limits: Limits) -> Result:
    """An item is done although its period had not ended on the day of the report.

    The day of the report is one that its heading or notes give ("ข้อมูล ณ วันที่ 31 มีนาคม 2567").

    Not applicable where the form gives no such day, or no item has both a status and a period
    that ends on a known day.

    Unsure where letters may be misread, where cells may stand under other headers, or where it is
    so for more than a third of the items: then the day may be wrong, not they.
    """
    day = report_day(form)
    if day is None:
        return skip("no_report_day")
    ends = [(item, end) for item in form.items
            if item.status and item.period and (end := last_day(item.period))]
    if not ends:
        return skip("no_period")
    early = [(item, end) for item, end in ends if item.status == "done" and end > day]
    many = len(early) > max(limits["few_rows"], limits["share_missing"] * len(ends))
    return result(Failure(
        origin=origin(form, limits, "cells", "letters", doubtful=many,
                      values=[(item, "period"), (item, "status")]),
        code=item.code, evidence=places(item, "status", "period"),
        data={"end": _thai(end), "day": _thai(day)}) for item, end in early)


def _thai(day: date) -> str:
    """A day with its Buddhist-era year: 31/3/2567."""
    return f"{day.day}/{day.month}/{day.year + 543}"


def status_hint_only(form: Form, limits: Limits) -> Result:
    """The place for the status is blank while another cell's words say how far the work is.

    Not applicable where the form has no place for a status.

    Unsure where ticks may be lost (bare texts, PDFs), where cells may stand under other headers,
    or where it is so in more than a few rows: the two columns may be exchanged.
    """
    rows = [item for item in form.items if item.absent.get("status") != "not_in_form"]
    if not rows:
        return skip("no_column")
    hinted = [i for i in rows if i.absent.get("status") == "not_stated" and i.status_hint]
    whose = origin(form, limits, "cells", "marks", doubtful=len(hinted) > limits["few_rows"])
    return result(Failure(
        origin=whose, code=item.code, evidence=places(item, "status", "status_hint"),
        data={"hint": item.status_hint}, words={"said": STATUS[str(item.status_hint)]})
        for item in hinted)
