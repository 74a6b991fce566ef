"""Days in the words of a form: the last one of a period, and the day of a report."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache

from catalogue.lookup import table
from schema.form import Form

ERA_GAP = 543  # Buddhist-era year - Christian-era year
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(25\d\d)(?!\d)")
_AS_OF = re.compile(r"(?:ข้อมูล\s*)?ณ\s*(?:วันที่|วัน)|วันที่รายงาน|รายงาน\s*ณ")


def last_day(text: str) -> date | None:
    """The last day that a text names, a month without a day being its end; None for none.

    Example: "1 ต.ค. 2566 - 30 ก.ย. 2567" -> 30 September 2024; "ธันวาคม 2566" -> 31 December 2023.
    """
    found = [(m.start(), _day(m["day"], _months()[m["month"]], m["year"]))
             for m in _written().finditer(text)]
    found += [(m.start(), _day(m[1], int(m[2]), m[3])) for m in _NUMERIC.finditer(text)]
    days = [day for _, day in sorted(found, key=lambda pair: pair[0]) if day]
    return max(days, default=None)


def report_day(form: Form) -> date | None:
    """The day that heading or notes give as that of the report; the latest of several."""
    days = []
    for text in (form.title, form.round, *form.notes):
        match = _AS_OF.search(text or "")
        if text and match:
            days.append(last_day(text[match.end():]))
    return max((day for day in days if day), default=None)


def _day(day: str | None, month: int, year: str) -> date | None:
    """A day of the calendar, None for one like 31 June."""
    christian = (int(year) if len(year) == 4 else 2500 + int(year)) - ERA_GAP
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(christian, month)[1]
    number = int(day) if day else last
    return date(christian, month, number) if 1 <= number <= last else None


@cache
def _months() -> dict[str, int]:
    return {row["value"]: int(row["canonical"]) for row in table("months")}


@cache
def _written() -> re.Pattern[str]:
    names = "|".join(re.escape(n) for n in sorted(_months(), key=lambda n: (-len(n), n)))
    return re.compile(rf"(?:(?<!\d)(?P<day>\d{{1,2}})\s*+)?(?P<month>{names})\s*+"
                      rf"(?:พ\.?\s*ศ\.?)?\s*+(?P<year>25\d\d|[4-9]\d)(?!\d)")
