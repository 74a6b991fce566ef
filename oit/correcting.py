"""Corrections applied to a form: the value changes, what the source prints never does.

Everything that follows from a value follows its correction: title and indicators of a code, the
places' codes of an agency, the full words of a unit or position, and the list of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from catalogue.editions import edition
from normalize.digits import arabic
from normalize.findings import finding
from normalize.text import nfc
from oit.corrections import Correction
from oit.derived import followed
from oit.explaining import RAW, raw_at, record_at, value_at
from schema.finding import Finding, with_id
from schema.form import Corrected, Form, Signer, Traced

RULE = "corrected"
#: Fields that are no reading of the source, or follow from other fields.
NOT_CORRECTED = frozenset({
    "form_id", "source", "schema_version", "people", "findings", "links", "personal", "corrected",
    "profile", "mapped", "component_match", "marks", "confidence", "confidence_reasons",
    "edition_confidence", "person_id", "office_id", "parts", *Traced.model_fields,
})
Words = tuple[str, str]  # Thai, English


class RefusedError(Exception):
    """A correction that this form cannot take; `words` say why in Thai and English."""

    def __init__(self, thai: str, english: str) -> None:
        super().__init__(english)
        self.words: Words = (thai, english)


class Verdict(NamedTuple):
    """What became of a correction: applied, needless, reopened or refused, and why."""

    row: Correction
    state: str
    path: str
    now: str | None = None
    words: Words = ("", "")


def with_corrections(form: Form, rows: Iterable[Correction]) -> Form:
    """The form with the corrections that are for it; what cannot be applied is a finding.

    A correction holds only as long as the raw words are those that the reviewer saw, white space
    aside: else the value stays as read and the finding `correction_reopened` says so.
    """
    own = sorted((_by_position(form, row) for row in rows if row.is_for(form)),
                 key=lambda row: row.path != "edition")  # a code is one of its edition
    found = []
    for row in own:
        verdict = judged(form, row)
        if verdict.state in ("applied", "needless"):
            form = _applied(form, verdict)
        else:
            found.append(_told(verdict, form))
    if not own:
        return form
    form = followed(form)
    return form.model_copy(update={"findings": (*form.findings, *found)})


def _by_position(form: Form, row: Correction) -> Correction:
    """The row with its path by position, which another corrected code does not move."""
    try:
        return row._replace(path=record_at(form, row.path)[2])
    except LookupError:
        return row


def judged(form: Form, row: Correction) -> Verdict:
    """What a correction says to a form, which may have been corrected before."""
    try:
        path = _path(form, row.path)
        value = _typed(form, path, row.value)
    except RefusedError as error:
        return Verdict(row, "refused", row.path, words=error.words)
    now, read = raw_of(form, path), read_of(form, path)
    if _words(now) != _words(row.raw):
        return Verdict(row, "reopened", path, now)
    return Verdict(row, "needless" if value == read else "applied", path, now)


def raw_of(form: Form, path: str) -> str | None:
    """What the source prints under a path, also where the value was corrected."""
    before = next((done for done in form.corrected if done.path == path), None)
    if before is not None:
        return before.raw
    record, field, _ = record_at(form, path)
    return raw_at(record, field, _value(form, path))


def read_of(form: Form, path: str) -> Any:
    """The value that was read under a path, also where it was corrected."""
    before = next((done for done in form.corrected if done.path == path), None)
    return before.read if before is not None else _value(form, path)


def _words(text: str | None) -> str:
    return " ".join(nfc(text or "").split())


def _path(form: Form, path: str) -> str:
    """The path by position of a value that may be corrected; RefusedError says why not."""
    try:
        record, field, full = record_at(form, path)
    except LookupError:
        raise RefusedError("ไม่มีตำแหน่งนี้ในแบบ", "the form has no such path") from None
    steps = field.split("/")
    barred = next((s for s in steps if s in NOT_CORRECTED or s.endswith(RAW)), None)
    if barred:
        raise RefusedError(f"แก้ {barred} ไม่ได้ ให้แก้ค่าที่เป็นที่มา",
                           f"{barred} is not corrected: correct the value that it follows from")
    if full.startswith("signer/") and form.signer is None:
        record = form.model_copy(update={"signer": Signer()})
    try:
        value = value_at(record, field)
    except LookupError:
        raise RefusedError("ไม่มีตำแหน่งนี้ในแบบ", "the form has no such path") from None
    if isinstance(value, BaseModel | tuple | dict):
        raise RefusedError("ตำแหน่งนี้เป็นกลุ่มของค่า ให้ระบุค่าเดียว เช่น assignees/0/name",
                           "the path leads to several values: name one, as assignees/0/name")
    return full


def _value(form: Form, path: str) -> Any:
    if path.startswith("signer/") and form.signer is None:
        return None
    record, field, _ = record_at(form, path)
    return value_at(record, field)


def _typed(form: Form, path: str, text: str | None) -> Any:
    """The corrected value in the type of its field; RefusedError where the field cannot hold it."""
    words = arabic(nfc(text)) if text is not None else None
    changed = _replaced(form, tuple(path.split("/")), words)
    value = _value(changed, path)
    if path.startswith("items/") and path.endswith("/code") and path.count("/") == 2:
        _require_code(form, value)
    if path == "edition" and value is not None and edition(value) is None:
        raise RefusedError(f"ไม่รู้จักรายการข้อปี {value}", f"no edition {value} is known")
    return value


def _require_code(form: Form, code: str | None) -> None:
    own = edition(form.edition)
    if code is not None and own is not None and own.item(code) is None:
        raise RefusedError(f"ปี {own.year} ไม่มีข้อ {code}",
                           f"edition {own.year} has no item {code}; codes are written O1, O2 …")


def _replaced(node: Any, steps: tuple[str, ...], value: Any) -> Any:
    """The same tree with another value at the end of a path, checked against its model."""
    step, rest = steps[0], steps[1:]
    if isinstance(node, BaseModel):
        if rest:
            inner = getattr(node, step)
            inner = Signer() if inner is None and step == "signer" else inner
            return node.model_copy(update={step: _replaced(inner, rest, value)})
        return _with_field(node, step, value)
    if isinstance(node, tuple):
        made = _replaced(node[int(step)], rest, value) if rest else _text(value)
        return (*node[: int(step)], made, *node[int(step) + 1:])
    key = step.replace("~1", "/").replace("~0", "~")
    return {**node, key: _text(value)}


def _with_field(node: BaseModel, field: str, value: Any) -> BaseModel:
    fields = {name: getattr(node, name) for name in type(node).model_fields}
    try:
        made: BaseModel = type(node).model_validate(fields | {field: value})
    except ValidationError as error:
        why = error.errors()[0]["msg"]
        raise RefusedError(f"ช่อง {field} รับค่านี้ไม่ได้ ({why})", f"{field}: {why}") from None
    return made


def _text(value: str | None) -> str:
    if value is None:
        raise RefusedError("ค่านี้เว้นว่างไม่ได้", "the value cannot be blank")
    return value


def _applied(form: Form, verdict: Verdict) -> Form:
    """The form with one corrected value and its mark; raw words and places stay."""
    row, path = verdict.row, verdict.path
    value, read = _typed(form, path, row.value), _value(form, path)
    form = _replaced(form, tuple(path.split("/")), value)
    form = _traced(form, path, value, verdict.now)
    mark = Corrected(path=path, value=value, read=read, raw=verdict.now, reviewer=row.reviewer,
                     reason=row.reason, time=row.time)
    return form.model_copy(update={"corrected": (*form.corrected, mark)})


def _traced(form: Form, path: str, value: Any, raw: str | None) -> Form:
    """The trace of a corrected value: its rule, no doubt left, its raw words where none kept them.

    A value that the reviewer blanked is not stated.
    """
    record, field, _ = record_at(form, path)
    parent, _, name = field.rpartition("/")
    holder = value_at(record, parent) if parent else record
    update: dict[str, Mapping[str, Any]] = {
        "rules": {**record.rules, field: (*record.rules.get(field, ()), RULE)},
        "confidences": {key: share for key, share in record.confidences.items() if key != field},
        "absent": {key: why for key, why in record.absent.items() if key != field},
    }
    if value is None:
        update["absent"] = {**update["absent"], field: "not_stated"}
    if raw is not None and not hasattr(holder, name + RAW) and field not in record.raws:
        update["raws"] = {**record.raws, field: raw}
    made = record.model_copy(update=update)
    if isinstance(record, Form):
        return made if isinstance(made, Form) else form
    head, number, _ = path.split("/", 2)
    records = getattr(form, head)
    n = int(number)
    return form.model_copy(update={head: (*records[:n], made, *records[n + 1:])})


def _told(verdict: Verdict, form: Form) -> Finding:
    row = verdict.row
    data: dict[str, Any] = {"path": row.path, "reviewer": row.reviewer}
    if verdict.state == "reopened":
        places = _places(form, verdict.path)
        told = finding("correction_reopened", "extraction", places, raw=row.raw or "",
                       now=verdict.now or "", value=row.value, **data)
    else:
        told = finding("correction_refused", "extraction", value=row.value or "",
                       thai=verdict.words[0], english=verdict.words[1], **data)
    return with_id(told, form.form_id)


def _places(form: Form, path: str) -> tuple[Any, ...]:
    record, field, _ = record_at(form, path)
    return record.places.get(field, ())
