"""`oit audit`: the forms of a finished run checked with the auditor's own limits and choice."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from audit.check import Result
from audit.checks import CHECKS, Listed, findings_of, listed_checks, results
from audit.doubt import reasons
from audit.limits import Limits, default_limits, limits_with
from audit.recomputed import Recomputed, recompute
from oit.report.to_do import where_is
from oit.write import FORMS_FOLDER, aside
from schema.finding import Finding, with_id
from schema.form import Form

FOLDER, FINDINGS = "audit", "findings.csv"
SEVERITIES, ORIGINS = ("error", "warning", "info"), ("agency", "unsure", "extraction")
PLACE = ("page", "sheet", "table", "row", "column", "cell", "line")
COLUMNS = (
    "form_id", "finding_id", "rank", "check", "family", "severity", "origin", "code",
    "source_file", "agency", "province", "fiscal_year", "message_th", "message_en", "remedy_th",
    "remedy_en", *PLACE, "evidence", "where_th",
)


@dataclass(frozen=True)
class Audited:
    """A form with its findings, what each check says of it, and its scores computed again."""

    form: Form
    findings: tuple[Finding, ...]
    results: dict[str, Result]
    recomputed: Recomputed | None
    doubts: tuple[str, ...]


class UnreadableFormError(ValueError):
    """A file of `forms/` that is no form of this version; the message names it."""


def forms_in(folder: Path) -> Iterator[Form]:
    """The forms that a run wrote, in the order of their files' names.

    Raises FileNotFoundError where the folder is none of a run, UnreadableFormError for a file that
    cannot be a form.
    """
    paths = sorted((folder / FORMS_FOLDER).glob("*.json"))
    if not paths:
        raise FileNotFoundError(folder / FORMS_FOLDER)
    forms = []
    for path in paths:
        try:
            forms.append(Form.model_validate_json(path.read_bytes()))
        except ValidationError as error:
            first = error.errors()[0]
            where = "/".join(map(str, first["loc"]))
            raise UnreadableFormError(f"{path.name}: {where}: {first['msg']}") from error
    yield from sorted(forms, key=lambda form: (form.source.file, form.form_id))


def audited(form: Form, limits: Limits, chosen: Collection[str]) -> Audited:
    """A form checked with these limits; of all findings those of the chosen checks.

    What was found while the form was read stays as it was.
    """
    read = [found for found in form.findings if found.check not in CHECKS]
    bare = form.model_copy(update={"findings": tuple(read)})
    said = {check.check_id: result for check, result in results(bare, limits)
            if check.check_id in chosen}
    made = [with_id(found, form.form_id) for check_id, result in said.items()
            for found in findings_of(CHECKS[check_id], result)]
    kept = [found for found in read if found.check in chosen]
    return Audited(bare, (*kept, *made), said, recompute(bare), reasons(bare))


def chosen_checks(check: Sequence[str], skip: Sequence[str]) -> set[str]:
    """The checks that a user wants: ids or families; raises ValueError for a name that is none."""
    listed = listed_checks()
    names = {c.check_id: {c.check_id} for c in listed}
    for c in listed:
        names.setdefault(c.family, set()).add(c.check_id)
    for name in (*check, *skip):
        if name not in names:
            raise ValueError(f"no check or family is called {name!r}; see `oit checks` / "
                             f"ไม่มีรายการตรวจชื่อ {name!r} ดูได้จาก `oit checks`")
    wanted = set().union(*(names[n] for n in check)) if check else {c.check_id for c in listed}
    return wanted.difference(*(names[n] for n in skip))


def limits_in(path: Path | None) -> Limits:
    """The limits of a TOML file with a table [limits]; without a file the defaults.

    Raises ValueError for a file that is no TOML, and for a limit that is none.
    """
    if path is None:
        return default_limits()
    made = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    unknown = made.keys() - {"limits"}
    if unknown or not isinstance(made.get("limits", {}), dict):
        raise ValueError(f"only the table [limits] is read, not {', '.join(sorted(unknown))}")
    return limits_with(made.get("limits", {}))


def ranked(forms: Sequence[Audited]) -> list[tuple[Audited, Finding]]:
    """All findings, the gravest first: by severity, then by whose they are, then by form."""
    every = [(n, k, audit, found) for n, audit in enumerate(forms)
             for k, found in enumerate(audit.findings)]
    every.sort(key=lambda row: (
        SEVERITIES.index(row[3].severity), ORIGINS.index(row[3].origin), row[0], row[1]))
    return [(audit, found) for _, _, audit, found in every]


def met(forms: Sequence[Audited], fail_on: str | None) -> bool:
    """Whether there is a finding of this severity or a graver one, whoever's it is."""
    if fail_on is None:
        return False
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(found.severity in grave for audit in forms for found in audit.findings)


def write_findings(out: Path, forms: Sequence[Audited]) -> Path:
    """`audit/findings.csv`: every finding with its form, gravest first; exact, as all tables."""
    path = out / FINDINGS
    with aside(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        listed = {check.check_id: check for check in listed_checks()}
        for rank, (audit, found) in enumerate(ranked(forms), 1):
            writer.writerow(_line(rank, audit.form, found, listed[found.check]))
    aside(path).replace(path)
    return path


def _line(rank: int, form: Form, found: Finding, check: Listed) -> list[object]:
    first = found.evidence[0].model_dump() if found.evidence else {}
    row = {
        "form_id": form.form_id, "rank": rank, "family": check.family,
        "source_file": form.source.file, "agency": form.agency.name,
        "province": form.agency.province, "fiscal_year": form.fiscal_year,
        "remedy_th": check.remedy[0], "remedy_en": check.remedy[1],
        "evidence": len(found.evidence), "where_th": where(found, "th"),
        **{name: first.get(name) for name in PLACE},
        **{name: getattr(found, name) for name in (
            "finding_id", "check", "severity", "origin", "code", "message_th", "message_en")},
    }
    return [row[column] for column in COLUMNS]


def where(found: Finding, lang: str) -> str:
    """All places of a finding in words, those of one row once: "หน้า 3 …; หน้า 4 …"."""
    words = dict.fromkeys(where_is(place, lang) for place in found.evidence)
    return "; ".join(list(words)[:5]) + (" …" if len(words) > 5 else "")
