"""`oit query`: ask the dataset of a run in SQL; nothing can be changed by it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN = 100  # rows of a table on the screen, unless asked for more


@click.command()
@click.argument("sql", required=False, metavar='["SELECT …"]')
@click.option("--output", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default="output", show_default=True,
              help="Folder of the dataset. โฟลเดอร์ชุดข้อมูล")
@click.option("--csv", "as_csv", is_flag=True,
              help="Print all rows as CSV. พิมพ์ทุกแถวเป็น CSV")
@click.option("--limit", type=click.IntRange(min=0), default=SHOWN, show_default=True,
              metavar="N", help="Rows shown at most, 0 for all. จำนวนแถวที่แสดง")
def query(sql: str | None, output: Path, as_csv: bool, limit: int) -> None:
    """Ask the dataset that `oit dataset` built; without SQL, list what can be asked.

    ถามชุดข้อมูลด้วย SQL โดยไม่แก้ไขข้อมูล ถ้าไม่ใส่คำถามจะแสดงรายชื่อตาราง

    \b
    Examples / ตัวอย่าง:
      oit query
      oit query "SELECT province, forms, share_done FROM by_province"
      oit query "SELECT * FROM items WHERE status = 'not_started'" --csv > items.csv
    """
    import duckdb

    from oit.dataset.database import NAME, described, reading, stale

    path = output / NAME
    if not path.is_file():
        raise click.ClickException(f"no {NAME} in {output}: run `oit dataset {output}` first / "
                                   "ยังไม่มีชุดข้อมูล ให้สร้างก่อน")
    if stale(output):
        click.echo("The tables have changed since the dataset was built; build it anew / "
                   "ตารางเปลี่ยนไปหลังสร้างชุดข้อมูล ควรสร้างใหม่", err=True)
    try:
        with reading(path) as base:
            if sql is None:
                _list(described(base))
            else:
                _ask(base, sql, as_csv=as_csv, limit=limit)
    except duckdb.Error as error:
        raise click.ClickException(str(error)) from error


def _list(tables: list[tuple[str, str, tuple[str, ...]]]) -> None:
    for name, comment, columns in tables:
        click.echo(f"{name}  {comment}\n    {', '.join(columns)}")


def _ask(base: DuckDBPyConnection, sql: str, *, as_csv: bool, limit: int) -> None:
    found = base.execute(sql)
    if found.description is None:
        return
    columns = [str(column[0]) for column in found.description]
    if as_csv:
        _csv(found, columns)
    else:
        _table(found, columns, limit)


def _csv(found: DuckDBPyConnection, columns: list[str]) -> None:
    import csv

    made = csv.writer(sys.stdout, lineterminator="\n")
    made.writerow(columns)
    while rows := found.fetchmany(1000):
        made.writerows(rows)


def _table(found: DuckDBPyConnection, columns: list[str], limit: int) -> None:
    """A table whose columns line up: Thai vowels and tone marks above and below take no width."""
    from oit.report.querytable import show

    rows = found.fetchmany(limit + 1) if limit else found.fetchall()
    show(columns, rows[:limit or None])
    if limit and len(rows) > limit:
        click.echo(f"only the first {limit} rows; --limit 0 shows all / แสดงเพียง {limit} แถวแรก",
                   err=True)
