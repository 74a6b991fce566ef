"""Which tables with the header words of an item table are one: by the codes and titles in them.

What the cells hold also decides which column has the titles, and whether one has the status.
"""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.editions import editions, match_title, may_be_title
from normalize.codes import item_code, leading_code, leading_number
from normalize.columns import Column
from normalize.family import Part, Section
from normalize.joining import join_lines
from normalize.manyagencies import only_agency
from normalize.shifted import told_kind
from normalize.text import is_blank, one_space, squash

Headers = tuple[tuple[str, str | None], ...]
_SWAPPED = 0.6  # of the rows print a title where the header says something else
_STATUS = 0.8   # of a column's filled cells name a status: it is the status
_FEW = 2        # filled cells that tell what a column holds


def with_item_tables_only(pieces: Sequence[Part]) -> tuple[Part, ...]:
    """Parts in which a numbered list without any item's code or title is no table of items.

    A page of a form may hold only the rest of a row: it is judged with the other pages that have
    the same columns.
    """
    items = [p for p in pieces if isinstance(p, Section) and p.family == "item"]
    sure = {_headers(s) for s in items if not s.own_header or _may_be_items(s)}
    status = {headers: _status_column([s for s in items if _headers(s) == headers])
              for headers in sure}
    return tuple(_with_status(_checked(p, _headers(p) in sure), status.get(_headers(p)))
                 if isinstance(p, Section) and p.family == "item" else p for p in pieces)


def _headers(section: Section) -> Headers:
    return tuple((squash(c.header), c.role) for c in section.columns)


def _status_column(sections: Sequence[Section]) -> int | None:
    """The column of a form without one for the status whose cells nearly all name a status.

    sections: those under the same header. Example: "การดำเนินการ" over "ดำเนินการแล้ว" in each row.
    """
    columns = sections[0].columns
    if any((c.role or "").startswith("status") for c in columns):
        return None
    may = [c.number for c in columns if c.role in (None, "method") and not only_agency(c.header)]
    cells = {n: [r.cells[n].text for s in sections for r in s.rows if not is_blank(r.cells[n].text)]
             for n in may}
    told = [n for n, texts in cells.items() if len(texts) >= _FEW
            and sum(told_kind(text) == "status" for text in texts) >= _STATUS * len(texts)]
    return told[0] if len(told) == 1 else None


def _with_status(section: Section, number: int | None) -> Section:
    found = {"role": "status", "rules": ("column.by_content",), "confidence": 0.9}
    return section if number is None else section.model_copy(update={"columns": tuple(
        c.model_copy(update=found) if c.number == number else c for c in section.columns)})


def _checked(section: Section, sure: bool) -> Section:
    """A section of items with one column of titles, or of no family where it has none."""
    if not sure:
        return section.model_copy(update={"family": None})
    titles = [c.number for c in section.columns if c.role == "title"]
    best, most = None, -1
    for number in (*titles, *_other_text_columns(section)):
        known = _known_titles(section, number, most)
        best, most = (number, known) if known > most else (best, most)
    if best is None or (best not in titles and most < _SWAPPED * len(section.rows)):
        best = titles[0] if titles else None
    return section.model_copy(update={"columns": _with_title(section, titles, best)})


def _other_text_columns(section: Section) -> list[int]:
    """The columns that may hold the titles, though not headed so: that of the components."""
    return [c.number for c in section.columns if c.role in ("component", None)]


def _with_title(section: Section, titles: list[int], best: int | None) -> tuple[Column, ...]:
    """The columns with one for the titles; one headed as such that holds none changes places."""
    if best is None or titles == [best]:
        return section.columns
    old = next(c.role for c in section.columns if c.number == best)
    held = {"role": "title", "rules": ("column.by_content",), "confidence": 0.9}
    other = {"role": old if old != "title" else None, "rules": ("column.by_content",)}
    return tuple(c.model_copy(update=held if c.number == best else other)
                 if c.number == best or c.number in titles else c for c in section.columns)


def _known_titles(section: Section, column: int, most: int) -> int:
    """How many cells of a column some edition knows as the title of an item.

    It is not counted further than to tell that they are no more than `most`.
    """
    known = 0
    for left, row in zip(reversed(range(len(section.rows))), section.rows, strict=True):
        known += _is_known(_title(row.cells[column].text))
        if known + left <= most:
            break
    return known


def _is_known(title: str) -> bool:
    """True for the title of an item of any edition."""
    listed = editions().values()
    return may_be_title(title, listed) and any(
        match_title(title, e).code for e in reversed(listed))  # late years have the most forms


def _title(text: str) -> str:
    """A cell as a title on one line, without the number that may stand before it."""
    numbered = leading_number(text)
    return one_space(join_lines(numbered[2] if numbered else text))


def _may_be_items(section: Section) -> bool:
    """True where a section prints a lettered code, or titles that some edition knows."""
    columns = {c.role: c.number for c in section.columns if c.role in ("code", "title")}
    texts = {role: [row.cells[n].text for row in section.rows] for role, n in columns.items()}
    readings = [item_code(text) for text in texts.get("code", ())]
    if any(r is not None and not r.plain for r in readings) or not section.rows:
        return True
    titles = [_title(t) for t in texts.get("title", ()) if t.strip()]
    if not titles and not any(t.strip() for t in texts.get("code", ())):
        return True  # only continuations of the rows before
    known = sum(map(_is_known, titles))
    return any(leading_code(t) for t in titles) or known >= 0.3 * max(1, len(titles))
