"""Forms beside the item table that no rule was written for: monitoring, scores, plans, agencies.

Each form is the smallest text that shows what once went wrong; its people and places are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.normalize.unseen import by_code, checks, read, tabbed, titles

T2566, T2567 = titles(2566), titles(2567)
SAO = "องค์การบริหารส่วนตำบลป่าไผ่งาม อำเภอเขาขวาง จังหวัดเลย\n"


def monitored(folder: Path, *rows: tuple[str, ...]):
    """A monitoring form whose column "ผู้รับผิดชอบ" may hold people, posts or offices."""
    header = ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ", "วิธีการดำเนินการ", "ผลการดำเนินการ")
    return read(folder, f"แบบรายงานผลการดำเนินการ\n{SAO}ปีงบประมาณ พ.ศ. 2567\n\n"
                + tabbed(header, *rows))


def test_a_blank_cell_of_a_column_that_is_there_is_not_stated(tmp_path: Path) -> None:
    """Whoever it may hold: units and people are both not stated, and neither "not in the form"."""
    posts = {3: "นิติกร", 5: "กองคลัง"}
    form = monitored(tmp_path, *(
        (f"O{n}", T2567[f"O{n}"], posts.get(n, ""), "ลงเว็บไซต์", "ดำเนินการแล้ว")
        for n in range(1, 13)))
    items = by_code(form)
    for blank in (items["O4"], items["O11"]):
        assert [blank.absent.get(field) for field in ("units", "assignees", "unit_duty")] == [
            "not_stated"] * 3
        assert blank.absent["certifiers"] == "not_in_form"
    assert [p.position for p in items["O3"].assignees] == ["นิติกร"]
    assert [u.name for u in items["O5"].units] == ["กองคลัง"]


def test_a_row_above_the_first_group_has_none_and_the_form_has_groups(tmp_path: Path) -> None:
    rows = [("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", "", ""), ("O1", T2567["O1"], "", "", ""),
            ("ข้อมูลพื้นฐาน", "", "", "", ""),
            *((f"O{n}", T2567[f"O{n}"], "", "", "") for n in range(2, 8))]
    items = by_code(monitored(tmp_path, *rows))
    assert [items[c].group for c in ("O1", "O2")] == [None, "ข้อมูลพื้นฐาน"]
    assert items["O1"].absent["group"] == "not_stated"
    assert items["O1"].absent["subindicator_printed"] == "not_in_form"


@pytest.mark.parametrize(("line", "year"), [
    ("ปีงบฯ 67", 2567), ("ปีงบประมาณ ๖๗", 2567), ("FY2024", 2567), ("FY 2567", 2567),
    ("พ.ศ.๒๕๖๗", 2567), ("ปี 2566-2567", None), ("ปีงบประมาณ 2024", None),
])
def test_years_as_offices_write_them(tmp_path: Path, line: str, year: int | None) -> None:
    """A year that is printed is read, or a finding says that it was not understood."""
    rows = ((f"O{n}", T2567[f"O{n}"], "กองคลัง") for n in range(1, 36))
    text = f"แบบมอบหมาย OIT {line}\n{SAO}\n" + tabbed(("ข้อ", "ข้อมูล", "หน่วยงาน"), *rows)
    form = read(tmp_path, text)
    assert form.fiscal_year == year
    assert form.edition == 2567
    assert checks(form) == ([] if year else [("year_unclear", "unsure", None)])


def test_headings_of_an_analysis_are_no_notes(tmp_path: Path) -> None:
    """Of all lines between the tables only what says something of its own is a note."""
    scores = tabbed(("ข้อคำถาม", "คะแนน"), ("e1 การบริการ มากน้อยเพียงใด", "90.50"))
    note = "หน่วยงานที่ไม่มีทรัพย์สินให้ยืม ไม่ต้องกรอกตารางนี้"
    form = read(tmp_path, "\n".join((
        f"รายงานการวิเคราะห์ผลการประเมิน ITA\nประจำปีงบประมาณ พ.ศ. 2566\n{SAO}",
        tabbed(("แบบวัด", "ตัวชี้วัดที่", "รายละเอียดตัวชี้วัด", "คะแนน"), ("IIT", "1", "การปฏิบัติหน้าที่", "88")),
        "ส่วนที่ 1 ข้อมูลรายละเอียดค่าคะแนน\nในการดำเนินงานของหน่วยงาน\n- (1) กระบวนการปฏิบัติงาน",
        f"ประเด็นที่ 1 กระบวนการปฏิบัติงาน\n\n{scores}",
        f"{note}\n\nส่วนที่ 2 การวิเคราะห์เพิ่มเติม\n\nตารางที่ 3 คะแนนรายข้อ\n\n{scores}",
        f"ผลคะแนนปี 2565 เพื่อเปรียบเทียบ\n\n{scores}",
    )))
    assert form.kind == "analysis"
    assert [s.code for s in form.scores] == ["1", "e1", "e1", "e1"]
    assert form.notes == (note,)
