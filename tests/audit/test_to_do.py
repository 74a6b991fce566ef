"""What an officer is told to do; the forms are made by hand, the people invented."""

from __future__ import annotations

from typing import Any

import pytest

from audit.checks import check_form
from audit.to_do import ToDo, to_do
from audit.to_do_codes import other_edition
from audit.years import dates_without_year, years_named
from catalogue.editions import editions
from schema.finding import Finding
from schema.form import (
    Action,
    Agency,
    Form,
    FormPerson,
    Item,
    Measure,
    Person,
    RowSource,
    Source,
    Unit,
)
from schema.table import Place

SOURCE = Source(file="แบบ.docx", sha256="0" * 64, media_type="text/plain")
SOMEONE = Person(name="นายกานต์ ทดสอบดี", position="นิติกร", text="นายกานต์ ทดสอบดี นิติกร")
ONLY_NAME = Person(name="นางอรทัย ณ ภูผา", text="นางอรทัย ณ ภูผา")
GROUP = Person(text="เจ้าหน้าที่ทุกคน")


def row(number: int, **more: Any) -> Item:
    """A complete row of an edition 2567 form; `more` replaces fields."""
    item = editions()[2567].items[number - 1]
    fields: dict[str, Any] = {
        "code": item.code, "code_raw": item.code, "title": item.title, "title_raw": item.title,
        "title_relation": "same", "component": "- ตามคู่มือ",
        "units": (Unit(name="กองคลัง", name_raw="กองคลัง"),), "units_raw": "กองคลัง",
        "assignees": (SOMEONE,), "certifiers": (SOMEONE,), "status": "done",
        "absent": {"method": "not_in_form", "location": "not_in_form", "period": "not_in_form"},
        "source": RowSource(table=1, row=number + 1),
    }
    return Item(**fields | more)


def form(*items: Item, findings: tuple[Finding, ...] = (), **more: Any) -> Form:
    """A form of 2567 with the given rows in place of its own, audited."""
    given = {item.source.row: item for item in items}
    rows = tuple(given.get(n + 1, row(n)) for n in range(1, 36))
    fields: dict[str, Any] = {
        "form_id": "f0", "source": SOURCE, "kind": "assignment", "scheme": "OIT",
        "agency": Agency(name="จังหวัดน่าน"), "fiscal_year": 2567, "edition": 2567, "items": rows,
    }
    made = Form(**fields | more)
    return made.model_copy(update={"findings": (*findings, *check_form(made))})


def told(made: Form) -> list[tuple[str, str | None, str]]:
    return [(todo.kind, todo.code, todo.message_th) for todo in to_do(made)]


def finding(check: str, number: int = 1, **data: Any) -> Finding:
    return Finding(check=check, severity="warning", origin="unsure", message_th="", message_en="",
                   evidence=(Place(table=1, row=number + 1, column=2),), data=data)


def test_a_complete_form_needs_nothing() -> None:
    assert to_do(form()) == ()


def test_a_heading_with_a_year_that_is_not_clear() -> None:
    """The year is asked for once, in the words of what is printed."""
    unclear = Finding(check="year_unclear", severity="warning", origin="unsure", message_th="",
                      message_en="", data={"text": "2566-2567"})
    made = form(findings=(unclear,), fiscal_year=None, absent={"fiscal_year": "unreadable"})
    assert told(made) == [("year_unclear", None,
                           "หัวแบบเขียนปีว่า “2566-2567” ให้ระบุปีงบประมาณปีเดียว เช่น พ.ศ. 2567")]


def test_one_blank_cell_for_units_and_people_is_asked_for_once() -> None:
    """A column "ผู้รับผิดชอบ" holds either: its blank cell is one thing to fill in."""
    cell = (Place(table=1, row=4, column=5),)
    blank = row(3, units=(), units_raw=None, assignees=(),
                absent={"units": "not_stated", "assignees": "not_stated"},
                places={"units": cell, "assignees": cell})
    assert told(form(blank)) == [("cell_empty", "O3", "ยังไม่ได้กรอกหน่วยงานหรือผู้รับผิดชอบ")]


