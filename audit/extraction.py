"""How far the reading of a form can be trusted: what could not be read, what was repaired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.check import Failure, Result, result, skip
from audit.doubt import reasons
from audit.limits import Limits
from audit.places import named, places
from catalogue.lookup import table
from schema.form import Action, Form, Item, Measure, Score, Traced
from schema.table import Place

REPAIRS = ("pdf.", "ocr.", "word.it9", "sheet.it9", "word.sym_unknown", "sheet.sym_unknown")
QUIET = {"text_only", "text_damaged", "component_misread", "header_in_data"}
"""Reasons that are true of every bare text, or that a finding of their own tells of."""


def reading_doubtful(form: Form, limits: Limits) -> Result:
    """Something in the file was not understood, so that findings about the agency are unsure.

    Not applicable to a form without any record.
    """
    found = [reason for reason in reasons(form) if reason not in QUIET]
    if not _records(form):
        return skip("no_text")
    if not found:
        return result(())
    rows = {row["value"]: row for row in table("doubts")}
    thai = ", ".join(rows[reason]["thai"] for reason in found)
    english = ", ".join(rows[reason]["english"] for reason in found)
    return result([Failure(origin="extraction", data={"reasons": found},
                           words={"why": (thai, english)})])


def values_unreadable(form: Form, limits: Limits) -> Result:
    """Cells hold something that could not be taken for a value.

    Not applicable to a form without any record.
    """
    if not _records(form):
        return skip("no_text")
    found = [(record, field) for record in _records(form)
             for field, why in record.absent.items() if why == "unreadable"]
    return _told(found)


def values_uncertain(form: Form, limits: Limits) -> Result:
    """Values were read with less confidence than the limit `release`: they are no facts.

    Not applicable to a form without any record.
    """
    if not _records(form):
        return skip("no_text")
    return _told([(record, field) for record in _records(form) for field in record.unsure])


def _told(found: list[tuple[Traced, str]]) -> Result:
    if not found:
        return result(())
    fields = [f"{_name(record)} {field}" for record, field in found]
    evidence = tuple(dict.fromkeys(p for record, field in found for p in _places(record, field)))
    return result([Failure(origin="extraction", evidence=evidence,
                           data={"values": len(found), "fields": fields})])


def text_repaired(form: Form, limits: Limits) -> Result:
    """Letters were repaired where the file encodes another text than it prints.

    Not applicable to a form without any record.
    """
    if not _records(form):
        return skip("no_text")
    count = Counter(rule for record in _records(form) for rules in record.rules.values()
                    for rule in rules if rule.startswith(REPAIRS))
    if not count:
        return result(())
    return result([Failure(origin="extraction", data={
        "values": sum(count.values()), "rules": sorted(count)})])


def _records(form: Form) -> list[Traced]:
    return [*form.items, *form.measures, *form.scores, *form.actions, *form.analysis,
            *form.constraints]


def _name(record: Traced) -> str:
    if isinstance(record, Item):
        return named(record)
    if isinstance(record, Score):
        return record.code or record.scope
    if isinstance(record, Measure):
        return f"measure {record.no}"
    return f"action {record.issue}" if isinstance(record, Action) else type(record).__name__.lower()


def _places(record: Traced, field: str) -> Iterator[Place]:
    own = record.places.get(field, ())
    if own:
        yield from own
    elif isinstance(record, Item | Measure | Action):
        yield from places(record, field)
