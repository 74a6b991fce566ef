"""The printed place of an agency beside the gazetteer."""

from __future__ import annotations

import pytest

from normalize.places import PlaceReading, place_of
from schema.table import Place
from schema.value import Value, absent

HERE = Place(line=2)


def placed(name: str | None = None, amphoe: str | None = None, province: str | None = None,
           tambon: str | None = None, cells: tuple[str, ...] = ()) -> PlaceReading:
    """The place of an agency that prints these names."""
    texts = {"agency_name": name, "amphoe": amphoe, "province": province, "tambon": tambon}
    return place_of({field: Value(text=text, raw=text, places=(HERE,)) if text
                     else absent("not_stated") for field, text in texts.items()}, cells)


def codes(reading: PlaceReading) -> tuple[str | None, ...]:
    """The codes, from the province down."""
    return tuple(reading.codes[f"{level}_code"].text for level in ("province", "amphoe", "tambon"))


@pytest.mark.parametrize(("printed", "found"), [
    ({"province": "พัทลุง"}, ("93", None, None)),
    ({"province": "พัทลุง", "amphoe": "ป่าพะยอม"}, ("93", "9310", None)),
    ({"province": "พัทลุง", "amphoe": "เมือง"}, ("93", "9301", None)),
    ({"province": "พัทลุง", "amphoe": "ป่าพะยอม", "tambon": "เกาะเต่า"}, ("93", "9310", "931003")),
    ({"name": "องค์การบริหารส่วนตำบลเกาะเต่า", "province": "พัทลุง", "amphoe": "ป่าพะยอม"},
     ("93", "9310", "931003")),
    ({"name": "เทศบาลตำบลเกาะเต่า", "province": "พัทลุง", "amphoe": "ป่าพะยอม"}, ("93", "9310", None)),
    ({"amphoe": "ป่าพะยอม"}, (None, None, None)),
    ({}, (None, None, None)),
])
def test_codes_of_what_is_printed(printed: dict[str, str], found: tuple[str | None, ...]) -> None:
    """An อบต. is named after its tambon, a municipality need not be; a lone amphoe is no place."""
    reading = placed(**printed)  # type: ignore[arg-type]
    assert codes(reading) == found
    assert reading.findings == ()


def test_code_keeps_the_place_and_the_words_it_was_read_from() -> None:
    code = placed(province="พัทลุง").codes["province_code"]
    assert (code.raw, code.places, code.rules) == ("พัทลุง", (HERE,), ("place.gazetteer",))


@pytest.mark.parametrize(("printed", "why"), [
    ({"province": "พัทลุง"}, "not_stated"), ({"province": "พัทลุง", "amphoe": "ไม่มีจริง"}, "unreadable"),
    ({"amphoe": "ป่าพะยอม"}, "unreadable"),
])
def test_why_a_code_is_null(printed: dict[str, str], why: str) -> None:
    """Nothing printed is not stated; a name that leads to no place is not readable."""
    assert placed(**printed).codes["amphoe_code"].absent == why  # type: ignore[arg-type]


@pytest.mark.parametrize(("printed", "check", "candidate"), [
    ({"province": "สงขลา", "amphoe": "ป่าพะยอม"}, "place_conflict", "อำเภอป่าพะยอม จังหวัดพัทลุง"),
    ({"province": "พัทลุง", "amphoe": "ป่าพยอม"}, "place_unknown", "อำเภอป่าพะยอม จังหวัดพัทลุง"),
    ({"province": "พัทลุง", "amphoe": "เมือง", "tambon": "เกาะเต่า"}, "place_conflict",
     "ตำบลเกาะเต่า อำเภอป่าพะยอม จังหวัดพัทลุง"),
    ({"province": "พัทลุง", "amphoe": "สายลมหอม"}, "place_unknown", "-"),
])
def test_place_that_is_not_in_the_printed_place(printed: dict[str, str], check: str,
                                                candidate: str) -> None:
    """A finding with what may be meant; nobody is accused, and no code is guessed."""
    [found] = placed(**printed).findings  # type: ignore[arg-type]
    assert (found.check, found.origin, found.evidence) == (check, "unsure", (HERE,))
    assert candidate in found.data["candidates"]


@pytest.mark.parametrize(("printed", "candidates"), [
    ({"amphoe": "ป่าพะยอม"}, ("อำเภอป่าพะยอม จังหวัดพัทลุง",)),
    ({"name": "องค์การบริหารส่วนตำบลลานข่อย", "province": "พัทลุง"},
     ("ตำบลลานข่อย อำเภอป่าพะยอม จังหวัดพัทลุง",)),
    ({"name": "องค์การบริหารส่วนตำบลในเมือง"}, ()),
    ({"cells": ("สนจ.พท.", "ปจ.พท. (ก.ปกครอง)", "สนง.ประมงฯ")}, ("จังหวัดพัทลุง",)),
    ({"cells": ("สนจ.พท.", "สนจ.สข.", "ทสจ.พท.", "ปจ.สข.")}, ()),
    ({"cells": ("สนจ.พท.",)}, ()),
    ({"province": "น่าน", "cells": ("สนจ.พท.", "ปจ.พท.")}, ()),
])
def test_candidates_where_the_print_does_not_tell(printed: dict[str, object],
                                                  candidates: tuple[str, ...]) -> None:
    """A few places it may be; where there are many, or the print tells, none."""
    assert placed(**printed).candidates == candidates  # type: ignore[arg-type]
