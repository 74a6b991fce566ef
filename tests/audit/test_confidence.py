"""Confidence is a measured share: letters misread in a text lower it, and what is low is unsure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest

from audit.checks import check_form, results
from audit.confidence import (
    SCANNED,
    calibrated,
    field_of,
    letter_noise,
    released,
    share,
    unsure_places,
)
from audit.limits import default_limits, limits_with
from catalogue.editions import editions
from catalogue.lookup import table
from oit.tables import TABLES
from schema.form import Agency, Form, Item, Person, Source, Unit
from schema.table import Place

LIMITS = default_limits()
ITEMS = editions()[2567].items
PERSON = Person(name="นางสาวจิราพร ใจงาม", position="นิติกร", text="นางสาวจิราพร ใจงาม นิติกร")


def form(titles: Sequence[str], reader: str = "text") -> Form:
    items = tuple(
        Item(code=item.code, title=item.title, title_raw=title, component="แสดงข้อมูล",
             units=(Unit(name="กองคลัง", name_raw="กองคลัง"),), assignees=(PERSON,),
             places={"assignees/0/name": (Place(line=n, column=4),)})
        for n, (item, title) in enumerate(zip(ITEMS, titles, strict=True), 1))
    source = Source(file="a", sha256="0" * 64, media_type="x", reader=reader)
    return Form(form_id="f0", source=source, kind="assignment", edition=2567, items=items,
                agency=Agency(name="องค์การบริหารส่วนตำบลทุ่งฝาย"))


def spoilt(every: int) -> list[str]:
    """The titles with a letter lost in each so many letters."""
    return ["".join(c for n, c in enumerate(item.title) if n % every != every // 2)
            for item in ITEMS]


SOUND = [item.title for item in ITEMS]


def test_sound_letters_leave_confidence_as_it_is() -> None:
    made = calibrated(form(SOUND))
    assert letter_noise(form(SOUND)) == 0
    assert made == form(SOUND)


@pytest.mark.parametrize(("every", "least", "most"), [(100, 0.002, 0.015), (20, 0.03, 0.06)])
def test_titles_tell_how_many_letters_are_misread(every: int, least: float, most: float) -> None:
    assert least < letter_noise(form(spoilt(every))) < most


def test_lost_marks_are_misread_letters() -> None:
    """More than a quarter of some titles is gone then, yet they are no other titles."""
    markless = ["".join(c for c in t if unicodedata.category(c) != "Mn") for t in SOUND]
    assert letter_noise(form(markless)) > 0.1


@pytest.mark.parametrize("reader", ["docx", "xlsx", "csv", "pdf-text"])
def test_a_file_that_holds_letters_has_none_misread(reader: str) -> None:
    """A misspelt title is the agency's there."""
    assert letter_noise(form(spoilt(20), reader)) == 0


def test_a_slip_in_one_title_and_another_wording_are_no_noise() -> None:
    slip = [SOUND[0][:-1], *SOUND[1:]]
    worded = [f"{title}ของหน่วยงานทั้งหมด" for title in SOUND]
    assert letter_noise(form(slip)) == 0
    assert letter_noise(form(worded)) == 0


def test_names_of_a_badly_read_text_are_unsure_and_its_codes_are_not() -> None:
    """The code and the title are known from the catalogue, the name from nowhere."""
    made = calibrated(form(spoilt(20)))
    item = made.items[4]
    assert item.confidences["assignees/0/name"] < LIMITS["release"]
    assert "assignees/0/name" in item.unsure
    assert not {"code", "title"}.intersection(item.confidences)
    assert item.confidence == min(item.confidences.values())
    assert item.confidence_reasons == ("letters",)
    assert item.assignees == (PERSON,), "the value stays; it is only not called a fact"


def test_worse_letters_never_give_more_confidence() -> None:
    for path in ("assignees/0/name", "units/0/name", "component", "certifiers/1/position"):
        shares = [share(path, 1.0, (), noise) for noise in (0, 0.001, 0.004, 0.009, 0.03, 0.2)]
        assert shares == sorted(shares, reverse=True)
        assert shares[-1] < 0.95


