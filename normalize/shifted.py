"""Rows whose cells stand a column too far left or right, because a separator was lost or doubled.

What a cell holds tells its column only for people, units, codes and statuses. A row is moved where
that fits clearly better than the print; a cell that may belong to several columns goes to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from normalize.codes import item_code
from normalize.columns import Column
from normalize.offices import office_word
from normalize.status import is_tick, status_of_words
from normalize.text import is_blank, squash
from normalize.titles import personal_title, position_word
from schema.table import Cell, Frozen

RULE = "row.shifted"
_STATUS_LETTERS = 40  # a longer text that holds a status word is prose
_MARK_LETTERS = 2
_GAIN = 2             # fitting less misplaced cells must grow by this much
_SURE = 0.7           # confidence of what was moved
_PERSON = frozenset({"assignee", "certifier"})
_STATUS = frozenset({"status", "status_done", "status_in_progress", "status_not_started"})
_FITS = {"person": _PERSON, "post": _PERSON, "unit": frozenset({"unit"}), "status": _STATUS,
         "mark": _STATUS - {"status"}, "code": frozenset({"code"})}
_MISFITS = {  # roles under which such a text is out of place; elsewhere it says nothing
    "person": frozenset({"code", "title", "component", "unit"}) | _STATUS,
    "post": frozenset({"code", "title"}) | _STATUS,
    "unit": frozenset({"code"}) | _STATUS,
    "status": frozenset({"code", "title", "component", "unit"}) | _PERSON,
    "mark": frozenset({"title", "component", "unit"}) | _PERSON,
    "code": frozenset({"title", "component", "unit"}) | _PERSON | _STATUS,
}


class Shift(Frozen):
    """Cells moved to the columns that they fit; headers from and to which the first one moved.

    loose: cells that may belong to several columns, beside the headers of these.
    """

    cells: tuple[Cell, ...]
    source: str
    target: str
    loose: tuple[tuple[str, Cell], ...] = ()


class Way(Frozen):
    """One way to put a row right: the 0-based column where its separator went wrong.

    score: how many cells stand under a header that fits them, and how many are out of place.
    """

    at: int
    cells: tuple[Cell, ...]
    score: tuple[int, int] = (0, 0)


def moved(cells: tuple[Cell, ...], columns: Sequence[Column]) -> Shift | None:
    """The cells of a row where they belong; None where they stand well or nothing says better.

    Example: under "ข้อ | ข้อมูล | หน่วยงาน | ผู้จัดทำ | ผู้กำกับ | สถานะ" the cells "O1 | โครงสร้าง |
    นายก ข | นายค ง | ดำเนินการแล้ว | " lost what stood before "นายก ข".
    """
    roles = [c.role for c in columns]
    fits, misfits = _score(cells, roles)
    if not misfits or any(c.column_span > 1 or c.row_span > 1 for c in cells):
        return None
    if _filled(cells) < _GAIN:
        return None
    ways = [way.model_copy(update={"score": _score(way.cells, roles)}) for way in _ways(cells)]
    good = [w for w in ways if not w.score[1] and w.score[0] >= fits - misfits + _GAIN
            and _is_plain(cells, w)]
    best = sorted((w for w in good if w.score == max(g.score for g in good)), key=lambda w: w.at)
    differing = list({_told(w.cells): w for w in best}.values())  # of equals the last moves least
    return _agreed(cells, differing, columns) if differing else None


def _filled(cells: Sequence[Cell]) -> int:
    """How many cells hold text: a lone one, the end of a row cut by a page end, tells no shift."""
    return sum(not is_blank(cell.text) for cell in cells)


def _ways(cells: tuple[Cell, ...]) -> list[Way]:
    """A lost separator put back (with or without what stood there), or a doubled one taken out."""
    last = len(cells) - 1
    ways = []
    for at in range(1, last):
        if is_blank(cells[last].text):
            empty = Cell(place=cells[at].place)
            ways.append(Way(at=at, cells=(*cells[:at], empty, *cells[at:last])))
            ways += [Way(at=at + 1, cells=(*cells[:at], *parted, *cells[at + 1 : last]))
                     for parted in _unit_and_person(cells[at])]
        if is_blank(cells[at].text):
            empty = Cell(place=cells[last].place)
            ways.append(Way(at=at, cells=(*cells[:at], *cells[at + 1 :], empty)))
    return ways


def _unit_and_person(cell: Cell) -> list[tuple[Cell, Cell]]:
    """A cell that ran a unit and a person together, in two: [] where it did not."""
    text = cell.text.strip()
    for match in re.finditer(r"\s+", text):
        unit, person = text[: match.start()], text[match.end() :]
        if told_kind(unit) == "unit" and told_kind(person) == "person":
            return [(replace(cell, text=unit, layer=None),
                     replace(cell, text=person, layer=None))]
    return []


def _told(cells: Sequence[Cell]) -> tuple[tuple[int, str], ...]:
    """Where the cells stand that say which column is theirs."""
    return tuple((n, c.text) for n, c in enumerate(cells) if told_kind(c.text))


def _is_plain(cells: Sequence[Cell], way: Way) -> bool:
    """True where more than one person speaks for it: a person may stand in an odd column."""
    moved_cells = [b for a, b in zip(cells, way.cells, strict=True) if a.text != b.text]
    told = [k for k in map(told_kind, (c.text for c in moved_cells)) if k]
    return len(told) > 1 or bool({"status", "mark", "code"} & set(told))


def _agreed(cells: tuple[Cell, ...], ways: Sequence[Way], columns: Sequence[Column]) -> Shift:
    """What all ways say; a cell that they put into different columns is loose."""
    first = ways[-1]
    loose = {n: sorted({w.cells.index(c) for w in ways if c in w.cells})
             for n, c in enumerate(first.cells) if told_kind(c.text)}
    loose = {n: at for n, at in loose.items() if len(at) > 1}
    source, target = _ends(cells, first)
    return Shift(
        cells=tuple(_doubted(Cell(place=c.place) if n in loose else c, first.at, n)
                    for n, c in enumerate(first.cells)),
        source=columns[source].header, target=columns[target].header,
        loose=tuple((" / ".join(columns[k].header for k in at), _doubted(first.cells[n]))
                    for n, at in loose.items()))


def _ends(cells: tuple[Cell, ...], way: Way) -> tuple[int, int]:
    """The columns from and to which the first cell moved."""
    gone = next(n for n, cell in enumerate(cells) if cell.text and n >= way.at)
    target = next((n for n, c in enumerate(way.cells) if c.text == cells[gone].text), gone)
    return gone, target


def _doubted(cell: Cell, at: int = 0, number: int = 0) -> Cell:
    if number < at - 1:
        return cell
    return replace(cell, confidence=min(cell.confidence, _SURE), repairs=(*cell.repairs, RULE))


def _score(cells: Sequence[Cell], roles: Sequence[str | None]) -> tuple[int, int]:
    pairs = [(told_kind(c.text), r) for c, r in zip(cells, roles, strict=False) if r]
    return (sum(r in _FITS[k] for k, r in pairs if k),
            sum(r in _MISFITS[k] for k, r in pairs if k))


@lru_cache(maxsize=4096)
def told_kind(text: str) -> str | None:
    """What a cell plainly holds: a person, a post, a unit, a status, a mark, a code; else None."""
    bare = text.strip()
    letters = squash(bare)
    if not letters:
        return None
    reading = item_code(bare)
    if reading is not None:
        return None if reading.plain else "code"
    if len(letters) <= _MARK_LETTERS:
        return "mark" if is_tick(bare) else None
    if personal_title(bare):
        return "person"
    if len(letters) <= _STATUS_LETTERS and len(status_of_words(bare)) == 1:
        return "status"
    return "post" if position_word(bare) else "unit" if office_word(bare) else None
