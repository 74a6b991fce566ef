"""Pieces of a paragraph, each of one style, and how they join to a text with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from schema.table import Link, Mark, MarkKind

_KINDS: tuple[MarkKind, ...] = ("red", "struck", "highlighted", "inserted", "deleted")


class Piece(NamedTuple):
    """A stretch of a paragraph.

    text: as printed; layer: as the file says it; gone: deleted words, which are in neither.
    """

    text: str
    layer: str
    rules: tuple[str, ...] = ()
    kinds: tuple[MarkKind, ...] = ()
    target: str | None = None
    gone: str = ""


class Passage(NamedTuple):
    """Pieces joined: the fields that a cell and a paragraph share."""

    text: str = ""
    layer: str | None = None
    repairs: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()


LINE_END = Piece("\n", "\n")
SPACE = Piece(" ", " ")


def unindented(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a paragraph without the tabs it is indented with."""
    kept = list(pieces)
    for i, piece in enumerate(kept):
        kept[i] = piece._replace(text=piece.text.lstrip("\t"), layer=piece.layer.lstrip("\t"))
        if kept[i].text or kept[i].layer:
            break
    return kept


def joined_lines(lines: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The paragraphs of a cell as pieces, without the blank ones at its beginning and end."""
    filled = [i for i, line in enumerate(lines) if any(p.text.strip() for p in line)]
    if not filled:
        return [piece for line in lines for piece in line]
    first, last = filled[0], filled[-1]
    pieces: list[Piece] = []
    for i, line in enumerate(lines):
        if first < i <= last:
            pieces.append(LINE_END)
        inside = first <= i <= last
        pieces.extend(p for p in line if inside or p.gone or p.layer.strip())
    return pieces


def row_line(cells: Iterable[Sequence[Piece]], rule: str) -> list[Piece]:
    """A row of a table within a cell as one line: its cells that are not blank, spaces between."""
    line: list[Piece] = []
    for pieces in cells:
        line += [*([SPACE] if line and pieces else []), *pieces]
    return [piece._replace(rules=(*piece.rules, rule)) for piece in line]


def passage(pieces: Sequence[Piece]) -> Passage:
    """The text of pieces and what it means that some look different."""
    text = "".join(piece.text for piece in pieces)
    layer = "".join(piece.layer for piece in pieces)
    rules = dict.fromkeys(rule for piece in pieces for rule in piece.rules)
    return Passage(
        text=text if text.strip() else "",
        layer=None if layer == text or not (text + layer).strip() else layer,
        repairs=tuple(rules),
        marks=tuple(mark for kind in _KINDS for mark in _marks(pieces, kind)),
        links=tuple(_links(pieces)),
    )


def _marks(pieces: Sequence[Piece], kind: MarkKind) -> Iterable[Mark]:
    """Marks of one kind: neighbouring pieces are one stretch, which Word cuts at will."""
    for marked, group in groupby(pieces, key=lambda piece: kind in piece.kinds):
        words = "".join(piece.gone or piece.text for piece in group)
        if marked and words.strip():
            yield Mark(kind=kind, text=words.strip())


def _links(pieces: Sequence[Piece]) -> Iterable[Link]:
    for target, group in groupby(pieces, key=lambda piece: piece.target):
        words = "".join(piece.text for piece in group)
        if target and words.strip():
            yield Link(text=words.strip(), target=target)
