"""A sheet of xlsxwriter that writes rows of texts and numbers at once, not cell by cell.

The same bytes in a fifth of the time: a cell that needs any care goes through the library. What is
called of it are parts that it does not promise; a test compares the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellStringTuple, Worksheet

#: What the library escapes, in a text of a cell or in its white space.
_ODD = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x|\A\s|\s\Z")
LONG = 16_383  # letters; a cell holds 32,767 UTF-16 units, of which a letter may take two


class PlainSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter tells no types
    """A worksheet of a book in `constant_memory`, whose rows go to disk one after the other."""

    def write_plain(self, row: int, values: Sequence[str | int | float | None],
                    formats: tuple[Format, Format], safe: Callable[[str], str]) -> None:
        """Write a row (0-based); formats: of texts and numbers; safe: mends what is not plain."""
        if all(value is None for value in values):
            return
        self._check_dimensions(row, 0)
        self._write_single_row(row)  # what waits of the row above
        as_text, as_number = (made._get_xf_index() for made in formats)
        ready = [f'<row r="{row + 1}">']
        for column, value in enumerate(values):
            if isinstance(value, str):
                if len(value) > LONG or _ODD.search(value):
                    self.fh.write("".join(ready))
                    ready = []
                    self._write_cell(row, column, CellStringTuple(safe(value), formats[0]))
                else:
                    ready.append(f'<c r="{_letters(column)}{row + 1}" s="{as_text}" t="inlineStr">'
                                 f"<is><t>{value}</t></is></c>")
            elif value is not None:
                ready.append(f'<c r="{_letters(column)}{row + 1}" s="{as_number}">'
                             f"<v>{value:.16G}</v></c>")
        self.fh.write("".join([*ready, "</row>"]))


@cache
def _letters(column: int) -> str:
    return str(xl_col_to_name(column))
