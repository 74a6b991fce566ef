"""What comes as a scan: photographs, HEIC, pages turned in the picture, mixed PDF, no rules."""

from __future__ import annotations

import io
import sys
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

from extract.pdf.crop import crop
from extract.reader import read_document
from extract.scan.photograph import flattened
from extract.scan.reader import as_pdf
from oit.cli import cli
from oit.pipeline import process
from schema.errors import NotReadable, UnknownType
from schema.table import Place, RawDocument
from tests.extract.made_scan import HEIGHT, SCALE, WIDTH, as_file, noisy, page

PRINTED = Path(__file__).parents[1] / "samples" / "province_2566_units.Laksaman.pdf"
THAI_FACE = Path("/usr/share/fonts/truetype/tlwg/Loma.ttf")
XS, YS = (200, 500, 1100, 1700), (400, 520, 640, 760)
TEXTS = (("No", "Title", "Year"), ("O1", "Open Data", "2567"), ("O2", "No Gift Policy", "2568"))


@cache
def picture_of(number: int, dpi: int = 200) -> Image.Image:
    """A page (1-based) of a printed sample as a picture."""
    found = pypdfium2.PdfDocument(PRINTED)[number - 1].render(scale=dpi / 72).to_pil()
    return found.convert("RGB")


def letters(document: RawDocument, number: int = 1) -> str:
    """The letters in the tables of a page, white space aside."""
    return "".join("".join(cell.text.split()) for table in document.tables
                   if table.place.page == number
                   for row in table.rows for cell in row if cell is not None)


def slips(document: RawDocument, number: int) -> float:
    """Share of the letters of a printed page that were read otherwise on the first page."""
    meant = letters(read_document(PRINTED), number)
    return Levenshtein.distance(meant, letters(document)) / len(meant)


def photograph(sheet: Image.Image, corners: tuple[tuple[int, int], ...]) -> Image.Image:
    """A sheet on a desk, seen from aside, lit from one corner, a little out of focus."""
    chance = np.random.default_rng(5)
    values = np.asarray(sheet)
    high, wide = values.shape[:2]
    size = (wide * 6 // 5, high * 6 // 5)
    there = cv2.getPerspectiveTransform(
        np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32),
        np.array(corners, np.float32) * np.array(size, np.float32) / 100)
    seen = cv2.warpPerspective(values, there, size)
    paper = cv2.warpPerspective(np.full((high, wide), 255, np.uint8), there, size) > 0
    grain = chance.normal(0, 6, (size[1], size[0], 1))
    desk = np.array([110, 85, 60]) + 0 * grain
    down, across = np.mgrid[0:size[1], 0:size[0]]
    light = 0.95 - 0.35 * np.hypot(across / size[0] - 0.3, down / size[1] - 0.2)
    lit = np.where(paper[..., None], seen, desk) * light[..., None] + grain
    sharp = np.clip(lit, 0, 255).astype(np.uint8)
    return Image.fromarray(np.asarray(cv2.GaussianBlur(sharp, (0, 0), 0.9), np.uint8))


@pytest.mark.parametrize("corners", [
    ((9, 7), (91, 5), (96, 93), (5, 95)),
    pytest.param(((14, 8), (84, 12), (92, 86), (8, 90)), marks=pytest.mark.slow),
])
def test_a_photograph_of_a_printed_form(
    corners: tuple[tuple[int, int], ...], tmp_path: Path
) -> None:
    path = tmp_path / "IMG_0001.jpg"
    photograph(picture_of(2, 240), corners).save(path, quality=75)
    document = read_document(path)
    assert [(len(table.rows), table.columns) for table in document.tables] == [(3, 4)]
    assert slips(document, 2) < 0.03
    assert document.scanned_pages == (1,)


@pytest.mark.slow
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_turned_in_the_picture_of_a_pdf(quarters: int, tmp_path: Path) -> None:
    """There is no /Rotate that would tell."""
    path = tmp_path / "scan.pdf"
    picture_of(2).rotate(90 * quarters, expand=True).save(path, resolution=200)
    document = read_document(path)
    assert [(len(table.rows), table.columns) for table in document.tables] == [(3, 4)]
    assert slips(document, 2) < 0.03


def test_a_row_that_goes_on_from_a_digital_page_to_a_scanned_one(tmp_path: Path) -> None:
    """O3 begins on a page with letters and ends on a picture."""
    made = pypdfium2.PdfDocument.new()
    made.import_pages(pypdfium2.PdfDocument(PRINTED), [0])
    scan = io.BytesIO()
    noisy(picture_of(2)).save(scan, "PDF", resolution=200)
    made.import_pages(pypdfium2.PdfDocument(scan.getvalue()))
    path = tmp_path / "mixed.pdf"
    made.save(str(path))
    [form] = process(path)
    assert form.source.scanned_pages == (2,)
    assert [item.code for item in form.items] == ["O1", "O2", "O3", "O4"]
    third = form.items[2]
    assert (third.source.page, [place.page for place in third.source.continued]) == (1, [2])
    assert [len(item.units) for item in form.items] == [1, 1, 1, 1]


