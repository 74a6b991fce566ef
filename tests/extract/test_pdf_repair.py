"""Repairs of Thai text layers, each class on letters made up for it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from extract.pdf import fonts as fonts_module
from extract.pdf import repair_ink, repair_source, verify
from extract.pdf.char import Char, Chars, fixed
from extract.pdf.fonts import FontEvidence, Shape, family, is_like, known_shapes, shape, symbol_font
from extract.pdf.repair import confidence, repaired
from extract.pdf.repair_ink import pictures_read
from extract.pdf.stream import Streamed
from extract.pdf.verify import verified

DATA = Path(fonts_module.__file__).parents[1] / "data"
SARABUN = "ABCDEE+TH SarabunPSK"
#: Ink of marks of TH Sarabun in shares of the font size: width, height, lower edge.
INK = {
    "ํ": (0.153, 0.162, 0.462), "้": (0.252, 0.185, 0.477), "่": (0.037, 0.153, 0.480),
    "ุ": (0.106, 0.184, -0.231), "์": (0.175, 0.197, 0.471), "ิ": (0.295, 0.157, 0.455),
    "ั": (0.283, 0.164, 0.464), "ี": (0.295, 0.202, 0.455), "?": (0.41, 0.31, 0.50),
}
MARKS = set("ัิีึืฺุู็่้๊๋์ํ\ue000")
SIZE = 10.0


def letter(text: str, x: float, ink: str | None = None, font: str = SARABUN) -> Char:
    """A glyph of 10 points; `ink` names the mark that it prints, whatever its text says."""
    if ink is not None:
        width, height, low = (SIZE * share for share in INK[ink])
        return Char(text, x, 100.0, 0.0, -width, low, 0.0, low + height, font, SIZE, 0.0, 1.0, 1)
    if text == " ":
        return Char(text, x, 100.0, 2.2, 0.0, 0.0, 2.2, 0.0, font, SIZE, 0.0, 1.0, 1)
    high = 6.2 if text == "ำ" else 4.1
    return Char(text, x, 100.0, 5.0, 0.3, 0.0, 4.7, high, font, SIZE, 0.0, 1.0, 1)


def line(*pieces: str | tuple[str, str], font: str = SARABUN) -> list[Char]:
    """Glyphs in writing order: a letter, or (what the layer says, the mark that is printed)."""
    chars: list[Char] = []
    x = 50.0
    for piece in pieces:
        if isinstance(piece, tuple):
            chars.append(letter(piece[0], x, piece[1], font))
        else:
            chars.append(letter(piece, x, piece if piece in INK else None, font))
        x += chars[-1].advance
    return chars


@pytest.fixture(name="page")
def blank_page() -> Iterator[pypdfium2.PdfPage]:
    document = pypdfium2.PdfDocument.new()
    try:
        yield document.new_page(595, 842)
    finally:
        document.close()


def read(chars: list[Char], page: pypdfium2.PdfPage) -> tuple[str, list[str]]:
    """The repaired text and the rules that fired, in order, each once."""
    found = repaired(chars, page, 1, FontEvidence())
    rules = dict.fromkeys(rule for char in found for rule in char.repairs)
    return "".join(char.text for char in found), list(rules)


CLASSES: dict[str, tuple[list[str | tuple[str, str]], str, list[str]]] = {
    "A SARA AM lost to a blank": (
        ["ส", (" ", "ํ"), "า", "น", "ั", "ก"], "สำนัก", ["pdf.mark.as_space", "pdf.am.split"]),
    "A with a tone mark": (
        ["น", (" ", "ํ"), "้", "า"], "น้ำ", ["pdf.mark.as_space", "pdf.am.split"]),
    "A in a typeface nobody has measured": (
        ["ท", (" ", "?"), "า"], "ทำ", ["pdf.mark.before_aa", "pdf.am.split"]),
    "A3 another mark lost to a blank": (
        ["ส", (" ", "ุ"), "ข"], "สุข", ["pdf.mark.as_space"]),
    "A3 a mark nobody can tell": (["ส", (" ", "?"), "ข"], "ส\ufffdข", ["pdf.mark.unknown"]),
    "C NIKHAHIT and SARA AA": (["จ", "ํ", "า", "น"], "จำน", ["pdf.am.split"]),
    "C tone before NIKHAHIT": (["น", "้", "ํ", "า"], "น้ำ", ["pdf.am.split"]),
    "C AA before NIKHAHIT": (["ก", "า", "ํ"], "กำ", ["pdf.am.split"]),
    "D private use": (
        ["ห", "น", ("\uf70b", "้"), "า", "ท", ("\uf702", "ี"), ("\uf70a", "่")],
        "หน้าที่", ["pdf.private_use"]),
    "F NIKHAHIT as U+FFFD": (
        ["ป", "จ", ("\ufffd", "ํ"), "า"], "ปจำ", ["pdf.mark.as_unknown", "pdf.am.split"]),
    "G NIKHAHIT as SARA AM": (["ส", "ำ", "า"], "สำ", ["pdf.am.doubled"]),
    "H NIKHAHIT as MAI THO": (
        ["จ", ("้", "ํ"), "า", "เ", "ป"], "จำเป", ["pdf.mark.as_tone", "pdf.am.split"]),
    "H beside a true MAI THO": (["ด", "้", "า", "น"], "ด้าน", []),
    "I marks as ASCII": (
        ["ศ", "น", "ย", ("3", "์"), "บ", ("7", "่"), "ง"], "ศนย์บ่ง", ["pdf.mark.as_ascii"]),
    "I a mark as a letter of another script": (
        ["ช", "ื", ("É", "่"), "อ"], "ชื่อ", ["pdf.mark.as_other"]),
    "M tone before vowel": (["พ", "่", "ี"], "พี่", ["pdf.mark_order"]),
    "P invisible characters": (["ก", "\u200b", "ข"], "กข", ["pdf.invisible"]),
    "Q two SARA E": (["เ", "เ", "ผ", "น"], "แผน", ["pdf.sara_ae"]),
    "a hyphen at the end of a line": (["ก", "\x02"], "ก-", ["pdf.hyphen"]),
    "nothing wrong": (["น", "้", "ำ", " ", "1", "2"], "น้ำ 12", []),
    "true ๆ, ฯ and figures": (["ต", "่", "า", "ง", "ๆ", "5", "."], "ต่างๆ5.", []),
}


@pytest.mark.parametrize("name", CLASSES)
def test_class_of_defect(name: str, page: pypdfium2.PdfPage) -> None:
    pieces, text, rules = CLASSES[name]
    assert read(line(*pieces), page) == (text, rules)


def test_sara_aa_called_sara_am_is_known_by_its_ink(page: pypdfium2.PdfPage) -> None:
    """Class B: a SARA AM without a circle is SARA AA, also where true ones stand beside it."""
    chars = line("ก", "ำ", "ร", "ค", "ำ")
    chars[1] = chars[1]._replace(high=4.1)
    assert read(chars, page) == ("การคำ", ["pdf.aa_as_am"])


def test_sara_am_called_sara_aa_is_known_by_its_ink(page: pypdfium2.PdfPage) -> None:
    chars = line("ก", "า", "ร", "ค", "า")
    chars[4] = chars[4]._replace(high=6.2)
    assert read(chars, page) == ("การคำ", ["pdf.am_as_aa"])


def test_sara_aa_called_sara_am_without_ink_needs_the_whole_font(page: pypdfium2.PdfPage) -> None:
    """A font of pictures gives no ink: ten SARA AM and no SARA AA say that they are mixed up."""
    bare = [char._replace(high=0.0) for char in line(*"กำ" * 10)]
    assert read(bare, page) == ("กา" * 10, ["pdf.aa_as_am"])
    assert read(bare[:10], page) == ("กำ" * 5, [])


def test_full_stop_called_so_sala(page: pypdfium2.PdfPage) -> None:
    """Class K: ศ as small as a full stop is one; another ศ stays."""
    chars = line("ต", "ร", "ม", "ศ", "ศ")
    chars[3] = chars[3]._replace(left=0.4, right=1.2, high=0.8)
    assert read(chars, page) == ("ตรม.ศ", ["pdf.full_stop"])


def test_letters_where_marks_are_printed_are_never_guessed(page: pypdfium2.PdfPage) -> None:
    """Class J: a consonant drawn as a mark says nothing about which mark it is."""
    chars = line(*"การ", ("ค", "ํ"), *"นง")
    assert read(chars, page) == ("การ\ufffdนง", ["pdf.letters_replaced"])


def test_control_characters_that_print_are_shown_as_unread(page: pypdfium2.PdfPage) -> None:
    """Class L: what is left of a page whose layer is codes; the page itself is not claimed."""
    assert read(line("ก", "\x0f", "\x1b"), page) == ("ก\ufffd\ufffd", ["pdf.unread"])


def test_bold_printed_twice_is_read_once(page: pypdfium2.PdfPage) -> None:
    """Class N: the second printing stands a third of a point aside; true doubled letters do not."""
    first = line("ม", "น", "ต", "ร", "ี")
    again = [char._replace(x=char.x + 0.3, run=2) for char in first]
    assert read(first + again, page) == ("มนตรี", ["pdf.overprint"])
    assert read(line("ก", "ร", "ร", "ม", "ก", "า", "ร"), page)[0] == "กรรมการ"


@pytest.mark.parametrize(("font", "text", "printed"), [
    ("TH SarabunIT๙", "2567", "๒๕๖๗"), ("THSarabunIT9-Bold", "1,000", "๑,๐๐๐"),
    ("VJJIZO+THSarabunIT", "2567", "๒๕๖๗"), ("ZIAGTS+THSarabunIT-Bold", "1.", "๑."),
    ("TH SarabunPSK", "2567", "2567"), ("THSarabunItalic", "2567", "2567"),
    ("THSarabun-IT", "2567", "2567"), ("Sarabun-Italic", "2567", "2567"),
])
def test_it9_fonts_print_thai_digits(
    font: str, text: str, printed: str, page: pypdfium2.PdfPage
) -> None:
    found, rules = read(line(*text, font=font), page)
    assert found == printed
    assert rules == (["pdf.it9_digits"] if printed != text else [])


@pytest.mark.parametrize(("font", "code", "printed"), [
    ("BCDJEE+Wingdings-Regular", "\uf0fe", "☑"), ("Wingdings", "\uf0a8", "☐"),
    ("Wingdings", "ü", "✓"), ("Wingdings2", "P", "✓"), ("OpenSymbol", "\uf0fc", "✓"),
    ("OpenSymbol", "\uf0b7", "•"), ("ABCDEE+Wingdings", "\uf0a6", "❍"),
    ("CIDFont+F4", "\uf0fe", "☑"), ("CIDFont+F4", "\uf0b7", "•"),
])
def test_symbols(font: str, code: str, printed: str, page: pypdfium2.PdfPage) -> None:
    """Class O: by font and code; a tick's code also where the name of its font is lost."""
    rule = "pdf.symbol_code" if font.startswith("CIDFont") else "pdf.symbol"
    assert read(line(code, font=font), page) == (printed, [rule])


