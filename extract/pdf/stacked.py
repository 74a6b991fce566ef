"""Two tables that touch, one below the other, told apart by their columns."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.cells import Cells
from extract.pdf.layout import Layout

#: Inner borders that a part must have for its columns to say anything.
TELLING = 2


def unstacked(
    each: Layout, texts: Sequence[str], cells: Cells
) -> list[Layout]:
    """The tables within a grid: a new one begins where other columns begin.

    That is where no inner border goes on, or where the words of the first row, the header, stand
    again in columns of other widths. Cells keep their numbers.
    texts: of all glyphs; cells: which of them each cell holds.
    """
    starts = [0]
    for row in range(1, len(each.owner)):
        first = starts[-1]
        above, below = _inner(each, row - 1), _inner(each, row)
        if above == below or set(each.owner[row - 1]) & set(each.owner[row]) - {None}:
            continue
        apart = not above & below and min(len(above), len(below)) >= TELLING
        again = not apart and _inner(each, first) != below and _same_words(
            *(_words(each, number, texts, cells) for number in (first, row)))
        if apart or again:
            starts.append(row)
    ends = [*starts[1:], len(each.owner)]
    return [_rows(each, start, end) for start, end in zip(starts, ends, strict=True)]


def _inner(each: Layout, row: int) -> set[int]:
    """The upright borders that part cells in a row."""
    owners = each.owner[row]
    return {n for n in range(1, len(owners)) if owners[n - 1] != owners[n]}


def _same_words(words: Sequence[str], again: Sequence[str]) -> bool:
    """Whether two rows print the same words in as many cells, but for a few misprints."""
    same = sum(one == other for one, other in zip(words, again, strict=False))
    return len(words) == len(again) and same > 1 and 2 * same > len(words)


def _words(
    each: Layout, row: int, texts: Sequence[str], cells: Cells
) -> list[str]:
    found = ("".join([texts[place] for place in cells[cell].tolist()]) for cell in
             dict.fromkeys(each.owner[row]) if cell is not None and cell in cells)
    return ["".join(text.split()) for text in found if text.strip()]


def _rows(each: Layout, start: int, end: int) -> Layout:
    """Some rows of a layout as one of their own, without columns outside its cells."""
    owner = each.owner[start:end]
    used = [n for n in range(len(each.xs) - 1) if any(row[n] is not None for row in owner)]
    left, right = used[0], used[-1] + 1
    return Layout(each.xs[left:right + 1], each.ys[start:end + 1],
                  [row[left:right] for row in owner])
