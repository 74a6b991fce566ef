"""Cells on which two readings of a PDF disagree, as findings: what `oit convert --verify` lists."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.findings import finding
from schema.finding import Finding, with_id
from schema.form import Form
from schema.table import RawDocument

DISAGREES = "pdf.verify.disagrees"


def with_disagreements(forms: list[Form], document: RawDocument) -> list[Form]:
    """The forms; the first has a finding for each cell of the file that was read in two ways."""
    found = list(disagreements(document))
    if not found or not forms:
        return forms
    first = forms[0]
    findings = tuple(with_id(each, first.form_id) for each in found)
    return [first.model_copy(update={"findings": first.findings + findings}), *forms[1:]]


def disagreements(document: RawDocument) -> Iterator[Finding]:
    """One finding for each cell whose two readings differ after repair, in reading order."""
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                if cell is not None and DISAGREES in cell.repairs:
                    yield finding("reading_disagrees", "extraction", (cell.place,), text=cell.text)
