"""Each known damage is told by the check meant for it, and by nothing else than is listed."""

from __future__ import annotations

import pytest

from audit.checks import CHECKS
from catalogue.lookup import table
from tests.audit.damage import DAMAGES, Damage
from tests.audit.sheets import clean, read


def test_the_clean_form_gives_no_finding() -> None:
    [form] = read(clean())
    assert form.findings == ()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damage_is_told_and_nothing_else(damage: Damage) -> None:
    forms = read(damage.change(clean()))
    assert len(forms) == 1
    found = [f for form in forms for f in form.findings]
    assert damage.meant in {f.check for f in found}
    told = [(f.code, f.origin) for f in found if f.check == damage.meant]
    assert told == [(damage.code, damage.origin)]
    assert {f.check for f in found} <= {damage.meant, *damage.also}


def test_the_damages_are_many_and_name_checks_that_there_are() -> None:
    assert len(DAMAGES) >= 40
    known = set(CHECKS) | {row["value"] for row in table("findings")}
    assert {name for d in DAMAGES for name in (d.meant, *d.also)} <= known
