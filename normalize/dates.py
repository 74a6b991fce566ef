"""Thai dates and periods to days: full and short months, any digits, Buddhist or Christian years.

A date without a year is never guessed: the range then says what is `missing`. Years are taken to
be Buddhist-era from 2400 on and Christian-era below; the fiscal year 2567 runs from 1 October
2566 to 30 September 2567.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from catalogue.lookup import table
from catalogue.months import misspelt_months
from normalize.digits import arabic
from normalize.text import is_blank, nfc
from schema.table import Frozen

ERA_GAP = 543            # Buddhist-era year - Christian-era year
FIRST_BUDDHIST = 2400    # a printed year from here on is Buddhist-era
FIRST_SHORT = 40         # "40" to "99" are 2540 to 2599; a smaller one may be of either era
SURE_MONTH = 6           # letters; a shorter name of a month needs a number or a month beside it
_THAI_GAP = re.compile(r"(?<=[ก-๎.])[^\S\n]*+\n?[^\S\n]*+(?=[ก-๎])")
_ASIDE = re.compile(r"\([^()]*\)")  # "(รายงานผลภายใน 31 มี.ค. 67)" is no end of the period
_TO = r"\s*+(?:-|–|—|ถึง(?:วันที่|เดือน)?)\s*+"
_ERA = r"(?P<era>พ\.?ศ\.?|ค\.?ศ\.?)"
_YEAR = r"(?P<year>\d{4}|[4-9]\d)(?!\d)"
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2})(?P<s>[/.\-])(?P<month>\d{1,2})(?P=s)(?P<year>\d{4}|(?<=[/\-])\d{2})"
    r"|(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2}))(?!\d)"
)
_FISCAL = r"(?:ของ|ใน|ประจำ)?ปี(?:งบประมาณ|งบฯ?)\s*(?:(?:พ\.?ศ\.?)\s*)?(?P<year>\d{4}|\d{2})(?!\d)"
_QUARTER = re.compile(
    r"ไตรมาส(?:ที่)?\s*(?P<first>[1-4])(?!\d)"
    r"(?:(?:" + _TO + r"|\s*(?:,|และ|กับ)\s*)(?:ไตรมาส(?:ที่)?\s*)?(?P<last>[1-4])(?!\d))*"
    r"(?:\s*/\s*(?P<slash>\d{4}|\d{2})(?!\d)|[\s(/]*" + _FISCAL + ")?"
)
_HALF = re.compile(
    r"6\s*เดือน(?P<half>แรก|หลัง)(?:[\s(/]*" + _FISCAL + ")?"
)
_WHOLE = re.compile(r"(?:ตลอด|ทั้ง)(?:ทั้ง)?ปี(?!\S{0,60}ปฏิทิน)")
_YEAR_END = re.compile(r"สิ้น(?:สุด)?ปีงบ")
_FISCAL_YEAR = re.compile(_FISCAL)
_UNTIL = re.compile(r"(?:ภายใน|ไม่เกิน|ก่อน|แล้วเสร็จ|สิ้นสุด|ถึง)(?:เดือน|วันที่|วัน|ที่|สิ้น|\s)*+$")
_SINCE = re.compile(r"เป็นต้นไป|เริ่มตั้งแต่|ตั้งแต่")


class DateRange(Frozen):
    """First and last day of a period; None where the text does not give it.

    missing: "date" (no date at all), "year", "day" (not in the calendar), "order" (it would end
        before it begins), "start" ("ภายใน …"), "end" ("ตั้งแต่ …").
    Example: "2 ต.ค. 66 - ก.ย. 67" is 2023-10-02 to 2024-09-30.
    """

    start: date | None = None
    end: date | None = None
    missing: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    confidence: float = 1.0


class Point(Frozen):
    """One printed date: years in the Christian era, `day` None for a whole month.

    first_day: the first of two days that share a month ("1 - 31 ตุลาคม 2566"). begin, end: where
    it stands in the text. sure: False for a short name that may be part of another word.
    shared: the year is that of a later date.
    """

    year: int | None
    month: int
    day: int | None
    first_day: int | None = None
    begin: int
    end: int
    sure: bool = True
    shared: bool = False


def thai_dates(text: str | None, fiscal_year: int | None = None) -> DateRange | None:
    """The period that a cell names; None for a blank cell.

    fiscal_year: the Buddhist-era year that "ตลอดปีงบประมาณ" stands for. Example:
    "๒ ตุลาคม ๒๕๖๖ ถึง ๓๐ กันยายน ๒๕๖๗" -> 2023-10-02 to 2024-09-30.
    """
    if text is None or is_blank(text):
        return None
    clean = _THAI_GAP.sub("", arabic(nfc(text)))
    spelt = _spelt(clean)
    for said in dict.fromkeys((_ASIDE.sub(" ", spelt), spelt)):
        points = _shared_years(_points(said))
        if points:
            found = _range(said, points)
            return found if spelt == clean else found.model_copy(update={
                "rules": (*found.rules, "date.month_misspelt"),
                "confidence": min(found.confidence, 0.9)})
    return _period(clean, fiscal_year)


def _spelt(text: str) -> str:
    """A text with the months that are misspelt by a letter put right."""
    for start, end, month in reversed(list(misspelt_months(text))):
        text = text[:start] + month + text[end:]
    return text


def fiscal_year_of(day: date) -> int:
    """The Buddhist-era fiscal year of a day: 1 October 2023 -> 2567."""
    return day.year + ERA_GAP + (day.month >= 10)


def fiscal_period(year: int, first_quarter: int = 1, last_quarter: int = 4) -> tuple[date, date]:
    """First and last day of quarters of a Buddhist-era fiscal year: quarter 1 begins in October."""
    year -= ERA_GAP
    first, last = 3 * first_quarter + 7, 3 * last_quarter + 9
    begin, end = divmod(first - 1, 12), divmod(last - 1, 12)
    return (date(year - 1 + begin[0], begin[1] + 1, 1), _last_day(year - 1 + end[0], end[1] + 1))


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@cache
def _months() -> dict[str, int]:
    """Name -> month, 1 to 12, names without white space and in small letters."""
    return {row["value"].casefold(): int(row["canonical"]) for row in table("months")}


@cache
def _written() -> re.Pattern[str]:
    """A date with the name of its month: day, month, era and year, as far as they are printed."""
    names = "|".join(re.escape(n) for n in sorted(_months(), key=lambda n: (-len(n), n)))
    month = f"(?P<month>{names})(?![a-z])"
    return re.compile(
        rf"(?:(?<!\d)(?:(?P<first>\d{{1,2}}){_TO})?(?P<day>\d{{1,2}})\s*+[/\-]?(?:เดือน)?\s*+)?{month}"
        rf"(?:[/\-]?\s*+(?:ปี)?\s*+(?:{_ERA})?\s*+{_YEAR})?", re.I,
    )


def _points(text: str) -> list[Point]:
    """All dates of a text in reading order, those of a doubtful short name left out."""
    found = [p for m in _written().finditer(text) if (p := _written_point(m))]
    found += [p for m in _NUMERIC.finditer(text) if (p := _numeric_point(m))]
    found.sort(key=lambda p: p.begin)
    return [p for n, p in enumerate(found) if p.sure or _beside_a_month(text, found, n)]


def _written_point(match: re.Match[str]) -> Point | None:
    day, first = match["day"], match["first"]
    if day and not 1 <= int(day) <= 31:
        return None
    return Point(
        year=_christian(match["year"], match["era"]), month=_months()[match["month"].casefold()],
        day=int(day) if day else None,
        first_day=int(first) if first and int(first) <= 31 else None,
        begin=match.start(), end=match.end(),
        sure=bool(day or match["year"]) or len(match["month"]) >= SURE_MONTH,
    )


def _numeric_point(match: re.Match[str]) -> Point | None:
    """"1/10/2566" and "2023-10-01"; None where there is no such month."""
    day, month, year = (match[k] or match[f"iso_{k}"] for k in ("day", "month", "year"))
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return None
    return Point(year=_christian(year, None), month=int(month), day=int(day),
                 begin=match.start(), end=match.end())


def _beside_a_month(text: str, points: Sequence[Point], n: int) -> bool:
    """True where a doubtful name is joined to another date: "พ.ค. – มิ.ย. 60"."""
    gaps = [(points[m].end, points[m + 1].begin) for m in (n - 1, n) if 0 <= m < len(points) - 1]
    return any(re.fullmatch(rf"{_TO}|\s*(?:,|และ)\s*", text[a:b]) for a, b in gaps)


def _christian(year: str | None, era: str | None) -> int | None:
    """A printed year in the Christian era; None where there is none or it can be two."""
    if year is None or (len(year) == 2 and int(year) < FIRST_SHORT):
        return None
    if len(year) == 2:
        return None if era and era.startswith("ค") else 2500 + int(year) - ERA_GAP
    number = int(year)
    christian = number - ERA_GAP if number >= FIRST_BUDDHIST else number
    return christian if 1800 <= christian <= 2400 else None


def _shared_years(points: list[Point]) -> list[Point]:
    """A date without a year takes that of the next one; the one before, if it would come later.

    Example: "ต.ค. - ก.ย. 67" -> October 2023, September 2024.
    """
    out: list[Point] = []
    for point in reversed(points):
        if point.year is None and out and out[-1].year is not None:
            after = out[-1]
            later = (point.month, point.day or 1) > (after.month, after.day or 31)
            point = point.model_copy(update={"year": out[-1].year - later, "shared": True})
        out.append(point)
    return out[::-1]


def _range(text: str, points: Sequence[Point]) -> DateRange:
    """The days from the first date to the last; one date alone may be a limit."""
    first, last = points[0], points[-1]
    start, end = _first_day(first), _end_day(last)
    missing: tuple[str, ...] = ()
    if not (start and end):
        missing = (_why(first if start is None else last),)
    if len(points) == 1 and first.first_day is None:
        start, end, missing = _limit(text, first, start, end, missing)
    if start and end and start > end:
        return DateRange(missing=("order",), rules=("date.backwards",))
    doubts = {"date.shared_year": any(p.shared for p in points), "date.listed": len(points) > 2}
    rules = ("date.range", *(rule for rule, holds in doubts.items() if holds))
    return DateRange(start=start, end=end, missing=missing, rules=rules,
                     confidence=0.9 if len(rules) > 1 else 1.0)


def _limit(text: str, point: Point, start: date | None, end: date | None,
           missing: tuple[str, ...]) -> tuple[date | None, date | None, tuple[str, ...]]:
    """A single date with "ภายใน" has no start, one with "เป็นต้นไป" no end."""
    if missing:
        return start, end, missing
    if _UNTIL.search(text[: point.begin]):
        return None, end, ("start",)
    if _SINCE.search(text):
        return start, None, ("end",)
    return start, end, ()


def _why(point: Point) -> str:
    return "year" if point.year is None else "day"


def _first_day(point: Point) -> date | None:
    day = point.first_day or point.day or 1
    return _day(point.year, point.month, day)


def _end_day(point: Point) -> date | None:
    if point.day is None and point.year is not None:
        return _last_day(point.year, point.month)
    return _day(point.year, point.month, point.day or 1)


def _day(year: int | None, month: int, day: int) -> date | None:
    """A day of the calendar, None for one like 31 September."""
    if year is None or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _period(text: str, fiscal_year: int | None) -> DateRange:
    """Quarters, half years and whole fiscal years."""
    named = _FISCAL_YEAR.search(text)
    for pattern in (_QUARTER, _HALF):
        match = pattern.search(text)
        if match:
            groups = match.groupdict()
            year = _buddhist(groups.get("slash") or groups["year"] or (named and named["year"]))
            return _quarters(*_quarter_numbers(groups), year, fiscal_year)
    if named or _WHOLE.search(text) or _YEAR_END.search(text):
        whole = _quarters(1, 4, _buddhist(named and named["year"]), fiscal_year)
        ends = whole.end is not None and _YEAR_END.search(text)
        return whole.model_copy(update={"start": None, "missing": ("start",)}) if ends else whole
    return DateRange(missing=("date",))


def _quarter_numbers(groups: dict[str, str | None]) -> tuple[int, int]:
    if groups.get("half"):
        return (1, 2) if groups["half"] == "แรก" else (3, 4)
    first = int(groups["first"] or 1)
    return first, int(groups["last"] or first)


def _buddhist(year: str | None) -> int | None:
    christian = _christian(year, None)
    return None if christian is None else christian + ERA_GAP


def _quarters(first: int, last: int, year: int | None, known: int | None) -> DateRange:
    """The period of quarters; where the text has no year of its own, that of the form."""
    if (year is None and known is None) or last < first:
        return DateRange(missing=("year",))
    start, end = fiscal_period(year or known or 0, first, last)
    rules = ("date.fiscal_year", *(() if year else ("date.form_year",)))
    return DateRange(start=start, end=end, rules=rules, confidence=1.0 if year else 0.8)
