"""Text objects: what all glyphs of one share - font, size, direction, ActualText."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Collection, Mapping, Sequence
from itertools import compress, repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extract.pdf.letters import Places
from extract.pdf.native import Answers, Numbers, handle, handles, native

_matrix = native(pdfium.FPDFText_GetMatrix)
_font_size = native(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_font = native(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t)
_base_name = native(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t)
_mark_count = native(pdfium.FPDFPageObj_CountMarks)
_mark = native(pdfium.FPDFPageObj_GetMark, ctypes.c_size_t)
_parameter = native(pdfium.FPDFPageObjMark_GetParamValueType)
_ACTUAL_TEXT = ctypes.c_char_p.from_param(b"ActualText")
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
    """The text object of each character of a page, as columns.

    known: the styles that occur; styles: which of them; numbers: of the text object, in drawing
    order; spans: the stretch with an ActualText, or 0.
    """

    known: list[Style]
    styles: Places
    numbers: Places
    spans: NDArray[np.uintp]

    def column(self, field: str) -> Numbers:
        """The size, angle or stretch of each character."""
        return np.array([getattr(style, field) for style in self.known], float)[self.styles]

    def fonts(self) -> tuple[list[str], Places]:
        """The names of the fonts, and which of them each character is printed in."""
        names = list(dict.fromkeys(style.font for style in self.known))
        return names, np.array([names.index(style.font) for style in self.known], np.intp)[
            self.styles]


def text_runs(
    textpage: Any, indices: Sequence[int], owners: NDArray[np.uintp], numbers: Mapping[int, int]
) -> Runs:
    """The text objects (`owners`, by address) of the characters with these indices.

    numbers: address of a text object -> its place in drawing order.
    """
    starts, lengths = _stretches(owners[:, None])
    stretches: list[int] = owners[starts].tolist()
    first = dict(zip(reversed(stretches), reversed(starts.tolist()), strict=True))
    items, chars = handles(first), [indices[place] for place in first.values()]
    known, styles_of_items = _styles(textpage, items, chars)
    style_of = dict(zip(first, styles_of_items, strict=True))
    styles = np.repeat(np.array(list(map(style_of.__getitem__, stretches)), np.intp), lengths)
    drawn = list(map(numbers.get, stretches, repeat(len(numbers))))
    spans = _spans(list(first), items)
    given = np.array(list(map(spans.get, stretches, repeat(0))), np.uintp) if spans else None
    return Runs(
        known, styles, np.repeat(np.array(drawn, np.intp), lengths),
        np.zeros(len(owners), np.uintp) if given is None else np.repeat(given, lengths),
    )


def _stretches(rows: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each stretch of equal rows starts, and how many rows it has."""
    begins = np.ones(len(rows), bool)
    begins[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    starts = np.flatnonzero(begins)
    return starts, np.diff(starts, append=len(rows))


def _styles(
    textpage: Any, items: Sequence[Any], chars: Sequence[int]
) -> tuple[list[Style], list[int]]:
    """The styles of text objects, and which of them each has; chars: a character of each."""
    looks = np.empty((len(items), 6))
    fonts = np.fromiter(map(_font, items), np.uintp, len(items))
    looks[:, 0] = fonts  # told apart here, not read back
    looks[:, 1] = np.fromiter(map(_font_size, repeat(textpage), chars), float, len(items))
    looks[:, 2:] = _MATRICES.table(_matrix, textpage, chars)[:, :4]
    starts, lengths = _stretches(looks)
    known: dict[tuple[Any, ...], int] = {}
    found = [known.setdefault((font, *look), len(known)) for font, look in zip(
        fonts[starts].tolist(), looks[starts, 1:].tolist(), strict=True)]
    return [_style(*look) for look in known], np.repeat(found, lengths).tolist()


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
        given = _with_text({mark for mark in marks if mark})
        for item, mark in zip(compress(addresses, more), marks, strict=True) if given else ():
            if mark in given:
                found.setdefault(item, mark)
    return found


def _with_text(marks: Collection[int]) -> set[int]:
    """Those of the stretches that have an ActualText."""
    kinds = map(_parameter, handles(marks), repeat(_ACTUAL_TEXT))
    return set(compress(marks, map(pdfium.FPDF_OBJECT_STRING.__eq__, kinds)))
