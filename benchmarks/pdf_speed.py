"""Pages per second and peak memory of the PDF reader, beside `pdfplumber.extract_tables` alone.

    python benchmarks/pdf_speed.py FILE.pdf ...      # times, one file after another
    python benchmarks/pdf_speed.py --memory          # peak memory of 50, 200 and 400 pages

All three ways read the same bytes in one process, in turn; seconds are CPU seconds of that process
(none of them uses threads), so that other work on the machine does not count, and the best of the
rounds stands. "pipeline" is what `oit convert` does with one file: extract,
normalise, check, render the JSON and the rows, write them. What is imported and loaded once per
run (word lists, models of the records) is not timed: a first round of everything is thrown away,
and before each round after it our caches of texts are emptied, so that every round meets the words
of its file for the first time.
"""

from __future__ import annotations

import argparse
import gc
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from extract.pdf.reader import read
from oit.inputs import expand
from oit.options import Options
from oit.run import convert
from schema.errors import OitError

ROUNDS = 3
OURS = ("audit", "catalogue", "extract", "normalize", "oit", "schema")
LENGTHS = (50, 200, 400)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peak:
        print_peak(arguments.peak)
    if arguments.memory:
        measure_memory(arguments.files)
    elif arguments.files:
        measure_times(arguments.files)


def measure_times(files: list[Path]) -> None:
    """A line per file: pages, pages per second of each way, ratios to pdfplumber."""
    print(f"{'file':34} pages  plumber  extract  pipeline  (pages/s)   ratios")
    sums = [0.0, 0.0, 0.0]
    pages = 0
    for file in files:
        count, seconds = _times(file)
        pages += count
        sums = [a + b for a, b in zip(sums, seconds, strict=True)]
        _print(file.name, count, seconds)
    _print("all", pages, sums)


def _print(name: str, pages: int, seconds: list[float]) -> None:
    plumber, extract, pipeline = seconds
    print(f"{name[:34]:34} {pages:5} {pages / plumber:8.1f} {pages / extract:8.1f} "
          f"{pages / pipeline:9.1f}             {plumber / extract:.1f} x, "
          f"{plumber / pipeline:.1f} x", flush=True)


def _times(file: Path) -> tuple[int, list[float]]:
    """Pages of a file, and the best seconds of each way."""
    data = file.read_bytes()
    ways: tuple[Callable[[], object], ...] = (
        lambda: plumber_tables(data), lambda: extracted(data), lambda: converted(file),
    )
    extracted(data)
    converted(file)
    gc.unfreeze()  # what is frozen is not listed among the objects
    caches = caches_of_texts()
    gc.collect()
    gc.freeze()  # what is loaded by now is walked by the collector in none of the ways
    best = [float("inf")] * len(ways)
    for _ in range(ROUNDS):
        for number, way in enumerate(ways):
            for cache in caches:
                cache.cache_clear()
            begin = time.process_time()
            way()
            best[number] = min(best[number], time.process_time() - begin)
    document = pypdfium2.PdfDocument(data)
    pages = len(document)
    document.close()
    return pages, best


def caches_of_texts() -> list[Any]:
    """Our functions that remember some texts; those that remember tables are not bounded."""
    return [found for found in gc.get_objects() if isinstance(found, _lru_cache_wrapper)
            and str(found.__module__).split(".")[0] in OURS
            and found.cache_parameters()["maxsize"]]


def plumber_tables(data: bytes) -> int:
    """The tables as pdfplumber gives them, each page closed after use."""
    tables = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            tables += len(page.extract_tables())
            page.close()
    return tables


def extracted(data: bytes) -> int:
    """Our tables and paragraphs."""
    try:
        return len(read(data).blocks)
    except OitError:
        return 0


def converted(file: Path) -> bool:
    """The whole run for one file, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        return convert(expand((file,), out), out, Options(jobs=1, limit=None)).complete


def measure_memory(files: list[Path]) -> None:
    """Peak memory of a fresh process that reads a file of 50, 200, 400 pages."""
    with tempfile.TemporaryDirectory() as folder:
        for length in LENGTHS:
            path = Path(folder) / f"{length}.pdf"
            path.write_bytes(repeated(files[0].read_bytes(), length) if files else plain(length))
            command = [sys.executable, __file__, "--peak", str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            print(f"{length:4} pages: {done.stdout.strip()}", flush=True)


def print_peak(path: Path) -> None:
    """Memory before and after reading one file, in this process."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begin = time.process_time()
    blocks = extracted(path.read_bytes())
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak {peak:.0f} MB ({before:.0f} MB before reading), {seconds:.2f} s, {blocks} blocks")


def repeated(data: bytes, length: int) -> bytes:
    """The pages of a file over and over, up to a length."""
    source = pypdfium2.PdfDocument(data)
    made = pypdfium2.PdfDocument.new()
    while len(made) < length:
        made.import_pages(source, list(range(min(len(source), length - len(made)))))
    return _saved(made)


def plain(length: int) -> bytes:
    """Pages without a table: forty lines of text on each."""
    lines = "".join(f"1 0 0 1 60 {780 - 18 * n} Tm (line {n} of plain text) Tj " for n in range(40))
    made = pypdfium2.PdfDocument(_one_page(f"BT /F1 12 Tf {lines} ET".encode()))
    return repeated(_saved(made), length)


def _one_page(content: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


if __name__ == "__main__":
    main()
