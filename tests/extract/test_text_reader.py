"""Plain text: dialects of tables, their order and places, paragraphs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.reader import read_document
from schema.errors import OitError
from schema.table import RawDocument, RawParagraph, RawTable

ReadText = Callable[[str], RawDocument]
Texts = Callable[[RawTable], list[list[str | None]]]
Outcome = Callable[[Path], RawDocument | OitError]

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
FULL = ["ที่", "เรื่อง", "ผู้ดูแล", "ผล"]


def paragraphs(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, RawParagraph)]


def cells(row: list[str]) -> str:
    """A row in the dialect of one tab-led cell per line, without the blank line behind it."""
    return "".join(f"\t{cell}\n" for cell in row)


def test_rows_of_tabs(read_text: ReadText, texts: Texts) -> None:
    """One row per line; short rows are padded; places count from 1."""
    document = read_text("หัวเรื่อง\n\nที่\tเรื่อง\tผล\n1\tปลูกต้นไม้\n\tน้ำสะอาด\tดี\n")
    (table,) = document.tables
    assert texts(table) == [["ที่", "เรื่อง", "ผล"], ["1", "ปลูกต้นไม้", ""], ["", "น้ำสะอาด", "ดี"]]
    assert paragraphs(document) == ["หัวเรื่อง"]
    cell = table.rows[2][1]
    assert cell is not None
    assert (cell.place.line, cell.place.table, cell.place.row, cell.place.column) == (5, 1, 3, 2)


def test_blank_line_ends_a_table_of_tabs(read_text: ReadText) -> None:
    assert [t.table for t in read_text("ก\tข\n1\t2\n\nก\tข\n3\t4").tables] == [1, 2]


def test_heading_between_rows_splits(read_text: ReadText) -> None:
    """A line without a tab between rows is a paragraph; the rows behind it are a table."""
    document = read_text("ก\tข\nหมวดน้ำ\nค\tง")
    assert [block.kind for block in document.blocks] == ["table", "paragraph", "table"]


def test_row_of_empty_cells_is_a_row(read_text: ReadText, texts: Texts) -> None:
    assert texts(read_text("ก\tข\tค\n\t\t\nง\tจ\tฉ").tables[0])[1] == ["", "", ""]


def test_narrow_table_with_empty_first_cells(read_text: ReadText, texts: Texts) -> None:
    """Rows that begin with a tab are no cells of their own where other rows have inner tabs."""
    (table,) = read_text("หมวด\tคะแนน\n\t1\n\t2\n\t3").tables
    assert texts(table) == [["หมวด", "คะแนน"], ["", "1"], ["", "2"], ["", "3"]]


def test_pipe_table(read_text: ReadText, texts: Texts) -> None:
    """Markdown's rule line goes; an escaped pipe is a letter; a lone pipe is no table."""
    text = "| ที่ | งาน |\n|:---|---|\n| 1 | ก \\| ข |\n|  | **ค** |\n\nซ้าย | ขวา\n"
    document = read_text(text)
    assert texts(document.tables[0]) == [["ที่", "งาน"], ["1", "ก | ข"], ["", "ค"]]
    assert paragraphs(document) == ["ซ้าย | ขวา"]


def test_blocks(read_text: ReadText, texts: Texts) -> None:
    """Cells of several lines, a heading of fewer cells, blank lines within cells, a stray tab."""
    text = (
        "ใบสรุปงานสวน\n"
        + cells(["ที่", "เรื่อง\nที่ทำ", "ผู้ดูแล", "ผล"])
        + "\n\tหมวดน้ำ\n\t\n\t\n\n"
        + cells(["1", "รดน้ำ\t", "ก\nข", "ดี"])
        + "\n\t2\n\n\tพรวนดิน\n\n\tค\n\tพอใช้\n"
    )
    document = read_text(text)
    (table,) = document.tables
    assert texts(table) == [
        ["ที่", "เรื่อง\nที่ทำ", "ผู้ดูแล", "ผล"],
        ["หมวดน้ำ", "", "", ""],
        ["1", "รดน้ำ", "ก\nข", "ดี"],
        ["2", "พรวนดิน", "ค", "พอใช้"],
    ]
    assert paragraphs(document) == ["ใบสรุปงานสวน"]
    stray = table.rows[2][1]
    assert stray is not None
    assert (stray.layer, stray.repairs, stray.place.line) == ("รดน้ำ\t", ("text.stray_tab",), 13)


