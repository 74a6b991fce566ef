"""Which family of form a table belongs to, and where its headers stand.

A document becomes a run of parts in reading order: paragraphs and sections. A section is a piece
of a table under one header; a repeated header begins none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.cards import upright
from normalize.codes import item_code
from normalize.columns import Column, Grid, columns_of, header_rows
from normalize.cutbypages import without_cut_header
from normalize.families import family_of
from normalize.heldcolumns import columns_by_content, completed, with_code_column
from normalize.repeatedheaders import counts_columns, is_rest, same_header
from schema.table import Block, Cell, Frozen, RawDocument, RawParagraph, RawTable

GridRow = tuple[Cell | None, ...]
_EMPTY = Cell()
_HEADER_ROWS = 3  # a longer table is no half of a header


@dataclass(frozen=True, slots=True)
class Row:
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
    before: Section | None = None
    for block in _with_whole_headers(document.blocks):
        if isinstance(block, RawParagraph):
            out.append(block)
            continue
        for part in _table_parts(block, before):
            out.append(part)
            before = _last_headed(part, before)
    return tuple(out)


def _last_headed(part: Part, before: Section | None) -> Section | None:
    """The section whose columns go on behind a part, with the header printed over them."""
    if not isinstance(part, Section) or not part.family:
        return before
    if part.header or before is None:
        return part
    return part.model_copy(update={"header": before.header})


def _with_whole_headers(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which a header that a blank line cut in two, or that stands left, is on top."""
    out: list[Block] = []
    for given in blocks:
        block = upright(given) if isinstance(given, RawTable) else given
        above = out[-1] if out else None
        if isinstance(above, RawTable) and isinstance(block, RawTable):
            above, block = without_cut_header(above, block)
            out[-1] = above
        if isinstance(above, RawTable) and isinstance(block, RawTable) and _halves(above, block):
            out[-1] = above.model_copy(update={"rows": (*above.rows, *block.rows)})
        else:
            out.append(block)
    return out


def _halves(above: RawTable, below: RawTable) -> bool:
    """True where a table is but a header, and the next one begins with its lower row."""
    count = len(above.rows)
    if count > _HEADER_ROWS or above.columns != below.columns or not below.rows:
        return False
    wide, first = _header_grid(printed_rows(above)), _header_grid(printed_rows(below)[:1])
    return header_rows(wide, 0) == count and header_rows((*wide, *first), 0) == count + 1


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


def _header_grid(rows: tuple[Row, ...]) -> Grid:
    """The texts that decide a header: a cell that spans columns heads each of them."""
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
    rows = printed_rows(raw)
    grid, wide = _grid(rows), _header_grid(rows)
    starts = _headers(grid, wide, raw.header_rows)
    if not starts:
        return _headless(raw, rows, before)
    first = starts[0][0]
    out: list[Part] = _above(raw, rows[:first], before)
    for n, (start, count) in enumerate(starts):
        end = starts[n + 1][0] if n + 1 < len(starts) else len(rows)
        last = _without_titles(rows, start + count, end) if n + 1 < len(starts) else end
        header, body = rows[start : start + count], rows[start + count : last]
        body = body[1:] if body and counts_columns([c.text for c in body[0].cells]) else body
        body = _without_lower_headers(body, header)
        columns = with_code_column(_columns(wide, start, count, before), _grid(body))
        columns = columns if family_of(columns) else completed(columns, _grid(body))
        section = Section(table=raw.table, family=family_of(columns), columns=columns, rows=body,
                          header=header)
        before = _last_headed(section, before)
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
        if starts and at == sum(starts[-1]) and is_rest(wide, at, starts[-1][0]):
            count = 0
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
    if before is not None and _goes_on(raw, rows, before):
        rows = tuple(_padded(row, len(before.columns)) for row in rows)
        body = _without_lower_headers(rows, before.header)
        return [Section(table=raw.table, family=before.family, own_header=False, rows=body,
                        columns=with_code_column(before.columns, _grid(body)))]
    columns = columns_by_content(_grid(rows))
    return [Section(table=raw.table, family="item" if columns else None,
                    columns=columns or _unnamed(raw.columns), rows=rows, own_header=False)]


def _goes_on(raw: RawTable, rows: tuple[Row, ...], before: Section) -> bool:
    """True for a table under the columns of the one before: as wide, or a text cut at its right.

    An editor that strips the ends of lines takes the empty last cells of a text's rows; such rows
    still begin with their codes, from the first on: no words of another header stand above them.
    """
    if raw.columns >= len(before.columns) or raw.place.line is None:
        return raw.columns == len(before.columns)
    key = next((c.number for c in before.columns if c.role == "code"), raw.columns)
    filled = [row.cells[key].text for row in rows if key < raw.columns and _text_count(row) > 1]
    read = [item_code(text) is not None for text in filled]
    return bool(read) and read[0] and sum(read) > len(read) / 2


def _padded(row: Row, width: int) -> Row:
    """A row with empty cells up to a number of columns; they stand where the row does."""
    place = row.cells[-1].place
    more = (Cell(place=place.model_copy(update={"column": n + 1}))
            for n in range(len(row.cells), width))
    return replace(row, cells=(*row.cells, *more))


def _without_lower_headers(rows: tuple[Row, ...], header: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows without those that repeat the lower row of a header alone."""
    lower = [tuple(c.text for c in row.cells) for row in header[1:]]
    grid = _grid(rows)
    return tuple(row for n, row in enumerate(rows)
                 if not any(same_header(grid, n, texts) for texts in lower)) if lower else rows


def _unnamed(count: int) -> tuple[Column, ...]:
    return tuple(Column(number=n, header="") for n in range(count))
