"""Hostile files from sound ones: a mutator of bytes for each kind that knows its container.

Everything comes from one `random.Random`, so that a case is told by its kind, seed and number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.fuzz.biff import mutated_records
from tests.fuzz.numbers import NUMBERS
from tests.fuzz.objects import mutated_objects
from tests.fuzz.packages import mutated_package
from tests.fuzz.seeds import seeds
from tests.fuzz.words import TOKENS

Mutator = Callable[[Random, bytes], bytes]
_DIGITS = re.compile(rb"-?\d+")
#: A file of a case stays below this, so that a second is much for reading it.
MOST_BYTES = 400_000


def case(kind: str, seed: int, number: int) -> bytes:
    """The bytes of one case; the same for the same arguments."""
    random = Random(f"{kind}/{seed}/{number}")
    data = random.choice(seeds(kind))
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        data = random.choice(_mutators(kind))(random, data)[:MOST_BYTES]
    return data


def _mutators(kind: str) -> Sequence[Mutator]:
    """Those that know the container come first and most often."""
    return {
        "docx": _PACKAGE, "xlsx": _PACKAGE, "odt": _PACKAGE, "ods": _PACKAGE,
        "pdf": _PORTABLE, "xls": _RECORDS,
    }.get(kind, _BYTES)


def flipped(random: Random, data: bytes) -> bytes:
    """Some bytes changed."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 8, 64)) if data else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def truncated(random: Random, data: bytes) -> bytes:
    """The file broken off."""
    return data[: random.randrange(len(data) + 1)]


def rearranged(random: Random, data: bytes) -> bytes:
    """A stretch left out, repeated, or moved elsewhere."""
    begin, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    end = min(end, begin + random.choice((1, 16, 256, 4096)))
    stretch, rest = data[begin:end], data[:begin] + data[end:]
    at = random.randrange(len(rest) + 1)
    times = random.choice((0, 1, 2, 40))
    return rest[:at] + stretch * times + rest[at:]


def spoken(random: Random, data: bytes) -> bytes:
    """Words put in that a reader takes for something."""
    for _ in range(random.choice((1, 1, 4))):
        at = random.randrange(len(data) + 1)
        token = random.choice(TOKENS) * random.choice((1, 1, 1, 3, 2000))
        data = data[:at] + token + data[at + random.choice((0, 0, len(token))) :]
    return data


def counted(random: Random, data: bytes) -> bytes:
    """Numbers written in digits replaced by such as no file has."""
    found = list(_DIGITS.finditer(data))
    for place in sorted(random.sample(found, min(len(found), random.choice((1, 1, 5)))),
                        key=lambda place: -place.start()):
        data = data[: place.start()] + random.choice(NUMBERS) + data[place.end() :]
    return data


_BYTES: tuple[Mutator, ...] = (flipped, truncated, rearranged, spoken, spoken, counted)
_PACKAGE: tuple[Mutator, ...] = (
    *[mutated_package] * 12, flipped, truncated, rearranged, counted)
_PORTABLE: tuple[Mutator, ...] = (*[mutated_objects] * 6, *_BYTES)
_RECORDS: tuple[Mutator, ...] = (*[mutated_records] * 6, *_BYTES)
