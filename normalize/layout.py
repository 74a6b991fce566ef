"""The logical rows of a form and what stands around them, before they become records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from normalize.codes import CodeReading
from normalize.columns import Column
from normalize.family import Row, Section
from normalize.headings import NO_HEADINGS, Headings
from schema.table import NOWHERE, Cell, Place, RawParagraph

_BREAK = re.compile(r"<br\s*/?>", re.I)


@dataclass(frozen=True)
class CellRun:
    """A cell with its continuations: texts and raws joined by a line break.

    copies: where an export wrote the same cell again.
    apart: numbers of the pieces that begin an entry of their own, as beside a cell that spans rows.
    """

    pieces: tuple[Cell, ...] = ()
    copies: tuple[Place, ...] = ()
    flattened: bool = False
    apart: tuple[int, ...] = ()

    @property
    def entries(self) -> tuple[str, ...]:
        """The texts of its entries: one, but for rows beside a cell that spans them."""
        starts = (0, *self.apart)
        ends = (*self.apart, len(self.pieces))
        return tuple("\n".join(c.text for c in self.pieces[a:b])
                     for a, b in zip(starts, ends, strict=True))

    @cached_property
    def text(self) -> str:
        """What is printed, over all pieces."""
        return "\n".join([c.text for c in self.pieces])

    @property
    def scanned(self) -> bool:
        """Whether a piece was read from a picture."""
        return any(c.engine is not None for c in self.pieces)

    @property
    def claimed(self) -> str:
        """What is printed and not struck out: a struck stretch is no claim."""
        return "\n".join([_unstruck(c) for c in self.pieces])

    @cached_property
    def raw(self) -> str:
        """What the source prints with the tags of an export, over all pieces."""
        return "\n".join([c.raw for c in self.pieces])

    @property
    def wrapped(self) -> bool:
        """Whether a space may stand for a line break: not where the export kept one as <br>.

        Its paragraphs and lists say nothing: it flattens the lines inside them all the same.
        """
        return self.flattened and not _BREAK.search(self.raw)

    @property
    def layer(self) -> str | None:
        """What the file encodes, over all pieces, where that is not raw; else None."""
        layer = "\n".join([c.text if c.layer is None else c.layer for c in self.pieces])
        return None if layer in (self.raw, self.text) else layer

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The place of each piece that holds text (of the first, where none does)."""
        filled = tuple(c.place for c in self.pieces if c.text.strip())
        return (*(filled or tuple(c.place for c in self.pieces[:1])), *self.copies)

    @property
    def rules(self) -> tuple[str, ...]:
        """The reader's repairs, and that pieces were joined."""
        repairs = dict.fromkeys(r for c in self.pieces for r in c.repairs)
        joined = sum(bool(c.text.strip()) for c in self.pieces) > 1
        return (*repairs, *(("row.continued",) if joined else ()))

    @property
    def confidence(self) -> float:
        """The least confidence of the pieces."""
        return min((c.confidence for c in self.pieces), default=1.0)


def _unstruck(cell: Cell) -> str:
    text = cell.text
    for mark in cell.marks:
        text = text.replace(mark.text, "", 1) if mark.kind == "struck" else text
    return text


@dataclass(frozen=True)
class LogicalRow:
    """One row of an item table: cells by role, other columns by header, headings over it.

    shift: headers from and to which slipped cells were moved, None where all stood well.
    """

    reading: CodeReading | None
    cells: dict[str, CellRun]
    extra: dict[str, CellRun] = field(default_factory=dict)
    headings: Headings = NO_HEADINGS
    source: Place = NOWHERE
    continued: tuple[Place, ...] = ()
    columns: tuple[Column, ...] = ()
    shift: tuple[str, str] | None = None

    def text(self, role: str) -> str:
        """The printed text under a role, "" where the form has no such column."""
        return self.cells[role].text if role in self.cells else ""


@dataclass(frozen=True)
class Layout:
    """The rows of a form and what stands around them."""

    rows: tuple[LogicalRow, ...] = ()
    front: tuple[RawParagraph, ...] = ()
    notes: tuple[RawParagraph, ...] = ()
    orphans: tuple[Row, ...] = ()
    sections: tuple[Section, ...] = ()
