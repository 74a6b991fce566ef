"""Known ways in which a reader goes wrong over a clean form: the agency did nothing wrong.

Every misreading is of a form that gives no finding when it is read as it is printed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from tests.audit.sheets import FIELDS, MONITORING, Printed, Row

Change = Callable[[Printed], Printed]
CONFUSED = {
    "ก": "ถภ", "ค": "ดศต", "ด": "คต", "บ": "ปษ", "ป": "บฟ", "พ": "ฟผ", "ฟ": "พฝ", "น": "มบ",
    "ม": "นฆ", "า": "ว", "ร": "ธ", "ข": "ช", "ช": "ซข", "อ": "ฮ", "ว": "า", "ส": "ล", "ล": "ส",
    "ี": "ิืึ", "ิ": "ี", "่": "้", "้": "่", "0": "Oo๐", "1": "lI", "2": "7", "5": "6S", "6": "5",
    "7": "2", "8": "3", "3": "8", "9": "4", "O": "0", "/": "l",
}
TABLE = ("docx", "text", "pdf-text", "xlsx")
LETTERS = ("text", "ocr:test")


@dataclass(frozen=True)
class Misreading:
    """A way of misreading, and the readers that may read so."""

    name: str
    change: Change
    readers: tuple[str, ...] = TABLE


def noise(share: float, seed: int) -> Change:
    """Letters misread, lost and doubled, as recognisers do; in headings and headers too."""
    def misread(form: Printed) -> Printed:
        chance = random.Random(seed)

        def text(line: str) -> str:
            return "".join(_letter(letter, share, chance) for letter in line)

        return replace(
            form, heading=tuple(map(text, form.heading)), notes=tuple(map(text, form.notes)),
            headers={name: text(header) for name, header in form.headers.items()},
            rows=tuple({name: text(cell) for name, cell in row.items()} for row in form.rows))
    return misread


def _letter(letter: str, share: float, chance: random.Random) -> str:
    if letter.isspace() or chance.random() >= share:
        return letter
    other = CONFUSED.get(letter)
    if other and chance.random() < 0.8:
        return chance.choice(other)
    return chance.choice(["", letter * 2])


def lost_column(name: str) -> Change:
    return lambda form: replace(form, columns=tuple(c for c in form.columns if c != name))


def lost_header(name: str) -> Change:
    return lambda form: replace(form, headers=form.headers | {name: ""})


def emptied(name: str, first: int = 0, last: int | None = None) -> Change:
    """The cells of a column are lost, or those of some pages of it."""
    def lost(form: Printed) -> Printed:
        rows = [dict(row) for row in form.rows]
        for row in rows[first:last]:
            row[name] = ""
        return replace(form, rows=tuple(rows))
    return lost


def swapped(one: str, two: str) -> Change:
    """The cells of two columns under each other's headers."""
    return lambda form: replace(form, rows=tuple(
        row | {one: row[two], two: row[one]} for row in form.rows))


def shifted(first: int, last: int, names: Sequence[str]) -> Change:
    """The cells of some rows one column too far right, from the first of these columns on."""
    def moved(row: Row) -> Row:
        return row | {names[0]: ""} | {b: row[a] for a, b in pairwise(names)}

    return lambda form: replace(form, rows=tuple(
        moved(row) if first <= n < last else row for n, row in enumerate(form.rows)))


def lost_rows(first: int, last: int) -> Change:
    return lambda form: replace(form, rows=form.rows[:first] + form.rows[last:])


def page_twice(form: Printed) -> Printed:
    return replace(form, rows=form.rows[:20] + form.rows[10:])


def glued(form: Printed) -> Printed:
    """A row in the cells of the row above, as where a line of the table was not seen."""
    one, two = form.rows[19], form.rows[20]
    both = {name: f"{one[name]}\n{two[name]}" for name in one}
    return replace(form, rows=(*form.rows[:19], both, *form.rows[21:]))


def one_line(form: Printed) -> Printed:
    """Every line break lost."""
    return replace(form, rows=tuple(
        {name: cell.replace("\n", " ") for name, cell in row.items()} for row in form.rows))


def foreign(form: Printed) -> Printed:
    heading = ("แบบ MOIT ของหน่วยงานในสังกัดกระทรวงสาธารณสุข", *form.heading[1:])
    rows = tuple(row | {"code": row["code"].replace("O", "MOIT ")} for row in form.rows)
    return replace(form, heading=heading, rows=rows)


def labelled(year: int) -> Change:
    return lambda form: replace(
        form, heading=(*form.heading[:2], f"ประจำปีงบประมาณ พ.ศ. {year}"))


def header_as_row(form: Printed) -> Printed:
    """The header of a page among the rows, one word of it misread."""
    header = form.headers | {"code": "ชื่อ"}
    return replace(form, rows=(*form.rows[:20], header, *form.rows[20:]))


def structural(fields: Sequence[str] = FIELDS, rows: int = 43) -> Iterator[Misreading]:
    """What goes wrong with rows and columns of a form with these columns and so many rows."""
    for name in fields[2:]:
        yield Misreading(f"column lost: {name}", lost_column(name))
        yield Misreading(f"header lost: {name}", lost_header(name))
        yield Misreading(f"cells lost: {name}", emptied(name))
        yield Misreading(f"cells of a page lost: {name}", emptied(name, 20))
    for one, two in combinations(fields[3:], 2):
        yield Misreading(f"swapped: {one}, {two}", swapped(one, two))
    yield Misreading("rows shifted", shifted(10, 20, fields[3:]))
    yield Misreading("a page lost", lost_rows(10, 20))
    yield Misreading("the last page lost", lost_rows(rows - 7, rows))
    yield Misreading("a page twice", page_twice)
    yield Misreading("two forms in one file", lambda form: replace(form, copies=2))
    yield Misreading("a row glued to the one above", glued)
    yield Misreading("line breaks lost", one_line)
    yield Misreading("a foreign scheme", foreign)
    for year in (2564, 2565, 2567, 2568):
        yield Misreading(f"a mislabelled year: {year}", labelled(year))
    yield Misreading("the heading lost", lambda form: replace(form, heading=()))
    yield Misreading("a header among the rows", header_as_row)


def letters() -> Iterator[Misreading]:
    """What goes wrong with letters, at several rates."""
    for share in (0.005, 0.01, 0.02, 0.05, 0.1):
        for seed in range(4):
            yield Misreading(f"letters: {share:.1%}, {seed}", noise(share, seed), LETTERS)


MISREADINGS = (*structural(), *letters())
OF_MONITORING = (*structural(tuple(MONITORING), 35), *letters())
