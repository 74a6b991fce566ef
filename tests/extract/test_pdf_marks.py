"""Red, struck and highlighted words of PDF pages; paragraphs over several lines."""

from __future__ import annotations

import pytest

from extract.pdf.reader import read
from schema.table import RawParagraph
from tests.extract.made_pdf import HEIGHT, cells, grid, line, made, text

XS, YS = [60, 120, 300], [100, 140, 180]
HEAD = ["No", "Unit"]


def page(words: str, *drawn: str) -> bytes:
    """A table with these words (two lines) in its last cell, and drawings over it."""
    return made(" ".join([grid(XS, YS), *drawn, cells(XS, YS, [HEAD, ["O1", words]])]))


def marks(data: bytes) -> list[tuple[str, str]]:
    cell = read(data).tables[0].rows[1][1]
    assert cell is not None
    return [(mark.kind, mark.text) for mark in cell.marks]


def in_colour(colour: str, x: float, base: float, words: str) -> str:
    return f"{colour} rg {text(x, base, words)} 0 g"


def box(colour: str, x0: float, top: float, x1: float, bottom: float) -> str:
    return f"{colour} rg {x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re f 0 g"


@pytest.mark.parametrize(("colour", "red"), [
    ("1 0 0", True), ("0.75 0 0", True), ("0 0 1", False), ("0.5 0.5 0.5", False),
    ("1 0.6 0.6", False),
])
def test_red_ink(colour: str, red: bool) -> None:
    """Words in red are marked; blue, grey and pink ones are not."""
    found = marks(page("", text(124, 154, "finance"), in_colour(colour, 124, 168, "Ministry")))
    assert found == ([("red", "Ministry")] if red else [])


def test_words_struck_over_two_lines_are_one_stretch() -> None:
    """The line through each printed line ends with it; what stands behind is not struck."""
    data = made(" ".join([
        grid(XS, [100, 140, 200]), cells(XS, YS, [HEAD, ["O1", "Somchai\nDeejai\nclerk"]]),
        line(124, 151, 164, 151), line(124, 165, 154, 165)]))
    assert marks(data) == [("struck", "Somchai\nDeejai")]


@pytest.mark.parametrize(("drawn", "found"), [
    (box("1 1 0", 124, 144, 160, 158), [("highlighted", "finance")]),
    (box("0.9 0.9 0.9", 124, 144, 160, 158), []),
    (box("1 1 0", 120, 140, 300, 180), []),
    (box("1 1 0", 120.5, 144, 299.5, 158), []),
    (box("1 1 0", 124, 144, 290, 158), []),
])
def test_highlighted_words(drawn: str, found: list[tuple[str, str]]) -> None:
    """A coloured ground as long as its words; that of a cell, or a grey one, marks nothing."""
    assert marks(page("finance\nclerk", drawn)) == found


def paragraphs(content: str) -> list[str]:
    return [b.text for b in read(made(content)).blocks if isinstance(b, RawParagraph)]


LONG = "All units keep the list of their items open to the public on their main web site in full"


@pytest.mark.parametrize(("second", "joined"), [
    (text(60, 74, "and tell who keeps it."), True),
    (text(60, 74, "2. and tell who keeps it."), False),
    (text(60, 74, "- and tell who keeps it."), False),
    (text(90, 74, "and tell who keeps it."), False),
    (text(60, 100, "and tell who keeps it."), False),
    (text(60, 74, "and tell who keeps it.", size=14), False),
])
def test_a_full_line_goes_on_in_the_next(second: str, joined: bool) -> None:
    """At its left edge, in its size, close below, and no entry of a list."""
    found = paragraphs(" ".join([text(60, 60, LONG), second]))
    assert len(found) == (1 if joined else 2)


def test_short_lines_are_paragraphs_of_their_own() -> None:
    """Title lines end far from where the longest line of the page does."""
    found = paragraphs(" ".join([text(60, 60, "OIT 2567"), text(60, 74, "Town of Ban Dee"),
                                 text(60, 120, LONG)]))
    assert found == ["OIT 2567", "Town of Ban Dee", LONG]
