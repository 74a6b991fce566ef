"""Scans: our recogniser, Tesseract, and both together, on the same cells in one run.

    python benchmarks/ocr.py                       # the Word samples, printed and scanned
    python benchmarks/ocr.py --real FOLDER --truth TRUTH.json   # real scans with a truth

The samples are printed by LibreOffice in families that the recogniser was never trained on, brought
to 200 and 300 dpi, turned, stamped, shaded, made noisy and packed as JPEG. The letters of the
printed PDF are the truth, cell by cell. Cells are found by our grid for all engines alike; white
space is not compared, nor is the script of digits where numbers are compared.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs as a script from a clone that is not installed

import numpy as np  # noqa: E402
import pypdfium2  # noqa: E402
from PIL import Image, ImageChops, ImageDraw  # noqa: E402
from rapidfuzz.distance import Levenshtein  # noqa: E402

from extract.reader import read_document  # noqa: E402
from extract.scan.grid import in_points  # noqa: E402
from extract.scan.network import network  # noqa: E402
from extract.scan.orientation import upright_page  # noqa: E402
from extract.scan.page import layout_boxes, on_page, ruled_tables  # noqa: E402
from extract.scan.picture import SCALE, Colours, scale_for  # noqa: E402
from extract.scan.recognise import Engine, LineReading  # noqa: E402
from extract.scan.segments import Segment, inside, segments  # noqa: E402
from extract.scan.trust import UNKNOWN, believed  # noqa: E402
from normalize.digits import arabic  # noqa: E402
from schema.errors import MissingTool  # noqa: E402
from schema.table import BBox, RawDocument  # noqa: E402

FONTS = ("Kinnari", "Arundina Serif")  # Debian packages; held out of the training
SAMPLES = ("province_2566_units", "pao_2567_thai_digits", "municipality_2567_ticks",
           "hospital_2566_contacts", "sao_2566_analysis")
OVERLAP = 0.4


class Truth(NamedTuple):
    """What a cell prints and where, in points of the page as scanned."""

    text: str
    box: BBox | None


@dataclass
class Score:
    """Counts of one engine over all cells."""

    slips: int = 0
    letters: int = 0
    exact: int = 0
    cells: int = 0
    numbers: int = 0
    right: int = 0
    wrong: int = 0
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)

    def add(self, truth: str, read: str, believed_text: str) -> None:
        """One cell: read is the plain reading, believed_text what is handed on."""
        want, got = plain(truth), plain(read)
        self.slips += Levenshtein.distance(want, got)
        self.letters += len(want)
        self.exact += want == got
        self.cells += 1
        if want_numbers := numbers(truth):
            self.numbers += 1
            given = UNKNOWN not in believed_text
            good = numbers(believed_text) == want_numbers
            self.right += given and good
            self.wrong += given and not good
            if given and not good:
                self.examples.append(f"{truth!r} -> {believed_text!r}")

    def row(self, name: str) -> str:
        """A line of the table."""
        given = self.right + self.wrong
        return (f"| {name} | {self.slips / max(1, self.letters):.2%} "
                f"| {self.exact / max(1, self.cells):.1%} | {self.right}/{self.numbers} "
                f"| {self.wrong} | {self.right / max(1, given):.2%} | {self.seconds:.1f} |")


def plain(text: str) -> str:
    """A text without white space, signs that look alike as one."""
    text = text.replace("–", "-").replace("…", "").replace("□", "☐").replace("√", "✓")
    return re.sub(r"\s|\.{3,}", "", text)


def numbers(text: str) -> list[str]:
    """The numbers of a text in Arabic digits."""
    return re.findall(r"\d+(?:[.,/]\d+)*", arabic(re.sub(r"\s", " ", text)))


# ---- the samples as scans -------------------------------------------------------------------


def printed(folder: Path, fonts: Sequence[str]) -> Iterator[Path]:
    """The samples as PDF files in these fonts."""
    from tests.samples.render import rendered

    for font in fonts:
        for name in SAMPLES:
            yield rendered(ROOT / "samples" / f"{name}.docx", font, folder)


class Scan(NamedTuple):
    """A page as a scanner brings it, at the scale pages are read at, and its cells."""

    picture: Colours
    scale: float
    truths: list[Truth]


def scans(pdf: Path, dpi: int, pages: int, seed: int = 0) -> Iterator[Scan]:
    """The first pages of a printed sample, damaged; the same damage in every run of a seed."""
    document = read_document(pdf)
    source = pypdfium2.PdfDocument(pdf)
    for number in range(1, min(pages, len(source)) + 1):
        rng = np.random.default_rng([dpi, number, *pdf.stem.encode(), *([seed] if seed else [])])
        angle = float(rng.uniform(-2, 2))
        clean = source[number - 1].render(scale=dpi / 72).to_pil().convert("RGB")
        damaged = scanned(clean, angle, rng, dpi)
        width, height = source[number - 1].get_size()
        scale = scale_for(width, height)
        size = round(width * scale), round(height * scale)
        picture = np.asarray(damaged.resize(size, Image.Resampling.BICUBIC), np.uint8)
        yield Scan(picture, scale, [
            Truth(cell.text, turned(cell.place.bbox, angle, (width, height)))
            for table in document.tables if table.place.page == number
            for row in table.rows for cell in row
            if cell is not None and cell.place.bbox and cell.text.strip()])


def scanned(page: Image.Image, angle: float, rng: np.random.Generator, dpi: int) -> Image.Image:
    """A stamp, a signature, a turn, a shadow, noise and JPEG."""
    ink_layer = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(ink_layer)
    inch = dpi
    x, y = rng.uniform(0.2, 0.8, 2) * page.size
    ink = [(190, 30, 45), (40, 50, 180)][int(rng.integers(2))]
    pen.ellipse((x - inch, y - inch, x + inch, y + inch), outline=ink, width=dpi // 40)
    pen.ellipse((x - inch * 0.7, y - inch * 0.7, x + inch * 0.7, y + inch * 0.7), outline=ink,
                width=dpi // 60)
    points = [(x + inch * (i / 4 - 1), y + inch * float(rng.uniform(-0.4, 0.4))) for i in range(9)]
    pen.line(points, fill=(30, 40, 170), width=dpi // 50, joint="curve")
    page = ImageChops.multiply(page, ink_layer)  # black shines through ink
    page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    values = np.asarray(page, np.float32)
    values = values * np.linspace(1, 0.82, page.width, dtype=np.float32)[None, :, None]
    values += rng.normal(0, 9, (page.height, page.width, 1)).astype(np.float32)
    noisy = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    out = io.BytesIO()
    noisy.save(out, "JPEG", quality=60)
    return Image.open(out).convert("RGB")


def turned(box: BBox, angle: float, size: tuple[float, float]) -> BBox:
    """A box on the page after the page was turned about its middle (counter-clockwise)."""
    x, y = (box[0] + box[2]) / 2 - size[0] / 2, (box[1] + box[3]) / 2 - size[1] / 2
    a = np.deg2rad(angle)
    cx, cy = x * np.cos(a) + y * np.sin(a), -x * np.sin(a) + y * np.cos(a)
    dx, dy = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    cx, cy = float(cx + size[0] / 2), float(cy + size[1] / 2)
    return cx - dx, cy - dy, cx + dx, cy + dy


# ---- reading --------------------------------------------------------------------------------


class Found(NamedTuple):
    """The cells that our grid finds on a page: box on the page and pieces of lines."""

    boxes: list[BBox]
    pieces: list[list[Segment]]


def cells_on(picture: Colours, scale: float) -> Found:
    """The cells of the ruled tables of a page."""
    page, rules, ink = upright_page(picture, scale, network())
    found = Found([], [])
    for drawn in ruled_tables(in_points(rules.rulings, scale)):
        for box in layout_boxes(drawn):
            pixels = tuple(round(side * scale) for side in box)
            found.boxes.append(on_page(box, page.to_page, scale))
            found.pieces.append(segments(page.gray, ink, pixels, inside(ink, pixels)))  # type: ignore[arg-type]
    return found


def paired(truths: Sequence[Truth], boxes: Sequence[BBox]) -> Iterator[tuple[Truth, int]]:
    """Each cell of the truth with the cell of the grid that lies upon it."""
    for truth in truths:
        overlaps = [overlap(truth.box, box) for box in boxes] if truth.box else []
        if overlaps and max(overlaps) >= OVERLAP:
            yield truth, overlaps.index(max(overlaps))


def overlap(one: BBox, other: BBox) -> float:
    """Area in common over area of both."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = (one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1])
    return wide * high / (both - wide * high)


