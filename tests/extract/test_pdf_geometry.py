"""The fast geometry of PDF tables against pdfplumber's."""

from __future__ import annotations

import os
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from extract.pdf.borders import plain_tables
from extract.pdf.page import frame_of
from extract.pdf.rulings import page_rulings
from schema.table import BBox
from tests.extract.made_pdf import grid, ground, line, made

XS, YS = [60, 120, 300, 540], [100, 140, 180, 220]
ROOT = Path(__file__).resolve().parents[2]
SAMPLES, SHARED = ROOT / "tests" / "samples", ROOT.parent / "shared"


def reference(path: Path) -> list[list[list[BBox]]]:
    with pdfplumber.open(path) as document:
        found = []
        for page in document.pages:
            found.append([list(table.cells) for table in page.find_tables()])
            page.close()
        return found


def ours(path: Path) -> list[list[list[BBox]]]:
    document = pypdfium2.PdfDocument(path)
    found = []
    for number in range(len(document)):
        page = document[number]
        found.append(plain_tables(page_rulings(page, frame_of(page))))
        page.close()
    document.close()
    return found


def alike(one: list[BBox], other: list[BBox], near: float = 3.0) -> bool:
    """Whether two tables have the same cells, in any order, each side within some points."""
    rest = list(other)
    for box in one:
        twin = next((each for each in rest
                     if all(abs(a - b) <= near for a, b in zip(box, each, strict=True))), None)
        if twin is None:
            return False
        rest.remove(twin)
    return not rest


def assert_alike(path: Path, near: float = 3.0) -> None:
    for number, (mine, theirs) in enumerate(zip(ours(path), reference(path), strict=True), 1):
        assert len(mine) == len(theirs), f"page {number}"
        assert all(alike(*pair, near) for pair in zip(mine, theirs, strict=True)), f"page {number}"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.name)
def test_same_cells_as_pdfplumber(path: Path) -> None:
    """On a file of LibreOffice and one of Chromium, cell by cell."""
    assert_alike(path)


def files_of_agencies() -> list[Path]:
    """Those beside this repository, or in the folder that OIT_PDF_FOLDER names."""
    folder = os.environ.get("OIT_PDF_FOLDER") or SHARED / "real"
    return sorted(Path(folder).glob("*.pdf"))


@pytest.mark.slow
@pytest.mark.parametrize("path", files_of_agencies() or [pytest.param(
    None, marks=pytest.mark.skip("the folder ../shared with the real files is not here"))],
    ids=lambda path: path.name[:5] if path else "none")
def test_same_cells_as_pdfplumber_on_files_of_agencies(path: Path) -> None:
    """No exception; what is changed afterwards has a rule of its own (`pdf.grid.*`)."""
    assert_alike(path)


def test_same_cells_as_pdfplumber_on_made_pages(tmp_path: Path) -> None:
    """Strokes, grounds, joints, double borders."""
    strokes = grid(XS, YS)
    grounds = " ".join(ground(x, 300, x + 40, 320) for x in (60, 100, 140))
    double = " ".join([grid([60, 120, 300], [400, 440, 480]), line(64.5, 400, 64.5, 480)])
    path = tmp_path / "made.pdf"
    path.write_bytes(made(strokes, grounds, double, " ".join([strokes, grounds, double])))
    assert_alike(path)
