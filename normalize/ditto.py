"""Ditto marks: a sign in a cell for what stands in the same column of the row above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.columns import Column
from normalize.family import Row
from normalize.layout import LogicalRow
from normalize.text import is_blank
from schema.table import Cell

RULE = "cell.ditto"
_SIGN = re.compile(
    r"[\s\-–—]*(?:[\"“”„″ˮ〃״〞]|['’‘´′]{2}|,,|-\s*ditto\s*-)(?:\s*[\"“”„″ˮ〃״〞])*[\s\-–—]*", re.I
)
_SURE = 0.8  # confidence of a value that a sign stands for
_OWN = frozenset({"code", "title", "component", None, "ordinal"})  # what no row takes from above


def with_dittos(row: Row, columns: Sequence[Column], above: LogicalRow | None) -> Row:
    """The row with the values of the row above in place of signs; raw keeps the sign.

    A sign under a blank cell, or in a column that shares its role with another, stays as it is.
    Example: 〃 below "กองคลัง" -> "กองคลัง", raw "〃".
    """
    if above is None or not any(_SIGN.fullmatch(cell.text) for cell in row.cells):
        return row
    roles = [c.role for c in columns]
    found = {c.number: _meant(row.cells[c.number], above.text(c.role)) for c in columns
             if c.role not in _OWN and c.role and roles.count(c.role) == 1}
    cells = tuple(found.get(n) or cell for n, cell in enumerate(row.cells))
    return row.model_copy(update={"cells": cells})


def _meant(cell: Cell, text: str) -> Cell | None:
    if not _SIGN.fullmatch(cell.text) or is_blank(text):
        return None
    return replace(cell, text=text, layer=cell.raw, repairs=(*cell.repairs, RULE),
                   confidence=min(cell.confidence, _SURE))
