"""Written person cells: everyone is found, nobody merged, nobody made up."""

from __future__ import annotations

import pytest

from benchmarks.people_cells import judged, written
from normalize.people import person_cell
from normalize.text import squash
from normalize.units import unit_cell

CELLS = 200


@pytest.mark.parametrize(("in_forms", "breaks", "names", "pairs"), [
    (False, 0.0, 0.995, 0.99), (True, 0.0, 0.995, 0.99), (True, 0.3, 0.99, 0.98),
    (False, 0.3, 0.97, 0.97), (False, 1.0, 0.93, 0.93),
])
def test_figures_stay_above_their_floors(in_forms: bool, breaks: float, names: float,
                                         pairs: float) -> None:
    found = judged(CELLS, 7, breaks, in_forms)
    assert found[0] >= names
    assert found[1] >= pairs


@pytest.mark.parametrize("breaks", [0.0, 1.0])
def test_as_many_people_as_there_are_and_no_letter_of_them_lost(breaks: float) -> None:
    """Two people never merge, wherever lines break, and each keeps all letters of the name."""
    for form in written(CELLS, 3, breaks, in_forms=False):
        for made in form:
            read = [squash(p.name) for p in person_cell(made.text) if p.name]
            put_in = [squash(name) for name, _ in made.people if name]
            assert len(read) == len(put_in), made.text
            assert read == put_in, made.text


def test_no_person_is_a_unit() -> None:
    """In a unit column the same people are people."""
    for form in written(CELLS, 4, 0.0, in_forms=False):
        for made in form:
            names = [squash(name) for name, _ in made.people if name]
            units = [squash(unit.name) for unit in unit_cell(made.text).units]
            assert not [u for u in units if any(n in u for n in names)], made.text
