"""`oit people`, `oit agencies`, `oit link`: who is named in a finished run, and by whom."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from oit.commands.catalogue import year_be
from oit.commands.formsread import forms_read

if TYPE_CHECKING:
    from oit.whoswho import AgencyRow, PersonRow

Row = TypeVar("Row", "PersonRow", "AgencyRow")
OUTPUT = click.Path(exists=True, file_okay=False, path_type=Path)
in_province = click.option("--province", metavar="NAME",
                           help="Only agencies of this province. เฉพาะจังหวัดนี้")
of_year = click.option("--year", type=year_be, metavar="YEAR",
                       help="Only forms of this fiscal year. เฉพาะปีงบประมาณนี้")
csv_option = click.option("--csv", "as_table", is_flag=True,
                          help="All columns as CSV. พิมพ์ทุกคอลัมน์เป็น CSV")


@click.command(no_args_is_help=True)
@click.argument("output", type=OUTPUT, metavar="OUTPUT")
@in_province
@of_year
@click.option("--name", metavar="WORDS",
              help="Only people one of whose spellings holds these letters. ชื่อที่มีคำนี้")
@csv_option
def people(output: Path, province: str | None, year: int | None, name: str | None,
           as_table: bool) -> None:
    """Who is named how often, in which roles, under which spellings: form by form.

    แสดงว่าใครถูกระบุชื่อกี่ครั้ง ในบทบาทใด และเขียนชื่อไว้อย่างไรบ้าง แยกตามแบบ

    \b
    Examples / ตัวอย่าง:
      oit people output
      oit people output --province น่าน --year 2567
      oit people output --name สมชาย --csv > คน.csv

    \b
    Exit code: 0 done, 1 nobody found, 2 usage.
    """
    from oit.auditing import run_in
    from oit.whoswho import PersonRow, chosen, holds, people_rows

    with forms_read(output):
        rows = [row for row in people_rows(chosen(run_in(output).forms(), province, year))
                if holds(row.spellings, name)]
    _told(rows, PersonRow, as_table)


@click.command(no_args_is_help=True)
@click.argument("output", type=OUTPUT, metavar="OUTPUT")
@in_province
@of_year
@click.option("--name", metavar="WORDS",
              help="Only agencies whose name holds these letters. ชื่อหน่วยงานที่มีคำนี้")
@csv_option
def agencies(output: Path, province: str | None, year: int | None, name: str | None,
             as_table: bool) -> None:
    """Which agencies handed in forms: place, years, how many forms, items and people.

    แสดงหน่วยงานในผลลัพธ์ จังหวัด ปี จำนวนแบบ ข้อ และบุคคล

    \b
    Examples / ตัวอย่าง:
      oit agencies output
      oit agencies output --province พัทลุง
      oit agencies output --csv > หน่วยงาน.csv

    \b
    Exit code: 0 done, 1 no agency found, 2 usage.
    """
    from oit.auditing import run_in
    from oit.whoswho import AgencyRow, agency_rows, chosen, holds

    with forms_read(output):
        rows = [row for row in agency_rows(chosen(run_in(output).forms(), province, year))
                if holds(row.name, name)]
    _told(rows, AgencyRow, as_table)


@click.command(no_args_is_help=True)
@click.argument("output", type=OUTPUT, metavar="OUTPUT")
def link(output: Path) -> None:
    """Propose who of an agency's form is who in its later forms; nothing is joined or changed.

    เสนอว่าบุคคลในแบบของปีหนึ่งน่าจะเป็นคนเดียวกับใครในแบบปีต่อ ๆ ไปของหน่วยงานเดียวกัน พร้อมหลักฐาน
    เป็นเพียงข้อเสนอในตารางแยก ผลลัพธ์เดิมไม่เปลี่ยน

    \b
    Examples / ตัวอย่าง:
      oit link output

    \b
    Written is OUTPUT/link/people_links.csv with the evidence of every link; delete it to take the
    links back. Exit code: 0 done (also where there is nothing to propose), 1 no forms, 2 usage.
    """
    from oit.auditing import run_in
    from oit.linking import proposed, write_links

    with forms_read(output):
        links = proposed(run_in(output).forms())
    try:
        path = write_links(output, links)
    except OSError as error:
        raise click.ClickException(
            f"cannot write in {output} ({error.strerror}) / เขียนไม่ได้ ไฟล์อาจเปิดอยู่") from error
    doubtful = sum(k.confidence < 0.8 for k in links)
    click.echo(f"{path}: {len(links):,} links proposed, {doubtful:,} of them doubtful\n"
               f"{path}: เสนอ {len(links):,} คู่ ในจำนวนนี้ไม่แน่ใจ {doubtful:,} คู่")


def _told(rows: Sequence[Row], kind: type[Row], as_table: bool) -> None:
    """Print rows as CSV or as tables for people; none at all is told and ends with 1."""
    from oit.whoswho import as_csv

    if as_table:
        click.echo(as_csv(rows, kind), nl=False)
    elif rows:
        from oit.console import console
        from oit.report.whoswho import show

        show(console(), rows)
    if not rows:
        click.echo("nothing found / ไม่พบข้อมูลตามที่ขอ", err=True)
        sys.exit(1)
