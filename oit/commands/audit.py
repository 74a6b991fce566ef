"""`oit audit`: the findings of a finished run, ranked, in a table and in a workbook."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oit.commands.formsread import forms_read

if TYPE_CHECKING:
    from audit.limits import Limits

Counts = Mapping[tuple[str, str], int]

OUTPUT = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(no_args_is_help=True)
@click.argument("output", type=OUTPUT, metavar="OUTPUT")
@click.option("--fail-on", type=click.Choice(["error", "warning"]),
              help="Exit code 3 where a finding is as grave as this. "
                   "จบด้วยรหัส 3 ถ้าพบข้อสังเกตระดับนี้ขึ้นไป")
@click.option("--check", "wanted", multiple=True, metavar="NAME",
              help="Only this check or family; may be repeated. ตรวจเฉพาะรายการหรือหมวดนี้")
@click.option("--skip", multiple=True, metavar="NAME",
              help="Not this check or family; may be repeated. ไม่ตรวจรายการหรือหมวดนี้")
@click.option("--config", type=FILE, metavar="FILE",
              help="TOML file with other limits, see docs/checks.md. ไฟล์กำหนดเกณฑ์")
@click.option("--quiet", is_flag=True, help="Print nothing. ไม่แสดงสรุป")
def audit(output: Path, fail_on: str | None, wanted: tuple[str, ...], skip: tuple[str, ...],
          config: Path | None, quiet: bool) -> None:
    """Check the forms of a finished run: OUTPUT is the folder that `oit convert` wrote.

    ตรวจแบบทั้งหมดในโฟลเดอร์ผลลัพธ์ แล้วเขียน audit/findings.csv และสมุดงาน audit/audit.xlsx

    \b
    Examples / ตัวอย่าง:
      oit audit output
      oit audit output --fail-on error
      oit audit output --check four_eyes --check scores
      oit audit output --skip links --config limits.toml

    \b
    NAME is an id or a family that `oit checks` lists.
    Exit code: 0 done, 1 nothing to check, 2 usage, 3 --fail-on was met.
    """
    from oit.auditing import met

    limits, chosen = _limits(config), _chosen(wanted, skip)
    counts, forms, folder = _written(output, limits, chosen)
    if not quiet:
        _summary(counts, forms, folder)
    sys.exit(3 if met(counts, fail_on) else 0)


def _limits(config: Path | None) -> Limits:
    from oit.auditing import limits_in

    try:
        return limits_in(config)
    except ValueError as error:  # no TOML, no limit, no number
        raise click.BadParameter(f"{error} / ไฟล์กำหนดเกณฑ์ไม่ถูกต้อง",
                                 param_hint="--config") from error


def _chosen(wanted: tuple[str, ...], skip: tuple[str, ...]) -> set[str]:
    from oit.auditing import chosen_checks

    try:
        return chosen_checks(wanted, skip)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _written(output: Path, limits: Limits, chosen: set[str]) -> tuple[Counts, int, Path]:
    """Findings by severity and origin, the number of forms, and the folder of the results.

    A folder without forms ends the command.
    """
    from oit.audit_write import write_audit
    from oit.auditing import FOLDER, run_in

    folder = output / FOLDER
    try:
        with forms_read(output):
            run = run_in(output)
            if run.withheld:
                raise click.UsageError(
                    "names are withheld from this release, and blank names would be taken for "
                    "missing ones: audit the output that it was made from / "
                    "ชุดนี้ปิดชื่อไว้ ให้ตรวจจากผลลัพธ์เดิม")
            return write_audit(folder, run, limits, chosen), len(run.paths), folder
    except OSError as error:
        raise click.ClickException(
            f"cannot write in {folder} ({error.strerror}) / เขียนไม่ได้ ไฟล์อาจเปิดอยู่") from error


def _summary(counted: Counts, forms: int, folder: Path) -> None:
    """How many findings of each severity and origin, and where they were written."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from oit.auditing import ORIGINS, SEVERITIES
    from oit.console import console
    from oit.report.checks import SEVERITIES as THAI

    table = Table(title=f"{forms} forms / แบบ", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("")
    for name in ("agency / หน่วยงาน", "unsure / ไม่แน่ใจ", "extraction / การอ่าน"):
        table.add_column(name, justify="right")
    for severity in SEVERITIES:
        counts = [counted.get((severity, origin), 0) for origin in ORIGINS]
        table.add_row(f"{severity} / {THAI[severity]}", *map(str, counts))
    console().print(table)
    click.echo(f"{folder}/findings.csv, audit.xlsx")
