"""What an officer still has to do before she submits: a form to a list of short sentences.

Only what the form has a place for is asked: a column that is not there is not missing. What the
program could not read or cannot check is said to be its own limit (`ours`), never her mistake.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from audit.to_do_codes import code_sentence, wrong_years
from audit.to_do_people import is_bare_denial, people_sentences
from audit.to_do_unchecked import unchecked
from audit.years import dates_without_year, months_misspelt
from catalogue.editions import edition as edition_of
from schema.finding import Finding
from schema.form import Action, Form, Item, Measure
from schema.table import Frozen, Place

Words = tuple[str, str]  # the same in Thai and English
Record = Item | Measure | Action
NOWHERE = Place()

EMPTY: dict[str, Words] = {
    "title_raw": ("ชื่อข้อมูล", "title"),
    "component": ("องค์ประกอบด้านข้อมูล", "required content"),
    "units": ("หน่วยงานที่รับผิดชอบ", "responsible unit"),
    "assignees": ("ผู้รับผิดชอบ", "person in charge"),
    "certifiers": ("ผู้รับรองข้อมูล", "certifier"),
    "status": ("สถานะหรือผลการดำเนินการ", "status"),
    "method": ("วิธีดำเนินการ", "method"),
    "location": ("ที่อยู่ข้อมูลบนเว็บไซต์", "location on the website"),
    "period": ("ระยะเวลา", "period"),
    "responsible": ("ผู้รับผิดชอบ", "responsible"),
    "steps": ("ขั้นตอน", "steps"),
    "date_text": ("วันเวลาดำเนินการ", "dates"),
}
ITEM = ("title_raw", "component", "units", "assignees", "certifiers", "status", "method",
        "location", "period")
MEASURE = ("method", "responsible", "period", "status")
ACTION = ("responsible", "steps", "date_text")
PEOPLE = ("assignees", "certifiers")
NOT_NEEDED = {"assignees", "certifiers", "status", "method", "location", "period"}

FROM_FINDINGS: dict[str, tuple[bool, Words]] = {  # check -> (our limit, sentence)
    "edition_disagrees": (False, (
        "หัวแบบเขียนว่าปี {printed} แต่รหัสและชื่อข้อเป็นของรายการปี {inferred}",
        "The heading says {printed}, but codes and titles are those of {inferred}")),
    "year_unclear": (False, (
        "หัวแบบเขียนปีว่า “{text}” ให้ระบุปีงบประมาณปีเดียว เช่น พ.ศ. 2567",
        "The heading says “{text}”: name one fiscal year, such as 2567")),
    "code_missing": (False, (
        "ยังไม่ได้ใส่รหัสข้อ ชื่อข้อมูลตรงกับ {item}", "The code is missing; the title is {item}")),
    "item_twice": (False, (
        "มีรหัสนี้มากกว่าหนึ่งแถว ตรวจว่าแถวใดถูก", "Several rows have this code: keep one")),
    "status_two": (False, (
        "ระบุสถานะมากกว่าหนึ่งอย่าง เลือกอย่างเดียว", "More than one status is given: choose one")),
    "column_shift": (False, (
        "ข้อความในช่อง “{source}” น่าจะเป็นของช่อง “{target}”",
        "The text under “{source}” seems to belong under “{target}”")),
    "status_unknown": (True, (
        "ไม่เข้าใจข้อความสถานะ “{text}”", "The status “{text}” was not understood")),
    "text_damaged": (True, (
        "อ่านชื่อข้อมูลได้ว่า “{title}” อาจอ่านผิดหรือพิมพ์ผิด",
        "The title was read as “{title}”: misread, or misprinted")),
    "row_not_understood": (True, (
        "ไม่เข้าใจแถวที่เขียนว่า “{text}”", "The row “{text}” was not understood")),
    "reader_notice": (True, ("{thai}", "{english}")),
    "scheme_foreign": (True, (
        "แบบนี้เป็นของระบบ {scheme} โปรแกรมนี้ตรวจได้เฉพาะ OIT",
        "This is a {scheme} form; only OIT forms can be checked")),
}
BY_CODE = ("code_title_disagree", "code_unreadable")  # told by to_do_codes


class ToDo(Frozen):
    """One thing to fill in, correct or look at.

    kind: stable id ("cell_empty"); position: 0 for the whole form, else the number of the row in
    the form's order; subject: what that row is ("O12 ข้อมูลสถิติการให้บริการ"); field: the cell that
    it is about, and what that cell is called; ours: a limit of the program, no mistake of hers.
    """

    kind: str
    position: int = 0
    code: str | None = None
    subject: str = ""
    row: Place = Place()
    field: str | None = None
    label_th: str = ""
    label_en: str = ""
    message_th: str
    message_en: str
    place: Place = Place()
    ours: bool = False


def to_do(form: Form) -> tuple[ToDo, ...]:
    """Everything that is to be done in a form, in the form's order; () where it is complete.

    Example: an item whose certifier cell is blank gives "ยังไม่ได้กรอกผู้รับรองข้อมูล".
    """
    found = list(_about_form(form))
    for position, item in enumerate(form.items, 1):
        code = item.code or item.code_raw or "?"
        subject = f"{code} {item.title or item.title_raw or ''}".strip()
        for todo in _about_item(form, item):
            about = {"position": position, "code": item.code, "subject": subject}
            found.append(todo.model_copy(update={**about, "row": _place(item, "code")}))
    return (*found, *_about_records(form))


def _made(kind: str, words: Words, place: Place = NOWHERE, *, ours: bool = False,
          field: str | None = None, code: str | None = None) -> ToDo:
    return ToDo(kind=kind, message_th=words[0], message_en=words[1], place=place, ours=ours,
                field=field, code=code)


def _place(record: Record, field: str) -> Place:
    """Where a field stands, or else its row."""
    own = record.places.get(field)
    return own[0] if own else Place(**record.source.model_dump(exclude={"continued"}))


def _about_form(form: Form) -> Iterator[ToDo]:
    """What is missing from the heading, items without a row, and what cannot be checked."""
    if form.agency.name is None:
        yield _made("agency_missing", ("ไม่พบชื่อหน่วยงานที่หัวแบบ", "The heading names no agency"))
    if form.fiscal_year is None and form.absent.get("fiscal_year") != "unreadable":
        yield _made("year_missing", (
            "ไม่พบปีงบประมาณที่หัวแบบ", "The heading names no fiscal year"))
    rows = {_row(place) for item in form.items for place in _rows_of(item)}
    for finding in form.findings:
        if finding.check == "item_missing":
            yield _missing(finding)
        elif not any(_row(place) in rows for place in finding.evidence):
            yield from _of_finding(finding, form)
    yield from _unlisted(form)
    for kind, words, place in unchecked(form):
        yield _made(kind, words, place, ours=True)


def _missing(finding: Finding) -> ToDo:
    title = f"{finding.code} {finding.data.get('title', '')}".strip()
    words = f"ยังไม่มีข้อ {title} ในแบบ", f"Item {title} has no row"
    todo = _made("item_missing", words, code=finding.code)
    return todo.model_copy(update={"subject": title})


def _unlisted(form: Form) -> Iterator[ToDo]:
    """A form whose list of items is not known: nobody can say that no item is missing."""
    edition = edition_of(form.edition)
    if form.items and (edition is None or edition.complete != "yes"):
        year = form.edition or form.fiscal_year or ""
        yield _made("list_unknown", (
            f"โปรแกรมยังไม่มีรายการข้อของปี {year} ครบ จึงไม่ได้ตรวจว่าขาดข้อใด".replace("  ", " "),
            f"The item list {year} is not known in full: check that none is missing"), ours=True)


def _about_item(form: Form, item: Item) -> Iterator[ToDo]:
    """What is to be done in one row."""
    own = {_row(place) for place in _rows_of(item)}
    for finding in form.findings:
        if any(_row(place) in own for place in finding.evidence):
            yield from _of_finding(finding, form)
    yield from _empty_cells(item)
    yield from _no_unit(item)
    for role in PEOPLE:
        yield from _people(form, item, role)
    yield from _dates(item, "period")
    yield from _years(form, item)


def _rows_of(item: Item) -> tuple[Place, ...]:
    return (item.source, *item.source.continued)


def _row(place: Place) -> tuple[str | None, int | None, int | None, int | None]:
    """What tells one row of a document from another."""
    return place.sheet, place.page, place.table, place.row


def _of_finding(finding: Finding, form: Form) -> Iterator[ToDo]:
    """A finding that asks for something to be done; the others are for auditors."""
    place = finding.evidence[0] if finding.evidence else Place()
    if finding.check in BY_CODE:
        words, ours = code_sentence(finding, form.edition, form.items)
        yield _made(finding.check, words, place, ours=ours, field="code")
    elif finding.check in FROM_FINDINGS:
        ours, (thai, english) = FROM_FINDINGS[finding.check]
        data = defaultdict(str, finding.data)
        yield _made(finding.check, (thai.format_map(data), english.format_map(data)), place,
                    ours=ours)


def _empty_cells(item: Item) -> Iterator[ToDo]:
    """Blank cells of columns that the form has; an item explained away needs no more."""
    excused = NOT_NEEDED if _explained(item) else set()
    for field in ITEM:
        if field not in excused and _is_empty(item, field) and not _told_as_unit(item, field):
            yield _empty(item, field, _label(item, field))
        elif field != "status" and item.absent.get(field) == "unreadable":
            thai, english = _label(item, field)
            yield _made("cell_unread", (f"อ่านช่อง{thai}ไม่ออก", f"The {english} could not be read"),
                        _place(item, field), ours=True, field=field)


def _explained(item: Item) -> bool:
    """True where the unit cell says why the item does not apply: "ไม่มี เนื่องจาก…"."""
    return bool(item.units_raw and not item.units and not item.unit_duty and item.remark
                and not is_bare_denial(item.units_raw))


def _is_empty(item: Item, field: str) -> bool:
    """Blank, or a cell of people that names nobody (all of it is struck out)."""
    absent = item.absent.get(field)
    if field in PEOPLE:
        return not getattr(item, field) and absent not in ("not_in_form", "unreadable")
    return absent == "not_stated"


def _told_as_unit(item: Item, field: str) -> bool:
    """True for people whose one blank cell is that of the units too, which is told already."""
    cell = item.places.get("assignees", ())
    return field == "assignees" and bool(cell) and cell == item.places.get("units")


def _label(item: Item, field: str) -> Words:
    """What a cell is called; one column may be for units and people alike."""
    one = item.absent.get("assignees") == "not_in_form" or _told_as_unit(item, "assignees")
    if field == "units" and one:
        return "หน่วยงานหรือผู้รับผิดชอบ", "responsible unit or person"
    return EMPTY[field]


def _empty(record: Record, field: str, label: Words) -> ToDo:
    words = f"ยังไม่ได้กรอก{label[0]}", f"The {label[1]} is not filled in"
    todo = _made("cell_empty", words, _place(record, field), field=field)
    return todo.model_copy(update={"label_th": label[0], "label_en": label[1]})


def _people(form: Form, item: Item, role: str) -> Iterator[ToDo]:
    """Persons without position or name; in a row that is explained away nobody is needed."""
    for kind, n, words in people_sentences(form, item, role):
        if kind == "position_missing" or not _explained(item):
            yield _made(kind, words, _place(item, f"{role}/{n}/name"), field=role)


def _no_unit(item: Item) -> Iterator[ToDo]:
    """A unit cell that says "ไม่มี" and not why: a reason would excuse the row."""
    if not item.units and is_bare_denial(item.units_raw):
        said = (item.units_raw or "").strip()
        words = (f"หน่วยงานที่รับผิดชอบเขียนว่า “{said}” ให้ระบุหน่วยงาน หรือเหตุผลที่ไม่มี",
                 f"The responsible unit is “{said}”: name one, or say why there is none")
        yield _made("unit_none", words, _place(item, "units"), field="units")


def _dates(record: Record, field: str) -> Iterator[ToDo]:
    text = getattr(record, field)
    for date in dates_without_year(text) if text else ():
        words = f"“{date}” ยังไม่มีปี พ.ศ.", f"“{date}” has no year"
        yield _made("date_without_year", words, _place(record, field), field=field)
    for printed, month in months_misspelt(text) if text else ():
        words = f"“{printed}” น่าจะเป็น {month}", f"“{printed}” seems to be {month}"
        yield _made("month_misspelt", words, _place(record, field), field=field)


def _years(form: Form, item: Item) -> Iterator[ToDo]:
    """Years that the component names and the item does not ask for: last year's text, copied."""
    for year, asked in wrong_years(form, item):
        right = ", ".join(str(y) for y in asked)
        words = (f"องค์ประกอบเขียนว่าปี {year} แต่ข้อนี้ขอข้อมูลปี {right}",
                 f"The content says {year}; this item asks for {right}")
        yield _made("year_other", words, _place(item, "component"), field="component")


def _about_records(form: Form) -> Iterator[ToDo]:
    """Blank cells and dates without a year in measures and in the plan of action."""
    rows: list[tuple[Record, tuple[str, ...], str, str]] = [
        *((m, MEASURE, f"มาตรการที่ {m.no or n}", "period") for n, m in enumerate(form.measures, 1)),
        *((a, ACTION, f"แผนปฏิบัติ แถวที่ {n}", "date_text")
          for n, a in enumerate(form.actions, 1)),
    ]
    for position, (record, fields, subject, dates) in enumerate(rows, len(form.items) + 1):
        blank = [f for f in fields if record.absent.get(f) == "not_stated"]
        empty = (_empty(record, field, EMPTY[field]) for field in blank)
        for todo in (*empty, *_dates(record, dates)):
            yield todo.model_copy(update={"position": position, "subject": subject,
                                          "row": _place(record, "")})
