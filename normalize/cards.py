"""Cards: a table of two columns per item, the headers on the left and the cells on the right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby

from normalize.columns import columns_of, header_rows
from normalize.families import family_of
from normalize.text import squash
from schema.table import Cell, RawTable

Pair = tuple[Cell, Cell]
_LEAST = 3  # rows of a card: a code, a title and something to say of them


def upright(raw: RawTable) -> RawTable:
    """A card as a header with a row below it; any other table as it is.

    Several cards in one table begin with the same header each. Example: "ข้อ | O1", "ข้อมูล |
    โครงสร้าง", "หน่วยงาน | กองคลัง" -> "ข้อ | ข้อมูล | หน่วยงาน" over "O1 | โครงสร้าง | กองคลัง".
    """
    pairs = [(row[0], row[1]) for row in raw.rows if len(row) == 2 and row[0] and row[1]]
    if len(pairs) != len(raw.rows) or len(pairs) < _LEAST:
        return raw
    cards = _cards(pairs)
    if not all(_is_card(card) for card in cards):
        return raw
    width = max(map(len, cards))
    rows = [_padded(side, width) for card in cards for side in zip(*card, strict=True)]
    return raw.model_copy(update={"rows": tuple(rows), "header_rows": 0})


def _cards(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs cut where the first header stands again."""
    first = squash(pairs[0][0].text)
    numbers = list(accumulate(squash(left.text) == first for left, _ in pairs))
    numbered = groupby(zip(numbers, pairs, strict=True), key=lambda entry: entry[0])
    return [[pair for _, pair in group] for _, group in numbered]


def _is_card(card: Sequence[Pair]) -> bool:
    """True where the left cells head an item, and the right ones are no header."""
    left, right = (tuple(cell.text for cell in side) for side in zip(*card, strict=True))
    return (header_rows((left,), 0) == 1 and not header_rows((right,), 0)
            and family_of(columns_of((left,), 0, 1)) == "item")


def _padded(cells: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    return (*cells, *(Cell(place=cells[-1].place) for _ in range(width - len(cells))))
