"""Title and year of a form from the lines over its first table."""

from __future__ import annotations

import pytest

from normalize.frontmatter import form_title, form_year
from normalize.layout import Layout
from tests.normalize.printed import paragraph

TITLES = [  # lines, and the numbers of those that are the title
    # the first line has an end of its own
    (["การมอบหมายภารกิจ", "แบบการนำเข้าข้อมูลของจังหวัดน่าน"], [1]),
    (["การนำเข้าข้อมูลของจังหวัดน่าน", "เพื่อรองรับการตรวจ (OIT)", "ประจำปีงบประมาณ พ.ศ. 2566"], [1]),
    (["แบบรายงาน OIT", "เทศบาลตำบลป่าไผ่", "ประจำปีงบประมาณ พ.ศ. 2567"], [1]),
    (["แผนส่งเสริม", "องค์การบริหารส่วนตำบลป่าไผ่"], [1]),
    (["มาตรการส่งเสริม", "แบบรายงาน OIT"], [1]),
    (["12", "แบบรายงาน OIT"], [2]),  # a page number
    # the first line ends in a word that asks for another
    (["แบบรายงานผลตามมาตรการส่งเสริม", "เพื่อการยกระดับคะแนน ครั้งที่ ๑", "๑. มาตรการ"], [1, 2]),
    (["รายงานการวิเคราะห์ผลการประเมินคุณธรรมและ", "ความโปร่งใส"], [1, 2]),
    # the next line lacks its beginning
    (["รายงานการวิเคราะห์ผลการประเมิน", "ในการดำเนินงานของหน่วยงานภาครัฐ", "อบต.ป่าไผ่"], [1, 2]),
    (["แบบรายงานผลการดำเนินงาน", "ประจำปีงบประมาณ พ.ศ. 2566", "อบต.ป่าไผ่"], [1, 2]),
]


@pytest.mark.parametrize(("lines", "own"), TITLES)
def test_a_heading_ends_where_its_phrase_does(lines: list[str], own: list[int]) -> None:
    found = form_title([paragraph(text, n) for n, text in enumerate(lines, 1)])
    assert found.text == " ".join(lines[n - 1] for n in own)
    assert [place.line for place in found.places] == own
    assert found.rules == (("title.joined",) if len(own) > 1 else ())


def test_a_marked_heading_goes_first() -> None:
    front = [paragraph("มาตรการส่งเสริม", 1), paragraph("รายงานผล", 2, layer="# รายงานผล")]
    assert form_title(front).text == "รายงานผล"


def test_no_heading_no_title() -> None:
    assert form_title([]).absent == "not_stated"


def test_a_year_that_is_not_understood_is_a_finding() -> None:
    year = form_year(Layout(front=(paragraph("แบบรายงาน OIT ปี 2566-2567", 3),)), None)
    assert (year.value.text, year.value.absent, year.value.raw) == (None, "unreadable", "2566-2567")
    assert [(f.check, f.origin, f.evidence[0].line) for f in year.findings] == [
        ("year_unclear", "unsure", 3)]


def test_a_christian_year_is_told_as_one() -> None:
    year = form_year(Layout(front=(paragraph("OIT Report FY2024", 1),)), None)
    assert (year.value.text, year.value.rules) == (2567, ("year.printed", "year.western"))
    assert year.value.confidence < 1
    assert year.findings == ()
