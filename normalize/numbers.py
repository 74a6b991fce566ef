"""Numbers as forms print them: scores, percentages and money, in any digits, as Decimal."""

from __future__ import annotations

import re
from decimal import Decimal

from normalize.digits import arabic
from normalize.text import is_blank, nfc

_BEFORE = re.compile(r"^(?:(?:จำนวน|ร้อยละ|คะแนน(?:ที่ได้|เฉลี่ย|รวม)?|ได้|เท่ากับ|฿|[:=])\s*)+")
_AFTER = re.compile(r"(?:(?<!\s)\s++|)(?:%|ร้อยละ|เปอร์เซ็นต์|เปอร์เซนต์|คะแนน|บาท(?:ถ้วน)?|฿|\.-|\.–)+$")
_OF_HUNDRED = re.compile(r"(?<=\d)\s*+(?:คะแนน)?\s*+(?:/|จาก)\s*+100(?:\.0+)?\s*+(?=คะแนน|$)")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+")
_LONGEST = 200  # letters of a cell that holds a number and its words


def number(text: str | None) -> Decimal | None:
    """The number that a cell holds; None for a blank cell or a dash.

    Raises ValueError for any other text. A comma parts thousands, a point begins the decimals.
    Example: "ร้อยละ ๘๗.๓๓" -> 87.33; "1,250.- บาท" -> 1250.
    """
    if text is None or is_blank(text):
        return None
    clean = re.sub(r"\s+", " ", arabic(nfc(text))).strip()
    bare = _AFTER.sub("", _BEFORE.sub("", clean)).strip() if len(clean) <= _LONGEST else ""
    while _AFTER.search(bare):
        bare = _AFTER.sub("", bare).strip()
    if not _NUMBER.fullmatch(bare) or not bare.isascii():
        raise ValueError(f"no number: {text.strip()!r}; expected one such as 87.33 or 1,250")
    return Decimal(bare.replace(",", ""))


def percentage(text: str | None) -> Decimal | None:
    """A score or share from 0 to 100; None for a blank cell.

    Examples: "๙๙.๗๕" -> 99.75; "88.5 / 100" -> 88.5. Raises ValueError for a text that is no
    number and for a number outside of the scale.
    """
    value = number(_OF_HUNDRED.sub("", arabic(nfc(text))) if text else text)
    if value is not None and not 0 <= value <= 100:
        raise ValueError(f"no score: {text!r}; expected a number from 0 to 100")
    return value
