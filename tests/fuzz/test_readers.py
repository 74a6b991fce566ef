"""A fixed number of hostile files of each kind: forms or a reason, never a defect of ours.

`benchmarks/fuzz.py` goes on with other seeds, and with a limit of time and memory for each.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.office import find_program
from schema.errors import MissingTool
from tests.fuzz.check import fault, smallest
from tests.fuzz.mutate import case
from tests.fuzz.seeds import CONVERTED, KINDS, seeds

FEW = 15
CONVERTED_FEW = 6


def _has_office() -> bool:
    try:
        return bool(find_program())
    except MissingTool:
        return False


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in CONVERTED])
def test_hostile_files_give_forms_or_a_reason(kind: str, tmp_path: Path) -> None:
    bad = {number: wrong for number in range(FEW)
           if (wrong := fault(case(kind, 0, number), tmp_path, write=False))}
    assert bad == {}


@pytest.mark.slow
@pytest.mark.skipif(not _has_office(), reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", sorted(CONVERTED))
def test_hostile_files_for_libreoffice(kind: str, tmp_path: Path) -> None:
    """The same of what a program of others converts first, a second or more a file."""
    bad = {number: wrong for number in range(CONVERTED_FEW)
           if (wrong := fault(case(kind, 0, number), tmp_path, write=False))}
    assert bad == {}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in CONVERTED])
def test_sound_files_are_read(kind: str, tmp_path: Path) -> None:
    """What the hostile files are made of is no noise: each gives a table."""
    from extract.reader import read_document

    for number, data in enumerate(seeds(kind)):
        path = tmp_path / str(number)
        path.write_bytes(data)
        assert read_document(path).tables


def test_a_case_is_told_by_its_name() -> None:
    for kind in ("text", "docx", "pdf", "xls"):
        assert case(kind, 3, 14) == case(kind, 3, 14)
        assert len({case(kind, 3, number) for number in range(20)}) > 10


def test_a_bad_case_is_made_small() -> None:
    data = b"x" * 500 + b"bad" + b"y" * 300
    assert smallest(data, lambda shorter: b"bad" in shorter) == b"bad"
