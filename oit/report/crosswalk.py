"""What becomes of the items of one edition in another: lines for people, in text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalogue.crosswalk import Hop, Mapping, map_code, new_codes, supported
from catalogue.editions import CatalogueItem, Edition, best_title
from catalogue.editions import item as item_of
from oit.report.relations import word
from oit.report.wrapping import wrapped

LOOKS_LIKE = 0.60
"""Likeness of titles at which a reader may take an item for another one."""
_RELATION, _SURE, _NARROWEST, _INDENT = 26, 6, 24, 5  # columns of the terminal
_FIXED = _RELATION + _SURE + 6
COLUMNS = (
    "from_edition", "from_code", "from_title", "relation", "relation_th", "to_edition", "to_codes",
    "to_titles", "confidence", "evidence", "evidence_th", "alternative", "looks_like", "note",
    "note_th",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One item and what answers to it; `code` None: an item that nothing of `from_year` leads to.

    `to` holds (code, title); `hops` every step between neighbouring years; `looks_like` the code
    whose title is alike though it is another item.
    """

    from_year: int
    code: str | None
    title: str
    to_year: int
    to: tuple[tuple[str, str], ...]
    relation: str | None
    confidence: float | None
    hops: tuple[Hop, ...] = ()
    looks_like: str | None = None
    note: str = ""
    note_th: str = ""


def lines(start: Edition, end: Edition, code: str | None = None) -> list[Line]:
    """The lines of one item, or of all: those of `start` in their order, then the unreached."""
    if code is not None:
        return [_line(map_code(code, start.year, end.year), end)]
    found = [_line(map_code(item.code, start.year, end.year), end) for item in start.items]
    return found + [_unreached(code, start, end) for code in new_codes(start.year, end.year)]


def is_supported(start: Edition, end: Edition) -> bool:
    """Whether tables lead from one edition to the other."""
    return start.year == end.year or supported(start.year, end.year)


def unsupported_message(start: Edition, end: Edition) -> str:
    """What to say where no tables lead from one edition to the other, in both languages."""
    return (f"ไม่มีตารางเทียบจากปี {start.year} ไปปี {end.year} ดูคู่ปีที่มีด้วย oit editions / "
            f"no crosswalk leads from {start.year} to {end.year}; `oit editions` lists the pairs")


def _line(mapping: Mapping, end: Edition) -> Line:
    item = item_of(mapping.from_year, mapping.code)
    # backwards, what begins later has no counterpart: "new" says so better than nothing
    begins = any(hop.relation == "new" for hop in mapping.path) and not mapping.to
    relation = "new" if mapping.relation is None and begins else mapping.relation
    return Line(
        from_year=mapping.from_year, code=mapping.code, title=item.title if item else "",
        to_year=end.year, to=tuple((code, _title(end, code)) for code in mapping.to),
        relation=relation, confidence=mapping.confidence if relation else None,
        hops=mapping.path, looks_like=_looks_like(item, end, mapping.to) if relation else None,
        note=mapping.note, note_th=mapping.note_th,
    )


def _unreached(code: str, start: Edition, end: Edition) -> Line:
    """An item of the end that nothing leads to: new, or dropped where the end is the older."""
    back = map_code(code, end.year, start.year)
    relation = "new" if end.year > start.year else "dropped"
    item = end.by_code[code]
    return Line(
        from_year=start.year, code=None, title="", to_year=end.year, to=((code, item.title),),
        relation=relation, confidence=back.confidence, hops=back.path,
        looks_like=_looks_like(item, start, back.to), note=back.note, note_th=back.note_th,
    )


def _title(edition: Edition, code: str) -> str:
    return edition.by_code[code].title


def _looks_like(item: CatalogueItem | None, other: Edition, to: tuple[str, ...]) -> str | None:
    """The code whose title is most like that of an item, where it is another item."""
    ranked = best_title(item.title, other) if item else []
    if not ranked or ranked[0][0] in to or ranked[0][1] < LOOKS_LIKE:
        return None
    return ranked[0][0]


def evidence(hop: Hop) -> tuple[str, str]:
    """Why a step is so, in English and Thai; where the table gives no Thai, what it means."""
    thai = hop.evidence_th or word(hop.relation).meaning_th
    return hop.evidence, thai


