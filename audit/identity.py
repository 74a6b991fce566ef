"""Whether the form is of one agency: its name, its place, and what was copied from another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz

from audit.check import Failure, Result, result, skip
from audit.doubt import origin
from audit.limits import Limits
from audit.places import places_of
from catalogue.lookup import table
from schema.form import Analysis, Constraint, Form, Traced

LOCAL = {"sao", "municipality", "pao"}
SHORT = 6  # letters; the name of a province that is shorter may begin another word
_AGENCY = re.compile(
    r"(?P<kind>องค์(?:การ|กร)บริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร)|"
    r"(?<![ก-๎])(?:อบต\.|อบจ\.|ทต\.|ทม\.|ทน\.))(?P<name>[ก-ฮเ-ไ][\u0e01-\u0e4e]{1,30})")
_SPACE = re.compile(r"\s+")
Text = tuple[str, str | None, Traced, str]  # words, item's code, record and field of their places


def agency_missing(form: Form, limits: Limits) -> Result:
    """The form names no agency.

    Not applicable to a form without any record.

    Unsure always: the name may stand on a cover or in a heading that was lost.
    """
    if not (form.items or form.measures or form.scores):
        return skip("no_text")
    return result([] if form.agency.name else [
        Failure(origin="unsure", evidence=form.places.get("title", ()),
                data={"candidates": list(form.agency.candidates)})])


def other_province(form: Form, limits: Limits) -> Result:
    """Another province than the agency's stands in the text: a copied form, perhaps.

    Only names behind "จังหวัด" or "จ." count.

    Not applicable where the agency's province is not known, or the agency is one of the whole
    country.

    Unsure where letters may be misread, where the name is like the agency's own, or short.
    """
    own = form.agency.province
    if own is None:
        return skip("no_province")
    if form.agency.type in ("department", "other"):
        return skip("whole_country")
    failures = []
    for text, code, record, field in body_texts(form):
        for name in dict.fromkeys(provinces_in(text)):
            if name != own:
                like = fuzz.ratio(name, own) >= 70 or len(name) < SHORT
                failures.append(Failure(
                    origin=origin(form, limits, "letters", doubtful=like), code=code,
                    evidence=places_of(record, field), data={"name": name, "own": own}))
    return result(failures)


def other_agency(form: Form, limits: Limits) -> Result:
    """Another local authority than the one the form is of stands in the text.

    Not applicable where the agency is not known or is no local authority.

    Unsure always: the text may rightly speak of a neighbour, or the name be misread.
    """
    if form.agency.name is None or form.agency.type not in LOCAL:
        return skip("no_local_authority")
    failures, seen = [], set()
    for text, code, record, field in body_texts(form):
        for match in _AGENCY.finditer(text):
            name = match["name"]
            if _is_own(name, form) or _is_no_name(name) or name in seen:
                continue
            seen.add(name)
            failures.append(Failure(
                origin="unsure", code=code, evidence=places_of(record, field),
                data={"name": f"{match['kind']}{name}", "own": form.agency.name}))
    return result(failures)


def _is_own(name: str, form: Form) -> bool:
    """Whether letters behind a type word begin with the name of the agency or of its place."""
    own = _SPACE.sub("", form.agency.name or "")
    bare = {m["name"] for m in _AGENCY.finditer(own)}
    known = {*bare, form.agency.tambon, form.agency.province, form.agency.amphoe} - {None, ""}
    return any(name.startswith(str(part)) or str(part).startswith(name) for part in known)


def _is_no_name(name: str) -> bool:
    """Whether what stands behind a type word is a common word: "ทุกแห่ง", "และ"."""
    return any(name.startswith(row["value"]) for row in table("not_agencies"))


def foreign_system(form: Form, limits: Limits) -> Result:
    """A system or duty of another agency stands in the form: a sentence that was copied.

    Not applicable where the agency is not known, or is itself the one that the words belong to.

    Unsure always: an agency may use the system of another.
    """
    if form.agency.type is None:
        return skip("no_agency")
    rows = [row for row in table("foreign_systems") if row["canonical"] not in str(form.agency.name)
            and form.agency.type in row["types"].split("|")]
    return result(
        Failure(origin="unsure", code=code, evidence=places_of(record, field),
                data={"system": row["value"], "owner": row["canonical"]})
        for text, code, record, field in body_texts(form) for row in rows
        if row["value"].casefold() in text.casefold())


def folder_of_other_place(form: Form, limits: Limits) -> Result:
    """The folder or file is named after another province than the form.

    Not applicable where the province is not known or no folder and no file name names one.

    Unsure always: the form may have been put into the wrong folder.
    """
    if form.agency.province is None:
        return skip("no_province")
    named = [name for name in _province_names() if len(name) >= SHORT and name in form.source.file]
    if not named:
        return skip("no_place_in_path")
    if form.agency.province in named:
        return result(())
    return result([Failure(origin="unsure", data={"names": named, "own": form.agency.province})])


def provinces_in(text: str) -> Iterator[str]:
    """The provinces that a text names as such: "ประชาชนจังหวัดน่าน" -> น่าน."""
    if "จังหวัด" in text or "จ." in text:
        for match in _province_pattern().finditer(_SPACE.sub(" ", text)):
            yield match["long"] or match["short"]


@cache
def _province_names() -> tuple[str, ...]:
    """The full names of provinces, the longest first."""
    names = {row["canonical"] for row in table("provinces")} - {"กรุงเทพมหานคร"}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def _province_pattern() -> re.Pattern[str]:
    """A short name counts where no letter follows: "ตาก" is none in "จังหวัดตากใบ"."""
    long = "|".join(re.escape(n) for n in _province_names() if len(n) >= SHORT)
    short = "|".join(re.escape(n) for n in _province_names() if len(n) < SHORT)
    return re.compile(rf"(?:จังหวัด|(?<![ก-๎.])จ\.) ?(?:(?P<long>{long})|(?P<short>{short})(?![ก-๎]))")


def body_texts(form: Form) -> Iterator[Text]:
    """The texts of a form but its heading: cells of items, measures and actions, paragraphs."""
    for item in form.items:
        for field in ("component", "units_raw", "unit_duty", "method", "location", "suggestion",
                      "remark"):
            if text := getattr(item, field):
                yield text, item.code, item, field.removesuffix("_raw")
    for measure in form.measures:
        for field in ("measure", "method", "responsible", "result_done", "result_not_done",
                      "suggestion"):
            if text := getattr(measure, field):
                yield text, None, measure, field
    for action in form.actions:
        for field in ("measure", "responsible"):
            if text := getattr(action, field):
                yield text, None, action, field
        if action.steps:
            yield " ".join(action.steps), None, action, "steps"
    parts: list[Analysis | Constraint] = [*form.analysis, *form.constraints]
    for part in parts:
        if part.text:
            yield part.text, None, part, "text"
    for n, note in enumerate(form.notes):
        yield note, None, form, f"notes/{n}"
