"""Cells and places of long documents share the record of which fields were given."""

from __future__ import annotations

import pickle

from schema.table import Cell, Place, slim


def test_a_slim_value_is_the_same_value() -> None:
    cell, lean = Cell(text="กองคลัง"), slim(Cell(text="กองคลัง"))
    assert lean == cell
    assert hash(lean) == hash(cell)
    assert lean.model_dump_json() == cell.model_dump_json()
    assert pickle.loads(pickle.dumps(lean)) == cell


def test_the_record_is_one_for_all_and_stays_as_it_is() -> None:
    one, other = slim(Place(page=1)), slim(Place(page=2, row=3))
    assert one.__pydantic_fields_set__ is other.__pydantic_fields_set__
    changed = one.model_copy(update={"row": 7})
    assert (changed.row, one.row, other.row) == (7, None, 3)
    assert one.model_fields_set == set(Place.model_fields)
