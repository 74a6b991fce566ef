"""`oit check`: what is still to be done in a form, as text for its officer or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Literal

from audit.to_do import ToDo
from schema.form import Form
from schema.table import Place

Language = Literal["th", "en"]
MARK = "  • "

THAI = {
    "form": "แบบรายงานทั้งฉบับ", "missing": "ข้อที่ยังไม่มีในแบบ", "empty": "ยังไม่ได้กรอก: {}",
    "ours": "ที่โปรแกรมอ่านหรือตรวจไม่ได้ (เป็นข้อจำกัดของโปรแกรม ไม่ใช่ความผิดของท่าน) โปรดเปิดดูเอง",
    "todo": "สรุป: ต้องกรอกหรือแก้ไข {todo} แห่ง ใน {rows} ข้อ จากทั้งหมด {items} ข้อ",
    "none": "สรุป: โปรแกรมไม่ได้ตรวจว่ากรอกครบหรือไม่ เพราะไม่มีแถวที่ตรวจได้ ดูเหตุข้างบน",
    "look": "สรุป: กรอกครบแล้วทั้ง {items} ข้อ เหลือเพียงให้ท่านเปิดดู {ours} แห่งข้างบน",
    "more": " และเปิดดูเองอีก {ours} แห่ง", "year": "ปีงบประมาณ {}",
    "done": "เรียบร้อย: กรอกครบทั้ง {items} ข้อแล้ว พร้อมส่ง ขอบคุณที่ช่วยให้ข้อมูลสมบูรณ์",
}
ENGLISH = {
    "form": "The form as a whole", "missing": "Items without a row", "empty": "Not filled in: {}",
    "ours": "What the program could not read or check (its limit, not your mistake): please look",
    "todo": "In short: {todo} things to fill in or correct in {rows} of {items} rows",
    "none": "In short: no row could be checked, so nothing is said of them; see above",
    "look": "In short: all {items} rows are filled in; please look at the {ours} places above",
    "more": ", and {ours} places to look at", "year": "fiscal year {}",
    "done": "All set: all {items} rows are filled in and the form is ready. Thank you!",
}
WORDS = {"th": THAI, "en": ENGLISH}


def text(form: Form, todos: Sequence[ToDo], lang: Language) -> str:
    """The report on one form: its name, what is to be done row by row, and a summary line."""
    words = WORDS[lang]
    hers = [todo for todo in todos if not todo.ours]
    ours = [todo for todo in todos if todo.ours]
    blocks = [_heading(form, lang), *_form_blocks(hers, lang), *_row_blocks(hers, lang)]
    if ours:
        blocks.append("\n".join([words["ours"], *(MARK + _ours(todo, lang) for todo in ours)]))
    return "\n\n".join([*blocks, _summary(form, hers, ours, words)])


def data(form: Form, todos: Sequence[ToDo]) -> dict[str, Any]:
    """The same as an object: places both as numbers and in words."""
    return {
        "file": form.source.file, "form_id": form.form_id, "agency": form.agency.name,
        "fiscal_year": form.fiscal_year, "edition": form.edition, "items": len(form.items),
        "complete": not todos, "to_do": [_object(todo) for todo in todos],
    }


def _object(todo: ToDo) -> dict[str, Any]:
    place = todo.place.model_dump(exclude_none=True)
    where = {f"where_{lang}": where_is(todo.place, lang) for lang in WORDS}
    own = todo.model_dump(exclude={"row", "place", "label_th", "label_en"})
    return own | where | {"place": place}


def _heading(form: Form, lang: Language) -> str:
    """The file, its agency and its year: what she looks at."""
    year = WORDS[lang]["year"].format(form.fiscal_year) if form.fiscal_year else ""
    about = " ".join(part for part in (form.agency.name, year) if part)
    return f"{form.source.file}: {about}" if about else form.source.file


def _form_blocks(todos: Sequence[ToDo], lang: Language) -> Iterator[str]:
    """What concerns the heading, then the items that have no row."""
    whole = [todo for todo in todos if not todo.position]
    missing = [todo.subject for todo in whole if todo.kind == "item_missing"]
    other = [_said(todo, lang) for todo in whole if todo.kind != "item_missing"]
    for title, lines in (("form", other), ("missing", missing)):
        if lines:
            yield "\n".join([WORDS[lang][title], *(MARK + line for line in lines)])


def _row_blocks(todos: Sequence[ToDo], lang: Language) -> Iterator[str]:
    """One block per row of the form: empty cells in one line, then the other sentences."""
    rows = [todo for todo in todos if todo.position]
    for _, group in groupby(rows, key=lambda todo: todo.position):
        own = list(group)
        where = where_is(own[0].row.model_copy(update={"cell": None, "column": None}), lang)
        title = f"{own[0].subject} ({where})" if where else own[0].subject
        yield "\n".join([title, *(MARK + line for line in _sentences(own, lang))])


def _sentences(todos: Iterable[ToDo], lang: Language) -> Iterator[str]:
    own = list(todos)
    empty = [_with_cell(todo.label_th if lang == "th" else todo.label_en, todo)
             for todo in own if todo.kind == "cell_empty"]
    if empty:
        yield WORDS[lang]["empty"].format(", ".join(empty))
    for todo in own:
        if todo.kind != "cell_empty":
            yield _with_cell(_said(todo, lang), todo)


def _said(todo: ToDo, lang: Language) -> str:
    return todo.message_th if lang == "th" else todo.message_en


def _with_cell(words: str, todo: ToDo) -> str:
    """The words with the cell of a spreadsheet in which she finds it: "สถานะ [G12]"."""
    return f"{words} [{todo.place.cell}]" if todo.place.cell else words


def _ours(todo: ToDo, lang: Language) -> str:
    where = where_is(todo.place, lang)
    about = f"{todo.subject}: " if todo.subject else ""
    return f"{about}{_said(todo, lang)}" + (f" ({where})" if where else "")


def _summary(form: Form, hers: list[ToDo], ours: list[ToDo], words: dict[str, str]) -> str:
    rows = {todo.position or todo.code for todo in hers} - {None}
    counts = {"todo": len(hers), "ours": len(ours), "rows": len(rows), "items": _rows(form, hers)}
    if not counts["items"]:
        return words["none"]
    if not hers:
        return words["look" if ours else "done"].format(**counts)
    return (words["todo"] + (words["more"] if ours else "")).format(**counts)


def _rows(form: Form, todos: list[ToDo]) -> int:
    """The rows a complete form would have: those that are there and those that are missing."""
    missing = sum(todo.kind == "item_missing" for todo in todos)
    return len(form.items) + missing + len(form.measures) + len(form.actions)


def where_is(place: Place, lang: str) -> str:
    """A place as one finds it in the file: "หน้า 3 แถวที่ 12 ของตารางที่ 1", "sheet OIT, cell C12"."""
    thai = lang == "th"
    parts = [("หน้า {}" if thai else "page {}").format(place.page)] if place.page else []
    if place.sheet and place.cell:
        parts.append((f"เซลล์ {place.cell} ของแผ่นงาน “{place.sheet}”") if thai else
                     f"cell {place.cell} of sheet “{place.sheet}”")
    elif place.sheet and place.row:
        parts.append(f"แถวที่ {place.row} ของแผ่นงาน “{place.sheet}”" if thai else
                     f"row {place.row} of sheet “{place.sheet}”")
    elif place.line:
        parts.append(f"บรรทัดที่ {place.line}" if thai else f"line {place.line}")
    elif place.table and place.row:
        parts.append(f"แถวที่ {place.row} ของตารางที่ {place.table}" if thai else
                     f"row {place.row} of table {place.table}")
    return (" " if thai else ", ").join(parts)
