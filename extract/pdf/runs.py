"""Text objects: what all glyphs of one share - font, size, direction, ActualText."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from itertools import compress, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.pdf.native import Answers, handle, handles, native

_matrix = native(pdfium.FPDFText_GetMatrix)
_font_size = native(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_font = native(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t)
_base_name = native(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t)
_mark_count = native(pdfium.FPDFPageObj_CountMarks)
_mark = native(pdfium.FPDFPageObj_GetMark, ctypes.c_size_t)
_parameter = native(pdfium.FPDFPageObjMark_GetParamValueType)
_MATRICES = Answers(ctypes.c_float, 6, structure=True)
#: Most marks of one object that are looked at.
MARK_LIMIT = 16


class Style(NamedTuple):
    """How a text object prints. angle: in degrees, 0 for upright text; stretch: of the letters.

    Few styles serve all text objects of a page, of which some programs make one per letter.
    """

    font: str
    size: float
    angle: float
    stretch: float
    cos: float
    sin: float


class Runs(NamedTuple):
    """The text objects of a page by address: styles, and the ActualText of those that have one."""

    styles: dict[int, Style]
    spans: dict[int, int]


def text_runs(textpage: Any, indices: Sequence[int], objects: Sequence[int]) -> Runs:
    """The text objects of a page; `objects` are those of the characters with these indices."""
    first = dict(zip(reversed(objects), reversed(indices), strict=True))
    items, chars = handles(first), list(first.values())
    looks = list(zip(
        map(_font, items), map(_font_size, repeat(textpage), chars),
        *_MATRICES.columns(_matrix, textpage, chars)[:4], strict=True,
    ))
    styles = {look: _style(*look) for look in set(looks)}
    return Runs(dict(zip(first, map(styles.__getitem__, looks), strict=True)),
                _spans(list(first), items))


def _style(font: int, size: float, a: float, b: float, c: float, d: float) -> Style:
    across, upwards = math.hypot(a, b), math.hypot(c, d)
    turn = math.atan2(b, a) if abs(b) > 0.01 * abs(a) or a < 0 else 0.0
    return Style(
        _font_name(font), abs(size * upwards) or 1.0, math.degrees(turn),
        across / upwards if upwards else 1.0, math.cos(turn), math.sin(turn),
    )


def _font_name(font: int) -> str:
    """The name of the font: "TH SarabunIT๙" may stand in UTF-8 or in Windows-874."""
    buffer = ctypes.create_string_buffer(256)
    _base_name(handle(font), buffer, len(buffer))
    try:
        return buffer.value.decode("utf-8")
    except UnicodeDecodeError:
        return buffer.value.decode("cp874", "replace")


def _spans(addresses: Sequence[int], items: Sequence[Any]) -> dict[int, int]:
    """Text objects in a stretch of content with an ActualText, and which stretch that is.

    pdfium gives an ActualText once more where it has sorted another object into its stretch.
    """
    found: dict[int, int] = {}
    counts = list(map(_mark_count, items))
    for number in range(min(max(counts, default=0), MARK_LIMIT)):
        more = [count > number for count in counts]
        marks = list(map(_mark, compress(items, more), repeat(number)))
        given = {mark for mark in set(marks) if mark and _has_text(mark)}
        for item, mark in zip(compress(addresses, more), marks, strict=True) if given else ():
            if mark in given:
                found.setdefault(item, mark)
    return found


def _has_text(mark: int) -> bool:
    return bool(_parameter(handle(mark), b"ActualText") == pdfium.FPDF_OBJECT_STRING)
