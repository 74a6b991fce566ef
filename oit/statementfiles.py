"""`statements.parquet`, or `statements.csv`: every released value of a run, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from oit.aside import aside
from oit.outcome import FormRows
from oit.statements import COLUMNS

NAME = "statements"
KINDS = ("parquet", "csv")


class RowFile(Protocol):
    """A file that grows by rows, and is in its place once closed."""

    def extend_csv(self, lines: Iterable[bytes]) -> None:
        """Append rows as lines of CSV."""

    def close(self) -> None:
        """Put the file in its place."""

    def abandon(self) -> None:
        """Leave nothing of it."""


class CsvRows:
    """Rows as exact CSV, like the other tables."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = aside(path).open("wb")
        self.file.write((",".join(COLUMNS) + "\r\n").encode("utf-8-sig"))

    def extend_csv(self, lines: Iterable[bytes]) -> None:
        """Append rows as lines of CSV."""
        self.file.writelines(lines)

    def close(self) -> None:
        """Rename the file to its name."""
        self.file.close()
        aside(self.path).replace(self.path)

    def abandon(self) -> None:
        """Remove the unfinished file."""
        self.file.close()
        aside(self.path).unlink(missing_ok=True)


class StatementFile:
    """The statements of a run in a file of one kind; an earlier one of another kind goes."""

    def __init__(self, out: Path, kind: str) -> None:
        self.out, self.kind = out, kind
        self.file = self._made(out / f"{NAME}.{kind}")

    def _made(self, path: Path) -> RowFile | None:
        if self.kind == "csv":
            return CsvRows(path)
        if self.kind != "parquet":
            return None
        from oit.dataset.parquet import ParquetTable

        return ParquetTable(path, NAME)

    def add(self, form: FormRows) -> None:
        """Append the statements of a form."""
        if self.file:
            self.file.extend_csv(form.statements)

    def fail(self, row: Sequence[str]) -> None:
        """A failure has no value."""

    def close(self) -> list[str]:
        """Put the file in its place; the files of other kinds would be those of another run."""
        if self.file:
            self.file.close()
        for kind in KINDS:
            if kind != self.kind:
                (self.out / f"{NAME}.{kind}").unlink(missing_ok=True)
        return [f"{NAME}.{self.kind}"] if self.file else []

    def abandon(self) -> None:
        """Leave nothing of a file that is not complete."""
        if self.file:
            self.file.abandon()
