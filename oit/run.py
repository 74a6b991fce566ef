"""One whole run: inputs in, the folder of CONTRACT names out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from oit import manifest
from oit.batch import Failure, Options, Outcome, failure_of, outcomes
from oit.inputs import OWN_MANIFEST, Inputs
from oit.write import Writer, remove_stale, write_text, writing


class Watcher:
    """Told of everything as it happens, and does nothing: progress and summary are made of it."""

    def finished(self, outcome: Outcome) -> None:
        """A document is done (in any order)."""

    def written(self, outcome: Outcome) -> None:
        """A document's result is written (in the order of the inputs)."""

    def refused(self, name: str, failure: Failure) -> None:
        """A file or folder could not be opened at all."""


def convert(
    inputs: Inputs, out: Path, options: Options, watchers: Sequence[Watcher] = ()
) -> manifest.Run:
    """Convert all documents into `out`; what an earlier run left there is replaced or removed."""
    earlier = manifest.earlier_outputs(out)
    run = manifest.Run(inputs, options)
    with writing(out, options.statements) as writers:
        failures = _documents(run, writers, watchers) + _refused(run, watchers)
        for row in sorted(failures):
            for writer in writers:
                writer.fail(row)
        written = [name for writer in writers for name in writer.close()]
    remove_stale(out, earlier, written)
    write_text(out / OWN_MANIFEST, manifest.as_text(run.manifest(written)))
    return run


def _documents(
    run: manifest.Run, writers: list[Writer], watchers: Sequence[Watcher]
) -> list[tuple[str, ...]]:
    """Write each document's forms as its turn comes; the rows of those that failed."""
    def finished(outcome: Outcome) -> None:
        for watcher in watchers:
            watcher.finished(outcome)

    failures = []
    for outcome in outcomes(run.inputs, run.options, finished):
        for form in outcome.forms:
            for writer in writers:
                writer.add(form)
        if outcome.failure:
            failures += [_row(name, outcome.document.sha256, outcome.failure)
                         for name in outcome.document.names]
        run.note(outcome)
        for watcher in watchers:
            watcher.written(outcome)
    return failures


def _refused(run: manifest.Run, watchers: Sequence[Watcher]) -> list[tuple[str, ...]]:
    rows = []
    for name, error in run.inputs.refused:
        failure = failure_of(error)
        rows.append(_row(name, "", failure))
        run.note_refused(name, failure)
        for watcher in watchers:
            watcher.refused(name, failure)
    return rows


def _row(name: str, sha256: str, failure: Failure) -> tuple[str, ...]:
    return name, sha256, failure.reason, failure.message_th, failure.message_en


