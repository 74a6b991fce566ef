"""The printed lines outside every table, and those that head or foot every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.pdf.lines import Glyph, Reading
from extract.pdf.links import links_under
from extract.pdf.marks import marks_of
from extract.pdf.tables import Extras, rounded
from schema.table import BBox, Block, Place, RawParagraph, RawTable, slim

#: Lines at one height on at least this share of the pages, and on three, run through the document.
MOST_PAGES = 0.5
FEWEST_PAGES = 3
#: Part of the page, at its top and bottom, where running heads stand.
MARGIN = 0.15
#: How far a full line may end before the right margin, how far its paragraph's first line may be
#: set in, and how far the next line may stand below it. Shares of the letters' size.
RAGGED, INDENT, PITCH = 4.0, 6.0, 2.2
#: What begins a paragraph of its own: a number, a bullet, a bracket.
_LISTED = re.compile(r"\s*[^\w\s“‘\"]|\s*[0-9๐-๙]{1,3}[.)]")
_NUMBERS = re.compile(r"[0-9๐-๙]+")


def flowing(lines: Iterable[list[Glyph]], right: float) -> list[list[list[Glyph]]]:
    """The lines outside the tables by paragraphs: each line of one but the last is full.

    right: where the page's text ends at its right; lines as long as that go on in the next one.
    """
    found: list[list[list[Glyph]]] = []
    for line in lines:
        if found and _goes_on(found[-1][-1], line, right):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def paragraph(line: Sequence[Glyph], read: Reading, page: int, extras: Extras) -> RawParagraph:
    """Printed lines outside every table as a paragraph with its place."""
    return RawParagraph(
        text=read.text,
        layer=read.layer,
        place=slim(Place(page=page, bbox=_around(line))),
        repairs=read.repairs,
        marks=marks_of(line, extras.inks, read.text),
        links=links_under(line, extras.links),
        confidence=read.confidence,
    )


def _goes_on(last: Sequence[Glyph], line: Sequence[Glyph], right: float) -> bool:
    """Whether a line of one size with the one before, at its left edge, is its continuation."""
    size, first = last[0].size, line[0]
    edge, begin = min(g.x0 for g in last), min(g.x0 for g in line)
    return (
        max(g.x1 for g in last) > right - RAGGED * size
        and abs(first.size - size) < 0.1
        and edge - INDENT * size < begin < edge + 0.5 * size
        and 0 < first.bottom - last[0].bottom < PITCH * size
        and not _LISTED.match("".join(g.text for g in line[:4]))
    )


def _around(line: Sequence[Glyph]) -> BBox:
    return rounded((
        min(g.x0 for g in line), min(g.top for g in line),
        max(g.x1 for g in line), max(g.bottom for g in line),
    ))


def in_reading_order(blocks: Iterable[Block]) -> list[Block]:
    """The blocks of one page from top to bottom, side by side from left to right."""
    return sorted(blocks, key=_top)


def _top(block: Block) -> tuple[float, float]:
    x0, top, _, _ = block.place.bbox or (0.0, 0.0, 0.0, 0.0)
    return top, x0


def without_running_heads(
    blocks: Sequence[Block], heights: Sequence[float]
) -> tuple[list[Block], list[str]]:
    """The blocks without page numbers and repeated heads, and the texts left out.

    heights: of each page. A head that is no number stays where it stands first.
    """
    places: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        key = _head_key(block, heights)
        if key is not None:
            places[key].append(number)
    out: set[int] = set()
    for (text, _), numbers in places.items():
        if len(numbers) >= max(FEWEST_PAGES, MOST_PAGES * len(heights)):
            out.update(numbers if _is_number(text) else numbers[1:])
    kept = [block for number, block in enumerate(blocks) if number not in out]
    return kept, [_text(blocks[number]) for number in sorted(out)]


def _head_key(block: Block, heights: Sequence[float]) -> tuple[str, int] | None:
    """Text (numbers made equal) and height of a line in a page's margin."""
    if isinstance(block, RawTable) or block.place.bbox is None or block.place.page is None:
        return None
    height = heights[block.place.page - 1]
    top = block.place.bbox[1]
    if MARGIN * height < top < (1 - MARGIN) * height:
        return None
    return _NUMBERS.sub("#", "".join(block.text.split())), round(top / 4)


def _is_number(text: str) -> bool:
    return not re.sub(r"[#\W]|หน้า|หน้าที่|จาก|page|of", "", text, flags=re.IGNORECASE)


def _text(block: Block) -> str:
    return block.text if isinstance(block, RawParagraph) else ""
