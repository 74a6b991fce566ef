"""The fiscal year a form is for, and its round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from normalize.digits import arabic
from normalize.text import nfc
from schema.table import Frozen

_BE = r"พ\s?\.?\s*ศ\s?\.?"
_ERA = rf"[\s.…:：]*+(?:{_BE})?[\s.…]*+"  # a colon of a label, a dotted leader
_BUDDHIST = r"(?P<buddhist>25\d\d|2\s?5\s?\d\s?\d)(?!\d)"  # "๒๕๖ ๗"
_SHORT = r"(?P<short>[4-9]\d)(?![\d.,%])"
_WESTERN = r"(?:ค\.?\s*ศ\.?\s*)(?P<western>20\d\d)(?!\d)"
_SPAN = rf"(?!\s*(?:[-–—/]|ถึง)\s*(?:{_BE}\s*)?\d|\s*บาท)"
_YEAR = rf"(?:{_ERA}{_BUDDHIST}|\s*+(?:{_BE})?\s*+{_SHORT}|\s*{_WESTERN}){_SPAN}"
_BUDGET = r"(?:งบประมาณ|งบฯ|งปม\.?|ปีงบ)"
_FISCAL = re.compile(
    rf"{_BUDGET}{_YEAR}"
    rf"|(?<![A-Za-z])(?:FY|Fiscal Year){_ERA}"
    rf"(?:(?P<fy_buddhist>25\d\d)|(?P<fy_western>20\d\d)|(?P<fy_short>[4-9]\d))(?!\d){_SPAN}",
    re.I,
)
_YEARLY = re.compile(
    rf"ประจำปี{_YEAR}|(?:ITA|OIT)\S{{0,150}}\s*+(?:ประจำ)?(?:ปี)?{_ERA}(?P<scheme>25\d\d)(?!\d){_SPAN}"
)
_ANY = re.compile(rf"(?:ปี|{_BE}){_YEAR}|{_WESTERN.replace('western', 'alone')}{_SPAN}")
_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พ\.\s?ร\.\s?[บป]\.|รัฐธรรมนูญ|ระเบียบ|กฎกระทรวง)[^\n]{0,90}?25\d\d"
)
_UNCLEAR = re.compile(
    rf"(?:{_BUDGET}|(?<!\d)(?<!\d )ปี|{_BE}|ค\.?\s*ศ\.?|(?<![A-Za-z])FY){_ERA}"
    r"(?:ค\.?\s*ศ\.?\s*)?(\d{2,4}(?: ?\d){0,2}"
    rf"(?:\s*(?:[-–—/]|ถึง)\s*(?:{_BE}\s*)?\d{{2,4}})?)(?!\d)"
)
_ROUND = re.compile(r"(?:ครั้งที่|รอบที่|งวดที่)\s*(\d{1,2})(?!\d)")
_HALF = re.compile(r"(รอบ\s*\d{1,2}\s*เดือน|ไตรมาส(?:ที่)?\s*\d)")


class NamedYear(Frozen):
    """A year that a text names, as a Buddhist year, with the rule for one that is not printed so.

    weight: 3 a fiscal year, 2 a yearly one, 1 any. begin, end: where it stands in the text, its
    words included.
    """

    year: int
    weight: int
    begin: int
    end: int
    rules: tuple[str, ...] = ()


def named_years(text: str) -> tuple[NamedYear, ...]:
    """The years of the strongest wording that a text has; the years of laws are none.

    Two digits are a Buddhist year behind a word for the year ("ปีงบฯ 67"), a Christian one counts
    where the text says so ("FY2024", "ค.ศ. 2024"). A span of years ("2566-2567") is no year.
    """
    found = _all_named(text)
    best = max((named.weight for named in found), default=0)
    return tuple(named for named in found if named.weight == best)


def every_year(text: str) -> tuple[NamedYear, ...]:
    """All years that a text names, whatever the wording, in reading order."""
    out: list[NamedYear] = []
    for named in sorted(_all_named(text), key=lambda n: (n.begin, -n.end)):
        if not out or named.begin >= out[-1].end:
            out.append(named)
    return tuple(out)


def _all_named(text: str) -> tuple[NamedYear, ...]:
    text = _LAW.sub(lambda m: " " * len(m[0]), arabic(nfc(text)))
    patterns = ((3, _FISCAL), (2, _YEARLY), (1, _ANY))
    return tuple(_named(m, weight) for weight, p in patterns for m in p.finditer(text))


def _named(match: re.Match[str], weight: int) -> NamedYear:
    kind, digits = next((k, d) for k, d in match.groupdict().items() if d)
    short, western = kind.endswith("short"), kind.endswith(("western", "alone"))
    spaced = len(digits.split()) > 1
    year = int("".join(digits.split())) + (2500 if short else 543 if western else 0)
    rules = ("year.two_digits",) if short else ("year.western",) if western else ()
    rules = (*rules, "year.spaced") if spaced else rules
    return NamedYear(year=year, weight=weight, begin=match.start(), end=match.end(), rules=rules)


def years(text: str) -> tuple[tuple[int, int], ...]:
    """(year, weight) of each year a text names, as `named_years` reads them.

    Example: "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗" -> ((2567, 3),).
    """
    return tuple((named.year, named.weight) for named in named_years(text))


def year_rules(text: str, year: int) -> tuple[str, ...]:
    """The rules that made a year of a text's digits: "ปีงบฯ 67" -> ("year.two_digits",)."""
    return next((n.rules for n in named_years(text) if n.year == year), ())


def unclear_year(texts: Sequence[str]) -> tuple[str, int] | None:
    """The first year that lines print and `named_years` does not take, and the line's number.

    Example: ["แบบรายงาน", "ปี 2566-2567"] -> ("2566-2567", 1).
    """
    for n, text in enumerate(texts):
        match = _UNCLEAR.search(_LAW.sub("", arabic(nfc(text))))
        if match:
            return match[1], n
    return None


def fiscal_year(texts: Sequence[str]) -> tuple[int | None, int]:
    """The year that the heading lines are for and the number of the line that says so.

    The strongest wording wins, then the more frequent, then the first; (None, -1) without one.
    """
    votes = [(weight, year, n) for n, text in enumerate(texts) for year, weight in years(text)]
    if not votes:
        return None, -1
    best = max(weight for weight, _, _ in votes)
    counted = Counter(year for weight, year, _ in votes if weight == best)
    first = [year for weight, year, _ in votes if weight == best]
    year = max(counted, key=lambda y: (counted[y], -first.index(y)))
    return year, next(n for weight, y, n in votes if y == year and weight == best)


def round_of(text: str) -> str | None:
    """The round of a form: "ครั้งที่ ๑" -> "1", "รอบ 6 เดือน" -> "รอบ 6 เดือน"."""
    text = arabic(nfc(text))
    match = _ROUND.search(text)
    if match:
        return match[1]
    half = _HALF.search(text)
    return re.sub(r"\s+", " ", half[1]) if half else None
