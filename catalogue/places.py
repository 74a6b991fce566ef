"""The gazetteer: provinces, amphoes and tambons with their official codes.

Codes are those of the Department of Provincial Administration: "93" พัทลุง, "9305" an amphoe of it,
"930503" a tambon of that. Source and licence: data/places/README.md.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from catalogue.lookup import table

CAPITAL = "เมือง"  # the amphoe of a province's capital, often printed without the province's name
BANGKOK = "10"
_NEAR_LETTERS = 4  # a shorter name has too many neighbours


class Area(NamedTuple):
    """A province, an amphoe or a tambon: its code of 2, 4 or 6 digits and its bare name."""

    code: str
    name: str


@cache
def _areas() -> dict[str, Area]:
    """Every area by its code."""
    provinces = {r["code"]: r["canonical"] for r in table("provinces")}
    rows = (*provinces.items(), *((r["value"], r["canonical"]) for name in ("amphoes", "tambons")
                                  for r in table(f"places/{name}")))
    return {code: Area(code, name) for code, name in rows}


@cache
def _inside() -> dict[str, tuple[Area, ...]]:
    """The amphoes of each province and the tambons of each amphoe, in the order of their codes."""
    found: dict[str, list[Area]] = defaultdict(list)
    for area in sorted(_areas().values()):
        found[area.code[:-2]].append(area)
    return {code: tuple(areas) for code, areas in found.items()}


@cache
def _by_name() -> dict[tuple[int, str], tuple[Area, ...]]:
    found: dict[tuple[int, str], list[Area]] = defaultdict(list)
    for area in sorted(_areas().values()):
        found[len(area.code), area.name].append(area)
    return {key: tuple(areas) for key, areas in found.items()}


def province(name: str) -> Area | None:
    """The province of a bare name: "พัทลุง" -> ("93", "พัทลุง")."""
    return next(iter(_by_name().get((2, name), ())), None)


def within(name: str, around: Area) -> Area | None:
    """The amphoe of a province, or the tambon of an amphoe, of this name; None where none is.

    Example: "เมือง" in พัทลุง is เมืองพัทลุง. No amphoe holds two tambons of one name.
    """
    full = f"{CAPITAL}{around.name}" if name == CAPITAL and len(around.code) == 2 else name
    return next((a for a in _inside().get(around.code, ()) if a.name == full), None)


def amphoes(name: str) -> tuple[Area, ...]:
    """Every amphoe of a name in the country."""
    return _by_name().get((4, name), ())


def tambons(name: str, around: str = "") -> tuple[Area, ...]:
    """Every tambon of a name, in the country or in the area whose code is `around`."""
    return tuple(a for a in _by_name().get((6, name), ()) if a.code.startswith(around))


def near(name: str, around: Area) -> tuple[Area, ...]:
    """The areas directly inside another whose names are one letter or mark away.

    Example: "ป่าพยอม" in พัทลุง -> ("9310", "ป่าพะยอม").
    """
    if len(name) < _NEAR_LETTERS:
        return ()
    return tuple(a for a in _inside().get(around.code, ())
                 if OSA.distance(name, a.name, score_cutoff=1) == 1)


def in_full(area: Area) -> str:
    """An area with all that it lies in: "ตำบลเกาะเต่า อำเภอป่าพะยอม จังหวัดพัทลุง"."""
    levels = [_areas()[area.code[:n]] for n in (2, 4, 6) if n <= len(area.code)]
    elsewhere = ("จังหวัด", "อำเภอ", "ตำบล")
    words = ("", "เขต", "แขวง") if area.code.startswith(BANGKOK) else elsewhere
    return " ".join(f"{word}{level.name}" for word, level in
                    reversed(list(zip(words, levels, strict=False))))