def test_every_empty_cell_of_a_column_that_the_form_has_is_named() -> None:
    blank = {"component": "not_stated", "units": "not_stated", "assignees": "not_stated",
             "certifiers": "not_stated", "status": "not_stated", "location": "not_stated",
             "method": "not_in_form", "period": "not_in_form", "title_raw": "not_stated"}
    empty = row(3, component=None, units=(), units_raw=None, assignees=(), certifiers=(),
                status=None, absent=blank, places={"status": (Place(sheet="ก", cell="G4"),)})
    todos = to_do(form(empty))
    assert {todo.kind for todo in todos} == {"cell_empty"}
    assert [todo.field for todo in todos] == [
        "title_raw", "component", "units", "assignees", "certifiers", "status", "location"]
    assert todos[4].message_th == "ยังไม่ได้กรอกผู้รับรองข้อมูล"
    assert todos[4].message_en == "The certifier is not filled in"
    assert {(todo.code, todo.position, todo.subject) for todo in todos} == {
        ("O3", 3, "O3 อำนาจหน้าที่")}
    assert todos[5].place.cell == "G4"
    assert todos[0].place == Place(table=1, row=4)
    assert not any(todo.ours for todo in todos)


def test_a_column_that_the_form_lacks_is_not_asked_for() -> None:
    lacking = dict.fromkeys(("assignees", "certifiers", "status", "component"), "not_in_form")
    bare = row(1, component=None, assignees=(), certifiers=(), status=None, absent=lacking)
    assert to_do(form(bare)) == ()


def test_one_column_for_units_and_people_is_called_so() -> None:
    bare = row(1, units=(), units_raw=None, assignees=(),
               absent={"units": "not_stated", "assignees": "not_in_form"})
    assert told(form(bare)) == [("cell_empty", "O1", "ยังไม่ได้กรอกหน่วยงานหรือผู้รับผิดชอบ")]


def test_an_item_that_the_unit_cell_explains_away_needs_no_people() -> None:
    excused = row(14, units=(), units_raw="ไม่มี เนื่องจากไม่มีงบลงทุน", assignees=(), certifiers=(),
                  remark="ไม่มี เนื่องจากไม่มีงบลงทุน", status=None,
                  absent=dict.fromkeys(("assignees", "certifiers", "status"), "not_stated"))
    assert to_do(form(excused)) == ()


def test_a_unit_that_is_only_denied_is_asked_for() -> None:
    """No reason is given, so the row is not excused."""
    denied = row(9, units=(), units_raw="ไม่มี", remark="ไม่มี", assignees=(),
                 absent={"assignees": "not_stated"})
    assert [(kind, code) for kind, code, _ in told(form(denied))] == [
        ("cell_empty", "O9"), ("unit_none", "O9")]


@pytest.mark.parametrize("said", ["รอแต่งตั้ง", "อยู่ระหว่าง สรรหา", "ตำแหน่งว่าง", "ไม่มี", "รอแต่งตั้งใหม่"])
def test_a_person_who_is_still_to_be_appointed(said: str) -> None:
    [(kind, code, sentence)] = told(form(row(10, certifiers=(Person(text=said),))))
    assert (kind, code) == ("person_pending", "O10")
    assert said in sentence


def test_a_post_without_a_name_where_the_others_have_one() -> None:
    post = Person(position="นิติกร", text="นิติกร")
    assert told(form(row(16, assignees=(post,)))) == [("name_missing", "O16", "“นิติกร” ยังไม่มีชื่อ")]
    posts = tuple(row(n, assignees=(post,)) for n in range(1, 36))
    assert to_do(form(*posts)) == ()


@pytest.mark.parametrize("kind", ["assignment", "analysis"])
def test_a_form_without_rows_is_not_said_to_be_complete(kind: str) -> None:
    empty = Form(form_id="f0", source=SOURCE, kind=kind, scheme="OIT",
                 agency=Agency(name="จังหวัดน่าน"), fiscal_year=2567, edition=2567)
    [todo] = to_do(empty)
    assert (todo.kind, todo.ours) == ("nothing_checked", True)


def test_statuses_that_were_not_understood_are_told_once() -> None:
    unread = [row(n, status=None, absent={"status": "unreadable"}) for n in range(1, 36)]
    assert [(t.kind, t.ours) for t in to_do(form(*unread))] == [("status_unchecked", True)]


