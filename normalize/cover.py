"""What a later form of a file takes from the cover of the first: its title, year and agency."""

from __future__ import annotations

from collections.abc import Sequence

from schema.record import FormRecord
from schema.value import AnyValue

CARRIED = ("title", "fiscal_year")
AGENCY = ("agency_name", "agency_type", "province", "amphoe", "tambon")
SURE = 0.9  # most confidence of a value that another form of the file prints


def with_cover(forms: Sequence[FormRecord]) -> tuple[FormRecord, ...]:
    """The forms of a file, the later ones with what only the first one says.

    The agency is taken only within one sheet and where the file names one alone, as for the second
    round of a report; else the form stays without, which the audit tells.
    """
    names = {form.text("agency_name") for form in forms} - {None}
    return (*forms[:1], *(_later(form, forms[0], len(names) == 1) for form in forms[1:]))


def _later(form: FormRecord, first: FormRecord, one_agency: bool) -> FormRecord:
    values = {**form.values, **_carried(form, first, CARRIED)}
    unnamed = not any(form.text(field) for field in AGENCY)
    if unnamed and one_agency and form.source.sheet == first.source.sheet:
        values |= _carried(form, first, AGENCY)
    return form.model_copy(update={"values": values})


def _carried(form: FormRecord, first: FormRecord, fields: tuple[str, ...]) -> dict[str, AnyValue]:
    """The values of the first form for fields that this one does not state."""
    return {field: first.values[field].with_rule("cover.carried", SURE) for field in fields
            if form.values[field].absent == "not_stated" and first.text(field) is not None}
