"""What follows from other values of a form, made again after some of them were corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from catalogue.editions import Edition, edition, title_relation
from normalize.expansion import full_position, full_unit
from normalize.places import place_of
from schema.form import Form, FormLink, FormPerson, Item, Spelling, Unit
from schema.table import Place
from schema.value import Text, Value, absent

BY_CODE = ("title", "title_relation", "indicator", "subindicator")
PLACES = ("name", "province", "amphoe", "tambon")
COLUMNS = ("assignees", "certifiers")


class _Mention(NamedTuple):
    person_id: str | None
    name: str
    position: str | None
    places: tuple[Place, ...]


def followed(form: Form) -> Form:
    """The form with all that follows from its corrected values; those themselves stay."""
    paths = {done.path for done in form.corrected}
    own = edition(form.edition)
    again = "edition" in paths
    items = []
    for n, item in enumerate(form.items):
        inner = {path.removeprefix(f"items/{n}/") for path in paths
                 if path.startswith(f"items/{n}/")}
        items.append(_item(item, inner, form, own, again) if inner or again else item)
    links = tuple(_link(link, form.items, items) for link in form.links)
    form = form.model_copy(update={"items": tuple(items), "links": links})
    if any(f"agency/{field}" in paths for field in PLACES):
        form = _located(form, paths)
    return _with_people(form) if any("/name" in p or "/position" in p for p in paths) else form


def _item(item: Item, paths: set[str], form: Form, own: Edition | None, again: bool) -> Item:
    if own is not None and (again or "code" in paths):
        item = _titled(item, own, paths)
    update: dict[str, Any] = {"units": tuple(
        _unit(unit, form, keep=f"units/{i}/expanded" in paths)
        if f"units/{i}/name" in paths else unit for i, unit in enumerate(item.units))}
    for column in COLUMNS:
        update[column] = tuple(
            person.model_copy(update={"position_expanded": full_position(person.position or "")})
            if f"{column}/{i}/position" in paths else person
            for i, person in enumerate(getattr(item, column)))
    return _sure(item.model_copy(update=update))


def _unit(unit: Unit, form: Form, *, keep: bool) -> Unit:
    """The unit with the full words and the office of its corrected name."""
    agency = form.agency
    full = full_unit(unit.name, agency.province, agency.type == "province")
    others = (other for item in form.items for other in item.units
              if other.name != unit.name and other.parts)
    office_id = next((other.office_id for other in others
                      if other.parts and other.parts.get("office") == full.office), None)
    return unit.model_copy(update={
        "expanded": unit.expanded if keep else full.expanded, "office_id": office_id,
        "parts": {"office": full.office, "groups": list(full.groups)},
        "candidates": full.candidates})


def _titled(item: Item, own: Edition, paths: set[str]) -> Item:
    """The item under the catalogue's title and indicators of its code."""
    listed = own.item(item.code) if item.code else None
    printed = item.title_raw or ""
    facts = {"title": listed.title, "indicator": listed.indicator,
             "subindicator": listed.subindicator,
             "title_relation": title_relation(printed, listed) if printed.strip() else None,
             } if listed else dict.fromkeys(BY_CODE)
    facts = {name: value or None for name, value in facts.items() if name not in paths}
    absents = {name: why for name, why in item.absent.items() if name not in facts}
    confidences = {name: x for name, x in item.confidences.items() if name not in facts}
    if listed is None:
        absents |= dict.fromkeys(facts, "unreadable")
    return item.model_copy(update={**facts, "absent": absents, "confidences": confidences})


def _sure(item: Item) -> Item:
    """The item's confidence and its reasons, told by those values that are still in doubt."""
    reasons = [item.rules[path][-1] for path in item.confidences if item.rules.get(path)]
    return item.model_copy(update={
        "confidence": min(item.confidences.values(), default=1.0),
        "confidence_reasons": tuple(dict.fromkeys(reasons))})


