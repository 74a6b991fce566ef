"""The families of tables by the roles that their columns must have, as families.csv lists them."""

from __future__ import annotations

from functools import cache

from catalogue.lookup import table
from normalize.columns import Column


@cache
def _families() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    rows = sorted(table("families"), key=lambda r: int(r["value"]))
    return tuple((r["canonical"], tuple(frozenset(n.split("+")) for n in r["needs"].split("|")))
                 for r in rows)


def family_of(columns: tuple[Column, ...]) -> str | None:
    """The family whose roles the columns have, None where no family needs only these.

    Example: the columns "ข้อ | ข้อมูล | หน่วยงาน" -> "item".
    """
    roles = frozenset(c.role for c in columns if c.role)
    roles |= {"by_instrument"} if any("column.instrument" in c.rules for c in columns) else set()
    return next((name for name, needs in _families() if any(_has(roles, n) for n in needs)), None)


def _has(roles: frozenset[str], needs: frozenset[str]) -> bool:
    """True where all needed roles are there and none that "!" forbids ("!unit")."""
    forbidden = {n[1:] for n in needs if n.startswith("!")}
    return {n for n in needs if n[0] != "!"} <= roles and not forbidden & roles
