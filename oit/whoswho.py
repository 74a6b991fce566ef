"""Who is named in the forms of a run, and which agencies they are of: rows for people to read.

Nothing is joined over forms here: a person of two forms has a row for each.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields

from normalize.text import squash
from schema.form import Form, FormPerson, Signer

ROLES = ("assignees", "certifiers")


@dataclass(frozen=True)
class PersonRow:
    """A person of a form: how often named, in which roles, under which spellings.

    spellings: each with its count, the canonical one first: "นายก ข (7)|นายก ค (1)".
    signs: the role in which the person signed, None where somebody else did.
    """

    agency: str | None
    province: str | None
    fiscal_year: int | None
    form_id: str
    person_id: str | None
    name: str
    position: str | None
    mentions: int
    assignee: int
    certifier: int
    signs: str | None
    spellings: str
    confidence: float
    source_file: str


@dataclass(frozen=True)
class AgencyRow:
    """An agency with the forms that it handed in, and whom they name.

    name: null where no form says it; then each form stands alone, with its candidates.
    """

    name: str | None
    type: str | None
    province: str | None
    amphoe: str | None
    tambon: str | None
    codes: str | None
    years: str
    forms: int
    items: int
    people: int
    findings: int
    candidates: str | None
    files: str


def people_rows(forms: Iterable[Form]) -> Iterator[PersonRow]:
    """The people of each form, those named most often first."""
    for form in forms:
        rows = [_person_row(form, person) for person in form.people]
        signer = form.signer
        if signer and signer.name and not any(row.signs for row in rows):
            rows.append(_signer_row(form, signer))
        yield from sorted(rows, key=lambda row: (-row.mentions, row.name))


def _person_row(form: Form, person: FormPerson) -> PersonRow:
    count = Counter(role for item in form.items for role in ROLES
                    for named in getattr(item, role) if named.person_id == person.person_id)
    spelt = sorted(person.spellings, key=lambda s: (s.text != person.canonical, -s.count))
    return PersonRow(
        *_of_form(form), person_id=person.person_id, name=person.canonical,
        position=person.position, mentions=person.mentions, assignee=count["assignees"],
        certifier=count["certifiers"], signs=_signs(form.signer, person),
        spellings="|".join(f"{s.text} ({s.count})" for s in spelt),
        confidence=person.confidence, source_file=form.source.file)


def _of_form(form: Form) -> tuple[str | None, str | None, int | None, str]:
    """The first columns of a person's row."""
    return form.agency.name, form.agency.province, form.fiscal_year, form.form_id


def _signs(signer: Signer | None, person: FormPerson) -> str | None:
    """The role of the signer where that is this person under one of the spellings."""
    if signer is None or not signer.name:
        return None
    spelt = {squash(name) for name in (person.canonical, *person.variants)}
    return (signer.role or "ผู้ลงนาม") if squash(signer.name) in spelt else None


def _signer_row(form: Form, signer: Signer) -> PersonRow:
    """Who signed without being named in a row."""
    name = signer.name or ""
    return PersonRow(
        *_of_form(form), person_id=None, name=name, position=signer.position, mentions=1,
        assignee=0, certifier=0, signs=signer.role or "ผู้ลงนาม", spellings=f"{name} (1)",
        confidence=1.0, source_file=form.source.file)


def agency_rows(forms: Iterable[Form]) -> list[AgencyRow]:
    """The agencies in the order of province and name; forms that name none stand last."""
    groups: dict[tuple[str | None, ...], list[Form]] = {}
    for form in forms:
        agency = form.agency
        own = (agency.name, agency.province) if agency.name else (None, None, form.form_id)
        groups.setdefault(own, []).append(form)
    rows = [_agency_row(group) for group in groups.values()]
    return sorted(rows, key=lambda r: (r.name is None, r.province or "", r.name or "", r.files))


def _agency_row(forms: Sequence[Form]) -> AgencyRow:
    agency = forms[0].agency
    codes = {code for f in forms for code in (
        f.agency.tambon_code or f.agency.amphoe_code or f.agency.province_code,) if code}
    names = {squash(p.canonical) for f in forms for p in f.people}
    candidates = dict.fromkeys(c for f in forms for c in (
        *f.agency.candidates, *f.agency.place_candidates))
    return AgencyRow(
        name=agency.name, type=_first(f.agency.type for f in forms), province=agency.province,
        amphoe=_first(f.agency.amphoe for f in forms),
        tambon=_first(f.agency.tambon for f in forms), codes="|".join(sorted(codes)) or None,
        years="|".join(sorted({str(f.fiscal_year) for f in forms if f.fiscal_year})),
        forms=len(forms), items=sum(len(f.items) for f in forms), people=len(names),
        findings=sum(len(f.findings) for f in forms), candidates="|".join(candidates) or None,
        files="|".join(f.source.file for f in forms))


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def chosen(forms: Iterable[Form], province: str | None, year: int | None) -> Iterator[Form]:
    """The forms of a province and a year, one by one; None asks for all."""
    return (f for f in forms if (province is None or f.agency.province == province)
            and (year is None or f.fiscal_year == year))


def holds(text: str | None, words: str | None) -> bool:
    """True where a text holds the words, white space aside; no words are in every text."""
    return words is None or squash(words) in squash(text or "")


def as_csv(rows: Sequence[PersonRow] | Sequence[AgencyRow],
           kind: type[PersonRow] | type[AgencyRow]) -> str:
    """The rows as CSV with a header, RFC 4180."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([field.name for field in fields(kind)])
    writer.writerows(["" if v is None else v for v in asdict(row).values()] for row in rows)
    return out.getvalue()
