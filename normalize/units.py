"""The responsible units of a cell, as printed: one per office, groups in a bracket kept with it."""

from __future__ import annotations

import re
from functools import cache

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.joining import join_two, parted, unwrap
from normalize.text import is_blank, nfc, one_space, squash
from schema.table import Frozen

_NUMBER = re.compile(r"(?:^|(?<=\s))(?:\(?[0-9๐-๙]{1,2}[.)]|[-•▪–])\s*(?=[^\s\d๐-๙])")
_CONNECTIVE = re.compile(r"(?:และ|หรือ|ของ|ที่|กับ|การ|ด้าน|ความ|แห่ง|/)$")


class UnitPiece(Frozen):
    """A unit: `name` as printed with the layout's breaks removed, `raw` as it stands."""

    name: str
    raw: str


class UnitsReading(Frozen):
    """What a unit cell holds: units, words of a task, or prose that names no unit."""

    units: tuple[UnitPiece, ...] = ()
    duty: str | None = None
    prose: str | None = None


def unit_cell(text: str) -> UnitsReading:
    """The units of a cell.

    Split at line breaks that begin an office, at numbers, and at "/" outside brackets. Example:
    "สนจ.พท. (ก.ยุทธศาสตร์)\\n/ทุกส่วนราชการ" -> "สนจ.พท. (ก.ยุทธศาสตร์)", "ทุกส่วนราชการ".
    """
    text = nfc(text).strip()
    if is_blank(text):
        return UnitsReading()
    if any(squash(text).startswith(word) for word in _starts("duties", "prose")):
        return UnitsReading(prose=_tidy(text))
    units: list[UnitPiece] = []
    duties: list[str] = []
    entries = [e for numbered in _numbered(text) for e in _entries(numbered)]
    offices = [e for e in entries if office_word(e)]
    for entry in entries:
        name, duty = _duty(entry)
        if duty:
            duties.append(duty)
        if offices and not office_word(entry) and len(entries) > 1 and entry is entries[0]:
            duties.append(_tidy(entry))
        elif name:
            units.append(UnitPiece(name=name, raw=entry.strip()))
    return UnitsReading(units=tuple(units), duty=" ".join(duties) or None)


def _tidy(text: str) -> str:
    """Text as one line: line breaks joined, spaces of the layout removed, digits 0-9."""
    lines = text.split("\n")
    joined = ""
    for line in lines:
        joined = join_two(joined, line.strip(), spaced=joined.endswith(" "))
        joined += " " if line.endswith(" ") else ""
    return arabic(one_space(unwrap(one_space(joined)))).strip(" /,")


@cache
def _starts(name: str, kind: str) -> tuple[str, ...]:
    return tuple(squash(r["value"]) for r in table(name) if r["canonical"] == kind)


@cache
def _offices() -> tuple[tuple[str, str], ...]:
    rows = [(squash(r["value"]), r["kind"]) for r in table("offices")]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


def office_word(text: str) -> str | None:
    """The kind ("office", "group", "all") of the office word a text begins with, else None.

    Example: "สนง.พาณิชย์ฯ" -> "office"; "ที่มีการให้บริการ" -> None.
    """
    letters = squash(text).lstrip("/(-•")
    return next((kind for word, kind in _offices() if letters.startswith(word)), None)


def _numbered(text: str) -> list[str]:
    """A cell cut before its numbers and bullets."""
    cuts = [m for m in _NUMBER.finditer(text) if _depth(text[: m.start()]) == 0]
    if not cuts:
        return [text]
    pieces = [text[: cuts[0].start()]]
    ends = [m.start() for m in cuts[1:]] + [len(text)]
    pieces += [text[m.end() : end] for m, end in zip(cuts, ends, strict=True)]
    return [p for p in pieces if p.strip()]


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _entries(text: str) -> list[str]:
    """A piece cut at slashes, commas and lines that begin another office."""
    out = [""]
    for part in re.split(r"(\n|/|,| +)", text):
        if part in ("/", ",", "\n") or not part.strip():
            out = _separated(out, part)
        elif out[-1].endswith("\0"):
            out = _begun(out, part, text)
        else:
            out[-1] += part
    return [e.replace("\0", "").strip(" /,\n") for e in out if e.strip(" /,\n\0")]


def _separated(out: list[str], mark: str) -> list[str]:
    """The entries after a separator: "\\0" asks whether what follows begins a new one."""
    return [*out[:-1], out[-1].rstrip("\0") + mark + "\0"]


def _begun(out: list[str], part: str, text: str) -> list[str]:
    """The entries after the next word: appended to the last one, or a new entry."""
    before = out[-1].rstrip("\0")
    if _is_new(before, part):
        return [*out[:-1], before, part]
    return [*out[:-1], before + part]


def _is_new(before: str, part: str) -> bool:
    """True where a word behind a separator begins another unit."""
    body, kind = before.rstrip(" /,\n"), office_word(part)
    mark = re.sub(r"\s*", "", before[len(body):])
    if not body:
        return False
    if _depth(body) > 0:
        return "/" in mark and kind == "all" and _depth(body + part) > 0
    if mark:
        return "/" in mark or kind is not None
    if kind is None or _CONNECTIVE.search(body) or _is_bare(body):
        return False
    if "\n" in before[len(body):]:
        return not parted(body, part)
    return _beside(body, kind)


def _is_bare(body: str) -> bool:
    """True for an office word alone ("กลุ่ม", "สำนักงาน"): its name is still to come."""
    last = squash(re.split(r"[\n/,(]", body)[-1])
    return any(last == word for word, kind in _offices() if kind != "all")


def _beside(body: str, kind: str) -> bool:
    """True where a space parts two offices: "สนง.คลังฯ สนง.ขนส่งฯ", "กองคลัง กองช่าง".

    A group before its office ("ก.ศูนย์ดำรงธรรม สนจ.พท.") and an office before the agency it
    belongs to are one unit.
    """
    first = office_word(body)
    if kind == "all":
        return True
    return first == kind == "office" and body[-1] in "ฯ).ง" and squash(body)[:2] != ""


def _duty(entry: str) -> tuple[str, str | None]:
    """A unit and the words of a task that stand behind a general one.

    Example: "ทุกส่วนราชการจัดทำคู่มือ" -> ("ทุกส่วนราชการ", "จัดทำคู่มือ").
    """
    name = _tidy(entry)
    general = re.match(r"((?:ทุก)?(?:ส่วนราชการ|กลุ่มงาน|หน่วยงาน|กอง|สำนัก/กอง|สำนัก|ฝ่าย|ส่วนงาน))\s*(.+)$", name)
    words = _starts("duties", "duty")
    if general and any(squash(general[2]).startswith(w) for w in words):
        return general[1], general[2]
    return name, None
