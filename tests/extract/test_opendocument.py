"""OpenDocument texts and sheets: what is printed, and blank ends that repeat without end."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from extract.kinds import kind_of
from extract.opendocument import read
from extract.reader import read_document
from schema.errors import Encrypted, NotReadable, OitError, TooLarge
from schema.table import Cell, Link, Mark, RawDocument, RawParagraph, RawTable

Texts = Callable[[RawTable], list[list[str | None]]]
BASE = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{short}="{BASE}{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "form": "form",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
NAMESPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:loext="urn:org:documentfoundation"'


def packed(kind: str, body: str, styles: str = "", **members: str) -> bytes:
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", media_type)
        for name, data in {"content.xml": content, **members}.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def text(body: str, styles: str = "") -> RawDocument:
    return read(packed("text", body, styles))


def sheet(rows: str, styles: str = "", attributes: str = "") -> RawDocument:
    table = f'<table:table table:name="แบบ"{attributes}>{rows}</table:table>'
    return read(packed("spreadsheet", table, styles))


def cell(content: str, attributes: str = "") -> str:
    return f"<table:table-cell{attributes}><text:p>{content}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def lines(document: RawDocument) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, RawParagraph)]


def only(content: str, styles: str = "") -> Cell:
    document = text(f"<table:table>{row(cell(content), cell('ข'))}</table:table>", styles)
    found = document.tables[0].rows[0][0]
    assert found is not None
    return found


def test_blocks_in_the_order_of_the_document(texts: Texts) -> None:
    document = text(
        "<text:h>แบบ<text:s text:c='2'/>รายงาน<text:line-break/>ปี</text:h><text:section>"
        f"<table:table>{row(cell('ก'), cell('ข'))}</table:table></text:section><text:p/>"
        "<text:p>ก่อน<text:note><text:note-body><text:p>เชิงอรรถ</text:p></text:note-body>"
        "</text:note>หลัง</text:p>"
    )
    assert lines(document) == ["แบบ  รายงาน\nปี", "ก่อนหลัง", "เชิงอรรถ"]
    assert texts(document.tables[0]) == [["ก", "ข"]]
    assert [n.rule for n in document.notices] == ["odf.note"]
    assert (document.reader, document.media_type) == (
        "odt",
        "application/vnd.oasis.opendocument.text",
    )


def test_merged_cells_and_repeated_ones(texts: Texts) -> None:
    covered = "<table:covered-table-cell/>"
    down, across = ' table:number-rows-spanned="2"', ' table:number-columns-spanned="2"'
    header = row(cell("ที่", down), cell("ผล", across), covered)
    document = text(
        f"<table:table><table:table-header-rows>{header}</table:table-header-rows>"
        + row(covered, cell("ทำ"), cell("ไม่ทำ"))
        + row(cell("-", ' table:number-columns-repeated="3"'))
        + "</table:table>"
    )
    (table,) = document.tables
    assert texts(table) == [["ที่", "ผล", None], [None, "ทำ", "ไม่ทำ"], ["-", "-", "-"]]
    assert table.header_rows == 1


@pytest.mark.parametrize(("line", "struck"), [("type", True), ("style", True), ("width", False)])
def test_a_line_through_is_told_by_its_type_or_style(line: str, struck: bool) -> None:
    """Spreadsheets give the type alone, texts the style."""
    style = ('<style:style style:name="S" style:family="text">'
             f'<style:text-properties style:text-line-through-{line}="single"/></style:style>')
    marks = only('<text:span text:style-name="S">ตัด</text:span> คง', style).marks
    assert [(m.kind, m.text) for m in marks] == ([("struck", "ตัด")] if struck else [])


def test_marks_links_boxes_and_fonts() -> None:
    styles = (
        '<style:font-face style:name="W" svg:font-family="Wingdings"/>'
        + "".join(
            f'<style:style style:name="{name}" style:family="text">'
            f"<style:text-properties {properties}/></style:style>"
            for name, properties in {
                "R": 'fo:color="#c00000"',
                "S": 'style:text-line-through-style="solid"',
                "W": 'style:font-name="W"',
                "T": 'fo:font-family="TH SarabunIT๙"',
            }.items()
        )
        + '<style:style style:name="RS" style:family="text" style:parent-style-name="R">'
        '<style:text-properties style:text-line-through-style="none"/></style:style>'
    )

    def span(style: str, words: str) -> str:
        return f'<text:span text:style-name="{style}">{words}</text:span>'

    marked = only(span("R", "แดง") + " " + span("S", "ตัด") + " " + span("RS", "อีก"), styles)
    assert [(m.kind, m.text) for m in marked.marks] == [
        ("red", "แดง"),
        ("red", "อีก"),
        ("struck", "ตัด"),
    ]
    tick = only(span("W", "\uf0fc"), styles)
    assert (tick.text, tick.layer) == ("✓", "\uf0fc")
    assert only(span("T", "2567"), styles).text == "๒๕๖๗"
    link = only('<text:a xlink:href="https://a.go.th">หน้าเว็บ</text:a>')
    assert link.links == (Link(text="หน้าเว็บ", target="https://a.go.th"),)
    control = "loext:content-control"
    box = f'<{control} loext:checkbox="true" loext:checked="true">☒</{control}> ทำ'
    assert only(box).text == "☑ ทำ"


def test_tracked_changes() -> None:
    """Deleted words are a mark, not text; inserted ones are both."""
    document = text(
        '<text:tracked-changes><text:changed-region text:id="d"><text:deletion><text:p>๒๕๖๕'
        '</text:p></text:deletion></text:changed-region><text:changed-region text:id="i">'
        "<text:insertion/></text:changed-region></text:tracked-changes><text:p>ปี "
        '<text:change text:change-id="d"/><text:change-start text:change-id="i"/>๒๕๖๖'
        '<text:change-end text:change-id="i"/> นี้</text:p>'
    )
    (block,) = document.blocks
    assert isinstance(block, RawParagraph)
    assert block.text == "ปี ๒๕๖๖ นี้"
    assert block.marks == (Mark(kind="inserted", text="๒๕๖๖"), Mark(kind="deleted", text="๒๕๖๕"))


LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="๑, ๒, ๓, ..." style:num-suffix="."/><text:list-level-style-number '
    'text:level="2" style:num-format="ก, ข, ..." style:num-prefix="(" style:num-suffix=")"/>'
    '</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet '
    'text:level="1" text:bullet-char="-"/></text:list-style>'
)


def test_lists() -> None:
    def item(words: str, inner: str = "") -> str:
        return f"<text:list-item><text:p>{words}</text:p>{inner}</text:list-item>"

    inner = f"<text:list>{item('ข้างใน')}{item('ข้างใน')}</text:list>"
    document = text(
        f'<text:list text:style-name="L">{item("หนึ่ง", inner)}{item("สอง", inner)}</text:list>'
        f'<text:list text:style-name="B">{item("จุด")}</text:list>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("สาม")}</text:list>'
        f'<text:list text:style-name="L">{item("ใหม่")}</text:list>',
        LISTS,
    )
    assert lines(document) == [
        "๑. หนึ่ง",
        "(ก) ข้างใน",
        "(ข) ข้างใน",
        "๒. สอง",
        "(ก) ข้างใน",
        "(ข) ข้างใน",
        "- จุด",
        "๓. สาม",
        "๑. ใหม่",
    ]


def test_sheet_with_endless_blank_ends(texts: Texts) -> None:
    """Displayed text, merged cells, hidden parts; a million blank rows and columns cost nothing."""
    blank = '<table:table-cell table:number-columns-repeated="16382"/>'
    begin = time.process_time()
    document = sheet(
        '<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:visibility="collapse"/>'
        + row(cell("ข้อ"), cell("ชื่อ"), blank)
        + row(
            cell(" 01 ", ' office:value-type="float"'),
            cell("ก", ' table:number-columns-spanned="2"'),
            cell("ทับ"),
            cell("ซ่อน"),
        )
        + row(cell("x"), cell("y"), attributes=' table:visibility="filter"')
        + row(cell("2"), cell("ข"), attributes=' table:number-rows-repeated="2"')
        + row(blank, attributes=' table:number-rows-repeated="1048000"')
    )  # fmt: skip
    assert time.process_time() - begin < 2
    (table,) = document.tables
    assert texts(table) == [["ข้อ", "ชื่อ"], ["01", "ก"], ["2", "ข"], ["2", "ข"]]
    last = table.rows[3][1]
    assert last is not None
    assert (last.place.sheet, last.place.cell) == ("แบบ", "B5")
    assert document.reader == "ods"
    assert {n.rule for n in document.notices} == {"sheet.hidden_rows", "sheet.hidden_columns"}


def test_hidden_sheet() -> None:
    styles = (
        '<style:style style:name="H" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    document = sheet(row(cell("ก"), cell("ข")), styles, ' table:style-name="H"')
    assert document.blocks == ()
    assert [n.rule for n in document.notices] == ["sheet.hidden"]


def test_filled_without_end() -> None:
    with pytest.raises(TooLarge):
        sheet(row(cell("ก"), cell("ข"), attributes=' table:number-rows-repeated="1048576"'))
    with pytest.raises(TooLarge):
        text(f"<table:table>{row(cell('ก')) * 500}</table:table>".replace(
            "<table:table-cell", '<table:table-cell table:number-columns-repeated="999999"'
        ))  # fmt: skip


def test_passwords_and_damage() -> None:
    manifest = {"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}
    with pytest.raises(Encrypted):
        read(packed("text", "", **manifest))
    with pytest.raises(NotReadable):
        read(packed("text", "<text:p>"))
    assert kind_of(packed("spreadsheet", "")) == "ods"


def test_flipped_bytes_never_crash(tmp_path: Path) -> None:
    whole = packed("text", f"<table:table>{row(cell('ก'), cell('ข'))}</table:table>")
    path = tmp_path / "flipped.odt"
    for at in range(0, len(whole), 5):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with suppress(OitError):
            read_document(path)
