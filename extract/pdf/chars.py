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
    object. given: the text is the producer's ActualText, span: which one; unmapped: the font does
    not say which letter the glyph is. layer: the file's text where a repair changed it, else None.
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
    span: int = 0
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
_matrix = _call(pdfium.FPDFText_GetMatrix, _P, _I, _P)
_font = _call(pdfium.FPDFTextObj_GetFont, _P)
_base_name = _call(pdfium.FPDFFont_GetBaseFontName, _P, _P, ctypes.c_size_t)
_mark_count = _call(pdfium.FPDFPageObj_CountMarks, _P)
_mark = _call(pdfium.FPDFPageObj_GetMark, _P, ctypes.c_ulong)
_unmapped = _call(pdfium.FPDFText_HasUnicodeMapError, _P, _I)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _font_size(handle: int, index: int) -> float:
    return float(pdfium.FPDFText_GetFontSize(ctypes.cast(handle, pdfium.FPDF_TEXTPAGE), index))


def page_chars(page: pypdfium2.PdfPage) -> list[Char]:
    """The glyphs of a page in the order of the content stream; none that pdfium made up."""
    textpage = page.get_textpage()
    try:
        chars = list(_chars(textpage, _numbers(page)))
    finally:
        textpage.close()
    chars.sort(key=lambda char: char.run)
    return _joined(_said_once(chars))


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
    handle = _address(textpage.raw)
    box, loose = (ctypes.c_double * 6)(), (ctypes.c_float * 4)()
    at, loose_at = ctypes.addressof(box), ctypes.addressof(loose)
    runs = _Runs(textpage, numbers)
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        address = _object(handle, index)
        if not address:
            continue  # a space or line break that pdfium made up
        run = runs.of(address, index)
        code = _unicode(handle, index)
        _ink(handle, index, at, at + 8, at + 16, at + 24)
        _origin(handle, index, at + 32, at + 40)
        _loose(handle, index, loose_at)
        if code == 0x20 and box[0] == box[1] and loose[0] == loose[2]:
            continue  # pdfium's guess from the kerning
        unmapped = not 0xE01 <= code <= 0xE5B and _unmapped(handle, index) == 1
        char = _char(chr(code), run, box[:], loose[:], unmapped)
        yield char._replace(span=_span(address)) if char.given else char


def _char(text: str, run: Run, box: list[float], loose: list[float], unmapped: bool) -> Char:
    """loose: left, top, right, bottom of the box that holds the ink and the advance."""
    left, right, low, high, x, y = box
    ends = (left - x, low - y, right - x, high - y)
    width = loose[2] - x
    if run.angle:
        ends = _along(run, ends)
        width = _along(run, (loose[0] - x, loose[3] - y, loose[2] - x, loose[1] - y))[2]
    hidden = width <= ends[2] + 0.01
    given = hidden and high > low and _is_ink(box, loose)
    if hidden and ends[0] + ends[2] < 0.1 * run.size and ends[0] < -0.02 * run.size:
        width = 0.0  # ink left of the origin that ends the box: a mark, it moves the pen nowhere
    return Char(text, x, y, max(width, 0.0), *ends, *run[1:5], run.number, given, unmapped)


def _is_ink(box: list[float], loose: list[float]) -> bool:
    """Whether the loose box is the ink alone: pdfium has no code for a glyph of an ActualText."""
    pairs = zip(loose, (box[0], box[3], box[1], box[2]), strict=True)
    return all(abs(one - other) < 0.005 for one, other in pairs)


def _along(run: Run, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box in the page's directions -> along a turned line and upwards from it."""
    corners = [(x * run.cos + y * run.sin, y * run.cos - x * run.sin)
               for x in (box[0], box[2]) for y in (box[1], box[3])]
    along, up = zip(*corners, strict=True)
    return min(along), min(up), max(along), max(up)


class _Runs:
    """The text objects of a page by address; each font is named once."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, numbers: dict[int, int]) -> None:
        self._handle = _address(textpage.raw)
        self._numbers = numbers
        self._runs: dict[int, Run] = {}
        self._names: dict[int, str] = {}
        self._matrix = (ctypes.c_float * 6)()

    def of(self, address: int, index: int) -> Run:
        """The run of a text object, one of whose characters has this index."""
        run = self._runs.get(address)
        if run is None:
            run = self._runs[address] = self._new(address, index)
        return run

    def _new(self, address: int, index: int) -> Run:
        _matrix(self._handle, index, ctypes.addressof(self._matrix))
        a, b, c, d = self._matrix[:4]
        across, upwards = math.hypot(a, b), math.hypot(c, d)
        size = _font_size(self._handle, index) * upwards
        turn = math.atan2(b, a)
        turn = 0.0 if abs(turn) < 0.01 else turn
        number = self._numbers.get(address, len(self._numbers))
        return Run(number, self._name(address), abs(size) or 1.0, math.degrees(turn),
                   across / upwards if upwards else 1.0, math.cos(turn), math.sin(turn))

    def _name(self, address: int) -> str:
        font = _font(address)
        if font not in self._names:
            self._names[font] = _font_name(font)
        return self._names[font]


def _font_name(font: int) -> str:
    """The name of the font: "TH SarabunIT๙" may stand in UTF-8 or in Windows-874."""
    buffer = ctypes.create_string_buffer(256)
    _base_name(font, ctypes.addressof(buffer), len(buffer))
    try:
        return buffer.value.decode("utf-8")
    except UnicodeDecodeError:
        return buffer.value.decode("cp874", "replace")


def _span(address: int) -> int:
    """The innermost marked stretch of content that a text object belongs to; 0 for none.

    pdfium gives an ActualText once more where it has sorted another object into its stretch.
    """
    count = _mark_count(address)
    return _mark(address, count - 1) if 0 < count < 1000 else 0


def _said_once(chars: list[Char]) -> list[Char]:
    """The characters with each ActualText at the first of its text objects only."""
    first: dict[int, int] = {}
    for char in chars:
        if char.span:
            first.setdefault(char.span, char.run)
    return [char for char in chars if not char.span or first[char.span] == char.run] if first \
        else chars


def _joined(chars: list[Char]) -> list[Char]:
    """One Char for a glyph that stands for several letters (pdfium gives one for each)."""
    joined: list[Char] = []
    held: Char | None = None
    for char in chars:
        if held is not None and held.x == char.x and _same_glyph(held, char):
            char = held._replace(text=held.text + char.text)
            joined.pop()
        joined.append(char)
        held = char
    return joined


def _same_glyph(one: Char, other: Char) -> bool:
    return one[1:13] == other[1:13] and (one.inked or one.advance > 0)
