"""The one rule: what makes a finding unsure, and of what a check may rest on."""

from __future__ import annotations

import pytest

from audit.doubt import Basis, origin, reasons
from audit.limits import default_limits
from schema.finding import Finding
from schema.form import Form, Item, Source

LIMITS = default_limits()


def form(reader: str = "docx", checks: tuple[str, ...] = (), form_id: str = "f0",
         header: str = "", item: Item | None = None) -> Form:
    found = tuple(Finding(check=c, severity="info", origin="unsure", message_th="", message_en="",
                          data={"header": header}) for c in checks)
    source = Source(file="a", sha256="0" * 64, media_type="x", reader=reader)
    return Form(form_id=form_id, source=source, kind="assignment", findings=found,
                items=(item or Item(code="O1"),))


ALL: tuple[Basis, ...] = ("rows", "cells", "letters", "marks")


def test_a_sound_form_may_be_told_of() -> None:
    assert origin(form(), LIMITS, *ALL) == "agency"
    assert reasons(form()) == ()


@pytest.mark.parametrize(("doubtful", "doubted"), [
    (form("text"), {"letters", "marks"}), (form("pdf-text"), {"marks"}), (form("csv"), {"marks"}),
    (form("ocr:any"), set(ALL)),
    (form(checks=("reader_notice",)), {"rows", "cells"}),
    (form(checks=("row_not_understood",)), {"rows", "cells"}),
    (form(checks=("scheme_foreign",)), {"rows", "cells"}),
    (form(checks=("column_shift",)), {"rows", "cells"}),
    (form(checks=("header_in_data",)), {"cells"}),
    (form(checks=("column_unknown",), header="#7"), {"rows", "cells"}),
    (form(checks=("column_unknown",), header="งบประมาณ"), set()),
    (form(checks=("text_damaged",)), {"letters"}),
    (form(checks=("component_misread",)), {"letters"}),
    (form(checks=("reading_disagrees",)), {"letters", "cells"}),
    (form(form_id="f0-2"), {"rows"}),
    (form(item=Item(code=None)), {"rows"}),
    (form(item=Item(code="O1", component="ข้อ\ufffdมูล")), {"letters"}),
])
def test_what_a_reading_puts_in_doubt(doubtful: Form, doubted: set[Basis]) -> None:
    assert {b for b in ALL if origin(doubtful, LIMITS, b) == "unsure"} == doubted


@pytest.mark.parametrize(("item", "whose"), [
    (Item(code="O1", confidences={"status": 0.94}), "unsure"),
    (Item(code="O1", confidences={"status": 0.95}), "agency"),
    (Item(code="O1", confidences={"title_raw": 0.1}), "agency"),
    (Item(code="O1", absent={"certifiers": "unreadable"}), "unsure"),
    (Item(code="O1", absent={"certifiers": "not_stated"}), "agency")])
def test_a_value_must_be_sure_and_so_must_its_row(item: Item, whose: str) -> None:
    assert origin(form(item=item), LIMITS, values=[(item, "status")]) == whose


def test_a_reason_of_the_check_s_own() -> None:
    assert origin(form(), LIMITS, doubtful=True) == "unsure"


def test_reasons_are_told() -> None:
    made = form("text", ("reader_notice", "text_damaged", "status_two"))
    assert reasons(made) == ("reader_notice", "text_damaged", "text_only")
