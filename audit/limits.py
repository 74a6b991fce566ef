"""The limits of the checks: shares and counts that an auditor may set otherwise.

The defaults and what each limit means stand in `catalogue/data/limits.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from catalogue.lookup import table


class Limits:
    """The value of each limit by its name: `limits["certifier_share"]` is 0.8."""

    def __init__(self, values: Mapping[str, float]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> float:
        """The value of a limit; a name that is none is a KeyError."""
        return self._values[name]

    def items(self) -> list[tuple[str, float]]:
        """All limits, sorted by name."""
        return sorted(self._values.items())


@cache
def default_limits() -> Limits:
    """The limits of the table."""
    return Limits({row["value"]: float(row["canonical"]) for row in table("limits")})


def limits_with(changed: Mapping[str, Any]) -> Limits:
    """The default limits with some set otherwise.

    Raises ValueError for a name that is no limit or a value that is no number of 0 or more.
    Example: `limits_with({"certifier_share": 0.5})`.
    """
    values = dict(default_limits().items())
    for name, value in changed.items():
        if name not in values:
            raise ValueError(f"no limit is called {name!r}; known: {', '.join(sorted(values))}")
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"{name} must be a number of 0 or more, not {value!r}")
        values[name] = float(value)
    return Limits(values)
