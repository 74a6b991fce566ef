"""Item codes as they are written: ๐๑, 0๑๑, ○11, o31, 010, "O10* (เพิ่ม)" -> 1, 11, 11, 31, 10, 10.

The letter O is printed as a letter (Latin, Greek, Cyrillic), as a digit (0, ๐) or as a ring; the
number behind it in any digits. What a code means is decided elsewhere, against title and sequence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from normalize.digits import arabic
from normalize.text import nfc
from schema.table import Frozen

LATIN_O = "Oo"
LOOKALIKE_O = "ΟοОоＯｏ०ഠօՕ"
RING_O = "○◯〇⚪⭕◌●"
ZERO = "0๐０"
_DIGITS = "0-9๐-๙０-９"
_NUMBER = f"[{_DIGITS}OoOIl|]"
_PREFIX = re.compile(r"^(?:ข้อ(?:ที่|คำถาม)?|รายการ(?:ที่)?|ตัวชี้วัด(?:ที่)?|OIT|ITA)\s*[:.]?\s*", re.I)
_SUFFIX = re.compile(r"(?:(?<!\s)\s++|)(?:\((?:เพิ่ม|ใหม่|แก้ไข|ปรับปรุง|ต่อ)[^)]*+\)?|"
                     r"(?<![*＊†#])[*＊†#]++|[.)]|เพิ่ม)\s*+$")
_CODE = re.compile(
    f"^\\(?\\s*+([{LATIN_O}{LOOKALIKE_O}{RING_O}{ZERO}])?[\\s\\-–.]*+({_NUMBER}[{_DIGITS}OoIl|\\s]*+)$"
)
_LEADING = re.compile(
    f"^\\s*((?:ข้อ(?:ที่)?\\s*)?[{LATIN_O}{LOOKALIKE_O}{RING_O}{ZERO}][\\s\\-–.]?[{_DIGITS}]{{1,2}}\\*?"
    r"(?:\s*\(เพิ่ม[^)]*\))?)(?=[\s:.)\-ก-ฮเ-ไA-Z])[\s:.)\-]*([ก-ฮเ-ไA-Za-z][\s\S]*)$"
)
_LEADING_NUMBER = re.compile(
    f"^\\s*((?:(?:ข้อ|ข้อที่|รายการที่)\\s*+[{_DIGITS}]{{1,2}}\\s*+[.):]?|[{_DIGITS}]{{1,2}}\\s*+[.)]))"
    r"\s*([ก-ฮเ-ไA-Za-z][\s\S]*)$"
)
_REF = re.compile(
    f"(?:ข้อ|ข้อที่|รายการ(?:ที่)?)\\s*([{LATIN_O}{LOOKALIKE_O}{RING_O}{ZERO}]\\s?[{_DIGITS}]{{1,2}})"
    f"(?![{_DIGITS}])|(?<![A-Za-z/ก-๙{_DIGITS}])([{LATIN_O}{LOOKALIKE_O}{RING_O}][{_DIGITS}]{{1,2}})"
    f"(?![{_DIGITS}A-Za-z])"
)
MAX_ITEM = 99
MOST_IN_A_ROW = 6  # items that one row may stand for
_LEAD = f"[{LATIN_O}{LOOKALIKE_O}{RING_O}{ZERO}]"
_TWO_DIGITS = f"([{_DIGITS}]{{1,2}})(?![{_DIGITS}])"
_FIRST = re.compile(rf"\s*\(?(?:ข้อ(?:ที่)?\s*)?{_LEAD}[\s\-.]?{_TWO_DIGITS}\*?\)?")
_NEXT = re.compile(rf"\s*+(?P<sign>[,/;&+\-–—~\n]|ถึง|และ|กับ)?\s*+(?:ข้อ\s*+)?(?P<lead>{_LEAD})?"
                   rf"\s?{_TWO_DIGITS}\*?\)?")
_LONGEST = 300  # letters of a cell that holds codes alone
_RANGE = frozenset("-–—~") | {"ถึง"}


class CodeReading(Frozen):
    """A printed code: item `number`, the `rules` that read it, `plain` for a bare number.

    A bare number ("12") is an item only if the titles of the table say so.
    """

    number: int
    rules: tuple[str, ...] = ()
    plain: bool = False

    @property
    def code(self) -> str:
        """The canonical code, e.g. "O12"."""
        return f"O{self.number}"


@lru_cache(maxsize=4096)  # every cell is asked whether it is a code, by several rules
def item_code(text: str) -> CodeReading | None:
    """The code that a whole cell prints, None where the cell holds no code.

    Example: "O10* (เพิ่ม)" -> number 10; "o" (a bullet) and "โครงสร้าง" -> None.
    """
    if len(text) > _LONGEST:
        return None
    body = _strip(nfc(text))
    match = _CODE.match(body)
    if not match:
        return None
    lead, digits = match[1], re.sub(r"\s+", "", match[2])
    rules = _lead_rules(lead)
    if re.search("[OoIl|]", digits):
        if not re.search(f"[{_DIGITS}]", digits) and not lead:
            return None
        digits = re.sub("[Oo]", "0", re.sub("[Il|]", "1", digits))
        rules = (*rules, "code.letter_digit")
    if arabic(digits) != digits:
        rules = (*rules, "code.thai_digits")
    if lead is None and arabic(digits).startswith("0") and len(digits) > 1:
        lead, rules = "0", (*rules, "code.zero")
    return _reading(int(arabic(digits)), rules, plain=lead is None)


def _reading(number: int, rules: tuple[str, ...], plain: bool) -> CodeReading | None:
    if not 1 <= number <= MAX_ITEM:
        return None
    return CodeReading(number=number, rules=(*rules, "code.plain") if plain else rules, plain=plain)


def _strip(text: str) -> str:
    """The code alone: no tags of an export, "ข้อ", footnote mark, "(เพิ่ม)"."""
    text = re.sub(r"<[^<>]{1,40}>|\*\*", "", text).strip()
    text = _PREFIX.sub("", text)
    while _SUFFIX.search(text):
        text = _SUFFIX.sub("", text)
    return text.strip(" \t\n(:")


def _lead_rules(lead: str | None) -> tuple[str, ...]:
    if lead is None or lead in "O":
        return ()
    if lead in ZERO:
        return ("code.zero",)
    if lead in RING_O:
        return ("code.ring",)
    return ("code.lower",) if lead == "o" else ("code.lookalike",)


def leading_code(text: str) -> tuple[CodeReading, str, str] | None:
    """A code that begins a cell, the code as printed, and the rest of the cell.

    Example: "O1 โครงสร้าง" -> (number 1, "O1", "โครงสร้าง").
    """
    match = _LEADING.match(nfc(text))
    reading = item_code(match[1]) if match else None
    return (reading, match[1], match[2]) if match and reading and not reading.plain else None


def leading_number(text: str) -> tuple[CodeReading, str, str] | None:
    """A bare number that begins a cell, as printed, and the rest; it may be an item's or not.

    Example: "ข้อ ๑. โครงสร้าง" -> (number 1 and plain, "ข้อ ๑.", "โครงสร้าง").
    """
    match = _LEADING_NUMBER.match(nfc(text))
    reading = item_code(match[1]) if match else None
    return (reading, match[1].strip(), match[2]) if match and reading else None


def references(text: str) -> tuple[tuple[str, str], ...]:
    """Other items that a component points to, as (code, as printed), in order of mention.

    Example: "ตามแผนในข้อ ๐11" -> (("O11", "๐11"),).
    """
    found: list[tuple[str, str]] = []
    for match in _REF.finditer(nfc(text)):
        printed = match[1] or match[2]
        reading = item_code(printed)
        if reading and reading.code not in [code for code, _ in found]:
            found.append((reading.code, printed))
    return tuple(found)


def codes_of_cell(text: str) -> list[int]:
    """The item numbers of a cell that holds nothing but several codes, else [].

    Example: "O4\\nO5" -> [4, 5]; "O15 - O17" -> [15, 16, 17]; "O4" and "O4 โครงสร้าง" -> [].
    """
    text = nfc(text).strip()
    match = _FIRST.match(text) if len(text) <= _LONGEST else None
    numbers = [int(arabic(match[1]))] if match else []
    at = match.end() if match else 0
    while match and at < len(text):
        match = _NEXT.match(text, at)
        if not match or not (match["sign"] or match["lead"]):
            return []
        number = int(arabic(match[3]))
        between = range(numbers[-1] + 1, number) if match["sign"] in _RANGE else ()
        numbers += [*between, number]
        at = match.end()
    rising = all(a < b for a, b in pairwise(numbers))
    return numbers if rising and 2 <= len(numbers) <= MOST_IN_A_ROW else []
