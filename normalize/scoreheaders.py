"""Headers of score tables that only count beside one another: instruments, years, totals.

"IIT" over one column may head the codes of a form; beside "EIT" and "OIT" it heads a score.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.instruments import instruments_of
from normalize.text import squash

LONGEST = 45  # letters of a header that names an instrument or a year; longer speaks of more
SCORED = frozenset({"question", "indicator", "indicator_title", "instrument", "score"})
_YEAR = re.compile(
    r"(?:ผล|ค่า)?(?:คะแนน)?(?:การประเมิน)?(?:ITA)?(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:พ\.?ศ\.?)?(25\d\d)"
)
_TOTAL = re.compile("รวม|เฉลี่ย|ภาพรวม|^ITA$")
_INDICATOR = "ตัวชี้วัด"


def score_headers(headers: Sequence[str], roles: Mapping[int, str | None]) -> dict[int, str]:
    """The columns whose headers head scores in such company: number -> rule.

    roles: what each header says alone. Example: ("หัวข้อ", "IIT", "EIT", "รวม") -> columns 1, 2 and
    3; ("ตัวชี้วัด", "ปี 2565", "ปี 2566") -> columns 1 and 2 by their years.
    """
    free = [n for n in range(len(headers)) if roles.get(n) in (None, "code", "score", "instrument")]
    named = {n: header_instrument(headers[n]) for n in free}
    found = {n: "column.instrument" for n, name in named.items() if name}
    if len(set(filter(None, named.values()))) > 1:
        totals = (n for n in free if n not in found and _TOTAL.search(squash(headers[n])))
        return found | dict.fromkeys(totals, "column.total")
    scored = SCORED & set(roles.values()) or any(_INDICATOR in header for header in headers)
    years = (n for n in free if roles.get(n) is None and header_year(headers[n]))
    return dict.fromkeys(years, "column.year") if scored else {}


def header_year(header: str) -> int | None:
    """The year of a header that names one and nothing else: "คะแนนปี ๒๕๖๕" -> 2565."""
    match = _YEAR.fullmatch(arabic(squash(header)))
    return int(match[1]) if match else None


def header_instrument(header: str) -> str | None:
    """The one instrument that a short header names: "คะแนน IIT" -> "IIT"."""
    names = instruments_of(header) if len(squash(header)) <= LONGEST else ()
    return names[0] if len(names) == 1 else None


@cache
def _kinds() -> dict[str, str]:
    return {squash(row["value"]): row["canonical"] for row in table("analysis_kinds")}


def analysis_kind(header: str) -> str | None:
    """The kind of paragraph that a header names, None for any other: "จุดแข็ง" -> "จุดแข็ง"."""
    return _kinds().get(squash(header).strip("*:."))
