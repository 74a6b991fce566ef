"""The logical rows of the item tables of a form.

A row that runs over a page is joined to its continuation in every column; headings are carried
down; repeated headers are gone already. Nothing is dropped: what is no row becomes a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from normalize.codes import item_code, leading_code
from normalize.cutbypages import heading_goes_on
from normalize.ditto import with_dittos
from normalize.family import Part, Row, Section
from normalize.headings import Headings, heading_level, with_heading
from normalize.layout import Layout, LogicalRow
from normalize.logicalrows import continued, logical_row
from normalize.text import is_blank, squash
from schema.table import Cell, Place, RawParagraph

Likeness = Callable[[str], float]
_AGAIN = re.compile(r"\(\s*ต่อ\s*\)\s*$")
_ONLY_AGAIN = re.compile(r"\s*+\(?\s*+ต่อ\s*+\)?\s*+")
_PAGE = re.compile(r"[-–(]?(?:หน้า(?:ที่)?)?[\d๐-๙/]+[-–)]?|/.{1,40}?(?:\.{2,}|…)")
_SUBINDICATOR = re.compile(r"(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*)?(?:9|10|๙|๑๐)(?:\.[1-9๑-๙])?")
_TOTAL = re.compile(
    r"(?:รวม|ผลรวม|ยอดรวม)(?:ทั้งสิ้น|ทั้งหมด)?\s*+[\d๐-๙]*+\s*+(?:รายการ|ข้อ|เรื่อง)?\s*+$")
_A_TITLE = 0.85  # likeness from which a text is the title of an item in its own right
_COMPLETE_ROLES = ("status", "unit", "assignee", "certifier", "responsible")


def layout_of(parts: Sequence[Part], flattened: bool, likeness: Likeness) -> Layout:
    """Rows, front matter and notes of a document's parts.

    flattened: cells of this reader lost their line breaks. likeness: how close a text comes to
    the title of an item, 0..1 (it tells whether a row without code goes on the one before).
    """
    walk = _Walk(flattened, likeness)
    for n, part in enumerate(parts):
        if isinstance(part, RawParagraph):
            walk.paragraph(part, before_items=_next_is_items(parts[n + 1 :]))
        elif part.family == "item":
            walk.section(part)
        else:
            walk.other(part)
    return walk.layout()


def _next_is_items(after: Sequence[Part]) -> bool:
    """True where the next table is one of items under its own header or a running one."""
    following = next((p for p in after if isinstance(p, Section)), None)
    return following is not None and following.family == "item"


class _LastHeading(NamedTuple):
    """A heading row just passed: the headings over it, where it begins, its text and last piece."""

    over: Headings
    place: Place
    cell: Cell


class _Walk:
    """The state of one pass over a document: headings in force and rows so far."""

    def __init__(self, flattened: bool, likeness: Likeness) -> None:
        self.flattened, self.likeness = flattened, likeness
        self.headings = Headings()
        self.last_heading: _LastHeading | None = None
        self.rows: list[LogicalRow] = []
        self.front: list[RawParagraph] = []
        self.notes: list[RawParagraph] = []
        self.orphans: list[Row] = []
        self.sections: list[Section] = []

    def layout(self) -> Layout:
        return Layout(rows=tuple(self.rows), front=tuple(self.front), notes=tuple(self.notes),
                      orphans=tuple(self.orphans), sections=tuple(self.sections))

    def paragraph(self, part: RawParagraph, before_items: bool) -> None:
        """A line outside the tables: a heading, front matter or a note."""
        if not self.sections:
            self.front.append(part)
        if self._is_running_head(part.text):
            return
        level = heading_level(part.text)[0]
        numbered = level in ("indicator", "subindicator")
        under = self.headings.indicator or self.headings.subindicator
        if before_items and (numbered or (level == "group" and (self.sections or under))):
            self.headings = with_heading(self.headings, part.text, part.place) or self.headings
        elif self.sections:
            self.notes.append(part)

    def _is_running_head(self, text: str) -> bool:
        """A page number, the next page's first word, or a line of the title printed again."""
        letters = squash(text)
        if _PAGE.fullmatch(letters):
            return True
        return bool(self.sections) and letters in {squash(p.text) for p in self.front}

    def other(self, part: Section) -> None:
        """A table of another family ends the headings; a loose one after the items is a note."""
        self.sections.append(part)
        if part.family is None:
            self.notes.extend(_as_notes(part))

    def section(self, part: Section) -> None:
        """The rows of an item table."""
        self.sections.append(part)
        codes = _code_column(part)
        for row in part.rows:
            self.row(part, row, codes)

    def row(self, part: Section, row: Row, codes: int | None) -> None:
        """One printed row: a heading, a continuation, an item, or nothing."""
        row = with_dittos(row, part.columns, self.rows[-1] if self.rows else None)
        filled = [n for n, c in enumerate(row.cells) if c.text.strip() and n not in row.inherited]
        if not filled:
            return
        reading = item_code(row.cells[codes].text) if codes is not None else None
        before, self.last_heading = self.last_heading, None
        if codes is not None and codes in row.inherited and self.rows:
            self._continue(part, row, codes)
        elif reading is not None and self._is_repeat(part, row, reading.number):
            self._continue(part, _without_key(part, row), codes)
        elif reading is None and self._is_heading(part, row, filled):
            self._heading(_heading_cell(row, filled), before)
        elif reading is None and _is_total(row, filled):
            self.notes.extend(_lines(row))
        elif reading is None and self._is_continuation(part, row, codes):
            self._continue(part, _without_again(row, codes), codes)
        elif reading is None and self._is_stray(part, row, filled, codes):
            self._stray(row, filled)
        else:
            self.rows.append(logical_row(part, row, codes, self.headings, self.flattened))

    def _is_heading(self, part: Section, row: Row, filled: list[int]) -> bool:
        """A lone text at the row's beginning, or spread over the table, that is no item."""
        if len(filled) == 2 and _SUBINDICATOR.fullmatch(row.cells[filled[0]].text.strip()):
            return True
        if len({row.cells[n].place for n in filled}) > 1:
            return False
        first, text = filled[0], row.cells[filled[0]].text
        if leading_code(text):
            return False
        wide = row.cells[first].column_span > 1
        numbered = heading_level(text)[0] in ("indicator", "subindicator")
        return first == 0 or wide or numbered

    def _heading(self, cell: Cell, before: _LastHeading | None) -> None:
        """A heading or note, or the rest of the one before that the page end cut off."""
        over, place = self.headings, cell.place
        if before is not None and heading_goes_on(before.cell, cell):
            over, place = before.over, before.place
            text = f"{before.cell.text}\n{cell.text}"
            cell = replace(cell, text=text, layer=None)
            self.notes = [note for note in self.notes if note.place != place]
        self.last_heading = _LastHeading(over, place, cell)
        after = with_heading(over, cell.text, place)
        self.headings = after or over
        if after is None:
            self.notes.append(RawParagraph(text=cell.text, layer=cell.layer, place=place))

    def _is_repeat(self, part: Section, row: Row, number: int) -> bool:
        """True where a row prints the key of the row before again and only goes on with it."""
        before = self.rows[-1].reading if self.rows else None
        if before is None or before.number != number:
            return False
        said = any(_AGAIN.search(_text_under(part, row, role)) for role in ("code", "title"))
        return said or not any(_text_under(part, row, role).strip() for role in _COMPLETE_ROLES)

    def _is_continuation(self, part: Section, row: Row, codes: int | None) -> bool:
        """A row without a code goes on the one before, unless it begins an item of its own."""
        if not self.rows:
            return False
        code_cell = row.cells[codes].text if codes is not None else ""
        title = _text_under(part, row, "title")
        if _ONLY_AGAIN.fullmatch(code_cell):
            return True
        if not is_blank(code_cell) or leading_code(title):
            return False
        return not (title.strip() and self._begins_item(part, row, title))

    def _begins_item(self, part: Section, row: Row, title: str) -> bool:
        """True where a title is no piece of the one before and the row fills its columns anew."""
        before = self.rows[-1].text("title")
        if self.likeness(before + "\n" + title) > self.likeness(before):
            return False
        if self.likeness(title) >= _A_TITLE:
            return True
        again = [role for role in _COMPLETE_ROLES
                 if _text_under(part, row, role).strip() and self.rows[-1].text(role).strip()]
        return "status" in again or len(again) > 1

    def _continue(self, part: Section, row: Row, codes: int | None) -> None:
        more = logical_row(part, row, codes, self.headings, self.flattened)
        self.rows[-1] = continued(self.rows[-1], more)

    def _is_stray(self, part: Section, row: Row, filled: list[int], codes: int | None) -> bool:
        """A lone text in the key column, or text before the first item, that names no item."""
        if codes is None or filled == [codes]:
            return codes is not None
        lost = self.likeness(_text_under(part, row, "title")) >= _A_TITLE  # a code that is blank
        return not self.rows and codes not in filled and not lost

    def _stray(self, row: Row, filled: list[int]) -> None:
        self.orphans.append(row)


