"""Automatic numbers and bullets of Word documents."""

from __future__ import annotations

import pytest

from schema.table import RawDocument, RawParagraph
from tests.extract.made_word import (
    FONT,
    THAI_FONT,
    ReadDocx,
    Texts,
    cell,
    only_paragraph,
    paragraph,
    row,
    run,
    table,
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
