"""Tables of Word documents: merged cells once, header rows, tables within tables."""

from __future__ import annotations

from tests.extract.made_word import ReadDocx, Texts, cell, line, only_cell, row, table


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


def test_row_whose_deletion_is_tracked_is_gone(read_docx: ReadDocx, texts: Texts) -> None:
    """Word prints it no more; the rows around it stay."""
    rows = (row(cell(line("O1"))), row(cell(line("O2")), properties='<w:del w:id="1"/>'),
            row(cell(line("O3"))))
    assert texts(read_docx(table(*rows)).tables[0]) == [["O1"], ["O3"]]
