"""Many questions to pdfium at the price that ctypes can be brought down to.

A page has a thousand glyphs and several questions about each, so a page costs what the calls
cost. Here arguments are made once and not converted at every call, Python's lock is not given up
for calls that return at once, the loop over the calls is C's (`map`), and the answers come to lie
side by side in one block of numbers.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Number = ctypes.c_float | ctypes.c_double | ctypes.c_int | ctypes.c_uint
#: Calls whose answers lie in one block.
BATCH = 1024


def native(function: Any, result: type | None = ctypes.c_int) -> Callable[..., Any]:
    """A function of pdfium that converts nothing: pass small integers, `handle`s and `byref`s.

    A plain integer is a C int: an address must be wrapped with `handle`.
    """
    found = ctypes.cast(function, ctypes.c_void_p).value
    made: Callable[..., Any] = ctypes.PYFUNCTYPE(result)(found or 0)
    return made


def handle(address: int) -> Any:
    """An address as an argument that can be passed again and again."""
    return ctypes.c_void_p.from_param(address)


def handles(addresses: Iterable[int]) -> list[Any]:
    """Addresses as arguments."""
    return list(map(ctypes.c_void_p.from_param, addresses))


class Answers:
    """Room for the answers of a function that writes numbers where it is told to.

    numbers: how many it writes; it takes an address for each, or (structure) one for all.
    """

    def __init__(self, kind: type[Number], numbers: int, *, structure: bool = False) -> None:
        self._numbers, self._size = numbers, ctypes.sizeof(kind) * numbers
        self._block = (kind * (numbers * BATCH))()
        self._rows = np.frombuffer(memoryview(self._block), np.dtype(kind)).reshape(BATCH, numbers)
        size = ctypes.sizeof(kind)
        self._places = [
            [ctypes.byref(self._block, size * (call * numbers + number)) for call in range(BATCH)]
            for number in range(1 if structure else numbers)
        ]

    def table(self, function: Callable[..., Any], *arguments: Any) -> Numbers:
        """The answers as calls × numbers; the last argument is a sequence, one per call.

        A question that pdfium does not answer has zeros.
        Example: the origins of the glyphs 0 to 2 are [[56.7, 700.2], [62.1, 700.2], [66, 700.2]].
        """
        *fixed, each = arguments
        found = np.empty((len(each), self._numbers))
        for start in range(0, len(each), BATCH):
            batch: Sequence[Any] = each[start:start + BATCH]
            found[start:start + len(batch)] = self._asked(function, fixed, batch)
        return found

    def rows(self, function: Callable[..., Any], *arguments: Any) -> list[list[Any]]:
        """The same as a list of floats for each call; for few calls."""
        *fixed, each = arguments
        found = self._asked(function, fixed, each) if len(each) <= BATCH \
            else self.table(function, *arguments)
        rows: list[list[Any]] = found.tolist()
        return rows

    def _asked(
        self, function: Callable[..., Any], fixed: Sequence[Any], batch: Sequence[Any]
    ) -> NDArray[Any]:
        """The answers of one batch, in the block."""
        ctypes.memset(self._block, 0, self._size * len(batch))
        deque(map(function, *map(repeat, fixed), batch, *self._places), maxlen=0)
        return self._rows[:len(batch)]

    def columns(self, function: Callable[..., Any], *arguments: Any) -> list[list[Any]]:
        """First, second … number of every answer, each column as a list of floats."""
        columns: list[list[Any]] = self.table(function, *arguments).T.tolist()
        return columns
