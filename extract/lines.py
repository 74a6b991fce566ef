r"""Text to lines, and lines to stanzas: runs without a blank line, each of one dialect.

Forms saved as text come in three dialects, often several in one file:
- "blocks": one cell per tab-led stretch of lines ("\tO1", "\tแผน", ...), a blank line per row;
- "rows": one row per line, cells separated by tabs;
- "pipes": one row per line as in Markdown, "| 1 | แผน |".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from schema.errors import TooLarge

#: Most line ends and form feeds of a text; a long form has 5,000 lines.
LINES_LIMIT = 400_000
Dialect = Literal["text", "blocks", "rows", "pipes"]
_PIPES = re.compile(r"\s*\|.*\|\s*\Z")


class Line(NamedTuple):
    """A line of a file: its number (1-based), its page (None without form feeds), its text."""

    number: int
    page: int | None
    text: str

    @property
    def blank(self) -> bool:
        """Whether the line separates: nothing but spaces. A lone tab is an empty cell."""
        return "\t" not in self.text and not self.text.strip()

    @property
    def led(self) -> bool:
        """Whether the line opens a cell of the "blocks" dialect: a tab, then no inner tab."""
        return self.text.startswith("\t") and not self.inner

    @property
    def inner(self) -> bool:
        """Whether a tab separates two things in the line, or nothing but tabs is there."""
        between = self.text.strip("\t")
        return "\t" in between or (not between.strip() and "\t\t" in self.text)

    @property
    def piped(self) -> bool:
        """Whether the line is a row of a Markdown table; two pipes at least."""
        return bool(_PIPES.match(self.text)) and self.text.count("|") > 1


class Stanza(NamedTuple):
    """Neighbouring lines of one dialect, none of them blank; `start` counts from 0."""

    dialect: Dialect
    start: int
    lines: tuple[Line, ...]

    @property
    def end(self) -> int:
        """Index of the first line behind the stanza."""
        return self.start + len(self.lines)


def lines_of(text: str) -> list[Line]:
    """The lines of a text; CRLF, CR and LF are alike and a form feed begins a page."""
    found = text.count("\n") + text.count("\r") + text.count("\f")
    if found > LINES_LIMIT:
        raise TooLarge(
            f"ข้อความยาวเกินไป (กว่า {LINES_LIMIT:,} บรรทัด) ให้แยกเป็นไฟล์เล็กลง",
            f"the text is too long (more than {LINES_LIMIT:,} lines): split it",
        )
    paged = "\f" in text.rstrip("\f\r\n ")
    page = 1
    lines = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        first, *others = line.split("\f")
        lines.append(Line(number, page if paged else None, first))
        for piece in others:
            page += 1
            lines.append(Line(number, page if paged else None, piece))
    return list(_without_halves(lines))


def _without_halves(lines: list[Line]) -> Iterator[Line]:
    """The lines without the empty halves that a form feed at a line's start or end leaves."""
    for number, halves in groupby(lines, key=lambda line: line.number):
        pieces = list(halves)
        kept = [piece for piece in pieces if piece.text] or pieces[:1]
        yield from (Line(number, piece.page, piece.text) for piece in kept)


def page_count(text: str) -> int | None:
    """Number of pages, where form feeds tell; the last page may or may not end in one."""
    feeds = text.rstrip("\f\r\n ").count("\f")
    return feeds + 1 if "\f" in text else None


def stanzas_of(lines: Iterable[Line]) -> Iterator[Stanza]:
    """The stanzas of a file in order; blank lines themselves are in none."""
    start = 0
    for blank, group in groupby(lines, key=lambda line: line.blank):
        stretch = list(group)
        parts = [] if blank else _parts(stretch)
        at = start
        for dialect, part in parts:
            yield Stanza(dialect, at, tuple(part))
            at += len(part)
        start += len(stretch)


def _parts(lines: list[Line]) -> Iterator[tuple[Dialect, list[Line]]]:
    for piped, group in groupby(lines, key=lambda line: line.piped):
        part = list(group)
        if piped:
            yield "pipes", part
        else:
            yield from _tabbed_parts(part)


def _tabbed_parts(lines: list[Line]) -> Iterator[tuple[Dialect, list[Line]]]:
    """Paragraphs before the first tab, then cells or rows."""
    first = next((i for i, line in enumerate(lines) if "\t" in line.text), len(lines))
    if first:
        yield "text", lines[:first]
    tabbed = lines[first:]
    if tabbed and _is_blocks(tabbed):
        yield "blocks", tabbed
    elif tabbed:
        yield from _rows_and_text(tabbed)


def _is_blocks(lines: list[Line]) -> bool:
    r"""Whether lines, the first of which has a tab, hold one cell per tab-led line.

    Rows of a narrow table may begin with an empty cell ("\tก"), so inner tabs decide: cells have
    them by accident at most, rows nearly always.
    """
    if not lines[0].led:
        return False
    tabbed = [line for line in lines if "\t" in line.text]
    return sum(line.inner for line in tabbed) * 2 < len(tabbed)


def _rows_and_text(lines: list[Line]) -> Iterator[tuple[Dialect, list[Line]]]:
    for tabbed, group in groupby(lines, key=lambda line: "\t" in line.text):
        yield ("rows" if tabbed else "text"), list(group)
