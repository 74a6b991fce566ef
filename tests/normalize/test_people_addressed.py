"""Teachers addressed as such, stray spaces, people run together, words for nobody."""

from __future__ import annotations

import pytest

from normalize.addressed import address
from normalize.people import person_cell

Pairs = list[tuple[str | None, str | None]]


def pairs(text: str) -> Pairs:
    return [(p.name, p.position) for p in person_cell(text)]


@pytest.mark.parametrize(("text", "read"), [
    ("ครูสมชาย ใจดี", [("ครูสมชาย ใจดี", None)]),
    ("ครู สมชาย ใจดี", [("ครูสมชาย ใจดี", None)]),
    ("คุณครูสมหญิง ใจดี\nครู คศ.1", [("คุณครูสมหญิง ใจดี", "ครู คศ.1")]),
    ("อาจารย์สมชาย ใจดี", [("อาจารย์สมชาย ใจดี", None)]),
    ("คุณสมชาย ใจดี นิติกร", [("คุณสมชาย ใจดี", "นิติกร")]),
    ("ครูสมชาย ใจดี ครู คศ.2", [("ครูสมชาย ใจดี", "ครู คศ.2")]),
    ("1. ครูสมชาย ใจดี\n2. ครูสมหญิง ทองดี", [("ครูสมชาย ใจดี", None), ("ครูสมหญิง ทองดี", None)]),
    ("นางสาวดวงใจ รุ่งเรือง\nครูสมชาย ทองดี", [("นางสาวดวงใจ รุ่งเรือง", None),
                                           ("ครูสมชาย ทองดี", None)]),
    ("ผอ.สมชาย ใจดี", [("ผอ.สมชาย ใจดี", None)]),
    ("กำนันสมชาย ใจดี", [("กำนันสมชาย ใจดี", None)]),
    # posts, not people
    ("ผอ.กองคลัง งานพัสดุ", [(None, "ผอ.กองคลัง งานพัสดุ")]),
    ("ผอ.สพป.เลย เขต 1", [(None, "ผอ.สพป.เลย เขต 1")]),
    ("กำนันตำบลบ้านใหม่ อำเภอเมือง", [(None, "กำนันตำบลบ้านใหม่ อำเภอเมือง")]),
    ("ครูชำนาญการ", [(None, "ครูชำนาญการ")]),
    ("ครูชำนาญการ พิเศษ", [(None, "ครูชำนาญการ พิเศษ")]),
    ("ครูวิทยาศาสตร์ โรงเรียนบ้านหนอง", [(None, "ครูวิทยาศาสตร์ โรงเรียนบ้านหนอง")]),
    ("อาจารย์ที่ปรึกษา", [(None, "อาจารย์ที่ปรึกษา")]),
    ("นางสาวดวงใจ รุ่งเรือง ครูชำนาญการ", [("นางสาวดวงใจ รุ่งเรือง", "ครูชำนาญการ")]),
    ("นางสาวดวงใจ รุ่งเรือง\nครู\nนายแพทย์สมชาย ใจดี\nนักวิชาการศึกษา",
     [("นางสาวดวงใจ รุ่งเรือง", "ครู"), ("นายแพทย์สมชาย ใจดี", "นักวิชาการศึกษา")]),
    ("นายสม ใจดี\nผู้ช่วยนักวิชาการเงิน\nและบัญชี รักษา\nราชการแทนผู้อำนวยการกองคลัง",
     [("นายสม ใจดี", "ผู้ช่วยนักวิชาการเงินและบัญชี รักษาราชการแทนผู้อำนวยการกองคลัง")]),
    ("ครูพี่เลี้ยง นางสาวดวงใจ รุ่งเรือง", [("นางสาวดวงใจ รุ่งเรือง", "ครูพี่เลี้ยง")]),
])
def test_teachers(text: str, read: Pairs) -> None:
    assert pairs(text) == read


def test_an_address_says_that_it_may_be_a_post() -> None:
    (found,) = person_cell("ครูสมชาย ใจดี")
    assert (found.rules, found.confidence) == (("person.addressed",), 0.9)
    assert address("ครูพลศึกษา ประถม") == ""


@pytest.mark.parametrize(("text", "name"), [
    ("นาย กิต ติ มั่นคง", "นายกิตติ มั่นคง"), ("นายกิตติ มั่น คง", "นายกิตติ มั่นคง"),
    ("น.ส.ปิยะ นันท์ มณี", "น.ส.ปิยะนันท์ มณี"), ("นาง\nสาว\nดวงใจ รุ่งเรือง", "นางสาวดวงใจ รุ่งเรือง"),
    ("นาย มะรอซี บิน มะเด็ง", "นายมะรอซี บิน มะเด็ง"), ("นายบิน อับดุลเลาะห์", "นายบิน อับดุลเลาะห์"),
    ("ดต.กิตติ มั่นคง", "ดต.กิตติ มั่นคง"),
])
def test_a_stray_space_and_other_breaks(text: str, name: str) -> None:
    assert pairs(text) == [(name, None)]


@pytest.mark.parametrize("text", [
    "นายกิตติ มั่นคงนางดวงใจ รุ่งเรือง", "• นายกิตติ มั่นคง• นางดวงใจ รุ่งเรือง",
    "1.นายกิตติ มั่นคง2.นางดวงใจ รุ่งเรือง",
])
def test_two_run_together(text: str) -> None:
    assert pairs(text) == [("นายกิตติ มั่นคง", None), ("นางดวงใจ รุ่งเรือง", None)]


def test_a_group_behind_people_is_nobodys_post() -> None:
    found = person_cell("นายกิตติ มั่นคง / นางดวงใจ รุ่งเรือง / คณะทำงาน ITA")
    assert [(p.name, p.position, p.text) for p in found][1:] == [
        ("นางดวงใจ รุ่งเรือง", None, "นางดวงใจ รุ่งเรือง"), (None, None, "คณะทำงาน ITA")]


@pytest.mark.parametrize("between", ["\n", " ", "/", " ("])
def test_a_post_that_no_table_knows_before_an_acting_one(between: str) -> None:
    text = f"นายกิตติ มั่นคง{between}ผู้กำชับการ รก.ผอ.กองช่าง" + (")" if "(" in between else "")
    assert pairs(text) == [("นายกิตติ มั่นคง", "ผู้กำชับการ รก.ผอ.กองช่าง")]


def test_a_family_name_that_holds_a_title_is_whole_before_a_post() -> None:
    assert pairs("นายกิตติ ศรีนางแย้ม นิติกร") == [("นายกิตติ ศรีนางแย้ม", "นิติกร")]


@pytest.mark.parametrize("text", ["รอแต่งตั้ง", "อยู่ระหว่างสรรหา", "ยังไม่มี"])
def test_words_for_nobody(text: str) -> None:
    (found,) = person_cell(text)
    assert (found.name, found.position, found.rules) == (None, None, ("person.vacant",))
