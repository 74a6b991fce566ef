"""Ways in which a reader spoils a sound form: what it loses, doubles, glues, moves and misreads.

Each takes the grid of a document and a seeded chance and changes the grid. Those of `EXACT` may
befall a file that says itself which cell a text stands in; the others a bare text only.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from normalize.codes import item_code
from schema.table import Block, Cell, RawDocument, RawParagraph, RawTable

Row = list[Cell]


class Grid:
    """A document that can be changed: lines, and tables as lists of rows."""

    def __init__(self, document: RawDocument) -> None:
        self.document = document
        self.blocks: list[list[Row] | RawParagraph] = [
            [[cell or Cell() for cell in row] for row in block.rows]
            if isinstance(block, RawTable) else block for block in document.blocks]

    def items(self) -> list[tuple[list[Row], int]]:
        """The table and position of every row of an item."""
        return [(block, n) for block in self.blocks if isinstance(block, list)
                for n, row in enumerate(block) if item_code(row[0].text)
                and sum(bool(cell.text.strip()) for cell in row) > 2]

    def pair(self, chance: random.Random) -> tuple[list[Row], int]:
        """The table and position of an item that is followed by another in its table."""
        items = self.items()
        both = [one for one, two in pairwise(items)
                if one[0] is two[0] and one[1] + 1 == two[1]]
        return chance.choice(both)

    def read(self, reader: str) -> RawDocument:
        """The document as a reader would hand it on."""
        blocks: list[Block] = []
        for block in self.blocks:
            if isinstance(block, RawParagraph):
                blocks.append(block)
            elif block:
                number = sum(isinstance(b, RawTable) for b in blocks) + 1
                blocks.append(_table(block, number))
        return self.document.model_copy(update={"blocks": tuple(blocks), "reader": reader})


def _table(rows: list[Row], number: int) -> RawTable:
    wide = max(map(len, rows))
    return RawTable(table=number, rows=tuple(
        tuple(replace(cell, place=cell.place.model_copy(
            update={"table": number, "row": r, "column": c}))
            for c, cell in enumerate([*row, *[Cell()] * (wide - len(row))], 1))
        for r, row in enumerate(rows, 1)))


Way = Callable[[Grid, random.Random], None]


def said(cell: Cell, text: str) -> Cell:
    return replace(cell, text=text.strip(), layer=None)


def line(row: Row) -> RawParagraph:
    return RawParagraph(text=" ".join(cell.text for cell in row if cell.text.strip()))


def lost(first: int, count: int) -> Way:
    def way(grid: Grid, chance: random.Random) -> None:
        items = grid.items()
        at = chance.randrange(len(items) - count) if first is ANYWHERE else first
        for table, n in reversed(items[at:][:count]):
            del table[n]
    return way


ANYWHERE = 99


def doubled(count: int, change: Callable[[str], str] = str) -> Way:
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.pair(chance)
        again = [[said(c, change(c.text)) if k > 1 else c for k, c in enumerate(row)]
                 for row in table[n : n + count]]
        table[n + len(again) : n + len(again)] = again
    return way


def glued(joint: str, *columns: int, code: bool = True) -> Way:
    """A row put into the cells of the row above; of some columns only, without its code."""
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.pair(chance)
        more = table.pop(n + 1)
        table[n] = [
            said(one, f"{one.text}{joint}{two.text}")
            if (not columns or k in columns) and (code or k) else one
            for k, (one, two) in enumerate(zip(table[n], more, strict=False))]
    return way


def into_cell(column: int) -> Way:
    """A whole row in one cell of the row above."""
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.pair(chance)
        cell = table[n][column]
        table[n][column] = said(cell, f"{cell.text} {line(table.pop(n + 1)).text}")
    return way


def out_of_table(place: str, first: int = 0) -> Way:
    """A row as a line of text: behind everything, before everything, or where it stood."""
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.pair(chance)
        at = next(k for k, block in enumerate(grid.blocks) if block is table)
        told = line(table.pop(n)[first:])
        if place == "between":
            rest = table[n:]
            del table[n:]
            grid.blocks[at + 1 : at + 1] = [told, rest]
        else:
            grid.blocks.insert({"after": at + 1, "before": 0}[place], told)
    return way


def noted(words: str) -> Way:
    """A row that is not there, and a note that says why."""
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.pair(chance)
        row = table.pop(n)
        grid.blocks.append(RawParagraph(
            text=words.format(code=row[0].text, title=row[1].text)))
    return way


def own_table(grid: Grid, chance: random.Random) -> None:
    table, n = grid.pair(chance)
    grid.blocks.append([table.pop(n)])


def beside(grid: Grid, chance: random.Random) -> None:
    table, n = grid.pair(chance)
    table[n] += table.pop(n + 1)


def one_cell(grid: Grid, chance: random.Random) -> None:
    table, n = grid.pair(chance)
    table[n] = [said(table[n][0], line(table[n]).text), *[Cell()] * (len(table[n]) - 1)]


def split(at: int) -> Way:
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.pair(chance)
        row = table[n]
        table[n : n + 1] = [[*row[:at], *[Cell()] * (len(row) - at)],
                            [*[Cell()] * at, *row[at:]]]
    return way


def in_two(*between: str, header: bool = False) -> Way:
    """A table that a page parts: with a page number between, or the header again."""
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.pair(chance)
        at = next(k for k, block in enumerate(grid.blocks) if block is table)
        rest = [*([list(table[0])] if header else []), *table[n + 1 :]]
        del table[n + 1 :]
        grid.blocks[at + 1 : at + 1] = [*(RawParagraph(text=t) for t in between), rest]
    return way


def header_lost(grid: Grid, chance: random.Random) -> None:
    table, n = grid.items()[0]
    del table[:n]


def header_cell(column: int) -> Way:
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.items()[0]
        for row in table[:n]:
            row[column] = Cell()
    return way


def heading_lost(grid: Grid, chance: random.Random) -> None:
    grid.blocks = [block for block in grid.blocks if isinstance(block, list)]


def code(change: Callable[[str, Grid, random.Random], str],
         title: Callable[[str], str] = str) -> Way:
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.pair(chance)
        row = table[n]
        table[n] = [said(row[0], change(row[0].text, grid, chance)),
                    said(row[1], title(row[1].text)), *row[2:]]
    return way


def another(_: str, grid: Grid, chance: random.Random) -> str:
    table, n = chance.choice(grid.items())
    return table[n][0].text


def cells(change: Callable[[str, random.Random], str], *columns: int, share: float = 1) -> Way:
    """The text of cells misread: of some columns, in some rows."""
    def way(grid: Grid, chance: random.Random) -> None:
        for table, n in grid.items():
            if chance.random() <= share:
                table[n] = [said(c, change(c.text, chance)) if not columns or k in columns else c
                            for k, c in enumerate(table[n])]
    return way


def blank(column: int, first: int = 0) -> Way:
    def way(grid: Grid, chance: random.Random) -> None:
        for table, n in grid.items()[first:]:
            table[n][column] = Cell(place=table[n][column].place)
    return way


def ditto(mark: str) -> Way:
    """A mark for what stands in the row above."""
    def way(grid: Grid, chance: random.Random) -> None:
        above: Row = []
        for table, n in grid.items():
            row = table[n]
            same = [k > 2 and k < len(above) and c.text == above[k].text
                    for k, c in enumerate(row)]
            table[n] = [said(c, mark) if again else c
                        for c, again in zip(row, same, strict=True)]
            above = row
    return way


def shifted(at: int, *, left: bool) -> Way:
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.pair(chance)
        row = table[n]
        table[n] = [*row[:at], *row[at + 1 :], Cell()] if left else [*row[:at], Cell(), *row[at:]]
    return way


def marks_lost(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Mn")


def thinned(share: float) -> Callable[[str, random.Random], str]:
    return lambda text, chance: "".join(c for c in text if chance.random() > share)


def digits(text: str, chance: random.Random) -> str:
    return "".join(chance.choice("0123456789") if c.isdigit() and chance.random() < 0.2 else c
                   for c in text)


def from_a_row_on(at: int, *, left: bool) -> Way:
    """A column more or less from some row on, as where a page has other columns."""
    def way(grid: Grid, chance: random.Random) -> None:
        items = grid.items()
        for table, n in items[chance.randrange(1, len(items) - 1):]:
            row = table[n]
            table[n] = [*row[:at], *row[at + 1 :], Cell()] if left else [
                *row[:at], Cell(), *row[at:]]
    return way


def pages_exchanged(grid: Grid, chance: random.Random) -> None:
    """Eight rows of a table behind the eight that follow them."""
    table, n = grid.pair(chance)
    table[n : n + 16] = [*table[n + 8 : n + 16], *table[n : n + 8]]


def header_misread(share: float) -> Way:
    """Letters of the header lost or doubled."""
    def way(grid: Grid, chance: random.Random) -> None:
        table, n = grid.items()[0]
        for row in table[:n]:
            row[:] = [said(c, "".join(chance.choice(("", x, x * 2)) if chance.random() < share
                                      else x for x in c.text)) for c in row]
    return way


def appended(grid: Grid, chance: random.Random) -> None:
    """The whole form once more, as where two files were put into one."""
    grid.blocks += [[list(row) for row in block] if isinstance(block, list) else block
                    for block in grid.blocks]


def lines(change: Callable[[str], str]) -> Way:
    """The lines outside the tables misread."""
    def way(grid: Grid, chance: random.Random) -> None:
        grid.blocks = [block if isinstance(block, list) else
                       replace(block, text=change(block.text))
                       for block in grid.blocks]
    return way


def stray_marks(mark: str, share: float) -> Way:
    """A mark in blank cells, as dirt on the page gives."""
    def way(grid: Grid, chance: random.Random) -> None:
        for table, n in grid.items():
            table[n] = [c if c.text.strip() or chance.random() > share else said(c, mark)
                        for c in table[n]]
    return way


def another_year(text: str) -> str:
    return re.sub("256[67]|๒๕๖[๖๗]", "2565", text)


EXACT: dict[str, Way] = {
    "a row twice": doubled(1), "three rows twice": doubled(3),
    "rows glued by lines": glued("\n"), "rows glued by spaces": glued(" "),
    "rows glued": glued(""), "rows glued, code lost": glued("\n", code=False),
    "rows glued by spaces, code lost": glued(" ", code=False),
    "rows glued without a joint, code lost": glued("", code=False),
    "codes and titles glued": glued("\n", 0, 1), "titles glued": glued(" ", 1),
    "a range of codes": glued(" - ", 0), "two codes, one title": glued("\n", 0),
    "a row in the code": into_cell(0), "a row in the title": into_cell(1),
    "a row in the component": into_cell(2), "a row in the last cell": into_cell(-1),
    "a row beside another": beside, "a row in one cell": one_cell,
    "a row as a line behind": out_of_table("after"),
    "a row as a line before": out_of_table("before"),
    "a row as a line between": out_of_table("between"),
    "a row as a line without its code": out_of_table("after", 1),
    "a row as a table": own_table,
    "a note: not applicable": noted("หมายเหตุ ข้อ {code} ไม่เกี่ยวข้องกับหน่วยงาน"),
    "a note by title": noted("หมายเหตุ เรื่อง {title} หน่วยงานไม่มี"),
    **{f"a row split at {n}": split(n) for n in range(1, 5)},
    "a table in two": in_two(), "a table in two, page number": in_two("หน้า 2"),
    "a table in two, header again": in_two(header=True), "header lost": header_lost,
    **{f"header cell {n} lost": header_cell(n) for n in range(1, 5)},
    "code lost": code(lambda *_: ""), "codes lost": blank(0), "ditto marks": ditto('"'),
    "line breaks lost": cells(lambda t, _: t.replace("\n", " ")),
    "titles without spaces": cells(lambda t, _: "".join(t.split()), 1),
    "a second form appended": appended, "a mislabelled year": lines(another_year),
    "a foreign scheme": lines(lambda t: t.replace("OIT", "MOIT").replace("ITA", "MITA")),
    "a header misread": header_misread(0.1), "headers misread": header_misread(0.3),
    **{f"a column more at {n} from a row on": from_a_row_on(n, left=False) for n in range(1, 5)},
    **{f"a column less at {n} from a row on": from_a_row_on(n, left=True) for n in range(2, 5)},
}
TEXT: dict[str, Way] = {
    "a row lost": lost(ANYWHERE, 1), "two rows lost": lost(ANYWHERE, 2),
    "a page lost": lost(ANYWHERE, 8), "the end lost": lost(-5, 5), "the beginning lost": lost(0, 5),
    "half of it lost": lost(0, 20), "the last row lost": lost(-1, 1),
    "a row twice, misread": doubled(1, lambda t: t[:-1]),
    "a page twice, marks lost": doubled(3, marks_lost), "heading lost": heading_lost,
    "code misread": code(another), "code misread, title cut": code(another, lambda t: t[:10]),
    "code misread, title lost": code(another, lambda _: ""),
    "code misread, marks lost": code(another, marks_lost),
    "code without its last digit": code(lambda t, *_: t[:-1]),
    "code with one more digit": code(lambda t, *_: t + "1"),
    "code in letters": code(lambda t, *_: t.replace("1", "l").replace("0", "o")),
    "code beyond the list": code(lambda *_: "O77"), "code a word": code(lambda *_: "ข้อ"),
    "title cut": code(lambda t, *_: t, lambda t: t[: len(t) // 2]),
    "title lost": code(lambda t, *_: t, lambda _: ""),
    "titles' marks lost": cells(lambda t, _: marks_lost(t), 1),
    "marks lost": cells(lambda t, _: marks_lost(t)), "letters lost": cells(thinned(0.02)),
    "many letters lost": cells(thinned(0.08)), "digits misread": cells(digits, 2, 3, 4, 5),
    "years misread": cells(lambda t, _: re.sub("256[67]", "2564", t), 2),
    "only first lines": cells(lambda t, _: t.split("\n")[0], share=0.2),
    "cells cut": cells(lambda t, _: t[:20], share=0.2),
    "digits lost": cells(lambda t, c: "".join(
        x for x in t if not x.isdigit() or c.random() > 0.1)),
    "two pages exchanged": pages_exchanged, "stray ticks": stray_marks("✓", 0.1),
    "stray dots": stray_marks(".", 0.3), "stray crosses": stray_marks("x", 0.05),
    "words lost": cells(lambda t, c: " ".join(w for w in t.split(" ") if c.random() > 0.05)),
    "stops lost": cells(lambda t, _: t.replace(".", " ")),
    "titles of people misread": cells(lambda t, _: t.replace("นาย", "นาง"), share=0.2),
    "all but code and title lost": cells(lambda *_: "", 2, 3, 4, 5, share=0.1),
    **{f"cells of column {n} lost": cells(lambda *_: "", n, share=0.1) for n in range(2, 6)},
    **{f"column {n} lost": blank(n) for n in range(2, 6)},
    **{f"column {n} lost on a page": blank(n, 25) for n in range(2, 6)},
    **{f"a separator lost at {n}": shifted(n, left=True) for n in range(2, 5)},
    **{f"a separator more at {n}": shifted(n, left=False) for n in range(2, 5)},
}
