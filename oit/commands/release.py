"""`oit release`: the data for others, without the names and contacts that are to stay here."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from oit.release.build import Released, Wish
    from oit.release.coverage import Agency

OUTPUT = click.Path(exists=True, file_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(no_args_is_help=True)
@click.argument("output", type=OUTPUT, metavar="OUTPUT")
@click.option("--names", type=click.Choice(["keep", "initials", "drop"]), required=True,
              help="Names of persons: as they are, initials, or none. ชื่อบุคคล")
@click.option("--contacts", type=click.Choice(["keep", "drop"]), required=True,
              help="Telephone numbers, mail, chat and home addresses. ข้อมูลติดต่อ")
@click.option("-o", "--out", type=FOLDER, required=True, metavar="DIR",
              help="A new or empty folder for the release. โฟลเดอร์ชุดข้อมูลเผยแพร่")
@click.option("--roster", type=FILE, metavar="FILE",
              help="CSV of the expected agencies (code, name, province, amphoe): writes "
                   "coverage.csv. รายชื่อหน่วยงานที่ต้องส่ง")
@click.option("--since", type=OUTPUT, metavar="DIR",
              help="The release before this one: CHANGELOG.md says what changed. ชุดก่อนหน้า")
@click.option("--metadata", type=FILE, metavar="FILE",
              help="TOML file of what the data catalogue asks, as for oit dataset. คำอธิบายชุดข้อมูล")
@click.option("--dataset/--no-dataset", default=True, show_default=True,
              help="With Parquet, DuckDB and datapackage.json. สร้างชุดข้อมูลด้วยหรือไม่")
@click.option("--title", default="ITA/OIT forms of Thai government agencies", show_default=True,
              help="Title of the data. ชื่อชุดข้อมูล")
@click.option("--publisher", default="the publisher of this release", show_default=True,
              help="Who is to be cited. ผู้เผยแพร่")
@click.option("--version", "label", default="1.0", show_default=True,
              help="Version of the data. รุ่นของข้อมูล")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
              help="Day of the release (default: today). วันที่เผยแพร่")
def release(output: Path, names: str, contacts: str, out: Path, roster: Path | None,
            since: Path | None, metadata: Path | None, dataset: bool, title: str, publisher: str,
            label: str, day: datetime | None) -> None:
    """Release the results in OUTPUT: validated, without what the profile withholds, with hashes.

    สร้างชุดข้อมูลเผยแพร่จากโฟลเดอร์ผลลัพธ์ โดยปิดชื่อบุคคลและข้อมูลติดต่อตามที่เลือก

    \b
    Examples / ตัวอย่าง:
      oit release output --names drop --contacts drop -o release-2567
      oit release output --names initials --contacts drop -o release-2 --since release-1
      oit release output --names keep --contacts keep -o internal --roster agencies.csv

    \b
    Exit code: 0 released, 1 refused (a form does not validate), 2 usage.
    """
    from oit.release.build import Wish
    from oit.release.papers import Told
    from schema.form import Profile

    if out.exists() and any(out.iterdir()):
        raise click.BadParameter(f"{out} is not empty / โฟลเดอร์ไม่ว่าง", param_hint="--out")
    date = (day or datetime.now(UTC)).date().isoformat()
    wish = Wish(Profile.model_validate({"names": names, "contacts": contacts}),
                Told(title, publisher, label, date), _roster(roster), since, dataset,
                _metadata(metadata))
    made = _released(output, out, wish)
    click.echo(f"{made.forms} forms, {len(made.files)} files in {out} / "
               f"เผยแพร่ {made.forms} แบบ")
    for state, count in made.coverage.items():
        click.echo(f"{count:8}  {state}")


def _metadata(path: Path | None) -> dict[str, object] | None:
    from oit.dataset.metadata import Facts, metadata, metadata_file

    try:
        told = metadata_file(path) if path else None
        metadata(Facts(), told)  # what is wrong with it is said before the work
    except ValueError as error:
        raise click.BadParameter(f"{error} / ข้อมูลในไฟล์คำอธิบายไม่ถูกต้อง",
                                 param_hint="--metadata") from error
    return told


def _roster(path: Path | None) -> tuple[Agency, ...] | None:
    from oit.release.coverage import RosterError, read_roster

    try:
        return read_roster(path) if path else None
    except RosterError as error:
        raise click.BadParameter(str(error), param_hint="--roster") from error


def _released(output: Path, out: Path, wish: Wish) -> Released:
    """The release with progress; every form that does not validate is named."""
    from oit.release.build import InvalidError, release
    from oit.runfolder import NoResultsError

    try:
        with click.progressbar(length=1, label="forms / แบบ", file=sys.stderr) as bar:
            def watch(done: int, total: int) -> None:
                bar.length = total
                bar.update(1)

            return release(output, out, wish, watch)
    except InvalidError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        raise click.ClickException(
            f"nothing is released: {len(error.problems)} forms are not valid; convert again / "
            "ไม่เผยแพร่ เพราะมีแบบที่ไม่ถูกต้อง โปรดแปลงใหม่") from error
    except NoResultsError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror} / เขียนไม่ได้") from error
