"""The drawn lines of a page: strokes, thin filled rectangles, the sides of boxes and shadings.

Programs draw a table's borders in many ways: Word fills rectangles half a point thick, piece by
piece; Excel strokes lines; browsers fill trapezoids. All of them come out as straight lines along
or across the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float, c_int, c_size_t
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.native import Answers, handles, native
from extract.pdf.objects import UNIT, Matrix, matrix_of, page_objects, product
from extract.pdf.page import Frame
from schema.table import BBox

#: A filled box thinner than this is a line; a thicker one is the ground of a cell. Points.
LINE_WIDTH = 3.0
#: Shorter pieces are dots and corners. Points.
SHORTEST = 1.0
#: As many dots in a row, each no further from the next than this, are a line. Points.
DOTS, DOT_GAP = 10, 4.0
#: A round corner this large at most stands for the two straight sides that it joins. Points.
ROUNDING = 12.0
#: How far a curve that begins or ends along a side may leave it at its first handle. Points.
STRAIGHT = 0.1
#: How far the ends of a straight line may differ across its direction. Points.
SLOPE = 0.5
#: Most segments of one path that is looked at; maps and logos have more.
SEGMENT_LIMIT = 2_000

Point = tuple[float, float]


class Line(NamedTuple):
    """A straight line: where it lies across its direction, where it starts and ends.

    Example: the line under a header 90 points below the page's top is Line(90, 56.7, 785.2).
    """

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The lines of a page; `across` run from left to right, `down` from top to bottom.

    shades: the grounds of cells (x0, top, x1, bottom), which are drawn without a line around them;
    grounds: the addresses of these drawings.
    """

    across: list[Line]
    down: list[Line]
    shades: list[BBox]
    grounds: list[int]


_bounds = native(pdfium.FPDFPageObj_GetBounds)
_count = native(pdfium.FPDFPath_CountSegments)
_modes = native(pdfium.FPDFPath_GetDrawMode)
_segment = native(pdfium.FPDFPath_GetPathSegment, c_size_t)
_point = native(pdfium.FPDFPathSegment_GetPoint)
_turn = native(pdfium.FPDFPathSegment_GetType)
_closes = native(pdfium.FPDFPathSegment_GetClose)
_MODES = Answers(c_int, 2)
_BOXES = Answers(c_float, 4)
_POINTS = Answers(c_float, 2)


def page_rulings(page: pypdfium2.PdfPage, frame: Frame) -> Rulings:
    """All lines and grounds drawn on a page, as they are: unsnapped, unjoined."""
    found = _Collector(frame)
    drawn = page_objects(page).paths
    items = handles(item for item, _ in drawn)
    looks = zip(*_MODES.columns(_modes, items), *_BOXES.columns(_bounds, items), strict=True)
    for (item, matrix), handled, segments, look in zip(
            drawn, items, map(_count, items), looks, strict=True):
        if 2 <= segments <= SEGMENT_LIMIT:
            fill, stroke, *box = look
            found.take(Path(item, handled, matrix, segments), bool(fill), bool(stroke), box)
    found.join_dots()
    return found.rulings


class Path(NamedTuple):
    """A drawing: its address, also as an argument; matrix: of the form it stands in."""

    item: int
    handled: Any
    matrix: Matrix
    segments: int


