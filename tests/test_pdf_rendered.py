"""The Word samples printed as PDF by LibreOffice and by Chromium give what the Word files give.

The slow tests are skipped where the programs are not installed. White space and the script of
digits are not compared: a line's end says nothing about spaces, and the renderer has no IT๙ font.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from extract.reader import read_document
from normalize.digits import arabic
from normalize.personal import personal_data
from normalize.text import squash
from oit.cli import cli
from oit.pipeline import process
from schema.table import Cell, RawDocument
from tests.extract.test_pdf_geometry import assert_alike
from tests.oit.results import results
from tests.oit.test_release import leaks, names_of
from tests.oit.test_release import letters as as_grepped

ROOT = Path(__file__).resolve().parents[1]
FORMS = ("hospital_2566_contacts", "municipality_2567_ticks", "pao_2567_thai_digits",
         "province_2566_units", "province_2567_assignment")
SAMPLES = tuple(sorted(path.stem for path in (ROOT / "samples").glob("*.docx")))
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


#: What says where and how sure a value is, and the numbers of tables, of which a page makes two.
NOT_COMPARED = frozenset({
    "places", "rules", "confidences", "raws", "layers", "source", "form_id", "findings",
    "spellings", "confidence", "confidence_reasons", "edition_confidence", "table",
})
#: What a program prints otherwise than the Word file has it: sample, field, and why.
PRINTED_OTHERWISE = {
    ("municipality_2567_ticks", "links"): "LibreOffice writes no links of this file",
    ("municipality_2567_ticks", "items/8/component"):
        "LibreOffice prints the deleted words of a tracked change, struck through",
    ("municipality_2567_ticks", "items/8/component_raw"): "the same",
    ("municipality_2567_ticks", "items/8/marks"): "a printed page shows no tracked change",
}


def flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a form with its path, white space and the script of digits aside.

    The words of marks are one: a stretch over two paragraphs or pages is one or two marks.
    """
    if isinstance(value, BaseModel):
        value = {field: getattr(value, field) for field in type(value).model_fields
                 if field not in NOT_COMPARED}
    if isinstance(value, dict) and path.endswith("marks"):
        value = {kind: "".join(words) for kind, words in value.items() if words}
    if isinstance(value, dict):
        for key, member in value.items():
            yield from flat(member, f"{path}/{letters(key)}".lstrip("/"))
    elif isinstance(value, tuple | list):
        yield path, f"{len(value)} members"
        for number, member in enumerate(value):
            yield from flat(member, f"{path}/{number}")
    else:
        yield path, letters(str(value)).replace("☒", "☑")


def records(path: Path) -> dict[str, str]:
    """All that the forms of a file say, by path."""
    return {f"{n}/{key}": value for n, form in enumerate(process(path))
            for key, value in flat(form)}


def is_told(name: str, path: str) -> bool:
    """Whether a difference is one of those that the printing program makes."""
    inner = path.partition("/")[2]
    return any(sample == name and (inner == field or inner.startswith(field + "/"))
               for sample, field in PRINTED_OTHERWISE)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SAMPLES)
def test_same_records(name: str, way: str, rendered: Path) -> None:
    """Every field of every record: titles, groups, units, people, statuses, marks, links, notes."""
    word = records(ROOT / "samples" / f"{name}.docx")
    printed = records(rendered / f"{name}.{way}.pdf")
    different = {path: (word.get(path), printed.get(path)) for path in {**word, **printed}
                 if word.get(path) != printed.get(path) and not is_told(name, path)}
    assert different == {}


#: Points within which a side is the same where pdfplumber is wrong: two tables of one page have a
#: border each, 3.75 points apart; it takes the four sides of these two strips for one line.
DRAWN_TOGETHER = {("province_2566_units", "chromium"): 3.5}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SAMPLES)
def test_same_cells_as_pdfplumber(name: str, way: str, rendered: Path) -> None:
    """Cell by cell, before any rule of ours (`pdf.grid.*`) changes a border."""
    assert_alike(rendered / f"{name}.{way}.pdf", DRAWN_TOGETHER.get((name, way), 3.0))


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


@pytest.fixture(scope="session")
def converted(rendered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of all PDF files."""
    out = tmp_path_factory.mktemp("converted") / "o"
    CliRunner().invoke(cli, ["convert", str(rendered), "--out", str(out), "--quiet"])
    return out


@pytest.mark.slow
@pytest.mark.parametrize("names", ["drop", "initials"])
def test_no_name_and_no_contact_is_left_in_a_release(
        names: str, converted: Path, tmp_path: Path) -> None:
    """Of anybody whom the Word files name, in the PDF files of all programs and fonts."""
    known = names_of(results(tmp_path / "known", samples=".docx"))
    contacts = {as_grepped(cell[datum.start: datum.end])
                for name in SAMPLES for form in process(ROOT / "samples" / f"{name}.docx")
                for item in form.items for cell in (item.assignees_raw, item.certifiers_raw) if cell
                for datum in personal_data(cell, of_person=True)}
    addresses = {contact.partition("@")[0] for contact in contacts if "@" in contact}
    pieces = {"phusaimo"} | addresses | {contact for contact in contacts if "@" not in contact}
    assert leaks(converted, pieces)
    made = CliRunner().invoke(cli, [
        "release", str(converted), "-o", str(tmp_path / "r"), "--names", names, "--contacts",
        "drop", "--date", "2026-01-02"])
    assert made.exit_code == 0, made.output
    assert len(known) > 60
    assert leaks(tmp_path / "r", known | pieces) == []
