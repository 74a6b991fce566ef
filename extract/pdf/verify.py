"""Two readings of a page: every glyph on which the two sources of characters disagree is marked.

The second reading takes pdfminer's letters for the same glyphs and sends them through the same
repairs; lines are compared, white space aside. Off unless asked for: it costs ten times as much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import SequenceMatcher

from pypdfium2 import PdfPage

from extract.pdf.char import Char, Chars
from extract.pdf.fonts import FontEvidence
from extract.pdf.repair import repaired
from extract.pdf.repair_source import REACH, second_source

DISAGREES = "pdf.verify.disagrees"
_VERIFYING: ContextVar[bool] = ContextVar("verifying", default=False)


@contextmanager
def verifying(wanted: bool = True) -> Iterator[None]:
    """Within it, PDF pages are read with both sources."""
    token = _VERIFYING.set(wanted)
    try:
        yield
    finally:
        _VERIFYING.reset(token)


def is_verifying() -> bool:
    """Whether pages are to be read with both sources."""
    return _VERIFYING.get()


def verified(
    chars: Chars, raw: Chars, page: PdfPage, number: int, fonts: FontEvidence
) -> Chars:
    """The repaired glyphs, marked where the second reading of their line says something else.

    Example: pdfium reads "ตำแหน่ง" and pdfminer "ตำแหนง": the glyph ่ is marked.
    """
    second = repaired(_reread(raw, page, number, fonts), page, number, fonts)
    other = _lines(second)
    for place, indices in _lines(chars).items():
        ours = "".join(chars.text[index] for index in indices)
        theirs = "".join(second.text[index] for index in other.get(place, ()))
        for index in _differing(chars.text, indices, ours, theirs):
            chars.repairs[index] = (*chars.repairs.get(index, ()), DISAGREES)
    return chars


Waiting = dict[tuple[int, int], list[tuple[float, float, str]]]


def _reread(
    raw: Chars, page: PdfPage, number: int, fonts: FontEvidence
) -> Chars:
    """The glyphs with pdfminer's letters: at each place the glyphs of both come in one order."""
    waiting: Waiting = defaultdict(list)
    for glyph in second_source(page, number, fonts):
        if glyph.text is not None:
            waiting[round(glyph.x), round(glyph.y)].append((glyph.x, glyph.y, glyph.text))
    made = raw.copy()
    for place, char in enumerate(raw):
        made.reads(place, _taken(char, waiting))
    return made


def _taken(char: Char, waiting: Waiting) -> str:
    """The letters pdfminer has at a glyph's origin, each used once; ours where it has none.

    A blank is taken for a letter only where nothing else is there: pdfium leaves blanks out.
    """
    column, row = round(char.x), round(char.y)
    here = [
        (place, found)
        for place in [(column + x, row + y) for x in (0, -1, 1) for y in (0, -1, 1)]
        for found in waiting.get(place, ())
        if abs(found[0] - char.x) < REACH and abs(found[1] - char.y) < REACH
    ]
    here.sort(key=lambda each: each[1][2].isspace() != char.text.isspace())
    for place, found in here:
        waiting[place].remove(found)
        return found[2]
    return char.text


def _lines(chars: Chars) -> dict[tuple[int, int], list[int]]:
    """Baseline and direction -> indices of the glyphs that print something, in stream order."""
    lines: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, char in enumerate(chars):
        if char.text.strip():
            lines[round(char.y), round(char.angle)].append(index)
    return lines


def _differing(
    texts: Sequence[str], indices: list[int], ours: str, theirs: str
) -> Iterator[int]:
    """The glyphs of a line whose letters the other reading does not have."""
    if ours == theirs:
        return
    owner = [index for index in indices for _ in texts[index]]
    for kind, start, end, _, _ in SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if kind != "equal":
            yield from dict.fromkeys(owner[max(0, start - (start == end)):end or 1])
