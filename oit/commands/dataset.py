"""`oit dataset`: Parquet, one DuckDB file and datapackage.json of a finished run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oit.commands.catalogue import added_catalogue, catalogue_option

if TYPE_CHECKING:
    from oit.dataset.build import Built, Watch

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(no_args_is_help=True)
@click.argument("output", type=click.Path(exists=True, file_okay=False, path_type=Path),
                metavar="OUTPUT")
@click.option("-o", "--out", type=FOLDER, metavar="DIR",
              help="Folder for the dataset (default: OUTPUT itself). โฟลเดอร์ชุดข้อมูล")
@click.option("--metadata", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              metavar="FILE",
              help="TOML file of what the data catalogue asks: owner_org, maintainer … "
                   "ไฟล์คำอธิบายชุดข้อมูล")
@catalogue_option
@click.option("--quiet", is_flag=True, help="Print nothing. ไม่แสดงสรุป")
def dataset(output: Path, out: Path | None, metadata: Path | None, catalogue: Path | None,
            quiet: bool) -> None:
    """Build a dataset of a finished run: OUTPUT is the folder that `oit convert` wrote.

    สร้างชุดข้อมูลจากผลลัพธ์: ตาราง Parquet ฐานข้อมูล oit.duckdb และ datapackage.json พร้อมพจนานุกรมข้อมูล

    \b
    Examples / ตัวอย่าง:
      oit dataset output
      oit dataset output --out ชุดข้อมูล --metadata คำอธิบาย.toml
      oit query "SELECT * FROM by_province"

    \b
    Everything is made from OUTPUT/forms. docs/dataset.md shows what can be asked.
    """
    from oit.dataset.build import build_dataset

    told = _told(metadata)
    with added_catalogue(catalogue):
        try:
            with _progress(quiet) as watch:
                built = build_dataset(output, out or output, told, watch)
        except LookupError as error:
            raise click.ClickException(str(error.args[0])) from error
        except OSError as error:  # a full disk; a database that is open elsewhere
            raise click.ClickException(str(error)) from error
    if not quiet:
        _summary(built, out or output)


def _told(file: Path | None) -> dict[str, object] | None:
    """What the publisher tells; a field or value that the catalogue does not take is refused."""
    from oit.dataset.metadata import Facts, metadata, metadata_file

    if file is None:
        return None
    try:
        told = metadata_file(file)
        metadata(Facts(), told)
    except ValueError as error:
        raise click.BadParameter(f"{error} / ข้อมูลในไฟล์คำอธิบายไม่ถูกต้อง",
                                 param_hint="--metadata") from error
    return told


@contextmanager
def _progress(quiet: bool) -> Iterator[Watch]:
    """How many forms are read, on a terminal; silent elsewhere."""
    from rich.progress import Progress

    from oit.console import console

    made = console(stderr=True)
    with Progress(console=made, transient=True, disable=quiet or not made.is_terminal) as shown:
        task = shown.add_task("forms / แบบ", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def _summary(built: Built, out: Path) -> None:
    """Rows by table, the files, and what the catalogue still asks."""
    from oit.dataset.metadata import label
    from oit.dictionary import table_note

    for name, rows in built.rows.items():
        if rows:
            click.echo(f"{rows:>10,}  {name}  {table_note(name).thai}")
    click.echo(f"{out / 'oit.duckdb'}, {out / 'datapackage.json'}, {out}/*.parquet")
    if built.missing:
        asked = ", ".join(f"{name} ({label(name)})" for name in built.missing)
        click.echo(f"For data.go.th tell with --metadata FILE: {asked} / "
                   "ข้อมูลที่ยังต้องระบุก่อนเผยแพร่", err=True)
