"""Thai and full-width digits to 0-9."""

from __future__ import annotations

import re

_DIGITS = {ord("๐") + n: str(n) for n in range(10)} | {ord("０") + n: str(n) for n in range(10)}
_ANY = re.compile("[๐-๙０-９]")


def arabic(text: str) -> str:
    """Text with every Thai or full-width digit as 0-9. Example: "ปี ๒๕๖๗" -> "ปี 2567"."""
    return text.translate(_DIGITS) if _ANY.search(text) else text
