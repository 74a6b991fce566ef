"""Which reader a file goes to, which files are refused and why; encodings of text."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from extract.encoding import decode, is_binary
from extract.kinds import kind_of
from extract.reader import READERS, REFUSED, read_document
from schema.errors import EmptyFile, Encrypted, NotReadable, OitError, UnknownType
from schema.table import RawParagraph

THAI = "ทดสอบการอ่านไฟล์ของสวนสาธารณะ พ.ศ. ๒๕๖๗ ที่นี่มีต้นไม้ใหญ่ร่มรื่น\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(50)


def container(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


KINDS: list[tuple[str, bytes, str]] = [
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
    ("pdf behind rubbish", b"\0\0\0\n%PDF-1.4", "pdf"),
    ("doc", stream("WordDocument"), "doc"),
    ("xls", stream("Workbook"), "xls"),
    ("encrypted", stream("EncryptedPackage"), "encrypted"),
    ("ole", OLE, "ole"),
    ("rtf", b"{\\rtf1\\ansi ...}", "rtf"),
    ("xlsx", container(xl__workbook="x"), "xlsx"),
    ("docx", container(word__document="x"), "docx"),
    ("pptx", container(ppt__presentation="x"), "pptx"),
    ("odt", container(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
    ("ods", container(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
    ("zip", container(a="x"), "zip"),
    ("cut zip", container(word__document="x" * 99)[:60], "damaged-zip"),
    ("png", b"\x89PNG\r\n\x1a\n", "image"),
    ("jpeg", b"\xff\xd8\xff\xe0", "image"),
    ("bmp", b"BM\x36\0\0\0\0\0\0\0", "image"),
    ("text BM", "BMA คือกรุงเทพ".encode(), "text"),
    ("html", b"\xef\xbb\xbf\n<!DOCTYPE html><p>x", "html"),
    ("xhtml", b'<?xml version="1.0"?><html>', "html"),
    ("utf-16 html", "<html>".encode("utf-16"), "html"),
    ("xml", b'<?xml version="1.0"?><w/>', "xml"),
    ("tags in text", b"<p>x</p>", "text"),
    ("empty", b"", "empty"),
    ("blank", b"\xef\xbb\xbf \r\n\t", "empty"),
    ("noise", random.Random(1).randbytes(3000), "binary"),
    ("nul in text", b"abc\0def" * 10, "binary"),
]


@pytest.mark.parametrize(
    ("data", "kind"), [(d, k) for _, d, k in KINDS], ids=[n for n, _, _ in KINDS]
)
def test_kind_by_content(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
    assert (kind in READERS) != (kind in REFUSED)


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_refusals_say_what_to_do_in_one_line(kind: str) -> None:
    error, thai, english = REFUSED[kind]
    assert issubclass(error, OitError)
    assert "\n" not in thai + english
    assert len(thai) > 10
    assert len(english) > 10


def refused(path: Path, data: bytes) -> OitError:
    path.write_bytes(data)
    with pytest.raises(OitError) as caught:
        read_document(path)
    return caught.value


def test_refused_files(tmp_path: Path) -> None:
    """The content decides, whatever the name says."""
    path = tmp_path / "form.docx"
    assert isinstance(refused(path, b"%PDF-1.7\n"), NotReadable)
    assert isinstance(refused(path, stream("EncryptedPackage")), Encrypted)
    assert isinstance(refused(path, b" \n"), EmptyFile)
    assert isinstance(refused(path, "\u00a0\n".encode()), EmptyFile)
    assert isinstance(refused(path, container(word__document="x" * 99)[:60]), NotReadable)
    assert isinstance(refused(path, random.Random(2).randbytes(500)), NotReadable)
    assert isinstance(refused(tmp_path / "form.bin", random.Random(2).randbytes(500)), UnknownType)


def test_text_under_a_word_name_is_text(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_text(THAI, "utf-8")
    assert read_document(path).reader == "text"


def test_what_is_no_file_is_not_readable(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.txt", Path("a\0b")):
        with pytest.raises(NotReadable):
            read_document(path)


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(NotReadable):
        read_document(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(THAI, "utf-8")
    path.chmod(0)
    with pytest.raises(NotReadable):
        read_document(path)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (THAI.encode(), "utf-8"),
        (THAI.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + THAI.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + THAI.encode("utf-16-be"), "utf-16-be"),
        (THAI.encode("utf-16-le"), "utf-16-le"),
        (THAI.encode("utf-16-be"), "utf-16-be"),
        ("plain words\n".encode("utf-16-le"), "utf-16-le"),
        (THAI.encode("cp874"), "cp874"),
        (("1. " + THAI + "“a–b” …").encode("cp874"), "cp874"),
        (b"plain words", "utf-8"),
        (b"&&&&&&&&", "utf-8"),
        (b"a b c d e f ", "utf-8"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.damaged == 0
    if len(data) > 50:
        assert THAI.strip() in decoded.text
    assert not is_binary(data)


def test_damaged_bytes_of_a_long_thai_text_are_counted() -> None:
    """0xFC is not defined in Windows-874; it is shown, not dropped."""
    decoded = decode(THAI.encode("cp874") * 20 + b"\xfc\n" + THAI.encode("cp874"))
    assert decoded.damaged == decoded.text.count("\ufffd") == 1


def test_utf8_cut_within_a_letter() -> None:
    decoded = decode((THAI * 3).encode() + "ก".encode()[:2])
    assert (decoded.encoding, decoded.damaged) == ("utf-8", 1)


@pytest.mark.parametrize(
    "data",
    [
        "Café à Genève, où l’été fut très doux".encode("cp1252"),
        "日本語の文章です。これは文字化けしますか".encode("shift-jis"),
        "这是一个中文文本文件用来测试编码".encode("gbk"),
        "Привет, это текст".encode("koi8-r"),
        bytes(range(0x80, 0x100)) * 3,
        b"\xff\xfe" + b"\x00\xd8" * 40,
    ],
)
def test_other_encodings_are_not_taken_for_thai(data: bytes) -> None:
    with pytest.raises(NotReadable):
        decode(data)


def test_legacy_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(THAI.encode("cp874"))
    document = read_document(path)
    assert [notice.rule for notice in document.notices] == ["text.cp874"]
    (block,) = document.blocks
    assert isinstance(block, RawParagraph)
    assert block.text == THAI.strip()
