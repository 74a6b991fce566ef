"""What a run says while it goes on."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from oit.inputs import Document
from oit.outcome import Failure, Outcome, Told
from oit.plan import Entry, Plan
from oit.report.progress import Bar, Lines, duration, watcher

BROKEN = Failure("no_table", "ไม่พบตาราง", "no table", "Traceback: line 1")


def document(number: int) -> Document:
    return Document(Path(f"{number}.txt"), f"{number:064}", 1, (f"{number}.txt",))


def outcome(number: int, failure: Failure | None = None) -> Outcome:
    return Outcome(document(number), (Told(f"f{number}", {}, {}, ()),), failure, 0.25)


class Clock:
    """Seconds that pass only where a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def printed(files: int, *, quiet: bool = False, debug: bool = False) -> list[str]:
    """The lines of a run over new files, each a second long, the third without a form."""
    out, clock = StringIO(), Clock()
    watch = Lines(Console(file=out, width=200), quiet=quiet, debug=debug, clock=clock)
    watch.planned(Plan("", todo=[Entry(document(n), "") for n in range(files)], known=7))
    for number in range(files):
        clock.now += 1
        watch.finished(outcome(number, BROKEN if number == 2 else None))
    watch.written(outcome(2, BROKEN))
    watch.written(outcome(files, BROKEN))  # failed in an earlier run
    return out.getvalue().splitlines()


def test_plain_lines_say_each_file_the_rate_the_failures_and_the_time_left() -> None:
    lines = printed(200)
    assert lines[0].startswith("7 files are as in an earlier run, 200 to read")
    assert lines[1:4] == ["[1/200] 0.txt: f0 (0.2 s)", "[2/200] 1.txt: f1 (0.2 s)",
                          "[3/200] 2.txt: no_table: ไม่พบตาราง / no table"]
    [first, *_, last] = [line for line in lines if " per second" in line]
    assert first.startswith("50/200 files, 1.0 per second, 1 without a form, 2:30 left")
    assert last.startswith("200/200 files, 1.0 per second, 1 without a form, 0:00 left")


def test_quiet_says_every_failure_once_also_those_of_earlier_runs() -> None:
    assert printed(60, quiet=True) == ["[3/60] 2.txt: no_table: ไม่พบตาราง / no table",
                                       "60.txt: no_table: ไม่พบตาราง / no table"]
    assert printed(60, quiet=True, debug=True).count("Traceback: line 1") == 2


@pytest.mark.parametrize(("seconds", "told"), [
    (0.4, "0:00"), (59.6, "1:00"), (125, "2:05"), (3725, "1:02:05"),
])
def test_a_duration_is_short(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_a_terminal_has_a_bar_and_everything_else_has_lines() -> None:
    terminal = Console(file=StringIO(), force_terminal=True, width=100)
    bar = watcher(terminal, quiet=False, debug=False)
    assert isinstance(bar, Bar)
    assert isinstance(watcher(terminal, quiet=True, debug=False), Lines)
    assert isinstance(watcher(Console(file=StringIO()), quiet=False, debug=False), Lines)
    with bar:
        bar.planned(Plan("", todo=[Entry(document(n), "") for n in range(4)]))
        bar.finished(outcome(0, BROKEN))
    [task] = bar.bar.tasks
    assert (task.completed, task.total) == (1, 4)
    assert "1 failed" in task.fields["far"]
    assert task.fields["far"].endswith("left")
