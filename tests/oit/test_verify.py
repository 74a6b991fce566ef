"""Cells that were read in two ways, told with the form that they stand in."""

from __future__ import annotations

from extract.pdf.verify import DISAGREES
from oit.verify import disagreements, with_disagreements
from schema.flatten import form_of
from schema.form import Form
from schema.record import FormRecord
from schema.table import Cell, Place, RawDocument, RawTable
from tests.oit.made import FORM_ID, SOURCE, item_record, value


def cell(page: int, table: int) -> Cell:
    """A cell on which the two readings disagree."""
    place = Place(page=page, table=table, row=2, column=1)
    return Cell(text="กะ", repairs=(DISAGREES,), place=place)


def document(*cells: Cell) -> RawDocument:
    """A PDF with one table for each cell."""
    tables = tuple(RawTable(table=c.place.table or 0, rows=((Cell(text="ก"), c),)) for c in cells)
    return RawDocument(reader="pdf-text", media_type="application/pdf", blocks=tables)


def form(page: int, table: int, *continued: Place) -> Form:
    """A form whose one item stands in a table and goes on elsewhere."""
    item = item_record().model_copy(update={"source": Place(page=page, table=table, row=1),
                                            "continued": continued})
    return form_of(FormRecord(values={"kind": value("assignment")}, items=(item,)), FORM_ID, SOURCE)


def test_cells_read_in_two_ways_are_findings() -> None:
    """Cells that both ways read alike are none."""
    [found] = disagreements(document(cell(1, 1)))
    assert (found.check, found.origin) == ("reading_disagrees", "extraction")
    assert found.evidence == (cell(1, 1).place,)
    assert "กะ" in found.message_th
    assert with_disagreements([], document(cell(1, 1))) == []


def test_each_form_is_told_of_its_own_tables() -> None:
    """A table over a page belongs to the form that goes on there; no one's, to the first."""
    forms = [form(1, 1, Place(page=2, table=2)), form(3, 3)]
    read = document(cell(1, 1), cell(2, 2), cell(3, 3), cell(9, 9))
    told = with_disagreements(forms, read)
    assert [[f.evidence[0].page for f in form.findings] for form in told] == [[1, 2, 9], [3]]
