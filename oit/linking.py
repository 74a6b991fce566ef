"""Links between people of one agency over its forms: proposals with their evidence, nothing else.

The people of a form stay as they are. A link says that a person of one form may be one of a later
form; whoever uses the table decides. Another title (นาง, นางสาว) or another family name is evidence
for it or against it, never identity.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from normalize.mentions import ROLES, Mention, Spelling, name_parts, sexes_differ
from normalize.namedistance import name_distance
from normalize.posts import Relation, relation
from normalize.sameperson import closeness
from normalize.text import squash
from oit.aside import aside
from schema.form import Form, FormPerson, Item

FOLDER, FILE = "link", "people_links.csv"
POST = {"same": "same", "open": "not comparable", "other": "other"}
MARRIED = 0.5   # confidence of a woman whose family name is another, all else the same
LEAST = 0.4     # confidence below which nothing is proposed
RIVALS = 0.6    # what is left where several people of a form are as near


@dataclass(frozen=True)
class Link:
    """A person of a form and who that may be in a later form of the agency.

    name_distance: in letters, 0 for the same; title: same | changed; family_name: same | close |
    changed; post: same | not comparable | other; shared_units: joined by "|"; rivals: people of the
    later form who are as near; confidence: that they are one person.
    """

    link_id: str
    agency: str
    province: str | None
    year_1: int | None
    form_id_1: str
    person_id_1: str
    name_1: str
    position_1: str | None
    year_2: int | None
    form_id_2: str
    person_id_2: str
    name_2: str
    position_2: str | None
    name_distance: float
    title: str
    family_name: str
    post: str
    shared_units: str | None
    rivals: int
    confidence: float


class _Member(NamedTuple):
    """A person of a form with all spellings, the canonical one first."""

    person_id: str
    name: str
    position: str | None
    spellings: list[Spelling]


class _Staff(NamedTuple):
    """What links need of a form: who is in it, and when."""

    agency: str
    province: str | None
    year: int | None
    file: str
    form_id: str
    people: list[_Member]


def proposed(forms: Iterable[Form]) -> list[Link]:
    """The links of all agencies: from each person to the next form that has one who may be it.

    Forms that name no agency are left out; two forms of one year are linked as well (rounds). Of
    a form only its people are kept, so that the forms of a country can be read one by one.
    """
    groups: dict[tuple[str, str | None], list[_Staff]] = {}
    for form in forms:
        if form.agency.name:
            own = (squash(form.agency.name), form.agency.province)
            groups.setdefault(own, []).append(_staff(form, form.agency.name))
    found = [link for group in groups.values() for link in _of_agency(group)]
    return sorted(found, key=lambda k: (k.province or "", k.agency, k.year_1 or 0, k.link_id))


def _staff(form: Form, agency: str) -> _Staff:
    people = [_Member(person.person_id, person.canonical, person.position,
                      _spellings(form, person)) for person in form.people]
    return _Staff(agency, form.agency.province, form.fiscal_year, form.source.file, form.form_id,
                  people)


def _of_agency(staffs: Sequence[_Staff]) -> Iterator[Link]:
    ordered = sorted(staffs, key=lambda staff: (staff.year or 0, staff.file, staff.form_id))
    linked: set[tuple[str, str]] = set()
    for one, two in combinations(ordered, 2):
        for person in one.people:
            if (one.form_id, person.person_id) not in linked:
                links = _best(one, person, two)
                linked |= {(one.form_id, person.person_id)} if links else set()
                yield from links


def _best(one: _Staff, person: _Member, two: _Staff) -> list[Link]:
    """The nearest people of the later form; several where none is nearer than the others."""
    ways = [(_nearness(person.spellings, other.spellings), other) for other in two.people]
    sure = [(c, other) for c, other in ways if c >= LEAST]
    if not sure:
        return []
    best = max(c for c, _ in sure)
    near = [(c, other) for c, other in sure if c > best - 0.05]
    return [_link((one, person), (two, other), c, len(near) - 1) for c, other in near]


def _nearness(one: Sequence[Spelling], two: Sequence[Spelling]) -> float:
    """The confidence that two are one person, over all their spellings; 0 for two people."""
    return max(_confidence(a, b) for a in one for b in two)


def _confidence(one: Spelling, two: Spelling) -> float:
    if sexes_differ(one.prefix, two.prefix):
        return 0.0
    post, shared = relation(one.post, two.post), bool(one.units & two.units)
    letters = squash(one.given + one.family) == squash(two.given + two.family)
    if letters:
        sure = {"same": 0.95, "open": 0.9, "other": 0.75}[post] + 0.03 * shared
        return sure - 0.05 * (_woman(one.prefix) != _woman(two.prefix))
    if post != "other" and (used := closeness(one, two)) <= 1:
        return 0.9 - 0.3 * used + 0.03 * shared - 0.1 * (post == "open")
    return MARRIED if _may_have_married(one, two, post, shared) else 0.0


def _may_have_married(one: Spelling, two: Spelling, post: Relation, shared: bool) -> bool:
    """True for women of one given name, post and unit whose family names differ."""
    titles = {_woman(one.prefix), _woman(two.prefix)}
    return None not in titles and one.given == two.given and post == "same" and shared


def _woman(title: str) -> str | None:
    """The civil title of a woman, None for any other."""
    return {"นาง": "นาง", "นางสาว": "นางสาว", "น.ส.": "นางสาว", "นส.": "นางสาว",
            "นส": "นางสาว"}.get(title)


Side = tuple[_Staff, _Member]


def _link(one: Side, two: Side, confidence: float, rivals: int) -> Link:
    (first, a), (second, b) = one, two
    units = sorted(a.spellings[0].units & b.spellings[0].units)
    names = _name_evidence(a.name, b.name)
    return Link(
        link_id=f"{first.form_id}-{a.person_id}-{second.form_id}-{b.person_id}",
        agency=first.agency, province=first.province,
        year_1=first.year, form_id_1=first.form_id, person_id_1=a.person_id,
        name_1=a.name, position_1=a.position,
        year_2=second.year, form_id_2=second.form_id, person_id_2=b.person_id,
        name_2=b.name, position_2=b.position,
        name_distance=names.distance, title=names.title, family_name=names.family,
        post=POST[relation(a.position, b.position)],
        shared_units="|".join(units) or None, rivals=rivals,
        confidence=round(confidence * (RIVALS if rivals else 1), 2))


class Names(NamedTuple):
    """What two names say: their distance, whether title and family name are the same."""

    distance: float
    title: str
    family: str


def _name_evidence(one: str, two: str) -> Names:
    (title, given, family), (title_2, given_2, family_2) = name_parts(one), name_parts(two)
    far = name_distance(family, family_2)
    distance = name_distance(given + family, given_2 + family_2)
    changed = (_woman(title) or title) != (_woman(title_2) or title_2)
    apart = "same" if far == 0 else "close" if far <= len(family) / 4 else "changed"
    return Names(distance, "changed" if changed else "same", apart)


def _spellings(form: Form, person: FormPerson) -> list[Spelling]:
    """A person's spellings, the canonical one first, each with all that is known of the person."""
    mentions = tuple(
        Mention(path=f"items/{n}/{role}/{k}", name=named.name or "", post=named.position,
                units=_units(item))
        for n, item in enumerate(form.items) for role in ROLES
        for k, named in enumerate(getattr(item, role)) if named.person_id == person.person_id)
    names = dict.fromkeys((person.canonical, *person.variants))
    return [Spelling(name=name, mentions=mentions, **dict(zip(
        ("prefix", "given", "family"), name_parts(name), strict=True))) for name in names]


def _units(item: Item) -> tuple[str, ...]:
    return tuple(squash(unit.expanded or unit.name) for unit in item.units)


def write_links(output: Path, links: Sequence[Link]) -> Path:
    """`link/people_links.csv` in the folder of a run; to take all links back, delete the file."""
    folder = output / FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / FILE
    with aside(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([field.name for field in fields(Link)])
        writer.writerows(["" if v is None else v for v in asdict(k).values()] for k in links)
    aside(path).replace(path)
    return path
