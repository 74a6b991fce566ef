"""From glyphs to text, and the two sources of characters of a PDF page."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate, chain, count

import numpy as np
import pypdfium2
import pytest

from extract.pdf import writing
from extract.pdf.chars import page_chars
from extract.pdf.fonts import FontEvidence
from extract.pdf.glyphs import Glyph, Glyphs, page_glyphs, reading
from extract.pdf.lines import lines_of, readings
from extract.pdf.stream import page_stream
from extract.pdf.verify import DISAGREES, verifying
from tests.extract.made_pdf import written

SIZE = 10.0
MARKS = set("ัิีึืุู็่้๊๋์ํ")


def glyphs(text: str, x: float = 50.0, base: float = 100.0, first: int = 0) -> list[Glyph]:
    """A line of 10-point glyphs, each letter 5 points wide; marks and "|" move the pen nowhere.

    "|" is a step of 5 points without a glyph.
    """
    found: list[Glyph] = []
    numbers = count(first)
    for letter in text:
        wide = 0.0 if letter in MARKS else 5.0
        if letter != "|":
            found.append(Glyph(letter, x, base - 7.5, x + wide, base + 2.5, "F", SIZE,
                               next(numbers)))
        x += wide
    return found


BASE, NAME = "Helvetica", "AAAAAA+Made"  # the first has its own widths everywhere
WIDTHS = "/FirstChar 65/LastChar 66/Widths[667 667]"


def made(content: str, unicode_map: str = "", rotate: int = 0) -> bytes:
    """A one-page file in Helvetica; `unicode_map`: lines of a ToUnicode map, "<41> <0E01>"."""
    rows = [row for row in unicode_map.split("\n") if row]
    cmap = f"1 begincodespacerange <00> <FF> endcodespacerange {len(rows)} beginbfchar " \
        f"{' '.join(rows)} endbfchar"
    return written([
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[4 0 R]/Count 1>>",
        f"<</Type/Font/Subtype/Type1/BaseFont/{NAME if rows else BASE}/Encoding/WinAnsiEncoding"
        f"{WIDTHS + '/ToUnicode 6 0 R' if rows else ''}>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate {rotate}/Contents 5 0 R"
        "/Resources<</Font<</F1 3 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ])


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfPage]:
    document = pypdfium2.PdfDocument(data)
    try:
        yield document[0]
    finally:
        document.close()


def shown(words: str, x: float = 50, y: float = 700) -> str:
    return f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET"


@pytest.mark.parametrize(("text", "read"), [
    ("สำนักปลัด", "สำนักปลัด"), ("ข้อ||1", "ข้อ 1"), ("ก ข", "ก ข"), (" ก  ข ", "ก ข"),
    ("ที่ดิน", "ที่ดิน"), ("", ""), ("1,000.50", "1,000.50"),
])
def test_one_line(text: str, read: str) -> None:
    """A wide gap is a space; blanks at the ends are none."""
    assert reading(glyphs(text)).text == read


def test_lines_from_top_to_bottom() -> None:
    lower, upper = glyphs("ล่าง", base=120), glyphs("บน", base=100, first=10)
    assert reading([*lower, *upper]).text == "บน\nล่าง"


def test_a_raised_small_glyph_stays_on_its_line() -> None:
    raised = Glyph("๑", 70.0, 92.2, 73.0, 98.2, "F", 6.0, 9)
    assert reading([*glyphs("ข้อ"), raised]).text == "ข้อ ๑"


def test_pieces_drawn_out_of_turn_are_sorted_by_place() -> None:
    """A quotation mark from another font is drawn last and stands in the gap left for it."""
    line = glyphs("ว่า|ไม่มี|งาน")
    quotes = [*glyphs("“", x=60, first=20), *glyphs("”", x=80, first=21)]
    assert reading([*line, *quotes]).text == "ว่า“ไม่มี”งาน"


def test_a_mark_drawn_after_its_line_goes_to_its_letter() -> None:
    """Stream order is kept within a piece; a mark alone is put over the letter it stands on."""
    letters = glyphs("พอใจ")
    late = Glyph("่", 55.0, 92.5, 55.0, 102.5, "F", SIZE, 30)
    assert reading([*letters, late]).text == "พ่อใจ"


def test_blanks_printed_over_are_no_spaces() -> None:
    """Accounting formats pad with blanks and step back: the figure is whole."""
    padding = glyphs("   ", x=50)
    figure = glyphs("3,448,000", x=51, first=10)
    assert reading([*padding, *figure]).text == "3,448,000"
    torn = [*glyphs("3", x=50), *glyphs("  ", x=52, first=1), *glyphs(",448", x=55, first=3)]
    assert reading(torn).text == "3,448"


def test_letters_set_apart_are_closed_and_marked() -> None:
    found = reading(glyphs("แ ผ น ป ฏิ บั ติ ก า ร"))
    assert found.text == "แผนปฏิบัติการ"
    assert found.repairs == ("pdf.distributed",)
    assert found.confidence < 1
    assert reading(glyphs("ก ข ค")).text == "ก ข ค"


def test_letters_with_wide_spacing_have_no_spaces() -> None:
    """Thai distributed text may be set with gaps alone: the usual gap of a line is no space."""
    assert reading(glyphs("ป|ร|ะ|ก|า|ศ|||ที่|ห|นึ่|ง")).text == "ประกาศ ที่หนึ่ง"


def test_letter_and_mark_drawn_as_one_glyph_leave_no_gap() -> None:
    """Their common box is halved: the letter's half ends too early."""
    pair = [Glyph("น", 50, 92.5, 53.5, 102.5, "F", SIZE, 0),
            Glyph("ั", 50, 92.5, 56.8, 102.5, "F", SIZE, 1)]
    assert reading([*pair, *glyphs("ก", 57.4, first=2)]).text == "นัก"
    assert reading([*pair, *glyphs("ก", 60, first=2)]).text == "นั ก"


