"""What a careful reader lists of five real forms is found: items and checks, no words of theirs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from oit.pipeline import process
from schema.form import Form

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the folder ../shared with the seeds is not here")
ALL = {  # of the form in which people certify their own work
    *range(1, 4), 6, 7, 14, 15, 16, *range(23, 27), 28, 29, 30, *range(31, 44)}
PARTLY = {4, 5, *range(8, 14), *range(17, 23), 27}

LISTED = {  # seed -> (check, code) that a careful reader lists
    "000": {
        ("certifier_missing", "O25"), ("text_cut_off", "O25"), ("text_cut_off", "O35"),
        ("status_contradicted", "O14"), ("name_variants", None), ("certifier_share", None)},
    "001": {
        ("status_missing", None), ("unit_missing", None), ("link_missing", None),
        ("status_hint_only", "O1"), ("status_hint_only", "O2"), ("measure_result_missing", None),
        ("measure_incomplete", None), ("column_shift", None), ("text_damaged", "O34"),
        ("text_damaged", "O35"), ("requirement_altered", "O5"), ("requirement_altered", "O13")},
    "002": {("agency_missing", None), ("text_damaged", "O26"), ("component_misread", "O26")},
    "003": {
        ("place_conflict", None), ("other_agency", None), ("foreign_system", None),
        ("template_left", None), ("header_in_data", None), ("score_conflict", None),
        ("score_missing", "O4"), ("score_tables", None), ("score_underivable", None)},
    "004": {
        *(("four_eyes", f"O{n}") for n in ALL | PARTLY), ("certifier_share", None),
        *(("position_missing", f"O{n}") for n in range(19, 23)), ("name_variants", None),
        ("template_left", None), ("text_damaged", "O21")},
}
AGENCY = {  # all that may be laid to an agency: each was read beside the form
    "000": {("certifier_missing", "O25"), ("certifier_share", None)},
    "001": set(), "002": set(), "003": {("template_left", None)},
    "004": {*(("four_eyes", f"O{n}") for n in ALL | PARTLY), ("template_left", None)},
}


@cache
def form(seed: str) -> Form:
    [path] = SEEDS.glob(f"{seed}_*")
    [made] = process(path)
    return made


@pytest.mark.parametrize("seed", LISTED)
def test_what_is_listed_is_found(seed: str) -> None:
    found = {(f.check, f.code) for f in form(seed).findings}
    assert LISTED[seed] - found == set()


@pytest.mark.parametrize("seed", AGENCY)
def test_nothing_else_is_laid_to_the_agency(seed: str) -> None:
    laid = {(f.check, f.code) for f in form(seed).findings if f.origin == "agency"}
    assert laid - AGENCY[seed] == set()


def test_four_eyes_of_all_and_of_some() -> None:
    kinds = {f.code: f.data["kind"] for f in form("004").findings if f.check == "four_eyes"}
    assert kinds == {f"O{n}": "all" for n in ALL} | {f"O{n}": "partly" for n in PARTLY}


def test_other_findings_are_few() -> None:
    """An auditor can read them all: no check tells the same of every row."""
    for seed in LISTED:
        others = [f for f in form(seed).findings if f.check != "four_eyes"]
        assert len(others) <= 40, seed
