"""Dates and times of a sheet as their number format prints them: Thai names, Buddhist years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple


def _names(line: str) -> tuple[str, ...]:
    return tuple(line.split())


#: Days of the year 9999 end here; a larger number is no date.
LAST_DAY = 2_958_466
BUDDHIST_ERA = 543
#: A year printed by a machine's own calendar is already Buddhist from here on: 2567 typed as 2567.
_ALREADY_BUDDHIST = 2400
_THAI_MONTHS = _names(
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
)
_THAI_MONTHS_SHORT = _names("ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.")
_THAI_DAYS = _names("จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์")
_THAI_DAYS_SHORT = _names("จ. อ. พ. พฤ. ศ. ส. อา.")
_MONTHS = _names(
    "January February March April May June July August September October November December"
)
_DAYS = _names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]")
_SECONDS_PER = {"h": 3600, "m": 60, "s": 1}


class Calendar(NamedTuple):
    """How dates are printed.

    buddhist: years are B.E.; thai: months and days have Thai names; system: the format says
    "as this machine prints dates", which for these forms is a Thai one.
    """

    buddhist: bool = False
    thai: bool = True
    system: bool = False


def moment_of(serial: float, epoch_1904: bool = False) -> datetime | None:
    """The moment a number stands for, to the millisecond; None where it stands for none.

    Day 1 is 1 January 1900 (or 2 January 1904); the file format counts a 29 February 1900.
    Example: 45306.5 is noon of 15 January 2024.
    """
    if not 0 <= serial < LAST_DAY:
        return None
    first = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)
    if not epoch_1904 and serial < 60:
        first += timedelta(days=1)
    try:
        return first + timedelta(milliseconds=round(serial * 86_400_000))
    except OverflowError:
        return None


def printed_date(serial: float, codes: Sequence[str], calendar: Calendar, epoch: bool) -> str:
    """A date or time printed by the codes of a format; other pieces of the format stand as '"x'.

    Example: 45306 with d, mmmm, yyyy and the Buddhist calendar is "15 มกราคม 2567".
    """
    moment = moment_of(serial, epoch)
    if moment is None:
        return "#" * 8
    if not any("." in code for code in codes if code.startswith("s")):
        moment = _to_the_second(moment)
    half_days = any(code.lower() in ("am/pm", "a/p") for code in codes)
    pieces = []
    for i, code in enumerate(codes):
        elapsed = _ELAPSED.fullmatch(code)
        if code.startswith('"'):
            pieces.append(code[1:])
        elif elapsed:
            seconds = round(serial * 86400)
            pieces.append(str(seconds // _SECONDS_PER[elapsed[1][0]]).zfill(len(elapsed[1])))
        elif code.startswith("m") and _is_minutes(codes, i):
            pieces.append(_padded(moment.minute, code))
        else:
            pieces.append(_piece(moment, code, calendar, half_days))
    return "".join(pieces)


def _to_the_second(moment: datetime) -> datetime:
    whole = moment.replace(microsecond=0)
    late = moment.microsecond >= 500_000 and whole < datetime(9999, 12, 31, 23, 59, 59)
    return whole + timedelta(seconds=1) if late else whole


def _is_minutes(codes: Sequence[str], at: int) -> bool:
    """Whether an "m" means minutes: hours stand before it or seconds behind it."""
    if len(codes[at]) > 2:
        return False
    before = next((c for c in reversed(codes[:at]) if not c.startswith('"')), "")
    behind = next((c for c in codes[at + 1 :] if not c.startswith('"')), "")
    return before.startswith(("h", "[h")) or behind.startswith(("s", "[s"))


def _piece(moment: datetime, code: str, calendar: Calendar, half_days: bool) -> str:
    letter = code[0]
    if letter in "yeb":
        return _year(moment.year, code, calendar)
    if letter == "m":
        return _month(moment.month, code, calendar.thai)
    if letter == "d":
        return _day(moment, code, calendar.thai)
    if letter == "h":
        return _padded((moment.hour + 11) % 12 + 1 if half_days else moment.hour, code)
    if letter == "s":
        return _seconds(moment, code)
    if letter == "a":
        noon = ("AM", "PM")[moment.hour >= 12]
        return noon[0] if len(code) == 3 else noon
    return ""


def _year(year: int, code: str, calendar: Calendar) -> str:
    buddhist = code[0] == "b" or calendar.buddhist
    if calendar.system and year >= _ALREADY_BUDDHIST:
        buddhist = False
    printed = year + BUDDHIST_ERA if buddhist else year
    return f"{printed % 100:02}" if code[0] in "yb" and len(code) < 3 else str(printed)


def _month(month: int, code: str, thai: bool) -> str:
    if len(code) < 3:
        return _padded(month, code)
    name = (_THAI_MONTHS if thai else _MONTHS)[month - 1]
    if len(code) == 5:
        return name[0]
    if len(code) == 3:
        return _THAI_MONTHS_SHORT[month - 1] if thai else name[:3]
    return name


def _day(moment: datetime, code: str, thai: bool) -> str:
    if len(code) < 3:
        return _padded(moment.day, code)
    at = moment.weekday()
    if len(code) == 3:
        return _THAI_DAYS_SHORT[at] if thai else _DAYS[at][:3]
    return _THAI_DAYS[at] if thai else _DAYS[at]


def _seconds(moment: datetime, code: str) -> str:
    whole, _, fraction = code.partition(".")
    if not fraction:
        return _padded(moment.second, whole)
    shown = min(round(moment.microsecond / 10 ** (6 - len(fraction))), 10 ** len(fraction) - 1)
    return f"{_padded(moment.second, whole)}.{shown:0{len(fraction)}}"


def _padded(number: int, code: str) -> str:
    return str(number).zfill(2) if len(code) > 1 else str(number)
