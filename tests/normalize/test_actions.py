"""The plan of action: issues carried down, rows over pages, lists without numbers, ISO dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.actions import Actions, actions_of
from normalize.issues import lines_of
from normalize.listed import entries
from tests.normalize.printed import Rows, document

HEADER = ["ประเด็นที่", "วิธีการนำผลวิเคราะห์ไปสู่การปฏิบัติ", "ผู้รับผิดชอบ/", "ขั้นตอน/วิธีปฏิบัติ",
          "วัน เดือน ปี ที่ดำเนินการ"]  # fmt: skip
WHEN = "2 ตุลาคม 2566 ถึง 30 กันยายน 2567"
FIELDS = ("issue", "topic", "measure", "responsible", "steps", "date_text", "start", "end")


def read(*tables: Rows, header: list[str] = HEADER, year: int | None = None) -> Actions:
    lines = lines_of(document(*([header, *rows] for rows in tables)))
    return actions_of(lines, flattened=False, fiscal_year=year)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.แต่งตั้ง 2.,มอบหมาย 3.แต่งเพลง", ("แต่งตั้ง", "มอบหมาย", "แต่งเพลง")),
        ("๑. ประชุม ๒. รายงาน", ("ประชุม", "รายงาน")),
        ("1) ร่าง\n2) ประกาศ", ("ร่าง", "ประกาศ")),
        ("(๑) ร่าง (๒) ประกาศ", ("ร่าง", "ประกาศ")),
        ("ขั้นตอนที่ 1. ร่าง ขั้นตอนที่ 2. ประกาศ", ("ร่าง", "ประกาศ")),
        ("1. ทำตามข้อ 2. ของระเบียบ 2. รายงาน", ("ทำตามข้อ 2. ของระเบียบ", "รายงาน")),
        ("1. อบรม 1.5 วัน 2. สรุป", ("อบรม 1.5 วัน", "สรุป")),
        ("3.แต่งตั้ง\n4.จัดกิจกรรม", ("แต่งตั้ง", "จัดกิจกรรม")),
        ("1. ร่าง\n3. ประกาศ", ("ร่าง", "ประกาศ")),
        ("▪ ติดป้าย\n▪ แจกใบปลิว", ("ติดป้าย", "แจกใบปลิว")),
        ("- ติดป้าย\n- แจกใบปลิว", ("ติดป้าย", "แจกใบปลิว")),
        ("ติดป้ายหน้า\nอาคาร", ("ติดป้ายหน้าอาคาร",)),
        ("1. ติดป้าย", ("ติดป้าย",)),
        ("", ()),
    ],
)
def test_the_entries_of_a_list(text: str, expected: tuple[str, ...]) -> None:
    assert entries(text, flattened=False) == expected


def test_a_row_is_read_by_its_columns() -> None:
    row = ["(1) การให้บริการ", "▪ ทำแบบคำขอ\n▪ ติดป้าย", "กองคลัง", "1.สำรวจ 2.ทำ",
           "๒ ตุลาคม ๒๕๖๖ ถึง ๓๐ กันยายน ๒๕๖๗"]  # fmt: skip
    [record] = read([row]).records
    assert tuple(record.text(f) for f in FIELDS) == (
        1, "การให้บริการ", "ทำแบบคำขอ\nติดป้าย", "กองคลัง", ("สำรวจ", "ทำ"), WHEN,
        "2023-10-02", "2024-09-30")  # fmt: skip
    assert record.values["start"].raw == "๒ ตุลาคม ๒๕๖๖ ถึง ๓๐ กันยายน ๒๕๖๗"
    assert record.values["steps"].places == record.values["steps"].places[:1]


def test_a_numbered_measure_is_a_new_action_of_the_same_issue() -> None:
    rows = [["(1) ก", "1.ทำคู่มือ", "ปลัด", "1.ร่าง", WHEN], ["", "2.อบรม", "กองคลัง", "1.เชิญ", ""],
            ["2. ข", "▪ ติดป้าย", "", "", WHEN]]  # fmt: skip
    found = read(rows).records
    assert [(r.text("issue"), r.text("topic"), r.text("measure")) for r in found] == [
        (1, "ก", "ทำคู่มือ"), (1, "ก", "อบรม"), (2, "ข", "ติดป้าย")]
    assert found[1].values["issue"].rules[-1] == "heading.carried"


def test_a_row_without_issue_and_date_goes_on_the_one_above_in_every_column() -> None:
    first = [["(7) ก", "▪ ทำระบบการ", "กอง", "1. สำรวจ\n2. ทดลอง", WHEN]]
    second = [["", "จองคิว\n▪ ติดป้าย", "คลัง", "3. ใช้จริง", ""], ["8. ข", "ค", "", "", WHEN]]
    found = read(first, second).records
    assert [r.text("measure") for r in found] == ["ทำระบบการจองคิว\nติดป้าย", "ค"]
    assert found[0].text("steps") == ("สำรวจ", "ทดลอง", "ใช้จริง")
    assert found[0].text("responsible") == "กองคลัง"
    assert len(found[0].continued) == 1


def test_a_topic_repeated_on_the_next_page_is_no_new_action() -> None:
    found = read([["(7) ก", "▪ หนึ่ง", "ปลัด", "1. ร่าง", WHEN]],
                 [["(7) ก (ต่อ)", "▪ สอง", "", "2. ใช้", ""]]).records  # fmt: skip
    assert [(r.text("issue"), r.text("measure"), r.text("steps")) for r in found] == [
        (7, "หนึ่ง\nสอง", ("ร่าง", "ใช้"))]


def test_a_period_that_a_page_cuts_is_joined() -> None:
    found = read([["1. ก", "ข", "", "", "2 ตุลาคม 2566 ถึง"]], [["", "", "", "", "30 กันยายน 2567"]])
    [record] = found.records
    assert (record.text("start"), record.text("end")) == ("2023-10-02", "2024-09-30")


@pytest.mark.parametrize(
    ("header", "cell", "responsible", "checks"),
    [
        ("ผู้รับผิดชอบ/", "ผู้ที่เกี่ยวข้อง", None, ["header_in_data"]),
        ("ผู้รับผิดชอบ", "ผู้รับผิดชอบ", None, ["header_in_data"]),
        ("ผู้รับผิดชอบ", "ผู้ที่เกี่ยวข้อง", "ผู้ที่เกี่ยวข้อง", []),
        ("ผู้รับผิดชอบ/", "ทุกส่วนราชการ", "ทุกส่วนราชการ", []),
        ("ผู้รับผิดชอบ/", "", None, []),
    ],
)
def test_a_word_of_the_header_is_nobody(
    header: str, cell: str, responsible: str | None, checks: list[str]
) -> None:
    found = read([["1. ก", "ข", cell, "", WHEN]], header=[*HEADER[:2], header, *HEADER[3:]])
    assert found.records[0].text("responsible") == responsible
    assert [f.check for f in found.findings] == checks


@pytest.mark.parametrize(
    ("cell", "start", "end", "missing"),
    [
        ("ตลอดปีงบประมาณ", "2023-10-01", "2024-09-30", None),
        ("ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2567", "2024-01-01", "2024-03-31", None),
        ("ภายในเดือนมีนาคม 2567", None, "2024-03-31", None),
        ("1 ตุลาคม", None, None, "year"),
        ("ทุกเดือน", None, None, "date"),
        ("", None, None, None),
    ],
)
def test_days_and_what_they_lack(
    cell: str, start: str | None, end: str | None, missing: str | None
) -> None:
    found = read([["1. ก", "ข", "ปลัด", "", cell]], year=2567)
    record = found.records[0]
    assert (record.text("start"), record.text("end")) == (start, end)
    assert [f.data["missing"] for f in found.findings] == ([missing] if missing else [])


def test_a_plan_in_other_words_and_another_order() -> None:
    header = ["ประเด็น", "ขั้นตอนการดำเนินการ", "มาตรการ/แนวทาง", "หน่วยงานที่รับผิดชอบ", "ระยะเวลา"]
    row = ["การให้บริการและระบบ E-Service", "1) สำรวจ 2) ทำ", "แบบคำขอ", "กองคลัง",
           "ต.ค. 66 - ก.ย. 67"]  # fmt: skip
    [record] = read([row], header=header).records
    assert tuple(record.text(f) for f in FIELDS) == (
        2, "การให้บริการและระบบ E-Service", "แบบคำขอ", "กองคลัง", ("สำรวจ", "ทำ"),
        "ต.ค. 66 - ก.ย. 67", "2023-10-01", "2024-09-30")  # fmt: skip
    assert record.values["issue"].rules == ("issue.topic",)


SEED = Path(__file__).parents[3] / "shared" / "seeds"


def test_the_plan_of_the_shared_analysis() -> None:
    """Eleven actions; those of issues 2 and 7 go on over a page."""
    found = list(SEED.glob("003*.txt"))
    if not found:
        pytest.skip("the folder ../shared with the seeds is not here")
    from oit.pipeline import process

    [form] = process(found[0])
    assert [a.issue for a in form.actions] == [1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7]
    assert [len(a.steps) for a in form.actions] == [4, 3, 2, 4, 2, 2, 3, 2, 3, 3, 4]
    assert {(a.start, a.end) for a in form.actions} == {("2023-10-02", "2024-09-30")}
    assert [bool(a.source.continued) for a in form.actions] == [n in (5, 10) for n in range(11)]
    assert form.actions[0].responsible is None
    assert not any(step[0].isdigit() for a in form.actions for step in a.steps)
