"""Whether measures and actions say who, when, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from audit.check import Failure, Result, result, skip
from audit.doubt import origin
from audit.evidence import blanks_proved
from audit.limits import Limits
from audit.places import places
from schema.form import Action, Form, Measure

MEASURE = ("method", "responsible", "period")
ACTION = ("responsible", "steps", "date_text")
LABELS = {
    "method": ("วิธีดำเนินการ", "method"), "responsible": ("ผู้รับผิดชอบ", "responsible"),
    "period": ("ระยะเวลา", "period"), "steps": ("ขั้นตอน", "steps"),
    "date_text": ("วันเวลาดำเนินการ", "dates"),
}


def measure_result_missing(form: Form, limits: Limits) -> Result:
    """A measure says neither what was done nor that it was not.

    Not applicable where the form has no measures or no column for results.

    Unsure where results of many measures are blank, cells may stand under other headers, or the
    file is a bare text, which may have lost them.
    """
    rows = [m for m in form.measures if "not_in_form" not in (
        m.absent.get("result_done"), m.absent.get("result_not_done"), m.absent.get("status"))]
    if not rows:
        return skip("no_measures")
    blank = [m for m in rows if m.status is None and m.absent.get("status") == "not_stated"
             and not m.result_done and not m.result_not_done]
    many = len(blank) * 3 > len(rows) or not blanks_proved(form)
    return result(Failure(
        origin=origin(form, limits, "cells", "rows", doubtful=many),
        evidence=places(measure, "status", "result_done"),
        data={"no": measure.no, "measure": (measure.measure or "")[:80]}) for measure in blank)


def measure_incomplete(form: Form, limits: Limits) -> Result:
    """A measure lacks its method, its responsible or its period.

    A column that is blank throughout is one failure.

    Not applicable where the form has no measures.

    Unsure where a column is blank in many rows, cells may stand under other headers, or the file
    is a bare text, which may have lost them.
    """
    if not form.measures:
        return skip("no_measures")
    return _blank(form, form.measures, MEASURE, limits)


def action_incomplete(form: Form, limits: Limits) -> Result:
    """An action of the plan lacks its responsible, its steps or its dates.

    A column that is blank throughout is one failure.

    Not applicable where the form has no plan of actions.

    Unsure where a column is blank in many rows, cells may stand under other headers, or the file
    is a bare text, which may have lost them.
    """
    if not form.actions:
        return skip("no_actions")
    return _blank(form, form.actions, ACTION, limits)


def _blank(form: Form, rows: Sequence[Measure | Action], fields: Sequence[str],
           limits: Limits) -> Result:
    failures = []
    for field in fields:
        blank = [(n, row) for n, row in enumerate(rows, 1)
                 if row.absent.get(field) == "not_stated" and not getattr(row, field)]
        if not blank:
            continue
        whole = len(blank) == len(rows) > 1
        many = len(blank) > max(1, limits["share_missing"] * len(rows)) or not blanks_proved(form)
        numbers = [row.no if isinstance(row, Measure) and row.no else n for n, row in blank]
        where = (("ทุกแถว", "every row") if whole else
                 (f"ลำดับที่ {', '.join(map(str, numbers))}", f"no. {', '.join(map(str, numbers))}"))
        failures.append(Failure(
            origin=origin(form, limits, "cells", "rows", doubtful=many or whole),
            evidence=tuple(p for _, row in blank for p in places(row, field)[:1]),
            data={"field": field, "rows": numbers}, words={"what": LABELS[field], "where": where}))
    return result(failures)