def step(hop: Hop) -> str:
    """A step in short: "2566 O4 → 2567 O7"."""
    return f"{hop.from_year} {hop.from_code or '–'} → {hop.to_year} {hop.to_code or '–'}"


def _told(line: Line, thai: bool) -> list[str]:
    """The evidence of each step, with the step before it where there are several."""
    texts = [evidence(hop)[thai] for hop in line.hops]
    if len(line.hops) == 1:
        return texts
    return [f"{step(hop)}: {text}" for hop, text in zip(line.hops, texts, strict=True)]


def as_row(line: Line) -> dict[str, Any]:
    """A line as a row of CSV; lists joined by "|"."""
    own = line.code is not None
    return dict(zip(COLUMNS, (
        line.from_year, line.code, line.title if own else None,
        line.relation, word(line.relation).thai, line.to_year,
        "|".join(code for code, _ in line.to), "|".join(title for _, title in line.to),
        line.confidence, " | ".join(_told(line, thai=False)), " | ".join(_told(line, thai=True)),
        " | ".join(hop.alternative for hop in line.hops if hop.alternative),
        line.looks_like, line.note, line.note_th,
    ), strict=True))


def as_csv(found: list[Line]) -> str:
    """The lines as CSV with a header row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(as_row(line) for line in found)
    return text.getvalue()


def as_json(found: list[Line], start: Edition, end: Edition) -> str:
    """The lines with every step, as JSON."""
    return json.dumps({
        "from_edition": start.year, "to_edition": end.year, "supported": is_supported(start, end),
        "items": [_object(line) for line in found],
    }, ensure_ascii=False, indent=1) + "\n"


def _object(line: Line) -> dict[str, Any]:
    return {
        "from": {"code": line.code, "title": line.title} if line.code else None,
        "relation": line.relation, "relation_th": word(line.relation).thai,
        "to": [{"code": code, "title": title} for code, title in line.to],
        "confidence": line.confidence, "looks_like": line.looks_like,
        "note": line.note or None, "note_th": line.note_th or None,
        "steps": [asdict(hop) for hop in line.hops],
    }


def show(console: Console, found: list[Line], start: Edition, end: Edition) -> None:
    """The lines for a terminal: both titles, relation, confidence; below each its evidence."""
    side = max(_NARROWEST, (console.width - _FIXED) // 2)
    names = f"ปี / FY {start.year}", "ความสัมพันธ์ / relation", f"ปี / FY {end.year}", "มั่นใจ"
    _print_row(console, side, *([name] for name in names), style="bold")
    for line in found:
        relation = word(line.relation)
        own = _labelled(line.code, line.title, side)
        targets = [part for code, title in line.to for part in _labelled(code, title, side)]
        sure = "" if line.confidence is None else f"{line.confidence:.2f}"
        _print_row(console, side, own, [relation.both], targets or ["–"], [sure],
                   style=relation.colour)
        for text in _reasons(line):
            parts = wrapped(text, console.width - _INDENT - 1)
            console.print(Text("\n".join(" " * _INDENT + part for part in parts), style="dim"))


def _labelled(code: str | None, title: str, width: int) -> list[str]:
    """A code and its title, the further lines of the title below its first."""
    first, *more = wrapped(title, width - _INDENT)
    return [f"{code or '–':<{_INDENT}}{first}", *(" " * _INDENT + part for part in more)]


def _print_row(console: Console, side: int, *cells: list[str], style: str) -> None:
    """One row of four cells; the relation in its colour, which a pipe does not show."""
    grid = Table.grid(padding=(0, 2))
    for width in (side, _RELATION, side, _SURE):
        grid.add_column(width=width, no_wrap=True)
    grid.add_row(*(Text("\n".join(cell), style=style if n in (1, 3) or style == "bold" else "")
                   for n, cell in enumerate(cells)))
    console.print(grid)


def _reasons(line: Line) -> list[str]:
    """Thai, then English, then what to beware of."""
    told = [*_told(line, thai=True), *_told(line, thai=False)]
    told += [f"หรือ / or: {hop.alternative}" for hop in line.hops if hop.alternative]
    if line.looks_like:
        told.append(f"ระวัง: ชื่อคล้าย {line.looks_like} แต่เป็นคนละข้อ / "
                    f"beware: {line.looks_like} has a similar title but is another item")
    if line.note and len(line.hops) != 1:
        told.append(f"{line.note_th} / {line.note}")
    return list(dict.fromkeys(told))
