"""From the ledger to the output folder: form files, tables, manifest; only what is not in place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from oit import manifest, write
from oit.aside import write_bytes, write_parts
from oit.inputs import OWN_MANIFEST
from oit.ledger import Ledger
from oit.outcome import Outcome
from oit.outputs import Outputs
from oit.plan import Entry, Plan


class Publisher:
    """Writes what the ledger holds into the folder, and notes what it wrote.

    statements: the kind of file they go to.
    """

    def __init__(self, ledger: Ledger, out: Path, statements: str = "none") -> None:
        self.ledger, self.out, self.outputs = ledger, out, Outputs(ledger, out)
        self.statements = statements
        (out / write.FORMS_FOLDER).mkdir(exist_ok=True)

    def forms(self, outcome: Outcome, key: str) -> list[str]:
        """The names of a document's form files; those that are not in place are written."""
        names = [write.form_file(form.form_id) for form in outcome.forms]
        missing = [n for n, name in enumerate(names) if not self.outputs.in_place(name, key)]
        if missing:
            self.outputs.expect(names[n] for n in missing)
            for n in missing:
                body = self.ledger.form_json(outcome.document.sha256, key, n)
                write_bytes(self.out / names[n], (body,))
            self.outputs.note((names[n] for n in missing), key)
        return names

    def tables(self, plan: Plan, failures: Sequence[tuple[str, ...]], run: manifest.Run
               ) -> list[str]:
        """The names of the tables; where one is not in place, all are made anew, form by form."""
        content = _digest([plan.rules, sorted(write.WRITERS), self.statements, sorted(failures),
                           *((entry.document.sha256, entry.key) for entry in plan.entries)])
        names = self.outputs.all_in_place(content)
        if not names:
            names = self._written(plan.entries, failures, run)
            self.outputs.note(names, content)
        return names

    def _written(self, entries: Sequence[Entry], failures: Sequence[tuple[str, ...]],
                 run: manifest.Run) -> list[str]:
        with write.writing(self.out, run.counts, self.statements) as writers:
            for entry in entries:
                outcome = self.ledger.known(entry.document, entry.key)
                for form in self.ledger.form_rows(outcome, entry.key):
                    for writer in writers:
                        writer.add(form)
            for row in sorted(failures):
                for writer in writers:
                    writer.fail(row)
            return [name for writer in writers for name in writer.close()]

    def manifest(self, run: manifest.Run, names: list[str]) -> None:
        """Write the manifest, unless it says the same as the one that is there."""
        made = run.manifest(names) | {"hashes": self.outputs.hashes(names)}
        said = {name: made[name] for name in sorted(made) if name != "run"}
        content = hashlib.sha256()
        for part in manifest.as_parts(said):
            content.update(part.encode())
        if not self.outputs.in_place(OWN_MANIFEST, content.hexdigest()):
            write_parts(self.out / OWN_MANIFEST, manifest.as_parts(made))
            self.outputs.note([OWN_MANIFEST], content.hexdigest())

    def remove_stale(self, forms: list[str]) -> None:
        """Remove form files of earlier runs, also of killed ones, that are no result any more."""
        ours = self.outputs.below(write.FORMS_FOLDER)
        if not self.outputs.knows(OWN_MANIFEST):  # by a version without ledger, or it was lost
            ours += manifest.earlier_outputs(self.out)
        stale = write.remove_stale(self.out, ours, forms)
        if stale:
            self.outputs.forget(stale)


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]
