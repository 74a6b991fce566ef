"""`oit verify`: whether results, releases and the files they were read from are as they were."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(no_args_is_help=True)
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--inputs", type=click.Path(exists=True, path_type=Path), metavar="PATH",
              help="The folder or file that was converted. โฟลเดอร์ของไฟล์ต้นฉบับ")
@click.option("--quiet", is_flag=True, help="Print only what is wrong. แสดงเฉพาะที่ผิด")
def verify(folder: Path, inputs: Path | None, quiet: bool) -> None:
    """Check the hashes of the outputs in DIR and of the inputs they were made from.

    ตรวจค่าแฮชของผลลัพธ์หรือชุดข้อมูลเผยแพร่ และของไฟล์ต้นฉบับ

    \b
    Examples / ตัวอย่าง:
      oit verify output --inputs submissions
      oit verify release-2567

    \b
    DIR is a folder that `oit convert` or `oit release` wrote. Without --inputs, inputs that are
    not found are named and do not fail; a release holds none of them.
    Exit code: 0 all is as it was written, 1 something is not, 2 usage.
    """
    from oit.hashes import problems
    from oit.runfolder import NoResultsError

    try:
        found = list(problems(folder, inputs))
    except NoResultsError as error:
        raise click.UsageError(str(error)) from error
    wrong = [problem for problem in found if problem.checked]
    for problem in wrong:
        click.echo(f"{problem.name}: {problem.thai} / {problem.english}")
    unseen = len(found) - len(wrong)
    if unseen and not quiet:
        click.echo(f"{unseen} inputs were not found and not checked; say where with --inputs / "
                   f"ไม่พบไฟล์ต้นฉบับ {unseen} ไฟล์", err=True)
    if not wrong and not quiet:
        click.echo("all is as it was written / ทุกไฟล์ตรงตามที่เขียนไว้")
    sys.exit(1 if wrong else 0)
