"""`oit checks`: every check that the audit makes, and when it says nothing."""

from __future__ import annotations

from typing import Literal

import click


@click.command()
@click.option("--lang", type=click.Choice(["th", "en"]), default="th", show_default=True,
              help="Language of the text. ภาษาที่แสดง")
@click.option("--markdown", is_flag=True,
              help="The page docs/checks.md, in both languages. พิมพ์เป็นหน้าเอกสาร")
def checks(lang: Literal["th", "en"], markdown: bool) -> None:
    """List every check: id, family, severity, what it finds, when it does not apply.

    แสดงรายการตรวจทั้งหมด ตรวจอะไร เมื่อใดไม่ตรวจ และเมื่อใดถือว่าไม่แน่ใจ

    \b
    Examples / ตัวอย่าง:
      oit checks
      oit checks --lang en
      oit checks --markdown > docs/checks.md
    """
    from oit.report.checks import markdown_page, text

    click.echo(markdown_page() if markdown else text(lang), nl=False)
