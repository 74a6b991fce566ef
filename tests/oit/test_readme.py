"""The README says what the program does: fields, failure reasons, commands, options, tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oit.cli import cli
from oit.report.fields import markdown_page, markdown_table
from oit.tables import TABLES
from schema import errors

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("table", ["forms", "items"])
def test_the_field_table_is_that_of_the_dictionary(table: str) -> None:
    assert section(f"Fields of {table}.csv").strip() == markdown_table(table).strip()


def test_the_page_of_fields_is_that_of_the_dictionary() -> None:
    page = Path(__file__).parents[2] / "docs" / "fields.md"
    assert page.read_text(encoding="utf-8") == markdown_page()


def test_every_reason_is_explained() -> None:
    reasons = {kind.reason for kind in vars(errors).values()
               if isinstance(kind, type) and issubclass(kind, errors.OitError)} - {"error"}
    told = set(re.findall(r"^\| `(\w+)` \|", section("The commands"), re.MULTILINE))
    assert reasons <= told


def test_every_table_command_and_option_is_named() -> None:
    options = {option for command in cli.commands.values() for parameter in command.params
               for option in parameter.opts if option.startswith("--")}
    for name in (*(f"{table}.csv" for table in TABLES), *cli.commands, *options):
        assert name in README, name
