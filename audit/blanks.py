"""Cells that are blank though the form has a place for them: content, unit, person, status."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audit.check import Failure, Result, result, skip
from audit.doubt import Basis, origin
from audit.evidence import blank_doubted, blanks_proved, runs_of
from audit.limits import Limits
from audit.places import explained, named, places
from schema.finding import Origin
from schema.form import Form, Item

VACANT = "person.vacant"
WITHOUT_MERGES = {"text", "csv"}
"""Readers that cannot tell a blank cell from one that is merged with the cell above."""


def blank_cells(form: Form, limits: Limits, field: str, *rests_on: Basis,
                excused: Callable[[Item], bool] = explained) -> Result:
    """The blank cells of a column that the form has: one failure each, or one for a whole column.

    A column that is blank in every row, in more than a third, or in more than a few rows that
    follow each other may be one whose text or marks a reader lost: unsure. So may two blanks below
    each other in a file that does not say which cells are merged, any blank of an export of text,
    which may lose words, one whose words may stand in a neighbouring cell, and one in a row whose
    status, which may excuse it, is not sure.
    """
    rows = [item for item in form.items if item.absent.get(field) != "not_in_form"]
    if not form.items:
        return skip("no_items")
    if not rows:
        return skip("no_column")
    told = [_vacant(form, i, field, limits) for i in rows if is_vacant(i, field) and not excused(i)]
    blank = [i for i in rows if i.absent.get(field) == "not_stated" and not excused(i)]
    many = len(blank) > max(limits["few_rows"], limits["share_missing"] * len(rows))
    lost = many or not blanks_proved(form)
    if many or len(blank) == len(rows) > 1:
        whose = origin(form, limits, "rows", "cells", *rests_on, doubtful=lost)
        return result([_column(blank, rows, field, whose), *told])
    below = _below_each_other(form, blank, limits)
    return result([*told, *(Failure(
        origin=origin(form, limits, "rows", "cells", *rests_on,
                      values=[(item, field), (item, "status")],
                      doubtful=lost or item in below or blank_doubted(form, item, field)),
        code=item.code, evidence=places(item, field),
        words={"where": (named_item(item), named_item(item))}) for item in blank)])


def is_vacant(item: Item, field: str) -> bool:
    """True where all whom a person column names are posts that nobody holds: "ว่าง", "(ว่าง)"."""
    people = getattr(item, field) if field in ("assignees", "certifiers") else ()
    return bool(people) and all(VACANT in item.rules.get(f"{field}/{n}/text", ())
                                for n in range(len(people)))


def _vacant(form: Form, item: Item, field: str, limits: Limits) -> Failure:
    """The form says itself that the post is vacant: no word was lost."""
    return Failure(
        origin=origin(form, limits, "rows", "cells",
                      values=[(item, f"{field}/0/text"), (item, "status")]),
        code=item.code, evidence=places(item, f"{field}/0/text", field),
        data={"vacant": [p.text for p in getattr(item, field)]},
        words={"where": (named_item(item), named_item(item))})


def _below_each_other(form: Form, blank: Sequence[Item], limits: Limits) -> list[Item]:
    """The blanks of more rows that follow each other than one may believe."""
    most = 1 if form.source.reader in WITHOUT_MERGES else limits["few_rows"]
    runs = runs_of([n for n, item in enumerate(form.items) if item in blank])
    return [form.items[n] for run in runs if len(run) > most for n in run]


def _column(blank: Sequence[Item], rows: Sequence[Item], field: str, whose: Origin) -> Failure:
    """One failure for a column that is blank in many rows; `codes` names them."""
    codes = [named(item) for item in blank]
    if len(blank) == len(rows):
        where = f"ทั้ง {len(rows)} ข้อ", f"all {len(rows)} items"
    else:
        where = (f"{len(blank)} จาก {len(rows)} ข้อ", f"{len(blank)} of {len(rows)} items")
    return Failure(origin=whose, evidence=tuple(places(item, field)[0] for item in blank),
                   data={"codes": codes}, words={"where": where})


def named_item(item: Item) -> str:
    """Code and title as a sentence names them: "O25 การเปิดโอกาสให้เกิดการมีส่วนร่วม"."""
    title = item.title or (item.title_raw or "").replace("\n", " ")
    return f"{item.code or (item.code_raw or '').strip()} {title}".strip()


def component_missing(form: Form, limits: Limits) -> Result:
    """The cell that says what must be shown is blank.

    Not applicable where the form has no such column.

    Unsure where the column is blank in many rows or (cells may be merged) in rows below each
    other, where the file is a bare text, which may have lost the words, or where cells of the
    form may stand under other headers.
    """
    return blank_cells(form, limits, "component", excused=lambda _: False)


def unit_missing(form: Form, limits: Limits) -> Result:
    """No responsible unit is named; a cell that says why the item does not apply is no gap.

    Not applicable where the form has no such column.

    Unsure where the column is blank in many rows or (cells may be merged) in rows below each
    other, where the file is a bare text, which may have lost the words, or where cells of the
    form may stand under other headers.
    """
    return blank_cells(form, limits, "units")


def assignee_missing(form: Form, limits: Limits) -> Result:
    """Nobody is named as responsible for an item; a post that the cell calls vacant is nobody.

    Not applicable where the form has no such column; an item that the form says does not apply
    needs nobody.

    Unsure where the column is blank in many rows or (cells may be merged) in rows below each
    other, where the file is a bare text, which may have lost the words, or where cells of the
    form may stand under other headers.
    """
    return blank_cells(form, limits, "assignees")


def status_missing(form: Form, limits: Limits) -> Result:
    """The form has a place for the status and the row states none.

    Not applicable where the form has no such column; an item that the form says does not apply
    needs none.

    Unsure where the column is blank in many rows or (cells may be merged) in rows below each
    other, where the status is ticked and ticks may be lost (bare texts, PDFs), or where cells may
    stand under other headers.
    """
    worded = any("status.words" in item.rules.get("status", ()) for item in form.items)
    return blank_cells(form, limits, "status", *(() if worded else ("marks",)))
