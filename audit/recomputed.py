"""The scores of a form computed again from what it prints, level by level, beside what it prints.

A level is computed of the printed values of the level below where all of them are printed once;
nothing is filled in. What is missing is named with the value it must have had.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Literal

from audit.formula import (
    INSTRUMENTS,
    Formula,
    Group,
    Instrument,
    band_of,
    formula_of,
    mean,
    printed,
)
from schema.form import Form, Score
from schema.table import Frozen, Place

Verdict = Literal["agrees", "differs", "incomplete", "not_derivable", "not_printed"]
MOST_MISSING = 8  # items of 0 or 100 that are missing from one indicator and tried in all ways
ITEM_SCORES = (Decimal(0), Decimal(100))


class Level(Frozen):
    """One score: what is printed (None where it is not), what follows from the level below.

    code: "9.1", "9", "OIT", "total" or "band"; missing: parts that are not printed; conflicts:
    parts that are printed with several values; implied: what missing parts must have been, where
    only one way leads to the printed score; possible: False where no way does.
    """

    code: str
    instrument: str | None = None
    printed: Decimal | None = None
    computed: Decimal | None = None
    verdict: Verdict
    missing: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    implied: dict[str, Decimal] = {}
    possible: bool = True
    band: str | None = None
    band_printed: str | None = None
    places: tuple[Place, ...] = ()


class Recomputed(Frozen):
    """All levels of a form's scores, and the tables of indicators that were not used.

    others: (table, fiscal year or None, total by the formula or None) of each further table.
    """

    year: int
    levels: tuple[Level, ...] = ()
    others: tuple[tuple[int, int | None, Decimal | None], ...] = ()

    def level(self, code: str) -> Level | None:
        """The level of a code, None where there is none."""
        return next((level for level in self.levels if level.code == code), None)


def recompute(form: Form) -> Recomputed | None:
    """The scores of a form computed again; None without scores or without a verified formula."""
    formula = formula_of(form.fiscal_year)
    if formula is None or not form.scores:
        return None
    book = _Book(form, formula)
    levels = [book.group(group) for group in formula.groups]
    levels += [book.instrument(name) for name in INSTRUMENTS]
    levels += book.total()
    return Recomputed(
        year=formula.year, others=tuple(book.others()),
        levels=tuple(level for level in levels if level.printed is not None
                     or level.computed is not None or level.band_printed))


def score_of(score: Score) -> Decimal:
    """A printed score as a decimal number."""
    return Decimal(str(score.score))


class _Book:
    """The printed scores of one form by their codes, and what follows from them so far."""

    def __init__(self, form: Form, formula: Formula) -> None:
        self.form, self.formula = form, formula
        self.main = _main_table(form)
        self.printed: dict[str, list[Score]] = {}
        for score in form.scores:
            if score.score is not None and score.code and self._counts(score):
                self.printed.setdefault(score.code, []).append(score)
        self.exact: dict[str, Decimal] = {}  # not rounded, from the level below

    def _counts(self, score: Score) -> bool:
        """Items of the year, and indicators of the main table."""
        if score.scope in ("item", "subindicator"):
            return score.fiscal_year in (None, self.formula.year)
        return score.scope == "indicator" and score.table == self.main

    def values(self, code: str) -> set[Decimal]:
        """The values under which a code is printed."""
        return {score_of(score) for score in self.printed.get(code, ())}

    def value(self, code: str) -> Decimal | None:
        """The one value of a code: what follows from below, else what is printed."""
        if code in self.exact:
            return self.exact[code]
        found = self.values(code)
        return found.pop() if len(found) == 1 else None

    def group(self, group: Group) -> Level:
        """A sub-indicator or indicator against its parts."""
        own = self.values(group.code)
        shown = own.pop() if len(own) == 1 else None
        missing = tuple(p for p in group.parts if self.value(p) is None and not self.values(p))
        conflicts = tuple(p for p in group.parts if len(self.values(p)) > 1)
        places = tuple(s.source for s in self.printed.get(group.code, ())[:1])
        level = Level(code=group.code, instrument=group.instrument, printed=shown,
                      verdict="incomplete", missing=missing, conflicts=conflicts,
                      places=tuple(Place(**p.model_dump(exclude={"continued"})) for p in places))
        if not group.derivable:
            return level.model_copy(update={"verdict": "not_derivable"})
        if not missing and not conflicts:
            return self._whole(level, group)
        return self._in_part(level, group) if shown is not None and not conflicts else level

    def _whole(self, level: Level, group: Group) -> Level:
        computed = mean(value for part in group.parts if (value := self.value(part)) is not None)
        self.exact[group.code] = computed
        return level.model_copy(update={
            "computed": computed, "verdict": _verdict(computed, level.printed)})

    def _in_part(self, level: Level, group: Group) -> Level:
        """What the missing parts must have been for the printed score."""
        if group.instrument == "OIT":
            return level.model_copy(update=self._items_implied(level, group))
        if len(level.missing) > 1 or level.printed is None:
            return level
        known = sum((v for p in group.parts if (v := self.value(p)) is not None), Decimal(0))
        implied = printed(level.printed * len(group.parts) - known)
        fits = -1 <= implied <= 101  # the printed mean is rounded, each part by the same
        return level.model_copy(update={
            "possible": fits, "implied": {level.missing[0]: implied} if fits else {}})

    def _items_implied(self, level: Level, group: Group) -> dict[str, object]:
        """Items that are 0 or 100: the only way that leads to the printed score, if one does."""
        missing = self._missing_items(group)
        if not missing or len(missing) > MOST_MISSING:
            return {}
        ways = [dict(zip(missing, values, strict=True))
                for values in product(ITEM_SCORES, repeat=len(missing))]
        fitting = [w for w in ways if (m := self._with(group, w)) is not None
                   and printed(m) == level.printed]
        if len(fitting) != 1:
            return {"missing": missing, "possible": bool(fitting)}
        return {"missing": missing, "implied": fitting[0],
                "computed": self._with(group, fitting[0])}

    def _missing_items(self, group: Group) -> tuple[str, ...]:
        """The items below a group that are not printed."""
        found: list[str] = []
        for part in group.parts:
            below = self.formula.group(part)
            if below is None:
                found += [] if self.values(part) else [part]
            elif self.value(part) is None:
                found += self._missing_items(below)
        return tuple(found)

    def _with(self, group: Group, given: dict[str, Decimal]) -> Decimal | None:
        """The mean of a group with values given for missing items."""
        values = []
        for part in group.parts:
            below = self.formula.group(part)
            value = given.get(part, self.value(part))
            if value is None and below is not None:
                value = self._with(below, given)
            if value is None:
                return None
            values.append(value)
        return mean(values)

    def instrument(self, name: Instrument) -> Level:
        """An instrument as the mean of its indicators, those printed where none follows."""
        codes = self.formula.indicators(name)
        own = [s for s in self.form.scores if s.scope == "instrument" and s.instrument == name
               and s.score is not None]
        shown = score_of(own[0]) if own else None
        values = [self.value(code) for code in codes]
        known = [value for value in values if value is not None]
        level = Level(code=name, instrument=name, printed=shown, verdict="incomplete",
                      missing=tuple(c for c, v in zip(codes, values, strict=True) if v is None))
        if not codes or len(known) < len(codes):
            return level
        self.exact[name] = mean(known)
        return level.model_copy(update={
            "computed": self.exact[name], "verdict": _verdict(self.exact[name], shown)})

    def total(self) -> list[Level]:
        """The overall score and its band."""
        own = [s for s in self.form.scores if s.scope == "overall" and s.score is not None]
        shown = score_of(own[0]) if own else None
        band = own[0].title if own else None
        parts = {name: self.exact[name] for name in INSTRUMENTS if name in self.exact}
        if self.formula.weights is None or len(parts) < len(INSTRUMENTS):
            return [Level(code="total", printed=shown, verdict="incomplete",
                          missing=tuple(n for n in INSTRUMENTS if n not in parts))]
        total = sum((self.formula.weights[name] * parts[name] for name in INSTRUMENTS), Decimal(0))
        computed_band = band_of(self.formula, total, parts.values())
        places = tuple(Place(**s.source.model_dump(exclude={"continued"})) for s in own[:1])
        agrees: Verdict = "not_printed" if not band else (
            "agrees" if band == computed_band else "differs")
        return [
            Level(code="total", printed=shown, computed=total, places=places,
                  verdict=_verdict(total, shown)),
            Level(code="band", band=computed_band, band_printed=band, places=places,
                  verdict=agrees, computed=total, printed=shown)]

    def others(self) -> Iterator[tuple[int, int | None, Decimal | None]]:
        """The tables of indicators that are not the main one, with their totals by the formula."""
        tables: dict[int, list[Score]] = {}
        for score in self.form.scores:
            if score.scope == "indicator" and score.table not in (None, self.main):
                tables.setdefault(int(score.table or 0), []).append(score)
        for number, scores in tables.items():
            yield number, scores[0].fiscal_year, self._table_total(scores)

    def _table_total(self, scores: list[Score]) -> Decimal | None:
        found = {s.code: score_of(s) for s in scores if s.score is not None}
        means = {}
        for name in INSTRUMENTS:
            codes = self.formula.indicators(name)
            if not codes or any(code not in found for code in codes):
                return None
            means[name] = mean(found[code] for code in codes)
        if self.formula.weights is None:
            return None
        return sum((self.formula.weights[n] * means[n] for n in INSTRUMENTS), Decimal(0))


def _main_table(form: Form) -> int | None:
    """The first table of indicators of the form's year, else the first one."""
    tables = [s for s in form.scores if s.scope == "indicator" and s.table is not None]
    own = [s for s in tables if s.fiscal_year == form.fiscal_year]
    return next((s.table for s in (*own, *tables)), None)


def _verdict(computed: Decimal, shown: Decimal | None) -> Verdict:
    if shown is None:
        return "not_printed"
    return "agrees" if printed(computed) == printed(shown) else "differs"
