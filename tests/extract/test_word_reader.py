"""Word documents: what is printed, in the order of the document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.reader import read_document
from schema.table import Link, RawDocument, RawParagraph
from tests.extract.made_word import (
    ReadDocx,
    Texts,
    cell,
    control,
    line,
    only_cell,
    only_paragraph,
    paragraph,
    row,
    run,
    table,
)

REAL = Path(__file__).parents[2].parent / "shared" / "real"


def test_blocks_come_in_the_order_of_the_document(read_docx: ReadDocx, texts: Texts) -> None:
    body = line("ก่อน") + table(row(cell("ก"), cell("ข"))) + line(" ") + line("หลัง")
    document = read_docx(body)
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]
    assert texts(document.tables[0]) == [["ก", "ข"]]
    assert (document.reader, document.pages) == ("docx", None)


def test_document_made_by_a_library(tmp_path: Path, texts: Texts) -> None:
    made = docx.Document()
    made.add_paragraph("แบบสรุปงานสวน")
    grid = made.add_table(rows=2, cols=3)
    for i, name in enumerate(("ที่", "งาน", "ผล")):
        grid.cell(0, i).text = name
    grid.cell(1, 0).merge(grid.cell(1, 1)).text = "รวม"
    grid.cell(1, 2).text = "ดี\nมาก"
    made.save(str(tmp_path / "made.docx"))
    (found,) = read_document(tmp_path / "made.docx").tables
    assert texts(found) == [["ที่", "งาน", "ผล"], ["รวม", None, "ดี\nมาก"]]


def test_paragraphs_of_a_cell_are_lines(read_docx: ReadDocx) -> None:
    """Blank lines around go, those between stay; a leading tab is no text, a tab within is."""
    tab = "<w:r><w:tab/></w:r>"
    lines = line("") + paragraph(tab, run("ก"), tab, run("ข")) + line("") + line("ค") + line(" ")
    assert only_cell(read_docx(table(row(cell(lines))))).text == "ก\tข\n\nค"


def test_characters_that_are_elements(read_docx: ReadDocx) -> None:
    content = (
        "<w:r><w:t>ก</w:t><w:br/><w:t>ข</w:t><w:cr/><w:t>ค</w:t><w:noBreakHyphen/>"
        "<w:t>ง</w:t><w:softHyphen/><w:t>จ</w:t></w:r>"
    )
    found = only_paragraph(read_docx(paragraph(content)))
    assert (found.text, found.layer) == ("ก\nข\nค-งจ", None)


BOX = "<w:txbxContent>{0}</w:txbxContent>"
TEXT_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:wsp><wps:txbx>"
    f"{BOX}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    f"{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_text_box_is_read_once(read_docx: ReadDocx) -> None:
    """Both branches of a text box hold the same text."""
    box = paragraph(run("ลงชื่อ"), TEXT_BOX.format(line("ผู้ปลูก")))
    document = read_docx(box + table(row(cell(box))))
    assert [b.text for b in document.blocks if isinstance(b, RawParagraph)] == ["ลงชื่อ", "ผู้ปลูก"]
    assert only_cell(document).text == "ลงชื่อ\nผู้ปลูก"


def test_old_text_box(read_docx: ReadDocx) -> None:
    box = BOX.format(line("กรอบ"))
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert only_paragraph(read_docx(paragraph(old))).text == "กรอบ"


def test_content_controls_of_all_levels(read_docx: ReadDocx, texts: Texts) -> None:
    inline = control(run("ก"))
    cells = control(cell(paragraph(inline))) + cell(control(line("ข")))
    body = control(line("นำ")) + control(table(control(row(cells))))
    document = read_docx(body)
    assert texts(document.tables[0]) == [["ก", "ข"]]
    assert document.blocks[0].kind == "paragraph"


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


ADDRESS = "https://suan.example.th/a"


@pytest.mark.parametrize(
    "content",
    [
        f'<w:hyperlink r:id="rId9">{run("แผน")}{run("ปลูก")}</w:hyperlink>',
        field(f' HYPERLINK "{ADDRESS}" \\o "x" ', run("แผน") + run("ปลูก")),
        f"<w:fldSimple w:instr='HYPERLINK \"{ADDRESS}\"'>{run('แผนปลูก')}</w:fldSimple>",
    ],
)
def test_links(read_docx: ReadDocx, content: str) -> None:
    document = read_docx(paragraph(run("ดู "), content, run(" ต่อ")), links={"rId9": ADDRESS})
    found = only_paragraph(document)
    assert found.text == "ดู แผนปลูก ต่อ"
    assert found.links == (Link(text="แผนปลูก", target=ADDRESS),)


def test_field_that_never_ends_hides_nothing(read_docx: ReadDocx) -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    )
    document = read_docx(paragraph(begin) + line("ต่อไป"))
    assert only_paragraph(document).text == "ต่อไป"


def test_formula_is_text(read_docx: ReadDocx) -> None:
    assert (
        only_paragraph(read_docx(paragraph("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"))).text
        == "x+y"
    )


def test_footnotes_stand_at_the_end(read_docx: ReadDocx) -> None:
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{line("-")}</w:footnote>'
        f'<w:footnote w:id="2">{line("เฉพาะสวนใหญ่")}</w:footnote>'
    )
    document = read_docx(line("งาน"), footnotes=notes)
    last = document.blocks[-1]
    assert isinstance(last, RawParagraph)
    assert (last.text, last.repairs) == ("เฉพาะสวนใหญ่", ("word.note",))
    assert [notice.rule for notice in document.notices] == ["word.note"]


def test_cell_of_a_picture_alone_is_said(read_docx: ReadDocx) -> None:
    picture = "<w:r><w:drawing><a:blip r:embed='rId5'/></w:drawing></w:r>"
    document = read_docx(table(row(cell("ก"), cell(paragraph(picture)))))
    assert [(n.rule, n.place.column) for n in document.notices] == [("word.picture", 2)]


LETTERS = st.text("กขคงาีุ่์AB19๑ .,()-/", min_size=1, max_size=40)


@given(st.lists(st.lists(LETTERS, min_size=1, max_size=5), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_no_character_of_a_document_is_lost(read_docx: ReadDocx, rows: list[list[str]]) -> None:
    body = table(*(row(*map(cell, cells)) for cells in rows))
    found = [c.text for r in read_docx(body).tables[0].rows for c in r if c is not None]
    assert "".join("".join(found).split()) == "".join("".join(map("".join, rows)).split())


def real(name: str) -> RawDocument:
    paths = sorted(REAL.glob(f"{name}_*.docx")) if REAL.is_dir() else []
    if not paths:
        pytest.skip("the real documents are not beside this repository (../shared/real)")
    return read_document(paths[0])


def test_real_document_with_tick_boxes_and_shifting_columns() -> None:
    document = real("docx01")
    assert [found.columns for found in document.tables] == [4] * 10 + [5] * 4
    assert len(document.tables[0].rows) == 68
    boxes = "".join(c.text for r in document.tables[0].rows for c in r if c is not None)
    assert {"☑", "☐"} <= set(boxes)


def test_real_document_in_a_font_of_thai_digits() -> None:
    texts = [b.text for b in real("docx02").blocks if isinstance(b, RawParagraph)]
    assert any("๒๕๖๙" in text for text in texts)
    assert not any("2569" in text for text in texts)
