"""Abbreviations of offices that a form explains: in a note, a cell, or a table of two columns.

"หมายเหตุ : สป. = สำนักปลัด, กค. = กองคลัง", "กยผ. หมายถึง กองยุทธศาสตร์และแผนงาน", and a table headed
ชื่อย่อ | ชื่อเต็ม. Only what names an office is taken; what is explained in two ways is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from catalogue.lookup import table
from normalize.family import Part, Section
from normalize.joining import join_two, parted
from normalize.officeids import is_short_for
from normalize.offices import office_word
from normalize.text import nfc, one_space, squash
from normalize.wordtrie import any_of
from schema.table import Cell, Place, RawParagraph

_SHORT = (r"(?:(?:[ก-ฮ]{1,5}\.){1,4}(?:[ก-ฮ]{1,4}(?![ก-๎]))?|(?:สนง|สนจ|ก)\.[ก-๎]{2,12}\.?|"
          r"[ก-ฮ]{2,6}(?![ก-๎]))")
_WORD = re.compile(r"([\s()/,]+)")
_NUMBER = re.compile(r"[\s\-–•▪]*(?:\(?[0-9๐-๙]{1,2}[.)])?\s*")
_STOP = re.compile(r"[,;/]|[0-9๐-๙]{1,2}[.)]|[-–•▪*]\s")
_LONGEST = 90  # letters of the name of an office


class Explained(NamedTuple):
    """What a form says that an abbreviation stands for, and where."""

    full: str
    places: tuple[Place, ...]


class Legend(NamedTuple):
    """Abbreviations without dots and white space -> office; those explained in several ways."""

    known: dict[str, Explained]
    open: dict[str, tuple[str, ...]]


def legend(pieces: Sequence[Part], brackets: Mapping[str, set[str]]) -> Legend:
    """All that the parts of a form explain, with what its units explain in brackets.

    Example: "หมายเหตุ : กค. = กองคลัง" -> known {"กค": ("กองคลัง", …)}.
    """
    found: dict[str, dict[str, list[Place]]] = {}
    for short, full, place in _all(pieces):
        found.setdefault(key(short), {}).setdefault(full, []).append(place)
    for short, offices in brackets.items():
        for full in sorted(offices):
            found.setdefault(key(short), {}).setdefault(full, [])
    one = {short: next(iter(offices.items())) for short, offices in found.items()
           if len({squash(full) for full in offices}) == 1}
    return Legend(
        known={short: Explained(full, tuple(places)) for short, (full, places) in one.items()},
        open={short: tuple(offices) for short, offices in found.items() if short not in one})


def key(short: str) -> str:
    """An abbreviation as it is looked for: "ก.ค." and "กค." are one."""
    return squash(short).replace(".", "")


def explained(name: str, told: Legend) -> tuple[str, tuple[Place, ...], tuple[str, ...]]:
    """A unit with what the legend says: its name, where that stands, and what it may be.

    Example: "กค. (งานพัสดุ)" -> ("กองคลัง (งานพัสดุ)", places, ()).
    """
    words = _WORD.split(name)
    places: list[Place] = []
    for n, word in enumerate(words):
        if not _is_short(word):
            continue
        if offices := told.open.get(key(word)):
            return name, (), tuple("".join([*words[:n], full, *words[n + 1:]]) for full in offices)
        if entry := told.known.get(key(word)):
            words[n] = entry.full
            places += entry.places
    return "".join(words), tuple(dict.fromkeys(places)), ()


def _is_short(word: str) -> bool:
    return bool(word) and re.fullmatch(_SHORT, word) is not None


def _all(pieces: Sequence[Part]) -> Iterator[tuple[str, str, Place]]:
    for piece in pieces:
        if isinstance(piece, RawParagraph):
            yield from _in_text(piece.text, piece.place)
            continue
        for row in piece.rows:
            for cell in row.cells:
                yield from _in_text(cell.text, cell.place)
        yield from _in_table(piece)


@cache
def _signs() -> tuple[str, ...]:
    return tuple(r["value"] for r in table("legend_words") if r["canonical"] == "sign")


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![ก-๎.])(?P<short>{_SHORT})\s{{0,3}}"
        rf"(?:{any_of(_signs())}|คือ|:(?=\s?[ก-๎]))\s{{0,3}}")


def _in_text(text: str, place: Place) -> Iterator[tuple[str, str, Place]]:
    """The abbreviations that a text explains; each ends where the next begins."""
    text = nfc(text)
    if not ("คือ" in text or ":" in text or any(sign in text for sign in _signs())):
        return
    signs = list(_sign().finditer(text))
    ends = [*(sign.start() for sign in signs[1:]), len(text)]
    for sign, end in zip(signs, ends, strict=False):
        full = _office(text[sign.end(): min(end, sign.end() + 2 * _LONGEST)])
        weak = sign[0].rstrip().endswith(("คือ", ":"))
        if full and (not weak or is_short_for(sign["short"], full)):
            yield sign["short"], full, place


def _office(text: str) -> str | None:
    """The office that a text begins with: up to a sign or a line that goes on with others."""
    lines = _STOP.split(text.strip(), maxsplit=1)[0].strip(" .").split("\n")
    full = lines[0].strip()
    for line in lines[1:]:
        if not parted(full, line.strip()) or not line.strip():
            break
        full = join_two(full, line.strip())
    words = one_space(full).split(" ")
    known = 1
    while known < len(words) and (office_word(words[known]) or words[known].startswith("และ")):
        known += 1
    full = " ".join(words[:known]).strip("() .")
    named = bool(full) and len(full) <= _LONGEST and office_word(full) and not _is_short(full)
    return full if named else None


@cache
def _headers(kind: str) -> frozenset[str]:
    return frozenset(squash(r["value"]) for r in table("legend_words") if r["canonical"] == kind)


def _in_table(section: Section) -> Iterator[tuple[str, str, Place]]:
    """The rows of a table headed ชื่อย่อ | ชื่อเต็ม, in either order, or several of them side by side."""
    header = list(_pairs([squash(column.header) for column in section.columns]))
    for cells in (row.cells for row in (*section.header, *section.rows)):
        pairs = list(_pairs([squash(cell.text) for cell in cells]))
        if pairs:
            header = pairs
            continue
        for short, full in header:
            if max(short, full) < len(cells):
                yield from _row(cells[short], cells[full])


def _pairs(headers: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The columns of abbreviations, each with the nearest one of offices in full."""
    shorts = [n for n, text in enumerate(headers) if text in _headers("short")]
    fulls = [n for n, text in enumerate(headers) if text in _headers("full")]
    for short in shorts if fulls else ():
        yield short, min(fulls, key=lambda n: (abs(n - short), n < short))


def _row(short: Cell, full: Cell) -> Iterator[tuple[str, str, Place]]:
    word = _NUMBER.sub("", nfc(short.text).strip(), count=1).strip()
    office = _office(nfc(full.text))
    if _is_short(word) and office:
        yield word, office, short.place

