"""Readings whose truth is known: forms made by chance and the samples, clean and spoilt by class.

A reading is spoilt in its grid (`tests/audit/readings.py`), so that what is printed is known. The
classes and how often each stands in the benchmark are `CLASSES`.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.made_forms import Made, made_form
from benchmarks.scoring import letters, likeness
from extract.reader import read_document
from normalize.forms import document_forms
from oit.mapping import with_mapping, with_requirements
from schema.errors import OitError
from schema.flatten import form_of
from schema.form import Form, Item, Source
from schema.table import Block, Cell, RawDocument, RawParagraph, RawTable
from tests.audit.misreading import _letter
from tests.audit.readings import EXACT, TEXT, Grid, Way, header_cell, said
from tests.samples.render import rendered

_SCORE = re.compile(r"(?<![\d.])\d\d\.\d\d(?![\d.])")
SAME_TITLE = 0.5  # likeness of a misread title to its own
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
NAMES = ("pao_2567_thai_digits", "sao_2566_utf16", "province_2567_assignment",
         "municipality_2567_ticks", "hospital_2566_contacts", "province_2566_units",
         "sao_2566_monitoring")
#: Word samples and families that the recogniser never saw: scans of half 0 and of half 1.
SCANNED = (
    (("pao_2567_thai_digits", "Kinnari"), ("hospital_2566_contacts", "Kinnari"),
     ("municipality_2567_ticks", "Arundina Serif")),
    (("pao_2567_thai_digits", "Arundina Serif"), ("hospital_2566_contacts", "Arundina Serif"),
     ("municipality_2567_ticks", "Kinnari")),
)
ANALYSIS = "sao_2566_analysis"
Bag = dict[str, tuple[str, ...]]
ScoreKey = tuple[str, str | None, int | None, float | None]


@dataclass(frozen=True)
class Truth:
    """The letters of each value by field: of each item by its row and by its code, of the form."""

    by_row: dict[int, Bag]
    form: Bag
    scores: tuple[ScoreKey, ...] = ()

    def of(self, item: Item) -> Bag:
        """The values of the item that a row was taken for."""
        by_code = {bag["code"][0]: bag for bag in self.by_row.values() if bag["code"]}
        found = by_code.get(item.code or "") or self.by_row.get(item.source.line or 0)
        return found or {}

    def is_item(self, item: Item) -> bool:
        """Whether a row is the item that it was taken for: its number or its title says so."""
        bag = self.of(item)
        own = self.by_row.get(item.source.line or 0, {}).get("code")
        title = letters(item.title_raw)
        if item.source.line is None:  # a scan: its rows have no lines, its titles may be misread
            return bool(bag and likeness(bag["title"][0], title) >= SAME_TITLE)
        return own == (item.code,) or bool(bag and bag["code"] == (item.code,) and title
                                           and bag["title"][0][:20] in title)


@dataclass(frozen=True)
class Reading:
    """A form as it was read, with its truth and how it was spoilt."""

    name: str
    damage: str
    reader: str
    form: Form
    truth: Truth


def noise(share: float) -> Way:
    """Letters misread, lost and doubled everywhere, as recognisers do."""
    def way(grid: Grid, chance: random.Random) -> None:
        def text(line: str) -> str:
            return "".join(_letter(letter, share, chance) for letter in line)
        for n, block in enumerate(grid.blocks):
            if isinstance(block, RawParagraph):
                grid.blocks[n] = replace(block, text=text(block.text))
            else:
                block[:] = [[said(cell, text(cell.text)) for cell in row] for row in block]
    return way


def exchanged(one: int, two: int) -> Way:
    """The cells of two columns under each other's headers."""
    def way(grid: Grid, chance: random.Random) -> None:
        for table, n in grid.items():
            row = table[n]
            row[one], row[two] = row[two], row[one]
    return way


def shifted_from(at: int) -> Way:
    """A column too many from some row on."""
    def way(grid: Grid, chance: random.Random) -> None:
        first = chance.randrange(5, 25)
        for table, n in grid.items()[first:]:
            table[n] = [*table[n][:at], Cell(), *table[n][at:]]
    return way


def header_misread(grid: Grid, chance: random.Random) -> None:
    """Every word of the header with a tenth of its letters misread."""
    table, n = grid.items()[0]
    table[:n] = [[said(c, "".join(_letter(x, 0.1, chance) for x in c.text)) for c in row]
                 for row in table[:n]]


def untouched(grid: Grid, chance: random.Random) -> None:
    """Nothing is misread."""


