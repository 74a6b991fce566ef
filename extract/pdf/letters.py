"""The letters of many glyphs at once, as numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

#: Codes of a text without a letter and of one with several; no letter has these.
NOTHING, SEVERAL = 0x110000, 0x110001
SPACE = ord(" ")
_SETS_END = 0x0E80  # behind the Thai block
_BLANK_END = 0x3001
_IS_BLANK = np.array([chr(code).isspace() for code in range(_BLANK_END)] + [False])


def codes_of(texts: Sequence[str]) -> Codes:
    """The code point of each text. Example: "ก", "", "นำ" -> 0x0E01, NOTHING, SEVERAL."""
    joined = "".join(texts)
    if len(joined) == len(texts) and "" not in texts:
        return codes_in(joined)
    return np.array([code_of(text) for text in texts], np.uint32)


def codes_in(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(bytearray(text.encode("utf-32-le", "surrogatepass")), np.uint32)


def texts_of(codes: Codes) -> list[str]:
    """The letters with these code points, one by one."""
    return list(codes.tobytes().decode("utf-32-le", "surrogatepass"))


def code_of(text: str) -> int:
    """The same of one text."""
    return ord(text) if len(text) == 1 else SEVERAL if text else NOTHING


class LetterSet:
    """A set of letters up to the Thai block that is asked about many glyphs at once."""

    def __init__(self, letters: Collection[str]) -> None:
        self._has = np.array([chr(code) in letters for code in range(_SETS_END)] + [False])

    def among(self, codes: Codes) -> Flags:
        """Which of the codes are those of these letters."""
        found: Flags = self._has[np.minimum(codes, _SETS_END)]
        return found


def blank(codes: Codes, texts: Sequence[str]) -> Flags:
    """Which of the texts print nothing: no letter, or white space only."""
    found: Flags = _IS_BLANK[np.minimum(codes, _BLANK_END)]
    found |= codes == NOTHING
    for place in np.flatnonzero(codes == SEVERAL).tolist():
        found[place] = not texts[place].strip()
    return found
