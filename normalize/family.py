"""Which family of form a table belongs to, and where its headers stand.

A document becomes a run of parts in reading order: paragraphs and sections. A section is a piece
of a table under one header; a repeated header begins none.
"""

from __future__ import annotations

from functools import cache

from catalogue.lookup import table
from normalize.codes import item_code
from normalize.columns import Column, Grid, columns_of, header_rows
from normalize.repeatedheaders import counts_columns, same_header
from schema.table import Cell, Frozen, RawDocument, RawParagraph, RawTable

GridRow = tuple[Cell | None, ...]
_EMPTY = Cell()
_FEW = 3      # filled cells that a column of codes has at the least, in a table of more rows
_CODES = 0.6  # of a column's filled cells are lettered codes: it is the key column


class Row(Frozen):
    """A row of a table as printed: a cell that spans rows stands in each of them.

    inherited: 0-based columns whose cell began in a row above.
    """

    cells: tuple[Cell, ...]
    inherited: frozenset[int] = frozenset()


class Section(Frozen):
    """Rows under one header. `family` is None where the header is not understood.

    own_header: False where the header is that of the section before.
    """

    table: int
    family: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    header: tuple[Row, ...] = ()
    own_header: bool = True


Part = RawParagraph | Section


def parts(document: RawDocument) -> tuple[Part, ...]:
    """Paragraphs and sections of a document; rows above a header come as paragraphs."""
    out: list[Part] = []
    header: Section | None = None
    for block in document.blocks:
        if isinstance(block, RawParagraph):
            out.append(block)
            continue
        for part in _table_parts(block, header):
            out.append(part)
            header = part if isinstance(part, Section) and part.family else header
    return tuple(out)


def printed_rows(raw: RawTable) -> tuple[Row, ...]:
    """The rows of a table with cells that span rows repeated where they are printed."""
    out, open_cells = [], {}
    for number, cells in enumerate(raw.rows):
        row, inherited = [], set()
        for column, cell in enumerate(cells):
            if cell is not None and cell.row_span > 1:
                open_cells[column] = (cell, number + cell.row_span)
            owner, until = open_cells.get(column, (None, 0))
            if cell is None and owner is not None and number < until:
                inherited.add(column)
                cell = owner
            row.append(cell or _EMPTY)
        out.append(Row(cells=tuple(row), inherited=frozenset(inherited)))
    return tuple(out)


def _grid(rows: tuple[Row, ...]) -> Grid:
    return tuple(tuple(c.text for c in row.cells) for row in rows)


def _header_grid(raw: RawTable) -> Grid:
    """The texts that decide a header: a cell that spans columns heads each of them."""
    rows = printed_rows(raw)
    return tuple(
        tuple(_spanning(row, n).text for n in range(len(row.cells))) for row in rows
    )


def _spanning(row: Row, column: int) -> Cell:
    for start in range(column, -1, -1):
        if row.cells[start].column_span > column - start and row.cells[start].text:
            return row.cells[start]
    return row.cells[column]


def _table_parts(raw: RawTable, before: Section | None) -> list[Part]:
    """A table as sections; a first header below title rows makes those rows paragraphs."""
    rows, grid = printed_rows(raw), _grid(printed_rows(raw))
    wide = _header_grid(raw)
    starts = _headers(grid, wide, raw.header_rows)
    if not starts:
        return _headless(raw, rows, before)
    first = starts[0][0]
    out: list[Part] = _above(raw, rows[:first], before)
    for n, (start, count) in enumerate(starts):
        end = starts[n + 1][0] if n + 1 < len(starts) else len(rows)
        last = _without_titles(rows, start + count, end) if n + 1 < len(starts) else end
        body = rows[start + count : last]
        body = body[1:] if body and counts_columns([c.text for c in body[0].cells]) else body
        columns = with_code_column(_columns(wide, start, count, before), body)
        columns = columns if _family(columns) else _completed(columns, body)
        section = Section(table=raw.table, family=_family(columns), columns=columns, rows=body,
                          header=rows[start : start + count])
        above = out[-1] if out else None
        if isinstance(above, Section) and above.columns == columns:
            out = [*out[:-1], _joined(above, section)]
        else:
            out.append(section)
        out += [_paragraph(row) for row in rows[last:end] if _text_count(row)]
    return out


