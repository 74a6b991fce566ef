"""Joining as a Thai reader would: no space inside words and phrases, printed spaces stay."""

from __future__ import annotations

import pytest

from normalize.joining import join_lines, join_two, parted, unwrap


@pytest.mark.parametrize(("text", "expected"), [
    ("เรื่องร้องเรียน\nการทุจริต", "เรื่องร้องเรียนการทุจริต"),
    ("การดำเนิน\nงาน", "การดำเนินงาน"),
    ("ทรัพยา\nกรบุคคล", "ทรัพยากรบุคคล"),
    ("หน้า\n\n\nที่", "หน้าที่"),
    ("นโยบาย \nNo Gift Policy", "นโยบาย No Gift Policy"),
    ("นโยบาย\nNo Gift Policy", "นโยบาย No Gift Policy"),
    ("No Gift\nPolicy", "No Gift Policy"),
    ("ปีงบประมาณ\nพ.ศ. 2567", "ปีงบประมาณพ.ศ. 2567"),
    ("พ.ศ.\n2567", "พ.ศ. 2567"),
    ("รอบ\n6\nเดือน", "รอบ 6 เดือน"),
    ("รอบ\n๖\nเดือน", "รอบ ๖ เดือน"),
    ("แสดงข้อมูล \nประจำปี", "แสดงข้อมูล ประจำปี"),
    ("แสดงข้อมูล\n   ประจำปี", "แสดงข้อมูลประจำปี"),
    ("ประกาศต่าง\nๆ เกี่ยวกับ", "ประกาศต่าง ๆ เกี่ยวกับ"),
    ("หน่วยงาน\n(เพิ่ม)", "หน่วยงาน (เพิ่ม)"),
    ("(กลุ่มงาน\nยุทธศาสตร์)", "(กลุ่มงานยุทธศาสตร์)"),
    ("กอง/\nสำนัก", "กอง/สำนัก"),
    ("กอง\n/สำนัก", "กอง/สำนัก"),
    ("สิ่งแวดล้อม\nฯ", "สิ่งแวดล้อมฯ"),
    ("ก\nา", "กา"),
    ("ท\nี่", "ที่"),
    ("", ""),
    ("\n\n", ""),
    ("ก", "ก"),
])
def test_join_lines(text: str, expected: str) -> None:
    assert join_lines(text) == expected


@pytest.mark.parametrize(("left", "right", "spaced", "expected"), [
    ("การดำเนิน", "งาน", False, "การดำเนินงาน"),
    ("แสดงข้อมูล", "ประจำปี", True, "แสดงข้อมูล ประจำปี"),
    ("ท", "ี่", True, "ที่"),
    ("", "ก", True, "ก"),
    ("ก", "", True, "ก"),
    ("OIT", "ประจำปี", False, "OIT ประจำปี"),
    ("ปี", "2567", False, "ปี 2567"),
])
def test_join_two(left: str, right: str, spaced: bool, expected: str) -> None:
    assert join_two(left, right, spaced) == expected


@pytest.mark.parametrize(("text", "expected"), [
    # no break is seen: nothing is removed
    ("แสดงโครงสร้าง ข้อมูลผู้บริหาร และอำนาจหน้าที่", "แสดงโครงสร้าง ข้อมูลผู้บริหาร และอำนาจหน้าที่"),
    ("สำนัก กอง ศูนย์ ฝ่าย", "สำนัก กอง ศูนย์ ฝ่าย"),
    ("นโยบาย No Gift Policy", "นโยบาย No Gift Policy"),
    ("รอบ 6 เดือน", "รอบ 6 เดือน"),
    ("ประกาศต่าง ๆ เกี่ยวกับพัสดุ", "ประกาศต่าง ๆ เกี่ยวกับพัสดุ"),
    # a break inside a word
    ("ประพฤติมิ ชอบประจำปี", "ประพฤติมิชอบประจำปี"),
    ("ทรัพ ยากรบุคคล", "ทรัพยากรบุคคล"),
    ("อำนาจหน้า ที่", "อำนาจหน้าที่"),
    ("ท ี่", "ที่"),
    ("", ""),
    ("ก", "ก"),
])
def test_unwrap(text: str, expected: str) -> None:
    assert unwrap(text) == expected


@pytest.mark.parametrize(("left", "right", "expected"), [
    ("โยธาธิการและ", "ผังเมือง", True),
    ("สิ่งแวด", "ล้อม", True),
    ("กองคลัง", "กองช่าง", False),
    ("", "กองช่าง", False),
    ("กองคลัง", "", False),
])
def test_parted(left: str, right: str, expected: bool) -> None:
    assert parted(left, right) is expected
