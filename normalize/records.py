"""Logical rows to canonical items: each field a Value with its raw words and place."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache

from catalogue.editions import CatalogueItem, Edition
from normalize.bullets import lines
from normalize.cells import found, line_value, no_column, one_line, prose_value
from normalize.codes import references
from normalize.findings import finding
from normalize.itemstatus import item_status
from normalize.labelled import labelled_cells
from normalize.layout import CellRun, LogicalRow
from normalize.links import links_of_run
from normalize.mergedrows import rows_apart
from normalize.names import Names
from normalize.numbering import PrintedRow, RowCode, row_codes
from normalize.people import person_cell, whole_names
from normalize.repeatedrows import rows_once
from normalize.responsible import responsible_of
from normalize.text import is_blank
from schema.finding import Finding
from schema.record import ItemRecord, LinkRecord, RefRecord
from schema.table import Frozen, Place
from schema.value import AnyValue, Text, Value, absent

PROSE = ("method", "location", "period", "suggestion", "remark")
_CELLS = frozenset({"component", "units", "assignees", "certifiers", "status", *PROSE})
HEADINGS = ("indicator", "subindicator", "group")
PERSON_ROLES = ("assignee", "certifier", "responsible")


class Items(Frozen):
    """The items of a form with the links and findings of their rows."""

    items: tuple[ItemRecord, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    findings: tuple[Finding, ...] = ()


def items_of(rows: Sequence[LogicalRow], edition: Edition | None) -> Items:
    """The items of a form's rows, in their order, under an edition (None where unknown)."""
    rows = [replace(row, cells=labelled_cells(row.cells)) for row in rows]
    rows, repeated = rows_once(rows)
    rows, merged = rows_apart(rows, edition)
    codes = row_codes([printed_row(row) for row in rows], edition)
    names = names_of(rows)
    printed = {level for row in rows for level in HEADINGS if getattr(row.headings, level)}
    made = [_item(row, code, edition, names, printed)
            for row, code in zip(rows, codes, strict=True)]
    return Items(
        items=tuple(item for item, _ in made),
        links=tuple(link for row, code in zip(rows, codes, strict=True)
                    for link in _links(row, code.code)),
        findings=(*repeated, *merged, *(f for code, (_, more) in zip(codes, made, strict=True)
                                        for f in (*code.findings, *more))),
    )


def printed_row(row: LogicalRow) -> PrintedRow:
    """What a row prints of its code and title."""
    code, title = row.cells.get("code"), row.cells.get("title")
    return PrintedRow(reading=row.reading, code_raw=code.text if code else "", place=row.source,
                      title=one_line(title.text, title.flattened) if title else "",
                      scanned=code.scanned if code else False)


def names_of(rows: Sequence[LogicalRow]) -> Names:
    """Names that stand whole somewhere in the form: evidence for those that are broken."""
    cells = (row.cells[role] for row in rows for role in PERSON_ROLES if role in row.cells)
    readings = [r for run in cells for r in person_cell(run.text, flattened=run.flattened)]
    return whole_names(readings)


def _item(row: LogicalRow, code: RowCode, edition: Edition | None, names: Names,
          printed: Set[str]) -> tuple[ItemRecord, tuple[Finding, ...]]:
    item = edition.item(code.code) if edition else None
    who = responsible_of(row, names)
    units, assignees, certifiers = who.units, who.assignees, who.certifiers
    status = item_status(row, code.code)
    values: dict[str, AnyValue] = {
        **_code_values(row, code), **_catalogue_values(item, code), **_headings(row, printed),
        "component": prose_value(row.cells.get("component")),
        "units": units.cell, "unit_duty": units.duty,
        "assignees": assignees.cell, "certifiers": certifiers.cell,
        "status": status.status, "status_hint": status.hint,
        **{role: prose_value(row.cells.get(role)) for role in PROSE},
    }
    if units.prose is not None and not values["remark"].text:
        values["remark"] = units.prose
    if status.suggestion is not None:
        values["suggestion"] = status.suggestion
    record = ItemRecord(
        values=_doubted(values, row), source=row.source, continued=row.continued, units=units.units,
        assignees=assignees.people, certifiers=certifiers.people, refs=_refs(row, code.code),
        extra={name: _extra(run) for name, run in row.extra.items()
               if not is_blank(run.claimed)},
        marks=tuple(dict.fromkeys(m for run in (*row.cells.values(), *row.extra.values())
                                  for c in run.pieces for m in c.marks)),
    )
    return record, (*status.findings, *_damaged(row, code), *_shifted(row, code))


