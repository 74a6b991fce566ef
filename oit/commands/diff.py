"""`oit diff`: what differs between two folders of results, and why."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from oit.diff import Change

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SHOWN = 60  # letters of a value in the table


@click.command(no_args_is_help=True)
@click.argument("old", type=FOLDER, metavar="OLD")
@click.argument("new", type=FOLDER, metavar="NEW")
@click.option("--csv", "as_csv", is_flag=True, help="Every change as CSV. พิมพ์ทุกรายการเป็น CSV")
@click.option("--limit", type=click.IntRange(min=0), default=200, show_default=True,
              help="Rows of the table, 0 for all. จำนวนแถวที่แสดง")
def diff(old: Path, new: Path, as_csv: bool, limit: int) -> None:
    """List what was added, changed or removed from OLD to NEW, by form and field, with its cause.

    เทียบผลลัพธ์สองชุด: ค่าใดเพิ่ม เปลี่ยน หรือหายไป และเพราะเหตุใด

    \b
    Examples / ตัวอย่าง:
      oit diff output-2026-01 output-2026-02
      oit diff release-1 release-2 --csv > changes.csv

    \b
    Causes: new source (another file), new rules (another version of oit), correction (its
    reviewer is named), other options. Items go by their codes: O14/status.
    """
    from oit.diff import COLUMNS, changes, row

    counts = Counter[tuple[str, str]]()
    try:
        found = _counted(changes(old, new), counts)
        if as_csv:
            click.echo(_line(COLUMNS), nl=False)
            for change in found:
                click.echo(_line(row(change)), nl=False)
        else:
            _table(found, limit)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    for (change_kind, cause), count in sorted(counts.items()):
        click.echo(f"{count:8}  {change_kind}  ({cause})", err=True)
    if not counts:
        click.echo("no difference / ไม่ต่างกัน", err=True)


def _counted(found: Iterator[Change], counts: Counter[tuple[str, str]]) -> Iterator[Change]:
    for change in found:
        counts[change.change, change.cause] += 1
        yield change


def _line(cells: tuple[str, ...]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerow(cells)
    return file.getvalue()


def _table(found: Iterator[Change], limit: int) -> None:
    """A table of the first changes; the others are counted."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from oit.console import console

    table = Table(box=SIMPLE_HEAD)
    for name in ("form", "change", "path", "old", "new", "cause"):
        table.add_column(name, overflow="fold")
    left = 0
    for number, change in enumerate(found):
        if limit and number >= limit:
            left += 1
            continue
        cause = f"{change.cause}: {change.detail}" if change.detail else change.cause
        table.add_row(change.form_id, change.change, change.path or change.file,
                      _short(change.old), _short(change.new), cause)
    if table.row_count:
        console().print(table)
    if left:
        click.echo(f"… {left} more: --limit 0 or --csv shows all / ยังมีอีก {left} รายการ")


def _short(value: str | None) -> str:
    text = " ".join((value or "").split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
