"""The characters of a page as pdfium finds them: text, place, ink and font, in stream order.

pdfium tells two things that others do not: the box of the *ink* of every glyph (a "space" with
ink is a mark that lost its letter) and whether the producer gave the text itself (ActualText).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

HYPHEN = "\x02"  # how pdfium writes a hyphen at the end of a line


class Char(NamedTuple):
    """One glyph of the content stream, in points of the page's own coordinates (y upwards).

    x, y: the origin on the baseline; advance: how far the pen moves along the line.
    left, low, right, high: the ink as seen from the origin, along the line and upwards from it
    (low == high for a glyph without ink). angle: direction of the line in degrees, 0 for upright
    text; stretch: width of the letters against their natural width. run: number of the text
    object. given: the text is the producer's ActualText; unmapped: the font does not say which
    letter the glyph is. layer: the file's text where a repair changed it, else None.
    Example: SARA AM of "น้ำ" at 16 pt is one Char with advance 5.0 and ink up to 10.0.
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
    stretch: float
    run: int
    given: bool = False
    unmapped: bool = False
    layer: str | None = None
    repairs: tuple[str, ...] = ()

    @property
    def inked(self) -> bool:
        """Whether the glyph prints anything."""
        return self.high - self.low > 0.01 and self.right - self.left > 0.01


def fixed(char: Char, text: str, rule: str) -> Char:
    """The character with another text and the rule that gave it."""
    layer = char.text if char.layer is None else char.layer
    return char._replace(text=text, layer=layer, repairs=(*char.repairs, rule))


class Run(NamedTuple):
    """What all characters of one text object share."""

    number: int
    font: str
    size: float
    angle: float
    stretch: float
    cos: float
    sin: float


def _call(function: Any, *arguments: type) -> Callable[..., int]:
    """A pdfium function that takes addresses as plain integers: three times as fast."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    made: Callable[..., int] = ctypes.CFUNCTYPE(ctypes.c_size_t, *arguments)(address or 0)
    return made


_P, _I = ctypes.c_void_p, ctypes.c_int
_unicode = _call(pdfium.FPDFText_GetUnicode, _P, _I)
_object = _call(pdfium.FPDFText_GetTextObject, _P, _I)
_origin = _call(pdfium.FPDFText_GetCharOrigin, _P, _I, _P, _P)
_ink = _call(pdfium.FPDFText_GetCharBox, _P, _I, _P, _P, _P, _P)
_loose = _call(pdfium.FPDFText_GetLooseCharBox, _P, _I, _P)
_unmapped = _call(pdfium.FPDFText_HasUnicodeMapError, _P, _I)


def page_chars(page: pypdfium2.PdfPage) -> list[Char]:
    """The glyphs of a page in the order of the content stream; none that pdfium made up."""
    textpage = page.get_textpage()
    try:
        chars = list(_chars(textpage, _numbers(page)))
    finally:
        textpage.close()
    chars.sort(key=lambda char: char.run)
    return list(_joined(chars))


def _numbers(page: pypdfium2.PdfPage) -> dict[int, int]:
    """Address of each text object, also inside forms -> its number in drawing order."""
    found: dict[int, int] = {}
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _number(pdfium.FPDFPage_GetObject(page, index), found, 0)
    return found


def _number(item: Any, found: dict[int, int], depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        found[ctypes.addressof(item.contents)] = len(found)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            _number(pdfium.FPDFFormObj_GetObject(item, index), found, depth + 1)


def _chars(textpage: pypdfium2.PdfTextPage, numbers: dict[int, int]) -> Iterator[Char]:
    """Every character with its measures; the two buffers are shared by all of them."""
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
    box, loose = (ctypes.c_double * 6)(), (ctypes.c_float * 4)()
    at, loose_at = ctypes.addressof(box), ctypes.addressof(loose)
    runs: dict[int, Run] = {}
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        address = _object(handle, index)
        if not address:
            continue  # a space or line break that pdfium made up
        run = runs.get(address)
        if run is None:
            run = runs[address] = _run(textpage, index, numbers.get(address, len(numbers)))
        code = _unicode(handle, index)
        _ink(handle, index, at, at + 8, at + 16, at + 24)
        _origin(handle, index, at + 32, at + 40)
        _loose(handle, index, loose_at)
        if code == 0x20 and box[0] == box[1] and loose[0] == loose[2]:
            continue  # pdfium's guess from the kerning
        yield _char(chr(code), run, box[:], loose[:], _unmapped(handle, index) == 1)


def _char(text: str, run: Run, box: list[float], loose: list[float], unmapped: bool) -> Char:
    """loose: left, top, right, bottom of the box that holds the ink and the advance."""
    left, right, low, high, x, y = box
    given = high > low and _close(loose[0], left) and _close(loose[2], right) \
        and _close(loose[1], high) and _close(loose[3], low)
    ends = (left - x, low - y, right - x, high - y)
    width = loose[2] - x
    if run.angle:
        ends = _along(run, ends)
        width = _along(run, (loose[0] - x, loose[3] - y, loose[2] - x, loose[1] - y))[2]
    advance = _advance(width, ends, run.size)
    return Char(text, x, y, advance, *ends, *run[1:5], run.number, given, unmapped)


def _close(one: float, other: float) -> bool:
    return abs(one - other) < 0.005


def _advance(width: float, ink: tuple[float, float, float, float], size: float) -> float:
    """The advance, where pdfium gives only the right edge of ink and advance together.

    Ink that lies mostly left of the origin and ends the box is a mark: it moves the pen nowhere.
    """
    hidden = width <= ink[2] + 0.01 and ink[0] + ink[2] < 0.1 * size and ink[0] < -0.02 * size
    return 0.0 if hidden else max(0.0, width)


def _along(run: Run, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box in the page's directions -> along a turned line and upwards from it."""
    corners = [(x * run.cos + y * run.sin, y * run.cos - x * run.sin)
               for x in (box[0], box[2]) for y in (box[1], box[3])]
    along, up = zip(*corners, strict=True)
    return min(along), min(up), max(along), max(up)


def _run(textpage: pypdfium2.PdfTextPage, index: int, number: int) -> Run:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    across, upwards = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    size = pdfium.FPDFText_GetFontSize(textpage, index) * upwards
    turn = math.atan2(matrix.b, matrix.a)
    turn = 0.0 if abs(turn) < 0.01 else turn
    return Run(number, _font_name(textpage, index), abs(size) or 1.0, math.degrees(turn),
               across / upwards if upwards else 1.0, math.cos(turn), math.sin(turn))


def _font_name(textpage: pypdfium2.PdfTextPage, index: int) -> str:
    """The name of the font: "TH SarabunIT๙" may stand in UTF-8 or in Windows-874."""
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), flags)
    try:
        return buffer.value.decode("utf-8")
    except UnicodeDecodeError:
        return buffer.value.decode("cp874", "replace")


def _joined(chars: list[Char]) -> Iterator[Char]:
    """One Char for a glyph that stands for several letters (pdfium gives one for each)."""
    held: Char | None = None
    for char in chars:
        if held is not None and held[1:13] == char[1:13] and (held.inked or held.advance):
            held = held._replace(text=held.text + char.text)
            continue
        if held is not None:
            yield held
        held = char
    if held is not None:
        yield held
