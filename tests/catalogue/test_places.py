"""The gazetteer: codes, names and what lies in what."""

from __future__ import annotations

import pytest

from catalogue.lookup import table
from catalogue.places import Area, amphoes, in_full, near, province, tambons, within


def test_every_area_lies_in_one_that_is_known() -> None:
    """An amphoe's code begins with its province's, a tambon's with its amphoe's."""
    provinces = {row["code"] for row in table("provinces")}
    districts = {row["value"] for row in table("places/amphoes")}
    assert (len(provinces), len(districts), len(table("places/tambons"))) == (77, 928, 7436)
    assert all(code[:2] in provinces and len(code) == 4 for code in districts)
    assert all(row["value"][:4] in districts and len(row["value"]) == 6
               for row in table("places/tambons"))


def test_names_inside_one_area_differ() -> None:
    """So that a name printed with what it lies in means one place."""
    for name, digits in (("amphoes", 2), ("tambons", 4)):
        rows = [(row["value"][:digits], row["canonical"]) for row in table(f"places/{name}")]
        assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(("name", "around", "code"), [
    ("ป่าพะยอม", "พัทลุง", "9310"), ("เมือง", "พัทลุง", "9301"), ("เมืองพัทลุง", "พัทลุง", "9301"),
    ("ดุสิต", "กรุงเทพมหานคร", "1002"), ("ป่าพะยอม", "สงขลา", None), ("ไม่มีจริง", "พัทลุง", None),
])
def test_amphoe_of_a_province(name: str, around: str, code: str | None) -> None:
    area = province(around)
    assert area is not None
    found = within(name, area)
    assert (found.code if found else None) == code


def test_province() -> None:
    assert province("พัทลุง") == Area("93", "พัทลุง")
    assert province("พัทรุง") is None


def test_areas_of_one_name() -> None:
    """A name alone says little: there are many tambons called บางดี or ในเมือง."""
    assert len(tambons("ในเมือง")) > 5
    assert {area.code[:2] for area in tambons("ในเมือง", "40")} == {"40"}
    assert [area.code for area in amphoes("ป่าพะยอม")] == ["9310"]
    assert tambons("ไม่มีจริง") == ()


def test_names_one_letter_away() -> None:
    phatthalung = Area("93", "พัทลุง")
    assert [a.name for a in near("ป่าพยอม", phatthalung)] == ["ป่าพะยอม"]
    assert near("ป่าพะยอม", phatthalung) == ()
    assert near("ศรี", phatthalung) == ()


@pytest.mark.parametrize(("area", "text"), [
    (Area("93", "พัทลุง"), "จังหวัดพัทลุง"),
    (Area("9310", "ป่าพะยอม"), "อำเภอป่าพะยอม จังหวัดพัทลุง"),
    (Area("100101", "พระบรมมหาราชวัง"), "แขวงพระบรมมหาราชวัง เขตพระนคร กรุงเทพมหานคร"),
])
def test_area_in_full(area: Area, text: str) -> None:
    assert in_full(area) == text
