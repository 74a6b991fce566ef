"""Parquet files that grow by rows: typed by the data dictionary, the same bytes for the same rows.

A row group is always of the same number of rows, so that neither memory nor bytes depend on how
the rows arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from oit.aside import aside, put
from oit.dictionary import fields

ROWS = 8192  # of a row group of statements
FEW_ROWS = 2048  # of one of any other table: its rows are wide
WAITING = 256  # rows kept as they come, which take ten times what columns take
TYPES = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
Scalar = str | int | float | None


def schema_of(name: str) -> pa.Schema:
    """The Arrow schema of a table; every field carries its Thai label as metadata."""
    return pa.schema([pa.field(field.name, TYPES[field.base], metadata={"title": field.thai})
                      for field in fields(name)])


class ParquetTable:
    """One table written row group by row group, aside until it is closed."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.schema, self.rows = path, schema_of(name), 0
        self.group = ROWS if name == "statements" else FEW_ROWS
        self.waiting: list[Sequence[Scalar]] = []
        self.tables: list[pa.Table] = []
        self.writer = pa.parquet.ParquetWriter(aside(path), self.schema, compression="zstd")

    def extend(self, rows: Iterable[Sequence[Scalar]]) -> None:
        """Append rows: tuples in the order of the columns."""
        for row in rows:
            self.waiting.append(row)
            if len(self.waiting) >= WAITING:
                self._take()

    def extend_csv(self, lines: Iterable[bytes]) -> None:
        """Append rows as lines of CSV in UTF-8; an empty cell is null."""
        text = b"".join(lines)
        if text:
            self._add(pa.csv.read_csv(
                pa.BufferReader(text),
                read_options=pa.csv.ReadOptions(
                    column_names=self.schema.names, use_threads=False, block_size=len(text) + 1),
                parse_options=pa.csv.ParseOptions(newlines_in_values=True),
                convert_options=pa.csv.ConvertOptions(
                    column_types=self.schema, null_values=[""], strings_can_be_null=True)))

    def _take(self) -> None:
        """Turn the rows that wait into columns."""
        columns = zip(*self.waiting, strict=True)
        arrays = [pa.array(_texts(column) if field.type == TYPES["text"] else column, field.type)
                  for column, field in zip(columns, self.schema, strict=True)]
        self.waiting = []
        self._add(pa.Table.from_arrays(arrays, schema=self.schema))

    def _add(self, table: pa.Table) -> None:
        self.tables.append(table)
        self.rows += table.num_rows
        if sum(part.num_rows for part in self.tables) >= self.group:
            self._write(whole_groups=True)

    def _write(self, *, whole_groups: bool) -> None:
        """Write row groups; what does not fill one waits unless it is the rest."""
        table = pa.concat_tables(self.tables).cast(self.schema).combine_chunks()
        end = table.num_rows // self.group * self.group if whole_groups else table.num_rows
        for start in range(0, end, self.group):
            self.writer.write_table(table.slice(start, min(self.group, end - start)))
        self.tables = [table.slice(end)] if end < table.num_rows else []

    def close(self) -> None:
        """Write the rest and put the file in its place."""
        if self.waiting:
            self._take()
        if self.tables:
            self._write(whole_groups=False)
        self.writer.close()
        put(self.path)

    def abandon(self) -> None:
        """Leave nothing of a file that is not complete."""
        self.writer.close()
        aside(self.path).unlink(missing_ok=True)


def _texts(column: Iterable[Scalar]) -> list[str | None]:
    """Values of a column of texts; a corrected number ("corrected.value") is told as it prints."""
    return [cell if cell is None or isinstance(cell, str) else str(cell) for cell in column]
