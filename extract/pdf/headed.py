"""Tables told by their header: entries in columns below it, with lines across at most.

The header is the first line of print with three entries and what follows up to a drawn line or up
to the first number in the first column. Lines go on with the table while they leave the white
between the columns of the header free. Rows begin at drawn lines and at numbers that count on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.pdf.columns import Interval, Line, boxes, covered, inked, merged
from extract.pdf.named import COLUMNS, MARGIN, Run, borders_of, cuts, keeps, under
from extract.pdf.numbered import BESIDE, LISTED, NARROW, WIDER, is_level, number, stands_apart
from extract.pdf.rulings import Line as Ruling
from schema.table import BBox

#: Fewest rows with a number where neither a drawn line nor a page before helps.
ROWS = 2
#: Most lines of a header.
HEADER = 8
#: A gap of so many line heights ends a table: below a header, within rows, before a new row.
APART, BEHIND, FAR = 2.5, 1.25, 6.0
#: From line to line at least, as a multiple of the letters' size: halves of lines stand nearer.
LEADING = 1.2
#: A step between two lines this much longer than others of a header parts it from a title.
TITLE = 1.5
#: Share of a table's width that a line across runs over at least.
WIDE = 0.8
#: Share of the numbers that count on.
COUNTING = 0.8
#: White between the names of a header, as a share of the letters' size: least, and usual.
NAMES, WHITE_SHARE = 0.4, 0.75



class Before(NamedTuple):
    """The table at the end of the page before: its upright borders, the letters of its header."""

    columns: Sequence[float]
    names: str


NOTHING_BEFORE = Before((), "")


class Headed(NamedTuple):
    """A table's cells, whether lines across rule it, and how many lines of print it takes."""

    cells: list[BBox]
    ruled: bool
    lines: int


def headed_tables(
    lines: Sequence[Line], across: Sequence[Ruling], before: Before = NOTHING_BEFORE
) -> Iterator[Headed]:
    """The tables among printed lines, from top to bottom.

    across: drawn lines; before: the table that the page before ends with.
    """
    start = end = 0
    while start < len(lines):
        found = _first_table(lines[start:], across, before)
        first = start
        while found and first > end and _is_upper(lines[first - 1], lines[first:], found):
            whole = _first_table(lines[first - 1:], across, before, upper=True)
            if whole is None:
                break
            found, first = whole, first - 1
        start = first + (found.lines if found else 1)
        if found:
            yield found
            end = start


def _is_upper(line: Line, lines: Sequence[Line], found: Headed) -> bool:
    """Whether a line above a table is the upper half of names set in the middle of its header."""
    steps = [after[0].bottom - before[0].bottom
             for before, after in pairwise(lines[:found.lines])]
    borders = sorted({box[0] for box in found.cells})
    usual = WIDER * max(steps[0], median(steps))
    return lines[0][0].bottom - line[0].bottom <= usual and not any(
        start < border - 1 and end > border + 1
        for border in borders for start, end in covered(inked(line), NARROW))


def _first_table(
    lines: Sequence[Line], across: Sequence[Ruling], before: Before, *, upper: bool = False
) -> Headed | None:
    """The table whose header the first line begins, if it begins one.

    A name may have white inside it: the reading of the header that takes more lines is right.
    upper: the line is known to be one of a header.
    """
    begins = not LISTED.match("".join(glyph.text for glyph in lines[0])) and (
        upper or len(_entries(lines[0], NAMES)) >= COLUMNS)
    count = _header_lines(lines, across) if begins else 0
    found: Headed | None = None
    for share in (NAMES, WHITE_SHARE) if count else ():
        run = _run(lines[:count], lines[count:], across, share)
        size = len(run.head) + len(run.body)
        cells = _cells(run, before) if run.body and (not found or size > found.lines) else None
        found = Headed(cells, bool(run.rules), size) if cells else found
    return found


