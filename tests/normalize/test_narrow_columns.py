"""Where a column breaks words at any letter, a line that it would have filled ends at a space."""

from __future__ import annotations

import pytest

from normalize.narrowcolumns import with_printed_spaces
from normalize.people import person_cell


@pytest.mark.parametrize(("cell", "names"), [
    ("นายปรียา\nยุทธ\nเจริญเดช\nเจ้าพนัก\nงานธุรกา\nรปฏิบัติ\nงาน", ["นายปรียายุทธ เจริญเดช"]),
    ("นางปรียา\nยุทธเจริ\nญเดช\nเจ้าพนัก\nงานธุรกา\nร", ["นางปรียา ยุทธเจริญเดช"]),
    ("น.ส.พร\nวิมล\nดวงวัฒน์\nนักวิชากา\nรคลัง\nนายพิมพ์\nกุล\nธรรมบุตร\nนิติกร",
     ["น.ส.พรวิมล ดวงวัฒน์", "นายพิมพ์กุล ธรรมบุตร"]),
    ("จ.ส.อ.ธวัช\nพงษ์ \nลาภไทย\nผอ.กลุ่มงานบ\nริหารทั่วไป", ["จ.ส.อ.ธวัชพงษ์ ลาภไทย"]),
])
def test_short_lines_tell_where_given_and_family_name_part(cell: str, names: list[str]) -> None:
    assert [person.name for person in person_cell(cell)] == names


@pytest.mark.parametrize("cell", [
    "นางสาวจิดาภา เมฆ\nลอย\nนักทรัพยากรบุคคล\nปฏิบัติการ",             # breaks between words
    "นายศุภวิชญ์ ธาร\nสนธยา\nนักวิชา\nการคอมพิวเตอร์ปฏิบัติ\nการ",
    "นายก้อง ใจดี\nนิติกร\nนางมณี รักดี\nครู", "นายก้อง ใจดี", "",
])
def test_other_columns_are_left_as_they_are(cell: str) -> None:
    assert with_printed_spaces(cell) == cell


def test_no_space_is_put_into_a_word() -> None:
    cell = "นายกิตติ มั่นคงผู้อำนวย\nการก\nองคลัง"
    assert with_printed_spaces(cell) == cell
