"""Status from words and from ticks. A blank cell is not stated, which is not "not done"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import Hamming, Levenshtein

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.lostmarks import damaged, without_marks
from normalize.text import is_blank, squash

_DENIED = re.compile(r"(?:ไม่|มิ|ยัง|จะ|คาดว่า|ใกล้|หาก|เมื่อ|กำหนด|not)\S{0,8}$|ไม่สามารถ\S{0,200}$")
_DENIED_BARE = re.compile(  # the same without marks; three letters alone stand in other words
    r"(?:ไม|มได|มอาจ|(?<![ก-ฮเ-ไ])ยง|จะ|คาดวา|ใกล|หาก|เมอ|กาหนด|not)\S{0,8}$|ไมสามารถ\S{0,200}$"
)
_PARTLY = re.compile(
    rf"\s*(?:(?:{damaged('เป็น')})?{damaged('บางส่วน')}"
    r"|(?:ร้อยละ)?(?!100(?:%|$))\d{1,2}(?:\.\d+)?(?:%|$|เปอร์))"
)
_MARKS = "status.marks"
_LONG = 10  # letters of a wording that one misread letter does not turn into another
_ONE_MARK, _MORE_MARKS = 0.85, 0.7  # confidence of a wording that lost marks
_FAR = 3  # letters in which all wordings of other statuses differ
_DENYING = frozenset("ไม่ยังิจะ")  # letters of words that deny
_BOX = re.compile("([☑☒✓✔√✗✘☐□◻⬜]|\\(\\s*+(?:[✓✔√/xX•]\\s*+)?\\)|\\[\\s*+(?:[✓✔√/xX]\\s*+)?\\])")


@cache
def _wordings() -> tuple[tuple[str, str], ...]:
    """(squashed wording, status), the longest first: a negation holds its positive."""
    rows = [(squash(r["value"]).casefold(), r["canonical"]) for r in table("statuses")]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


@cache
def _of_length(letters: int) -> tuple[tuple[str, str], ...]:
    """The wordings of so many letters."""
    return tuple(wording for wording in _wordings() if len(wording[0]) == letters)


@cache
def _ticks() -> dict[str, str]:
    return {r["value"].strip(): r["canonical"] for r in table("ticks")}


class StatusWords(NamedTuple):
    """The statuses that a text names, and how its words were read."""

    statuses: tuple[str, ...] = ()
    rule: str = "status.words"
    confidence: float = 1.0


def status_of_words(text: str) -> tuple[str, ...]:
    """Every status that a text names, in order, each once; boxes before an option choose it.

    Example: "อยู่ระหว่างการดำเนินการ" -> ("in_progress",); "☑ แล้วเสร็จ ☐ ยังไม่ดำเนินการ" -> ("done",).
    """
    return status_words(text).statuses


def status_words(text: str) -> StatusWords:
    """The same with its rule and confidence: wordings that lost marks count where no other does.

    Example: "ยังไมดำเนินการ" -> ("not_started",), rule "status.marks", confidence 0.85.
    """
    options = _options(text)
    if options:
        chosen = [status_words(words) for mark, words in options if is_tick(mark)]
        named = tuple(dict.fromkeys(s for reading in chosen for s in reading.statuses))
        least = min(chosen, key=lambda reading: reading.confidence, default=StatusWords())
        return least._replace(statuses=named)
    printed = arabic(squash(text)).casefold()
    letters = printed.replace("เเ", "แ")  # two SARA E stand in no word
    exact = _exact(letters)
    if exact and letters == printed:
        return StatusWords(statuses=exact)
    if exact:
        return StatusWords(statuses=exact, rule=_MARKS, confidence=_ONE_MARK)
    read = _damaged(letters)
    return read if read.statuses else _one_letter(letters)


def _exact(letters: str) -> tuple[str, ...]:
    found = []
    for wording, status in _wordings():
        at = letters.find(wording)
        if at < 0:
            continue
        if status == "done" and _is_no_claim(letters[:at], letters[at + len(wording) :]):
            return ()  # "จะแล้วเสร็จ", "เสร็จ 50%": not done, but what it is, no row says
        found.append((at, status))
        letters = letters.replace(wording, " " * len(wording))
    return tuple(dict.fromkeys(status for _, status in sorted(found)))


def _damaged(letters: str) -> StatusWords:
    """Statuses of wordings with lost or doubled marks; a part of a word is none.

    What is left of the text must say nothing that could turn it: one wording, alone or behind
    words that are no denial.
    """
    bare, found, lost = without_marks(letters), [], 0
    for skeleton, pattern, wording, status in _patterns():
        match = pattern.search(letters) if skeleton in bare else None
        if match is None:
            continue
        if status == "done" and _is_no_claim(letters[: match.start()], letters[match.end() :]):
            return StatusWords()
        found.append((match.start(), status))
        lost += Levenshtein.distance(match[0], wording)
        letters = letters[: match.start()] + " " * len(match[0]) + letters[match.end() :]
        bare = without_marks(letters)
    return StatusWords(statuses=tuple(dict.fromkeys(status for _, status in sorted(found))),
                       rule=_MARKS, confidence=_ONE_MARK if lost <= 1 else _MORE_MARKS)


def _one_letter(letters: str) -> StatusWords:
    """The status whose wording is the whole cell but for one letter: "กำถังดำเนินการ".

    Only long wordings, of which none of another status is as near. A letter may also be lost,
    "กำลังดำนินการ", but none of a word of denial, and none is added, as "ไม่" is.
    """
    if len(letters) < _LONG:
        return StatusWords()
    near = {status for wording, status in _of_length(len(letters))
            if Hamming.distance(wording, letters) == 1}
    near = near or _one_lost(letters)
    if len(near) != 1:
        return StatusWords()
    return StatusWords(statuses=tuple(near), rule="status.misread", confidence=_MORE_MARKS)


def _one_lost(letters: str) -> set[str]:
    """The statuses of wordings that lost one letter, where those of all others are far."""
    near = set()
    for wording, status in _of_length(len(letters) + 1):
        at = next((n for n, (a, b) in enumerate(zip(wording, letters, strict=False)) if a != b),
                  len(letters))
        if wording[:at] + wording[at + 1:] == letters and wording[at] not in _DENYING:
            near.add(status)
    if not near:
        return near
    others = (wording for wording, status in _wordings() if status not in near)
    far = all(Levenshtein.distance(letters, other, score_cutoff=_FAR) >= _FAR for other in others)
    return near if far else set()


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str, str], ...]:
    """(wording without marks, pattern, wording, status), the longest wording first."""
    return tuple((without_marks(wording), re.compile(damaged(wording)), wording, status)
                 for wording, status in _wordings() if without_marks(wording) != wording)


def _is_no_claim(before: str, after: str) -> bool:
    """True for a "done" that is denied, planned or partly so, with or without its marks."""
    return bool(_DENIED.search(before) or _DENIED_BARE.search(without_marks(before))
                or _PARTLY.match(after))


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
    """True for words that deny instead of ticking: "ไม่มี", "N/A", "ไม่มีข้อมูล", "ไมมี"."""
    bare = mark.strip()
    return any(word == bare or pattern.fullmatch(bare) or (begins and pattern.match(bare))
               for word, begins, pattern in _denials())


@cache
def _denials() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """(word of denial, whether more may follow, pattern with lost marks)."""
    words = [r["value"] for r in table("denials")]
    return tuple((w, len(w) > 2 and w > "ก", re.compile(damaged(w))) for w in words)


def tick_status(marks: dict[str, str]) -> tuple[str, ...]:
    """The statuses ticked in a row: `marks` maps a status to the text of its column's cell.

    A dash counts as empty. Example: {"done": "✓", "in_progress": ""} -> ("done",).
    """
    return tuple(status for status, mark in marks.items() if is_tick(mark))
