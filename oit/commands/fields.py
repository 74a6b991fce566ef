"""`oit fields`: the data dictionary, what every column of every table holds."""

from __future__ import annotations

import click


@click.command()
@click.argument("table", required=False, metavar="[TABLE]")
@click.option("--markdown", is_flag=True,
              help="The page docs/fields.md, or a table of it. พิมพ์เป็นหน้าเอกสาร")
def fields(table: str | None, markdown: bool) -> None:
    """Say what the columns of the tables hold: name, Thai label, type, example.

    แสดงพจนานุกรมข้อมูล ความหมายของทุกคอลัมน์ในทุกตาราง

    \b
    Examples / ตัวอย่าง:
      oit fields
      oit fields items
      oit fields --markdown > docs/fields.md
    """
    from oit.dictionary import columns
    from oit.report.fields import markdown_page, markdown_table, text

    if table is not None and table not in columns():
        raise click.BadParameter(f"no table {table}; there are {', '.join(columns())} / ไม่มีตารางนี้",
                                 param_hint="TABLE")
    if markdown:
        click.echo(markdown_table(table) if table else markdown_page(), nl=False)
    else:
        click.echo("\n".join(text(name) for name in ([table] if table else columns())))
