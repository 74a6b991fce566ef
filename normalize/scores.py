"""The scores of an analysis: overall, indicators, and every occurrence of every question.

Rows become scores by what they print: a code of a question ("i1", "๐35") or the number of an
indicator. Instrument and issue are carried down; a year is given only where it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.cells import found
from normalize.digits import arabic
from normalize.family import Row, Section
from normalize.findings import finding
from normalize.instruments import (
    QuestionCode,
    bare_question,
    instrument_heading,
    instruments_of,
    question_code,
)
from normalize.issues import Line
from normalize.layout import CellRun
from normalize.rowcells import WEIGHTED, OpenRow, open_row
from normalize.scorevalues import Printed, score_records, unreadable_scores
from normalize.text import is_blank, nfc, squash
from normalize.years import years
from schema.finding import Finding
from schema.record import Record
from schema.table import Frozen
from schema.value import AnyValue, Value, absent

TITLES = ("question", "indicator_title", "title", "component")
NUMBERS = ("indicator", "code")
LONGEST_CAPTION = 160  # letters; a longer paragraph is no caption of a table
_INDICATOR = re.compile(r"^\s*(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*)?(\d{1,2}(?:\.\d{1,2})?)[\s.):]*$")
_INDICATOR_TITLE = re.compile(
    r"^\s*ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*(\d{1,2}(?:\.\d{1,2})?)[\s.):]+(\S.*)$", re.S
)
_LISTED_TITLE = re.compile(  # under the header "ตัวชี้วัด" the number may stand alone
    r"^\s*(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*)?(\d{1,2}(?:\.\d{1,2})?)[\s.):]+([^\d\s].*)$", re.S
)
_TOTAL = re.compile("ภาพรวม|คะแนนรวม|รวม|เฉลี่ย|ทั้งหมด|ผลการประเมิน")
_SENTENCE_END = ("เพียงใด", "หรือไม่")


class Scores(Frozen):
    """The scores of a form, the lines they were read from and the findings."""

    records: tuple[Record, ...] = ()
    used: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()


def scores_of(lines: Sequence[Line], flattened: bool, claimed: frozenset[int],
              form_year: AnyValue) -> Scores:
    """The scores in the tables of a document; `claimed` are lines that others have read.

    form_year: the year of the results, that of the first table where its caption has none.
    """
    walk = _Walk(flattened, form_year)
    for n, line in enumerate(lines):
        if n not in claimed:
            walk.line(n, line)
    return Scores(records=score_records(walk.rows), used=frozenset(walk.used),
                  findings=(*unreadable_scores(walk.rows), *(
                      finding("row_not_understood", "extraction", (line.place,), text=line.text)
                      for line in walk.strange)))


class _Walk:
    """The state of one pass: instrument, table and year in force, and the rows so far."""

    def __init__(self, flattened: bool, form_year: AnyValue) -> None:
        self.flattened, self.form_year = flattened, form_year
        self.rows: list[Printed] = []
        self.used: set[int] = set()
        self.strange: list[Line] = []
        self.instrument: AnyValue = absent("not_stated")
        self.section: Section | None = None
        self.tables = {"indicator": 0, "item": 0}
        self.new_table = False  # a header stands over the rows to come
        self.caption: AnyValue | None = None  # the year named since the last table of indicators
        self.table_year: AnyValue = absent("not_stated")  # that of the table of indicators
        self.seen: set[str] = set()

    def line(self, n: int, line: Line) -> None:
        if line.row is None or line.section is None:
            self._caption(line)
        elif line.family == "score" and not line.heading:
            self._begin(line)
            if self._row(line, line.section, line.row):
                self.used.add(n)
            elif _scored(line):
                self.strange.append(line)

    def _caption(self, line: Line) -> None:
        named = years(line.text) if len(squash(line.text)) <= LONGEST_CAPTION else ()
        if named and self.section is not None:
            self.caption = Value(text=named[-1][0], raw=line.raw.strip(), places=(line.place,),
                                 rules=("year.caption",))

    def _begin(self, line: Line) -> None:
        """A new section: its header may name an instrument and a year."""
        if line.section is self.section or line.section is None:
            return
        self.section = line.section
        if not line.section.own_header:
            return
        header = " ".join(c.header for c in line.section.columns)
        names = instruments_of(header)
        if len(names) == 1:
            self.instrument = Value(text=names[0], raw=header, places=(line.place,),
                                    rules=("instrument.heading",))
        self.new_table = True

    def _row(self, line: Line, section: Section, printed_row: Row) -> bool:
        """Reads one row; False where it is no score and no heading of an instrument."""
        row = open_row(section, printed_row, self.flattened)
        self._instrument(row)
        title = next((row.cells[r] for r in TITLES if not is_blank(row.text(r))), None)
        title = title or _label(section, printed_row)
        scored = any(not is_blank(row.text(role)) for role in ("score", WEIGHTED))
        printed = self._question(line, row, title) or self._indicator(
            line, section, row, title)
        dash = bool(row.text("score").strip())  # "-" says that the score is not there
        if printed and (scored or dash or printed.scope == "item"):
            self.rows.append(printed)
            return True
        if self._continues(line, row, title, scored):
            self._continue(row, title)
            return True
        name = None if scored else instrument_heading(title.text)
        if name:
            self.instrument = Value(text=name, raw=title.raw.strip(), places=title.places,
                                    rules=("instrument.heading",))
        return name is not None

    def _instrument(self, row: OpenRow) -> None:
        """The instrument of a row's own cell holds for the rows below it."""
        run = row.cells.get("instrument")
        if run is None or is_blank(run.text):
            return
        names = instruments_of(run.text)
        self.instrument = (found(run, names[0], "instrument") if len(names) == 1
                           else absent("unreadable", run.places, run.raw))

    def _question(self, line: Line, row: OpenRow, title: CellRun) -> Printed | None:
        """A row that scores a question of an instrument."""
        apart = question_code(row.text("code") or row.text("indicator"))
        code = question_code(title.text)
        if apart and not apart.title:
            code = apart.model_copy(update={"title": code.title if code else title.text})
        if code is None and "question" in row.cells and self.instrument.text:
            code = self._numbered(row, title)
        if code is None or not code.title:
            return None
        self.tables["item"] += self.new_table
        self.new_table = False
        instrument = Value(text=code.instrument, raw=title.raw.strip(), places=title.places,
                           rules=("instrument.by_code",))
        return Printed(line=line, row=row, scope="item", code=code.code, title=title,
                       title_text=code.title, instrument=instrument, rules=code.rules,
                       table=max(1, self.tables["item"]), year=self.caption or self._of_form())

    def _numbered(self, row: OpenRow, title: CellRun) -> QuestionCode | None:
        """A question whose number is printed without the letter of its instrument."""
        number = row.text("code").strip()
        text = f"{number} {title.text}" if number else title.text
        return bare_question(text, str(self.instrument.text)) if row.text("score").strip() else None

    def _of_form(self) -> AnyValue:
        year = self.form_year
        return year.with_rule("year.of_form", 0.9) if year.text else year

    def _indicator(self, line: Line, section: Section, row: OpenRow,
                   title: CellRun) -> Printed | None:
        """A row that scores an indicator, an instrument or the whole."""
        number = next((m[1] for r in NUMBERS if (m := _INDICATOR.match(arabic(row.text(r))))), None)
        listed = _lists_indicators(section)
        text, pattern = title.text, _LISTED_TITLE if listed else _INDICATOR_TITLE
        inside = pattern.match(arabic(nfc(title.text)))
        if number is None and inside:
            number, text = inside[1], inside[2]
        scope = _scope(number, row, title, listed, by_instrument(section))
        if scope is None:
            return None
        own = not is_blank(row.text("instrument"))
        instrument = self.instrument if own or not self.instrument.text else \
            self.instrument.with_rule("instrument.carried")
        return Printed(line=line, row=row, scope=scope, code=number, title=title, title_text=text,
                       instrument=absent("not_in_form") if scope == "overall" else instrument,
                       table=self._indicator_table(number), year=self.table_year)

    def _indicator_table(self, number: str | None) -> int:
        """The number of the table: a new one begins where an indicator comes again."""
        if not self.tables["indicator"] or (number and number in self.seen):
            self.tables["indicator"] += 1
            self.seen = set()
            first = self._of_form() if self.tables["indicator"] == 1 else absent("not_stated")
            self.table_year, self.caption = self.caption or first, None
        self.seen |= {number} if number else set()
        return self.tables["indicator"]

    def _continues(self, line: Line, row: OpenRow, title: CellRun, scored: bool) -> bool:
        """True for the rest of a question over a page: text, the score still to come, or both."""
        last = self.rows[-1] if self.rows else None
        if last is None or last.scope != "item" or (not title.text.strip() and not scored):
            return False
        if instrument_heading(title.text):
            return False
        if is_blank(last.row.text("score")):
            return True
        return line.first and not scored and not squash(last.title_text).endswith(_SENTENCE_END)

    def _continue(self, row: OpenRow, title: CellRun) -> None:
        last = self.rows[-1]
        whole = last.row.plus(row)
        run = replace(last.title, pieces=last.title.pieces + title.pieces)
        self.rows[-1] = last.model_copy(update={
            "row": whole, "title": run, "title_text": f"{last.title_text}\n{title.text}"})


