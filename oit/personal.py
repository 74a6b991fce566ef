"""Personal data of a form: citizen ids masked for good, contacts and home addresses tagged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from extract.citizenids import masked, masks, may_hold_ids
from normalize.contacts import contact_header
from normalize.findings import finding
from normalize.personal import Found, Kind, personal_data
from oit.rewriting import rewritten
from schema.finding import with_id
from schema.form import Form, Item, PersonalDatum, Traced
from schema.table import Place

RECORDS = ("measures", "scores", "actions", "analysis", "constraints")
CELLS = ("title_raw", "component", "units", "unit_duty", "assignees", "certifiers", "status",
         "method", "location", "period", "suggestion", "remark")
PEOPLE = frozenset({"assignees", "certifiers", "signer", "responsible"})
#: What holds no text of its own: most of a form's JSON, full of digits.
_TOLD = ("places", "rules", "confidences")
_PLACES: dict[str, Any] = dict.fromkeys(_TOLD, True) | {"people": {"__all__": {"spellings": {
    "__all__": {"sources"}}}}} | {
    name: {"__all__": set(_TOLD)} for name in ("items", *RECORDS)}
_THAI, _SIGNS = re.compile("[ก-๎]"), re.compile("[a-z0-9๐-๙]{3}", re.I)
ADDRESSED = ("mailto:", "tel:")


class _Text(NamedTuple):
    """A text of a form as printed: its path, where it stands, whether it is about persons."""

    path: str
    text: str
    where: Place | tuple[Traced, str] | None  # a place, or the record and field that know it
    of_person: bool = False
    header: Kind | None = None  # the kind of contact that its column is for

    @property
    def place(self) -> Place | None:
        """Where the text stands."""
        return _place(*self.where) if isinstance(self.where, tuple) else self.where


def with_personal_data(form: Form) -> Form:
    """The form without any citizen id, and a list of the personal data that it holds.

    Ids were masked cell by cell already; here one that ran over two cells goes too. A finding
    counts them.
    """
    if may_hold_ids(form.model_dump_json(exclude=_PLACES)):
        form = rewritten(form, masked)
    tagged = tuple(_tagged(form))
    form = form.model_copy(update={"personal": tagged})
    ids = [datum for datum in tagged if datum.kind == "citizen_id"]
    if not ids:
        return form
    places = tuple(dict.fromkeys(datum.source for datum in ids if datum.source))
    told = finding("citizen_id_masked", "unsure", places, ids=sum(datum.count for datum in ids))
    return form.model_copy(update={"findings": (*form.findings, with_id(told, form.form_id))})


def _tagged(form: Form) -> Iterator[PersonalDatum]:
    for text in _texts(form):
        kinds = [found.kind for found in found_in(text.text, text.of_person, text.header)]
        ids = ["citizen_id"] * masks(text.text)
        for kind, count in sorted(Counter([*kinds, *ids]).items()) if kinds or ids else ():
            yield PersonalDatum.model_validate(
                {"kind": kind, "path": text.path, "count": count, "source": text.place})


def found_in(text: str, of_person: bool, header: Kind | None = None) -> list[Found]:
    """The personal data of a text; under a header of contacts all that is no word is one."""
    found = personal_data(text, of_person=of_person or header is not None)
    if found or header is None or _THAI.search(text) or not _SIGNS.search(text):
        return found
    return [Found(header, 0, len(text))]


def contacts_of(form: Form) -> Iterator[tuple[str, str]]:
    """Each contact that a form prints, as printed, with its kind."""
    for _, text, _, of_person, header in _texts(form):
        yield from ((f.kind, text[f.start: f.end]) for f in found_in(text, of_person, header))


def _texts(form: Form) -> Iterator[_Text]:
    """Every text that was read, once: of a cell that was taken apart the whole cell."""
    yield _Text("source/file", form.source.file, None)
    for field in ("title", "round", "agency/name", "signer/name", "signer/position"):
        yield from _text(form, "", field)
    for n in range(len(form.notes)):
        yield from _text(form, "", f"notes/{n}")
    for n, item in enumerate(form.items):
        yield from _item_texts(item, f"items/{n}/")
    for name in RECORDS:
        for n, record in enumerate(getattr(form, name)):
            for field, value in record:
                if isinstance(value, str):
                    yield from _text(record, f"{name}/{n}/", field)
            for i, step in enumerate(getattr(record, "steps", ())):
                yield _Text(f"{name}/{n}/steps/{i}", step, (record, "steps"))
    yield from _loose_texts(form)


def _item_texts(item: Item, prefix: str) -> Iterator[_Text]:
    for field in CELLS:
        yield from _text(item, prefix, field)
    for header, text in item.extra.items():
        path = "extra/" + header.replace("~", "~0").replace("/", "~1")
        yield _Text(prefix + path, text, (item, path), header=contact_header(header))


def _loose_texts(form: Form) -> Iterator[_Text]:
    """Addresses behind links, and rows that were not understood."""
    for n, link in enumerate(form.links):
        if link.target.lower().startswith(ADDRESSED):
            yield _Text(f"links/{n}/target", unquote(link.target), link.source)
    for n, found in enumerate(form.findings):
        if found.check == "row_not_understood":
            place = found.evidence[0] if found.evidence else None
            yield _Text(f"findings/{n}/data/text", str(found.data.get("text", "")), place)


def _text(record: Traced, prefix: str, field: str) -> Iterator[_Text]:
    """What a field's source prints: its raw words where they are kept, else the value."""
    raw = getattr(record, field + "_raw", None) or record.raws.get(field) or _at(record, field)
    if isinstance(raw, str) and raw:
        of_person = field.partition("/")[0] in PEOPLE
        yield _Text(prefix + field, raw, (record, field), of_person)


def _at(record: Traced, field: str) -> object:
    head, _, rest = field.partition("/")
    value = getattr(record, head, None)
    if isinstance(value, tuple) and rest.isdigit():
        return value[int(rest)]
    return getattr(value, rest, None) if rest else value


def _place(record: Traced, field: str) -> Place | None:
    """Where a field, or the first member of it, was read; else where its row begins."""
    own = next((places for path, places in record.places.items()
                if path == field or path.startswith(f"{field}/")), None)
    if own:
        return own[0]
    source = getattr(record, "source", None)
    if not isinstance(source, Place) or source == Place():
        return None
    return Place(**source.model_dump(include=set(Place.model_fields)))