def plain_page() -> Image.Image:
    """A short form without any rule."""
    rows = (("ข้อ", "ข้อมูล", "หน่วยงาน", "สถานะ"),
            ("O1", "โครงสร้าง", "สำนักปลัด", "ดำเนินการแล้ว"),
            ("O2", "ข้อมูลผู้บริหาร", "กองคลัง", "ยังไม่ดำเนินการ"),
            ("O3", "อำนาจหน้าที่", "กองช่าง", "ดำเนินการแล้ว"))
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen, face = ImageDraw.Draw(picture), ImageFont.truetype(str(THAI_FACE), 40)
    pen.text((400, 150), "บัญชีข้อมูล OIT ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", font=face, fill=0)
    for y, row in enumerate(rows):
        for x, words in zip((150, 400, 1150, 1600), row, strict=True):
            pen.text((x, 320 + 110 * y), words, font=face, fill=0)
    return noisy(picture)


@pytest.mark.skipif(not THAI_FACE.exists(), reason="the Debian package fonts-thai-tlwg")
def test_a_table_without_rules(tmp_path: Path) -> None:
    """Columns by alignment, where the header is plain."""
    path = tmp_path / "plain.png"
    plain_page().save(path)
    [form] = process(path)
    assert form.fiscal_year == 2567
    assert [(item.code, item.status, item.units[0].name) for item in form.items] == [
        ("O1", "done", "สำนักปลัด"), ("O2", "not_started", "กองคลัง"), ("O3", "done", "กองช่าง")]


def test_a_heic_picture(tmp_path: Path) -> None:
    heif = pytest.importorskip("pillow_heif", reason="pip install 'oit[heic]'")
    path = tmp_path / "IMG_0002.HEIC"
    heif.register_heif_opener()
    path.write_bytes(as_file(page(XS, YS, TEXTS), "HEIF", quality=80))
    document = read_document(path)
    assert document.media_type == "image/heic"
    assert [(len(table.rows), table.columns) for table in document.tables] == [(3, 3)]


def test_a_heic_picture_without_its_reader(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The message says what to install; a damaged one is damaged where the reader is there."""
    path = tmp_path / "IMG_0003.HEIC"
    path.write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 64)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pillow_heif", None)
        with pytest.raises(UnknownType, match=r"oit\[heic\]"):
            read_document(path)
    pytest.importorskip("pillow_heif", reason="pip install 'oit[heic]'")
    with pytest.raises(NotReadable, match="damaged"):
        read_document(path)


def test_a_shadow_on_a_scan_is_no_edge_of_a_sheet() -> None:
    """The dark half of a page across would be cut off with half of its columns."""
    assert flattened(np.asarray(noisy(picture_of(2)))) is None


def test_pictures_are_drawn_as_pages_are(tmp_path: Path) -> None:
    """`oit tables --png` frames the cells of each page of a TIFF."""
    path, pictures = tmp_path / "scan.tif", tmp_path / "drawn"
    form = page(XS, YS, TEXTS)
    form.save(path, save_all=True, append_images=[form.rotate(90, expand=True)])
    done = CliRunner().invoke(cli, ["tables", str(path), "--png", str(pictures)])
    assert done.exit_code == 0, done.output
    drawn = sorted(pictures.iterdir())
    assert [each.name for each in drawn] == ["page-001.png", "page-002.png"]
    for each in drawn:
        with Image.open(each) as shown:
            values = np.asarray(shown.convert("RGB")).astype(int)
        assert (np.ptp(values, axis=2) > 80).sum() > 1000  # coloured frames


def test_a_cell_is_cut_out_of_a_picture() -> None:
    """Its place is that of the picture, whatever its resolution."""
    small = as_file(page(XS, YS, TEXTS).resize((WIDTH // 2, HEIGHT // 2)))
    box = (1100 / SCALE, 520 / SCALE, 1700 / SCALE, 640 / SCALE)
    read = RawDocument(reader="scan", media_type="image/png", pages=1, blocks=())
    cut = crop(as_pdf(small), [Place(page=1, bbox=box)], read)
    assert cut is not None
    assert cut.size == pytest.approx(((600 / SCALE + 36) * 3, (120 / SCALE + 36) * 3), abs=3)
    inside = np.asarray(cut.convert("L"))[70:-70, 70:-70]
    assert (inside < 100).sum() > 200  # the year that stands in it


@pytest.mark.slow
@pytest.mark.skipif(not THAI_FACE.exists(), reason="the Debian package fonts-thai-tlwg")
def test_a_value_of_a_picture_is_shown(tmp_path: Path) -> None:
    path, out, cut = tmp_path / "แบบ.jpg", tmp_path / "out", tmp_path / "cell.png"
    plain_page().save(path, quality=90)
    CliRunner().invoke(cli, ["convert", str(path), "--out", str(out), "--quiet"])
    [form] = (out / "forms").iterdir()
    done = CliRunner().invoke(cli, ["explain", form.stem, "O2/status", "--output", str(out),
                                    "--source", str(path), "--png", str(cut)])
    assert done.exit_code == 0, done.output
    with Image.open(cut) as shown:
        assert shown.width > 100
