"""The directory of an OLE2 container, the box around old Office files and encrypted new ones."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_HEADER = 512
_NONE = 0xFFFFFFFF
_SECTOR_SIZES = (512, 4096)
#: Sectors of a directory followed; a file of Office has a handful.
_SECTORS_LIMIT = 10_000
#: Word stores its settings here: offset of the flags in the stream, and the one for a password.
_WORD_FLAGS, _WORD_ENCRYPTED = 10, 0x0100


class Entry(NamedTuple):
    """A stream or storage: its name, its neighbours and first child by number, its first sector."""

    name: str
    left: int
    right: int
    child: int
    start: int


def streams(data: bytes) -> dict[str, Entry]:
    """What stands directly in the container, by name; nothing where the directory is damaged.

    Example: a Word file that embeds a workbook has "WordDocument" here, not "Workbook".
    """
    try:
        entries = list(_entries(data)) if _sector_size(data) in _SECTOR_SIZES else []
    except struct.error:
        return {}
    return {entry.name: entry for entry in _siblings(entries) if entry.name}


def is_encrypted_word(data: bytes) -> bool:
    """Whether an old Word file asks for a password."""
    main = streams(data).get("WordDocument")
    if main is None:
        return False
    at = _HEADER + main.start * _sector_size(data) + _WORD_FLAGS
    flags = data[at : at + 2]
    return len(flags) == 2 and bool(int.from_bytes(flags, "little") & _WORD_ENCRYPTED)


def _sector_size(data: bytes) -> int:
    shift: int = struct.unpack_from("<H", data, 30)[0]
    return 1 << min(shift, 16)


def _entries(data: bytes) -> Iterator[Entry]:
    """The entries of the directory, the root first."""
    size = _sector_size(data)
    offset = max(size, _HEADER)
    (first,) = struct.unpack_from("<I", data, 48)
    for sector in _chain(data, first, size):
        start = offset + sector * size
        for at in range(start, start + size, 128):
            length, _, left, right, child, begin = _fields(data, at)
            name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield Entry(name, left, right, child, begin)


def _fields(data: bytes, at: int) -> tuple[int, int, int, int, int, int]:
    length, kind, left, right, child = struct.unpack_from("<HBxIII", data, at + 64)
    (begin,) = struct.unpack_from("<I", data, at + 116)
    return length, kind, left, right, child, begin


def _chain(data: bytes, first: int, size: int) -> Iterator[int]:
    """The sectors of a chain; a circle is cut."""
    seen: set[int] = set()
    sector = first
    while sector < _NONE - 5 and sector not in seen and len(seen) < _SECTORS_LIMIT:
        seen.add(sector)
        yield sector
        sector = _next(data, sector, size)


def _next(data: bytes, sector: int, size: int) -> int:
    """The sector behind one, by the allocation table whose sectors the header lists."""
    table, at = divmod(sector, size // 4)
    if table >= 109:
        return _NONE
    (where,) = struct.unpack_from("<I", data, 76 + 4 * table)
    offset = max(size, _HEADER) + where * size + 4 * at
    found: int = struct.unpack_from("<I", data, offset)[0]
    return found


def _siblings(entries: list[Entry]) -> Iterator[Entry]:
    """The children of the root, which hang in a tree of neighbours."""
    waiting = [entries[0].child] if entries else []
    seen: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at < len(entries) and at not in seen:
            seen.add(at)
            yield entries[at]
            waiting += [entries[at].left, entries[at].right]
