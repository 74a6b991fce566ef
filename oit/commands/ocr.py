"""The option that says who reads scans, the same for every command that reads files."""

from __future__ import annotations

import click

#: As `extract.scan.choice.CHOICES`, which is not imported until a file is read.
CHOICES = ("oit", "both", "tesseract", "endpoint", "none")

ocr_option = click.option(
    "--ocr", type=click.Choice(CHOICES), default="oit", show_default=True,
    help="Who reads scans and pictures: our own recogniser, it and Tesseract as a second opinion, "
         "Tesseract, ours and a server of yours (sends pictures of lines to OIT_OCR_URL), or "
         "nobody. ผู้อ่านหน้าสแกน: ของเราเอง ร่วมกับ Tesseract, Tesseract อย่างเดียว, "
         "ร่วมกับเครื่องภายนอก (ส่งภาพออกไป) หรือไม่อ่าน")
