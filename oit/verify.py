"""Cells on which two readings of a PDF disagree, as findings: what `oit convert --verify` lists."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.findings import finding
from schema.finding import Finding, with_id
from schema.form import Form
from schema.table import Place, RawDocument

DISAGREES = "pdf.verify.disagrees"


def with_disagreements(forms: list[Form], document: RawDocument) -> list[Form]:
    """The forms, each with a finding for every cell of its tables that was read in two ways.

    A cell of a table that no form has records of is told with the first.
    """
    found = list(disagreements(document))
    owners = {table: n for n, form in reversed(list(enumerate(forms))) for table in _tables(form)}
    return [_with(form, [f for f in found if owners.get(_table(f.evidence[0]), 0) == n])
            for n, form in enumerate(forms)]


def _with(form: Form, findings: list[Finding]) -> Form:
    told = tuple(with_id(finding, form.form_id) for finding in findings)
    return form.model_copy(update={"findings": form.findings + told})


def _table(place: Place) -> tuple[int | None, int | None]:
    return place.page, place.table


def _tables(form: Form) -> set[tuple[int | None, int | None]]:
    """The tables of a file that the records of a form stand in."""
    sources = (*(row.source for row in form.items), *(row.source for row in form.measures),
               *(row.source for row in form.scores), *(row.source for row in form.actions))
    return {_table(place) for source in sources for place in (source, *source.continued)}


def disagreements(document: RawDocument) -> Iterator[Finding]:
    """One finding for each cell whose two readings differ after repair, in reading order."""
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                if cell is not None and DISAGREES in cell.repairs:
                    yield finding("reading_disagrees", "extraction", (cell.place,), text=cell.text)
