"""No citizen id leaves a reader; numbers that are none do; places and other letters stay."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extract.citizenids import is_citizen_id, masked, masked_document
from extract.reader import read_document
from schema.table import Cell, Link, Mark, Notice, Place, RawDocument, RawParagraph, RawTable

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ID = "1-2345-67890-12-1"
PLAIN = "1234567890121"


def made_id(number: int) -> str:
    """A citizen id of 12 digits chosen at random and the one that checks them."""
    digits = str(random.Random(number).randrange(10**11, 9 * 10**11))
    return next(digits + last for last in "0123456789" if is_citizen_id(digits + last))


@pytest.mark.parametrize("text", [
    ID, PLAIN, ID.translate(THAI), PLAIN.translate(THAI), "1 2345 67890 12 1", "1.2345.67890.12.1",
    "1-2345-67890-\n12-1", "12345678\n90121", "1-2345-678\n90-12-1", "1–2345–67890–12–1",
    "1-<b>2345</b>-67890-12-1", "1-2345-67890&nbsp;12-1", "1 2345 6789\u200b0 12 1",
    "1 2 3 4 5 6 7 8 9 0 1 2 1", "1-23456-7890-12-1", "๑-2345-๖๗๘๙๐-12-1",
    "**1-2345-67890-12-1**", "1 - 2345 - 67890 - 12 - 1",
])
def test_every_way_to_print_an_id_is_masked(text: str) -> None:
    assert masked(f"นายเอก ใจดี {text} นิติกร").replace("*", "") == "นายเอก ใจดี [id] นิติกร"


def test_an_odd_grouping_is_masked_behind_its_label() -> None:
    assert masked("12345 67890 121") == "12345 67890 121"
    assert masked("เลขประจำตัวประชาชน 12345 67890 121") == "เลขประจำตัวประชาชน [id]"


@pytest.mark.parametrize("text", [
    "1234567890122", "1-2345-67890-12-2", "11234567890121", "12345678901210", "2566 2567 2568 1",
    "9786164789012", "0994000158378", "เลขที่ 1,234,567,890,121 บาท", "O1 – O43", "[id]",
])
def test_what_is_no_citizen_id_stays(text: str) -> None:
    """A wrong check digit, more digits, years, an ISBN, an organisation's number, money."""
    assert masked(text) == text


def test_of_many_numbers_the_ids_alone_are_masked_and_twice_is_as_once() -> None:
    for number in range(200):
        digits = made_id(number)
        wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
        text = f"ก {digits} ข {wrong} ค {digits.translate(THAI)}, โทร 0 4281 2345"
        assert masked(text) == f"ก [id] ข {wrong} ค [id], โทร 0 4281 2345"
        assert masked(masked(text)) == masked(text)


def test_nothing_of_a_document_leaks_an_id_and_places_stay() -> None:
    cell = Cell(text=f"นายเอก\n{ID}", layer=f"<p>นายเอก</p>1-<i>2345</i>-{ID[7:]}",
                place=Place(sheet=f"ใบ {PLAIN}", table=1, row=2, column=3),
                marks=(Mark(kind="red", text="67890-12-1"), Mark(kind="struck", text="นายเอก")),
                links=(Link(text=ID, target=f"https://a.go.th/?id={PLAIN}"),
                       Link(text="2345", target="https://a.go.th/%E0%B9%91" + "".join(
                           f"%E0%B9%9{digit}" for digit in PLAIN[1:]))))
    other = Cell(text="๑๒", place=Place(line=4))
    table = RawTable(table=1, rows=((cell, None, other),))
    line = RawParagraph(text=f"ผู้รายงาน {ID.translate(THAI)}", place=Place(line=9))
    notice = Notice(rule="text.damaged", message_th=ID, message_en=PLAIN)
    made = masked_document(RawDocument(reader="text", media_type="text/plain",
                                       blocks=(table, line), notices=(notice,)))
    said = made.model_dump_json()
    assert not [part for part in (ID, PLAIN, "67890", "2345", "%91") if part in said]
    [after, _, same] = made.tables[0].rows[0]
    assert same is other
    assert after is not None
    assert after.text == "นายเอก\n[id]"
    assert (after.place.row, after.place.column, after.place.sheet) == (2, 3, "ใบ [id]")
    assert [mark.text for mark in after.marks] == ["[id]", "นายเอก"]
    assert after.repairs == ("personal.citizen_id",)
    assert masked_document(made) == made


def test_an_id_in_boxes_of_its_own_is_masked_where_the_table_names_it() -> None:
    def table(head: str) -> RawTable:
        boxes = tuple(Cell(text=digit) for digit in PLAIN)
        return RawTable(table=1, rows=((Cell(text=head), *(None,) * 12), boxes))

    document = RawDocument(reader="text", media_type="text/plain",
                           blocks=(table("เลขประจำตัวประชาชน"), table("จำนวน")))
    boxes, numbers = (made.rows[1] for made in masked_document(document).tables)
    assert "".join(cell.text for cell in boxes if cell) == "[id]"
    assert "".join(cell.text for cell in numbers if cell) == PLAIN


def test_every_reader_masks(tmp_path: Path) -> None:
    file = tmp_path / "แบบ.csv"
    file.write_text(f"ข้อ,ผู้รับผิดชอบ\n1,นายเอก {ID}\n", encoding="utf-8")
    assert ID not in read_document(file).model_dump_json()
