"""The Word samples printed as PDF by LibreOffice and by Chromium give what the Word files give.

The slow tests are skipped where the programs are not installed. White space and the script of
digits are not compared: a line's end says nothing about spaces, and the renderer has no IT๙ font.
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
FORMS = ("hospital_2566_contacts", "municipality_2567_ticks", "pao_2567_thai_digits",
         "province_2566_units", "province_2567_assignment")
TABLES = (*FORMS, "sao_2566_analysis", "sao_2566_monitoring")
WAYS = ("Laksaman", "Loma", "Kinnari", "chromium")

Words = tuple[str, ...]


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every Word sample as PDF, "NAME.WAY.pdf"."""
    if not (shutil.which("soffice") and shutil.which("chromium")):
        pytest.skip("LibreOffice and Chromium are needed")
    folder = tmp_path_factory.mktemp("rendered")
    subprocess.run([sys.executable, str(ROOT / "tests" / "samples" / "render.py"), str(folder)],
                   check=True, capture_output=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)} |
                   {"PATH": "/usr/bin:/bin", "HOME": str(folder)})
    return folder


def letters(text: str | None) -> str:
    return arabic(squash(text or ""))


def claimed(cell: Cell) -> str:
    """What a cell claims: its letters without those that are struck through.

    The ticked box of a Word control is printed as a crossed one.
    """
    text = letters(cell.text).replace("☒", "☑")
    for mark in cell.marks:
        if mark.kind == "struck":
            text = text.replace(letters(mark.text), "", 1)
    return text


def columns(document: RawDocument, headers: frozenset[Words]) -> dict[int, str]:
    """Everything printed in each column of all tables, without the headers.

    First the header rows go that the printer repeats, then what is left of one that a page end
    has cut in two.
    """
    found: dict[int, str] = defaultdict(str)
    for table in document.tables:
        for row in map(row_words, table.rows):
            for number, words in enumerate(row if row not in headers else ()):
                found[number] += words
    for header in headers:
        for number, words in enumerate(header):
            found[number] = found[number].replace(words, "")
    return dict(found)


def row_words(row: tuple[Cell | None, ...]) -> Words:
    return tuple(claimed(cell) if cell else "" for cell in row)


def header_rows(document: RawDocument) -> frozenset[Words]:
    return frozenset(row_words(row) for table in document.tables
                     for row in table.rows[: max(1, table.header_rows)])


def assert_same_letters(word: Path, pdf: Path) -> None:
    expected, printed = read_document(word), read_document(pdf)
    headers = header_rows(expected)
    assert columns(printed, headers) == columns(expected, headers)


@pytest.mark.parametrize(
    "pdf", sorted((ROOT / "tests" / "samples").glob("*.pdf")), ids=lambda path: path.name)
def test_same_letters_in_the_kept_files(pdf: Path) -> None:
    """One file of each program, kept beside the script that makes them."""
    assert_same_letters(ROOT / "samples" / f"{pdf.name.split('.')[0]}.docx", pdf)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TABLES)
def test_same_letters_in_every_column(name: str, way: str, rendered: Path) -> None:
    """No letter is lost, invented or put into another column, over all page ends."""
    assert_same_letters(ROOT / "samples" / f"{name}.docx", rendered / f"{name}.{way}.pdf")


def facts(path: Path) -> dict[str, tuple[str, str | None]]:
    """Title and status of each item, by its code."""
    return {item.code or "": (letters(item.title), item.status)
            for form in process(path) for item in form.items}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FORMS)
def test_same_items(name: str, way: str, rendered: Path) -> None:
    """The same codes with the same titles and statuses."""
    word, printed = facts(ROOT / "samples" / f"{name}.docx"), facts(rendered / f"{name}.{way}.pdf")
    assert list(printed) == list(word)
    assert printed == word


def responsible(path: Path) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Units and people of each item, by its code: name and position, or the words of a group."""
    found = {}
    for item in (item for form in process(path) for item in form.items):
        code = item.code or ""
        found[code, "units"] = [(letters(unit.name), "") for unit in item.units]
        for role in ("assignees", "certifiers"):
            found[code, role] = [(person.name or letters(person.text), letters(person.position))
                                 for person in getattr(item, role)]
    return found


#: Every line of this name's cells ends at a word, in all rows: nothing tells where its names part.
OPEN = {("municipality_2567_ticks", "chromium"): "นางบุษบง แก้วลำดวน"}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FORMS)
def test_same_units_and_people(name: str, way: str, rendered: Path) -> None:
    """Narrow columns that break names, posts and offices anywhere change nobody."""
    word = responsible(ROOT / "samples" / f"{name}.docx")
    printed = responsible(rendered / f"{name}.{way}.pdf")
    untold = OPEN.get((name, way))
    assert list(printed) == list(word)
    for key, expected in word.items():
        if (untold or "") not in [person for person, _ in expected]:
            assert printed[key] == expected, key
        else:
            assert [squash(p) for p, _ in printed[key]] == [squash(p) for p, _ in expected], key
