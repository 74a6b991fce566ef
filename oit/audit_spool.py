"""Findings of many forms in the order of their gravity, without holding them in memory."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Any

from audit.checks import listed_checks
from oit.auditing import ORIGINS, PLACE, SEVERITIES, Audited, where
from schema.finding import Finding
from schema.form import Form

Row = dict[str, Any]


class RankedFindings(ExitStack):
    """Takes forms one by one; gives their findings by severity, then by whose they are.

    A file aside for each pair of the two; `counts` says how many stand in each.
    """

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[tuple[str, str]] = Counter()
        self._checks = {check.check_id: check for check in listed_checks()}
        self._files: dict[tuple[str, str], IO[str]] = {
            (severity, origin): self.enter_context(
                tempfile.TemporaryFile("w+", encoding="utf-8"))  # noqa: SIM115 - it is entered
            for severity in SEVERITIES for origin in ORIGINS}

    def add(self, audit: Audited) -> None:
        """Keep the findings of a form."""
        for found in audit.findings:
            key = found.severity, found.origin
            row = self._row(audit.form, found)
            self._files[key].write(json.dumps(row, ensure_ascii=False) + "\n")
            self.counts[key] += 1

    def _row(self, form: Form, found: Finding) -> Row:
        check = self._checks[found.check]
        first = found.evidence[0].model_dump() if found.evidence else {}
        return {
            "form_id": form.form_id, "family": check.family,
            "source_file": form.source.file, "agency": form.agency.name,
            "province": form.agency.province, "fiscal_year": form.fiscal_year,
            "remedy_th": check.remedy[0], "remedy_en": check.remedy[1],
            "evidence": len(found.evidence), "where_th": where(found, "th"),
            **{name: first.get(name) for name in PLACE},
            **{name: getattr(found, name) for name in (
                "finding_id", "check", "severity", "origin", "code", "message_th", "message_en")},
        }

    def rows(self) -> Iterator[Row]:
        """Every finding with its form and its rank, the gravest first."""
        rank = 0
        for file in self._files.values():
            file.seek(0)
            for line in file:
                rank += 1
                yield json.loads(line) | {"rank": rank}
