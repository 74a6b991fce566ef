"""A text as it is meant where an address is spelled out: "ek[at]a(dot)go.th", "ｅｋ＠ａ.go.th".

People write so to hide an address from programs; a place in what is meant leads back to the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGN = re.compile(
    r"\s{0,2}[\[({<]\s?(?P<sign>at|แอท|แอด|@|dot|จุด|ดอท|\.)\s?[\])}>]\s{0,2}"
    r"|(?<=[a-z0-9])\s(?P<word>at)\s(?=[a-z0-9-]{1,40}\sdot\s)|(?<=[a-z0-9])\s(?P<dot>dot)\s(?=[a-z])",
    re.I)
_WIDE = re.compile("[\uff01-\uff5e]")
_AT = frozenset({"at", "แอท", "แอด", "@"})


class Meant(NamedTuple):
    """What a text means, and the index in the text of each of its characters."""

    text: str
    at: tuple[int, ...] | None  # None: they are those of the text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` (exclusive) stand in the text."""
        if self.at is None:
            return start, end
        return self.at[start], self.at[end - 1] + 1


def may_be_told(text: str) -> bool:
    """A quick look: False where no "@" stands in a text, nor what stands for one."""
    return "@" in text or "แอ" in text or "at" in text.lower() or _WIDE.search(text) is not None


def meant(text: str) -> Meant:
    """A text with signs for the words and brackets that stand for them."""
    plain = _WIDE.sub(lambda wide: chr(ord(wide[0]) - 0xFEE0), text)
    signs = list(_SIGN.finditer(plain))
    if not signs:
        return Meant(plain, None)
    made: list[str] = []
    at: list[int] = []
    end = 0
    for sign in signs:
        said = (sign["sign"] or sign["word"] or sign["dot"]).casefold()
        made += [plain[end: sign.start()], "@" if said in _AT else "."]
        at += [*range(end, sign.start()), sign.start()]
        end = sign.end()
    return Meant("".join([*made, plain[end:]]), (*at, *range(end, len(plain))))
