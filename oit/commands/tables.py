"""`oit tables`: the raw tables of a file, as text, as JSON, or drawn over its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from oit.commands.ocr import ocr_option

if TYPE_CHECKING:
    from extract.pdf.picture import Join
    from extract.scan.choice import Choice
    from schema.table import RawDocument

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(no_args_is_help=True)
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="Aligned text, or JSON with all places. รูปแบบที่พิมพ์")
@click.option("--png", type=FOLDER, metavar="DIR",
              help="Draw the cells found over each page (PDF, pictures). วาดช่องที่พบลงบนภาพหน้า")
@click.option("--password", metavar="WORD",
              help="Opens a PDF file that asks for a password. รหัสผ่านของไฟล์ PDF")
@ocr_option
def tables(
    file: Path, form: str, png: Path | None, password: str | None, ocr: Choice
) -> None:
    """Show the raw tables of a file as they were read, before anything is recognised.

    แสดงตารางดิบตามที่อ่านได้จากไฟล์ เพื่อตรวจว่าผลผิดที่ขั้นใด

    Pictures (--png) are of the original: cells with a citizen id are painted over, names and
    telephone numbers are not. Do not pass them on. ภาพมาจากต้นฉบับ ช่องที่มีเลขประจำตัวประชาชนถูกทาทับ
    แต่ชื่อและเบอร์โทรศัพท์ยังเห็นได้ ห้ามเผยแพร่

    \b
    Examples / ตัวอย่าง:
      oit tables แบบฟอร์ม.docx
      oit tables แบบฟอร์ม.txt --format json
      oit tables แบบฟอร์ม.pdf --png ภาพ
    """
    from extract.reader import read_document
    from extract.scan.choice import reading_scans_with
    from oit.console import console
    from oit.report.rawtables import show
    from schema.errors import OitError

    try:
        with reading_scans_with(ocr):
            document = read_document(file, password)
        if png is not None:
            _draw(file, document, png, password)
            return
    except OitError as error:
        raise click.ClickException(f"{error.message_th} / {error.message_en}") from error
    if form == "json":
        click.echo(document.model_dump_json(indent=1))
    else:
        show(console(), document)


def _draw(file: Path, document: RawDocument, folder: Path, password: str | None) -> None:
    """Write a picture of each page and say where they are."""
    from extract.pdf.picture import draw_pages
    from oit.explaining import pages_of

    data = pages_of(file.read_bytes(), document)
    if data is None:
        raise click.UsageError(
            f"--png draws pages of PDF files and pictures, {file.name} is neither / "
            "--png ใช้ได้กับไฟล์ PDF และรูปภาพเท่านั้น")
    joins = _joins(file, password)
    for path in draw_pages(data, document, folder, joins, password):
        click.echo(path)


def _joins(file: Path, password: str | None) -> list[Join]:
    """The rows that run over a page, as the normaliser joined them; none without a form."""
    from extract.pdf.picture import Join
    from oit.pipeline import process
    from schema.errors import OitError
    from schema.table import Place

    try:
        forms = process(file, password=password)
    except OitError:
        return []
    found = []
    for item in (item for form in forms for item in form.items):
        source = item.source
        if source and source.continued:
            places = [Place(page=p.page, bbox=p.bbox) for p in (source, *source.continued)]
            found.append(Join(item.code or "?", tuple(places)))
    return found
