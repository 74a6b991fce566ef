"""No rule takes longer than in proportion to a cell: tried on cells that grow.

Processor time is compared with itself, never with seconds. Four times the letters take four times
as long; what takes sixteen times (quadratic) or more is told where it is more than next to nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.markup import clean
from normalize.agencies import local_agency
from normalize.bullets import lines
from normalize.codes import codes_of_cell, item_code, leading_code, leading_number, references
from normalize.contacts import contacts, without_contacts
from normalize.dates import thai_dates
from normalize.headings import heading_level
from normalize.joining import join_lines, unwrap
from normalize.links import addresses
from normalize.numbers import number
from normalize.people import person_cell
from normalize.status import status_words
from normalize.units import unit_cell
from oit.pipeline import process

LETTERS = 2_500
#: A cell of 10,000 letters may cost this many times one of 2,500: 16 is quadratic.
MOST = 9
#: Below this nothing is measured.
LEAST = 0.02


def _number(text: str) -> object:
    try:
        return number(text)
    except ValueError:
        return None


RULES: dict[str, Callable[[str], object]] = {
    "person": person_cell, "person flattened": lambda text: person_cell(text, None, True),
    "unit": unit_cell, "code": item_code, "leading code": leading_code,
    "leading number": leading_number, "references": references, "codes": codes_of_cell,
    "agency": local_agency, "join": join_lines, "unwrap": unwrap, "number": _number,
    "dates": lambda text: thai_dates(text, 2566), "heading": heading_level, "lines": lines,
    "contacts": contacts, "without contacts": without_contacts, "status": status_words,
    "markup": clean, "addresses": addresses,
}
CELLS = (" ", "\n", ".", "(", "/", "กข ", "ข้อ ", "นายก ข\n", "วันที่", "O1 ", "1 ", "<a ", "**",
         "พ.ศ. ", "www.", "http://a.go.th/ ", "a.b/", "%20", "ก.", "รวม ", "OIT", "% ", "และ\n",
         "กอง,", "กลุ่มงาน ", "ก (ก) ")
FORM = ("แบบฟอร์ม OIT ปีงบประมาณ พ.ศ. 2567\n\nข้อ\tข้อมูล\tองค์ประกอบ\tหน่วยงานที่รับผิดชอบ\tผู้รับผิดชอบ\n"
        "O1\tโครงสร้าง\t{0}\t{0}\t{0}\nO2\tข้อมูลผู้บริหาร\t{0}\tกองคลัง\tนางสมหญิง รักดี\n"
        "รวม{0}\tx\n\n{0}\n")


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("piece", CELLS)
def test_time_grows_with_the_cell(rule: str, piece: str) -> None:
    short, long = (("ก " + piece * (n // len(piece)) + "ก") for n in (LETTERS, 4 * LETTERS))
    RULES[rule]("นายสมชาย ใจดี กองคลัง")
    best = min(_ratio(RULES[rule], short, long) for _ in range(2))
    assert best < MOST


@pytest.mark.slow
@pytest.mark.parametrize("piece", CELLS)
def test_time_of_a_form_grows_with_its_cells(piece: str, tmp_path: Path) -> None:
    """Everything that a run does with a file, from reading to the checks."""
    path = tmp_path / "form.txt"

    def whole(text: str) -> object:
        path.write_text(FORM.format(text.replace("\n", " ")), encoding="utf-8")
        return process(path)

    short, long = (("ก " + piece * (n // len(piece)) + "ก") for n in (LETTERS, 4 * LETTERS))
    whole("กองคลัง")
    assert min(_ratio(whole, short, long) for _ in range(2)) < MOST


def _ratio(rule: Callable[[str], object], short: str, long: str) -> float:
    return _seconds(rule, long) / max(LEAST, _seconds(rule, short))


def _seconds(rule: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    rule(text)
    return time.process_time() - begin


@pytest.mark.parametrize("cell", [
    "กข " * 400, "ข้อ " * 300, "นายสมชาย " + "ก ข " * 200, "ถึง" + "วันที่" * 200 + "ก",
    "O1" + "\n" * 1500 + "ก", "โทร" + "." * 3000, "ก( " + " " * 2000, "ประจำปี" + " " * 2000,
], ids=range(8))
def test_cells_that_once_took_without_end(cell: str) -> None:
    """Ways to part a name, or a pattern that tries each way: cubic, or doubling with each word."""
    for rule in RULES.values():
        rule(cell)
