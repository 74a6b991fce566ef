"""Abbreviations of offices and posts in full, from tables and from what the form itself tells.

The printed form stays in `name` and `position`. What an abbreviation may stand for in two ways, or
what no table knows, is not expanded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from catalogue.lookup import table
from normalize.family import Part
from normalize.legend import Legend, explained, legend
from normalize.officeids import defined_offices, office_key, undefined
from normalize.offices import office_kinds
from normalize.text import squash
from normalize.wordtrie import any_of
from schema.record import ItemRecord, PersonRecord, UnitRecord
from schema.table import Frozen
from schema.value import Value, absent

PROVINCE_OFFICE = "สำนักงานจังหวัด"
_SHORT = re.compile(r"\.|ฯ")
_GROUP_FIRST = re.compile(r"((?:ก\.|กลุ่มงาน)\S++)\s++(?=\S*(?:จังหวัด|สนจ))(\S++)$|"
                          r"((?:กลุ่มงาน|กลุ่ม|ฝ่าย|งาน)\S+)\s+((?:กอง(?!ทุน)|สำนัก)\S+)$")
_GROUP_LAST = re.compile(r"(?=\S*(?:จังหวัด|สนจ|สนง))(\S++)\s++((?:ก\.|กลุ่มงาน)\S++)$")
_GROUPS = re.compile(r"(?:(?<!\s)\s++|)\(([^()]*+)\)?\s*+$")


class FullUnit(Frozen):
    """A unit in full: office, groups, both together, or what it may be."""

    office: str | None = None
    groups: tuple[str, ...] = ()
    expanded: str | None = None
    candidates: tuple[str, ...] = ()


@cache
def _words(name: str) -> dict[str, str]:
    """The words of a table without white space -> what they stand for."""
    return {squash(r["value"]): r["canonical"] for r in table(name)}


@cache
def _provinces() -> dict[str, str]:
    """Names and abbreviations of provinces -> name: "พท." -> "พัทลุง"."""
    rows = table("provinces")
    return {r["abbreviation"]: r["canonical"] for r in rows} | \
        {r["value"]: r["canonical"] for r in rows}


@lru_cache(maxsize=4096)
def full_unit(name: str, province: str | None = None, provincial: bool = False) -> FullUnit:
    """A unit in full. province: that of the form; provincial: it is a province's.

    Example: "สนจ.พท. (ก.ยุทธศาสตร์)" -> office "สำนักงานจังหวัดพัทลุง", group
    "กลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด".
    """
    bracket = _GROUPS.search(name)
    office, inner = (name[: bracket.start()], bracket[1]) if bracket else (name, "")
    if not inner:
        office, inner = _with_group(office.strip())
    printed = [g.strip() for g in re.split("[/,]", inner) if g.strip()]
    if _kind(office) == "group" and not printed:
        group = _group(office, PROVINCE_OFFICE if provincial else None)
        return FullUnit(groups=(group or office.strip(),), expanded=group)
    full, candidates = _office(office, province, provincial, bool(printed))
    groups = [_group(g, full) for g in printed]
    whole = full if all(groups) else None
    if whole and groups:
        whole = f"{whole} ({'/'.join(filter(None, groups))})"
    return FullUnit(office=full or office.strip(), expanded=whole, candidates=candidates,
                    groups=tuple(g or p for g, p in zip(groups, printed, strict=True)))


def _with_group(unit: str) -> tuple[str, str]:
    """Office and group of "ก.อำนวยการ สนจ.น่าน", "สนจ.น่าน กลุ่มงานอำนวยการ", "งานพัสดุ กองคลัง"."""
    first, last = _GROUP_FIRST.match(unit), _GROUP_LAST.match(unit)
    if first:
        return first[2] or first[4], first[1] or first[3]
    return (last[1], last[2]) if last else (unit, "")


def _kind(text: str) -> str | None:
    match = _beginning("offices").match(squash(text))
    return office_kinds()[match[0]] if match else None


@cache
def _beginning(name: str) -> re.Pattern[str]:
    return re.compile(any_of(_words(name)))


def _office(text: str, province: str | None, provincial: bool,
            grouped: bool) -> tuple[str | None, tuple[str, ...]]:
    """An office in full, and what it may be where that is open."""
    letters = squash(text)
    match = _beginning("offices").match(letters)
    if not match:
        return None, ()
    word, rest = match[0], letters[match.end():]
    base = _words("offices")[word]
    if word in _words("ambiguous"):
        return None, (base + rest, _words("ambiguous")[word] + rest)
    if rest in _provinces():
        return _of_province(base, _provinces()[rest], grouped)
    if rest[:2] == "จ." and rest[2:] in _provinces():
        return _of_province(base, _provinces()[rest[2:]], grouped=True)
    if rest.rstrip("ฯ") != rest or (provincial and not rest):
        return _elided(base + rest.rstrip("ฯ"), province, provincial), ()
    full = (text.strip() if word == base else base + rest)
    if provincial and (full in _words("provincial_offices")
                       or full in _words("provincial_offices").values()):
        return _elided(full, province, provincial), ()
    return (None if _SHORT.search(rest) else full), ()


def _of_province(base: str, province: str, grouped: bool) -> tuple[str | None, tuple[str, ...]]:
    """An office before a province: "สนง.พท." with a group is the province's own office."""
    if base != "สำนักงาน":
        return base + province, ()
    full = PROVINCE_OFFICE + province
    return (full, ()) if grouped else (None, (full,))


