"""A clean form as a grid of printed cells, and what the pipeline makes of such a grid.

The agency and its people are invented. Nothing in the clean form gives a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from oit.pipeline import forms_of
from oit.template import ItemRow, template_of
from schema.form import Form, Source
from schema.table import Block, Cell, Notice, Place, RawDocument, RawParagraph, RawTable

YEAR = 2566
AGENCY = "องค์การบริหารส่วนตำบลทุ่งฝาย"
HEADING = (
    "แบบมอบหมายผู้รับผิดชอบการเปิดเผยข้อมูลสาธารณะ (OIT)",
    f"{AGENCY} อำเภอเมืองลำปาง จังหวัดลำปาง",
    f"ประจำปีงบประมาณ พ.ศ. {YEAR}",
)
NOTE = "หมายเหตุ : ข้อมูล ณ วันที่ 30 กันยายน 2566"
HEADERS = {
    "code": "ข้อ", "title": "ข้อมูล", "component": "องค์ประกอบด้านข้อมูล",
    "unit": "หน่วยงานที่รับผิดชอบ", "assignee": "ผู้รับผิดชอบ", "certifier": "ผู้รับรองข้อมูล",
    "location": "ที่อยู่เว็บไซต์", "period": "ระยะเวลา", "status": "สถานะ", "remark": "หมายเหตุ",
}
FIELDS = tuple(HEADERS)
MONITORING = {
    **{name: HEADERS[name]
       for name in ("code", "title", "component", "unit", "location", "period")},
    "method": "วิธีดำเนินการ", "done": "ดำเนินการแล้ว", "under_way": "อยู่ระหว่างดำเนินการ",
    "suggestion": "ข้อเสนอแนะ",
}
METHODS = ("ประกาศบนเว็บไซต์ของหน่วยงาน", "รวบรวมข้อมูลจากทุกกองแล้วเผยแพร่", "ปรับปรุงข้อมูลทุกไตรมาส")
UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา")
ASSIGNEES = (
    "นางสาวจิราพร ใจงาม\nนักทรัพยากรบุคคลชำนาญการ", "นายธนวัฒน์ แก้ววงศ์\nนักวิชาการคลังชำนาญการ",
    "นายปรีชา สุขเกษม\nนายช่างโยธาชำนาญงาน", "นางอรุณี พงษ์ไพร\nนักวิชาการศึกษาชำนาญการ",
)
CERTIFIERS = (
    "นายวิเชียร ทองดี\nหัวหน้าสำนักปลัด", "นางสุภาพร ศรีสุข\nผู้อำนวยการกองคลัง",
    "นายอนันต์ บัวทอง\nผู้อำนวยการกองช่าง", "นางสาวกมลชนก ลือชา\nผู้อำนวยการกองการศึกษา",
)
SITE = "https://www.thungfai.go.th/ita/2566"
Row = dict[str, str]


@dataclass(frozen=True)
class Printed:
    """A form as it is printed; `rows` are the items, one dict of cells each."""

    rows: tuple[Row, ...]
    heading: tuple[str, ...] = HEADING
    headers: dict[str, str] = field(default_factory=lambda: dict(HEADERS))
    columns: tuple[str, ...] = FIELDS
    notes: tuple[str, ...] = (NOTE,)
    reader: str = "docx"
    file: str = "แบบ OIT.docx"
    notices: tuple[Notice, ...] = ()
    copies: int = 1

    def with_cells(self, item: str, /, **cells: str) -> Printed:
        """The form with some cells of an item printed otherwise."""
        changed = tuple(row | cells if row["code"] == item else row for row in self.rows)
        assert changed != self.rows, f"{item} has no such row, or nothing changed"
        return replace(self, rows=changed)

    def without(self, *codes: str) -> Printed:
        """The form without some rows."""
        return replace(self, rows=tuple(row for row in self.rows if row["code"] not in codes))

    def cell(self, code: str, name: str) -> str:
        """A printed cell."""
        return next(row[name] for row in self.rows if row["code"] == code)


def clean(year: int = YEAR) -> Printed:
    """The form of a sub-district office in which all is as it should be."""
    items = template_of(year, "assignment", AGENCY).items
    return Printed(rows=tuple(_row(n, item, year) for n, item in enumerate(items)),
                   heading=_heading(HEADING[0], year), notes=(_note(year),))


def monitoring(year: int = 2567) -> Printed:
    """The monitoring form of the same office: what was done, with ticks, and nobody named."""
    items = template_of(year, "monitoring", AGENCY).items
    return Printed(
        rows=tuple(_monitored(n, item, year) for n, item in enumerate(items)),
        heading=_heading("แบบติดตามผลการเปิดเผยข้อมูลสาธารณะ (OIT)", year), notes=(_note(year),),
        headers=dict(MONITORING), columns=tuple(MONITORING))


def _heading(title: str, year: int) -> tuple[str, ...]:
    return title, HEADING[1], f"ประจำปีงบประมาณ พ.ศ. {year}"


def _note(year: int) -> str:
    return NOTE.replace(str(YEAR), str(year))


def _row(n: int, item: ItemRow, year: int) -> Row:
    which = n % len(UNITS)
    return {
        "code": item.code, "title": item.title, "component": "\n".join(item.facts),
        "unit": UNITS[which], "assignee": ASSIGNEES[which], "certifier": CERTIFIERS[which],
        "location": f"{SITE}/{item.code.lower()}", "period": f"1 ต.ค. {year - 1} - 30 ก.ย. {year}",
        "status": "ดำเนินการแล้ว", "remark": "",
    }


def _monitored(n: int, item: ItemRow, year: int) -> Row:
    row = _row(n, item, year)
    kept = {name: row[name] for name in MONITORING if name in row}
    return kept | {"method": METHODS[n % len(METHODS)], "done": "✓", "under_way": "",
                   "suggestion": ""}


def document(form: Printed) -> RawDocument:
    """What a reader hands on: the heading, one table, the notes; once per copy."""
    blocks: list[Block] = []
    for copy in range(form.copies):
        blocks += _paragraphs(form.heading, copy * 1000)
        header = [form.headers[name] for name in form.columns]
        rows = [[row[name] for name in form.columns] for row in form.rows]
        blocks.append(_table([header, *rows], copy + 1))
        blocks += _paragraphs(form.notes, copy * 1000 + 500)
    return RawDocument(reader=form.reader, media_type="test", blocks=tuple(blocks),
                       notices=form.notices)


def _paragraphs(lines: Sequence[str], first: int) -> list[RawParagraph]:
    return [RawParagraph(text=text, place=Place(line=first + n)) for n, text in enumerate(lines)]


def _table(rows: Sequence[Sequence[str]], number: int) -> RawTable:
    return RawTable(table=number, header_rows=1, place=Place(table=number), rows=tuple(
        tuple(Cell(text=text, place=Place(table=number, row=r, column=c))
              for c, text in enumerate(row, 1)) for r, row in enumerate(rows, 1)))


def read(form: Printed) -> list[Form]:
    """The forms that the pipeline makes of it, audited."""
    source = Source(file=form.file, sha256="0" * 64, media_type="test", reader=form.reader)
    return forms_of(document(form), source)
