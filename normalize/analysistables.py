"""Paragraphs of an analysis in tables with a column for each kind: "จุดแข็ง | จุดที่ต้องพัฒนา"."""

from __future__ import annotations

from normalize.cells import line_value
from normalize.family import Row, Section
from normalize.issues import Issue, Line, issue_value, numbered_title
from normalize.layout import CellRun
from normalize.rowcells import row_place
from normalize.scoreheaders import analysis_kind
from normalize.text import is_blank
from schema.record import Record
from schema.value import AnyValue, Value

KIND = "analysis_kind"
_TOPICS = ("topic", "title")


def kind_records(line: Line) -> tuple[Record, ...]:
    """A record for each filled cell of a row under the name of a kind; () for any other row.

    The issue is that of the row, where its title cell is under "ประเด็น", else that of the heading.
    """
    if line.section is None or line.row is None:
        return ()
    issue = _issue(line.section, line.row) or line.issue
    out = []
    for column in line.section.columns:
        cell = line.row.cells[column.number]
        if column.role != KIND or is_blank(cell.text) or column.number in line.row.inherited:
            continue
        kind: AnyValue = Value(text=analysis_kind(column.header), raw=column.header,
                               rules=("analysis.column",))
        text = line_value(CellRun(pieces=(cell,)))
        out.append(Record(values={"issue": issue_value(issue), "kind": kind, "text": text},
                          source=row_place(line.row)))
    return tuple(out)


def _issue(section: Section, row: Row) -> Issue | None:
    """The issue that a row prints in its own cell, None where it prints none."""
    for column in section.columns:
        if column.role in _TOPICS and "ประเด็น" in column.header:
            cell = row.cells[column.number]
            number, title = numbered_title(cell.text)
            if number:
                return Issue(number=number, title=title, raw=cell.text.strip(), place=cell.place)
    return None
