"""When a space of a cell is a printed one, and what a struck stretch of an unknown column says."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.editions import editions
from normalize.codes import item_code
from normalize.joining import unwrap
from normalize.layout import CellRun, LogicalRow
from normalize.records import items_of
from schema.table import Cell, Mark, Place
from tests.unseen.written import piped, read, titles

T2567 = titles(2567)
FRONT = "แบบ OIT เทศบาลตำบลวังทราย ปีงบประมาณ พ.ศ. 2567\n\n"
SENTENCE = "แสดงกระบวนงาน เช่น การรับเรื่อง"


@pytest.mark.parametrize(("tag", "expected"), [
    ("<br>", SENTENCE), ("<BR/>", SENTENCE), ("", SENTENCE.replace(" ", ""))])
def test_a_tag_for_a_line_break_shows_that_spaces_are_printed(
    tmp_path: Path, tag: str, expected: str
) -> None:
    """In the cell that holds it; where an export kept none, a space may stand for one."""
    rows = [[f"O{n}", T2567[f"O{n}"], SENTENCE + (f"{tag}- ปัจจุบัน" if tag else ""), "กองคลัง"]
            for n in range(1, 9)]
    form = read(tmp_path, FRONT + piped(["ข้อ", "ข้อมูล", "องค์ประกอบ", "หน่วยงาน"], *rows))
    told = {(item.component or "").split("\n")[0] for item in form.items}
    assert told == {expected}


def test_the_space_before_a_reason_is_printed() -> None:
    assert unwrap("ไม่มี เนื่องจากไม่ได้ดำเนินการ") == "ไม่มี เนื่องจากไม่ได้ดำเนินการ"


@pytest.mark.parametrize(("struck", "text"), [
    ((), "20,000 25,000"), (("20,000",), "25,000"), (("20,000", "25,000"), None)])
def test_a_struck_amount_in_a_column_that_is_not_known_is_no_claim(
    struck: tuple[str, ...], text: str | None
) -> None:
    marks = tuple(Mark(kind="struck", text=word) for word in struck)
    amount = CellRun(pieces=(Cell(text="20,000 25,000", place=Place(), marks=marks),))
    title = CellRun(pieces=(Cell(text=T2567["O1"], place=Place()),))
    row = LogicalRow(reading=item_code("O1"), cells={"title": title}, extra={"งบประมาณ": amount})
    extra = items_of((row,), editions()[2567]).items[0].extra
    assert [value.text for value in extra.values()] == ([text] if text else [])
    assert all(value.raw == "20,000 25,000" for value in extra.values())
