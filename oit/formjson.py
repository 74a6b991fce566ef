"""A form as JSON text: keys in the order of the contract, short objects on one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from math import isfinite
from typing import Any

from pydantic import BaseModel

from schema.form import Form, Traced
from schema.table import Place

INLINE = 160  # an object or list whose members take fewer characters stands on one line
encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
quoted = json.encoder.encode_basestring  # what `encoded` does with a text


def form_json(form: Form) -> str:
    """The form as JSON text: keys in the order of the contract, short objects on one line."""
    return FormText().of(form, "\n") + "\n"


def scalar_json(value: Any) -> str:
    """What `encoded` gives, without its overhead for the kinds there are thousands of."""
    return _SCALARS.get(type(value), encoded)(value)


def _float(value: float) -> str:
    return repr(value) if isfinite(value) else encoded(value)  # which refuses it


_SCALARS: dict[type, Callable[[Any], str]] = {
    str: quoted, int: repr, float: _float, bool: encoded, type(None): encoded}


class FormText:
    """The text of one form, made in one pass: each value once, the inmost first.

    `line`: a line end and the indent of the line on which a value begins.
    """

    def __init__(self) -> None:
        self.known: dict[int, str] = {}  # of places, by identity: many fields stand in one cell

    def of(self, value: Any, line: str) -> str:
        """The text of a value of any type that a form holds."""
        scalar = _SCALARS.get(type(value))
        if scalar:  # first, as nine of ten values are
            return scalar(value)
        inner = line + " "
        if isinstance(value, list | tuple):
            return _joined([quoted(each) if type(each) is str else self.of(each, inner)
                            for each in value], "[]", line)
        if isinstance(value, dict):
            return _joined([f"{quoted(key)}: {self.of(each, inner)}"
                            for key, each in value.items()], "{}", line)
        return self._model(value, line) if isinstance(value, BaseModel) else encoded(value)

    def _model(self, model: BaseModel, line: str) -> str:
        """A record with all its fields; those of `Traced` come last."""
        own, inner = model.__dict__, line + " "
        parts = []
        for name, key, nothing in _fields(type(model)):
            value = own[name]
            if value is None:
                parts.append(nothing)
            elif type(value) is str:
                parts.append(key + quoted(value))
            else:
                made = self._places if name == "places" else self.of
                parts.append(key + made(value, inner))
        return _joined(parts, "{}", line)

    def _places(self, places: dict[str, tuple[Place, ...]], line: str) -> str:
        """The map of places, as most of a form's JSON is."""
        inner = line + " "
        return _joined([
            f"{quoted(path)}: " + _joined([self._place(each, inner + " ") for each in found],
                                          "[]", inner)
            for path, found in places.items()], "{}", line)

    def _place(self, place: Place, line: str) -> str:
        """A place without what it does not know."""
        text = self.known.get(id(place))
        if text is None:
            told = {name: value for name, value in place.__dict__.items() if value is not None}
            text = encoded(told)
            if len(text) >= INLINE:  # hardly any
                return self.of(told, line)
            self.known[id(place)] = text
        return text


@cache
def _fields(model: type[BaseModel]) -> list[tuple[str, str, str]]:
    """Name, key, and what says that it is null, of each field; the maps of `Traced` come last."""
    names = list(model.model_fields)
    if issubclass(model, Traced):
        names.sort(key=lambda name: name in Traced.model_fields)
    return [(name, f"{quoted(name)}: ", f"{quoted(name)}: null") for name in names]


def _joined(members: list[str], ends: str, line: str) -> str:
    """An object or list; what stands on lines of its own is too long for one line."""
    if sum(map(len, members)) < INLINE:
        return f"{ends[0]}{', '.join(members)}{ends[1]}"
    between = f",{line} "
    return f"{ends[0]}{line} {between.join(members)}{line}{ends[1]}"
