"""The command line: parse, call, print. Everything heavy is imported inside the commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oit.commands.audit import audit
from oit.commands.catalogue import added_catalogue, catalogue_option, known_edition, year_be
from oit.commands.check import check
from oit.commands.checks import checks
from oit.commands.crosswalk import crosswalk, editions
from oit.commands.explain import explain
from oit.commands.ocr import ocr_option
from oit.commands.tables import tables
from oit.commands.template import template

if TYPE_CHECKING:
    from rich.console import Console

    from extract.scan.choice import Choice
    from oit.batch import Options
    from oit.inputs import Inputs
    from oit.run import Watcher

PIPE_WIDTH = 120  # columns where there is no terminal to ask
PATH = click.Path(exists=True, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="oit", message="oit %(version)s")
def cli() -> None:
    """Read Thai government transparency forms (ITA/OIT) into canonical JSON and CSV.

    อ่านแบบรายงาน OIT ของหน่วยงานภาครัฐ ให้เป็นข้อมูล JSON และ CSV ที่ตรวจสอบย้อนกลับได้

    \b
    Examples / ตัวอย่าง:
      oit convert samples --out output
      oit convert แบบฟอร์ม.docx --out output
      oit tables แบบฟอร์ม.docx
      oit template 2567 -o แบบฟอร์ม.docx
      oit check แบบฟอร์ม.docx
      oit audit output
      oit crosswalk O4 --from 2566 --to 2568
    """
    speak_thai()


cli.add_command(template)
cli.add_command(check)
cli.add_command(audit)
cli.add_command(explain)
cli.add_command(checks)
cli.add_command(crosswalk)
cli.add_command(editions)
cli.add_command(tables)


@cli.command(no_args_is_help=True)
@click.argument("inputs", nargs=-1, required=True, type=PATH, metavar="INPUT...")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="output",
              show_default=True, help="Folder for the results. โฟลเดอร์ผลลัพธ์")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N",
              help="Worker processes (default: 1 up to 8 files, else one per CPU). จำนวนงานพร้อมกัน")
@click.option("--edition", type=year_be, metavar="YEAR",
              help="Map every item to this edition of the item list, e.g. 2567 "
                   "(default: the newest sure one). เทียบข้อกับรุ่นปีนี้")
@catalogue_option
@click.option("--time-limit", type=click.FloatRange(min=0), default=120, show_default=True,
              metavar="SECONDS", help="Longest time for one file, 0 for none. เวลาสูงสุดต่อไฟล์")
@click.option("--password", metavar="WORD",
              help="Opens PDF files that ask for a password. รหัสผ่านของไฟล์ PDF")
@click.option("--verify", is_flag=True,
              help="Read PDF pages with two engines and list the cells on which they disagree "
                   "(slow). อ่าน PDF สองวิธีแล้วเทียบกัน")
@ocr_option
@click.option("--fail-on", type=click.Choice(["error", "warning", "info"]), metavar="SEVERITY",
              help="Exit with 3 where a form has a finding this grave: error, warning or info. "
                   "คืนรหัส 3 เมื่อพบข้อสังเกตระดับนี้ขึ้นไป")
@click.option("--quiet", is_flag=True, help="Print failures only. แสดงเฉพาะไฟล์ที่อ่านไม่ได้")
@click.option("--debug", is_flag=True, help="Show the traceback of internal errors. แสดงรายละเอียด")
def convert(
    inputs: tuple[Path, ...], out: Path, jobs: int | None, edition: int | None,
    catalogue: Path | None, time_limit: float, password: str | None, verify: bool,
    ocr: Choice, fail_on: str | None, quiet: bool, debug: bool,
) -> None:
    """Convert files and folders (recursively) into JSON, CSV and a workbook.

    แปลงไฟล์หรือทั้งโฟลเดอร์ เป็น JSON ต่อแบบรายงาน ตาราง CSV และสมุดงาน oit.xlsx

    \b
    Examples / ตัวอย่าง:
      oit convert samples --out output
      oit convert "แบบ OIT 2566.docx" อบต/ --out output --jobs 4
      oit convert submissions --out output --edition 2567

    \b
    Exit code: 0 every input gave a form, 1 some did not (failures.csv says why), 2 usage,
    3 --fail-on was met.
    """
    from oit.batch import Options
    from oit.fail_on import FailOn
    from oit.inputs import expand

    with added_catalogue(catalogue):
        options = Options(jobs=jobs, edition=known_edition(edition, "--edition").year,
                          catalogue=str(catalogue) if catalogue else None,
                          limit=time_limit or None, password=password, verify=verify, ocr=ocr)
        _check_folders(inputs, out)
        _check_writable(out)
        grave = FailOn(fail_on)
        complete = _converted(expand(inputs, out), out, options, grave, quiet=quiet, debug=debug)
    sys.exit(1 if not complete else 3 if grave.met else 0)


def _check_folders(inputs: tuple[Path, ...], out: Path) -> None:
    """Refuse an output folder that is or holds an input: it would be read as its own input."""
    for path in inputs:
        if path.resolve() == out.resolve() or out.resolve() in path.resolve().parents:
            raise click.UsageError(
                f"the input {path} lies in the output folder {out}; choose another --out / "
                "ไฟล์ที่จะอ่านอยู่ในโฟลเดอร์ผลลัพธ์ โปรดเลือก --out อื่น")


def _check_writable(out: Path) -> None:
    """Refuse an output folder in which nothing can be written, before any work is done."""
    probe = out / ".oit-probe.part"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise click.BadParameter(
            f"cannot write in {out} ({error.strerror}) / เขียนลงโฟลเดอร์ผลลัพธ์ไม่ได้",
            param_hint="--out") from error


def _converted(inputs: Inputs, out: Path, options: Options, grave: Watcher, *, quiet: bool,
               debug: bool) -> bool:
    """Run with progress and summary; whether every input gave a form."""
    from oit.report.progress import watcher
    from oit.report.summary import Summary
    from oit.run import convert as run_all

    watch = watcher(console(stderr=True), len(inputs.documents), quiet=quiet, debug=debug)
    summary = Summary()
    try:
        with watch:
            run = run_all(inputs, out, options, [watch, summary, grave])
    except OSError as error:  # a full disk; a table that is open in a spreadsheet
        if debug:
            raise
        raise click.ClickException(str(error)) from error
    if not quiet:
        summary.show(console(), run, out)
    return run.complete


@cli.command()
@click.option("--record", default="form", show_default=True, metavar="NAME",
              help="form, item, measure, score, action, finding … ชื่อระเบียน")
def schema(record: str) -> None:
    """Print the JSON Schema of the written forms, or of one of their records.

    พิมพ์ JSON Schema ของผลลัพธ์

    \b
    Examples / ตัวอย่าง:
      oit schema > form.schema.json
      oit schema --record item
    """
    from oit.jsonschema import record_schema

    try:
        click.echo(record_schema(record))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--record") from error


def console(*, stderr: bool = False) -> Console:
    """Where tables are printed: the width of the terminal, or a fixed one for pipes."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else PIPE_WIDTH, highlight=False)


def speak_thai() -> None:
    """Let the console take Thai: an encoding without Thai gives way to UTF-8, nothing crashes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        try:
            "ก".encode(stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            reconfigure(encoding="utf-8")
        reconfigure(errors="backslashreplace")