@pytest.mark.parametrize(("start", "end"), [(50.0, 55.0), (55.0, 55.0)])
def test_sara_am_whose_right_half_has_no_name_leaves_no_gap(start: float, end: float) -> None:
    """Drawn as one glyph with its letter, or as a mark without width."""
    letters = [Glyph("ด", 50, 92.5, 55, 102.5, "F", SIZE, 0),
               Glyph("ำ", start, 92.5, end, 102.5, "F", SIZE, 1)]
    assert reading([*letters, *glyphs("น", 59.5, first=2)]).text == "ดำน"
    assert reading([*letters, *glyphs("น", 62.5, first=2)]).text == "ดำ น"


def scattered(seed: int) -> list[Glyph]:
    """Lines with steps back and ahead, blanks, other sizes, heights and fonts, repaired letters."""
    chance = random.Random(seed)
    found: list[Glyph] = []
    x, base = 50.0, 100.0
    for order in range(chance.randint(1, 40)):
        text = chance.choice(["ก", "ข", "น", "ำ", "า", "ั", "่", "ุ", " ", " ", "", "a", "1", "นำ"])
        size = chance.choice([SIZE] * 9 + [6.0])
        x += chance.choice([0.0] * 12 + [1.0, 2.0, 6.0, -2.0, -30.0])
        base += chance.choice([0.0] * 20 + [3.0, 4.0, 15.0])
        wide = 0.0 if text in MARKS else chance.choice([0.25, 0.5]) * size
        rules = chance.choice([()] * 9 + [("pdf.private_use",)])
        found.append(Glyph(text, x, base - 0.75 * size, x + wide, base + 0.25 * size,
                           chance.choice(["F", "F", "F", "Other"]), size, order, rules,
                           "?" if rules else None))
        x += wide
    return found


@pytest.mark.parametrize("seed", range(10))
def test_cells_read_in_one_go_read_as_each_alone(seed: int) -> None:
    """Whatever stands in the other cells, whose lines are at the same heights."""
    cells = [scattered(100 * seed + number) for number in range(8)]
    ends = list(accumulate(map(len, cells)))
    columns = Glyphs.of([glyph._replace(order=order) for order, glyph in enumerate(chain(*cells))])
    pieces = [np.arange(end - len(cell), end) for cell, end in zip(cells, ends, strict=True)]
    lines = lines_of(columns, pieces)
    assert readings(columns, lines, len(cells)) == [reading(cell) for cell in cells]


