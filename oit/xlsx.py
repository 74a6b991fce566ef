"""A workbook of plain tables as Office Open XML (ECMA-376), written part by part.

Every cell is a text or a number, and the first row of a sheet is its header. The bytes of a sheet
are those that xlsxwriter makes of the same rows, as a test sees; a row that is written at once
takes a fifth of the time of its cells. The same rows give the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from shutil import copyfileobj
from string import ascii_uppercase
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from oit.outcome import Scalar

MAX_CHARACTERS = 32_767  # of a cell, in UTF-16 units
FITS = MAX_CHARACTERS // 2  # letters, each of which may take two units
CUT = " … [ตัดให้สั้นลง ดูข้อความเต็มใน CSV / cut, see the CSV]"
IN_MEMORY = 2**18  # bytes of the rows of a sheet; more of them wait on disk
LEVEL = 3  # a third of the time of 6, which zlib takes of itself, for a book a fifth larger
LETTERS = [*ascii_uppercase, *(a + b for a in ascii_uppercase for b in ascii_uppercase)]

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in XML 1.0
_ODD = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]").search  # escaped or left out
_LIKE_AN_ESCAPE = re.compile("(_x[0-9A-Fa-f]{4}_)")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = (
    f'{_XML}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><dimension ref="A1:{{end}}"/>'
    '<sheetViews><sheetView{selected} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView>'
    '</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
)
_AFTER_ROWS = (
    '</sheetData><autoFilter ref="{range}"/><pageMargins left="0.7" right="0.7" top="0.75" '
    'bottom="0.75" header="0.3" footer="0.3"/></worksheet>'
)
_WINDOW = (
    '<bookViews><workbookView xWindow="240" yWindow="15" windowWidth="16095" '
    'windowHeight="9660"/></bookViews>'
)
HEADER, TEXT, NUMBER = 1, 2, 3  # the formats of cells, by their place in `cellXfs`
_STYLES = (  # "@" keeps a cell a text even after someone edits it
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="@"/></numFmts><fonts count="2">'
    '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" '
    'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


class Sheet:
    """A sheet that grows row by row.

    columns: the name of each and its width in letters; folder: where rows wait, in a file that
    has no name, or none for long.
    """

    def __init__(self, name: str, columns: Sequence[tuple[str, int]], folder: Path) -> None:
        self.name, self.columns, self.rows, self.last = name, columns, 0, 0
        self.body: IO[bytes] = SpooledTemporaryFile(IN_MEMORY, dir=str(folder))  # noqa: SIM115
        self.append([column for column, _ in columns], HEADER)

    def append(self, values: Sequence[Scalar], style: int = TEXT) -> None:
        """Write a row; one without any value only takes its place."""
        self.rows += 1
        cells = [
            f'<c r="{letters}{self.rows}" s="{style}" t="inlineStr"><is>{_text(value)}</is></c>'
            if isinstance(value, str) else
            f'<c r="{letters}{self.rows}" s="{NUMBER}"><v>{value:.16G}</v></c>'
            for letters, value in zip(LETTERS, values, strict=False) if value is not None]
        if cells:
            self.last = self.rows
            self.body.write(f'<row r="{self.rows}">{"".join(cells)}</row>'.encode())

    def range(self, sign: str = "") -> str:
        """The cells under the filter buttons ("A1:E31"); sign: "$" before what stays fixed."""
        end = LETTERS[len(self.columns) - 1]
        return f"{sign}A{sign}1:{sign}{end}{sign}{max(self.rows, 2)}"

    def write_into(self, book: ZipFile, number: int) -> None:
        """Write the sheet as a part of a book; number: 1-based."""
        before = _SHEET.format(
            end=f"{LETTERS[len(self.columns) - 1]}{self.last}", columns="".join(self._columns()),
            selected=' tabSelected="1"' if number == 1 else "").encode()
        after = _AFTER_ROWS.format(range=self.range()).encode()
        info = _part(f"xl/worksheets/sheet{number}.xml")
        info.file_size = len(before) + self.body.tell() + len(after)
        self.body.seek(0)
        with self.body, book.open(info, "w") as part:
            part.write(before)
            copyfileobj(self.body, part)
            part.write(after)

    def close(self) -> None:
        """Drop the rows that wait."""
        self.body.close()

    def _columns(self) -> Iterator[str]:
        """The widths; columns side by side that have the same are told together."""
        numbered = enumerate(self.columns, 1)
        for letters, group in groupby(numbered, key=lambda column: column[1][1]):
            numbers = [number for number, _ in group]
            width = int((letters * 7 + 5) / 7 * 256) / 256  # a digit is 7 pixels wide, the margin 5
            yield (f'<col min="{numbers[0]}" max="{numbers[-1]}" width="{width:.16G}" '
                   'customWidth="1"/>')


def write_book(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets as a workbook, in their order."""
    with ZipFile(path, "w") as book:
        for name, text in _parts(sheets).items():
            book.writestr(_part(name), text)
        for number, sheet in enumerate(sheets, 1):
            sheet.write_into(book, number)


def _part(name: str) -> ZipInfo:
    """A file in the book, of 1980 like all of them."""
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    info._compresslevel = LEVEL  # type: ignore[attr-defined]  # `compress_level` from Python 3.13
    return info


def _parts(sheets: Sequence[Sheet]) -> dict[str, str]:
    """What a book needs beside its sheets."""
    numbers = range(1, len(sheets) + 1)
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in [("workbook", "sheet.main"), ("styles", "styles"),
                           *((f"worksheets/sheet{n}", "worksheet") for n in numbers)])
    listed = "".join(f'<sheet name="{sheet.name}" sheetId="{n}" r:id="rId{n}"/>'
                     for n, sheet in zip(numbers, sheets, strict=True))
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n - 1}" hidden="1">'
        f"{_quoted(sheet.name)}!{sheet.range('$')}</definedName>"
        for n, sheet in sorted(zip(numbers, sheets, strict=True), key=lambda one: one[1].name))
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": (
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{_WINDOW}'
            f"<sheets>{listed}</sheets><definedNames>{filters}</definedNames></workbook>"),
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in numbers}
            | {f"rId{len(sheets) + 1}": ("styles", "styles.xml")}),
        "xl/styles.xml": _STYLES,
    }


def _quoted(name: str) -> str:
    """The name of a sheet as it stands before a range."""
    return f"'{name}'" if " " in name else name


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    """Which parts belong to one: id, kind and target of each."""
    told = "".join(f'<Relationship Id="{own}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
                   for own, (kind, target) in targets.items())
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _text(text: str) -> str:
    """The text of a cell; white space at its ends is to be kept."""
    if _ODD(text) or "_x" in text or len(text) > FITS:  # hardly any
        text = _escaped(safe(text))
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    return f"<t{kept}>{text}</t>"


def _escaped(text: str) -> str:
    text = _LIKE_AN_ESCAPE.sub(r"_x005F\1", text).replace("\r", "_x000D_")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def safe(text: str) -> str:
    """The text as a cell can hold it: no control characters, not too long.

    Example: "O1\\x0b รายชื่อ" loses the vertical tab that Word leaves for a line break.
    """
    text = ILLEGAL.sub("", text)
    return _cut(text) if is_too_long(text) else text


def is_too_long(text: str) -> bool:
    """True for a text that a cell of a workbook cannot hold in full."""
    return len(text) > FITS and len(text.encode("utf-16-le")) > 2 * MAX_CHARACTERS


def _cut(text: str) -> str:
    """As much of the text as fits with the note that it was cut."""
    room = 2 * (MAX_CHARACTERS - len(CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT
