"""Findings that reading gives, in the words of findings.csv."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from catalogue.lookup import table
from schema.finding import Finding, Origin, Severity
from schema.table import Place


@cache
def _messages() -> dict[str, dict[str, str]]:
    return {row["value"]: row for row in table("findings")}


def finding(check: str, origin: Origin, places: tuple[Place, ...] = (), code: str | None = None,
            **data: Any) -> Finding:
    """A finding of a check with its messages filled in from `data`.

    Example: `finding("column_unknown", "extraction", header="งบประมาณ (บาท)")`.
    """
    row = _messages()[check]
    return Finding(
        check=check, severity=cast(Severity, row["canonical"]), origin=origin, code=code,
        message_th=row["message_th"].format(**data), message_en=row["message_en"].format(**data),
        evidence=places, data=data,
    )
