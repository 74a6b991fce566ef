"""Which edition a form follows, from its codes and titles; the printed year is only a witness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from catalogue import lookup
from catalogue.headings import subindicator_title
from catalogue.items import Edition, editions
from catalogue.titles import AGREES, best_likeness, title_key, title_similarity

LEAD = 0.02
"""How far an edition must lead another on a long form..."""
FEW = 4.0
"""...and on a form of n rows FEW / n^2 more: two rows never overrule the printed year."""
ALIKE = 0.9
"""Share of equal titles at which two lists of the same codes cannot be told apart by a form."""
LEAST = 0.50
"""Least score of an edition that a form is said to follow."""

_TITLES, _COVERAGE, _HEADINGS = 0.80, 0.15, 0.05
_CODE_ALONE = 0.5
_SUB_CODE = re.compile(r"(?:9|10)\.\d")

PrintedRow = tuple[str | None, str]
"""Code in the form "O12", None where it was not read; title as printed, "" where there is none."""


@dataclass(frozen=True)
class Inference:
    """The edition of a form, None = abstained. `scores` 0..1 by year; `reason` in short English.

    A form of O1 โครงสร้าง ... O35 headed "2566" gives 2567, "titles and codes against the
    printed year 2566".
    """

    edition: int | None
    confidence: float
    scores: dict[int, float] = field(default_factory=dict)
    reason: str = ""


def infer_edition(
    rows: Sequence[PrintedRow],
    subindicators: Sequence[str] = (),
    printed_year: int | None = None,
) -> Inference:
    """The edition whose codes a form uses, judged by titles, range of codes and sub-indicators.

    A few rows prove little: the fewer there are, the further the best edition must lead before
    it overrules the printed year; without a year to lean on the answer is then None.
    """
    known = _known()
    told = [row for row in rows if row[0] or title_key(row[1])]
    if not told:
        return _without_rows(printed_year, known)
    scores = dict(_scores(tuple(told), tuple(subindicators), lookup.folders()))
    return _decide(scores, len(told), printed_year, known)


def _known() -> dict[int, Edition]:
    """The editions that a form may follow."""
    return {year: e for year, e in editions().items() if e.complete != "no"}


@lru_cache(maxsize=64)  # a form is asked about its rows before and after its edition is known
def _scores(
    told: tuple[PrintedRow, ...], subindicators: tuple[str, ...], searched: tuple[Path, ...]
) -> dict[int, float]:
    return {year: round(_score(told, subindicators, e), 4) for year, e in _known().items()}


def _without_rows(printed_year: int | None, known: dict[int, Edition]) -> Inference:
    if printed_year in known:
        return Inference(printed_year, 0.3, {}, "no item row: the printed year alone")
    return Inference(None, 0.0, {}, "no item row")


def _decide(
    scores: dict[int, float], rows: int, printed_year: int | None, known: dict[int, Edition]
) -> Inference:
    """The printed year unless another edition leads by more than so few rows can feign."""
    best = max(scores, key=lambda year: (scores[year], known[year].confidence))
    if scores[best] < LEAST:
        return Inference(None, 0.0, scores, "no edition fits these codes and titles")
    needed = LEAD + FEW / rows**2
    leaning = printed_year in scores and scores[best] - scores[printed_year] < needed
    twins = _twins(printed_year if leaning and printed_year else best, known)
    sure = min(1.0, _lead(scores, best, twins) / (2 * needed))
    if leaning and printed_year is not None:
        return _leaning(scores, sure, printed_year, twins)
    if sure < 0.5:
        return Inference(None, 0.0, scores, f"{rows} rows fit more than one edition")
    return _overruling(scores, sure, best, twins, printed_year)


def _leaning(scores: dict[int, float], sure: float, year: int, twins: list[int]) -> Inference:
    """The printed year, which nothing contradicts or only a row or two do."""
    if scores[year] < LEAST:
        return Inference(year, 0.3, scores, "too few rows against the printed year")
    confidence = scores[year] * max(sure, 0.5) * (1.0 if len(twins) == 1 else 0.8)
    reason = "codes, titles and printed year agree"
    return Inference(year, round(confidence, 3), scores, reason)


def _overruling(
    scores: dict[int, float], sure: float, best: int, twins: list[int], printed_year: int | None
) -> Inference:
    """The edition of titles and codes, where no year is printed or another one is.

    Of editions that cannot be told apart it is the one nearest to the printed year.
    """
    chosen = (
        min(twins, key=lambda year: (abs(year - printed_year), -year)) if printed_year else best
    )
    others = ", ".join(str(year) for year in twins if year != chosen)
    against = f" against the printed year {printed_year}" if printed_year else ""
    also = f"; {others} fits as well" if others else ""
    sure = scores[chosen] * sure * (0.5 if others else 1.0)
    return Inference(chosen, round(sure, 3), scores, f"titles and codes{against}{also}")


def _twins(year: int, known: dict[int, Edition]) -> list[int]:
    """The editions with nearly the same list, the edition itself among them: 2564 and 2565."""
    return [other for other, edition in known.items() if _same_list(edition, known[year])]


def _same_list(one: Edition, other: Edition) -> bool:
    if set(one.by_code) != set(other.by_code):
        return False
    equal = [item.title == other.by_code[item.code].title for item in one.items]
    return sum(equal) >= ALIKE * len(equal)


def _lead(scores: dict[int, float], best: int, twins: list[int]) -> float:
    """How far the best edition is ahead of those that are no twin of the chosen one."""
    rivals = [score for year, score in scores.items() if year != best and year not in twins]
    return scores[best] - max(rivals, default=0.0)


def _score(rows: Sequence[PrintedRow], subindicators: Sequence[str], edition: Edition) -> float:
    """Weighted mean of the three witnesses; one that a form or edition lacks has no weight."""
    parts = [
        (_TITLES, title_agreement(rows, edition)),
        (_COVERAGE, _coverage(rows, edition)),
        (_HEADINGS, _heading_agreement(subindicators, edition)),
    ]
    given = [(weight, value) for weight, value in parts if value is not None]
    return sum(w * v for w, v in given) / sum(w for w, _ in given) if given else 0.0


def title_agreement(rows: Sequence[PrintedRow], edition: Edition) -> float | None:
    """Mean likeness of printed titles to the official ones at their codes."""
    titled = [(code, title) for code, title in rows if title_key(title)]
    if not titled:
        return None
    return sum(_agreement(code, title, edition) for code, title in titled) / len(titled)


def _agreement(code: str | None, title: str, edition: Edition) -> float:
    """0 below the likeness that names an item; a title without a code counts half."""
    if code is None:
        alike = best_likeness(title, edition)
        return _CODE_ALONE * alike if alike >= AGREES else 0.0
    item = edition.item(code)
    if item is None:
        return 0.0
    alike = title_similarity(title, item)
    return alike if alike >= AGREES else 0.0


def _coverage(rows: Sequence[PrintedRow], edition: Edition) -> float | None:
    """Codes that form and edition share, of all codes of either: 35 of 35, or 35 of 43."""
    printed = {code for code, _ in rows if code}
    if not printed:
        return None
    return len(printed & set(edition.by_code)) / len(printed | set(edition.by_code))


def _heading_agreement(subindicators: Sequence[str], edition: Edition) -> float | None:
    """Share of printed "9.3 การจัดซื้อจัดจ้าง" whose words are those of the edition."""
    found = [_heading_fits(text, edition) for text in subindicators]
    judged = [fits for fits in found if fits is not None]
    return sum(judged) / len(judged) if judged else None


def _heading_fits(text: str, edition: Edition) -> bool | None:
    """None where the text has no number and words, or the edition does not know the number."""
    key = title_key(text)
    number = _SUB_CODE.search(key)
    if number is None or not key[number.end() :]:
        return None
    official = subindicator_title(edition, number.group())
    return key.endswith(title_key(official)) if official else None
