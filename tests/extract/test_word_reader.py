"""Word documents: what is printed, in the order of the document, merged cells once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.reader import read_document
from schema.table import Cell, Link, Mark, RawDocument, RawParagraph, RawTable

ReadDocx = Callable[..., RawDocument]
Texts = Callable[[RawTable], list[list[str | None]]]

REAL = Path(__file__).parents[2].parent / "shared" / "real"


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


def test_merged_cells_stand_once(read_docx: ReadDocx, texts: Texts) -> None:
    """Covered squares are None; short rows and squares left out are padded."""
    span, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("ที่", down), cell("งาน", span), cell("ผล", down)),
        row(cell("", on), cell("ปลูก"), cell("รดน้ำ"), cell("", on)),
        row(cell("1"), cell("ก"), properties='<w:gridAfter w:val="2"/>'),
        row(cell("ข"), cell("ค"), cell("ง"), properties='<w:gridBefore w:val="1"/>'),
    )
    (found,) = read_docx(body).tables
    assert texts(found) == [
        ["ที่", "งาน", None, "ผล"],
        [None, "ปลูก", "รดน้ำ", None],
        ["1", "ก", "", ""],
        ["", "ข", "ค", "ง"],
    ]
    first, wide = found.rows[0][0], found.rows[0][1]
    assert first is not None
    assert wide is not None
    assert (first.row_span, first.column_span) == (2, 1)
    assert (wide.row_span, wide.column_span) == (1, 2)
    assert (wide.place.table, wide.place.row, wide.place.column) == (1, 1, 2)


def test_block_of_rows_and_columns(read_docx: ReadDocx, texts: Texts) -> None:
    two = '<w:gridSpan w:val="2"/>'
    body = table(
        row(cell("ใหญ่", two + '<w:vMerge w:val="restart"/>'), cell("ก")),
        row(cell("", two + '<w:vMerge w:val="continue"/>'), cell("ข")),
        row(cell("1"), cell("2"), cell("ค")),
    )
    (found,) = read_docx(body).tables
    assert texts(found) == [["ใหญ่", None, "ก"], [None, None, "ข"], ["1", "2", "ค"]]


def test_old_horizontal_merge(read_docx: ReadDocx, texts: Texts) -> None:
    body = table(
        row(cell("กว้าง", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("ค")),
        row(cell("1"), cell("2"), cell("3")),
    )
    assert texts(read_docx(body).tables[0])[0] == ["กว้าง", None, "ค"]


def test_continued_cell_without_a_beginning_is_a_cell(read_docx: ReadDocx, texts: Texts) -> None:
    body = table(row(cell("ก", "<w:vMerge/>"), cell("ข")), row(cell("ค", "<w:vMerge/>"), cell("ง")))
    assert texts(read_docx(body).tables[0]) == [["ก", "ข"], [None, "ง"]]


def test_edges_that_nearly_meet_are_one(read_docx: ReadDocx, texts: Texts) -> None:
    """Rows drawn by hand miss each other by a hair; a real narrow column stays."""
    two = '<w:gridSpan w:val="2"/>'
    hair = table(
        row(cell("ที่"), cell("งาน", two)),
        row(cell("1", two), cell("ก")),
        widths=(700, 40, 4000),
    )
    narrow = table(row(cell("ที่"), cell("-"), cell("งาน")), widths=(700, 40, 4000))
    first, second = read_docx(hair + narrow).tables
    assert texts(first) == [["ที่", "งาน"], ["1", "ก"]]
    assert texts(second) == [["ที่", "-", "งาน"]]


def test_columns_in_which_no_cell_begins_are_left_out(read_docx: ReadDocx, texts: Texts) -> None:
    three = '<w:gridSpan w:val="3"/>'
    body = table(row(cell("ก", three), cell("ข")), row(cell("ค", three), cell("ง")))
    (found,) = read_docx(body).tables
    assert texts(found) == [["ก", "ข"], ["ค", "ง"]]
    assert found.rows[0][0].column_span == 1  # type: ignore[union-attr]


def test_header_rows(read_docx: ReadDocx) -> None:
    mark = "<w:tblHeader/>"
    off = '<w:tblHeader w:val="0"/>'
    body = table(
        row(cell("ก"), properties=mark),
        row(cell("ข"), properties=mark),
        row(cell("ค"), properties=off),
    )
    assert read_docx(body).tables[0].header_rows == 2


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


def test_nested_table_is_text_of_its_cell(read_docx: ReadDocx) -> None:
    inner = table(row(cell("1"), cell("ก")), row(cell("2"), cell("ข")))
    body = table(row(cell(line("งาน") + inner + line("จบ")), cell("ผล")))
    found = only_cell(read_docx(body))
    assert found.text == "งาน\n1 ก\n2 ข\nจบ"
    assert found.repairs == ("word.nested",)


def test_frame_around_tables_is_no_table(read_docx: ReadDocx, texts: Texts) -> None:
    inner = table(row(cell("1"), cell("ก")))
    document = read_docx(table(row(cell(line("หัวเรื่อง") + inner + inner))) + inner)
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "table", "table"]
    assert [found.table for found in document.tables] == [1, 2, 3]
    assert texts(document.tables[0]) == [["1", "ก"]]


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


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_content_controls_of_all_levels(read_docx: ReadDocx, texts: Texts) -> None:
    inline = control(run("ก"))
    cells = control(cell(paragraph(inline))) + cell(control(line("ข")))
    body = control(line("นำ")) + control(table(control(row(cells))))
    document = read_docx(body)
    assert texts(document.tables[0]) == [["ก", "ข"]]
    assert document.blocks[0].kind == "paragraph"


@pytest.mark.parametrize(("state", "box"), [("1", "☑"), ("0", "☐")])
@pytest.mark.parametrize("level", ["run", "paragraph", "cell"])
def test_tick_box_control(read_docx: ReadDocx, state: str, box: str, level: str) -> None:
    """The control knows its state; the letter it shows may be any."""
    tick = f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'
    letter = run("☒")
    body = {
        "run": table(row(cell(paragraph(control(letter, tick), run(" ทำแล้ว"))))),
        "paragraph": table(row(cell(control(paragraph(letter, run(" ทำแล้ว")), tick)))),
        "cell": table(row(control(cell(paragraph(letter)), tick))),
    }[level]
    found = only_cell(read_docx(body))
    assert found.text.startswith(box)
    assert (found.layer or "").startswith("☒")
    assert found.repairs == ("word.checkbox",)


@pytest.mark.parametrize(
    ("state", "box"),
    [
        ('<w:default w:val="0"/><w:checked/>', "☑"),
        ('<w:default w:val="1"/>', "☑"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ("", "☐"),
    ],
)
def test_old_tick_box(read_docx: ReadDocx, state: str, box: str) -> None:
    content = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>'
        f"<w:checkBox>{state}</w:checkBox></w:ffData>"
        "</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert only_paragraph(read_docx(paragraph(content, run(" แล้ว")))).text == f"{box} แล้ว"


@pytest.mark.parametrize(
    ("font", "code", "printed"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "00FC", "✓"),
        ("Wingdings", "FB", "✗"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0FD", "☒"),
        ("Wingdings", "00A8", "☐"),
        ("Wingdings", "F06F", "☐"),
        ("wingdings", "F0A7", "▪"),
        ("Wingdings 2", "F050", "✓"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F053", "☒"),
        ("Wingdings 2", "F054", "☒"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Webdings", "F061", "✓"),
        ("Symbol", "F0B7", "•"),
        ("Symbol", "F0D6", "√"),
        ("Segoe UI Symbol", "2713", "✓"),
    ],
)
def test_symbols(read_docx: ReadDocx, font: str, code: str, printed: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    found = only_paragraph(read_docx(paragraph(symbol, run(" ดี"))))
    assert found.text == f"{printed} ดี"
    assert found.repairs == (("word.sym",) if int(code, 16) not in (0x2713,) else ())


@pytest.mark.parametrize("letter", ["\uf0fc", "ü"])
def test_letters_of_a_symbol_font(read_docx: ReadDocx, letter: str) -> None:
    """A tick may be a letter in a run of Wingdings; in another font it is that letter."""
    font = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    found = only_paragraph(read_docx(paragraph(run(letter, font), run("ก"))))
    assert (found.text, found.layer, found.repairs) == ("✓ก", f"{letter}ก", ("word.sym",))
    assert only_paragraph(read_docx(paragraph(run(letter)))).text == letter


def test_unknown_symbol_is_kept_and_said(read_docx: ReadDocx) -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F05F"/></w:r>'
    document = read_docx(paragraph(symbol))
    assert only_paragraph(document).text == "\uf05f"
    assert [notice.rule for notice in document.notices] == ["word.sym_unknown"]


FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:cs="{0}"/>'


@pytest.mark.parametrize(
    "name", ["TH SarabunIT๙", "TH NiramitIT๙", "TH SarabunIT9", "TH SarabunITù"]
)
def test_font_that_draws_thai_digits(read_docx: ReadDocx, name: str) -> None:
    found = only_paragraph(read_docx(paragraph(run("ปี 2567", FONT.format(name)))))
    assert (found.text, found.layer) == ("ปี ๒๕๖๗", "ปี 2567")
    assert found.repairs == ("word.it9_digits",)


def style(name: str, font: str, based_on: str = "", kind: str = "paragraph", more: str = "") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inner = f"{parent}<w:rPr>{FONT.format(font) if font else ''}</w:rPr>"
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}>{inner}</w:style>'


THAI_FONT = "TH SarabunIT๙"


@pytest.mark.parametrize(
    ("styles", "chosen", "letters", "thai"),
    [
        (style("a", THAI_FONT), '<w:pStyle w:val="a"/>', "", True),
        (style("a", THAI_FONT) + style("b", "", "a"), '<w:pStyle w:val="b"/>', "", True),
        (style("a", THAI_FONT), "", "", False),
        (style("a", THAI_FONT, more='w:default="1"'), "", "", True),
        (style("c", THAI_FONT, kind="character"), "", '<w:rStyle w:val="c"/>', True),
        (style("a", THAI_FONT), '<w:pStyle w:val="a"/>', FONT.format("Angsana New"), False),
        (
            f"<w:docDefaults><w:rPrDefault><w:rPr>{FONT.format(THAI_FONT)}</w:rPr></w:rPrDefault>"
            "</w:docDefaults>",
            "",
            "",
            True,
        ),
        ("", "", f'<w:rFonts w:ascii="Arial" w:cs="{THAI_FONT}"/>', False),
        ("", "", f'<w:rFonts w:ascii="Arial" w:cs="{THAI_FONT}"/><w:cs/>', True),
        (style("a", "", "b") + style("b", "", "a"), '<w:pStyle w:val="a"/>', "", False),
    ],
)
def test_font_comes_from_run_style_or_defaults(
    read_docx: ReadDocx, styles: str, chosen: str, letters: str, thai: bool
) -> None:
    body = paragraph(run("1", letters), properties=chosen)
    assert only_paragraph(read_docx(body, styles=styles)).text == ("๑" if thai else "1")


def test_font_of_the_theme(read_docx: ReadDocx) -> None:
    theme = (
        "<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface='TH SarabunIT๙'/>"
        "</a:minorFont></a:fontScheme></a:themeElements>"
    )
    letters = '<w:rFonts w:asciiTheme="minorHAnsi"/>'
    assert only_paragraph(read_docx(paragraph(run("9", letters)), theme=theme)).text == "๙"


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ('<w:color w:val="FF0000"/>', "red"),
        ('<w:color w:val="C00000"/>', "red"),
        ("<w:strike/>", "struck"),
        ("<w:dstrike/>", "struck"),
        ('<w:highlight w:val="yellow"/>', "highlighted"),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', "highlighted"),
    ],
)
def test_marks_of_style(read_docx: ReadDocx, properties: str, kind: str) -> None:
    """Neighbouring runs of one style are one mark."""
    body = paragraph(run("งาน "), run("ด่วน", properties), run("มาก", properties), run(" จบ"))
    found = only_paragraph(read_docx(body))
    assert found.text == "งาน ด่วนมาก จบ"
    assert found.marks == (Mark.model_validate({"kind": kind, "text": "ด่วนมาก"}),)


@pytest.mark.parametrize(
    "properties",
    [
        '<w:color w:val="000000"/>',
        '<w:color w:val="auto"/>',
        '<w:color w:val="E36C0A"/>',
        '<w:color w:val="0000FF"/>',
        '<w:strike w:val="0"/>',
        '<w:highlight w:val="none"/>',
        '<w:shd w:val="clear" w:fill="auto"/>',
    ],
)
def test_styles_without_a_meaning(read_docx: ReadDocx, properties: str) -> None:
    assert not only_paragraph(read_docx(paragraph(run("งาน", properties)))).marks


def test_tracked_changes(read_docx: ReadDocx) -> None:
    """Inserted text is printed, deleted text is not; both are marks."""
    deleted = "<w:r><w:delText>เดิม</w:delText></w:r>"
    body = paragraph(
        run("ก "),
        f"<w:ins>{run('ใหม่')}</w:ins>",
        f"<w:del>{deleted}</w:del>",
        f"<w:moveTo>{run('ย้ายมา')}</w:moveTo><w:moveFrom>{run('ย้ายไป')}</w:moveFrom>",
    )
    found = only_paragraph(read_docx(body))
    assert (found.text, found.layer) == ("ก ใหม่ย้ายมา", None)
    assert found.marks == (
        Mark(kind="inserted", text="ใหม่"),
        Mark(kind="inserted", text="ย้ายมา"),
        Mark(kind="deleted", text="เดิม"),
        Mark(kind="deleted", text="ย้ายไป"),
    )


def test_row_whose_deletion_is_tracked_is_gone(read_docx: ReadDocx, texts: Texts) -> None:
    """Word prints it no more; the rows around it stay."""
    rows = (row(cell(line("O1"))), row(cell(line("O2")), properties='<w:del w:id="1"/>'),
            row(cell(line("O3"))))
    assert texts(read_docx(table(*rows)).tables[0]) == [["O1"], ["O3"]]


def test_hidden_text_is_not_printed(read_docx: ReadDocx) -> None:
    found = only_paragraph(read_docx(paragraph(run("เห็น"), run("ซ่อน", "<w:vanish/>"))))
    assert (found.text, found.layer) == ("เห็น", "เห็นซ่อน")
    assert found.repairs == ("word.hidden",)


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


def level(form: str, text: str, depth: int = 0, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def numbering(*levels: str, numbers: str = "") -> str:
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{number}{numbers}'


def item(text: str, depth: int = 0, number: int = 1) -> str:
    mark = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text) if text else "", properties=mark)


@pytest.mark.parametrize(
    ("form", "text", "labels"),
    [
        ("decimal", "%1.", ["1. ", "2. "]),
        ("decimal", "(%1)", ["(1) ", "(2) "]),
        ("decimalZero", "%1", ["01 ", "02 "]),
        ("thaiNumbers", "%1.", ["๑. ", "๒. "]),
        ("thaiLetters", "%1)", ["ก) ", "ข) "]),
        ("lowerLetter", "%1.", ["a. ", "b. "]),
        ("upperRoman", "%1.", ["I. ", "II. "]),
        ("lowerRoman", "%1.", ["i. ", "ii. "]),
        ("bullet", "-", ["- ", "- "]),
        ("bullet", "o", ["o ", "o "]),
        ("none", "", ["", ""]),
        ("strange", "%1.", ["1. ", "2. "]),
    ],
)
def test_automatic_labels(read_docx: ReadDocx, form: str, text: str, labels: list[str]) -> None:
    document = read_docx(item("ก") + item("ก"), numbering=numbering(level(form, text)))
    found = [block for block in document.blocks if isinstance(block, RawParagraph)]
    assert [block.text for block in found] == [f"{label}ก" for label in labels]
    if labels[0]:
        assert [block.layer for block in found] == ["ก", "ก"]
        assert found[0].repairs == ("word.numbering",)


@pytest.mark.parametrize(
    ("font", "code", "bullet"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Wingdings", "\uf0a7", "▪"),
        ("Wingdings", "\uf0d8", "➢"),
        ("", "\uf0b7", "•"),
    ],
)
def test_bullets_of_symbol_fonts(read_docx: ReadDocx, font: str, code: str, bullet: str) -> None:
    more = f"<w:rPr>{FONT.format(font)}</w:rPr>" if font else ""
    document = read_docx(item("ก"), numbering=numbering(level("bullet", code, more=more)))
    assert only_paragraph(document).text == f"{bullet} ก"


def test_label_in_a_font_that_draws_thai_digits(read_docx: ReadDocx) -> None:
    more = f"<w:rPr>{FONT.format(THAI_FONT)}</w:rPr>"
    found = only_paragraph(
        read_docx(item("ก"), numbering=numbering(level("decimal", "%1.", more=more)))
    )
    assert found.text == "๑. ก"
    assert found.repairs == ("word.numbering", "word.it9_digits")


def labels_of(document: RawDocument) -> list[str]:
    return [b.text.split()[0] for b in document.blocks if isinstance(b, RawParagraph)]


def test_levels_count_apart_and_start_again(read_docx: ReadDocx) -> None:
    lists = numbering(level("decimal", "%1."), level("decimal", "%1.%2", 1))
    body = item("ก") + item("ก", 1) + item("ก", 1) + item("ก") + item("ก", 1)
    assert labels_of(read_docx(body, numbering=lists)) == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_second_list_goes_on_or_starts_again(read_docx: ReadDocx) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )
    lists = numbering(level("decimal", "%1."), numbers=numbers)
    body = item("ก") + item("ก", number=2) + item("ก", number=3) + item("ก", number=3)
    assert labels_of(read_docx(body, numbering=lists)) == ["1.", "2.", "1.", "2."]


def test_numbered_cell_without_text_prints_its_number(read_docx: ReadDocx, texts: Texts) -> None:
    """A column of numbers is often nothing but automatic numbers."""
    body = table(row(cell(item("")), cell("ก")), row(cell(item("")), cell("ข")))
    found = read_docx(body, numbering=numbering(level("decimal", "%1."))).tables[0]
    assert texts(found) == [["1.", "ก"], ["2.", "ข"]]


def test_numbering_of_a_style(read_docx: ReadDocx) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    body = paragraph(run("ก"), properties='<w:pStyle w:val="L"/>')
    off = paragraph(
        run("ข"), properties='<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    document = read_docx(body + off, styles=styles, numbering=numbering(level("decimal", "%1.")))
    assert [b.text for b in document.blocks if isinstance(b, RawParagraph)] == ["1. ก", "ข"]


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
