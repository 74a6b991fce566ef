"""However a sound form is read, nothing is laid to the agency that the form does not say."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from audit.confidence import calibrated
from extract.reader import read_document
from normalize.forms import document_forms
from oit.mapping import with_mapping, with_requirements
from oit.pipeline import audited, form_id
from schema.errors import OitError
from schema.finding import Finding
from schema.flatten import form_of
from schema.form import Source
from schema.table import RawDocument
from tests.audit.readings import EXACT, TEXT, Grid, said

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("pao_2567_thai_digits", "sao_2566_utf16")
OTHERS = ("province_2567_assignment", "municipality_2567_ticks", "hospital_2566_contacts")
SEED = 2567


@cache
def sample(name: str) -> RawDocument:
    return read_document(SAMPLES / name)


def accused(document: RawDocument) -> list[Finding]:
    """What is laid to the agency; a file that gives no form accuses nobody."""
    source = Source(file="แบบ", sha256="0" * 64, media_type="test", reader=document.reader)
    try:
        records = document_forms(document)
    except OitError:
        return []
    forms = [form_of(record, form_id("0" * 64, n), source) for n, record in enumerate(records, 1)]
    return [finding for form in forms
            for finding in audited(calibrated(with_requirements(with_mapping(form, None)))).findings
            if finding.origin == "agency"]


@cache
def told_of_the_sound_form(name: str, reader: str) -> frozenset[tuple[str, str | None]]:
    return frozenset((f.check, f.code) for f in accused(Grid(sample(name)).read(reader)))


WAYS = [(name, way, reader) for ways, reader in ((EXACT, "docx"), (TEXT, "text"))
        for name, way in ways.items()]


def new(name: str, number: int, seed: int) -> set[tuple[str, str | None]]:
    """What a misreading adds to the findings of the sound form, which are the agency's."""
    title, way, reader = WAYS[number]
    grid = Grid(sample(f"{name}.docx"))
    way(grid, random.Random(f"{seed} {title}"))
    found = {(f.check, f.code) for f in accused(grid.read(reader))}
    return found - told_of_the_sound_form(f"{name}.docx", reader)


@pytest.mark.parametrize("number", range(len(WAYS)), ids=[name for name, *_ in WAYS])
def test_a_misreading_accuses_nobody(number: int) -> None:
    assert new(NAMES[number % len(NAMES)], number, SEED) == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", [*NAMES, *OTHERS])
@pytest.mark.parametrize("number", range(len(WAYS)), ids=[name for name, *_ in WAYS])
def test_no_misreading_of_any_form_accuses_anybody(number: int, name: str) -> None:
    assert [new(name, number, seed) for seed in range(3)] == [set()] * 3


def test_the_ways_are_many() -> None:
    assert len(WAYS) >= 80


@pytest.mark.parametrize("file", [f"{OTHERS[0]}.docx", f"{NAMES[1]}.xlsx"])
@pytest.mark.parametrize("number", [0, 2, 19, 34])
def test_a_row_that_is_truly_absent_is_the_agencys(file: str, number: int) -> None:
    """The file proves that it was read to its end, and nothing in it speaks of the item."""
    grid = Grid(sample(file))
    table, n = grid.items()[number]
    del table[n]
    found = accused(grid.read(sample(file).reader))
    assert [f.code for f in found if f.check == "item_missing"] == [f"O{number + 1}"]


@pytest.mark.parametrize("file", [f"{OTHERS[0]}.docx", f"{NAMES[1]}.xlsx"])
def test_an_item_that_is_truly_twice_is_the_agencys(file: str) -> None:
    grid = Grid(sample(file))
    table, n = grid.items()[19]
    row = table[n]
    table.insert(n + 1, [*row[:2], said(row[2], "แสดงประกาศฉบับที่แก้ไขเพิ่มเติมของหน่วยงาน"), *row[3:]])
    found = accused(grid.read(sample(file).reader))
    assert [f.code for f in found if f.check == "item_twice"] == ["O20"]
