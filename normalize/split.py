"""Several forms in one file: where the items of one agency end and those of the next begin."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.codes import item_code
from normalize.family import Part, Section
from normalize.manyagencies import AGENCY_HEADING
from schema.table import RawParagraph

_A_FORM = 3  # item numbers that must have come before O1 may begin another form


def forms_in(pieces: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
    """The parts of each form of a file, in order; one run of parts where it holds one form.

    A form begins where the codes begin again at O1 under a header of its own, behind a heading
    line or on another sheet, or where a row of the table names another agency; its heading lines
    belong to it. Example: a workbook with a sheet for each of three municipalities gives three.
    """
    starts, highest = [0], 0
    for n, part in enumerate(pieces):
        if highest and _names_agency(part):
            starts.append(n)
            highest = 0
        numbers = _numbers(part)
        if not numbers:
            continue
        begin = _begin(pieces, n)
        if numbers[0] == 1 and highest >= _A_FORM and begin is not None:
            starts.append(begin)
            highest = 0
        highest = max(highest, *numbers)
    ends = [*starts[1:], len(pieces)]
    cover = _cover(pieces)
    return tuple((*(cover if a and _names_agency(pieces[a]) else ()), *pieces[a:b])
                 for a, b in zip(starts, ends, strict=True))


def _names_agency(part: Part) -> bool:
    """True for a row of a table that names the agency of the rows below it."""
    return isinstance(part, RawParagraph) and AGENCY_HEADING in part.repairs


def _cover(pieces: Sequence[Part]) -> tuple[Part, ...]:
    """The lines above the first agency of a table: they head the lists of all of them."""
    first = next((n for n, part in enumerate(pieces) if _names_agency(part)), 0)
    lines = [p for p in pieces[:first] if isinstance(p, RawParagraph)]
    return tuple(lines) if len(lines) == first else ()


def _numbers(part: Part) -> list[int]:
    """The item numbers that a section of items prints, [] for anything else."""
    if not isinstance(part, Section) or part.family != "item":
        return []
    codes = [c.number for c in part.columns if c.role == "code"]
    readings = [item_code(row.cells[codes[0]].text) for row in part.rows] if codes else []
    return [r.number for r in readings if r is not None]


def _begin(pieces: Sequence[Part], n: int) -> int | None:
    """Where a form whose items begin at part `n` begins: at its own heading lines.

    None where nothing parts it from the table before: then the codes only begin again.
    """
    before = next(m for m in range(n - 1, -2, -1) if m < 0 or isinstance(pieces[m], Section))
    if before < 0:
        return None
    headed = any(isinstance(p, RawParagraph) for p in pieces[before + 1 : n])
    return before + 1 if headed or _sheet(pieces[before]) != _sheet(pieces[n]) else None


def _sheet(part: Part) -> str | None:
    if isinstance(part, RawParagraph):
        return part.place.sheet
    rows = part.rows or part.header
    return rows[0].cells[0].place.sheet if rows else None
