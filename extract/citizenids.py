"""Citizen ids are masked where a file is read, so that nothing behind the readers ever sees one.

A citizen id has 13 digits, the last of which checks the others ("1-2345-67890-12-1"). It is found
in Thai and Arabic digits, grouped or plain, over line breaks and tags. Numbers of 13 digits that
are none stay: a wrong check digit, 9 in front (ISBN), a taxpayer's number of an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar
from urllib.parse import unquote

from schema.table import Cell, Link, Mark, Place, RawDocument, RawParagraph, RawTable

Piece = TypeVar("Piece", Cell, RawParagraph)
MASK = "[id]"
RULE = "personal.citizen_id"
LENGTH = 13
_PRINTED = (1, 4, 5, 2, 1)  # digits of each group as the card prints them
_PART = 4  # digits of a piece of an id that still tells something of it
_DIGIT = "[0-9๐-๙０-９]"
_GAP = (r"(?:<[^<>]{0,200}>|&\#?\w{1,8};|\\[nrt]"
        r"|[\s\u200b-\u200f\u2060\ufeff\u00ad\-\u2010-\u2015\u2212_./·*])")
_RUN = re.compile(rf"(?<!{_DIGIT}){_DIGIT}(?:{_GAP}{{0,12}}{_DIGIT}){{12,}}")
_GROUP = re.compile(f"{_DIGIT}+")
_SOFT = re.compile(  # what stands between digits only because of the layout
    r"(?:<[^<>]*>|[\u200b-\u200f\u2060\ufeff\u00ad*]|[ \t]*+(?:\n|\\n)[ \t]*+)+")
_HYPHENS = re.compile(r"\s*[\-\u2010-\u2015\u2212]\s*")
_LABEL = re.compile(
    r"(?:ประจำตัว|เลขบัตร|บัตร|ประชาชน|ปชช|13\s*หลัก|๑๓\s*หลัก|citizen|\bid\b)[^0-9๐-๙]{0,25}$", re.I)
_AROUND = 60  # letters before a number in which its label is looked for
_ARABIC = {ord("๐") + n: str(n) for n in range(10)} | {ord("０") + n: str(n) for n in range(10)}


class _Run(NamedTuple):
    """Groups of digits that stand near each other, and whether words before name the number."""

    groups: tuple[str, ...]
    gaps: tuple[str, ...]
    labelled: bool


def is_citizen_id(digits: str) -> bool:
    """Whether 13 Arabic digits are a citizen id: "1234567890121" is one, "1234567890123" none.

    Kinds 1 to 8, and of kind 0 those of people ("00…", "0…89…"), whose other numbers belong to
    organisations; the last digit is (11 - sum of digit × 13 … 2) mod 11 mod 10.
    """
    if len(digits) != LENGTH or digits[0] == "9":
        return False
    if digits[0] == "0" and not (digits[1] == "0" or digits[5:7] == "89"):
        return False
    total = sum(int(digit) * (LENGTH - n) for n, digit in enumerate(digits[:-1]))
    return (11 - total % 11) % 10 == int(digits[-1])


def may_hold_ids(text: str) -> bool:
    """Whether a text, which may be long, holds so many digits in a row that an id may be there."""
    return _RUN.search(text) is not None


def masked(text: str) -> str:
    """A text with every citizen id as "[id]"; nothing else changes, twice is as once.

    Example: "นายเอก ใจดี ๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑" -> "นายเอก ใจดี [id]".
    """
    return _masked(text)[0]


@lru_cache(maxsize=256)
def _masked(text: str) -> tuple[str, frozenset[str]]:
    """The masked text, and the digits of the ids that stood there."""
    found: set[str] = set()
    while _RUN.search(text):  # what is left of a run may be an id of its own
        again = _RUN.sub(lambda match: _without_ids(match, found), text)
        if again == text:
            break
        text = again
    return text, frozenset(found)


def _without_ids(match: re.Match[str], found: set[str]) -> str:
    text, groups = match[0], list(_GROUP.finditer(match[0]))
    run = _Run(tuple(group[0].translate(_ARABIC) for group in groups),
               tuple(text[a.end(): b.start()] for a, b in pairwise(groups)),
               bool(_LABEL.search(match.string[max(0, match.start() - _AROUND): match.start()])))
    pieces, end, n = [], 0, 0
    while n < len(groups):
        last = _id_from(run, n)
        if last is None:
            n += 1
            continue
        found.add("".join(run.groups[n: last + 1]))
        pieces += [text[end: groups[n].start()], MASK]
        end, n = groups[last].end(), last + 1
    return "".join([*pieces, text[end:]])


def _id_from(run: _Run, first: int) -> int | None:
    """The last group of the citizen id that begins with a group, None where none does."""
    size = 0
    for last in range(first, len(run.groups)):
        size += len(run.groups[last])
        if size >= LENGTH:
            whole = size == LENGTH and is_citizen_id("".join(run.groups[first: last + 1]))
            return last if whole and _is_grouped(run, first, last) else None
    return None


def _is_grouped(run: _Run, first: int, last: int) -> bool:
    """Whether the groups are those of one number, not several numbers beside each other."""
    sizes = [len(group) for group in run.groups[first: last + 1]]
    gaps = run.gaps[first:last]
    if run.labelled or tuple(sizes) == _PRINTED:
        return True
    whole = len(sizes) == len(run.groups)
    if whole and set(sizes) == {1}:  # a box for each digit
        return True
    if whole and sizes[0] == 1 and all(_HYPHENS.fullmatch(gap) for gap in gaps):
        return True
    return tuple(_joined(sizes, gaps)) in (_PRINTED, (LENGTH,))


def _joined(sizes: Sequence[int], gaps: Sequence[str]) -> Iterable[int]:
    """The groups' sizes with those put together that only the layout parts."""
    size = sizes[0]
    for more, gap in zip(sizes[1:], gaps, strict=True):
        if _SOFT.fullmatch(gap):
            size += more
        else:
            yield size
            size = more
    yield size


