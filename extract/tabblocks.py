"""The "blocks" dialect: cells one after another, nothing says where a row ends.

A row ends in a blank line, but a cell may end in one as well, so rows are inferred: of all
numbers of columns and all ways to cut, the one wins that needs the fewest exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from extract.lines import Line

#: What an exception costs. A row may begin only behind a blank line; a row has all its cells,
#: or it is a heading: one cell and then empty ones, which the file may leave out.
_NO_BLANK_BEFORE = 2.5
SHORT_ROW = 3.0
_LONE_CELL = 1.0
_NEW_TABLE = 2.0
#: Widest table looked for beyond the longest run of cells without a blank line, and at all.
_WIDTH_TRIED = 16
_WIDTH_LIMIT = 64
#: Places tried for the beginning of a further table (a form has a handful), and how many cells
#: may be looked at in all on that behalf, for the sake of files that are no forms.
_BREAKS_TRIED = 60
_CELLS_TRIED = 30_000
#: Least share of cells that look like the cell one row further, where only that tells.
_PERIOD_SHARE = 0.2
#: What a pair of empty cells tells, as a share of what a pair of equal words tells: forms are
#: full of empty cells.
_EMPTY_WEIGHT = 0.25
_COUNTER = re.compile(r"\W{0,2}[A-Za-zก-ฮ]{0,2}\W?\d{1,3}\W{0,2}")


class Block(NamedTuple):
    """A cell: its lines, whether a blank line stands before it, its words on one line."""

    lines: tuple[Line, ...]
    after_blank: bool
    words: str

    @property
    def tail(self) -> int:
        """Where text behind a blank line begins, as an index into `lines`; their number if none.

        Such text is a further paragraph of the cell, or the first one behind the table.
        """
        behind = range(1, len(self.lines))
        return next(
            (i for i in behind if self.lines[i - 1].blank and not self.lines[i].blank),
            len(self.lines),
        )


Row = tuple[Block, ...]


class Cut(NamedTuple):
    """Blocks cut into rows of at most `columns` cells, and what the exceptions cost."""

    columns: int
    rows: tuple[Row, ...]
    cost: float

    @property
    def is_table(self) -> bool:
        """Whether this is a table rather than some paragraphs that begin with a tab."""
        full = sum(len(row) == self.columns for row in self.rows)
        return self.columns > 2 or (self.columns == 2 and full > 1)


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The cells of a stretch of lines, the first of which begins with a tab."""
    starts = [i for i, line in enumerate(lines) if line.text.startswith("\t")]
    ends = [*starts[1:], len(lines)]
    return [
        Block(tuple(lines[i:end]), i == 0 or lines[i - 1].blank, _words(lines[i:end]))
        for i, end in zip(starts, ends, strict=True)
    ]


def _words(lines: Sequence[Line]) -> str:
    return " ".join(" ".join(line.text for line in lines).split())