@pytest.mark.parametrize("columns", [2, 3, 5, 8, 12])
@pytest.mark.parametrize("gap", [0, 1, 2])
def test_blocks_of_any_width(read_text: ReadText, texts: Texts, columns: int, gap: int) -> None:
    """The number of columns is found whatever cell of a row ends in a blank line."""
    rows = [[f"หัว{j}" for j in range(columns)]]
    rows += [[f"{i}", *(f"งาน {i}/{j}" for j in range(1, columns))] for i in range(1, 9)]
    text = ""
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            blank = j == columns - 1 or (gap and i and (i + j) % (gap + 2) == 0)
            text += f"\t{cell}\n" + "\n" * bool(blank)
    assert texts(read_text(text).tables[0]) == rows


def test_blocks_with_a_blank_line_after_every_cell(read_text: ReadText, texts: Texts) -> None:
    """What recurs in a row tells the columns: a counter, the same result."""
    rows = [FULL, *([f"{i}.", f"งานที่ {i} ของสวน", "ก", "ดี"] for i in range(1, 6))]
    text = "".join(f"\t{cell}\n\n" for row in rows for cell in row)
    assert texts(read_text(text).tables[0]) == rows


def test_indented_paragraphs_are_no_table(read_text: ReadText) -> None:
    document = read_text("\tข้าพเจ้าขอเรียนว่า\n\n\tสวนนี้ร่มรื่น\n\n\tจึงเรียนมาเพื่อทราบ\n")
    assert not document.tables
    assert paragraphs(document) == ["ข้าพเจ้าขอเรียนว่า", "สวนนี้ร่มรื่น", "จึงเรียนมาเพื่อทราบ"]


def test_text_behind_the_last_row_is_a_paragraph(read_text: ReadText) -> None:
    text = "\n".join(cells(row) for row in (FULL, ["1", "ก", "ข", "ดี"])) + "\nหมายเหตุท้ายงาน\n"
    document = read_text(text)
    assert paragraphs(document) == ["หมายเหตุท้ายงาน"]
    assert document.tables[0].rows[1][3].text == "ดี"  # type: ignore[union-attr]


def test_text_before_a_repeated_first_row_is_a_paragraph(read_text: ReadText) -> None:
    """A second table follows: its rows count from 1 again."""
    page = "\n".join(cells(row) for row in (FULL, ["1", "ก", "ข", "ดี"], ["2", "ค", "ง", "ดี"]))
    document = read_text(f"{page}\nสวนหลังบ้าน\n\n{page}")
    assert [len(table.rows) for table in document.tables] == [3, 3]
    assert paragraphs(document) == ["สวนหลังบ้าน"]
    assert document.tables[1].rows[0][0].place.row == 1  # type: ignore[union-attr]


def test_other_text_behind_a_row_belongs_to_its_last_cell(read_text: ReadText) -> None:
    rows = [FULL, ["1", "ก", "ข", "ดี\n\nรอแก้"], ["2", "ค", "ง", "ดี"]]
    document = read_text("\n".join(cells(row) for row in rows))
    assert not paragraphs(document)
    assert document.tables[0].rows[1][3].text == "ดี\n\nรอแก้"  # type: ignore[union-attr]


def test_tables_of_other_widths_are_told_apart(read_text: ReadText) -> None:
    wide = "\n".join(cells([f"{i}", *"กขคง"]) for i in range(1, 9))
    narrow = "\n".join(cells([f"{i}", "จ"]) for i in range(1, 9))
    document = read_text(f"{wide}\nตอนที่สอง\n\n{narrow}")
    assert [(table.columns, len(table.rows)) for table in document.tables] == [(5, 8), (2, 8)]
    assert paragraphs(document) == ["ตอนที่สอง"]


def test_dialects_in_one_file(read_text: ReadText) -> None:
    """Rows end the cells before them; what stands between is a paragraph."""
    blocks = "\n".join(cells([f"{i}", *"กขค"]) for i in range(1, 4))
    document = read_text(f"{blocks}\nต่อไปเป็นตาราง\n\nที่\tงาน\n1\tก\n")
    assert [table.columns for table in document.tables] == [4, 2]
    assert paragraphs(document) == ["ต่อไปเป็นตาราง"]


def test_form_feed_counts_pages(read_text: ReadText) -> None:
    document = read_text("หน้าแรก\n\fก\tข\n1\t2\n\f")
    assert document.pages == 2
    assert [block.place.page for block in document.blocks] == [1, 2]
    assert document.tables[0].place.line == 2
    assert read_text("ไม่มีหน้า").pages is None