def test_symbol_that_lost_its_code_is_known_by_its_ink(page: pypdfium2.PdfPage) -> None:
    tick = letter("\x01", 50.0, font="CXOYBI+Wingdings2")
    tick = tick._replace(left=0.6, right=7.17, low=1.31, high=7.66, unmapped=True)
    assert read([tick], page) == ("✓", ["pdf.symbol_shape"])


def test_glyph_numbers_of_a_known_typeface(page: pypdfium2.PdfPage) -> None:
    """Class E: glyph 917 of Microsoft Sans Serif is MAI EK, 1004 NIKHAHIT."""
    name = "ABCDEE+Microsoft Sans Serif"
    chars = line("ค", (chr(917), "่"), "า", "ต", (chr(1004), "ํ"), "า", font=name)
    chars = [char._replace(unmapped=ord(char.text) in (917, 1004)) for char in chars]
    assert read(chars, page) == ("ค่าตำ", ["pdf.glyph_number", "pdf.am.split"])


def test_letters_that_only_the_second_source_knows(
    page: pypdfium2.PdfPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Class E: pdfium has numbers of glyphs for letters; the choice of source is a rule."""
    chars = [char._replace(unmapped=ord(char.text) == 0x3BD) for char in line("\u03bd", "า")]
    found = [Streamed("ป", chars[0].x, chars[0].y, 0x3BD), Streamed("x", 300.0, 100.0, 0x3BD)]
    monkeypatch.setattr(repair_source, "second_source", lambda *_: found)
    assert read(chars, page) == ("ปา", ["pdf.source.stream"])


def test_what_two_sources_read_differently_is_marked(
    page: pypdfium2.PdfPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One source reads "ที่๗", the other "ที่๘": the digit alone is doubtful."""
    chars = Chars.of(line("ท", "ี", "่", "๗"))
    other = [Streamed("๘" if char.text == "๗" else char.text, char.x, char.y, 1) for char in chars]
    monkeypatch.setattr(verify, "second_source", lambda *_: other)
    found = verified(chars, chars.copy(), page, 1, FontEvidence())
    assert [char.repairs for char in found] == [(), (), (), ("pdf.verify.disagrees",)]


def test_columns_of_glyphs_give_the_glyphs_they_were_made_of() -> None:
    """Also after one is changed, and one is put in the place of another."""
    chars = line("น", "้", "ำ")
    columns = Chars.of(chars)
    assert (list(columns), len(columns), columns[1]) == (chars, 3, chars[1])
    columns.fix(0, "ม", "pdf.unread")
    columns.fix(0, "ณ", "pdf.hyphen")
    assert columns[0] == fixed(fixed(chars[0], "ม", "pdf.unread"), "ณ", "pdf.hyphen")
    columns[0] = chars[2]._replace(font="Other")
    columns[2] = columns[0]
    assert list(columns) == [columns[0], chars[1], chars[2]._replace(font="Other")]
    assert list(Chars.of([])) == []


def test_marks_are_not_looked_for_where_no_letter_moves_the_pen(page: pypdfium2.PdfPage) -> None:
    """A font without widths has no glyph that moves: nothing can be told from that."""
    chars = [char._replace(advance=0.0, x=50.0 + 5 * n) for n, char in enumerate(line(*"กขค"))]
    chars.append(letter("3", 70.0, "์"))
    assert read(chars, page) == ("กขค3", [])


def test_shapes_are_learnt_from_the_document(page: pypdfium2.PdfPage) -> None:
    """A typeface nobody measured: its own well-mapped mark shows what the other glyph is."""
    chars = line("ก", "่", "ค", ("2", "่"), font="AAAAAA+Some Font")
    assert read(chars, page) == ("ก่ค่", ["pdf.mark.as_ascii"])


def test_text_that_the_producer_gave_is_left_alone(page: pypdfium2.PdfPage) -> None:
    chars = [char._replace(span=1) for char in line("ก", ("ค", "ํ"), "ำ")]
    assert read(chars, page) == ("กคำ", [])


def test_two_marks_of_one_shape_are_not_guessed() -> None:
    """ี and ื fill one box: on a page where nothing is drawn there, the mark stays unknown."""
    fonts = FontEvidence()
    mark = letter("=", 50.0, "ี")
    assert fonts.marks(mark) == {"ี", "ื"}
    assert fonts.mark(mark) is None
    document = pypdfium2.PdfDocument.new()
    unknown = mark._replace(text="\ufffd", layer="=", repairs=("pdf.mark.unknown",))
    assert list(pictures_read(Chars.of([unknown]), document.new_page(595, 842), fonts)) == [unknown]
    document.close()


@pytest.mark.parametrize(("strokes", "mark"), [(1, "ี"), (2, "ื")])
def test_two_marks_of_one_shape_are_told_by_their_strokes(
    strokes: int, mark: str, page: pypdfium2.PdfPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The picture of the page shows whether one stroke rises above the arch, or two."""
    monkeypatch.setattr(repair_ink, "strokes", lambda *_: strokes)
    assert read(line("ป", ("=", "ี")), page) == (f"ป{mark}", ["pdf.mark.by_picture"])


@pytest.mark.parametrize(("name", "face"), [
    ("BCDEEE+TH SarabunIT๙,Bold", "thsarabun-bold"), ("THSarabunPSK", "thsarabun"),
    ("TH Sarabun New Bold", "thsarabun-bold"), ("AngsanaUPC-BoldItalic", "angsana-bold-italic"),
    ("Loma-Oblique", "loma-italic"), ("ABCDEE+Microsoft Sans Serif", "microsoftsansserif"),
])
def test_family(name: str, face: str) -> None:
    assert family(name) == face


def test_symbol_font() -> None:
    assert symbol_font("BCDJEE+Wingdings-Regular") == "Wingdings"
    assert symbol_font("Wingdings2") == "Wingdings 2"
    assert symbol_font("SymbolMT") == "Symbol"


def test_shape_does_not_change_with_stretched_letters() -> None:
    mark = letter("่", 50.0, "่")
    wide = mark._replace(left=mark.left * 1.5, stretch=1.5)
    assert is_like(shape(mark), shape(wide))
    assert not is_like(Shape(0.25, 0.18, 0.48), Shape(0.15, 0.16, 0.46))


def test_every_measured_shape_is_found() -> None:
    """Each row of the table is told from the other marks of its typeface, or shares their box."""
    fonts = FontEvidence()
    for face, marks in known_shapes().items():
        for mark, shapes in marks.items():
            for drawn in shapes:
                width, height, low = (SIZE * share for share in drawn)
                char = letter("x", 50.0)._replace(
                    font=face, left=-width, right=0.0, low=low, high=low + height)
                assert mark in fonts.marks(char), (face, mark)


def test_confidence_falls_with_the_kind_of_repair() -> None:
    assert confidence(()) == 1.0
    assert confidence(("pdf.am.split",)) > confidence(("pdf.am.split", "pdf.mark.as_ascii"))
    assert confidence(("pdf.mark.unknown",)) < 0.5


def test_every_rule_in_the_code_is_in_the_table() -> None:
    rules = {row["value"] for row in
             csv.DictReader((DATA / "pdf_rules.csv").read_text("utf-8").splitlines())}
    folder = Path(fonts_module.__file__).parent
    written = "".join(path.read_text("utf-8") for path in
                      [*folder.glob("repair*.py"), folder / "lines.py", folder / "verify.py"])
    assert {rule for rule in rules if f'"{rule}"' not in written} == set()
    assert rules >= {f"pdf.{part.split(chr(34))[0]}" for part in written.split('"pdf.')[1:]
                     if not part.split('"')[0].endswith(".csv")}
