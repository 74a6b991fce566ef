"""The agency of a form and its place, by the vote of everything the form prints about itself.

Only what is printed counts: type word and name, amphoe, province. A majority wins (with a finding
where there was a minority); a tie is null, its sides are candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from normalize.agencywords import (
    NAME,
    agency_types,
    agency_words,
    mended_types,
    name_before,
    province_names,
)
from normalize.findings import finding
from normalize.lostmarks import damaged
from normalize.text import nfc, squash
from schema.finding import Finding
from schema.table import Frozen, Place
from schema.value import Text, Value, absent

LOCAL = frozenset({"sao", "municipality", "pao", "school", "hospital"})
_SURE = 0.8  # confidence of an agency whose type word lost marks or has a misread letter
_AMPHOE = re.compile(r"(?:อำเภอ|(?<![ก-๎])อ\.|เขต(?=[ก-ฮเ-ไ]{1,40}\s*(?:จังหวัด|กรุงเทพ)))" + NAME)
_TAMBON = re.compile(
    r"(?<!ส่วน)(?<!สวน)(?<!เทศบาล)(?<!สุขภาพ)(?:ตำบล|(?<![ก-๎])ต\.)" + NAME)
_ADDRESS = re.compile(  # "…ตำบลบ่อแก้ว อำเภอนาหมื่น": where an agency is, not which it is
    rf"^(?:(?!จังหวัด|อำเภอ).)*{damaged('ตำบล')}\s*[ก-๎]{{1,60}}\s*(?:อำเภอ|(?<![ก-๎])อ\.)")
_ABBREVIATED = re.compile(r"[ก-ฮ]{1,5}\.")  # "สป. = สำนักปลัดเทศบาล กยผ. = …": no name
_LEADERS = re.compile(r"[.…_]{2,}")
_LABELLED = re.compile(
    r"(?:(?<=อำเภอ)|(?<=ตำบล)|(?<=จังหวัด)|(?<=หน่วยงาน))\s*[:：]\s*")
_PROVINCE = re.compile(rf"{damaged('จังหวัด')}|(?<![ก-๎])จ\.\s*|(?=กรุงเทพมหานคร)")


class Mention(NamedTuple):
    """A line that may name the agency, where it stands and how much it counts."""

    text: str
    place: Place
    weight: int = 1


class AgencyReading(Frozen):
    """What a form says of its agency; every field a Value."""

    values: dict[str, Value[str]] = {}
    candidates: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class _Vote(Frozen):
    name: str
    kind: str
    place: Place
    weight: int
    raw: str = ""
    expanded: bool = False
    mended: bool = False


def agency_of(own: Sequence[Mention], body: Iterable[Mention]) -> AgencyReading:
    """The agency of a form from its own lines (cover, headings, notes, signature) and its cells.

    The cells are asked only where the form's own lines say nothing. Example: the heading
    "ข้อมูลของจังหวัดพัทลุง" -> name "จังหวัดพัทลุง", type "province", province "พัทลุง".
    """
    provinces = _votes(own, _province_votes)
    beside = [v for m in own if _province_votes(m) for v in _agency_votes(m)]
    addressed = [m.place for m in own if _ADDRESS.search(_printed(m.text))]
    whose = [v for v in provinces if v.place not in addressed]
    names = (_votes(own, _local_votes) or _votes(own, _mended_votes) or beside or whose
             or _votes(own, _agency_votes)
             or _votes(body, _body_votes) or _votes(body, _office_votes))
    if not provinces and all(v.kind == "province" for v in names):
        provinces = names
    name, name_findings, candidates = _elected("agency_name", names)
    province, province_findings, _ = _elected("province", provinces)
    amphoe, amphoe_findings, _ = _elected("amphoe", _votes(own, _amphoe_votes))
    tambon, _, _ = _elected("tambon", _votes(own, _tambon_votes))
    kinds = {v.name: v.kind for v in names}
    full = _in_full(name, kinds)
    if not names and provinces:  # somebody is addressed whose name was not understood
        full = absent("unreadable", tuple(v.place for v in provinces))
    values = {
        "agency_name": full,
        "agency_type": _type(name, kinds, names, body),
        "province": province, "amphoe": amphoe, "tambon": tambon,
        "agency_code": absent("not_in_form"),
    }
    same = () if names is provinces else province_findings
    return AgencyReading(values=values, candidates=candidates,
                         findings=(*name_findings, *same, *amphoe_findings))


def _in_full(name: Text, kinds: dict[str, str]) -> Text:
    """The name with its type word: a bare province gets "จังหวัด" before it."""
    if name.text is None or kinds.get(name.text) != "province":
        return name
    full = name.text if name.text == "กรุงเทพมหานคร" else f"จังหวัด{name.text}"
    return name.model_copy(update={"text": full})


def _type(name: Text, kinds: dict[str, str], names: list[_Vote], body: Iterable[Mention]) -> Text:
    """The type of the agency, which may be known where its name is not."""
    if name.text is not None:
        return name.model_copy(update={"text": kinds[name.text]})
    types = {v.kind for v in names}
    if len(types) == 1:
        return Value(text=types.pop(), places=(names[0].place,), confidence=0.9)
    office = re.compile("(?:สำนักงานจังหวัด|สนจ\\.|เว็บไซต์(?:ของ)?จังหวัด|ส่วนราชการในจังหวัด)")
    found = next((m for m in body if office.search(nfc(m.text))), None)
    if found and not names:
        return Value(text="province", raw=found.text, places=(found.place,), confidence=0.9,
                     rules=("agency.type_by_offices",))
    return absent("not_stated")


def _votes(mentions: Iterable[Mention], reader: Callable[[Mention], list[_Vote]]) -> list[_Vote]:
    return [vote for mention in mentions for vote in reader(mention)]


def _printed(text: str) -> str:
    """A line without dotted leaders and the colons of its labels: "อำเภอ : ปัว" -> "อำเภอ ปัว"."""
    return _LABELLED.sub(" ", _LEADERS.sub(" ", nfc(text)))


def _raw(mention: Mention, found: str) -> str:
    """The words of a vote as the line prints them; the line where leaders stand among them."""
    return found if found in nfc(mention.text) else mention.text.strip()


def _agency_votes(mention: Mention) -> list[_Vote]:
    """Local agencies that a line names: "องค์การบริหารส่วนตำบลธารแก้ว"."""
    text, out = _printed(mention.text), []
    if _ADDRESS.search(text):
        text = _AMPHOE.sub(lambda m: " " * len(m[0]), text)
    letters = squash(text)  # most lines hold no type word at all
    for word, pattern, full, kind, short in agency_types():
        if word not in letters:
            continue
        for match in pattern.finditer(text):
            name = name_before(match[1])
            if name and not _ABBREVIATED.match(text, match.start(1)):
                out.append(_Vote(name=full + name, kind=kind, place=mention.place,
                                 weight=mention.weight, raw=_raw(mention, match[0]),
                                 expanded=short))
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    out += [_Vote(name=w, kind="other", place=mention.place, weight=mention.weight, raw=w)
            for w in agency_words("complete") if w in nfc(mention.text)]
    ministry = agency_words("ministry")
    departments = [v for v in out if v.kind == "department" and not v.name.startswith(ministry)]
    return [v for v in out if not (departments and v.name.startswith(ministry))]


def _mended_votes(mention: Mention) -> list[_Vote]:
    """Agencies whose type word is damaged: "องคการบริหารสวนตำบลบ่อแก้ว"."""
    text = _printed(mention.text)
    for pattern, word, kind in mended_types():
        match = pattern.search(text)
        name = name_before(match[1]) if match else ""
        if match and name:
            return [_Vote(name=word + name, kind=kind, place=mention.place, weight=mention.weight,
                          raw=_raw(mention, match[0]), mended=True)]
    return []


@lru_cache(maxsize=4096)  # the same headers and units, page after page
def local_agency(text: str) -> tuple[str, str] | None:
    """The one local agency that a text names, in full, and the words that name it; else None.

    Example: "อบต.ป่าไผ่ อำเภอเขาขวาง" -> ("องค์การบริหารส่วนตำบลป่าไผ่", "อบต.ป่าไผ่").
    """
    votes = _local_votes(Mention(text=text, place=Place()))
    names = {vote.name for vote in votes}
    return (votes[0].name, votes[0].raw) if len(names) == 1 else None


def _local_votes(mention: Mention) -> list[_Vote]:
    """Agencies of a place: they name their province, and are not the province."""
    return [v for v in _agency_votes(mention)
            if v.kind in LOCAL or v.name.startswith(agency_words("local"))]


def _body_votes(mention: Mention) -> list[_Vote]:
    """Local agencies written out in full in a cell; an abbreviation there may be a misreading."""
    return [v for v in _agency_votes(mention)
            if not v.expanded and v.kind in LOCAL - {"school", "hospital"}]


def _province_votes(mention: Mention) -> list[_Vote]:
    """Provinces that a line names behind "จังหวัด" (or "จ.")."""
    text, out = _printed(mention.text), []
    for match in _PROVINCE.finditer(text):
        rest = text[match.end():].lstrip()
        found = next((c for v, c in province_names() if rest.startswith(v)), None)
        if found:
            mended = "ง" in match[0] and match[0] != "จังหวัด"
            out.append(_Vote(name=found, kind="province", place=mention.place, mended=mended,
                             weight=mention.weight, raw=_raw(mention, match[0] + found)))
    return out


def _office_votes(mention: Mention) -> list[_Vote]:
    """The province in the name of a provincial office: "สำนักงานจังหวัดพัทลุง"."""
    text = nfc(mention.text)
    return _province_votes(mention) if re.search("สำนักงานจังหวัด|สนง\\.จังหวัด", text) else []


def _amphoe_votes(mention: Mention) -> list[_Vote]:
    return _place_votes(_AMPHOE, mention)


def _tambon_votes(mention: Mention) -> list[_Vote]:
    return _place_votes(_TAMBON, mention)


def _place_votes(pattern: re.Pattern[str], mention: Mention) -> list[_Vote]:
    found = ((name_before(m[1]), m[0]) for m in pattern.finditer(_printed(mention.text)))
    return [_Vote(name=n, kind="place", place=mention.place, weight=mention.weight,
                  raw=_raw(mention, raw)) for n, raw in found if n]


def _elected(field: str, votes: list[_Vote]) -> tuple[Text, tuple[Finding, ...], tuple[str, ...]]:
    """The name most voted for; null on a tie. A minority gives a finding."""
    if not votes:
        return absent("not_stated"), (), ()
    count: Counter[str] = Counter()
    for vote in votes:
        count[vote.name] += vote.weight
    ranked = count.most_common()
    places = tuple(v.place for v in votes)
    found = (() if len(ranked) == 1 else
             (finding("agency_conflict" if field == "agency_name" else "place_conflict",
                      "unsure", places, field=field,
                      names=", ".join(n for n, _ in ranked)),))
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return absent("unreadable", places), found, tuple(n for n, _ in ranked)
    winner = [v for v in votes if v.name == ranked[0][0]]
    share = ranked[0][1] / sum(count.values())
    rules = ("agency.expanded",) if all(v.expanded for v in winner) else ()
    mended = all(v.mended for v in winner)
    rules = (*rules, "agency.marks") if mended else rules
    rules = (*rules, "agency.majority") if len(ranked) > 1 else rules
    sure = _SURE if mended else 1.0
    value = Value(text=ranked[0][0], raw=winner[0].raw, rules=rules,
                  places=tuple(dict.fromkeys(v.place for v in winner)),
                  confidence=min(sure, round(0.5 + share / 2, 3)))
    return value, found, tuple(n for n, _ in ranked[1:])
