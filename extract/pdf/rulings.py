"""The drawn lines of a page: strokes, thin filled rectangles, the sides of boxes and shadings.

Programs draw a table's borders in many ways: Word fills rectangles half a point thick, piece by
piece; Excel strokes lines; browsers fill trapezoids. All of them come out as straight lines along
or across the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, c_float, c_int, c_size_t
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.page import Frame, address, fast
from schema.table import BBox

#: A filled box thinner than this is a line; a thicker one is the ground of a cell. Points.
LINE_WIDTH = 3.0
#: Shorter pieces are dots and corners. Points.
SHORTEST = 1.0
#: How far the ends of a straight line may differ across its direction. Points.
SLOPE = 0.5
#: Most segments of one path that is looked at; maps and logos have more.
SEGMENT_LIMIT = 2_000
#: Forms within forms that are entered.
NESTING_LIMIT = 8

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Line(NamedTuple):
    """A straight line: where it lies across its direction, where it starts and ends.

    Example: the line under a header 90 points below the page's top is Line(90, 56.7, 785.2).
    """

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The lines of a page; `across` run from left to right, `down` from top to bottom.

    shades: the grounds of cells (x0, top, x1, bottom), which are drawn without a line around them.
    """

    across: list[Line]
    down: list[Line]
    shades: list[BBox]


_object = fast(pdfium.FPDFPage_GetObject, c_size_t, c_int)
_kind = fast(pdfium.FPDFPageObj_GetType, c_size_t)
_bounds = fast(pdfium.FPDFPageObj_GetBounds, *[c_size_t] * 5)
_inner_count = fast(pdfium.FPDFFormObj_CountObjects, c_size_t)
_inner = fast(pdfium.FPDFFormObj_GetObject, c_size_t, c_int)
_count = fast(pdfium.FPDFPath_CountSegments, c_size_t)
_modes = fast(pdfium.FPDFPath_GetDrawMode, *[c_size_t] * 3)
_segment = fast(pdfium.FPDFPath_GetPathSegment, c_size_t, c_int)
_point = fast(pdfium.FPDFPathSegment_GetPoint, *[c_size_t] * 3)
_turn = fast(pdfium.FPDFPathSegment_GetType, c_size_t)
_closes = fast(pdfium.FPDFPathSegment_GetClose, c_size_t)
_placing = fast(pdfium.FPDFPageObj_GetMatrix, *[c_size_t] * 2)


def page_rulings(page: pypdfium2.PdfPage, frame: Frame) -> Rulings:
    """All lines and grounds drawn on a page, as they are: unsnapped, unjoined."""
    found = _Collector(frame)
    handle = address(page.raw)
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        found.take(_object(handle, index), UNIT, 0)
    return found.rulings


class _Collector:
    """Lines found so far, and the numbers that pdfium writes its answers into."""

    def __init__(self, frame: Frame) -> None:
        self.rulings = Rulings([], [], [])
        self._frame = frame
        self._box = (c_float * 4)()
        self._box_at = [addressof(self._box) + 4 * n for n in range(4)]
        self._drawn = (c_int * 2)()
        self._drawn_at = [addressof(self._drawn) + 4 * n for n in range(2)]

    def take(self, item: int, matrix: Matrix, depth: int) -> None:
        """The lines of one page object; a form's objects come one by one."""
        kind = _kind(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < NESTING_LIMIT:
            inner = _product(_matrix(item), matrix)
            for index in range(_inner_count(item)):
                self.take(_inner(item, index), inner, depth + 1)

    def _path(self, item: int, matrix: Matrix) -> None:
        segments = _count(item)
        if not 2 <= segments <= SEGMENT_LIMIT:
            return
        _modes(item, *self._drawn_at)
        fill, stroke = self._drawn
        if fill and not stroke and segments <= 6:
            self._filled(item, matrix, segments)
        elif fill or stroke:
            self._outline(item, matrix, segments, closed=bool(fill))

    def _filled(self, item: int, matrix: Matrix, segments: int) -> None:
        """A filled shape of few corners: a line, a ground, or a shape with straight sides."""
        _bounds(item, *self._box_at)
        left, bottom, right, top = self._box
        box = self._displayed(left, bottom, right, top, matrix)
        if min(box[2] - box[0], box[3] - box[1]) < LINE_WIDTH:
            self._thin(*box)
        elif self._is_box(item, segments):
            self._add_shade(box)
        else:
            self._outline(item, matrix, segments, closed=True)

    def _thin(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A thin box is a line along its longer side; a small square is a piece of both."""
        wide, high = x1 - x0, bottom - top
        if wide >= SHORTEST and (high < LINE_WIDTH):
            self._add(self.rulings.across, (top + bottom) / 2, x0, x1)
        if high >= SHORTEST and (wide < LINE_WIDTH):
            self._add(self.rulings.down, (x0 + x1) / 2, top, bottom)

    def _add_shade(self, box: BBox) -> None:
        if self._inside(box):
            self.rulings.shades.append(box)

    def _is_box(self, item: int, segments: int) -> bool:
        """Whether the corners of a path are those of an upright box."""
        points = [point for _, point, _ in _segments(item, segments, UNIT)]
        xs = {round(x, 1) for x, _ in points}
        ys = {round(y, 1) for _, y in points}
        return len(xs) == 2 and len(ys) == 2 and len({(round(x), round(y)) for x, y in points}) == 4

    def _outline(self, item: int, matrix: Matrix, segments: int, *, closed: bool) -> None:
        """The straight sides of a path that run along or across the page."""
        whole = _product(_matrix(item), matrix)
        start = last = (0.0, 0.0)
        for kind, point, closes in _segments(item, segments, whole):
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if closed:
                    self._side(last, start)
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                self._side(last, point)
            last = point
            if closes:
                self._side(last, start)
        if closed:
            self._side(last, start)

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


def _segments(item: int, count: int, matrix: Matrix) -> Iterator[tuple[int, Point, bool]]:
    """Kind, point and "closes the shape" of each segment of a path."""
    place = (c_float * 2)()
    to_x = addressof(place)
    for index in range(count):
        segment = _segment(item, index)
        _point(segment, to_x, to_x + 4)
        yield _turn(segment), _moved(place[0], place[1], matrix), bool(_closes(segment))


def _matrix(item: int) -> Matrix:
    found = (c_float * 6)()
    _placing(item, addressof(found))
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def _moved(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first` and `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )
