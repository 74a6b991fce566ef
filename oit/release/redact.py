"""A form without the names and contacts that a profile withholds, in every field that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from normalize.contacts import contact_header
from normalize.personal import Kind, personal_data
from oit.personal import contacts_of, found_in
from oit.release.contacts import KnownContacts
from oit.release.letters import letters, merged, without_tags
from oit.release.names import KnownNames, OwnNames, name_of, names_in, titled, with_titles
from oit.rewriting import rewritten
from schema.finding import with_id
from schema.form import Form, FormPerson, Item, Person, Profile

NAME = "[name]"
WITHHELD = "withheld"
PERSON_COLUMNS = ("assignees", "certifiers")
OF_PERSONS = frozenset({*PERSON_COLUMNS, "signer"})
IN_UNIT_COLUMN = "person.in_unit_column"
Change = Callable[[str], str]


class Own(NamedTuple):
    """What is looked for in one form only: names of its people, their mail addresses, contacts.

    words: those of its agency and units, in letters, which are no names.
    """

    names: Iterable[str] = ()
    words: str = ""
    mails: frozenset[str] = frozenset()
    contacts: KnownContacts = KnownContacts(())


NOTHING = Own()


def redacted(form: Form, profile: Profile, known: KnownNames) -> Form:
    """The form as a release shows it; `known` are the names of all forms of the release.

    Raw words of person cells are left out where names are withheld: broken over lines and pages
    they cannot be searched for a name with certainty. Findings get new ids, for those are made of
    their words. Raises a ValidationError where the result is no form (a defect of ours).
    """
    own = names_in(form)
    contacts = KnownContacts(contacts_of(form) if profile.contacts == "drop" else ())
    if profile.contacts == "drop":
        form = _without_contacts(form)
    change = text_change(profile, known, Own(own, own_words(form), mails_of_people(form), contacts))
    if profile.names != "keep":
        form = _without_names(form, profile.names)
    form = rewritten(form, change)
    once = {made.finding_id: made for found in form.findings
            for made in [with_id(found, form.form_id)]}
    form = form.model_copy(update={"findings": tuple(once.values()), "profile": profile})
    return Form.model_validate(form.model_dump())


def own_words(form: Form) -> str:
    """The words of a form that name its agency, places and units, in letters."""
    agency = form.agency
    words = [agency.name, agency.province, agency.amphoe, agency.tambon, *agency.candidates,
             *agency.place_candidates]
    words += [word for item in form.items for unit in item.units
              for word in (unit.name, unit.expanded)]
    return "\n".join(letters(word).text for word in words if word)


def mails_of_people(form: Form) -> frozenset[str]:
    """Mail addresses and chat names that stand in the cells of persons: they spell a name."""
    cells = [text for item in form.items for column in PERSON_COLUMNS
             for text in (getattr(item, column + "_raw"), *(
                 person.text for person in getattr(item, column))) if text]
    cells += [raw for path, raw in form.raws.items() if path.startswith("signer/")]
    return frozenset(_key(cell[found.start: found.end]) for cell in cells
                     for found in personal_data(cell) if found.kind in ("email", "chat"))


def _key(text: str) -> str:
    return "".join(text.split()).casefold()


def text_change(profile: Profile, known: KnownNames, own: Own = NOTHING) -> Change:
    """What a profile makes of a text: names to initials or "[name]", contacts to "[phone]".

    Words of an address behind a link are looked at as they are meant ("%E0%B8%81" is ก).
    """
    alone = OwnNames(own.names, own.words)

    def plain(text: str) -> str:
        if profile.names != "keep":
            text = _without_mails(text, own.mails)
            text = _names_out(text, profile.names, known, alone)
        return _contacts_out(text, own.contacts) if profile.contacts == "drop" else text

    @lru_cache(maxsize=4096)
    def change(text: str) -> str:
        if "%" in text and (meant := unquote(text)) != text:
            made = plain(meant)
            if made != meant:
                return quote(made, safe=":/?&=#[]@%+,;~()") if text.isascii() else made
        return plain(text)

    return change


def _names_out(text: str, names: str, known: KnownNames, alone: OwnNames) -> str:
    spans = [*known.found(text), *alone.found(text), *titled(text)]
    pieces, end = [], 0
    for start, stop, initials in with_titles(text, spans):
        said = initials if names == "initials" else NAME
        after = " " if text[start:stop][-1:].isspace() else ""
        pieces += [text[end:start], said + after]
        end = stop
    return "".join([*pieces, text[end:]]) if pieces else text


def _contacts_out(text: str, known: KnownContacts) -> str:
    """A text with "[phone]", "[email]", "[chat]", "[address]" where these stood, tags or not.

    Then the pieces of the form's own contacts that lines and pages cut off.
    """
    told = without_tags(text)
    found = personal_data(told.text)
    text = _cut(text, [(*told.span(f.start, f.end), f"[{f.kind}]") for f in found])
    return _cut(text, [(start, end, f"[{kind}]") for start, end, kind in known.found(text)])


def _without_contacts(form: Form) -> Form:
    """The form without the contacts of its cells, where each cell says what its words are.

    In a cell of persons digits and houses need no label.
    """
    return form.model_copy(update={
        "items": tuple(_item_without_contacts(item) for item in form.items),
        "raws": _of_persons_out(form.raws), "layers": _of_persons_out(form.layers)})


def _item_without_contacts(item: Item) -> Item:
    update: dict[str, Any] = {
        "raws": _of_persons_out(item.raws), "layers": _of_persons_out(item.layers),
        "extra": {header: _of_person_out(text, kind) if (kind := contact_header(header)) else text
                  for header, text in item.extra.items()}}
    for field in ("units_raw", *(column + "_raw" for column in PERSON_COLUMNS)):
        raw = getattr(item, field)
        update[field] = _of_person_out(raw) if raw else raw
    for column in PERSON_COLUMNS:
        update[column] = tuple(person.model_copy(update={
            field: _of_person_out(value) for field in ("text", "position")
            if (value := getattr(person, field))}) for person in getattr(item, column))
    return item.model_copy(update=update)


def _of_persons_out(texts: dict[str, str]) -> dict[str, str]:
    return {path: _of_person_out(text) if path.partition("/")[0] in OF_PERSONS else text
            for path, text in texts.items()}


def _of_person_out(text: str, header: Kind | None = None) -> str:
    """A text of a person's cell, or of a column of contacts, without the contacts in it."""
    told = without_tags(text)
    found = found_in(told.text, True, header)
    return _cut(text, [(*told.span(f.start, f.end), f"[{f.kind}]") for f in found])


