"""CHECKS: every check of one form, by family; what they find, and what they say of a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit import (
    blanks,
    completeness,
    edition,
    extraction,
    identity,
    links,
    records,
    responsibility,
    scores,
    status,
)
from audit.check import CheckFunction, Result, check_words, finding_of, paragraph
from audit.confidence import unsure_places
from audit.evidence import row_doubted
from audit.limits import Limits, default_limits
from catalogue.lookup import table
from schema.finding import Finding
from schema.form import Form

FAMILIES: dict[str, tuple[CheckFunction, ...]] = {
    "completeness": (
        completeness.item_missing, completeness.item_twice, completeness.item_order,
        completeness.item_unknown, completeness.item_of_other_edition,
        blanks.component_missing, blanks.unit_missing, blanks.assignee_missing,
        blanks.status_missing, completeness.text_cut_off,
        records.measure_result_missing, records.measure_incomplete, records.action_incomplete,
    ),
    "edition": (
        edition.period_of_other_year, edition.requirement_altered,
        edition.requirement_of_other_item, edition.template_left,
    ),
    "responsibility": (
        responsibility.certifier_missing, responsibility.four_eyes,
        responsibility.certifier_share,
        responsibility.assignee_of_other_unit, responsibility.position_missing,
        responsibility.name_variants, responsibility.title_changes,
    ),
    "status": (status.status_contradicted, status.done_too_early, status.status_hint_only),
    "identity": (
        identity.agency_missing, identity.other_province, identity.other_agency,
        identity.foreign_system, identity.folder_of_other_place,
    ),
    "scores": (
        scores.score_conflict, scores.score_missing, scores.score_sum, scores.score_band,
        scores.score_underivable, scores.score_tables,
    ),
    "links": (
        links.link_missing, links.link_other_domain, links.link_repeated, links.link_malformed,
    ),
    "extraction": (
        extraction.reading_doubtful, extraction.values_unreadable, extraction.values_uncertain,
        extraction.text_repaired,
    ),
}


@dataclass(frozen=True)
class Check:
    """A check of CHECKS: its stable id, its family and its function."""

    check_id: str
    family: str
    function: CheckFunction


CHECKS: dict[str, Check] = {
    function.__name__: Check(function.__name__, family, function)
    for family, functions in FAMILIES.items() for function in functions
}


@dataclass(frozen=True)
class Listed:
    """A check as it is explained to people; each pair Thai and English.

    `made_by` "audit" for those of CHECKS, "reading" for findings made while a form is read.
    """

    check_id: str
    family: str
    severity: str
    made_by: str
    what: tuple[str, str]
    not_applicable: tuple[str, str]
    unsure: tuple[str, str]
    remedy: tuple[str, str]


def check_form(form: Form, limits: Limits | None = None) -> tuple[Finding, ...]:
    """The findings of every check, in the order of CHECKS."""
    return tuple(found for check, said in results(form, limits)
                 for found in findings_of(check, said))


def results(form: Form, limits: Limits | None = None) -> Iterator[tuple[Check, Result]]:
    """What each check says of a form: pass, fail, or not applicable and why.

    Nothing is laid to the agency that rests on a row which may be two rows put together, or on a
    value that is released as unsure.
    """
    doubted = {item.code for item in form.items
               if row_doubted(form, item) or not {"code", "title"}.isdisjoint(item.unsure)}
    places = frozenset(unsure_places(form))
    for check in CHECKS.values():
        said = check.function(form, limits or default_limits())
        yield check, said if not said.failures else said.model_copy(update={"failures": tuple(
            failure.model_copy(update={"origin": "unsure"})
            if failure.origin == "agency" and (
                failure.code in doubted or not places.isdisjoint(failure.evidence)) else failure
            for failure in said.failures)})


def findings_of(check: Check, said: Result) -> tuple[Finding, ...]:
    """The failures of a result as findings, without their ids."""
    return tuple(finding_of(check.check_id, failure) for failure in said.failures)


def listed_checks() -> tuple[Listed, ...]:
    """Every check with its explanation: those of CHECKS, then those made while reading."""
    return (*map(_listed, CHECKS.values()), *_reading())


def _listed(check: Check) -> Listed:
    """The English words are those of the docstring, the Thai ones those of the table."""
    row, function = check_words(check.check_id), check.function
    return Listed(
        check_id=check.check_id, family=check.family, severity=row["severity"], made_by="audit",
        what=(row["what_th"], paragraph(function, "")),
        not_applicable=(row["unless_th"], paragraph(function, "Not applicable")),
        unsure=(row["unsure_th"], paragraph(function, "Unsure")),
        remedy=(row["remedy_th"], row["remedy_en"]),
    )


def _reading() -> Iterator[Listed]:
    severity = {row["value"]: row["canonical"] for row in table("findings")}
    for row in table("reading_checks"):
        yield Listed(
            check_id=row["value"], family=row["family"], severity=severity[row["value"]],
            made_by="reading", what=(row["what_th"], row["what_en"]), not_applicable=("", ""),
            unsure=(row["unsure_th"], row["unsure_en"]),
            remedy=(row["remedy_th"], row["remedy_en"]),
        )
