"""The signature block of a form: who signed, and as what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.lookup import table
from normalize.people import person_cell
from normalize.text import nfc, squash
from schema.table import RawParagraph
from schema.value import AnyValue, Value, absent

_SIGNED = re.compile(r"ลงชื่อ[\s.…_:]*((?:นาย|นาง|น\.ส\.|ว่าที่)[^()]{4,60}?)(?:\s+ผู้\S+)?\s*$")
_FIELDS = ("signer_name", "signer_position", "signer_role")
_DOTS = re.compile(r"[.…_]{3,}")
_NAME_IN_BRACKETS = re.compile(r"\(\s*(?=[ก-ฮเ-ไ])([^()]{4,120})\)?")


def _roles() -> tuple[str, ...]:
    return tuple(sorted((r["value"] for r in table("signers")), key=lambda w: -len(w)))


def signer_of(lines: Sequence[RawParagraph]) -> tuple[dict[str, AnyValue], frozenset[int]]:
    """The signer's values and the numbers of the lines that make up the block.

    A role ("ผู้รายงานข้อมูล") and near it a name in brackets, a position behind or below it.
    """
    for n, line in enumerate(lines):
        role = _role(line.text)
        for m in _near(n, len(lines)) if role else ():
            person, end = _person(lines, m)
            if person:
                values = {"signer_role": _value(role, line)} | person
                return values, frozenset(range(min(n, m), max(n, end) + 1))
    return dict.fromkeys(_FIELDS, absent("not_stated")), frozenset()


def _near(n: int, count: int) -> list[int]:
    """The lines in which the name of a role is looked for: from the role down, then above it."""
    return [*range(n, min(n + 4, count)), *range(n - 1, max(n - 3, -1), -1)]


def _role(text: str) -> str | None:
    letters = squash(_DOTS.sub("", nfc(text))).replace("*", "")
    return next((r for r in _roles() if (letters.startswith(squash(r)) and len(letters) < 90)
                 or (letters.endswith(squash(r)) and letters.startswith("ลงชื่อ"))), None)


def _person(lines: Sequence[RawParagraph], n: int) -> tuple[dict[str, AnyValue], int]:
    """Name and position in line `n`, the position perhaps in the next line."""
    match = _NAME_IN_BRACKETS.search(nfc(lines[n].text)) or _SIGNED.search(nfc(lines[n].text))
    readings = person_cell(match[1]) if match else ()
    if len(readings) != 1 or readings[0].name is None:
        return {}, n
    person, end = readings[0], n
    position, where = person.position, lines[n]
    if position is None and n + 1 < len(lines):
        below = person_cell(re.sub(r"^\s*ตำแหน่ง\s*", "", lines[n + 1].text.strip(" \t*")))
        if len(below) == 1 and below[0].name is None and below[0].position:
            position, where, end = below[0].position, lines[n + 1], n + 1
    return {"signer_name": _value(person.name, lines[n], person.rules),
            "signer_position": _value(position, where) if position else absent("not_stated")}, end


def _value(text: str | None, line: RawParagraph, rules: tuple[str, ...] = ()) -> AnyValue:
    return Value(text=text, raw=line.raw.strip(), places=(line.place,), rules=rules)
