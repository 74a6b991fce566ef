"""A stand-in for the pipeline, and runs with it that kill themselves at given points.

`python -m tests.oit.stand_in INPUT OUT POINT...` makes a run for each point, one after the other,
each in a process of its own and into its own folder OUT/POINT, and prints how each ended.
"""

from __future__ import annotations

import os
import signal
import sys
import types
from pathlib import Path
from typing import Any

import oit.run
from oit import ledger, outputs, plan, publishing, statementfiles, workbook, write
from oit.inputs import expand
from oit.options import Options
from oit.run import convert
from schema.errors import Encrypted, NoTable
from schema.flatten import form_of
from schema.form import Form, Source
from tests.oit.made import form_record, item_record, value

HERE = Options(jobs=1, limit=None)  # in this process, where the pipeline can be replaced
WATCHED = {module.__file__ for module in (
    ledger, outputs, plan, publishing, oit.run, statementfiles, workbook, write)}


def process(path: Path, name: str, sha256: str, password: str | None = None,
            **_options: object) -> list[Form]:
    """What a file's text says happens: "no table", "locked", or a form per line."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("no table"):
        raise NoTable("ไม่พบตาราง", "no table was found")
    if text.startswith("locked") and not password:
        raise Encrypted("มีรหัสผ่าน", "asks for a password")
    source = Source(file=name, sha256=sha256, media_type="text/plain")
    return [form_of(form_record(item_record(remark=value(line))),
                    f"f{sha256[:16]}" + (f"-{number}" if number else ""), source)
            for number, line in enumerate(text.splitlines())]


def module(reader: Any = process) -> types.ModuleType:
    """What stands for `oit.pipeline`."""
    fake = types.ModuleType("oit.pipeline")
    fake.process = reader  # type: ignore[attr-defined]
    return fake


class Counted:
    """Counts what the modules that keep and write results do; kills this process at a point."""

    def __init__(self, point: int) -> None:
        self.point, self.count = point, 0

    def __call__(self, frame: types.FrameType, event: str, _: object) -> None:
        if frame.f_code.co_filename in WATCHED:
            self.count += 1
            if self.count == self.point:
                os.kill(os.getpid(), signal.SIGKILL)


def counted_run(source: Path, out: Path, point: int = 0) -> int:
    """Convert and tell how many steps it took; 0: it is not killed."""
    counted = Counted(point)
    sys.setprofile(counted)
    try:
        convert(expand((source,), out), out, HERE)
    finally:
        sys.setprofile(None)
    return counted.count


if __name__ == "__main__":
    sys.modules["oit.pipeline"] = module()
    source, out, *points = sys.argv[1:]
    for point in points:
        child = os.fork()
        if not child:
            counted_run(Path(source), Path(out, point), int(point))
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
