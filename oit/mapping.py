"""What `--edition` adds to each item: its counterpart in the edition asked for."""

from __future__ import annotations

from schema.form import Form, Item, Mapped

NO_TABLE = "no crosswalk from this edition in this version"


def with_mapping(form: Form, edition: int | None) -> Form:
    """The form with `mapped` on every item; unchanged where no edition is asked for."""
    if edition is None:
        return form
    items = tuple(
        item.model_copy(update={"mapped": mapped(item, form.edition, edition)})
        for item in form.items
    )
    return form.model_copy(update={"items": items})


def mapped(item: Item, own: int | None, target: int) -> Mapped:
    """The item in the target edition: itself in its own edition, else unknown and said so."""
    if own == target and item.code is not None:
        return Mapped(edition=target, relation="same", to=(item.code,), confidence=1.0)
    return Mapped(edition=target, note=None if own == target else NO_TABLE)
