"""One change made to every text of a form, whatever the record: nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

from schema.form import Form

Change = Callable[[str], str]
Model = TypeVar("Model", bound=BaseModel)
#: Fields that hold no words of a source: ids, hashes, and what comes from a closed list.
OURS = frozenset({
    "form_id", "finding_id", "sha256", "schema_version", "media_type", "reader", "kind", "scheme",
    "check", "severity", "origin", "person_id", "office_id", "time",
})


def rewritten(form: Form, change: Change) -> Form:
    """The form with `change` made to every text and key of it but ids and hashes."""
    return _model(form, change)


def _model(model: Model, change: Change) -> Model:
    """The same object where nothing changes, so that an untouched form costs no copies."""
    fields = {name: getattr(model, name) for name in type(model).model_fields if name not in OURS}
    made = {name: _value(value, change) for name, value in fields.items()}
    changed = {name: value for name, value in made.items() if value is not fields[name]}
    return model.model_copy(update=changed) if changed else model


def _value(value: Any, change: Change) -> Any:
    if isinstance(value, str):
        again = change(value)
        return value if again == value else again
    if isinstance(value, BaseModel):
        return _model(value, change)
    if isinstance(value, dict):
        made = {_value(key, change): _value(item, change) for key, item in value.items()}
        same = all(a is b for a, b in zip((*value, *value.values()), (*made, *made.values()),
                                          strict=False))
        return value if same and len(made) == len(value) else made
    if isinstance(value, tuple | list):
        items = [_value(item, change) for item in value]
        same = all(a is b for a, b in zip(items, value, strict=True))
        return value if same else type(value)(items)
    return value
