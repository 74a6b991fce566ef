"""Questions to pdfium in bulk: every answer at its place, also over several batches."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from extract.pdf.chars import page_chars
from extract.pdf.native import BATCH, Answers, handle, handles, native
from extract.pdf.objects import UNIT, page_objects
from tests.extract.made_pdf import made, text

_Pair = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 2)


def _number(address: int | None) -> ctypes.c_double:
    return ctypes.c_double.from_address(address or 0)


@_Pair
def _tenfold(base: int | None, index: int, first: int | None, second: int | None) -> int:
    """Writes base + index and ten times that, as pdfium writes x and y of a glyph."""
    _number(first).value = (base or 0) + index
    _number(second).value = 10 * ((base or 0) + index)
    return 1


@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1, 2 * BATCH + 3])
def test_answers_in_columns(count: int) -> None:
    ask: Callable[..., Any] = native(_tenfold)
    first, second = Answers(ctypes.c_double, 2).columns(ask, handle(7), list(range(count)))
    assert first == [7 + index for index in range(count)]
    assert second == [10 * (7 + index) for index in range(count)]
    rows = Answers(ctypes.c_double, 2).rows(ask, handle(7), list(range(count)))
    assert rows == [[one, other] for one, other in zip(first, second, strict=True)]


def test_handles_hold_whole_addresses() -> None:
    """An address beyond 32 bits is passed whole."""
    same = ctypes.CFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p)(lambda at: at or 0)
    echo = native(same, ctypes.c_size_t)
    high = 2 ** 40 + 5 if ctypes.sizeof(ctypes.c_void_p) > 4 else 2 ** 31 + 5
    assert [echo(item) for item in handles([high, 0])] == [high, 0]


def test_a_page_of_more_letters_than_one_batch() -> None:
    """Every letter has its own place, in the order of the content."""
    lines, letters = BATCH // 100 + 2, "AB" * 50
    content = " ".join(text(20, 20 + 12 * n, letters, 5) for n in range(lines))
    document = pypdfium2.PdfDocument(made(content))
    chars = list(page_chars(document[0]))
    document.close()
    assert [char.text for char in chars] == list(letters * lines)
    assert [char.x for char in chars[:2]] == [char.x for char in chars[-100:-98]]
    assert len({(char.x, char.y) for char in chars}) == len(chars) > BATCH


def test_objects_of_a_page() -> None:
    document = pypdfium2.PdfDocument(made(f"{text(50, 100, 'A')} 10 10 5 5 re f {text(9, 9, 'B')}"))
    found = page_objects(page := document[0])
    assert (len(found.texts), [matrix for _, matrix in found.paths], found.pictures) == (
        2, [UNIT], [])
    assert page_objects(page) is found
    document.close()
