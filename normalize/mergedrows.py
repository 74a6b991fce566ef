"""One printed row for several items: "O4 / O5", "O4-O5", or two titles in a title cell.

An agency may report two items in one row, and a reader may glue two rows together. Either way
both items are there: each is given, with the values of the row, which belong to one or to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from catalogue.editions import CatalogueItem, Edition, title_key
from catalogue.editions import title_similarity as similarity
from normalize.codes import LATIN_O, LOOKALIKE_O, RING_O, CodeReading, codes_of_cell
from normalize.digits import arabic
from normalize.findings import finding
from normalize.layout import CellRun, LogicalRow
from normalize.text import nfc
from schema.finding import Finding

RULE = "row.merged"
AGREEING = 0.70  # likeness at which a piece of a title is that of an item whose code is printed
SURE = 0.85      # and where no code says so
SHARED = 0.6     # confidence of a value that may be the other item's
_PIECES = 40     # words of a title cell that are tried as its parts
_LETTER = f"[{LATIN_O}{LOOKALIKE_O}{RING_O}]"
_NUMBER = "([0-9๐-๙]{1,2})(?![0-9๐-๙])"
_IN_TITLE = re.compile(rf"(?<![A-Za-z0-9/]){_LETTER}\s?{_NUMBER}[\s.:)]*")
_JOINTS = " \n/,;:.)-–—"


def rows_apart(
    rows: Sequence[LogicalRow], edition: Edition | None
) -> tuple[list[LogicalRow], list[Finding]]:
    """A row for each item that a printed row stands for, and a finding for each such row.

    Example: code "O4-O5" with the titles of both -> a row of O4 and a row of O5.
    """
    printed = {row.reading.number for row in rows if row.reading}
    apart: list[LogicalRow] = []
    found: list[Finding] = []
    for row in rows:
        items = _items(row, edition, printed) if edition else []
        if len(items) < 2:
            apart.append(row)
            continue
        apart += _told(row, items)
        codes = ", ".join(item.code for item in items)
        found.append(finding("rows_merged", "unsure", (row.source,), items[0].code, codes=codes))
    return apart, found


def _items(row: LogicalRow, edition: Edition | None,
           printed: set[int]) -> list[CatalogueItem]:
    """The items that a row stands for; fewer than two where it is a row of one."""
    if edition is None:
        return []
    numbers = codes_of_cell(row.text("code"))
    if not numbers and row.reading:
        numbers = [row.reading.number, *_in_title(row, edition, printed)]
    items = [edition.item(f"O{number}") for number in numbers]
    return [item for item in items if item] if all(items) else []


def _in_title(row: LogicalRow, edition: Edition, printed: set[int]) -> list[int]:
    """Further items that a title cell names behind the row's own: by code, or by title alone."""
    title, own = nfc(row.text("title")), row.reading
    item = edition.item(own.code) if own else None
    if item is None or similarity(title, item) > SURE or len(title_key(title)) < len(
            title_key(item.title)):
        return []
    for number in (int(arabic(match[1])) for match in _IN_TITLE.finditer(title)):
        other = edition.item(f"O{number}")
        if other and number not in printed and _parts(title, [item, other], AGREEING):
            return [number]
    other = edition.item(f"O{item.number + 1}")
    if other and other.number not in printed and _parts(title, [item, other], SURE):
        return [other.number]
    return []


def _told(row: LogicalRow, items: Sequence[CatalogueItem]) -> Iterator[LogicalRow]:
    """A row for each item, with its own part of the title where that can be told."""
    run = row.cells.get("title")
    parts = _parts(nfc(run.text), items, AGREEING) if run else None
    for n, item in enumerate(items):
        cells = {role: cell if role in ("code", "title") else _shared(cell)
                 for role, cell in row.cells.items()}
        if run and run.pieces and parts:
            piece = replace(run.pieces[0], text=parts[n], layer=None,
                            repairs=(*run.pieces[0].repairs, RULE))
            cells["title"] = run.model_copy(update={"pieces": (piece,)})
        yield row.model_copy(update={
            "reading": CodeReading(number=item.number, rules=(RULE,)), "cells": cells,
            "extra": {name: _shared(cell) for name, cell in row.extra.items()}})


def _shared(run: CellRun) -> CellRun:
    """A cell that may be the other item's."""
    return run.model_copy(update={"pieces": tuple(
        replace(c, confidence=min(c.confidence, SHARED), repairs=(*c.repairs, RULE))
        for c in run.pieces)})


def _parts(title: str, items: Sequence[CatalogueItem], least: float) -> list[str] | None:
    """A title cell cut into the titles of some items, in order; None where it is not they."""
    text = _IN_TITLE.sub("\n", title)
    cuts = [m.start() for m in re.finditer(r"\s+|/", text.strip(_JOINTS))][:_PIECES]
    text = text.strip(_JOINTS)
    best: tuple[float, list[str]] = (0.0, [])
    for ends in combinations(cuts, len(items) - 1) if len(items) < 4 else ():
        bounds = [0, *ends, len(text)]
        pieces = [text[a:b].strip(_JOINTS) for a, b in pairwise(bounds)]
        likeness = min(map(similarity, pieces, items))
        best = max(best, (likeness, pieces))
    return best[1] if best[0] >= least else None
