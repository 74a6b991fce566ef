"""The issues of an analysis ("ประเด็นที่ 1 …") and what stands under each, in reading order.

A heading says its number as "ประเด็นที่ 1", "(2)" or "3."; a bare number counts only with a title
of the list in issues.csv, of the form's own list or plan of action, or above a table of scores.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.family import Part, Row, Section
from normalize.instruments import instrument_heading
from normalize.joining import join_lines
from normalize.rowcells import lone_text, own_cells
from normalize.text import nfc, one_space, squash
from schema.table import Frozen, Place, RawParagraph
from schema.value import AnyValue, Value, absent

ALIKE = 0.85        # share of a title's letters that must agree
LONGEST_TITLE = 110  # letters; a longer line is prose
_NAMED = re.compile(r"^\W*ประเด็น(?:ที่)?\s*\(?(\d{1,2})\)?[\s.:)]*(\S.*)?$", re.S)
_NUMBERED = re.compile(r"^\s*(?:-\s*)?(?:\((\d{1,2})\)|(\d{1,2})\s*[.)])\s*(\D.*)$", re.S)
_CONTINUED = re.compile(r"(?:(?<!\s)\s++|)\(\s*ต่อ\s*\)\s*$")
_LISTED = re.compile(r"^\s*-\s*\(?\d")


class Issue(Frozen):
    """An issue heading: number, title without it, whether it says "(ต่อ)", where it stands."""

    number: int
    title: str
    continued: bool = False
    raw: str = ""
    place: Place = Place()
    rules: tuple[str, ...] = ()

    @property
    def value(self) -> AnyValue:
        """The number as the value of a record under this heading."""
        return Value(text=self.number, raw=self.raw, places=(self.place,),
                     rules=("heading.carried", *self.rules), confidence=0.9 if self.rules else 1.0)


class Line(Frozen):
    """A paragraph or a row of a table, with the issue it stands under.

    heading: whether it is that issue's heading itself; first: whether it is the first row of its
    section, where a page may have broken.
    """

    paragraph: RawParagraph | None = None
    section: Section | None = None
    row: Row | None = None
    first: bool = False
    heading: bool = False
    issue: Issue | None = None

    @property
    def text(self) -> str:
        """What the paragraph or the row prints."""
        if self.paragraph is not None:
            return self.paragraph.text
        return " ".join(c.text.strip() for c in own_cells(self.row)) if self.row else ""

    @property
    def raw(self) -> str:
        """What the file says."""
        if self.paragraph is not None:
            return self.paragraph.raw
        return " ".join(c.raw.strip() for c in own_cells(self.row)) if self.row else ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        if self.paragraph is not None:
            return self.paragraph.place
        cells = own_cells(self.row) if self.row else []
        return cells[0].place if cells else Place()

    @property
    def family(self) -> str | None:
        """The family of the row's table; None for a paragraph and a table that is not known."""
        return self.section.family if self.section else None


def issue_value(issue: Issue | None) -> AnyValue:
    """The number of the issue in force as a value, absent where none is."""
    return issue.value if issue else absent("not_stated")


def lines_of(parts: Sequence[Part]) -> tuple[Line, ...]:
    """All paragraphs and rows of a document with their issues, in reading order."""
    flat = list(_flat(parts))
    titles = _own_titles(parts)
    out: list[Line] = []
    issue: Issue | None = None
    for n, line in enumerate(flat):
        found = _heading(line, _scores_follow(flat, n), titles)
        issue = found or issue
        if found is not None and found.title:
            titles[squash(found.title)] = found.number  # it may come again, with "(ต่อ)"
        out.append(line.model_copy(update={"issue": issue, "heading": found is not None}))
    return tuple(out)


def _flat(parts: Sequence[Part]) -> Iterable[Line]:
    for part in parts:
        if isinstance(part, RawParagraph):
            yield Line(paragraph=part)
        else:
            for n, row in enumerate(part.rows):
                yield Line(section=part, row=row, first=n == 0)


def _scores_follow(lines: Sequence[Line], n: int) -> bool:
    """True where a table of scores begins just below, under a header of its own."""
    after = lines[n + 1] if n + 1 < len(lines) else Line()
    section = after.section
    return after.first and section is not None and section.own_header and section.family == "score"


def _own_titles(parts: Sequence[Part]) -> dict[str, int]:
    """Squashed titles of issues -> number: the usual ones and those of the form's own lists."""
    titles = dict(_usual())
    for part in parts:
        texts = [part.text] if isinstance(part, RawParagraph) and _LISTED.match(part.text) else []
        if isinstance(part, Section) and part.family == "action":
            texts = [row.cells[c.number].text for row in part.rows for c in part.columns
                     if c.role == "topic"]
        for text in texts:
            number, title = numbered_title(text)
            if number and title:
                titles[squash(title)] = number
    return titles


@cache
def _usual() -> dict[str, int]:
    return {squash(row["value"]): int(row["canonical"]) for row in table("issues")}


def is_listed_issue(text: str) -> bool:
    """True for an issue in a list of issues: "- (1) กระบวนการปฏิบัติงาน"."""
    number, title = numbered_title(text)
    return bool(_LISTED.match(text) and number and title)


def numbered_title(text: str) -> tuple[int | None, str]:
    """Number and title of an issue: "3.ช่องทาง\\nและรูปแบบ (ต่อ)" -> (3, "ช่องทางและรูปแบบ").

    A title without a number that issues.csv knows has that number.
    """
    clean = _CONTINUED.sub("", one_space(join_lines(arabic(nfc(text))))).strip()
    named, numbered = _NAMED.match(clean), _NUMBERED.match(clean)
    if named:
        return int(named[1]), (named[2] or "").strip()
    if numbered:
        return int(numbered[1] or numbered[2]), numbered[3].strip()
    return _like(clean, _usual()), clean


def _like(title: str, titles: dict[str, int]) -> int | None:
    """The number of the title that is nearly the same, None where there is none."""
    letters = squash(title)
    best = max(titles, key=lambda t: (Levenshtein.normalized_similarity(t, letters), t), default="")
    alike = Levenshtein.normalized_similarity(best, letters) >= ALIKE
    return titles[best] if best and alike else None


def _heading(line: Line, scores_follow: bool, titles: dict[str, int]) -> Issue | None:
    """The issue that a line announces, None where it is no heading."""
    if line.row is not None and (line.family not in ("score", None) or lone_text(line.row) is None):
        return None
    if _LISTED.match(line.text) or len(squash(line.text)) > LONGEST_TITLE:
        return None
    number, title = numbered_title(line.text)
    if number is None:
        return None
    over_scores = scores_follow and instrument_heading(title) is None
    stands = bool(_NAMED.match(arabic(nfc(line.text)))) or over_scores
    if not stands and _like(title, titles) is None:
        return None
    printed = re.match(r"\W*+(?:ประเด็น(?:ที่)?)?\W*+\d", arabic(line.text))
    return Issue(number=number, title=title, raw=line.raw.strip(), place=line.place,
                 continued=bool(_CONTINUED.search(line.text.strip())),
                 rules=() if printed else ("issue.by_title",))
