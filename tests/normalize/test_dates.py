"""Thai dates: every spelling of a day, ranges, quarters and fiscal years; nothing is guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.lookup import table
from normalize.dates import ERA_GAP, DateRange, fiscal_period, fiscal_year_of, thai_dates

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MONTHS: dict[int, list[str]] = {}
for _row in table("months"):
    MONTHS.setdefault(int(_row["canonical"]), []).append(_row["value"])
DAYS = st.dates(date(1997, 1, 1), date(2056, 12, 31))  # 2540 to 2599, what two digits can say


def period(text: str | None, year: int | None = None) -> tuple[str | None, str | None]:
    found = thai_dates(text, year)
    assert found is not None
    return tuple(day.isoformat() if day else None for day in (found.start, found.end))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("๒ ตุลาคม ๒๕๖๖ ถึง ๓๐ กันยายน ๒๕๖๗", "2023-10-02", "2024-09-30"),
        ("2 ตุลาคม 2566 - 30 กันยายน 2567", "2023-10-02", "2024-09-30"),
        ("2 ต.ค. 66 – 30 ก.ย. 67", "2023-10-02", "2024-09-30"),
        ("1ตุลาคม2565", "2022-10-01", "2022-10-01"),
        ("๑ต.ค.๖๕", "2022-10-01", "2022-10-01"),
        ("วันที่ 1 เดือน ตุลาคม พ.ศ. 2565", "2022-10-01", "2022-10-01"),
        ("วันจันทร์ที่ ๒ ตุลาคม พ.ศ. ๒๕๖๖", "2023-10-02", "2023-10-02"),
        ("1 ตุลาคม พ. ศ. 2566", "2023-10-01", "2023-10-01"),
        ("1 ตุลาคม ค.ศ. 2023", "2023-10-01", "2023-10-01"),
        ("1 October 2023", "2023-10-01", "2023-10-01"),
        ("29 กุมภาพันธ์ 2567", "2024-02-29", "2024-02-29"),
        ("ต.ค. 66 - ก.ย. 67", "2023-10-01", "2024-09-30"),
        ("ตุลาคม 2566 - กันยายน 2567", "2023-10-01", "2024-09-30"),
        ("เดือนตุลาคม 2566 ถึงเดือนกันยายน 2567", "2023-10-01", "2024-09-30"),
        ("พ.ค. – มิ.ย. 60", "2017-05-01", "2017-06-30"),
        ("ต.ค. - ก.ย. 67", "2023-10-01", "2024-09-30"),
        ("ม.ค.-มี.ค.67", "2024-01-01", "2024-03-31"),
        ("5 ต.ค. - 12 พ.ย. 66", "2023-10-05", "2023-11-12"),
        ("1 - 31 ตุลาคม 2566", "2023-10-01", "2023-10-31"),
        ("ธันวาคม 2566", "2023-12-01", "2023-12-31"),
        ("กุมภาพันธ์ ๒๕๖๖", "2023-02-01", "2023-02-28"),
        ("ธ.ค. 66, มี.ค. 67 และ มิ.ย. 67", "2023-12-01", "2024-06-30"),
        ("1/10/2566", "2023-10-01", "2023-10-01"),
        ("๑/๑๐/๖๖ - ๓๐/๙/๖๗", "2023-10-01", "2024-09-30"),
        ("1-ต.ค.-66", "2023-10-01", "2023-10-01"),
        ("2023-10-01", "2023-10-01", "2023-10-01"),
        ("2023-10-01 00:00:00", "2023-10-01", "2023-10-01"),
        ("1 ตุลาคม 2566\nถึง\n30 กันยายน 2567", "2023-10-01", "2024-09-30"),
        ("30 กันยา ยน 2567", "2024-09-30", "2024-09-30"),
        ("2 ตุลาคม 2566 ถึง 30 กันยายน 2567 (เดือนละ 1 ครั้ง)", "2023-10-02", "2024-09-30"),
        ("1 ต.ค. 66 - 30 ก.ย. 67 (รายงาน 31 มี.ค. 67)", "2023-10-01", "2024-09-30"),
        ("ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2567", "2023-10-01", "2023-12-31"),
        ("ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2567", "2024-01-01", "2024-03-31"),
        ("ไตรมาส ๔/๒๕๖๗", "2024-07-01", "2024-09-30"),
        ("ไตรมาส 1-2/2567", "2023-10-01", "2024-03-31"),
        ("ไตรมาสที่ 2 ถึงไตรมาสที่ 3 ปีงบประมาณ 2567", "2024-01-01", "2024-06-30"),
        ("6 เดือนแรก ของปีงบประมาณ พ.ศ. 2567", "2023-10-01", "2024-03-31"),
        ("รอบ 6 เดือนหลัง ปีงบประมาณ 2567", "2024-04-01", "2024-09-30"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๗", "2023-10-01", "2024-09-30"),
        ("ตลอดปีงบประมาณ พ.ศ. 2567", "2023-10-01", "2024-09-30"),
        ("1 ต.ค. 65 - 30 ก.ย. 66", "2022-10-01", "2023-09-30"),
        ("ต.ค.-ธ.ค. 2565", "2022-10-01", "2022-12-31"),
        ("1 ตค 65 ถึง 30 กย 66", "2022-10-01", "2023-09-30"),
        ("ไตรมาสที่ 1 และ 2 ปีงบประมาณ 2567", "2023-10-01", "2024-03-31"),
        ("ไตรมาส 3 และไตรมาส 4/2567", "2024-04-01", "2024-09-30"),
        ("ไตรมาส 1, 2, 3 ปีงบฯ 67", "2023-10-01", "2024-06-30"),
        ("สิ้นปีงบประมาณ 2567", None, "2024-09-30"),
        ("1 ตุลคม 2565", "2022-10-01", "2022-10-01"),
        ("พฤศิกายน 2565 - กุมภาพันธ 2566", "2022-11-01", "2023-02-28"),
        ("ภายในวันที่ 30 กันยายน 2567", None, "2024-09-30"),
        ("แล้วเสร็จภายในเดือนมีนาคม 2567", None, "2024-03-31"),
        ("ตั้งแต่ 1 ตุลาคม 2566 เป็นต้นไป", "2023-10-01", None),
    ],
)
def test_a_printed_period(text: str, start: str | None, end: str | None) -> None:
    assert period(text) == (start, end)


@pytest.mark.parametrize("text", ["ตลอดปีงบประมาณ", "ตลอดปี", "ตลอดทั้งปี", "ทั้งปีงบประมาณ"])
def test_the_whole_year_is_that_of_the_form(text: str) -> None:
    assert period(text, 2567) == ("2023-10-01", "2024-09-30")
    assert thai_dates(text, 2567) == DateRange(
        start=date(2023, 10, 1), end=date(2024, 9, 30),
        rules=("date.fiscal_year", "date.form_year"), confidence=0.8,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("1 ตุลาคม", "year"),
        ("ตุลาคม - ธันวาคม", "year"),
        ("ตลอดปีงบประมาณ", "year"),
        ("ไตรมาสที่ 2", "year"),
        ("1 ต.ค. 12", "year"),
        ("31 กันยายน 2567", "day"),
        ("29 กุมภาพันธ์ 2566", "day"),
        ("30 กันยายน 2567 - 1 ตุลาคม 2566", "order"),
        ("ทุกเดือน", "date"),
        ("ปี 2567", "date"),
        ("ประสานสำนักงาน ก.พ. และ อ.ส.ค.", "date"),
    ],
)
def test_what_is_missing_is_said_and_not_guessed(text: str, missing: str) -> None:
    found = thai_dates(text)
    assert found is not None
    assert (found.start, found.end, found.missing) == (None, None, (missing,))


@pytest.mark.parametrize(("text", "start", "end"), [
    ("ไตรมาส 1-2", "2022-10-01", "2023-03-31"), ("ไตรมาส 1 และ 2", "2022-10-01", "2023-03-31"),
    ("ตลอดปีงบประมาณ", "2022-10-01", "2023-09-30"), ("สิ้นปีงบประมาณ", None, "2023-09-30"),
    ("6 เดือนหลัง", "2023-04-01", "2023-09-30"), ("31 มี.ค.", None, None), ("ทุกเดือน", None, None),
])
def test_only_periods_of_a_fiscal_year_take_that_of_the_form(
    text: str, start: str | None, end: str | None
) -> None:
    """A day without a year is of no year, though the form has one."""
    assert period(text, 2566) == (start, end)


def test_a_misspelt_month_says_so() -> None:
    found = thai_dates("1 ตุลคม 2565")
    assert found is not None
    assert (found.rules, found.confidence) == (("date.range", "date.month_misspelt"), 0.9)


@pytest.mark.parametrize("text", ["ประชาคม 2565", "สมาคม 66", "ตุลคม", "1 มนาม 2565"])
def test_what_is_no_misspelt_month(text: str) -> None:
    """Other words, a month without a day or year, a word that may be two months."""
    assert period(text) == (None, None)


def test_an_end_without_a_year_leaves_the_start() -> None:
    assert thai_dates("1 ตุลาคม 2566 - 30 กันยายน") == DateRange(
        start=date(2023, 10, 1), missing=("year",), rules=("date.range",)
    )


@pytest.mark.parametrize("text", [None, "", "  \n", "-", "–"])
def test_a_blank_cell_has_no_period(text: str | None) -> None:
    assert thai_dates(text) is None


def test_the_fiscal_year_begins_in_october() -> None:
    assert [fiscal_year_of(date(2023, 9, 30)), fiscal_year_of(date(2023, 10, 1))] == [2566, 2567]
    assert fiscal_period(2567) == (date(2023, 10, 1), date(2024, 9, 30))


@st.composite
def spelled(draw: st.DrawFn) -> tuple[date, str]:
    """A day in one of the ways it is written: any name of the month, any year, any digits."""
    day = draw(DAYS)
    month = draw(st.sampled_from(MONTHS[day.month]))
    year = day.year + ERA_GAP
    printed_year = draw(st.sampled_from([
        f"{year}", f"พ.ศ. {year}", f"พ.ศ.{year}", f"พศ {year}", f"ปี {year}", f"ปี พ.ศ. {year}",
        f"{year % 100}", f"ค.ศ. {day.year}", f"{day.year}",
    ]))  # fmt: skip
    before = draw(st.sampled_from(["", "วันที่ ", "วันอังคารที่ ", "ณ วันที่ "]))
    gap = draw(st.sampled_from([" ", "", "  ", "\n"]))
    text = f"{before}{day.day}{gap}{month}{gap}{printed_year}"
    return day, text.translate(THAI) if draw(st.booleans()) else text


@given(spelled())
def test_every_day_in_every_spelling_comes_back(made: tuple[date, str]) -> None:
    day, text = made
    assert period(text) == (day.isoformat(), day.isoformat())


@given(DAYS, st.sampled_from(["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}"]))
def test_every_day_in_numbers_comes_back(day: date, form: str) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year + ERA_GAP)
    assert period(text) == (day.isoformat(), day.isoformat())


@given(spelled(), st.integers(0, 364), st.sampled_from([" - ", "-", " – ", " ถึง ", "ถึงวันที่ "]))
def test_a_range_is_its_two_days(made: tuple[date, str], length: int, to: str) -> None:
    day, text = made
    last = day + timedelta(days=length)
    end = f"{last.day} {MONTHS[last.month][0]} {last.year + ERA_GAP}"
    assert period(f"{text}{to}{end}") == (day.isoformat(), last.isoformat())


PIECES = st.sampled_from([
    "ตุลาคม", "ก.พ.", "ต.ค.", "ไตรมาส", "ปีงบประมาณ", "ถึง", "พ.ศ.", "-", "/", "1", "31", "2566",
    "66", "0", "99", "๒", " ", "\n", "ตลอดปี", "6 เดือนแรก", "ภายใน", "(", ")", "เดือน",
])  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)),
       st.one_of(st.none(), st.integers(2540, 2599)))
def test_no_text_breaks_it_and_digits_are_the_same(text: str, year: int | None) -> None:
    found = thai_dates(text, year)
    assert thai_dates(text.translate(THAI), year) == found
    if found and found.start and found.end:
        assert found.start <= found.end
