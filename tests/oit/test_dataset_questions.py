"""docs/dataset.md: every question is answered in SQL and in pandas, and both say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from oit.dataset.database import reading

PAGE = (Path(__file__).parents[2] / "docs" / "dataset.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^## (\d+)\. .*?(?=^## )", PAGE, re.MULTILINE | re.DOTALL)


def question(number: str) -> str:
    return PAGE.split(f"\n## {number}. ", 1)[1].split("\n## ", 1)[0]


def code(number: str, language: str) -> str:
    [found] = re.findall(rf"^```{language}\n(.*?)^```", question(number), re.MULTILINE | re.DOTALL)
    return str(found)


def rows(columns: list[str], values: list[Any]) -> list[dict[str, str]]:
    """Rows as texts, in any order: 87.0 and 87 are the same number, every kind of null is one."""
    made = [{c: text(v) for c, v in zip(columns, row, strict=True)} for row in values]
    return sorted(made, key=lambda row: tuple(row.values()))


def text(value: Any) -> str:
    if pd.isna(value):
        return ""
    return value if isinstance(value, str) else f"{float(value):.4f}"


def test_there_are_ten_questions_in_three_languages() -> None:
    assert [str(number) for number in range(1, 11)] == QUESTIONS
    for number in QUESTIONS:
        assert all(code(number, language) for language in ("sql", "python", "r"))


@pytest.mark.parametrize("number", QUESTIONS)
def test_sql_and_pandas_give_the_same_answer(
    number: str, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dataset)
    with reading(dataset / "oit.duckdb") as base:
        asked = base.execute(code(number, "sql"))
        assert asked.description
        columns = [str(column[0]) for column in asked.description]
        answered = rows(columns, asked.fetchall())
    scope: dict[str, Any] = {"pd": pd}
    exec(code(number, "python"), scope)
    answer: pd.DataFrame = scope["answer"]
    assert list(answer.columns) == columns
    assert answered
    assert rows(columns, answer.astype(object).to_numpy().tolist()) == answered


def test_every_statement_can_be_joined_to_its_form(dataset: Path) -> None:
    with duckdb.connect(str(dataset / "oit.duckdb"), read_only=True) as base:
        [(lost,)] = base.execute("SELECT count(*) FROM statements ANTI JOIN forms USING (form_id)"
                                 ).fetchall()
    assert lost == 0
