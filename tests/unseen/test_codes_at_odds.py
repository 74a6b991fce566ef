"""Codes at odds with their titles and neighbours: the right item, or a finding and no guess."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from oit.pipeline import process
from tests.unseen.town import ALL_2567, HEADER, T2567, TOWN, row, rows, town
from tests.unseen.written import checks, codes, read, tabbed


def test_a_blank_key_is_known_by_title_and_sequence(tmp_path: Path) -> None:
    body = rows()
    body[14][0] = ""
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert checks(form) == [("code_missing", "unsure", "O15")]
    item = form.items[14]
    assert item.code_raw is None
    assert item.confidence < 1


def test_a_row_without_code_and_with_a_title_of_its_own_is_no_continuation(
    tmp_path: Path,
) -> None:
    """A full row that no edition knows: an item without code, and O12 is not called missing."""
    body = rows()
    body[11] = row(12, code="", title="ข้อมูลอื่น ๆ ตามที่หน่วยงานกำหนด")
    form = town(tmp_path, body)
    assert codes(form) == [*ALL_2567[:11], None, *ALL_2567[12:]]
    assert len(form.items[10].certifiers) == 1
    assert ("code_unreadable", "extraction", None) in checks(form)
    assert checks(form, "item_missing") == [("item_missing", "unsure", "O12")]


def test_two_rows_swapped_keep_their_own_codes(tmp_path: Path) -> None:
    body = rows()
    body[4], body[5] = body[5], body[4]
    form = town(tmp_path, body)
    assert codes(form) == [*ALL_2567[:4], "O6", "O5", *ALL_2567[6:]]
    assert all(item.title_relation == "same" for item in form.items)
    assert checks(form, "item_missing", "item_twice") == []


def test_a_code_misprinted_as_its_neighbour(tmp_path: Path) -> None:
    """O8 printed as ๐๗: title and sequence say O8; the finding is about item O8."""
    body = rows()
    body[7][0] = "๐๗"
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert form.items[7].code_raw == "๐๗"
    assert form.items[7].confidence < 1
    assert checks(form) == [("code_title_disagree", "unsure", "O8")]


@pytest.mark.parametrize("printed", ["O21", "O72", "O36", "O0"])
def test_a_misprinted_code_is_never_taken_silently(tmp_path: Path, printed: str) -> None:
    body = rows()
    body[11][0] = printed
    form = town(tmp_path, body)
    assert codes(form)[11] in ("O12", None)
    assert codes(form)[:11] + codes(form)[12:] == ALL_2567[:11] + ALL_2567[12:]
    assert form.items[11].code_raw == printed
    assert checks(form, "code_title_disagree", "code_missing", "code_unreadable")
    assert checks(form, "item_twice") == []


def test_a_row_printed_twice(tmp_path: Path) -> None:
    form = town(tmp_path, [*rows(1, 9), row(9), *rows(10, 35)])
    assert codes(form) == ALL_2567
    assert checks(form) == [("row_repeated", "unsure", "O9")]


def test_what_a_reader_left_out_is_said(tmp_path: Path) -> None:
    """An item on a hidden sheet may be the missing one: it is named and nobody is accused."""
    book = openpyxl.Workbook()
    shown, hidden = book.worksheets[0], book.create_sheet("ซ่อน")
    for line in [[TOWN.strip()], list(HEADER), *rows(1, 34)]:
        shown.append(line)
    hidden.append(row(35))
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "form.xlsx")
    (form,) = process(tmp_path / "form.xlsx")
    assert checks(form, "reader_notice") == [("reader_notice", "extraction", None)]
    assert checks(form, "item_missing") == [("item_missing", "unsure", "O35")]


def test_a_title_that_compares_with_another_scheme(tmp_path: Path) -> None:
    """The codes and titles are those of OIT, whatever the heading speaks of beside them."""
    heading = "แบบมอบหมายผู้รับผิดชอบ OIT (เทียบ MOIT 1 ของโรงพยาบาล) ปีงบประมาณ พ.ศ. 2567\n"
    form = read(tmp_path, heading + TOWN + tabbed(HEADER, *rows()))
    assert form.scheme == "OIT"
    assert codes(form) == ALL_2567


def test_a_missing_item(tmp_path: Path) -> None:
    form = town(tmp_path, [*rows(1, 19), *rows(21, 35)])
    assert codes(form) == [c for c in ALL_2567 if c != "O20"]
    assert checks(form) == [("item_missing", "unsure", "O20")]  # a text may lack any row


def test_the_title_of_another_item_beside_a_code(tmp_path: Path) -> None:
    """The sequence speaks for the code; the disagreement is said, not settled silently."""
    body = rows()
    body[11] = row(12, title=T2567["O9"])
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert checks(form) == [("code_title_disagree", "unsure", "O12")]
    item = form.items[11]
    assert (item.title, item.title_raw, item.title_relation) == (T2567["O12"], T2567["O9"], "other")
    assert item.confidence < 1


def test_a_title_of_no_item_beside_a_code(tmp_path: Path) -> None:
    """The code may be right, the title names nothing: that is a disagreement too."""
    body = rows()
    body[11] = row(12, title="ข้อมูลอื่น ๆ ตามที่หน่วยงานกำหนด")
    form = town(tmp_path, body)
    assert codes(form)[11] in ("O12", None)
    assert form.items[11].title_relation in ("other", None)
    assert checks(form, "code_title_disagree", "code_unreadable")


def test_two_titles_exchanged(tmp_path: Path) -> None:
    body = rows()
    body[8], body[11] = row(9, title=T2567["O12"]), row(12, title=T2567["O9"])
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567
    assert checks(form) == [("code_title_disagree", "unsure", "O9"),
                            ("code_title_disagree", "unsure", "O12")]


def test_running_numbers_are_no_codes_where_the_titles_say_so(tmp_path: Path) -> None:
    """1, 2, 3 … before the items O3, O1, O2 …: a wrong code is never given."""
    true = ["O3", "O1", "O2", "O6", "O5", "O4", "O9", "O8"]
    body = [row(int(code[1:]), code=str(n)) for n, code in enumerate(true, 1)]
    form = town(tmp_path, body)
    assert len(form.items) == len(true)
    assert all(found in (None, code) for found, code in zip(codes(form), true, strict=True))
    assert all(item.code or item.title is None for item in form.items)


def test_numbers_that_begin_again_in_each_part(tmp_path: Path) -> None:
    """1-6, 1-7, 1-4 beside exact titles in order: the titles name the items."""
    parts = [range(1, 7), range(7, 14), range(14, 18)]
    body = [row(n, code=str(m)) for part in parts for m, n in enumerate(part, 1)]
    form = town(tmp_path, body)
    assert codes(form) == ALL_2567[:17]


def test_running_number_beside_the_code(tmp_path: Path) -> None:
    header = ("ที่", "รหัส", *HEADER[1:])
    form = town(tmp_path, [[str(n), *cells] for n, cells in enumerate(rows(7, 35), 1)], header)
    assert codes(form) == ALL_2567[6:]
    assert form.items[0].code_raw == "O7"


@pytest.mark.parametrize("key", [
    "ข้อคำถาม", "ตัวชี้วัด", "OIT ข้อที่", "ตัวชี้วัดที่", "", "#"])
def test_a_column_of_codes_is_the_key_whatever_its_header(tmp_path: Path, key: str) -> None:
    header = (key, "ประเด็นการประเมิน", *HEADER[2:])
    form = town(tmp_path, rows(), header)
    assert codes(form) == ALL_2567
    assert [item.title_raw for item in form.items] == list(T2567.values())


@pytest.mark.parametrize("key", ["OIT ข้อที่", "ข้อคำถาม",
                                 "เลข"])
def test_running_numbers_beside_codes_under_another_header(tmp_path: Path, key: str) -> None:
    header = ("ลำดับที่", key, *HEADER[1:])
    form = town(tmp_path, [[str(n), *cells] for n, cells in enumerate(rows(7, 35), 1)], header)
    assert codes(form) == ALL_2567[6:]


def test_only_six_items(tmp_path: Path) -> None:
    """Most items are absent: that may be a missing page, so nobody is accused."""
    form = town(tmp_path, rows(1, 6))
    assert codes(form) == ALL_2567[:6]
    assert form.edition == 2567
    assert set(checks(form)) == {("item_missing", "unsure", c) for c in ALL_2567[6:]}


def test_items_of_another_year_than_the_cover_says(tmp_path: Path) -> None:
    form = read(tmp_path, TOWN.replace("2567", "2566") + tabbed(HEADER, *rows()))
    assert (form.fiscal_year, form.edition) == (2566, 2567)
    assert codes(form) == ALL_2567
    assert checks(form) == [("edition_disagrees", "unsure", None)]
