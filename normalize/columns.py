"""Header cells, over one or more rows, to the role of each column.

A role comes from the words of a header, never from its position: the wordings stand in
columns.csv. One misread letter in a header word does not lose the column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby

from catalogue.editions import editions
from normalize.codes import item_code, leading_code
from normalize.digits import arabic
from normalize.headerwords import (
    Phrase,
    exact_parts,
    header_letters,
    near_phrases,
    phrases,
    wordings,
)
from normalize.scoreheaders import analysis_kind, score_headers
from normalize.text import squash
from normalize.titles import personal_title
from schema.table import Frozen

Grid = tuple[tuple[str, ...], ...]
JOINABLE = frozenset({"unit", "assignee", "certifier", "responsible", "remark", "suggestion",
                      "location", "method", "status"})
KEY_ROLES = frozenset({"code", "title", "component", "measure", "question", "score", "indicator",
                       "instrument", "topic", "action_measure", "steps"})
PEOPLE = frozenset({"assignee", "certifier", "responsible"})
_SCORE = re.compile(r"\d{1,3}\.\d+\s*%?")
_LONGEST_HEADER = 260  # letters; longer is no header
_LONGEST_SUBHEADER = 60
_FEW_ROLES = 2  # columns that a row must name itself to be the upper row of a header
_WIDEST = 500  # filled cells; a wider row is no header, and not worth the time to read as one
_WEAK = 1  # priority of a word that gives way to a longer one with a misread letter


class Column(Frozen):
    """A column: 0-based number, printed header, role (None where not recognised)."""

    number: int
    header: str
    role: str | None = None
    rules: tuple[str, ...] = ()
    confidence: float = 1.0


@cache
def _states() -> dict[str, str]:
    """Short words of a sub-header, as letters -> the tick column that they head."""
    return {p.letters: p.role for p in wordings() if p.match == "under"}


@lru_cache(maxsize=4096)
def header_role(header: str) -> tuple[str | None, tuple[str, ...]]:
    """The role that a header's words name, and the rules used.

    Example: "หน่วยงานที่รับผิดชอบหลัก/ร่วม" -> ("unit", ()).
    """
    letters = header_letters(header)
    if not letters or len(letters) > _LONGEST_HEADER:
        return None, ()
    bare = re.sub(r"\(.*?\)", "", letters) or letters
    whole = _whole().get(bare)
    if whole:
        return whole.role, ()
    exact = exact_parts(bare)
    if exact:
        # Thai puts the head of a phrase first: of two equals the one that begins earlier names it
        best = max(exact, key=lambda p: (p.priority, -bare.find(p.letters), len(p.letters)))
        if best.priority > _WEAK:
            return _several_states(best.role, letters), ()
    near = [p for p in near_phrases(bare) if p.priority > _WEAK]
    if exact and not any(len(p.letters) > len(best.letters) for p in near):
        return best.role, ()
    if analysis_kind(header):
        return "analysis_kind", ()
    if not near:
        return None, ()
    # of several wordings that one misread letter may stand for, the longest leaves least to chance
    return max(near, key=lambda p: (len(p.letters), p.priority)).role, ("column.misread",)


def _several_states(role: str, letters: str) -> str:
    """A header that offers several states at once heads a column of words, not of ticks."""
    if not role.startswith("status_"):
        return role
    offered = "/" in letters.strip("/")
    states = set()
    for phrase in (p for p in phrases() if p.role.startswith("status_")):
        if phrase.letters in letters:
            states.add(phrase.role)
            letters = letters.replace(phrase.letters, " ")
    return "status" if len(states) > 1 or offered or "สถานะ" in letters else role


@cache
def _whole() -> dict[str, Phrase]:
    """The wordings that are a whole header; of equals the strongest."""
    return {p.letters: p for p in reversed(phrases()) if p.match == "whole"}


def header_rows(grid: Grid, first: int, marked: int = 0) -> int:
    """How many rows from row `first` on are the table's header (0 where it is none).

    marked: rows that the file itself repeats on each page. Example: the two rows
    "ผลดำเนินการ" over "ดำเนินการแล้ว | ยังไม่ได้ดำเนินการ" are one header.
    """
    if first >= len(grid) or not (_is_header(grid[first]) or _is_upper_header(grid, first)):
        return 0
    count = 1
    while first + count < len(grid) and _continues(grid[first + count - 1], grid[first + count]):
        count += 1
    return max(count, marked if first == 0 else 0)


@lru_cache(maxsize=1024)  # pages print their header again
def _is_header(row: tuple[str, ...]) -> bool:
    """True where at least two cells, and three of five filled ones, carry a header's words.

    One of them must head what the rows are about: words of a status stand in many titles.
    """
    filled = [c for c in row if c.strip()]
    if len(set(filled)) < _FEW_ROLES or len(filled) > _WIDEST or _is_item(filled):
        return False
    scores = _among(row)
    told = ["score" if n in scores else header_role(c)[0] for n, c in enumerate(row) if c.strip()]
    roles = {role for role in told if role}
    known = sum(role is not None for role in told)
    named = "code" in roles and roles & {"title", "component"}
    several = len(roles) >= 2 or "column.instrument" in scores.values()
    return bool(roles & KEY_ROLES) and several and bool(named or known >= 0.6 * len(filled))


def _is_item(row: Sequence[str]) -> bool:
    """True for a row that prints a code, a score, a title or a person: it heads nothing."""
    return any(_is_data(c) or personal_title(c.strip()) or squash(c) in official_titles()
               for c in row)


def _is_upper_header(grid: Grid, first: int) -> bool:
    """True where a row heads a table only with the row below it: years over "คะแนน | ระดับ"."""
    filled = {squash(c): c for c in grid[first] if c.strip()}  # a merged cell names one role
    if sum(bool(c.strip()) for c in grid[first]) > _WIDEST or len(filled) < _FEW_ROLES:
        return False
    if first + 1 >= len(grid) or _is_item(grid[first]):
        return False
    if sum(header_role(c)[0] is not None for c in filled.values()) < _FEW_ROLES:
        return False
    above, below = grid[first], grid[first + 1]
    whole = tuple(b if b.strip() else a for a, b in zip(above, below, strict=False))
    return _continues(above, below) and _is_header(whole)


def _among(row: tuple[str, ...]) -> dict[int, str]:
    """The cells that head scores in the company of the others: number -> rule."""
    return score_headers(row, {n: header_role(c)[0] for n, c in enumerate(row)})


@cache
def official_titles() -> frozenset[str]:
    """Every official title: a row that prints one is a row of items."""
    return frozenset(squash(item.title) for e in editions().values() for item in e.items)


def _is_data(text: str) -> bool:
    """True for what no header holds: a code, alone or before a title, or a score."""
    letters = arabic(text).strip()
    return bool(item_code(text) or leading_code(text) or _SCORE.fullmatch(letters))


def _continues(above: tuple[str, ...], row: tuple[str, ...]) -> bool:
    """True for the second row of a header: it fills gaps and names roles, and nothing else."""
    filled = [n for n, c in enumerate(row) if c.strip()]
    if not filled or len(filled) > _WIDEST or any(_is_data(row[n]) for n in filled):
        return False
    short = all(len(header_letters(row[n])) <= _LONGEST_SUBHEADER for n in filled)
    if not short or not any(_is_group(above, n) for n in filled):
        return False
    states = _opposite_states(row)
    roles = [header_role(row[n])[0] or states.get(n) for n in filled]
    return sum(r is not None for r in roles) >= 0.6 * len(filled)


def _is_group(above: tuple[str, ...], n: int) -> bool:
    """True where the header above a cell spans columns: blank here, or the same next door."""
    if not above[n].strip():
        return True
    beside = [above[m].strip() for m in (n - 1, n + 1) if 0 <= m < len(above)]
    return any(not b or b == above[n].strip() for b in beside)


def columns_of(grid: Grid, first: int, count: int) -> tuple[Column, ...]:
    """The columns under a header of `count` rows; a spanning header counts for all it spans."""
    return _columns_under(grid[first : first + count])


@lru_cache(maxsize=256)
def _columns_under(header: Grid) -> tuple[Column, ...]:
    columns = [_column(n, *_header(header, n)) for n in range(len(header[0]))]
    scores = score_headers([c.header for c in columns], {c.number: c.role for c in columns})
    columns = [c.model_copy(update={"role": "score", "rules": (scores[c.number],)})
               if c.number in scores else c for c in columns]
    states = _opposite_states(tuple(_header(header, n)[0] for n in range(len(columns))))
    columns = [_tick_column(c, states[c.number]) if c.number in states and _may_tick(c) else c
               for c in columns]
    return tuple(_beside_people(c, columns[n - 1] if n else None) for n, c in enumerate(columns))


def _beside_people(column: Column, before: Column | None) -> Column:
    """A column "ตำแหน่ง" right behind one of people is that of their posts."""
    if column.role is None and before is not None and before.role in PEOPLE \
            and is_position_header(column.header):
        return column.model_copy(update={"role": before.role, "rules": ("column.posts",)})
    return column


def is_position_header(header: str) -> bool:
    """True for the header of a column of posts alone: "ตำแหน่ง", "ตำแหน่งผู้รับผิดชอบ"."""
    letters = header_letters(header)
    return "ชื่อ" not in letters and (letters.endswith("ตำแหน่ง") or letters.startswith("ตำแหน่งผู้"))


def _opposite_states(row: tuple[str, ...]) -> dict[int, str]:
    """The tick columns that short words head, where neighbours name opposite states.

    Example: ("ข้อ", "แล้ว", "ยังไม่") -> {1: "status_done", 2: "status_not_started"}. "ดำเนินการ" alone
    heads a method, "มี" alone anything.
    """
    roles = [_states().get(header_letters(text)) or _tick_role(text) for text in row]
    found: dict[int, str] = {}
    for _, run in groupby(enumerate(roles), key=lambda pair: pair[1] is not None):
        members = {n: role for n, role in run if role is not None}
        if {"status_done", "status_not_started"} <= set(members.values()):
            found |= members
    return found


def _tick_role(header: str) -> str | None:
    role = header_role(header)[0]
    return role if role and role.startswith("status_") else None


def _may_tick(column: Column) -> bool:
    """True unless the header over the short words speaks of something else ("หลักฐาน: มี | ไม่มี")."""
    group, _, _ = column.header.rpartition(" ")
    roles = {column.role, header_role(group)[0]} - {None}
    if roles:
        return all(role == "method" or role.startswith("status") for role in roles if role)
    over = header_letters(group)
    return not group or any(p.match == "over" and p.letters in over for p in wordings())


def _tick_column(column: Column, role: str) -> Column:
    if column.role == role:
        return column
    return column.model_copy(update={"role": role, "rules": ("column.opposite",),
                                     "confidence": 0.9})


def _header(header: Grid, n: int) -> tuple[str, str]:
    """Own (lowest) and whole header of a column; an empty top cell is under its left neighbour."""
    own = [row[n].strip() for row in header]
    lowest = next((c for c in reversed(own) if c), "")
    if not own[0] and len(own) > 1 and lowest:
        top = (cell.strip() for cell in reversed(header[0][: n + 1]))
        own = [next((cell for cell in top if cell), ""), *own[1:]]
    return lowest, " ".join(dict.fromkeys(c for c in own if c))


def _column(number: int, lowest: str, header: str) -> Column:
    role, rules = header_role(lowest)
    if role is None and header != lowest:
        role, rules = header_role(header)
    return Column(number=number, header=header, role=role, rules=rules,
                  confidence=0.9 if rules else 1.0)
