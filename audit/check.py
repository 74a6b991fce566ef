"""What a check is: a pure function of a form and the limits, and the words that it speaks in.

A check's docstring is its specification: the first paragraph says what it looks for, one that
begins with "Not applicable" when it says nothing, one that begins with "Unsure" when what it
found may be ours. Its Thai words stand in `catalogue/data/checks.csv` under the function's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Literal, cast

from audit.limits import Limits
from catalogue.lookup import Row, table
from schema.finding import Finding, Origin, Severity
from schema.form import Form
from schema.table import Frozen, Place

Outcome = Literal["pass", "fail", "not_applicable"]
Words = tuple[str, str]  # the same in Thai and English


class Failure(Frozen):
    """One thing that a check found. `words` fill the messages in each language, `data` in both.

    severity: where it is less grave than the check says.
    Example: data {"title": "โครงสร้าง"}, words {"where": ("ทั้ง 43 ข้อ", "all 43 items")}.
    """

    origin: Origin
    severity: Severity | None = None
    code: str | None = None
    evidence: tuple[Place, ...] = ()
    data: dict[str, Any] = {}
    words: dict[str, Words] = {}


class Result(Frozen):
    """What a check says of a form; `reason` is the id of why it does not apply."""

    outcome: Outcome
    reason: str | None = None
    failures: tuple[Failure, ...] = ()


_PASS = Result(outcome="pass")
CheckFunction = Callable[[Form, Limits], Result]


def result(failures: Iterable[Failure]) -> Result:
    """Fail where there is any failure, else pass."""
    found = tuple(failures)
    return Result(outcome="fail", failures=found) if found else _PASS


@cache
def skip(reason: str) -> Result:
    """Not applicable; `reason` is a row of `not_applicable.csv`."""
    if reason not in _reasons():
        raise KeyError(reason)
    return Result(outcome="not_applicable", reason=reason)


def reason_words(reason: str) -> Words:
    """Why a check does not apply, in Thai and English."""
    row = _reasons()[reason]
    return row["thai"], row["english"]


def finding_of(check_id: str, failure: Failure) -> Finding:
    """The finding in the words of the table; a placeholder without a value is an error of ours.

    Example: `finding_of("item_missing", Failure(origin="agency", code="O1", …))`.
    """
    row = check_words(check_id)
    shown = {name: _shown(value) for name, value in failure.data.items()}
    shown["code"] = failure.code or "-"
    thai = {name: pair[0] for name, pair in failure.words.items()}
    english = {name: pair[1] for name, pair in failure.words.items()}
    return Finding(
        check=check_id, severity=failure.severity or cast(Severity, row["severity"]),
        origin=failure.origin, code=failure.code,
        message_th=row["message_th"].format(**(shown | thai)),
        message_en=row["message_en"].format(**(shown | english)),
        evidence=failure.evidence, data=failure.data,
    )


def _shown(value: Any) -> str:
    """A value of `data` inside a sentence; of a long list the first ten."""
    if isinstance(value, list | tuple):
        head = ", ".join(map(str, value[:10]))
        return head + (f" … (+{len(value) - 10})" if len(value) > 10 else "")
    return "-" if value is None else str(value)


def check_words(check_id: str) -> Row:
    """The row of a check: severity, messages, and in Thai what it is, when not, what to do."""
    return _checks()[check_id]


def paragraph(function: CheckFunction, begins: str) -> str:
    """The paragraph of a docstring that begins with a word, without that word; "" for none.

    `begins` "" is the first paragraph: what the check looks for.
    """
    parts = [" ".join(part.split()) for part in (function.__doc__ or "").split("\n\n")]
    if not begins:
        return parts[0]
    return next((p.removeprefix(begins).strip(" :,") for p in parts if p.startswith(begins)), "")


@cache
def _checks() -> dict[str, Row]:
    return {row["value"]: row for row in table("checks")}


@cache
def _reasons() -> dict[str, Row]:
    return {row["value"]: row for row in table("not_applicable")}
