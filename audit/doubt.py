"""The one rule for whether a finding may be laid to the agency, or may be our own misreading.

Each check says what it rests on; where the form gives any reason to doubt that, the finding is
"unsure". What each basis needs:

rows     every row was read and understood, and belongs to this form
cells    a cell is blank, or holds what it holds, because the form says so
letters  letters and digits are those of the page
marks    a tick that is not there was not lost
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from audit.limits import Limits
from schema.finding import Finding, Origin
from schema.form import Form, Traced

Basis = Literal["rows", "cells", "letters", "marks"]

EXACT = {"docx", "xlsx", "xls", "csv", "ods", "odt", "html", "pdf-text"}
"""Readers of files that hold letters. A bare text may be the work of a recogniser."""
KEEPS_MARKS = {"docx", "xlsx", "xls", "ods", "odt"}
"""Readers that see every tick; a text export and the letters of a PDF lose some."""

NOT_UNDERSTOOD = {"reader_notice", "row_not_understood", "scheme_foreign", "edition_unknown"}
UNLIKE = {"column_shift", "header_in_data", "reading_disagrees"}
"""Findings that some text stands where we did not understand it."""
MISREAD = {"text_damaged", "component_misread", "reading_disagrees", "score_unreadable"}
_REPLACED = "\ufffd"


def origin(form: Form, limits: Limits, *rests_on: Basis,
           values: Iterable[tuple[Traced, str]] = (), doubtful: bool = False) -> Origin:
    """Whose a failure is: the agency's where nothing speaks against it, else unsure.

    values: (record, field) pairs that the finding rests on, each of which must be sure, in a row
    of which no cell was unreadable (its cells may stand under other headers);
    doubtful: a reason of the check's own. Example: a blank certifier cell in a form of whose
    header a column was not recognised is "unsure".
    """
    low = any(_unsure(record, field, limits) for record, field in values)
    broken = any(_DOUBTS[basis](form) for basis in rests_on)
    return "unsure" if doubtful or low or broken or by_recogniser(form) else "agency"


def _unsure(record: Traced, field: str, limits: Limits) -> bool:
    broken = "unreadable" in record.absent.values()
    return broken or record.confidences.get(field, 1.0) < limits["sure"]


def by_recogniser(form: Form) -> bool:
    """Whether the letters come from a recogniser: nothing of such a form is laid to anyone yet."""
    return (form.source.reader or "").startswith("ocr")


def rows_doubtful(form: Form) -> bool:
    """Some row may be lost, glued to another, or belong to another form of the file."""
    several = "-" in form.form_id
    return several or None in {item.code for item in form.items} or any(
        f.check in NOT_UNDERSTOOD or f.check == "column_shift" or without_header(f)
        for f in form.findings)


def cells_doubtful(form: Form) -> bool:
    """Some cell may stand under another header than ours."""
    return any(f.check in NOT_UNDERSTOOD | UNLIKE or without_header(f) for f in form.findings)


def letters_doubtful(form: Form) -> bool:
    """Letters may be misread: a bare text, or a form in which some letters surely are."""
    if form.source.reader not in EXACT or any(f.check in MISREAD for f in form.findings):
        return True
    return any(_REPLACED in (item.title_raw or "") + (item.component or "") for item in form.items)


def marks_doubtful(form: Form) -> bool:
    """Ticks may be lost."""
    return form.source.reader not in KEEPS_MARKS


def without_header(found: Finding) -> bool:
    """True for text in a column that the header does not have: two rows may stand in one."""
    return found.check == "column_unknown" and str(found.data.get("header", "")).startswith("#")


_DOUBTS = {"rows": rows_doubtful, "cells": cells_doubtful, "letters": letters_doubtful,
           "marks": marks_doubtful}


def reasons(form: Form) -> tuple[str, ...]:
    """The ids of all reasons to doubt a form, in a fixed order, for the auditor to see."""
    found = dict.fromkeys(f.check for f in form.findings
                          if f.check in NOT_UNDERSTOOD | UNLIKE | MISREAD or without_header(f))
    named = {"text_only": form.source.reader not in EXACT, "recogniser": by_recogniser(form),
             "several_forms": "-" in form.form_id}
    return (*found, *(name for name, holds in named.items() if holds))