def _link(link: FormLink, before: tuple[Item, ...], after: list[Item]) -> FormLink:
    """A link under the code of the item in whose cells it stands."""
    for old, new in zip(before, after, strict=True):
        if old.code != new.code and link.code == old.code and link.source in [
                place for places in old.places.values() for place in places]:
            return link.model_copy(update={"code": new.code})
    return link


def _located(form: Form, paths: set[str]) -> Form:
    """The form with the official codes of its corrected agency, as far as they are known."""
    agency = form.agency
    values: dict[str, Text] = {
        "agency_name" if field == "name" else field:
            Value(text=text) if (text := getattr(agency, field)) else absent("not_stated")
        for field in PLACES}
    reading = place_of(values, ())
    codes = {field: code.text for field, code in reading.codes.items()
             if f"agency/{field}" not in paths}
    return form.model_copy(update={"agency": agency.model_copy(
        update={**codes, "place_candidates": reading.candidates})})


def _with_people(form: Form) -> Form:
    """The form with its people as they are named now.

    Who got the name of somebody else is that person; who got a name that nobody had keeps the id,
    unless others are still named by the old one.
    """
    mentions = dict(_mentions(form))
    ids = _ids(form, mentions)
    items = tuple(item.model_copy(update={column: tuple(
        person.model_copy(update={"person_id": ids.get(f"{n}/{column}/{i}")})
        for i, person in enumerate(getattr(item, column))) for column in COLUMNS})
        for n, item in enumerate(form.items))
    known = {person.person_id: person for person in form.people}
    grouped: dict[str, list[_Mention]] = {}
    for path, person_id in ids.items():
        grouped.setdefault(person_id, []).append(mentions[path])
    people = tuple(_person(person_id, own, known.get(person_id))
                   for person_id, own in grouped.items())
    return form.model_copy(update={"items": items, "people": people})


def _mentions(form: Form) -> Iterator[tuple[str, _Mention]]:
    for n, item in enumerate(form.items):
        for column in COLUMNS:
            for i, person in enumerate(getattr(item, column)):
                if person.name:
                    places = item.places.get(f"{column}/{i}/name", ())
                    yield f"{n}/{column}/{i}", _Mention(
                        person.person_id, person.name, person.position, places)


def _ids(form: Form, mentions: dict[str, _Mention]) -> dict[str, str]:
    """The person of each mention by its path."""
    variants = {person.person_id: set(person.variants) for person in form.people}
    owner = {name: person_id for person_id, names in variants.items() for name in names}
    right = {path: m.person_id for path, m in mentions.items()
             if m.person_id and m.name in variants.get(m.person_id, ())}
    used, ids = set(right.values()), dict[str, str]()
    for path, mention in mentions.items():
        person_id = right.get(path) or owner.get(mention.name)
        if person_id is None:
            old = mention.person_id
            person_id = old if old and old not in used else _next(used | variants.keys())
            owner[mention.name] = person_id
        used.add(person_id)
        ids[path] = person_id
    return ids


def _next(used: set[str]) -> str:
    return f"p{max((int(known[1:]) for known in used), default=0) + 1}"


def _person(person_id: str, mentions: list[_Mention], known: FormPerson | None) -> FormPerson:
    names = Counter(mention.name for mention in mentions)
    positions = Counter(mention.position for mention in mentions if mention.position)
    kept = known is not None and known.canonical in names
    fields = {
        "canonical": known.canonical if known and kept else names.most_common(1)[0][0],
        "position": positions.most_common(1)[0][0] if positions else None,
        "variants": tuple(names), "mentions": len(mentions),
        "spellings": tuple(Spelling(text=name, count=count, sources=tuple(
            place for m in mentions if m.name == name for place in m.places))
            for name, count in names.items()),
    }
    if known is not None:
        return known.model_copy(update=fields)
    return FormPerson.model_validate({"person_id": person_id, **fields})
