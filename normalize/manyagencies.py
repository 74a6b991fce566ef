"""Tables that hold the items of several agencies: under heading rows, or in columns.

A column may name the agency of each row, or each agency has a column of its own (a matrix).

Each agency's rows become a section of their own below a heading line that names it, as if it had
been printed so; `split.forms_in` then makes a form of each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from normalize.agencies import local_agency
from normalize.codes import item_code
from normalize.columns import Column
from normalize.family import Part, Row, Section
from normalize.rowcells import own_cells
from normalize.text import nfc
from schema.table import Cell, RawParagraph

AGENCY_HEADING = "row.agency"  # the mark of a heading line that was a row or a cell of a table
_MOST = 0.8    # of the filled cells of a column name agencies: it is theirs
_SHARED = 0.5  # of an agency's items are listed for another one too
_BEFORE = re.compile(r"^\s*(?:ชื่อ)?(?:หน่วยงาน|อปท\.?)?\s*(?:ที่)?\s*[\d๐-๙.():：]*\s*")
_BEHIND = re.compile(r"(?:อำเภอ|จังหวัด|อ\.|จ\.|ตำบล)\s*\S+|[()\s,]")


def with_agencies_apart(pieces: Sequence[Part]) -> tuple[Part, ...]:
    """Parts in which the rows of each agency of an item table stand below a heading of its own."""
    out: list[Part] = []
    for part in _with_matrices_whole(pieces):
        if isinstance(part, Section) and part.family == "item":
            out += _by_headings(part) or _by_column(part) or _by_matrix(part) or [part]
        else:
            out.append(part)
    return tuple(out)


def only_agency(text: str) -> str | None:
    """The local agency that a text names and nothing else: "1. อบต.ป่าไผ่ อำเภอเขาขวาง" names one."""
    found = local_agency(text)
    if found is None:
        return None
    name, raw = found
    rest = _BEHIND.sub("", _BEFORE.sub("", nfc(text)).replace(raw, "", 1))
    return None if rest else name


def _by_headings(section: Section) -> list[Part]:
    """The section cut at rows that hold an agency's name alone; [] where fewer than two do."""
    names = [_heading(row) for row in section.rows]
    if len({only_agency(cell.text) for cell in names if cell}) < 2:
        return []
    out: list[Part] = []
    rows: list[Row] = []
    for row, cell in zip(section.rows, names, strict=True):
        if cell is None:
            rows.append(row)
            continue
        out += _piece(section, rows, bool(out))
        out.append(_line(cell))
        rows = []
    return [*out, *_piece(section, rows, bool(out))]


def _heading(row: Row) -> Cell | None:
    cells = own_cells(row)
    return cells[0] if len(cells) == 1 and only_agency(cells[0].text) else None


def _piece(section: Section, rows: Sequence[Row], later: bool) -> list[Part]:
    """Rows as a section; the header stands over the first of them."""
    changed = {"rows": tuple(rows), "own_header": section.own_header and not later}
    return [section.model_copy(update=changed)] if rows else []


def _line(cell: Cell) -> RawParagraph:
    return RawParagraph(text=cell.text, layer=cell.layer, place=cell.place,
                        repairs=(*cell.repairs, AGENCY_HEADING), confidence=cell.confidence)


def _by_column(section: Section) -> list[Part]:
    """The rows of each agency that a column names, where the agencies list the same items."""
    number = next((c.number for c in section.columns
                   if c.role == "unit" and _names_agencies(section, c.number)), None)
    if number is None:
        return []
    named = _carried_down(section, number)
    order = list(dict.fromkeys(name for name, _, _ in named))
    if not _list_the_same(section, named):
        return []
    columns = tuple(c.model_copy(update={"role": "agency", "rules": (*c.rules, "column.agency")})
                    if c.number == number else c for c in section.columns)
    own = section.model_copy(update={"columns": columns})
    out: list[Part] = []
    for name in order:
        rows = [row for other, _, row in named if other == name]
        out.append(_line(next(cell for other, cell, _ in named if other == name)))
        out += _piece(own, rows, len(out) > 1)
    return out


def _with_matrices_whole(pieces: Sequence[Part]) -> list[Part]:
    """Parts with the pages of a matrix as one section: each agency's items run through them."""
    out: list[Part] = []
    for part in pieces:
        above = next((p for p in reversed(out) if isinstance(p, Section)), None)
        if (isinstance(part, Section) and above is not None and above.columns == part.columns
                and _agency_columns(part)):
            whole = above.model_copy(update={"rows": (*above.rows, *part.rows)})
            out[out.index(above)] = whole
        else:
            out.append(part)
    return out


def _agency_columns(section: Section) -> list[int]:
    """The columns that agencies head, [] unless there are two at least."""
    found = [c.number for c in section.columns if c.role is None and only_agency(c.header)]
    return found if section.family == "item" and len(found) > 1 else []


def _by_matrix(section: Section) -> list[Part]:
    """The items once for each agency that heads a column, with that column as their status.

    [] where none does, or where a column of the status says it for all of them.
    """
    theirs = _agency_columns(section)
    if not theirs or any((c.role or "").startswith("status") for c in section.columns):
        return []
    out: list[Part] = []
    for number in theirs:
        columns = tuple(_of_agency(c) if c.number == number else c for c in section.columns
                        if c.number == number or c.number not in theirs)
        out.append(_line(_agency_cell(section, number)))
        out += _piece(section.model_copy(update={"columns": columns}), section.rows, len(out) > 1)
    return out


def _of_agency(column: Column) -> Column:
    return column.model_copy(update={"role": "status", "rules": (*column.rules, "column.agency")})


def _agency_cell(section: Section, number: int) -> Cell:
    """The header cell of an agency's column; where the header is elsewhere, its words."""
    for row in section.header:
        if only_agency(row.cells[number].text):
            return row.cells[number]
    return Cell(text=section.columns[number].header, place=section.rows[0].cells[number].place)


def _names_agencies(section: Section, number: int) -> bool:
    texts = [row.cells[number].text for row in section.rows if row.cells[number].text.strip()]
    names = [only_agency(text) for text in texts]
    known = [name for name in names if name]
    return len(set(known)) > 1 and len(known) >= _MOST * len(texts)


def _carried_down(section: Section, number: int) -> list[tuple[str, Cell, Row]]:
    """Agency, the cell that names it, and row; a blank cell belongs to the agency above it."""
    out: list[tuple[str, Cell, Row]] = []
    for row in section.rows:
        cell = row.cells[number]
        name = only_agency(cell.text)
        if name is None and out:
            name, cell = out[-1][0], out[-1][1]
        if name is not None:
            out.append((name, cell, row))
    return out


def _list_the_same(section: Section, named: Sequence[tuple[str, Cell, Row]]) -> bool:
    """True where each agency has half of its items in common with another: a list for each."""
    code = next((c.number for c in section.columns if c.role == "code"), None)
    if code is None:
        return False
    codes: dict[str, set[int]] = {}
    for name, rows in groupby(named, key=lambda entry: entry[0]):
        found = (item_code(row.cells[code].text) for _, _, row in rows)
        codes.setdefault(name, set()).update(r.number for r in found if r)
    return all(any(other != name and len(own & theirs) >= _SHARED * len(own) > 0
                   for other, theirs in codes.items()) for name, own in codes.items())
