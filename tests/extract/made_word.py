"""Pieces of Word documents, written as their own XML."""

from __future__ import annotations

from collections.abc import Callable

from schema.table import Cell, RawDocument, RawParagraph, RawTable

ReadDocx = Callable[..., RawDocument]
Texts = Callable[[RawTable], list[list[str | None]]]

THAI_FONT = "TH SarabunIT๙"
FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:cs="{0}"/>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def line(text: str) -> str:
    return paragraph(run(text))


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<w:") else line(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def only_cell(document: RawDocument) -> Cell:
    (only,) = document.tables
    found = only.rows[0][0]
    assert found is not None
    return found


def only_paragraph(document: RawDocument) -> RawParagraph:
    (only,) = document.blocks
    assert isinstance(only, RawParagraph)
    return only


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def style(name: str, font: str, based_on: str = "", kind: str = "paragraph", more: str = "") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inner = f"{parent}<w:rPr>{FONT.format(font) if font else ''}</w:rPr>"
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}>{inner}</w:style>'
