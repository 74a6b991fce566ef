"""Words whose marks a reader lost or doubled: ดำเนินการแลว, เเล้วเสร็จ, อยู่ระหวางดำเนินการ.

Only what damage does is allowed: a mark is gone or stands twice, a SARA AM lost its ring, a SARA AE
is written as two SARA E. A mark that is another one makes another word: สั่งแล้ว is not ส่งแล้ว.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_MARK = re.compile(f"[{_MARKS}]")
_DAMAGED = {"ำ": "\u0e4d?[่-๋]?(?:ำ+|า)?", "แ": "(?:แ|เเ?)"}
NO_MARK = f"(?![{_MARKS}])"


@lru_cache(maxsize=4096)
def damaged(word: str) -> str:
    """A pattern for a squashed word with any of its marks lost or doubled.

    Example: "แล้ว" -> a pattern that fits แล้ว, แลว, เเล้ว and แล้้ว.
    """
    return "".join(_letter(char) for char in word) + NO_MARK


def _letter(char: str) -> str:
    if _MARK.match(char):
        return f"{char}*"
    return _DAMAGED.get(char, re.escape(char))


def without_marks(text: str) -> str:
    """A text without its marks, a SARA AM as SARA AA: how damaged words are looked up.

    Example: "องค์การบริหารส่วนตำบล" -> "องคการบรหารสวนตาบล".
    """
    return _MARK.sub("", text).replace("ำ", "า").replace("เเ", "แ")
