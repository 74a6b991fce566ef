"""Tables that are too wide, too deep, repeat without end or lie over one another; endless words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extract import delimited, lines, opendocument_table, reader, sheet_links, xmlpart
from extract.markup_page import read as read_page
from extract.opendocument import read as read_odf
from extract.pdf import unpacking
from extract.reader import read_document
from extract.sheet import read as read_sheet
from schema.errors import NotReadable, OitError, TooLarge
from schema.table import RawDocument
from tests.extract.conftest import NAMESPACES
from tests.fuzz.seeds import _odf as packed_odf

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COLUMNS = 10_000
WORDS = [f"h{n}" for n in range(COLUMNS)]


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def sheet(rows: str, behind: str = "", before: str = "") -> bytes:
    """A workbook of one sheet."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(**{
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets>'
                           '<sheet name="a" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" '
                                      f'Type="{office}/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{behind}'
                    "</worksheet>",
    })


def cell(words: str, at: str = "") -> str:
    return f'<c{at and f" r={chr(34)}{at}{chr(34)}"} t="inlineStr"><is><t>{words}</t></is></c>'


def text_table(body: str) -> bytes:
    return packed_odf("text", f"<table:table>{body}</table:table>")


def odf_row(words: list[str], attributes: str = "") -> str:
    cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>"
                    for word in words)
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def word(body: str) -> bytes:
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return zipped(**{"word/document.xml": document})


def word_row(words: list[str]) -> str:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in words)
    return f"<w:tr>{cells}</w:tr>"


def sheet_of_rows(rows: list[list[str]]) -> bytes:
    return sheet("".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows))


WIDE = {
    "text": lambda: "\n".join(["\t".join(WORDS)] * 2).encode(),
    "csv": lambda: "\n".join([",".join(WORDS)] * 4).encode(),
    "pipes": lambda: "\n".join(["| " + " | ".join(WORDS) + " |"] * 2).encode(),
    "html": lambda: ("<table>" + ("<tr>" + "".join(f"<td>{w}</td>" for w in WORDS) + "</tr>") * 2
                     + "</table>").encode(),
    "docx": lambda: word(f"<w:tbl>{word_row(WORDS) * 2}</w:tbl>"),
    "xlsx": lambda: sheet_of_rows([WORDS, WORDS]),
    "odt": lambda: text_table(odf_row(WORDS) * 2),
    "ods": lambda: packed_odf("spreadsheet", f"<table:table>{odf_row(WORDS) * 2}</table:table>"),
}


def read(data: bytes, tmp_path: Path) -> RawDocument:
    path = tmp_path / "form"
    path.write_bytes(data)
    return read_document(path)


@pytest.mark.slow
@pytest.mark.parametrize("kind", WIDE)
def test_ten_thousand_columns(kind: str, tmp_path: Path) -> None:
    [table] = read(WIDE[kind](), tmp_path).tables
    assert [c.text for c in table.rows[0] if c] == WORDS


@pytest.mark.slow
def test_ten_thousand_columns_with_separators() -> None:
    data = "\n".join([",".join(f'"{word},"' for word in WORDS)] * 4).encode()
    [table] = delimited.read(data).tables
    assert [c.text for c in table.rows[0] if c] == [f"{word}," for word in WORDS]


DEEP = 100
NESTED = {
    "docx": word("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ก</w:t></w:r></w:p>" * 60
                 + "</w:tc></w:tr></w:tbl>" * 60),
    "docx beyond": word("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ก</w:t></w:r></w:p>" * DEEP
                        + "</w:tc></w:tr></w:tbl>" * DEEP),
    "html": ("<table><tr><td>ก" * 60 + "</td></tr></table>" * 60).encode(),
    "html beyond": ("<table><tr><td>ก" * DEEP + "</td></tr></table>" * DEEP).encode(),
    "odt": packed_odf("text", "<table:table><table:table-row><table:table-cell><text:p>ก</text:p>"
                      * 60 + "</table:table-cell></table:table-row></table:table>" * 60),
    "odt beyond": packed_odf(
        "text", "<table:table><table:table-row><table:table-cell><text:p>ก</text:p>" * DEEP
        + "</table:table-cell></table:table-row></table:table>" * DEEP),
}


