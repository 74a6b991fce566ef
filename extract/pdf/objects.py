"""The objects of a page - pieces of text, drawings, pictures - also those inside forms."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.native import Answers, handle, handles, native

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Forms within forms that are entered.
NESTING_LIMIT = 8

_object = native(pdfium.FPDFPage_GetObject, ctypes.c_size_t)
_form_count = native(pdfium.FPDFFormObj_CountObjects)
_form_object = native(pdfium.FPDFFormObj_GetObject, ctypes.c_size_t)
_kind = native(pdfium.FPDFPageObj_GetType)
_placing = native(pdfium.FPDFPageObj_GetMatrix)
_bounds = native(pdfium.FPDFPageObj_GetBounds)
_BOXES = Answers(ctypes.c_float, 4)
_PLACED = (ctypes.c_float * 6)()
_PLACED_AT = ctypes.byref(_PLACED)


class PageObjects(NamedTuple):
    """Addresses of a page's objects by kind, each list in drawing order.

    paths: with the matrix of the form they stand in, `UNIT` itself for most.
    """

    texts: list[int]
    paths: list[tuple[int, Matrix]]
    pictures: list[int]


_OF_PAGE: WeakKeyDictionary[pypdfium2.PdfPage, PageObjects] = WeakKeyDictionary()


def page_objects(page: pypdfium2.PdfPage) -> PageObjects:
    """The objects of a page; gathered once while it is open, as several stages ask for them."""
    found = _OF_PAGE.get(page)
    if found is None:
        found = _OF_PAGE[page] = PageObjects([], [], [])
        at, count = handle(address_of(page.raw)), pdfium.FPDFPage_CountObjects(page)
        _gather(map(_object, repeat(at), range(count)), UNIT, 0, found)
    return found


def address_of(pointer: Any) -> int:
    """The address behind a pointer of pypdfium2."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _gather(addresses: Iterable[int], matrix: Matrix, depth: int, found: PageObjects) -> None:
    items = list(addresses)
    arguments = handles(items)
    kinds = np.fromiter(map(_kind, arguments), np.intc, len(items))
    start = 0
    for end in [*np.flatnonzero(kinds == pdfium.FPDF_PAGEOBJ_FORM).tolist(), len(items)]:
        kind, stretch = kinds[start:end], items[start:end]
        found.texts.extend(compress(stretch, (kind == pdfium.FPDF_PAGEOBJ_TEXT).tolist()))
        paths = compress(stretch, (kind == pdfium.FPDF_PAGEOBJ_PATH).tolist())
        found.paths.extend(zip(paths, repeat(matrix), strict=False))
        found.pictures.extend(compress(stretch, (kind == pdfium.FPDF_PAGEOBJ_IMAGE).tolist()))
        if end < len(items) and depth < NESTING_LIMIT:
            _gather(_inside(arguments[end]), product(matrix_of(arguments[end]), matrix), depth + 1,
                    found)
        start = end + 1


def _inside(form: Any) -> Iterator[int]:
    return map(_form_object, repeat(form), range(_form_count(form)))


def boxes_of(items: Sequence[int]) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of objects, in the coordinates of what they stand in."""
    return [(left, bottom, right, top)
            for left, bottom, right, top in _BOXES.rows(_bounds, handles(items))]


def matrix_of(item: Any) -> Matrix:
    """Where an object (as an argument) is put: x = a * x' + c * y' + e, y = b * x' + d * y' + f."""
    ctypes.memset(_PLACED, 0, ctypes.sizeof(_PLACED))
    _placing(item, _PLACED_AT)
    a, b, c, d, e, f = _PLACED
    return a, b, c, d, e, f


def product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first` and `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )
