"""Numbered and bulleted lists inside one cell: steps of a plan, sub-measures."""

from __future__ import annotations

import re

from normalize.bullets import lines
from normalize.digits import arabic
from normalize.joining import join_lines, unwrap
from normalize.text import nfc, one_space

_STEP = r"(?:ขั้น(?:ตอน)?ที่\s*)?\(?"
_NUMBER = re.compile(rf"(?:(?<=\s)|^|(?<=[^\d\s.(])){_STEP}(\d{{1,2}})\s?[.)](?=\s*[^\d\s.)])")
_MARKER = re.compile(
    rf"^\s*{_STEP}\d{{1,2}}\s?[.)](?!\d)\s*[,.]*\s*|^\s*[▪•●◦➢❖✓▫■□·*\-–—]\s*"
)
_REFERENCE = re.compile(r"(?:ข้อ|ข้อที่|ลำดับ|ลำดับที่|ครั้งที่|มาตรา)\s*$")
_NEAR = 60  # letters before a number that tell whether it is named
_OWN_NUMBER = re.compile(r"^\s*\(?([0-9๐-๙]{1,2})\s?[.)](?!\d)")


def own_number(text: str) -> int | None:
    """The number that begins a text: "๒. จัดทำคู่มือ" -> 2; None where it has none."""
    match = _OWN_NUMBER.match(text)
    return int(arabic(match[1])) if match else None


def without_marker(line: str) -> str:
    """A line without its number or bullet: "▪ จัดทำคู่มือ" -> "จัดทำคู่มือ"."""
    bare = line
    while _MARKER.match(bare):
        bare = _MARKER.sub("", bare, count=1)
    return bare.strip()


def entries(text: str, flattened: bool) -> tuple[str, ...]:
    """The entries of a list without their numbers or bullets, each as one line.

    Numbers must follow one another, so that "ข้อ 7." inside a step cuts nothing. A cell without
    numbers is cut at its bullets. Example: "1.แต่งตั้ง 2.,มอบหมาย" -> ("แต่งตั้ง", "มอบหมาย").
    """
    clean = arabic(nfc(text))
    pieces = _numbered(clean)
    if len(pieces) > 1 or own_number(clean) == 1:
        cut = [_one_line(piece, flattened) for piece in pieces]
    else:
        cut = lines(clean, flattened).split("\n")
    return tuple(bare for piece in cut if (bare := without_marker(piece)))


def _one_line(text: str, flattened: bool) -> str:
    joined = one_space(join_lines(text))
    return unwrap(joined) if flattened else joined


def _numbered(text: str) -> list[str]:
    """A text cut before each number of a sequence that begins with 1."""
    cuts, expected = [0], 1
    for match in _NUMBER.finditer(text):
        before, number = text[: match.start()], int(match[1])
        slip = not before.rpartition("\n")[2].strip() and abs(number - expected) == 1 < expected
        if (number == expected or slip) and not _REFERENCE.search(before[-_NEAR:]):
            cuts.append(match.start())
            expected = number + 1
    ends = [*cuts[1:], len(text)]
    return [text[a:b] for a, b in zip(cuts, ends, strict=True) if text[a:b].strip()]
