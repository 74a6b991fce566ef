"""Shapes that are told without a recogniser: boxes to tick, rules and what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.scan.boxes import tick_box
from extract.scan.grid import rules_of
from extract.scan.lineimage import Gray
from extract.scan.picture import SCALE
from extract.scan.recognise import LineReading, Reader, Sign
from extract.scan.segments import Segment, ink_of, inside, segments
from extract.scan.trust import UNKNOWN, believed, trusted, with_ones

BODY = 18.0


class Saying(NamedTuple):
    """An engine that reads one text everywhere, as sure of each sign."""

    text: str
    sure: float
    name: str = "stub"
    alphabet: frozenset[str] = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙")

    def read(self, lines: Sequence[Gray]) -> list[LineReading]:
        signs = tuple(Sign(letter, self.sure, 0.0, 1.0) for letter in self.text)
        return [LineReading(signs, self.name) for _ in lines]


def said(found: Sequence[Segment], text: str, sure: float) -> list[str]:
    """What is believed of pieces that an engine reads so."""
    return [each.reading.text for each in trusted(found, Reader((Saying(text, sure),)))]


def box(kind: str, side: int = 21, *, upper: bool = True) -> Image.Image:
    """A box as a typeface draws it, white around it cut off; `upper`: with its upper side."""
    picture = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, side - 1, side - 1), outline=0, width=2)
    if kind in "☑":
        pen.line([side * at / 21 for at in (5, 11, 9, 15, 16, 5)], fill=0, width=2)
    if kind == "☒":
        low, high = side / 4, side * 3 / 4
        pen.line((low, low, high, high), fill=0, width=2)
        pen.line((high, low, low, high), fill=0, width=2)
    if not upper:
        pen.rectangle((2, 0, side - 3, 1), fill=255)
    return picture


def drawn(picture: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.asarray(np.asarray(picture) < 128)


@pytest.mark.parametrize("kind", ["☐", "☑", "☒"])
@pytest.mark.parametrize("side", [19, 30])
def test_boxes_of_any_size(kind: str, side: int) -> None:
    assert tick_box(drawn(box(kind, side)), BODY) == kind


def test_a_box_open_above_is_one_only_below_a_rule() -> None:
    """"บ" and "U" are open above as well."""
    assert tick_box(drawn(box("☑", upper=False)), BODY, cut=True) == "☑"
    assert tick_box(drawn(box("☑", upper=False)), BODY) is None


@pytest.mark.parametrize("spoil", [(0, 0, 1, 12), (6, 19, 20, 20)])
def test_an_outline_with_a_gap_is_no_box(spoil: tuple[int, int, int, int]) -> None:
    picture = box("☐")
    ImageDraw.Draw(picture).rectangle(spoil, fill=255)
    assert tick_box(drawn(picture), BODY) is None


def page_with(kind: str) -> Gray:
    """A line of letters' size and a box that touches the rule above it."""
    picture = Image.new("L", (400, 200), 255)
    for x in range(40, 200, 20):  # what tells the usual height of a letter
        ImageDraw.Draw(picture).rectangle((x, 120, x + 9, 120 + int(BODY) - 1), fill=0)
    picture.paste(box(kind), (300, 20))
    return np.asarray(picture, np.uint8)


def test_a_box_below_a_rule_is_read_by_its_shape() -> None:
    """The recogniser takes it for "L", as its upper side went with the rule."""
    gray = page_with("☑").copy()
    rules = np.zeros(gray.shape, np.bool_)
    rules[18:22] = True  # the rule and the upper side of the box
    ink = ink_of(gray, rules)
    cell = (250, 22, 390, 100)
    found = segments(gray, ink, cell, inside(ink, cell))
    assert [each.mark for each in found] == ["☑"]
    assert said(found, "L", 0.97) == ["☑"]
    assert said(found, "☒", 0.97) == ["☒"]  # which mark it is the recogniser says
    assert said(found, "☐", 0.97) == [UNKNOWN]  # one of the two is wrong
    assert said(found, "☐", 0.6) == ["☑"]


@pytest.mark.parametrize(("text", "sure", "print_there"), [
    (".•", 0.6, False), ("•", 0.95, True), ("✓", 0.6, True), ("-", 0.97, True)])
def test_a_dot_in_doubt_is_dirt(text: str, sure: float, print_there: bool) -> None:
    """What is left of a stamp's arc is no tick."""
    picture = np.full((40, 40), 255, np.uint8)
    assert bool(said([Segment(picture, (0, 0, 40, 40), 30.0, BODY)], text, sure)) is print_there


def test_letters_do_not_draw_a_rule_out() -> None:
    """Stems just below the end of a rule, on its line, stand in a merged cell."""
    picture = Image.new("L", (900, 400), 255)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 20, 880, 380), outline=0, width=3)
    pen.line((20, 200, 880, 200), fill=0, width=3)
    pen.line((450, 20, 450, 200), fill=0, width=3)
    for x in (443, 450, 457):
        pen.line((x, 206, x, 222), fill=0, width=2)
    gray = np.asarray(picture, np.uint8)
    [middle] = [line for line in rules_of(gray, gray, SCALE).rulings.down if 400 < line.at < 500]
    assert (middle.start, middle.end) == pytest.approx((20, 200), abs=3)


def test_a_row_of_letters_is_no_rule() -> None:
    """The tops of a line of letters hang together when gaps are closed."""
    picture = Image.new("L", (900, 400), 255)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 20, 880, 380), outline=0, width=3)
    for n, x in enumerate(range(300, 520, 9)):
        pen.line((x, 150 + n % 3, x + 6, 150 + n % 4), fill=0, width=4)
        if n % 3 == 0:
            pen.line((x, 150, x, 164), fill=0, width=3)
    gray = np.asarray(picture, np.uint8)
    rules = rules_of(gray, gray, SCALE).rulings
    assert [line.at for line in rules.across] == pytest.approx([21, 379], abs=2)


@pytest.mark.parametrize(("read", "meant"), [
    ("iI ความ", "i1 ความ"), ("el1 บริการ", "e11 บริการ"), ("(l) ชื่อ", "(1) ชื่อ"), ("1l", "11"),
    ("l2 ความ", f"{UNKNOWN}2 ความ"), ("I", UNKNOWN),  # i2 or 12; 1 or a Roman number
    ("Oil", "Oil"), ("(I) ชื่อ", "(I) ชื่อ"), ("email", "email"), ("11 l", "11 l"),
])
def test_a_letter_like_one_where_only_a_digit_stands(read: str, meant: str) -> None:
    """What was read is kept beside it."""
    signs = with_ones([Sign(letter, 0.9, 0.0, 1.0) for letter in read])
    assert "".join(sign.text for sign in signs) == meant
    assert "".join(sign.raw or sign.text for sign in signs) == read


def test_a_lone_digit_within_a_word_must_be_very_sure() -> None:
    """Under a stamp letters become "น๓ล"; "ข้อ๑การ" is printed so, and is clear."""
    engines = (Saying("", 1.0),)
    for sure, meant in ((0.9, f"น{UNKNOWN}ล"), (0.99, "น๓ล")):
        signs = tuple(Sign(letter, sure, 0.0, 1.0) for letter in "น๓ล")
        assert believed([LineReading(signs, "stub")], engines).text == meant
