"""Telephone numbers, mail addresses and chat names beside people."""

from __future__ import annotations

import pytest

from normalize.contacts import contacts, without_contacts
from normalize.people import person_cell


@pytest.mark.parametrize(("text", "found"), [
    ("นิติกร โทร. 0 4281 2345", ("โทร. 0 4281 2345",)),
    ("นิติกร โทร ๐๘๑-๒๓๔๕๖๗๘", ("โทร ๐๘๑-๒๓๔๕๖๗๘",)),
    ("08-1234-5678", ("08-1234-5678",)),
    ("โทรศัพท์ 0-2123-4567 ต่อ 12", ("โทรศัพท์ 0-2123-4567 ต่อ 12",)),
    ("(081 234 5678)", ("081 234 5678",)),
    ("อีเมล ek@a.go.th", ("อีเมล ek@a.go.th",)),
    ("นิติกรek.dee@a.go.th", ("ek.dee@a.go.th",)),
    ("โทร. 0 4281\n2345 ต่อ\n104", ("โทร. 0 4281\n2345 ต่อ\n104",)),
    ("jidapa@phusaimo\nk.example.go.th", ("jidapa@phusaimo\nk.example.go.th",)),
    ("นิติกร\njida\npa@phu.go.th", ("jida\npa@phu.go.th",)),
    ("Line ID: somying_99", ("Line ID: somying_99",)),
    ("0 7461 3409 / a@b.go.th", ("0 7461 3409", "a@b.go.th")),
    ("ปีงบประมาณ 2567", ()), ("ครั้งที่ 10/2567", ()), ("O10 O11 O12 O13", ()), ("นิติกร ระดับ 8", ()),
    ("เลขที่ 0123456789012", ()), ("", ()),
])
def test_contacts(text: str, found: tuple[str, ...]) -> None:
    """Numbers too short or too long for a telephone are none."""
    assert contacts(text) == found


@pytest.mark.parametrize(("text", "rest"), [
    ("นิติกร\nโทร. 0 4281 2345", "นิติกร"),
    ("นิติกร อีเมล ek@a.go.th", "นิติกร"),
    ("นิติกร (โทร. 081-2345678) กองคลัง", "นิติกร กองคลัง"),
    ("นิติกรชำนาญการ", "นิติกรชำนาญการ"),
])
def test_text_without_its_contacts(text: str, rest: str) -> None:
    assert without_contacts(text) == rest


@pytest.mark.parametrize("contact", [
    "โทร. 0 4281 2345", "0812345678", "อีเมล ek@a.go.th", "ek@a.go.th", "Line: @ekdee",
    "(081-2345678)",
])
@pytest.mark.parametrize("gap", ["\n", " "])
def test_contact_is_no_position(contact: str, gap: str) -> None:
    """Neither behind a position nor right behind a name, and the next person stays one."""
    [one] = person_cell(f"นายเอก ใจดี{gap}นิติกร{gap}{contact}")
    assert (one.name, one.position) == ("นายเอก ใจดี", "นิติกร")
    [bare] = person_cell(f"นายเอก ใจดี{gap}{contact}")
    assert (bare.name, bare.position) == ("นายเอก ใจดี", None)
    both = person_cell(f"นายเอก ใจดี{gap}{contact}{gap}นางโท ดีงาม{gap}{contact}")
    assert [p.name for p in both] == ["นายเอก ใจดี", "นางโท ดีงาม"]
