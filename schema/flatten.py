"""Writes the flat contract (`schema.form`) from the rich records (`schema.record`).

Nothing is decided here: every text, raw word, place, rule, confidence and absence of a record goes
to the field or map of the same name. The one addition is the list of people, grouped by spelling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from schema.finding import with_id
from schema.form import (
    Action,
    Analysis,
    Constraint,
    Form,
    FormLink,
    FormPerson,
    Item,
    Measure,
    Person,
    Ref,
    RowSource,
    Score,
    Signer,
    Source,
    Spelling,
    Traced,
    Unit,
    marks_by_kind,
)
from schema.record import (
    FormRecord,
    ItemRecord,
    LinkRecord,
    PersonRecord,
    Record,
    SamePerson,
    UnitRecord,
)
from schema.table import Place
from schema.value import AnyValue

RAW = "_raw"
PERSON_COLUMNS = ("assignees", "certifiers")
NESTED = {  # values of a FormRecord that stand inside an object of the contract
    "agency_name": "agency/name",
    "agency_type": "agency/type",
    "agency_code": "agency/code",
    "province": "agency/province",
    "amphoe": "agency/amphoe",
    "tambon": "agency/tambon",
    "province_code": "agency/province_code",
    "amphoe_code": "agency/amphoe_code",
    "tambon_code": "agency/tambon_code",
    "signer_name": "signer/name",
    "signer_position": "signer/position",
    "signer_role": "signer/role",
}
Values = Mapping[str, AnyValue]
RecordModel = TypeVar("RecordModel", Measure, Score, Action, Analysis, Constraint)


class Mention(NamedTuple):
    """A person named in a person column: path of the record, and where the name stands."""

    path: str
    name: str
    position: str | None
    places: tuple[Place, ...]


def form_of(record: FormRecord, form_id: str, source: Source) -> Form:
    """The form under its id, people and finding ids included."""
    values = {NESTED.get(field, field): value for field, value in record.values.items()}
    notes = [note for note in record.notes if note.text]
    listed = {f"notes/{i}": note for i, note in enumerate(notes)}
    edition = values.get("edition")
    form = Form(
        form_id=form_id,
        source=source,
        **_nested(values, record),
        edition_confidence=edition.confidence if edition and edition.text else None,
        items=tuple(_item(item) for item in record.items),
        measures=_records(Measure, record.measures),
        scores=_records(Score, record.scores),
        actions=_records(Action, record.actions),
        analysis=_records(Analysis, record.analysis),
        constraints=_records(Constraint, record.constraints),
        notes=tuple(str(note.text) for note in notes),
        links=tuple(_link(link) for link in record.links),
        findings=tuple(with_id(finding, form_id) for finding in record.findings),
        **_trace(Form, values | listed),
    )
    return with_people(form, record.same_people)


def _nested(values: Values, record: FormRecord) -> dict[str, Any]:
    """The texts as arguments of Form: "agency/name" goes to the agency, "title" to the form."""
    told = {"candidates": record.candidates, "place_candidates": record.place_candidates}
    groups: dict[str, dict[str, Any]] = {"": {}, "agency": dict(told), "signer": {}}
    for path, value in values.items():
        group, _, field = path.rpartition("/")
        groups[group][field] = value.text
    signer = groups["signer"] if any(groups["signer"].values()) else None
    return {**groups[""], "agency": groups["agency"], "signer": signer and Signer(**signer)}


def _records(
    model: type[RecordModel], records: tuple[Record, ...]
) -> tuple[RecordModel, ...]:
    """Records whose fields are all scalars (measures, scores, actions …)."""
    return tuple(_record(model, record) for record in records)


def _record(model: type[RecordModel], record: Record) -> RecordModel:
    return model(
        **_texts(model, record.values), **_trace(model, record.values), source=_source(record)
    )


def _item(record: ItemRecord) -> Item:
    """One item: its scalars, the members of its lists, and what is known of each of them."""
    traced = dict(_item_values(record))
    trace = _trace(Item, traced)
    return Item(**_texts(Item, record.values) | {
        "units": tuple(_unit(unit) for unit in record.units),
        "assignees": tuple(_person(person) for person in record.assignees),
        "certifiers": tuple(_person(person) for person in record.certifiers),
        "refs": tuple(Ref(**_texts(Ref, ref.values)) for ref in record.refs),
        "extra": {header: value.text for header, value in record.extra.items()
                  if value.text is not None},
        "marks": marks_by_kind(record.marks),
        "source": _source(record),
        "confidence": min(trace["confidences"].values(), default=1.0),
        "confidence_reasons": _reasons(traced.values()),
    } | trace)


def _item_values(record: ItemRecord) -> Iterable[tuple[str, AnyValue]]:
    """Every value of an item under its path: `code`, `assignees/0/name`, `extra/หมาย~1เหตุ`."""
    yield from record.values.items()
    for column in ("units", *PERSON_COLUMNS, "refs"):
        for i, member in enumerate(getattr(record, column)):
            for field, value in member.values.items():
                yield f"{column}/{i}/{field}", value
    for header, value in record.extra.items():
        yield "extra/" + header.replace("~", "~0").replace("/", "~1"), value


def _unit(record: UnitRecord) -> Unit:
    texts = _texts(Unit, record.values)
    return Unit(**texts | {"name_raw": texts["name_raw"] or texts["name"], "parts": record.parts,
                           "office_id": record.office_id, "candidates": record.candidates})


def _person(record: PersonRecord) -> Person:
    return Person(**_texts(Person, record.values))


def _link(record: LinkRecord) -> FormLink:
    return FormLink(
        text=record.link.text, target=record.link.target,
        code=record.code, field=record.field, source=record.source,
    )


def _source(record: Record) -> RowSource:
    return RowSource(**vars(record.source), continued=record.continued)


def _texts(model: type[BaseModel], values: Values) -> dict[str, Any]:
    """The texts of all values, and the raw words for each `_raw` field of the model.

    A `_raw` field that is a value itself (`title_raw`) keeps its own text. An unknown field is
    passed on, so that the model refuses it: a value is never dropped silently.
    """
    raws = {field: values[own].raw for field, own in _raw_fields(model).items() if own in values}
    return raws | {field: value.text for field, value in values.items()}


@cache
def _raw_fields(model: type[BaseModel]) -> dict[str, str]:
    """The fields for raw words, each with the field whose words they are."""
    return {field: field.removesuffix(RAW) for field in model.model_fields if field.endswith(RAW)}


def _trace(model: type[Traced], values: Values) -> dict[str, Any]:
    """The maps of `Traced`, each with those paths only that have something to say."""
    return {
        "places": {path: v.places for path, v in values.items() if v.places},
        "rules": {path: v.rules for path, v in values.items() if v.rules},
        "confidences": {path: round(v.confidence, 4) for path, v in values.items()
                        if v.confidence < 1},
        "absent": {path: v.absent for path, v in values.items() if v.absent},
        "raws": {path: v.raw for path, v in values.items()
                 if v.raw and v.raw != str(v.text) and not _has_raw_field(model, path)},
        "layers": {path: v.layer for path, v in values.items() if v.layer},
    }


def _has_raw_field(model: type[Traced], path: str) -> bool:
    """Whether the contract has a field for the raw words (`code_raw`; `name_raw` of a unit)."""
    if "/" not in path:
        return path + RAW in _raw_fields(model)
    column, field = path.split("/")[0], path.rsplit("/", 1)[1]
    member: dict[str, type[BaseModel]] = {"units": Unit, "refs": Ref}
    return column in member and field + RAW in _raw_fields(member[column])


def _reasons(values: Iterable[AnyValue]) -> tuple[str, ...]:
    """The rules that lowered a confidence, each once: the last rule of every value below 1."""
    return tuple(dict.fromkeys(v.rules[-1] for v in values if v.confidence < 1 and v.rules))


def with_people(form: Form, same: Sequence[SamePerson]) -> Form:
    """The form with its list of people and their ids in the two person columns.

    "p1" is the first person mentioned; mentions that `same` leaves out go together by name.
    """
    clusters = {path: n for n, cluster in enumerate(same) for path in cluster.paths}
    mentions: dict[int | str, list[Mention]] = {}
    for mention in _mentions(form):
        mentions.setdefault(clusters.get(mention.path, mention.name), []).append(mention)
    people: list[FormPerson] = []
    ids: dict[str, str] = {}
    for key, own in mentions.items():
        person_id = f"p{len(people) + 1}"
        cluster = same[key] if isinstance(key, int) else SamePerson(canonical=key, paths=())
        people.append(_form_person(person_id, cluster, own))
        ids |= {mention.path: person_id for mention in own}
    items = tuple(_identified(item, f"items/{n}", ids) for n, item in enumerate(form.items))
    return form.model_copy(update={"people": tuple(people), "items": items})


def _mentions(form: Form) -> Iterable[Mention]:
    """Each person named in a person column, in reading order."""
    for n, item in enumerate(form.items):
        for column in PERSON_COLUMNS:
            for i, person in enumerate(getattr(item, column)):
                if person.name:
                    places = item.places.get(f"{column}/{i}/name", ())
                    yield Mention(f"items/{n}/{column}/{i}", person.name, person.position, places)


def _form_person(person_id: str, cluster: SamePerson, mentions: list[Mention]) -> FormPerson:
    """One person under all spellings; the position is the one most often printed."""
    positions = Counter(m.position for m in mentions if m.position)
    spellings: dict[str, list[Mention]] = {}
    for mention in mentions:
        spellings.setdefault(mention.name, []).append(mention)
    return FormPerson(
        person_id=person_id,
        canonical=cluster.canonical,
        position=positions.most_common(1)[0][0] if positions else None,
        variants=tuple(spellings),
        mentions=len(mentions),
        spellings=tuple(_spelling(name, own) for name, own in spellings.items()),
        confidence=round(cluster.confidence, 4),
    )


def _spelling(name: str, mentions: list[Mention]) -> Spelling:
    places = tuple(place for mention in mentions for place in mention.places)
    return Spelling(text=name, count=len(mentions), sources=places)


def _identified(item: Item, path: str, ids: Mapping[str, str]) -> Item:
    """The item whose named assignees and certifiers carry their person_id."""
    return item.model_copy(update={
        column: tuple(
            person.model_copy(update={"person_id": ids.get(f"{path}/{column}/{i}")})
            for i, person in enumerate(getattr(item, column)))
        for column in PERSON_COLUMNS
    })