def _doubted(values: dict[str, AnyValue], row: LogicalRow) -> dict[str, AnyValue]:
    """Values of a row that slipped: a cell that is blank there may only have been lost."""
    if row.shift is None:
        return values
    return {name: value.model_copy(update={"absent": "unreadable"})
            if value.absent == "not_stated" and name in _CELLS else value
            for name, value in values.items()}


def _shifted(row: LogicalRow, code: RowCode) -> tuple[Finding, ...]:
    if row.shift is None:
        return ()
    source, target = row.shift
    return (finding("column_shift", "unsure", (row.source,), code.code, source=source,
                    target=target),)


def _extra(run: CellRun) -> Text:
    """The text of a column that is not known, without what is struck out: that is no claim."""
    value = prose_value(run).with_rule("column.unknown")
    if run.claimed == run.text:
        return value
    claimed = lines(run.claimed, run.wrapped)
    return value.model_copy(update={"text": claimed}).with_rule("text.struck")


def _code_values(row: LogicalRow, code: RowCode) -> dict[str, AnyValue]:
    run = row.cells.get("code", CellRun())
    raw, places = run.raw.strip(), run.places or (row.source,)
    value = Value(text=code.code, raw=raw or None, places=places,
                  rules=(*run.rules, *code.rules), confidence=min(run.confidence, code.confidence),
                  absent=None if code.code else "unreadable" if raw else "not_stated")
    return {"code": value}


def _catalogue_values(item: CatalogueItem | None, code: RowCode) -> dict[str, AnyValue]:
    """What follows from code and edition: title, indicator, sub-indicator."""
    if item is None:
        names = ("title", "title_relation", "indicator", "subindicator")
        return dict.fromkeys(names, absent("unreadable"))
    facts = {"title": item.title, "title_relation": code.relation, "indicator": item.indicator,
             "subindicator": item.subindicator}
    return {name: _official(text, code.confidence) if text else absent("not_in_form")
            for name, text in facts.items()}


@lru_cache(maxsize=4096)
def _official(text: str, confidence: float) -> AnyValue:
    return Value(text=text, rules=("catalogue",), confidence=confidence)


def _headings(row: LogicalRow, printed: Set[str]) -> dict[str, AnyValue]:
    """The title as printed, and the headings that stand over the row.

    printed: the levels that the form has headings of; a row may stand under none of them.
    """
    over = row.headings
    texts = {level: getattr(over, level) for level in HEADINGS}
    values = {level: Value(text=text, raw=over.raws[level], places=(over.places[level],),
                           rules=("heading.carried",)) if text else
              absent("not_stated" if level in printed else "not_in_form")
              for level, text in texts.items()}
    return {"title_raw": _title(row), "indicator_printed": values["indicator"],
            "subindicator_printed": values["subindicator"], "group": values["group"]}


def _title(row: LogicalRow) -> Text:
    """All printed pieces of the title joined, its spaces as they are; the file's words in raw."""
    run = row.cells.get("title")
    if run is None:
        return no_column()
    if is_blank(run.text):
        return absent("not_stated", run.places)
    return found(run, one_line(run.text, flattened=False), "text.join")


def _damaged(row: LogicalRow, code: RowCode) -> tuple[Finding, ...]:
    if code.relation != "damaged":
        return ()
    run = row.cells["title"]
    title = line_value(run).text
    return (finding("text_damaged", "unsure", run.places, code.code, title=title),)


def _refs(row: LogicalRow, own: str | None) -> tuple[RefRecord, ...]:
    """Other items that the component points to."""
    run = row.cells.get("component")
    if run is None:
        return ()
    base: Text = Value(places=run.places, rules=("code.ref",))
    return tuple(
        RefRecord(values={"code": base.model_copy(update={"text": code, "raw": raw})},
                  source=run.places[0] if run.places else Place())
        for code, raw in references(run.text) if code != own
    )


def _links(row: LogicalRow, code: str | None) -> tuple[LinkRecord, ...]:
    named = [*row.cells.items(), *((f"extra/{n}", run) for n, run in row.extra.items())]
    return tuple(dict.fromkeys(link for field, run in named
                               for link in links_of_run(run.pieces, code, field)))
