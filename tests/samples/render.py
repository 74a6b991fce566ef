"""Renders the Word samples as PDF, as offices do, to test the PDF reader with known contents.

    python tests/samples/render.py FOLDER           # every Word sample in every way below
    python tests/samples/render.py FOLDER --keep    # and the PDF files of this folder anew

LibreOffice prints the Word file itself, in one of three Thai fonts; Chromium prints its tables as a
web page. Both programs must be installed, and the fonts of the Debian package fonts-thai-tlwg.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from extract.reader import read_document
from schema.table import Cell, RawParagraph, RawTable

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
#: Fonts of three kinds: like TH Sarabun, without serifs, with serifs.
FONTS = ("Laksaman", "Loma", "Kinnari")
#: Half points: columns wide enough that no name is broken in its middle on every line.
WORD_SIZE = 16
STYLE = """@page { size: A4 landscape; margin: 12mm }
body { font: 9pt FONT } p { margin: 2px } a { color: inherit }
table { border-collapse: collapse; width: 100%; margin-bottom: 8px }
td, th { border: 1px solid black; vertical-align: top; padding: 2px 4px; font-weight: normal }"""
#: The PDF files kept beside this script, one per program: Word sample and way.
KEPT = (("province_2566_units", "Laksaman"), ("sao_2566_analysis", "chromium"))


def main() -> None:
    """Render what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    for word in sorted(SAMPLES.glob("*.docx")):
        for way in (*FONTS, "chromium"):
            print(rendered(word, way, arguments.folder))
    for name, way in KEPT if arguments.keep else ():
        shutil.copy(arguments.folder / f"{name}.{way}.pdf", HERE)


def chromium() -> str | None:
    """The browser, under any of its names."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
                None)


def office() -> str | None:
    """LibreOffice, under any of its names."""
    return next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)


def rendered(word: Path, way: str, folder: Path) -> Path:
    """The PDF of a Word file: `way` is a font for LibreOffice, or "chromium"."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{word.stem}.{way}.pdf"
    with tempfile.TemporaryDirectory() as place:
        if way == "chromium":
            _printed_page(word, made, Path(place))
        else:
            _printed_word(word, way, made, Path(place))
    return made


def _printed_word(word: Path, font: str, made: Path, place: Path) -> None:
    copy = place / f"{word.stem}.docx"
    copy.write_bytes(b"")
    with zipfile.ZipFile(word) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in ("word/document.xml", "word/styles.xml"):
                content = in_font(content.decode("utf-8"), font).encode("utf-8")
            new.writestr(name, content)
    _run([office() or "soffice", f"-env:UserInstallation=file://{place}/profile", "--headless",
          "--convert-to", "pdf", "--outdir", str(place), str(copy)])
    shutil.move(place / f"{word.stem}.pdf", made)


def in_font(part: str, font: str) -> str:
    """A part of a Word file with its letters in this font; symbols keep theirs."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/>'
    part = re.sub(r"<w:rFonts\b[^>]*/>", fonts, part)
    part = re.sub(r'<w:(sz|szCs) w:val="\d+"/>', rf'<w:\1 w:val="{WORD_SIZE}"/>', part)
    return part


def _printed_page(word: Path, made: Path, place: Path) -> None:
    page = place / "page.html"
    page.write_text(as_page(word, FONTS[0]), encoding="utf-8")
    _run([chromium() or "chromium", "--headless", "--no-sandbox", "--disable-gpu",
          f"--user-data-dir={place}/profile", "--no-pdf-header-footer",
          f"--print-to-pdf={made}", page.as_uri()])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr}")


def as_page(word: Path, font: str) -> str:
    """The tables and paragraphs of a Word file as a web page."""
    body = [f"<p>{html.escape(block.text)}</p>" if isinstance(block, RawParagraph)
            else _table(block) for block in read_document(word).blocks]
    style = STYLE.replace("FONT", font)
    return "\n".join([f"<meta charset=utf-8><style>{style}</style>", *body])


def _table(table: RawTable) -> str:
    rows = ["<tr>" + "".join(_cell(cell) for cell in row if cell) + "</tr>" for row in table.rows]
    head, body = rows[: table.header_rows], rows[table.header_rows:]
    return "\n".join(["<table><thead>", *head, "</thead><tbody>", *body, "</tbody></table>"])


def _cell(cell: Cell) -> str:
    """A cell with its links and struck words."""
    text = html.escape(cell.text)
    for link in cell.links:
        shown = html.escape(link.text)
        text = text.replace(shown, f'<a href="{html.escape(link.target)}">{shown}</a>', 1)
    for mark in cell.marks:
        shown = html.escape(mark.text)
        if mark.kind == "struck":
            text = text.replace(shown, f"<s>{shown}</s>", 1)
        if mark.kind == "red":
            text = text.replace(shown, f'<span style="color:red">{shown}</span>', 1)
    text = text.replace("\n", "<br>")
    return f"<td rowspan={cell.row_span} colspan={cell.column_span}>{text}</td>"


if __name__ == "__main__":
    main()
