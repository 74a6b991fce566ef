"""What a page end cut in two: a heading, a note, a header printed at the foot of a page."""

from __future__ import annotations

from functools import lru_cache

from catalogue.editions import editions, heading_match
from normalize.headings import heading_level
from normalize.joining import join_lines, parted
from normalize.text import squash
from schema.table import Cell, RawTable

OPEN_END = "pdf.grid.open_end"  # the reader's rule: the page draws no line below (or above) the row
_CUT_HEADERS = 2  # columns in which the rest of a header stands


def heading_goes_on(above: Cell, below: Cell) -> bool:
    """Whether a heading row at the head of a page is the end of the one at the foot before.

    Example: "การจัดการเรื่องร้องเรียนการทุจริต" and, on the next page, "และประพฤติมิชอบ".
    """
    if above.place.page is None or below.place.page != above.place.page + 1:
        return False
    level = heading_level(below.text)[0]
    if level in ("indicator", "subindicator"):
        return False
    if OPEN_END in (*above.repairs, *below.repairs):
        return True
    if _is_official(below.text):
        return False
    is_note = heading_level(above.text)[0] == "note"
    return is_note or parted(above.text, below.text) or _is_official(f"{above.text}\n{below.text}")


@lru_cache(maxsize=1024)
def _is_official(text: str) -> bool:
    """Whether a text is the whole title of an indicator, sub-indicator or group of any edition."""
    level, value, title = heading_level(text)
    words = squash(value if level == "group" else title)
    found = (heading_match(join_lines(text), edition) for edition in editions().values())
    return any(match is not None and squash(match.title) == words for match in found)


def without_cut_header(above: RawTable, below: RawTable) -> tuple[RawTable, RawTable]:
    """Two tables without the header that the page end between them cut in two.

    A program that repeats the header on each page prints it whole and then its rest:
    "องค์ประกอบของ" at the foot, then "องค์ประกอบของข้อมูล" and "ข้อมูล" below each other.
    """
    if len(above.rows) < 2 or len(below.rows) < 2 or above.columns != below.columns:
        return above, below
    foot, whole, rest = map(_words, (above.rows[-1], *below.rows[:2]))
    is_cut = sum(map(bool, rest)) >= _CUT_HEADERS and all(
        one + other == both for one, other, both in zip(foot, rest, whole, strict=True))
    if not is_cut:
        return above, below
    return (above.model_copy(update={"rows": above.rows[:-1]}),
            below.model_copy(update={"rows": (below.rows[0], *below.rows[2:])}))


def _words(row: tuple[Cell | None, ...]) -> list[str]:
    return [squash(cell.text) if cell else "" for cell in row]
