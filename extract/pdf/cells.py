"""Which glyphs of a page each cell of a table holds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.pdf.letters import Places

#: The places of the glyphs of each cell in the columns of their page, by the cell's number.
Cells = Mapping[int, Places]
NONE: Places = np.array([], np.intp)


def by_cell(owners: Places) -> Cells:
    """The glyphs of each cell in stream order; owners: the cell of each glyph, -1 for none."""
    order = np.argsort(owners, kind="stable")
    order = order[np.count_nonzero(owners < 0):]
    numbers = owners[order]
    starts = np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1])) if len(order) else NONE
    return {cell: order[start:end] for cell, (start, end) in zip(
        numbers[starts].tolist(), pairwise([*starts.tolist(), len(order)]), strict=True)}


def least_and_most(
    cells: Cells, column: NDArray[Any]
) -> tuple[list[int], NDArray[Any], NDArray[Any]]:
    """The cells that hold glyphs, and the least and the greatest value of the glyphs of each."""
    some = [(cell, found) for cell, found in cells.items() if len(found)]
    values = column[np.concatenate([NONE, *(found for _, found in some)])]
    starts = np.cumsum([0, *(len(found) for _, found in some)])[:-1]
    if not some:
        return [], values, values
    return ([cell for cell, _ in some], np.minimum.reduceat(values, starts),
            np.maximum.reduceat(values, starts))
