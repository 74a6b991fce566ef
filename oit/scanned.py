"""Numbers read from pictures: kept only where what stands around them agrees.

A digit that was misread looks like one that was not, and a sure recogniser may be wrong. Scores are
held against their means, years against the editions and the other years of the form, dates against
the year (codes against titles and sequence, where rows are read). What does
not agree is null, "unreadable", with its raw words: nobody can say which of the numbers is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from audit.formula import INSTRUMENTS, Formula, formula_of, printed
from audit.limits import default_limits
from audit.recomputed import Level, recompute
from audit.years import years_named
from catalogue.editions import editions
from normalize.digits import arabic
from normalize.findings import finding
from schema.finding import Finding, with_id
from schema.form import Action, Form, Score, Traced
from schema.table import Place, RawDocument

CHECK = "number_in_doubt"
YEARS_AROUND = 5  # years before the first and after the last known edition that a form may be for
BEFORE, AFTER = 2, 3  # years around that of the form in which its plans begin and end
MENTIONS = 3  # years named elsewhere in the form that outweigh the one of its heading
BUDDHIST = 543
DECIMALS, FEW, NEARLY_ALL = 2, 4, 0.8  # of scores; scores of a form; share with all decimals
YEARS = ("fiscal_year", "measures_fiscal_year")
AnyRecord = TypeVar("AnyRecord", bound=Traced)


def with_numbers_held(forms: list[Form], document: RawDocument) -> list[Form]:
    """The forms, numbers of scanned pages null where the rest of the form speaks against them.

    Example: an indicator read as 82.30 whose questions have a mean of 92.30 is unreadable, and so
    are the questions: one of them was misread.
    """
    pages = frozenset(document.scanned_pages)
    return [_held(form, pages) for form in forms] if pages else forms


def _held(form: Form, pages: frozenset[int]) -> Form:
    wrong = {name for name in YEARS if _seen(form, name, pages) and _is_doubtful_year(form, name)}
    years = {getattr(form, name) for name in wrong}
    found = [_told(form, name, None) for name in sorted(wrong)]
    doubted = set(_doubted_scores(form, pages))
    scores, actions = [], []
    for n, score in enumerate(form.scores):
        paths = ["score"] if n in doubted else []
        if score.fiscal_year is not None and (
                score.fiscal_year in years or not _is_plausible(score.fiscal_year)):
            paths += ["fiscal_year"] if _seen(score, "fiscal_year", pages) else []
        found += [_told(score, path, score.code) for path in paths]
        scores.append(_without(score, paths))
    for action in form.actions:
        paths = [p for p in _doubted_dates(action, form) if _seen(action, p, pages)]
        found += [_told(action, path, None) for path in paths]
        actions.append(_without(action, paths))
    return _without(form, wrong).model_copy(update={
        "scores": tuple(scores), "actions": tuple(actions),
        "findings": (*form.findings, *(with_id(each, form.form_id) for each in found))})


def _seen(record: Traced, path: str, pages: frozenset[int]) -> bool:
    """Whether a value was read on a scanned page."""
    return any(place.page in pages for place in record.places.get(path, ()))


def _without(record: AnyRecord, paths: Iterable[str]) -> AnyRecord:
    """The record with some values unreadable; their raw words stay."""
    paths = tuple(paths)
    if not paths:
        return record
    raws = {path: str(getattr(record, path)) for path in paths} | record.raws
    return record.model_copy(update={
        **dict.fromkeys(paths), "raws": raws,
        "absent": {**record.absent, **dict.fromkeys(paths, "unreadable")},
        "confidences": {p: sure for p, sure in record.confidences.items() if p not in paths}})


def _told(record: Traced, path: str, code: str | None) -> Finding:
    places: tuple[Place, ...] = record.places.get(path, ())
    item = code.upper() if code and code.startswith("o") else None
    return finding(CHECK, "extraction", places, item, text=str(getattr(record, path)),
                   what=f"{code} {path}" if code else path)


# ---- years ----------------------------------------------------------------------------------


def _is_doubtful_year(form: Form, name: str) -> bool:
    """A year that no form is for, before that of its list of items, or far from all its others."""
    year = getattr(form, name)
    if year is None:
        return False
    if form.edition is not None and year < form.edition - 1:
        return True
    others = [other for text in _texts(form) for other in years_named(arabic(text))]
    far = len(others) >= MENTIONS and all(abs(other - year) > AFTER for other in others)
    return far or not _is_plausible(year)


def _is_plausible(year: int) -> bool:
    known = editions()
    return min(known) - YEARS_AROUND <= year <= max(known) + YEARS_AROUND


def _texts(form: Form) -> Iterator[str]:
    """The cells in which years are named: periods, dates and what is to be shown."""
    for item in form.items:
        yield from (text for text in (item.period, item.component, item.remark) if text)
    yield from (measure.period for measure in form.measures if measure.period)
    yield from (action.date_text for action in form.actions if action.date_text)


# ---- dates ----------------------------------------------------------------------------------


def _doubted_dates(action: Action, form: Form) -> tuple[str, ...]:
    """The dates of an action that are far from the form's year."""
    dates = {path: day for path in ("start", "end") if (day := getattr(action, path))}
    year = form.measures_fiscal_year or form.fiscal_year
    if year is None:
        return ()
    return tuple(path for path, day in dates.items()
                 if not year - BEFORE <= int(day[:4]) + BUDDHIST <= year + AFTER)


