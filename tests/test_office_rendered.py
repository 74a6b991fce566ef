"""The samples saved by LibreOffice in other formats give the records of the originals.

The slow tests are skipped where LibreOffice is not installed. White space is not compared: it
drops a space before the end of a paragraph. Not compared either is what LibreOffice itself loses:
tables in some .doc files, what is struck out or deleted in a web page.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from normalize.text import squash
from oit.pipeline import process

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NAMES = ("hospital_moit", "municipality_2567_ticks", "province_2566_units",
         "province_2567_assignment", "sao_2566_analysis", "sao_2566_monitoring", "sao_2566_utf16")
WAYS = (("docx", "odt"), ("docx", "rtf"), ("docx", "doc"), ("docx", "html"),
        ("xlsx", "ods"), ("xlsx", "xls"), ("xlsx", "html"))
LOST = {  # by LibreOffice, on the way
    "doc": {"hospital_moit", "province_2566_units", "province_2567_assignment",
            "sao_2566_monitoring"},
    "html": {"municipality_2567_ticks"},
}
FIELDS = {
    "items": ("code", "title", "component", "status", "method", "location", "period", "remark",
              "units", "assignees", "certifiers"),
    "measures": ("no", "instrument", "measure", "method", "responsible", "period", "result_done",
                 "result_not_done", "status", "suggestion"),
    "scores": ("scope", "instrument", "code", "title", "score", "issue", "occurrence"),
    "actions": ("issue", "topic", "measure", "responsible", "steps", "start", "end"),
    "analysis": ("issue", "kind", "text"),
    "constraints": ("topic", "text"),
}


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sample in every format: "odt/NAME.odt", "html-xlsx/NAME.html"."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is needed")
    folder = tmp_path_factory.mktemp("saved")
    for source, kind in WAYS:
        files = [str(SAMPLES / f"{name}.{source}") for name in NAMES]
        subprocess.run([program, f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                        "--headless", "--convert-to", kind, "--outdir",
                        str(folder / f"{source}-{kind}"), *files], check=True, capture_output=True)
    return folder


def letters(value: Any) -> Any:
    """A value without white space in its texts; a unit or person by its own texts."""
    if isinstance(value, str):
        return squash(value)
    if isinstance(value, tuple):
        return [letters(member) for member in value]
    texts = ("name", "position", "text")
    return [letters(getattr(value, field, None)) for field in texts] \
        if hasattr(value, "name") else value


def records(path: Path) -> list[Any]:
    """All records of a file, their fields in the order of FIELDS."""
    return [[kind, [[letters(getattr(record, field)) for field in fields]
                    for record in getattr(form, kind)]]
            for form in process(path) for kind, fields in FIELDS.items()]


@pytest.mark.slow
@pytest.mark.parametrize(("source", "kind", "name"), [
    (source, kind, name) for source, kind in WAYS for name in NAMES
    if name not in LOST.get(kind, ())
])
def test_the_same_records(source: str, kind: str, name: str, saved: Path) -> None:
    other = saved / f"{source}-{kind}" / f"{name}.{kind}"
    assert records(other) == records(SAMPLES / f"{name}.{source}")
