"""The lines of a component cell: bullets, enumerations and footnotes each begin one."""

from __future__ import annotations

import re

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.joining import join_two, unwrap
from normalize.text import nfc, one_space

_LEAD = re.compile(
    r"^(?:[-–—]\s*(?=[^\s\d-])|[•▪●◦‣➢❖✓▫■□·]|o\s+(?=[ก-๙])"
    r"|\(\d{1,2}\)|\d{1,2}\.(?!\d)|\*(?!\*))"
)
_INLINE = re.compile(
    r"(?:(?<=\s)|^)(?:[-–—](?=\s*[^\s\d-])|[•▪●◦‣➢❖▫■□]|o(?=\s+[ก-๙])|\*(?=\s?[ก-๙]))"
    r"|\((\d{1,2})\)|(?:(?<=\s)|^)(\d{1,2})\.(?=\s*[^\s\d.])"
)
_BEHIND = 80  # letters before a dash that tell what it parts
_REFERENCE = re.compile(r"(?:ตาม|ข้อ|ใน|และ|หรือ|ของ|ถึง|วรรค|มาตรา)\s*+(?:ข้อ)?\s*+$")
_NEAR = 60  # letters before a marker that tell whether it is named


def lines(text: str, flattened: bool = False) -> str:
    """A cell as its logical lines, one per bullet, enumeration or footnote, joined by "\\n".

    flattened: the export wrote line breaks as spaces, so bullets stand inside the line.
    A sentence without a marker stays on its line. Digits come out as 0-9. Example:
    "- แสดงแผน อย่างน้อยประกอบด้วย (๑) โครงการ" -> two lines, the second "(1) โครงการ".
    """
    once = _lines(text, flattened)
    if flattened:
        return once
    again = _lines(once, flattened)  # "(1)" joined with its text shows where "(2)" stands in it
    while once.count("\n") < again.count("\n"):
        once, again = again, _lines(again, flattened)
    return again


def _lines(text: str, flattened: bool) -> str:
    out: list[str] = []
    spaced = False
    for line in arabic(nfc(text)).split("\n"):
        for n, piece in enumerate(_pieces(line, flattened)):
            out = _append(out, piece.strip(), new=n > 0 or _starts(piece, out), spaced=spaced)
            spaced = False
        spaced = line.endswith((" ", "\t"))
    return one_space("\n".join(unwrap(line) if flattened else line for line in out))


def _append(out: list[str], piece: str, new: bool, spaced: bool) -> list[str]:
    if not piece:
        return out
    if new or not out:
        return [*out, piece]
    return [*out[:-1], join_two(out[-1], piece, spaced)]


def _starts(piece: str, out: list[str]) -> bool:
    """True where a printed line begins a logical one: a marker that is no continued phrase."""
    match = _LEAD.match(piece.strip())
    if not match:
        return False
    number = re.match(r"\(?(\d{1,2})[).]", piece.strip())
    if number and out and _REFERENCE.search(out[-1][-_NEAR:]):
        return False
    return not number or piece.strip().startswith("(") or _follows(int(number[1]), out)


def _follows(number: int, out: list[str]) -> bool:
    """True for "1." or the number after the last one: a wrapped "2566." is none."""
    last = [int(m[1]) for m in (re.match(r"(\d{1,2})\.", line) for line in out) if m]
    return number == 1 or bool(last and number == last[-1] + 1)


def _pieces(line: str, flattened: bool) -> list[str]:
    """A printed line cut before the markers inside it; only "(1)" is one where lines are kept."""
    if not flattened and "(" not in line:
        return [line]
    cuts, expected, dotted = [0], 1, 1
    for match in _INLINE.finditer(line):
        before = line[: match.start()]
        if match[1]:
            is_marker = not _REFERENCE.search(before[-_NEAR:]) and int(match[1]) in (1, expected)
            is_marker = is_marker or (int(match[1]) > 1 and not _REFERENCE.search(before[-_NEAR:])
                                      and before.endswith((" ", "\t")))
            expected = int(match[1]) + 1 if is_marker else expected
        elif match[2]:
            is_marker = (flattened and int(match[2]) in (1, dotted)
                         and not _REFERENCE.search(before[-_NEAR:]))
            dotted = int(match[2]) + 1 if is_marker else dotted
        else:
            is_marker = flattened and _is_bullet(line, match)
        if is_marker and before.strip():
            cuts.append(match.start())
    return [line[a:b] for a, b in zip(cuts, [*cuts[1:], len(line)], strict=True)]


def _is_bullet(line: str, match: re.Match[str]) -> bool:
    """True unless the mark stands inside a pair such as "ถาม - ตอบ" or a range."""
    if match[0] not in "-–—":
        return True
    before = line[: match.start()].rstrip()
    before = before[-_BEHIND:]
    left = re.sub(r"\s*(?:พ\.?\s*ศ\.?)?\s*[\d.]+$", "", before) or before  # a month's year
    right = re.match(r"\s*(\S*)", line[match.end():])
    word = right[1] if right else ""
    return not any(left.endswith(a) and word.startswith(b) for a, b in _pairs())


def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((r["value"].split(" - ")[0], r["value"].split(" - ")[1]) for r in table("pairs"))
