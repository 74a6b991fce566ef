"""What kind a page is: never text that nobody printed."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.pdf_layers import layer_of, total
from extract.pdf.glyphs import Glyph, page_glyphs, reading
from extract.pdf.reader import read
from extract.pdf.route import PageRoute, ill_formed, page_content, page_route
from extract.scan.choice import reading_scans_with
from tests.extract.made_pdf import written

REAL = Path(__file__).parents[2].parent / "shared" / "real"
#: Files of agencies -> the kinds of their pages that must not be read as text.
NO_TEXT = {
    "ita12": {"scan": 4}, "ita20": {"damaged": 1}, "ita24": {"junk_ocr": 3}, "mon03": {"scan": 4},
    "tab19": {"damaged": 4},
}
THAI = "สำนักงานปลัดเทศบาลจัดทำข้อมูลสาธารณะตามแผนปฏิบัติการประจำปีงบประมาณ"


def glyphs(text: str, *rules: str) -> list[Glyph]:
    """A run of glyphs, each with these repairs."""
    return [Glyph(letter, 5.0 * n, 0.0, 5.0 * n + 5, 10.0, "F", 10.0, n, rules)
            for n, letter in enumerate(text)]


def made(picture: float = 0.0, text: str = "", mode: int = 0) -> bytes:
    """A page with a picture over this share of it and text in a render mode (3 is invisible)."""
    drawn = f"q 600 0 0 {800 * picture} 0 0 cm /I1 Do Q" if picture else ""
    words = f"BT /F1 10 Tf {mode} Tr 1 0 0 1 50 700 Tm ({text}) Tj ET" if text else ""
    content = f"{drawn} {words}"
    return written([
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[4 0 R]/Count 1>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R"
        "/Resources<</Font<</F1 3 0 R>>/XObject<</I1 6 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        "/Length 1>>stream\n\x80\nendstream",
    ])


@pytest.fixture(name="page")
def page_of(request: pytest.FixtureRequest) -> Iterator[pypdfium2.PdfPage]:
    document = pypdfium2.PdfDocument(made(*getattr(request, "param", ())))
    try:
        yield document[0]
    finally:
        document.close()


def routed(page: pypdfium2.PdfPage, found: Sequence[Glyph] | None = None) -> PageRoute:
    return page_route(page, page_glyphs(page, 1) if found is None else found)


@pytest.mark.parametrize(("page", "kind"), [
    ((), "blank"), ((0.1,), "picture"), ((0.98,), "scan"), ((0.0, "Total 5"), "sound"),
    ((0.98, "stamp 12"), "scan"), ((0.98, "garbled " * 40), "junk_ocr"),
    ((0.98, "hidden words " * 3, 3), "junk_ocr"), ((0.2, "a logo and text"), "sound"),
], indirect=["page"])
def test_kinds(page: pypdfium2.PdfPage, kind: str) -> None:
    found = routed(page)
    assert (found.kind, bool(found.reason)) == (kind, True)


@pytest.mark.parametrize("page", [(0.98, "hidden words", 3)], indirect=True)
def test_hidden_thai_over_a_picture_is_a_scan(page: pypdfium2.PdfPage) -> None:
    """A searchable scan: what a program guessed is not what is printed."""
    assert routed(page, glyphs(THAI * 5)).kind == "scan"


def joined(*files: bytes) -> bytes:
    """The pages of some files as one."""
    whole, written_to = pypdfium2.PdfDocument.new(), io.BytesIO()
    for file in files:
        source = pypdfium2.PdfDocument(file)
        whole.import_pages(source)
        source.close()
    whole.save(written_to)
    whole.close()
    return written_to.getvalue()


@pytest.mark.parametrize(("page", "rule"), [
    (made(0.98), "pdf.unreadable.scan"), (made(0.98, "words", 3), "pdf.unreadable.junk_ocr"),
    (made(0.3), "pdf.unreadable.picture"),
])
def test_a_page_that_is_not_read_is_said(page: bytes, rule: str) -> None:
    """Where no recogniser is wanted, such a page gives a notice with its number and no block."""
    with reading_scans_with("none"):
        document = read(joined(made(0.0, "a page that can be read"), page))
    assert [(notice.rule, notice.place.page) for notice in document.notices] == [(rule, 2)]
    assert {block.place.page for block in document.blocks} == {1}


@pytest.mark.parametrize(("share", "said"), [(0.1, []), (0.3, [("pdf.picture", 1)]), (0.45, [
    ("pdf.picture", 1)])], ids=["logo", "pasted table", "half"])
def test_a_picture_beside_text_is_said(share: float, said: list[tuple[str, int]]) -> None:
    """Print in it is not read: nobody may take the page for all that is on it."""
    document = read(made(share, "a page that can be read, with words enough to be its own. " * 4))
    assert [(notice.rule, notice.place.page) for notice in document.notices] == said
    assert document.blocks


def test_thai_text_over_a_background_is_sound() -> None:
    document = pypdfium2.PdfDocument(made(0.98, "words"))
    assert routed(document[0], glyphs(THAI * 5)).kind == "sound"
    document.close()


@pytest.mark.parametrize("found", [
    glyphs(THAI) + glyphs("\ufffd" * 10, "pdf.letters_replaced"),  # class J
    glyphs("หัวกระดาษ") + glyphs("\ufffd" * 90, "pdf.unread"),  # class L
    glyphs("กขค" * 5) + glyphs("่" * 30, "pdf.mark.as_ascii"),  # a stamp over class L
    glyphs("กา่ข้ะ่า้ดื้ำาั" * 20),  # marks where Thai writes none
], ids=["letters replaced", "control characters", "marks without letters", "ill-formed"])
def test_damaged_beyond_repair(page: pypdfium2.PdfPage, found: list[Glyph]) -> None:
    assert routed(page, found).kind == "damaged"


@pytest.mark.parametrize("found", [
    glyphs(THAI), glyphs("1,234.50"), glyphs("Annual report"),
    glyphs(THAI * 3) + glyphs("\ufffd", "pdf.mark.unknown"),
], ids=["Thai", "figures", "English", "one lost mark"])
def test_sound(page: pypdfium2.PdfPage, found: list[Glyph]) -> None:
    assert routed(page, found).kind == "sound"


@pytest.mark.parametrize(("text", "wrong"), [
    (THAI, 0), ("น้ำ ที่ ผู้ เพื่อ สิทธิ์ พันธุ์ ก็", 0), ("ช่ื", 1), ("สํา", 0), ("า่", 1),
    ("ก ำ", 1), ("พันธ์ุ", 0), ("เพ่ือ", 1), ("ก่้", 1), ("", 0), ("abc 123", 0),
])
def test_ill_formed(text: str, wrong: int) -> None:
    assert ill_formed(text) == wrong


def test_content_of_a_page() -> None:
    document = pypdfium2.PdfDocument(made(0.5, "words", 3))
    content = page_content(document[0])
    document.close()
    assert content.covered == pytest.approx(0.5, abs=0.01)
    assert (content.texts, content.hidden, content.pictures) == (1, 1, 1)


def real_files() -> list[Path]:
    return sorted(REAL.glob("*.pdf"))


@pytest.mark.slow
def test_sara_am_over_all_files_of_agencies() -> None:
    """As dense as Thai has it: ten to seventeen among a thousand letters, none lost or made up."""
    if not real_files():
        pytest.skip("the folder ../shared with the real files is not here")
    layer = total([layer_of(path) for path in real_files()])
    assert 10 <= layer.density <= 17
    assert layer.ill_formed == 0


@pytest.mark.parametrize("path", real_files(), ids=lambda path: path.name[:5])
def test_files_of_agencies(path: Path) -> None:
    """No page whose text cannot be trusted is claimed; what is claimed is well-formed Thai."""
    document = pypdfium2.PdfDocument(path)
    kinds: Counter[str] = Counter()
    for number, page in enumerate(document, 1):
        found = page_glyphs(page, number)
        kind = page_route(page, found).kind
        kinds[kind] += 1
        if kind == "sound":
            assert ill_formed(reading(found).text) == 0
    document.close()
    assert kinds == NO_TEXT.get(path.name[:5], kinds)
    assert kinds["sound"] > 0 or path.name[:5] in NO_TEXT
