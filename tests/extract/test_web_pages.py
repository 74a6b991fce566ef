"""Web pages: tables with spans, lines as a browser shows them, nothing that is not printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.kinds import kind_of
from extract.markup_page import read, text_of
from schema.errors import NotReadable, TooLarge
from schema.table import Cell, Link, Mark, RawDocument, RawParagraph, RawTable

Texts = Callable[[RawTable], list[list[str | None]]]


def page(body: str) -> RawDocument:
    return read(f"<html><meta charset=utf-8><body>{body}</body></html>".encode())


def only(body: str) -> Cell:
    cell = page(f"<table><tr><td>{body}</td><td>ข</td></tr></table>").tables[0].rows[0][0]
    assert cell is not None
    return cell


def lines(document: RawDocument) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, RawParagraph)]


def test_blocks_in_the_order_of_the_page(texts: Texts) -> None:
    document = page(
        "<h1>แบบ\n  รายงาน<br>ปี 2567</h1><div>ก่อน <b>ตา</b>ราง</div>"
        "<table><caption>ชื่อ</caption><tr><td>ก<td>ข</table>ท้าย<p> </p>"
    )
    assert lines(document) == ["แบบ รายงาน\nปี 2567", "ก่อน ตาราง", "ชื่อ", "ท้าย"]
    assert [b.kind for b in document.blocks].index("table") == 3
    assert texts(document.tables[0]) == [["ก", "ข"]]
    assert (document.reader, document.media_type) == ("html", "text/html")


def test_spans_and_heads(texts: Texts) -> None:
    """Columns in which no cell begins are left out; a row span ends with the table."""
    (table,) = page(
        "<table><thead><tr><th rowspan=2>ข้อ<th colspan=2>ผล</tr><tr><th>ทำ<th>ไม่ทำ</thead>"
        "<tr><td>O1<td>&#9745;<td></tr><tr><td rowspan=9 colspan=3>รวม</tr></table>"
    ).tables
    assert texts(table) == [
        ["ข้อ", "ผล", None],
        [None, "ทำ", "ไม่ทำ"],
        ["O1", "☑", ""],
        ["รวม", None, None],
    ]
    assert table.header_rows == 2
    last = table.rows[3][0]
    assert last is not None
    assert (last.row_span, last.column_span, last.place.row) == (1, 3, 4)


def test_lines_lists_and_nested_tables() -> None:
    assert only("<p>หนึ่ง</p><p>สอง<br>สาม</p>").text == "หนึ่ง\nสอง\nสาม"
    assert only("<ul><li>ก<li>ข</ul><ol start=3><li>ค</ol>").text == "• ก\n• ข\n3. ค"
    nested = only("ก่อน<table><tr><td>a<td>b<tr><td>c</table>")
    assert (nested.text, nested.repairs) == ("ก่อน\na b\nc", ("html.nested",))
    assert only("<pre>ก  ข\nค</pre>").text == "ก  ข\nค"


def test_a_table_that_arranges_the_page_is_taken_apart(texts: Texts) -> None:
    form = "<table><tr><td>1<td>2<tr><td>3<td>4<tr><td>5<td>6</table>"
    document = page(f"<table><tr><td>เมนู<td>{form}</table>")
    assert lines(document) == ["เมนู"]
    assert texts(document.tables[0]) == [["1", "2"], ["3", "4"], ["5", "6"]]


def test_a_workbook_saved_as_a_page_is_parted_by_blank_rows(texts: Texts) -> None:
    blank = "<tr><td><td></tr>" * 2
    document = page(f"<table><tr><td>ก<td>ข</tr>{blank}<tr><td colspan=2>ท้าย</table>")
    assert [texts(table) for table in document.tables] == [[["ก", "ข"]]]
    assert lines(document) == ["ท้าย"]


def test_marks_links_and_boxes() -> None:
    red = only('ดำ <span style="color:#C00000">แดง</span> <s>ตัด</s><font color=red> อีก</font>')
    assert red.text == "ดำ แดง ตัด อีก"
    assert [(m.kind, m.text) for m in red.marks] == [
        ("red", "แดง"),
        ("red", "อีก"),
        ("struck", "ตัด"),
    ]
    link = only('<a href="https://a.go.th"><b>หน้า</b>เว็บ</a>')
    assert link.links == (Link(text="หน้าเว็บ", target="https://a.go.th"),)
    assert (
        only('<input type=checkbox checked> ทำ <input type="checkbox"> ไม่ทำ').text == "☑ ทำ ☐ ไม่ทำ"
    )
    assert only("☒\x01\x0b").text == "☒"  # what LibreOffice writes for a ticked box
    tick = only('<span style="font-family:Wingdings,serif">ü</span>')
    assert (tick.text, tick.layer, tick.repairs) == ("✓", "ü", ("html.sym",))
    assert only("<mark>เน้น</mark>").marks == (Mark(kind="highlighted", text="เน้น"),)


@pytest.mark.parametrize(
    "silent",
    ["<script>x</script>", "<style>x</style>", "<p hidden>x</p>", '<b style="display: none">x</b>',
     "<!-- x -->", "<textarea>x</textarea>"],
)  # fmt: skip
def test_what_is_not_shown_is_not_read(silent: str) -> None:
    assert lines(page(f"ก{silent}")) == ["ก"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ('<html><meta charset="windows-874"><p>ทดสอบ'.encode("cp874"), "html"),
        ('<html><meta content="text/html; charset=TIS-620"><p>ทดสอบ'.encode("cp874"), "html"),
        ("<table><tr><td>ทดสอบ".encode("cp874"), "html"),
        ("<html><meta charset=utf-8><p>ทดสอบ".encode("cp874"), "html"),
        ("<html><p>ทดสอบ".encode("utf-16"), "html"),
        ("<meta charset='utf-8'><p>ทดสอบ".encode(), "html"),
        ('<?xml version="1.0" encoding="utf-8"?><html><p>ทดสอบ</p></html>'.encode(), "html"),
    ],
)
def test_encodings(data: bytes, kind: str) -> None:
    """What a page says of itself holds, unless it is not so."""
    assert kind_of(data) == kind
    assert "ทดสอบ" in text_of(data)
    assert read(data).blocks


FRAGMENTS = [
    "<p>แบบรายงาน</p><table><tr><td>ข้อ</td><td>ข้อมูล</td></tr></table>",
    '<p>แบบรายงาน</p>\n<table border="1">\n\t<tbody>\n\t\t<tr>\n\t\t\t<td>ข้อ</td>\n'
    "\t\t\t<td>ข้อมูล</td>\n\t\t</tr>\n\t</tbody>\n</table>\n",
    "แบบรายงาน\n\n<table><thead><tr><th>ข้อ</th><th>ข้อมูล</th></tr></thead></table>\n",
]


@pytest.mark.parametrize("source", FRAGMENTS)
def test_a_piece_of_a_page_is_a_page(source: str, texts: Texts) -> None:
    """Content decides: a table in tags without <html> around it."""
    data = source.encode()
    assert kind_of(data) == "html"
    document = read(data)
    assert lines(document) == ["แบบรายงาน"]
    assert texts(document.tables[0]) == [["ข้อ", "ข้อมูล"]]


def test_loose_lines_around_the_tables_of_a_piece_are_lines() -> None:
    table = "<table><tr><td>ข้อ</td></tr></table>"
    document = read(f"แบบรายงาน\nเทศบาลตำบลป่าไผ่\n{table}\nหมายเหตุ\nตอนท้าย\n{table}".encode())
    assert lines(document) == ["แบบรายงาน", "เทศบาลตำบลป่าไผ่", "หมายเหตุ", "ตอนท้าย"]
    assert len(document.tables) == 2


@pytest.mark.parametrize("source", [
    "<p>แบบ</p>\nข้อ\tข้อมูล\nO1\t<ul><li>ก</li></ul>\n",                       # tags within cells
    "<b>แบบ</b>\n\tข้อ\n\tข้อมูล\n\n\tO1\n\t<table><tr><td>ก</td></tr></table>\n",
])
def test_tags_within_cells_between_tabs_make_no_page(source: str) -> None:
    assert kind_of(source.encode()) == "text"


def test_pages_saved_as_one_file() -> None:
    part = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{}\n"
    first, second = "PHA+4LiBPC9wPg==", "PHA+4LiCPC9wPg=="
    mail = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
        f"--x\n{part.format(first)}--x\n{part.format(second)}--x\n"
        "Content-Type: image/png\n\nx\n--x--\n"
    ).encode()
    assert kind_of(mail) == "mht"
    assert lines(read(mail)) == ["ก", "ข"]
    with pytest.raises(NotReadable):
        read(b"Content-Type: multipart/related; boundary=x\n\n--x--\n")


def test_hostile_pages() -> None:
    """Depth and spans beyond all reason: libxml2 would lose words of such a page in silence."""
    for deep in ("<div>" * 5000 + "ก" + "</div>" * 5000, "<table><tr><td>" * 300 + "ก"):
        with pytest.raises(TooLarge):
            page(deep)
    (table,) = page("<table><tr><td colspan=999999999 rowspan=999999999>ก<td>ข</table>").tables
    assert (len(table.rows), table.columns) == (1, 2)
    with pytest.raises(TooLarge):
        page("<table>" + "<tr><td rowspan=900 colspan=900>ก" * 900 + "</table>")


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/=\"' abtdrhlip&;ก1-!"), max_size=200))
def test_any_markup_is_read_or_refused(noise: str) -> None:
    body = "<html><table><tr><td>" + noise
    assert isinstance(read(body.encode()), RawDocument)
