"""The measures for the IIT and EIT scores and what became of each, as a monitoring form lists them.

Example: the row "๑. | การนำเทคโนโลยีมาใช้ | ปรับปรุงระบบ | … | ได้ประสานผู้ดูแลระบบแล้ว | |" is
measure 1 with status "done".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.cells import found, line_value, prose_value
from normalize.columns import Column
from normalize.digits import arabic
from normalize.family import Part, Row, Section
from normalize.findings import finding
from normalize.instruments import instruments_of
from normalize.layout import CellRun
from normalize.listed import own_number, without_marker
from normalize.rowcells import OpenRow, left_out, lone_text, open_row, own_text
from normalize.status import status_words
from normalize.text import is_blank, nfc, squash
from schema.finding import Finding
from schema.record import Record
from schema.table import Cell, Frozen, RawParagraph
from schema.value import AnyValue, Text, Value, absent

DONE, NOT_DONE, IN_PROGRESS = "status_done", "status_not_started", "status_in_progress"
ROLES = ("code", "measure", "method", "steps", "responsible", "unit", "assignee", "period", DONE,
         NOT_DONE, IN_PROGRESS, "status", "suggestion", "instrument")
LONGEST_HEADING = 160  # letters; a longer paragraph that names an instrument is a note
HEADER_WORD = re.compile(r"^\s*ข้อเสนอ(?:แนะ)?\s*[:：]?\s*")
_CONTINUED = re.compile(r"\(\s*ต่อ\s*\)")
_STILL_OPEN = re.compile(r"^\s*(?:ยังไม่|ยังมิได้|ไม่ได้|ไม่มี|อยู่ระหว่าง|อยู่ในระหว่าง|กำลัง|รอ)")
_NUMBER = re.compile(r"^\W*+(?:(?:ข้อ|ลำดับ|มาตรการ)\s*+(?:ที่)?\s*+)?(\d{1,3})\b")


class Measures(Frozen):
    """The measures of a form with the findings of their rows and the headings over them."""

    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()
    headings: tuple[RawParagraph, ...] = ()


class MeasureRow(Frozen):
    """A measure as printed, over all its pieces, with the instrument of the heading over it."""

    row: OpenRow
    columns: tuple[Column, ...]
    instrument: AnyValue


def measures_of(parts: Sequence[Part], flattened: bool) -> Measures:
    """The measures of a document in their order; rows over a page are joined."""
    rows: list[MeasureRow] = []
    strange: list[Cell] = []
    headings: list[RawParagraph] = []
    heading: AnyValue = absent("not_stated")
    for part in parts:
        if isinstance(part, RawParagraph):
            named = _named(part.text, part.raw, part)
            heading = named or heading
            headings += [part] if named and len(squash(part.text)) <= LONGEST_HEADING else []
        elif part.family == "measure":
            heading = _section(rows, strange, part, heading, flattened)
    made = [_measure(row) for row in rows]
    sections = [p for p in parts if isinstance(p, Section) and p.family == "measure"]
    return Measures(
        records=tuple(record for record, _ in made), headings=tuple(headings) if made else (),
        findings=(
            *(f for _, found_here in made for f in found_here), *left_out(sections, ROLES),
            *(finding("row_not_understood", "extraction", (c.place,), text=c.text)
              for c in strange)))


def _named(text: str, raw: str, at: RawParagraph | None = None) -> AnyValue | None:
    """The instruments that a heading names, as one value: "IIT/EIT"; None where it names none."""
    names = instruments_of(text)
    if not names:
        return None
    return Value(text="/".join(names), raw=raw.strip(), places=(at.place,) if at else (),
                 rules=("instrument.heading",))


def _section(rows: list[MeasureRow], strange: list[Cell], part: Section, heading: AnyValue,
             flattened: bool) -> AnyValue:
    """Reads the rows of one table; returns the heading in force behind it.

    A lone text that is neither a measure nor a heading of an instrument goes to `strange`.
    """
    for row in part.rows:
        lone = lone_text(row)
        if not any(c.text.strip() for c in row.cells):
            continue
        if lone is not None and own_number(lone.text) is None and not _bare_number(lone.text):
            named = _named(lone.text, lone.raw)
            heading = named or heading
            strange += [] if named else [lone]
            continue
        opened = open_row(part, row, flattened)
        if rows and _continues(part, row):
            rows[-1] = rows[-1].model_copy(update={
                "row": rows[-1].row.plus(_without_code(opened), _is_spanned(part, row))})
        else:
            own = _named(opened.text("instrument"), opened.text("instrument"))
            heading = own or heading
            rows.append(MeasureRow(row=opened, columns=part.columns, instrument=heading))
    return heading


def _bare_number(text: str) -> bool:
    return bool(re.fullmatch(r"\W*\d{1,3}\W*", arabic(text)))


def _continues(part: Section, row: Row) -> bool:
    """True for a row without a number of its own, or with "(ต่อ)" behind it."""
    code, measure = own_text(part, row, "code"), own_text(part, row, "measure")
    if _CONTINUED.search(code):
        return True
    if any(c.role == "code" for c in part.columns):
        return is_blank(code) and own_number(measure) is None
    return is_blank(measure)


def _is_spanned(part: Section, row: Row) -> bool:
    """True for a row beside a number or measure whose cell spans it and the row above."""
    keys = {c.number for c in part.columns if c.role in ("code", "measure")}
    return bool(keys & row.inherited)


def _without_code(row: OpenRow) -> OpenRow:
    return row.model_copy(update={"cells": {r: c for r, c in row.cells.items() if r != "code"}})


def _measure(printed: MeasureRow) -> tuple[Record, tuple[Finding, ...]]:
    cells, findings = _shifted(printed)
    results, more = _results(cells)
    values: dict[str, AnyValue] = {
        "no": _number(printed.row), "instrument": printed.instrument,
        "measure": _unmarked(prose_value(cells.get("measure"))),
        "method": prose_value(cells.get("method") or cells.get("steps")),
        "responsible": _responsible(cells), "period": line_value(cells.get("period")),
        **results, "suggestion": _suggestion(cells.get("suggestion"), bool(findings)),
    }
    values["period"] = _arabic(values["period"])
    return printed.row.record(values), (*findings, *more)


def _number(row: OpenRow) -> AnyValue:
    """The number of the key column, or that before the measure."""
    for role in ("code", "measure"):
        run = row.cells.get(role)
        match = _NUMBER.match(arabic(run.text)) if run and run.pieces else None
        if run and match and (role == "code" or own_number(run.text)):
            return found(run, None).model_copy(update={"text": int(match[1]),
                                                       "rules": ("measure.number",)})
    return absent("not_stated")


def _unmarked(value: Text) -> Text:
    """A measure without numbers and bullets, one line for each of its parts."""
    if not value.text:
        return value
    bare = "\n".join(filter(None, map(without_marker, value.text.split("\n"))))
    changed = value.model_copy(update={"text": bare})
    return changed.with_rule("measure.markers") if bare != value.text else value


def _responsible(cells: dict[str, CellRun]) -> Text:
    role = next((r for r in ("responsible", "unit", "assignee") if r in cells), "responsible")
    return _arabic(line_value(cells.get(role)))


def _arabic(value: Text) -> Text:
    return value.model_copy(update={"text": arabic(value.text)}) if value.text else value


def _shifted(printed: MeasureRow) -> tuple[dict[str, CellRun], tuple[Finding, ...]]:
    """The cells with a suggestion that slipped into the column beside it put right."""
    cells = dict(printed.row.cells)
    slipped = cells.get(NOT_DONE)
    if slipped is None or not _is_suggestion(cells, slipped):
        return cells, ()
    header = " ".join(next(c.header for c in printed.columns if c.role == NOT_DONE).split())
    cells["suggestion"] = slipped
    cells[NOT_DONE] = CellRun(pieces=tuple(replace(c, text="", layer=None)
                                           for c in slipped.pieces))
    return cells, (finding("column_shift", "unsure", slipped.places, source=header,
                           target="ข้อเสนอแนะ"),)


def _is_suggestion(cells: dict[str, CellRun], slipped: CellRun) -> bool:
    """True for a text under "not done" beside a filled "done" and an empty suggestion."""
    done, suggestion = cells.get(DONE), cells.get("suggestion")
    if done is None or is_blank(done.text) or (suggestion and not is_blank(suggestion.text)):
        return False
    text = nfc(slipped.text).strip()
    if HEADER_WORD.match(text):
        return True
    return suggestion is not None and len(squash(text)) > 1 and not _STILL_OPEN.match(text)


def _suggestion(run: CellRun | None, shifted: bool) -> Text:
    """The suggestion; a heading word copied into it is cut."""
    value = prose_value(run)
    if not value.text:
        return value
    cut = HEADER_WORD.sub("", value.text) or value.text
    if cut != value.text:
        value = value.model_copy(update={"text": cut}).with_rule("measure.header_word")
    return value.with_rule("measure.shifted", 0.8) if shifted else value


def _results(cells: dict[str, CellRun]) -> tuple[dict[str, AnyValue], tuple[Finding, ...]]:
    """Result cells and the status that they state."""
    if DONE not in cells and NOT_DONE not in cells and "status" in cells:
        return _one_column(cells["status"]), ()
    not_done = cells.get(NOT_DONE) if not is_blank(_text(cells, NOT_DONE)) else None
    values = {"result_done": prose_value(cells.get(DONE)),
              "result_not_done": prose_value(not_done or cells.get(IN_PROGRESS)
                                             or cells.get(NOT_DONE))}
    filled = {"done": DONE, "in_progress": IN_PROGRESS, "not_started": NOT_DONE}
    stated = [name for name, role in filled.items() if not is_blank(_text(cells, role))]
    places = tuple(p for role in filled.values() for p in cells.get(role, CellRun()).places)
    if len(stated) == 1:
        status = found(cells[filled[stated[0]]], stated[0], "measure.status")
        return {**values, "status": status}, ()
    if not stated:
        return {**values, "status": absent("not_stated", places)}, ()
    two = finding("status_two", "unsure", places, statuses=", ".join(stated))
    return {**values, "status": absent("unreadable", places)}, (two,)


def _text(cells: dict[str, CellRun], role: str) -> str:
    return cells[role].text if role in cells else ""


def _one_column(run: CellRun) -> dict[str, AnyValue]:
    """A single column of results: its words say whether they tell what was done."""
    said = status_words(run.text)
    stated = said.statuses
    status: AnyValue = absent("not_stated", run.places)
    if len(stated) == 1:
        status = found(run, stated[0], said.rule, said.confidence)
    open_still = stated and "done" not in stated
    empty = absent("not_in_form")
    return {"result_done": empty if open_still else prose_value(run),
            "result_not_done": prose_value(run) if open_still else empty, "status": status}