def _elided(stem: str, province: str | None, provincial: bool) -> str | None:
    """An office whose province is left out: "สนง.พาณิชย์ฯ"; None where the form tells none."""
    full = stem if stem.endswith("จังหวัด") else _words("provincial_offices").get(stem)
    if full is None:
        return None if stem in ("สำนักงาน", "กอง") or not provincial else stem
    return full + province if province else None


def _group(text: str, office: str | None) -> str | None:
    """A group in full, None where it is not known."""
    letters = squash(text).rstrip("ฯ")
    if letters.startswith("ก.") and letters not in _words("offices"):
        letters = "กลุ่มงาน" + letters.removeprefix("ก.")
    full = _words("offices").get(letters, letters)
    if office and office.startswith(PROVINCE_OFFICE):
        full = _words("provincial_groups").get(full, full)
    if full in _words("provincial_groups").values():
        return full
    known = _kind(full) is not None and not _SHORT.search(full)
    return full if known and not squash(text).endswith("ฯ") else None


@lru_cache(maxsize=4096)
def full_position(position: str) -> str | None:
    """A post with its abbreviations in full; None where one may mean two things.

    Example: "นวค.นโยบายและแผนชก. รก.ผอ.กองคลัง" -> "นักวิเคราะห์นโยบายและแผนชำนาญการ
    รักษาการผู้อำนวยการกองคลัง".
    """
    out, at = "", 0
    pattern = _short_posts()
    while at < len(position):
        starts = at == 0 or position[at - 1] in " /(,." or out.endswith(_acting_words())
        match = pattern.match(position, at) if starts else _acting_behind_level(position, at, out)
        if match:
            if match[0] in _words("ambiguous"):
                return None
            out, at = out + _posts()[match[0]], match.end()
        else:
            out, at = out + position[at], at + 1
    level = re.search(any_of(_levels()) + "$", out)
    return out[: level.start()] + _levels()[level[0]] if level else out


def _acting_behind_level(position: str, at: int, before: str) -> re.Match[str] | None:
    """An acting word that a line's end glued to the level of a post: "ปฏิบัติการรก.หัวหน้า…"."""
    if not before.endswith(_whole_levels()):
        return None
    return _short_acting().match(position, at)


@cache
def _short_acting() -> re.Pattern[str]:
    return re.compile(any_of({r["value"]: "" for r in table("acting") if "." in r["value"]}))


@cache
def _whole_levels() -> tuple[str, ...]:
    return tuple({r["canonical"] for r in table("position_levels")})


@cache
def _posts() -> dict[str, str]:
    """Abbreviated posts and words of acting -> in full."""
    rows = [*table("positions"), *table("acting")]
    return {r["value"]: r["canonical"] for r in rows if "." in r["value"]}


@cache
def _short_posts() -> re.Pattern[str]:
    return re.compile(any_of(_posts()))


@cache
def _acting_words() -> tuple[str, ...]:
    return tuple({r["canonical"] for r in table("acting")})


@cache
def _levels() -> dict[str, str]:
    return {r["value"]: r["canonical"] for r in table("position_levels")
            if r["value"].endswith(".")}


class FormFacts(Frozen):
    """What a form tells of its agency: province, type, name."""

    province: str | None = None
    agency_type: str | None = None
    agency: str | None = None


def with_full_names(items: Sequence[ItemRecord], facts: FormFacts,
                    pieces: Sequence[Part] = ()) -> tuple[ItemRecord, ...]:
    """The items with their units and positions in full; one office has one id in a form.

    pieces: the parts of the form, whose legend explains abbreviations.
    """
    ids: dict[str, str] = {}
    brackets = defined_offices(str(unit.text("name")) for item in items for unit in item.units)
    told = _Told(facts, legend(pieces, brackets), brackets)
    return tuple(item.model_copy(update={
        "units": tuple(_full(unit, told, ids) for unit in item.units),
        "assignees": tuple(map(_full_post, item.assignees)),
        "certifiers": tuple(map(_full_post, item.certifiers)),
    }) for item in items)


class _Told(NamedTuple):
    """What a form tells of its offices: its own facts, its legend, what stands in brackets."""

    facts: FormFacts
    legend: Legend
    brackets: Mapping[str, set[str]]


def _full(unit: UnitRecord, told: _Told, ids: dict[str, str]) -> UnitRecord:
    name, facts = unit.values["name"], told.facts
    printed, places, may_be = explained(undefined(str(name.text), told.brackets), told.legend)
    full = full_unit(printed, facts.province, facts.agency_type == "province")
    if may_be:
        full = full.model_copy(update={"expanded": None, "candidates": may_be})
    key = office_key(full.office or "", facts.agency)
    office_id = ids.setdefault(key, f"u{len(ids) + 1}") if key else None
    defined = () if printed == name.text else ("unit.legend",) if places else ("unit.defined",)
    expanded = Value(text=full.expanded, places=(*name.places, *places),
                     rules=("unit.expanded", *defined),
                     confidence=name.confidence) if full.expanded else absent("not_stated")
    return unit.model_copy(update={
        "values": {**unit.values, "expanded": expanded}, "office_id": office_id,
        "parts": {"office": full.office, "groups": list(full.groups)},
        "candidates": full.candidates})


def _full_post(person: PersonRecord) -> PersonRecord:
    position = person.values["position"]
    full = full_position(str(position.text)) if position.text else None
    if full is None:
        return person
    value = position.model_copy(update={"text": full, "rules": (*position.rules, "post.expanded")})
    return person.model_copy(update={"values": {**person.values, "position_expanded": value}})
