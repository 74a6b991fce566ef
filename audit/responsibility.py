"""Who does the work and who certifies it: four eyes, gaps, units, and one person by many names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from audit.blanks import blank_cells, named_item
from audit.check import Failure, Result, result, skip
from audit.doubt import origin
from audit.evidence import all_read, cells_exact, lacks_items
from audit.limits import Limits
from audit.places import places
from catalogue.lookup import table
from schema.form import Form, FormPerson, Item, Person
from schema.table import Place

PLAIN_TITLES = {"นาย", "นาง", "นางสาว"}
_SPACE = re.compile(r"\s+")
_RANK = re.compile("^(?:กลุ่มงาน|กลุ่ม|กอง|ฝ่าย|ส่วน)")
_HEAD = re.compile(r"^(?:ผู้อำนวยการ|ผอ\.|หัวหน้า|หน\.)")
_GROUP = re.compile(r"(?:กลุ่มงาน|กลุ่ม|กอง|ฝ่าย|ส่วน)([\u0e01-\u0e4e]{3,})")
_ALL = re.compile(r"ทุก|ทั้งหมด|ที่เกี่ยวข้อง")


def _squash(text: str | None) -> str:
    return _SPACE.sub("", text or "")


def certifier_missing(form: Form, limits: Limits) -> Result:
    """Nobody certifies an item; a post that the cell calls vacant is nobody.

    Not applicable where the form has no column for certifiers; an item that the form says does
    not apply needs none.

    Unsure where the column is blank in many rows or (cells may be merged) in rows below each
    other, where the file is a bare text, which may have lost the words, or where cells of the
    form may stand under other headers.
    """
    return blank_cells(form, limits, "certifiers")


def four_eyes(form: Form, limits: Limits) -> Result:
    """Somebody who certifies an item is also responsible for it.

    The same person, post or group counts, whatever the order. An error where all who certify are
    also responsible, so that nobody else looks at the data; a warning where another certifier is
    not.

    Not applicable where no item names both somebody responsible and a certifier.

    Unsure where only the likeness of two spellings says so, where a name was read with doubt,
    where the row may be two put together, where cells of the form may stand under other headers,
    or where a bare text says so of a few rows only.
    """
    both = [item for item in form.items if item.assignees and item.certifiers]
    if not both:
        return skip("no_both_roles")
    failures = []
    for item in both:
        doing = {_who(p) for p in item.assignees} - {""}
        same = [p for p in item.certifiers if _who(p) in doing]
        if same:
            failures.append(_seen_twice(form, item, same, limits))
    return result(failures)


def _who(person: Person) -> str:
    """What tells one person, post or group from another within a form; "" for a ditto mark."""
    written = person.name or person.text
    named = any(char.isalpha() for char in written)
    return (person.person_id or _squash(person.text)) if named else ""


def _stands_alone(form: Form, limits: Limits) -> bool:
    """Whether a bare text says of a few rows only what a glued or copied cell would say too."""
    same = [item for item in form.items
            if {_who(p) for p in item.assignees} & {_who(p) for p in item.certifiers} - {""}]
    return not all_read(form) and len(same) <= limits["few_rows"]


def _seen_twice(form: Form, item: Item, same: list[Person], limits: Limits) -> Failure:
    printed = {_squash(p.text) for p in item.assignees} | {_squash(p.name) for p in item.assignees}
    alike_only = any(_squash(p.name or p.text) not in printed for p in same)
    numbers = [n for n, p in enumerate(item.certifiers) if p in same]
    fields = [f"certifiers/{n}/name" for n in numbers]
    doubtful = alike_only or _stands_alone(form, limits)
    whose = origin(form, limits, "cells", doubtful=doubtful,
                   values=((item, field) for field in fields))
    partly = len(same) < len(item.certifiers)
    kind = (("ผู้รับรองบางคน", "Some certifiers") if partly else
            ("ผู้รับรองทุกคน", "All certifiers"))
    return Failure(
        origin=whose, severity="warning" if partly else None, code=item.code,
        evidence=(*places(item, "assignees"), *places(item, *fields, "certifiers")[:len(fields)]),
        data={"kind": "partly" if partly else "all", "names": [p.name or p.text for p in same]},
        words={"where": (named_item(item), named_item(item)), "who": kind})


def certifier_share(form: Form, limits: Limits) -> Result:
    """One person certifies more than a given share of the items.

    Not applicable where fewer items than a given number name a certifier.

    Unsure where the person is put together from several spellings, or a cell may stand under
    another header.
    """
    rows = [item for item in form.items if any(p.name for p in item.certifiers)]
    if len(rows) < limits["certifier_items"]:
        return skip("few_certified")
    count = Counter(who for item in rows for who in {_who(p) for p in item.certifiers if p.name})
    people = {p.person_id: p for p in form.people}
    return result(
        _share(form, people[who], number, rows, limits) for who, number in count.most_common()
        if who in people and number > limits["certifier_share"] * len(rows))


def _share(form: Form, person: FormPerson, number: int, rows: list[Item],
           limits: Limits) -> Failure:
    own = [item for item in rows if any(p.person_id == person.person_id for p in item.certifiers)]
    lacking = not all_read(form) and lacks_items(form)
    whose = origin(form, limits, "cells", doubtful=len(person.variants) > 1 or lacking)
    return Failure(origin=whose, evidence=places(own[0], "certifiers"),
                   data={"name": person.canonical, "items": number, "of": len(rows)})


def assignee_of_other_unit(form: Form, limits: Limits) -> Result:
    """The post of everybody responsible names a group that is none of the responsible units.

    Only heads of a group ("ผู้อำนวยการกองคลัง") say which one is theirs. A section (ฝ่าย) may be part
    of any division (กอง), so that only groups of one rank are compared.

    Not applicable where no item names both a unit and such a post.

    Unsure unless letters and cells of the file are sure; an item of all units is left out.
    """
    rows = [(item, posts, groups) for item in form.items
            if (posts := _posts(item)) and (groups := _groups(item))
            and {_rank(post) for post in posts} <= {_rank(group) for group in groups}]
    if not rows:
        return skip("no_group")
    wrong = [(i, p, g) for i, p, g in rows if not any(_same_group(a, b) for a in p for b in g)]
    return result(Failure(
        origin=origin(form, limits, "letters", "cells"), code=item.code,
        evidence=(*places(item, "units"), *places(item, "assignees")),
        data={"posts": sorted(posts), "units": sorted(groups)}) for item, posts, groups in wrong)


def _posts(item: Item) -> set[str]:
    """The groups that the assignees head; nothing where one of them heads none."""
    posts = [_squash(p.position) for p in item.assignees]
    heads = [_GROUP.search(post) if _HEAD.match(post) else None for post in posts]
    return {m[0] for m in heads if m} if heads and all(heads) else set()


def _groups(item: Item) -> set[str]:
    """The groups among the responsible units; nothing where all are meant or one is abbreviated."""
    text = _squash(item.units_raw)
    if not text or _ALL.search(text) or "." in text:
        return set()
    names = [_squash(unit.name) for unit in item.units]
    found = [[m[0] for m in _GROUP.finditer(name)] for name in names]
    return {group for groups in found for group in groups} if all(found) else set()


def _rank(group: str) -> str:
    """The word that a group's name begins with: "กอง" of "กองคลัง"."""
    match = _RANK.match(group)
    return match[0] if match else ""


