"""`oit check`: what is still missing from a form, told to the officer who fills it in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from audit.to_do import ToDo
    from schema.errors import OitError
    from schema.form import Form

    Forms = list[tuple[Form, tuple[ToDo, ...]]]

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
COMPLETE, NO_FORM, TO_DO = 0, 1, 3


@click.command(no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--lang", type=click.Choice(["th", "en"]), default="th", show_default=True,
              help="Language of the text. ภาษาที่แสดง")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="Text to read, or JSON for programs. รูปแบบที่พิมพ์")
def check(files: tuple[Path, ...], lang: Literal["th", "en"], form: str) -> None:
    """Say what is still to be filled in before a form is submitted.

    ตรวจแบบก่อนส่ง: ขาดข้อใด ช่องใดยังว่าง ผู้ใดยังไม่มีตำแหน่ง วันใดยังไม่มีปี

    \b
    Examples / ตัวอย่าง:
      oit check แบบฟอร์ม.docx
      oit check แบบฟอร์ม.xlsx --lang en
      oit check ที่ส่งมา/*.docx --format json

    \b
    Exit code: 0 complete, 1 a file is no form, 2 usage, 3 something is to be done.
    """
    results = [(file, _checked(file)) for file in files]
    if form == "json":
        _print_json(results)
    else:
        _print_text(results, lang)
    codes = {_exit_code(result) for _, result in results}
    sys.exit(NO_FORM if NO_FORM in codes else max(codes))


def _checked(file: Path) -> Forms | OitError:
    """The forms of a file with what is to be done in each, or why it gives none."""
    from audit.to_do import to_do
    from oit.pipeline import process
    from schema.errors import OitError

    try:
        return [(form, to_do(form)) for form in process(file)]
    except OitError as error:
        return error


def _exit_code(result: Forms | OitError) -> int:
    if not isinstance(result, list):
        return NO_FORM
    return TO_DO if any(todos for _, todos in result) else COMPLETE


def _print_text(results: list[tuple[Path, Forms | OitError]], lang: Literal["th", "en"]) -> None:
    """A report per form, a blank line between two; what gives no form goes to stderr."""
    from oit.report.to_do import text

    printed = 0
    for file, result in results:
        if not isinstance(result, list):
            message = result.message_th if lang == "th" else result.message_en
            click.echo(f"{file.name}: {message}", err=True)
            continue
        for form, todos in result:
            click.echo(("\n" if printed else "") + text(form, todos, lang))
            printed += 1


def _print_json(results: list[tuple[Path, Forms | OitError]]) -> None:
    """One array: an object per form, and one per file without a form, in the order given."""
    import json

    from oit.report.to_do import data

    objects: list[dict[str, Any]] = []
    for file, result in results:
        if isinstance(result, list):
            objects += [data(form, todos) for form, todos in result]
        else:
            objects.append({"file": file.name, "reason": result.reason,
                            "message_th": result.message_th, "message_en": result.message_en})
    click.echo(json.dumps(objects, ensure_ascii=False, indent=1))
