"""Mail addresses, wherever a narrow column breaks them: in the name, at the sign, in the host.

A host without a known ending is not whole, so what the next line begins with belongs to it. A line
that is nothing but small letters above a name is its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from catalogue.lookup import table
from normalize.brokenaddress import is_whole
from normalize.spelledout import may_be_told, meant

_SIGN = re.compile(r"\s{0,3}@\s{0,3}")
_LOCAL = "[a-z0-9._%+\\-]"
_NAME = re.compile(rf"(?:[a-z][a-z0-9๐-๙._%+\-]{{0,63}}|{_LOCAL}{{1,64}})\Z", re.I)
_GAP = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*\Z|(?<=\S) \Z")
_TAIL = re.compile(rf"{_LOCAL}{{1,64}}\Z", re.I)
_LATIN_BEFORE = re.compile(r"[A-Za-z0-9@:][ \t]\Z")
_LABEL = re.compile(r"[a-z0-9][a-z0-9\-]{0,62}", re.I)
_NEXT = re.compile(
    rf"(?P<gap>\s{{0,3}})(?P<dot>\.?)(?P<more>\s{{0,3}})(?P<label>[a-z0-9][a-z0-9\-]{{0,62}})"
    rf"(?!{_LOCAL}{{0,64}}\s?@)", re.I)
_SITE = re.compile(r"www|https?", re.I)
_ENDING = re.compile(r"[a-z0-9\-]\.[a-z]{2,12}\Z", re.I)
_LONE = re.compile(r"[ \t]*\n[ \t]*(?P<piece>[a-z]{1,6})(?=[ \t]*(?:\n|\Z))")
_CALLED = re.compile(r"(?:e-?mail|อีเมล์?)[\s:.]*\Z", re.I)
_LINES = 8  # over which an address may be broken


class _Host(NamedTuple):
    """A host as read so far: where it ends, whether white space was passed over for it."""

    text: str
    end: int
    spaced: bool
    broken: bool


def mail_addresses(text: str, *, of_person: bool = False) -> Iterator[tuple[int, int]]:
    """Where mail addresses begin and end in a text, in order.

    of_person: in a cell of persons a name and a host without an ending are one too.
    Example: "paw@phusaim⏎ok.go.th นิติกร" -> (0, 20).
    """
    if not may_be_told(text):
        return
    told = meant(text)
    done = 0
    for sign in _SIGN.finditer(told.text):
        start = _begin(told.text, sign.start(), done)
        called = of_person or (start is not None and _CALLED.search(
            told.text[max(0, start - 20): start]) is not None)
        end = None if start is None else _end(told.text, sign, called)
        if start is not None and end is not None:
            yield told.span(start, end)
            done = end


@cache
def _labels() -> frozenset[str]:
    return frozenset(r["value"] for r in table("contact_labels"))


def _begin(text: str, at: int, least: int) -> int | None:
    """Where the name before the sign begins, over the lines above it; None where there is none."""
    name = _NAME.search(text[max(least, at - 64): at])
    if name is None or not any(char.isalnum() for char in name[0]):
        return None
    start = at - len(name[0])
    for _ in range(_LINES):
        gap = _GAP.search(text[max(least, start - 40): start])
        stop = start - len(gap[0]) if gap else start
        before = _TAIL.search(text[max(least, stop - 64): stop]) if gap else None
        if gap is None or before is None or not _goes_on(before[0], text[start:at]):
            break
        if "\n" not in gap[0] and _LATIN_BEFORE.search(text[: stop - len(before[0])][-2:]):
            break
        start = stop - len(before[0])
    return start


def _goes_on(piece: str, name: str) -> bool:
    """Whether a piece above or before a name is its beginning: "jida", no label, nobody's "Smith".

    Digits alone are one only before digits.
    """
    if piece.casefold().strip(".:-") in _labels():
        return False
    if not any(char.isalpha() for char in piece):
        return name.isdigit() if piece.isdigit() else True
    small = piece.islower() or (piece.isupper() and name.isupper() and len(piece) > 2)
    return small or bool(re.search("[a-z]", piece) and re.search("[0-9._]", piece))


def _end(text: str, sign: re.Match[str], called: bool) -> int | None:
    """Where the host behind the sign ends; None where no address is told by it."""
    hosts = _hosts(text, sign.end())
    if not hosts:
        return None
    printed = max(n for n, host in enumerate(hosts) if not host.spaced)
    whole = next((n for n, host in enumerate(hosts) if n >= printed and is_whole(host.text)), None)
    if whole is not None:
        more = hosts[whole + 1] if whole + 1 < len(hosts) else None
        dotted = more and text[hosts[whole].end: more.end].lstrip().startswith(".")
        return more.end if more and dotted and is_whole(more.text) else hosts[whole].end
    last = next((host for host in hosts[printed:] if _ENDING.search(host.text)
                 and (not host.spaced or host.broken)), None)
    if last is None:
        bare = called and "\n" not in sign[0] and re.search("[a-z]{2}", hosts[printed].text, re.I)
        return hosts[printed].end if bare else None
    lone = _LONE.match(text, last.end)
    joins = lone is not None and lone["piece"] not in _labels()
    return lone.end() if lone and joins else last.end


def _hosts(text: str, at: int) -> list[_Host]:
    """The host behind a sign, longer and longer: what is printed, then over breaks and spaces."""
    first = _LABEL.match(text, at)
    found = [_Host(first[0], first.end(), False, True)] if first else []
    while found and len(found) < 2 * _LINES:
        last = found[-1]
        more = _NEXT.match(text, last.end)
        if more is None or _SITE.fullmatch(more["label"]):
            break
        gap = more["gap"] + more["more"]
        if not gap and not more["dot"]:
            break
        found.append(_Host(last.text + more["dot"] + more["label"], more.end(),
                           last.spaced or bool(gap), last.broken and (not gap or "\n" in gap)))
    return found