def _run(
    head: Sequence[Line], lines: Sequence[Line], across: Sequence[Ruling], share: float
) -> Run:
    """A header and the lines that keep to its columns; share: as for `_entries`."""
    names = _entries([glyph for line in head for glyph in line], share)
    found = Run(head, _body(head, lines, across, names), names, ())
    bottom = _bottom((found.body or head)[-1])
    return found._replace(rules=_rules(across, found.ends, _top(head[0]), bottom))


def _entries(line: Line, share: float) -> list[Interval]:
    """The stretches of a line; share: of the letters' size that the white between them is."""
    glyphs = inked(line)
    return covered(glyphs, max(BESIDE, share * max(glyph.size for glyph in glyphs)))


def _header_lines(lines: Sequence[Line], across: Sequence[Ruling]) -> int:
    """How many lines stand above the first line drawn below them, or the first number."""
    left, right = lines[0][0].x0, max(glyph.x1 for glyph in lines[0])
    steps = [after[0].bottom - before[0].bottom for before, after in pairwise(lines[:HEADER])]
    usual = max(median(steps or [0.0]), LEADING * lines[0][0].size)
    for count in range(1, min(len(lines), HEADER + 1)):
        above, below = lines[count - 1], lines[count]
        if _rules(across, (left, right), _bottom(above) - MARGIN, _top(below) + MARGIN):
            return count
        if number(below, _entries(lines[0], NAMES)[0][1]) is not None:
            return count
        if below[0].bottom - above[0].bottom > TITLE * usual:
            return 0  # what stands above is a title that happens to have white in it
    return 0


def _body(
    head: Sequence[Line], lines: Sequence[Line], across: Sequence[Ruling],
    names: Sequence[Interval],
) -> Sequence[Line]:
    """The lines that go on with a table: no entry of theirs lies under two names."""
    glyphs = [glyph for line in head for glyph in inked(line)]
    last = head[-1]
    body: list[Line] = []
    seen: list[Interval] = []
    for line in lines:
        gap = (_top(line) - _bottom(last)) / last[0].size
        ruled = _rules(across, (glyphs[0].x0, glyphs[-1].x1), _bottom(last), _top(line))
        parted = ruled or number(line, names[0][1]) is not None
        if gap > (FAR if parted else BEHIND if body else APART):
            break
        entries = merged([*seen, *covered(inked(line), NARROW)], NARROW)
        if any(under(entry, names) > 1 for entry in entries):
            break
        body.append(line)
        seen, last = entries, line
    return body


def _rules(
    across: Sequence[Ruling], ends: Interval, top: float, bottom: float
) -> list[float]:
    """The heights of the lines drawn over most of a width, between two heights."""
    left, right = ends
    return sorted(line.at for line in across if top <= line.at <= bottom
                  and min(line.end, right) - max(line.start, left) >= WIDE * (right - left))


def _top(line: Line) -> float:
    return min(glyph.top for glyph in line)


def _bottom(line: Line) -> float:
    return max(glyph.bottom for glyph in line)


def _cells(run: Run, before: Before) -> list[BBox] | None:
    """The cells of a run, or None where it is no table."""
    goes_on = keeps(run, before.columns)
    borders = list(before.columns) if goes_on else borders_of(run)
    if borders is None or len(borders) <= COLUMNS or cuts(run, borders):
        return None
    names = letters(glyph.text for line in run.head for glyph in line)
    if goes_on and names == before.names and not any(
            number(line, run.names[0][1]) for line in run.body):
        return _rest(run, borders)
    if _is_ruled(run):
        return boxes(borders, _heights(run, borders) or [])
    numbers = [found for found in (number(line, run.names[0][1]) for line in run.body) if found]
    counting = sum(after[0] > before[0] or after[1] > before[1] or after[0] == 1
                   for before, after in pairwise(numbers))
    if len(numbers) < (1 if goes_on or run.rules else ROWS) or (
            len(numbers) < ROWS and not _is_parted(run)):
        return None
    if counting < COUNTING * (len(numbers) - 1):
        return None
    heights = _heights(run, borders)
    return boxes(borders, heights) if heights else None