def _ways(names: Sequence[str]) -> dict[str, Way]:
    every = EXACT | TEXT
    return {name: every[name] for name in names}


BOTH, BARE = ("docx", "text", "pdf-text", "xlsx"), ("text",)
CLASSES: dict[str, tuple[tuple[str, ...], dict[str, Way]]] = {
    "clean": (BOTH, {"clean": untouched}),
    "letters misread": (BARE, {f"{s:.1%}": noise(s) for s in (0.002, 0.005, 0.01, 0.02, 0.05)}),
    "marks or letters lost": (BARE, _ways((
        "marks lost", "titles' marks lost", "letters lost", "many letters lost", "stops lost"))),
    "digits and codes misread": (BARE, _ways((
        "digits misread", "years misread", "code misread", "code without its last digit",
        "code in letters", "code misread, title cut", "code lost"))),
    "columns lost or exchanged": (BOTH, _ways((
        "header lost", "column 2 lost", "column 3 lost", "column 4 lost", "column 5 lost",
        "codes lost")) | {f"header cell {n} lost": header_cell(n) for n in range(1, 6)} | {
        "units and people exchanged": exchanged(3, 4), "people exchanged": exchanged(4, 5),
        "a header misread": header_misread}),
    "cells moved": (BOTH, _ways(tuple(
        f"a separator {how} at {n}" for how in ("lost", "more") for n in (2, 3, 4))) | {
        f"shifted at {n} from a row on": shifted_from(n) for n in (2, 3, 4)}),
    "cells cut": (BOTH, _ways((
        "cells cut", "only first lines", "title cut", "a row split at 2", "a row split at 3",
        "a row split at 4", "cells of column 3 lost", "a table in two"))),
    "rows glued": (BOTH, _ways(tuple(name for name in EXACT if "glued" in name or "a row in" in name
                                     or "codes" in name.split(",")[0]))),
    "rows lost or doubled": (BOTH, _ways((
        "a row twice", "three rows twice", "a row lost", "a page lost", "half of it lost",
        "a page twice, marks lost", "a row as a line between", "a row as a table"))),
}


def readings(half: int, seeds: Sequence[int], each: int = 1) -> Iterator[Reading]:
    """Made forms of one half, each clean by every reader and spoilt `each` times in every class."""
    for seed in seeds:
        chance = random.Random(f"{half}/{seed}")
        made = made_form(chance, half)
        yield from spoilt(f"made {half}/{seed}", made.document, truth_of_made(made), chance, each)


def sample_readings(each: int = 1, *, rendered: bool = False) -> Iterator[Reading]:
    """The item forms of samples/: the truth is what their Word file gives where nothing is lost."""
    for name in NAMES:
        document = numbered(read_document(SAMPLES / f"{name}.docx"))
        [form, *_] = forms_in(document)
        chance = random.Random(name)
        yield from spoilt(name, document, truth_of_form(form), chance, each)
    if rendered:
        yield from rendered_readings()


def score_readings(half: int, count: int) -> Iterator[Reading]:
    """The analysis of samples/ with other digits in its scores: clean, and with digits misread."""
    document = read_document(SAMPLES / f"{ANALYSIS}.docx")
    for number in range(count):
        chance = random.Random(f"{half}/{number}")
        made = _with_scores(document, lambda t, c=chance: _digits(t, c, 1.0))
        truths = forms_in(made)
        for damage, spoil in (("clean", 0.0), ("digits and codes misread", 0.01)):
            reader = "text" if spoil else chance.choice(BOTH)
            read = _with_scores(made, lambda t, c=chance, s=spoil: _digits(t, c, s))
            for form, truth in zip(forms_in(read.model_copy(update={"reader": reader})), truths,
                                   strict=False):
                yield Reading(f"scores {half}/{number}", damage, reader, form, truth_of_form(truth))


def _with_scores(document: RawDocument, change: Callable[[str], str]) -> RawDocument:
    """The document with the numbers with decimals of its tables changed."""
    blocks = [block.model_copy(update={"rows": tuple(tuple(
        cell and said(cell, _SCORE.sub(lambda m: change(m[0]), cell.text)) for cell in row)
        for row in block.rows)}) if isinstance(block, RawTable) else block
        for block in document.blocks]
    return document.model_copy(update={"blocks": tuple(blocks)})


def _digits(text: str, chance: random.Random, share: float) -> str:
    """A number with some of its digits another, never a leading nought."""
    return "".join(chance.choice("123456789") if c.isdigit() and chance.random() < share else c
                   for c in text)


