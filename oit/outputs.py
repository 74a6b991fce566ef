"""The files that we wrote into an output folder: what each was made of, its size and time then.

A file is noted before it is written, so that even a run that was killed leaves none behind of
which nobody knows; a file that is as it was left is not written again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from oit.inputs import file_sha256
from oit.ledger import Ledger


class Outputs:
    """The outputs of a folder, as its ledger knows them; names are relative to the folder."""

    def __init__(self, ledger: Ledger, out: Path) -> None:
        self.ledger, self.out = ledger, out

    def knows(self, name: str) -> bool:
        """Whether a file was noted."""
        found = self.ledger.ask("SELECT 1 FROM outputs WHERE name = ?", (name,))
        return found.fetchone() is not None

    def in_place(self, name: str, content: str) -> bool:
        """Whether a file was made of this content and was not touched since."""
        row = self.ledger.ask("SELECT content, size, mtime_ns FROM outputs WHERE name = ?",
                              (name,)).fetchone()
        return row is not None and row == (content, *_stat(self.out / name))

    def all_in_place(self, content: str) -> list[str]:
        """The files made of this content; none where one of them is not in place."""
        found = self.ledger.ask("SELECT name FROM outputs WHERE content = ? ORDER BY name",
                                (content,)).fetchall()
        names = [name for (name,) in found]
        return names if all(self.in_place(name, content) for name in names) else []

    def expect(self, names: Iterable[str]) -> None:
        """Note files that are going to be written."""
        with self.ledger.transaction():
            for name in names:
                self.ledger.ask(
                    "INSERT OR REPLACE INTO outputs VALUES (?, NULL, NULL, NULL, NULL)", (name,))

    def note(self, names: Iterable[str], content: str) -> None:
        """Note files that are written and whole, all of them made of this content."""
        with self.ledger.transaction():
            for name in names:
                path = self.out / name
                self.ledger.ask("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?)",
                                (name, content, *_stat(path), file_sha256(path)))

    def hashes(self, names: Iterable[str]) -> dict[str, str]:
        """The SHA-256 of files as they were written, by their names, sorted; none is read."""
        found = dict(self.ledger.ask("SELECT name, sha256 FROM outputs").fetchall())
        return {name: found[name] for name in sorted(names) if found.get(name)}

    def below(self, folder: str) -> list[str]:
        """The names of all that we wrote, or began to write, in a folder."""
        found = self.ledger.ask("SELECT name FROM outputs WHERE name GLOB ? ORDER BY name",
                                (f"{folder}/*",))
        return [name for (name,) in found]

    def forget(self, names: Iterable[str]) -> None:
        """These files are no longer ours."""
        with self.ledger.transaction():
            for name in names:
                self.ledger.ask("DELETE FROM outputs WHERE name = ?", (name,))


def _stat(path: Path) -> tuple[int | None, int | None]:
    try:
        found = path.stat()
    except OSError:
        return None, None
    return found.st_size, found.st_mtime_ns
