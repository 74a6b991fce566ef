"""The status of an item: from the words of one column or the ticks of several."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from normalize.cells import found, line_value, no_column, prose_value
from normalize.digits import arabic
from normalize.findings import finding
from normalize.layout import CellRun, LogicalRow
from normalize.status import (
    StatusWords,
    is_check_mark,
    is_denied,
    is_tick,
    status_of_words,
    status_words,
    tick_status,
)
from normalize.text import is_blank, squash
from schema.finding import Finding
from schema.value import Text, Value, absent

TICK_ROLES = ("status_done", "status_in_progress", "status_not_started")
UNREAD = "\ufffd"  # a mark that a recogniser could not tell from another
_PROSE = 12  # letters; a longer text in a tick column is a remark and no mark
_HINT = re.compile(r"(?:ดำเนินการ|เผยแพร่|จัดทำ|ปรับปรุง|นำขึ้น|ลงข้อมูล)[^\n]{0,24}แล้ว")
_NOT_HINT = re.compile("ยังไม่|ไม่ได้|เมื่อ|ให้|หาก|ต้อง|ควร")


class StatusReading(NamedTuple):
    """Status, what only hints at one, and a suggestion that slipped into a tick column."""

    status: Text
    hint: Text
    suggestion: Text | None = None
    findings: tuple[Finding, ...] = ()


def item_status(row: LogicalRow, code: str | None) -> StatusReading:
    """The status of a row. Two ticks are null with a finding; a blank cell is not stated."""
    shifted = _shifted(row)
    if shifted:
        source, run = shifted
        rest = {role: cell for role, cell in row.cells.items() if role != source}
        reading = _stated(replace(row, cells=rest), code)
        slipped = finding("column_shift", "unsure", run.places, code, source=_header(row, source),
                          target="ข้อเสนอแนะ")
        text = prose_value(run)
        cut = re.sub(r"^ข้อเสนอแนะ\s*:?\s*", "", text.text or "")
        suggestion = text.model_copy(update={"text": cut}).with_rule("status.shifted", 0.8)
        return reading._replace(suggestion=suggestion, findings=(*reading.findings, slipped))
    return _stated(row, code)


def _header(row: LogicalRow, role: str) -> str:
    return next((c.header for c in row.columns if c.role == role), role)


def _stated(row: LogicalRow, code: str | None) -> StatusReading:
    words = _of_words(row, code)
    ticks = _of_ticks(row, code)
    status, findings = ticks if words[0].absent == "not_in_form" else words
    if status.text is None and status.absent == "not_stated" and ticks[0].text:
        status, findings = ticks
    hint = _hint(row) if status.text is None else no_column()
    return StatusReading(status=status, hint=hint, findings=findings)


def _of_words(row: LogicalRow, code: str | None) -> tuple[Text, tuple[Finding, ...]]:
    run = row.cells.get("status")
    if run is None:
        return no_column(), ()
    if is_blank(run.text):
        return absent("not_stated", run.places, run.raw or None), ()
    if is_check_mark(run.text):
        return found(run, "done", "status.tick", 0.8), ()
    return _decided(run, status_words(run.text), code)


def _decided(run: CellRun, said: StatusWords,
             code: str | None) -> tuple[Text, tuple[Finding, ...]]:
    """One status is taken; several or none are null with a finding."""
    statuses = said.statuses
    if len(statuses) == 1:
        return found(run, statuses[0], said.rule, said.confidence), ()
    if statuses:
        two = finding("status_two", "unsure", run.places, code, statuses=", ".join(statuses))
        return absent("unreadable", run.places, run.raw), (two,)
    unknown = finding("status_unknown", "extraction", run.places, code, text=run.text.strip())
    return absent("unreadable", run.places, run.raw), (unknown,)


def _of_ticks(row: LogicalRow, code: str | None) -> tuple[Text, tuple[Finding, ...]]:
    runs = {role: row.cells[role] for role in TICK_ROLES if role in row.cells}
    if not runs:
        return no_column(), ()
    marks = {role.removeprefix("status_"): run.text for role, run in runs.items()}
    said = [status_words(mark) for mark in marks.values()]
    worded = next((words for words in said if words.statuses), None)
    ticked = tuple(dict.fromkeys(s for words in said for s in words.statuses)) or tick_status(marks)
    places = tuple(p for run in runs.values() for p in run.places)
    raw = " | ".join(run.raw.strip() for run in runs.values() if run.raw.strip()) or None
    denied = next((run for run in runs.values() if is_denied(run.text)), None)
    unread = next((run for run in runs.values() if UNREAD in run.text), None)
    unclear = unread or (None if ticked else denied)
    if unclear:
        unknown = finding("status_unknown", "extraction", unclear.places, code,
                          text=unclear.text.strip())
        return absent("unreadable", places, raw), (unknown,)
    if len(ticked) == 1:
        run = next(run for run in runs.values() if is_tick(run.text))
        how = (worded.rule, worded.confidence) if worded else ("status.tick", 1.0)
        return found(run, ticked[0], *how), ()
    if not ticked:
        return absent("not_stated", places, raw), ()
    two = finding("status_two", "unsure", places, code, statuses=", ".join(ticked))
    return absent("unreadable", places, raw), (two,)


def _shifted(row: LogicalRow) -> tuple[str, CellRun] | None:
    """Prose under "not done" beside a filled "done", while nothing is suggested: it slipped."""
    done = row.cells.get("status_done")
    if done is None or not is_tick(done.text) or row.text("suggestion").strip():
        return None
    for role in TICK_ROLES[1:]:
        run = row.cells.get(role)
        if run and len(squash(run.text)) > _PROSE and not status_of_words(run.text):
            return role, run
    return None


def _hint(row: LogicalRow) -> Text:
    """A status that the words of another cell let one guess, never more than a hint."""
    for role in ("method", "remark", "suggestion"):
        run = row.cells.get(role)
        if run is None or is_blank(run.text):
            continue
        clean = arabic(line_value(run).text or "")
        match = _HINT.search(clean)
        if match and not _NOT_HINT.search(match[0]):
            return Value(text="done", raw=run.raw, places=run.places, rules=("status.hint",),
                         confidence=0.8)
        if clean.startswith(("อยู่ระหว่าง", "กำลังดำเนินการ")):
            return Value(text="in_progress", raw=run.raw, places=run.places,
                         rules=("status.hint",), confidence=0.8)
    return absent("not_stated")
