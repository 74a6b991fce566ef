"""Every rule by which the PDF reader may change or doubt a reading is shown by some test."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.pdf.reader import UNREADABLE

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve()
_RULE = re.compile(r"pdf(?:\.[a-z0-9_]+)+")
#: The classes of damage of the study of 554 files; a test names its class.
STUDIED = "ABCDEFGHIJKLMNOPQ"
_NAMED = re.compile(r'(?:"|[Cc]lass )([A-Q])[0-9]?[ :,]')


def rules_in_code() -> Iterator[str]:
    """Ids that stand in the modules as they are; those put together are added below."""
    for path in sorted((ROOT / "extract" / "pdf").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) \
                    and _RULE.fullmatch(node.value):
                yield node.value


def rules_in_tables() -> Iterator[str]:
    with (ROOT / "extract" / "data" / "pdf_rules.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["value"] for row in csv.DictReader(file))


RULES = sorted({*rules_in_code(), *rules_in_tables(),
                *(f"pdf.unreadable.{kind}" for kind in UNREADABLE)} - {"pdf.unreadable"})


@pytest.fixture(scope="module", name="named")
def names_in_tests() -> set[str]:
    found: set[str] = set()
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path != HERE:
            found.update(re.findall(r'"(pdf(?:\.[a-z0-9_]+)+)"', path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("rule", RULES)
def test_a_test_names_the_rule(rule: str, named: set[str]) -> None:
    assert rule in named


def test_the_scan_finds_rules_of_every_kind() -> None:
    assert {"pdf.am.split", "pdf.grid.rows_split", "pdf.running_head", "pdf.unreadable.scan",
            "pdf.verify.disagrees"} <= set(RULES)


def test_every_class_of_damage_has_a_test() -> None:
    text = (HERE.parent / "test_pdf_repair.py").read_text(encoding="utf-8")
    assert set(_NAMED.findall(text)) >= set(STUDIED)
