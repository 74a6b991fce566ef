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
    textpage: Any, indices: Places, owners: NDArray[np.uintp], numbers: Mapping[int, int]
) -> Runs:
    """The text objects (`owners`, by address) of the characters with these indices.

    numbers: address of a text object -> its place in drawing order.
    """
    starts, lengths = _stretches(owners)
    found, firsts, which = np.unique(owners[starts], return_index=True, return_inverse=True)
    addresses: list[int] = found.tolist()
    items, chars = handles(addresses), indices[starts[firsts]].tolist()
    known, styles = _styles(textpage, items, chars)
    drawn = np.array(list(map(numbers.get, addresses, repeat(len(numbers)))), np.intp)
    each = np.repeat(which, lengths)
    return Runs(known, styles[each], drawn[each], _spans(items)[each])


def _stretches(*columns: NDArray[Any]) -> tuple[Places, Places]:
    """Where each stretch of equal rows starts, and how many rows it has."""
    begins = np.zeros(len(columns[0]), bool)
    begins[:1] = True
    for column in columns:
        begins[1:] |= column[1:] != column[:-1]
    starts = np.flatnonzero(begins)
    return starts, np.append(starts[1:], len(begins)) - starts


def _styles(
    textpage: Any, items: Sequence[Any], chars: Sequence[int]
) -> tuple[list[Style], Places]:
    """The styles of text objects, and which of them each has; chars: a character of each."""
    fonts = np.fromiter(map(_font, items), np.uintp, len(items))
    sizes = np.fromiter(map(_font_size, repeat(textpage), chars), float, len(items))
    matrices = _MATRICES.table(_matrix, textpage, chars).T[:4]
    starts, lengths = _stretches(fonts, sizes, *matrices)
    known: dict[tuple[Any, ...], int] = {}
    looks = zip(*(column[starts].tolist() for column in (fonts, sizes, *matrices)), strict=True)
    found = [known.setdefault(look, len(known)) for look in looks]
    return [_style(*look) for look in known], np.repeat(np.array(found, np.intp), lengths)


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


def _spans(items: Sequence[Any]) -> NDArray[np.uintp]:
    """For each text object the stretch of content with an ActualText that it is in, or 0.

    pdfium gives an ActualText once more where it has sorted another object into its stretch.
    Objects of one innermost stretch are in the same outer ones, so one of them is asked.
    """
    found = np.zeros(len(items), np.uintp)
    counts = np.fromiter(map(_mark_count, items), np.intp, len(items))
    marked = np.flatnonzero(counts)
    if len(marked):
        within = list(map(items.__getitem__, marked.tolist()))
        innermost = np.array(list(map(_mark, within, (counts[marked] - 1).tolist())), np.uintp)
        _, firsts, which = np.unique(innermost, return_index=True, return_inverse=True)
        asked = list(map(within.__getitem__, firsts.tolist()))
        found[marked] = _outermost(asked, counts[marked][firsts])[which]
    return found


def _outermost(items: Sequence[Any], counts: Places) -> NDArray[np.uintp]:
    """The outermost stretch with an ActualText around each text object in `counts` stretches."""
    found = np.zeros(len(items), np.uintp)
    for number in range(min(counts.max(), MARK_LIMIT)):
        more = np.flatnonzero((counts > number) & (found == 0))
        marks = list(map(_mark, map(items.__getitem__, more.tolist()), repeat(number)))
        given = _with_text({*marks} - {0})
        found[more] = [mark if mark in given else 0 for mark in marks]
    return found


def _with_text(marks: Collection[int]) -> set[int]:
    """Those of the stretches that have an ActualText."""
    kinds = map(_parameter, handles(marks), repeat(_ACTUAL_TEXT))
    return set(compress(marks, map(pdfium.FPDF_OBJECT_STRING.__eq__, kinds)))
