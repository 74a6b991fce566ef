"""`oit tables`: the raw tables as they were read, aligned for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from schema.table import Cell, Place, RawDocument, RawParagraph, RawTable

COVERED = Text("·", style="dim")  # a square that a merged cell covers


def show(console: Console, document: RawDocument) -> None:
    """Every table and paragraph in reading order, each under its place."""
    console.print(Text(
        f"{document.reader}  {document.media_type}  pages: {document.pages or '-'}  "
        f"tables: {len(document.tables)}"
    ))
    for block in document.blocks:
        if isinstance(block, RawParagraph):
            console.print(Text(f"{where(block.place)}  {block.text}"))
        else:
            console.print(_table(block))
    for notice in document.notices:
        console.print(Text(f"{where(notice.place)}  {notice.rule}: {notice.message_en}"))


def where(place: Place) -> str:
    """A place in short: "page 3, table 1", "line 31"."""
    known = place.model_dump(exclude_none=True, exclude={"bbox"})
    return ", ".join(f"{name} {value}" for name, value in known.items()) or "-"


def _table(raw: RawTable) -> Table:
    table = Table(
        title=Text(f"table {raw.table} ({where(raw.place)}): {len(raw.rows)} × {raw.columns}"),
        title_justify="left", show_lines=True,
    )
    table.add_column("", justify="right", style="dim", no_wrap=True)
    for number in range(1, raw.columns + 1):
        table.add_column(str(number), overflow="fold")
    for number, row in enumerate(raw.rows, 1):
        table.add_row(str(number), *_cells(row))
    return table


def _cells(row: Iterable[Cell | None]) -> list[Text]:
    """The printed text of each cell, tabs and control characters made visible by width."""
    return [COVERED if cell is None else Text(cell.text.replace("\t", " ")) for cell in row]
