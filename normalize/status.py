"""Status from words and from ticks. A blank cell is not stated, which is not "not done"."""

from __future__ import annotations

import re
from functools import cache

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.text import is_blank, squash

_DENIED = re.compile(r"(?:ไม่|มิ|ยัง|จะ|คาดว่า|ใกล้|หาก|เมื่อ|กำหนด|not)\S{0,8}$")
_PARTLY = re.compile(
    r"\s*(?:บางส่วน|เป็นบางส่วน|(?:ร้อยละ)?(?!100(?:%|$))\d{1,2}(?:\.\d+)?(?:%|$|เปอร์))"
)
_BOX = re.compile("([☑☒✓✔√✗✘☐□◻⬜]|\\(\\s*[✓✔√/xX•]?\\s*\\)|\\[\\s*[✓✔√/xX]?\\s*\\])")


@cache
def _wordings() -> tuple[tuple[str, str], ...]:
    """(squashed wording, status), the longest first: a negation holds its positive."""
    rows = [(squash(r["value"]).casefold(), r["canonical"]) for r in table("statuses")]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


@cache
def _ticks() -> dict[str, str]:
    return {r["value"].strip(): r["canonical"] for r in table("ticks")}


def status_of_words(text: str) -> tuple[str, ...]:
    """Every status that a text names, in order, each once; boxes before an option choose it.

    Example: "อยู่ระหว่างการดำเนินการ" -> ("in_progress",); "☑ แล้วเสร็จ ☐ ยังไม่ดำเนินการ" -> ("done",).
    """
    options = _options(text)
    if options:
        return tuple(dict.fromkeys(s for mark, words in options if is_tick(mark)
                                   for s in status_of_words(words)))
    letters, found = arabic(squash(text)).casefold(), []
    for wording, status in _wordings():
        at = letters.find(wording)
        if at < 0:
            continue
        after = letters[at + len(wording) :]
        if status == "done" and (_DENIED.search(letters[:at]) or _PARTLY.match(after)):
            return ()  # "จะแล้วเสร็จ", "เสร็จ 50%": not done, but what it is, no row says
        found.append((at, status))
        letters = letters.replace(wording, " " * len(wording))
    return tuple(dict.fromkeys(status for _, status in sorted(found)))


def _options(text: str) -> list[tuple[str, str]]:
    """(box, words behind it) of a cell that prints its options, [] where there is no box."""
    parts = _BOX.split(text)
    pairs = list(zip(parts[1::2], parts[2::2], strict=True))
    lone = len(pairs) == 1 and not parts[0].strip() and bool(pairs[0][1].strip())
    return pairs if len(pairs) > 1 or lone else []


def is_tick(mark: str) -> bool:
    """True for a mark that ticks: ✓ / x • ☑ …; a dash, an empty box and a blank are none.

    Example: "√" -> True, "☐" -> False, "-" -> False, "( )" -> False.
    """
    bare = mark.strip().strip("()[] ")
    if is_blank(bare) or not bare:
        return False
    return not is_denied(bare) and _ticks().get(bare, "tick") == "tick"


def is_check_mark(mark: str) -> bool:
    """True for a mark that says "done" by its shape, in a column of words too: "✓", not "x" or "/".

    In a column headed by one state every mark ticks it; under "สถานะ" a cross may deny it.
    """
    sure = {r["value"].strip() for r in table("ticks") if r["alone"] == "done"}
    return mark.strip().strip("()[] ") in sure


def is_denied(mark: str) -> bool:
    """True for words that deny instead of ticking: "ไม่มี", "N/A", "ไม่มีข้อมูล"."""
    bare = mark.strip()
    denials = {r["value"] for r in table("denials")}
    return bare in denials or any(bare.startswith(d) for d in denials if len(d) > 2 and d > "ก")


def tick_status(marks: dict[str, str]) -> tuple[str, ...]:
    """The statuses ticked in a row: `marks` maps a status to the text of its column's cell.

    A dash counts as empty. Example: {"done": "✓", "in_progress": ""} -> ("done",).
    """
    return tuple(status for status, mark in marks.items() if is_tick(mark))
