"""Rows told by the numbers or codes that their first lines begin with, where no line parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.pdf.columns import Line, covered, filled_columns, inked

#: Least gap behind a number, and least gap between columns that a header tells apart. Points.
BESIDE, NARROW = 5.0, 3.5
#: White above a row's first line, as a multiple of that between the lines of a cell.
WIDER = 1.08
#: Share of the rows that begin level in all their columns.
LEVEL = 0.9

KEY = re.compile(r"^\W*(?:[A-Za-zก-ฮ○]{0,3}[.\s-]?)?([0-9๐-๙]{1,3})((?:[./][0-9๐-๙]+)*)\W*$")
KEY_LENGTH = 8
AMOUNT = re.compile(r"^[(-]?[0-9๐-๙][0-9๐-๙,.]*[)%]?$")
#: An entry of a list, which is no header.
LISTED = re.compile(r"^\W*[0-9๐-๙]")


def number(line: Line, right: float) -> tuple[int, str] | None:
    """The number or code that a line begins with, other entries beside it: "O12" -> 12, "".

    right: where the first column ends; the second may go on with a number ("รอบ⏎6 เดือน").
    """
    entries = covered(inked(line), BESIDE)
    if len(entries) < 2 or entries[0][0] > right:
        return None
    key = "".join(g.text for g in line if g.x1 <= entries[0][1] + 0.01).strip()
    match = KEY.match(key) if len(key) <= KEY_LENGTH else None
    return (int(match[1]), match[2]) if match else None


def stands_apart(lines: Sequence[Line], place: int) -> bool:
    """Whether there is more white above a line than between the others, as above a new row."""
    steps = [after[0].bottom - before[0].bottom for before, after in pairwise(lines)]
    others = steps[: place - 1] + steps[place:]
    return bool(others) and steps[place - 1] >= WIDER * median(others)


def is_level(lines: Sequence[Line], borders: Sequence[float], right: float) -> bool:
    """Whether rows begin in all their columns at the number's own line.

    Cells set in the middle of their row begin above it. right: as for `number`.
    """
    rows: list[list[Line]] = []
    for line in lines:
        if number(line, right):
            rows.append([line])
        else:
            rows[-1].append(line)
    if _set_at_foot(lines, right) or any(_has_another(row, borders) for row in rows):
        return False
    level = sum(
        {column for line in row[1:] for column in filled_columns(line, borders)}
        <= filled_columns(row[0], borders) for row in rows)
    return level >= LEVEL * len(rows)


def _set_at_foot(lines: Sequence[Line], right: float) -> bool:
    """Whether there is more white below the lines of numbers than above them."""
    numbers = [number(line, right) is not None for line in lines]
    steps = [after[0].bottom - before[0].bottom for before, after in pairwise(lines)]
    above = [step for step, (upper, lower) in zip(steps, pairwise(numbers), strict=True)
             if lower and not upper]
    below = [step for step, (upper, lower) in zip(steps, pairwise(numbers), strict=True)
             if upper and not lower]
    return bool(above and below) and median(below) >= WIDER * median(above)


def _has_another(row: Sequence[Line], borders: Sequence[float]) -> bool:
    """Whether below a number's line stands another row: an amount again, or a first entry."""
    amounts = _amounts(row[0], borders)
    return any(entry[0][0] < borders[1] if (entry := covered(inked(line), NARROW)) else False
               for line in row[1:]) or any(amounts & _amounts(line, borders) for line in row[1:])


def _amounts(line: Line, borders: Sequence[float]) -> set[int]:
    """The columns behind the first in which a line prints an amount and nothing else."""
    texts: dict[int, str] = {}
    for glyph in inked(line):
        column = sum(border <= (glyph.x0 + glyph.x1) / 2 for border in borders[1:-1])
        texts[column] = texts.get(column, "") + glyph.text
    return {column for column, text in texts.items() if column and AMOUNT.match(text)}

