"""The signs our recogniser prints: base letters one by one, marks above and below in groups.

A vowel and a tone over one consonant share the columns of the picture, so they are one class:
"ที่" is two classes, "ท" and "ี่". Both digit scripts are in it, and Latin, and the signs of forms.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product

CONSONANTS = "".join(map(chr, range(0x0E01, 0x0E2F)))
VOWELS = "ฯะาำเแโใไๅๆ฿"
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
MARKS = "ัิีึื็ํฺุู่้๊๋์"
GROUPS = [a + b for a, b in product("ัิีึืุู", "่้๊๋")] + ["ิ์", "ุ์"]
ASCII = "".join(map(chr, range(0x20, 0x7F)))
SIGNS = "–…•▪●○☐☑☒✓✗"
CLASSES: list[str] = [*ASCII, *CONSONANTS, *VOWELS, *THAI_DIGITS, *MARKS, *GROUPS, *SIGNS]
INDEX = {sign: number + 1 for number, sign in enumerate(CLASSES)}  # 0 is the blank of CTC

SAME = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "—": "–",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "✔": "✓",
        "√": "✓",
        "■": "▪",
        "□": "☐",
        "\u00a0": " ",
        "\t": " ",
        "\u200b": "",
    }
)
_SPACES = re.compile(r"\s+")
_LEADER = re.compile(r"\.{3,}")


def printed(text: str) -> str:
    """A text as a line shows it: NFC, SARA AM as one sign, single spaces, leaders as "…"."""
    text = unicodedata.normalize("NFC", text.translate(SAME))
    text = text.replace("\u0e4d\u0e32", "\u0e33").replace("เเ", "แ")
    text = re.sub("\u0e4d([่้๊๋])\u0e32", "\\1\u0e33", text)
    return _LEADER.sub("…", _SPACES.sub(" ", text)).strip()


def signs(text: str) -> list[str]:
    """A text as classes: "ที่ ๑" -> ["ท", "ี่", " ", "๑"]; KeyError is left to `encoded`."""
    out: list[str] = []
    for letter in text:
        if out and letter in MARKS and out[-1] + letter in GROUP_SET:
            out[-1] += letter
        else:
            out.append(letter)
    return out


GROUP_SET = frozenset(GROUPS)


def encoded(text: str) -> list[int] | None:
    """The classes of a text as numbers, or None where it has a sign we do not print."""
    numbers = [INDEX.get(sign, 0) for sign in signs(text)]
    return None if 0 in numbers else numbers
