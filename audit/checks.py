"""The checks of one form: small pure functions, each documented by its own first lines."""

from __future__ import annotations

from collections.abc import Callable

from audit.completeness import item_missing, item_twice
from schema.finding import Finding
from schema.form import Form

Check = Callable[[Form], tuple[Finding, ...]]
CHECKS: dict[str, Check] = {"item_missing": item_missing, "item_twice": item_twice}


def check_form(form: Form) -> tuple[Finding, ...]:
    """The findings of every check, in the order of CHECKS."""
    return tuple(found for check in CHECKS.values() for found in check(form))
