"""What becomes of a file: its forms as they are written and kept, or why it gave none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from oit.inputs import Document

Scalar = str | int | float | None
Rows = dict[str, list[Sequence[Scalar]]]


class Failure(NamedTuple):
    """Why a file gave no form; `detail` is the traceback of a defect of ours."""

    reason: str
    message_th: str
    message_en: str
    detail: str | None = None


@dataclass(frozen=True)
class FormRows:
    """The rows of one form for each table.

    statements: lines of CSV in UTF-8, one or many in each member.
    """

    form_id: str
    rows: Rows
    statements: Sequence[bytes] = ()


@dataclass(frozen=True)
class Rendered(FormRows):
    """One form as it is written: its rows for each table, a line per statement, and its JSON."""

    json: str = ""


@dataclass(frozen=True)
class Told:
    """What a run says of a form without opening it: so nothing of a form stays in memory.

    shown: fields of forms.csv that the summary prints; counts: rows by table; cut: cells too long
    for a workbook.
    """

    form_id: str
    shown: dict[str, Scalar]
    counts: dict[str, int]
    severities: tuple[str, ...]
    cut: int = 0


class Packed(NamedTuple):
    """A form as the ledger keeps it: JSON text, rows and statements, each compressed."""

    json: bytes
    rows: bytes
    statements: bytes


@dataclass(frozen=True)
class Outcome:
    """What became of one document: its forms, or why it gave none.

    packed: the forms themselves, in the order of `forms`, where a worker has just made them.
    """

    document: Document
    forms: tuple[Told, ...] = ()
    failure: Failure | None = None
    seconds: float = 0.0
    packed: tuple[Packed, ...] = ()