@pytest.mark.parametrize(("header", "status", "kinds"), [
    ("ความก้าวหน้า", "not_in_form", ["status_column_unknown"]), ("เอกสารอ้างอิง", "not_in_form", []),
    ("ความก้าวหน้า", None, []),
])
def test_a_column_that_may_be_the_status_is_told(
    header: str, status: str | None, kinds: list[str]
) -> None:
    absent = {"status": status} if status else {}
    rows = [row(n, status=None if status else "done", absent=absent, method="ก", location="ก",
                period="ปี 2567") for n in range(1, 36)]
    todos = to_do(form(*rows, findings=(finding("column_unknown", header=header),)))
    assert [(todo.kind, todo.ours) for todo in todos] == [(kind, True) for kind in kinds]


def test_people_who_are_all_struck_out_leave_the_cell_empty() -> None:
    assert told(form(row(2, certifiers=()))) == [
        ("cell_empty", "O2", "ยังไม่ได้กรอกผู้รับรองข้อมูล")]


def test_a_missing_item_is_named_with_its_title() -> None:
    whole = form()
    lost = form(items=tuple(item for item in whole.items if item.code != "O6"))
    [todo] = to_do(lost)
    assert (todo.kind, todo.code, todo.position) == ("item_missing", "O6", 0)
    assert todo.message_th == "ยังไม่มีข้อ O6 Q&A ในแบบ"


def test_a_heading_without_agency_or_year() -> None:
    assert [kind for kind, _, _ in told(form(agency=Agency(), fiscal_year=None))] == [
        "agency_missing", "year_missing"]


def test_persons_without_position_but_not_groups() -> None:
    people = (FormPerson(person_id="p1", canonical=ONLY_NAME.name or "", position="ปลัด",
                         mentions=2),)
    made = form(row(5, assignees=(ONLY_NAME, GROUP, SOMEONE)))
    assert told(made) == [("position_missing", "O5", "นางอรทัย ณ ภูผา ยังไม่มีตำแหน่ง")]
    [todo] = to_do(made.model_copy(update={"people": people}))
    assert todo.message_th == "นางอรทัย ณ ภูผา ยังไม่มีตำแหน่ง (ที่อื่นเขียนว่า “ปลัด”)"
    assert todo.message_en == "นางอรทัย ณ ภูผา has no position (elsewhere: “ปลัด”)"


@pytest.mark.parametrize(("text", "bare"), [
    ("1 ต.ค. 2566 - 31 มี.ค.", ["31 มี.ค."]),
    ("ภายในเดือนมีนาคม", ["มีนาคม"]),
    ("เดือน เม.ย.–พ.ค.", ["เม.ย.", "พ.ค."]),
    ("ภายในวันที่ 31/3", ["31/3"]),
    ("5 มค", ["5 มค"]),
    ("ต.ค. - ธ.ค. 66", []),
    ("1 ต.ค. – 30 ก.ย. 2567", []),
    ("ภายใน 31 มีนาคม พ.ศ. 2567", []),
    ("1/10/2566 - 30/9/2567", []),
    ("มีนาคม 2024", []),
    ("ปีงบประมาณ 2567 ภายในเดือนมีนาคม", []),
    ("31 มีนาคม ของทุกปี", []),
    ("ตลอดปีงบประมาณ", []),
    ("ทุกวันที่ 5 ของเดือน", []),
    ("ตามที่สำนักงาน ก.พ. กำหนด", []),
    ("ไตรมาส 2", ["ไตรมาส 2"]), ("ไตรมาสที่ 1-2", ["ไตรมาสที่ 1-2"]),
    ("ไตรมาส 2 ปี 2567", []), ("ไตรมาส 2/2567", []), ("ไตรมาส 2/67", []),
    ("ไตรมาส 3 ปีงบประมาณ พ.ศ. 2567", []),
    ("ครั้งที่ 1/2567", []),
])
def test_dates_without_a_year(text: str, bare: list[str]) -> None:
    assert list(dates_without_year(text)) == bare
    made = form(row(1, period=text, absent={}))
    assert [todo.field for todo in to_do(made)] == ["period"] * len(bare)


def test_the_sentence_about_a_date() -> None:
    made = form(row(1, period="ภายใน มีนาคม", absent={}))
    assert told(made) == [("date_without_year", "O1", "“มีนาคม” ยังไม่มีปี พ.ศ.")]


