"""The command line: parse, call, print. Everything heavy is imported inside the commands."""

from __future__ import annotations

import click

from oit.commands.audit import audit
from oit.commands.check import check
from oit.commands.checks import checks
from oit.commands.convert import convert
from oit.commands.corrections import corrections as corrections_group
from oit.commands.crosswalk import crosswalk, editions
from oit.commands.dataset import dataset
from oit.commands.diff import diff
from oit.commands.explain import explain
from oit.commands.fields import fields
from oit.commands.query import query
from oit.commands.release import release
from oit.commands.tables import tables
from oit.commands.template import template
from oit.commands.verify import verify
from oit.commands.whoswho import agencies, link, people
from oit.console import speak_thai


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
      oit people output
      oit dataset output
      oit query "SELECT * FROM by_province"
      oit crosswalk O4 --from 2566 --to 2568
    """
    speak_thai()


cli.add_command(convert)
cli.add_command(template)
cli.add_command(check)
cli.add_command(audit)
cli.add_command(explain)
cli.add_command(dataset)
cli.add_command(query)
cli.add_command(fields)
cli.add_command(checks)
cli.add_command(corrections_group)
cli.add_command(diff)
cli.add_command(release)
cli.add_command(verify)
cli.add_command(crosswalk)
cli.add_command(editions)
cli.add_command(tables)
cli.add_command(people)
cli.add_command(agencies)
cli.add_command(link)


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
