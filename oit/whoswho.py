"""Who is named in the forms of a run, and which agencies they are of: rows for people to read.

Nothing is joined over forms here: a person of two forms has a row for each.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import NamedTuple, TypeVar

from normalize.text import squash
from schema.form import Agency, Form, FormPerson, Signer

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
    """The agencies in the order of province and name; forms that name none stand last.

    Of a form only what is counted is kept, so that the forms of a country can be read one by one.
    """
    groups: dict[tuple[str | None, ...], list[_Head]] = {}
    for form in forms:
        agency = form.agency
        own = (agency.name, agency.province) if agency.name else (None, None, form.form_id)
        groups.setdefault(own, []).append(_head(form))
    rows = [_agency_row(group) for group in groups.values()]
    return sorted(rows, key=lambda r: (r.name is None, r.province or "", r.name or "", r.files))


class _Head(NamedTuple):
    """What is counted of a form."""

    agency: Agency
    year: int | None
    items: int
    findings: int
    names: frozenset[str]
    file: str


def _head(form: Form) -> _Head:
    names = frozenset(squash(person.canonical) for person in form.people)
    return _Head(form.agency, form.fiscal_year, len(form.items), len(form.findings), names,
                 form.source.file)


def _agency_row(heads: Sequence[_Head]) -> AgencyRow:
    agency, agencies = heads[0].agency, [head.agency for head in heads]
    codes = {code for a in agencies
             for code in (a.tambon_code or a.amphoe_code or a.province_code,) if code}
    candidates = dict.fromkeys(c for a in agencies for c in (*a.candidates, *a.place_candidates))
    return AgencyRow(
        name=agency.name, type=_first(a.type for a in agencies), province=agency.province,
        amphoe=_first(a.amphoe for a in agencies), tambon=_first(a.tambon for a in agencies),
        codes="|".join(sorted(codes)) or None,
        years="|".join(sorted({str(head.year) for head in heads if head.year})),
        forms=len(heads), items=sum(head.items for head in heads),
        people=len(frozenset[str]().union(*(head.names for head in heads))),
        findings=sum(head.findings for head in heads), candidates="|".join(candidates) or None,
        files="|".join(head.file for head in heads))


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def chosen(forms: Iterable[Form], province: str | None, year: int | None) -> Iterator[Form]:
    """The forms of a province and a year, one by one; None asks for all."""
    return (f for f in forms if (province is None or f.agency.province == province)
            and (year is None or f.fiscal_year == year))


def holds(text: str | None, words: str | None) -> bool:
    """True where a text holds the words, white space aside; no words are in every text."""
    return words is None or squash(words) in squash(text or "")


Row = TypeVar("Row", PersonRow, AgencyRow)


def as_csv(rows: Sequence[Row], kind: type[Row]) -> str:
    """The rows as CSV with a header, RFC 4180."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([field.name for field in fields(kind)])
    writer.writerows(["" if v is None else v for v in asdict(row).values()] for row in rows)
    return out.getvalue()
