"""Where a form names its agency: the lines in which it speaks of itself, and its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from normalize.agencies import Mention, local_agency
from normalize.joining import join_lines
from normalize.layout import Layout, LogicalRow
from normalize.manyagencies import AGENCY_HEADING
from schema.table import Place, RawParagraph

_OVER_ALL = 9  # weight of a row that names the agency: the cover is that of several


def own_lines(layout: Layout, place: Place,
              headings: Sequence[RawParagraph] = ()) -> list[Mention]:
    """The lines in which a form speaks of itself; its notes speak of others too.

    place: where it begins, for its sheet may be named after the agency where no line names one;
    headings: lines between the tables of an analysis, which name the agency again.
    """
    lines = [Mention(text=p.text, place=p.place,
                     weight=_OVER_ALL if AGENCY_HEADING in p.repairs else 1)
             for p in (*layout.front, *headings)]
    named = any(local_agency(mention.text) for mention in lines)
    sheet = None if named or place.sheet is None else local_agency(place.sheet)
    return [*lines, Mention(text=place.sheet or "", place=place)] if sheet else lines


@dataclass(frozen=True)
class Cells:
    """What the cells of rows print; few forms are asked for it."""

    rows: Sequence[LogicalRow]

    def __iter__(self) -> Iterator[Mention]:
        """A mention per filled cell, components left out: they speak of no agency."""
        return iter(self._mentions)

    @cached_property
    def _mentions(self) -> list[Mention]:
        return [Mention(text=join_lines(run.text), place=run.places[0]) for row in self.rows
                for role, run in row.cells.items() if run.text.strip() and role != "component"]
