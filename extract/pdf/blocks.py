"""The blocks of a page: what its tables and the lines between them read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from extract.pdf.glyph import Glyphs
from extract.pdf.letters import Places
from extract.pdf.lines import lines_of, readings
from extract.pdf.paragraphs import flowing, paragraph
from extract.pdf.tables import Extras, Filled, raw_table
from extract.pdf.turned import upright
from schema.table import RawParagraph, RawTable


class Found(NamedTuple):
    """What was found on a page: its glyphs, its tables, and which glyphs stand in none of them."""

    glyphs: Glyphs
    tables: Sequence[Filled]
    outside: Places


def page_blocks(
    found: Found, page: int, tables: Iterator[int], extras: Extras, right: float
) -> tuple[list[RawParagraph], list[RawTable]]:
    """The paragraphs and tables of page `page`; `tables` counts those of the document.

    right: where the page's text ends at its right. All is read in one go, which costs half.
    """
    cells = [places for table in found.tables for places in table.cells.values()]
    glyphs = upright(found.glyphs, cells)
    lines = lines_of(glyphs, [*cells, found.outside])
    first = bisect_left(lines.pieces, len(cells))
    flow = flowing([glyphs.at(places) for places in lines.each(first)], right)
    of_flow = [len(cells) + number for number, several in enumerate(flow) for _ in several]
    lines = lines._replace(pieces=[*lines.pieces[:first], *of_flow])
    read = iter(readings(glyphs, lines, len(cells) + len(flow)))
    raw = [raw_table(table, [next(read) for _ in table.cells], next(tables), page, extras)
           for table in found.tables]
    paragraphs = [paragraph(list(chain(*several)), each, page, extras)
                  for several, each in zip(flow, read, strict=True) if each.text]
    return paragraphs, raw
