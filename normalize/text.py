"""Thai text as every later rule expects it: NFC, one SARA AM, no zero-width characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
THAI = "\u0e00-\u0e7f"
#: All that `nfc` changes in a text that is in NFC: zero-width characters, NIKHAHIT, the hard space.
_CHANGED = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u0e4d\u00a0]")
_BLANKS = re.compile(r"[\s\-–—_.]*")


def nfc(text: str) -> str:
    """Text in NFC with SARA AM as U+0E33 and without zero-width characters.

    NFKC is never used: it splits SARA AM. Nikhahit + SARA AA is one SARA AM, also with a tone
    mark between or behind them. Example: "สํานัก" (two code points) -> "สำนัก".
    """
    if unicodedata.is_normalized("NFC", text) and not _CHANGED.search(text):
        return text  # nearly every text, and most are asked about several times
    text = unicodedata.normalize("NFC", text).translate(ZERO_WIDTH)
    text = re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", text)
    return re.sub("([\u0e48-\u0e4b])\u0e4d\u0e32", "\\1\u0e33", text).replace("\u00a0", " ")


def one_space(text: str) -> str:
    """Text on each line with single spaces and none at its ends; line breaks stay."""
    return "\n".join([" ".join(line.split()) for line in text.split("\n")])


@lru_cache(maxsize=4096)  # the same words of headers, titles and names, again and again
def squash(text: str) -> str:
    """NFC text without any white space: how two Thai texts are compared."""
    return "".join(nfc(text).split())


def is_blank(text: str | None) -> bool:
    """True for None, white space, and the dashes that officers type into an empty cell."""
    return text is None or _BLANKS.fullmatch(text) is not None


def is_letter(char: str) -> bool:
    """True for a Thai letter or mark; digits and the sign of the baht are none."""
    return is_thai(char) and not char.isdigit() and char != "฿"


def is_thai(char: str) -> bool:
    """True for a character of the Thai block ("ก", "์", "๑")."""
    return "\u0e00" <= char <= "\u0e7f"