def test_markup_in_cells(read_text: ReadText) -> None:
    """The text is what is printed; the layer is what the file says."""
    (table,) = read_text("ที่\tงาน\n1\t<p>ตัดหญ้า</p> <p><b>กวาดใบไม้</b></p>\n").tables
    cell = table.rows[1][1]
    assert cell is not None
    assert cell.text == "ตัดหญ้า\nกวาดใบไม้"
    assert cell.layer == "<p>ตัดหญ้า</p> <p><b>กวาดใบไม้</b></p>"
    assert cell.repairs == ("text.tags",)


def test_heading_mark_of_a_paragraph(read_text: ReadText) -> None:
    (block,) = read_text("## ตอนที่ 2 **สวน**").blocks
    assert isinstance(block, RawParagraph)
    assert (block.text, block.repairs) == ("ตอนที่ 2 สวน", ("text.markdown",))


SAMPLES = [
    "ก\tข\r1\t2\r\rจบ",
    "".join(cells(FULL) + "\n" for _ in range(3)),
    "| ก | ข |\n| 1 | 2 |\n",
]


@pytest.mark.parametrize("text", SAMPLES)
def test_line_ends_do_not_matter(read_text: ReadText, text: str) -> None:
    unix = text.replace("\r", "\n")
    assert read_text(unix).blocks == read_text(unix.replace("\n", "\r\n")).blocks
    assert read_text(unix).blocks == read_text(unix.replace("\n", "\r")).blocks


LETTERS = st.text("กขคงาีุ่์AB19๑ .,()-/\t\n", max_size=300)


@given(LETTERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_no_character_is_lost(read_text: ReadText, text: str) -> None:
    """Cells and paragraphs joined are the document without its separators."""
    if not text.strip():
        return
    found = Counter[str]()
    for block in read_text(text).blocks:
        squares = [block] if isinstance(block, RawParagraph) else [c for r in block.rows for c in r]
        for square in squares:
            assert square is not None
            found.update("".join(square.text.split()))
    assert found == Counter("".join(text.split()))


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_noise_never_crashes_the_reader(tmp_path: Path, outcome: Outcome, data: bytes) -> None:
    path = tmp_path / "noise"
    path.write_bytes(data)
    found = outcome(path)
    if isinstance(found, OitError):
        assert "\n" not in found.message_th + found.message_en
    else:
        assert all(len({len(row) for row in table.rows}) == 1 for table in found.tables)


MARKUP = st.text("<>/pbulia *_#&;[]()=\"'|กข\t\n", max_size=200)


@given(MARKUP)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_broken_markup_never_crashes_the_reader(
    tmp_path: Path, outcome: Outcome, text: str
) -> None:
    path = tmp_path / "form.txt"
    path.write_text(text, "utf-8")
    found = outcome(path)
    assert not isinstance(found, OitError) or found.reason in ("empty", "unknown_type")


def test_long_text_is_read_in_a_few_seconds(read_text: ReadText) -> None:
    rows = "\n".join(cells([f"{i}", *"กขคงจฉ"]) for i in range(1500))
    started = time.monotonic()
    assert len(read_text(rows).tables[0].rows) == 1500
    assert time.monotonic() - started < 20


def seed(number: str) -> RawDocument:
    found = sorted(SEEDS.glob(f"{number}_*.txt")) if SEEDS.is_dir() else []
    if not found:
        pytest.skip("the real forms are not beside this repository (../shared/seeds)")
    return read_document(found[0])


def test_real_form_of_blocks() -> None:
    (table,) = seed("000").tables
    full = [row for row in table.rows if row[2] is not None and row[2].text]
    assert table.columns == 7
    assert len(full) == 1 + 35


@pytest.mark.parametrize(
    ("number", "columns"),
    [
        ("001", {8: 3, 9: 19}),
        ("002", {4: 25}),
        ("003", {2: 11, 4: 2, 5: 5}),
        ("004", {2: 1, 7: 17}),
    ],
)
def test_real_forms_of_rows(number: str, columns: dict[int, int]) -> None:
    assert Counter(table.columns for table in seed(number).tables) == columns


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_real_forms_keep_every_character(number: str) -> None:
    """Layers and texts joined are the file itself, white space and pipes aside."""
    document = seed(number)
    raw = "".join(
        square.raw
        for block in document.blocks
        for square in (
            [block] if isinstance(block, RawParagraph) else [c for r in block.rows for c in r]
        )
        if square is not None
    )
    (path,) = SEEDS.glob(f"{number}_*.txt")
    assert Counter("".join(raw.split())) == Counter("".join(path.read_text("utf-8").split()))
