"""The parts of an OpenDocument file and what its styles say of letters, lists and sheets."""

from __future__ import annotations

from typing import NamedTuple

from extract.archive import Archive
from extract.sheet_styles import Font
from extract.word_styles import is_red
from extract.xmlpart import Element, parse
from schema.errors import Encrypted, NotReadable

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = _BASE + "office:1.0}"
TEXT = _BASE + "text:1.0}"
TABLE = _BASE + "table:1.0}"
STYLE = _BASE + "style:1.0}"
DRAW = _BASE + "drawing:1.0}"
FORM = _BASE + "form:1.0}"
FO = _BASE + "xsl-fo-compatible:1.0}"
SVG = _BASE + "svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
_NO_LINE = ("none", "")


class Letters(NamedTuple):
    """What a style sets of its letters; None where it leaves a thing to others."""

    font: str | None = None
    colour: str | None = None
    struck: bool | None = None

    def over(self, other: Letters) -> Letters:
        """These settings, and the other's where there are none."""
        return Letters(
            other.font if self.font is None else self.font,
            other.colour if self.colour is None else self.colour,
            other.struck if self.struck is None else self.struck,
        )

    def as_font(self) -> Font:
        """The letters as a font."""
        return Font(self.font, is_red((self.colour or "").lstrip("#")), bool(self.struck))


class Styles:
    """The styles of a document by family and name; those of the content go before shared ones."""

    def __init__(self, roots: list[Element]) -> None:
        """Read the styles of the parts content.xml and styles.xml."""
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._faces: dict[str, str] = {}
        for root in reversed(roots):
            for face in root.iter(STYLE + "font-face"):
                family = face.get(SVG + "font-family", "").strip("'\"")
                self._faces[face.get(STYLE + "name", "")] = family
            for style in root.iter(STYLE + "style"):
                self._styles[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style
            for style in root.iter(TEXT + "list-style"):
                self._lists[style.get(STYLE + "name", "")] = style

    def letters(self, family: str, name: str | None) -> Letters:
        """What a style and those it is based on say of letters; a circle is cut."""
        found = Letters()
        seen: set[str] = set()
        while name is not None and name not in seen and (family, name) in self._styles:
            seen.add(name)
            style = self._styles[family, name]
            for properties in style.iterchildren(STYLE + "text-properties"):
                found = found.over(self._own(properties))
            name = style.get(STYLE + "parent-style-name")
        return found

    def _own(self, properties: Element) -> Letters:
        named = (properties.get(STYLE + f"text-line-through-{kind}") for kind in ("style", "type"))
        line = next((value for value in named if value is not None), None)
        face = properties.get(STYLE + "font-name")
        return Letters(
            self._faces.get(face, face) or properties.get(FO + "font-family"),
            properties.get(FO + "color"),
            None if line is None else line not in _NO_LINE,
        )

    def list_style(self, name: str | None) -> Element | None:
        """A list style; None for no such one."""
        return None if name is None else self._lists.get(name)

    def paragraph_list(self, name: str | None) -> str | None:
        """The list style that a paragraph style numbers by."""
        style = self._styles.get(("paragraph", name or ""))
        return None if style is None else style.get(STYLE + "list-style-name")

    def is_shown(self, table: Element) -> bool:
        """Whether a sheet is shown."""
        style = self._styles.get(("table", table.get(TABLE + "style-name", "")))
        properties = () if style is None else style.iter(STYLE + "table-properties")
        return all(p.get(TABLE + "display") != "false" for p in properties)


class Document(NamedTuple):
    """The body of a document ("text" or "spreadsheet") and its styles."""

    body: Element
    styles: Styles
    ticks: dict[str, bool]


def open_document(data: bytes) -> Document:
    """The parts of an .odt or .ods that matter for its text."""
    archive = Archive(data)
    if _is_encrypted(archive):
        raise Encrypted(
            "ไฟล์มีรหัสผ่าน ให้เปิดแล้วบันทึกใหม่โดยไม่ใส่รหัสผ่าน",
            "the file asks for a password: open it and save it without one",
        )
    if "content.xml" not in archive:
        raise _empty("content.xml")
    names = [name for name in ("content.xml", "styles.xml") if name in archive]
    roots = [parse(archive.read(name), name) for name in names]
    body = roots[0].find(OFFICE + "body")
    inner = None if body is None else next(iter(body), None)
    if inner is None:
        raise _empty("office:body")
    return Document(inner, Styles(roots), _ticks(inner))


def _is_encrypted(archive: Archive) -> bool:
    manifest = "META-INF/manifest.xml"
    if "encrypted-package" in archive:
        return True
    return manifest in archive and b"encryption-data" in archive.read(manifest)


def _empty(part: str) -> NotReadable:
    return NotReadable(
        "ไฟล์ OpenDocument ไม่มีเนื้อหา ให้ขอไฟล์ใหม่จากผู้ส่ง",
        f"the OpenDocument file has no content ({part}): ask the sender for it again",
    )


def _ticks(body: Element) -> dict[str, bool]:
    """Tick box controls by the id that their place in the text refers to."""
    found: dict[str, bool] = {}
    for kind in ("checkbox", "radio"):
        for box in body.iter(FORM + kind):
            state = box.get(FORM + "current-state") or box.get(FORM + "state")
            ticked = state == "checked" or box.get(FORM + "current-selected") == "true"
            for name, value in box.attrib.items():
                if name.endswith("}id"):
                    found[value] = ticked
    return found
