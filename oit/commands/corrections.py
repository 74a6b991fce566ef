"""`oit corrections check`: which corrections still hold, and why the others do not."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from oit.corrections import Correction
    from schema.form import Form

OUTPUT = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
STATES = {  # state -> in words
    "applied": "ใช้อยู่ / applied",
    "needless": "ไม่จำเป็นแล้ว อ่านได้ค่านี้เอง / needless: this is what is read now",
    "reopened": "ข้อความต้นทางเปลี่ยน / the raw value changed",
    "refused": "ใช้ไม่ได้ / cannot be applied",
    "absent": "ไม่มีแบบนี้ในผลลัพธ์ / no such form in the output",
}
BROKEN = ("reopened", "refused", "absent")


@click.group(no_args_is_help=True)
def corrections() -> None:
    """Corrections of reviewers, as `oit convert` applies them.

    ค่าแก้ไขของผู้ตรวจ

    \b
    Examples / ตัวอย่าง:
      oit corrections check output
      oit corrections check output --corrections review/corrections.csv
    """


@corrections.command(no_args_is_help=True)
@click.argument("output", type=OUTPUT, metavar="OUTPUT")
@click.option("--corrections", "file", type=FILE, metavar="FILE",
              help="The file (default: corrections.csv in OUTPUT). ไฟล์ค่าแก้ไข")
def check(output: Path, file: Path | None) -> None:
    """List the corrections that no longer apply to the forms in OUTPUT, and why.

    แสดงค่าแก้ไขที่ใช้กับแบบในโฟลเดอร์ผลลัพธ์ไม่ได้แล้ว พร้อมเหตุผล

    \b
    Examples / ตัวอย่าง:
      oit corrections check output
      oit corrections check output --corrections review/corrections.csv

    \b
    Exit code: 0 all of them apply (a needless one does no harm), 2 usage, 3 some do not.
    """
    from oit.corrections import FILE as NAME

    path = file or output / NAME
    if not path.is_file():
        raise click.UsageError(f"there is no {path}; name the file with --corrections / "
                               "ไม่พบไฟล์ค่าแก้ไข ให้ระบุด้วย --corrections")
    states = Counter[str]()
    for row in _rows(path):
        form = _form(output, row)
        state, why = _state(form, row)
        states[state] += 1
        if state != "applied":
            click.echo(f"{path.name}:{row.line}: {row.form} {row.path}: {STATES[state]}{why}")
    for state, words in STATES.items():
        if states[state]:
            click.echo(f"{states[state]}  {words}", err=True)
    sys.exit(3 if any(states[state] for state in BROKEN) else 0)


def _rows(path: Path) -> tuple[Correction, ...]:
    from oit.corrections import CorrectionsError, read_corrections

    try:
        return read_corrections(path)
    except CorrectionsError as error:
        raise click.UsageError(str(error)) from error


def _form(output: Path, row: Correction) -> Form | None:
    """The form that a row names, None where the folder has none."""
    from oit.corrections import HASH
    from oit.explaining import form_in

    form_id = f"f{row.form[:16].lower()}" if len(row.form) == HASH else row.form
    try:
        form = form_in(output, form_id)
    except LookupError:
        return None
    return form if row.is_for(form) else None


def _state(form: Form | None, row: Correction) -> tuple[str, str]:
    """The state of a correction, and what more is to say of it."""
    from oit.correcting import judged

    if form is None:
        return "absent", ""
    verdict = judged(form, row)
    if verdict.state == "reopened":
        return "reopened", f": {row.raw!r} -> {verdict.now!r}"
    if verdict.state == "refused":
        return "refused", f": {verdict.words[0]} / {verdict.words[1]}"
    return verdict.state, ""


def known_corrections(named: Path | None, out: Path, inputs: tuple[Path, ...]) -> str | None:
    """The file of corrections of a run, read once so that what is wrong with it is told at once."""
    from oit.corrections import CorrectionsError, default_file, read_corrections

    try:
        path = named or default_file(out, inputs)
        if path is not None:
            read_corrections(path)
    except CorrectionsError as error:
        raise click.BadParameter(str(error), param_hint="--corrections") from error
    return str(path) if path is not None else None
