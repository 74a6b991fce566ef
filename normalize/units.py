"""The responsible units of a cell, as printed: one per office, groups in a bracket kept with it."""

from __future__ import annotations

import re
from functools import cache

from catalogue.lookup import table
from normalize.brackets import Entry, depth_of
from normalize.contacts import without_contacts
from normalize.digits import arabic
from normalize.entries import title_cuts
from normalize.joining import join_lines, parted, unwrap
from normalize.offices import general_words, office_word
from normalize.text import is_blank, nfc, one_space, squash
from normalize.thaiwords import cut
from normalize.titles import is_collective, is_personal_post, note_kind
from schema.table import Frozen

_NUMBER = re.compile(r"(?:^|(?<=\s))(?:\(?[0-9๐-๙]{1,2}[.)]|[-•▪–])\s*(?=[^\s\d๐-๙])")
_GENERAL = re.compile(
    r"((?:ทุก)?(?:ส่วนราชการ|กลุ่มงาน|หน่วยงาน|กอง|สำนัก/กอง|สำนัก|ฝ่าย|ส่วนงาน))\s*(.+)$"
)
_OWNER = re.compile("จังหวัด|อำเภอ|เทศบาล|องค์การบริหาร|อบต|อบจ|ประจำ")  # an office's, not one itself
_LABEL = re.compile(r"(?:^|(?<=\s))(?:หน่วยงาน)?(?:หลัก|ร่วม|สนับสนุน)\s*[:：]\s*")
_AND = re.compile(r"((?<!\s)\s++|)(?:ร่วมกับ|และ|กับ|รวมทั้ง|รวมถึง|พร้อมด้วย|ตลอดจน)\s*+(?=[ก-ฮเ-ไ])")
_PARTED = re.compile("กอง|สำนัก|สนง|สนจ|ฝ่าย|ศูนย์|กลุ่ม|ทุก|หน่วยงาน|หน่วยตรวจ|ส่วน|โรงเรียน|โรงพยาบาล")
_BARE_POST = re.compile(r"(?:ผู้อำนวยการ|ผอ\.|หัวหน้า|หน\.)$")  # whose office is still to come
_BEFORE_PERSON = re.compile(r"(?:\s(?:และ|กับ)|\(?[0-9๐-๙]{1,2}[.)]|[\s,/(•-])\Z")
_SIGN = 4  # letters of the longest such piece: " และ", "(12."
_LONGEST = 90  # letters of a word, post or name that stands in a table, spaces between included
_LAST_WORDS = 200  # letters at an end that tell its last word
_PROVINCIAL = re.compile(r"(?:สนจ\.|สำนักงานจังหวัด|สนง\.?จังหวัด|สนง\.จว)[^(]*$")
_CONNECTIVES = frozenset({"และ", "หรือ", "ของ", "ที่", "กับ", "การ", "ด้าน", "ความ", "แห่ง",
                          "ทุก"})
_STRONG = re.compile(  # a line of a unit's own, whatever word the line above ends in
    "กลุ่ม(?!เป้าหมาย)|ฝ่าย|กอง(?!ทุน)|สำนัก|สนง|สนจ|ศูนย์(?!กลาง)|หน่วยตรวจ|หน่วยงาน")
_GROUP = re.compile("กลุ่มงาน|กลุ่ม|ฝ่าย|ส่วน|งาน")
_ALONE = re.compile("หน่วยตรวจสอบภายใน(?!ของ)")  # has no groups of its own
_SHORT = re.compile(r"(?:[ก-ฮ]{1,4}\.)+")  # an office in the form's own letters: "กยง."
_DIVISION = re.compile("กอง(?!ทุน)|สำนักปลัด")
_ASIDE = re.compile("กอง(?!ทุน)|สำนัก(?!งาน)|หน่วยตรวจ")  # beside an office, no part of it


class UnitPiece(Frozen):
    """A unit: `name` as printed with the layout's breaks removed, `raw` as it stands."""

    name: str
    raw: str


class UnitsReading(Frozen):
    """What a unit cell holds: units, words of a task, or prose that names no unit.

    people: what the cell prints of persons and their posts, who are no units.
    """

    units: tuple[UnitPiece, ...] = ()
    people: tuple[str, ...] = ()
    duty: str | None = None
    prose: str | None = None


