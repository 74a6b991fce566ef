"""Whether the form is one of its year: years in its words, requirements, remains of a template."""

from __future__ import annotations

from collections.abc import Iterator

from audit.check import Failure, Result, result, skip
from audit.doubt import origin
from audit.evidence import CONFIRMED
from audit.limits import Limits
from audit.places import places, places_of
from audit.to_do_codes import wrong_years
from catalogue.lookup import table
from schema.form import Form, Item, Traced

OWN_WORDS = ("altered", "shortened")


def period_of_other_year(form: Form, limits: Limits) -> Result:
    """A component names another year than the official list asks for, and no right one.

    Not applicable where no item has a component, or the heading names another year than the
    items (then the form as a whole is told of).

    Unsure unless the letters of the file are sure (one digit makes another year), or where many
    components name another year: the heading may be the one that is misread.
    """
    if not any(item.component for item in form.items):
        return skip("no_column")
    if form.edition is None or form.fiscal_year not in (None, form.edition):
        return skip("years_differ")
    wrong = [(item, found) for item in form.items if (found := wrong_years(form, item))]
    many = len(wrong) > max(limits["few_rows"], limits["share_missing"] * len(form.items))
    return result(Failure(
        origin=origin(form, limits, "letters", "cells", doubtful=many), code=item.code,
        evidence=places(item, "component"),
        data={"printed": [year for year, _ in found], "asked": sorted(found[0][1])})
        for item, found in wrong)


def requirement_altered(form: Form, limits: Limits) -> Result:
    """The component asks for something else or for less than the official words of its item.

    One failure per item; where more than a few are worded otherwise the form has words of its
    own, and one failure names them all.

    Not applicable where no component can be compared with the official list.

    Unsure always: the official words are known from several publications that differ.
    """
    compared = [i for i in form.items if i.component_match
                and i.component_match.relation != "unknown"]
    if not compared:
        return skip("nothing_to_compare")
    own = [i for i in compared if i.component_match and i.component_match.relation in OWN_WORDS]
    if len(own) > limits["altered_items"]:
        return result([Failure(
            origin="unsure", evidence=places(own[0], "component"),
            data={"codes": [item.code for item in own]},
            words={"where": (f"{len(own)} ข้อ", f"{len(own)} items"),
                   "how": ("เขียนต่างจากถ้อยคำทางการ", "worded otherwise than the official list")})])
    return result(_altered(item) for item in own)


def _altered(item: Item) -> Failure:
    relation, words = ((item.component_match.relation, list(item.component_match.words))
                       if item.component_match else ("", []))
    shown = ", ".join(words)
    how = ((f"ไม่มีส่วนนี้: {shown}", f"left out: {shown}") if relation == "shortened"
           else (f"มีถ้อยคำอื่น: {shown}", f"other words: {shown}"))
    return Failure(
        origin="unsure", code=item.code,
        evidence=places(item, "component"), data={"relation": relation, "words": words},
        words={"where": (str(item.code), str(item.code)), "how": how})


def requirement_of_other_item(form: Form, limits: Limits) -> Result:
    """The component is what the official list asks of another item.

    Not applicable where no component can be compared with the official list.

    Unsure unless letters and cells of the file are sure and the title names the item; where the
    other item has no row, or where it is so of more than a few items: the rows may be put together
    wrongly.
    """
    compared = [i for i in form.items if i.component_match
                and i.component_match.relation != "unknown"]
    if not compared:
        return skip("nothing_to_compare")
    other = [i for i in compared if i.component_match
             and i.component_match.relation == "other item"]
    codes, many = {item.code for item in form.items}, len(other) > limits["few_rows"]
    return result(Failure(
        origin=origin(form, limits, "letters", "cells", "rows", doubtful=many
                      or item.title_relation not in CONFIRMED
                      or not codes.issuperset(_words(item))),
        code=item.code, evidence=places(item, "component"),
        data={"other": list(item.component_match.words) if item.component_match else []})
        for item in other)


def _words(item: Item) -> tuple[str, ...]:
    """The items whose requirement a component is."""
    return item.component_match.words if item.component_match else ()


def template_left(form: Form, limits: Limits) -> Result:
    """Words of a template that the agency was to replace or delete stand in the form.

    Not applicable to a form without any text.

    Unsure where the letters come from a recogniser.
    """
    phrases = [(row["value"], row["canonical"]) for row in table("template_words")]
    seen: set[str] = set()
    failures = []
    for text, code, record, field in form_texts(form):
        here = "item" if code else "note"
        phrase = next((p for p, kind in phrases if p in text and kind in (here, "anywhere")), None)
        if phrase and text not in seen:
            seen.add(text)
            failures.append(Failure(
                origin=origin(form, limits), code=code, evidence=places_of(record, field),
                data={"phrase": phrase, "text": text[:120]}))
    return result(failures) if form.title or form.items or form.notes else skip("no_text")


def form_texts(form: Form) -> Iterator[tuple[str, str | None, Traced, str]]:
    """(text, item's code, record, field) of what an agency writes: heading, notes, cells of items.

    The field is where its places stand: `assignees` of `assignees_raw`.
    """
    if form.title:
        yield form.title, None, form, "title"
    for n, note in enumerate(form.notes):
        yield note, None, form, f"notes/{n}"
    for item in form.items:
        for field in ("component", "units_raw", "unit_duty", "method", "location", "period",
                      "suggestion", "remark", "assignees_raw", "certifiers_raw"):
            text = getattr(item, field)
            if text:
                yield text, item.code, item, field.removesuffix("_raw")
