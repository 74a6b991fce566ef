"""Each known damage is told by the check meant for it, and by nothing else than is listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.checks import CHECKS, check_form
from catalogue.lookup import table
from schema.form import Agency, Form
from tests.audit.analyses import form, item, table_of, without
from tests.audit.damage import DAMAGES, Damage
from tests.audit.sheets import clean, read


def test_the_clean_form_gives_no_finding() -> None:
    [made] = read(clean())
    assert made.findings == ()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damage_is_told_and_nothing_else(damage: Damage) -> None:
    forms = read(damage.change(clean()))
    assert len(forms) == 1
    found = [f for made in forms for f in made.findings]
    assert damage.meant in {f.check for f in found}
    told = [(f.code, f.origin) for f in found if f.check == damage.meant]
    assert told == [(damage.code, damage.origin)]
    assert {f.check for f in found} <= {damage.meant, *damage.also}


SCORES = (  # name, form, meant, listed consequences
    ("an indicator that does not follow", form(indicators={"2": 90.01}), "score_sum", ()),
    ("a total that does not follow", form(total=92.0), "score_sum", ()),
    ("an item without a score", form(items=without("o4")), "score_missing", ()),
    ("a question without a score", form(items=without("i8")), "score_missing", ()),
    ("an item with two scores", form(more=(item("o5", 0.0),)), "score_conflict", ()),
    ("a level of another score", form(level="ผ่านดีเยี่ยม"), "score_band", ()),
    ("a second table without a year", form(more=table_of(None)), "score_tables", ()),
    ("questions of one group of respondents", form(more=(item("e1", 96.9),)),
     "score_underivable", ()),
    ("questions of both groups", form(more=(item("e11", 79.77), item("e11", 96.9))),
     "score_conflict", ("score_underivable",)),
)


def test_the_clean_analysis_gives_no_finding() -> None:
    agency = Agency(name="เทศบาลตำบลทุ่งฝาย", type="municipality")
    assert check_form(form().model_copy(update={"agency": agency})) == ()


@pytest.mark.parametrize(("made", "meant", "also"), [row[1:] for row in SCORES],
                         ids=[row[0] for row in SCORES])
def test_a_damaged_score_is_told_and_nothing_else(
    made: Form, meant: str, also: tuple[str, ...]
) -> None:
    found = {f.check for f in check_form(made)} - {"agency_missing"}
    assert meant in found
    assert found <= {meant, *also}


def test_the_damages_are_many_and_name_checks_that_there_are() -> None:
    assert len(DAMAGES) >= 40
    known = set(CHECKS) | {row["value"] for row in table("findings")}
    assert {name for d in DAMAGES for name in (d.meant, *d.also)} <= known


def whose_blanks(reader: str, *codes: str) -> set[str]:
    """Whose the blank certifier cells of some items are, in a file of a reader."""
    form = clean()
    for code in codes:
        form = form.with_cells(code, certifier="")
    [made] = read(replace(form, reader=reader))
    return {f.origin for f in made.findings if f.check == "certifier_missing"}


@pytest.mark.parametrize(("reader", "alone", "below"), [
    ("docx", "agency", "agency"), ("csv", "agency", "unsure"), ("text", "unsure", "unsure")])
def test_two_blanks_in_a_bare_text_may_be_merged_cells(
    reader: str, alone: str, below: str
) -> None:
    """The cell above may stand for both, and an export of text may have lost any."""
    assert whose_blanks(reader, "O20") == {alone}
    assert whose_blanks(reader, "O20", "O21") == {below}


@pytest.mark.parametrize(("said", "missing"), [
    ("ว่าง", True), ("ผู้อำนวยการกองคลัง (ว่าง)", True), ("รอแต่งตั้ง", True),
    ("ผู้อำนวยการกองคลัง", False), ("ว่าง\nนายกิตติ มั่นคง\nนิติกร", False),
])
def test_a_vacant_post_is_nobody(said: str, missing: bool) -> None:
    """The form says it itself, so it is the agency's; a post that is held names who it is."""
    [made] = read(clean().with_cells("O20", assignee=said))
    found = [f for f in made.findings if f.check == "assignee_missing"]
    assert [(f.code, f.origin) for f in found] == ([("O20", "agency")] if missing else [])