def engines() -> dict[str, tuple[Engine, ...]]:
    """The ways of reading compared."""
    ways: dict[str, tuple[Engine, ...]] = {"ours alone": (network(),)}
    try:
        from extract.scan.tesseract import tesseract

        ways["Tesseract tha"] = (tesseract("tha"),)
        ways["Tesseract tha+eng"] = (tesseract("tha+eng"),)
        ways["ours + Tesseract tha"] = (network(), tesseract("tha"))
    except MissingTool as error:
        print(error)
    return ways


def read_cells(
    pairs: Sequence[tuple[str, Sequence[Segment]]], scores: dict[str, Score],
    ways: dict[str, tuple[Engine, ...]],
) -> None:
    """All ways of reading on the same pieces."""
    pieces = [piece.picture for _, group in pairs for piece in group]
    known: dict[str, list[LineReading]] = {}
    for name, way in ways.items():
        begin = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        for engine in way:
            if engine.name not in known:
                known[engine.name] = engine.read(pieces)
        scores[name].seconds += (
            time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - begin)
        place = 0
        for text, group in pairs:
            span = range(place, place + len(group))
            place += len(group)
            told = [believed([known[engine.name][n] for engine in way], way) for n in span]
            if len(way) == 1:
                read = "".join(known[way[0].name][n].text for n in span)
            else:
                read = "".join(each.text for each in told)
            kept = " ".join(each.text for each in told)
            # alone, Tesseract is shown as it is: nothing keeps its wrong digits back
            scores[name].add(text, read, read if name.startswith("Tesseract") else kept)