def _scored(line: Line) -> bool:
    """True where a row prints something under a header of scores."""
    columns = line.section.columns if line.section else ()
    return line.row is not None and any(not is_blank(line.row.cells[c.number].text)
                                        for c in columns if c.role == "score")


def _lists_indicators(section: Section) -> bool:
    """True where the titles of a table are those of indicators, by its header "ตัวชี้วัด"."""
    header = next((c.header for role in TITLES for c in section.columns if c.role == role), "")
    return "ตัวชี้วัด" in header


def _label(section: Section, row: Row) -> CellRun:
    """What the first column says of a row that has a score for each instrument; else nothing."""
    first = section.columns[0] if section.columns else None
    if first is None or first.role == "score" or not by_instrument(section):
        return CellRun()
    return CellRun(pieces=(row.cells[first.number],))


def by_instrument(section: Section) -> bool:
    """True where each instrument has a column of scores of its own."""
    return any("column.instrument" in c.rules for c in section.columns)


def _scope(number: str | None, row: OpenRow, title: CellRun, listed: bool,
           by_instruments: bool) -> str | None:
    """What a row without a question's code scores; None where nothing says so.

    listed: its title is that of an indicator; by_instruments: it has a score for each instrument.
    """
    if by_instruments:
        cells = [run.text for role, run in row.cells.items() if role.split("/")[0] == "score"]
        return "instrument" if any(any(c.isdigit() for c in text) for text in cells) else None
    if number:
        return "subindicator" if "." in number else "indicator"
    words = squash(row.text("instrument") + title.text)
    if instruments_of(row.text("instrument") or title.text) and (
        not title.text.strip() or _TOTAL.search(words) or "instrument" not in row.cells
    ):
        return "instrument"
    if _TOTAL.search(words):
        return "overall"
    named = "indicator_title" in row.cells or listed
    return "indicator" if named and title.text.strip() else None
