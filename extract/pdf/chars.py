"""The characters of a page as pdfium finds them: text, place, ink and font, in stream order.

pdfium tells two things that others do not: the box of the *ink* of every glyph (a "space" with
ink is a mark that lost its letter) and whether the producer gave the text itself (ActualText).
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

HYPHEN = "\x02"  # how pdfium writes a hyphen at the end of a line
NO_CHARACTER = 0xFFFE  # the same in its text of a whole page
SAMPLE = 40  # letters of a font on a page that are looked at in any case
#: Letters of plain height: neither a tail below the baseline nor a stroke above the body.
PLAIN = frozenset("กขคงจฉชซดตถทธนบผพมยรลวสหอ")
#: Marks whose ink no repair asks for; MAI THO and NIKHAHIT are looked at each time.
HANGING = frozenset("ัิีึืฺุู็่๊๋์")
#: All letters whose ink no repair asks for: it does of ศ (a full stop?), า and ำ.
SURE = HANGING | frozenset("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวษสหฬอฮฯะเแโใไๆ๐๑๒๓๔๕๖๗๘๙")


class Char(NamedTuple):
    """One glyph of the content stream, in points of the page's own coordinates (y upwards).

    x, y: the origin on the baseline; advance: how far the pen moves along the line.
    left, low, right, high: the ink as seen from the origin, along the line and upwards from it
    (low == high for a glyph without ink, and for a plain letter of a font that is known).
    angle: direction of the line in degrees, 0 for upright text; stretch: width of the letters
    against their natural width. run: number of the text object. span: the stretch of content to
    which the producer gave the text itself (ActualText), else 0; unmapped: the font does not say
    which letter the glyph is. layer: the file's text where a repair changed it, else None.
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
    span: int = 0
    unmapped: bool = False
    layer: str | None = None
    repairs: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        """Whether the text is the producer's own, so not to be doubted."""
        return self.span != 0

    @property
    def inked(self) -> bool:
        """Whether the glyph prints anything."""
        return self.high - self.low > 0.01 and self.right - self.left > 0.01


def fixed(char: Char, text: str, rule: str) -> Char:
    """The character with another text and the rule that gave it."""
    layer = char.text if char.layer is None else char.layer
    return char._replace(text=text, layer=layer, repairs=(*char.repairs, rule))


class Run(NamedTuple):
    """What all characters of one text object share.

    span: its ActualText, 0 for none; simple: neither turned nor with an ActualText.
    """

    number: int
    font: str
    size: float
    angle: float
    stretch: float
    cos: float
    sin: float
    span: int
    simple: bool


def call(function: Any, *arguments: type, result: type = ctypes.c_size_t) -> Callable[..., Any]:
    """A pdfium function that takes addresses as plain integers: three times as fast."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    made: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(address or 0)
    return made


_P, _I = ctypes.c_void_p, ctypes.c_int
_unicode = call(pdfium.FPDFText_GetUnicode, _P, _I)
_text = call(pdfium.FPDFText_GetText, _P, _I, _I, _P)
_object = call(pdfium.FPDFText_GetTextObject, _P, _I)
_origin = call(pdfium.FPDFText_GetCharOrigin, _P, _I, _P, _P)
_ink = call(pdfium.FPDFText_GetCharBox, _P, _I, _P, _P, _P, _P)
_loose = call(pdfium.FPDFText_GetLooseCharBox, _P, _I, _P)
_matrix = call(pdfium.FPDFText_GetMatrix, _P, _I, _P)
_font_size = call(pdfium.FPDFText_GetFontSize, _P, _I, result=ctypes.c_double)
_font = call(pdfium.FPDFTextObj_GetFont, _P)
_base_name = call(pdfium.FPDFFont_GetBaseFontName, _P, _P, ctypes.c_size_t)
_mark_count = call(pdfium.FPDFPageObj_CountMarks, _P)
_mark = call(pdfium.FPDFPageObj_GetMark, _P, ctypes.c_ulong)
_parameter = call(pdfium.FPDFPageObjMark_GetParamValueType, _P, ctypes.c_char_p)
_unmapped = call(pdfium.FPDFText_HasUnicodeMapError, _P, _I)
_page_object = call(pdfium.FPDFPage_GetObject, _P, _I)
_form_count = call(pdfium.FPDFFormObj_CountObjects, _P, result=ctypes.c_int)
_form_object = call(pdfium.FPDFFormObj_GetObject, _P, ctypes.c_ulong)
_kind = call(pdfium.FPDFPageObj_GetType, _P)


def address_of(pointer: Any) -> int:
    """The address behind a pointer of pypdfium2."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def page_objects(page: pypdfium2.PdfPage) -> Iterator[tuple[int, int]]:
    """Address and kind of each object of a page in drawing order, also inside forms."""
    handle = address_of(page.raw)
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _inside(_page_object(handle, index), 0)


def _inside(item: int, depth: int) -> Iterator[tuple[int, int]]:
    kind = _kind(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
        for index in range(_form_count(item)):
            yield from _inside(_form_object(item, index), depth + 1)
    else:
        yield item, kind


def page_chars(page: pypdfium2.PdfPage) -> list[Char]:
    """The glyphs of a page in the order of the content stream; none that pdfium made up."""
    items = [item for item, kind in page_objects(page) if kind == pdfium.FPDF_PAGEOBJ_TEXT]
    textpage = page.get_textpage()
    try:
        runs = _Runs(textpage, {item: number for number, item in enumerate(items)})
        chars = list(_chars(textpage, runs))
    finally:
        textpage.close()
    chars.sort(key=attrgetter("run"))
    return _joined(_said_once(chars))


def _texts(handle: int, count: int) -> list[str]:
    """The text of every character; asked one by one only where pdfium counts them otherwise."""
    buffer = (ctypes.c_uint16 * (count + 2))()
    if _text(handle, 0, count, ctypes.addressof(buffer)) != count + 1:
        return [chr(_unicode(handle, index)) for index in range(count)]
    codes = buffer[:count]
    return [HYPHEN if code == NO_CHARACTER else chr(code) for code in codes]


def _chars(textpage: pypdfium2.PdfTextPage, runs: _Runs) -> Iterator[Char]:
    """Every character with its measures; the two buffers are shared by all of them.

    The ink of a letter that moves the pen, and of a mark that does not, is left out once its font
    is known: no repair asks for it, and it is the dearest of all questions.
    """
    handle = address_of(textpage.raw)
    box, loose = (ctypes.c_double * 6)(), (ctypes.c_float * 4)()
    at, loose_at = ctypes.addressof(box), ctypes.addressof(loose)
    x_at, y_at = at + 32, at + 40
    count = pdfium.FPDFText_CountChars(textpage)
    known, seen = runs.known, runs.seen
    for index, text in enumerate(_texts(handle, count)):
        address = _object(handle, index)
        if not address:
            continue  # a space or line break that pdfium made up
        run = known.get(address) or runs.new(address, index)
        _origin(handle, index, x_at, y_at)
        _loose(handle, index, loose_at)
        if text in SURE and run.simple:
            x = box[4]
            advance, usual = loose[2] - x, 0.1 * run.size
            seen[run.font] += 1
            if seen[run.font] > SAMPLE and (advance > usual) != (text in HANGING):
                advance = advance if advance > usual else 0.0
                yield Char(text, x, box[5], advance, 0.0, 0.0, 0.0, 0.0, *run[1:5], run.number)
                continue
        _ink(handle, index, at, at + 8, at + 16, at + 24)
        if text == " " and box[0] == box[1] and loose[0] == loose[2]:
            continue  # pdfium's guess from the kerning
        unmapped = not "\u0e01" <= text <= "\u0e5b" and _unmapped(handle, index) == 1
        yield _char(text, run, box[:], loose[:], unmapped)


def _char(text: str, run: Run, box: list[float], loose: list[float], unmapped: bool) -> Char:
    """loose: left, top, right, bottom of the box that holds the ink and the advance."""
    left, right, low, high, x, y = box
    ends = (left - x, low - y, right - x, high - y)
    width = loose[2] - x
    if run.angle:
        ends = _along(run, ends)
        width = _along(run, (loose[0] - x, loose[3] - y, loose[2] - x, loose[1] - y))[2]
    if width <= ends[2] + 0.01 and ends[0] + ends[2] < 0.1 * run.size \
            and ends[0] < -0.02 * run.size:
        width = 0.0  # ink left of the origin that ends the box: a mark, it moves the pen nowhere
    return Char(text, x, y, max(width, 0.0), *ends, *run[1:5], run.number, run.span, unmapped)


def _along(run: Run, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box in the page's directions -> along a turned line and upwards from it."""
    corners = [(x * run.cos + y * run.sin, y * run.cos - x * run.sin)
               for x in (box[0], box[2]) for y in (box[1], box[3])]
    along, up = zip(*corners, strict=True)
    return min(along), min(up), max(along), max(up)


class _Runs:
    """The text objects of a page by address; each font is named once."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, numbers: dict[int, int]) -> None:
        self._handle = address_of(textpage.raw)
        self._numbers = numbers
        self.known: dict[int, Run] = {}
        self.seen: Counter[str] = Counter()  # plain letters of each font
        self._names: dict[int, str] = {}
        self._matrix = (ctypes.c_float * 6)()

    def new(self, address: int, index: int) -> Run:
        """The run of a text object, one of whose characters has this index."""
        _matrix(self._handle, index, ctypes.addressof(self._matrix))
        a, b, c, d = self._matrix[:4]
        across, upwards = math.hypot(a, b), math.hypot(c, d)
        size = abs(_font_size(self._handle, index) * upwards) or 1.0
        turn = math.atan2(b, a) if abs(b) > 0.01 * abs(a) or a < 0 else 0.0
        span = _span(address)
        number = self._numbers.get(address, len(self._numbers))
        run = self.known[address] = Run(
            number, self._name(address), size, math.degrees(turn),
            across / upwards if upwards else 1.0, math.cos(turn), math.sin(turn),
            span, not turn and not span,
        )
        return run

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
    """The stretch of content with an ActualText that a text object belongs to; 0 for none.

    pdfium gives an ActualText once more where it has sorted another object into its stretch.
    """
    for index in range(min(_mark_count(address) & 0xFFFF, 16)):
        mark: int = _mark(address, index)
        if mark and _parameter(mark, b"ActualText") == pdfium.FPDF_OBJECT_STRING:
            return mark
    return 0


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
            char = char._replace(text=held.text + char.text)
            joined.pop()
        joined.append(char)
        held = char
    return joined


def _same_glyph(one: Char, other: Char) -> bool:
    """Whether two characters of one origin are one glyph: of one width, or of the same ink."""
    if one.run != other.run or one.y != other.y:
        return False
    wide = one.advance == other.advance > 0.05 * one.size
    return wide or (one.inked and one[4:8] == other[4:8])
