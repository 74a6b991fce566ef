"""The README says what the program does: fields, failure reasons, commands, options, tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oit.cli import cli
from oit.tables import TABLES
from schema import errors

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("table", ["forms", "items"])
def test_the_field_table_names_every_column_in_order(table: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", section(f"Fields of {table}.csv"), re.MULTILINE)
    assert tuple(name for name, _ in rows) == TABLES[table].columns
    assert all(re.search("[ก-๛]", label) for _, label in rows)


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