@pytest.mark.parametrize("kind", NESTED)
def test_tables_nested_100_deep(kind: str, tmp_path: Path) -> None:
    """Every word is read, or the file is refused with a reason: nothing is lost in silence."""
    if "beyond" in kind:
        with pytest.raises(TooLarge, match="deep"):
            read(NESTED[kind], tmp_path)
        return
    document = read(NESTED[kind], tmp_path)
    words = "".join(block.text for block in document.blocks if hasattr(block, "text"))
    words += "".join(c.text for t in document.tables for row in t.rows for c in row if c)
    assert words.count("ก") == 60


def test_a_million_rows_that_only_the_file_declares() -> None:
    """What a sheet says of its size, and formats without text, cost nothing."""
    data = sheet(f"<row>{cell('ข้อ', 'A1')}{cell('ข้อมูล', 'B1')}</row>"
                 + "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 20_000))
                 + f'<row r="1048576">{cell("ท้าย", "XFD1048576")}</row>',
                 before='<dimension ref="A1:XFD1048576"/>')
    document = read_sheet(data)
    assert [b.text for b in document.blocks if hasattr(b, "text")] == ["ท้าย"]
    assert [(t.columns, len(t.rows)) for t in document.tables] == [(3, 1)]


@pytest.mark.parametrize(("rows", "kinds"), [
    (odf_row(["ก"], ' table:number-rows-repeated="999999999"') * 300,
     ("text", "spreadsheet")),
    ('<table:table-row><table:table-cell table:number-columns-repeated="999999999"><text:p>ก'
     "</text:p></table:table-cell></table:table-row>", ("spreadsheet",)),
    ("<table:table-row>" + '<table:table-cell table:number-columns-repeated="150000"><text:p>ก'
     "</text:p></table:table-cell>" * 300 + "</table:table-row>", ("text", "spreadsheet")),
    ('<table:table-row table:number-rows-repeated="1000"><table:table-cell '
     'table:number-columns-repeated="400" table:number-columns-spanned="900" '
     'table:number-rows-spanned="900"><text:p>ก</text:p></table:table-cell></table:table-row>',
     ("text",)),
], ids=["rows", "columns", "cells", "spans"])
def test_repeats_without_end(rows: str, kinds: tuple[str, ...]) -> None:
    """Texts and sheets are refused before the repeated cells are made."""
    for kind in kinds:
        with pytest.raises(TooLarge):
            read_odf(packed_odf(kind, f"<table:table>{rows}</table:table>"))


def test_hidden_rows_and_columns_end_with_the_sheet() -> None:
    hidden = ('<table:table-row table:visibility="collapse" table:number-rows-repeated="999999999">'
              "<table:table-cell/></table:table-row>") * 500
    columns = ('<table:table-column table:visibility="collapse" '
               'table:number-columns-repeated="16384"/>') * 3000
    odf_sheet = opendocument_table.Sheet("a")
    root = xmlpart.parse(
        (f'<table:table xmlns:table="{opendocument_table.TABLE[1:-1]}">{columns}{hidden}'
         "</table:table>").encode(), "a")
    opendocument_table.sheet_squares(odf_sheet, root, lambda _: opendocument_table.Passage())
    assert len(odf_sheet.hidden_columns) == 16_384
    assert len(odf_sheet.hidden_rows) == 1_048_576


@pytest.mark.parametrize("numbers", ['min="-99999999" max="3"', 'min="1" max="999999999"'])
def test_hidden_columns_of_a_workbook_are_bounded(numbers: str) -> None:
    hidden = f'<cols><col {numbers} hidden="1"/></cols>'
    data = sheet(f"<row>{cell('ข้อ', 'XFD1')}</row>", before=hidden)
    assert len(read_sheet(data).blocks) <= 1


def test_merged_cells_over_one_another() -> None:
    rows = "".join(f"<row>{cell('ก') * 20}</row>" for _ in range(300))
    merged = "".join(f'<mergeCell ref="A{n % 300 + 1}:T300"/>' for n in range(3000))
    with pytest.raises(TooLarge, match="merged"):
        read_sheet(sheet(rows, f"<mergeCells>{merged}</mergeCells>"))


