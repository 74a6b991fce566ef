"""A read row of a score table as Score records: each field with its words, place and rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from catalogue.lookup import table
from normalize.cells import found, one_line
from normalize.columns import Column
from normalize.digits import arabic
from normalize.findings import finding
from normalize.issues import Line, issue_value
from normalize.layout import CellRun
from normalize.numbers import percentage
from normalize.rowcells import WEIGHTED, OpenRow, score_role
from normalize.scoreheaders import header_instrument, header_year
from normalize.text import is_blank, squash
from normalize.years import years
from schema.finding import Finding
from schema.record import Record
from schema.table import Frozen
from schema.value import AnyValue, Value, absent

_BY_COLUMN = {"column.instrument", "column.total"}
_BY_ROW = ("overall", "instrument")  # scopes whose rows may name a year of their own
_ONLY_SCORE = re.compile("(?:ค่า|ผล)?(?:คะแนน)?(?:ที่ได้|รวม|เฉลี่ย)?")


class Printed(Frozen):
    """A row of a score table before its fields are made: what it scores and where it stands."""

    line: Line
    row: OpenRow
    scope: str
    code: str | None
    title: CellRun
    title_text: str
    instrument: AnyValue
    table: int
    year: AnyValue
    rules: tuple[str, ...] = ()


def score_records(rows: Sequence[Printed]) -> tuple[Record, ...]:
    """The scores of all rows with the number of the occurrence of each over the whole form."""
    seen: Counter[tuple[Any, ...]] = Counter()
    out = []
    for record in [r for row in rows for r in _records(row)]:
        code = record.text("code")
        key = (record.text("scope"), code, None if code else record.text("instrument"))
        seen[key] += 1
        values = {**record.values, "occurrence": Value(text=seen[key])}
        out.append(record.model_copy(update={"values": values}))
    return tuple(out)


def _records(printed: Printed) -> list[Record]:
    """One score for each score column of a row; a column may name its own year."""
    own = _own(printed)
    return [printed.row.record({
        **own, **_overall_level(printed, role), **_of_column(printed, role),
        "score": score_value(run), "fiscal_year": _column_year(printed, role),
    }) for role, run in _score_cells(printed)]


def _of_column(printed: Printed, role: str) -> dict[str, AnyValue]:
    """What a column for one instrument, or for the total of all, says of its scores."""
    column = _score_column(printed, role)
    if column is None or not _BY_COLUMN & set(column.rules):
        return {}
    name = header_instrument(column.header)
    if name is None:
        return {"scope": Value(text="overall"), "instrument": absent("not_in_form"),
                "title": _level(printed, column)}
    header: AnyValue = Value(text=name, raw=column.header, rules=("column.instrument",))
    values: dict[str, AnyValue] = {"scope": Value(text="instrument"), "instrument": header}
    if _ONLY_SCORE.fullmatch(squash(printed.title_text)):
        title = one_line(column.header, flattened=False)
        values["title"] = header.model_copy(update={"text": title})
    return values


def _overall_level(printed: Printed, role: str) -> dict[str, AnyValue]:
    """The level of an overall score as its title."""
    level = _level(printed, _score_column(printed, role))
    return {"title": level} if printed.scope == "overall" and level.text else {}


def _level(printed: Printed, score: Column | None) -> AnyValue:
    """The level that a row states in a column of its own: the one beside its score, or the only."""
    section, row = printed.line.section, printed.line.row
    levels = [c.number for c in section.columns if c.role == "level"] if section else []
    own = [n for n in levels if len(levels) == 1 or (score and n == score.number + 1)]
    run = CellRun(pieces=(row.cells[own[0]],)) if row and own else None
    level = squash(run.text) if run else ""
    known = next((row["canonical"] for row in table("result_levels")
                  if squash(row["value"]) == level), None)
    return found(run, known, "score.level") if run and known else absent("not_stated")


def _score_column(printed: Printed, role: str) -> Column | None:
    section = printed.line.section
    columns = section.columns if section else ()
    return next((c for c in columns if section and c.role == "score"
                 and score_role(section, c) == role), None)


def _own(printed: Printed) -> dict[str, AnyValue]:
    """The fields that all score columns of a row share."""
    return {
        "scope": Value(text=printed.scope), "code": _code(printed),
        "instrument": printed.instrument,
        "title": _title(printed),
        "issue": issue_value(printed.line.issue) if printed.scope == "item"
        else absent("not_in_form"),
        "table": Value(text=printed.table),
    }


def _title(printed: Printed) -> AnyValue:
    """The title without its code; that of an overall score is its level, which no table prints."""
    title = one_line(arabic(printed.title_text), printed.title.flattened)
    if not title or printed.scope == "overall":
        return absent("not_stated", printed.title.places, printed.title.raw.strip() or None)
    return found(printed.title, title, "score.title")


def _code(printed: Printed) -> AnyValue:
    if not printed.code:
        return absent("not_stated")
    guessed = "score.code_by_instrument" in printed.rules
    return Value(text=printed.code, raw=printed.title.raw.strip(), places=printed.title.places,
                 rules=printed.rules, confidence=0.8 if guessed else 1.0)


def _score_cells(printed: Printed) -> list[tuple[str, CellRun]]:
    """The score cells of a row; a total of weighted scores stands under those."""
    cells = [(role, run) for role, run in printed.row.cells.items()
             if role.split("/")[0] == "score"]
    weighted = printed.row.cells.get(WEIGHTED)
    if printed.scope == "overall" and weighted and all(is_blank(run.text) for _, run in cells):
        return [(WEIGHTED, weighted)]
    return cells or [("score", CellRun())]


def _column_year(printed: Printed, role: str) -> AnyValue:
    """The year that the header of a score column or the row names, else that of the table."""
    column = _score_column(printed, role)
    if column is not None:
        year = next((y for y, _ in years(column.header)), None) or header_year(column.header)
        if year:
            return Value(text=year, raw=column.header, rules=("year.column",))
    own = years(printed.title_text) if printed.scope in _BY_ROW else ()
    if own:
        return found(printed.title, None).model_copy(
            update={"text": own[0][0], "rules": ("year.row",)})
    return printed.year


def score_value(run: CellRun) -> AnyValue:
    """A score cell as a number from 0 to 100; a dash is not stated, other text unreadable."""
    try:
        value = percentage(run.text)
    except ValueError:
        return absent("unreadable", run.places, run.raw)
    if value is None:
        return absent("not_stated", run.places, run.raw or None)
    return found(run, None).model_copy(update={"text": float(value)})


def unreadable_scores(rows: Sequence[Printed]) -> tuple[Finding, ...]:
    """A finding for each score cell that holds a text and no score."""
    cells = [(row, run) for row in rows for _, run in _score_cells(row)]
    return tuple(
        finding("score_unreadable", "extraction", run.places, row.code, text=run.text.strip(),
                question=row.code or row.title_text)
        for row, run in cells if score_value(run).absent == "unreadable"
    )
