"""Printed addresses and hyperlinks, each once, with item and cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalize.links import addresses, links_of, links_of_run
from schema.table import Cell, Link, Place

ADDRESSES: list[tuple[str, Sequence[str]]] = [
    ("https://www.abc.go.th/o1", ["https://www.abc.go.th/o1"]),
    ("http://abc.go.th/", ["http://abc.go.th/"]),
    ("www.abc.go.th", ["www.abc.go.th"]),
    ("abc.go.th/oit/o1", ["abc.go.th/oit/o1"]),
    ("เว็บไซต์ https://www.abc.go.th/o1 หน้าแรก", ["https://www.abc.go.th/o1"]),
    ("เว็บไซต์https://www.abc.go.th/o1หน้าแรก", ["https://www.abc.go.th/o1"]),
    ("(https://www.abc.go.th/o1)", ["https://www.abc.go.th/o1"]),
    ("https://www.abc.go.th/o1.", ["https://www.abc.go.th/o1"]),
    ("https://www.abc.go.th/o1, https://www.abc.go.th/o2",
     ["https://www.abc.go.th/o1", "https://www.abc.go.th/o2"]),
    ("https://www.abc.go.th/o1\nhttps://www.abc.go.th/o2",
     ["https://www.abc.go.th/o1", "https://www.abc.go.th/o2"]),
    ("https://www.abc.go.th/\no1/file.pdf", ["https://www.abc.go.th/o1/file.pdf"]),
    ("https://www.abc.go.th/a-\nb.pdf", ["https://www.abc.go.th/a-b.pdf"]),
    ("https://www.abc.go.th/view.php?id=12&p=3#top", ["https://www.abc.go.th/view.php?id=12&p=3#top"]),
    ("https://\nwww.thanfah\nmai.abc.\ngo.th/\noit2567/o7", ["https://www.thanfahmai.abc.go.th/oit2567/o7"]),
    ("www.abc.go\n.th/ita", ["www.abc.go.th/ita"]),
    ("https://www.abc.go.th/oit67/struc\nture", ["https://www.abc.go.th/oit67/structure"]),
    ("https://www.abc.go.th\n/o1", ["https://www.abc.go.th/o1"]),
    ("https://www.abc.go.th/o1\nFacebook ของเรา", ["https://www.abc.go.th/o1"]),
    ("https://www.abc.go.th/o1\na@b.go.th", ["https://www.abc.go.th/o1"]),
    ("https://www.abc.go.th/o1\nwww.abc.go.th/o2",
     ["https://www.abc.go.th/o1", "www.abc.go.th/o2"]),
    ("นิติกร\nsomchai@ban\nk.abc.go.th", []),
    ("somchai@abc.\ngo.th\nwww.abc.go.th", ["www.abc.go.th"]),
    ("https://www.abc.go.th/%E0%B8%81", ["https://www.abc.go.th/%E0%B8%81"]),
    ("https://drive.google.com/file/d/1aB_c-D/view", ["https://drive.google.com/file/d/1aB_c-D/view"]),
    ("https://www.abc.go.th/ข่าว-1?id=5 หน้าแรก", ["https://www.abc.go.th/ข่าว-1?id=5"]),
    ("https://www.abc.go.th/\nหน้าแรก", ["https://www.abc.go.th/"]),
    ("bit.ly/3xYz", ["bit.ly/3xYz"]),
    ("เพจ facebook.com/อบต.บางดี ของเรา", ["facebook.com/อบต.บางดี"]),
    ("www.บ้านดี.go.th/ita", ["www.บ้านดี.go.th/ita"]),
    ("https://www.บ้านดี.ไทย", ["https://www.บ้านดี.ไทย"]),
    ("เว็บไซต์abc.go.thเผยแพร่", ["abc.go.th"]),
    ("abc.go.th:8080/ita", ["abc.go.th:8080/ita"]),
    ("line.me/ti/p/%40abc", ["line.me/ti/p/%40abc"]),
    ("read.me", []),
    ("ข้อ 1.net", []),
    ("plan.com.docx", []),
    ("admin@abc.go.th", []),
    ("สำนักปลัด", []),
    ("", []),
    ("1.5 ล้าน", []),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_addresses(text: str, expected: Sequence[str]) -> None:
    assert list(addresses(text)) == list(expected)


def test_hyperlinks_come_first_and_once() -> None:
    cell = Cell(text="หน้าแรก https://www.abc.go.th/o1", place=Place(line=3),
                links=(Link(text="หน้าแรก", target="https://www.abc.go.th/o1"),))
    (found,) = links_of([cell], "O1", "location")
    assert (found.link.text, found.link.target) == ("หน้าแรก", "https://www.abc.go.th/o1")
    assert (found.code, found.field, found.source) == ("O1", "location", Place(line=3))


def test_a_printed_address_beside_another_hyperlink() -> None:
    cell = Cell(text="ดู www.abc.go.th", links=(Link(text="ดู", target="https://www.xyz.go.th"),))
    assert [f.link.target for f in links_of([cell])] == ["https://www.xyz.go.th", "www.abc.go.th"]


def test_an_address_that_a_page_end_cuts() -> None:
    """It is one address, and stands where it begins."""
    pieces = [Cell(text="https://www.abc.", place=Place(page=1)),
              Cell(text="go.th/o1", place=Place(page=2))]
    (found,) = links_of_run(pieces, "O1", "location")
    assert (found.link.target, found.source) == ("https://www.abc.go.th/o1", Place(page=1))
