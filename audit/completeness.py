"""Whether the form holds every item of its edition, once."""

from __future__ import annotations

from collections import Counter

from catalogue.editions import edition as edition_of
from schema.finding import Finding
from schema.form import Form


def item_missing(form: Form) -> tuple[Finding, ...]:
    """An item of the edition has no row in the form.

    Not applicable where the form has no items, its scheme is foreign, or its edition is unknown
    or incomplete. Origin unsure where a row's code could not be read (it may be the missing one)
    or where more than a third is missing (a page may be); else agency.
    """
    edition = edition_of(form.edition) if form.edition else None
    if not form.items or edition is None or edition.complete != "yes":
        return ()
    codes = {item.code for item in form.items}
    missing = [item for item in edition.items if item.code not in codes]
    unsure = None in codes or len(missing) > len(edition.items) / 3
    return tuple(
        Finding(check="item_missing", severity="error", origin="unsure" if unsure else "agency",
                code=item.code, message_th=f"ไม่พบ {item.code} {item.title}",
                message_en=f"Item {item.code} has no row in the form",
                data={"title": item.title})
        for item in missing
    )


def item_twice(form: Form) -> tuple[Finding, ...]:
    """A code stands in more than one row.

    Not applicable to rows without a code. Origin unsure where one of the codes was read with a
    confidence below 1, or where more than a third of the codes stand twice (the file may hold two
    forms that we did not part); else agency.
    """
    counts = Counter(item.code for item in form.items if item.code)
    twice = [code for code, count in counts.items() if count > 1]
    many = len(twice) > len(counts) / 3
    return tuple(_twice(form, code, many) for code in twice)


def _twice(form: Form, code: str, many: bool) -> Finding:
    rows = [item for item in form.items if item.code == code]
    sure = not many and all("code" not in item.confidences for item in rows)
    return Finding(
        check="item_twice", severity="error", origin="agency" if sure else "unsure", code=code,
        message_th=f"{code} มี {len(rows)} แถว", message_en=f"{code} stands in {len(rows)} rows",
        evidence=tuple(p for item in rows for p in item.places.get("code", ())),
        data={"rows": len(rows)},
    )
