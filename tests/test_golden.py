"""The samples reproduce `output/samples/` byte for byte: forms/ and *.csv.

Regenerate with `oit convert samples --out output/samples` and read the difference before you
commit it. A golden file that is missing fails, like one that is left over.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from oit.inputs import expand
from oit.options import Options
from oit.run import convert

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "output" / "samples"
SHOWN = 40  # lines of a difference


def compared(folder: Path) -> dict[str, bytes]:
    """The files that are the same in every run, by their names."""
    paths = [*folder.glob("forms/*.json"), *folder.glob("*.csv")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The samples converted anew."""
    out = tmp_path_factory.mktemp("samples")
    convert(expand((ROOT / "samples",), out), out, Options())
    return compared(out)


def test_no_golden_file_is_missing_or_left_over(made: dict[str, bytes]) -> None:
    golden = compared(GOLDEN)
    missing, left_over = sorted(made.keys() - golden), sorted(golden.keys() - made)
    assert not missing, f"missing in output/samples: {', '.join(missing)}"
    assert not left_over, f"no sample gives output/samples/: {', '.join(left_over)}"
    assert any(name.startswith("forms/") for name in golden), "no sample gives a form"


def test_the_samples_reproduce_the_golden_files(made: dict[str, bytes]) -> None:
    golden = compared(GOLDEN)
    changed = [name for name in sorted(made.keys() & golden) if made[name] != golden[name]]
    assert not changed, "\n".join(difference(name, golden[name], made[name]) for name in changed)


def difference(name: str, golden: bytes, made: bytes) -> str:
    """The first lines that differ; where only line ends or the BOM do, this says so."""
    before, after = (data.decode("utf-8-sig").splitlines() for data in (golden, made))
    lines = difflib.unified_diff(before, after, f"golden/{name}", f"made/{name}", n=1, lineterm="")
    return "\n".join([*lines][:SHOWN]) or f"{name}: line ends or the byte order mark differ"
