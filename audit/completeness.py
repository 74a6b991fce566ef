"""Whether the form holds every item of its edition, once."""

from __future__ import annotations

from collections import Counter

from catalogue.editions import edition as edition_of
from schema.finding import Finding
from schema.form import Form, Item

_MANY = 3
"""Codes that stand twice before a page that stands twice is the likelier cause."""
_MISREAD = {"row_not_understood", "column_shift", "reader_notice"}
"""Findings that some of the form was not read, or stands where we did not understand it."""


def item_missing(form: Form) -> tuple[Finding, ...]:
    """An item of the edition has no row in the form.

    Not applicable where the form has no items, its scheme is foreign, or its edition is unknown
    or incomplete. Origin unsure where a row's code could not be read (it may be the missing one),
    where some of the form was not understood (it may stand there), or where more than a third is
    missing (a page may be); else agency.
    """
    edition = edition_of(form.edition) if form.edition else None
    if not form.items or edition is None or edition.complete != "yes":
        return ()
    codes = {item.code for item in form.items}
    missing = [item for item in edition.items if item.code not in codes]
    misread = any(f.check in _MISREAD or _without_header(f) for f in form.findings)
    unsure = None in codes or misread or len(missing) > len(edition.items) / 3
    return tuple(
        Finding(check="item_missing", severity="error", origin="unsure" if unsure else "agency",
                code=item.code, message_th=f"ไม่พบ {item.code} {item.title}",
                message_en=f"Item {item.code} has no row in the form",
                data={"title": item.title})
        for item in missing
    )


def _without_header(found: Finding) -> bool:
    """True for text in a column that the header does not have: two rows may stand in one."""
    return found.check == "column_unknown" and str(found.data.get("header", "")).startswith("#")


def item_twice(form: Form) -> tuple[Finding, ...]:
    """A code stands in more than one row.

    Not applicable to rows without a code. Origin unsure where one of the codes was read with a
    confidence below 1, where the rows name different people or units (one row of each, or of
    several agencies), or where more than three codes stand twice (the file may hold two forms, or
    a page twice); else agency.
    """
    counts = Counter(item.code for item in form.items if item.code)
    twice = [code for code, count in counts.items() if count > 1]
    many = len(twice) > _MANY
    return tuple(_twice(form, code, many) for code in twice)


def _twice(form: Form, code: str, many: bool) -> Finding:
    rows = [item for item in form.items if item.code == code]
    sure = (not many and len({_responsible(item) for item in rows}) == 1
            and all("code" not in item.confidences for item in rows))
    return Finding(
        check="item_twice", severity="error", origin="agency" if sure else "unsure", code=code,
        message_th=f"{code} มี {len(rows)} แถว", message_en=f"{code} stands in {len(rows)} rows",
        evidence=tuple(p for item in rows for p in item.places.get("code", ())),
        data={"rows": len(rows)},
    )


def _responsible(item: Item) -> tuple[str | None, ...]:
    people = (*item.assignees, *item.certifiers)
    return (*(p.name for p in people), *(u.name for u in item.units))
