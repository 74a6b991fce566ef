"""The rows of a query as a table for people."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

BLANK = "–"
WIDEST = 10_000  # columns where there is no terminal: nothing is cut


def show(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows under their columns; a terminal that is too narrow breaks long cells."""
    terminal = sys.stdout.isatty()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        numeric = any(_is_number(row[number]) for row in rows)
        table.add_column(Text(column), justify="right" if numeric else "left",
                         overflow="fold", no_wrap=not terminal)
    for row in rows:
        table.add_row(*(Text(cell(value)) for value in row))
    Console(file=sys.stdout, width=None if terminal else WIDEST, highlight=False).print(table)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def cell(value: object) -> str:
    """A value as text: a dash for null, numbers as they are ("2566", "0.8049")."""
    return BLANK if value is None else str(value)
