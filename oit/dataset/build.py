"""Builds the dataset of a folder of forms: CSV, Parquet, DuckDB and their description.

Everything is made from `forms/*.json`, one form at a time, so that a folder whose forms were
corrected or redacted gives the corrected or redacted dataset, in memory that does not grow.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from catalogue.crosswalk import map_code, supported
from catalogue.items import edition, editions
from oit.aside import aside, put
from oit.dataset import database
from oit.dataset.metadata import Facts, metadata, missing
from oit.dataset.package import write_package
from oit.dataset.parquet import ParquetTable
from oit.dictionary import columns
from oit.explaining import form_in
from oit.statements import statement_lines
from oit.tables import TABLES
from oit.write import FORMS_FOLDER
from schema.form import Form

Row = Sequence[str | int | float | None]
Watch = Callable[[int, int], None]
STATEMENTS = "statements"


class Built(NamedTuple):
    """A dataset: rows by table, all files written, and what the catalogue still asks for."""

    rows: dict[str, int]
    files: list[Path]
    missing: list[str]


def build_dataset(folder: Path, out: Path, told: Mapping[str, object] | None = None,
                  watch: Watch | None = None) -> Built:
    """Build the dataset of `folder/forms/*.json` in `out`; both may be the same folder.

    told: fields of the Thai government data catalogue that the publisher knows (`maintainer` …);
    watch: told how many forms of how many are done. LookupError where there is no form or one
    cannot be read, ValueError for a field of `told` that the catalogue does not take.
    """
    ids = form_ids(folder)
    metadata(Facts(), told)  # what is wrong with it is said before the work
    out.mkdir(parents=True, exist_ok=True)
    with _writing(out) as tables:
        facts = _forms(folder, ids, tables, watch)
        tables.extend("failures", _failures(folder))
        tables.extend("catalogue_items", list(_catalogue_items()))
        tables.extend("crosswalk", list(_crosswalk()))
    parquet = {name: out / f"{name}.parquet" for name in columns()}
    files = [*parquet.values(), database.build(out, parquet)]
    described = metadata(facts, told)
    package = write_package(out, files, described)
    tables_csv = [out / f"{name}.csv" for name in tables.csv]
    return Built(tables.counts(), [*tables_csv, *files, package], missing(described))


def form_ids(folder: Path) -> list[str]:
    """The forms of a folder in the order of its forms.csv, further ones behind by id."""
    there = {path.stem for path in (folder / FORMS_FOLDER).glob("*.json")}
    if not there:
        raise LookupError(f"no {FORMS_FOLDER}/*.json in {folder}: run `oit convert` first / "
                          "ไม่มีแบบในโฟลเดอร์นี้ ให้แปลงก่อน")
    listed = dict.fromkeys(row[0] for row in _csv_rows(folder / "forms.csv") if row[0] in there)
    return [*listed, *sorted(there - listed.keys())]


def _csv_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table of a run without its header; none where it is not there."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        yield from (row for row in rows if row)


def _forms(folder: Path, ids: Sequence[str], tables: Tables, watch: Watch | None) -> Facts:
    facts = Facts()
    for done, form_id in enumerate(ids, 1):
        form = form_in(folder, form_id)
        facts.note(form)
        tables.add(form)
        if watch:
            watch(done, len(ids))
    return facts


def _failures(folder: Path) -> list[Row]:
    width = len(columns()["failures"])
    return [[cell or None for cell in row] for row in _csv_rows(folder / "failures.csv")
            if len(row) == width]


def _catalogue_items() -> Iterator[Row]:
    """The items of every edition that is known."""
    for year in editions():
        known = edition(year)
        for item in known.items if known else ():
            yield (year, item.code, item.title or None, item.indicator or None,
                   item.subindicator or None, item.group or None)


def _crosswalk() -> Iterator[Row]:
    """What becomes of every item in every edition that tables join to its own, itself included."""
    for year, other in ((a, b) for a in editions() for b in editions() if supported(a, b)):
        known = edition(year)
        for item in known.items if known else ():
            mapping = map_code(item.code, year, other)
            for code in mapping.to or (None,):
                yield year, item.code, other, code, mapping.relation, mapping.confidence


class Tables:
    """All tables of a dataset as Parquet and CSV, put in their places together."""

    def __init__(self, out: Path) -> None:
        self.out, self.files = out, ExitStack()
        self.parquet = {name: ParquetTable(out / f"{name}.parquet", name) for name in columns()}
        self.csv = {name: self._csv(name) for name in columns() if name != STATEMENTS}

    def _csv(self, name: str) -> Any:
        path = aside(self.out / f"{name}.csv")
        file = self.files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
        made = csv.writer(file)
        made.writerow(columns()[name])
        return made

    def add(self, form: Form) -> None:
        """Append the rows of a form to every table."""
        for name, table in TABLES.items():
            self.extend(name, table.lines(form))
        self.parquet[STATEMENTS].extend_csv(statement_lines(form))

    def extend(self, name: str, rows: Sequence[Row]) -> None:
        """Append rows to a table."""
        self.csv[name].writerows(rows)
        self.parquet[name].extend(rows)

    def counts(self) -> dict[str, int]:
        """The rows of each table."""
        return {name: table.rows for name, table in self.parquet.items()}

    def close(self) -> None:
        """Put all tables in their places."""
        self.files.close()
        for table in self.parquet.values():
            table.close()
        for name in self.csv:
            put(self.out / f"{name}.csv")

    def abandon(self) -> None:
        """Leave nothing of tables that are not complete."""
        self.files.close()
        for table in self.parquet.values():
            table.abandon()
        for name in self.csv:
            aside(self.out / f"{name}.csv").unlink(missing_ok=True)


@contextmanager
def _writing(out: Path) -> Iterator[Tables]:
    """The tables of a folder, closed at the end, abandoned where the work breaks off."""
    tables = Tables(out)
    try:
        yield tables
        tables.close()
    except BaseException:
        tables.abandon()
        raise
