"""`oit convert`: files and folders become the folder of results."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oit.commands.catalogue import added_catalogue, catalogue_option, known_edition, year_be
from oit.commands.corrections import known_corrections
from oit.commands.ocr import ocr_option
from oit.console import console

if TYPE_CHECKING:
    from extract.scan.choice import Choice
    from oit.inputs import Inputs
    from oit.options import Options
    from oit.run import Watcher

STOPPED = ("Stopped. {done:,} of {total:,} files are read and kept; the same command goes on from "
           "there. / หยุดแล้ว อ่านและเก็บผลไว้ {done:,} จาก {total:,} ไฟล์ สั่งคำสั่งเดิมเพื่อทำต่อ")
UNLIMITED = ("This system does not tell how much memory a process uses: --memory-limit has no "
             "effect. / ระบบนี้ไม่บอกหน่วยความจำที่ใช้ จึงจำกัดหน่วยความจำต่อไฟล์ไม่ได้")
PATH = click.Path(exists=True, path_type=Path)


@click.command(no_args_is_help=True)
@click.argument("inputs", nargs=-1, required=True, type=PATH, metavar="INPUT...")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="output",
              show_default=True, help="Folder for the results. โฟลเดอร์ผลลัพธ์")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N",
              help="Worker processes (default: 1 up to 8 files, else one per CPU). จำนวนงานพร้อมกัน")
@click.option("--edition", type=year_be, metavar="YEAR",
              help="Map every item to this edition of the item list, e.g. 2567 "
                   "(default: the newest sure one). เทียบข้อกับรุ่นปีนี้")
@catalogue_option
@click.option("--time-limit", type=click.FloatRange(min=0), default=120, show_default=True,
              metavar="SECONDS", help="Longest time for one file, 0 for none. เวลาสูงสุดต่อไฟล์")
@click.option("--memory-limit", type=click.IntRange(min=0), metavar="MB",
              help="Most memory for one file, 0 for none (default: 2000). หน่วยความจำสูงสุดต่อไฟล์")
@click.option("--password", metavar="WORD",
              help="Opens PDF files that ask for a password. รหัสผ่านของไฟล์ PDF")
@click.option("--verify", is_flag=True,
              help="Read PDF pages with two engines and list the cells on which they disagree "
                   "(slow). อ่าน PDF สองวิธีแล้วเทียบกัน")
@ocr_option
@click.option("--corrections", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              metavar="FILE", help="What reviewers saw in the originals (default: corrections.csv "
              "of the output folder, else of an input folder). ไฟล์ค่าแก้ไขของผู้ตรวจ")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local",
              show_default=True, help="Where the work is done: in processes here, or on a Dask "
              "cluster (docs/scale.md). ทำงานที่เครื่องนี้หรือบนคลัสเตอร์")
@click.option("--scheduler", metavar="ADDRESS",
              help="The cluster of --engine dask, e.g. tcp://host:8786. ที่อยู่ของคลัสเตอร์")
@click.option("--statements", type=click.Choice(["parquet", "csv", "none"]), default="parquet",
              show_default=True, help="File of every value with its place, rules and confidence. "
                                      "ไฟล์ที่มาของทุกค่า")
@click.option("--retry", is_flag=True,
              help="Read again what failed in an earlier run. อ่านไฟล์ที่เคยอ่านไม่ได้อีกครั้ง")
@click.option("--rehash", is_flag=True,
              help="Read every file to see whether it changed, not its size and time alone. "
                   "ตรวจเนื้อไฟล์ทุกไฟล์ว่าเปลี่ยนหรือไม่")
@click.option("--prune", is_flag=True,
              help="Remove results of files that are no longer among the inputs. "
                   "ลบผลของไฟล์ที่ไม่อยู่แล้ว")
@click.option("--fail-on", type=click.Choice(["error", "warning", "info"]), metavar="SEVERITY",
              help="Exit with 3 where a form has a finding this grave: error, warning or info. "
                   "คืนรหัส 3 เมื่อพบข้อสังเกตระดับนี้ขึ้นไป")
@click.option("--quiet", is_flag=True, help="Print failures only. แสดงเฉพาะไฟล์ที่อ่านไม่ได้")
@click.option("--debug", is_flag=True, help="Show the traceback of internal errors. แสดงรายละเอียด")
def convert(
    inputs: tuple[Path, ...], out: Path, jobs: int | None, edition: int | None,
    catalogue: Path | None, time_limit: float, memory_limit: int | None, password: str | None,
    verify: bool, ocr: Choice, corrections: Path | None, engine: str, scheduler: str | None,
    statements: str, retry: bool, rehash: bool, prune: bool, fail_on: str | None, quiet: bool,
    debug: bool,
) -> None:
    """Convert files and folders (recursively) into JSON, CSV and a workbook.

    แปลงไฟล์หรือทั้งโฟลเดอร์ เป็น JSON ต่อแบบรายงาน ตาราง CSV และสมุดงาน oit.xlsx

    A later run into the same folder reads what is new or changed, and goes on where one was
    stopped. สั่งซ้ำได้ โปรแกรมจะอ่านเฉพาะไฟล์ใหม่หรือไฟล์ที่เปลี่ยน

    \b
    Examples / ตัวอย่าง:
      oit convert samples --out output
      oit convert "แบบ OIT 2566.docx" อบต/ --out output --jobs 4
      oit convert submissions --out output --edition 2567

    \b
    Exit code: 0 every input gave a form, 1 some did not (failures.csv says why), 2 usage,
    3 --fail-on was met.
    """
    from oit.fail_on import FailOn
    from oit.options import Options

    with added_catalogue(catalogue):
        options = Options(jobs=jobs, edition=known_edition(edition, "--edition").year,
                          catalogue=str(catalogue) if catalogue else None,
                          limit=time_limit or None, password=password, verify=verify, ocr=ocr,
                          corrections=known_corrections(corrections, out, inputs),
                          prune=prune, retry=retry, statements=statements,
                          memory=None if memory_limit is None else memory_limit * 1_000_000,
                          scheduler=_scheduler(engine, scheduler))
        _check_folders(inputs, out)
        _check_writable(out)
        grave = FailOn(fail_on)
        complete = _converted(_expanded(inputs, out, rehash), out, options, grave,
                              quiet=quiet, debug=debug)
    sys.exit(1 if not complete else 3 if grave.met else 0)


def _scheduler(engine: str, address: str | None) -> str | None:
    """The address of the cluster; the two options go together."""
    if (engine == "dask") != (address is not None):
        raise click.UsageError("--engine dask needs --scheduler ADDRESS, and the other way round / "
                               "ต้องใช้ --engine dask คู่กับ --scheduler")
    return address


def _check_folders(inputs: tuple[Path, ...], out: Path) -> None:
    """Refuse an output folder that is or holds an input: it would be read as its own input."""
    for path in inputs:
        if path.resolve() == out.resolve() or out.resolve() in path.resolve().parents:
            raise click.UsageError(
                f"the input {path} lies in the output folder {out}; choose another --out / "
                "ไฟล์ที่จะอ่านอยู่ในโฟลเดอร์ผลลัพธ์ โปรดเลือก --out อื่น")


def _check_writable(out: Path) -> None:
    """Refuse an output folder in which nothing can be written, before any work is done."""
    probe = out / ".oit-probe.part"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise click.BadParameter(
            f"cannot write in {out} ({error.strerror}) / เขียนลงโฟลเดอร์ผลลัพธ์ไม่ได้",
            param_hint="--out") from error


def _expanded(paths: tuple[Path, ...], out: Path, rehash: bool) -> Inputs:
    """The documents of the given paths; a file that the ledger knows is not read for its hash."""
    from oit.inputs import expand
    from oit.ledger import LedgerError, opened

    try:
        with opened(out) as ledger:
            return expand(paths, out, lambda path: ledger.file_hash(path, rehash))
    except LedgerError as error:
        raise click.ClickException(str(error)) from error


def _converted(inputs: Inputs, out: Path, options: Options, grave: Watcher, *, quiet: bool,
               debug: bool) -> bool:
    """Run with progress and summary; whether every input gave a form."""
    from oit.cluster import ClusterError
    from oit.engine import limits_of
    from oit.ledger import LedgerError
    from oit.memory import can_be_limited
    from oit.report.progress import watcher
    from oit.report.summary import Summary
    from oit.run import convert as run_all

    watch = watcher(console(stderr=True), quiet=quiet, debug=debug)
    if limits_of(options).memory and not can_be_limited():
        watch.say(UNLIMITED)
    summary = Summary()
    try:
        with watch:
            run = run_all(inputs, out, options, [watch, summary, grave])
    except KeyboardInterrupt:
        watch.say(STOPPED.format(done=watch.done, total=watch.total))
        raise
    except (OSError, LedgerError, ClusterError) as error:  # a full disk; a table that is open
        if debug:
            raise
        raise click.ClickException(str(error)) from error
    if not quiet:
        summary.show(console(), run, out)
    return run.complete
