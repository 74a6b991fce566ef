"""What the parts of an office document refer to."""

from __future__ import annotations

import io
import zipfile

import pytest

from extract.archive import Archive
from extract.relations import Relation, relations

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def archive(name: str, kind: str, target: str) -> Archive:
    """An archive whose list of this name holds one relation, "rId1"."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(name, f'<r><x Id="rId1" Type="{KIND}{kind}" Target="{target}"/></r>')
    return Archive(buffer.getvalue())


@pytest.mark.parametrize(("part", "listed", "target", "member"), [
    ("", "_rels/.rels", "word/document.xml", "word/document.xml"),
    ("", "_rels/.rels", "/word/document.xml", "word/document.xml"),
    ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "worksheets/a.xml", "xl/worksheets/a.xml"),
    ("xl/sheets/a.xml", "xl/sheets/_rels/a.xml.rels", "../styles.xml", "xl/styles.xml"),
])
def test_a_part_is_found_from_where_it_is_named(
    part: str, listed: str, target: str, member: str
) -> None:
    found = relations(archive(listed, "styles", target), part)
    assert found == {"rId1": Relation("styles", target, member)}


def test_an_address_stays_as_it_is() -> None:
    address = "https://www.tambon.example.go.th/a/../b?x=1"
    found = relations(archive("word/_rels/a.xml.rels", "hyperlink", address), "word/a.xml")
    assert (found["rId1"].kind, found["rId1"].target) == ("hyperlink", address)


def test_a_part_without_a_list_refers_to_nothing() -> None:
    assert relations(archive("_rels/.rels", "styles", "a.xml"), "word/document.xml") == {}
