"""`oit explain`: where a value or finding comes from, and the very cell it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from oit.explaining import Explained
    from schema.finding import Finding
    from schema.form import Form
    from schema.table import Place, RawDocument

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(no_args_is_help=True)
@click.argument("form_id", metavar="FORM_ID|FINDING_ID|STATEMENT_ID")
@click.argument("what", required=False, metavar="[PATH|FINDING_ID|OUTPUT]")
@click.option("--output", type=FOLDER, default="output", show_default=True,
              help="Folder that `oit convert` wrote. โฟลเดอร์ผลลัพธ์")
@click.option("--source", type=click.Path(exists=True, path_type=Path), metavar="PATH",
              help="The original file, or the folder that was converted. ไฟล์หรือโฟลเดอร์ต้นฉบับ")
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Of a PDF, cut the place out of the page, as printed. ตัดภาพจากหน้า PDF")
@click.option("--password", metavar="WORD", help="Opens a locked PDF file. รหัสผ่านของไฟล์ PDF")
def explain(form_id: str, what: str | None, output: Path, source: Path | None, png: Path | None,
            password: str | None) -> None:
    """Say where a value or a finding comes from: raw words, rules, reader, confidence, places.

    อธิบายที่มาของค่าหรือข้อสังเกต: ข้อความตามต้นฉบับ กฎที่ใช้ ความมั่นใจ ตำแหน่ง และเซลล์ต้นฉบับ

    The picture is of the original: cells with a citizen id are painted over, names and telephone
    numbers are not. Do not pass it on. ภาพมาจากต้นฉบับ ช่องที่มีเลขประจำตัวประชาชนถูกทาทับ
    แต่ชื่อและเบอร์โทรศัพท์ยังเห็นได้ ห้ามเผยแพร่

    \b
    Examples / ตัวอย่าง:
      oit explain f062966bcbc167049 O14/status
      oit explain f062966bcbc167049 items/13/assignees/0/name --source แบบฟอร์ม.txt
      oit explain f062966bcbc167049-certifier_missing-1a2b3c4d5e6f
      oit explain f062966bcbc167049-s1a2b3c4d5e6f ผลลัพธ์
      oit explain f062966bcbc167049 O25/certifiers --source แบบ.pdf --png ภาพ.png
    """
    from oit.explaining import explained, finding_in, form_id_of, form_in, is_form_id, path_of

    try:
        if what is not None and not is_form_id(form_id) and Path(what).is_dir():
            output, what = Path(what), None  # STATEMENT_ID OUTPUT
        if what is None:
            what, form_id = form_id, form_id_of(form_id, output) or form_id
        form = form_in(output, form_id)
        finding = finding_in(form, what)
        value = None if finding else explained(form, path_of(form, what))
    except LookupError as error:
        raise click.ClickException(str(error.args[0])) from error
    if finding:
        _print_finding(form, finding)
        places: Sequence[Place] = finding.evidence
    elif value:
        _print_value(value)
        places = value.places
    _show(form, places, output, source, png, password)


def _print_value(value: Explained) -> None:
    """One line for each thing that is known; what is not known is left out."""
    from oit.report.to_do import where_is

    lines = [("path", value.path), ("value / ค่า", value.value), ("raw / ตามต้นฉบับ", value.raw),
             ("layer / ในไฟล์", value.layer), ("rules / กฎ", ", ".join(value.rules) or None),
             ("reader / ตัวอ่าน", value.reader), ("confidence / ความมั่นใจ", value.confidence),
             ("absent / เหตุที่ว่าง", value.absent), ("statement / รหัส", value.statement_id),
             ("reviewer / ผู้ตรวจแก้", value.reviewer)]
    for name, said in lines:
        if said is not None:
            click.echo(f"{name}: {said}")
    for path, reasons in value.unsure:
        click.echo(f"unsure / ไม่แน่ใจ: {path}: ห้ามใช้เป็นข้อเท็จจริงก่อนดูต้นฉบับ  "
                   "(no fact: look at the original first)")
        for reason in reasons:
            click.echo(f"  why / เพราะ: {reason.thai}  ({reason.english})")
    for place in value.places:
        click.echo(f"place / ตำแหน่ง: {where_is(place, 'th')}  ({where_is(place, 'en')})")
    for found in value.findings:
        click.echo(f"finding / ข้อสังเกต: {found.finding_id}  {found.message_th}")


def _print_finding(form: Form, finding: Finding) -> None:
    from oit.audit_rows import ORIGIN_WORDS
    from oit.auditing import where
    from oit.report.checks import SEVERITIES

    click.echo(f"{finding.finding_id}\n{finding.message_th}\n{finding.message_en}")
    click.echo(f"severity / ระดับ: {finding.severity} ({SEVERITIES[finding.severity]})")
    click.echo(f"origin / ของใคร: {finding.origin} ({ORIGIN_WORDS[finding.origin]})")
    click.echo(f"file / ไฟล์: {form.source.file}  reader / ตัวอ่าน: {form.source.reader}")
    if finding.evidence:
        click.echo(f"places / ตำแหน่ง: {where(finding, 'th')}  ({where(finding, 'en')})")
    for name, said in finding.data.items():
        click.echo(f"  {name}: {', '.join(map(str, said)) if isinstance(said, list) else said}")
    _print_remedy(finding.check)


def _print_remedy(check_id: str) -> None:
    from audit.checks import listed_checks

    for check in listed_checks():
        if check.check_id == check_id:
            click.echo(f"what to do / สิ่งที่ควรทำ: {check.remedy[0]}  ({check.remedy[1]})")


def _show(form: Form, places: Sequence[Place], output: Path, source: Path | None,
          png: Path | None, password: str | None) -> None:
    """The cell as it was read, and of a PDF the piece of the page."""
    from oit.explaining import cells_at, framed, original, pages_of, row_text
    from schema.errors import OitError

    path = original(form, source, output)
    if path is None:
        if png or source:
            raise click.ClickException(
                f"{form.source.file} was not found, or is another version: give it with --source / "
                "ไม่พบไฟล์ต้นฉบับ ให้ระบุด้วย --source")
        click.echo("The original is not here; --source shows the cell / "
                   "ไม่พบไฟล์ต้นฉบับ ใช้ --source เพื่อดูเซลล์", err=True)
        return
    from extract.reader import read_document

    try:
        document = read_document(path, password)
        for cell in cells_at(document, places):
            click.echo(framed(cell.text))
            if not cell.text.strip():
                click.echo(f"in the row / ในแถว: {row_text(document, cell)}")
        if png:
            _cut(pages_of(path.read_bytes(), document), places, document, png, password)
    except OitError as error:
        raise click.ClickException(f"{error.message_en} / {error.message_th}") from error


def _cut(data: bytes | None, places: Sequence[Place], document: RawDocument, png: Path,
         password: str | None) -> None:
    if data is None:
        raise click.UsageError("--png is for PDF files and pictures; the cell is printed as text / "
                               "--png ใช้ได้กับไฟล์ PDF และรูปภาพเท่านั้น")
    from extract.pdf.crop import crop

    picture = crop(data, places, document, password)
    if picture is None:
        raise click.ClickException("nothing of this stands on a page / ไม่มีตำแหน่งบนหน้ากระดาษ")
    try:
        picture.save(png, format="PNG")
    except OSError as error:
        raise click.ClickException(
            f"cannot write {png} ({error.strerror}) / เขียนไฟล์ไม่ได้") from error
    click.echo(str(png), err=True)
