"""Status words, option boxes and ticks; what says nothing stays nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from catalogue.lookup import table
from normalize.lostmarks import without_marks
from normalize.status import is_check_mark, is_tick, status_of_words, status_words, tick_status

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


MARKS = "ัิีึืุู็่้๊๋์"
DENIED = ["ไม่สามารถเผยแพร่ข้อมูลให้แล้วเสร็จ", "ไม่สามารถเผยแพร่แล้วเสร็จ", "ไม่แล้วเสร็จ",
          "มิได้แล้วเสร็จ", "ยังแล้วเสร็จ", "ไม่พร้อมเผยแพร่แล้ว", "คาดว่าแล้วเสร็จ",
          "ใกล้แล้วเสร็จ", "เมื่อแล้วเสร็จ", "แล้วเสร็จบางส่วน", "แล้วเสร็จเป็นบางส่วน"]


def with_damage(word: str) -> Iterator[str]:
    """A word with one mark lost or doubled, a SARA AM or SARA AE broken."""
    for n, char in enumerate(word):
        before, after = word[:n], word[n + 1 :]
        if char in MARKS:
            yield from (before + after, before + char * 2 + after)
        if char == "ำ":
            yield from (before + "า" + after, before + " า" + after)
        if char == "แ":
            yield before + "เเ" + after


@pytest.mark.parametrize("row", table("statuses"), ids=lambda row: row["value"])
def test_one_damaged_mark_never_turns_done_into_not_done_or_back(row: dict[str, str]) -> None:
    for text in with_damage(row["value"]):
        found = status_of_words(text)
        assert len(found) == 1, text
        assert (found[0] == "done") == (row["canonical"] == "done"), text


@pytest.mark.parametrize("text", DENIED)
def test_a_damaged_denial_or_part_is_never_done(text: str) -> None:
    for broken in with_damage(text):
        assert "done" not in status_of_words(broken), broken


@pytest.mark.parametrize("word", [r["value"] for r in table("denials")])
def test_a_damaged_word_of_denial_is_no_tick(word: str) -> None:
    for text in (word, *with_damage(word)):
        assert not is_tick(text), text


@pytest.mark.parametrize(("text", "status", "confidence"), [
    ("ดำเนินการแลว", "done", 0.85), ("ดำเนินการเเล้ว", "done", 0.85), ("ด าเนินการแล้ว", "done", 0.85),
    ("ดาเนนการแลว", "done", 0.7), ("ดำเนิินการแล้ว", "done", 0.85),
    ("ยังไมดำเนินการ", "not_started", 0.85), ("ไมได้ดำเนินการ", "not_started", 0.85),
    ("อยู่ระหวางดำเนินการ", "in_progress", 0.85), ("ยงไม่แล้วเสร็จ", "in_progress", 1.0),
    ("ดำเนินการไมแล้วเสร็จ", "in_progress", 0.85),
])
def test_lost_and_doubled_marks(text: str, status: str, confidence: float) -> None:
    read = status_words(text)
    assert (read.statuses, read.confidence) == ((status,), confidence)
    assert read.rule == ("status.words" if confidence == 1 else "status.marks")


@pytest.mark.parametrize("text", ["สั่งแล้ว", "สังแล้ว", "มาแล้ว", "แล้ว"])
def test_another_mark_is_another_word(text: str) -> None:
    assert status_of_words(text) == ()


def test_a_word_without_its_marks() -> None:
    assert without_marks("องค์การบริหารส่วนตำบล") == "องคการบรหารสวนตาบล"


@pytest.mark.parametrize(("printed", "status"), [
    ("กำถังดำเนินการ", "in_progress"), ("ดำเนินการแถ้ว", "done"), ("ดำเนิ\ufffdการแล้ว", "done"),
    ("ดำเนินการแก้ว", "done"),
])
def test_one_misread_letter_of_a_long_wording(printed: str, status: str) -> None:
    """As recognisers of scans misread them; the rule says so."""
    read = status_words(printed)
    assert read.statuses == (status,)
    assert (read.rule, read.confidence) == ("status.misread", 0.7)


@pytest.mark.parametrize("printed", ["ได้ดำเนินการ", "แถ้วเสร็จ", "จะดำเนินการแล้ว", "ดำเนินการแล้วๆๆ"])
def test_more_than_one_letter_is_no_misreading(printed: str) -> None:
    assert status_words(printed).rule != "status.misread"


def test_one_lost_letter_of_a_long_wording() -> None:
    """Not one of a word that denies, and none added: that may say the opposite."""
    read = status_words("กำลังดำนินการ")
    assert (read.statuses, read.rule) == (("in_progress",), "status.misread")
    for text in ("ยัไม่ดำเนินการ", "ไม่ไดดำเนินการแล้ว"):
        assert status_words(text).statuses != ("done",)
