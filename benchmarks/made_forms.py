"""Item forms made by chance, with all that is printed in them: the truth of a measured reading.

`made_form(rng, half)` writes a form of an invented agency as the grid that a reader hands on. The
two halves share no header word, no agency and no person, so that what is fitted on one can be
measured on the other. Every row carries its own number as `place.line`, so that a row can be
found again however a reading spoils it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.people_cells import FIELDS, Person, person, post
from catalogue.editions import CatalogueItem, editions
from catalogue.lookup import table
from oit.template import is_complete
from schema.table import Block, Cell, Place, RawDocument, RawParagraph, RawTable

HEADERS = {  # by role: the wordings of one half, then those of the other
    "code": (("ข้อ", "ข้อที่"), ("OIT", "ที่")),
    "title": (("ข้อมูล", "รายการ"), ("ประเด็นการตรวจ", "ตัวชี้วัด/รายการ")),
    "component": (("องค์ประกอบด้านข้อมูล", "รายละเอียด"), ("องค์ประกอบ", "คำอธิบาย")),
    "units": (("หน่วยงานที่รับผิดชอบ", "กอง/สำนัก"), ("หน่วยงานผู้รับผิดชอบ", "กองที่รับผิดชอบ")),
    "assignees": (("ผู้ได้รับมอบหมาย", "ผู้จัดทำ"), ("ผู้ปฏิบัติ", "ผู้นำเข้าข้อมูล")),
    "certifiers": (("ผู้รับรองข้อมูล", "ผู้ตรวจสอบ"), ("ผู้ตรวจรับรอง", "ผู้กำกับดูแล")),
    "status": (("สถานะ", "ความก้าวหน้า"), ("ผลการดำเนินการ", "ผลการติดตาม")),
    "remark": (("หมายเหตุ",), ("หมายเหตุ",)),
}
TICKS = ("ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ")
STATUSES = ("done", "in_progress", "not_started")
WORDS = {
    "done": (("ดำเนินการแล้ว", "เผยแพร่แล้ว"), ("ดำเนินการแล้วเสร็จ", "เสร็จสิ้น")),
    "in_progress": (("อยู่ระหว่างดำเนินการ",), ("กำลังดำเนินการ",)),
    "not_started": (("ยังไม่ดำเนินการ",), ("ยังไม่ได้ดำเนินการ",)),
}
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
CODES = (("O{}", "{:02}", "o{}"), ("O{}", "O{}", "{}"))
Row = dict[str, str]


@dataclass(frozen=True)
class TrueItem:
    """What a row prints: the values a perfect reading gives."""

    code: str
    title: str
    component: str
    units: tuple[str, ...]
    status: str | None
    assignees: tuple[Person, ...] = ()
    certifiers: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Made:
    """A form as a grid, and its truth; `items` by the number of their row."""

    document: RawDocument
    agency: str
    fiscal_year: int
    items: dict[int, TrueItem] = field(default_factory=dict)


def made_form(rng: random.Random, half: int) -> Made:
    """A form of one half: 0 to fit on, 1 to measure on."""
    year = rng.choice([y for y, e in sorted(editions().items()) if is_complete(e)])
    agency, lines = _agency(rng, half)
    staff = [_named(rng, half) for _ in range(8)]
    columns = [*HEADERS] if rng.random() < 0.7 else [c for c in HEADERS if c != "certifiers"]
    ticks = rng.random() < 0.4
    code = rng.choice(CODES[half])
    thai = rng.random() < 0.4
    rows, items = [_header(rng, half, columns, ticks)], {}
    for item in editions()[year].items:
        truth = _truth(rng, item, staff, columns)
        cells = _cells(truth, code, columns, ticks, rng.choice(WORDS[truth.status or "done"][half]))
        items[len(rows) + 1] = truth
        rows.append([c.translate(THAI) if thai else c for c in cells])
    heading = ["แบบมอบหมายผู้รับผิดชอบการเปิดเผยข้อมูลสาธารณะ (OIT)", *lines,
               f"ประจำปีงบประมาณ พ.ศ. {year}"]
    return Made(_document(heading, rows), agency, year, items)


def _agency(rng: random.Random, half: int) -> tuple[str, list[str]]:
    """A sub-district office or municipality of a real place of one half, and its heading."""
    tambons = [r for r in table("places/tambons") if int(r["value"]) % 2 == half]
    amphoes = {r["value"]: r["canonical"] for r in table("places/amphoes")}
    chosen = rng.choice(tambons)
    kind = rng.choice(("องค์การบริหารส่วนตำบล", "เทศบาลตำบล"))
    name = f"{kind}{chosen['canonical']}"
    return name, [f"{name} อำเภอ{amphoes[chosen['value'][:4]]}"]


def _named(rng: random.Random, half: int) -> Person:
    """Someone with a post; the two halves share no given name."""
    while True:
        found = person(rng)
        if sum(map(ord, found.given)) % 2 == half:
            return found if found.post else found._replace(post=post(rng))


def _truth(rng: random.Random, item: CatalogueItem, staff: Sequence[Person],
           columns: Sequence[str]) -> TrueItem:
    facts = "\n".join(item.requires) or "แสดงข้อมูลของหน่วยงาน"
    count = rng.choice((1, 1, 1, 2))
    return TrueItem(
        code=item.code, title=item.title, component=facts,
        units=tuple(rng.sample(FIELDS, rng.choice((1, 1, 1, 2)))),
        status=rng.choice(("done", "done", "done", "in_progress", "not_started", None)),
        assignees=tuple(rng.sample(staff[:5], count)),
        certifiers=(rng.choice(staff[5:]),) if "certifiers" in columns else ())


def _header(rng: random.Random, half: int, columns: Sequence[str], ticks: bool) -> list[str]:
    chosen = {role: rng.choice(HEADERS[role][half]) for role in columns}
    return [word for role in columns
            for word in (TICKS if role == "status" and ticks else (chosen[role],))]


def _cells(truth: TrueItem, code: str, columns: Sequence[str], ticks: bool,
           word: str) -> list[str]:
    said = {
        "code": code.format(int(truth.code[1:])), "title": truth.title,
        "component": truth.component, "units": "\n".join(truth.units), "remark": "",
        "assignees": _people(truth.assignees), "certifiers": _people(truth.certifiers),
        "status": word if truth.status else "",
    }
    marks = ["✓" if truth.status == status else "" for status in STATUSES]
    return [cell for role in columns
            for cell in (marks if role == "status" and ticks else [said[role]])]


def _people(people: Sequence[Person]) -> str:
    return "\n".join(f"{p.name}\n{p.post}" for p in people)


def _document(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> RawDocument:
    lines: list[Block] = [RawParagraph(text=t, place=Place(line=1000 + n))
                          for n, t in enumerate(heading)]
    made = RawTable(table=1, place=Place(table=1), rows=tuple(
        tuple(Cell(text=text, place=Place(table=1, row=r, column=c, line=r))
              for c, text in enumerate(row, 1)) for r, row in enumerate(rows, 1)))
    return RawDocument(reader="docx", media_type="made", blocks=(*lines, made))
