"""The constraints of an agency in a table: one row for each, topic first."""

from __future__ import annotations

import re

from normalize.cells import found, one_line
from normalize.digits import arabic
from normalize.issues import Line
from normalize.layout import CellRun
from normalize.listed import without_marker
from normalize.rowcells import own_cells, row_place
from normalize.text import nfc, squash
from schema.record import Record
from schema.table import Cell
from schema.value import AnyValue, absent

_HEADER = re.compile("ข้อจำกัด|ปัญหา|อุปสรรค")
_HEADER_CELL = re.compile(
    r"^(?:ที่|ลำดับ(?:ที่)?|ข้อ|รายละเอียด|ประเด็น|ด้าน|หัวข้อ|(?>.*?(?:ข้อจำกัด|ปัญหา|อุปสรรค)).*+)$"
)
_NUMBER = re.compile(r"\W*\d{1,3}\W*")


def names_constraints(line: Line) -> bool:
    """True for a row of a table of no known family under a header "ข้อจำกัด"."""
    if line.section is None or line.family is not None:
        return False
    first = line.section.rows[:1] if not line.section.header else line.section.header
    return any(_HEADER.search(c.text) for row in first for c in row.cells)


def is_header(line: Line) -> bool:
    """True for the header of such a table where it is its first row."""
    cells = own_cells(line.row) if line.row else []
    named = sum(bool(_HEADER_CELL.match(squash(c.text))) for c in cells)
    return line.first and len(cells) > 1 and named >= len(cells) / 2


def constraint_row(line: Line, above: AnyValue | None) -> Record | None:
    """A row as a constraint: the first text is its topic, the others what is said of it.

    above: the topic of the row above, for a row with one text only; None where there is none.
    """
    cells = [c for c in own_cells(line.row) if not _NUMBER.fullmatch(arabic(c.text))] \
        if line.row else []
    if not cells or line.row is None:
        return None
    alone = len(cells) == 1
    topic = above if alone and above is not None else _value(cells[:1])
    said = cells if alone and above is not None else cells[1:]
    text = _value(said) if said else absent("not_stated", (cells[0].place,))
    return Record(values={"topic": topic, "text": text}, source=row_place(line.row))


def _value(cells: list[Cell]) -> AnyValue:
    """Texts without their numbers, one line for each cell."""
    run = CellRun(pieces=tuple(cells))
    lines = (without_marker(one_line(arabic(nfc(c.text)), flattened=False)) for c in cells)
    return found(run, "\n".join(lines), "constraint.marker")
