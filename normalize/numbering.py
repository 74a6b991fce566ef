"""The code of each row: what is printed, held against its title and against its neighbours.

A printed code that its title confirms is taken. Where the two disagree, the one that stands in
sequence is taken and a finding says so; where nothing decides, the code is null.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from catalogue.editions import CatalogueItem, Edition, match_title, title_relation
from catalogue.editions import title_similarity as similarity
from normalize.codes import CodeReading
from normalize.digits import arabic
from normalize.findings import finding
from schema.finding import Finding
from schema.table import Place

SURE_TITLE = 0.85   # a printed title this close to one official title names that item
AGREEING = 0.70     # and this close to the title of the printed code, it confirms the code
CLEARER = 0.1       # how much closer another item's title must be to contradict the code
PLAIN_SHARE = 0.6   # of a table's bare numbers must fit their titles to be item codes
PARTLY_LIKE = 0.5  # least likeness of a damaged title to the item that digits and neighbours leave
UNKNOWN = "\ufffd"  # a sign that a recogniser could not read
_PARTLY_READ = re.compile("^(?:ข้อ(?:ที่)?)?\\s*+(?:[Oo0○]\\s*+)?([0-9\ufffd]{1,2})$")


class RowCode(NamedTuple):
    """A row's resolved code with what led to it."""

    code: str | None = None
    rules: tuple[str, ...] = ()
    confidence: float = 1.0
    relation: str | None = None
    findings: tuple[Finding, ...] = ()


class PrintedRow(NamedTuple):
    """What a row prints: its code reading, raw code and title, and where they stand.

    scanned: read from a picture, where a digit may be another one.
    """

    reading: CodeReading | None
    code_raw: str
    title: str
    place: Place
    scanned: bool = False


def row_codes(rows: Sequence[PrintedRow], edition: Edition | None) -> tuple[RowCode, ...]:
    """The code of each row of a form whose edition is known (or not: then as printed).

    Example: rows printed O12, "", O14 with the titles of O12, O13, O14 -> O12, O13, O14.
    """
    if edition is None:
        numbers = [_printed(row, plain=False) for row in rows]
        return tuple(_unreadable(row) if row.scanned and not _in_sequence(numbers[n], n, numbers)
                     else _as_printed(row) for n, row in enumerate(rows))
    plain = plain_are_items(rows, edition)
    printed = [_printed(row, plain) for row in rows]
    named = [_named(row, edition) for row in rows]
    if not any(printed):  # bare numbers that count something else: the titles stand for codes
        return tuple(_by_titles(n, rows, named, edition) for n in range(len(rows)))
    return tuple(_resolved(n, rows, printed, named, edition) for n in range(len(rows)))


def _by_titles(n: int, rows: Sequence[PrintedRow], named: list[int | None],
               edition: Edition) -> RowCode:
    """A row of a form without codes: its title names the item, if the titles are in order."""
    number = named[n]
    item = edition.item(f"O{number}") if number else None
    if item is None or number is None or not _fills_gap(number, n, named):
        return _unreadable(rows[n])
    return _code(item, rows[n], ("code.by_title_and_sequence",), 0.9,
                 (_missing(rows[n], item.code),))


def plain_are_items(rows: Sequence[PrintedRow], edition: Edition) -> bool:
    """Whether bare numbers in the key column count as item codes: most titles must fit."""
    plain = [r for r in rows if r.reading and r.reading.plain]
    fitting = sum(_fits(r.title, edition.item(r.reading.code)) for r in plain if r.reading)
    return bool(plain) and fitting >= PLAIN_SHARE * len(plain)


def _fits(title: str, item: CatalogueItem | None) -> bool:
    return item is not None and similarity(title, item) >= AGREEING


def _fits_another(title: str, item: CatalogueItem, named: int | None, edition: Edition) -> bool:
    """True where a title is surely that of another item, however like this one's it is."""
    other = edition.item(f"O{named}") if named else None
    return other is not None and other is not item and (
        similarity(title, other) > similarity(title, item) + CLEARER)


def _as_printed(row: PrintedRow) -> RowCode:
    """A code of an unknown edition: a lettered one is read, a bare number is not."""
    if row.reading is None or row.reading.plain:
        return _unreadable(row)
    return RowCode(code=row.reading.code, rules=row.reading.rules, confidence=0.9)


def _printed(row: PrintedRow, plain: bool) -> int | None:
    reading = row.reading
    return reading.number if reading and (plain or not reading.plain) else None


def _named(row: PrintedRow, edition: Edition) -> int | None:
    """The item that the title alone names, None where it is not sure."""
    match = match_title(row.title, edition)
    return int(match.code[1:]) if match.code and match.score >= SURE_TITLE else None


