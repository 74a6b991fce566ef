"""The printed place of an agency beside the gazetteer: official codes, contradictions, candidates.

A code is given only where the names that are printed lead to one place. The gazetteer alone never
fills a name: what it suggests stands among the candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from catalogue import places
from catalogue.lookup import table
from catalogue.places import Area, in_full
from normalize.findings import finding
from normalize.text import nfc
from schema.finding import Finding
from schema.table import Frozen
from schema.value import Text, Value, absent

RULE = "place.gazetteer"
FIELDS = {"อำเภอ": "amphoe", "ตำบล": "tambon"}
_SHOWN = 5         # candidates; more say nothing
_TAMBON_OFFICE = "องค์การบริหารส่วนตำบล"  # is named after its tambon
_LEAST = 2         # cells that must print the same abbreviation of a province
_ABBREVIATED = re.compile(r"[ก-ฮ]{2,4}\.\s?([ก-ฮ]{2})\.(?![ก-ฮ])")


class PlaceReading(Frozen):
    """Codes by field (province_code, amphoe_code, tambon_code), places it may be, findings."""

    codes: dict[str, Value[str]] = {}
    candidates: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class _Step(Frozen):
    """One level: its area where it is known, its code, what else may be meant."""

    area: Area | None = None
    code: Text
    candidates: tuple[Area, ...] = ()
    findings: tuple[Finding, ...] = ()


def place_of(agency: Mapping[str, Value[str]], cells: Iterable[str]) -> PlaceReading:
    """The place of an agency whose name, province, amphoe and tambon are as printed.

    cells: texts of the form's cells, whose abbreviations may hint at a province that nothing
    names. Example: "อบต.เกาะเต่า", "ป่าพะยอม", "พัทลุง" -> tambon_code "931003".
    """
    province = _province(agency["province"])
    amphoe = _inside("อำเภอ", agency["amphoe"], province.area)
    tambon = _inside("ตำบล", _tambon(agency), amphoe.area)
    known = amphoe.area or province.area
    told = amphoe.candidates or tambon.candidates or _anywhere(_tambon(agency), known)
    told = told or _by_abbreviation(agency["province"], cells)
    shown = tuple(in_full(area) for area in told) if len(told) <= _SHOWN else ()
    return PlaceReading(
        codes={"province_code": province.code, "amphoe_code": amphoe.code,
               "tambon_code": tambon.code},
        candidates=shown if tambon.area is None else (),
        findings=(*amphoe.findings, *tambon.findings))


def _province(printed: Text) -> _Step:
    area = places.province(printed.text) if printed.text else None
    return _Step(area=area, code=_code(printed, area))


def _inside(word: str, printed: Text, around: Area | None) -> _Step:
    """An amphoe in its province, or a tambon in its amphoe."""
    if printed.text is None or around is None:
        others = places.amphoes(printed.text) if printed.text and word == "อำเภอ" else ()
        return _Step(code=_code(printed, None), candidates=others)
    area = places.within(printed.text, around)
    if area is not None:
        return _Step(area=area, code=_code(printed, area))
    near = places.near(printed.text, around)
    elsewhere = (places.amphoes if word == "อำเภอ" else places.tambons)(printed.text)
    told = near or elsewhere
    check = "place_conflict" if elsewhere and not near else "place_unknown"
    return _Step(code=_code(printed, None), candidates=told, findings=(
        finding(check, "unsure", printed.places, field=FIELDS[word],
                names=f"{word}{printed.text}, {in_full(around)}", candidates=_listed(told)),))


def _listed(areas: Sequence[Area]) -> str:
    shown = [in_full(area) for area in areas[:_SHOWN]]
    return ", ".join(shown) + (" …" if len(areas) > _SHOWN else "") if areas else "-"


def _code(printed: Text, area: Area | None) -> Text:
    """The code of a printed name; why it is null where nothing is printed or no place is meant."""
    if area is None:
        return absent("unreadable" if printed.text else printed.absent or "not_stated",
                      printed.places)
    return Value(text=area.code, raw=printed.raw, places=printed.places, rules=(RULE,),
                 confidence=printed.confidence)


def _tambon(agency: Mapping[str, Value[str]]) -> Text:
    """The tambon: as printed, else the one that an อบต. is named after."""
    name = agency["agency_name"]
    if agency["tambon"].text or not (name.text or "").startswith(_TAMBON_OFFICE):
        return agency["tambon"]
    return name.model_copy(update={"text": (name.text or "").removeprefix(_TAMBON_OFFICE)})


def _anywhere(tambon: Text, known: Area | None) -> tuple[Area, ...]:
    """The tambons of a name in the part of the country that is known."""
    return places.tambons(tambon.text, known.code if known else "") if tambon.text else ()


@cache
def _abbreviations() -> dict[str, str]:
    return {r["abbreviation"].removesuffix("."): r["canonical"] for r in table("provinces")}


def _by_abbreviation(printed: Text, cells: Iterable[str]) -> tuple[Area, ...]:
    """The province that the offices of a form abbreviate ("สนจ.พท."), where none is printed."""
    if printed.text or printed.places:
        return ()
    known = _abbreviations()
    count = Counter(known[short] for text in cells for short in set(_ABBREVIATED.findall(nfc(text)))
                    if short in known)
    ranked = count.most_common(2)
    if not ranked or ranked[0][1] < _LEAST or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ()
    area = places.province(ranked[0][0])
    return (area,) if area else ()
