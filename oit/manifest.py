"""`manifest.json`: what a run was given, what it wrote and how long it took."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from oit.corrections import digest, read_corrections
from oit.inputs import OWN_MANIFEST, Inputs
from oit.options import Options
from oit.outcome import Failure, Outcome
from schema.version import SCHEMA_VERSION

TOOL = "oit"
version = cache(metadata.version)  # parsing what is told of a package takes a millisecond
NOT_TOLD = {"password", "prune", "retry", "scheduler"}


@dataclass
class Run:
    """What happened so far. The lists grow while the run goes on; rules: version of the rules."""

    inputs: Inputs
    options: Options
    rules: str = ""
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    entries: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, outcome: Outcome, *, kept: bool = False) -> None:
        """Add what became of one document; kept: it is not among the inputs of this run."""
        document, failure = outcome.document, outcome.failure
        self.entries.append({
            "file": document.names[0], "files": list(document.names),
            "sha256": document.sha256, "bytes": document.size,
            **_outcome([form.form_id for form in outcome.forms], failure),
            "seconds": round(outcome.seconds, 3), **({"kept": True} if kept else {}),
        })
        self.counts["files"] += len(document.names)
        self.counts["failed"] += len(document.names) if failure else 0
        self.counts["forms"] += len(outcome.forms)
        for form in outcome.forms:
            self.counts.update({name: n for name, n in form.counts.items() if name != "forms"})
            if form.cut:
                self.counts["cells_cut"] += form.cut  # in the workbook alone

    def note_refused(self, name: str, failure: Failure) -> None:
        """Add a file or folder that could not be opened at all."""
        self.entries.append({
            "file": name, "files": [name], "sha256": None, "bytes": None,
            **_outcome([], failure), "seconds": 0.0,
        })
        self.counts["files"] += 1
        self.counts["failed"] += 1

    @property
    def complete(self) -> bool:
        """Whether every input gave a form."""
        return self.counts["failed"] == 0

    def manifest(self, outputs: list[str]) -> dict[str, Any]:
        """The whole manifest; everything that differs between equal runs stands under `run`."""
        finished = datetime.now(UTC)
        return {
            "tool": TOOL, "version": version(TOOL), "rule_version": self.rules,
            "schema_version": SCHEMA_VERSION,
            "options": _told(self.options),
            "counts": dict(sorted(self.counts.items())),
            "inputs": sorted(self.entries, key=lambda entry: str(entry["file"])),
            "ignored": self.inputs.ignored,
            "outputs": sorted(outputs),
            "run": {
                "started": self.started.isoformat(timespec="seconds"),
                "finished": finished.isoformat(timespec="seconds"),
                "seconds": round((finished - self.started).total_seconds(), 3),
                "python": platform.python_version(), "system": platform.system(),
            },
        }


def _outcome(forms: list[str], failure: Failure | None) -> dict[str, Any]:
    if failure:
        return {"outcome": "failure", "reason": failure.reason, "forms": []}
    return {"outcome": "form", "reason": None, "forms": forms}


def as_parts(manifest: dict[str, Any]) -> Iterator[str]:
    """The manifest as pieces of JSON text: of a large run it is never whole in memory."""
    yield from json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(manifest)
    yield "\n"


def earlier_outputs(out: Path) -> list[str]:
    """The files that the last complete run in this folder wrote; none where oit wrote nothing."""
    try:
        manifest = json.loads((out / OWN_MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    ours = isinstance(manifest, dict) and manifest.get("tool") == TOOL
    outputs = manifest.get("outputs") if ours else None
    return [name for name in outputs or [] if isinstance(name, str)]


def _told(options: Options) -> dict[str, Any]:
    """The options of a run without what must stay secret and what changes no result."""
    told = asdict(options)
    if options.corrections:
        told["corrections"] = digest(read_corrections(Path(options.corrections)))
    return {name: value for name, value in told.items() if name not in NOT_TOLD}
