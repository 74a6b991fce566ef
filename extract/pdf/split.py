"""Several printed rows within one ruled row, parted by the baselines of their numbers.

Some officers rule one row for a page and type line after line into its cells. The rows are told
by columns of numbers or codes whose entries stand side by side. This is done only where nothing
speaks against it: one number over two lines must never become two rows. At the head of a page such
a ruled row may begin with the rest of a row of the page before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import compress, pairwise
from statistics import median
from typing import NamedTuple

from extract.pdf.cells import NONE, Cells, least_and_most
from extract.pdf.layout import Layout
from extract.pdf.letters import Places
from extract.pdf.lines import Glyphs, printed_lines

SPLIT = "pdf.grid.rows_split"
CONFIDENCE = 0.9
#: Baselines closer than this are one. Points.
LEVEL = 2.5
#: Fewest entries in columns of amounts that agree; fewest such columns.
ENTRIES, AGREEING = 3, 2
#: Rows of a table that may begin with the rest of a row of the page before: behind a header.
HEAD = 3
#: White above a row's first line, as a multiple of that between the lines of a cell.
WIDER = 1.08
#: Letters of a cell looked at first: words are told from numbers by these.
FIRST = 12
_AMOUNT = re.compile(r"^(?:[-–—]|[-(]?[0-9๐-๙][0-9๐-๙,.]*\)?\s*%?)$")
_CODE = re.compile(r"^[A-Za-zก-ฮ○]{0,4}[.\s-]?([0-9๐-๙]{1,3})[.)]?$")
_KEYS = re.compile(r"^[A-Za-zก-ฮ○0-9๐-๙.,()%\s–—-]*$")

Entries = list[tuple[float, float, str]]


class Parted(NamedTuple):
    """A layout with parted rows, which glyphs its cells hold, and the numbers of the new cells."""

    layout: Layout
    cells: Cells
    split: frozenset[int]


def parted(each: Layout, glyphs: Glyphs, cells: Cells, *, goes_on: bool = False) -> Parted:
    """The layout with every ruled row parted that holds several rows of numbers.

    cells: the places of the glyphs of each cell; goes_on: the page before ends with a table of the
    same columns.
    """
    keys = {cell for cell in _tall(glyphs, cells) if _may_be_key(glyphs, cells[cell])}
    keys |= _low_keys(each, glyphs, cells) if goes_on else set()
    if not keys:
        return Parted(each, cells, frozenset())
    ys: list[float] = [each.ys[0]]
    owner: list[list[int | None]] = []
    filled = dict(cells)
    new: set[int] = set()
    count = max((cell for row in each.owner for cell in row if cell is not None), default=-1)
    for number, row in enumerate(each.owner):
        bottom = each.ys[number + 1]
        own = _own_cells(each, number)
        entries = {} if own.isdisjoint(keys) else {
            cell: _entries(glyphs, filled[cell]) for cell in own if len(filled.get(cell, NONE))}
        for top in _tops(entries, goes_on=goes_on):
            owner.append(list(row))
            ys.append(top)
            row = list(row)
            for column, cell in enumerate(row):
                if cell in own:
                    count += 1
                    row[column] = count
                    filled[cell], filled[count] = _cut(glyphs, filled.get(cell, NONE), top)
                    own = (own - {cell}) | {count}
                    new |= {cell, count}
        owner.append(list(row))
        ys.append(bottom)
    return Parted(Layout(each.xs, ys, owner), filled, frozenset(new))


def _tall(glyphs: Glyphs, cells: Cells) -> list[int]:
    """The cells whose glyphs stand on more than one baseline."""
    some, highest, lowest = least_and_most(cells, glyphs.bottom)
    return list(compress(some, (lowest - highest >= LEVEL).tolist()))


def _low_keys(each: Layout, glyphs: Glyphs, cells: Cells) -> set[int]:
    """The first cells of the first rows that hold a code, and begin below another of their row."""
    some, highest, _ = least_and_most(cells, glyphs.top)
    tops = dict(zip(some, highest.tolist(), strict=True))
    found = set()
    for row in each.owner[:HEAD]:
        own = [cell for cell in row if cell is not None and cell in tops]
        if own and min(tops[cell] for cell in own) < tops[own[0]] - LEVEL \
                and _may_be_key(glyphs, cells[own[0]]):
            found.add(own[0])
    return found


def _cut(glyphs: Glyphs, places: Places, top: float) -> tuple[Places, Places]:
    """The glyphs whose middle is above a height, and the others."""
    below = glyphs.centres[1][places] >= top
    return places[~below], places[below]


def _own_cells(each: Layout, number: int) -> set[int]:
    """The cells that stand in this row only and in one column."""
    row = each.owner[number]
    others = {cell for n, other in enumerate(each.owner) if n != number for cell in other}
    return {cell for cell in row if cell is not None and cell not in others
            and row.count(cell) == 1}


def _tops(entries: Mapping[int, Entries], *, goes_on: bool) -> list[float]:
    """Where the second and later rows within one ruled row begin; none where it is one row.

    entries: the lines of each cell of the row; goes_on: as for `parted`.
    """
    columns = list(entries.values())
    codes = next((found for found in columns if len(found) > 1 and _codes(found)), [])
    keys = codes or _amounts(columns)
    if len(keys) > 1 and _aligned(keys, columns):
        return [top for top, _, _ in keys[1:]]
    lone = columns[0] if goes_on and columns and _codes(columns[0]) else []
    return [top for top, _, _ in lone] if lone and _begins_with_rest(lone, columns[1:]) else []


def _may_be_key(glyphs: Glyphs, places: Places) -> bool:
    """Whether a cell holds nothing but codes or amounts."""
    return _is_key(glyphs, places[:FIRST]) and _is_key(glyphs, places)


def _is_key(glyphs: Glyphs, places: Places) -> bool:
    return bool(_KEYS.match("".join([glyphs.text[place] for place in places.tolist()])))


def _entries(glyphs: Glyphs, places: Places) -> Entries:
    """The lines of a cell: top, baseline box's bottom, text."""
    found = []
    for line in printed_lines(glyphs.at(places)):
        text = "".join(glyph.text for glyph in line).strip()
        if text:
            found.append((min(g.top for g in line), max(g.bottom for g in line), text))
    return found


