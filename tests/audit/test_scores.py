"""Scores computed again: every level, what is missing, what cannot follow, and whose it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from audit import scores
from audit.check import Result
from audit.formula import band_of, formula_of, mean, printed
from audit.limits import default_limits
from audit.recomputed import recompute
from oit.pipeline import process
from tests.audit.analyses import IIT, OIT, form, item, table_of, without

LIMITS = default_limits()
ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared" / "seeds"
def data(said: Result) -> list[dict[str, object]]:
    return [failure.data for failure in said.failures]


@pytest.mark.parametrize(("exact", "shown"), [
    ("98.105", "98.11"), ("98.365", "98.37"), ("96.345", "96.35"), ("99.375", "99.38"),
    ("87.3306", "87.33"), ("61.25", "61.25"), ("95", "95.00")])
def test_halves_are_rounded_up(exact: str, shown: str) -> None:
    assert str(printed(Decimal(exact))) == shown


def test_a_form_whose_scores_follow_passes() -> None:
    made = form()
    assert scores.score_sum(made, LIMITS).outcome == "pass"
    assert scores.score_missing(made, LIMITS).outcome == "pass"
    assert scores.score_conflict(made, LIMITS).outcome == "pass"
    assert scores.score_band(made, LIMITS).outcome == "pass"


def test_the_mean_is_that_of_sub_indicators_not_of_items() -> None:
    """10.1 is 100 and 10.2 is 4 of 5: the indicator is 90, the mean of its 13 items 92.31."""
    done = recompute(form())
    assert done is not None
    ten, sub = done.level("10"), done.level("10.2")
    assert ten is not None
    assert sub is not None
    assert (sub.computed, ten.computed) == (80, 90)


@pytest.mark.parametrize(("changed", "level", "computed"), [
    ({"10": 91.0}, "10", "90.00"), ({"2": 90.01}, "2", "90.00"), ({"1": 90.05}, "1", "90.04")])
def test_an_indicator_that_does_not_follow(
    changed: dict[str, float], level: str, computed: str
) -> None:
    (found,) = scores.score_sum(form(indicators=changed), LIMITS).failures
    assert (found.origin, found.data["level"], found.data["computed"]) == (
        "agency", level, computed)


def test_a_total_that_does_not_follow() -> None:
    assert [d["level"] for d in data(scores.score_sum(form(total=92.0), LIMITS))] == ["total"]
    assert scores.score_sum(form(total=91.41), LIMITS).outcome == "pass", "rounding"


def test_a_bare_text_accuses_nobody() -> None:
    """A misread digit makes a wrong total."""
    (found,) = scores.score_sum(form(total=92.0, reader="text"), LIMITS).failures
    assert found.origin == "unsure"


@pytest.mark.parametrize(("lost", "must"), [
    ("o4", "100.00"), ("o43", "0.00"), ("i1", "90.24"), ("i8", "90.00")])
def test_a_missing_score_and_what_it_must_have_been(lost: str, must: str) -> None:
    """A question is told but for the rounding of the printed mean: 90.04 leaves 90.24."""
    (found,) = scores.score_missing(form(items=without(lost)), LIMITS).failures
    assert (found.origin, found.data["items"], found.data["scores"]) == (
        "unsure", [lost], {lost: must})


def test_two_missing_items_that_only_one_way_explains() -> None:
    (found,) = scores.score_missing(form(items=without("o42", "o43")), LIMITS).failures
    assert found.data["scores"] == {}, "one is 0, the other 100: nobody knows which"
    (both,) = scores.score_missing(form(items=without("o1", "o2")), LIMITS).failures
    assert both.data["scores"] == {"o1": "100.00", "o2": "100.00"}


def test_a_missing_item_that_nothing_explains() -> None:
    said = scores.score_sum(form(items=without("o43"), indicators={"10": 91.0}, total=91.6), LIMITS)
    assert [(d["level"], d["computed"]) for d in data(said)] == [("10", None)]


def test_a_selection_of_questions_lacks_none() -> None:
    few = {code: IIT[code] for code in ("i1", "i2", "i30")} | OIT
    assert scores.score_missing(form(items=few), LIMITS).outcome == "pass"


def test_two_scores_of_one_item() -> None:
    (found,) = scores.score_conflict(form(more=(item("o5", 0.0),)), LIMITS).failures
    assert (found.origin, found.data["item"], found.data["scores"]) == (
        "agency", "o5", ["100.00", "0.00"])


def test_two_scores_of_a_question_of_two_groups_of_respondents() -> None:
    made = form(more=(item("e11", 79.77), item("e11", 96.9)))
    assert [f.origin for f in scores.score_conflict(made, LIMITS).failures] == ["unsure"]
    assert [d["indicators"] for d in data(scores.score_underivable(made, LIMITS))] == [
        ["6", "7", "8"]]


def test_the_same_score_twice_and_scores_of_two_years_are_no_conflict() -> None:
    made = form(more=(item("o5", 100.0), item("o6", 0.0, 2565)))
    assert scores.score_conflict(made, LIMITS).outcome == "pass"


def test_tables_of_two_years_are_told_apart() -> None:
    assert scores.score_tables(form(more=table_of(2565)), LIMITS).outcome == "pass"
    (found,) = scores.score_tables(form(more=table_of(None)), LIMITS).failures
    assert (found.origin, found.data["table"], found.data["total"]) == ("unsure", 2, "80.00")
    assert scores.score_sum(form(more=table_of(None)), LIMITS).outcome == "pass"
    assert scores.score_tables(form(), LIMITS).reason == "one_table"


@pytest.mark.parametrize("year", [2562, 2563, 2565, 2567, 2568, 2569, 2570])
def test_a_formula_that_is_not_verified_is_not_used(year: int) -> None:
    assert formula_of(year) is None
    assert scores.score_sum(form(total=1.0, year=year), LIMITS).reason == "formula_not_verified"


def test_the_total_of_2564_is_not_computed() -> None:
    """The means are verified, the weights of IIT and EIT are not."""
    formula = formula_of(2564)
    assert formula is not None
    assert formula.weights is None


@pytest.mark.parametrize(("total", "instruments", "band"), [
    (96, (95, 95, 97), "ผ่านดีเยี่ยม"), (96, (94.99, 96, 97), "ผ่านดี"), (87.33, (98, 88, 78), "ผ่าน"),
    (84.99, (90, 90, 77), "ต้องปรับปรุง"), (84.995, (90, 90, 77), "ผ่าน"),
    (69.99, (70, 70, 69), "ต้องปรับปรุงโดยด่วน")])
def test_bands_of_2566(total: float, instruments: tuple[float, ...], band: str) -> None:
    formula = formula_of(2566)
    assert formula is not None
    least = [Decimal(str(score)) for score in instruments]
    assert band_of(formula, Decimal(str(total)), least) == band


def test_a_level_that_is_not_that_of_the_score() -> None:
    (found,) = scores.score_band(form(level="ผ่านดีเยี่ยม"), LIMITS).failures
    assert (found.origin, found.data["computed"]) == ("unsure", "ผ่านดี")


def test_a_mean_of_nothing_is_no_score() -> None:
    assert mean([Decimal(1), Decimal(2)]) == Decimal("1.5")
    empty = form(items={}).model_copy(update={"scores": ()})
    assert scores.score_sum(empty, LIMITS).reason == "no_scores"


@pytest.mark.skipif(not SEED.is_dir(), reason="the folder ../shared with the seeds is not here")
def test_a_real_analysis_reconciles_to_the_printed_digits() -> None:
    """IIT 1-5, OIT 9-10 and the total; EIT does not follow, which is told as no mistake."""
    (path,) = SEED.glob("003_*")
    (made,) = process(path)
    done = recompute(made)
    assert done is not None
    levels = {level.code: level for level in done.levels}
    for code in ("1", "2", "3", "4", "5", "9", "10", "total"):
        level = levels[code]
        assert level.computed is not None
        assert level.printed is not None
        assert printed(level.computed) == printed(level.printed), code
    assert {c for c, level in levels.items() if level.verdict == "not_derivable"} == {"6", "7", "8"}
    assert levels["9"].implied == {"o4": Decimal(100)}
    assert levels["band"].verdict == "agrees"
    assert [str(printed(total)) for _, _, total in done.others if total] == ["71.13"]
    assert {(f.check, f.origin) for f in made.findings if f.check.startswith("score_")} == {
        ("score_conflict", "unsure"), ("score_missing", "unsure"),
        ("score_underivable", "unsure"), ("score_tables", "unsure")}
