"""The responsible units of a cell, as printed: one per office, groups in a bracket kept with it."""

from __future__ import annotations

import re
from functools import cache

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.joining import join_lines, parted, unwrap
from normalize.text import is_blank, nfc, one_space, squash
from normalize.vocabulary import Vocabulary
from schema.table import Frozen

_NUMBER = re.compile(r"(?:^|(?<=\s))(?:\(?[0-9๐-๙]{1,2}[.)]|[-•▪–])\s*(?=[^\s\d๐-๙])")
_GENERAL = re.compile(
    r"((?:ทุก)?(?:ส่วนราชการ|กลุ่มงาน|หน่วยงาน|กอง|สำนัก/กอง|สำนัก|ฝ่าย|ส่วนงาน))\s*(.+)$"
)
_OWNER = re.compile("จังหวัด|อำเภอ|เทศบาล|องค์การบริหาร|อบต|อบจ|ประจำ")  # an office's, not one itself
_MANY = 8  # office words that begin with a general one, itself included
_LABEL = re.compile(r"(?:^|(?<=\s))(?:หน่วยงาน)?(?:หลัก|ร่วม|สนับสนุน)\s*[:：]\s*")
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


def unit_cell(text: str, flattened: bool = False) -> UnitsReading:
    """The units of a cell.

    Split at line breaks that begin an office, at numbers, and at "/" outside brackets.
    flattened: line breaks were written as spaces. Example:
    "สนจ.พท. (ก.ยุทธศาสตร์)\\n/ทุกส่วนราชการ" -> "สนจ.พท. (ก.ยุทธศาสตร์)", "ทุกส่วนราชการ".
    """
    text = nfc(text).strip()
    if is_blank(text):
        return UnitsReading()
    if any(squash(text).startswith(word) for word in _starts("duties", "prose")):
        return UnitsReading(prose=_tidy(text, flattened))
    text = _LABEL.sub("\n", text).strip()
    entries = [e for numbered in _numbered(text) for e in _entries(numbered)]
    task = _leading_task(entries)
    duties = [_tidy(e, flattened) for e in entries[:task]]
    units: list[UnitPiece] = []
    for entry in entries[task:]:
        name, duty = _duty(_tidy(entry, flattened))
        duties += [duty] if duty else []
        units += [UnitPiece(name=name, raw=entry.strip())] if name else []
    return UnitsReading(units=tuple(units), duty=" ".join(duties) or None)


def _leading_task(entries: list[str]) -> int:
    """1 where words of a task stand before the offices they are for, else 0."""
    offices = [office_word(e) is not None for e in entries]
    return int(len(entries) > 1 and not offices[0] and any(offices))


def _tidy(text: str, flattened: bool) -> str:
    """Text as one line: line breaks joined, spaces of the layout removed, digits 0-9."""
    joined = arabic(one_space(join_lines(text)))
    return (unwrap(joined) if flattened else joined).strip(" /,")


@cache
def _starts(name: str, kind: str) -> tuple[str, ...]:
    return tuple(squash(r["value"]) for r in table(name) if r["canonical"] == kind)


@cache
def _offices() -> dict[str, str]:
    """Office word, squashed -> its kind."""
    return {squash(row["value"]): row["kind"] for row in reversed(table("offices"))}


@cache
def _office_words() -> Vocabulary:
    return Vocabulary(_offices())


def office_word(text: str) -> str | None:
    """The kind ("office", "group", "all") of the office word a text begins with, else None.

    Example: "สนง.พาณิชย์ฯ" -> "office"; "ที่มีการให้บริการ" -> None.
    """
    letters = squash(text).lstrip("/(-•")
    return _offices().get(_office_words().beginning(letters))


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
    """How many brackets are open at the end; a ")" that closes none ("1)") does not count."""
    depth = 0
    for char in text:
        depth = max(0, depth + (char == "(") - (char == ")"))
    return depth


def _entries(text: str) -> list[str]:
    """A piece cut at slashes, commas, line breaks and spaces that part two units."""
    out = [""]
    separator = ""
    for word in re.findall(r"[^\n/, ]+|[\n/, ]+", text):
        if word.strip("\n/, ") == "":
            separator = word
        elif _is_new(out[-1], separator, word):
            out, separator = [*out, word], ""
        else:
            out[-1], separator = out[-1] + separator + word, ""
    return [e for e in out if e.strip()]


def _is_new(before: str, separator: str, word: str) -> bool:
    """True where a word behind a separator begins another unit."""
    kind = office_word(word)
    if not before or word.startswith("("):
        return False
    if _depth(before) > 0:
        return "/" in separator and kind == "all" and _depth(before + word) > 0
    if "/" in separator:
        return not (office_word(before) == "all" and squash(word) in _general_words())
    if kind is None or _CONNECTIVE.search(before):
        return False
    if kind == "all" and "\n" in separator:
        return True
    if _is_bare(before) or ("\n" in separator and _OWNER.match(word) and before[-1] not in "ฯ)"):
        return False
    if "," in separator:
        return True
    return not parted(before, word) if "\n" in separator else _beside(before, word, kind)


def _is_bare(body: str) -> bool:
    """True for a general office word alone ("กลุ่ม", "สำนักงาน"): its name is still to come."""
    return squash(re.split(r"[\n/,(]", body)[-1]) in _general_words()


@cache
def _general_words() -> frozenset[str]:
    """Office words that begin several longer ones: "กอง" of "กองคลัง", "กองช่าง" …."""
    words = [word for word, kind in _offices().items() if kind != "all"]
    return frozenset(w for w in words if sum(o.startswith(w) for o in words) > _MANY)


def _beside(body: str, word: str, kind: str) -> bool:
    """True where a space parts two offices: "สนง.คลังฯ สนง.ขนส่งฯ", "กองคลัง กองช่าง".

    A group before its office ("ก.ศูนย์ดำรงธรรม สนจ.พท.") and an office before the agency it
    belongs to are one unit.
    """
    if kind == "all":
        return True
    offices = office_word(body) == kind == "office"
    return offices and (body[-1] in "ฯ).ง" or word.startswith("กอง"))


def _duty(name: str) -> tuple[str, str | None]:
    """A unit and the words of a task that stand behind a general one.

    Example: "ทุกส่วนราชการจัดทำคู่มือ" -> ("ทุกส่วนราชการ", "จัดทำคู่มือ").
    """
    general = _GENERAL.match(name)
    words = _starts("duties", "duty")
    if general and any(squash(general[2]).startswith(w) for w in words):
        return general[1], general[2]
    return name, None
