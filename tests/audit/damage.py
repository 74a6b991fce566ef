"""Known ways in which a clean form goes wrong, one at a time, each with the check meant for it.

`also` lists what else may be told of such a form, and why that is right. The damage is in the
form: the agency made it, and the reader saw it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from catalogue.editions import editions
from schema.table import Notice
from tests.audit.sheets import AGENCY, CERTIFIERS, HEADING, SITE, Printed

Change = Callable[[Printed], Printed]


@dataclass(frozen=True)
class Damage:
    """A damage, the check meant for it, the item it is told of, and listed consequences."""

    name: str
    meant: str
    change: Change
    code: str | None = None
    origin: str = "agency"
    also: tuple[str, ...] = ()


def cells(item: str, /, **changed: str) -> Change:
    return lambda form: form.with_cells(item, **changed)


def cut(code: str, name: str, keep: int) -> Change:
    return lambda form: form.with_cells(code, **{name: form.cell(code, name)[:keep]})


def added(code: str, name: str, text: str) -> Change:
    return lambda form: form.with_cells(code, **{name: form.cell(code, name) + text})


def replaced(code: str, name: str, old: str, new: str) -> Change:
    return lambda form: form.with_cells(code, **{name: form.cell(code, name).replace(old, new)})


def headed(*lines: str) -> Change:
    return lambda form: replace(form, heading=lines)


def noted(*lines: str) -> Change:
    return lambda form: replace(form, notes=(*form.notes, *lines))


def twice(**cells: str) -> Change:
    """A second row of O20 below the first, with some cells of its own."""
    def change(form: Printed) -> Printed:
        at = next(n for n, row in enumerate(form.rows) if row["code"] == "O20")
        second = form.rows[at] | cells
        return replace(form, rows=(*form.rows[: at + 1], second, *form.rows[at + 1 :]))
    return change


def exchanged(form: Printed) -> Printed:
    rows = list(form.rows)
    rows[19], rows[20] = rows[20], rows[19]
    return replace(form, rows=tuple(rows))


def of_another_item(form: Printed) -> Printed:
    return form.with_cells("O2", component=form.cell("O27", "component"))


def one_certifier(form: Printed) -> Printed:
    """One head certifies all but two items."""
    rows = [row if row["code"] in ("O2", "O6") else row | {"certifier": CERTIFIERS[0]}
            for row in form.rows]
    return replace(form, rows=tuple(rows))


def one_address(form: Printed) -> Printed:
    for code in ("O1", "O2", "O3", "O4", "O5"):
        form = form.with_cells(code, location=f"{SITE}/all")
    return form


def budget_column(form: Printed) -> Printed:
    rows = tuple(row | {"budget": "ค่าไฟฟ้า"} for row in form.rows)
    return replace(form, rows=rows, columns=(*form.columns, "budget"),
                   headers=form.headers | {"budget": "เลขครุภัณฑ์"})


def hidden_sheet(form: Printed) -> Printed:
    notice = Notice(rule="sheet.hidden", message_th="มีแผ่นงานที่ซ่อนไว้", message_en="a hidden sheet")
    return replace(form, notices=(notice,))


HEAD, _, YEAR_LINE = HEADING
TITLE_2567 = editions()[2567].by_code["O29"].title  # no item of 2566 is called so
OTHER_AGENCY = "องค์การบริหารส่วนตำบลหนองบัวแดง"
COMMITTEE = "คณะทำงานเผยแพร่ข้อมูล"

DAMAGES = (
    Damage("a row is left out", "item_missing", lambda f: f.without("O20"), "O20"),
    Damage("the last row is left out", "item_missing", lambda f: f.without("O43"), "O43"),
    Damage("an item in two rows", "item_twice", twice(remark="รอข้อมูลเพิ่ม"), "O20"),
    Damage("a row stands twice", "row_repeated", twice(), "O20", "unsure"),
    Damage("two rows are exchanged", "item_order", exchanged),
    Damage("an item of the agency's own", "item_unknown",
           cells("O20", code="O77", title="รายงานการซ่อมรถยนต์", component="แสดงรายการซ่อม"),
           also=("item_missing", "code_unreadable", "reading_doubtful", "values_uncertain",
                 "values_unreadable")),
    Damage("an item of another year", "item_of_other_edition",
           cells("O20", code="O77", title=TITLE_2567, component="แสดงรายงาน"),
           also=("item_missing", "code_unreadable", "reading_doubtful", "values_uncertain",
                 "values_unreadable")),
    Damage("no component", "component_missing", cells("O20", component=""), "O20"),
    Damage("no unit", "unit_missing", cells("O20", unit=""), "O20"),
    Damage("nobody in charge", "assignee_missing", cells("O20", assignee=""), "O20"),
    Damage("no status", "status_missing", cells("O20", status=""), "O20"),
    Damage("a dash for a status", "status_missing", cells("O20", status="-"), "O20"),
    Damage("a title cut off", "text_cut_off", cut("O20", "title", 30), "O20", "unsure",
           also=("text_damaged", "code_title_disagree")),
    Damage("a bracket left open", "text_cut_off", cells("O20", unit="กองช่าง (ฝ่ายโยธา"), "O20"),
    Damage("a component without an end", "text_cut_off", added("O20", "component", " และ"), "O20"),
    Damage("the heading of another year", "edition_disagrees",
           headed(*HEADING[:2], "ประจำปีงบประมาณ พ.ศ. 2565"), origin="unsure"),
    Damage("a period of another year", "period_of_other_year",
           replaced("O20", "component", "2566", "2564"), "O20"),
    Damage("a requirement shortened", "requirement_altered",
           replaced("O5", "component", "\nE-mail", ""), "O5", "unsure"),
    Damage("a requirement with other words", "requirement_altered",
           replaced("O10", "component", "ส่วนบุคคล", "ของลูกค้าเท่านั้น"), "O10", "unsure"),
    Damage("the requirement of another item", "requirement_of_other_item", of_another_item, "O2"),
    Damage("a note of a template", "template_left", noted("2. ตัวอักษรสีแดงเป็นการมอบหมายของส่วนกลาง")),
    Damage("an example of a template", "template_left", noted("คือตัวอย่างร่างการมอบหมายภารกิจ")),
    Damage("a blank of a template", "template_left", cells("O20", remark="เผยแพร่เมื่อ (ระบุ)"), "O20"),
    Damage("no certifier", "certifier_missing", cells("O20", certifier=""), "O20"),
    Damage("one person does and certifies", "four_eyes",
           cells("O20", assignee=CERTIFIERS[3]), "O20"),
    Damage("one group does and certifies", "four_eyes",
           cells("O20", assignee=COMMITTEE, certifier=COMMITTEE), "O20"),
    Damage("one of two certifiers does it", "four_eyes",
           cells("O20", assignee=CERTIFIERS[3],
                 certifier=f"{CERTIFIERS[3]}\n{CERTIFIERS[0]}"), "O20"),
    Damage("one certifies nearly all", "certifier_share", one_certifier),
    Damage("the head of another division", "assignee_of_other_unit",
           cells("O20", unit="กองคลัง", assignee=CERTIFIERS[2]), "O20"),
    Damage("a name without a position", "position_missing",
           cells("O20", assignee="นางอรุณี พงษ์ไพร"), "O20"),
    Damage("a name spelt otherwise", "name_variants",
           cells("O20", assignee="นางอรุณี พงษ์ไพร์\nนักวิชาการศึกษาชำนาญการ"), origin="unsure"),
    Damage("another title before a name", "title_changes",
           cells("O20", assignee="นางสาวอรุณี พงษ์ไพร\nนักวิชาการศึกษาชำนาญการ")),
    Damage("a man becomes a woman", "title_changes",
           cells("O19", assignee="นางสาวปรีชา สุขเกษม\nนายช่างโยธาชำนาญงาน")),
    Damage("two statuses", "status_two",
           cells("O20", status="ดำเนินการแล้ว อยู่ระหว่างดำเนินการ"), "O20", "unsure",
           also=("values_unreadable",)),
    Damage("words that are no status", "status_unknown", cells("O20", status="ตามเอกสารแนบ"), "O20",
           "extraction", also=("values_unreadable",)),
    Damage("done, though there is nothing", "status_contradicted",
           cells("O20", remark="ไม่มี เนื่องจากไม่ได้รับจัดสรรงบลงทุน"), "O20", "unsure"),
    Damage("done, though not yet", "status_contradicted",
           cells("O20", remark="ยังไม่ได้ดำเนินการ"), "O20"),
    Damage("done, though under way", "status_contradicted",
           cells("O20", remark="อยู่ระหว่างดำเนินการ"), "O20"),
    Damage("not done, though done", "status_contradicted",
           cells("O20", status="ยังไม่ดำเนินการ", remark="ดำเนินการเรียบร้อยแล้ว"), "O20"),
    Damage("done before its time", "done_too_early",
           cells("O20", period="1 ต.ค. 2566 - 30 ก.ย. 2567"), "O20"),
    Damage("a remark instead of a status", "status_hint_only",
           cells("O20", status="", remark="ดำเนินการเผยแพร่บนเว็บไซต์แล้ว"), "O20", "unsure",
           also=("status_missing", "values_uncertain")),
    Damage("a heading without an agency", "agency_missing", headed(HEAD, YEAR_LINE),
           origin="unsure", also=("other_province",)),
    Damage("two agencies", "agency_conflict", headed(
        *HEADING, f"{OTHER_AGENCY} จังหวัดลำปาง"), origin="unsure", also=("agency_missing",)),
    Damage("two districts", "place_conflict", headed(
        *HEADING, f"{AGENCY} อำเภอเกาะคา จังหวัดลำปาง"), origin="unsure"),
    Damage("another province in a remark", "other_province",
           cells("O20", remark="ประกาศจังหวัดพระนครศรีอยุธยา"), "O20"),
    Damage("another sub-district in a remark", "other_agency",
           cells("O20", remark=f"ประกาศ{OTHER_AGENCY}"), "O20", "unsure"),
    Damage("the system of another agency", "foreign_system",
           cells("O20", remark="ผ่านระบบ Smart Law"), "O20", "unsure"),
    Damage("a folder of another province", "folder_of_other_place",
           lambda f: replace(f, file="นครสวรรค์/แบบ.docx"), origin="unsure"),
    Damage("no address", "link_missing", cells("O20", location=""), "O20"),
    Damage("an address of another agency", "link_other_domain",
           cells("O20", location="https://www.nongbuadaeng.go.th/ita/o20"), "O20"),
    Damage("one address for five items", "link_repeated", one_address),
    Damage("an address with a space for a stop", "link_malformed",
           cells("O20", location="https://www thungfai/ita/o20"), "O20",
           also=("link_other_domain", "link_repeated")),
    Damage("words for an address", "link_malformed",
           cells("O20", location="ติดต่อเจ้าหน้าที่"), "O20", "unsure"),
    Damage("a column of the agency's own", "column_unknown", budget_column, origin="extraction"),
    Damage("a hidden sheet", "reader_notice", hidden_sheet, origin="extraction",
           also=("reading_doubtful",)),
)
