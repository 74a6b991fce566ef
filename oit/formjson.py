"""A form as JSON text: keys in the order of the contract, short objects on one line."""

from __future__ import annotations

import json
from functools import cache
from math import isfinite
from typing import Any

from pydantic import BaseModel

from schema.form import Form, Traced
from schema.table import Place

INLINE = 160  # a JSON object or list without longer parts up to this length stands on one line
_MOST = {dict: INLINE // 5, list: INLINE, tuple: INLINE}  # members that such a line has room for
encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
quoted = json.encoder.encode_basestring  # what `encoded` does with a text


def form_json(form: Form) -> str:
    """The form as JSON text: keys in the order of the contract, short objects on one line."""
    return _pretty(_plain(form), "") + "\n"


def _plain(value: Any) -> Any:
    """The value as JSON types. Places in the `places` map leave out what they do not know."""
    if value is None or isinstance(value, str | int | float):
        return value  # first, as nine of ten values are
    if type(value) is Place:
        return _place(value, whole=True)
    if isinstance(value, BaseModel):
        own = value.__dict__
        fields = {name: _plain(own[name]) for name in _fields(type(value)) if name != "places"}
        if not isinstance(value, Traced):
            return fields
        known = {path: [_place(place, whole=False) for place in places]
                 for path, places in value.places.items()}
        return _contract_first(type(value), fields | {"places": known})
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def _place(place: Place, *, whole: bool) -> dict[str, Any]:
    """A place, as most of a form's JSON is; whole: with what it does not know."""
    return {name: value for name, value in place.__dict__.items() if whole or value is not None}


def _contract_first(model: type[BaseModel], fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record with the maps of `Traced` after its own."""
    return {name: fields[name] for name in _order(model)}


@cache
def _order(model: type[BaseModel]) -> tuple[str, ...]:
    own = [name for name in _fields(model) if name not in Traced.model_fields]
    return (*own, *Traced.model_fields)


def _pretty(value: Any, indent: str) -> str:
    """JSON with one line per short object or list, so that a diff shows places and people whole."""
    if not isinstance(value, dict | list | tuple) or not value:
        return scalar_json(value)
    line = encoded(value) if _may_be_short(value) else ""
    if line and len(line) - 2 * len(value) < INLINE:
        return line
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{quoted(key)}: {_pretty(item, inner)}" for key, item in value.items()]
    else:
        parts = [_pretty(item, inner) for item in value]
    start, end = "{}" if isinstance(value, dict) else "[]"
    body = ",\n".join(inner + part for part in parts)
    return f"{start}\n{body}\n{indent}{end}"


def _may_be_short(value: dict[str, Any] | list[Any] | tuple[Any, ...]) -> bool:
    """Whether one line may have room, judged by how many members there are, and members of those.

    The shortest member of a list takes 3 characters, of a dictionary 6, with what parts them.
    """
    if len(value) > _MOST[type(value)]:
        return False
    members = value.values() if isinstance(value, dict) else value
    inner = [3 * len(member) for member in members if type(member) in _MOST]
    return not inner or sum(inner) < INLINE


def scalar_json(value: Any) -> str:
    """What `encoded` gives, without its overhead for the kinds there are thousands of."""
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "null"
    finite = isinstance(value, float) and isfinite(value)
    return repr(value) if finite or type(value) is int else encoded(value)
