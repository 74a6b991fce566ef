"""Who is responsible for an item: people and units of all columns that name any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.written import celled, read, titles

Who = tuple[str | None, str | None]
TITLE = "การมอบหมายผู้รับผิดชอบ OIT ปีงบประมาณ พ.ศ. 2567\n\n"


def who(folder: Path, columns: dict[str, str]) -> tuple[list[str], list[Who], str]:
    """Units, assignees and their texts of an item with these cells by header."""
    official = titles(2567)
    rows = [("ข้อ", "ข้อมูล", *columns)]
    rows += [(code, official[code], *columns.values()) for code in ("O1", "O2", "O3", "O4")]
    form = read(folder, TITLE + celled(*rows))
    item = form.items[0]
    people = [(p.name, p.position) for p in item.assignees]
    return [u.name for u in item.units], people, "|".join(p.text for p in item.assignees)


MAIN, JOINT = "ผู้รับผิดชอบหลัก", "ผู้รับผิดชอบร่วม"


@pytest.mark.parametrize("second", [JOINT, "ผู้รับผิดชอบรอง", "ผู้ร่วมรับผิดชอบ"])
def test_a_unit_beside_a_person_is_no_post(tmp_path: Path, second: str) -> None:
    units, people, _ = who(tmp_path, {MAIN: "นายกิตติ มั่นคง", second: "กองคลัง"})
    assert (units, people) == (["กองคลัง"], [("นายกิตติ มั่นคง", None)])


def test_a_person_beside_a_unit_is_an_assignee(tmp_path: Path) -> None:
    units, people, _ = who(tmp_path, {MAIN: "กองคลัง", JOINT: "นายกิตติ มั่นคง\nนิติกร"})
    assert (units, people) == (["กองคลัง"], [("นายกิตติ มั่นคง", "นิติกร")])


def test_people_of_two_columns(tmp_path: Path) -> None:
    """A post in the second column is nobody's of the first."""
    units, people, _ = who(tmp_path, {MAIN: "นายกิตติ มั่นคง", JOINT: "ปลัดเทศบาล"})
    assert (units, people) == ([], [("นายกิตติ มั่นคง", None), (None, "ปลัดเทศบาล")])


@pytest.mark.parametrize("second", ["หน่วยงานร่วม", "หน่วยงานรอง", "หน่วยงานสนับสนุน"])
def test_units_of_two_columns(tmp_path: Path, second: str) -> None:
    units, people, _ = who(tmp_path, {"หน่วยงานหลัก": "กองคลัง", second: "กองช่าง\nสำนักปลัด"})
    assert (units, people) == (["กองคลัง", "กองช่าง", "สำนักปลัด"], [])


def test_names_beside_their_posts(tmp_path: Path) -> None:
    columns = {"ชื่อ-สกุล ผู้รับผิดชอบ": "นายกิตติ มั่นคง\nนางสาวดวงใจ รุ่งเรือง", "ตำแหน่ง": "นิติกร\nปลัดเทศบาล"}
    _, people, _ = who(tmp_path, columns)
    assert people == [("นายกิตติ มั่นคง", "นิติกร"), ("นางสาวดวงใจ รุ่งเรือง", "ปลัดเทศบาล")]


def test_people_in_a_unit_column_are_assignees(tmp_path: Path) -> None:
    units, people, _ = who(tmp_path, {"หน่วยงานที่รับผิดชอบ": "กองคลัง\nนายกิตติ มั่นคง\nนายช่างโยธา"})
    assert (units, people) == (["กองคลัง"], [("นายกิตติ มั่นคง", "นายช่างโยธา")])


POSTS = ["นายช่างโยธา", "นายตรวจราชการ", "นางพยาบาลวิชาชีพ", "นายแพทย์ชำนาญการ", "นายทะเบียน",
         "นายอำเภอ", "นายด่านศุลกากร", "นักวิชาการคลัง"]


@pytest.mark.parametrize("post", POSTS)
def test_a_post_in_a_unit_column_is_no_unit(tmp_path: Path, post: str) -> None:
    assert who(tmp_path, {"หน่วยงานที่รับผิดชอบ": post})[:2] == ([], [(None, post)])


@pytest.mark.parametrize("header", ["หน่วยงานที่รับผิดชอบ", MAIN])
def test_a_vacant_post_is_no_unit(tmp_path: Path, header: str) -> None:
    assert who(tmp_path, {header: "ว่าง"})[0] == []


def test_a_responsible_column_beside_units_and_people_is_read_too(tmp_path: Path) -> None:
    columns = {"หน่วยงาน": "กองคลัง", "ชื่อ-สกุล": "นายกิตติ มั่นคง", "ผู้รับผิดชอบ": "กองช่าง\nนายธีระ ณ มณี"}
    units, people, _ = who(tmp_path, columns)
    assert units == ["กองคลัง", "กองช่าง"]
    assert people == [("นายกิตติ มั่นคง", None), ("นายธีระ ณ มณี", None)]


def test_units_among_people_where_the_form_has_a_unit_column(tmp_path: Path) -> None:
    """There the words of the person column are kept as an assignee's text."""
    columns = {"หน่วยงาน": "สำนักปลัด", "ผู้รับผิดชอบ": "นายกิตติ มั่นคง", "ผู้ร่วมรับผิดชอบ": "กองคลัง"}
    units, people, text = who(tmp_path, columns)
    assert units == ["สำนักปลัด"]
    assert people == [("นายกิตติ มั่นคง", None), (None, None)]
    assert text == "นายกิตติ มั่นคง|กองคลัง"
