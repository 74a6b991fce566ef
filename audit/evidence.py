"""What speaks against laying a missing or a doubled item to the agency, as ids of `doubts.csv`.

A row that is not in our record may be one that we lost, put with another, or gave another code.
It is the agency's only where the file proves that all of the form was read and nothing in it
points the other way. The finding names every reason, so that its reader knows where to look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz import fuzz

from audit.doubt import EXACT, by_recogniser, rows_doubtful
from audit.limits import Limits
from catalogue.editions import CatalogueItem, Edition
from catalogue.editions import edition as edition_of
from catalogue.lookup import table
from schema.form import Form, Item
from schema.table import Place

COMPLETE = {"docx", "xlsx", "xls", "ods", "odt", "pdf-text"}
"""Readers of files that hold the whole form; an export of text may lack any part of it."""
MISPLACED = {"code_title_disagree", "code_missing", "code_unreadable", "rows_merged"}
"""Findings that a row was given to one item and may be another's."""
MIXED = {"item_elsewhere", "rows_merged", "row_not_understood"}
"""Findings whose evidence is a row that may hold the cells of another."""
CONFIRMED = {"same", "variant"}
MERGED = {"row.merged", "row.shifted"}
_SHORT = 5  # letters of a wording that may be no status
ALIKE = 90  # of 100: likeness at which two rows may be two readings of one
_VALUES = ("component_raw", "units_raw", "assignees_raw", "certifiers_raw", "status_raw", "method",
           "location", "period", "suggestion", "remark")


def all_read(form: Form) -> bool:
    """Whether the file proves that every row of the form was read."""
    return form.source.reader in COMPLETE and not by_recogniser(form)


def blanks_proved(form: Form) -> bool:
    """Whether a blank cell is blank in the form too: an export of text may have lost its words."""
    return form.source.reader in EXACT and not by_recogniser(form)


def row_doubted(form: Form, item: Item) -> bool:
    """Whether a row may hold another item's cells too, lack some, or hold them elsewhere."""
    if any(not MERGED.isdisjoint(rules) for rules in item.rules.values()):
        return True
    if _status_elsewhere(item) or any(
            _is_piece(item, other) for other in form.items if other.code == item.code):
        return True
    lines = {_line(place) for place in (item.source, *item.source.continued)}
    return any(_line(place) in lines for f in form.findings if f.check in MIXED
               for place in f.evidence)


def _status_elsewhere(item: Item) -> bool:
    """Whether a cell that is no place for it holds a status and nothing else: a row shifted."""
    cells = (item.component_raw, item.units_raw, item.assignees_raw, item.certifiers_raw,
             item.location, item.period)
    return any("".join(cell.split()) in _status_words() for cell in cells if cell)


@cache
def _status_words() -> frozenset[str]:
    """Wordings that can only be a status: single short words mean other things elsewhere."""
    words = ("".join(row["value"].split()) for row in table("statuses"))
    return frozenset(word for word in words if len(word) > _SHORT)


def cells_exact(form: Form) -> bool:
    """Whether the file itself says which cell a text stands in."""
    return form.source.reader in EXACT - {"pdf-text"}


def blank_doubted(form: Form, item: Item, field: str) -> bool:
    """Whether the words of a blank cell may stand in a neighbouring one.

    That is so where a status stands in another cell of the row, where the row has an address
    outside the column for it, and in a PDF, whose cells are told by its lines, where a cell beside,
    above or below holds several entries, or a component is blank, which fills many lines.
    """
    at = form.items.index(item)
    near = (*form.items[max(0, at - 1) : at], *form.items[at + 1 : at + 2])
    if not cells_exact(form) and (field == "component" or any(
            _entries(item, other) > 1 for other in ("units", "assignees", "certifiers")) or any(
            _entries(other, field) > 1 for other in near)):
        return True
    if field == "location":
        return any(link.code == item.code for link in form.links)
    known = {other.status_raw.strip() for other in form.items if other.status_raw}
    cells = [text for text in (item.units_raw, item.assignees_raw, item.certifiers_raw,
                               item.component) if text]
    return field == "status" and any(
        len(word) > 3 and word in text for word in known for text in cells)


def _entries(item: Item, field: str) -> int:
    """How many people, units, statuses or lines a cell holds."""
    value = getattr(item, field)
    if field == "status":
        return 2 if item.absent.get(field) == "unreadable" else 1
    if field == "component" or value is None:
        return 1
    return len(value.split()) if isinstance(value, str) else len(value)


def _line(place: Place) -> tuple[str | int | None, ...]:
    return place.sheet, place.page, place.table, place.row, place.line


def lacks_items(form: Form) -> bool:
    """Whether an item of the list has no row."""
    edition = edition_of(form.edition) if form.edition else None
    codes = {item.code for item in form.items}
    return edition is None or any(item.code not in codes for item in edition.items)


def missing_doubts(form: Form, edition: Edition, limits: Limits) -> dict[str, tuple[str, ...]]:
    """Code of each item without a row -> what speaks against its being the agency's; () nothing.

    Example: O21, whose title stands in the row of O20 -> ("elsewhere", "misplaced").
    """
    codes = {item.code for item in form.items}
    missing = [item for item in edition.items if item.code not in codes]
    common = tuple(_of_form(form, edition, missing, limits))
    elsewhere = {str(f.code) for f in form.findings if f.check == "item_elsewhere"}
    together = _together(form, edition, missing, limits)
    own = {"elsewhere": elsewhere, "together": together}
    return {item.code: (*(name for name, found in own.items() if item.code in found), *common)
            for item in missing}


