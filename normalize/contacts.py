"""Telephone numbers, mail addresses and chat names that stand beside people and units.

They are neither a name nor a position: a reader of those asks for the text without them. What is
one stands in `normalize.personal`; here their labels and brackets go with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from catalogue.lookup import table
from normalize.personal import Kind, personal_data
from normalize.wordtrie import any_of

_ID = re.compile(
    r"\s{0,20}+[,/;(]?\s{0,20}+(?:(?:หมายเลข|เลข)?(?:ที่)?(?:บัตร)?\s{0,9}+(?:ประจำตัว|บัตร)\s{0,9}"
    r"(?:ประชาชน)?[\s:.]*)?\[id\]\s*\)?", re.I)  # a citizen id, masked by the reader
_BEFORE = re.compile(r"(?<!\s)\s{0,20}[,/;(\[]?\s{0,20}\Z")
_BEHIND = re.compile(r"\s*[)\]]")
_LOOKED_AT = 60  # letters before a contact


def contacts(text: str) -> tuple[str, ...]:
    """The contacts in a text, in order, with their labels.

    Example: "นิติกร โทร. 0 4281 2345" -> ("โทร. 0 4281 2345",).
    """
    return tuple(text[start:end].strip(" ,/;()[]\n\t") for start, end in _spans(text))


def without_contacts(text: str) -> str:
    """A text without its contacts; its line breaks stay. "นิติกร⏎a@b.go.th" -> "นิติกร"."""
    out, done = "", 0
    for start, end in _spans(text):
        out += text[done:start] + _between(text[start:end])
        done = end
    return (out + text[done:]).rstrip()


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where contacts begin and end, with labels, brackets and the white space before them."""
    found = [(_with_label(text, f.start), f.end) for f in personal_data(text, of_person=True)]
    done = 0
    widened = [_widened(text, span) for span in found]
    masked = [match.span() for match in _ID.finditer(text)] if "[" in text else []
    for start, end in sorted([*widened, *masked]):
        if end > done:
            yield max(start, done), end
            done = end


def _widened(text: str, span: tuple[int, int]) -> tuple[int, int]:
    before = _BEFORE.search(text[max(0, span[0] - _LOOKED_AT): span[0]])
    behind = _BEHIND.match(text, span[1])
    start = span[0] - (len(before[0]) if before else 0)
    opened = any(sign in text[start: span[0]] for sign in "([")
    return start, behind.end() if behind and opened else span[1]


def contact_header(header: str) -> Kind | None:
    """The kind of contact that a column's header calls for: "เบอร์โทรศัพท์" -> "phone"."""
    found = _in_header().search(header)
    if found is None:
        return None
    kind = _kinds()[found[0].casefold()]
    return "phone" if kind == "phone" else "email" if kind == "email" else "chat"


@cache
def _kinds() -> dict[str, str]:
    return {r["value"]: r["canonical"] for r in table("contact_labels")
            if r["canonical"] in ("phone", "email", "chat") and r["value"] != "id"}


@cache
def _in_header() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){any_of(_kinds())}(?![a-z])", re.I)


@cache
def _label() -> re.Pattern[str]:
    """Labels of contacts at the end of letters without white space: "โทรศัพท์.", "LineID:"."""
    words = any_of(["หมายเลข", *(r["value"] for r in table("contact_labels")
                                 if r["canonical"] in ("phone", "email", "chat"))])
    return re.compile(rf"{words}(?:{words}|ศัพท์|สาร|ภายใน|ติดต่อ|มท\.|[:.]){{0,9}}+\Z", re.I)


def _with_label(text: str, start: int) -> int:
    """The beginning of a contact with the label before it, also where that is broken."""
    at = [n for n in range(max(0, start - _LOOKED_AT), start) if not text[n].isspace()]
    label = _label().search("".join(text[n] for n in at))
    begin = at[label.start()] if label else start
    inside = begin > 0 and text[begin].isascii() and text[begin - 1].isascii() \
        and text[begin - 1].isalpha()  # "David" ends in no label
    return start if inside else begin


def _between(contact: str) -> str:
    """What is left between the words around a contact: a line break, a space, or nothing."""
    if "\n" in contact[1:].strip(" "):
        return "\n"
    return " " if contact[0] == " " == contact[-1] else ""