def _without_titles(rows: tuple[Row, ...], first: int, end: int) -> int:
    """Where the body above a repeated header ends: lone lines just above it are title rows.

    A lone text counts as one at the row's beginning or merged over columns; else it goes on a cell.
    """
    while end > first and _is_title_row(rows[end - 1]):
        end -= 1
    return end


def _is_title_row(row: Row) -> bool:
    filled = [n for n, c in enumerate(row.cells) if c.text.strip() and n not in row.inherited]
    if len(filled) != 1:
        return not filled
    cell = row.cells[filled[0]]
    return (filled[0] == 0 or cell.column_span > 1) and item_code(cell.text) is None


def _text_count(row: Row) -> int:
    """How many cells that begin in this row hold text."""
    return sum(bool(c.text.strip()) for n, c in enumerate(row.cells) if n not in row.inherited)


def _columns(wide: Grid, start: int, count: int, before: Section | None) -> tuple[Column, ...]:
    """The columns of a header; one that repeats the header before, misread, is that header."""
    columns = columns_of(wide, start, count)
    if before is None or not before.header or len(before.columns) != len(columns):
        return columns
    if any(c.role != b.role for c, b in zip(columns, before.columns, strict=True)):
        texts = tuple(c.text for c in before.header[0].cells)
        return before.columns if same_header(wide, start, texts) else columns
    return columns


def _joined(above: Section, below: Section) -> Section:
    """Two sections under the same repeated header as one."""
    return above.model_copy(update={"rows": above.rows + below.rows})


def _headers(grid: Grid, wide: Grid, marked: int) -> list[tuple[int, int]]:
    """(first row, row count) of each header in a table, repeated and misread ones included."""
    starts: list[tuple[int, int]] = []
    at = 0
    while at < len(grid):
        count = header_rows(wide, at, marked)
        if not count and starts:
            count = _repeated(grid, at, starts[0])
        if count:
            starts.append((at, count))
        at += count or 1
    return starts


def _repeated(grid: Grid, at: int, first: tuple[int, int]) -> int:
    """Rows of a repeat of the first header at row `at`, be it misread; 0 where there is none."""
    start, count = first
    if at + count > len(grid):
        return 0
    same = all(same_header(grid, at + n, grid[start + n]) for n in range(1))
    return count if same else 0


def _above(raw: RawTable, rows: tuple[Row, ...], before: Section | None) -> list[Part]:
    """Rows above a header: title rows, or the end of the table before."""
    if before is not None and before.family and _continues(rows, before):
        return [before.model_copy(update={"rows": rows, "header": (), "own_header": False,
                                          "table": raw.table})]
    return [_paragraph(row) for row in rows if any(c.text.strip() for c in row.cells)]


def _continues(rows: tuple[Row, ...], before: Section) -> bool:
    """True for rows as wide as the section before with text in two columns at least."""
    return bool(rows) and len(rows[0].cells) == len(before.columns) and any(
        sum(bool(c.text.strip()) for c in row.cells) > 1 for row in rows
    )


def _paragraph(row: Row) -> RawParagraph:
    cells = [c for c in row.cells if c.text.strip()]
    return RawParagraph(
        text=" ".join(dict.fromkeys(c.text.strip() for c in cells)),
        place=cells[0].place, confidence=min(c.confidence for c in cells),
        links=tuple(link for c in cells for link in c.links),
    )


def _headless(raw: RawTable, rows: tuple[Row, ...], before: Section | None) -> list[Part]:
    """A table without a header: the next page of the one before, or known by what it holds."""
    if before is not None and len(before.columns) == raw.columns:
        return [Section(table=raw.table, family=before.family, columns=before.columns, rows=rows,
                        own_header=False)]
    columns = _columns_by_content(rows)
    return [Section(table=raw.table, family="item" if columns else None,
                    columns=columns or _unnamed(raw.columns), rows=rows, own_header=False)]


