"""No regular expression of the packages takes longer than in proportion to its text.

Each is tried on texts made from its own structure, which grow until they take a measurable time.
That time is compared with the pattern's own on the next longer text, never with seconds.
"""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest

from tests.pattern_attacks import Attack, attacks
from tests.patterns_found import Found, all_patterns

#: First by little, as what doubles with each letter never comes to the long ones.
SIZES = (*range(8, 128, 4), *range(128, 512, 64), 512, 1024, 2048, 4096, 8192, 16384)
#: Texts that are tried with one pattern.
MOST = 300
#: Seconds below which nothing is compared.
LEAST = 0.01
#: Seconds at which no longer text is tried.
ENOUGH = 0.3
#: Four times the letters may take 9 times as long; 16 is quadratic.
POWER = 1.58

#: Patterns that are asked of short texts only, with what makes them short.
GUARDED = {
    r"(<table\b.*?</table\s*>)": "up to the last end of a table (extract.markup_page)",
    r"\s*(?:พ\.?\s*ศ\.?)?\s*[\d.]+$": "of 80 letters (normalize.bullets)",
    r"\(.*?\)": "of a header of at most 260 letters (normalize.columns)",
    "[\u0e01-\u0e4e]+$": "of 97 letters (normalize.joining)",
    r"(?:(?<!\s)\s++|)(?:%|ร้อยละ|เปอร์เซ็นต์|เปอร์เซนต์|คะแนน|บาท(?:ถ้วน)?|฿|\.-|\.–)+$":
        "of a cell of at most 200 letters (normalize.numbers)",
    r"((?:^-- .*\n)+)CREATE VIEW (\w+)": "of our own views.sql (oit.dataset.database)",
}


def slow_on(found: Found, sizes: tuple[int, ...] = SIZES, most: int = MOST) -> Attack | None:
    """A text on which a pattern takes more than in proportion; None where none was found."""
    tried = sorted(attacks(found.pattern))
    return next((attack for attack in tried[:: len(tried) // most + 1]
                 if all(_grows(found, attack, sizes) for _ in range(2))), None)


def _grows(found: Found, attack: Attack, sizes: tuple[int, ...]) -> bool:
    """Whether the time grows too fast still at the longest text that takes next to nothing.

    A look ahead that is bounded grows too, but only up to its bound.
    """
    grows, first = False, 0.0
    for short, long in pairwise(sizes):
        first, before = _seconds(found, attack.text(long)), first
        if before > LEAST:
            grows = first / before > (long / short) ** POWER
        if first > ENOUGH:
            return grows or before <= LEAST
    return grows


def _seconds(found: Found, text: str) -> float:
    begin = time.process_time()
    found.ask(text)
    return time.process_time() - begin


def _asked() -> list[Found]:
    return [found for found in all_patterns() if found.pattern.pattern not in GUARDED]


def test_patterns_of_every_package_are_found() -> None:
    found = {one.where.split(".")[0] for one in all_patterns()}
    assert found == {"audit", "catalogue", "extract", "normalize", "oit"}
    assert GUARDED.keys() <= {one.pattern.pattern for one in all_patterns()}


@pytest.mark.parametrize(("pattern", "anywhere"), [
    ("(?:ก+)+ข", False), (".*ก.*ข", False),
])
def test_slow_patterns_are_found_out(pattern: str, anywhere: bool) -> None:
    assert slow_on(Found("made", re.compile(pattern), anywhere), most=20)


@pytest.mark.parametrize(("pattern", "anywhere"), [
    (r"\s*:", False), (r"(?:(?<!\s)\s++|):", True), ("ก[^ข]{0,20}ข", True), ("(?:ก|ข)*ค", False),
])
def test_patterns_in_proportion_are_let_through(pattern: str, anywhere: bool) -> None:
    assert slow_on(Found("made", re.compile(pattern), anywhere)) is None


def test_a_sample_of_the_patterns_takes_time_in_proportion() -> None:
    """Short texts find what doubles with each letter; `make slow` tries all with long ones."""
    assert [one.where for one in _asked()[::5] if slow_on(one, SIZES[:15], 40)] == []


@pytest.mark.slow
@pytest.mark.parametrize("found", _asked(), ids=lambda found: found.where)
def test_every_pattern_takes_time_in_proportion(found: Found) -> None:
    assert slow_on(found) is None
