"""Numbers of forms: scores, shares and money; other texts are refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.numbers import number, percentage

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("99.75", "99.75"),
        ("๙๙.๗๕", "99.75"),
        ("100", "100"),
        (" 0.00 ", "0"),
        ("ร้อยละ 87.33", "87.33"),
        ("ร้อยละ ๘๗.๓๓ คะแนน", "87.33"),
        ("87.33%", "87.33"),
        ("100 %", "100"),
        ("87.33 คะแนน", "87.33"),
        ("คะแนนที่ได้ 87.33", "87.33"),
        ("1,250", "1250"),
        ("1,234,567.50 บาท", "1234567.5"),
        ("๑,๒๕๐.- บาท", "1250"),
        ("500.-", "500"),
        ("฿ 40", "40"),
        (".5", "0.5"),
        ("-5", "-5"),
    ],
)
def test_a_printed_number(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", [None, "", " ", "-", "–", "_", "."])
def test_a_blank_cell_or_a_dash_is_no_number(text: str | None) -> None:
    assert number(text) is None


@pytest.mark.parametrize("text", ["ไม่มี", "1.2.3", "12,34", "1,23,456", "10 คน", "3/4", "1 2", "²"])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        number(text)


@pytest.mark.parametrize("text", ["100.01", "-1", "2566"])
def test_a_score_lies_between_0_and_100(text: str) -> None:
    with pytest.raises(ValueError, match="no score"):
        percentage(text)


NUMBERS = st.decimals(0, 10**9, places=2)


@given(NUMBERS, st.sampled_from(["{:f}", "{:,f}", "{:f} บาท", "{:,f} บาท", "ร้อยละ {:f}", "{:f}%"]))
def test_every_number_comes_back_in_either_digits(value: Decimal, form: str) -> None:
    text = form.format(value)
    assert number(text) == number(text.translate(THAI)) == value


@given(st.text())
def test_any_text_is_a_number_blank_or_refused(text: str) -> None:
    try:
        value = number(text)
    except ValueError:
        return
    assert value is None or value.is_finite()
