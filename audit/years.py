"""Years in the words of a form: those that a text names, and dates that lack one."""

from __future__ import annotations

import re
from functools import cache

from catalogue.lookup import table
from catalogue.months import misspelt_months

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
LONG_NAME = 6  # letters; a shorter name of a month without a stop may be part of another word
_ANY = re.compile(r"(?<!\d)(?:2[45]\d\d|[12][09]\d\d)(?!\d)")
_BUDDHIST = re.compile(r"(?<!\d)25\d\d(?!\d)")
_SPAN = re.compile(r"(25\d\d)\s*(?:-|–|—|ถึง)\s*(?:พ\.?\s*ศ\.?\s*)?(25\d\d)")
_BEFORE = r"(?:งบประมาณ|ปฏิทิน|การศึกษา)?\s*+\(?\s*+(?:พ\.?\s*ศ\.?)?\s*+"
_EVERY_YEAR = re.compile("ทุกปี|ของปี|ในปี|ปีงบ|ประจำปี|ตลอดปี")
_DAY_AND_MONTH = re.compile(r"(?<![\d/.])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])")

_QUARTER = re.compile(r"ไตรมาส(?:ที่)?\s*[1-4](?!\d|\s*/\s*\d)(?:\s*[-–,]\s*[1-4](?!\d|\s*/))?")


def years_named(text: str) -> frozenset[int]:
    """Buddhist years that a text calls a year or dates by a month; the years of laws are none.

    Example: "รายงานผลของปี พ.ศ. 2566 ตาม พ.ร.บ. พ.ศ. 2560" -> {2566}; a span counts whole.
    """
    if "25" not in text:
        return frozenset()
    found = {int(match[1]) for match in _named().finditer(text)}
    spans = [(int(a), int(b)) for a, b in _SPAN.findall(text)]
    return frozenset(found.union(*(range(a, b + 1) for a, b in spans if found & {a, b})))


def any_years(text: str) -> frozenset[int]:
    """Every Buddhist year in a text: "แผนประจำปี พ.ศ. 2567" -> {2567}."""
    return frozenset(int(year) for year in _BUDDHIST.findall(text))


def dates_without_year(text: str) -> tuple[str, ...]:
    """Dates and months of a text to which no year belongs, as printed.

    A year that stands later counts for the dates before it, and one that a text gives as such
    counts for all. Example: "1 ต.ค. 2566 - 31 มี.ค." -> ("31 มี.ค.",); "ต.ค. - ธ.ค. 66" -> ().
    """
    text = text.translate(_DIGITS)
    if _EVERY_YEAR.search(text):
        return ()
    dates = sorted([*_dated().finditer(text), *_DAY_AND_MONTH.finditer(text),
                    *_QUARTER.finditer(text)], key=_start)
    years = [m.end() for m in _ANY.finditer(text)]
    years += [m.end() for m in dates if m.re is _dated() and m["year"]]
    last = max(years, default=0)
    return tuple(m[0].strip() for m in dates if m.end() > last)


def months_misspelt(text: str) -> tuple[tuple[str, str], ...]:
    """Months that are a letter wrong, each with the one meant: "1 ตุลคม 2565" -> "ตุลคม", "ตุลาคม"."""
    text = text.translate(_DIGITS)
    return tuple((text[a:b], month) for a, b, month in misspelt_months(text))


def _start(match: re.Match[str]) -> int:
    return match.start()


@cache
def _named() -> re.Pattern[str]:
    months = "|".join((_months("long"), _months("dotted")))
    return re.compile(rf"(?:ปี{_BEFORE}|(?:{months})\s*+)(25\d\d)(?!\d)")


@cache
def _dated() -> re.Pattern[str]:
    """A day and month, or a month whose name is no part of another word, and a short year."""
    day = r"(?:(?<!\d)(?:0?[1-9]|[12]\d|3[01])\s*+(?:เดือน)?\s*+)"
    dotted = rf"(?<!สำนักงาน )(?:(?<![ก-๎.])|(?<=เดือน))(?:{_months('dotted')})"
    return re.compile(
        rf"(?:{day}(?:{_months('all')})|{_months('long')}|{dotted})(?![ก-๎A-Za-z])"
        r"(?:\s*+(?:พ\.?\s*ศ\.?)?\s*+(?P<year>\d{4}|[4-9]\d)(?!\d))?"
    )


def _months(which: str) -> str:
    """Names of months as alternatives; "long" and "dotted" ones stand without a day too."""
    kept = [row["value"] for row in table("months") if which in ("all", _kind(row["value"]))]
    return "|".join(re.escape(n) for n in sorted(kept, key=lambda n: (-len(n), n)))


def _kind(name: str) -> str:
    return "long" if len(name) >= LONG_NAME else "dotted" if name.endswith(".") else "short"
