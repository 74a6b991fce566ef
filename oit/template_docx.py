"""A blank form as a Word document: landscape A4, header row repeated, headings merged."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from oit.template import FALLBACKS, FONT, Heading, ItemRow, Template

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

EPOCH = datetime(2000, 1, 1)  # one fixed moment: the same template, the same bytes
SIZE, SMALL, LARGE = 14, 12, 18
COLOURS = {"indicator": "BDD7EE", "subindicator": "DDEBF7", "group": "F2F2F2"}
HEADER = "D9D9D9"
FONTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="DE"/>'
    '<w:family w:val="swiss"/></w:font></w:fonts>'
)


def docx_bytes(blank: Template) -> bytes:
    """The document of a template."""
    document = docx.Document()
    _page(document)
    _fonts(document)
    for title in blank.titles:
        _written(document.add_paragraph(), title, bold=True, size=LARGE, centre=True)
    document.paragraphs[-1].paragraph_format.space_after = Pt(6)
    table = document.add_table(rows=0, cols=len(blank.columns))
    table.style = "Table Grid"
    _grid(table, blank)
    _header(table, blank)
    for row in blank.rows:
        if isinstance(row, Heading):
            _heading(_added(table), row)
        else:
            _item(_added(table), row, blank)
    return _repacked(document)


def _page(document: Document) -> None:
    """A4 across with narrow margins, and the page number below."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.2)
    section.top_margin, section.bottom_margin = Cm(1.3), Cm(1.5)
    section.footer_distance = Cm(0.7)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(footer.add_run("หน้า "), "PAGE")
    properties = document.core_properties
    properties.created = properties.modified = EPOCH
    properties.author, properties.comments, properties.title = "", "", ""
    properties.last_modified_by, properties.revision = "", 1


def _field(run: Run, code: str) -> None:
    """A field that Word works out, behind the words of a run."""
    for kind, text in (("begin", None), (None, code), ("end", None)):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)


def _fonts(document: Document) -> None:
    """One Thai font for everything, with the fonts to take where a computer has it not."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    properties = style.element.get_or_add_rPr()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        properties.rFonts.set(qn(kind), FONT)
    _child(properties, "w:szCs", str(2 * SIZE))
    language = OxmlElement("w:lang")
    language.set(qn("w:bidi"), "th-TH")
    properties.append(language)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1
    part = document.part.part_related_by(REL.FONT_TABLE)
    xml = FONTS.format(name=FONT, others=",".join(FALLBACKS))
    part._blob = xml.encode()


def _child(parent: Any, name: str, value: str) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    parent.append(element)


def _grid(table: Table, blank: Template) -> None:
    """Fixed widths: Word must not fit the columns to what is typed."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, described in zip(table.columns, blank.columns, strict=True):
        column.width = Cm(described.width)


def _header(table: Table, blank: Template) -> None:
    """One header row, or two where columns stand in groups, printed on each page."""
    rows = [_added(table) for _ in range(1 + blank.grouped)]
    cells = [_cells(row, blank) for row in rows]
    for row in rows:
        _mark(row, "w:tblHeader")
        _mark(row, "w:cantSplit")
    for number, column in enumerate(blank.columns):
        own = cells[-1][number] if column.group else cells[0][number]
        if blank.grouped and not column.group:
            own = cells[0][number].merge(cells[-1][number])
        _header_cell(own, column.header, column.note)
    for group in dict.fromkeys(c.group for c in blank.columns if c.group):
        numbers = [n for n, column in enumerate(blank.columns) if column.group == group]
        _header_cell(cells[0][numbers[0]].merge(cells[0][numbers[-1]]), group)


def _added(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx has no type here
    return row


def _header_cell(cell: _Cell, text: str, note: str = "") -> None:
    _shade(cell, HEADER)
    _child(cell._tc.get_or_add_tcPr(), "w:vAlign", "center")
    _written(cell.paragraphs[0], text, bold=True, centre=True)
    if note:
        _written(cell.add_paragraph(), note, size=SMALL, centre=True)


def _heading(row: _Row, heading: Heading) -> None:
    """A row merged over the table that stays with the row below it."""
    cells = row.cells
    cell = cells[0].merge(cells[-1])
    _shade(cell, COLOURS[heading.level])
    _written(cell.paragraphs[0], heading.text, bold=True)
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    _mark(row, "w:cantSplit")


def _item(row: _Row, item: ItemRow, blank: Template) -> None:
    """Code, title and facts; the other cells wait for the officer."""
    cells = _cells(row, blank)
    _mark(row, "w:cantSplit")
    _written(cells[0].paragraphs[0], item.code, centre=True)
    _written(cells[1].paragraphs[0], item.title)
    for number, fact in enumerate(item.facts):
        own = cells[2].paragraphs[0] if number == 0 else cells[2].add_paragraph()
        _written(own, f"- {fact}")
    for cell, column in zip(cells, blank.columns, strict=True):
        if column.choices:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _cells(row: _Row, blank: Template) -> tuple[_Cell, ...]:
    """The cells of a new row, each as wide as its column."""
    cells = row.cells
    for cell, column in zip(cells, blank.columns, strict=True):
        cell.width = Cm(column.width)
    return cells


def _written(paragraph: Paragraph, text: str, *, bold: bool = False, size: int = 0,
             centre: bool = False) -> None:
    """Text in a paragraph; Thai letters take the size and weight of complex scripts."""
    run = paragraph.add_run(text)
    properties = run._r.get_or_add_rPr()
    if bold:
        run.bold = True
        properties.append(OxmlElement("w:bCs"))
    if size:
        run.font.size = Pt(size)
        _child(properties, "w:szCs", str(2 * size))
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _repacked(document: Document) -> bytes:
    """The saved document with fixed times in its archive: the same template, the same bytes."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
