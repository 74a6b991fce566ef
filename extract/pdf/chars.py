"""The characters of a page as pdfium finds them: text, place, ink and font, in stream order.

pdfium tells two things that others do not: the box of the *ink* of every glyph (a "space" with
ink is a mark that lost its letter) and whether the producer gave the text itself (ActualText).
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise, repeat
from operator import attrgetter
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.native import Answers, handle, native
from extract.pdf.objects import address_of, page_objects
from extract.pdf.runs import Style, text_runs

HYPHEN = "\x02"  # how pdfium writes a hyphen at the end of a line
NO_CHARACTER = "\ufffe"  # the same in its text of a whole page
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


_x, _run, _span = attrgetter("x"), attrgetter("run"), attrgetter("span")
_new = tuple.__new__  # a tuple of all fields as it is: a third of what the class itself takes
_unicode = native(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_text = native(pdfium.FPDFText_GetText)
_object = native(pdfium.FPDFText_GetTextObject, ctypes.c_size_t)
_origin = native(pdfium.FPDFText_GetCharOrigin)
_ink = native(pdfium.FPDFText_GetCharBox)
_loose = native(pdfium.FPDFText_GetLooseCharBox)
_unmapped = native(pdfium.FPDFText_HasUnicodeMapError)
_ORIGINS = Answers(ctypes.c_double, 2)
_INKS = Answers(ctypes.c_double, 4)
_BOXES = Answers(ctypes.c_float, 4, structure=True)


def page_chars(page: pypdfium2.PdfPage) -> list[Char]:
    """The glyphs of a page in the order of the content stream; none that pdfium made up."""
    numbers = {item: number for number, item in enumerate(page_objects(page).texts)}
    textpage = page.get_textpage()
    try:
        chars = _chars(textpage, numbers)
    finally:
        textpage.close()
    chars.sort(key=_run)
    return _joined(_said_once(chars))


def _texts(textpage: Any, count: int) -> list[str]:
    """The text of every character; asked one by one only where pdfium counts them otherwise."""
    buffer = (ctypes.c_uint16 * (count + 2))()
    if _text(textpage, 0, count, buffer) == count + 1:
        text = bytes(buffer)[:2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return list(text.replace(NO_CHARACTER, HYPHEN))
    return [chr(_unicode(textpage, index)) for index in range(count)]


class _Raw(NamedTuple):
    """Characters as columns: what pdfium says of each, one list per question.

    indices: pdfium's; box: left, top, right, bottom of the ink and the advance together.
    """

    indices: list[int]
    texts: list[str]
    xs: list[float]
    ys: list[float]
    box: list[list[float]]
    styles: list[Style]
    runs: list[int]
    spans: list[int]


#: How far the pen moves, and the ink: left, low, right, high, as in Char.
Measure = tuple[float, float, float, float, float]
ASKED: Measure = (0.0, 0.0, 0.0, 0.0, 0.0)  # stands for measures that are not known yet
GUESSED: Measure = (-1.0, 0.0, 0.0, 0.0, 0.0)  # no character: pdfium made a gap a space


def _chars(textpage: pypdfium2.PdfTextPage, numbers: dict[int, int]) -> list[Char]:
    """Every character with its measures, in pdfium's order; numbers: of the text objects.

    The ink of a letter that moves the pen, and of a mark that does not, is left out once its font
    is known: no repair asks for it.
    """
    at = handle(address_of(textpage.raw))
    raw = _raw(at, pdfium.FPDFText_CountChars(textpage), numbers)
    measures = _plain(raw)
    asked = [place for place, measure in enumerate(measures) if measure is ASKED]
    inks = _INKS.columns(_ink, at, [raw.indices[place] for place in asked])
    for place, measure in zip(asked, _inked(raw, asked, inks), strict=True):
        measures[place] = measure
    unmapped = [False] * len(measures)
    for place in asked:
        if not "\u0e01" <= raw.texts[place] <= "\u0e5b":
            unmapped[place] = _unmapped(at, raw.indices[place]) == 1
    return [
        _new(Char, (text, x, y, advance, left, low, right, high, font, size, angle, stretch, run,
                    span, unread, None, ()))
        for text, x, y, (advance, left, low, right, high), (font, size, angle, stretch, _, _), run,
        span, unread in zip(raw.texts, raw.xs, raw.ys, measures, raw.styles, raw.runs, raw.spans,
                            unmapped, strict=True)
        if advance >= 0
    ]


def _raw(at: Any, count: int, numbers: dict[int, int]) -> _Raw:
    """All that is asked of every character, but for the spaces and breaks that pdfium made up.

    Those belong to no text object.
    """
    objects = list(map(_object, repeat(at), range(count)))
    texts = list(compress(_texts(at, count), objects))
    indices = list(compress(range(count), objects))
    objects = list(filter(None, objects))
    styles, spans = text_runs(at, indices, objects)
    xs, ys = _ORIGINS.columns(_origin, at, indices)
    return _Raw(
        indices, texts, xs, ys, _BOXES.columns(_loose, at, indices),
        styles=[styles[item] for item in objects],
        runs=list(map(numbers.get, objects, repeat(len(numbers)))),
        spans=list(map(spans.get, objects, repeat(0))),
    )


def _plain(raw: _Raw) -> list[Measure]:
    """The measures of the characters whose ink nobody asks for, `ASKED` at the others.

    Example: after 40 letters of its font "ก" moves the pen by its width, "่" nowhere.
    """
    seen: Counter[str] = Counter()
    known: set[str] = set()
    found: list[Measure] = []
    for text, x, right, (font, size, angle, _, _, _), span in zip(
        raw.texts, raw.xs, raw.box[2], raw.styles, raw.spans, strict=True
    ):
        measure = ASKED
        if text in SURE and not span and not angle:
            moves = right - x > 0.1 * size
            if font not in known:
                seen[font] += 1
                if seen[font] == SAMPLE:
                    known.add(font)
            elif moves != (text in HANGING):
                measure = (right - x if moves else 0.0, 0.0, 0.0, 0.0, 0.0)
        found.append(measure)
    return found


def _inked(
    raw: _Raw, places: Sequence[int], inks: Sequence[Sequence[float]]
) -> Iterator[Measure]:
    """The measures of the characters at some places; inks: left, right, low, high on the page."""
    xs, ys, styles, (lefts, _, rights, _) = raw.xs, raw.ys, raw.styles, raw.box
    for place, left, right, low, high in zip(places, *inks, strict=True):
        x, y, style, end = xs[place], ys[place], styles[place], rights[place]
        if left == right and raw.texts[place] == " " and lefts[place] == end:
            yield GUESSED
            continue
        width, ends = end - x, (left - x, low - y, right - x, high - y)
        if style.angle:
            box = (lefts[place] - x, raw.box[3][place] - y, width, raw.box[1][place] - y)
            width, ends = _along(style, box)[2], _along(style, ends)
        near, far, size = ends[0], ends[2], style.size
        if width <= far + 0.01 and near + far < 0.1 * size and near < -0.02 * size:
            width = 0.0  # ink left of the origin that ends the box: a mark moves the pen nowhere
        yield (width if width > 0.0 else 0.0, *ends)


def _along(run: Style, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box in the page's directions -> along a turned line and upwards from it."""
    corners = [(x * run.cos + y * run.sin, y * run.cos - x * run.sin)
               for x in (box[0], box[2]) for y in (box[1], box[3])]
    along, up = zip(*corners, strict=True)
    return min(along), min(up), max(along), max(up)


def _said_once(chars: list[Char]) -> list[Char]:
    """The characters with each ActualText at the first of its text objects only."""
    if set(map(_span, chars)) <= {0}:
        return chars
    first: dict[int, int] = {}
    for char in chars:
        if char.span:
            first.setdefault(char.span, char.run)
    return [char for char in chars if not char.span or first[char.span] == char.run]


def _joined(chars: list[Char]) -> list[Char]:
    """One Char for a glyph that stands for several letters (pdfium gives one for each)."""
    joined: list[Char | None] = list(chars)
    places = [place for place, (one, other) in enumerate(pairwise(map(_x, chars))) if one == other]
    for place in places:
        held, char = joined[place], chars[place + 1]
        if held is not None and _same_glyph(held, char):
            joined[place] = None
            joined[place + 1] = char._replace(text=held.text + char.text)
    return [char for char in joined if char is not None]


def _same_glyph(one: Char, other: Char) -> bool:
    """Whether two characters of one origin are one glyph: of one width, or of the same ink."""
    if one.run != other.run or one.y != other.y:
        return False
    wide = one.advance == other.advance > 0.05 * one.size
    return wide or (one.inked and one[4:8] == other[4:8])