def _as_notes(part: Section) -> list[RawParagraph]:
    """The rows of a table that is none of ours, as lines."""
    return [line for row in part.rows for line in _lines(row)]


def _lines(row: Row) -> list[RawParagraph]:
    """A row as one line of text, [] for a blank one."""
    cells = [c for n, c in enumerate(row.cells) if c.text.strip() and n not in row.inherited]
    text = " ".join(c.text.strip() for c in cells)
    return [RawParagraph(text=text, place=cells[0].place)] if cells else []


def _heading_cell(row: Row, filled: list[int]) -> Cell:
    """The cell of a heading row; number and title in two cells count as one."""
    first = row.cells[filled[0]]
    texts = dict.fromkeys(row.cells[n].text.strip() for n in filled)
    return replace(first, text=" ".join(texts)) if len(texts) > 1 else first


def _is_total(row: Row, filled: list[int]) -> bool:
    """True for a row that only counts the rows: "รวม 35 รายการ"."""
    return len(filled) < 3 and bool(_TOTAL.match(row.cells[filled[0]].text.strip()))


def _without_key(part: Section, row: Row) -> Row:
    """A row without the key and title that it repeats."""
    repeated = {c.number for c in part.columns if c.role in ("code", "title")}
    return row.model_copy(update={"inherited": row.inherited | repeated, "cells": tuple(
        Cell(place=c.place) if n in repeated else c for n, c in enumerate(row.cells))})


def _without_again(row: Row, codes: int | None) -> Row:
    """A row without the word "(ต่อ)" that stands in its key column for the row above."""
    if codes is None or not _ONLY_AGAIN.fullmatch(row.cells[codes].text):
        return row
    return row.model_copy(update={"cells": tuple(
        Cell(place=c.place) if n == codes else c for n, c in enumerate(row.cells))})


def _code_column(part: Section) -> int | None:
    """The 0-based column of the codes, None where the section has none."""
    return next((c.number for c in part.columns if c.role == "code"), None)


def _text_under(part: Section, row: Row, role: str) -> str:
    return "\n".join(row.cells[c.number].text for c in part.columns if c.role == role)