def unit_cell(text: str, flattened: bool = False) -> UnitsReading:
    """The units of a cell.

    Split at line breaks that begin an office, at numbers, and at "/" outside brackets.
    flattened: line breaks were written as spaces. Example:
    "สนจ.พท. (ก.ยุทธศาสตร์)\\n/ทุกส่วนราชการ" -> "สนจ.พท. (ก.ยุทธศาสตร์)", "ทุกส่วนราชการ".
    """
    text = without_contacts(nfc(text).strip())
    if is_blank(text):
        return UnitsReading()
    if any(squash(text).startswith(word) for word in _starts("duties", "prose")) \
            or note_kind(text) == "vacant":
        return UnitsReading(prose=_tidy(text, flattened))
    pieces, people = _without_people(_parted_offices(_LABEL.sub("\n", text).strip()))
    entries = [e for piece in pieces for numbered in _numbered(piece) for e in _entries(numbered)]
    posts = [e for e in entries if is_personal_post(e) or _is_of_people(e)]
    entries = [e for e in entries if e not in posts]
    task = _leading_task(entries)
    duties = [_tidy(e, flattened) for e in entries[:task]]
    units: list[UnitPiece] = []
    for entry in entries[task:]:
        name, duty = _duty(_tidy(entry, flattened))
        duties += [duty] if duty else []
        units += [UnitPiece(name=name, raw=entry.strip())] if name else []
    return UnitsReading(units=tuple(units), duty=" ".join(duties) or None,
                        people=tuple(e.strip() for e in [*people, *posts]))


def _is_of_people(entry: str) -> bool:
    """True for a group of people: "คณะทำงาน ITA", not a faculty or "ทุกส่วนราชการ"."""
    return is_collective(entry) and (office_word(entry) is None or entry.startswith("คณะ"))


def _without_people(text: str) -> tuple[list[str], list[str]]:
    """The pieces of a cell between its people, and each of them: from a title to the next office.

    What stands before a person and what stands behind is never one name.
    """
    starts = title_cuts(text)
    if not starts:
        return [text], []
    units, people = [text[: starts[0]]], []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        lines = re.split(r"(\n)", text[start:end])
        stop = next((n for n in range(2, len(lines), 2) if office_word(lines[n])
                     and not _BARE_POST.search(lines[n - 2])), len(lines))
        people.append("".join(lines[:stop]).rstrip(" ,/\n"))
        units.append("".join(lines[stop:]))
    tidied = map(_without_end, units)
    return [piece for piece in tidied if piece.strip()], people


def _without_end(piece: str) -> str:
    """A unit without the signs, numbers and words that lead to the person behind it."""
    end = len(piece)
    while found := _BEFORE_PERSON.search(piece, max(0, end - _SIGN), end):
        end = found.start()
    return piece[:end]


def _parted_offices(text: str) -> str:
    """A comma for the "และ" between two offices: "กองคลัง และกองช่าง", not "ศาสนาและวัฒนธรรม"."""
    parts, end, depth = [], 0, 0
    for match in _AND.finditer(text):
        before = text[end : match.start()]
        depth = depth_of(before, depth)
        parts += [before, ", " if depth == 0 and _is_between_offices(match) else match[0]]
        end = match.end()
    return "".join([*parts, text[end:]])


def _is_between_offices(match: re.Match[str]) -> bool:
    """True for a word "และ" with an office before it and another behind it."""
    after = match.string[match.end() : match.end() + _LONGEST]
    last = _behind(match.string, "\n/,", match.start())
    known = office_word(last) or _SHORT.fullmatch(last.strip())
    if office_word(after) is None or not known or _is_bare(last):
        return False
    spaced = " " in match[0].strip("\n") or match[0].startswith("ร่วมกับ")
    return bool(_PARTED.match(after) or (spaced and after.startswith("งาน")))


def _behind(text: str, signs: str, end: int | None = None) -> str:
    """The text up to `end` from behind the last of these signs on."""
    return text[max(text.rfind(sign, 0, end) for sign in signs) + 1 : end]


def _leading_task(entries: list[str]) -> int:
    """1 where words of a task stand before the offices they are for, else 0."""
    offices = [bool(office_word(e) or _SHORT.fullmatch(e.strip())) for e in entries]
    return int(len(entries) > 1 and not offices[0] and any(offices))


def _tidy(text: str, flattened: bool) -> str:
    """Text as one line: line breaks joined, spaces of the layout removed, digits 0-9."""
    joined = arabic(one_space(join_lines(text)))
    return (unwrap(joined) if flattened else joined).strip(" /,")


@cache
def _starts(name: str, kind: str) -> tuple[str, ...]:
    return tuple(squash(r["value"]) for r in table(name) if r["canonical"] == kind)


def _numbered(text: str) -> list[str]:
    """A cell cut before its numbers and bullets that stand outside brackets."""
    pieces, cut, seen, depth = [], 0, 0, 0
    for match in _NUMBER.finditer(text):
        seen, depth = match.start(), depth_of(text[seen : match.start()], depth)
        if depth == 0:
            pieces.append(text[cut : match.start()])
            cut = match.end()
    return [p for p in [*pieces, text[cut:]] if p.strip()] if cut else [text]


