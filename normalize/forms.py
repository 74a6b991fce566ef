"""A document as it was read to its forms: front matter, items, notes, signer, findings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.editions import (
    Edition,
    best_likeness,
    editions,
    infer_edition,
    recognise_scheme,
)
from normalize.agencies import AgencyReading, agency_of
from normalize.columns import header_role
from normalize.cover import with_cover
from normalize.elsewhere import with_elsewhere
from normalize.expansion import FormFacts, with_full_names
from normalize.family import Part, Section, parts
from normalize.findings import finding
from normalize.frontmatter import form_round, form_title, form_year
from normalize.itemstatus import TICK_ROLES
from normalize.itemtables import with_item_tables_only
from normalize.joining import join_lines
from normalize.layout import Layout
from normalize.links import links_of
from normalize.manyagencies import AGENCY_HEADING, with_agencies_apart
from normalize.mentions import mentions_of
from normalize.numbering import PrintedRow
from normalize.otherrecords import ANALYSIS, other_records, results_year
from normalize.ownlines import Cells, own_lines
from normalize.places import place_of
from normalize.records import Items, items_of, printed_row
from normalize.rows import layout_of
from normalize.sameperson import same_people
from normalize.signer import signer_of
from normalize.split import forms_in
from normalize.text import nfc, one_space, squash
from schema.errors import NoForm, NoTable
from schema.finding import Finding
from schema.record import FormRecord, Record
from schema.table import Place, RawDocument, RawParagraph
from schema.value import AnyValue, Value, absent

_ASSESSMENT = re.compile(r"ITA|MOIT|OIT|IIT|EIT|คุณธรรมและความโปร่งใส|(?<![A-Za-z])EB\d")
# rules of notices
_UNREAD = ("pdf.unreadable", "pdf.picture", "sheet.", "word.picture", "text.damaged")
_FEW = 5  # items; fewer may stand in any form


def document_forms(document: RawDocument) -> tuple[FormRecord, ...]:
    """The forms of a document; raises NoTable or NoForm with what to do about it."""
    if not document.tables:
        raise NoTable("ไม่พบตารางในไฟล์นี้ ตรวจสอบว่าเป็นแบบ OIT ที่มีตารางรายการข้อมูล",
                      "no table in this file: check that it is an OIT form with its item table")
    pieces = with_item_tables_only(parts(document))
    families = {p.family for p in pieces if isinstance(p, Section)} - {None}
    if "item" not in families and not _of_assessment(document):
        raise NoForm("ไม่พบแบบ ITA/OIT ในไฟล์นี้ ดูตารางที่อ่านได้ด้วยคำสั่ง oit tables",
                     "no ITA/OIT form in this file: see its tables with `oit tables`")
    if not any(isinstance(p, Section) and p.family for p in pieces):
        return (_without_items(document, pieces),)
    unread = tuple(_left_out(document))
    forms = with_cover(tuple(
        form.model_copy(update={"findings": (*form.findings, *unread)})
        for form in (_form(document, own) for own in forms_in(with_agencies_apart(pieces)))))
    return tuple(with_elsewhere(form, document) for form in forms)


def _left_out(document: RawDocument) -> list[Finding]:
    """A finding per part of the file that its reader could not read or passed over.

    Every form of the file has them: what was not read may have been its rows.
    """
    return [finding("reader_notice", "extraction", (n.place,), rule=n.rule, thai=n.message_th,
                    english=n.message_en)
            for n in document.notices if n.rule.startswith(_UNREAD)]


def _form(document: RawDocument, pieces: Sequence[Part]) -> FormRecord:
    flattened = _flattened(document)
    asked: dict[str, float] = {}
    first = layout_of(pieces, flattened,
                      lambda text: asked.setdefault(text, _likeness_in_any(text)))
    edition, _ = _edition([printed_row(row) for row in first.rows], first, None)
    if edition is None or all(_likeness(text, edition) == found for text, found in asked.items()):
        return _record(first, pieces, flattened)  # the edition tells nothing new of the rows
    layout = layout_of(pieces, flattened, lambda text: _likeness(text, edition))
    return _record(layout, pieces, flattened)


def _of_assessment(document: RawDocument) -> bool:
    """True where a document without items speaks of the assessment at all."""
    lines = (b.text for b in document.blocks if isinstance(b, RawParagraph))
    cells = (c.text for t in document.tables for row in t.rows for c in row if c is not None)
    return any(_ASSESSMENT.search(squash(text)) for text in (*lines, *cells))


def _flattened(document: RawDocument) -> bool:
    """True where no cell of the file holds a line break: the export wrote spaces for them."""
    return not any("\n" in cell.raw.strip() for table in document.tables for row in table.rows
                   for cell in row if cell is not None)


def _likeness_in_any(text: str) -> float:
    """How close a text comes to the title of an item of any edition, 0..1."""
    return max(_likeness(text, edition) for edition in editions().values())


def _likeness(text: str, edition: Edition | None) -> float:
    """How close a text comes to the title of an item of the edition, 0..1."""
    if edition is None or not text.strip():
        return 0.0
    return best_likeness(one_space(join_lines(text)), edition)


def _record(layout: Layout, pieces: Sequence[Part], flattened: bool) -> FormRecord:
    form_years = form_year(layout, results_year(layout.front)
                           if _families(layout) & ANALYSIS else None)
    year, year_value = form_years.value.text, form_years.value
    others = other_records(pieces, flattened, layout.front, layout.notes, year_value)
    printed = [printed_row(row) for row in layout.rows]
    edition, edition_value = _edition(printed, layout, year, others.scores)
    scheme = _scheme(layout, printed, edition)
    items = Items() if scheme not in ("OIT", None) else items_of(layout.rows, edition)
    signer, used = signer_of(layout.notes)
    signed = [p for n, p in enumerate(layout.notes) if n in used]
    notes = [p for p in others.notes if p not in signed]
    between = (*others.headings, *notes) if _families(layout) & ANALYSIS else ()
    start = _first_place(layout)
    cells = Cells(layout.rows)
    agency = agency_of(own_lines(layout, start, between), cells)
    place = place_of(agency.values, (cell.text for cell in cells))
    values: dict[str, AnyValue] = {
        "kind": Value(text=_kind(layout)),
        "scheme": Value(text=scheme) if scheme else absent("unreadable"),
        "title": form_title([p for p in layout.front if AGENCY_HEADING not in p.repairs]),
        "fiscal_year": year_value, "edition": edition_value,
        "measures_fiscal_year": others.measures_fiscal_year, "round": form_round(layout.front),
        **agency.values, **place.codes, **signer,
    }
    named = with_full_names(items.items, FormFacts(
        province=values["province"].text, agency_type=values["agency_type"].text,
        agency=values["agency_name"].text), pieces)
    return FormRecord(
        values=values, source=start, candidates=agency.candidates, items=named,
        place_candidates=place.candidates,
        same_people=same_people(tuple(mentions_of(named)), (signer["signer_name"].text or "",)),
        measures=others.measures, scores=others.scores, actions=others.actions,
        analysis=others.analysis, constraints=others.constraints,
        notes=tuple(_note(p) for p in notes),
        links=(*items.links, *links_of((*layout.front, *layout.notes))),
        findings=(*form_years.findings, *place.findings,
                  *_findings(layout, items, agency, year, edition, scheme), *others.findings),
    )


def _note(paragraph: RawParagraph) -> AnyValue:
    return Value(text=one_space(join_lines(nfc(paragraph.text))), raw=paragraph.raw,
                 places=(paragraph.place,), confidence=paragraph.confidence)


def _edition(printed: Sequence[PrintedRow], layout: Layout, year: int | None,
             scores: Sequence[Record] = ()) -> tuple[Edition | None, AnyValue]:
    """The edition whose codes the form uses: inferred, with the printed year as a witness.

    A form without items is told by the OIT questions that it prints scores of.
    """
    told = [(row.reading.code if row.reading else None, row.title) for row in printed]
    told += [] if told else [(s.text("code").upper(), s.text("title") or "") for s in scores
                             if s.text("scope") == "item" and s.text("instrument") == "OIT"]
    bare = [(None if row.reading and row.reading.plain else code, title)
            for row, (code, title) in zip(printed, told, strict=False)]
    subs = [f"{r.headings.subindicator} {r.headings.subindicator_title}" for r in layout.rows
            if r.headings.subindicator]
    known = year if year in editions() else None
    guesses = (infer_edition(rows_told, tuple(dict.fromkeys(subs)), known)
               for rows_told in (told, bare))  # bare numbers may count something else
    guess = max(guesses, key=lambda g: (g.edition is not None, g.confidence))
    if guess.edition is None:
        return None, absent("unreadable")
    value = Value(text=guess.edition, rules=("edition.inferred",), confidence=guess.confidence)
    return editions()[guess.edition], value


def _scheme(layout: Layout, printed: Sequence[PrintedRow], edition: Edition | None) -> str | None:
    texts = [p.text for p in layout.front] + [c.header for s in layout.sections for c in s.columns]
    rows = [(row.code_raw.strip() or None, row.title) for row in printed]
    found = recognise_scheme(texts, rows)
    if edition and found and _are_items(printed, edition):
        return "OIT"  # a heading may compare the form with that of another scheme
    return found or ("OIT" if edition else None)


def _are_items(rows: Sequence[PrintedRow], edition: Edition) -> bool:
    """True where most rows print the title of an item of the edition beside its own code."""
    known = {squash(f"{item.code}{item.title}") for item in edition.items}
    same = [r for r in rows if r.reading and squash(f"{r.reading.code}{r.title}") in known]
    return len(same) > max(len(rows) / 2, _FEW)


def _families(layout: Layout) -> frozenset[str]:
    return frozenset(s.family for s in layout.sections if s.family)


def _kind(layout: Layout) -> str:
    """What kind of form it is: scores, results beside measures or items, or an assignment."""
    families = _families(layout)
    roles = {c.role for s in layout.sections if s.family == "item" for c in s.columns}
    title = squash(" ".join(p.text for p in layout.front))
    if families & ANALYSIS:
        return "analysis"
    if "measure" in families:
        return "monitoring"
    if "มอบหมาย" in title:
        return "assignment"
    results = bool(roles & set(TICK_ROLES)) or {"method", "status"} <= roles
    return "monitoring" if results and not roles & {"assignee", "certifier"} else "assignment"


def _first_place(layout: Layout) -> Place:
    """Where a form begins: its last heading line, or its first row."""
    places = [*(p.place for p in layout.front[-1:]), *(r.source for r in layout.rows[:1])]
    return next(iter(places), Place())


def _findings(layout: Layout, items: Items, agency: AgencyReading, year: int | None,
              edition: Edition | None, scheme: str | None) -> tuple[Finding, ...]:
    found: list[Finding] = [*_about_form(layout, year, edition, scheme), *agency.findings]
    found += items.findings if scheme in ("OIT", None) else ()
    found += [*_misplaced_headers(layout), *_unknown_columns(layout)]
    found += [finding("row_not_understood", "extraction", (row.cells[0].place,),
                      text=" | ".join(c.text.strip() for c in row.cells if c.text.strip()))
              for row in layout.orphans]
    return tuple(found)


def _about_form(layout: Layout, year: int | None, edition: Edition | None,
                scheme: str | None) -> list[Finding]:
    places = tuple(p.place for p in layout.front[:1])
    if scheme not in ("OIT", None):
        return [finding("scheme_foreign", "unsure", places, scheme=scheme)]
    if year and edition and edition.year != year:
        return [finding("edition_disagrees", "unsure", places, printed=year, inferred=edition.year)]
    return [finding("edition_unknown", "unsure", places)] if layout.rows and not edition else []


def _misplaced_headers(layout: Layout) -> list[Finding]:
    """A finding where the titles stand under a header of something else."""
    wrong = {c.header: s.rows[0].cells[c.number].place for s in layout.sections if s.rows
             for c in s.columns if c.role == "title" and "column.by_content" in c.rules
             and header_role(c.header)[0] not in ("title", None)}
    return [finding("column_shift", "unsure", (place,), source=header, target="ข้อมูล")
            for header, place in wrong.items()]


def _unknown_columns(layout: Layout) -> list[Finding]:
    """A finding per header that no role is known for, where a cell under it holds text."""
    filled = {name: run for row in reversed(layout.rows) for name, run in row.extra.items()
              if run.text.strip()}
    return [finding("column_unknown", "extraction", run.places, header=name)
            for name, run in filled.items()]


def _without_items(document: RawDocument, pieces: Sequence[Part]) -> FormRecord:
    """A document whose tables are of no known family: a foreign scheme, or no form at all."""
    front = [p for p in pieces if isinstance(p, RawParagraph)]
    texts = [p.text for p in front]
    cells = [tuple(c.text for c in row if c is not None) for t in document.tables for row in t.rows]
    rows = [(c[0].strip() or None, c[1] if len(c) > 1 else "") for c in cells if c]
    scheme = recognise_scheme([*texts, *(c for row in cells[:3] for c in row)], rows)
    if scheme is None:
        raise NoForm("ตารางในไฟล์นี้ไม่ใช่แบบที่รู้จัก ดูตารางที่อ่านได้ด้วยคำสั่ง oit tables",
                     "no table of this file is of a known kind: see it with `oit tables`")
    layout = Layout(front=tuple(front))
    return _record_of_foreign(layout, scheme)


def _record_of_foreign(layout: Layout, scheme: str) -> FormRecord:
    form_years = form_year(layout, None)
    agency = agency_of(own_lines(layout, _first_place(layout)), ())
    place = place_of(agency.values, ())
    values: dict[str, AnyValue] = {
        "kind": Value(text="assignment"), "scheme": Value(text=scheme),
        "title": form_title(layout.front), "fiscal_year": form_years.value,
        "edition": absent("not_in_form"),
        "measures_fiscal_year": absent("not_in_form"), "round": form_round(layout.front),
        **agency.values, **place.codes, **signer_of(())[0],
    }
    findings = (*form_years.findings, *_about_form(layout, form_years.value.text, None, scheme),
                *agency.findings, *place.findings)
    return FormRecord(values=values, findings=findings, candidates=agency.candidates,
                      place_candidates=place.candidates)
