"""The three instruments of the assessment, IIT, EIT and OIT, and the codes of their questions."""

from __future__ import annotations

import re
from functools import cache

from catalogue.lookup import table
from normalize.codes import LATIN_O, LOOKALIKE_O, RING_O, ZERO
from normalize.digits import arabic
from normalize.text import nfc, squash
from schema.table import Frozen

LONGEST_NAME = 30  # letters; a longer text that names an instrument must speak of its questions
_HEADING = re.compile("แบบวัด|แบบตรวจ|แบบสำรวจ|แบบประเมิน|ข้อคำถาม")
INSTRUMENTS = {"i": "IIT", "e": "EIT", "o": "OIT"}
_LETTERS = {"i": "iIlιіІ|", "e": "eEеЕ", "o": f"{LATIN_O}{LOOKALIKE_O}{RING_O}{ZERO}"}
_DIGITS = "0-9๐-๙"
_CODE = re.compile(
    r"^\s*(?:\(\s*)?(?:ข้อ(?:ที่|คำถาม(?:ที่)?)?\s*)?"
    + f"([{''.join(_LETTERS.values())}])[\\s\\-]?([{_DIGITS}]{{1,2}})\\*?(?!\\.?[{_DIGITS}])"
    + r"[\s.:)\-]*(.*)$", re.S,
)
_BARE = re.compile(
    f"^\\s*(?:ข้อ(?:ที่)?\\s*)?([{_DIGITS}]{{1,2}})(?!\\.?[{_DIGITS}])[\\s.:)]+(\\D.*)$", re.S
)


class QuestionCode(Frozen):
    """A code read before a question: canonical `code` ("i1", "o35"), the `title` behind it."""

    code: str
    title: str
    rules: tuple[str, ...] = ()

    @property
    def instrument(self) -> str:
        """The instrument that the letter of the code stands for."""
        return INSTRUMENTS[self.code[0]]


@cache
def _wordings() -> tuple[tuple[str, str], ...]:
    """(wording, instrument): the letters first, for a heading says "ภายใน EIT" by mistake."""
    rows = [(squash(r["value"]), r["canonical"]) for r in table("instruments")]
    return tuple(sorted(rows, key=lambda r: (not r[0].isascii(), -len(r[0]), r[0])))


def instruments_of(text: str) -> tuple[str, ...]:
    """The instruments that a text names, in its order; its letters count before its words.

    Example: "ภายใน (IIT) และภายนอก (EIT)" -> ("IIT", "EIT").
    """
    letters = squash(text)
    for ascii_only in (True, False):
        found = [(letters.find(w), i) for w, i in _wordings()
                 if w.isascii() == ascii_only and w in letters]
        if found:
            return tuple(dict.fromkeys(i for _, i in sorted(found)))
    return ()


def instrument_heading(text: str) -> str | None:
    """The instrument that a heading over questions names, None where it is no such heading.

    Example: "แบบวัดการเปิดเผยข้อมูลสาธารณะ OIT" -> "OIT".
    """
    names = instruments_of(text)
    if len(names) != 1 or question_code(text):
        return None
    short = len(squash(text)) <= LONGEST_NAME
    return names[0] if short or _HEADING.search(nfc(text)) else None


def question_code(text: str) -> QuestionCode | None:
    """The code and title of a question: "๐35 การดำเนินการ" -> o35; None where it has no code.

    The letter may be printed as a capital, a ring or the digit zero, the number in any digits.
    """
    match = _CODE.match(nfc(text).strip())
    number = int(arabic(match[2])) if match else 0
    if match is None or not number:
        return None
    letter = next(k for k, forms in _LETTERS.items() if match[1] in forms)
    lookalike = () if match[1] == letter else ("code.lookalike",)
    digits = () if match[2].isascii() else ("code.thai_digits",)
    return QuestionCode(code=f"{letter}{number}", title=match[3].strip(),
                        rules=(*lookalike, *digits))


def bare_question(text: str, instrument: str) -> QuestionCode | None:
    """A question that prints its number alone, under the heading of an instrument."""
    match = _BARE.match(nfc(text).strip())
    letter = next((k for k, name in INSTRUMENTS.items() if name == instrument), None)
    if match is None or letter is None or not int(arabic(match[1])):
        return None
    return QuestionCode(code=f"{letter}{int(arabic(match[1]))}", title=match[2].strip(),
                        rules=("score.code_by_instrument",))