def _resolved(n: int, rows: Sequence[PrintedRow], printed: list[int | None],
              named: list[int | None], edition: Edition) -> RowCode:
    row, number = rows[n], printed[n]
    item = edition.item(f"O{number}") if number else None
    rules = row.reading.rules if row.reading else ()
    if item and _fits(row.title, item) and not _fits_another(row.title, item, named[n], edition):
        return _code(item, row, rules, 1.0)
    if item and (named[n] is None or not row.title.strip()):
        sure = _in_sequence(number, n, printed)
        if row.scanned and not sure:  # nothing but digits of a picture says so
            return _unreadable(row)
        found = (_disagree(row, item.code, None),) if row.title.strip() else ()
        return _code(item, row, rules, 0.97 if sure else 0.8, found)
    return _disputed(n, rows, printed, named, edition)


def _code(item: CatalogueItem, row: PrintedRow, rules: tuple[str, ...], confidence: float,
          findings: tuple[Finding, ...] = ()) -> RowCode:
    relation = title_relation(row.title, item) if row.title.strip() else None
    return RowCode(code=item.code, rules=rules, confidence=confidence, relation=relation,
                   findings=findings)


def _disputed(n: int, rows: Sequence[PrintedRow], printed: list[int | None],
              named: list[int | None], edition: Edition) -> RowCode:
    """A code that its title contradicts, or that is missing: the sequence decides, or nothing."""
    row, number, title = rows[n], printed[n], named[n]
    rules = row.reading.rules if row.reading else ()
    item = edition.item(f"O{number}") if number else None
    other = edition.item(f"O{title}") if title else None
    if item and other and number and _in_sequence(number, n, printed):
        return _code(item, row, (*rules, "code.by_sequence"), 0.9,
                     (_disagree(row, item.code, other),))
    if other and title and _fills_gap(title, n, _told(printed, named)):
        found = _disagree(row, other.code, other) if number else _missing(row, other.code)
        return _code(other, row, (*rules, "code.by_title_and_sequence"), 0.9, (found,))
    part = _by_digits(n, rows, _told(printed, named), edition)
    if part is not None:
        return _code(part, row, (*rules, "code.by_digits_and_sequence"), 0.9,
                     (_missing(row, part.code),))
    return _unreadable(row)


def _by_digits(n: int, rows: Sequence[PrintedRow], told: Sequence[int | None],
               edition: Edition) -> CatalogueItem | None:
    """The item of a code of which a digit could not be read: "O?๒" between O21 and O23 is O22.

    The digits that were read, the neighbours and a title that is more like this item's than any
    other's must leave one item.
    """
    digits = _PARTLY_READ.match(arabic(rows[n].code_raw).strip())
    if digits is None or UNKNOWN not in digits[1]:
        return None
    shape = re.compile(digits[1].replace(UNKNOWN, "[0-9]"))
    before = next((number for number in reversed(told[:n]) if number), 0)
    after = next((number for number in told[n + 1:] if number), None)
    left = [item for item in edition.items if shape.fullmatch(f"{item.number:0{len(digits[1])}}")
            and before < item.number and (after is None or item.number < after)]
    if len(left) != 1 or not (left[0].number == before + 1 or left[0].number + 1 == after):
        return None
    like = similarity(rows[n].title, left[0])
    return left[0] if like >= PARTLY_LIKE and not any(
        similarity(rows[n].title, item) > like for item in edition.items) else None


def _told(printed: Sequence[int | None], named: Sequence[int | None]) -> list[int | None]:
    """What each row says of its number: its code, or its title where no code is read."""
    return [code or title for code, title in zip(printed, named, strict=True)]


def _in_sequence(number: int | None, n: int, printed: list[int | None]) -> bool:
    """True where a neighbour's code is the next lower or higher one and none stands in the way."""
    before = next((p for p in reversed(printed[:n]) if p), None)
    after = next((p for p in printed[n + 1 :] if p), None)
    if number is None or printed.count(number) > 1:
        return False
    ordered = (before is None or before < number) and (after is None or number < after)
    return ordered and (before == number - 1 or after == number + 1)


def _fills_gap(number: int, n: int, printed: list[int | None]) -> bool:
    """True where a code is missing from the form just here."""
    before = next((p for p in reversed(printed[:n]) if p), 0)
    after = next((p for p in printed[n + 1 :] if p), None)
    others = [p for m, p in enumerate(printed) if m != n]
    near = number - 1 in printed[max(0, n - 2) : n] or (n == 0 and number == 1)
    near = near or (after == number + 1)
    return number not in others and near and before < number and (after is None or number < after)


def _disagree(row: PrintedRow, code: str, other: CatalogueItem | None) -> Finding:
    """Code and title disagree: the title is another item's, or that of none (`other` None)."""
    return finding("code_title_disagree", "unsure", (row.place,), code,
                   printed=row.code_raw.strip(), title=row.title.strip(),
                   other=other.code if other else "-")


def _missing(row: PrintedRow, code: str) -> Finding:
    return finding("code_missing", "unsure", (row.place,), code, item=code)


def _unreadable(row: PrintedRow) -> RowCode:
    found = finding("code_unreadable", "extraction", (row.place,), printed=row.code_raw.strip())
    return RowCode(rules=("code.unreadable",), confidence=0.0, findings=(found,))