def _without_mails(text: str, mails: frozenset[str]) -> str:
    if not mails:
        return text
    told = without_tags(text)
    found = [f for f in personal_data(told.text) if f.kind in ("email", "chat")
             and _key(told.text[f.start: f.end]) in mails]
    return _cut(text, [(*told.span(f.start, f.end), f"[{f.kind}]") for f in found])


def _cut(text: str, pieces: list[tuple[int, int, str]]) -> str:
    words = {start: said for start, _, said in pieces}
    for start, end in reversed(merged([(start, end) for start, end, _ in pieces])):
        text = text[:start] + words[start] + text[end:]
    return text


def _without_names(form: Form, names: str) -> Form:
    """The form whose fields of names are empty or initials, and person cells without raw words."""
    said: dict[str, str] = {person.person_id: person.person_id for person in form.people}
    update: dict[str, Any] = {
        "items": tuple(_item(item, names) for item in form.items),
        "people": tuple(_person(person, names, said) for person in form.people),
        "corrected": tuple(mark.model_copy(update=_mark(mark.path, mark.reviewer, names))
                           for mark in form.corrected),
        "raws": _left(form.raws, "signer"), "layers": _left(form.layers, "signer"),
    }
    if form.signer is not None and form.signer.name:
        update["signer"] = form.signer.model_copy(
            update={"name": _shown(form.signer.name, names)})
        if names == "drop":
            update["absent"] = {**form.absent, "signer/name": WITHHELD}
    return form.model_copy(update=update)


def _shown(name: str, names: str) -> str | None:
    return name_of(name).initials or None if names == "initials" else None


def _item(item: Item, names: str) -> Item:
    update: dict[str, Any] = {"assignees_raw": None, "certifiers_raw": None}
    for column in PERSON_COLUMNS:
        update[column] = tuple(_named(person, names) for person in getattr(item, column))
    if any(IN_UNIT_COLUMN in rules for rules in item.rules.values()):
        update["units_raw"] = None
    update["raws"] = _left(item.raws, *PERSON_COLUMNS)
    update["layers"] = _left(item.layers, *PERSON_COLUMNS)
    if names == "drop":
        paths = [f"{column}/{n}/name" for column in PERSON_COLUMNS
                 for n, person in enumerate(getattr(item, column)) if person.name]
        update["absent"] = {**item.absent, **dict.fromkeys(paths, WITHHELD)}
    return item.model_copy(update=update)


def _named(person: Person, names: str) -> Person:
    """A person without a name, or with initials; the text is made anew of what is left."""
    if not person.name:
        return person
    shown = _shown(person.name, names)
    text = " ".join(part for part in (shown or NAME, person.position) if part)
    return person.model_copy(update={"name": shown, "text": text})


def _person(person: FormPerson, names: str, said: dict[str, str]) -> FormPerson:
    """A person of the register under the id alone, or under initials; spellings are left out."""
    shown = _shown(person.canonical, names) or said[person.person_id]
    return person.model_copy(update={"canonical": shown, "variants": (), "spellings": ()})


def _mark(path: str, reviewer: str, names: str) -> dict[str, Any]:
    own = {"reviewer": _shown(reviewer, names) or NAME}
    of_person = any(column in path for column in (*PERSON_COLUMNS, "signer"))
    return {**own, "value": NAME, "read": NAME, "raw": None} if of_person else own


def _left(texts: dict[str, str], *columns: str) -> dict[str, str]:
    """What is left of raw words where those of person cells are taken out."""
    return {path: text for path, text in texts.items() if path.partition("/")[0] not in columns}
