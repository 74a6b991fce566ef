"""`oit crosswalk` and `oit editions`: which item of one year answers to which of another."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oit.commands.catalogue import (
    added_catalogue,
    catalogue_option,
    deliver,
    format_option,
    known_code,
    known_edition,
    output_option,
    year_be,
)

if TYPE_CHECKING:
    from rich.console import Console

    from catalogue.editions import Edition
    from oit.report.crosswalk import Line

FILE_WIDTH = 120  # columns of text that goes to a file


@click.command(no_args_is_help=True)
@click.argument("code", required=False)
@click.option("--from", "start", type=year_be, required=True, metavar="YEAR",
              help="Fiscal year of the item. ปีงบประมาณของข้อที่ถาม")
@click.option("--to", "end", type=year_be, metavar="YEAR",
              help="Fiscal year asked for (default: the newest sure edition). ปีที่ต้องการเทียบ")
@format_option
@output_option
@catalogue_option
def crosswalk(
    code: str | None, start: int, end: int | None, form: str, out: Path | None,
    catalogue: Path | None,
) -> None:
    """Show what became of an item, or of all items, in another year.

    ดูว่าข้อ O ของปีหนึ่งตรงกับข้อใดของอีกปี ทั้งไปข้างหน้าและย้อนหลัง พร้อมเหตุผลและความมั่นใจ

    \b
    Examples / ตัวอย่าง:
      oit crosswalk O4 --from 2566 --to 2568
      oit crosswalk ๐๑๑ --from ๒๕๖๖ --to ๒๕๖๗
      oit crosswalk --from 2566 --to 2567 --format html -o เทียบ2566-2567.html

    \b
    Exit code: 0 found, 1 no tables lead from one year to the other, 2 unknown year or item.
    """
    with added_catalogue(catalogue):
        older, newer = known_edition(start, "--from"), known_edition(end, "--to")
        _show_crosswalk(older, newer, known_code(code, older), form, out)


def _show_crosswalk(
    start: Edition, end: Edition, code: str | None, form: str, out: Path | None
) -> None:
    from oit.report.crosswalk import is_supported, lines, unsupported_message

    supported = is_supported(start, end)
    if not supported:
        click.echo(unsupported_message(start, end), err=True)
    if supported or form != "text":
        found = lines(start, end, None if form == "html" else code)
        deliver(_rendered(found, start, end, code, form, out), out, form)
    sys.exit(0 if supported else 1)


def _rendered(
    found: list[Line], start: Edition, end: Edition, code: str | None, form: str, out: Path | None
) -> str:
    from oit.report.crosswalk import as_csv, as_json, show

    if form == "csv":
        return as_csv(found)
    if form == "json":
        return as_json(found, start, end)
    if form == "html":
        from oit.report.crosswalk_page import as_html

        return as_html(found, start, end, code)
    console = _console(out)
    with console.capture() as captured:
        show(console, found, start, end)
    return _without_trail(captured.get())


@click.command()
@click.argument("year", type=year_be, required=False)
@format_option
@output_option
@catalogue_option
def editions(year: int | None, form: str, out: Path | None, catalogue: Path | None) -> None:
    """List the editions of the item list, or the items of one year.

    แสดงรายการข้อ OIT ทุกปีที่รู้จัก พร้อมแหล่งที่มาและความมั่นใจ หรือทุกข้อของปีเดียว

    \b
    Examples / ตัวอย่าง:
      oit editions
      oit editions 2567
      oit editions 2567 --format csv -o ข้อ2567.csv
    """
    from oit.report import editions as report

    with added_catalogue(catalogue):
        known = known_edition(year, "YEAR") if year is not None else None
        rows = report.item_rows(known) if known else report.edition_rows()
        if form == "text":
            console = _console(out)
            with console.capture() as captured:
                report.show(console, rows, known)
            text = _without_trail(captured.get())
        else:
            makers = {"csv": report.as_csv, "json": report.as_json}
            text = makers[form](rows) if form in makers else report.as_html(rows, known)
        deliver(text, out, form)


def _console(out: Path | None) -> Console:
    """Where text is laid out: the terminal or pipe, or a page of fixed width for a file."""
    from rich.console import Console

    from oit.console import console

    return console() if out is None else Console(
        file=io.StringIO(), width=FILE_WIDTH, highlight=False)


def _without_trail(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))
