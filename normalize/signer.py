"""The signature block of a form: who signed, and as what.

A block has a role ("ผู้รายงานข้อมูล"), or is only a name in brackets over a position ("(นายเอก ใจดี)").
Where two sign side by side, the first is the signer and the lines stay among the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catalogue.lookup import table
from normalize.people import PersonReading, person_cell
from normalize.text import nfc, squash
from normalize.titles import is_title, personal_title
from schema.table import RawParagraph
from schema.value import AnyValue, Value, absent

_SIGNED = re.compile(r"ลงชื่อ[\s.…_:]*((?:นาย|นาง|น\.ส\.|ว่าที่)[^()]{4,60}?)(?:\s+ผู้\S+)?\s*$")
_FIELDS = ("signer_name", "signer_position", "signer_role")
_DOTS = re.compile(r"[.…_]{3,}")
_NAME_IN_BRACKETS = re.compile(r"\(\s*(?=[ก-ฮเ-ไ])([^()]{4,120})\)?")
_ALONE = re.compile(r"\(\s*([ก-ฮเ-ไ][^()]{3,80}?)\s*\)")
_GAP = re.compile(r"\s{2,}|\t")
_NAMELESS = ("ลงชื่อ", "ลงนาม")  # words that say that somebody signs, not as what
_BARE, _BARER = 0.9, 0.8  # confidence of a block without a role, and without brackets too

Block = tuple[dict[str, AnyValue], frozenset[int]]


def signer_of(lines: Sequence[RawParagraph]) -> Block:
    """The signer's values and the numbers of the lines that make up the block.

    A role ("ผู้รายงานข้อมูล") and near it a name in brackets, a position behind or below it.
    """
    for n, line in enumerate(lines):
        role = _role(line.text)
        named, end = _in_one_line(lines, n, role) if role else ({}, n)
        if named:
            return {"signer_role": _value(role, line)} | named, frozenset(range(n, end + 1))
        for m in _near(n, len(lines)) if role else ():
            if beside := _side_by_side(lines, n, m):
                return beside, frozenset()
            person, end = _person(lines, m)
            if person and len(_roles_in(line)) > 1:  # whose role is whose, nobody says
                return {"signer_role": absent("unreadable", (line.place,))} | person, frozenset()
            if person:
                values = {"signer_role": _value(role, line)} | person
                return values, frozenset(range(min(n, m), max(n, end) + 1))
    return _closing(lines) or (dict.fromkeys(_FIELDS, absent("not_stated")), frozenset())


def _roles() -> tuple[str, ...]:
    return tuple(sorted((r["value"] for r in table("signers")), key=lambda w: -len(w)))


def _near(n: int, count: int) -> list[int]:
    """The lines in which the name of a role is looked for: from the role down, then above it."""
    return [*range(n, min(n + 4, count)), *range(n - 1, max(n - 3, -1), -1)]


def _role(text: str) -> str | None:
    letters = squash(_DOTS.sub("", nfc(text))).replace("*", "")
    return next((r for r in _roles() if (letters.startswith(squash(r)) and len(letters) < 90)
                 or (letters.endswith(squash(r)) and letters.startswith("ลงชื่อ"))), None)


def _in_one_line(lines: Sequence[RawParagraph], n: int,
                 role: str) -> tuple[dict[str, AnyValue], int]:
    """A person named behind a role, and the last line of the block; {} where there is none.

    Example: "ผู้รายงาน นายเอก ใจดี ตำแหน่ง นิติกร"; the position may stand in the line below.
    """
    text = nfc(lines[n].text).strip(" \t*")
    if role.strip("()") in _NAMELESS or not text.startswith(role):
        return {}, n
    rest = _DOTS.sub(" ", text.removeprefix(role)).lstrip(" \t:：")
    person = _one_person(rest)
    if person is None or "(" in rest:
        return {}, n
    below = None if person.position else _position(lines, n + 1)
    end = n + 1 if below else n
    return _values(person, person.position or below, lines[n], lines[end]), end


def _one_person(text: str) -> PersonReading | None:
    """The one person with a title that a text names, None where it names none or several."""
    readings = person_cell(text)
    return readings[0] if len(readings) == 1 and readings[0].name and readings[0].prefix else None


def _side_by_side(lines: Sequence[RawParagraph], n: int, m: int) -> dict[str, AnyValue]:
    """The first of several who sign in one line, with what stands under him; {} where one signs.

    n: the line of the roles, m: that of the names. What cannot be told apart is unreadable.
    """
    names = _ALONE.findall(nfc(lines[m].text))
    if len(names) < 2:
        return {}
    person = _one_person(names[0])
    if person is None:
        return {}
    below = lines[m + 1] if m + 1 < len(lines) else None
    positions = [p for p in _GAP.split(nfc(below.text).strip()) if p] if below else []
    told = below is not None and len(positions) == len(names)
    role, unclear = _first_role(lines[n], len(names)), absent("unreadable", (lines[m].place,))
    values = _values(person, positions[0] if told else None, lines[m], below or lines[m])
    return {**values, "signer_role": _value(role, lines[n]) if role else unclear,
            **({} if told else {"signer_position": unclear})}


def _first_role(line: RawParagraph, count: int) -> str | None:
    """The first of as many roles as people sign, or the word for signing; None where unclear."""
    roles = _roles_in(line)
    return roles[0] if len(roles) == count else None if roles else _role(line.text)


def _roles_in(line: RawParagraph) -> list[str]:
    """What people sign as in a line, in order: "ลงชื่อ … ผู้จัดทำ ลงชื่อ … ผู้ตรวจสอบ" names two."""
    words = [r for r in _roles() if r.strip("()") not in _NAMELESS]
    return re.findall("|".join(map(re.escape, words)), nfc(line.text))


def _person(lines: Sequence[RawParagraph], n: int) -> tuple[dict[str, AnyValue], int]:
    """Name and position in line `n`, the position perhaps in the next line."""
    match = _NAME_IN_BRACKETS.search(nfc(lines[n].text)) or _SIGNED.search(nfc(lines[n].text))
    readings = person_cell(_rank(lines, n) + match[1]) if match else ()
    if len(readings) != 1 or readings[0].name is None:
        return {}, n
    person, end = readings[0], n
    position, where = person.position, lines[n]
    if position is None and (below := _position(lines, n + 1)):
        position, where, end = below, lines[n + 1], n + 1
    return _values(person, position, lines[n], where), end


def _rank(lines: Sequence[RawParagraph], n: int) -> str:
    """A title that stands alone in the line above a name: "ว่าที่ร้อยตรี" over "(เอก ใจดี)"."""
    above = _DOTS.sub(" ", nfc(lines[n - 1].text)) if n else ""
    for word in _NAMELESS:
        above = above.replace(f"({word})", " ").replace(word, " ")
    title = above.strip()
    return title if is_title(title) else ""


def _position(lines: Sequence[RawParagraph], n: int) -> str | None:
    """The position that a line holds alone, None where it holds anything else."""
    text = lines[n].text.strip(" \t*") if n < len(lines) else ""
    below = person_cell(re.sub(r"^\s*ตำแหน่ง\s*", "", text))
    return below[0].position if len(below) == 1 and below[0].name is None else None


def _closing(lines: Sequence[RawParagraph]) -> Block | None:
    """A block without a role: a name alone in brackets, or at the very end, over a position."""
    for n, inner, sure in _bare_names(lines):
        rank = _rank(lines, n)
        person, position = _one_person(rank + inner), _position(lines, n + 1)
        if person and person.position is None and position:
            values = _values(person, position, lines[n], lines[n + 1])
            doubted = {f: v.with_rule("signer.without_role", sure) for f, v in values.items()}
            return ({"signer_role": absent("not_stated"), **doubted},
                    frozenset(range(n - bool(rank), n + 2)))
    return None


def _bare_names(lines: Sequence[RawParagraph]) -> Iterator[tuple[int, str, float]]:
    """(line, words, confidence) of lines that may be a signer's name alone, the last first."""
    for n in range(len(lines) - 2, -1, -1):
        text = nfc(lines[n].text).strip(" \t*")
        match = _ALONE.fullmatch(text)
        if match:
            yield n, match[1], _BARE
        elif n == len(lines) - 2 and personal_title(text):
            yield n, text, _BARER


def _values(person: PersonReading, position: str | None, line: RawParagraph,
            where: RawParagraph) -> dict[str, AnyValue]:
    return {"signer_name": _value(person.name, line, person.rules),
            "signer_position": _value(position, where) if position else absent("not_stated")}


def _value(text: str | None, line: RawParagraph, rules: tuple[str, ...] = ()) -> AnyValue:
    return Value(text=text, raw=line.raw.strip(), places=(line.place,), rules=rules)
