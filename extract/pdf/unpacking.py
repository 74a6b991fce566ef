"""Streams that pdfminer unpacks, within a limit: its own way knows none and reads byte by byte."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pdfminer import pdftypes

#: Bytes a stream may unpack to; an embedded font of all Thai and Chinese letters has 20 MB.
UNPACKED_LIMIT = 40_000_000
_RAW = -zlib.MAX_WBITS  # no header and no checksum


@contextmanager
def unpacking_bounded() -> Iterator[None]:
    """Pdfminer unpacks with a limit while this lasts; ValueError beyond it."""
    names = vars(pdftypes)
    own = {name: names[name] for name in _INSTEAD}
    names.update(_INSTEAD)
    try:
        yield
    finally:
        names.update(own)


def unpacked(data: bytes) -> bytes:
    """The content of a stream; zlib.error where it is damaged, ValueError where it is too long."""
    stream = zlib.decompressobj()
    content = _within(stream.decompress(data, UNPACKED_LIMIT), stream.unconsumed_tail)
    if not stream.eof:
        raise zlib.error("the stream is cut off")
    return content


def unpacked_in_part(data: bytes) -> bytes:
    """The content of a stream that is cut off, or whose checksum is wrong."""
    stream = zlib.decompressobj(_RAW)
    return _within(stream.decompress(data[2:], UNPACKED_LIMIT), stream.unconsumed_tail)


def _within(content: bytes, left: bytes) -> bytes:
    if left:
        raise ValueError("a stream unpacks to too much")
    return content


class _Bounded:
    """What pdfminer knows of zlib."""

    error = zlib.error
    decompress = staticmethod(unpacked)


_INSTEAD = {"zlib": _Bounded, "decompress_corrupted": unpacked_in_part}
