"""The Word samples printed as PDF by LibreOffice and by Chromium give what the Word files give.

Slow; skipped where the programs are not installed. White space and the script of digits are not
compared: a line's end says nothing about spaces, and the renderer has no IT๙ font.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from extract.reader import read_document
from normalize.digits import arabic
from normalize.text import squash
from oit.pipeline import process
from schema.table import Cell, RawDocument

ROOT = Path(__file__).resolve().parents[1]
FORMS = ("municipality_2567_ticks", "province_2566_units", "province_2567_assignment")
TABLES = (*FORMS, "sao_2566_analysis", "sao_2566_monitoring")
WAYS = ("Laksaman", "Loma", "Kinnari", "chromium")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every Word sample as PDF, "NAME.WAY.pdf"."""
    if not (shutil.which("soffice") and shutil.which("chromium")):
        pytest.skip("LibreOffice and Chromium are needed")
    folder = tmp_path_factory.mktemp("rendered")
    subprocess.run([sys.executable, str(ROOT / "samples" / "render.py"), str(folder)],
                   check=True, capture_output=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)} |
                   {"PATH": "/usr/bin:/bin", "HOME": str(folder)})
    return folder


def letters(text: str | None) -> str:
    return arabic(squash(text or ""))


def claimed(cell: Cell) -> str:
    """What a cell claims: its letters without those that are struck through."""
    text = letters(cell.text)
    for mark in cell.marks:
        if mark.kind == "struck":
            text = text.replace(letters(mark.text), "", 1)
    return text


def columns(document: RawDocument, headers: frozenset[str]) -> dict[int, str]:
    """Everything printed in each column of all tables, without the words of the headers."""
    found: dict[int, str] = defaultdict(str)
    for table in document.tables:
        for row in table.rows:
            for number, cell in enumerate(row):
                found[number] += claimed(cell) if cell else ""
    for number in found:
        for header in sorted(headers, key=len, reverse=True):
            found[number] = found[number].replace(header, "")
    return dict(found)


def header_words(document: RawDocument) -> frozenset[str]:
    return frozenset(claimed(cell) for table in document.tables
                     for row in table.rows[: max(1, table.header_rows)] for cell in row
                     if cell and claimed(cell))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TABLES)
def test_same_letters_in_every_column(name: str, way: str, rendered: Path) -> None:
    """No letter is lost, invented or put into another column, over all page ends."""
    word = read_document(ROOT / "samples" / f"{name}.docx")
    printed = read_document(rendered / f"{name}.{way}.pdf")
    headers = header_words(word)
    assert columns(printed, headers) == columns(word, headers)


def facts(path: Path) -> dict[str, tuple[str, str | None]]:
    """Title and status of each item, by its code."""
    return {item.code or "": (letters(item.title), item.status)
            for form in process(path) for item in form.items}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FORMS)
def test_same_items(name: str, way: str, rendered: Path) -> None:
    """The same codes with the same titles and statuses."""
    word, printed = facts(ROOT / "samples" / f"{name}.docx"), facts(rendered / f"{name}.{way}.pdf")
    assert list(printed) == list(word)
    assert printed == word