def _codes(found: Entries) -> bool:
    """Whether the lines of a cell count on: "O1", "O2", "O3"."""
    numbers = [_CODE.match(text) for _, _, text in found]
    if not all(numbers):
        return False
    values = [int(match[1]) for match in numbers if match]
    return all(after == before + 1 for before, after in pairwise(values))


def _amounts(columns: Sequence[Entries]) -> Entries:
    """The lines of the amounts, where all columns of amounts have as many at the same heights."""
    amounts = [found for found in columns if all(_AMOUNT.match(text) for _, _, text in found)]
    if len(amounts) < AGREEING or len(amounts[0]) < ENTRIES:
        return []
    agree = all(len(found) == len(amounts[0]) and _level(found, amounts[0]) for found in amounts)
    return amounts[0] if agree else []


def _level(one: Entries, other: Entries) -> bool:
    return all(abs(a[1] - b[1]) <= LEVEL for a, b in zip(one, other, strict=True))


def _aligned(keys: Entries, columns: Sequence[Entries]) -> bool:
    """Whether another column of words has a line beside every number, and none starts above."""
    words = [found for found in columns if not all(_AMOUNT.match(t) or _CODE.match(t)
                                                   for _, _, t in found)]
    beside = [found for found in words
              if all(any(abs(line[1] - key[1]) <= LEVEL for line in found) for key in keys)]
    first = keys[0][1] - LEVEL
    return bool(beside) and all(found[0][1] >= first for found in columns)


def _begins_with_rest(keys: Entries, columns: Sequence[Entries]) -> bool:
    """Whether what stands above the first code is the rest of a row of the page before.

    Each code's row then begins level in all its columns, and more white parts the rest from the
    first than parts the lines of a cell. In cells set in the middle the lines are evenly spaced.
    """
    heights = [key[1] - LEVEL for key in keys]
    parts = [_parts(found, heights) for found in columns]
    level = [abs(part[0][1] - key[1]) <= LEVEL for _, *rows in parts
             for key, part in zip(keys, rows, strict=True) if part]
    pitches = [after[1] - before[1] for rows in parts for part in rows
               for before, after in pairwise(part)]
    rest = [rows[0][-1] for rows in parts if rows[0]]
    if not rest or not level or not all(level) or not pitches:
        return False
    least = WIDER * median(pitches)
    return all(keys[0][1] - line[1] >= least for line in rest)


def _parts(found: Entries, heights: Sequence[float]) -> list[Entries]:
    """The lines above the first height, between the first and the second, and so on."""
    ends = [float("-inf"), *heights, float("inf")]
    return [[line for line in found if start <= line[1] < end] for start, end in pairwise(ends)]
