"""Tables of another kind beside the items, and what stands below them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.unseen.town import ALL_2567, HEADER, MISREAD, T2567, TOWN, row, rows, town
from tests.unseen.written import checks, codes, read, tabbed

BUDGET = (("ลำดับ", "โครงการ", "งบประมาณ (บาท)", "ระยะเวลา"),
          ("1", "อบรมคุณธรรม", "20,000", "ม.ค. 2567"), ("2", "จัดทำเว็บไซต์", "35,000", "ก.พ. 2567"))
EXPENSES = (("ลำดับ", "รายการ", "งบประมาณ (บาท)", "หมายเหตุ"), ("1", "ค่าวัสดุสำนักงาน", "20,000", ""),
            ("2", "ค่าจ้างเหมาบริการ", "35,000", ""), ("3", "ค่าสาธารณูปโภค", "4,500", ""))


@pytest.mark.parametrize("other", [BUDGET, EXPENSES],
                         ids=["projects", "expenses"])
def test_a_table_of_another_kind_before_the_items(
    tmp_path: Path, other: Sequence[Sequence[str]]
) -> None:
    text = TOWN + "งบประมาณ\n\n" + tabbed(*other) + "\nรายการข้อมูล\n\n" + tabbed(HEADER, *rows())
    form = read(tmp_path, text)
    assert codes(form) == ALL_2567
    assert form.items[0].assignees != ()


@pytest.mark.parametrize("other", [BUDGET, EXPENSES],
                         ids=["projects", "expenses"])
def test_a_table_of_another_kind_after_the_items(
    tmp_path: Path, other: Sequence[Sequence[str]]
) -> None:
    form = read(tmp_path, TOWN + tabbed(HEADER, *rows()) + "\nงบประมาณ\n\n" + tabbed(*other))
    assert codes(form) == ALL_2567
    assert form.items[-1].title_raw == T2567["O35"]
    assert form.items[-1].extra == {}


def test_a_table_of_another_kind_is_not_lost(tmp_path: Path) -> None:
    """What no rule knows is kept as a note or said in a finding, before the items too."""
    form = read(tmp_path, TOWN + tabbed(*BUDGET) + "\n\n" + tabbed(HEADER, *rows()))
    said = " ".join([*form.notes, *(f"{f.message_th} {f.data}" for f in form.findings)])
    assert "อบรมคุณธรรม" in said


def test_one_table_per_indicator_with_other_columns(tmp_path: Path) -> None:
    first = [(f"O{n}", T2567[f"O{n}"], "- แสดงข้อมูล", "กองช่าง") for n in range(1, 26)]
    second = [("", "นายสมพร ใจเย็น นิติกร", f"O{n}", T2567[f"O{n}"], "ยังไม่ดำเนินการ")
              for n in range(26, 36)]
    text = (TOWN + "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล\n\n"
            + tabbed(("ข้อ", "ข้อมูล", "องค์ประกอบข้อมูล", "หน่วยงานที่รับผิดชอบ"), *first)
            + "\nตัวชี้วัดที่ 10 การป้องกันการทุจริต\n\n"
            + tabbed(("หมายเหตุ", "ผู้จัดทำข้อมูล", "รหัส", "รายการข้อมูล", "สถานะการเผยแพร่"), *second))
    form = read(tmp_path, text)
    assert codes(form) == ALL_2567
    one, two = form.items[0], form.items[-1]
    assert (one.indicator_printed, two.indicator_printed) == ("9", "10")
    assert [u.name for u in one.units] == ["กองช่าง"]
    assert one.absent["assignees"] == one.absent["status"] == "not_in_form"
    assert [(p.name, p.position) for p in two.assignees] == [("นายสมพร ใจเย็น", "นิติกร")]
    assert (two.status, two.absent["units"]) == ("not_started", "not_in_form")
    assert checks(form) == []


def test_signature_and_notes_below_the_table(tmp_path: Path) -> None:
    foot = ("\nหมายเหตุ: ข้อมูล ณ วันที่ 30 เมษายน 2567\n\n"
            "ลงชื่อ..............................ผู้รับรองข้อมูล\n"
            "(นายอนันต์ สุขเจริญ)\nนายกเทศมนตรีตำบลวังทราย\n")
    form = read(tmp_path, TOWN + tabbed(HEADER, *rows()) + foot)
    assert codes(form) == ALL_2567
    assert form.signer is not None
    assert form.signer.name == "นายอนันต์ สุขเจริญ"
    assert form.signer.position == "นายกเทศมนตรีตำบลวังทราย"
    assert form.signer.role == "ผู้รับรองข้อมูล"
    assert form.notes == ("หมายเหตุ: ข้อมูล ณ วันที่ 30 เมษายน 2567",)
    assert "นายอนันต์ สุขเจริญ" not in {p.canonical for p in form.people}


def test_everything_wrong_at_once(tmp_path: Path) -> None:
    """Mixed code glyphs, misread titles, blank cells, pages: nothing is lost or accused."""
    leads = ["O", "o", "0", "๐", "○", "О", "ข้อ O", "O-"]
    body = [row(n, code=leads[n % len(leads)] + str(n)) for n in range(1, 36)]
    body[2][1] = "อำนาจหนาที่"
    body[19] = row(20, certifier="", status="", code="O20*")
    form = town(tmp_path, [*body[:12], MISREAD, *body[12:]])
    assert codes(form) == ALL_2567
    assert form.items[2].title_relation == "damaged"
    assert form.items[19].certifiers == ()
    assert form.items[19].absent["certifiers"] == "not_stated"
    assert form.items[19].absent["status"] == "not_stated"
    assert checks(form) == [("text_damaged", "unsure", "O3")]
