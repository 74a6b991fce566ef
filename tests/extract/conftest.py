"""Fixtures: texts and Word documents made on the spot, from a few lines of their own XML."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.reader import read_document
from schema.errors import OitError
from schema.table import Cell, RawDocument, RawTable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)

Parts = dict[str, str]
ReadDocx = Callable[..., RawDocument]


def relations(targets: dict[str, tuple[str, str]]) -> str:
    """A .rels member: relation id -> (kind, target)."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def write_docx(path: Path, body: str, parts: Parts, links: dict[str, str]) -> Path:
    """A .docx of a body; `parts` are the inner XML of styles, numbering … by their name."""
    targets = {name: (name, f"{name}.xml") for name in parts}
    targets |= {name: ("hyperlink", address) for name, address in links.items()}
    roots = {"theme": "a:theme"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        main = {"rId1": ("officeDocument", "word/document.xml")}
        archive.writestr("_rels/.rels", relations(main))
        archive.writestr("word/_rels/document.xml.rels", relations(targets))
        archive.writestr(
            "word/document.xml",
            f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        )
        for name, inner in parts.items():
            root = roots.get(name, f"w:{name}")
            archive.writestr(f"word/{name}.xml", f"<{root} {NAMESPACES}>{inner}</{root}>")
    return path


@pytest.fixture
def read_docx(tmp_path: Path) -> ReadDocx:
    """Read a Word document made of a body and other parts."""

    def read(body: str, links: dict[str, str] | None = None, **parts: str) -> RawDocument:
        return read_document(write_docx(tmp_path / "form.docx", body, parts, links or {}))

    return read


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[[str], RawDocument]:
    """Read a text as a UTF-8 file."""

    def read(text: str) -> RawDocument:
        path = tmp_path / "form.txt"
        path.write_bytes(text.encode("utf-8"))
        return read_document(path)

    return read


@pytest.fixture
def texts() -> Callable[[RawTable], list[list[str | None]]]:
    """The texts of a table; None for a square that a merged cell covers."""

    def of(table: RawTable) -> list[list[str | None]]:
        return [[_text(cell) for cell in row] for row in table.rows]

    return of


def _text(cell: Cell | None) -> str | None:
    return None if cell is None else cell.text


@pytest.fixture
def outcome() -> Callable[[Path], RawDocument | OitError]:
    """What reading a file comes to: a document or the error that says why not."""

    def of(path: Path) -> RawDocument | OitError:
        try:
            return read_document(path)
        except OitError as error:
            return error

    return of
