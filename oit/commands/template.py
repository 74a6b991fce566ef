"""`oit template`: a blank form of one edition, in the layout that offices use."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

FORMATS = ("docx", "xlsx")
YEAR = click.IntRange(2500, 2700)


@click.command(no_args_is_help=True)
@click.argument("edition", type=YEAR, metavar="YEAR")
@click.option("--kind", type=click.Choice(["assignment", "monitoring"]), default="assignment",
              show_default=True,
              help="Who is assigned and certifies, or what was done. มอบหมายผู้รับผิดชอบ หรือติดตามผล")
@click.option("--format", "form", type=click.Choice(FORMATS),
              help="Word or spreadsheet (default: by the name of the file). ชนิดของไฟล์")
@click.option("--agency", metavar="NAME", help="Name in the heading, in full. ชื่อหน่วยงานที่หัวแบบ")
@click.option("--thai-digits", is_flag=True, help="Print ๐-๙ for 0-9. ใช้เลขไทย")
@click.option("--overwrite", is_flag=True, help="Replace a file that is there. เขียนทับไฟล์เดิม")
@click.option("-o", "--output", "out", required=True,
              type=click.Path(dir_okay=False, path_type=Path), help="The file to write. ชื่อไฟล์")
def template(
    edition: int, kind: Literal["assignment", "monitoring"], form: str | None,
    agency: str | None, thai_digits: bool, overwrite: bool, out: Path,
) -> None:
    """Write a blank form with every item of an edition, ready to be filled in.

    เขียนแบบเปล่าที่มีครบทุกข้อของปีนั้น กรอกแล้วอ่านกลับได้ตรงทุกช่อง

    \b
    Examples / ตัวอย่าง:
      oit template 2567 -o แบบ2567.docx
      oit template 2567 --kind monitoring --agency "เทศบาลตำบลธารฟ้าใหม่" -o ติดตาม.xlsx
      oit template 2566 --thai-digits -o แบบ2566.docx
    """
    from oit.template import UnknownEditionError, template_of
    from oit.template_write import write

    chosen = _format(form, out)
    if out.exists() and not overwrite:
        raise click.UsageError(
            f"{out} is there already: choose another name, or --overwrite / "
            "มีไฟล์นี้อยู่แล้ว โปรดใช้ชื่ออื่น หรือใส่ --overwrite เพื่อเขียนทับ")
    try:
        blank = template_of(edition, kind, agency, thai_digits=thai_digits)
    except UnknownEditionError as error:
        raise click.BadParameter(f"{error.message_en} / {error.message_th}",
                                 param_hint="YEAR") from error
    try:
        write(blank, out, chosen)
    except OSError as error:
        raise click.BadParameter(
            f"cannot write {out} ({error.strerror}) / เขียนไฟล์นี้ไม่ได้", param_hint="-o") from error
    click.echo(f"{out}: {len(blank.items)} items / {len(blank.items)} ข้อ")


def _format(form: str | None, out: Path) -> Literal["docx", "xlsx"]:
    """The format asked for; without one, that of the file's name."""
    named = out.suffix.casefold().lstrip(".")
    chosen = form or named
    if chosen not in FORMATS or (named in FORMATS and named != chosen):
        raise click.UsageError(
            f"the name {out.name} and the format do not fit: use .docx or .xlsx / "
            "ชื่อไฟล์กับชนิดไฟล์ไม่ตรงกัน โปรดใช้ .docx หรือ .xlsx")
    return "docx" if chosen == "docx" else "xlsx"
