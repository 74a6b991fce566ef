"""Status words, option boxes and ticks; what says nothing stays nothing."""

from __future__ import annotations

import pytest

from normalize.status import is_check_mark, is_tick, status_of_words, tick_status

WORDS = [
    ("ดำเนินการแล้ว", "done"), ("ดำเนินการแล้วเสร็จ", "done"), ("แล้วเสร็จ", "done"),
    ("ดำเนินการเรียบร้อยแล้ว", "done"), ("ดำเนินการ\nแล้ว", "done"), ("ดำเนินการ แล้ว", "done"),
    ("ดําเนินการแล้ว", "done"), ("เผยแพร่แล้ว", "done"), ("จัดทำแล้ว", "done"), ("เสร็จสิ้น", "done"),
    ("แล้วเสร็จ 100%", "done"), ("Done", "done"), ("Completed", "done"),
    ("DONE", "done"),
    ("ดำเนินการแล้ว (ม.ค. 67)", "done"), ("ได้ดำเนินการแล้ว", "done"), ("- ดำเนินการแล้ว", "done"),
    ("อยู่ระหว่างดำเนินการ", "in_progress"), ("อยู่ระหว่างการดำเนินการ", "in_progress"),
    ("กำลังดำเนินการ", "in_progress"), ("อยู่ระหว่างจัดทำ", "in_progress"),
    ("In progress", "in_progress"),
    ("อยู่ระหว่าง\nดำเนินการ", "in_progress"), ("อยู่ระหว่างการรวบรวมข้อมูล", "in_progress"),
    ("ดำเนินการบางส่วน", "in_progress"), ("ดำเนินการแล้วบางส่วน", "in_progress"),
    ("ดำเนินการยังไม่แล้วเสร็จ", "in_progress"), ("ยังไม่แล้วเสร็จ", "in_progress"),
    ("ยังดำเนินการไม่แล้วเสร็จ", "in_progress"),
    ("ยังไม่ดำเนินการ", "not_started"), ("ยังไม่ได้ดำเนินการ", "not_started"),
    ("ไม่ได้ดำเนินการ", "not_started"), ("ไม่ดำเนินการ", "not_started"),
    ("ยังไม่เริ่มดำเนินการ", "not_started"), ("ยังไม่ได้จัดทำ", "not_started"),
    ("ยังไม่เผยแพร่", "not_started"), ("รอดำเนินการ", "not_started"), ("Not started", "not_started"),
    ("ยังไม่มีการดำเนินการ", "not_started"), ("ยังมิได้ดำเนินการ", "not_started"),
    ("Not done", "not_started"),
]


@pytest.mark.parametrize(("text", "status"), WORDS)
def test_status_words(text: str, status: str) -> None:
    assert status_of_words(text) == (status,)




@pytest.mark.parametrize("text", [
    "ยังไม่ได้เผยแพร่", "ไม่แล้วเสร็จ", "ไม่ครบถ้วน", "ยังไม่ได้ลงเว็บไซต์", "not completed",
    "ไม่สามารถดำเนินการได้", "ไม่พร้อมเผยแพร่", "ยังไม่พบการดำเนินการ", "มิได้ดำเนินการ",
    "ยังไม่เรียบร้อย", "ไม่เรียบร้อย",
    "ดำเนินการไม่เสร็จ", "ยังจัดทำไม่เสร็จ", "ไม่บรรลุ",
    "ยังไม่บรรลุ",
])
def test_a_negation_is_never_done(text: str) -> None:
    assert "done" not in status_of_words(text)




@pytest.mark.parametrize("text", [
    "จะแล้วเสร็จภายในเดือนมีนาคม", "คาดว่าจะแล้วเสร็จ มี.ค. 67",
    "ใกล้แล้วเสร็จ", "แล้วเสร็จบางส่วน", "เสร็จ 50%",
    "ดำเนินการแล้ว 50%", "ดำเนินการแล้วร้อยละ 80",
    "กำหนดแล้วเสร็จ 31 มี.ค. 2567", "เตรียมดำเนินการ", "อยู่ในแผน", "จะดำเนินการ",
    "ดำเนินการแล้วบางส่วน", "ยังไม่เสร็จเรียบร้อย", "ดำเนินการได้ไม่ครบถ้วน",
])
def test_plans_and_parts_are_never_done(text: str) -> None:
    assert "done" not in status_of_words(text)


