"""What the text layers of a folder of PDFs give: is it Thai as it is written?

    python benchmarks/pdf_layers.py FOLDER        # for example ../shared/real

A line per file: pages, pages whose text is claimed, Thai letters on these, sequences that Thai does
not write, glyphs shown as U+FFFD, SARA AM per 1,000 Thai letters (10 to 17 is usual over some
pages of prose; one page or a table of names may have more or less). No recogniser is asked.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs as a script from a clone that is not installed

import pypdfium2  # noqa: E402

from extract.pdf.glyphs import page_glyphs, reading  # noqa: E402
from extract.pdf.page import opened  # noqa: E402
from extract.pdf.route import THAI, ill_formed, page_route  # noqa: E402


class Layer(NamedTuple):
    """What the text of some pages holds."""

    pages: int = 0
    claimed: int = 0
    letters: int = 0
    sara_am: int = 0
    ill_formed: int = 0
    unread: int = 0

    @property
    def density(self) -> float:
        """SARA AM per 1,000 Thai letters."""
        return 1000 * self.sara_am / self.letters if self.letters else 0.0


def main() -> None:
    """Print the table and its sum."""
    print("| file | pages | claimed | Thai letters | ill-formed | U+FFFD | SARA AM per 1,000 |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    found = []
    for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
        found.append(layer_of(path))
        _print(path.name[:30], found[-1])
    _print("all", total(found))


def layer_of(path: Path) -> Layer:
    """The layer of one file."""
    document = pypdfium2.PdfDocument(path)
    try:
        return total([_of_page(document, number + 1) for number in range(len(document))])
    finally:
        document.close()


def total(layers: list[Layer]) -> Layer:
    """Several together."""
    return Layer(*map(sum, zip(*layers, strict=True))) if layers else Layer()


def _of_page(document: pypdfium2.PdfDocument, number: int) -> Layer:
    with opened(document, number) as page:
        found = page_glyphs(page, number) if page else ()
        if page is None or page_route(page, found).kind != "sound":
            return Layer(pages=1)
        text = reading(found).text
    return Layer(1, 1, sum(map(THAI.__contains__, text)), text.count("\u0e33"), ill_formed(text),
                 text.count("\ufffd"))


def _print(name: str, layer: Layer) -> None:
    print(f"| {name} | {layer.pages} | {layer.claimed} | {layer.letters} | {layer.ill_formed} "
          f"| {layer.unread} | {layer.density:.1f} |")


if __name__ == "__main__":
    main()
