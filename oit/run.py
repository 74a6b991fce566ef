"""One whole run: inputs in, the folder of CONTRACT names out; what is done is not redone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from oit import manifest, write
from oit.batch import failure_of
from oit.engine import outcomes
from oit.inputs import Inputs
from oit.ledger import opened
from oit.options import Options
from oit.outcome import Failure, Outcome
from oit.plan import Plan, limits_of, planned
from oit.publishing import Publisher

Watchers = Sequence["Watcher"]


class Watcher:
    """Told of everything as it happens, and does nothing: progress and summary are made of it."""

    def planned(self, plan: Plan) -> None:
        """It is known what has to be done."""

    def finished(self, outcome: Outcome) -> None:
        """A document was read (in any order)."""

    def written(self, outcome: Outcome) -> None:
        """A document's result is written (in the order of the inputs), read now or earlier."""

    def refused(self, name: str, failure: Failure) -> None:
        """A file or folder could not be opened at all."""


def convert(
    inputs: Inputs, out: Path, options: Options, watchers: Watchers = ()
) -> manifest.Run:
    """Convert all documents into `out`: those that are new or changed are read, the rest is known.

    What earlier runs made of files that are not among the inputs stays, unless `options.prune`.
    Raises oit.ledger.LedgerError where another run is writing into `out`.
    """
    run = manifest.Run(inputs, options)
    with opened(out) as ledger:
        write.remove_leftovers(out)
        plan = planned(inputs, options, ledger)
        publisher = Publisher(ledger, out, options.statements)
        run.rules = plan.rules
        for watcher in watchers:
            watcher.planned(plan)
        _read(plan, options, publisher, watchers)
        forms, failures = _documents(run, plan, publisher, watchers)
        failures += _refused(run, watchers)
        tables = publisher.tables(plan, failures, run)
        publisher.remove_stale(forms)
        publisher.manifest(run, [*forms, *tables])
        ledger.set_members(plan.members())
    return run


def _read(plan: Plan, options: Options, publisher: Publisher, watchers: Watchers) -> None:
    """Read what has to be read; each outcome is safe, and its forms written, before the next."""
    keys = {entry.document.sha256: entry.key for entry in plan.todo}
    limits = limits_of(options)
    with closing(outcomes([entry.document for entry in plan.todo], options)) as found:
        for outcome in found:
            key = keys[outcome.document.sha256]
            publisher.ledger.add(outcome, key, limits)
            publisher.forms(outcome, key)
            for watcher in watchers:
                watcher.finished(outcome)


def _documents(
    run: manifest.Run, plan: Plan, publisher: Publisher, watchers: Watchers
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every document of the data set in order: its form files, the rows of those that failed."""
    forms, failures = [], []
    for entry in plan.entries:
        outcome = publisher.ledger.known(entry.document, entry.key)
        forms += publisher.forms(outcome, entry.key)
        if outcome.failure:
            failures += [_row(name, outcome.document.sha256, outcome.failure)
                         for name in outcome.document.names]
        run.note(outcome, kept=entry.kept)
        for watcher in watchers:
            watcher.written(outcome)
    return forms, failures


def _refused(run: manifest.Run, watchers: Watchers) -> list[tuple[str, ...]]:
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
