"""Empty cells of the "blocks" dialect that an editor took out with the white space at line ends.

An empty cell is a line with a lone tab; stripped, it is a blank line and looks like the end of a
row. A row then ends in as many blank lines as it had empty cells, and one more.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extract.lines import Line
from extract.tabblocks import SHORT_ROW, Cut, blocks_of, tables_of

_LOST = 1.0  # what the tables must cost less with the tabs put back


def stretch_tables(lines: Sequence[Line]) -> list[Cut]:
    r"""The tables of a stretch of lines, with stripped tabs put back where they make whole rows.

    The last row may miss cells at no cost: what was stripped behind it, nobody sees. Example:
    "\tหมวด", four blank lines and "\tO1" give the row "หมวด" and three empty cells.
    """
    plain = tables_of(blocks_of(lines))
    if _cost(plain) <= _LOST or any(line.text == "\t" for line in lines):
        return plain
    filled = _with_tabs(lines)
    if filled == list(lines):
        return plain
    restored = tables_of(blocks_of(filled))
    last = restored[-1]
    cost = _cost(restored) - (SHORT_ROW if len(last.rows[-1]) < last.columns else 0.0)
    return restored if cost + _LOST < _cost(plain) else plain


def _cost(tables: Sequence[Cut]) -> float:
    return sum(found.cost for found in tables)


def _with_tabs(lines: Sequence[Line]) -> list[Line]:
    """The lines with a tab in all blank lines of a run but the last, before a line with a tab."""
    out: list[Line] = []
    for blank, group in groupby(lines, key=lambda line: line.blank):
        run = list(group)
        if out and out[-1].blank and not run[0].text.startswith("\t"):
            out = _blanked(out, lines)
        out += [line._replace(text="\t") for line in run[:-1]] + run[-1:] if blank else run
    return out


def _blanked(out: list[Line], lines: Sequence[Line]) -> list[Line]:
    """The lines with those blank again that stand before text outside the cells."""
    end = len(out)
    while end and (out[end - 1].blank or out[end - 1].text == "\t"):
        end -= 1
    return [*out[:end], *lines[end : len(out)]]
