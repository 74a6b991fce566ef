"""The canonical form: the flat contract that is written as JSON and CSV.

The names here are relied on by auditors' scripts. A field may be added; a field is never renamed
or dropped without a new `SCHEMA_VERSION`. Years are Buddhist-era integers (2566), dates ISO 8601,
digits Arabic in every normalised field; a field ending in `_raw` holds the source's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from schema.finding import Finding
from schema.table import Frozen, Mark, Place
from schema.value import Absence
from schema.version import SCHEMA_VERSION

Kind = Literal["assignment", "monitoring", "analysis"]
Scheme = Literal["OIT", "MOIT", "vocational", "police"]
AgencyType = Literal[
    "province", "sao", "municipality", "pao", "department", "school", "hospital", "other"
]
Status = Literal["done", "in_progress", "not_started"]
TEXT_LAYER = "pdf-text"  # the reader of the pages of a PDF that have sound text
Share = Annotated[float, Field(ge=0, le=1)]


class Traced(Frozen):
    """What is known of each field of a record beside its value, by field name.

    places: where it was read; rules: what was done to it, in order; confidences: those below 1;
    absent: why it is null; raws: the source's own words of fields that have no `_raw` field;
    layers: what the file encodes where that is not what it prints; unsure: the values whose
    confidence is below the limit `release`: they are no facts.
    A member of a list goes under its path: "assignees/0/name".
    """

    places: dict[str, tuple[Place, ...]] = {}
    rules: dict[str, tuple[str, ...]] = {}
    confidences: dict[str, Share] = {}
    absent: dict[str, Absence] = {}
    raws: dict[str, str] = {}
    layers: dict[str, str] = {}
    unsure: tuple[str, ...] = ()


class Source(Frozen):
    """The input: `file` relative to the given input, NFC, "/" between folders.

    scanned_pages: those that were read from their picture; the others of a PDF from their text.
    """

    file: str
    sha256: str
    media_type: str
    pages: int | None = None
    reader: str | None = None
    scanned_pages: tuple[int, ...] = ()

    def reader_of(self, places: Sequence[Place]) -> str | None:
        """What read a value at these places: a PDF that is partly scanned has two readers.

        Example: "ocr:oit" for a status on a signed page, "pdf-text" for one on a printed page.
        """
        pages = {place.page for place in places}
        if not self.scanned_pages or not pages or not pages.isdisjoint(self.scanned_pages):
            return self.reader
        return TEXT_LAYER


class Agency(Frozen):
    """The agency: `name` in full with its type word, places bare ("พัทลุง").

    province_code, amphoe_code, tambon_code: official codes of what is printed ("93", "9310",
    "931003"); place_candidates: places it may be, where what is printed does not tell one.
    """

    name: str | None = None
    type: AgencyType | None = None
    province: str | None = None
    amphoe: str | None = None
    tambon: str | None = None
    code: str | None = None
    province_code: str | None = None
    amphoe_code: str | None = None
    tambon_code: str | None = None
    candidates: tuple[str, ...] = ()
    place_candidates: tuple[str, ...] = ()


class Signer(Frozen):
    """Who signed the form, and as what ("ผู้รายงานข้อมูล")."""

    name: str | None = None
    position: str | None = None
    role: str | None = None


class Unit(Frozen):
    """A responsible unit, as printed: "สนจ.พท. (ก.ยุทธศาสตร์)".

    expanded: in full; parts: {office, groups}, in full where known; office_id: one within the form
    for an office under all its abbreviations; candidates: what an abbreviation may stand for.
    """

    name: str
    name_raw: str
    expanded: str | None = None
    parts: dict[str, Any] | None = None
    office_id: str | None = None
    candidates: tuple[str, ...] = ()


class Person(Frozen):
    """A person (`name`), a bare post (`position` and `text`) or a group (`text`)."""

    name: str | None = None
    position: str | None = None
    text: str
    person_id: str | None = None
    position_expanded: str | None = None


class Ref(Frozen):
    """Another item that the component points to."""

    code: str
    code_raw: str


class Mapped(Frozen):
    """The item's counterpart in another edition."""

    edition: int
    relation: str | None = None
    to: tuple[str, ...] = ()
    confidence: Share | None = None
    note: str | None = None


class ComponentMatch(Frozen):
    """The component beside the official requirement."""

    relation: str
    words: tuple[str, ...] = ()


class RowSource(Place):
    """Place of a record's first row; `continued` are its further pieces."""

    continued: tuple[Place, ...] = ()


