"""What the columns of a table are by what they hold: lettered codes, titles, the longest text.

It decides where a header was lost or misread, and where its word fits two columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalize.codes import item_code, leading_code
from normalize.columns import Column, Grid, official_titles
from normalize.shifted import told_kind
from normalize.text import squash

_FEW = 3      # filled cells that a column of codes has at the least, in a table of more rows
_CODES = 0.6  # of a column's filled cells are lettered codes: it is the key column
_KIND = 0.6   # of a column's filled cells name a unit or a status: it is theirs
_HELD = frozenset({"unit", "status"})  # what a cell tells of its column; a person fits two
_LEAST_ROWS, _LEAST_COLUMNS = 5, 3


def columns_by_content(texts: Grid) -> tuple[Column, ...]:
    """Columns of a table that lost its header: codes, then titles, then the longest text.

    texts: the cells of all rows; () where too few rows print a lettered code. Example: the rows
    "O1 | โครงสร้าง | - แสดงแผนผัง | กองคลัง" and so on -> code, title, component, unit.
    """
    if len(texts) < _LEAST_ROWS or len(texts[0]) < _LEAST_COLUMNS:
        return ()
    readings = [item_code(row[0]) for row in texts]
    if sum(r is not None and not r.plain for r in readings) < _CODES * len(texts):
        return ()
    held = {n: _held(texts, n) for n in range(2, len(texts[0]))}
    named = {kind: next(n for n in held if held[n] == kind) for kind in set(held.values()) & _HELD}
    free = [n for n in held if n not in named.values()]
    longest = max(free, key=lambda n: sum(len(row[n]) for row in texts), default=None)
    roles = {n: kind for kind, n in named.items()} | {0: "code", 1: "title"}
    if longest is not None:
        roles[longest] = "component"
    return tuple(Column(number=n, header="", role=roles.get(n), rules=("column.by_content",),
                        confidence=0.7) for n in range(len(texts[0])))


def _held(texts: Grid, number: int) -> str | None:
    """What most filled cells of a column hold, None where no kind is theirs."""
    kinds = [told_kind(row[number]) for row in texts if row[number].strip()]
    best = max(kinds, key=kinds.count, default=None)
    return best if kinds and kinds.count(best) >= _KIND * len(kinds) else None


def completed(columns: tuple[Column, ...], texts: Grid) -> tuple[Column, ...]:
    """Columns of a damaged header, those without a role by what they hold."""
    columns = _with_titles(columns, texts)
    held = columns_by_content(texts)
    roles = {c.role for c in columns}
    return tuple(h if c.role is None and h.role and h.role not in roles else c
                 for c, h in zip(columns, held, strict=False)) if held else columns


def _with_titles(columns: tuple[Column, ...], texts: Grid) -> tuple[Column, ...]:
    """The columns with the one that prints official titles as theirs, whatever its header says."""
    if any(c.role == "title" for c in columns):
        return columns
    shares = {c.number: _title_share(texts, c.number) for c in columns if c.role is None}
    best = max(shares, key=lambda n: (shares[n], -n), default=None)
    if best is None or shares[best] < _CODES:
        return columns
    found = {"role": "title", "rules": ("column.by_content",), "confidence": 0.9}
    return tuple(c.model_copy(update=found) if c.number == best else c for c in columns)


def _title_share(texts: Grid, column: int) -> float:
    """Share of the filled cells of a column that print an official title; 0 where they are few.

    A code may stand before it: "O1 โครงสร้าง".
    """
    filled = [row[column] for row in texts if row[column].strip()]
    return sum(squash(_without_code(text)) in official_titles() for text in filled) / len(filled) \
        if len(filled) >= _LEAST_ROWS else 0.0


def _without_code(text: str) -> str:
    coded = leading_code(text)
    return coded[2] if coded else text


def with_code_column(columns: tuple[Column, ...], texts: Grid) -> tuple[Column, ...]:
    """The columns with the one whose cells are nearly all lettered codes as that of the codes.

    A column headed as the codes' that only counts the rows becomes an "ordinal", also where the
    codes stand before the titles in one cell; rows with one text alone are headings and tell
    nothing.
    """
    rows = tuple(row for row in texts if sum(bool(text.strip()) for text in row) > 1)
    shares = {c.number: _lettered_share(rows, c.number) for c in columns}
    best = max(shares, key=lambda n: (shares[n], -n), default=None)
    named = [c.number for c in columns if c.role == "code"]
    if not any(shares.values()) and any(_codes_before(rows, c) for c in columns):
        return tuple(_not_code(c) for c in columns)  # "1 | O1 โครงสร้าง": it counts the rows
    least = max((_filled(rows, n) for n in named), default=_FEW if len(rows) > _FEW else 1)
    few = best is not None and _filled(rows, best) < least
    if best is None or shares[best] < _CODES or few or any(shares[n] >= _CODES for n in named):
        return columns if len(named) < 2 else _one_code_column(columns, named, shares)
    found = {"role": "code", "rules": ("column.by_content",), "confidence": 0.95}
    return tuple(c.model_copy(update=found) if c.number == best else _not_code(c) for c in columns)


def _codes_before(texts: Grid, column: Column) -> bool:
    """Whether most filled cells of a column that may hold titles begin with a lettered code."""
    filled = [row[column.number] for row in texts if row[column.number].strip()]
    return column.role in ("title", None) and len(filled) >= _FEW \
        and sum(leading_code(text) is not None for text in filled) >= _CODES * len(filled)


def _one_code_column(columns: tuple[Column, ...], named: Sequence[int],
                     shares: dict[int, float]) -> tuple[Column, ...]:
    best = max(named, key=lambda n: (shares[n], -n))
    return tuple(c if c.number == best else _not_code(c) for c in columns)


def _not_code(column: Column) -> Column:
    return column.model_copy(update={"role": "ordinal"}) if column.role == "code" else column


def _filled(texts: Grid, column: int) -> int:
    """How many cells of a column hold text."""
    return sum(bool(row[column].strip()) for row in texts)


def _lettered_share(texts: Grid, column: int) -> float:
    """Share of the filled cells of a column that print an item code with its letter."""
    filled = [row[column] for row in texts if row[column].strip()]
    readings = [item_code(text) for text in filled]
    return sum(r is not None and not r.plain for r in readings) / len(filled) if filled else 0.0
