"""Telephone numbers, mail addresses and chat names that stand beside people and units.

They are neither a name nor a position: a reader of those asks for the text without them.
"""

from __future__ import annotations

import re

_NUMBER = r"[(+]?[0๐](?:[\s()\-.]{0,3}[0-9๐-๙]){7,10}(?![0-9๐-๙])"
_INSIDE = r"(?:\s*(?:ต่อ|ext\.?)\s*[0-9๐-๙]{1,5}(?:\s*[,-]\s*[0-9๐-๙]{1,5})*)?"
_CALL = r"(?:โทร|เบอร์|มือถือ|หมายเลข|tel|mobile)[^\s0-9๐-๙(+]{0,60}+[\s:.]*+"
_PHONE = rf"(?:{_CALL})?{_NUMBER}{_INSIDE}"
_MAIL = (r"(?:(?:อีเมล|อีเมล์|ไปรษณีย์อิเล็กทรอนิกส์|e-?mail)[\s:.]*+)?"
         r"(?<![a-z0-9])(?:[a-z0-9][a-z0-9._%+-]{0,40}\n)?[a-z0-9][a-z0-9._%+-]{0,40}\n?@"
         r"[a-z0-9-]{1,40}(?:[.\n]{1,2}[a-z0-9-]{1,40}){1,8}")
_CHAT = r"(?:id\s*line|line\s*id|line|ไอดีไลน์|ไลน์)\s*+(?:[:.]\s*+)?@?[a-z0-9][a-z0-9._-]{2,}"
_ID = (r"(?:(?:หมายเลข|เลข)?(?:ที่)?(?:บัตร)?\s{0,9}+(?:ประจำตัว|บัตร)\s{0,9}(?:ประชาชน)?[\s:.]*)?"
       r"\[id\]")  # a citizen id, masked by the reader
_CONTACT = re.compile(rf"\s{{0,20}}+[,/;(\[]?\s{{0,20}}+(?:{_PHONE}|{_MAIL}|{_CHAT})\s*[)\]]?"
                      rf"|\s{{0,20}}+[,/;(]?\s{{0,20}}+{_ID}\s*\)?", re.I)


def contacts(text: str) -> tuple[str, ...]:
    """The contacts in a text, in order, with their labels.

    Example: "นิติกร โทร. 0 4281 2345" -> ("โทร. 0 4281 2345",).
    """
    return tuple(match[0].strip(" ,/;()[]\n\t") for match in _CONTACT.finditer(text))


def without_contacts(text: str) -> str:
    """A text without its contacts; its line breaks stay. "นิติกร⏎a@b.go.th" -> "นิติกร"."""
    return _CONTACT.sub(_between, text).rstrip()


def _between(match: re.Match[str]) -> str:
    """What is left between the words around a contact: a line break, a space, or nothing."""
    if "\n" in match[0][1:].strip(" "):
        return "\n"
    return " " if match[0][0] == " " == match[0][-1] else ""