@pytest.mark.parametrize("text", [
    "", " ", "-", "มี", "ไม่มี", "✓", "กองคลัง", "2567", "ดำเนินการ", "ตามแผน", "N/A"])
def test_words_of_no_status(text: str) -> None:
    assert status_of_words(text) == ()


@pytest.mark.parametrize(("text", "expected"), [
    ("ดำเนินการแล้ว/ยังไม่ดำเนินการ", ("done", "not_started")),
    ("ดำเนินการแล้ว อยู่ระหว่างดำเนินการ", ("done", "in_progress")),
    ("ดำเนินการแล้ว 3 ข้อ ยังไม่ได้ดำเนินการ 2 ข้อ", ("done", "not_started")),
])
def test_several_statuses_are_all_told(text: str, expected: tuple[str, ...]) -> None:
    assert status_of_words(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ", ("done",)),
    ("☐ ดำเนินการแล้ว ☑ ยังไม่ดำเนินการ", ("not_started",)),
    ("☐ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ", ()),
    ("☑ ดำเนินการแล้ว ☑ ยังไม่ดำเนินการ", ("done", "not_started")),
    ("( ) ดำเนินการแล้ว (/) อยู่ระหว่างดำเนินการ", ("in_progress",)),
    ("(✓) ดำเนินการแล้ว\n( ) อยู่ระหว่างดำเนินการ\n( ) ยังไม่ดำเนินการ", ("done",)),
    ("[ ] ดำเนินการแล้ว [x] ยังไม่ดำเนินการ", ("not_started",)),
    ("□ ดำเนินการแล้ว ✓ อยู่ระหว่างดำเนินการ", ("in_progress",)),
    ("☑ ดำเนินการแล้ว", ("done",)),
    ("☐ ดำเนินการแล้ว", ()),
    ("✓ ดำเนินการแล้ว", ("done",)),
])
def test_boxes_before_options(text: str, expected: tuple[str, ...]) -> None:
    assert status_of_words(text) == expected


@pytest.mark.parametrize("mark", [
    "✓", "✔", "☑", "√", "/", "x", "X", "•", " ✓ ", "/ ", "(✓)", "[x]", "( / )", "☒", "✗",
    "\uf0fc", "\uf0fe", "\uf052", "มี", "1", "ดำเนินการแล้ว",
])
def test_ticks(mark: str) -> None:
    """A mark other than "-" in a tick column is a tick."""
    assert is_tick(mark)


@pytest.mark.parametrize("mark", [
    "", " ", "-", "–", "—", "\n", "- -", "ไม่มีข้อมูล", "❌",
    "☐", "□", "( )", "[ ]", "(  )", ".", "_", "\uf0a8"])
def test_no_ticks(mark: str) -> None:
    assert not is_tick(mark)


@pytest.mark.parametrize(("marks", "expected"), [
    ({"done": "✓", "in_progress": "", "not_started": ""}, ("done",)),
    ({"done": "-", "in_progress": "/", "not_started": "-"}, ("in_progress",)),
    ({"done": "", "in_progress": "", "not_started": ""}, ()),
    ({"done": "✓", "not_started": "✓"}, ("done", "not_started")),
    ({}, ()),
])
def test_tick_columns(marks: dict[str, str], expected: tuple[str, ...]) -> None:
    assert tick_status(marks) == expected


@pytest.mark.parametrize(("mark", "sure"), [
    ("✓", True), ("☑", True), ("√", True), ("(✔)", True), ("\uf0fc", True), ("x", False),
    ("/", False), ("✗", False), ("☐", False), ("-", False), ("", False), ("✓ แต่ยังไม่ครบ", False),
])
def test_marks_that_say_done_by_their_shape(mark: str, sure: bool) -> None:
    """Only a check mark says it under a header that names no state."""
    assert is_check_mark(mark) is sure
