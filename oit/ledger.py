"""The ledger: what is known of every file and form of an output folder, in one SQLite file.

A run writes each outcome as soon as it is there, so that a run that was killed goes on where it
was. Kept are the hash of every file with its size and time, the outcome of every document with its
forms (compressed), the members of the data set that the last complete run made, and the files
that were written. One run at a time may have it open.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from oit.inputs import OWN_LEDGER, Document, file_id, file_sha256
from oit.outcome import Failure, FormRows, Outcome, Told

LAYOUT = 3  # another number in a file: it is of another version and begins anew
SETTLED_NS = 2_000_000_000  # a file changed less before it was hashed may change unseen (FAT: 2 s)
TABLES = """
CREATE TABLE files (file TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT)
    WITHOUT ROWID;
CREATE TABLE outcomes (sha256 TEXT, key TEXT, limits TEXT, seconds REAL, failure TEXT, forms TEXT,
    PRIMARY KEY (sha256, key)) WITHOUT ROWID;
CREATE TABLE bodies (sha256 TEXT, key TEXT, number INTEGER, json BLOB, rows BLOB,
    statements BLOB, PRIMARY KEY (sha256, key, number));
CREATE TABLE members (file TEXT PRIMARY KEY, name TEXT, sha256 TEXT, size INTEGER, key TEXT)
    WITHOUT ROWID;
CREATE TABLE outputs (name TEXT PRIMARY KEY, content TEXT, size INTEGER, mtime_ns INTEGER,
    sha256 TEXT) WITHOUT ROWID;
"""
UNUSED = "NOT EXISTS (SELECT 1 FROM members m WHERE m.sha256 = {0}.sha256 AND m.key = {0}.key)"


class LedgerError(Exception):
    """The ledger cannot be used; the message says why and what to do, in both languages."""


class Member(NamedTuple):
    """One file of the data set: its id, name, content, and the key of the outcome that stands."""

    file: str
    name: str
    sha256: str
    size: int
    key: str


@contextmanager
def opened(out: Path) -> Iterator[Ledger]:
    """The ledger of an output folder, for this run alone. Raises LedgerError."""
    out.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(out / OWN_LEDGER, timeout=0, isolation_level=None)
    try:
        _prepare(connection)
        yield Ledger(connection)
    except sqlite3.DatabaseError as error:
        raise LedgerError(_why(error, out / OWN_LEDGER)) from error
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection) -> None:
    """Exclusive first: the log then needs no shared memory, which network folders lack."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    [layout] = connection.execute("PRAGMA user_version").fetchone()
    if layout == LAYOUT:
        return
    known = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    drop = "".join(f'DROP TABLE "{name}";' for (name,) in known)
    connection.executescript(f"BEGIN;{drop}{TABLES}PRAGMA user_version = {LAYOUT};COMMIT")


def _why(error: sqlite3.DatabaseError, path: Path) -> str:
    if "locked" in str(error):
        return (f"{path}: another run is writing into this folder; wait for its end / "
                "มีการแปลงอื่นกำลังเขียนโฟลเดอร์นี้อยู่ โปรดรอให้เสร็จก่อน")
    if isinstance(error, sqlite3.OperationalError):
        return (f"{path}: {error}; check that the disk is not full and the folder can be written / "
                "เขียนบันทึกการทำงานไม่ได้ โปรดตรวจพื้นที่ว่างและสิทธิ์ของโฟลเดอร์")
    return (f"{path}: {error}; move this file away and run again: everything is then read anew / "
            "บันทึกการทำงานเสีย โปรดย้ายไฟล์นี้ออกแล้วสั่งใหม่ โปรแกรมจะอ่านใหม่ทุกไฟล์")


