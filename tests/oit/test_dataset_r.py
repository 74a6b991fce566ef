"""docs/dataset.md: the answers in R run, and have as many rows as those in SQL.

Where R or dplyr is missing they are skipped, with the reason. Where R has no `arrow`, which few
distributions pack, the tables are read from their CSV files, which hold the same rows.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest

from oit.dataset.database import reading
from tests.oit.test_dataset_questions import QUESTIONS, code

RSCRIPT = shutil.which("Rscript")
BEGIN = """
suppressPackageStartupMessages(library(dplyr)); options(dplyr.summarise.inform = FALSE)
"""
WITHOUT_ARROW = """
read_parquet <- function(name) readr::read_csv(
  sub("parquet$", "csv", name), show_col_types = FALSE, guess_max = Inf, progress = FALSE)
open_dataset <- read_parquet
"""


@cache
def has(package: str) -> bool:
    """Whether R can load a package."""
    asked = f'quit(status = !requireNamespace("{package}", quietly = TRUE))'
    return bool(RSCRIPT) and subprocess.run(
        [str(RSCRIPT), "-e", asked], check=False, capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("number", QUESTIONS)
def test_r_gives_as_many_rows_as_sql(number: str, dataset: Path, tmp_path: Path) -> None:
    answer = code(number, "r")
    needed = ["dplyr", *(["tidyr"] if "tidyr" in answer else []),
              *(["duckdb", "dbplyr"] if "duckdb" in answer else []),
              *([] if has("arrow") else ["readr"])]
    missing = [package for package in needed if not has(package)]
    if missing:
        pytest.skip(f"R (Rscript) without {', '.join(missing)}" if RSCRIPT else "no Rscript")
    folder = tmp_path / "dataset"
    shutil.copytree(dataset, folder)
    pyarrow.csv.write_csv(pyarrow.parquet.read_table(folder / "statements.parquet"),
                          folder / "statements.csv")
    begin = BEGIN + ("library(arrow)\n" if has("arrow") else WITHOUT_ARROW)
    *before, last = answer.partition("library(tidyr)\n") if "tidyr" in answer else ("", answer)
    script = tmp_path / "answer.R"
    script.write_text(f"{begin}{''.join(before)}\nanswer <- {{\n{last}}}\ncat(nrow(answer))\n",
                      encoding="utf-8")
    done = subprocess.run([str(RSCRIPT), str(script)], cwd=folder, check=False, text=True,
                          capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    with reading(dataset / "oit.duckdb") as base:
        assert int(done.stdout) == len(base.execute(code(number, "sql")).fetchall()) > 0