def _of_form(form: Form, edition: Edition, missing: Sequence[CatalogueItem],
             limits: Limits) -> Iterator[str]:
    """Reasons that hold for every missing item of a form."""
    if not all_read(form):
        yield "not_all_read"
    if rows_doubtful(form):
        yield "rows_doubtful"
    if any(f.check in MISPLACED for f in form.findings):
        yield "misplaced"
    counts = Counter(item.code for item in form.items if item.code)
    if any(count > 1 for count in counts.values()):
        yield "twice"
    if len(missing) > len(edition.items) * limits["share_missing"]:
        yield "many"
    if _part(edition, {item.code for item in missing}):
        yield "part"


def _part(edition: Edition, missing: set[str]) -> bool:
    """Whether all items of an indicator or sub-indicator are missing: a form of the other part."""
    groups: dict[str, list[str]] = {}
    for item in edition.items:
        for name in {item.indicator, item.subindicator} - {""}:
            groups.setdefault(name, []).append(item.code)
    return any(len(codes) > 1 and missing.issuperset(codes) for codes in groups.values())


def _together(form: Form, edition: Edition, missing: Sequence[CatalogueItem],
              limits: Limits) -> set[str]:
    """Missing items that follow each other where a page, table, sheet or the form ends.

    More than a few are doubtful anywhere; in a paged file one at the end of a page is.
    """
    found: set[str] = set()
    for run in runs_of([item.number for item in missing]):
        before, after = _neighbours(form, run[0], run[-1])
        edge = (before is None and after is None) or _parted(before, after)
        paged = edge and None not in (before, after) and bool(before and before.page)
        if len(run) > limits["few_rows"] or (edge and len(run) > 1) or paged:
            found |= {f"O{number}" for number in run}
    return found


def runs_of(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers that follow each other: [3, 7, 8] -> [[3], [7, 8]]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _neighbours(form: Form, first: int, last: int) -> tuple[Place | None, Place | None]:
    """Where the rows before and after a run stand, None at either end of the form."""
    numbers = [(int(i.code[1:]), i.source) for i in form.items if i.code]
    before = max((n for n, _ in numbers if n < first), default=None)
    after = min((n for n, _ in numbers if n > last), default=None)
    by_number = dict(numbers)
    return (by_number[before] if before else None), (by_number[after] if after else None)


def _parted(before: Place | None, after: Place | None) -> bool:
    """Whether a page, a table or a sheet ends between two rows, or the form does."""
    if before is None or after is None:
        return True
    return (before.page, before.table, before.sheet) != (after.page, after.table, after.sheet)


def apart_from_neighbours(form: Form, item: Item) -> bool:
    """Whether an item stands in another table, page or sheet than the item before it by number."""
    number = int(str(item.code)[1:])
    before, _ = _neighbours(form, number, number)
    return before is not None and _parted(before, item.source)


def twice_doubts(form: Form, rows: Sequence[Item], many: bool) -> tuple[str, ...]:
    """What speaks against laying a code that stands in several rows to the agency.

    Example: two rows that differ by a letter -> ("same_row",).
    """
    named = {
        "not_all_read": not all_read(form),
        "rows_doubtful": rows_doubtful(form),
        "misplaced": any(f.check in MISPLACED for f in form.findings),
        "many": many,
        "code_doubtful": any("code" in item.confidences for item in rows) or any(
            item.title_relation not in CONFIRMED for item in rows),
        "row_each": len({_responsible(item) for item in rows}) > 1,
        "same_row": not _differ(rows),
    }
    return tuple(name for name, holds in named.items() if holds)


def _responsible(item: Item) -> tuple[str | None, ...]:
    people = (*item.assignees, *item.certifiers)
    return (*(p.name for p in people), *(u.name for u in item.units))


def _differ(rows: Sequence[Item]) -> bool:
    """Whether the rows are surely not one row read several times."""
    first, *others = rows
    return not any(_one_row(first, other) for other in others)


def _one_row(one: Item, two: Item) -> bool:
    """Whether each cell of two rows is alike, or the beginning of the other's.

    A copy of a row may lack what the row goes on with behind the end of a page: then a cell of
    it is cut, and blank where all of its text stands on the next page.
    """
    going_on = bool(one.source.continued or two.source.continued)
    return all(fuzz.ratio(a, b) >= ALIKE or (((a and b) or going_on) and _begins(a, b))
               for a, b in zip(_cells(one), _cells(two), strict=True))


def _is_piece(item: Item, other: Item) -> bool:
    """Whether a row may be the beginning of another that stands in the file too."""
    return item is not other and _one_row(item, other) and any(
        len(a) < len(b) and _begins(a, b)
        for a, b in zip(_cells(item), _cells(other), strict=True))


def _begins(one: str, two: str) -> bool:
    return one.startswith(two) or two.startswith(one)


def _cells(item: Item) -> list[str]:
    return ["".join((getattr(item, field) or "").split()) for field in _VALUES]


def why(doubts: Sequence[str]) -> tuple[str, str]:
    """The reasons as the end of a sentence in Thai and English, "" for none."""
    if not doubts:
        return "", ""
    rows = {row["value"]: row for row in table("doubts")}
    return (" (ไม่แน่ใจ เพราะ" + " และ".join(rows[d]["thai"] for d in doubts) + ")",
            " (unsure: " + "; ".join(rows[d]["english"] for d in doubts) + ")")
