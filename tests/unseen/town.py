"""Rows of an invented town's form of 2567, from the official titles, for tests to damage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.unseen.written import read, tabbed, titles

TOWN = "แบบรายงาน OIT เทศบาลตำบลวังทราย อำเภอโพนทอง จังหวัดร้อยเอ็ด ปีงบประมาณ พ.ศ. 2567\n\n"
HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบข้อมูล", "หน่วยงาน", "ผู้รับผิดชอบ", "ผู้รับรองข้อมูล", "สถานะ")
MISREAD = ("ชื่อ", "ขอมูล", "องค์ประกอบขัอมูล", "หนวยงาน", "ผู้รับผิดซอบ", "ผู้รับรองข้อมูล", "สถานะ")
FIELDS = ("code", "title", "component", "unit", "assignee", "certifier", "status")
T2566, T2567, T2568 = titles(2566), titles(2567), titles(2568)
ALL_2567 = list(T2567)


def row(number: int, **other: str) -> list[str]:
    """A complete row of item `number` of 2567 with some cells replaced."""
    cells = {
        "code": f"O{number}", "title": T2567[f"O{number}"],
        "component": "- แสดงข้อมูลที่เป็นปัจจุบัน (1) ชื่อเรื่อง (2) วันที่เผยแพร่", "unit": "กองคลัง",
        "assignee": "นางสาวพิมพ์ใจ แสงทอง นักวิชาการคลังชำนาญการ",
        "certifier": "นายสุรชัย เพชรดี ผู้อำนวยการกองคลัง", "status": "ดำเนินการแล้ว",
    }
    return [(cells | other)[field] for field in FIELDS]


def rows(first: int = 1, last: int = 35) -> list[list[str]]:
    return [row(number) for number in range(first, last + 1)]


def town(folder: Path, body: Sequence[Sequence[str]], header: Sequence[str] = HEADER):
    """The form of a town in one table of tabs."""
    return read(folder, TOWN + tabbed(header, *body))