def scan_file(pdf: Path, path: Path, dpi: int, seed: int = 0) -> Path:
    """All pages of a printed sample as the PDF that a scanner makes."""
    pictures = [Image.fromarray(scan.picture) for scan in scans(pdf, dpi, 99, seed)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=SCALE * 72,
                     quality=90)
    return path


HEAD = ("| way | CER | cells exact | numbers right | wrong | right of those given | CPU s |\n"
        "|---|---:|---:|---:|---:|---:|---:|")


def samples(options: argparse.Namespace) -> None:
    """Figures on the samples, and on the forms that come of them."""
    ways = engines()
    scores = {name: Score() for name in ways}
    cells = found = pages = 0
    with tempfile.TemporaryDirectory() as folder:
        for pdf in printed(Path(folder), FONTS[:options.fonts]):
            for dpi in options.dpi:
                for scan in scans(pdf, dpi, options.pages, options.seed):
                    grid = cells_on(scan.picture, scan.scale)
                    pairs = list(paired(scan.truths, grid.boxes))
                    cells, found, pages = cells + len(scan.truths), found + len(pairs), pages + 1
                    read_cells([(t.text, grid.pieces[n]) for t, n in pairs], scores, ways)
    print(f"\n{pages} pages, {cells} cells with text, {found} of them found\n\n{HEAD}")
    for name, score in scores.items():
        print(score.row(name))
    for name, score in scores.items():
        if options.examples and not name.startswith("Tesseract"):
            print(name, *score.examples[:options.examples], sep="\n  ")