def _rest(run: Run, borders: Sequence[float]) -> list[BBox] | None:
    """Rows without a number under the header of the page before.

    They stand between drawn lines, or are the rest of its last row, whose first column is blank.
    """
    lines, count = [*run.head, *run.body], len(run.head)
    starts = {count, *(_first_below(lines, at) for at in run.rules)} - set(range(count))
    rows = sorted(starts - {len(lines)})
    if len(rows) < 2 and any(
            covered(inked(line), NARROW)[0][0] < borders[1] for line in run.body):
        return None
    return boxes(borders, _around(run, rows))


def letters(texts: Iterable[str]) -> str:
    """The letters of some texts in the order of the alphabet: the same for the same header."""
    return "".join(sorted("".join(text for text in texts if text.strip())))


def repeats_header(lines: Sequence[Line], before: Before) -> bool:
    """Whether a page begins with the header of the table on the page before."""
    return bool(before.names) and any(
        letters(glyph.text for line in lines[:count] for glyph in line) == before.names
        for count in range(1, HEADER + 1))


def _is_ruled(run: Run) -> bool:
    """Whether lines are drawn between header and body and between rows: no number is needed."""
    between = [at for at in run.rules if _middle(run.head[-1]) < at < _middle(run.body[-1])]
    return len(between) > 1 and _middle(run.body[0]) > between[0]


def _is_parted(run: Run) -> bool:
    """Whether a drawn line or more white than usual parts the header from what is below."""
    above, below = _middle(run.head[-1]), _middle(run.body[0])
    return any(above < at < below for at in run.rules) or stands_apart(
        [*run.head, *run.body], len(run.head))


def _heights(run: Run, borders: Sequence[float]) -> list[float] | None:
    """Where rows begin and end; None where it cannot be told which lines belong to a number."""
    lines = [*run.head, *run.body]
    count = len(run.head)
    right = run.names[0][1]
    firsts = [place for place in range(count, len(lines)) if number(lines[place], right)]
    rules = [at for at in run.rules if _middle(lines[count - 1]) < at]
    starts = {count, *(_first_below(lines, at) for at in rules)} - {len(lines)}
    bands = [*sorted(starts), len(lines)]
    for start, end in pairwise(bands):
        own = [place for place in firsts if start <= place < end]
        if len(own) > 1 or (own and own[0] > start and len(bands) == 2):
            apart = len(own) > 1 or stands_apart(lines[start:end], own[0] - start)
            if not apart or not is_level(lines[own[0]:end], borders, right):
                return None
            starts.update(own)
    return _around(run, sorted(starts))


def _around(run: Run, starts: Sequence[int]) -> list[float]:
    """The heights of the borders of rows that begin at some lines; the first row is the header."""
    lines = [*run.head, *run.body]
    rules = [at for at in run.rules if _middle(run.head[-1]) < at]
    return [_top(lines[0]) - MARGIN, *(_between(lines, place, rules) for place in starts),
            _bottom(lines[-1]) + MARGIN]


def _middle(line: Line) -> float:
    return (_top(line) + _bottom(line)) / 2


def _first_below(lines: Sequence[Line], at: float) -> int:
    """The first line (its place) whose middle is below a height."""
    return next((place for place, line in enumerate(lines) if _middle(line) > at), len(lines))


def _between(lines: Sequence[Line], place: int, rules: Sequence[float]) -> float:
    """The height of the border above a line: a drawn one, or the middle of the white."""
    above, below = lines[place - 1], lines[place]
    drawn = [at for at in rules if _middle(above) < at < _middle(below)]
    return drawn[0] if drawn else (_bottom(above) + _top(below)) / 2