@pytest.mark.parametrize("seed", range(10))
def test_lines_that_are_not_sorted_need_not_be(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sorting every line, not only those that look out of turn, changes nothing."""
    cells = [scattered(1000 + 100 * seed + number) for number in range(30)]
    some = [reading(cell) for cell in cells]
    monkeypatch.setattr(writing, "_out_of_turn", lambda _, lines: list(range(len(lines.pieces))))
    assert some == [reading(cell) for cell in cells]


def test_layer_and_repairs_of_the_glyphs() -> None:
    one, two = glyphs("สำ")
    fixed = [one, two._replace(repairs=("pdf.aa_as_am",), layer="า")]
    found = reading(fixed)
    assert (found.text, found.layer, found.repairs) == ("สำ", "สา", ("pdf.aa_as_am",))
    assert reading([one, two]).layer is None


def test_page_glyphs_have_places_from_the_top_left_corner() -> None:
    with opened(made(shown("AB"))) as page:
        first, second = page_glyphs(page, 1)
    assert (first.text, second.text) == ("A", "B")
    assert (first.x0, first.top, first.bottom) == pytest.approx((50, 92.5, 102.5))
    assert second.x0 == pytest.approx(first.x1)
    assert (first.font, first.order) == ("Helvetica", 0)


@pytest.mark.parametrize(("rotate", "corner"), [
    (90, (697.5, 50.0)), (180, (543.0, 697.5)), (270, (92.5, 543.0)),
])
def test_turned_pages(rotate: int, corner: tuple[float, float]) -> None:
    """Places are those of the page as displayed, whatever /Rotate says."""
    with opened(made(shown("A"), rotate=rotate)) as page:
        [glyph] = page_glyphs(page, 1)
        width, height = page.get_size()
    assert 0 <= glyph.x0 < glyph.x1 <= width
    assert 0 <= glyph.top < glyph.bottom <= height
    assert (glyph.x0, glyph.top) == pytest.approx(corner, abs=1)


def test_glyphs_come_in_stream_order() -> None:
    content = shown("B", x=100) + " " + shown("A", x=50)
    with opened(made(content)) as page:
        assert [char.text for char in page_chars(page)] == ["B", "A"]
        assert reading(page_glyphs(page, 1)).text == "A B"


def test_one_glyph_of_several_letters() -> None:
    """A glyph that the font maps to two letters is one glyph with both."""
    with opened(made(shown("A"), "<41> <0E190E33>")) as page:
        assert [glyph.text for glyph in page_glyphs(page, 1)] == ["นำ"]


def test_actual_text_is_honoured_by_both_sources() -> None:
    span = "/Span <</ActualText <FEFF0E15>>> BDC " + shown("A") + " EMC " + shown("B", x=57)
    data = made(span)
    with opened(data) as page:
        assert reading(page_glyphs(page, 1)).text == "ตB"
    assert [glyph.text for glyph in page_stream(data, 1)] == ["ต", "B"]


def test_actual_text_is_said_once() -> None:
    """Pdfium gives it again where another object is sorted into its stretch."""
    span = ("/Span <</ActualText <FEFF0E190E49>>> BDC " + shown("A", x=50) + " "
            + shown("C", x=60) + " EMC " + shown("B", x=58))
    with opened(made(span)) as page:
        text = "".join(char.text for char in page_chars(page))
    assert text.count("น") == 1


def test_second_source_gives_origins_of_the_first() -> None:
    data = made(shown("AB"))
    with opened(data) as page:
        first = [(char.x, char.y) for char in page_chars(page)]
    assert [(glyph.x, glyph.y) for glyph in page_stream(data, 1)] == [
        pytest.approx(place, abs=0.01) for place in first]


def test_second_source_survives_what_is_no_pdf() -> None:
    assert page_stream(b"no PDF", 1) == []


def test_a_page_read_twice_has_no_disagreement() -> None:
    with opened(made(shown("AB"), "<41> <0E01>\n<42> <0E32>")) as page, verifying():
        assert [glyph.repairs for glyph in page_glyphs(page, 1)] == [(), ()]


def test_disagreement_of_the_two_sources_is_marked() -> None:
    """The bytes given to the second source say another letter: only that glyph is marked."""
    other = FontEvidence(made(shown("AB"), "<41> <0E01>\n<42> <0E32>"))
    with opened(made(shown("AB"), "<41> <0E01>\n<42> <0E30>")) as page:
        with verifying():
            marked = page_glyphs(page, 1, other)
        plain = page_glyphs(page, 1, other)
    assert [glyph.repairs for glyph in marked] == [(), (DISAGREES,)]
    assert reading(marked).confidence == 0.5
    assert [glyph.repairs for glyph in plain] == [(), ()]
