"""Codes, titles and years that are those of another edition of the item list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from audit.years import any_years, years_named
from catalogue.editions import CatalogueItem, best_title, editions
from catalogue.editions import edition as edition_of
from catalogue.editions import item as item_of
from schema.finding import Finding
from schema.form import Form, Item

SURE = 0.9  # likeness at which a title is taken for that of another edition


def code_sentence(
    finding: Finding, edition: int | None, items: Sequence[Item]
) -> tuple[tuple[str, str], bool]:
    """What a finding about a code says in Thai and English, and whether it is our limit.

    Example: code O40 in a form of 2567 -> "รหัส O40 ไม่มีในรายการปี 2567 ชื่อนี้เป็นข้อ O40 ของปี 2566".
    """
    printed = _printed(str(finding.data.get("printed", "")))
    title = str(finding.data.get("title") or _title_of(finding, items))
    other = finding.data.get("other", "-")
    if other not in ("-", None, ""):
        return (f"รหัสที่พิมพ์คือ {printed} แต่ชื่อเป็นของข้อ {other} แก้ให้ตรงกัน",
                f"The code is {printed}, the title that of {other}: make them agree"), False
    elsewhere = other_edition(title, edition)
    if elsewhere:
        return _of_another_year(printed, edition, *elsewhere), False
    if finding.check == "code_unreadable":
        return (f"ไม่รู้ว่าแถวนี้เป็นข้อใด รหัสที่อ่านได้คือ “{printed}”",
                f"It is not clear which item this row is; its code was read as “{printed}”"), True
    return (f"รหัส {printed} กับชื่อ “{title}” ไม่ตรงกัน แก้ให้ตรงกัน",
            f"Code {printed} and title “{title}” disagree: make them agree"), False


def _of_another_year(printed: str, edition: int | None, year: int, code: str) -> tuple[str, str]:
    if item_of(edition, printed) is None:
        return (f"รหัส {printed} ไม่มีในรายการปี {edition} ชื่อนี้เป็นข้อ {code} ของปี {year}",
                f"{printed} is no item of {edition}; the title is that of {code} in {year}")
    return (f"ชื่อไม่ใช่ของข้อ {printed} ปี {edition} แต่เป็นข้อ {code} ของปี {year}",
            f"The title is not that of {printed} in {edition} but of {code} in {year}")


def _printed(code: str) -> str:
    """A printed code as people write it: "○๔๐" -> "O40"; other words as they are."""
    number = re.search(r"\d{1,2}", code)
    return f"O{int(number[0])}" if number else code


def _title_of(finding: Finding, items: Sequence[Item]) -> str:
    """The printed title of the row that a finding is about."""
    rows = {(p.sheet, p.page, p.table, p.row) for p in finding.evidence}
    return next((item.title_raw or "" for item in items if (
        item.source.sheet, item.source.page, item.source.table, item.source.row) in rows), "")


def other_edition(title: str, edition: int | None) -> tuple[int, str] | None:
    """Year and code of the nearest other edition that surely has a title; None for none."""
    if not title:
        return None
    near = sorted((y for y in editions() if y != edition), key=lambda y: abs(y - (edition or y)))
    for year in near:
        ranked = best_title(title, editions()[year])
        if ranked and ranked[0][1] >= SURE:
            return year, ranked[0][0]
    return None


@cache
def _asked(listed: CatalogueItem) -> frozenset[int]:
    """The years that the item list names: in the period of an item, or in what it requires."""
    return any_years(listed.period) | years_named(" ".join(listed.requires))


def wrong_years(form: Form, item: Item) -> list[tuple[int, tuple[int, ...]]]:
    """Years that a component names though its item asks for others, each with those asked for.

    Nothing is said where the item list names no year, or the component names a right one too.
    Example: "ข้อมูลปี พ.ศ. 2565" under an item that asks for 2566 -> (2565, (2566,)).
    """
    listed = item_of(form.edition, item.code)
    if listed is None or not item.component or edition_of(form.edition) is None:
        return []
    later = (form.fiscal_year or listed.edition) - listed.edition
    right = {year + later for year in _asked(listed)}
    named = years_named(item.component) if right else frozenset[int]()
    if named & right:
        return []
    return [(year, tuple(sorted(right))) for year in sorted(named)]
