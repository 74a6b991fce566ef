"""A blank form of one edition as a value: title lines, columns, heading rows, one row per item.

`template_docx` and `template_xlsx` print it. Its words are those that `columns.csv` knows, so
that a filled template is read back without a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from catalogue.editions import CatalogueItem, Edition, editions
from catalogue.editions import edition as edition_of

Kind = Literal["assignment", "monitoring"]
Level = Literal["indicator", "subindicator", "group"]

FONT = "TH SarabunPSK"
FALLBACKS = ("TH Sarabun New", "TH SarabunIT๙", "Laksaman", "Garuda")
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
TICK = "✓"
STATUSES = ("ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ")
RESULT = "ผลการดำเนินการ"
DOTS = "…" * 20
TITLES: dict[Kind, str] = {
    "assignment": "แบบมอบหมายผู้รับผิดชอบการเปิดเผยข้อมูลสาธารณะ (OIT)",
    "monitoring": "แบบติดตามผลการดำเนินการเปิดเผยข้อมูลสาธารณะ (OIT)",
}


class UnknownEditionError(ValueError):
    """There is no complete list of that year; both messages name the years that can be had."""

    def __init__(self, year: int) -> None:
        known = ", ".join(str(y) for y, e in editions().items() if is_complete(e))
        super().__init__(year)
        self.message_en = f"no complete item list of {year} is known; choose one of {known}"
        self.message_th = f"ยังไม่มีรายการข้อของปี {year} ครบถ้วน เลือกได้เฉพาะปี {known}"


@dataclass(frozen=True)
class Column:
    """A column: printed header, width in cm, and how its cells are filled.

    group: a header above that spans neighbours; note: small words in the header; hint: what a
    spreadsheet says when a cell is chosen; choices: the words that may be chosen there.
    """

    header: str
    width: float
    group: str = ""
    note: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A row over the whole table: "ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน"."""

    level: Level
    text: str


@dataclass(frozen=True)
class ItemRow:
    """The printed cells of an item; the other columns are empty."""

    code: str
    title: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """A blank form. All texts are as they are printed, Thai digits included."""

    kind: Kind
    year: int
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Heading | ItemRow, ...]

    @property
    def items(self) -> tuple[ItemRow, ...]:
        """The rows that are items."""
        return tuple(row for row in self.rows if isinstance(row, ItemRow))

    @property
    def grouped(self) -> bool:
        """Whether the header has a second row."""
        return any(column.group for column in self.columns)


_UNITS = "ชื่อกอง สำนัก หรือกลุ่มงาน ถ้ามีหลายแห่งให้ขึ้นบรรทัดใหม่"
_TICK = "ใส่ ✓ เพียงช่องเดียวในแต่ละข้อ"
_PEOPLE = "ชื่อ-สกุล และตำแหน่ง คนละบรรทัด เช่น นายกานต์ ทดสอบ นักวิชาการ"
_KEYS = (
    Column("ข้อ", 1.2), Column("ข้อมูล", 3.9), Column("องค์ประกอบด้านข้อมูล", 6.4),
)
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    "assignment": (
        *_KEYS,
        Column("หน่วยงานที่รับผิดชอบ", 3.1, hint=_UNITS),
        Column("ผู้ได้รับมอบหมาย", 3.5, note="(ชื่อ-สกุล และตำแหน่ง)", hint=_PEOPLE),
        Column("ผู้รับรองข้อมูล", 3.5, note="(ชื่อ-สกุล และตำแหน่ง)", hint=_PEOPLE),
        Column("สถานะ", 3.4, note="(" + " /\n".join(STATUSES) + ")", choices=STATUSES),
        Column("หมายเหตุ", 2.2),
    ),
    "monitoring": (
        _KEYS[0], replace(_KEYS[1], width=3.2), replace(_KEYS[2], width=5.0),
        Column("ที่อยู่ข้อมูลบนเว็บไซต์", 2.9, hint="ชื่อเมนู หรือที่อยู่เว็บ https://…"),
        Column("หน่วยงานที่รับผิดชอบ", 2.9, hint=_UNITS),
        Column("ระยะเวลา", 2.2, hint="ใส่ปี พ.ศ. ด้วยเสมอ เช่น 1 ต.ค. 2566 - 31 มี.ค. 2567"),
        Column("วิธีดำเนินการ", 3.0),
        Column(STATUSES[0], 2.2, group=RESULT, hint=_TICK, choices=(TICK,)),
        Column(STATUSES[1], 2.2, group=RESULT, hint=_TICK, choices=(TICK,)),
        Column("ข้อเสนอแนะ", 2.5),
    ),
}


def template_of(
    year: int, kind: Kind, agency: str | None = None, *, thai_digits: bool = False
) -> Template:
    """The blank form of a year; raises UnknownEditionError where its list is not complete.

    Example: `template_of(2567, "assignment", "จังหวัดน่าน").items[0].code` is "O1".
    """
    edition = edition_of(year)
    if edition is None or not is_complete(edition):
        raise UnknownEditionError(year)
    blank = Template(
        kind=kind, year=year, columns=COLUMNS[kind], rows=tuple(_rows(edition)),
        titles=(TITLES[kind], f"ประจำปีงบประมาณ พ.ศ. {year}", (agency or "").strip() or _nobody()),
    )
    return _in_thai_digits(blank) if thai_digits else blank


def is_complete(edition: Edition) -> bool:
    """Whether every item of a year is known with its title and place."""
    return edition.complete == "yes" and edition.titled


def _nobody() -> str:
    return f"หน่วยงาน {DOTS}"


def _rows(edition: Edition) -> Iterator[Heading | ItemRow]:
    """Items in the order of their numbers, a heading wherever one of the three levels changes."""
    before: dict[Level, str] = {}
    for item in edition.items:
        now: dict[Level, str] = {
            "indicator": f"ตัวชี้วัดที่ {item.indicator} {item.indicator_title}".strip(),
            "subindicator": f"ตัวชี้วัดย่อยที่ {item.subindicator} {item.subindicator_title}".strip(),
            "group": item.group,
        }
        yield from _headings(before, now)
        before = now
        yield ItemRow(item.code, item.title, _facts(item))


def _headings(before: dict[Level, str], now: dict[Level, str]) -> Iterator[Heading]:
    """The headings that change; a new one of a higher level begins all below it anew."""
    changed = False
    for level, text in now.items():
        changed = changed or before.get(level) != text
        if changed and text:
            yield Heading(level, text)


def _facts(item: CatalogueItem) -> tuple[str, ...]:
    """What must be shown, in short, and of which time."""
    period = (f"ช่วงเวลาของข้อมูล: {item.period}",) if item.period else ()
    return (*item.requires, *period)


def _in_thai_digits(blank: Template) -> Template:
    """The same with ๐-๙ in all that is printed."""
    rows = tuple(
        Heading(row.level, row.text.translate(THAI_DIGITS)) if isinstance(row, Heading) else
        ItemRow(row.code.translate(THAI_DIGITS), row.title.translate(THAI_DIGITS),
                tuple(fact.translate(THAI_DIGITS) for fact in row.facts))
        for row in blank.rows
    )
    titles = tuple(title.translate(THAI_DIGITS) for title in blank.titles)
    return replace(blank, rows=rows, titles=titles)