def forms(options: argparse.Namespace) -> None:
    """Item codes and statuses of whole forms read from scans, against the printed PDF."""
    from oit.pipeline import forms_of
    from schema.form import Source

    def items(document: RawDocument) -> dict[str, str | None]:
        source = Source(file="x", sha256="0" * 64, media_type=document.media_type,
                        pages=document.pages, reader=document.reader)
        return {item.code: item.status for form in forms_of(document, source)
                for item in form.items if item.code}

    print("\n| form | dpi | codes found | wrong codes | status right | wrong | s a page |\n"
          "|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for pdf in printed(Path(folder), FONTS[:1]):
            want = items(read_document(pdf))
            for dpi in options.dpi:
                path = scan_file(pdf, Path(folder) / "scan.pdf", dpi, options.seed)
                begin = time.process_time()
                scanned_form = read_document(path)
                have = items(scanned_form)
                spent = (time.process_time() - begin) / (scanned_form.pages or 1)
                states = [c for c in want if want[c]]
                good = sum(have.get(c) == want[c] for c in states)
                bad = sum(have.get(c) not in (want[c], None) for c in states)
                print(f"| {pdf.stem} | {dpi} | {len(want.keys() & have.keys())}/{len(want)} "
                      f"| {len(have.keys() - want.keys())} | {good}/{len(states)} | {bad} "
                      f"| {spent:.1f} |", flush=True)


def real(options: argparse.Namespace) -> None:
    """Figures on real scans whose text was read by eye; the truth is not kept here."""
    ways = engines()
    scores = {name: Score() for name in ways}
    seconds, pages = 0.0, 0
    for each in json.loads(Path(options.truth).read_text(encoding="utf-8")):
        page = pypdfium2.PdfDocument(Path(options.real) / each["file"])[each["page"] - 1]
        scale = scale_for(*page.get_size())
        picture = np.asarray(page.render(scale=scale).to_pil().convert("RGB"), np.uint8)
        begin = time.process_time()
        prepared, rules, ink = upright_page(picture, scale, network())
        groups: list[list[Segment]] = []
        whole = (0, 0, prepared.gray.shape[1], prepared.gray.shape[0])
        free = np.ones(len(ink.boxes), np.bool_)
        for drawn in ruled_tables(in_points(rules.rulings, scale)):
            for box in layout_boxes(drawn):
                x0, y0, x1, y1 = (round(side * scale) for side in box)
                strokes = inside(ink, (x0, y0, x1, y1))
                free[strokes] = False
                groups.append(segments(prepared.gray, ink, (x0, y0, x1, y1), strokes))
        strokes = inside(ink, whole)
        lines: dict[int, list[Segment]] = {}
        for piece in segments(prepared.gray, ink, whole, strokes[free[strokes]]):
            same = next((n for n in lines if abs(n - piece.baseline) < piece.body), None)
            lines.setdefault(round(piece.baseline) if same is None else same, []).append(piece)
        groups += lines.values()
        ours = ["".join(r.text for r in network().read([p.picture for p in g])) for g in groups]
        seconds, pages = seconds + time.process_time() - begin, pages + 1
        texts = [t for row in each.get("rows", ()) for t in row if t] + each.get("lines", [])
        pairs, taken = [], set[int]()
        for text in texts:  # the nearest reading, each group once
            free_groups = [n for n in range(len(groups)) if n not in taken]
            best = min(free_groups, key=lambda n: Levenshtein.distance(plain(text), plain(ours[n])))
            taken.add(best)
            pairs.append((text, groups[best]))
        read_cells(pairs, scores, ways)
    print(f"\n{pages} pages, {seconds / pages:.1f} s a page\n\n{HEAD}")
    for name, score in scores.items():
        print(score.row(name))
        if options.examples:
            print(*score.examples[:options.examples], sep="\n")


def main() -> None:
    """Read the options, print Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--fonts", type=int, default=2, help="families printed in")
    parser.add_argument("--dpi", type=int, nargs="+", default=[200, 300])
    parser.add_argument("--pages", type=int, default=2, help="pages of each sample")
    parser.add_argument("--seed", type=int, default=0, help="other damage: noise, turn, stamp")
    parser.add_argument("--examples", type=int, default=0, help="wrong numbers shown")
    parser.add_argument("--forms", action="store_true", help="codes and statuses of whole forms")
    parser.add_argument("--real", help="folder of real scans")
    parser.add_argument("--truth", help="JSON: [{file, page, rows: [[text]], lines: [text]}]")
    options = parser.parse_args()
    if options.real:
        real(options)
    elif options.forms:
        forms(options)
    else:
        samples(options)


if __name__ == "__main__":
    main()