class _Collector:
    """Lines found so far on a page of this frame."""

    def __init__(self, frame: Frame) -> None:
        self.rulings = Rulings([], [], [], [])
        self._frame = frame
        self._dots: list[Point] = []

    def take(self, path: Path, fill: bool, stroke: bool, box: list[float]) -> None:
        """The lines of one drawing; box: left, bottom, right, top."""
        if fill and not stroke and path.segments <= 6:
            self._filled(path, box)
        elif fill or stroke:
            self._outline(path, closed=fill)

    def join_dots(self) -> None:
        """Dots in a row as a line, once all are found: browsers draw dotted borders dot by dot."""
        for x, start, end in _dotted(self._dots):
            self._add(self.rulings.down, x, start, end)
        for y, start, end in _dotted((y, x) for x, y in self._dots):
            self._add(self.rulings.across, y, start, end)

    def _filled(self, path: Path, bounds: list[float]) -> None:
        """A filled shape of few corners: a line, a ground, or a shape with straight sides."""
        left, bottom, right, top = bounds
        box = self._displayed(left, bottom, right, top, path.matrix)
        if min(box[2] - box[0], box[3] - box[1]) < LINE_WIDTH:
            self._thin(*box)
        elif self._is_box(path):
            self._add_shade(box, path.item)
        else:
            self._outline(path, closed=True)

    def _thin(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A thin box is a line along its longer side; a small square is a piece of both."""
        wide, high = x1 - x0, bottom - top
        if max(wide, high) < SHORTEST:
            self._dots.append(((x0 + x1) / 2, (top + bottom) / 2))
        if wide >= SHORTEST and (high < LINE_WIDTH):
            self._add(self.rulings.across, (top + bottom) / 2, x0, x1)
        if high >= SHORTEST and (wide < LINE_WIDTH):
            self._add(self.rulings.down, (x0 + x1) / 2, top, bottom)

    def _add_shade(self, box: BBox, item: int) -> None:
        if self._inside(box):
            self.rulings.shades.append(box)
            self.rulings.grounds.append(item)

    def _is_box(self, path: Path) -> bool:
        """Whether the corners of a path are those of an upright box."""
        points = [point for _, point, _ in _segments(path, UNIT)]
        xs = {round(x, 1) for x, _ in points}
        ys = {round(y, 1) for _, y in points}
        return len(xs) == 2 and len(ys) == 2 and len({(round(x), round(y)) for x, y in points}) == 4

    def _outline(self, path: Path, *, closed: bool) -> None:
        """The straight sides of a path that run along or across the page.

        Those that a round corner joins reach to where the corner would be.
        """
        whole = product(matrix_of(path.handled), path.matrix)
        start = last = (0.0, 0.0)
        bend: list[Point] = []  # from the end of a straight side, over the curves behind it
        for kind, point, closes in _segments(path, whole):
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                bend = [*(bend or [last]), point]
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                self._corner(bend)
                self._side(last, point)
                bend = []
            else:
                self._corner(bend)
                if closed:
                    self._side(last, start)
                start, bend = point, []
            last = point
            if closes:
                self._corner(bend)
                self._side(last, start)
                bend = []
        self._corner(bend)
        if closed:
            self._side(last, start)

    def _corner(self, bend: Sequence[Point]) -> None:
        """The two sides that a quarter of a circle cuts short; a bend: its points and handles."""
        if len(bend) < 4:
            return
        (x0, y0), out, into, (x1, y1) = bend[0], bend[1], bend[-2], bend[-1]
        if max(abs(x0 - x1), abs(y0 - y1)) > ROUNDING:
            return
        if abs(out[0] - x0) <= STRAIGHT and abs(into[1] - y1) <= STRAIGHT:
            at = x0, y1
        elif abs(out[1] - y0) <= STRAIGHT and abs(into[0] - x1) <= STRAIGHT:
            at = x1, y0
        else:
            return
        self._side((x0, y0), at)
        self._side(at, (x1, y1))

    def _side(self, one: Point, other: Point) -> None:
        x0, top, x1, bottom = self._frame.box(*one, *other)
        if bottom - top <= SLOPE and x1 - x0 >= SHORTEST:
            self._add(self.rulings.across, (top + bottom) / 2, x0, x1)
        elif x1 - x0 <= SLOPE and bottom - top >= SHORTEST:
            self._add(self.rulings.down, (x0 + x1) / 2, top, bottom)

    def _add(self, lines: list[Line], at: float, start: float, end: float) -> None:
        across = lines is self.rulings.across
        box = (start, at, end, at) if across else (at, start, at, end)
        if self._inside(box):
            lines.append(Line(at, start, end))

    def _inside(self, box: BBox) -> bool:
        """Whether a box touches the page; some programs draw beyond its edge."""
        x0, top, x1, bottom = box
        width, height = self._frame.width, self._frame.height
        return x1 >= 0 and x0 <= width and bottom >= 0 and top <= height

    def _displayed(
        self, left: float, bottom: float, right: float, top: float, matrix: Matrix
    ) -> BBox:
        if matrix is not UNIT:
            (left, bottom), (right, top) = (
                _moved(left, bottom, matrix), _moved(right, top, matrix),
            )
        return self._frame.box(left, bottom, right, top)


def _segments(path: Path, matrix: Matrix) -> Iterator[tuple[int, Point, bool]]:
    """Kind, point and "closes the shape" of each segment of a path."""
    segments = handles(map(_segment, repeat(path.handled), range(path.segments)))
    for segment, (x, y) in zip(segments, _POINTS.rows(_point, segments), strict=True):
        yield _turn(segment), _moved(x, y, matrix), bool(_closes(segment))


def _moved(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _dotted(dots: Iterable[Point]) -> Iterator[Line]:
    """Rows of dots as lines; each dot: where it lies across the row, and along it."""
    rows: dict[float, list[float]] = defaultdict(list)
    for at, along in dots:
        rows[round(at, 1)].append(along)
    for at, row in rows.items():
        begin = 0
        row.sort()
        for end, here in enumerate(row, 1):
            if end == len(row) or row[end] - here > DOT_GAP:
                if end - begin >= DOTS:
                    yield Line(at, row[begin], here)
                begin = end
