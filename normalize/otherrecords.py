"""The records of a form beside its items: measures, scores, actions, analysis, constraints."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.actions import actions_of
from normalize.analysis import analysis_of, is_section_heading
from normalize.analysistables import KIND
from normalize.constraints import constraints_of
from normalize.family import Part, Section
from normalize.frontmatter import goes_on
from normalize.issues import Line, lines_of
from normalize.measures import measures_of
from normalize.overall import overall_of
from normalize.planyears import named_years, year_of, year_of_plan
from normalize.rowcells import left_out, own_cells
from normalize.scores import NUMBERS, TITLES, scores_of
from normalize.text import squash
from schema.finding import Finding
from schema.record import Record
from schema.table import Frozen, RawParagraph
from schema.value import AnyValue, absent

ANALYSIS = frozenset({"score", "action", "analysis"})
SCORE_ROLES = (*TITLES, *NUMBERS, "score", "instrument", KIND)


class OtherRecords(Frozen):
    """All records of a form that are no items, and the paragraphs that none of them took.

    headings: lines between the tables that only head what follows; they may name the agency again.
    """

    measures: tuple[Record, ...] = ()
    scores: tuple[Record, ...] = ()
    actions: tuple[Record, ...] = ()
    analysis: tuple[Record, ...] = ()
    constraints: tuple[Record, ...] = ()
    measures_fiscal_year: AnyValue = absent("not_in_form")
    notes: tuple[RawParagraph, ...] = ()
    headings: tuple[RawParagraph, ...] = ()
    findings: tuple[Finding, ...] = ()


def is_analysis(parts: Sequence[Part]) -> bool:
    """Whether a document holds tables of scores or a plan of action."""
    return any(isinstance(p, Section) and p.family in ANALYSIS for p in parts)


def results_year(front: Sequence[RawParagraph]) -> AnyValue | None:
    """The year whose results an analysis speaks of, None where its headings do not say."""
    return year_of(named_years(front), "results")


def other_records(parts: Sequence[Part], flattened: bool, front: Sequence[RawParagraph],
                  notes: Sequence[RawParagraph], year: AnyValue) -> OtherRecords:
    """The records of a document that are no items.

    front, notes: its paragraphs before and behind the first table; year: that of the results.
    """
    measures = measures_of(parts, flattened)
    if not is_analysis(parts):
        return OtherRecords(measures=measures.records, findings=measures.findings,
                            notes=tuple(p for p in notes if p not in measures.headings))
    lines = lines_of(parts)
    analysis, constraints = analysis_of(lines), constraints_of(lines)
    claimed = analysis.used | constraints.used
    overall = overall_of(lines, claimed, year)
    scores = scores_of(lines, flattened, claimed, year)
    planned = _planned(front, year) or year_of_plan(actions_of(lines, flattened, None).records)
    plan = actions_of(lines, flattened, _plan_year(planned, year, bool(scores.records)))
    taken = (claimed | scores.used, overall.used)
    left, headings = _left_over(lines, notes, *taken)
    return OtherRecords(
        measures=measures.records, scores=(*overall.records, *scores.records),
        actions=plan.records, analysis=analysis.records, constraints=constraints.records,
        measures_fiscal_year=planned,
        notes=left, headings=headings,
        findings=(*measures.findings, *scores.findings, *plan.findings,
                  *left_out([p for p in parts if isinstance(p, Section) and p.family == "score"],
                            SCORE_ROLES)),
    )


def _planned(front: Sequence[RawParagraph], year: AnyValue) -> AnyValue | None:
    """The year that the measures are for, where a heading names one of its own."""
    planned = year_of(named_years(front), "planned")
    return None if planned is None or planned.text == year.text else planned


def _plan_year(planned: AnyValue, year: AnyValue, with_results: bool) -> int | None:
    """The year that "ตลอดปีงบประมาณ" means: a plan without results is for the form's own year."""
    known: int | None = planned.text or (None if with_results else year.text)
    return known


def _left_over(lines: Sequence[Line], notes: Sequence[RawParagraph], used: frozenset[int],
               prose: Sequence[RawParagraph],
               ) -> tuple[tuple[RawParagraph, ...], tuple[RawParagraph, ...]]:
    """What no record took: paragraphs and rows of text, each once; and the headings among it."""
    out: list[RawParagraph] = []
    headings: list[RawParagraph] = []
    seen: set[str] = set()
    above = ""  # the heading just above
    for n, line in enumerate(lines):
        paragraph = line.paragraph if line.row is None else _row_note(line)
        if n in used or paragraph is None or paragraph in prose:
            above = ""
            continue
        if is_section_heading(line, lines[n + 1 : n + 2]) or (above and goes_on(above, paragraph)):
            above = paragraph.text
            headings += [paragraph] if line.row is None else []
            continue
        above = ""
        if line.row is None and paragraph not in notes:
            continue
        name = squash(paragraph.text)
        if name not in seen:
            out.append(paragraph)
        seen.add(name)
    return tuple(out), tuple(headings)


def _row_note(line: Line) -> RawParagraph | None:
    """A row of a score table, or of a table that is not known, as a line."""
    cells = own_cells(line.row) if line.row else []
    if line.family not in ("score", None) or not cells:
        return None
    return RawParagraph(text=line.text, layer=None, place=line.place,
                        confidence=min(c.confidence for c in cells))
