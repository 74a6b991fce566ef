"""However badly a clean form is read, the agency is never accused of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schema.errors import NoForm
from schema.finding import Finding
from tests.audit.misreading import MISREADINGS, Misreading
from tests.audit.sheets import Printed, clean, read

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
