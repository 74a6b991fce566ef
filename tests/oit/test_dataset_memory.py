"""The memory of `oit dataset` does not grow with the number of forms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.oit.conftest import GOLDEN

BUILD = """
import resource, sys
from pathlib import Path
from oit.dataset.build import build_dataset
build_dataset(Path(sys.argv[1]), Path(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
ROOT = Path(__file__).parents[2]


def peak(folder: Path, forms: int) -> int:
    """Megabytes that building a dataset of so many forms takes."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("forms/*.json"))]
    names = [path.stem for path in sorted(GOLDEN.glob("forms/*.json"))]
    (folder / "forms").mkdir(parents=True)
    for number in range(forms):
        form_id = f"f{number:016x}"
        text = sources[number % len(sources)].replace(names[number % len(names)], form_id)
        (folder / "forms" / f"{form_id}.json").write_text(
            text.replace("หน่วยงาน", f"หน่วยงาน{number}"), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", BUILD, str(folder)], cwd=ROOT, check=True,
                          capture_output=True, text=True)
    return int(done.stdout)


@pytest.mark.slow
def test_ten_times_the_forms_take_hardly_more_memory(tmp_path: Path) -> None:
    pytest.importorskip("resource")  # not on Windows
    few, many = peak(tmp_path / "few", 150), peak(tmp_path / "many", 1500)
    assert many < few + 60
    assert many < 420
