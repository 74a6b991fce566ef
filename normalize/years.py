"""The fiscal year a form is for, and its round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from normalize.digits import arabic
from normalize.text import nfc

_ERA = r"\s*(?:พ\.?\s*ศ\.?)?\s*(25\d\d)"
_FISCAL = re.compile(r"งบประมาณ" + _ERA)
_YEARLY = re.compile(rf"ประจำปี{_ERA}|(?:ITA|OIT)\S*\s*(?:ประจำ)?(?:ปี)?{_ERA}")
_ANY = re.compile(r"(?:ปี|พ\.?\s*ศ\.?)" + _ERA)
_ROUND = re.compile(r"(?:ครั้งที่|รอบที่|งวดที่)\s*(\d{1,2})(?!\d)")
_HALF = re.compile(r"(รอบ\s*\d{1,2}\s*เดือน|ไตรมาส(?:ที่)?\s*\d)")


def years(text: str) -> tuple[tuple[int, int], ...]:
    """(year, weight) of each Buddhist year a text names: 3 a fiscal year, 2 yearly, 1 any.

    Example: "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗" -> ((2567, 3),).
    """
    text = arabic(nfc(text))
    found = []
    for weight, pattern in ((3, _FISCAL), (2, _YEARLY), (1, _ANY)):
        for match in pattern.finditer(text):
            found.append((int(next(g for g in match.groups() if g)), weight))
        if found:
            break
    return tuple(found)


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