def test_links_over_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_links, "_LOOKED_LIMIT", 9_000)
    rows = "".join(f"<row>{cell('ก') * 20}</row>" for _ in range(100))
    wide = '<hyperlink ref="A1:XFD1048576" location="x"/>' * 5000
    with pytest.raises(TooLarge, match="links"):
        read_sheet(sheet(rows, f"<hyperlinks>{wide}</hyperlinks>"))
    one = '<hyperlink ref="A1" location="x"/>' * 3_000
    [table] = read_sheet(sheet(rows, f"<hyperlinks>{one}</hyperlinks>")).tables
    assert table.rows[0][0] is not None
    assert len(table.rows[0][0].links) == 3_000


def test_numbers_that_are_none() -> None:
    """A sign too many, Thai digits, negative rows: the default, never a ValueError."""
    for number in ("--5", "-", "+5", "²", "1_0", "9" * 30, "-3", "0"):
        data = sheet(f'<row r="{number}">{cell("ก")}{cell("ข")}</row>')
        assert read_sheet(data).tables[0].rows[0][0] is not None


def test_half_a_character_is_none() -> None:
    """Half a pair of UTF-16 could not be written; a whole pair is one character."""
    data = sheet(f"<row>{cell('ก_xD83D_ข')}{cell('_xD83D__xDE00_')}</row>")
    [row] = read_sheet(data).tables[0].rows
    assert [c.text for c in row if c] == ["ก\ufffdข", "\U0001f600"]
    page = "<table><tr><td>ก&#xd800;ข</td><td>ค</td></tr></table>"
    [row] = read_page(page.encode()).tables[0].rows
    assert "".join(c.text for c in row if c).encode()


def test_spans_of_a_page() -> None:
    down = "<table>" + "<tr><td rowspan=1000 colspan=1000>ก</td></tr>" * 2000 + "</table>"
    with pytest.raises(TooLarge, match="too large"):
        read_page(down.encode())
    across = "<table>" + "<tr>" + "<td colspan=1000>ก</td>" * 1000 + "</tr></table>"
    assert read_page(across.encode()).tables[0].columns == 1000


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "utf-7", "undefined",
                                  "rot13", "base64", "zip"])
def test_a_page_in_an_encoding_of_python_alone(name: str) -> None:
    """Such a name is none that a browser knows: the page is read by evidence."""
    page = f'<meta charset="{name}"><table><tr><td>ก\\u0041</td><td>ข</td></tr></table>'
    [row] = read_page(page.encode()).tables[0].rows
    assert [c.text for c in row if c] == ["ก\\u0041", "ข"]


@pytest.mark.parametrize("flood", ["<a/>", '<a b="" c="" d=""/>', "&amp;"])
def test_markup_that_costs_more_memory_than_it_has_letters(
    flood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xmlpart, "ELEMENTS_LIMIT", 1000)
    with pytest.raises(TooLarge):
        xmlpart.parse(f"<x>{flood * 3000}</x>".encode(), "a.xml")


@pytest.mark.parametrize("data", [
    b"x" * 40_001, "ข้อ\tข้อมูล\nO1\t".encode() + "ก".encode() * 1_000_000,
    b"<table><tr><td>" + b"x" * 1_000_000 + b"</td><td>y</td></tr></table>",
    word(f"<w:tbl>{word_row(['ก' * 1_000_000, 'ข'])}</w:tbl>"),
    sheet(f"<row>{cell('ก' * 1_000_000)}{cell('ข')}</row>"),
    text_table(odf_row(["ก" * 1_000_000, "ข"])),
], ids=["paragraph", "text", "html", "docx", "xlsx", "odt"])
def test_a_cell_of_a_million_letters(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match=r"letters \(limit 40,000\)") as caught:
        read(data, tmp_path)
    assert "ตัวอักษร" in caught.value.message_th


