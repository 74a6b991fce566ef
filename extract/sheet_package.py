"""The parts of an .xlsx: its sheets, where their members stand, and the tables they share."""

from __future__ import annotations

from typing import NamedTuple

from extract.archive import Archive
from extract.relations import Relation, relations
from extract.word_package import local_name
from extract.xmlpart import Element, parse
from schema.errors import NotReadable


class SheetPart(NamedTuple):
    """A sheet of the workbook, in the order of its tabs; `kind` is "worksheet" or another."""

    name: str
    member: str
    kind: str
    visible: bool


class Workbook(NamedTuple):
    """An opened workbook; the shared parts are None where the file has none."""

    archive: Archive
    sheets: tuple[SheetPart, ...]
    epoch_1904: bool
    strings: Element | None
    styles: Element | None
    theme: Element | None


def open_workbook(data: bytes) -> Workbook:
    """The parts of an .xlsx that matter for what is printed."""
    archive = Archive(data)
    main = _main_part(archive)
    root = parse(archive.read(main), main)
    targets = relations(archive, main)
    shared = {
        relation.kind: parse(archive.read(relation.member), relation.member)
        for relation in targets.values()
        if relation.kind in ("sharedStrings", "styles", "theme") and relation.member in archive
    }
    return Workbook(
        archive,
        tuple(_sheet(e, targets) for e in root.iter("{*}sheet")),
        any(e.get("date1904") in ("1", "true") for e in root.iter("{*}workbookPr")),
        *(shared.get(kind) for kind in ("sharedStrings", "styles", "theme")),
    )


def _main_part(archive: Archive) -> str:
    named = (r.member for r in relations(archive, "").values() if r.kind == "officeDocument")
    main = next(named, "xl/workbook.xml")
    if main.endswith(".bin"):
        raise NotReadable(
            "เป็นไฟล์ Excel แบบไบนารี (.xlsb) ให้บันทึกใหม่เป็น .xlsx",
            "a binary Excel workbook (.xlsb): save it as .xlsx",
        )
    if main not in archive:
        raise NotReadable(
            "ไฟล์ Excel ไม่มีเนื้อหา ให้ขอไฟล์ใหม่จากผู้ส่ง",
            f"the Excel file lacks its workbook ({main}): ask the sender for it again",
        )
    return main


def relation_id(element: Element) -> str:
    """The r:id of an element, in the usual or the strict namespace."""
    ids = (value for name, value in element.attrib.items() if name.endswith("}id"))
    return str(next(ids, ""))


def _sheet(element: Element, targets: dict[str, Relation]) -> SheetPart:
    relation = targets.get(relation_id(element), Relation())
    visible = element.get("state", "visible") == "visible"
    return SheetPart(element.get("name", ""), relation.member, relation.kind, visible)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name, whatever its namespace; None if there is none."""
    return None if element is None else element.find("{*}" + name)


def children(element: Element | None, name: str) -> list[Element]:
    """The children of a name, whatever their namespace."""
    return [] if element is None else [e for e in element if local_name(e) == name]
