"""Fiscal year and round from the lines of a form."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalize.years import fiscal_year, round_of, years


@pytest.mark.parametrize(("text", "year"), [
    ("ประจำปีงบประมาณ พ.ศ. 2567", 2567), ("ปีงบประมาณ พ.ศ. ๒๕๖๗", 2567), ("ปีงบประมาณ 2567", 2567),
    ("ปีงบประมาณ พ.ศ.2567", 2567), ("ปีงบประมาณ พ. ศ. 2567", 2567), ("ปีงบประมาณพ.ศ.๒๕๖๗", 2567),
    ("ประจำปี 2567", 2567), ("ประจำปี พ.ศ. 2567", 2567), ("ปี 2567", 2567), ("พ.ศ. 2567", 2567),
    ("ITA 2567", 2567), ("OIT ประจำปี 2567", 2567), ("การประเมิน ITA ปี 2567", 2567),
])
def test_one_year(text: str, year: int) -> None:
    assert [found for found, _ in years(text)] == [year]
    assert fiscal_year([text]) == (year, 0)


@pytest.mark.parametrize("text", [
    "", "แบบรายงาน OIT", "เลขที่ 2567/2", "โทร. 02-567-2567", "O25", "25 67", "1 มกราคม"])
def test_no_year(text: str) -> None:
    assert fiscal_year([text]) == (None, -1)


LINES: list[tuple[Sequence[str], int | None, int]] = [
    (["แบบรายงาน", "ประจำปีงบประมาณ พ.ศ. 2567"], 2567, 1),
    (["ข้อมูล ณ วันที่ 5 มกราคม พ.ศ. 2566", "ปีงบประมาณ พ.ศ. 2567"], 2567, 1),
    (["ประจำปี 2566", "ปีงบประมาณ พ.ศ. 2567"], 2567, 1),
    (["ปีงบประมาณ 2567", "ปีงบประมาณ 2567", "ปีงบประมาณ 2566"], 2567, 0),
    (["ปีงบประมาณ 2566", "ปีงบประมาณ 2567"], 2566, 0),
    ([], None, -1),
]


@pytest.mark.parametrize(("lines", "year", "number"), LINES)
def test_the_strongest_wording_wins(lines: Sequence[str], year: int | None, number: int) -> None:
    assert fiscal_year(lines) == (year, number)


@pytest.mark.parametrize(("text", "expected"), [
    ("ครั้งที่ 1", "1"), ("ครั้งที่ ๑", "1"), ("ครั้งที่๒/2567", "2"), ("รอบที่ 2", "2"), ("(ครั้งที่ 3)", "3"),
    ("รอบ 6 เดือน", "รอบ 6 เดือน"), ("รอบ ๖ เดือน", "รอบ 6 เดือน"), ("ไตรมาสที่ 2", "ไตรมาสที่ 2"),
    ("ไตรมาส 4", "ไตรมาส 4"), ("แบบรายงาน", None), ("", None), ("ครั้งที่ 2567", None), ("รอบรั้ว", None),
])
def test_round(text: str, expected: str | None) -> None:
    assert round_of(text) == expected
