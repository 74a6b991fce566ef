"""Containers that are damaged or made to hurt: refused at once, with a reason."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extract import archive, xmlpart
from extract.archive import Archive
from extract.reader import read_document
from schema.errors import Encrypted, NotReadable, OitError, TooLarge
from schema.table import RawDocument

ReadDocx = Callable[..., RawDocument]
Outcome = Callable[[Path], RawDocument | OitError]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def refused(tmp_path: Path, data: bytes) -> OitError:
    path = tmp_path / "form.docx"
    path.write_bytes(data)
    started = time.monotonic()
    with pytest.raises(OitError) as caught:
        read_document(path)
    assert time.monotonic() - started < 5
    return caught.value


def test_bomb_of_empty_paragraphs(tmp_path: Path) -> None:
    body = b"<w:p/>" * (100_000_000 // 6)
    data = packed({"word/document.xml": b"<w:document><w:body>" + body})
    assert len(data) < 400_000
    assert isinstance(refused(tmp_path, data), TooLarge)


def test_limits_of_the_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"word/a.xml": bytes(2000), "b.png": bytes(2000)})
    for limit, value in (("TOTAL_LIMIT", 3999), ("MEMBER_LIMIT", 1999), ("MEMBERS_LIMIT", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(archive, limit, value)
            with pytest.raises(TooLarge):
                Archive(data)
    assert Archive(data).read("b.png") == bytes(2000)


def test_lying_header(tmp_path: Path) -> None:
    """A member that unpacks to more than it declares is damage, not text."""
    data = bytearray(packed({"word/document.xml": b"<w:p/>" * 100_000}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(signature) + offset
        data[at : at + 4] = struct.pack("<I", 50)
    assert isinstance(refused(tmp_path, bytes(data)), NotReadable)


@pytest.mark.parametrize(("signature", "offset", "lie"), [
    (b"PK\x01\x02", 42, b"\xff\xff\xff\x7f"),  # where the member begins
    (b"PK\x01\x02", 42, b"\x07\0\0\0"),
    (b"PK\x01\x02", 20, b"\xff\xff\xff\x7f"),  # its packed size
    (b"PK\x01\x02", 16, b"\0\0\0\0"),  # its checksum
    (b"PK\x01\x02", 10, b"\x63\0"),  # how it is packed
    (b"PK\x01\x02", 28, b"\xff\xff"),  # the length of its name
    (b"PK\x03\x04", 30, b"x"),  # its name where it begins
    (b"PK\x05\x06", 12, b"\xff\xff\xff\x7f"),  # the size of the directory
    (b"PK\x05\x06", 16, b"\xff\xff\xff\x7f"),  # where it begins
])
def test_a_directory_that_lies(tmp_path: Path, signature: bytes, offset: int, lie: bytes) -> None:
    data = bytearray(packed({"word/document.xml": document_with("", "ข") * 5}))
    at = data.find(signature) + offset
    data[at : at + len(lie)] = lie
    assert isinstance(refused(tmp_path, bytes(data)), NotReadable)


def test_members_over_the_same_bytes() -> None:
    """A directory that names one member a thousand times unpacks to what it names."""
    data = packed({"word/document.xml": bytes(1_000_000)})
    begin, end = data.find(b"PK\x01\x02"), data.find(b"PK\x05\x06")
    last = bytearray(data[end:])
    last[8:12] = struct.pack("<HH", 1000, 1000)
    last[12:16] = struct.pack("<I", (end - begin) * 1000)
    with pytest.raises(TooLarge):
        Archive(data[:begin] + data[begin:end] * 1000 + bytes(last))


def test_member_with_a_password(tmp_path: Path) -> None:
    data = bytearray(packed({"word/document.xml": b"x" * 100}))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.find(signature) + offset] |= 1
    assert isinstance(refused(tmp_path, bytes(data)), Encrypted)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_container(tmp_path: Path, share: float) -> None:
    data = packed({"word/document.xml": bytes(range(256)) * 50, "word/x.xml": b"x" * 500})
    assert isinstance(refused(tmp_path, data[: int(len(data) * share)]), NotReadable)


def test_flipped_bytes_never_crash(tmp_path: Path, read_docx: ReadDocx, outcome: Outcome) -> None:
    read_docx("<w:p><w:r><w:t>ก</w:t></w:r></w:p>", styles="", numbering="")
    whole = (tmp_path / "form.docx").read_bytes()
    path = tmp_path / "flipped.docx"
    for at in range(0, len(whole), 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        found = outcome(path)
        assert not isinstance(found, OitError) or "\n" not in found.message_en


def test_container_without_a_text(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path, packed({"word/styles.xml": b"<x/>"})), NotReadable)
    document = b"<w:document xmlns:w='" + W.encode() + b"'/>"
    assert isinstance(refused(tmp_path, packed({"word/document.xml": document})), NotReadable)
    assert isinstance(refused(tmp_path, packed({"word/document.xml": b"<a><b></a>"})), NotReadable)


def document_with(doctype: str, text: str) -> bytes:
    return (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body><w:p><w:r>'
        f"<w:t>ก</w:t><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    ).encode()


def test_entities_do_not_expand(tmp_path: Path, outcome: Outcome) -> None:
    """Neither a bomb of entities nor a file outside comes into the text."""
    secret = tmp_path / "secret.txt"
    secret.write_text("ลับ", "utf-8")
    nested = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    for declared in (f'<!ENTITY a0 "ฮา">{nested}', f'<!ENTITY a11 SYSTEM "{secret.as_uri()}">'):
        data = packed({"word/document.xml": document_with(f"<!DOCTYPE w [{declared}]>", "&a11;")})
        path = tmp_path / "form.docx"
        path.write_bytes(data)
        started = time.monotonic()
        found = outcome(path)
        if isinstance(found, OitError):
            assert found.reason in ("unreadable", "too_large")
        assert "ลับ" not in str(found)
        assert len(str(found)) < 10_000
        assert time.monotonic() - started < 5


def test_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xmlpart, "ELEMENTS_LIMIT", 10)
    with pytest.raises(TooLarge):
        xmlpart.parse(b"<a>" + b"<b/>" * 30 + b"</a>", "a.xml")


CELL = "<w:tc><w:p><w:r><w:t>ก</w:t></w:r></w:p>{0}</w:tc>"


@pytest.mark.parametrize("depth", [5, 20, 60, 80])
def test_tables_within_tables_are_flattened(read_docx: ReadDocx, depth: int) -> None:
    inner = ""
    for _ in range(depth):
        inner = f"<w:tbl><w:tr>{CELL.format(inner)}{CELL.format('')}</w:tr></w:tbl>"
    document = read_docx(inner)
    (table,) = document.tables
    assert sum(c.text.count("ก") for r in table.rows for c in r if c is not None) == 2 * depth


def test_nesting_beyond_all_reason(read_docx: ReadDocx) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400
    with pytest.raises(TooLarge):
        read_docx(deep)


def test_ten_thousand_columns(read_docx: ReadDocx) -> None:
    grid = "<w:gridCol w:w='1'/>" * 10_000
    rows = f"<w:tr>{CELL.format('') * 10_000}</w:tr>"
    started = time.monotonic()
    (table,) = read_docx(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>").tables
    assert table.columns == 10_000
    assert time.monotonic() - started < 15


def test_spans_beyond_all_reason(read_docx: ReadDocx) -> None:
    """A span of a billion columns in which nothing else begins is one column."""
    wide = CELL.format("").replace(
        "<w:p>", '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p>', 1
    )
    (table,) = read_docx(f"<w:tbl>{f'<w:tr>{wide}</w:tr>' * 50}</w:tbl>").tables
    assert (table.columns, len(table.rows)) == (1, 50)


def test_table_of_too_many_squares(read_docx: ReadDocx) -> None:
    wide = f"<w:tr>{'<w:tc/>' * 3000}</w:tr>"
    with pytest.raises(TooLarge):
        read_docx(f"<w:tbl>{wide}{'<w:tr><w:tc/></w:tr>' * 1000}</w:tbl>")
