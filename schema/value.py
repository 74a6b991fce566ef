"""The spine: one field of a record, with everything an auditor may ask about it."""

from __future__ import annotations

from functools import cache
from typing import Any, Generic, Literal, TypeVar

from schema.table import Frozen, Place

T = TypeVar("T")
Absence = Literal["not_stated", "unreadable", "not_in_form", "withheld"]  # the last by a release


class Value(Frozen, Generic[T]):
    """A normalised value beside what was read, where, and what was done to it.

    text: the normalised value (a word, number, list), None where there is none.
    raw: the source's own words, untouched; None where nothing was read (a value that follows
        from the catalogue, or an absent one).
    places: where the raw words stand; pieces of a row joined over pages in reading order.
    rules: ids of the rules that made `text` from `raw`, in order, e.g. "code.ring", "text.join".
    confidence: 0..1, the share right among values of this confidence.
    layer: what the file encodes, where that is not what it prints ("1" in a font that prints "๑").
    absent: why `text` is None: "not_stated" (the cell is there and blank), "unreadable" (something
        stands there and cannot be trusted), "not_in_form" (the form has no such column).

    Example: `Value(text="O11", raw="○11", places=(Place(line=35),), rules=("code.ring",))`.
    """

    text: T | None = None
    raw: str | None = None
    places: tuple[Place, ...] = ()
    rules: tuple[str, ...] = ()
    confidence: float = 1.0
    absent: Absence | None = None
    layer: str | None = None

    def with_rule(self, rule: str, confidence: float = 1.0) -> Value[T]:
        """The same value with one more rule, and no more confidence than that rule leaves."""
        changed = {"rules": (*self.rules, rule), "confidence": min(self.confidence, confidence)}
        return self.model_copy(update=changed)


Text = Value[str]
AnyValue = Value[Any]


def absent(why: Absence, places: tuple[Place, ...] = (), raw: str | None = None) -> AnyValue:
    """A value that is not there, and why.

    Example: a blank status cell is `absent("not_stated", (place,))`, which is not "not done".
    """
    return Value(absent=why, places=places, raw=raw) if places or raw else _nothing(why, raw)


@cache
def _nothing(why: Absence, raw: str | None) -> AnyValue:
    """The value of what stands nowhere: one for all fields."""
    return Value(absent=why, places=(), raw=raw)
