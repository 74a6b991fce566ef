"""The characters of a page as pdfium finds them: text, place, ink, font, in content-stream order.

Two things pdfium tells that others do not: the box of the *ink* of every glyph (a "space" that
prints a mark has ink) and whether the text was given by the producer (ActualText).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium


class Char(NamedTuple):
    """One glyph of the content stream, in points of the page's own coordinates (y upwards).

    x, y: the origin on the baseline; advance: how far the pen moves along the line.
    left, low, right, high: the ink relative to the origin, along the line and upwards (all 0 for
    a glyph without ink); angle: direction of the line in degrees, 0 for upright text.
    given: the text comes from ActualText; unmapped: the font does not say what the glyph is.
    Example: SARA AM of "น้ำ" is one Char with advance 5.0 and ink that reaches above the body.
    """

    text: str
    x: float
    y: float
    advance: float
    left: float
    low: float
    right: float
    high: float
    font: str
    size: float
    angle: float
    run: int
    given: bool = False
    unmapped: bool = False
    repairs: tuple[str, ...] = ()

    @property
    def inked(self) -> bool:
        """Whether the glyph prints anything."""
        return self.high - self.low > 0.01 and self.right - self.left > 0.01


class Run(NamedTuple):
    """What all characters of one text object share."""

    number: int
    font: str
    size: float
    angle: float
    cos: float
    sin: float


def _call(function: Any, *arguments: type) -> Callable[..., int]:
    """A pdfium function that takes addresses as plain integers: three times as fast."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(ctypes.c_size_t, *arguments)(address)  # type: ignore[arg-type,return-value]


_P, _I = ctypes.c_void_p, ctypes.c_int
_unicode = _call(pdfium.FPDFText_GetUnicode, _P, _I)
_object = _call(pdfium.FPDFText_GetTextObject, _P, _I)
_origin = _call(pdfium.FPDFText_GetCharOrigin, _P, _I, _P, _P)
_ink = _call(pdfium.FPDFText_GetCharBox, _P, _I, _P, _P, _P, _P)
_loose = _call(pdfium.FPDFText_GetLooseCharBox, _P, _I, _P)
_generated = _call(pdfium.FPDFText_IsGenerated, _P, _I)
_unmapped = _call(pdfium.FPDFText_HasUnicodeMapError, _P, _I)


def page_chars(page: pypdfium2.PdfPage) -> list[Char]:
    """The glyphs of a page in the order of the content stream; none that pdfium made up."""
    textpage = page.get_textpage()
    try:
        numbers = object_numbers(page)
        chars = list(_chars(textpage, numbers))
    finally:
        textpage.close()
    chars.sort(key=lambda char: char.run)
    return list(_joined(chars))


def object_numbers(page: pypdfium2.PdfPage) -> dict[int, int]:
    """Address of each page object, also inside forms -> its number in drawing order."""
    found: dict[int, int] = {}
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _number(pdfium.FPDFPage_GetObject(page, index), found, 0)
    return found


def _number(item: Any, found: dict[int, int], depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            _number(pdfium.FPDFFormObj_GetObject(item, index), found, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        found[ctypes.addressof(item.contents)] = len(found)


def _chars(textpage: pypdfium2.PdfTextPage, numbers: dict[int, int]) -> Iterator[Char]:
    """Every character with its measures; the buffers are shared, so nothing is allocated."""
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
    box = (ctypes.c_double * 6)()
    at = ctypes.addressof(box)
    loose = (ctypes.c_float * 4)()
    loose_at = ctypes.addressof(loose)
    runs: dict[int, Run] = {}
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        address = _object(handle, index)
        if not address:
            continue  # a space or line break that pdfium made up
        if address not in runs:
            runs[address] = _run(textpage, index, numbers.get(address, len(numbers)))
        code = _unicode(handle, index)
        _ink(handle, index, at, at + 8, at + 16, at + 24)
        _origin(handle, index, at + 32, at + 40)
        _loose(handle, index, loose_at)
        if code == 0x20 and box[0] == box[1] and loose[0] == loose[2]:
            continue  # pdfium's guess from the kerning
        char = _char(chr(code), runs[address], box, loose)
        yield char._replace(unmapped=True) if _unmapped(handle, index) == 1 else char


def _char(text: str, run: Run, box: Any, loose: Any) -> Char:
    left, right, low, high, x, y = box
    if run.angle == 0.0:
        ends = (left - x, low - y, right - x, high - y)
        advance = max(0.0, loose[2] - x) if loose[2] < right - 0.01 or loose[2] > x else 0.0
    else:
        ends = _turned(run, (left - x, low - y, right - x, high - y))
        advance = max(0.0, _turned(run, (loose[0] - x, loose[3] - y, loose[2] - x, loose[1] - y))[2])
    given = loose[0] == ctypes.c_float(left).value and loose[2] == ctypes.c_float(right).value \
        and loose[1] == ctypes.c_float(high).value and high > low
    return Char(text, x, y, advance, *ends, run.font, run.size, run.angle, run.number, given)


def _turned(run: Run, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box in page directions -> along the line and upwards from it."""
    corners = [(x * run.cos + y * run.sin, y * run.cos - x * run.sin)
               for x in (box[0], box[2]) for y in (box[1], box[3])]
    along, up = zip(*corners, strict=True)
    return min(along), min(up), max(along), max(up)


def _run(textpage: pypdfium2.PdfTextPage, index: int, number: int) -> Run:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    size = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    angle = 0.0 if abs(angle) < 0.5 else angle
    turn = math.radians(angle)
    return Run(number, _font_name(textpage, index), size, angle, math.cos(turn), math.sin(turn))


def _font_name(textpage: pypdfium2.PdfTextPage, index: int) -> str:
    """The name of the font, "TH SarabunIT๙" read as UTF-8, else as Windows-874."""
    buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), flags)
    try:
        return buffer.value.decode("utf-8")
    except UnicodeDecodeError:
        return buffer.value.decode("cp874", "replace")


def _joined(chars: list[Char]) -> Iterator[Char]:
    """One Char for a glyph that stands for several letters (pdfium gives one for each)."""
    held: Char | None = None
    for char in chars:
        if held is not None and _same_glyph(held, char):
            held = held._replace(text=held.text + char.text)
            continue
        if held is not None:
            yield held
        held = char
    if held is not None:
        yield held


def _same_glyph(first: Char, second: Char) -> bool:
    return (
        first.run == second.run and first[1:8] == second[1:8]
        and (first.inked or first.advance > 0)
    )
