"""Spellings of one person: alike in name and post, and never two who stand side by side."""

from __future__ import annotations

import pytest

from normalize.sameperson import Named, is_well_formed, one_person

CHIEF = "ผู้อำนวยการกลุ่มงานอำนวยการ"
CLERK = "นักวิชาการพัสดุปฏิบัติการ"


def groups(*cells: list[Named]) -> set[frozenset[str]]:
    same = one_person(cells)
    return {frozenset(n for n in same if same[n] == name) for name in same.values()}


@pytest.mark.parametrize(("one", "two", "post"), [
    ("น.ส.กานดา รักเรียน", "น.ส.กานคา รักเรียน", CLERK),          # ด read as ค
    ("นายวิชัย ภักดีวงศ์", "นายวิชัย กักดีวงศ์", CLERK),          # ภ read as ก
    ("นางสาวดวงพร ศรีสุข", "น.ส.ดวงพร ศรีสุข", CLERK),           # the title in short
    ("นายประเสริฐ ทองแท้", "นายประเสริฐ์ ทองแท้", CLERK),         # a mark too many
    ("นางสาววชิรา บุญมาก", "นางสาวชิรา บุญมาก", CHIEF),          # a letter lost, one head of a group
])
def test_spellings_of_one_person(one: str, two: str, post: str) -> None:
    assert groups([(one, post)], [(one, post)], [(two, post)]) == {frozenset({one, two})}


@pytest.mark.parametrize(("one", "two"), [
    (("นายสมชาย ใจดี", CLERK), ("นายสมหมาย ใจดี", CLERK)),        # brothers in one kind of post
    (("นายวิชัย ภักดีวงศ์", CLERK), ("นายวิชัย กักดีวงศ์", "นิติกร")),  # alike, in other posts
    (("นายกิตติ มั่นคง", CLERK), ("นางกิตติ มั่นคง", CLERK)),       # a man and a woman
    (("นายกิตติ มั่นคง", None), ("นายกิตติ มั่งคั่ง", None)),         # no post to confirm it
])
def test_two_people(one: Named, two: Named) -> None:
    assert groups([one], [two]) == {frozenset({one[0]}), frozenset({two[0]})}


def test_two_in_one_cell_are_never_one() -> None:
    one, two = ("น.ส.กานดา รักเรียน", CLERK), ("น.ส.กานคา รักเรียน", CLERK)
    assert groups([one, two], [one]) == {frozenset({one[0]}), frozenset({two[0]})}


def test_the_spelling_printed_most_often_stands_for_all() -> None:
    often, once = ("น.ส.กานดา รักเรียน", CLERK), ("น.ส.กานคา รักเรียน", CLERK)
    assert one_person([[once], [often], [often]]) == {often[0]: often[0], once[0]: often[0]}


@pytest.mark.parametrize("name", [
    "นายสิทธิ์ พันธุ์ดี", "น.ส.กาญจนา ศรีสุข", "นางพิมพ์ ณ สงขลา", "นายเดช สำราญ", "นางน้ำ ก๊กใหญ่",
    "น.ส.ทิพย์ วงศ์ไทย", "นายเก็จ ใจดี", "Mr. John Smith",
])
def test_a_name_that_thai_can_write(name: str) -> None:
    assert is_well_formed(name)


@pytest.mark.parametrize("name", [
    "นายธีัญ ใจดี", "นายสข์ั ใจดี", "นายก่้า ใจดี", "นายวง์ศ์ั ดี", "นายเืดช ดี", "นาย ์ดี มาก", "นายวัุด ดี",
    "นายกั์น ดี",
])
def test_a_name_that_no_one_can_write(name: str) -> None:
    assert not is_well_formed(name)


def test_a_spelling_that_cannot_be_stands_for_nobody_else() -> None:
    """Even where it is printed most often; of the others the one most like all mentions wins."""
    names = ["น.ส.อรพิน ธีัญญสุข"] * 3 + ["น.ส.อรพิน ธัญสุข", "น.ส.อรพิน ธัญญสุข", "น.ส.อรพิน ธีญญสุข"]
    same = one_person([[(name, CHIEF)] for name in names])
    assert set(same.values()) == {"น.ส.อรพิน ธัญญสุข"}


def test_an_impossible_spelling_stands_for_itself() -> None:
    assert one_person([[("นายธีัญ ใจดี", CLERK)]]) == {"นายธีัญ ใจดี": "นายธีัญ ใจดี"}