@pytest.mark.parametrize(("text", "years"), [
    ("รายงานผลของปี พ.ศ. 2566 ตาม พ.ร.บ. การจัดซื้อจัดจ้างฯ พ.ศ. 2560", {2566}),
    ("ประจำปีงบประมาณ พ.ศ. 2567", {2567}),
    ("ณ วันที่ 31 มีนาคม 2567", {2567}),
    ("แผน 5 ปี (พ.ศ. 2566-2568)", {2566, 2567, 2568}),
    ("พ.ร.บ. ข้อมูลข่าวสาร พ.ศ. 2540", set()),
])
def test_years_that_a_text_names(text: str, years: set[int]) -> None:
    assert years_named(text) == years


@pytest.mark.parametrize(("number", "component", "wrong"), [
    (9, "- รายงานผลของปี พ.ศ. 2566", []),
    (9, "- รายงานผลของปี พ.ศ. 2565", [2565]),
    (9, "- รายงานผลของปี พ.ศ. 2566 เทียบกับปี 2565", []),
    (15, "- ประกาศตาม พ.ร.บ. พ.ศ. 2560", []),
    (7, "- แผนพัฒนา ปี พ.ศ. 2566 - 2570", []),
    (1, "- แผนผังปี 2560", []),
    (9, "- รายงานผล", []),
])
def test_years_that_the_item_does_not_ask_for(
    number: int, component: str, wrong: list[int]
) -> None:
    found = told(form(row(number, component=component)))
    assert found == [("year_other", f"O{number}",
                      f"องค์ประกอบเขียนว่าปี {year} แต่ข้อนี้ขอข้อมูลปี 2566") for year in wrong]


def test_a_year_later_the_same_list_asks_for_a_year_later() -> None:
    later = form(row(9, component="- รายงานผลของปี พ.ศ. 2567"), fiscal_year=2568)
    assert to_do(later) == ()


def test_code_and_title_that_disagree() -> None:
    found = finding("code_title_disagree", 5, printed="○๐๕", title="Q&A", other="O6")
    assert told(form(findings=(found,))) == [
        ("code_title_disagree", "O5", "รหัสที่พิมพ์คือ O5 แต่ชื่อเป็นของข้อ O6 แก้ให้ตรงกัน")]


def test_a_title_of_another_edition() -> None:
    found = finding("code_title_disagree", 5, printed="O5", title="กฎหมายที่เกี่ยวข้อง", other="-")
    [(_, code, sentence)] = told(form(findings=(found,)))
    assert (code, sentence) == (
        "O5", "ชื่อไม่ใช่ของข้อ O5 ปี 2567 แต่เป็นข้อ O6 ของปี 2566")


def test_a_title_of_no_edition_is_still_to_be_made_to_agree() -> None:
    found = finding("code_title_disagree", 5, printed="O5", title="ราคากลาง", other="-")
    assert told(form(findings=(found,))) == [
        ("code_title_disagree", "O5", "รหัส O5 กับชื่อ “ราคากลาง” ไม่ตรงกัน แก้ให้ตรงกัน")]


def test_a_code_that_the_edition_does_not_have() -> None:
    extra = row(35, code=None, code_raw="O๔๐", title=None, title_relation=None,
                title_raw="ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ", source=RowSource(table=1, row=99))
    whole = form()
    found = finding("code_unreadable", 98, printed="O๔๐")
    made = form(items=(*whole.items, extra), findings=(found,))
    [todo] = to_do(made)
    assert todo.message_th == "รหัส O40 ไม่มีในรายการปี 2567 ชื่อนี้เป็นข้อ O39 ของปี 2566"
    assert (todo.ours, todo.subject[:3]) == (False, "O๔๐")


def test_the_edition_of_a_title_is_the_nearest_one() -> None:
    assert other_edition("กฎหมายที่เกี่ยวข้อง", 2567) == (2566, "O6")
    assert other_edition("", 2567) is None
    assert other_edition("ราคากลางงานก่อสร้าง", 2567) is None


