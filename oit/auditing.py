"""`oit audit`: the forms of a finished run checked with the auditor's own limits and choice."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from audit.check import Result
from audit.checks import CHECKS, findings_of, listed_checks, results
from audit.confidence import released
from audit.doubt import reasons
from audit.limits import Limits, default_limits, limits_with
from audit.recomputed import Recomputed, recompute
from oit.report.to_do import where_is
from oit.write import FORMS_FOLDER
from schema.finding import Finding, with_id
from schema.form import Form, Profile

FOLDER, FINDINGS = "audit", "findings.csv"
Model = TypeVar("Model", bound=BaseModel)
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


class _Source(BaseModel):
    file: str


class _Code(BaseModel):
    code: str | None = None


class _Head(BaseModel):
    """What must be known of all forms before the first is checked: their order and their codes."""

    form_id: str
    source: _Source
    items: tuple[_Code, ...] = ()
    profile: Profile | None = None


@dataclass(frozen=True)
class Run:
    """The forms of a finished run: their files in order, and the highest number of an item.

    withheld: names of people were taken out of the forms, for a release.
    """

    paths: tuple[Path, ...]
    highest: int
    withheld: bool = False

    def forms(self) -> Iterator[Form]:
        """The forms, read one by one; UnreadableFormError for a file that cannot be one."""
        for path in self.paths:
            yield _read(path, Form)


def run_in(folder: Path) -> Run:
    """The forms that a run wrote, in the order of their files' names.

    Raises FileNotFoundError where the folder is none of a run, UnreadableFormError for a file that
    cannot be a form.
    """
    paths = sorted((folder / FORMS_FOLDER).glob("*.json"))
    if not paths:
        raise FileNotFoundError(folder / FORMS_FOLDER)
    keys, highest, withheld = [], 0, False
    for path in paths:
        head = _read(path, _Head)
        keys.append((head.source.file, head.form_id, path))
        highest = max((highest, *(int(i.code[1:]) for i in head.items if i.code)))
        withheld |= head.profile is not None and head.profile.names != "keep"
    return Run(tuple(path for *_, path in sorted(keys)), highest, withheld)


def _read(path: Path, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(map(str, first["loc"]))
        raise UnreadableFormError(f"{path.name}: {where}: {first['msg']}") from error


def audited(form: Form, limits: Limits, chosen: Collection[str]) -> Audited:
    """A form checked with these limits; of all findings those of the chosen checks.

    What was found while the form was read stays as it was.
    """
    read = [found for found in form.findings if found.check not in CHECKS]
    bare = released(form.model_copy(update={"findings": tuple(read)}), limits)
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


def met(counts: Mapping[tuple[str, str], int], fail_on: str | None) -> bool:
    """Whether there is a finding of this severity or a graver one, whoever's it is.

    counts: how many findings there are of each severity and origin.
    """
    if fail_on is None:
        return False
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(count for (severity, _), count in counts.items() if severity in grave)


def write_findings(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """`audit/findings.csv`: every finding with its form, gravest first; exact, as all tables."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([row[column] for column in COLUMNS] for row in rows)


def where(found: Finding, lang: str) -> str:
    """All places of a finding in words, those of one row once: "หน้า 3 …; หน้า 4 …"."""
    words = dict.fromkeys(where_is(place, lang) for place in found.evidence)
    return "; ".join(list(words)[:5]) + (" …" if len(words) > 5 else "")