def rendered_readings(names: Sequence[str] = NAMES[:4]) -> Iterator[Reading]:
    """Samples printed to PDF by LibreOffice and read: their truth is that of the Word file."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            word = SAMPLES / f"{name}.docx"
            [truth, *_] = forms_in(numbered(read_document(word)))
            for form in forms_in(read_document(rendered(word, "Laksaman", Path(folder)))):
                yield Reading(name, "printed to PDF", "pdf-text", form, truth_of_form(truth))


def scanned_readings(half: int) -> Iterator[Reading]:
    """Samples printed in families that the recogniser never saw, scanned at 200 dpi and read."""
    from benchmarks.ocr import scan_file

    with tempfile.TemporaryDirectory() as folder:
        for name, font in SCANNED[half]:
            word = SAMPLES / f"{name}.docx"
            [truth, *_] = forms_in(numbered(read_document(word)))
            pdf = rendered(word, font, Path(folder))
            for form in forms_in(read_document(scan_file(pdf, Path(folder) / "scan.pdf", 200))):
                yield Reading(name, f"scanned, {font}", "ocr:oit", form, truth_of_form(truth))


def spoilt(name: str, document: RawDocument, truth: Truth, chance: random.Random,
           each: int) -> Iterator[Reading]:
    """A document clean and spoilt, as readers of each class hand it on."""
    for damage, (readers, ways) in CLASSES.items():
        chosen = [(way, reader) for way in ways.values() for reader in readers]
        some = readers if damage == "clean" else chance.sample(chosen, min(each, len(chosen)))
        for one in some:
            way, reader = (untouched, one) if isinstance(one, str) else one
            grid = Grid(document)
            try:
                way(grid, chance)
            except IndexError:  # the form has no such column
                continue
            for form in forms_in(grid.read(reader)):
                yield Reading(name, damage, reader, form, truth)


def forms_in(document: RawDocument) -> list[Form]:
    """The forms of a document; none where it gives none."""
    source = Source(file="a", sha256="0" * 64, media_type="test", reader=document.reader)
    try:
        records = document_forms(document)
    except OitError:
        return []
    return [with_requirements(with_mapping(form_of(record, f"f{n}", source), None))
            for n, record in enumerate(records)]


def numbered(document: RawDocument) -> RawDocument:
    """The document with a number of its own on the cells of each row."""
    count, blocks = 0, list[Block]()
    for block in document.blocks:
        if isinstance(block, RawTable):
            rows = []
            for row in block.rows:
                count += 1
                rows.append(tuple(cell and replace(cell, place=cell.place.model_copy(
                    update={"line": count})) for cell in row))
            block = block.model_copy(update={"rows": tuple(rows)})
        blocks.append(block)
    return document.model_copy(update={"blocks": tuple(blocks)})


def truth_of_made(made: Made) -> Truth:
    """The truth of a form made by chance."""
    rows = {line: _bag(item.code, item.title, item.status, item.component, item.units,
                       [p.name for p in item.assignees], [p.post for p in item.assignees],
                       [p.name for p in item.certifiers], [p.post for p in item.certifiers])
            for line, item in made.items.items()}
    return Truth(rows, {"agency": (letters(made.agency),), "fiscal_year": (str(made.fiscal_year),)})


def truth_of_form(form: Form) -> Truth:
    """The truth of a reading in which nothing is lost."""
    rows = {i.source.line or 0: _bag(
        i.code, i.title, i.status, i.component, [u.name for u in i.units],
        [p.name for p in i.assignees], [p.position for p in i.assignees],
        [p.name for p in i.certifiers], [p.position for p in i.certifiers]) for i in form.items}
    return Truth(rows, {"agency": (letters(form.agency.name),),
                        "fiscal_year": (str(form.fiscal_year),)},
                 tuple((s.scope, s.code, s.issue, s.score) for s in form.scores))


def _bag(code: str | None, title: str | None, status: str | None, component: str | None,
         units: Sequence[str], *people: Sequence[str | None]) -> Bag:
    names, posts, more_names, more_posts = people
    said: dict[str, Sequence[str | None]] = {
        "code": [code], "title": [title], "status": [status], "component": [component],
        "units": units, "assignees/name": names, "assignees/position": posts,
        "certifiers/name": more_names, "certifiers/position": more_posts}
    return {name: tuple(letters(v) for v in values if v) for name, values in said.items()}
