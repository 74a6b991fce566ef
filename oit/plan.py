"""What a run has to do: which documents make the data set, which of them must be read for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from oit.corrections import FORM, digests
from oit.inputs import Document, Inputs
from oit.ledger import Ledger, Member
from oit.options import Options
from oit.outcome import Outcome
from oit.rule_version import rule_version


class Entry(NamedTuple):
    """A document of the data set; key: of its outcome in the ledger; kept: not among the inputs."""

    document: Document
    key: str
    kept: bool = False


@dataclass
class Plan:
    """All documents in the order of their names, those to be read, and what went out of the set."""

    rules: str
    entries: list[Entry] = field(default_factory=list)
    todo: list[Entry] = field(default_factory=list)
    known: int = 0
    pruned: int = 0

    @property
    def kept(self) -> int:
        """Documents of earlier runs that are not among the inputs of this one."""
        return sum(entry.kept for entry in self.entries)

    def members(self) -> Iterator[Member]:
        """The files of the data set once the run is complete."""
        for document, key, _ in self.entries:
            for file, name in zip(document.files, document.names, strict=True):
                yield Member(file, name, document.sha256, document.size, key)


def planned(inputs: Inputs, options: Options, ledger: Ledger) -> Plan:
    """What to do for these inputs, given what earlier runs into the same folder did."""
    plan = Plan(rule_version(*([Path(options.catalogue)] if options.catalogue else [])))
    corrected = digests(options.corrections)
    for document in inputs.documents:
        own = corrected.get(document.sha256[:FORM])
        entry = Entry(document, _key(document, options, plan.rules, own))
        plan.entries.append(entry)
        if _is_done(ledger.outcome(document, entry.key), options):
            plan.known += 1
        else:
            plan.todo.append(entry)
    gone = list(_gone(inputs, ledger))
    if options.prune and not inputs.unlisted:
        plan.pruned = len(gone)
    else:
        plan.entries += gone
    plan.entries.sort(key=lambda entry: (entry.document.names[0], entry.document.sha256))
    return plan


def limits_of(options: Options) -> str:
    """The limits a file was read under: a file that broke them is read again under others."""
    return f"{options.limit} s, {options.memory} bytes"


def _key(document: Document, options: Options, rules: str, corrections: str | None) -> str:
    """All that a document's outcome depends on beside its content."""
    said = [document.names[0], rules, options.edition, options.verify, corrections, options.ocr]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def _is_done(known: tuple[Outcome, str] | None, options: Options) -> bool:
    """Whether an outcome stands, or the document is to be read (again)."""
    if known is None:
        return False
    outcome, limits = known
    if outcome.failure is None:
        return True
    reason = outcome.failure.reason
    broke_other_limits = reason == "limit" and limits != limits_of(options)
    may_open_now = reason == "encrypted" and options.password is not None
    return not (options.retry or broke_other_limits or may_open_now)


def _gone(inputs: Inputs, ledger: Ledger) -> Iterator[Entry]:
    """Documents of the last complete run that are not among the inputs, nor replaced by one.

    A file whose content changed, or that cannot be opened any more, is replaced.
    """
    present = {document.sha256 for document in inputs.documents}
    members = sorted(ledger.members(), key=lambda m: (m.sha256, m.key, m.name, m.file))
    for (sha256, key), group in groupby(members, key=lambda m: (m.sha256, m.key)):
        left = [member for member in group if member.file not in inputs.files]
        if left and sha256 not in present:
            names, files = tuple(m.name for m in left), tuple(m.file for m in left)
            yield Entry(Document(Path(names[0]), sha256, left[0].size, names, files), key, True)