def test_words_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge, match="lines"):
        read(b"a\n" * (lines.LINES_LIMIT + 1), tmp_path)
    monkeypatch.setattr(reader, "WORDS_LIMIT", 100)
    with pytest.raises(TooLarge):
        read("ข้อ\tข้อมูล\n".encode() * 30, tmp_path)


def test_a_short_row_beside_a_wide_one_is_not_padded_without_end(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="10000 columns"):
        read(("\t".join(WORDS) + "\n" + "ก\tข\n" * 1000).encode(), tmp_path)


def test_streams_unpack_within_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    import zlib

    whole = zlib.compress(b"x" * 5000)
    assert unpacking.unpacked(whole) == b"x" * 5000
    assert unpacking.unpacked_in_part(whole[:-4]) == b"x" * 5000
    with pytest.raises(zlib.error):
        unpacking.unpacked(whole[:-4])
    monkeypatch.setattr(unpacking, "UNPACKED_LIMIT", 4999)
    for way in (unpacking.unpacked, unpacking.unpacked_in_part):
        with pytest.raises(ValueError, match="too much"):
            way(whole)


MEMBERS = {"word/document.xml": f"<w:document {NAMESPACES}><w:body/></w:document>"}


def test_archives_within_archives_are_not_opened(tmp_path: Path) -> None:
    """A bomb wound in a bomb is but a member that nothing reads."""
    inner = zipped(**{"a.xml": "0" * 10_000_000})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", word_document("ก"))
        archive.writestr("word/embeddings/a.zip", inner)
    assert len(read(buffer.getvalue(), tmp_path).blocks) == 1


def word_document(words: str) -> str:
    return (f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body>"
            "</w:document>")


def test_packed_by_another_method_and_damaged(tmp_path: Path) -> None:
    """What a method of packing raises is damage too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", word_document("ก" * 500))
    data = bytearray(buffer.getvalue())
    for at in range(50, 120, 7):
        data[at] ^= 0xFF
    with pytest.raises(OitError):
        read(bytes(data), tmp_path)


def test_names_of_members_lead_nowhere(tmp_path: Path) -> None:
    """Members are read in memory, by name; none is ever written."""
    data = zipped(**{"word/document.xml": word_document("ก"), "../../out.txt": "x",
                     "/etc/out.txt": "x", "C:\\out.txt": "x", "a" * 3000: "x", "a\nb": "x"})
    folder = tmp_path / "in"
    folder.mkdir()
    assert len(read(data, folder).blocks) == 1
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "form"]


@pytest.mark.parametrize("doctype", [
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    '<!DOCTYPE x [<!ENTITY s SYSTEM "{secret}">]>',
    '<!DOCTYPE x [<!ENTITY s "{bomb}">]>',
])
def test_entities_and_outer_types_in_every_reader_of_xml(
    doctype: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word, Excel, OpenDocument and a web page: nothing is fetched, opened or expanded."""
    import socket

    secret = tmp_path / "secret.txt"
    secret.write_text("ลับ", encoding="utf-8")
    monkeypatch.setattr(socket, "socket", None)  # whoever asks for one falls over it
    declared = doctype.format(secret=secret.as_uri(), bomb="&s;" * 10)
    with zipfile.ZipFile(io.BytesIO(text_table(odf_row(["ก&s;", "ข"])))) as made:
        odf = {name: made.read(name).decode() for name in made.namelist()}
    odf["content.xml"] = odf["content.xml"].replace("?>", "?>" + declared, 1)
    with zipfile.ZipFile(io.BytesIO(sheet(f"<row>{cell('ก&s;')}{cell('ข')}</row>"))) as made:
        book = {name: made.read(name).decode() for name in made.namelist()}
    book["xl/s.xml"] = declared + book["xl/s.xml"]
    page = declared.replace("DOCTYPE x", "DOCTYPE html")
    page += "<html><table><tr><td>ก&s;</td></tr></table>"
    for data in (zipped(**{"word/document.xml": declared + word_document("ก&s;")}),
                 zipped(**book), zipped(**odf), page.encode()):
        try:
            found = str(read(data, tmp_path))
        except (NotReadable, TooLarge) as error:
            found = str(error)
        assert "ลับ" not in found
        assert len(found) < 10_000
