"""The plan of action of an analysis: issue, measure, who, which steps, when.

A row without issue and date goes on the one above, in every column; a row without an issue but
with a number of its own is a new action of the same issue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from catalogue.lookup import table
from normalize.cells import found, line_value, no_column, one_line
from normalize.columns import Column
from normalize.dates import DateRange, thai_dates
from normalize.digits import arabic
from normalize.family import Row, Section
from normalize.findings import finding
from normalize.issues import Issue, Line, issue_value, numbered_title
from normalize.layout import CellRun
from normalize.listed import entries, own_number
from normalize.rowcells import OpenRow, left_out, open_row, own_text
from normalize.text import is_blank, squash
from schema.finding import Finding
from schema.record import Record
from schema.table import Frozen
from schema.value import AnyValue, Text, Value, absent

TOPIC = ("topic", "title")
MEASURE = ("action_measure", "measure", "method")
STEPS = ("steps", "method")
DATES = ("dates", "period")
WHO = ("responsible", "unit", "assignee")
ROLES = (*TOPIC, *MEASURE, *STEPS, *DATES, *WHO, "code")
_OPEN_DATE = re.compile(r"(?:ถึง(?:วันที่)?|[-–—])\s*$")


class Actions(Frozen):
    """The actions of a form, with the findings of their rows."""

    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()


class ActionRow(Frozen):
    """An action as printed, over all its pieces, with its issue and the topic carried down."""

    row: OpenRow
    columns: tuple[Column, ...]
    flattened: bool
    issue: AnyValue
    topic: AnyValue

    def cell(self, roles: Sequence[str]) -> CellRun | None:
        """The cell of the first of these roles that the table has."""
        return next((self.row.cells[r] for r in roles if r in self.row.cells), None)

    def header(self, roles: Sequence[str]) -> str:
        """The header over it."""
        return next((c.header for r in roles for c in self.columns if c.role == r), "")


def actions_of(lines: Sequence[Line], flattened: bool, fiscal_year: int | None) -> Actions:
    """The actions of a document in their order.

    fiscal_year: the Buddhist-era year that the plan is for, which "ตลอดปีงบประมาณ" means.
    """
    rows: list[ActionRow] = []
    sections = {}
    for line in lines:
        if line.section is not None and line.row is not None and line.family == "action":
            sections[id(line.section)] = line.section
            _read(rows, line, flattened)
    made = [_action(row, fiscal_year) for row in rows]
    return Actions(records=tuple(record for record, _ in made), findings=(
        *(f for _, more in made for f in more), *left_out(sections.values(), ROLES)))


def _read(rows: list[ActionRow], line: Line, flattened: bool) -> None:
    """Adds a printed row: a new action, or the rest of the one above."""
    section, row = line.section, line.row
    if section is None or row is None or not any(c.text.strip() for c in row.cells):
        return
    opened = open_row(section, row, flattened)
    if rows and _continues(rows[-1], section, row):
        rows[-1] = rows[-1].model_copy(update={"row": rows[-1].row.plus(_without_topic(opened))})
        return
    issue, topic = _topic(line, opened, rows[-1] if rows else None)
    rows.append(ActionRow(row=opened, columns=section.columns, flattened=flattened,
                          issue=issue, topic=topic))


def _continues(last: ActionRow, section: Section, row: Row) -> bool:
    """True for a row that begins no issue, no numbered measure and no date of its own."""
    topic, measure, dates = (_own(section, row, roles) for roles in (TOPIC, MEASURE, DATES))
    if topic and not _same_topic(last, topic):
        return False
    if own_number(measure) is not None or _counts_on(last, _own(section, row, ("code",))):
        return False
    before = last.cell(DATES)
    return not dates or (before is not None and bool(_OPEN_DATE.search(before.text.strip())))


def _counts_on(last: ActionRow, code: str) -> bool:
    """True for a number in the key column that is not that of the row above."""
    number, before = own_number(f"{code}."), last.row.cells.get("code")
    return number is not None and (before is None or own_number(f"{before.text}.") != number)


def _own(section: Section, row: Row, roles: Sequence[str]) -> str:
    return "".join(own_text(section, row, role) for role in roles)


def _same_topic(last: ActionRow, topic: str) -> bool:
    """True for the topic above again, as "(ต่อ)" or repeated at the top of a page."""
    number, title = numbered_title(topic)
    return number == last.issue.text and squash(title) in ("", squash(last.topic.text or ""))


def _without_topic(row: OpenRow) -> OpenRow:
    cells = {role: run for role, run in row.cells.items() if role not in (*TOPIC, "code")}
    return row.model_copy(update={"cells": cells})


def _topic(line: Line, row: OpenRow, last: ActionRow | None) -> tuple[AnyValue, AnyValue]:
    """Issue number and topic of a new action: its own, or those of the row above."""
    run = next((row.cells[r] for r in TOPIC if not is_blank(row.text(r))), None)
    if run is None:
        return _carried(line.issue, last)
    number, title = numbered_title(run.text)
    code = own_number(row.text("code") + ".") if number is None else None
    number = number or code
    issue = (found(run, None).model_copy(update={"text": number, "rules": ("issue.topic",)})
             if number else absent("not_stated", run.places))
    topic = found(run, one_line(arabic(title), run.flattened) or None, "issue.topic")
    return issue, topic


def _carried(issue: Issue | None, last: ActionRow | None) -> tuple[AnyValue, AnyValue]:
    """Issue and topic of the row above; where there is none, of the heading over the table."""
    if last is not None:
        return _from_above(last.issue), _from_above(last.topic)
    if issue is None:
        return absent("not_stated"), absent("not_stated")
    topic: AnyValue = Value(text=issue.title or None, raw=issue.raw, places=(issue.place,),
                            rules=("heading.carried",))
    return issue_value(issue), topic


def _from_above(value: AnyValue) -> AnyValue:
    known = value.absent or "heading.carried" in value.rules
    return value if known else value.with_rule("heading.carried")


def _action(printed: ActionRow, fiscal_year: int | None) -> tuple[Record, tuple[Finding, ...]]:
    measure, steps = printed.cell(MEASURE), printed.cell(STEPS)
    responsible, said = _responsible(printed)
    dates, more = _dates(printed.cell(DATES), fiscal_year)
    values: dict[str, AnyValue] = {
        "issue": printed.issue, "topic": printed.topic,
        "measure": _joined(measure), "responsible": responsible,
        "steps": _steps(None if steps is measure else steps), **dates,
    }
    return printed.row.record(values), (*said, *more)


def _joined(run: CellRun | None) -> Text:
    """A measure without numbers and bullets; several sub-measures joined by a line break."""
    if run is None:
        return no_column()
    parts = entries(run.text, run.flattened)
    if not parts:
        return absent("not_stated", run.places)
    return found(run, "\n".join(parts), "action.markers")


def _steps(run: CellRun | None) -> AnyValue:
    """The steps without their numbers; none is an empty list."""
    parts = entries(run.text, run.flattened) if run else ()
    if run is None or not parts:
        return Value(text=(), absent="not_stated" if run else "not_in_form")
    steps: AnyValue = found(run, None)
    return steps.model_copy(update={"text": parts, "rules": (*run.rules, "action.steps")})


def _responsible(printed: ActionRow) -> tuple[Text, tuple[Finding, ...]]:
    """Who is responsible; null where the cell holds the rest of a header that was cut in two."""
    run = printed.cell(WHO)
    value = line_value(run)
    if not value.text or run is None:
        return value, ()
    header, text = printed.header(WHO), squash(value.text)
    cut = squash(header).endswith("/") and _header_words().get(text) == "end"
    if _header_words().get(text) != "whole" and not cut:
        return value.model_copy(update={"text": arabic(value.text)}), ()
    word = finding("header_in_data", "unsure", run.places, header=header.strip(), text=value.text)
    return absent("unreadable", run.places, run.raw.strip()), (word,)


def _dates(run: CellRun | None,
           fiscal_year: int | None) -> tuple[dict[str, AnyValue], tuple[Finding, ...]]:
    """The printed period with its first and last day."""
    text = line_value(run)
    period = thai_dates(run.text, fiscal_year) if run else None
    if run is None or period is None or text.text is None:
        why: AnyValue = no_column() if run is None else absent("not_stated", run.places)
        return {"date_text": text, "start": why, "end": why}, ()
    values: dict[str, AnyValue] = {
        "date_text": text.model_copy(update={"text": arabic(text.text)}),
        "start": _day(run, period, "start"), "end": _day(run, period, "end"),
    }
    lacking = [part for part in period.missing if part in _lacks()]
    if not lacking:
        return values, ()
    return values, (finding("date_incomplete", "unsure", run.places, text=arabic(text.text),
                            missing=lacking[0], missing_th=_lacks()[lacking[0]]),)


@cache
def _header_words() -> dict[str, str]:
    """Words of a header over people: "whole", or the "end" of one behind "ผู้รับผิดชอบ/"."""
    return {squash(row["value"]): row["canonical"] for row in table("header_words")}


@cache
def _lacks() -> dict[str, str]:
    """What a period may lack, in Thai; an open start or end is no lack."""
    return {row["value"]: row["canonical"] for row in table("date_parts")}


def _day(run: CellRun, period: DateRange, which: str) -> AnyValue:
    day = period.start if which == "start" else period.end
    if day is None:
        return absent("not_stated", run.places, run.raw.strip())
    read = found(run, day.isoformat(), confidence=period.confidence)
    return read.model_copy(update={"rules": (*run.rules, *period.rules)})
