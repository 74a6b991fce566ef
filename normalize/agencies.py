"""The agency of a form and its place, by the vote of everything the form prints about itself.

Only what is printed counts: type word and name, amphoe, province. A majority wins (with a finding
where there was a minority); a tie is null, its sides are candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from pythainlp.tokenize import word_tokenize

from catalogue.lookup import table
from normalize.findings import finding
from normalize.text import nfc, squash
from schema.finding import Finding
from schema.table import Frozen, Place
from schema.value import Text, Value, absent

LOCAL = frozenset({"sao", "municipality", "pao", "school", "hospital"})
_INSTITUTION = ("วิทยาลัย", "มหาวิทยาลัย", "สถาบัน", "สถานีตำรวจ", "ตำรวจภูธร", "เรือนจำ", "โรง")
_NAME = r"\s*([ก-ฮเ-ไ][\u0e01-\u0e4e]{1,40}(?:-[ก-ฮเ-ไ][\u0e01-\u0e4e]+)?(?: เขต \d{1,2})?)"
_CUT = re.compile(
    r"อำเภอ|จังหวัด|ตำบล|เทศบาล|องค์การบริหาร|ประจำ|ปีงบ|ตามแบบ|ในการ|เพื่อ|ครั้งที่|พ\.ศ\.|กรุงเทพ"
)
_LONG = 10  # letters; a shorter stop word must be a whole word
_MINISTRY = ("กระทรวง", "ทบวง")
_COMPLETE = ("เมืองพัทยา",)  # names that are their own type word
_AMPHOE = re.compile(r"(?:อำเภอ|(?<![ก-๎])อ\.|เขต(?=[ก-ฮเ-ไ]+\s*(?:จังหวัด|กรุงเทพ)))" + _NAME)
_TAMBON = re.compile(r"(?<!ส่วน)(?<!เทศบาล)(?<!สุขภาพ)(?:ตำบล|(?<![ก-๎])ต\.)" + _NAME)


class Mention(Frozen):
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


def agency_of(own: Sequence[Mention], body: Sequence[Mention]) -> AgencyReading:
    """The agency of a form from its own lines (cover, headings, notes, signature) and its cells.

    The cells are asked only where the form's own lines say nothing. Example: the heading
    "ข้อมูลของจังหวัดพัทลุง" -> name "จังหวัดพัทลุง", type "province", province "พัทลุง".
    """
    provinces = _votes(own, _province_votes)
    beside = [v for m in own if _province_votes(m) for v in _agency_votes(m)]
    names = (_votes(own, _local_votes) or beside or provinces or _votes(own, _agency_votes)
             or _votes(body, _body_votes) or _votes(body, _office_votes))
    if not provinces and all(v.kind == "province" for v in names):
        provinces = names
    name, name_findings, candidates = _elected("agency_name", names)
    province, province_findings, _ = _elected("province", provinces)
    amphoe, amphoe_findings, _ = _elected("amphoe", _votes(own, _amphoe_votes))
    tambon, _, _ = _elected("tambon", _votes(own, _tambon_votes))
    kinds = {v.name: v.kind for v in names}
    full = _in_full(name, kinds)
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


def _type(name: Text, kinds: dict[str, str], names: list[_Vote], body: Sequence[Mention]) -> Text:
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


@cache
def _types() -> tuple[tuple[str, re.Pattern[str], str, str, bool], ...]:
    """(word, pattern with name, full word, type, abbreviated) per type word, the longest first."""
    rows = sorted(table("agencies"), key=lambda r: -len(squash(r["value"])))
    out = []
    for row in rows:
        if row["type"] == "province":
            continue
        word = squash(row["value"])
        start = r"(?<![ก-๎])" if len(word) < 6 else ""
        pattern = re.compile(start + r"\s*".join(map(re.escape, word)) + _NAME)
        short = word != squash(row["canonical"])
        out.append((word, pattern, row["canonical"], row["type"], short))
    return tuple(out)


@cache
def _stop_words() -> tuple[str, ...]:
    return tuple(r["value"] for r in table("not_agencies"))


def _agency_votes(mention: Mention) -> list[_Vote]:
    """Local agencies that a line names: "องค์การบริหารส่วนตำบลธารแก้ว"."""
    text, out = nfc(mention.text), []
    letters = squash(text)  # most lines hold no type word at all
    for word, pattern, full, kind, short in _types():
        if word not in letters:
            continue
        for match in pattern.finditer(text):
            name = _cut(match[1])
            if name:
                out.append(_Vote(name=full + name, kind=kind, place=mention.place,
                                 weight=mention.weight, raw=match[0], expanded=short))
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    out += [_Vote(name=w, kind="other", place=mention.place, weight=mention.weight, raw=w)
            for w in _COMPLETE if w in nfc(mention.text)]
    departments = [v for v in out if v.kind == "department" and not v.name.startswith(_MINISTRY)]
    return [v for v in out if not (departments and v.name.startswith(_MINISTRY))]


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
            if v.kind in LOCAL or v.name.startswith(_INSTITUTION)]


def _body_votes(mention: Mention) -> list[_Vote]:
    """Local agencies written out in full in a cell; an abbreviation there may be a misreading."""
    return [v for v in _agency_votes(mention)
            if not v.expanded and v.kind in LOCAL - {"school", "hospital"}]


def _cut(name: str) -> str:
    """A name up to the next word that is none of it; "" where it is no name."""
    name = _CUT.split(name)[0].strip(" -")
    stops = _stop_words()
    long = tuple(w for w in stops if len(w) >= _LONG)
    first = word_tokenize(name, engine="newmm")[0] if name else ""
    return "" if len(name) < 2 or first in stops or name.startswith(long) else name


@cache
def _provinces() -> tuple[tuple[str, str], ...]:
    rows = {(r["value"], r["canonical"]) for r in table("provinces") if "." not in r["value"]}
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


def _province_votes(mention: Mention) -> list[_Vote]:
    """Provinces that a line names behind "จังหวัด" (or "จ.")."""
    text = re.sub(r"(?<=จังหวัด)\s+", "", nfc(mention.text))
    out = []
    for match in re.finditer(r"จังหวัด|(?<![ก-๎])จ\.\s*|(?=กรุงเทพมหานคร)", text):
        rest = text[match.end():]
        found = next((c for v, c in _provinces() if rest.startswith(v)), None)
        if found:
            out.append(_Vote(name=found, kind="province", place=mention.place,
                             weight=mention.weight, raw=match[0] + found))
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
    found = ((_cut(m[1]), m[0]) for m in pattern.finditer(nfc(mention.text)))
    return [_Vote(name=n, kind="place", place=mention.place, weight=mention.weight, raw=raw)
            for n, raw in found if n]


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
    rules = (*rules, "agency.majority") if len(ranked) > 1 else rules
    value = Value(text=ranked[0][0], raw=winner[0].raw, rules=rules,
                  places=tuple(dict.fromkeys(v.place for v in winner)),
                  confidence=round(0.5 + share / 2, 3) if len(ranked) > 1 else 1.0)
    return value, found, tuple(n for n, _ in ranked[1:])
