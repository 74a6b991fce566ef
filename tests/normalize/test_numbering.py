"""Codes against titles and neighbours: confirmed, settled with a finding, or left null."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from catalogue.editions import editions
from normalize.codes import item_code
from normalize.numbering import PrintedRow, RowCode, plain_are_items, row_codes
from schema.table import Place

EDITION = editions()[2567]
TITLES = {item.number: item.title for item in EDITION.items}


def printed(code: str, title: str | int) -> PrintedRow:
    """A printed row; a number stands for the official title of that item."""
    words = TITLES[title] if isinstance(title, int) else title
    return PrintedRow(reading=item_code(code), code_raw=code, title=words, place=Place(line=1))


def read(rows: Sequence[tuple[str, str | int]]) -> tuple[RowCode, ...]:
    return row_codes([printed(code, title) for code, title in rows], EDITION)


def codes(rows: Sequence[tuple[str, str | int]]) -> list[str | None]:
    return [row.code for row in read(rows)]


def clean(first: int, last: int) -> list[tuple[str, str | int]]:
    return [(f"O{n}", n) for n in range(first, last + 1)]


def test_confirmed_by_its_title() -> None:
    found = read(clean(1, 35))
    assert [row.code for row in found] == [f"O{n}" for n in range(1, 36)]
    assert {row.confidence for row in found} == {1.0}
    assert {row.relation for row in found} == {"same"}
    assert all(row.findings == () for row in found)


def test_plain_numbers_that_fit_their_titles() -> None:
    assert codes([(str(n), n) for n in range(1, 10)]) == [f"O{n}" for n in range(1, 10)]


def test_plain_numbers_that_fit_no_title() -> None:
    """Running numbers: 1 beside O7 … is not O1."""
    found = codes([(str(n), n + 6) for n in range(1, 10)])
    assert all(code in (None, f"O{n + 7}") for n, code in enumerate(found))


def test_plain_numbers_need_most_titles() -> None:
    rows = [printed(str(n), n if n < 4 else n + 1) for n in range(1, 11)]
    assert not plain_are_items(rows, EDITION)
    assert plain_are_items([printed(str(n), n) for n in range(1, 11)], EDITION)
    assert not plain_are_items([], EDITION)
    assert not plain_are_items([printed("O1", 1)], EDITION)


def test_blank_code_between_neighbours() -> None:
    rows = clean(12, 16)
    rows[2] = ("", 14)
    found = read(rows)
    assert [row.code for row in found] == ["O12", "O13", "O14", "O15", "O16"]
    assert [f.check for f in found[2].findings] == ["code_missing"]
    assert found[2].findings[0].code == "O14"
    assert found[2].confidence < 1


def test_blank_code_and_a_title_from_elsewhere() -> None:
    """The title of O30 between O13 and O15 while O30 stands in its place: nothing decides."""
    rows = clean(12, 31)
    rows[2] = ("", 30)
    found = read(rows)
    assert found[2].code is None
    assert [f.check for f in found[2].findings] == ["code_unreadable"]
    assert found[18].code == "O30"


@pytest.mark.parametrize("misprint", ["O41", "O25", "O99"])
def test_misprint_settled_by_title_and_sequence(misprint: str) -> None:
    rows = clean(12, 16)
    rows[2] = (misprint, 14)
    found = read(rows)
    assert [row.code for row in found] == ["O12", "O13", "O14", "O15", "O16"]
    assert [f.check for f in found[2].findings] == ["code_title_disagree"]
    finding = found[2].findings[0]
    assert finding.code == "O14"
    assert finding.data["printed"] == misprint


def test_misprint_of_a_neighbour() -> None:
    rows = clean(12, 16)
    rows[2] = ("O13", 14)
    assert codes(rows) == ["O12", "O13", "O14", "O15", "O16"]


def test_wrong_title_in_good_sequence() -> None:
    rows = clean(12, 16)
    rows[2] = ("O14", 9)
    found = read(rows)
    assert found[2].code == "O14"
    assert found[2].relation == "other"
    assert [f.check for f in found[2].findings] == ["code_title_disagree"]
    assert found[2].confidence < 1


def test_damaged_title() -> None:
    rows = clean(12, 16)
    rows[2] = ("O14", "รายการกรจัดซื้อจัดจ้างหรือกาจัดหาพัสดุ")
    found = read(rows)
    assert found[2].code == "O14"
    assert found[2].relation == "damaged"
    assert found[2].findings == ()


def test_no_title_beside_a_code_in_sequence() -> None:
    found = read([("O1", ""), ("O2", ""), ("O3", "")])
    assert [row.code for row in found] == ["O1", "O2", "O3"]
    assert all(row.relation is None for row in found)
    assert all(row.confidence < 1 for row in found)


def test_code_out_of_the_edition() -> None:
    """2567 ends at O35: a row O40 with a title of no item is left without code."""
    rows = [*clean(33, 35), ("O40", "การขับเคลื่อนงานอื่นของหน่วยงาน")]
    found = read(rows)
    assert found[3].code is None
    assert [f.check for f in found[3].findings] == ["code_unreadable"]


def test_a_row_of_nothing_readable() -> None:
    found = read([*clean(1, 3), ("??", "ทดสอบ"), *clean(5, 6)])
    assert found[3].code is None
    assert found[3].confidence == 0


def test_order_of_rows_does_not_matter_to_sound_codes() -> None:
    rows = clean(1, 10)
    assert codes(rows[::-1]) == [f"O{n}" for n in range(10, 0, -1)]


def test_unknown_edition_takes_letters_only() -> None:
    rows = [printed("O1", "ก"), printed("2", "ข"), printed("", "ค")]
    found = row_codes(rows, None)
    assert [row.code for row in found] == ["O1", None, None]


def test_no_rows() -> None:
    assert row_codes([], EDITION) == ()


def scanned(rows: Sequence[tuple[str, str | int]]) -> list[str | None]:
    found = [printed(code, title)._replace(scanned=True) for code, title in rows]
    return [row.code for row in row_codes(found, EDITION)]


def test_a_digit_that_was_not_read_follows_from_the_others() -> None:
    """"O?๒" between O21 and O23, its title damaged, can only be O22."""
    damaged = TITLES[22][:len(TITLES[22]) * 6 // 10]
    assert scanned([("O๒๑", 21), ("O\ufffd๒", damaged), ("O๒๓", 23)]) == ["O21", "O22", "O23"]


@pytest.mark.parametrize("rows", [
    [("O๒๑", 21), ("O\ufffd๕", "คำที่ไม่ใช่ชื่อรายการ"), ("O๒๓", 23)],  # the other digit disagrees
    [("O๒๑", 21), ("O\ufffd๒", "คำที่ไม่ใช่ชื่อรายการใด"), ("O๒๓", 23)],  # its title says nothing
    [("O๑๑", 11), ("O\ufffd๒", TITLES[22][:12]), ("O๓๓", 33)],  # no neighbour
])
def test_a_digit_that_was_not_read_is_not_guessed(rows: list[tuple[str, str | int]]) -> None:
    assert scanned(rows)[1] is None


def test_a_code_of_a_scan_needs_its_title_or_its_neighbours() -> None:
    """Digits of a picture alone are no code; in a file that holds letters they are."""
    rows: list[tuple[str, str | int]] = [("O1", 1), ("O17", ""), ("O3", 3)]
    assert codes(rows)[1] == "O17"
    assert scanned(rows)[1] is None
    assert scanned([("O1", 1), ("O2", ""), ("O3", 3)])[1] == "O2"
