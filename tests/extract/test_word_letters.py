"""Letters of Word documents: symbols, tick boxes, fonts of Thai digits, marks of style."""

from __future__ import annotations

import pytest

from schema.table import Mark
from tests.extract.made_word import (
    FONT,
    THAI_FONT,
    ReadDocx,
    cell,
    control,
    only_cell,
    only_paragraph,
    paragraph,
    row,
    run,
    style,
    table,
)


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


@pytest.mark.parametrize(
    "name", ["TH SarabunIT๙", "TH NiramitIT๙", "TH SarabunIT9", "TH SarabunITù"]
)
def test_font_that_draws_thai_digits(read_docx: ReadDocx, name: str) -> None:
    found = only_paragraph(read_docx(paragraph(run("ปี 2567", FONT.format(name)))))
    assert (found.text, found.layer) == ("ปี ๒๕๖๗", "ปี 2567")
    assert found.repairs == ("word.it9_digits",)


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


def test_hidden_text_is_not_printed(read_docx: ReadDocx) -> None:
    found = only_paragraph(read_docx(paragraph(run("เห็น"), run("ซ่อน", "<w:vanish/>"))))
    assert (found.text, found.layer) == ("เห็น", "เห็นซ่อน")
    assert found.repairs == ("word.hidden",)
