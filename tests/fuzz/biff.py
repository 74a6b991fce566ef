"""Old workbooks with hostile records: lengths, counts and orders that no program writes."""

from __future__ import annotations

import struct
from random import Random

#: Where the stream of a workbook begins that xlwt writes: behind the header of its container.
_STREAM = 512


def mutated_records(random: Random, data: bytes) -> bytes:
    """One to three records of the stream changed, the size of the file kept."""
    records = _records(data)
    if not records:
        return data
    for _ in range(random.choice((1, 1, 3))):
        at, length = random.choice(records)
        data = _CHANGES[random.randrange(len(_CHANGES))](random, data, at, length)
    return data


def _records(data: bytes) -> list[tuple[int, int]]:
    """Where records begin, and how long their contents are."""
    found, at = [], _STREAM
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == 0 and length == 0:
            break
        found.append((at, length))
        at += 4 + length
    return found


def _word(random: Random, data: bytes, at: int, length: int) -> bytes:
    """Two bytes of the content become a number at a bound."""
    place = at + 4 + random.randrange(max(1, length))
    value = random.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF))
    return _put(data, place, struct.pack("<H", value))


def _length(random: Random, data: bytes, at: int, length: int) -> bytes:
    value = random.choice((0, 1, min(length + 1, 0xFFFF), max(0, length - 1), 8224, 0xFFFF))
    return _put(data, at + 2, struct.pack("<H", value))


def _kind(random: Random, data: bytes, at: int, length: int) -> bytes:
    value = random.choice((0x0A, 0x3C, 0xE5, 0xFC, 0xFD, 0x208, 0x809, 0x5D, 0x1B8, 0x2F,
                           random.randrange(0x900)))
    return _put(data, at, struct.pack("<H", value))


def _noise(random: Random, data: bytes, at: int, length: int) -> bytes:
    return _put(data, at + 4, random.randbytes(min(length, 64)))


def _twice(random: Random, data: bytes, at: int, length: int) -> bytes:
    """The record over what follows it."""
    size = 4 + length
    return _put(data, at + size, data[at : at + size] * random.choice((1, 3)))


def _put(data: bytes, at: int, words: bytes) -> bytes:
    return (data[:at] + words + data[at + len(words) :])[: len(data)]


_CHANGES = (_word, _word, _length, _kind, _noise, _twice)