def masked_document(document: RawDocument) -> RawDocument:
    """The document without a citizen id in any text, layer, mark, link or name of a sheet.

    A cell that held one names the rule among its repairs; every place stays.
    """
    blocks = tuple(_table(block) if isinstance(block, RawTable) else _piece(block)
                   for block in document.blocks)
    notices = tuple(notice.model_copy(update={
        "message_th": masked(notice.message_th), "message_en": masked(notice.message_en),
        "place": _place(notice.place)}) for notice in document.notices)
    return document.model_copy(update={"blocks": blocks, "notices": notices})


def _table(table: RawTable) -> RawTable:
    rows = tuple(tuple(cell and _piece(cell) for cell in row) for row in table.rows)
    label = any(cell and _LABEL.search(cell.text) for row in rows for cell in row)
    if label:
        rows = tuple(_without_boxes(row) for row in rows)
    return table.model_copy(update={"rows": rows, "place": _place(table.place)})


def _without_boxes(row: tuple[Cell | None, ...]) -> tuple[Cell | None, ...]:
    """A row in which cells hold a digit or a group of an id each, without it."""
    boxes = [n for n, cell in enumerate(row)
             if cell and _GROUP.fullmatch(cell.text.strip()) and len(cell.text.strip()) < LENGTH]
    digits = "".join(row[n].text.strip() for n in boxes).translate(_ARABIC)  # type: ignore[union-attr]
    if not is_citizen_id(digits):
        return row
    hidden = {n: MASK if n == boxes[0] else "" for n in boxes}
    return tuple(_hidden(cell, hidden[n]) if cell and n in hidden else cell
                 for n, cell in enumerate(row))


def _hidden(cell: Cell, text: str) -> Cell:
    return replace(cell, text=text, layer=None, marks=(), links=(), repairs=(*cell.repairs, RULE))


def _piece(piece: Piece) -> Piece:
    """A cell or paragraph without citizen ids, the same object where it holds none."""
    text, ids = _masked(piece.text)
    layer, below = _masked(piece.layer) if piece.layer is not None else (None, frozenset[str]())
    if ids != below and piece.layer is not None:
        layer = None if ids - below else layer  # tags or signs part what the print holds whole
    links = tuple(_link(link, ids | below) for link in piece.links)
    place = _place(piece.place)
    if not ids | below and links == piece.links and place is piece.place:
        return piece
    repairs = (*piece.repairs, RULE) if ids | below or links != piece.links else piece.repairs
    marks = tuple(_mark(mark, ids | below) for mark in piece.marks)
    return replace(piece, text=text, layer=layer, place=place, links=links, repairs=repairs,
                   marks=marks)


def _link(link: Link, ids: frozenset[str]) -> Link:
    plain = unquote(link.target)
    target = masked(plain) if masked(plain) != plain else masked(link.target)
    text = _without_parts(masked(link.text), ids)
    return link.model_copy(update={"text": text, "target": target})


def _mark(mark: Mark, ids: frozenset[str]) -> Mark:
    return mark.model_copy(update={"text": _without_parts(masked(mark.text), ids)})


def _without_parts(text: str, ids: frozenset[str]) -> str:
    """A marked or linked stretch of a text without the pieces of ids that it covers."""
    digits = "".join(_GROUP.findall(text)).translate(_ARABIC)
    if len(digits) >= _PART and any(digits in whole for whole in ids):
        return MASK
    return text


def _place(place: Place) -> Place:
    if place.sheet is None or masked(place.sheet) == place.sheet:
        return place
    return place.model_copy(update={"sheet": masked(place.sheet)})


def masks(text: str | None) -> int:
    """How many citizen ids were masked in a text."""
    return text.count(MASK) if text else 0
