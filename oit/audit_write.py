"""The results of `oit audit`, written form by form: memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from audit.limits import Limits
from oit.aside import aside
from oit.audit_book import NAME, AuditBook
from oit.audit_spool import RankedFindings
from oit.auditing import FINDINGS, Audited, Run, audited, write_findings


def write_audit(
    folder: Path, run: Run, limits: Limits, chosen: Collection[str]
) -> dict[tuple[str, str], int]:
    """Check every form of a run and write `findings.csv` and `audit.xlsx`, aside first.

    Returns how many findings there are of each severity and origin. Where it breaks off, the
    results of an earlier audit stay as they were.
    """
    folder.mkdir(exist_ok=True)
    table, book = folder / FINDINGS, folder / NAME
    try:
        with RankedFindings() as ranked:
            _write(ranked, aside(table), aside(book), run.highest,
                   (audited(form, limits, chosen) for form in run.forms()))
        for path in (table, book):
            aside(path).replace(path)
    finally:
        for path in (table, book):
            aside(path).unlink(missing_ok=True)
    return dict(ranked.counts)


def _write(ranked: RankedFindings, table: Path, book: Path, highest: int,
           audits: Iterable[Audited]) -> None:
    made = AuditBook(book, highest)
    try:
        for audit in audits:
            ranked.add(audit)
            made.add(audit)
        write_findings(table, ranked.rows())
        made.close(ranked.rows())
    except BaseException:
        made.abandon()
        raise
