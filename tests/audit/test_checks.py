"""Every check is documented, in both languages, and the page of the documentation is theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from audit.check import check_words, paragraph, reason_words, result, skip
from audit.checks import CHECKS, Check, listed_checks
from audit.limits import default_limits, limits_with
from catalogue.lookup import table
from oit.cli import cli
from oit.report.checks import FAMILIES, SEVERITIES, markdown_page

ROOT = Path(__file__).parents[2]
BY_NAME = {  # those that others rely on: they are never renamed
    "code_title_disagree", "item_missing", "item_twice", "edition_disagrees", "assignee_missing",
    "status_two", "scheme_foreign", "column_shift", "agency_conflict", "text_damaged",
    "column_unknown", "certifier_missing", "four_eyes", "name_variants", "status_contradicted",
    "place_conflict", "score_conflict", "score_missing", "score_sum",
}


def test_the_page_is_that_of_the_checks() -> None:
    """Regenerate with `oit checks --markdown > docs/checks.md`."""
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == markdown_page()


def test_every_check_is_explained_in_both_languages() -> None:
    for check in listed_checks():
        assert all(check.what), check.check_id
        assert all(check.remedy), check.check_id
        assert bool(check.unsure[0]) == bool(check.unsure[1]), check.check_id
        assert check.family in FAMILIES, check.check_id
        assert check.severity in SEVERITIES, check.check_id


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.check_id)
def test_a_docstring_is_a_specification(check: Check) -> None:
    """It says what the check looks for and when it does not apply; the table says so in Thai."""
    assert paragraph(check.function, "Not applicable"), "when does it not apply?"
    assert check_words(check.check_id)["unless_th"]


def test_the_tables_hold_the_checks_and_no_others() -> None:
    assert {row["value"] for row in table("checks")} == set(CHECKS)
    assert {row["value"] for row in table("reading_checks")} == {
        row["value"] for row in table("findings")}


def test_names_that_others_rely_on() -> None:
    assert {check.check_id for check in listed_checks()} >= BY_NAME


def test_a_reason_is_one_of_the_table() -> None:
    assert skip("no_items").outcome == "not_applicable"
    assert reason_words("no_items") == ("แบบไม่มีข้อ O1, O2 …", "the form has no items")
    with pytest.raises(KeyError):
        skip("no reason at all")
    assert result(()).outcome == "pass"


def test_limits() -> None:
    assert limits_with({"few_rows": 5})["few_rows"] == 5
    assert limits_with({})["few_rows"] == default_limits()["few_rows"] == 3


@pytest.mark.parametrize("wrong", [{"few": 1}, {"few_rows": "many"}, {"few_rows": -1},
                                   {"few_rows": True}])
def test_a_limit_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="few"):
        limits_with(wrong)


def test_the_command_lists_them() -> None:
    thai = CliRunner().invoke(cli, ["checks"])
    english = CliRunner().invoke(cli, ["checks", "--lang", "en"])
    assert (thai.exit_code, english.exit_code) == (0, 0)
    for check in listed_checks():
        assert check.what[0] in thai.output
        assert check.what[1] in english.output
