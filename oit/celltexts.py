"""What a cell of a spreadsheet can hold of a text."""

from __future__ import annotations

import re

MAX_CHARACTERS = 32_767  # of a cell, in UTF-16 units
CUT = " … [ตัดให้สั้นลง ดูข้อความเต็มใน CSV / cut, see the CSV]"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in XML 1.0


def safe(text: str) -> str:
    """The text as a cell can hold it: no control characters, not too long.

    Example: "O1\\x0b รายชื่อ" loses the vertical tab that Word leaves for a line break.
    """
    text = ILLEGAL.sub("", text)
    return _cut(text) if is_too_long(text) else text


def is_too_long(text: str) -> bool:
    """True for a text that a cell of a workbook cannot hold in full."""
    return (2 * len(text) > MAX_CHARACTERS
            and len(text.encode("utf-16-le")) > 2 * MAX_CHARACTERS)


def _cut(text: str) -> str:
    """As much of the text as fits with the note that it was cut."""
    room = 2 * (MAX_CHARACTERS - len(CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT


