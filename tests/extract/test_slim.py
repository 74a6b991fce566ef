"""Places of long documents share the record of the fields given; cells have no such record."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from schema.table import Cell, Place, RawDocument, RawParagraph, RawTable, slim


def test_a_slim_value_is_the_same_value() -> None:
    place, lean = Place(page=3, row=1), slim(Place(page=3, row=1))
    assert lean == place
    assert hash(lean) == hash(place)
    assert lean.model_dump_json() == place.model_dump_json()
    assert pickle.loads(pickle.dumps(lean)) == place


def test_the_record_is_one_for_all_and_stays_as_it_is() -> None:
    one, other = slim(Place(page=1)), slim(Place(page=2, row=3))
    assert one.__pydantic_fields_set__ is other.__pydantic_fields_set__
    changed = one.model_copy(update={"row": 7})
    assert (changed.row, one.row, other.row) == (7, None, 3)
    assert one.model_fields_set == set(Place.model_fields)


@pytest.mark.parametrize("made", [Cell(text="กองคลัง"), RawParagraph(text="กองคลัง")])
def test_cells_and_paragraphs_are_never_changed(made: Cell | RawParagraph) -> None:
    with pytest.raises(AttributeError):
        made.text = "กองช่าง"  # type: ignore[misc]
    assert replace(made, text="กองช่าง").text == "กองช่าง"
    assert made.text == "กองคลัง"
    assert pickle.loads(pickle.dumps(made)) == made
    assert not hasattr(made, "__dict__")


def test_a_document_is_written_and_read_again() -> None:
    cell = Cell(text="กองคลัง", place=Place(page=1, table=1, row=1, column=1), row_span=2)
    document = RawDocument(reader="docx", media_type="x", blocks=(
        RawParagraph(text="หัวเรื่อง"), RawTable(table=1, rows=((cell, None),))))
    assert RawDocument.model_validate_json(document.model_dump_json()) == document
    assert list(document.model_dump()["blocks"][0])[:2] == ["kind", "text"]
