"""The coverage ledger ties forms and files to a roster, and blames no agency for our reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from oit.release.coverage import (
    COLUMNS,
    Agency,
    Head,
    Refused,
    RosterError,
    ledger,
    read_roster,
)

ROSTER = (
    Agency("05560101", "องค์การบริหารส่วนตำบลแม่ลอย", "เชียงราย", None),
    Agency(None, "เทศบาลตำบลบ้านใหม่", "น่าน", "เมืองน่าน"),
    Agency(None, "เทศบาลตำบลบ้านใหม่", "พะเยา", None),
    Agency(None, "องค์การบริหารส่วนตำบลน้ำ", "น่าน", None),
    Agency(None, "องค์การบริหารส่วนตำบลน้ำเขียว", "น่าน", None),
)


def head(name: str | None, province: str | None = None, code: str | None = None,
         *doubts: str, file: str = "ก.docx") -> Head:
    return Head("f" + "0" * 16, file, Agency(code, name, province, None), 43, doubts)


def states(heads: list[Head], refused: list[Refused] | None = None) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in ledger(ROSTER, heads, refused or [])]


@pytest.mark.parametrize(("form", "row", "how"), [
    (head(None, code="05560101"), 0, "code"),
    (head("อบต.แม่ลอย", "จังหวัดเชียงราย"), 0, "name"),
    (head("องค์การบริหารส่วน ตำบลแม่ลอย"), 0, "name"),
    (head("ทต.บ้านใหม่", "พะเยา"), 2, "name"),
    (head(None, file="2567/อบต.น้ำเขียว.pdf"), 4, "file name"),
    (head(None, file="เทศบาลตำบลบ้านใหม่ น่าน.pdf"), 1, "file name"),
])
def test_a_form_is_tied_by_code_name_or_file(form: Head, row: int, how: str) -> None:
    made = states([form])
    parsed = [(n, r["matched_by"]) for n, r in enumerate(made) if r["state"] == "parsed"]
    assert parsed == [(row, how)]
    assert {r["state"] for n, r in enumerate(made) if n != row} == {"missing"}


def test_a_name_that_several_have_is_ambiguous_and_nobody_is_missing_for_it() -> None:
    made = states([head("เทศบาลตำบลบ้านใหม่")])
    assert [r["state"] for r in made] == ["missing", "ambiguous", "ambiguous", "missing", "missing"]


def test_a_form_that_was_not_taken_in_whole_is_partial_and_says_why() -> None:
    [row] = [r for r in states([head("อบต.แม่ลอย", "เชียงราย", None, "row_not_understood")])
             if r["state"] == "partial"]
    assert "row_not_understood" in row["reason_en"]
    assert row["reason_th"] != row["reason_en"]


def test_a_file_that_we_could_not_read_is_refused_with_the_reason_not_missing() -> None:
    file = Refused("อบต.แม่ลอย.pdf", "unreadable", "อ่านไม่ได้", "cannot be read")
    row = states([], [file])[0]
    assert (row["state"], row["received"]) == ("refused", "yes")
    assert row["reason_en"] == "unreadable: cannot be read"


def test_a_missing_row_does_not_say_that_the_agency_sent_nothing() -> None:
    row = states([])[0]
    assert (row["state"], row["received"]) == ("missing", "")
    assert "does not say that it sent none" in row["reason_en"]


def test_a_form_of_another_province_is_not_taken_for_the_expected_one() -> None:
    made = states([head("อบต.แม่ลอย", "ลำปาง")])
    assert made[0]["state"] == "missing"
    assert made[-1]["state"] == "not_in_roster"


def test_a_roster_needs_a_name_or_a_code(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("ลำดับ,name,province\n1,จังหวัดน่าน,น่าน\n2,,\n", "utf-8-sig")
    assert read_roster(path) == (Agency(None, "จังหวัดน่าน", "น่าน", None),)
    path.write_text("a,b\n", "utf-8")
    with pytest.raises(RosterError, match="no column name or code"):
        read_roster(path)
