"""PDF files with hostile objects: boxes, lengths, filters, references that run in circles."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from random import Random

from tests.fuzz.numbers import NUMBERS

_OBJECT = re.compile(rb"\d+ 0 obj.*?endobj\n?", re.S)
_REFERENCE = re.compile(rb"\d+ 0 R")
_BOX = re.compile(rb"/MediaBox ?\[[^\]]*\]")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_STREAM = re.compile(rb"(<<[^>]*)(/Length \d+)(.*?stream\n)(.*?)(\nendstream)", re.S)
_BOXES = (b"0 0 1e9 1e9", b"0 0 0 0", b"600 800 0 0", b"-1e9 -1e9 -5 -5", b"0 0 14400 14400",
          b"0 0 1 99999", b"nan nan nan nan", b"0 0", b"", b"0 0 1e-9 1e-9", b"0 0 1e38 1e38")
_ENTRIES = (b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode/ASCIIHexDecode]",
            b"/Filter/LZWDecode", b"/Filter/JBIG2Decode", b"/Filter/DCTDecode", b"/Rotate 45",
            b"/Rotate -90", b"/UserUnit 1e9", b"/CropBox[-9 -9 9e9 9e9]", b"/Parent 3 0 R",
            b"/Kids[2 0 R]", b"/Count 99999999", b"/Type/Pages", b"/Contents[5 0 R 5 0 R 5 0 R]",
            b"/Resources 1 0 R", b"/Encrypt 1 0 R", b"/Filter/RunLengthDecode",
            b"/DecodeParms<</Predictor 15/Columns 99999999>>")
_OPERATORS = (b"q " * 3000, b"Q " * 50, b"1e9 0 0 1e9 0 0 cm", b"0 0 0 0 0 0 cm", b"BT", b"ET",
              b"/F1 1e9 Tf", b"/F1 -5 Tf", b"/F1 0 Tf", b"/F9 5 Tf", b"(\\377\\000)Tj", b"<>Tj",
              b"[(a) 1e9 (b) -1e9 (c)]TJ", b"3 Tr", b"99 Tr", b"1e38 1e38 m 0 0 l S",
              b"0 0 1e38 1e38 re f", b"nan nan l", b"/X1 Do", b"BI /W 99999 /H 99999 ID x EI",
              b"0 w 5 5 m 5 5 l S", b"1000 Tz", b"-1e5 Tc", b"(x)' ", b"EMC", b"0 0 5 5 re W n")


def mutated_objects(random: Random, data: bytes) -> bytes:
    """One or some objects changed; places in the table of contents are left as they were."""
    for _ in range(random.choice((1, 1, 2, 4))):
        data = random.choice(_CHANGES)(random, data)
    return data


def _referred(random: Random, data: bytes) -> bytes:
    """A reference leads to another object: itself, its parent, one that is not there."""
    return _replaced(random, data, _REFERENCE, b"%d 0 R" % random.choice((*range(8), 99, 8388607)))


def _boxed(random: Random, data: bytes) -> bytes:
    return _replaced(random, data, _BOX, b"/MediaBox[" + random.choice(_BOXES) + b"]")


def _counted(random: Random, data: bytes) -> bytes:
    return _replaced(random, data, _NUMBER, random.choice(NUMBERS))


def _dropped(random: Random, data: bytes) -> bytes:
    return _replaced(random, data, _OBJECT, b"")


def _doubled(random: Random, data: bytes) -> bytes:
    found = _OBJECT.findall(data)
    return _replaced(random, data, _OBJECT, b"".join(random.choices(found, k=2))) if found else data


def _entered(random: Random, data: bytes) -> bytes:
    """A further entry of a dictionary, before those it has."""
    return _replaced(random, data, re.compile(rb"<<"), b"<<" + random.choice(_ENTRIES))


def _drawn(random: Random, data: bytes) -> bytes:
    """Operators put between those of a page, the length of the stream told as it is."""
    found = list(_STREAM.finditer(data))
    if not found:
        return data
    place = random.choice(found)
    words = place[4].split(b" ")
    at = random.randrange(len(words) + 1)
    content = b" ".join([*words[:at], random.choice(_OPERATORS), *words[at:]])
    return _restreamed(data, place, content, b"")


def _packed(random: Random, data: bytes) -> bytes:
    """A stream packed, perhaps damaged, or blown up."""
    found = list(_STREAM.finditer(data))
    if not found:
        return data
    place = random.choice(found)
    packed = zlib.compress(place[4] + b" " * random.choice((0, 0, 30_000_000)))
    cut = packed[: random.choice((len(packed), len(packed), len(packed) // 2))]
    return _restreamed(data, place, cut, b"/Filter/FlateDecode")


def _restreamed(data: bytes, place: re.Match[bytes], content: bytes, entry: bytes) -> bytes:
    head = place[1] + entry + b"/Length %d" % len(content) + place[3]
    return data[: place.start()] + head + content + place[5] + data[place.end() :]


def _replaced(random: Random, data: bytes, wanted: re.Pattern[bytes], words: bytes) -> bytes:
    found = list(wanted.finditer(data))
    if not found:
        return data
    place = random.choice(found)
    return data[: place.start()] + words + data[place.end() :]


_CHANGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    _referred, _boxed, _counted, _counted, _dropped, _doubled, _entered, _entered, _drawn, _drawn,
    _packed,
)