def _entries(text: str) -> list[str]:
    """A piece cut at slashes, commas, line breaks and spaces that part two units."""
    out = [Entry()]
    separator = ""
    words = re.findall(r"[^\n/, ]+|[\n/, ]+", text)
    for n, word in enumerate(words):
        if word.strip("\n/, ") == "":
            separator = word
        elif _is_groups_office(out[-1].text, separator, "".join(words[n : n + 3])):
            out[-1], separator = out[-1].with_word(" ", word), ""
        elif _is_new(out[-1], separator, word, _whole(words[n : n + 5])):
            out, separator = [*out, Entry().with_word("", word)], ""
        else:
            out[-1], separator = out[-1].with_word(separator, word), ""
    return [e.text for e in out if e.text.strip()]


def _whole(words: list[str]) -> str:
    """A word with what follows it behind line breaks: it may be broken in its middle."""
    end = next((n for n in range(1, min(len(words), 4), 2) if words[n].strip(" \n")
                or "\n" not in words[n]), 4)
    return "".join(words[:end])


def _is_groups_office(before: str, separator: str, after: str) -> bool:
    """True where a line names the office of the group above: "ก.อำนวยการ" over "สนจ.นน."."""
    group = office_word(before) == "group" and before.startswith(("ก.", "กลุ่ม"))
    return group and separator.strip(" ") == "\n" and "(" not in before \
        and bool(_PROVINCIAL.match(re.split("[/,]", after)[0]))


def _is_new(entry: Entry, separator: str, word: str, whole: str) -> bool:
    """True where a word behind a separator begins another unit; `whole`: with what follows it."""
    before = entry.text
    kind = office_word(whole if "\n" in separator else word)
    if "\n" in separator and (_BARE_POST.search(before[-_LONGEST:]) or _is_bare(before)):
        return False
    if not before or word.startswith("("):
        return False
    if entry.depth > 0:
        return "/" in separator and kind == "all" and depth_of(word, entry.depth) > 0
    if is_personal_post(whole) and separator.strip(" "):
        return "\n" not in separator or not _is_open(before)
    if "/" in separator:
        return not (office_word(before) == "all" and squash(word) in general_words())
    if kind is None or _is_open(before):
        return False
    if kind == "all" and "\n" in separator:
        return True
    owner = "\n" in separator and _OWNER.match(squash(whole)) and before[-1] not in "ฯ)"
    if owner or _is_bare(before):
        return False
    if "," in separator:
        return True
    if "\n" in separator:
        return bool(_STRONG.match(word)) or not parted(before, word)
    return _beside(before, word, kind)


def _is_open(body: str) -> bool:
    """True where the last word asks for another: "…การจัดการและ", not "กลุ่มงานอำนวยการ"."""
    last = re.split(r"\s", body[-_LAST_WORDS:])[-1]
    words = cut(last)
    return body.endswith("/") or bool(words and words[-1] in _CONNECTIVES)


def _is_bare(body: str) -> bool:
    """True for a general office word alone ("กลุ่ม", "สำนักงาน"): its name is still to come."""
    last = _behind(body, "\n/,(").strip()
    return len(last) <= _LONGEST and squash(last) in general_words()


def _beside(body: str, word: str, kind: str) -> bool:
    """True where a space parts two offices: "สนง.คลังฯ สนง.ขนส่งฯ", "กองคลัง กองช่าง".

    A group before its office ("ก.ศูนย์ดำรงธรรม สนจ.พท.") and an office before the agency it
    belongs to are one unit.
    """
    if kind == "all":
        return True
    if _head(body) and _head(body) == _head(word):
        return True  # two groups of one kind
    if _ALONE.match(body) or _ALONE.match(word) or _is_others_section(body, word):
        return True
    if office_word(body) != "office":
        return False
    return bool(_ASIDE.match(word)) or (kind == "office" and body[-1] in "ฯ).ง")


def _is_others_section(section: str, division: str) -> bool:
    """True for a section before a division that it is no part of: "งานนิติการ กองคลัง"."""
    own = _divisions().get(squash(section)) if len(section) <= _LONGEST else None
    return own is not None and bool(_DIVISION.match(division)) and \
        squash(division)[: len(own)] != own and any(
            squash(division).startswith(other) for other in _divisions().values())


@cache
def _divisions() -> dict[str, str]:
    return {squash(r["value"]): squash(r["canonical"]) for r in table("sections")}


def _head(text: str) -> str:
    """The word that a group's name begins with: "กลุ่มงานอำนวยการ" -> "กลุ่มงาน"; "" for an office."""
    match = _GROUP.match(squash(text[:_LONGEST])) if office_word(text) == "group" else None
    return match[0] if match else ""


def _duty(name: str) -> tuple[str, str | None]:
    """A unit and the words of a task that stand behind a general one.

    Example: "ทุกส่วนราชการจัดทำคู่มือ" -> ("ทุกส่วนราชการ", "จัดทำคู่มือ").
    """
    general = _GENERAL.match(name)
    words = _starts("duties", "duty")
    if general and any(squash(general[2]).startswith(w) for w in words):
        return general[1], general[2]
    return name, None
