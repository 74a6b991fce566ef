"""Remains of HTML and Markdown: what goes and what stays."""

from __future__ import annotations

import time

import pytest

from extract.markup import clean
from schema.table import Link, Mark

KEPT = [
    "หน่วยสวน*",
    "*",
    "**",
    "งาน * กรณีฝนตก *กรณีแดดออก",
    "*1*ผู้ดูแล *2*ผู้ตรวจ",
    "ถาม-ตอบ Q&A และ Dos & Don'ts",
    "AT&T; &ไม่มี;",
    "ต่ำกว่า < 5 หรือ > 7",
    "<https://suan.example.th/a?b=1&c=2>",
    "<นายสมมุติ ใจดี>",
    "ลงชื่อ ____ ผู้ปลูก ______",
    "ตัวแปร a_b_c และ __init",
    "[1] (ก) และ [ดู](ข้อ 2)",
    "# ในช่องตาราง",
    "  เว้นหน้า เว้น  กลาง เว้นท้าย ",
]


@pytest.mark.parametrize("text", KEPT)
def test_print_is_kept(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == text
    assert not cleaned.repairs


@pytest.mark.parametrize(
    ("raw", "text", "repairs"),
    [
        ("<p>ก</p> <p>ข</p>", "ก\nข", ("text.tags",)),
        ("ก<br>ข<br/>ค<BR />ง", "ก\nข\nค\nง", ("text.tags",)),
        (
            '<ul style="list-style-type: none"> <li>▪ ก</li> <li>▪ ข</li> </ul>',
            "▪ ก\n▪ ข",
            ("text.tags",),
        ),
        ("<ol><li>ก</li></ol>", "ก", ("text.tags",)),
        ("<b>ก</b> <i>ข</i><small>*ค</small><sup>2</sup>", "ก ข*ค2", ("text.tags",)),
        ('<span style="x">ก</span><u>ข</u><em>ค</em><strong>ง</strong>', "กขคง", ("text.tags",)),
        ("<div>ก</div>ข", "ก\nข", ("text.tags",)),
        ("คะแนน **81.47** คะแนน", "คะแนน 81.47 คะแนน", ("text.markdown",)),
        ("__หมายเหตุ__ ก", "หมายเหตุ ก", ("text.markdown",)),
        ("***เน้น*** ก*", "เน้น ก*", ("text.markdown",)),
        ("**- แสดงแผน*** - เป็นแผน * ถ้า", "- แสดงแผน* - เป็นแผน * ถ้า", ("text.markdown",)),
        ("***ดูท้ายตาราง**", "*ดูท้ายตาราง", ("text.markdown",)),
        ("**การให้บริการ* (ต่อ)** *ก", "การให้บริการ* (ต่อ) *ก", ("text.markdown",)),
        ("ก &amp; ข&nbsp;&lt;5 &#3585;", "ก & ข\xa0<5 ก", ("text.entities",)),
        ("&lt;b&gt;ก", "<b>ก", ("text.entities",)),
        ("ก\x00ข\x07ค\x85", "กขค", ("text.control",)),
        ("ก\x0bข", "ก\nข", ("text.control",)),
        ("<p>**ก**&amp;</p>", "ก&", ("text.tags", "text.markdown", "text.entities")),
    ],
)
def test_markup_goes(raw: str, text: str, repairs: tuple[str, ...]) -> None:
    cleaned = clean(raw)
    assert (cleaned.text, cleaned.repairs) == (text, repairs)


@pytest.mark.parametrize("mark", ["#", "##", "######"])
def test_heading_marks_go_in_paragraphs(mark: str) -> None:
    assert clean(f"{mark} ตอนที่ 1", paragraph=True).text == "ตอนที่ 1"
    assert clean("#1 ของสวน", paragraph=True).text == "#1 ของสวน"


def test_links_keep_their_address() -> None:
    cleaned = clean("ดู [แผน **ปลูก**](https://suan.example.th/p?a=1&amp;b=2) ต่อ")
    assert cleaned.text == "ดู แผน ปลูก ต่อ"
    assert cleaned.links == (Link(text="แผน ปลูก", target="https://suan.example.th/p?a=1&b=2"),)


def test_anchors_keep_their_address() -> None:
    cleaned = clean('ดู <a class="x" href="https://suan.example.th"><b>ที่นี่</b></a>')
    assert (cleaned.text, cleaned.repairs) == ("ดู ที่นี่", ("text.tags",))
    assert cleaned.links == (Link(text="ที่นี่", target="https://suan.example.th"),)


def test_style_with_a_meaning_is_a_mark() -> None:
    cleaned = clean('<s>ยกเลิก</s> <font color="red">ด่วน</font> <mark>ตรวจ</mark>')
    assert cleaned.text == "ยกเลิก ด่วน ตรวจ"
    assert set(cleaned.marks) == {
        Mark(kind="struck", text="ยกเลิก"),
        Mark(kind="red", text="ด่วน"),
        Mark(kind="highlighted", text="ตรวจ"),
    }


@pytest.mark.parametrize(
    "piece",
    ["<a href=x>", "<p ", "**ก ", "**ก*", "__ก ", "[ก](", "<s>", "&amp", "<", "*",
     "<span color:red"],
)
def test_hostile_markup_is_quick(piece: str) -> None:
    started = time.monotonic()
    clean(piece * 20_000)
    assert time.monotonic() - started < 5