def test_two_statuses_and_a_shifted_text() -> None:
    two = finding("status_two", 20, statuses="done, in_progress")
    shifted = finding("column_shift", 21, source="ยังไม่ดำเนินการ", target="ข้อเสนอแนะ")
    made = form(row(20, status=None, absent={"status": "unreadable"}), findings=(two, shifted))
    assert told(made) == [
        ("status_two", "O20", "ระบุสถานะมากกว่าหนึ่งอย่าง เลือกอย่างเดียว"),
        ("column_shift", "O21", "ข้อความในช่อง “ยังไม่ดำเนินการ” น่าจะเป็นของช่อง “ข้อเสนอแนะ”")]


def test_a_code_in_two_rows_is_told_at_both() -> None:
    twice = row(6, code="O5", places={"code": (Place(table=1, row=7),)})
    first = row(5, places={"code": (Place(table=1, row=6),)})
    kinds = [(kind, code) for kind, code, _ in told(form(first, twice))]
    assert kinds == [("item_missing", "O6"), ("item_twice", "O5"), ("item_twice", "O5")]


def ours(todos: tuple[ToDo, ...]) -> set[tuple[str, bool]]:
    return {(todo.kind, todo.ours) for todo in todos}


def test_what_we_could_not_read_is_our_limit() -> None:
    found = (
        finding("status_unknown", 3, text="ตามแผน"), finding("text_damaged", 4, title="ข้อมลู"),
        finding("row_not_understood", 70, text="ก | ข"),
        finding("code_unreadable", 8, printed="?"),
    )
    made = form(row(3, status=None, absent={"status": "unreadable"}),
                row(9, component=None, absent={"component": "unreadable"}),
                row(8, title_raw=None), findings=found)
    assert ours(to_do(made)) == {
        ("status_unknown", True), ("text_damaged", True), ("row_not_understood", True),
        ("code_unreadable", True), ("cell_unread", True)}


def test_a_list_that_is_not_known_in_full_is_our_limit() -> None:
    assert ours(to_do(form(edition=2569, fiscal_year=2569))) == {("list_unknown", True)}
    [todo] = to_do(form(edition=None))
    assert todo.message_th == "โปรแกรมยังไม่มีรายการข้อของปี 2567 ครบ จึงไม่ได้ตรวจว่าขาดข้อใด"


def test_a_foreign_scheme_is_our_limit() -> None:
    made = form(items=(), scheme="MOIT", edition=None,
                findings=(finding("scheme_foreign", scheme="MOIT"),))
    assert ours(to_do(made)) == {("scheme_foreign", True)}


def test_findings_for_auditors_are_nothing_to_do() -> None:
    made = form(findings=(finding("four_eyes"), finding("column_unknown", header="งบประมาณ")))
    assert to_do(made) == ()


def test_measures_and_actions_are_asked_for_their_blank_cells() -> None:
    measure = Measure(no=2, measure="อบรม", period="ภายในมีนาคม", absent={
        "responsible": "not_stated", "status": "not_stated", "suggestion": "not_stated"})
    action = Action(measure="วางแผน", absent={"date_text": "not_stated"})
    todos = to_do(form(measures=(measure,), actions=(action,)))
    assert [(t.position, t.subject, t.kind, t.field) for t in todos] == [
        (36, "มาตรการที่ 2", "cell_empty", "responsible"),
        (36, "มาตรการที่ 2", "cell_empty", "status"),
        (36, "มาตรการที่ 2", "date_without_year", "period"),
        (37, "แผนปฏิบัติ แถวที่ 1", "cell_empty", "date_text")]


def test_items_come_in_the_order_of_the_form() -> None:
    made = form(*(row(n, certifiers=()) for n in (30, 2, 11)))
    assert [todo.code for todo in to_do(made)] == ["O2", "O11", "O30"]


@pytest.mark.parametrize(("period", "kinds"), [
    ("1 ต.ค. 65 - 30 ก.ย. 66", []), ("๑ ต.ค. ๖๕", []), ("ต.ค.-ธ.ค. 2565", []),
    ("ไตรมาส 1-2", ["date_without_year"]),
    ("ตลอดปีงบประมาณ", []), ("ภายในเดือนมีนาคม 2566", []), ("31 มี.ค.", ["date_without_year"]),
    ("1 ตุลคม 2566", ["month_misspelt"]), ("๑ พฤศิกายน ๒๕๖๖", ["month_misspelt"]),
])
def test_periods_as_officers_write_them(period: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in told(form(row(3, period=period)))] == kinds
