"""Abbreviations that a form explains are its units in full; what it explains twice stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from schema.form import Form, Unit
from tests.unseen.written import celled, read, tabbed, titles

PLAN = "กองยุทธศาสตร์และแผนงาน"
UNITS = ("กยผ.", "สป.", "กค. (งานพัสดุ)", "กยผ")


def form(folder: Path, *legends: str) -> Form:
    official = titles(2567)
    rows = [("ข้อ", "ข้อมูล", "หน่วยงานที่รับผิดชอบ", "ผู้รับผิดชอบ")]
    rows += [(f"O{n}", official[f"O{n}"], unit, "นายกิตติ มั่นคง ผอ.กองคลัง")
             for n, unit in enumerate(UNITS, 1)]
    head = "แบบมอบหมาย OIT เทศบาลตำบลวังทราย ปีงบประมาณ พ.ศ. 2567\n\n"
    return read(folder, head + tabbed(*rows) + "\n" + "\n\n".join(legends) + "\n")


def units(made: Form) -> list[Unit]:
    return [item.units[0] for item in made.items]


@pytest.mark.parametrize("told", [
    "กยผ. = กองยุทธศาสตร์และแผนงาน",
    "กยผ. หมายถึง กองยุทธศาสตร์และแผนงาน",
    "หมายเหตุ : สป. = สำนักปลัด, กยผ. = กองยุทธศาสตร์และแผนงาน",
    "หมายเหตุ กยผ. ย่อมาจาก กองยุทธศาสตร์และแผนงาน / สป. ย่อมาจาก สำนักปลัด",
    "1. กยผ. = กองยุทธศาสตร์และแผนงาน 2. สป. = สำนักปลัด",
    "กยผ : กองยุทธศาสตร์และแผนงาน ; สป : สำนักปลัด",
    "ก.ย.ผ. คือ กองยุทธศาสตร์และแผนงาน",
    tabbed(("ชื่อย่อ", "ชื่อเต็ม"), ("กยผ.", PLAN), ("กค.", "กองคลัง")),
    tabbed(("ที่", "ชื่อเต็ม", "คำย่อ"), ("1", PLAN, "กยผ."), ("2", "กองคลัง", "กค.")),
    tabbed(("คำย่อ", "คำเต็ม", "คำย่อ", "คำเต็ม"), ("กค.", "กองคลัง", "กยผ.", PLAN)),
    celled(("ชื่อย่อ", "ชื่อเต็ม"), ("กยผ.", "กองยุทธศาสตร์และ\nแผนงาน"), ("กค.", "กองคลัง")),
])
def test_a_legend_is_taken(told: str, tmp_path: Path) -> None:
    made = form(tmp_path, told)
    first, last = units(made)[0], units(made)[3]
    assert (first.name, first.expanded, first.candidates) == ("กยผ.", PLAN, ())
    assert (last.expanded, last.office_id) == (PLAN, first.office_id)
    item = made.items[0]
    assert item.rules["units/0/expanded"] == ("unit.expanded", "unit.legend")
    cell, where = item.places["units/0/expanded"]
    assert cell == item.places["units"][0]
    assert where.line is not None
    assert where.line > 8, "the place of the legend is the evidence"


def test_the_legend_decides_what_tables_leave_open_and_stands_for_a_part(tmp_path: Path) -> None:
    made = units(form(tmp_path, "หมายเหตุ : สป. = สำนักปลัดเทศบาล, กค. = กองคลัง"))
    assert made[1].expanded == "สำนักปลัดเทศบาล"
    assert (made[2].expanded, made[2].parts) == (
        "กองคลัง (งานพัสดุ)", {"office": "กองคลัง", "groups": ["งานพัสดุ"]})
    assert made[0].expanded is None


def test_two_legends_that_differ_leave_it_open(tmp_path: Path) -> None:
    made = units(form(tmp_path, f"กยผ. = {PLAN}", "กยผ. = กองยุทธศาสตร์และการผังเมือง"))
    assert [(u.expanded, u.candidates) for u in (made[0], made[3])] == [
        (None, (PLAN, "กองยุทธศาสตร์และการผังเมือง"))] * 2


@pytest.mark.parametrize("told", [
    "กยผ. = 5 ข้อ", "กยผ. = นายกิตติ มั่นคง", "ประสาน กยผ. เรื่องกองยุทธศาสตร์และแผนงาน",
    "กยผ. : กองช่าง", "รวมทั้งหมด = กองคลัง", "กองยุทธศาสตร์และแผนงาน",
])
def test_what_is_no_legend_explains_nothing(told: str, tmp_path: Path) -> None:
    assert units(form(tmp_path, told))[0].expanded is None
