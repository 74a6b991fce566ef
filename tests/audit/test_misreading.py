"""However badly a clean form is read, the agency is never accused of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schema.errors import NoForm
from schema.finding import Finding
from tests.audit.misreading import MISREADINGS, OF_MONITORING, Misreading
from tests.audit.sheets import Printed, clean, monitoring, read

FEW = 12  # misreadings of the fast suite; all of them run with the slow one


def accusations(form: Printed) -> list[Finding]:
    """The findings laid to the agency; a file that gives no form accuses nobody."""
    try:
        return [f for made in read(form) for f in made.findings if f.origin == "agency"]
    except NoForm:
        return []


@pytest.mark.parametrize("misreading", MISREADINGS[:: len(MISREADINGS) // FEW],
                         ids=lambda misreading: misreading.name)
def test_some_misreadings(misreading: Misreading) -> None:
    reader = misreading.readers[0]
    assert accusations(replace(misreading.change(clean()), reader=reader)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("misreading", "reader"),
    [pytest.param(m, reader, id=f"{m.name} ({reader})")
     for m in MISREADINGS for reader in m.readers])
def test_every_misreading_by_every_reader(misreading: Misreading, reader: str) -> None:
    assert accusations(replace(misreading.change(clean()), reader=reader)) == []


@pytest.mark.parametrize("form", [clean(2567), monitoring(2567), monitoring(2566)],
                         ids=["assignment 2567", "monitoring 2567", "monitoring 2566"])
def test_the_other_clean_forms_give_nothing_of_the_agency(form: Printed) -> None:
    assert [f for made in read(form) for f in made.findings if f.origin == "agency"] == []
    assert len(read(form)[0].items) == len(form.rows)


@pytest.mark.parametrize(("misreading", "form"), [
    *((m, clean(2567)) for m in MISREADINGS[3 :: len(MISREADINGS) // 3]),
    *((m, monitoring()) for m in OF_MONITORING[2 :: len(OF_MONITORING) // 5])],
    ids=lambda one: one.name if isinstance(one, Misreading) else str(len(one.columns)))
def test_some_misreadings_of_other_forms(misreading: Misreading, form: Printed) -> None:
    assert accusations(replace(misreading.change(form), reader=misreading.readers[0])) == []


@pytest.mark.slow
@pytest.mark.parametrize(("misreading", "reader", "form"), [
    pytest.param(m, reader, form, id=f"{name} {m.name} ({reader})")
    for name, form, ways in (("assignment 2567", clean(2567), MISREADINGS),
                             ("monitoring 2567", monitoring(2567), OF_MONITORING))
    for m in ways for reader in m.readers])
def test_every_misreading_of_other_forms(
    misreading: Misreading, reader: str, form: Printed
) -> None:
    assert accusations(replace(misreading.change(form), reader=reader)) == []
