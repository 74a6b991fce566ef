"""The blocks of a page: what its tables and the lines between them read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.pdf.glyph import Glyphs
from extract.pdf.letters import Places
from extract.pdf.lines import readings
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
    lines = flowing(found.glyphs, found.outside, right)
    cells = [places for table in found.tables for places in table.cells.values()]
    read = iter(readings(upright(found.glyphs, cells), [*cells, *(line.places for line in lines)]))
    raw = [raw_table(table, [next(read) for _ in table.cells], next(tables), page, extras)
           for table in found.tables]
    paragraphs = [paragraph(line.glyphs, each, page, extras)
                  for line, each in zip(lines, read, strict=True) if each.text]
    return paragraphs, raw
