"""Reader of old workbooks (.xls): the same tables as of an .xlsx, read through xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NoReturn

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Cell as StoredCell
from xlrd.sheet import Sheet as StoredSheet

from extract.sheet_formats import BUILT_IN
from extract.sheet_links import Links
from extract.sheet_pieces import Printer
from extract.sheet_styles import Font, Run, Style, unescaped
from extract.sheet_table import (
    SQUARES_LIMIT,
    Range,
    Sheet,
    blocks_of,
    hidden_sheet,
    notices_of,
    too_large,
)
from extract.word_pieces import Passage
from extract.word_styles import is_red
from schema.errors import Encrypted, NotReadable
from schema.table import Block, Notice, RawDocument

MEDIA_TYPE = "application/vnd.ms-excel"
#: What xlrd raises on damaged bytes: its own two errors, and those of code that trusts offsets.
_DAMAGES = (
    XLRDError,
    CompDocError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    UnboundLocalError,
    ValueError,
)


def read(data: bytes) -> RawDocument:
    """An .xls as tables and paragraphs; places name the sheet and the cell."""
    book = _opened(data)
    printer = Printer(book.datemode == 1)
    blocks: list[Block] = []
    notices: list[Notice] = []
    numbers = count(1)
    for number, name in enumerate(book.sheet_names()):
        stored = _stored(book, number)
        if stored.visibility:
            notices.append(hidden_sheet(name))
            continue
        sheet = _sheet(book, stored, printer)
        blocks += blocks_of(sheet, numbers)
        notices += notices_of(sheet)
    return RawDocument(
        reader="xls",
        media_type=MEDIA_TYPE,
        blocks=tuple(blocks),
        notices=(*notices, *printer.notices()),
    )


def _opened(data: bytes) -> Book:
    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
    except _DAMAGES as error:
        _refuse(error)


def _stored(book: Book, number: int) -> StoredSheet:
    try:
        return book.sheet_by_index(number)
    except _DAMAGES as error:
        _refuse(error)


def _refuse(error: Exception) -> NoReturn:
    found = " ".join(str(error).split()) or type(error).__name__
    if "encrypted" in found.casefold():
        raise Encrypted(
            "ไฟล์มีรหัสผ่าน ให้เปิดแล้วบันทึกใหม่โดยไม่ใส่รหัสผ่าน",
            "the file asks for a password: open it and save it without one",
        ) from error
    raise NotReadable(
        f"ไฟล์ Excel เสียหายหรือมาไม่ครบ ({found}) ให้เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx",
        f"the Excel file is damaged or cut off ({found}): open it in Excel and save it as .xlsx",
    ) from error


def _sheet(book: Book, stored: StoredSheet, printer: Printer) -> Sheet:
    """The squares of a sheet; xlrd counts rows and columns from 0 and ends ranges outside."""
    sheet = Sheet(stored.name)
    sheet.merged = [Range(r0 + 1, c0 + 1, r1, c1) for r0, r1, c0, c1 in stored.merged_cells]
    sheet.hidden_rows = {r + 1 for r, info in stored.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {c + 1 for c, info in stored.colinfo_map.items() if info.hidden}
    for row in range(stored.nrows):
        for column, cell in enumerate(stored.row(row)):
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) and cell.value != "":
                found = _passage(book, stored, (row, column), cell, printer)
                sheet.cells[row + 1, column + 1] = found
        if len(sheet.cells) > SQUARES_LIMIT:
            raise too_large(sheet.name, f"> {SQUARES_LIMIT:,} cells")
    _add_links(sheet, stored)
    return sheet


def _passage(
    book: Book, stored: StoredSheet, at: tuple[int, int], cell: StoredCell, printer: Printer
) -> Passage:
    style = _style(book, cell.xf_index)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return printer.number(float(cell.value), style)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return printer.words([Run("TRUE" if cell.value else "FALSE")], style)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        text = error_text_from_code.get(int(cell.value), "#N/A")
        return printer.words([Run(text)], style)
    cuts = stored.rich_text_runlist_map.get(at, [])
    return printer.words(list(_runs(book, str(cell.value), cuts)), style)


def _runs(book: Book, text: str, cuts: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The runs of a text; each cut gives where a run begins and the number of its font."""
    starts = [(0, None), *cuts]
    ends = [start for start, _ in cuts] + [len(text)]
    for (start, font), end in zip(starts, ends, strict=True):
        if start < end:
            words = unescaped(text[start:end])
            yield Run(words, None if font is None else _font(book, font))


def _style(book: Book, number: int | None) -> Style:
    if number is None or not 0 <= number < len(book.xf_list):
        return Style()
    xf = book.xf_list[number]
    found = book.format_map.get(xf.format_key)
    code = BUILT_IN.get(xf.format_key) or (found.format_str if found else "General")
    return Style(code, _font(book, xf.font_index))


def _font(book: Book, number: int) -> Font:
    if not 0 <= number < len(book.font_list):
        return Font()
    font = book.font_list[number]
    rgb = book.colour_map.get(font.colour_index)
    return Font(
        name=font.name,
        red=rgb is not None and is_red(bytes(rgb).hex()),
        struck=bool(font.struck_out),
    )


def _add_links(sheet: Sheet, stored: StoredSheet) -> None:
    links = Links(sheet)
    for link in stored.hyperlink_list:
        row, column = (link.frowx or 0) + 1, (link.fcolx or 0) + 1
        anchor = f"#{link.textmark}" if link.textmark else ""
        address = _words(link.url_or_path) + anchor
        if address:
            links.add(Range(row, column, row, column), address)
    links.put()


def _words(path: str | bytes | None) -> str:
    return path.decode("cp874", "replace") if isinstance(path, bytes) else path or ""