def _completed(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """Columns of a damaged header, those without a role by what they hold."""
    held = _columns_by_content(rows)
    roles = {c.role for c in columns}
    return tuple(h if c.role is None and h.role and h.role not in roles else c
                 for c, h in zip(columns, held, strict=False)) if held else columns


def _unnamed(count: int) -> tuple[Column, ...]:
    return tuple(Column(number=n, header="") for n in range(count))


def _columns_by_content(rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """Columns of a table that lost its header: codes, then titles, then the longest text."""
    if len(rows) < 5 or len(rows[0].cells) < 3:
        return ()
    texts = [[row.cells[n].text for row in rows] for n in range(len(rows[0].cells))]
    readings = [item_code(text) for text in texts[0]]
    if sum(r is not None and not r.plain for r in readings) < 0.6 * len(rows):
        return ()
    sizes = [sum(map(len, column)) for column in texts]
    longest = max(range(2, len(texts)), key=lambda n: sizes[n])
    roles = {0: "code", 1: "title", longest: "component"}
    return tuple(Column(number=n, header="", role=roles.get(n), rules=("column.by_content",),
                        confidence=0.7) for n in range(len(texts)))


def with_code_column(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """The columns with the one whose cells are nearly all lettered codes as that of the codes.

    A column headed as the codes' that only counts the rows becomes an "ordinal".
    """
    shares = {c.number: _lettered_share(rows, c.number) for c in columns}
    best = max(shares, key=lambda n: (shares[n], -n), default=None)
    named = [c.number for c in columns if c.role == "code"]
    least = max((_filled(rows, n) for n in named), default=_FEW if len(rows) > _FEW else 1)
    few = best is not None and _filled(rows, best) < least
    if best is None or shares[best] < _CODES or few or any(shares[n] >= _CODES for n in named):
        return columns if len(named) < 2 else _one_code_column(columns, named, shares)
    found = {"role": "code", "rules": ("column.by_content",), "confidence": 0.95}
    return tuple(c.model_copy(update=found) if c.number == best else _not_code(c) for c in columns)


def _one_code_column(columns: tuple[Column, ...], named: list[int],
                     shares: dict[int, float]) -> tuple[Column, ...]:
    best = max(named, key=lambda n: (shares[n], -n))
    return tuple(c if c.number == best else _not_code(c) for c in columns)


def _not_code(column: Column) -> Column:
    return column.model_copy(update={"role": "ordinal"}) if column.role == "code" else column


def _filled(rows: tuple[Row, ...], column: int) -> int:
    """How many cells of a column hold text."""
    return sum(bool(r.cells[column].text.strip()) for r in rows)


def _lettered_share(rows: tuple[Row, ...], column: int) -> float:
    """Share of the filled cells of a column that print an item code with its letter."""
    texts = [r.cells[column].text for r in rows if r.cells[column].text.strip()]
    readings = [item_code(text) for text in texts]
    return sum(r is not None and not r.plain for r in readings) / len(texts) if texts else 0.0


@cache
def _families() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    rows = sorted(table("families"), key=lambda r: int(r["value"]))
    return tuple((r["canonical"], tuple(frozenset(n.split("+")) for n in r["needs"].split("|")))
                 for r in rows)


def _family(columns: tuple[Column, ...]) -> str | None:
    """The family whose roles the columns have."""
    roles = frozenset(c.role for c in columns if c.role)
    roles |= {"by_instrument"} if any("column.instrument" in c.rules for c in columns) else set()
    return next((name for name, needs in _families() if any(_has(roles, n) for n in needs)), None)


def _has(roles: frozenset[str], needs: frozenset[str]) -> bool:
    """True where all needed roles are there and none that "!" forbids ("!unit")."""
    forbidden = {n[1:] for n in needs if n.startswith("!")}
    return {n for n in needs if n[0] != "!"} <= roles and not forbidden & roles
