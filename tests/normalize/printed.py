"""Documents written in the tests: paragraphs and tables in reading order, as readers give them."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.family import Part, parts
from schema.table import Block, Cell, Place, RawDocument, RawParagraph, RawTable

Rows = Sequence[Sequence[str]]


def paragraph(text: str, line: int = 0, layer: str | None = None) -> RawParagraph:
    """A line outside the tables; `layer` is what an export writes for it."""
    return RawParagraph(text=text, layer=layer, place=Place(line=line),
                        repairs=("text.tags",) if layer else ())


def printed_table(rows: Rows, number: int) -> RawTable:
    """A table with a place for each cell; short rows are padded."""
    width = max(map(len, rows))
    cells = tuple(
        tuple(Cell(text=text, place=Place(table=number, row=r, column=c))
              for c, text in enumerate([*row, *[""] * (width - len(row))], 1))
        for r, row in enumerate(rows, 1)
    )
    return RawTable(table=number, rows=cells)


def document(*blocks: str | RawParagraph | Rows) -> tuple[Part, ...]:
    """The parts of a document: a string is a paragraph, a list of rows a table."""
    made: list[Block] = []
    for n, block in enumerate(blocks, 1):
        if isinstance(block, str):
            made.append(paragraph(block, n))
        elif isinstance(block, RawParagraph):
            made.append(block)
        else:
            made.append(printed_table(block, n))
    return parts(RawDocument(reader="test", media_type="text/plain", blocks=tuple(made)))
