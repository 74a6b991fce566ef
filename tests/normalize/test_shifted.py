"""Rows that lost or gained a separator: put back where the cells say so, else left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalize.columns import columns_of
from normalize.shifted import RULE, moved
from schema.table import Cell

HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "หน่วยงานที่รับผิดชอบ", "ผู้รับมอบหมาย", "ผู้กำกับดูแล",
          "สถานะ", "หมายเหตุ")
WHOLE = ("O1", "โครงสร้าง", "แสดงแผนผัง", "กองคลัง", "นายก้อง ใจดี", "นางข้าว ดีงาม", "ดำเนินการแล้ว", "")


def cells(texts: tuple[str, ...]) -> tuple[Cell, ...]:
    """A row of cells."""
    return tuple(Cell(text=text) for text in texts)


def texts_after(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """The texts of a row after moving, None where it stays."""
    shift = moved(cells(texts), columns_of((HEADER,), 0, 1))
    return tuple(c.text for c in shift.cells) if shift else None


def without(column: int, texts: tuple[str, ...] = WHOLE) -> tuple[str, ...]:
    """A row that lost the separator before a column together with what stood there."""
    return (*texts[:column], *texts[column + 1 :], "")


@pytest.mark.parametrize("column", [2, 3])
def test_row_that_lost_a_cell_is_put_back(column: int) -> None:
    """The cells to the right fit again; the lost one is blank."""
    blank = tuple("" if n == column else t for n, t in enumerate(WHOLE))
    assert texts_after(without(column)) == blank


def test_row_with_a_doubled_separator_is_put_back() -> None:
    """A blank cell too many goes."""
    doubled = (*WHOLE[:3], "", *WHOLE[3:7])
    assert texts_after(doubled) == WHOLE


@pytest.mark.parametrize("column", [4, 5])
def test_person_who_may_be_either_is_loose(column: int) -> None:
    """One person where two columns take people: nobody can say which of them was lost."""
    shift = moved(cells(without(column)), columns_of((HEADER,), 0, 1))
    assert shift is not None
    assert [c.text for c in shift.cells] == [*WHOLE[:4], "", "", *WHOLE[6:]]
    assert [(h, c.text) for h, c in shift.loose] == [("ผู้รับมอบหมาย / ผู้กำกับดูแล", WHOLE[9 - column])]


def test_unit_and_person_run_together_are_parted() -> None:
    """The separator between them is what was lost."""
    together = (*WHOLE[:3], "กองคลัง นายก้อง ใจดี", *WHOLE[5:], "")
    assert texts_after(together) == WHOLE


@pytest.mark.parametrize("row", [
    WHOLE,
    without(7),
    ("O1", "โครงสร้าง", "แสดงแผนผัง", "กองคลัง", "กองคลัง", "ผู้บริหาร", "", ""),
    ("O1", "โครงสร้าง", "", "", "", "", "", ""),
    ("O2", "ข้อมูลผู้บริหาร", "แสดงชื่อ", "นายก้อง ใจดี", "", "", "", ""),
    ("", "", "แพร่แทนก็ได้แต่รายละเอียดต้องครบถ้วน", "", "", "", "", ""),
])
def test_row_that_says_nothing_better_stays(row: tuple[str, ...]) -> None:
    """A row is never moved for one odd cell alone."""
    assert texts_after(row) is None


def test_what_was_moved_says_so() -> None:
    """Moved cells carry the rule and less confidence; those before keep theirs."""
    shift = moved(cells(without(3)), columns_of((HEADER,), 0, 1))
    assert shift is not None
    assert [RULE in c.repairs for c in shift.cells] == [False, False, True, True, True, True, True,
                                                        True]
    assert (shift.source, shift.target) == ("หน่วยงานที่รับผิดชอบ", "ผู้รับมอบหมาย")
    assert shift.cells[0].confidence == 1 > shift.cells[4].confidence


def test_cells_of_a_merged_row_stay() -> None:
    """A reader that knows the grid put them there."""
    row = tuple(replace(c, row_span=2) for c in cells(without(3)))
    assert moved(row, columns_of((HEADER,), 0, 1)) is None
