"""What the catalogue adds to each item: its counterpart in another edition, its requirement."""

from __future__ import annotations

from catalogue.crosswalk import map_code
from catalogue.editions import default_edition, edition
from normalize.findings import finding
from normalize.misreadings import misreadings
from normalize.requirements import component_match
from schema.finding import Finding, with_id
from schema.form import Form, Item, Mapped

NO_EDITION = "ไม่ทราบว่าแบบใช้รายการข้อของปีใด / the edition of the form is not known"
NO_CODE = "ข้อนี้ไม่มีรหัสที่อ่านได้ / the item has no code that could be read"


def with_mapping(form: Form, target: int | None) -> Form:
    """The form with `mapped` on every item: to the edition asked for, else to the default one."""
    year = target if target is not None else default_edition().year
    items = tuple(
        item.model_copy(update={"mapped": mapped(item.code, form.edition, year)})
        for item in form.items
    )
    return form.model_copy(update={"items": items})


def mapped(code: str | None, own: int | None, target: int) -> Mapped:
    """An item of an edition in the target edition; where that cannot be told, the note says why.

    `mapped("O4", 2566, 2568)` is renumbered, O5. "dropped" leads to no code; a pair of editions
    without tables and, backwards, an item that is new have no relation either.
    """
    if code is None or own is None:
        return Mapped(edition=target, note=NO_CODE if code is None else NO_EDITION)
    found = map_code(code, own, target)
    return Mapped(
        edition=target,
        relation=found.relation,
        to=found.to,
        confidence=found.confidence if found.relation else None,
        note=f"{found.note_th} / {found.note}" if found.note else None,
    )


def with_requirements(form: Form) -> Form:
    """The form with `component_match` on every item and a finding per word probably misread."""
    own = edition(form.edition)
    items, findings = [], []
    for item in form.items:
        official = own.item(item.code) if own else None
        match = component_match(item.component, official, own)
        items.append(item.model_copy(update={"component_match": match}))
        for word in misreadings(item.component, official, own):
            findings.append(_misread(item, word.printed, word.official))
    told = tuple(with_id(found, form.form_id) for found in findings)
    return form.model_copy(update={"items": tuple(items), "findings": form.findings + told})


def _misread(item: Item, printed: str, official: str) -> Finding:
    places = item.places.get("component", ())
    return finding("component_misread", "extraction", places, item.code,
                   printed=printed, official=official)