def tables_of(blocks: Sequence[Block]) -> list[Cut]:
    r"""The tables that blocks make, in order.

    Example: seven header cells, a blank line, "\tหมวด" and three empty cells, a blank line and
    seven cells give one table with rows of 7, 4 and 7 cells.
    """
    whole = _best(blocks)
    if whole.cost <= _NEW_TABLE:
        return [whole]
    tried = min(_BREAKS_TRIED, _CELLS_TRIED // len(blocks))
    breaks = [i for i in range(1, len(blocks)) if _may_end(blocks[i - 1])][:tried]
    halves = ((_best(blocks[:i]).cost + _best(blocks[i:]).cost, i) for i in breaks)
    cost, i = min(halves, default=(whole.cost, 0))
    if cost + _NEW_TABLE >= whole.cost:
        return [whole]
    return [*tables_of(blocks[:i]), *tables_of(blocks[i:])]


def _may_end(block: Block) -> bool:
    """Whether a table could end in this cell: text behind a blank line may be a paragraph."""
    return block.tail < len(block.lines)


def _best(blocks: Sequence[Block]) -> Cut:
    longest = _longest_run(blocks)
    if longest == 1:
        return _cut(blocks, _period(blocks))
    widest = min(len(blocks), max(longest, _WIDTH_TRIED), _WIDTH_LIMIT)
    columns = {*range(2, widest + 1), longest}
    return min((_cut(blocks, n) for n in sorted(columns)), key=lambda found: found.cost)


def _longest_run(blocks: Sequence[Block]) -> int:
    """Largest number of cells one after another without a blank line between them."""
    longest = run = 0
    for block in blocks:
        run = 1 if block.after_blank else run + 1
        longest = max(longest, run)
    return longest


def _period(blocks: Sequence[Block]) -> int:
    """The number of columns where every cell is followed by a blank line; 1 if none is seen.

    Columns show in what recurs: counters ("1.", "2."), empty cells, the same word in each row.
    """
    lags = range(2, min(len(blocks) // 2, _WIDTH_TRIED) + 1)
    shares = {lag: _alike_share(blocks, lag) for lag in lags}
    highest = max(shares.values(), default=0.0)
    if highest < _PERIOD_SHARE:
        return 1
    return min(lag for lag, share in shares.items() if share >= 0.9 * highest)


def _alike_share(blocks: Sequence[Block], lag: int) -> float:
    """Share of cells that look like the cell `lag` further, doubled if all rows would be full."""
    pairs = [(a.words, b.words) for a, b in zip(blocks, blocks[lag:], strict=False)]
    empty = _EMPTY_WEIGHT * sum(not a and not b for a, b in pairs)
    telling = [(a, b) for a, b in pairs if a or b]
    alike = empty + sum(a == b or _both_counters(a, b) for a, b in telling)
    share = alike / max(1.0, empty + len(telling))
    return share if len(blocks) % lag else 2 * share


def _both_counters(a: str, b: str) -> bool:
    return bool(_COUNTER.fullmatch(a) and _COUNTER.fullmatch(b))


def _cut(blocks: Sequence[Block], columns: int) -> Cut:
    """The cheapest way to cut into rows of at most `columns` cells."""
    if columns == 1:
        return Cut(1, tuple((block,) for block in blocks), 0.0)
    blanks = list(accumulate((block.after_blank for block in blocks), initial=0))
    blank_cost = 1.0 / max(1, blanks[-1])
    empty = _empty_runs(blocks)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(blocks) + 1):
        options = []
        for start in _starts(blocks, end, columns):
            length = end - start
            cost = best[start][0] + blank_cost * (blanks[end] - blanks[start + 1])
            heading = bool(blocks[start].words) and length <= empty[start] + 1
            cost += _shape_cost(length, columns, heading)
            cost += 0.0 if start == 0 or blocks[start].after_blank else _NO_BLANK_BEFORE
            options.append((cost, start))
        best.append(min(options))
    return Cut(columns, _rows(blocks, best), best[-1][0])


def _starts(blocks: Sequence[Block], end: int, columns: int) -> list[int]:
    """Where the row that ends before `end` may begin: behind a blank line, or n cells back."""
    first = max(0, end - columns)
    return [i for i in range(first, end) if i == first or blocks[i].after_blank]


def _empty_runs(blocks: Sequence[Block]) -> list[int]:
    """For each cell, how many empty cells stand right behind it."""
    runs = [0] * len(blocks)
    for i in range(len(blocks) - 2, -1, -1):
        runs[i] = 0 if blocks[i + 1].words else runs[i + 1] + 1
    return runs


def _shape_cost(length: int, columns: int, heading: bool) -> float:
    if length == columns:
        return 0.0
    if not heading:
        return SHORT_ROW
    return _LONE_CELL if length == 1 else 0.0


def _rows(blocks: Sequence[Block], best: Sequence[tuple[float, int]]) -> tuple[Row, ...]:
    """The rows of the cheapest cut, found from the end backwards."""
    rows: list[Row] = []
    end = len(blocks)
    while end:
        start = best[end][1]
        rows.append(tuple(blocks[start:end]))
        end = start
    return tuple(reversed(rows))
