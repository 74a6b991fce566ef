"""The one protocol of all recognisers: pictures of lines in; text, confidences and alphabet out.

An engine says which signs it can print at all. A digit that is not in its alphabet can never be
read right by it, however sure it is: Debian's Thai model of Tesseract has no ๔ ๖ ๗ ๘ ๙.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:  # numpy is not loaded for files that hold letters
    from extract.scan.lineimage import Gray

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
DIGITS = "0123456789"


class Sign(NamedTuple):
    """One printed sign: a letter or a group of marks, how sure it is (0..1), where it stands.

    x0, x1: columns of the picture given to the engine, as shares of its width (0..1);
    raw: what the engine read, where a rule put something else; rule: its id.
    """

    text: str
    confidence: float
    x0: float
    x1: float
    raw: str | None = None
    rule: str = ""


class LineReading(NamedTuple):
    """What an engine reads in one picture, sign by sign from left to right."""

    signs: tuple[Sign, ...]
    engine: str

    @property
    def text(self) -> str:
        """The whole text. Example: "ข้อ ๑๒"."""
        return "".join(sign.text for sign in self.signs)

    @property
    def confidence(self) -> float:
        """The least confidence of a sign that is no space; 1 for an empty reading."""
        return min((s.confidence for s in self.signs if s.text != " "), default=1.0)


class Engine(Protocol):
    """A recogniser of lines: our own network, Tesseract, or one that a user has."""

    @property
    def name(self) -> str:
        """Short and stable, as it stands in `Cell.engine`: "oit", "tesseract-tha"."""

    @property
    def alphabet(self) -> frozenset[str]:
        """Every sign that this engine can print."""

    def read(self, lines: Sequence[Gray]) -> list[LineReading]:
        """The reading of each picture (0 black, 255 white, any height), in their order."""


class Reader(NamedTuple):
    """The engines that read a page: the first decides, others second it."""

    engines: tuple[Engine, ...]

    @property
    def name(self) -> str:
        """What `RawDocument.reader` says: "ocr:oit", "ocr:oit+tesseract-tha"."""
        return "ocr:" + "+".join(engine.name for engine in self.engines)


def prints_digits(alphabet: frozenset[str]) -> bool:
    """Whether an engine has all ten Thai and all ten Arabic digits."""
    return alphabet.issuperset(THAI_DIGITS) and alphabet.issuperset(DIGITS)


def alphabet_name(alphabet: frozenset[str]) -> str:
    """Which digits an engine can print, as `Cell.alphabet` says it.

    Example: "thai+arabic"; "arabic, thai without ๔๖๗๘๙" for Debian's Tesseract.
    """
    lacking = "".join(digit for digit in THAI_DIGITS if digit not in alphabet)
    arabic = "arabic" if alphabet.issuperset(DIGITS) else "no arabic"
    if not lacking:
        return "thai+arabic" if arabic == "arabic" else f"thai, {arabic}"
    return f"{arabic}, thai without {lacking}"
