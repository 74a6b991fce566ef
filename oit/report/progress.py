"""What a run says while it goes on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from oit.outcome import Failure, Outcome
from oit.plan import Plan
from oit.run import Watcher

STEP = 50  # files after which plain lines say how far the run is, in a large run more


def watcher(console: Console, *, quiet: bool, debug: bool) -> Watched:
    """The watcher that suits the console."""
    lines = quiet or not console.is_terminal
    return Lines(console, quiet=quiet, debug=debug) if lines else Bar(console, debug)


class Watched(Watcher):
    """A watcher that is a context: a bar must be taken down at the end.

    clock: seconds from any moment on; the rate and the time left are made of it.
    """

    def __init__(self, console: Console, debug: bool,
                 clock: Callable[[], float] = time.monotonic) -> None:
        self.console, self.debug, self.clock = console, debug, clock
        self.total = self.done = self.failed = 0
        self.begin = clock()
        self.told: set[str] = set()

    def __enter__(self) -> Watched:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""

    def planned(self, plan: Plan) -> None:
        """The time of reading begins now."""
        self.total, self.begin = len(plan.todo), self.clock()

    def finished(self, outcome: Outcome) -> None:
        """Count a file that was read."""
        self.done += 1
        if outcome.failure:
            self.failed += 1
            self.told.add(outcome.document.sha256)

    def refused(self, name: str, failure: Failure) -> None:
        """A file or folder could not be opened at all."""
        self.say_failure(name, failure)

    @property
    def rate(self) -> float:
        """Files per second so far."""
        return self.done / max(self.clock() - self.begin, 1e-9)

    @property
    def left(self) -> str:
        """Time until the last file is read, if the rest is like what was read: "1:02:05"."""
        return duration((self.total - self.done) / self.rate) if self.done else "-"

    def say_failure(self, name: str, failure: Failure) -> None:
        """One line for a file that gave no form; its traceback where one is asked for."""
        self.say(f"{name}: {failure.reason}: {failure.message_th} / {failure.message_en}")
        if self.debug and failure.detail:
            self.say(failure.detail)

    def say(self, line: str) -> None:
        """Print a line as it is: no markup, no wrapping."""
        self.console.print(Text(line), soft_wrap=True)


def duration(seconds: float) -> str:
    """Hours, minutes and seconds: "0:45", "2:05", "1:02:05"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Lines(Watched):
    """One line per file as it is done, and now and then how far the run is."""

    def __init__(self, console: Console, *, quiet: bool, debug: bool,
                 clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(console, debug, clock)
        self.quiet = quiet

    def planned(self, plan: Plan) -> None:
        """Say how much there is to do, where an earlier run did a part."""
        super().planned(plan)
        if plan.known and not self.quiet:
            self.say(f"{plan.known:,} files are as in an earlier run, {self.total:,} to read / "
                     f"ไม่เปลี่ยนจากเดิม {plan.known:,} ไฟล์ ต้องอ่าน {self.total:,} ไฟล์")

    def finished(self, outcome: Outcome) -> None:
        """Say what became of a file."""
        super().finished(outcome)
        name = f"[{self.done}/{self.total}] {outcome.document.names[0]}"
        if outcome.failure:
            self.say_failure(name, outcome.failure)
        elif not self.quiet:
            forms = ", ".join(form.form_id for form in outcome.forms)
            self.say(f"{name}: {forms} ({outcome.seconds:.1f} s)")
        if self.done % max(STEP, self.total // 20) == 0 and not self.quiet:
            self.say(f"{self.done:,}/{self.total:,} files, {self.rate:.1f} per second, "
                     f"{self.failed:,} without a form, {self.left} left / "
                     f"อ่านแล้ว {self.done:,} จาก {self.total:,} ไฟล์ เหลือเวลาประมาณ {self.left}")

    def written(self, outcome: Outcome) -> None:
        """Say again what failed in an earlier run."""
        if outcome.failure and outcome.document.sha256 not in self.told:
            self.say_failure(outcome.document.names[0], outcome.failure)


class Bar(Watched):
    """A bar with the rate, the failures, the time left and the last file."""

    def __init__(self, console: Console, debug: bool) -> None:
        super().__init__(console, debug)
        self.bar = Progress(
            TextColumn("oit"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[far]}"),
            TextColumn("{task.fields[file]}", markup=False), console=console, transient=True,
        )
        self.task = self.bar.add_task("", total=None, far="", file="")

    def __enter__(self) -> Bar:
        """Show the bar."""
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take it down."""
        self.bar.stop()

    def planned(self, plan: Plan) -> None:
        """The bar stands for the files to be read."""
        super().planned(plan)
        self.bar.update(self.task, total=self.total)

    def finished(self, outcome: Outcome) -> None:
        """Move on by one file."""
        super().finished(outcome)
        failed = f" · {self.failed} failed" if self.failed else ""
        self.bar.update(self.task, advance=1, file=outcome.document.names[0],
                        far=f"{self.rate:.1f}/s{failed} · {self.left} left")
        if outcome.failure and outcome.failure.detail and self.debug:
            self.say(outcome.failure.detail)

    def refused(self, name: str, failure: Failure) -> None:
        """The summary names it."""
