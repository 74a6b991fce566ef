"""What number formats print; the figures were read off Excel's rules and LibreOffice's display."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.sheet_formats import BUILT_IN, depends_on_machine, displayed, displayed_text

ACCOUNTING = '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-'
DAY = 45306  # 15 January 2024, a Monday


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1, "General", "1"),
        (2567.0, "General", "2567"),
        (2.5, "General", "2.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (-5, "General", "-5"),
        (1234567890123, "General", "1234567890123"),
        (1e20, "General", "1E+20"),
        (1e-10, "General", "1E-10"),
        (1, "00", "01"),
        (12, "?00", "12"),
        (1, '"O"0', "O1"),
        (1, '"O"00', "O01"),
        (3, "\\O00", "O03"),
        (7, '"ข้อ "0', "ข้อ 7"),
        (7, "ข้อ 0", "ข้อ 7"),
        (12, '0"."', "12."),
        (0.5, "0.00", "0.50"),
        (2.675, "0.00", "2.68"),
        (1.005, "0.00", "1.01"),
        (0.5, "0", "1"),
        (-0.001, "0.00", "0.00"),
        (3, "#.##", "3."),
        (0.123, ".00", ".12"),
        (1234567.891, "#,##0", "1,234,568"),
        (12345.678, "#,##0.0#", "12,345.68"),
        (1234567, '0.0,,"ล้าน"', "1.2ล้าน"),
        (100, '#,##0" บาท"', "100 บาท"),
        (100, "[$฿-41E]#,##0.00", "฿100.00"),
        (0.856, "0%", "86%"),
        (0.8567, "0.00%", "85.67%"),
        (12345, "0.00E+00", "1.23E+04"),
        (1.5, "# ?/?", "1 1/2"),
        (0.5, "?/?", "1/2"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-12.5, "0.0;[Red]-0.0", "-12.5"),
        (0, '0;-0;"-"', "-"),
        (5, ";;;", ""),
        (5, '"ใช่";"ไม่"', "ใช่"),
        (5, '[>=100]0;[<100]"น้อย "0', "น้อย 5"),
        (15, '[<10]"ต่ำ";[<20]"กลาง";"สูง"', "กลาง"),
        (9990, ACCOUNTING, "9,990.00"),
        (0, ACCOUNTING, "-"),
        (-4, ACCOUNTING, "-4.00"),
        (1234567890123, "0-0000-00000-00-0", "1-2345-67890-12-3"),
        (812345678, "0##-###-####", "081-234-5678"),
        (12, "t0", "๑๒"),
        (1234.5, "t#,##0.00", "๑,๒๓๔.๕๐"),
        (12, "[$-D000000]0", "๑๒"),
        (12, "[$-D00041E]0", "๑๒"),
        (12, "[DBNum1][$-41E]0", "๑๒"),
    ],
)
def test_numbers(value: float, code: str, text: str) -> None:
    assert displayed(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (DAY, "[$-107041E]d mmmm yyyy", "15 มกราคม 2567"),
        (DAY, "[$-187041E]d mmmm yyyy;@", "15 มกราคม 2567"),
        (DAY, "[$-D07041E]d mmm yy", "๑๕ ม.ค. ๖๗"),
        (DAY, "[$-1070000]d/m/yyyy", "15/1/2567"),
        (DAY, "d/m/bbbb", "15/1/2567"),
        (DAY, "d/m/bb", "15/1/67"),
        (DAY, "[$-41E]d mmmm yyyy", "15 มกราคม 2024"),
        (DAY, "[$-101041E]d mmm yy;@", "15 ม.ค. 24"),
        (DAY, "[$-41E]dddd", "จันทร์"),
        (DAY, "[$-409]d-mmm-yy;@", "15-Jan-24"),
        (DAY, "[$-409]dddd, mmmm d", "Monday, January 15"),
        (DAY, "yyyy-mm-dd", "2024-01-15"),
        (DAY + 0.5, "d/m/yyyy h:mm", "15/1/2024 12:00"),
        (DAY + 0.75, "h:mm AM/PM", "6:00 PM"),
        (DAY + 0.123456, "mm:ss.0", "57:46.6"),
        (1.25, "[h]:mm", "30:00"),
        (60, "d/m/yyyy", "28/2/1900"),
        (61, "d/m/yyyy", "1/3/1900"),
        (-1, "d/m/yyyy", "########"),
        (1e9, "d/m/yyyy", "########"),
    ],
)
def test_dates(value: float, code: str, text: str) -> None:
    assert displayed(value, code) == text


def test_dates_as_the_machine_prints_them_are_thai() -> None:
    """A year that was typed as 2567 is Buddhist already."""
    assert displayed(DAY, BUILT_IN[14]) == "15/1/2567"
    assert displayed(243648, BUILT_IN[14]) == "30/1/2567"
    assert displayed(DAY, "[$-F800]dddd, mmmm dd, yyyy") == "15 มกราคม 2567"
    assert depends_on_machine(BUILT_IN[14])
    assert not depends_on_machine("[$-107041E]d mmmm yyyy")


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert displayed(DAY - 1462, "d/m/yyyy", epoch_1904=True) == "15/1/2024"


@pytest.mark.parametrize("number", sorted(BUILT_IN))
def test_every_built_in_format_prints_something(number: int) -> None:
    assert displayed(DAY + 0.5, BUILT_IN[number])


def test_words_around_a_text() -> None:
    assert displayed_text("กองคลัง", '"หน่วย "@') == "หน่วย กองคลัง"
    assert displayed_text(" กองคลัง", ACCOUNTING) == " กองคลัง"
    assert displayed_text("กองคลัง", "0.00") == "กองคลัง"


FORMATS = st.text(st.sampled_from('0#?.,%/;@EetGgymdhsb[]$-<>=\\_*"O ก41E07D'), max_size=14)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False), FORMATS)
def test_any_number_in_any_format(value: float, code: str) -> None:
    assert isinstance(displayed(value, code), str)


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_grouping_only_adds_commas(value: int) -> None:
    assert displayed(value, "#,##0").replace(",", "") == displayed(value, "0") == str(value)
