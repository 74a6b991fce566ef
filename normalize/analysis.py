"""The paragraphs of an analysis, by issue and kind, in table cells or as paragraphs.

A paragraph begins with the name of its kind ("ข้อที่ต้องพัฒนา …", kinds in analysis_kinds.csv);
what follows without one goes on it, until the next heading or table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from catalogue.lookup import table
from normalize.analysistables import kind_records
from normalize.constraints import heads_constraints
from normalize.digits import arabic
from normalize.family import Row, Section
from normalize.issues import LONGEST_TITLE, Issue, Line, is_listed_issue, issue_value
from normalize.joining import join_lines
from normalize.text import nfc, one_space, squash
from normalize.years import years
from schema.record import Record
from schema.table import Frozen, Place
from schema.value import AnyValue, Value, absent

_MARKER = r"(?:[-•▪*]\s*|\(?\d{1,2}[.)]\s*)?"
_PART = re.compile(r"^\W*(?:ส่วนที่|บทที่|ภาคผนวก)\s*[\d๐-๙]*")
_CAPTION = re.compile(r"^\W*(?:ตาราง|แผนภูมิ|แผนภาพ|ภาพ)(?:ที่)?\s*[\d๐-๙]")
_NUMBERED = re.compile(r"^\s*\(?[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*[.)\s]")
_LEADING = re.compile(r"^[\s*#\-•▪]*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s*)?")
_HEADING_WORDS = re.compile("สรุป|ผล|การวิเคราะห์|วิเคราะห์|ประเด็น|และ|หรือ|ข้อ|ที่|ต้อง|ควร|[,/():ๆ.\\-]")


class Analysis(Frozen):
    """The paragraphs of an analysis and the numbers of the lines they were read from."""

    records: tuple[Record, ...] = ()
    used: frozenset[int] = frozenset()


class Piece(Frozen):
    """One paragraph with its kind, over all lines that belong to it."""

    issue: Issue | None
    kind: str | None
    kind_raw: str
    texts: tuple[str, ...]
    raws: tuple[str, ...]
    places: tuple[Place, ...]
    confidence: float = 1.0

    def record(self) -> Record:
        """The paragraph as a record."""
        text = "\n".join(t for t in self.texts if t)
        kind: AnyValue = Value(text=self.kind, raw=self.kind_raw, places=self.places[:1],
                               rules=("analysis.kind",)) if self.kind else absent("not_stated")
        body: AnyValue = Value(text=text, raw="\n".join(self.raws), places=self.places,
                               rules=("analysis.label",) if self.kind else (),
                               confidence=self.confidence) if text else absent("not_stated")
        return Record(values={"issue": issue_value(self.issue), "kind": kind, "text": body},
                      source=self.places[0], continued=self.places[1:])


def analysis_of(lines: Sequence[Line]) -> Analysis:
    """The paragraphs of the analysis in their order.

    Example: "**รักษาระดับ** ปรับปรุงข้อมูล" under issue 5 -> kind "รักษาระดับ", "ปรับปรุงข้อมูล".
    """
    pieces: list[Piece] = []
    columns: list[Record] = []
    used: set[int] = set()
    inside = going_on = False
    for n, line in enumerate(lines):
        columns += kind_records(line)
        if line.heading or _ends(line) or _heads_another(line, lines[n + 1 : n + 2]):
            inside = inside and line.heading and bool(line.issue and line.issue.continued)
            going_on = going_on and inside
        elif is_analysis_heading(line.text):
            inside, going_on = True, False
        elif found := _labelled(line, inside):
            pieces += found
            used.add(n)
            inside = going_on = True
        elif inside and _is_text(line):
            _go_on(pieces, line, going_on)
            used.add(n)
            going_on = True
    records = (*(p.record() for p in pieces), *columns)
    return Analysis(records=records, used=frozenset(used))


def _ends(line: Line) -> bool:
    """True for a line behind which no analysis goes on: a new part, or a row with a score."""
    if line.row is not None and line.section is not None:
        return line.family not in ("score", None) or _scored(line.section, line.row)
    return bool(_PART.match(line.text))


def _heads_another(line: Line, after: Sequence[Line]) -> bool:
    """True for a line that heads what is no analysis: constraints, or the plan of action.

    after: the line below it. Example: "แนวทางการนำผลการวิเคราะห์สู่การปฏิบัติ".
    """
    if line.paragraph is None or len(squash(line.text)) > LONGEST_TITLE:
        return False
    over_plan = any(below.first and below.family not in ("score", None) for below in after)
    text = _LEADING.sub("", arabic(nfc(line.text)))
    begins = any(text.startswith(word) for word, where in _ends_of_analysis()
                 if where == "anywhere" or over_plan)
    return begins or heads_constraints(line.text)


@cache
def _ends_of_analysis() -> tuple[tuple[str, str], ...]:
    """(how a heading begins, "anywhere" or "over_table") of analysis_ends.csv."""
    return tuple((row["value"], row["canonical"]) for row in table("analysis_ends"))


def _scored(section: Section, row: Row) -> bool:
    return any(row.cells[c.number].text.strip() for c in section.columns if c.role == "score")


def _is_text(line: Line) -> bool:
    return line.paragraph is None or not (line.paragraph.layer or "").lstrip().startswith("#")


@cache
def _kinds() -> dict[str, str]:
    return {squash(row["value"]): row["canonical"] for row in table("analysis_kinds")}


@cache
def _names() -> str:
    """The names of the kinds as one alternative, the longest first, spaces allowed at "/"."""
    names = sorted((row["value"] for row in table("analysis_kinds")), key=lambda n: (-len(n), n))
    return "|".join(re.escape(name).replace("/", r"\s*/\s*") for name in names)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?m)^[^\S\n]*{_MARKER}({_names()})(?:\s*[:：]\s*|(?=\s)|$)")


@cache
def _bold() -> re.Pattern[str]:
    """A kind that the export prints in bold, wherever it stands in a cell."""
    opened, closed = r"(?:<(?:b|strong)>|\*\*)", r"(?:</(?:b|strong)>|\*\*)"
    return re.compile(rf"{opened}\s*+({_names()})\s*+(?:[:：]\s*+)?{closed}")


def is_analysis_heading(text: str) -> bool:
    """True for a heading that names the kinds and says nothing else.

    Example: "วิเคราะห์ข้อบกพร่อง ข้อปรับปรุง ข้อที่ต้องพัฒนา หรือรักษาระดับ".
    """
    letters = squash(text)
    names = 0
    for name in sorted(_kinds(), key=len, reverse=True):
        names += name in letters
        letters = letters.replace(name, "")
    rest = _HEADING_WORDS.sub("", letters)
    return len(rest) <= 2 and ("วิเคราะห์" in text or names > 1)


def is_section_heading(line: Line, after: Sequence[Line]) -> bool:
    """True for a line that heads what follows and says nothing of its own.

    after: the line below it. Examples: "ส่วนที่ 2 การวิเคราะห์", "ประเด็นที่ 1 …", an issue in a list
    of issues, a line that an export marks as a heading, one over a table with a number or year.
    """
    if line.heading or is_analysis_heading(line.text) or _heads_another(line, after):
        return True
    if line.paragraph is None:
        return False
    marked = (line.paragraph.layer or "").lstrip().startswith("#")
    if marked or _PART.match(line.text) or _CAPTION.match(line.text) or is_listed_issue(line.text):
        return True
    if heads_constraints(line.text) and len(squash(line.text)) < LONGEST_TITLE:
        return True
    over_table = any(below.row is not None and below.first for below in after)
    caption = _NUMBERED.match(line.text) or years(line.text)
    return over_table and bool(caption) and len(squash(line.text)) < LONGEST_TITLE


def _labelled(line: Line, inside: bool) -> list[Piece]:
    """The paragraphs that a line begins: one for each kind that it names at the start of a line."""
    text = nfc(line.text)
    bold = [squash(m[1]) for m in _bold().finditer(nfc(line.raw))]
    starts = list(_label().finditer(text))
    if not inside and not bold and (line.issue is None or not starts):
        return []
    starts += _within(text, bold, starts)
    starts.sort(key=lambda m: m.start())
    if not starts or text[: starts[0].start()].strip():
        return []
    ends = [*(m.start() for m in starts[1:]), len(text)]
    return [_piece(line, m[1], text[m.end() : end]) for m, end in zip(starts, ends, strict=True)]


def _within(text: str, bold: list[str], known: list[re.Match[str]]) -> list[re.Match[str]]:
    """Kinds printed in bold inside a line of a flattened cell."""
    if len(bold) <= len(known):
        return []
    inner = re.finditer(rf"(?<=\s)({_names()})(?=\s)", text)
    taken = {m.start(1) for m in known}
    return [m for m in inner if squash(m[1]) in bold and m.start(1) not in taken]


def _piece(line: Line, kind: str, text: str) -> Piece:
    confidence = line.paragraph.confidence if line.paragraph is not None else 1.0
    return Piece(issue=line.issue, kind=_kinds()[squash(kind)], kind_raw=kind,
                 texts=(_clean(text),), raws=(text.strip(),), places=(line.place,),
                 confidence=confidence)


def _go_on(pieces: list[Piece], line: Line, going_on: bool) -> None:
    """Adds a line without a kind to the paragraph above it, or begins one of no kind."""
    text, raw = _clean(line.text), line.text.strip()
    if going_on and pieces:
        last = pieces[-1]
        pieces[-1] = last.model_copy(update={
            "texts": (*last.texts, text), "raws": (*last.raws, raw),
            "places": (*last.places, line.place)})
    else:
        pieces.append(Piece(issue=line.issue, kind=None, kind_raw="", texts=(text,), raws=(raw,),
                            places=(line.place,)))


def _clean(text: str) -> str:
    """A paragraph as one line, its spaces as printed."""
    return one_space(join_lines(arabic(nfc(text)).strip()))
