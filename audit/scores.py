"""Whether the scores of an analysis agree with each other and with the formula of their year."""

from __future__ import annotations

from decimal import Decimal

from audit.check import Failure, Result, result, skip
from audit.doubt import origin
from audit.formula import formula_of, printed
from audit.limits import Limits
from audit.recomputed import Level, Recomputed, recompute, score_of
from schema.form import Form, Score
from schema.table import Place


def _text(score: Decimal) -> str:
    """A score as results print it: "95.00"."""
    return str(printed(score))


def score_conflict(form: Form, limits: Limits) -> Result:
    """One question or item is printed with two scores for the same year.

    Not applicable where the form holds no scores of questions or items.

    Unsure unless the letters of the file are sure; always for questions of EIT, which two groups
    of respondents answer: documents print now the one, now the other.
    """
    rows = [s for s in form.scores if s.scope == "item" and s.code and s.score is not None]
    if not rows:
        return skip("no_scores")
    by_code: dict[tuple[str, int | None], list[Score]] = {}
    for score in rows:
        by_code.setdefault((str(score.code), score.fiscal_year), []).append(score)
    return result(_conflict(form, code, own, limits) for (code, _), own in by_code.items()
                  if len({score_of(s) for s in own}) > 1)


def _conflict(form: Form, code: str, own: list[Score], limits: Limits) -> Failure:
    whose = origin(form, limits, "letters", doubtful=own[0].instrument == "EIT",
                   values=((score, "score") for score in own))
    return Failure(
        origin=whose, evidence=tuple(_place(score) for score in own),
        data={"item": code, "scores": [_text(score_of(s)) for s in own],
              "issues": [s.issue for s in own]})


def _place(score: Score) -> Place:
    return Place(**score.source.model_dump(exclude={"continued"}))


def score_missing(form: Form, limits: Limits) -> Result:
    """A question or item of an indicator has no score anywhere in the form.

    Where the printed score of the indicator leaves one value only, that value is told.

    Not applicable where the form holds no scores of questions or items, or the formula of the
    year is not verified; a document that prints a selection of questions lacks none.

    Unsure always: the row may be one that was not read.
    """
    done, why = _recomputed(form)
    if done is None or not any(s.scope == "item" for s in form.scores):
        return skip(why or "no_scores")
    failures = [_missing(level) for level in done.levels
                if _items(level) and not _selection(form, level, limits)]
    return result(failures)


def _items(level: Level) -> list[str]:
    """The questions or items that an indicator lacks; those of a sub-indicator are told there."""
    if level.verdict == "not_derivable" or "." in level.code:
        return []
    return [code for code in level.missing if code[0] in "ieo"]


def _selection(form: Form, level: Level, limits: Limits) -> bool:
    """Whether the document prints only some questions of an instrument: then none is missing."""
    formula = formula_of(form.fiscal_year)
    groups = formula.groups if formula else ()
    parts = {p for g in groups for p in g.parts if g.instrument == level.instrument
             and p[0] in "ieo"}
    shown = {s.code for s in form.scores if s.scope == "item" and s.score is not None}
    return len(parts - shown) > limits["share_missing"] * len(parts)


def _missing(level: Level) -> Failure:
    codes = _items(level)
    values = {code: _text(level.implied[code]) for code in codes if code in level.implied}
    shown = ", ".join(f"{code} = {value}" for code, value in values.items())
    must = ((f"คะแนนที่ควรเป็นคือ {shown}", f"it must have been {shown}") if values else
            ("คำนวณย้อนกลับไม่ได้", "what it was does not follow"))
    return Failure(origin="unsure", code=codes[0].upper() if codes[0][0] == "o" else None,
                   evidence=level.places, words={"must": must},
                   data={"items": codes, "indicator": level.code, "scores": values})