# ---- scores ---------------------------------------------------------------------------------


def _doubted_scores(form: Form, pages: frozenset[int]) -> Iterator[int]:
    """The scores (by position) that agree neither with a mean nor with their other print."""
    done, formula = recompute(form), formula_of(form.fiscal_year)
    codes: set[str] = set()
    if done is not None and formula is not None:
        sound = [level for level in done.levels if level.verdict == "agrees"]
        sure = {code for level in sound for code in (level.code, *_parts(level, formula))}
        codes = {code for level in done.levels if _disagrees(level)
                 for code in (level.code, *_parts(level, formula))} - sure
    twice = _printed_apart(form) | _short(form)
    for n, score in enumerate(form.scores):
        own = _name(score) in codes and score.fiscal_year in (None, form.fiscal_year)
        if score.score is not None and (own or n in twice) and _seen(score, "score", pages):
            yield n


def _name(score: Score) -> str | None:
    """How a level calls a score: its code, its instrument, or "total"."""
    if score.scope == "overall":
        return "total"
    return score.instrument if score.scope == "instrument" else score.code


def _parts(level: Level, formula: Formula) -> tuple[str, ...]:
    """What a level is the mean of."""
    group = formula.group(level.code)
    if group is not None:
        return group.parts
    if level.code == "total":
        return (*INSTRUMENTS, *(code for name in INSTRUMENTS for code in formula.indicators(name)))
    name = next((name for name in INSTRUMENTS if name == level.instrument), None)
    return formula.indicators(name) if name else ()


def _disagrees(level: Level) -> bool:
    if level.code == "band":
        return False
    if level.verdict == "differs" and level.computed is not None and level.printed is not None:
        rounding = Decimal(str(default_limits()["score_rounding"]))
        return abs(printed(level.computed) - level.printed) > rounding
    return not level.possible


def _short(form: Form) -> set[int]:
    """Scores with fewer decimals than nearly all others of the form: the last digit is lost."""
    places = {n: _decimals(score) for n, score in enumerate(form.scores)
              if score.score not in (None, 0, 100)}
    full = sum(found == DECIMALS for found in places.values())
    if len(places) < FEW or full < NEARLY_ALL * len(places):
        return set()
    return {n for n, found in places.items() if found < DECIMALS}


def _decimals(score: Score) -> int:
    """Digits behind the point as they are printed."""
    return len(score.raws.get("score", str(score.score)).strip().rpartition(".")[2])


def _printed_apart(form: Form) -> set[int]:
    """Scores of one code and year that are printed with one digit apart.

    Those of EIT may be: two groups of respondents answer them.
    """
    prints: Mapping[tuple[str, str, int | None], list[int]] = defaultdict(list)
    for n, score in enumerate(form.scores):
        if score.code and score.score is not None and score.instrument != "EIT":
            prints[score.scope, score.code, score.fiscal_year].append(n)
    apart = set()
    for own in prints.values():
        texts = {f"{form.scores[n].score:.2f}" for n in own}
        if len(texts) == 2 and Levenshtein.distance(*texts) == 1:
            apart.update(own)
    return apart
