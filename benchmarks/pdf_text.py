"""Cells read right from PDFs of Thai forms: ours against other ways, in one run.

    python benchmarks/pdf_text.py            # renders samples/*.docx with LibreOffice (soffice)

Every Word sample is rendered with three Thai fonts; its own cells are the truth. Pages are made
22 inches high and rows are kept whole, so that a cell is one cell in all readings. A cell is
exact where its text is equal, white space aside. Cells are compared as a bag: the place of a
cell is not scored here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs as a script from a clone that is not installed

import pdfplumber  # noqa: E402
import pypdfium2  # noqa: E402
from pythainlp.util import normalize  # noqa: E402

from extract.pdf import reader as pdf_reader  # noqa: E402
from extract.word import read as read_word  # noqa: E402
from schema.errors import OitError  # noqa: E402
from schema.table import RawDocument  # noqa: E402

FONTS = ("Laksaman", "Loma", "Noto Serif Thai")
Reader = Callable[[Path], list[str]]


def main() -> None:
    """Render, read in every way, print a table in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = [pair for font in FONTS for pair in rendered(Path(folder), font)]
        pages = sum(len(pypdfium2.PdfDocument(pdf)) for _, pdf in pairs)
        cells = sum(len(truth) for truth, _ in pairs)
        print(f"{len(pairs)} PDFs, {pages} pages, {cells} cells with text\n")
        print("| way | cells exact | digits wrong | ms per page |\n|---|---:|---:|---:|")
        for name, read in WAYS.items():
            print(row(name, read, pairs, pages))


def row(name: str, read: Reader, pairs: list[tuple[list[str], Path]], pages: int) -> str:
    """One line of the table: share of cells, cells right but for their digits, time."""
    exact = total = digits = 0
    begin = time.perf_counter()
    try:
        found = [read(pdf) for _, pdf in pairs]
    except ImportError as error:
        return f"| {name} | not installed ({error.name}) | | |"
    spent = (time.perf_counter() - begin) * 1000 / pages
    for (truth, _), cells in zip(pairs, found, strict=True):
        want, have = Counter(map(plain, truth)), Counter(map(plain, cells))
        exact += (want & have).total()
        total += want.total()
        digits += (bag(want - have) & bag(have - want)).total()
    return f"| {name} | {exact / total:.1%} | {digits} | {spent:.0f} |"


def bag(cells: Counter[str]) -> Counter[str]:
    """The cells that have digits, with the digits blotted out: equal ones differ in digits only."""
    return Counter(re.sub(r"\d", "#", cell) for cell in cells.elements() if re.search(r"\d", cell))


def plain(text: str) -> str:
    """A text without white space, in one Unicode form."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def rendered(folder: Path, font: str) -> Iterator[tuple[list[str], Path]]:
    """The Word samples in another font: the cells of each and its PDF."""
    place = folder / font.replace(" ", "")
    place.mkdir()
    for sample in sorted((ROOT / "samples").glob("*.docx")):
        dressed(sample, place / sample.name, font)
    command = [shutil.which("soffice") or "soffice", "--headless", "--convert-to", "pdf",
               f"-env:UserInstallation={(folder / 'profile').as_uri()}",
               "--outdir", str(place), *map(str, sorted(place.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for sample in sorted(place.glob("*.docx")):
        yield cells_of(read_word(sample.read_bytes())), sample.with_suffix(".pdf")


def dressed(sample: Path, target: Path, font: str) -> None:
    """A copy of a Word file in one font (symbols keep theirs), on high pages, rows not split."""
    with zipfile.ZipFile(sample) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                data = re.sub(rb'w:(ascii|hAnsi|cs|eastAsia)="(?!Wingdings|Symbol)[^"]*"',
                              rb'w:\1="' + font.encode() + b'"', data)
                data = re.sub(rb'(<w:pgSz[^>]*w:h=)"\d+"', rb'\1"31680"', data)
                data = re.sub(rb"<w:tr(?: [^>]*)?>(?:<w:trPr>)?", whole_row, data)
            new.writestr(name, data)


def whole_row(match: re.Match[bytes]) -> bytes:
    """The beginning of a row with the wish not to be split."""
    text = match.group()
    if text.endswith(b"<w:trPr>"):
        return text + b"<w:cantSplit/>"
    return text + b"<w:trPr><w:cantSplit/></w:trPr>"


def cells_of(document: RawDocument) -> list[str]:
    """All cells with text, in reading order."""
    cells = (cell for table in document.tables for line in table.rows for cell in line)
    return [cell.text for cell in cells if cell is not None and cell.text.strip()]


def plumber(path: Path) -> list[str]:
    """Cells as pdfplumber gives them."""
    with pdfplumber.open(path) as pdf:
        return [cell for page in pdf.pages for table in page.extract_tables()
                for line in table for cell in line if cell and cell.strip()]


def plumber_normalized(path: Path) -> list[str]:
    """The same through the usual Thai normaliser."""
    return [normalize(cell) for cell in plumber(path)]


def pdfium_in_cells(path: Path) -> list[str]:
    """Text of pdfium inside the cells that pdfplumber finds."""
    found = []
    document = pypdfium2.PdfDocument(path)
    with pdfplumber.open(path) as pdf:
        for page, other in zip(pdf.pages, document, strict=True):
            text, height = other.get_textpage(), float(page.height)
            for table in page.find_tables():
                for x0, top, x1, bottom in table.cells:
                    found.append(text.get_text_bounded(x0, height - bottom, x1, height - top))
    return [cell for cell in found if cell.strip()]


def camelot_lattice(path: Path) -> list[str]:
    """Cells as camelot gives them for ruled tables."""
    import camelot  # type: ignore[import-not-found]  # no dependency of ours

    tables = camelot.read_pdf(str(path), pages="all", flavor="lattice")
    return [cell for table in tables for line in table.df.values.tolist()
            for cell in line if cell.strip()]


def ours(path: Path) -> list[str]:
    """Cells as this project reads them; none from a file it refuses."""
    try:
        return cells_of(pdf_reader.read(path.read_bytes()))
    except OitError:
        return []


WAYS: dict[str, Reader] = {
    "pdfplumber": plumber,
    "pdfplumber + pythainlp.normalize": plumber_normalized,
    "pdfium text in pdfplumber's cells": pdfium_in_cells,
    "camelot (lattice)": camelot_lattice,
    "this project": ours,
}

if __name__ == "__main__":
    main()
