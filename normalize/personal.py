"""Contacts and home addresses in a text: what a reader must treat as personal data.

Found are telephone numbers, mail addresses, chat names and home addresses, also where a narrow
column breaks them. Whose a number is, the text does not say: that of an office is found like that
of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from catalogue.lookup import table
from normalize.brokenaddress import is_whole
from normalize.homeaddresses import home_addresses
from normalize.mailaddresses import mail_addresses
from normalize.phonenumbers import phone_numbers

Kind = Literal["phone", "email", "chat", "address"]
_LINE = r"(?:line\s*id|id\s*line|ไอดี\s*ไลน์|ไลน์\s*ไอดี)\s*+[:.]?\s*+|(?:\bline|ไลน์)"
_ID = r"@?[a-z0-9][a-z0-9._\-]*"
_CHAT = re.compile(  # "Line Official Account" names a service, "Line: ekjaidee" somebody in it
    rf"(?:{_LINE}\s*(?:[:.]\s*|(?=@)|\s(?=[a-z._\-]{{0,30}}[0-9])))({_ID})", re.I)
_CHAT_OF_PERSON = re.compile(
    rf"(?:{_LINE}\s*+(?:[:.]\s*+)?|(?:\b(?:facebook|fb|ig|instagram|telegram|whatsapp|messenger)|"
    rf"เฟซบุ๊ก|เฟสบุ๊ก)\s*[:.]\s*)({_ID})", re.I)
_SERVICE = re.compile(r"official|oa\b|account|id\b|messenger|notify", re.I)
_MORE = re.compile(r"[ \t]*\n[ \t]*([a-z._\-][a-z0-9._\-]{0,30}|[0-9]{1,4})(?=[ \t]*(?:\n|$))")
#: A line's end that an export wrote as a space.
_APART = re.compile(r" ([a-z._\-][a-z0-9._\-]{0,30})(?=\s?(?:[^ a-z]|$))")
_CHAT_LINES = 3
#: One of these stands in every chat name's label; the first two in those of `_CHAT`.
_SERVICES = re.compile("line|ไลน์", re.I)
_SERVICES_OF_PERSON = re.compile(
    "line|ไลน์|facebook|fb|ig|instagram|telegram|whatsapp|messenger|เฟ[ซส]บุ๊ก", re.I)
#: Personal data has digits or Latin letters: most cells have neither.
_SIGN = re.compile("[a-z0-9๐-๙\uff01-\uff5e]", re.I)


class Found(NamedTuple):
    """A piece of personal data in a text: its kind and where it stands."""

    kind: Kind
    start: int
    end: int


def personal_data(text: str, *, of_person: bool = False) -> list[Found]:
    """Contacts and home addresses of a text in their order, none inside another.

    of_person: the text stands in a person's cell, where any house number is a home address;
    elsewhere only one that is called so, for an office has an address too.
    Example: "นิติกร โทร. 0 4281 2345" -> [Found("phone", 12, 23)].
    """
    if not _SIGN.search(text):
        return []
    ways: tuple[tuple[Kind, Iterator[tuple[int, int]]], ...] = (
        ("email", mail_addresses(text, of_person=of_person)),
        ("chat", _chats(text, of_person)),
        ("address", home_addresses(text, of_person=of_person)),
        ("phone", phone_numbers(text, of_person=of_person)))
    found: list[Found] = []
    for kind, spans in ways:
        each = [Found(kind, *span) for span in spans]
        found += [f for f in each if not any(f.start < o.end and o.start < f.end for o in found)]
    return sorted(found, key=lambda piece: piece.start)


def _chats(text: str, of_person: bool) -> Iterator[tuple[int, int]]:
    """Names in a chat service; a line of nothing but such letters goes on the one above."""
    if not (_SERVICES_OF_PERSON if of_person else _SERVICES).search(text):
        return
    for match in (_CHAT_OF_PERSON if of_person else _CHAT).finditer(text):
        name, end = match[1], match.end()
        if _SERVICE.match(name) or (not name.startswith("@") and is_whole(name)):  # "line.me"
            continue
        for _ in range(_CHAT_LINES):
            more = _MORE.match(text, end) or _APART.match(text, end)
            if more is None or more[1].casefold() in _labels():
                break
            name, end = name + more[1], more.end()
        if len(name) > 2:
            yield match.start(1), end


@cache
def _labels() -> frozenset[str]:
    return frozenset(row["value"] for row in table("contact_labels"))