class Ledger:
    """The open ledger; every method is one question or one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.ask = connection.execute

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, whatever happens to this process."""
        self.ask("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.ask("ROLLBACK")
            raise
        self.ask("COMMIT")

    def file_hash(self, path: Path, rehash: bool = False) -> tuple[str, int]:
        """SHA-256 and size of a file; not read where size and time are those of the last time."""
        own, found = file_id(path), path.stat()
        known = self.ask("SELECT size, mtime_ns, sha256 FROM files WHERE file = ?", (own,))
        size, mtime, sha256 = known.fetchone() or (None, None, "")
        if (size, mtime) == (found.st_size, found.st_mtime_ns) and not rehash:
            return str(sha256), found.st_size
        now, sha256 = time.time_ns(), file_sha256(path)
        settled = found.st_mtime_ns + SETTLED_NS < now
        self.ask("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (
            own, found.st_size, found.st_mtime_ns if settled else None, sha256))
        return sha256, found.st_size

    def add(self, outcome: Outcome, key: str, limits: str) -> None:
        """Keep what became of a document, with its forms."""
        sha256, failure = outcome.document.sha256, outcome.failure
        with self.transaction():
            self.ask("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?)", (
                sha256, key, limits, outcome.seconds, json.dumps(failure) if failure else None,
                json.dumps([asdict(form) for form in outcome.forms], ensure_ascii=False)))
            self.ask("DELETE FROM bodies WHERE sha256 = ? AND key = ?", (sha256, key))
            for number, body in enumerate(outcome.packed):
                self.ask("INSERT INTO bodies VALUES (?, ?, ?, ?, ?, ?)",
                         (sha256, key, number, *body))

    def outcome(self, document: Document, key: str) -> tuple[Outcome, str] | None:
        """What became of a document, without its forms' bodies, and the limits it was under."""
        row = self.ask("SELECT limits, seconds, failure, forms FROM outcomes "
                       "WHERE sha256 = ? AND key = ?", (document.sha256, key)).fetchone()
        if row is None:
            return None
        limits, seconds, failed, told = row
        forms = tuple(Told(**{**form, "severities": tuple(form["severities"])})
                      for form in json.loads(told))
        failure = Failure(*json.loads(failed)) if failed else None
        return Outcome(document, forms, failure, seconds), limits

    def known(self, document: Document, key: str) -> Outcome:
        """What became of a document that was read. Raises LedgerError where that is lost."""
        found = self.outcome(document, key)
        if found is None:
            raise LedgerError(f"the ledger has lost {document.names[0]}; move {OWN_LEDGER} away "
                              "and run again / "
                              f"บันทึกการทำงานไม่ครบ โปรดย้าย {OWN_LEDGER} ออกแล้วสั่งใหม่")
        return found[0]

    def form_json(self, sha256: str, key: str, number: int) -> bytes:
        """The JSON of a form of a document; number: 0-based."""
        from oit.packing import unpacked

        [data] = self.ask("SELECT json FROM bodies WHERE sha256 = ? AND key = ? AND number = ?",
                          (sha256, key, number)).fetchone()
        return unpacked(data)

    def form_rows(self, outcome: Outcome, key: str) -> Iterator[FormRows]:
        """The rows of each form of a document."""
        from oit.packing import table_rows, unpacked

        found = self.ask("SELECT rows, statements FROM bodies WHERE sha256 = ? AND key = ? "
                         "ORDER BY number", (outcome.document.sha256, key))
        for told, (rows, statements) in zip(outcome.forms, found, strict=True):
            yield FormRows(told.form_id, table_rows(rows), (unpacked(statements),))

    def members(self) -> Iterator[Member]:
        """The files of the data set that the last complete run made."""
        yield from map(Member._make, self.ask("SELECT * FROM members ORDER BY file"))

    def set_members(self, members: Iterable[Member]) -> None:
        """Say what the data set is made of now; outcomes that nothing uses any more are dropped."""
        now = sorted(members)
        if all(old == new for old, new in zip_longest(self.members(), now)):
            return
        with self.transaction():
            self.ask("DELETE FROM members")
            for row in now:
                self.ask("INSERT INTO members VALUES (?, ?, ?, ?, ?)", row)
            for table in ("outcomes", "bodies"):
                self.ask(f"DELETE FROM {table} WHERE {UNUSED.format(table)}")
