"""Cells and lines read right from pages of real agencies that were written down by eye.

    python benchmarks/pdf_pages.py TRUTH FILES    # two folders: the pages written down, the PDFs

TRUTH holds a JSON file for each page, written from the picture of the page before any reading of
it was looked at: {"file": "x.pdf", "page": 1, "tables": [[["ลำดับ", "ชื่อ"], ["1", "〃"]]],
"lines": ["..."]}. A table is its rows; "〃" is a square covered by a merged cell, "" an empty
one. Lines are of the prose outside tables, as many as were written down. Neither the pages nor the
truth are kept in this repository.

White space and the number of dots of a leader ("......") are not compared; the script of digits
is. Cells are compared as a bag, and for this project also square by square; a line is right where
its letters stand in the text of the page.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs as a script from a clone that is not installed

import pypdfium2  # noqa: E402

from benchmarks import pdf_text  # noqa: E402
from extract.pdf.reader import read  # noqa: E402
from extract.scan.choice import reading_scans_with  # noqa: E402
from schema.table import Block, RawParagraph, RawTable  # noqa: E402

COVERED = "〃"
_LEADER = re.compile(r"[.…]{3,}")


def main() -> None:
    """A row per page: cells of each way, then squares and lines of this project."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("truth", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is not right")
    arguments = parser.parse_args()
    pages = [json.loads(path.read_text(encoding="utf-8"))
             for path in sorted(arguments.truth.glob("*.json"))]
    others = {name: way for name, way in pdf_text.WAYS.items() if way is not pdf_text.ours}
    print("| page | cells | " + " | ".join(others) + " | ours | in place | digits wrong | lines |")
    print("|---|" + "---:|" * (len(others) + 5))
    for page in pages:
        print(row(page, arguments.files, others, show=arguments.show), flush=True)


def row(page: dict[str, Any], files: Path, others: dict[str, Any], *, show: bool) -> str:
    """One line of the table."""
    file = files / page["file"]
    want = Counter(plain(cell) for table in page["tables"] for line in table for cell in line
                   if cell not in ("", COVERED))
    found = [_exact(want, _way(way, file, page["page"])) for way in others.values()]
    blocks = ours(file, page["page"])
    have = Counter(plain(cell.text) for table in blocks if isinstance(table, RawTable)
                   for line in table.rows for cell in line if cell and cell.text.strip())
    wrong = (pdf_text.bag(want - have) & pdf_text.bag(have - want)).total()
    squares, right = in_place(page["tables"], blocks)
    text = plain("".join(block.text for block in blocks if isinstance(block, RawParagraph)))
    lines = [line for line in page["lines"] if plain(line) in text]
    if show:
        missing = [line for line in page["lines"] if line not in lines]
        print(*(f"   want {each}" for each in [*(want - have), *missing]),
              *(f"   have {each}" for each in have - want), sep="\n")
    return (f"| {page['file'][:5]} p{page['page']} | {want.total()} | {' | '.join(found)} "
            f"| {(want & have).total()} | {right}/{squares} | {wrong} "
            f"| {len(lines)}/{len(page['lines'])} |")


def plain(text: str) -> str:
    """A text without white space and leaders, in one Unicode form."""
    return _LEADER.sub("", pdf_text.plain(text))


def _way(way: pdf_text.Reader, file: Path, number: int) -> list[str] | None:
    """The cells of one page as another way reads them; None where that is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        single = Path(folder) / "page.pdf"
        source, made, written = (pypdfium2.PdfDocument(file), pypdfium2.PdfDocument.new(),
                                 io.BytesIO())
        made.import_pages(source, [number - 1])
        made.save(written)
        single.write_bytes(written.getvalue())
        try:
            return way(single)
        except ImportError:
            return None


def _exact(want: Counter[str], cells: list[str] | None) -> str:
    return "-" if cells is None else str((want & Counter(map(plain, cells))).total())


def ours(file: Path, number: int) -> list[Block]:
    """The blocks of one page, read with the file it stands in."""
    with reading_scans_with("none"):
        document = read(file.read_bytes())
    return [block for block in document.blocks if block.place.page == number]


def in_place(tables: list[list[list[str]]], blocks: list[Block]) -> tuple[int, int]:
    """Squares of the tables written down, and how many hold the same in the table found there."""
    found = [[[plain(cell.text) if cell else COVERED for cell in line] for line in table.rows]
             for table in blocks if isinstance(table, RawTable)]
    squares = right = 0
    for number, table in enumerate(tables):
        there = found[number] if number < len(found) else []
        for i, line in enumerate(table):
            for j, cell in enumerate(line):
                squares += 1
                want = cell if cell == COVERED else plain(cell)
                right += i < len(there) and j < len(there[i]) and there[i][j] == want
    return squares, right


if __name__ == "__main__":
    main()