def _same_group(one: str, two: str) -> bool:
    one, two = (_RANK.sub("", name).removesuffix("ฯ") for name in (one, two))
    return one.startswith(two) or two.startswith(one) or one in two or two in one


def position_missing(form: Form, limits: Limits) -> Result:
    """A person is named without a position, where most people of the form have one.

    Not applicable where the form names no people, or half of them or more without a position.

    Unsure where the name was read with doubt, or letters may be misread: the position may stand
    in the name; and where another cell of the row names a post without a person: it may be theirs.
    """
    named = [(item, role, n, p) for item in form.items for role in ("assignees", "certifiers")
             for n, p in enumerate(getattr(item, role)) if p.name]
    bare = [row for row in named if not row[3].position]
    if not named:
        return skip("no_people")
    if len(bare) * 2 >= len(named):
        return skip("no_positions")
    return result(Failure(
        origin=origin(form, limits, "cells", "letters", values=[(item, f"{role}/{n}/name")],
                      doubtful=not cells_exact(form) or _bare_post(item, role)),
        code=item.code, evidence=places(item, f"{role}/{n}/name"),
        data={"name": person.name, "known": _position(form, person)})
        for item, role, n, person in bare)


def _bare_post(item: Item, role: str) -> bool:
    """Whether the other person cell of a row holds a post without a person."""
    other = item.certifiers if role == "assignees" else item.assignees
    return any(person.position and not person.name for person in other)


