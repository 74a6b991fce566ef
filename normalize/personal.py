"""Contacts and home addresses in a text: what a reader must treat as personal data.

Found are telephone numbers, mail addresses, chat names and home addresses. Whose a number is, the
text does not say: that of an office is found like that of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from normalize.digits import arabic

Kind = Literal["phone", "email", "chat", "address"]
_D = "[0-9๐-๙]"
_NUMBER = re.compile(
    rf"(?<![0-9๐-๙.,/])(?<!{_D}[\-–])(?:\(?\+?\(?66\)?[\s\-–.]{{0,2}}\(?)?[(]?{_D}{{1,10}}\)?"
    rf"(?:[\s\-–.()]{{1,3}}{_D}{{1,8}}){{0,5}}(?!{_D})")
_DIGITS = "0123456789๐๑๒๓๔๕๖๗๘๙"
FEWEST = 9  # digits of a telephone number
_GROUPS = re.compile(f"{_D}+")
#: Digits of each group as telephone numbers are printed.
_SHAPES = frozenset({
    (9,), (10,), (1, 8), (1, 4, 4), (2, 3, 4), (2, 4, 3), (2, 7), (3, 6), (3, 3, 3), (3, 3, 4),
    (3, 4, 3), (3, 7), (2, 4, 4), (2, 8), (1, 3, 5), (1, 4, 4, 1), (1, 2, 3, 4), (1, 9), (4, 6),
    (2, 2, 3, 3), (1, 4, 2, 2), (1, 2, 2, 4), (3, 2, 4), (1, 3, 3, 2), (3, 4, 2),
})
_LABEL = re.compile(
    r"(?:โทร(?:ศัพท์|สาร)?|เบอร์|มือถือ|หมายเลข|tel|mobile|phone|fax)\S{0,12}[\s:.]*$", re.I)
_INSIDE = re.compile(rf"\s*(?:ต่อ|ext\.?)\s*{_D}{{1,5}}(?:\s*[,-]\s*{_D}{{1,5}})*", re.I)
_MAIL = re.compile(
    r"(?<![a-z0-9])[a-z0-9](?:[a-z0-9._%+\-]|\n(?=[a-z0-9._%+\-]{0,40}@)){0,60}\s?@\s?"
    r"[a-z0-9\-]{1,40}(?:\s?\.\s?[a-z0-9\-]{1,40}){1,8}", re.I)
_CHAT = re.compile(  # "Line Official Account" names a service, "Line: ekjaidee" somebody in it
    r"(?:(?:id\s*line|line\s*id|ไอดีไลน์|ไลน์ไอดี)\s*+[:.]?\s*+|(?:\bline|ไลน์)\s*(?:[:.]\s*|(?=@)|\s"
    r"(?=[a-z._\-]{0,30}[0-9])))(@?[a-z0-9][a-z0-9._\-]{2,})", re.I)
_HOUSE = (rf"(?:บ้านเลขที่|เลขที่|ที่อยู่(?:ปัจจุบัน|ตามทะเบียนบ้าน)?|ภูมิลำเนา)[\s:]*(?:เลขที่\s*)?"
          rf"{_D}{{1,5}}(?:[/\-]{_D}{{1,5}})?")
_PART = (r"\s*(?:หมู่(?:ที่|บ้าน)?|ม\.|ตรอก|ซอย|ซ\.|ถนน|ถ\.|ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.|"
         r"รหัสไปรษณีย์)\s*[0-9๐-๙ก-๎/.\-]{1,40}(?:\s(?=หมู่|ม\.|ต\.|ตำบล|อ\.|อำเภอ|จ\.|จังหวัด))?")
_ADDRESS = re.compile(rf"{_HOUSE}(?:{_PART}){{1,8}}(?:\s*{_D}{{5}}(?!{_D}))?")
_HOME = re.compile(r"บ้านเลขที่|ตามทะเบียนบ้าน|ที่อยู่ปัจจุบัน|ภูมิลำเนา")


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
    found: list[Found] = []
    for each in (_mails(text), _chats(text), _addresses(text, of_person), _phones(text)):
        found += [f for f in each if not any(f.start < o.end and o.start < f.end for o in found)]
    return sorted(found, key=lambda piece: piece.start)


def _mails(text: str) -> Iterator[Found]:
    if "@" in text:
        for match in _MAIL.finditer(text):
            yield Found("email", *match.span())


def _chats(text: str) -> Iterator[Found]:
    for match in _CHAT.finditer(text):
        if "." not in match[1].strip(".") or match[1].startswith("@"):  # "line.me" is a site
            yield Found("chat", *match.span(1))


def _addresses(text: str, of_person: bool) -> Iterator[Found]:
    for match in _ADDRESS.finditer(text):
        if of_person or _HOME.search(match[0]):
            yield Found("address", *match.span())


def _phones(text: str) -> Iterator[Found]:
    if sum(map(text.count, _DIGITS)) < FEWEST:
        return
    for match in _NUMBER.finditer(text):
        labelled = _LABEL.search(text[max(0, match.start() - 40): match.start()]) is not None
        for start, end in _numbers(match, labelled):
            inside = _INSIDE.match(text, end)
            yield Found("phone", start, inside.end() if inside else end)


def _numbers(match: re.Match[str], labelled: bool) -> Iterator[tuple[int, int]]:
    """Where telephone numbers stand in a run of groups of digits; two may follow each other."""
    groups = list(_GROUPS.finditer(match[0]))
    n = 0
    while n < len(groups):
        last = next((m for m in range(len(groups) - 1, n - 1, -1)
                     if _is_phone([g[0] for g in groups[n: m + 1]], match[0], labelled)), None)
        if last is None:
            n += 1
            continue
        start = match.start() if n == 0 else match.start() + groups[n].start()
        yield start, match.start() + groups[last].end()
        n = last + 1


def _is_phone(groups: list[str], text: str, labelled: bool) -> bool:
    """Whether groups of digits are one number: Thai ones begin with 0, abroad with 66."""
    groups = [arabic(group) for group in groups]
    if groups[0] == "66" or (groups[0].startswith("66") and len(groups[0]) in (10, 11)):
        groups = [g for g in ("0" + groups[0][2:], *groups[1:]) if g]
        if len(groups) > 1 and groups[0] == "0":
            groups = ["0" + groups[1], *groups[2:]]
    sizes = tuple(map(len, groups))
    if sizes not in _SHAPES or not re.match("0[2-9]", "".join(groups)):
        return False
    if labelled:
        return True
    listed = len(groups) > 1 and all(group.startswith("0") for group in groups)  # 024 025 026
    decimal = "." in text and " " in text.strip()  # 0.25 0.50 1.00
    return not listed and not decimal
