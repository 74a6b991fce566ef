"""One office under several names within a form.

Abbreviations that the form itself explains, and offices named with and without the agency that
they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from normalize.text import squash

_DEFINED = re.compile(r"^(?P<full>[^()]{6}(?:[^()]*[^()\s])?)\s*+"
                      r"\((?P<short>(?:[ก-ฮ]{1,4}\.){1,4}|[ก-ฮ]{2,5})\)$")
_VOWELS = re.compile("[^ก-ฮ]")
_OWNER = re.compile(
    r"(?<=...)(?:ของ)?(?:เทศบาล(?:ตำบล|เมือง|นคร)?|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|"
    r"อบต\.?|อบจ\.?|ทต\.?|ทม\.?|ทน\.?)(?P<name>.*)")
_DIVISION = re.compile("กอง|สำนัก|หน่วย|ฝ่าย|ส่วน")


def defined_offices(names: Iterable[str]) -> dict[str, set[str]]:
    """Abbreviations that units of a form explain -> the offices in full.

    The letters of the abbreviation are letters of the office, in order. Example:
    "กองยุทธศาสตร์และแผนงาน (กยผ.)" -> {"กยผ.": {"กองยุทธศาสตร์และแผนงาน"}}.
    """
    found: dict[str, set[str]] = {}
    for name in names:
        match = _DEFINED.match(name.strip())
        if match and is_short_for(match["short"], match["full"]):
            found.setdefault(squash(match["short"]), set()).add(match["full"].strip())
    return found


def is_short_for(short: str, full: str) -> bool:
    """Whether the letters of an abbreviation are letters of an office, in their order."""
    letters = iter(_VOWELS.sub("", full))
    return all(letter in letters for letter in _VOWELS.sub("", short))


def undefined(name: str, defined: Container[str]) -> str:
    """A unit without the abbreviation that it explains: "กอง… (กยผ.)" -> "กอง…"."""
    match = _DEFINED.match(name.strip())
    known = match is not None and squash(match["short"]) in defined \
        and is_short_for(match["short"], match["full"])
    return match["full"].strip() if match and known else name


def office_key(office: str, agency: str | None) -> str:
    """What is the same for one office of the agency: its name without that of the agency.

    Example: "สำนักปลัดเทศบาล" and "สำนักปลัดเทศบาลตำบลวังทราย" in a form of that agency ->
    "สำนักปลัด".
    """
    letters, own = squash(office), squash(agency or "")
    owner = _OWNER.search(letters) if _DIVISION.match(letters) else None
    if owner is None or not (owner["name"] == "" or own.endswith(owner["name"])):
        return letters
    return letters[: owner.start()]