def _position(form: Form, person: Person) -> str | None:
    return next((p.position for p in form.people if p.person_id == person.person_id), None)


def name_variants(form: Form, limits: Limits) -> Result:
    """One person stands in the form under several spellings.

    Not applicable where the form names no people. Another way to write the title (น.ส., นางสาว)
    is no other spelling.

    Unsure unless the letters of the file are sure.
    """
    if not form.people:
        return skip("no_people")
    several = [(p, spelt) for p in form.people
               if len(spelt := {_bare(v): v for v in reversed(p.variants)}) > 1]
    return result(Failure(
        origin="unsure",
        evidence=tuple(place for s in person.spellings for place in s.sources[:1]),
        data={"person_id": person.person_id, "variants": list(reversed(spelt.values()))})
        for person, spelt in several)


def title_changes(form: Form, limits: Limits) -> Result:
    """One name stands with different titles: นาย and นางสาว, นาง and นางสาว.

    Not applicable where the form names no people. Ranks and academic titles are left out.

    Unsure unless the letters of the file are sure.
    """
    if not form.people:
        return skip("no_people")
    by_name: dict[str, dict[str, FormPerson]] = {}
    for person in form.people:
        for variant in person.variants:
            title = _title(variant)
            if title in PLAIN_TITLES:
                by_name.setdefault(_bare(variant), {}).setdefault(title, person)
    return result(Failure(
        origin=origin(form, limits, "letters"), evidence=_first_places(found.values()),
        data={"name": name, "titles": sorted(found)})
        for name, found in by_name.items() if len(found) > 1)


def _first_places(people: Iterable[FormPerson]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(
        place for person in people for s in person.spellings for place in s.sources[:1]))


@cache
def _prefixes() -> dict[str, str]:
    """Printed title -> title in full; of titles that are printed alike the first row."""
    rows = [(_squash(row["value"]), row["canonical"]) for row in table("prefixes")]
    return dict(reversed(rows))


@cache
def _lengths() -> tuple[int, ...]:
    """The lengths of printed titles, the longest first."""
    return tuple(sorted({len(printed) for printed in _prefixes()}, reverse=True))


def _parted(name: str) -> tuple[str, str]:
    """The longest title that a name begins with, as printed, and the rest; both without spaces."""
    bare = _squash(name)
    length = next((n for n in _lengths() if bare[:n] in _prefixes()), 0)
    return bare[:length], bare[length:]


def _title(name: str) -> str:
    """The title of a name in full: "น.ส.มาลี ใจดี" -> "นางสาว"."""
    return _prefixes().get(_parted(name)[0], "")


def _bare(name: str) -> str:
    """A name without its title and spaces: "น.ส.มาลี ใจดี" -> "มาลีใจดี"."""
    return _parted(name)[1]
