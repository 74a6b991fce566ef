"""A cell of names to the people, posts and groups in it.

How the cell is cut into entries stands in `normalize.entries`; inside an entry the name comes first
and the first word of a position ends it. How a broken name is joined stands in `normalize.names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from catalogue.lookup import table
from normalize.addressed import address
from normalize.commonwords import is_common
from normalize.contacts import without_contacts
from normalize.digits import arabic
from normalize.entries import entries, unnumbered
from normalize.joining import join_two, unwrap
from normalize.names import SURE, Names, name_words, read_name
from normalize.narrowcolumns import with_printed_spaces
from normalize.offices import office_word
from normalize.text import is_blank, nfc, one_space, squash
from normalize.titles import is_collective, is_title, note_kind, personal_title, position_word
from normalize.units import unit_cell

_LABEL = re.compile(r"^(?:ต\s*ำ\s*แ\s*ห\s*น\s*่\s*ง|ชื่อ(?:-สกุล)?)\s*[:.]?\s*(?!ว่าง)")
_THAI_WORD = re.compile("[ก-๎]{4,20}")
_ADDRESSED = 0.9  # confidence of a person addressed by the calling
_DOUBTFUL = 0.6  # confidence of a position that may hold another person
_BRACKETED = re.compile(r"\(\s*+([^()]{1,40}?)\s*+\)\s*+$")


class PersonReading(NamedTuple):
    """An entry of a person cell.

    name: title and given name without a space, one space, family name; None for a post or group.
    position: as printed; text: the whole entry as printed. `given`, `family`: the parts of name.
    """

    name: str | None = None
    position: str | None = None
    text: str = ""
    prefix: str = ""
    given: str = ""
    family: str = ""
    rules: tuple[str, ...] = ()
    confidence: float = 1.0
    own_line: bool = False  # the position begins a line


def person_cell(text: str, names: Names | None = None,
                flattened: bool = False) -> tuple[PersonReading, ...]:
    """Everyone whom a cell names, in order.

    names: names seen whole elsewhere in the form, squashed -> (title and given, family); they
    decide where a broken name is parted. flattened: line breaks were written as spaces. Example:
    "น.ส.ปิยนันท์ \\nณ มณี \\nนวค.นโยบายและแผน" -> name "น.ส.ปิยนันท์ ณ มณี", position "นวค.นโยบายและแผน".
    """
    return _people(text, names, flattened) if names else _unaided(text, flattened)


@lru_cache(maxsize=4096)  # one officer stands beside many items
def _unaided(text: str, flattened: bool) -> tuple[PersonReading, ...]:
    return _people(text, {}, flattened)


def _people(text: str, names: Names, flattened: bool) -> tuple[PersonReading, ...]:
    if is_blank(text):
        return ()
    pieces = _entries(text, flattened)
    readings = [r for piece in pieces for r in _readings(piece, names, flattened)]
    readings = [_unwrapped(r) for r in readings] if flattened else readings
    return _with_leading_positions([r for r in readings if r.text])


@lru_cache(maxsize=8192)  # a form is read for its whole names first, then with them
def _entries(text: str, flattened: bool) -> tuple[str, ...]:
    """The entries of a cell, without contacts."""
    plain = without_contacts(nfc(text).replace("\t", " ").strip())
    return tuple(entries(_person_first(plain if flattened else with_printed_spaces(plain))))


def _person_first(text: str) -> str:
    """"ผอ.กองคลัง (นายก ข)" as "นายก ข ผอ.กองคลัง": a post before its person in brackets."""
    def turned(match: re.Match[str]) -> str:
        post = re.sub(r"^(?:\s|และ|กับ|,|/)+", "", match[1]).rstrip()
        person = match[2].strip()
        if not (personal_title(person) and position_word(unnumbered(post))):
            return match[0]
        return f"\n{person} {unnumbered(post)}"

    return re.sub(r"(?:^|(?<=[()]))([^()]+)\(([^()]+)\)", turned, text)


def _readings(entry: str, names: Names, flattened: bool) -> list[PersonReading]:
    """One entry as a person, a post, a group, units, or words that say none of these."""
    whole = _tidy(entry)
    title = personal_title(entry)
    if title:
        return [_person(title, entry[len(title):], names, flattened)]
    if calling := address(entry):
        return [_addressed(_person(calling, entry[len(calling):], names, flattened))]
    if note_kind(whole) == "vacant":
        return [PersonReading(text=whole.strip("-–() "), rules=("person.vacant",))]
    if is_collective(re.sub(r"^(?:และ|พร้อม)\s*", "", entry)):
        return [PersonReading(text=whole, rules=("person.group",))]
    post = _LABEL.sub("", entry)
    if position_word(post):
        return [_post(_tidy(post), whole)]
    if office_word(entry):
        return [PersonReading(text=unit.name, rules=("person.unit",))
                for unit in unit_cell(entry, flattened).units]
    return [_untitled(entry, whole, names, flattened)]


def _addressed(reading: PersonReading) -> PersonReading:
    """A person by the name that follows; the address may be meant as the post."""
    return reading._replace(rules=(*reading.rules, "person.addressed"),
                            confidence=min(reading.confidence, _ADDRESSED))


def _post(position: str, whole: str) -> PersonReading:
    """A bare post; one that is vacant says so in its text."""
    bracket = _BRACKETED.search(position)
    if bracket and note_kind(bracket[1]) == "vacant":
        return PersonReading(position=position[: bracket.start()].strip(), text=whole,
                             rules=("person.post", "person.vacant"))
    return PersonReading(position=position, text=whole, rules=("person.post",))


def _untitled(entry: str, whole: str, names: Names, flattened: bool) -> PersonReading:
    """A name without a title: two Thai words, then nothing or a position."""
    words = name_words(entry)
    named = len(words) >= 2 and all(re.fullmatch("[ก-๎]{2,20}", w.text) for w in words[:2])
    reading = _person("", entry, names, flattened) if named else PersonReading()
    if not reading.family or (reading.position and not position_word(reading.position)):
        return PersonReading(text=whole, rules=("person.unknown",), confidence=0.6)
    return reading._replace(rules=(*reading.rules, "person.no_title"), confidence=0.7)


def _person(title: str, rest: str, names: Names, flattened: bool) -> PersonReading:
    """A titled entry as name and position."""
    prefix = printed_title(title)
    words = name_words(rest)
    found = read_name(prefix, words, names, flattened)
    position, remark, own_line = None, "", False
    if found.end < len(words):
        position = _position(rest[words[found.end].start:])
        own_line = "\n" in words[found.end].gap
    if position and note_kind(position):
        remark, position = f" ({squash(position).strip('()')})", None
    doubtful = bool(position) and _holds_a_name(position or "")
    name = f"{prefix}{found.given} {found.family}".strip()
    text = f"{name} {position}" if position else name + remark
    return PersonReading(name=name, position=position, text=text, prefix=prefix, given=found.given,
                         family=found.family, own_line=own_line,
                         confidence=min(found.confidence, _DOUBTFUL if doubtful else 1.0),
                         rules=(*found.rules, *(("person.note",) if remark else ()),
                                *(("person.position_doubtful",) if doubtful else ())))


def _holds_a_name(position: str) -> bool:
    """True where a second post stands behind words that no post has: a title may be misread.

    Example: "นิติกร มางวรรณา บุญมาก หัวหน้าสำนักปลัด" swallowed "นางวรรณา บุญมาก".
    """
    words = position.split()
    later = [n for n in range(2, len(words)) if position_word(words[n])]
    return any(_THAI_WORD.fullmatch(given) and _THAI_WORD.fullmatch(family)
               and not position_word(given) and not position_word(family) and not is_common(given)
               for given, family in ((words[n - 2], words[n - 1]) for n in later))


def printed_title(title: str) -> str:
    """A title as it is printed, without what the layout put into it: "นา⏎ย" -> "นาย"."""
    if "\n" in title.strip():
        known = sorted((v for v in _spellings() if squash(v) == squash(title)),
                       key=lambda v: (not v.startswith("ว่าที่ ") or "." not in v, v.count(" ")))
        title = known[0] if known else _joined_title(title.strip().split("\n"))
    return re.sub(r"^นาง\s+สาว", "นางสาว", one_space(title)).strip()


def _spellings() -> tuple[str, ...]:
    return tuple(row["value"] for row in table("prefixes"))


def _joined_title(pieces: Sequence[str]) -> str:
    """Pieces of a title no table has; a space between two titles: "ว่าที่ร้อยตรี⏎ดร."."""
    printed = ""
    for n, piece in enumerate(pieces):
        parted = is_title(printed) and is_title("".join(pieces[n:]))
        printed += (" " if parted else "") + one_space(piece)
    return printed


def _position(text: str) -> str | None:
    """The words of a position as printed, without label and enclosing bracket."""
    text = _LABEL.sub("", _tidy(text))
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return text or None


def _tidy(text: str) -> str:
    joined = ""
    for line in text.split("\n"):
        joined = join_two(joined, line.strip(), spaced=joined.endswith(" "))
        joined += " " if line.endswith(" ") else ""
    return arabic(one_space(joined)).strip(" ,/")


def _unwrapped(reading: PersonReading) -> PersonReading:
    """A reading of a flattened line with the spaces removed that stand for line breaks."""
    if not reading.position and reading.name:
        return reading
    if not reading.name:
        position = unwrap(reading.position) if reading.position else None
        return reading._replace(position=position, text=unwrap(reading.text))
    position = unwrap(reading.position or "")
    return reading._replace(position=position, text=f"{reading.name} {position}")


def _with_leading_positions(readings: list[PersonReading]) -> tuple[PersonReading, ...]:
    """Posts printed before their people, the last of whom has none behind, are those people's.

    Example: "ผู้อำนวยการกองคลัง\\nนายก ข" -> name "นายก ข", position "ผู้อำนวยการกองคลัง".
    """
    if len(readings) < 2 or readings[0].name or not readings[0].position:
        return tuple(readings)
    post, people = readings[0], readings[1:]
    shifted = all(p.position and p.own_line for p in people[:-1]) and not people[-1].position
    if not shifted or not all(p.name for p in people) or "person.vacant" in post.rules:
        return tuple(readings)
    posts = [post.position, *(p.position for p in people[:-1])]
    return tuple(_headed(p, position or "") for p, position in zip(people, posts, strict=True))


def _headed(person: PersonReading, position: str) -> PersonReading:
    return person._replace(position=position, text=f"{position} {person.name}",
                           rules=(*person.rules, "person.post_first"))


def with_positions(people: Sequence[PersonReading],
                   posts: Sequence[PersonReading]) -> tuple[PersonReading, ...] | None:
    """People with the posts of the column beside; None where it is not clear whose they are.

    Example: "นายก ข⏎นางค ง" beside "นิติกร⏎ครู". One person has all that stands beside them.
    """
    if any(not p.name or p.position for p in people) or any(p.name for p in posts):
        return None
    texts = [p.position or p.text for p in posts]
    texts = [" ".join(texts)] if len(people) == 1 and texts else texts
    if len(texts) != len(people):
        return None
    return tuple(p._replace(position=t, text=f"{p.name} {t}")
                 for p, t in zip(people, texts, strict=True))


def whole_names(readings: list[PersonReading]) -> dict[str, tuple[str, str]]:
    """Names that were read without doubt, squashed -> (title and given name, family name).

    First those that stand whole; then those whose one printed space parts the names.
    """
    plain = [r for r in readings if r.name and r.family and "person.line_break" not in r.rules]
    found = {squash(r.name or ""): (r.prefix + r.given, r.family) for r in plain
             if r.confidence == 1.0}
    for r in plain:
        if r.confidence >= SURE and "person.joined" in r.rules:
            found.setdefault(squash(r.name or ""), (r.prefix + r.given, r.family))
    return found
