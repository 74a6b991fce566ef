"""Writes the results: exact CSV tables, the workbook; aside first, then renamed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from oit.aside import aside
from oit.outcome import FormRows

FORMS_FOLDER = "forms"
FORM_PART = "f*.json.part"


class Writer(Protocol):
    """A kind of tables: takes forms and failures one by one, is complete once closed."""

    def add(self, form: FormRows) -> None:
        """Write the rows of one form."""

    def fail(self, row: Sequence[str]) -> None:
        """Write one row of failures.csv."""

    def close(self) -> list[str]:
        """Put the output in its place; the names of the files written, relative to the folder."""

    def abandon(self) -> None:
        """Leave nothing of an output that is not complete."""


class CsvTables:
    """The exact tables: UTF-8 with BOM, RFC 4180, values as they are."""

    def __init__(self, out: Path) -> None:
        from oit.tables import FAILURES, TABLES  # brings the models of a form along

        self.out, self.files = out, ExitStack()
        columns = {name: table.columns for name, table in TABLES.items()} | {"failures": FAILURES}
        self.tables = {name: self._open(name) for name in columns}
        for name, header in columns.items():
            self.tables[name].writerow(header)

    def _open(self, name: str) -> Any:
        path = aside(self.out / f"{name}.csv")
        file = self.files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
        return csv.writer(file)  # its default dialect is RFC 4180: "," and CRLF, quotes doubled

    def add(self, form: FormRows) -> None:
        """Append the form's rows to every table."""
        for name, table in self.tables.items():
            table.writerows(form.rows.get(name, ()))

    def fail(self, row: Sequence[str]) -> None:
        """Append a row to failures.csv."""
        self.tables["failures"].writerow(row)

    def close(self) -> list[str]:
        """Rename all tables to their names."""
        self.files.close()
        names = [f"{name}.csv" for name in self.tables]
        for name in names:
            aside(self.out / name).replace(self.out / name)
        return names

    def abandon(self) -> None:
        """Remove the unfinished tables."""
        self.files.close()
        for name in self.tables:
            aside(self.out / f"{name}.csv").unlink(missing_ok=True)


Totals = Mapping[str, int] | None


def _csv(out: Path, totals: Totals) -> Writer:
    return CsvTables(out)


def _workbook(out: Path, totals: Totals) -> Writer:
    from oit.workbook import Workbook  # brings xlsxwriter along

    return Workbook(out, totals)


WRITERS: dict[str, Callable[[Path, Totals], Writer]] = {"csv": _csv, "xlsx": _workbook}


@contextmanager
def writing(out: Path, totals: Totals = None, statements: str = "none"
            ) -> Iterator[list[Writer]]:
    """All writers of a run; closed by the caller, abandoned where the run breaks off.

    totals: rows of each table that are going to come, as far as they are known; statements: the
    kind of file they go to: "parquet", "csv", or "none".
    """
    out.mkdir(parents=True, exist_ok=True)
    writers: list[Writer] = []
    try:
        for make in WRITERS.values():
            writers.append(make(out, totals))
        writers.append(_statements(out, statements))
        yield writers
    except BaseException:
        for writer in writers:
            writer.abandon()
        raise


def _statements(out: Path, kind: str) -> Writer:
    from oit.statementfiles import StatementFile  # brings pyarrow along

    return StatementFile(out, kind)


def form_file(form_id: str) -> str:
    """The name of a form's file, relative to the folder of the run."""
    return f"{FORMS_FOLDER}/{form_id}.json"


def remove_leftovers(out: Path) -> None:
    """Remove halves of form files that a run left which was killed."""
    for path in (out / FORMS_FOLDER).glob(f".{FORM_PART}"):
        path.unlink(missing_ok=True)


def remove_stale(out: Path, earlier: Iterable[str], written: Iterable[str]) -> list[str]:
    """Remove form files that earlier runs wrote and this one did not; no other file."""
    stale = sorted(name for name in set(earlier) - set(written) if _is_form_file(name))
    for name in stale:
        (out / name).unlink(missing_ok=True)
    return stale


def _is_form_file(name: str) -> bool:
    """Whether a name of a manifest is `forms/<form_id>.json` and leads nowhere else."""
    folder, _, file = name.partition("/")
    return folder == FORMS_FOLDER and file.endswith(".json") and Path(file).name == file
