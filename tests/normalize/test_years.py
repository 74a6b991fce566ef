"""Fiscal year and round from the lines of a form."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalize.years import (
    every_year,
    fiscal_year,
    named_years,
    round_of,
    unclear_year,
    year_rules,
    years,
)


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


@pytest.mark.parametrize(("text", "year", "rules"), [
    ("ปีงบฯ 67", 2567, ("year.two_digits",)), ("ปีงบประมาณ ๖๗", 2567, ("year.two_digits",)),
    ("ประจำปี พ.ศ. ๖๗", 2567, ("year.two_digits",)), ("OIT ปี 67", 2567, ("year.two_digits",)),
    ("FY2024", 2567, ("year.western",)), ("FY 2567", 2567, ()),
    ("FY67", 2567, ("year.two_digits",)),
    ("Fiscal Year 2024", 2567, ("year.western",)), ("พ.ศ.๒๕๖๗", 2567, ()),
    ("ปีงบประมาณ ค.ศ. 2024", 2567, ("year.western",)), ("ค.ศ.2024", 2567, ("year.western",)),
])
def test_short_and_christian_years_name_their_rule(
    text: str, year: int, rules: tuple[str, ...]
) -> None:
    assert fiscal_year([text]) == (year, 0)
    assert year_rules(text, year) == rules


@pytest.mark.parametrize(("text", "words"), [
    ("ปี 2566-2567", "2566-2567"), ("ปีงบประมาณ พ.ศ. 2566 - 2570", "2566 - 2570"),
    ("ประจำปี ๒๕๖๖/๒๕๖๗", "2566/2567"), ("ปีงบประมาณ 2024", "2024"), ("ปีงบประมาณ 12", "12"),
])
def test_a_year_that_is_not_understood_is_told(text: str, words: str) -> None:
    assert named_years(text) == ()
    assert unclear_year(["แบบรายงาน OIT", text]) == (words, 1)


@pytest.mark.parametrize("text", [
    "แบบรายงาน", "แผน 3 ปี 10 กิจกรรม", "พ.ร.บ. ข้อมูลข่าวสาร พ.ศ. 2540", "ชั้นปีที่ 2", "ปี 2"])
def test_what_is_no_year_of_a_form(text: str) -> None:
    assert named_years(text) == ()
    assert unclear_year([text]) is None


def test_every_year_of_a_line_whatever_its_wording() -> None:
    line = "มาตรการ ปีงบประมาณ พ.ศ. 2567 จากผลการประเมิน ปี 2566"
    assert [n.year for n in every_year(line)] == [2567, 2566]
    assert [n.year for n in named_years(line)] == [2567]


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


@pytest.mark.parametrize(("text", "rules"), [
    ("ประจำปีงบประมาณ พ.ศ. ๒๕๖ ๗", ("year.spaced",)),
    ("ปีงบประมาณ พ . ศ . 2 5 6 7", ("year.spaced",)),
    ("ปี พ.ศ. 25 67", ("year.spaced",)), ("ปีงบประมาณ : 2567", ()),
    ("ปีงบประมาณ พ.ศ. ......2567......", ()),
])
def test_years_with_spaces_labels_and_leaders(text: str, rules: tuple[str, ...]) -> None:
    assert fiscal_year([text]) == (2567, 0)
    assert year_rules(text, 2567) == rules


@pytest.mark.parametrize("text", ["งบประมาณ : 2500 บาท", "งบประมาณ : 50", "ปีงบประมาณ 2 5 6"])
def test_what_looks_like_a_spaced_or_labelled_year(text: str) -> None:
    assert named_years(text) == ()