class Item(Traced):
    """One item of the form (O1 …)."""

    code: str | None = None
    code_raw: str | None = None
    title: str | None = None
    title_raw: str | None = None
    title_relation: Literal["same", "variant", "damaged", "other"] | None = None
    indicator: str | None = None
    indicator_printed: str | None = None
    subindicator: str | None = None
    subindicator_printed: str | None = None
    group: str | None = None
    component: str | None = None
    component_raw: str | None = None
    units: tuple[Unit, ...] = ()
    units_raw: str | None = None
    unit_duty: str | None = None
    assignees: tuple[Person, ...] = ()
    assignees_raw: str | None = None
    certifiers: tuple[Person, ...] = ()
    certifiers_raw: str | None = None
    status: Status | None = None
    status_raw: str | None = None
    status_hint: Status | None = None
    method: str | None = None
    location: str | None = None
    period: str | None = None
    suggestion: str | None = None
    remark: str | None = None
    extra: dict[str, str] = {}
    refs: tuple[Ref, ...] = ()
    mapped: Mapped | None = None
    component_match: ComponentMatch | None = None
    marks: dict[str, tuple[str, ...]] = {}
    source: RowSource = RowSource()
    confidence: Share = 1.0
    confidence_reasons: tuple[str, ...] = ()


class Measure(Traced):
    """A measure for the IIT/EIT scores and what became of it."""

    no: int | None = None
    instrument: str | None = None
    measure: str | None = None
    method: str | None = None
    responsible: str | None = None
    period: str | None = None
    result_done: str | None = None
    result_not_done: str | None = None
    status: Status | None = None
    suggestion: str | None = None
    source: RowSource = RowSource()


class Score(Traced):
    """One printed occurrence of a score."""

    scope: Literal["overall", "instrument", "indicator", "subindicator", "item"]
    instrument: Literal["IIT", "EIT", "OIT"] | None = None
    code: str | None = None
    title: str | None = None
    score: float | None = None
    issue: int | None = None
    table: int | None = None
    occurrence: int | None = None
    fiscal_year: int | None = None
    source: RowSource = RowSource()


class Action(Traced):
    """A row of the action plan: steps without their numbers, dates ISO."""

    issue: int | None = None
    topic: str | None = None
    measure: str | None = None
    responsible: str | None = None
    steps: tuple[str, ...] = ()
    date_text: str | None = None
    start: str | None = None
    end: str | None = None
    source: RowSource = RowSource()


class Analysis(Traced):
    """A paragraph of the analysis, by issue and kind."""

    issue: int | None = None
    kind: str | None = None
    text: str | None = None
    source: RowSource = RowSource()


class Constraint(Traced):
    """A constraint the agency names, by topic."""

    topic: str | None = None
    text: str | None = None
    source: RowSource = RowSource()


class Spelling(Frozen):
    """One spelling of a person's name, how often and where."""

    text: str
    count: int
    sources: tuple[Place, ...] = ()


class FormPerson(Frozen):
    """A person of the two person columns under all spellings.

    confidence: that all mentions are one person; below 1 where spellings differ. One name in two
    lines of work is two people.
    """

    person_id: str
    canonical: str
    position: str | None = None
    variants: tuple[str, ...] = ()
    mentions: int
    spellings: tuple[Spelling, ...] = ()
    confidence: Share = 1.0


class FormLink(Frozen):
    """A hyperlink or printed address with the item and field it stands in."""

    text: str
    target: str
    code: str | None = None
    field: str | None = None
    source: Place


class PersonalDatum(Frozen):
    """Personal data in a text of the form; `kind` of those that `count` counts under a path.

    A citizen id is masked wherever it stood ("[id]"); contacts and home addresses stay until a
    release drops them. path: "items/4/assignees", "notes/0".
    """

    kind: Literal["citizen_id", "phone", "email", "chat", "address"]
    path: str
    count: int
    source: Place | None = None


class Corrected(Frozen):
    """A value that a reviewer set: what the source prints, what was read, what it is now.

    `value` and `read` are as JSON writes them; raw None where nothing was read.
    """

    path: str
    value: str | int | float | None
    read: str | int | float | None = None
    raw: str | None = None
    reviewer: str
    reason: str | None = None
    time: str | None = None


class Profile(Frozen):
    """What a release kept of names and contacts; no form that a run wrote has one."""

    names: Literal["keep", "initials", "drop"]
    contacts: Literal["keep", "drop"]


class Form(Traced):
    """Everything that was read from one form."""

    schema_version: str = SCHEMA_VERSION
    form_id: str
    source: Source
    kind: Kind
    scheme: Scheme | None = None
    title: str | None = None
    agency: Agency = Agency()
    fiscal_year: int | None = None
    measures_fiscal_year: int | None = None
    edition: int | None = None
    edition_confidence: Share | None = None
    round: str | None = None
    signer: Signer | None = None
    items: tuple[Item, ...] = ()
    measures: tuple[Measure, ...] = ()
    scores: tuple[Score, ...] = ()
    actions: tuple[Action, ...] = ()
    people: tuple[FormPerson, ...] = ()
    analysis: tuple[Analysis, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[FormLink, ...] = ()
    findings: tuple[Finding, ...] = ()
    personal: tuple[PersonalDatum, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    profile: Profile | None = None


def marks_by_kind(marks: tuple[Mark, ...]) -> dict[str, tuple[str, ...]]:
    """Marked texts by kind, those that carry meaning always there: `{"red": ("สป.มท.",), …}`."""
    kinds = dict.fromkeys(("red", "struck", "highlighted", *(mark.kind for mark in marks)))
    return {kind: tuple(m.text for m in marks if m.kind == kind) for kind in kinds}