def score_sum(form: Form, limits: Limits) -> Result:
    """A printed score does not follow from the scores that it is made of.

    Item (0 or 100) → mean of the sub-indicator → mean of sub-indicators → mean of indicators →
    weights; halves are rounded up to two digits. Also where no score of a missing item leads to
    the printed one.

    Not applicable where the formula of the year is not verified or not known, or nothing can be
    recomputed.

    Unsure unless the letters of the file are sure and every row was read, and where the year of
    the table is not printed beside it: it may be the table of another year.
    """
    done, why = _recomputed(form)
    if done is None:
        return skip(why or "no_scores")
    compared = [level for level in done.levels if level.code != "band"
                and (level.verdict in ("agrees", "differs") or not level.possible)]
    if not compared:
        return skip("nothing_to_compute")
    return result(_differs(form, level, limits) for level in compared
                  if (level.verdict == "differs" and _beyond(level, limits)) or not level.possible)


def _beyond(level: Level, limits: Limits) -> bool:
    """Whether a difference is more than rounding: a total is made of rounded scores."""
    if level.computed is None or level.printed is None:
        return False
    whole = level.code == "total" or level.code.isalpha()
    return abs(printed(level.computed) - level.printed) > (
        Decimal(str(limits["score_rounding"])) if whole else Decimal(0))


def _differs(form: Form, level: Level, limits: Limits) -> Failure:
    shown = _text(level.computed) if level.computed is not None else None
    what = ((f"คำนวณได้ {shown}", f"computed: {shown}") if shown else
            ("ไม่ว่าข้อที่ขาดจะได้คะแนนใดก็ไม่ได้ค่านี้", "no score of the missing items leads to it"))
    table = ((s, "fiscal_year") for s in form.scores if s.scope == "indicator"
             and s.fiscal_year == form.fiscal_year)
    return Failure(
        origin=origin(form, limits, "letters", "rows", values=table), evidence=level.places,
        words={"what": what}, data={
            "level": level.code, "printed": _text(level.printed or Decimal(0)),
            "computed": shown, "missing": list(level.missing)})


def score_band(form: Form, limits: Limits) -> Result:
    """The printed level of the result is not that of the total and its instruments.

    Not applicable where no level is printed, where the total cannot be recomputed, or where the
    bands of the year are not verified.

    Unsure always: the bands are known from independent sources only.
    """
    done, why = _recomputed(form)
    level = done.level("band") if done else None
    if level is None or level.band is None or not level.band_printed:
        return skip(why or "no_band")
    if level.verdict != "differs":
        return result(())
    return result([Failure(origin="unsure", evidence=level.places, data={
        "printed": level.band_printed, "computed": level.band,
        "total": _text(level.computed or Decimal(0))})])


def score_underivable(form: Form, limits: Limits) -> Result:
    """Printed scores of indicators do not follow from the printed questions, and need not.

    Questions of EIT are answered by two groups; the score is the mean of both, documents print
    one of them. This is no mistake of the agency.

    Not applicable where the form prints no questions of such an indicator, or the formula of the
    year is not verified.

    Unsure always.
    """
    done, why = _recomputed(form)
    if done is None:
        return skip(why or "no_scores")
    found = [level for level in done.levels
             if level.verdict == "not_derivable" and level.printed is not None]
    if not found or not any(s.instrument == "EIT" and s.scope == "item" for s in form.scores):
        return skip("nothing_to_compute")
    return result([Failure(
        origin="unsure", evidence=tuple(p for level in found for p in level.places),
        data={"indicators": [level.code for level in found]})])


def score_tables(form: Form, limits: Limits) -> Result:
    """A second table of scores does not say of which year it is.

    Tables of two years are told apart by their years; only that of the form's year is computed.

    Not applicable where the form has one table of indicators or none, or the formula of the
    year is not verified.

    Unsure always: the caption may be one that was not read.
    """
    done, why = _recomputed(form)
    if done is None:
        return skip(why or "no_scores")
    if not done.others:
        return skip("one_table")
    return result(
        Failure(origin="unsure", evidence=tuple(
                    _place(s) for s in form.scores if s.scope == "indicator"
                    and s.table == number)[:1],
                data={"table": number, "total": _text(total) if total is not None else None,
                      "year": done.year})
        for number, year, total in done.others if year is None)


def _recomputed(form: Form) -> tuple[Recomputed | None, str | None]:
    """The scores computed again, or the reason why they are not."""
    if not form.scores:
        return None, "no_scores"
    if formula_of(form.fiscal_year) is None:
        return None, "formula_not_verified"
    done = recompute(form)
    return done, None if done else "no_scores"


