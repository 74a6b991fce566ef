"""Records and forms made by hand for the tests of this folder; the people are invented."""

from __future__ import annotations

from typing import Any

from oit.formjson import form_json
from oit.outcome import Rendered
from oit.tables import TABLES
from schema.flatten import form_of
from schema.form import Corrected, Form, PersonalDatum, Source
from schema.record import (
    FormRecord,
    ItemRecord,
    LinkRecord,
    PersonRecord,
    Record,
    RefRecord,
    UnitRecord,
)
from schema.table import Link, Mark, Place
from schema.value import AnyValue, Value, absent

FORM_ID = "f0123456789abcdef"
SOURCE = Source(file="ก.txt", sha256="0" * 64, media_type="text/plain")
CELL = Place(line=35, table=1, row=3, column=1)


def value(text: Any, raw: str | None = None, **more: Any) -> AnyValue:
    return Value(text=text, raw=raw, **more)


def person(
    name: str | None, position: str | None = None, text: str = "", **more: Any
) -> PersonRecord:
    fields = {"name": value(name, **more), "position": value(position), "text": value(text or name)}
    return PersonRecord(values=fields)


def item_record(**values: AnyValue) -> ItemRecord:
    """An item with one of everything; `values` replace its scalars."""
    own = {
        "code": value("O11", "○11", places=(CELL,), rules=("code.ring",), confidence=0.9),
        "title": value("แผนดำเนินงาน"),
        "title_raw": value("แผนดำเนิน งาน", "<b>แผนดำเนิน งาน</b>"),
        "component": value("- ข้อ ก\n- ข้อ ข", "- ข้อ ก - ข้อ ข"),
        "units": value(None, "สนจ./สนง."),
        "assignees": value(None, "นายก ข"),
        "certifiers": absent("not_stated", (CELL,)),
        "status": absent("not_stated", (CELL,)),
        "method": absent("not_in_form"),
    }
    return ItemRecord(
        values=own | values,
        units=(UnitRecord(values={"name": value("สนจ.", "สนจ. ")}),),
        assignees=(
            person("นายก ข", "นวช.", raw="นาย ก ข", places=(CELL,)), person(None, "ผอ.", "ผอ.")),
        refs=(RefRecord(values={"code": value("O34", "๐๓๔")}),),
        extra={"หมาย/เหตุ": value("รอ", "รอ ")},
        marks=(Mark(kind="red", text="สป."),),
        source=CELL,
        continued=(Place(line=50),),
    )


def form_record(*items: ItemRecord, **more: Any) -> FormRecord:
    values = {
        "kind": value("assignment"), "agency_name": value("องค์การบริหารส่วนตำบลธารแก้ว"),
        "province": value("พัทลุง", "จ.พัทลุง", places=(CELL,)),
        "fiscal_year": value(2566, "๒๕๖๖"), "edition": value(2566, confidence=0.8),
        "signer_name": value("นายค ง"),
    }
    return FormRecord(values=values, items=items or (item_record(),), **more)


def full_form() -> Form:
    """A form with a row for every table."""
    record = form_record(
        measures=(Record(values={"no": value(1), "measure": value("อบรม")}, source=CELL),),
        scores=(Record(values={"scope": value("overall"), "score": value(87.25, "๘๗.๒๕")}),),
        actions=(Record(values={"issue": value(1), "steps": value(("วางแผน", "ทำ"))}),),
        analysis=(Record(values={"issue": value(1), "text": value("ดี")}),),
        constraints=(Record(values={"topic": value("เวลา"), "text": value("น้อย")}),),
        notes=(value(None), value("หมายเหตุ", "หมายเหตุ ")),
        links=(LinkRecord(link=Link(text="เว็บ", target="https://a.go.th"), source=CELL),),
    )
    return form_of(record, FORM_ID, SOURCE).model_copy(update={
        "personal": (PersonalDatum(kind="phone", path="notes/0", count=1),),
        "corrected": (Corrected(path="items/0/status", value="done", reviewer="ผู้ตรวจ"),)})


def rendered(form: Form) -> Rendered:
    rows = {name: table.lines(form) for name, table in TABLES.items()}
    return Rendered(form.form_id, rows, json=form_json(form))


TITLES = (
    "โครงสร้าง", "ข้อมูลผู้บริหาร", "อำนาจหน้าที่", "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
    "ข้อมูลการติดต่อ", "กฎหมายที่เกี่ยวข้อง", "ข่าวประชาสัมพันธ์", "Q&A", "Social Network",
    "นโยบายคุ้มครองข้อมูลส่วนบุคคล",
)


def form_text(province: str = "พัทลุง") -> str:
    """A short form as a text export: one tab-separated row per line."""
    head = (
        "บัญชีผู้รับผิดชอบข้อมูลรายข้อ (OIT) ปีงบประมาณ พ.ศ. 2566\n"
        f"จังหวัด{province}\n\nข้อ\tข้อมูล\tรายละเอียดข้อมูล\tหน่วยงานรับผิดชอบ\n"
    )
    rows = (f"{number:02}\t{title}\t- แสดง{title}ที่ใช้อยู่\tสำนักงานจังหวัด{province}\n"
            for number, title in enumerate(TITLES, 1))
    return head + "".join(rows)