@pytest.mark.parametrize(("path", "field"), [
    ("assignees/0/name", "names"), ("certifiers/2/position", "positions"), ("signer/name", "names"),
    ("units/1/name", "units"), ("agency/name", "agency"), ("status", "status"), ("score", "scores"),
    ("title_raw", ""), ("units/1/expanded", "units"), ("extra/งบ", "")])
def test_the_kind_of_a_value(path: str, field: str) -> None:
    assert field_of(path) == field


def test_a_doubted_value_never_accuses() -> None:
    """Even where nearly all values of its rule are right."""
    assert share("status", 0.7, ("row.shifted", "status.words"), 0) < LIMITS["sure"]
    assert share("status", 0.7, ("a.rule.never.measured",), 0) == 0.7


def test_a_value_that_a_reviewer_gave_is_sure_in_any_letters() -> None:
    assert share("assignees/0/name", 1.0, ("corrected",), 0.05) == 1


def test_the_limit_of_release_can_be_set() -> None:
    item = Item(code="O1", status="done", confidences={"status": 0.8, "title": 0.95})
    made = form(SOUND).model_copy(update={"items": (item,)})
    assert released(made, LIMITS).items[0].unsure == ("status",)
    assert released(made, limits_with({"release": 0.75})).items[0].unsure == ()
    assert released(made, limits_with({"release": 0.99})).items[0].unsure == ("status", "title")


def test_nothing_is_laid_to_the_agency_that_rests_on_an_unsure_value() -> None:
    """Whatever the check: the place of its evidence is that of a value below the limit."""
    own = Item(code="O1", title=ITEMS[0].title, title_relation="same", assignees=(PERSON,),
               certifiers=(PERSON,), places={
                   f"{role}/0/name": (Place(row=1, column=n),)
                   for n, role in enumerate(("assignees", "certifiers"))})
    low = own.model_copy(update={"confidences": {"certifiers/0/name": 0.6}})
    said = {}
    for name, item in (("sure", own), ("low", low)):
        read = released(form(SOUND, "docx").model_copy(update={"items": (item,)}), LIMITS)
        said[name] = {f.origin for f in check_form(read) if f.check == "four_eyes"}
        assert set(unsure_places(read)) == (set() if name == "sure" else {Place(row=1, column=1)})
    assert said == {"sure": {"agency"}, "low": {"unsure"}}


def test_unsure_values_are_told_and_stand_in_the_tables() -> None:
    item = Item(code="O1", status="done", assignees=(PERSON,),
                confidences={"status": 0.8, "assignees/0/position": 0.5})
    made = released(form(SOUND).model_copy(update={"items": (item,)}), LIMITS)
    [told] = [failure for check, said in results(made) for failure in said.failures
              if check.check_id == "values_uncertain"]
    assert told.data == {"values": 2, "fields": ["O1 status", "O1 assignees/0/position"]}
    rows = {name: dict(zip(TABLES[name].columns, TABLES[name].lines(made)[0], strict=True))
            for name in ("items", "assignments")}
    assert rows["items"]["unsure"] == "status|assignees/0/position"
    assert rows["assignments"]["unsure"] == "position"


def test_the_measured_table_holds_shares_of_known_kinds() -> None:
    for row in table("confidence"):
        kind, _, rest = row["value"].partition(":")
        assert kind in ("letters", "rule", "scan")
        assert 0 <= float(row["canonical"]) <= 1
        if kind == "letters":
            assert rest.partition(":")[0] in ("agency", "component", "names", "positions", "units")


def test_a_value_of_a_scan_is_as_sure_as_its_least_sure_sign() -> None:
    """What the recogniser said is turned into the share right that was measured on scans."""
    low, high = (share("assignees/0/position", said, (), SCANNED) for said in (0.5, 0.97))
    assert low < LIMITS["release"] <= high
    assert share("assignees/0/position", 0.5, ("corrected",), SCANNED) == 0.5  # a reviewer's own
    assert share("status", 0.7, ("status.misread",), SCANNED) < LIMITS["sure"]  # a rule doubted it
    scan = form(SOUND, "ocr:oit")
    doubtful = scan.items[0].model_copy(update={"confidences": {"assignees/0/position": 0.5}})
    [item, *_] = calibrated(scan.model_copy(update={"items": (doubtful,)})).items
    assert item.confidences["assignees/0/position"] == low
    assert "assignees/0/position" in item.unsure
