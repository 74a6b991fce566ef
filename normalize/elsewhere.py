"""Items without a row whose code or title stands somewhere else in the file.

A row may have slipped out of its table, into another cell, or into a note; a note may say that
the item does not apply. Whoever says that an item is missing must first have looked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from catalogue.editions import CatalogueItem, Edition, editions, heading_match, title_key
from normalize.codes import LATIN_O, LOOKALIKE_O, RING_O, codes_of_cell, item_code
from normalize.digits import arabic
from normalize.findings import finding
from normalize.text import nfc, squash
from schema.finding import Finding
from schema.record import FormRecord
from schema.table import Cell, Frozen, Place, RawDocument, RawParagraph, RawTable

ALIKE = 80       # of 100: likeness of a stretch of text to a title
BETTER = 5       # of 100: how much better than the official words of the row it stands in
SAME = 90        # of 100: likeness of a title cell to the title of its own item
LONG = 20        # letters; of a shorter title fewer may be lost, for its words stand in many texts
SHORT = 12       # letters; a shorter title counts only where a line holds nothing else
SHOWN = 3        # places told of an item
_WORDS = 60      # letters of the text that a finding shows
_HEADING = 0.95
_LETTER = f"[{LATIN_O}{LOOKALIKE_O}{RING_O}]"
_NUMBER = "[0-9๐-๙]{1,2}(?![0-9๐-๙])"
_CODE = re.compile(rf"(?<![A-Za-zก-๛0-9/._=-]){_LETTER}[\s.\-–]?({_NUMBER})"
                   rf"|(?<=[ก-๛]){_LETTER}({_NUMBER})|ข้อ(?:ที่)?\s*[{LATIN_O}0๐]?\s?({_NUMBER})"
                   rf"|(?:^|\n)[^\S\n]*[0๐]({_NUMBER})")
_RANGE = re.compile(rf"(?:{_LETTER}|ข้อ(?:ที่)?)\s*({_NUMBER})\s*(?:[-–—~]|ถึง)"
                    rf"\s*{_LETTER}?({_NUMBER})")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_REFERS = re.compile(r"(?:ตาม|ใน|จาก|กับ|และ|หรือ|ของ|ดู|ข้อ|ที่|\()\s*+(?:ข้อ(?:ที่|มูล)?)?\s*+$")


class Told(Frozen):
    """A text of the file; `owner` is the number of the item in whose row it stands, else None."""

    text: str
    place: Place
    owner: int | None = None
    in_table: bool = False


def with_elsewhere(record: FormRecord, document: RawDocument) -> FormRecord:
    """The form with a finding for each item that it lacks and that the file speaks of."""
    edition = editions().get(record.text("edition") or 0)
    codes = {item.text("code") for item in record.items}
    missing = [item for item in edition.items if item.code not in codes] if edition else []
    if not (edition and missing and record.items):
        return record
    found = _elsewhere(list(_texts(document)), missing, edition)
    return record.model_copy(update={"findings": (*record.findings, *found)})


def _elsewhere(texts: Sequence[Told], missing: Sequence[CatalogueItem],
               edition: Edition) -> Iterator[Finding]:
    named = [codes_named(told.text, told.in_table) for told in texts]
    for item in missing:
        own = [told for told, codes in zip(texts, named, strict=True)
               if item.number in codes or _numbered(told, item) or _says(told, item, edition)]
        if own:
            yield finding("item_elsewhere", "unsure", tuple(t.place for t in own[:SHOWN]),
                          item.code, item=item.code, text=own[0].text.strip()[:_WORDS])


def _texts(document: RawDocument) -> Iterator[Told]:
    """Every cell and line of the file, hidden under whatever header."""
    for block in document.blocks:
        if isinstance(block, RawParagraph):
            yield Told(text=nfc(block.text), place=block.place)
        else:
            yield from _cells(block)


def _cells(table: RawTable) -> Iterator[Told]:
    for row in table.rows:
        owner = next((n for cell in row if cell and (n := _number(cell))), None)
        for cell in row:
            if cell is not None and cell.text.strip():
                yield Told(text=nfc(cell.text), place=cell.place, owner=owner, in_table=True)


def _number(cell: Cell) -> int | None:
    reading = item_code(cell.text)
    several = codes_of_cell(cell.text)
    return reading.number if reading else several[0] if several else None


def codes_named(text: str, in_table: bool) -> set[int]:
    """The numbers of the items that a text names.

    A cell that refers to another item ("ตามข้อ O34") does not name it; a line outside the tables
    names whatever it speaks of. Example: "O20 ประมวลจริยธรรม" -> {20}; "ข้อ O1 - O3" -> {1, 2, 3}.
    """
    text = _ADDRESS.sub(" ", text)
    found: set[int] = set()
    for match in _CODE.finditer(text):
        number = int(arabic(next(group for group in match.groups() if group)))
        before = text[max(0, match.start() - _WORDS) : match.start()]
        bare = match[3] is not None or bool(_REFERS.search(before))
        if not (in_table and bare):
            found.add(number)
    for match in _RANGE.finditer(text):
        first, last = int(arabic(match[1])), int(arabic(match[2]))
        found |= set(range(first, last + 1)) if not in_table else set()
    return found


def _numbered(told: Told, item: CatalogueItem) -> bool:
    """Whether a text holds the bare number of an item right before its title: "๑ โครงสร้าง"."""
    letters = squash(arabic(told.text))
    return any(re.search(rf"(?<![0-9./]){item.number}[.)]?{re.escape(squash(title))}", letters)
               for title in (item.title, *item.variants))


def _says(told: Told, item: CatalogueItem, edition: Edition) -> bool:
    """Whether a text holds the title of an item, and not as words of the item whose row it is."""
    key = title_key(told.text)
    owner = edition.item(f"O{told.owner}") if told.owner else None
    if owner and max(fuzz.ratio(key, title_key(t)) for t in (owner.title, *owner.variants)) > SAME:
        return False
    goes_on = owner is not None and _begins(key, owner)
    beside = not told.in_table or goes_on
    names = [title_key(name) for name in (item.title, *item.variants)]
    held = max(_held(key, name, beside) for name in names)
    if held < (ALIKE if min(map(len, names)) > LONG else SAME):
        return False
    if owner is None:
        match = heading_match(told.text, edition)
        return match is None or match.score < _HEADING
    own = title_key("\n".join((owner.title, *owner.variants, *(
        () if goes_on else owner.requires))))
    return held > max(_held(own, name, beside) for name in names) + BETTER


def _begins(text: str, owner: CatalogueItem) -> bool:
    """Whether a text begins with the title of an item and goes on: a title cell of two items."""
    name = title_key(owner.title)
    return len(text) > len(name) and fuzz.ratio(text[: len(name)], name) >= ALIKE


def _held(text: str, name: str, beside: bool) -> float:
    """How well a text holds a name, letters lost or changed, 0..100.

    A short name must be all of it, or stand letter for letter in a line or beside a title.
    """
    if len(name) < SHORT:
        whole = fuzz.ratio(text, name) if abs(len(text) - len(name)) <= 2 else 0.0
        return max(whole, 100.0 if beside and name in text else 0.0)
    if len(text) * 3 < len(name) * 2:
        return 0.0
    return fuzz.partial_ratio(name, text) if len(text) >= len(name) else fuzz.ratio(text, name)
