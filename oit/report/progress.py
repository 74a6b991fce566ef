"""What a run says while it goes on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from oit.batch import Failure, Outcome
from oit.run import Watcher


def watcher(console: Console, total: int, *, quiet: bool, debug: bool) -> Watched:
    """The watcher that suits the console."""
    show = quiet or not console.is_terminal
    return Lines(console, total, quiet=quiet, debug=debug) if show else Bar(console, total, debug)


class Watched(Watcher):
    """A watcher that is a context: a bar must be taken down at the end."""

    def __init__(self, console: Console, total: int, debug: bool) -> None:
        self.console, self.total, self.debug, self.done = console, total, debug, 0

    def __enter__(self) -> Watched:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""

    def refused(self, name: str, failure: Failure) -> None:
        """A file or folder could not be opened at all."""
        self.say_failure(name, failure)

    def say_failure(self, name: str, failure: Failure) -> None:
        """One line for a file that gave no form; its traceback where one is asked for."""
        self.say(f"{name}: {failure.reason}: {failure.message_th} / {failure.message_en}")
        if self.debug and failure.detail:
            self.say(failure.detail)

    def say(self, line: str) -> None:
        """Print a line as it is: no markup, no wrapping."""
        self.console.print(Text(line), soft_wrap=True)


class Lines(Watched):
    """One line per file, in the order in which they are done."""

    def __init__(self, console: Console, total: int, *, quiet: bool, debug: bool) -> None:
        super().__init__(console, total, debug)
        self.quiet = quiet

    def finished(self, outcome: Outcome) -> None:
        """Say what became of a file."""
        self.done += 1
        name = f"[{self.done}/{self.total}] {outcome.document.names[0]}"
        if outcome.failure:
            self.say_failure(name, outcome.failure)
        elif not self.quiet:
            forms = ", ".join(form.form_id for form in outcome.forms)
            self.say(f"{name}: {forms} ({outcome.seconds:.1f} s)")


class Bar(Watched):
    """A bar with the rate, the time left and the last file."""

    def __init__(self, console: Console, total: int, debug: bool) -> None:
        super().__init__(console, total, debug)
        self.bar = Progress(
            TextColumn("oit"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(), TextColumn("{task.fields[file]}", markup=False),
            console=console, transient=True,
        )
        self.task = self.bar.add_task("", total=total, rate="", file="")

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

    def finished(self, outcome: Outcome) -> None:
        """Move on by one file."""
        seconds = self.bar.tasks[0].elapsed or 0
        self.done += 1
        rate = f"{self.done / seconds:.1f}/s" if seconds else ""
        self.bar.update(self.task, advance=1, rate=rate, file=outcome.document.names[0])
        if outcome.failure and outcome.failure.detail and self.debug:
            self.say(outcome.failure.detail)

    def refused(self, name: str, failure: Failure) -> None:
        """The summary names it."""
