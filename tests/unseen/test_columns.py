"""Columns in other words and numbers: each is known by what it means, or kept and said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.unseen.town import ALL_2567, HEADER, T2567, TOWN, rows, town
from tests.unseen.written import celled, checks, codes, read, tabbed


@pytest.mark.parametrize("front", [
    ("ประเด็นการประเมิน",), ("ตัวชี้วัด", "ตัวชี้วัดย่อย")])
def test_columns_of_indicators_before_the_titles(tmp_path: Path, front: tuple[str, ...]) -> None:
    """The titles are those that name items, not those of the first column of such a name."""
    before = ("9 การเปิดเผยข้อมูล", "9.1 ข้อมูลพื้นฐาน")[: len(front)]
    form = town(tmp_path, [[*before, *cells] for cells in rows(1, 6)], (*front, *HEADER))
    assert codes(form) == ALL_2567[:6]
    assert [i.title_raw for i in form.items] == list(T2567.values())[:6]
    assert form.edition == 2567


def test_a_column_without_header_is_kept_and_said(tmp_path: Path) -> None:
    header = (*HEADER[:6], "", *HEADER[6:])
    body = [[*cells[:6], "https://www.wangsai.go.th/x", cells[6]] for cells in rows()]
    form = town(tmp_path, body, header)
    assert codes(form) == ALL_2567
    assert len(form.items[0].extra) == 1
    assert list(form.items[0].extra.values()) == ["https://www.wangsai.go.th/x"]
    assert [check for check, _, _ in checks(form)] == ["column_unknown"]
    assert form.items[0].status == "done"
    assert form.links[0].code == "O1"


HEADERS = [
    ("ข้อ", "ข้อมูล", "องค์ปะกอบข้อมูล", "หน่วยงน", "ผู้รับผิดซอบ", "ผู้รับรองขอมูล", "สถนะ"),
    ("ลำดับ", "รายการข้อมูล", "รายละเอียดที่ต้องเปิดเผย", "สำนัก/กอง", "ผู้จัดทำข้อมูล", "ผู้ตรวจสอบข้อมูล",
     "ผลการดำเนินการ"),
    ("เลขข้อ", "ประเด็นการตรวจ", "องค์ประกอบด้านข้อมูล", "ส่วนราชการที่รับผิดชอบ", "ผู้นำเข้าข้อมูล",
     "ผู้บังคับบัญชาที่รับรองข้อมูล", "ความก้าวหน้า"),
    ("รหัส\nตัวชี้วัด", "หัวข้อ\nการประเมิน", "องค์ประกอบ\nของข้อมูล", "กลุ่มงาน\nที่รับผิดชอบ",
     "เจ้าหน้าที่\nผู้รับผิดชอบ", "ผู้กำกับดูแล/\nผู้รับรอง", "สถานะ\nการดำเนินการ"),
    ("ข้อ", "ชื่อรายการข้อมูล", "รายละเอียดข้อมูลที่ต้องเปิดเผย", "กอง/ฝ่ายที่รับผิดชอบ", "ผู้จัดเตรียมข้อมูล",
     "หัวหน้าหน่วยงานผู้รับรอง", "ผลการเผยแพร่"),
]


@pytest.mark.parametrize("header", HEADERS, ids=range(5))
def test_other_header_words(tmp_path: Path, header: Sequence[str]) -> None:
    """Other provinces' words for the same seven columns, one with a misread letter in most."""
    form = read(tmp_path, TOWN + celled(header, *rows()))
    assert codes(form) == ALL_2567
    item = form.items[2]
    assert item.title_raw == T2567["O3"]
    assert (item.component or "").startswith("- แสดงข้อมูล")
    assert [u.name for u in item.units] == ["กองคลัง"]
    assert [p.name for p in item.assignees] == ["นางสาวพิมพ์ใจ แสงทอง"]
    assert [p.name for p in item.certifiers] == ["นายสุรชัย เพชรดี"]
    assert item.status == "done"
    assert item.extra == {}


@pytest.mark.parametrize("header", [
    "สถานะ", "ผลการดำเนินการ (ดำเนินการแล้ว/ยังไม่ดำเนินการ)", "ดำเนินการแล้ว/อยู่ระหว่างดำเนินการ",
    "ดำเนินการ/ยังไม่ดำเนินการ", "ดำเนินการแล้ว/ไม่ดำเนินการ",
    "เผยแพร่แล้ว/ยังไม่เผยแพร่"])
