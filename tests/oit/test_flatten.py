"""The flat contract is written from the rich records without loss."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from schema.finding import Finding
from schema.flatten import form_of
from tests.oit.made import CELL, FORM_ID, SOURCE, form_record, full_form, item_record, person, value


def test_every_raw_field_holds_the_source_words() -> None:
    item = full_form().items[0]
    raws = (item.code_raw, item.title_raw, item.component_raw, item.units_raw, item.assignees_raw)
    assert raws == ("○11", "แผนดำเนิน งาน", "- ข้อ ก - ข้อ ข", "สนจ./สนง.", "นายก ข")
    assert item.status_raw is None
    assert item.units[0].name_raw == "สนจ. "


def test_raws_hold_the_words_of_fields_without_a_raw_field() -> None:
    """`title_raw` itself was cleaned of tags, so its own source words stand there too."""
    assert full_form().items[0].raws == {
        "title_raw": "<b>แผนดำเนิน งาน</b>", "assignees/0/name": "นาย ก ข", "extra/หมาย~1เหตุ": "รอ ",
    }


def test_what_is_known_of_a_field_stands_under_its_path() -> None:
    item = full_form().items[0]
    assert item.places["assignees/0/name"] == (CELL,)
    assert item.rules == {"code": ("code.ring",)}
    assert item.absent["status"] == "not_stated"
    assert item.absent["method"] == "not_in_form"


def test_confidence_is_the_lowest_and_names_the_rule() -> None:
    sure = form_of(form_record(item_record(code=value("O1"))), FORM_ID, SOURCE).items[0]
    unsure = full_form().items[0]
    assert (sure.confidence, sure.confidence_reasons, sure.confidences) == (1.0, (), {})
    assert (unsure.confidence, unsure.confidence_reasons) == (0.9, ("code.ring",))


def test_the_agency_and_the_signer_are_objects_with_traced_paths() -> None:
    form = full_form()
    assert (form.agency.name, form.agency.province) == ("องค์การบริหารส่วนตำบลธารแก้ว", "พัทลุง")
    assert form.signer is not None
    assert form.signer.name == "นายค ง"
    assert form.raws == {"agency/province": "จ.พัทลุง", "fiscal_year": "๒๕๖๖", "notes/0": "หมายเหตุ "}
    assert form.edition_confidence == 0.8


def test_people_are_grouped_by_exact_name_in_the_order_of_first_mention() -> None:
    first = item_record().model_copy(update={
        "assignees": (person("นายก ข"),), "certifiers": (person("นางค ง", "ผอ."),)})
    second = item_record().model_copy(update={
        "assignees": (person("นางค ง", "ผอ."), person("นายก  ข"))})
    form = form_of(form_record(first, second), FORM_ID, SOURCE)
    assert [(p.person_id, p.canonical, p.mentions) for p in form.people] == [
        ("p1", "นายก ข", 1), ("p2", "นางค ง", 2), ("p3", "นายก  ข", 1)]
    assert form.people[1].position == "ผอ."
    assert [p.person_id for p in form.items[1].assignees] == ["p2", "p3"]


def test_a_bare_position_is_no_person() -> None:
    form = full_form()
    assert form.items[0].assignees[1].person_id is None
    assert [p.canonical for p in form.people] == ["นายก ข"]


def test_findings_get_the_same_id_in_every_run() -> None:
    finding = Finding(check="item_twice", severity="warning", origin="agency",
                      message_th="ซ้ำ", message_en="twice", data={"code": "O1"})
    ids = [form_of(form_record(findings=(finding,)), FORM_ID, SOURCE).findings[0].finding_id
           for _ in range(2)]
    assert ids[0] == ids[1]
    assert ids[0].startswith(f"{FORM_ID}-item_twice-")


def test_an_unknown_field_is_refused_not_dropped() -> None:
    with pytest.raises(ValidationError, match="colour"):
        form_of(form_record(item_record(colour=value("red"))), FORM_ID, SOURCE)
