"""Measures, actions, days and addresses: what is told of them, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from audit import links, records, responsibility, status
from audit.days import last_day, report_day
from audit.identity import provinces_in
from audit.limits import default_limits
from schema.form import Action, Form, FormLink, Item, Measure, Person, Source, Unit
from schema.table import Place
from schema.value import Absence

LIMITS = default_limits()
DONE: dict[str, Absence] = {"result_not_done": "not_stated"}


def form(**more: object) -> Form:
    source = Source(file="a.docx", sha256="0" * 64, media_type="x", reader="docx")
    return Form(form_id="f0", source=source, kind="monitoring", **more)  # type: ignore[arg-type]


def measure(no: int, **more: object) -> Measure:
    own = {"method": "อบรม", "responsible": "กองคลัง", "period": "ต.ค. 2566", "status": "done",
           "result_done": "อบรมแล้ว", "absent": DONE}
    return Measure(no=no, measure="สร้างความรู้", **(own | more))  # type: ignore[arg-type]


BLANK = {"status": None, "result_done": None, "absent": {
    "result_done": "not_stated", "result_not_done": "not_stated", "status": "not_stated"}}


def test_measures_with_results_pass() -> None:
    made = form(measures=tuple(measure(n) for n in range(1, 7)))
    assert records.measure_result_missing(made, LIMITS).outcome == "pass"
    assert records.measure_incomplete(made, LIMITS).outcome == "pass"


def test_a_measure_without_a_result() -> None:
    rows = [measure(n) for n in range(1, 7)]
    rows[4] = measure(5, **BLANK)
    (found,) = records.measure_result_missing(form(measures=tuple(rows)), LIMITS).failures
    assert (found.origin, found.data["no"]) == ("agency", 5)


def test_measures_that_are_all_without_results_are_unsure() -> None:
    made = form(measures=tuple(measure(n, **BLANK) for n in range(1, 7)))
    assert {f.origin for f in records.measure_result_missing(made, LIMITS).failures} == {"unsure"}


def test_a_form_without_results_or_measures_is_not_asked() -> None:
    without = measure(1, status=None, result_done=None, absent={
        "result_done": "not_in_form", "result_not_done": "not_in_form", "status": "not_in_form"})
    assert records.measure_result_missing(form(measures=(without,)), LIMITS).reason == "no_measures"
    assert records.measure_incomplete(form(), LIMITS).reason == "no_measures"
    assert records.action_incomplete(form(), LIMITS).reason == "no_actions"


def test_what_a_measure_lacks_is_told_by_column() -> None:
    lacking = measure(3, responsible=None, absent={"responsible": "not_stated"})
    rows = (measure(1), measure(2), lacking, measure(4))
    (found,) = records.measure_incomplete(form(measures=rows), LIMITS).failures
    assert (found.origin, found.data) == ("agency", {"field": "responsible", "rows": [3]})


def test_a_column_that_is_blank_throughout_is_told_once() -> None:
    rows = tuple(measure(n, period=None, absent={"period": "not_stated"}) for n in (1, 2, 3))
    (found,) = records.measure_incomplete(form(measures=rows), LIMITS).failures
    assert (found.origin, found.data["rows"]) == ("unsure", [1, 2, 3])


def test_an_action_without_dates() -> None:
    own = {"responsible": "กองคลัง", "steps": ("ประชุม",), "date_text": "ต.ค. 2566"}
    rows = [Action(issue=1, **own) for _ in range(4)]  # type: ignore[arg-type]
    rows[1] = Action(issue=1, responsible="กองคลัง", steps=("ประชุม",),
                     absent={"date_text": "not_stated"})
    (found,) = records.action_incomplete(form(actions=tuple(rows)), LIMITS).failures
    assert (found.origin, found.data) == ("agency", {"field": "date_text", "rows": [2]})


@pytest.mark.parametrize(("text", "day"), [
    ("1 ต.ค. 2566 - 30 ก.ย. 2567", date(2024, 9, 30)), ("ธันวาคม 2566", date(2023, 12, 31)),
    ("ภายใน 15 มี.ค. 67", date(2024, 3, 15)), ("30/9/2567", date(2024, 9, 30)),
    ("ก.พ. 2567", date(2024, 2, 29)), ("ไตรมาส 2", None), ("31 เมษายน 2567", None), ("", None),
    ("มีนาคม", None), ("1/13/2567", None)])
def test_the_last_day_of_a_period(text: str, day: date | None) -> None:
    assert last_day(text) == day


def test_the_day_of_a_report() -> None:
    made = form(notes=("ข้อมูล ณ วันที่ 31 มีนาคม 2567", "แก้ไข 1 เมษายน 2567"))
    assert report_day(made) == date(2024, 3, 31)
    assert report_day(form(notes=("ประกาศ 1 เมษายน 2567",))) is None


@pytest.mark.parametrize(("address", "can_be"), [
    ("https://www.nan.go.th/o1", True), ("http://103.1.2.3:8080/x", True), ("www.nan.go.th", True),
    ("https://www", False), ("https:/www.nan.go.th", False), ("www,nan.go.th", False),
    ("http://", False), ("https://อบต-ทุ่งฝาย.ไทย/x", True)])
def test_what_can_be_an_address(address: str, can_be: bool) -> None:
    assert links.is_address(address) is can_be


@pytest.mark.parametrize(("target", "site"), [
    ("https://data.nan.go.th/x", "nan.go.th"), ("www.nan.go.th", "nan.go.th"),
    ("https://drive.google.com/a", "google.com"), ("https://x.ac.th", "x.ac.th"),
    ("http://[x", None), ("mailto:a@b.c", None), ("#", None), ("https://localhost", None)])
def test_the_site_of_an_address(target: str, site: str | None) -> None:
    assert links.site(target) == site


def linked(*targets: str) -> Form:
    rows = tuple(FormLink(text=t, target=t, code=f"O{n}", field="location", source=Place(row=n))
                 for n, t in enumerate(targets, 1))
    return form(links=rows, items=tuple(Item(code=f"O{n}") for n in range(1, len(targets) + 1)))


def test_shared_sites_and_files_are_nobody_s_own() -> None:
    own = [f"https://nan.go.th/o{n}" for n in range(1, 7)]
    shared = ["https://drive.google.com/x", "https://www.facebook.com/nan", "https://itas.nacc.go.th/y"]
    assert links.link_other_domain(linked(*own, *shared), LIMITS).outcome == "pass"


def test_without_an_own_site_nothing_is_another_s() -> None:
    split = [f"https://{name}.go.th/x" for name in ("a", "b", "a", "b", "a", "b")]
    assert links.link_other_domain(linked(*split), LIMITS).reason == "no_own_site"
    assert links.link_other_domain(linked("https://a.go.th"), LIMITS).reason == "no_own_site"
    assert links.link_repeated(form(), LIMITS).reason == "no_links"


@pytest.mark.parametrize(("text", "found"), [
    ("ประกาศจังหวัดน่าน", ["น่าน"]), ("จ.เชียงใหม่ และจังหวัดตาก", ["เชียงใหม่", "ตาก"]),
    ("จังหวัดตากใบ", []), ("จังหวัดนครสวรรค์ได้ดำเนินการ", ["นครสวรรค์"]), ("เลย", []),
    ("ส่วนราชการประจำจังหวัด", [])])
def test_provinces_named_as_such(text: str, found: list[str]) -> None:
    assert list(provinces_in(text)) == found


@pytest.mark.parametrize(("share", "whose"), [(1.0, "agency"), (0.8, "unsure")])
def test_a_row_whose_status_is_not_sure_may_need_no_address(share: float, whose: str) -> None:
    """A header was not read, so that a tick for "under way" is taken for "done" with doubt."""
    items = tuple(Item(code=f"O{n}", location=None if n == 4 else "www.thungfai.go.th",
                       status="done", confidences={"status": share} if share < 1 else {},
                       absent={"location": "not_stated"} if n == 4 else {}) for n in range(1, 9))
    said = links.link_missing(form(items=items), LIMITS)
    assert [failure.origin for failure in said.failures] == [whose]


@pytest.mark.parametrize(("early", "whose"), [(2, {"agency"}), (9, {"unsure"})])
def test_a_day_that_most_items_contradict_may_itself_be_wrong(
    early: int, whose: set[str]
) -> None:
    """A report dated before the year of its form: the day is doubtful, not each item."""
    items = tuple(Item(code=f"O{n}", status="done",
                       period="30 กันยายน 2567" if n <= early else "31 ตุลาคม 2566")
                  for n in range(1, 13))
    read = form(items=items, notes=("ข้อมูล ณ วันที่ 31 มีนาคม 2567",))
    said = status.done_too_early(read, LIMITS)
    assert len(said.failures) == early
    assert {failure.origin for failure in said.failures} == whose


@pytest.mark.parametrize(("beside", "whose"), [("นายวิเชียร ทองดี", "agency"), (None, "unsure")])
def test_a_post_without_a_person_beside_a_person_without_a_post(
    beside: str | None, whose: str
) -> None:
    """A line of the table was not seen, so that the post stands in the next cell."""
    full = Person(name="นางอรุณี พงษ์ไพร", position="นิติกร", text="นางอรุณี พงษ์ไพร นิติกร")
    bare = full.model_copy(update={"position": None})
    post = Person(name=beside, position="หัวหน้าสำนักปลัด", text="หัวหน้าสำนักปลัด")
    items = tuple(Item(code=f"O{n}", assignees=(bare if n == 5 else full,),
                       certifiers=(post if n == 5 else full,)) for n in range(1, 9))
    said = responsibility.position_missing(form(items=items), LIMITS)
    assert [failure.origin for failure in said.failures] == [whose]


@pytest.mark.parametrize(("post", "found"), [
    ("ผู้อำนวยการกองคลัง", ["agency"]), ("หัวหน้าฝ่ายอัตรากำลัง", []), ("ผู้อำนวยการกองช่าง", [])])
def test_the_head_of_a_section_may_belong_to_any_division(post: str, found: list[str]) -> None:
    person = Person(name="นายปรีชา สุขเกษม", position=post, text=post)
    item = Item(code="O1", units=(Unit(name="กองช่าง", name_raw="กองช่าง"),), units_raw="กองช่าง",
                assignees=(person,))
    said = responsibility.assignee_of_other_unit(form(items=(item,)), LIMITS)
    assert [failure.origin for failure in said.failures] == found
