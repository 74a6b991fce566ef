"""Hyperlinks of a sheet: gathered first, so that a cell with thousands of them costs no more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from extract.sheet_table import SQUARES_LIMIT, Range, Sheet, Square, too_large
from schema.table import Link

#: Squares looked at for all links of a sheet; those of a form cover one square each.
_LOOKED_LIMIT = SQUARES_LIMIT


class Links:
    """The links of a sheet whose cells are read."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._found: dict[Square, list[Link]] = {}
        self._looked = 0

    def add(self, area: Range, address: str) -> None:
        """Note a link of the cells with text of a range."""
        for at in self._inside(area):
            cell = self._sheet.cells.get(at)
            if cell is not None and cell.text.strip():
                link = Link(text=cell.text.strip(), target=address)
                self._found.setdefault(at, []).append(link)

    def put(self) -> None:
        """Hand the links to their cells."""
        for at, links in self._found.items():
            cell = self._sheet.cells[at]
            self._sheet.cells[at] = cell._replace(links=(*cell.links, *links))

    def _inside(self, area: Range) -> Iterator[Square]:
        """The squares of a range, or those with cells where these are fewer."""
        squares = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        self._looked += min(squares, len(self._sheet.cells))
        if self._looked > _LOOKED_LIMIT:
            raise too_large(self._sheet.name, f"links over {self._looked:,} cells")
        if squares <= len(self._sheet.cells):
            yield from product(range(area.top, area.bottom + 1), range(area.left, area.right + 1))
        else:
            yield from (at for at in self._sheet.cells if area.top <= at[0] <= area.bottom
                        and area.left <= at[1] <= area.right)
