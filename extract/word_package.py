"""The parts of a .docx: which member is the document, and what it refers to."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.archive import Archive
from extract.relations import Relation, relations
from extract.xmlpart import Element, parse
from schema.errors import NotReadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
#: A "strict" document differs from a usual one in the names of its namespaces alone.
_STRICT = tuple(
    (b"http://purl.oclc.org/ooxml/" + strict, b"http://schemas.openxmlformats.org/" + usual)
    for strict, usual in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"drawingml/main", b"drawingml/2006/main"),
    )
)
_OFF = ("0", "false", "off", "none")
_INTEGER = re.compile(r"-?\d{1,9}\Z")


class Package(NamedTuple):
    """The parsed parts of a document; None for a part it does not have."""

    document: Element
    targets: dict[str, str]
    styles: Element | None
    numbering: Element | None
    theme: Element | None
    notes: tuple[Element, ...]


def open_package(data: bytes) -> Package:
    """The parts of a .docx that matter for its text."""
    archive = Archive(data)
    main = _main_part(archive)
    found = relations(archive, main)
    notes = (_part(archive, found, kind) for kind in ("footnotes", "endnotes"))
    return Package(
        document=_parsed(archive, main),
        targets={name: relation.target for name, relation in found.items()},
        styles=_part(archive, found, "styles"),
        numbering=_part(archive, found, "numbering"),
        theme=_part(archive, found, "theme"),
        notes=tuple(part for part in notes if part is not None),
    )


def _main_part(archive: Archive) -> str:
    """Name of the member that holds the text; not every program calls it document.xml."""
    named = (r.member for r in relations(archive, "").values() if r.kind == "officeDocument")
    main = next(named, "word/document.xml")
    if main not in archive:
        raise NotReadable(
            "ไฟล์ Word ไม่มีเนื้อหา ให้ขอไฟล์ใหม่จากผู้ส่ง",
            f"the Word file lacks its text ({main}): ask the sender for it again",
        )
    return main


def _part(archive: Archive, found: dict[str, Relation], kind: str) -> Element | None:
    for relation in found.values():
        if relation.kind == kind and relation.member in archive:
            return _parsed(archive, relation.member)
    return None


def _parsed(archive: Archive, name: str) -> Element:
    data = archive.read(name)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return parse(data, name)


def local_name(element: Element) -> str:
    """An element's name without its namespace; "" for what is no element (an entity)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element | None, path: str) -> str | None:
    """The w:val of the first element at a path like "w:pPr/w:pStyle"; None if there is none."""
    found = child(element, path)
    return None if found is None else found.get(W + "val")


def child(element: Element | None, path: str) -> Element | None:
    """The first element at a path like "w:pPr/w:numPr"; None if there is none."""
    return None if element is None else element.find(path.replace("w:", W))


def switched_on(element: Element | None, path: str) -> bool | None:
    """Whether an on/off property is set; None if the element does not say."""
    found = child(element, path)
    return None if found is None else found.get(W + "val", "1").casefold() not in _OFF


def integer(text: str | None, default: int = 0) -> int:
    """A whole number of an attribute; the default for anything that is none."""
    return default if text is None or not _INTEGER.match(text) else int(text)
