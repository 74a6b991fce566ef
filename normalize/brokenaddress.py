"""Addresses that a narrow column breaks anywhere: which lines of a cell are one.

A web or mail address without its ending is not whole, so what stands alone at the beginning of the
next line belongs to it. Behind a whole host only a line of nothing else goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from catalogue.lookup import table

_BEGUN = re.compile(r"(?:https?://|www\.|(?P<mail>[a-z0-9][a-z0-9._%+-]{0,64}@))"
                    r"(?P<host>[^/?#:\s]*+)(?P<path>\S*+)", re.I)
_SCHEME = re.compile(r"https?:/{0,2}$", re.I)
_NEW = re.compile(r"https?:|www\.", re.I)
_FIRST = re.compile(r"[!-~]+")
_GOES_ON = re.compile(r"[a-z0-9_%./?=&#-][!-~]*")
_CUT = re.compile(r"[/\-_=&?]$")
_WORD = re.compile(r"[a-zA-Z0-9_%][!-~]*")


def whole_lines(texts: Sequence[str]) -> list[tuple[str, int]]:
    """The lines of a cell's pieces, those of one address joined, with the piece they begin in.

    Example: ["https://www.abc.go.", "th/o1"] -> [("https://www.abc.go.th/o1", 0)].
    """
    lines: list[tuple[str, int]] = []
    for number, text in enumerate(texts):
        for line in text.split("\n"):
            if lines and _goes_on(lines[-1][0].rstrip(), line.strip()):
                lines[-1] = (lines[-1][0].rstrip() + line.strip(), lines[-1][1])
            else:
                lines.append((line, number))
    return lines


def _goes_on(line: str, after: str) -> bool:
    """Whether the address at the end of a line goes on in the line after."""
    first = _FIRST.match(after)
    if first is None or "@" in first[0]:
        return False
    if _SCHEME.search(line):
        return _SCHEME.search(line + "/") is None or after.startswith("/")
    begun = _BEGUN.search(line.rsplit(None, 1)[-1]) if line else None
    if begun is None or _NEW.match(after):
        return False
    if not is_whole(begun["host"]) and not begun["path"]:
        return True
    if begun["mail"]:
        return False
    if _CUT.search(line) and _WORD.match(after):
        return True
    goes_on = first[0] == after and _GOES_ON.fullmatch(after)
    return bool(goes_on) and (begun["path"] != "" or after.startswith("/"))


def is_whole(host: str) -> bool:
    """Whether a host has one of the known endings: "www.abc.go.th" has, "www.abc.go" has not."""
    return bool(_endings().search(host))


@cache
def _endings() -> re.Pattern[str]:
    return re.compile("[.](?:" + "|".join(re.escape(r["value"]) for r in table("address_endings"))
                      + ")$", re.I)