def test_a_column_of_status_words_whatever_it_offers(tmp_path: Path, header: str) -> None:
    """A cell's own words are its status: never the opposite because of the header."""
    words = {"ดำเนินการแล้ว": "done", "ยังไม่ดำเนินการ": "not_started",
             "อยู่ระหว่างดำเนินการ": "in_progress", "ยังไม่ได้ดำเนินการ": "not_started",
             "ดำเนินการยังไม่แล้วเสร็จ": "in_progress"}
    body = rows()
    for cells, printed in zip(body, words, strict=False):
        cells[6] = printed
    form = town(tmp_path, body, (*HEADER[:6], header))
    assert [i.status for i in form.items[: len(words)]] == list(words.values())


def test_ticks_under_two_rows_of_headers(tmp_path: Path) -> None:
    top = ("ข้อ", "ข้อมูล", "ผลการดำเนินการ", "", "", "ข้อเสนอแนะ")
    below = ("", "", "ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ", "")
    marks = {1: ("✓", "", ""), 2: ("", "/", ""), 3: ("-", "-", "x"), 4: ("", "", ""),
             5: ("√", "", "√"), 6: ("☑", "☐", "☐"),
             7: ("/", "", "ข้อเสนอแนะ ควรเพิ่มช่องทางสอบถามให้มากขึ้น")}
    body = [(f"O{n}", T2567[f"O{n}"], *marks.get(n, ("✓", "", "")), "") for n in range(1, 36)]
    form = read(tmp_path, TOWN + tabbed(top, below, *body))
    assert codes(form) == ALL_2567
    assert [i.status for i in form.items[:7]] == [
        "done", "in_progress", "not_started", None, None, "done", "done"]
    assert form.items[3].absent["status"] == "not_stated"
    assert form.items[4].absent["status"] == "unreadable"
    assert form.items[6].suggestion == "ควรเพิ่มช่องทางสอบถามให้มากขึ้น"
    assert checks(form) == [("status_two", "unsure", "O5"), ("column_shift", "unsure", "O7")]
    assert form.kind == "monitoring"


@pytest.mark.parametrize("more", [
    ("ผู้จัดทำข้อมูล", "งบประมาณ"), ("สถานะ",),
    ("มี", "ไม่มี"), ("งบประมาณ", "เบอร์โทร", "QR Code")])
def test_a_header_of_many_unknown_words(tmp_path: Path, more: tuple[str, ...]) -> None:
    """Key and title are known: the row above the codes is the header, whatever else it holds."""
    body = [(f"O{n}", T2567[f"O{n}"], *["x"] * len(more)) for n in range(1, 36)]
    form = town(tmp_path, body, ("ข้อ", "ข้อมูล", *more))
    assert codes(form) == ALL_2567
    assert not [header for header in form.items[0].extra if header.startswith("#")]


@pytest.mark.parametrize(("header", "printed"), [
    ("วันที่ดำเนินการแล้วเสร็จ", "31 มี.ค. 67"), ("กำหนดแล้วเสร็จ", "31 มี.ค. 67"),
    ("สถานะ", "คาดว่าจะแล้วเสร็จ มี.ค. 67"), ("สถานะ", "ยังไม่เรียบร้อย"),
    ("ดำเนินการแล้ว", "ไม่มี"), ("ดำเนินการแล้ว", "ไม่ใช่"),
    ("แล้วเสร็จ", "N/A")])
def test_what_is_not_said_to_be_done(tmp_path: Path, header: str, printed: str) -> None:
    body = [(f"O{n}", T2567[f"O{n}"], printed) for n in range(1, 36)]
    form = town(tmp_path, body, ("ข้อ", "ข้อมูล", header))
    assert codes(form) == ALL_2567
    assert "done" not in {i.status for i in form.items}


def test_two_columns_of_ticks(tmp_path: Path) -> None:
    body = [(f"O{n}", T2567[f"O{n}"], "✓" if n % 2 else "", "" if n % 2 else "✓")
            for n in range(1, 36)]
    form = town(tmp_path, body, ("ข้อ", "ข้อมูล", "ดำเนินการ", "ไม่ดำเนินการ"))
    assert [i.status for i in form.items[:2]] == ["done", "not_started"]
