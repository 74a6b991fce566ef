"""What the commands share that ask for editions: years and codes as written, added folders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from catalogue.editions import Edition

FORMATS = click.Choice(["text", "csv", "json", "html"])

catalogue_option = click.option(
    "--catalogue", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    help="Further editions and crosswalks, see docs/editions.md. โฟลเดอร์รายการข้อของปีอื่น")
format_option = click.option(
    "--format", "form", type=FORMATS, default="text", show_default=True,
    help="Text to read, CSV, JSON, or a page of its own. รูปแบบที่พิมพ์")
output_option = click.option(
    "-o", "--output", "out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write to a file. เขียนลงไฟล์")


def year_be(value: str) -> int:
    """A Buddhist-era year in any digits, as the type of an option: "2567", "๒๕๖๗"."""
    from normalize.digits import arabic

    digits = arabic(value).strip()
    if not (digits.isascii() and digits.isdigit()):
        raise click.BadParameter(f"{value!r} is no year such as 2567 / ไม่ใช่ปี พ.ศ. เช่น 2567")
    return int(digits)


@contextmanager
def added_catalogue(folder: Path | None) -> Iterator[None]:
    """The tables of a folder beside ours for a block; a folder that is wrong is a usage error."""
    if folder is None:
        yield
        return
    from catalogue.lookup import data_folder

    if not any((folder / kind).is_dir() for kind in ("editions", "crosswalk")):
        raise click.BadParameter(
            f"{folder} has no folder editions or crosswalk / ไม่มีโฟลเดอร์ editions หรือ crosswalk",
            param_hint="--catalogue")
    with data_folder(folder):
        try:
            _load_all()
        except ValueError as error:  # a LookupTableError, or a number that is none
            raise click.BadParameter(
                f"{error} / ตารางในโฟลเดอร์นี้ผิดรูปแบบ", param_hint="--catalogue") from error
        yield


def _load_all() -> None:
    """Read every edition and crosswalk, so that what is wrong is said before any work."""
    from catalogue.crosswalk import crosswalk, pairs
    from catalogue.editions import editions

    editions()
    for older, newer in pairs():
        crosswalk(older, newer)
        crosswalk(newer, older)


def known_edition(year: int | None, hint: str) -> Edition:
    """The edition of a year, the default one without a year; an unknown year is a usage error."""
    from catalogue.editions import default_edition, editions

    if year is None:
        return default_edition()
    if year not in editions():
        known = ", ".join(map(str, editions()))
        raise click.BadParameter(
            f"ไม่มีรายการข้อของปี {year} (มีปี {known}) / no edition {year} (known: {known})",
            param_hint=hint)
    return editions()[year]


def known_code(text: str | None, edition: Edition) -> str | None:
    """The code of an item as written (o4, ๐๔, 4, O4); what is none of its edition is an error."""
    if text is None:
        return None
    from normalize.codes import item_code

    reading = item_code(text)
    if reading is None or edition.item(reading.code) is None:
        first, last = edition.items[0].code, edition.items[-1].code
        raise click.BadParameter(
            f"ปี {edition.year} ไม่มีข้อ {text} (มี {first}–{last}) / "
            f"no item {text} in {edition.year} (it has {first}–{last})", param_hint="CODE")
    return reading.code


def deliver(text: str, out: Path | None, form: str) -> None:
    """Print a result, or write it to a file: CSV with a BOM, so that spreadsheets read Thai."""
    if out is None:
        click.echo(text, nl=False)
        return
    from oit.aside import write_text

    try:
        write_text(out, ("\ufeff" if form == "csv" else "") + text)
    except OSError as error:
        raise click.BadParameter(
            f"cannot write {out} ({error.strerror}) / เขียนไฟล์นี้ไม่ได้", param_hint="-o") from error
    click.echo(f"{out}", err=True)
