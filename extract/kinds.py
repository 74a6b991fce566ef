"""What kind of file some bytes are, told by their content and never by the file's name."""

from __future__ import annotations

import io
import re
import zipfile

from extract.archive import DAMAGES
from extract.delimited import is_delimited
from extract.encoding import is_binary
from extract.ole import streams

#: Leading bytes and the kind they mean.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "bitmap"),
    (b"RIFF", "riff"),
)
#: Brands of the pictures that phones write; films have others.
HEIF_BRANDS = frozenset((b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"))
#: Names of streams in an OLE2 container (UTF-16) and the kind they mean, first match wins.
OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
#: How a member of a zip container begins and the kind it means, first match wins.
ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
)
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
#: A table of a page without the page around it, as some exports write it.
_FRAGMENT = re.compile(
    rb"<table\b[^<>]{0,900}>\s*(?:<(?:caption|col|colgroup|thead|tbody|tr)\b)", re.IGNORECASE
)
_PAGE_CELL = re.compile(rb"<t[dh]\b", re.IGNORECASE)
_TABBED_LINE = re.compile(rb"^\t+[^\t\r\n<]|[^\t\r\n]\t+[^\t\r\n]", re.MULTILINE)
_ARCHIVE = re.compile(
    rb"\s*(?:[\w-]+:[^\n]{0,900}\n(?:[ \t][^\n]{0,900}\n)*){0,20}?"
    rb"content-type:\s*multipart/(?:related|alternative)",
    re.IGNORECASE,
)
_BLANK = b" \t\r\n\f\x0b\0\xef\xbb\xbf\xff\xfe"


def kind_of(data: bytes) -> str:
    """The kind of a file's content.

    "empty", "text", "csv", "html", "mht", "docx", "xlsx", "pptx", "odt", "ods", "doc", "xls",
    "encrypted", "pdf", "rtf", "image", "xml", "zip" and "ole" (containers of something else),
    "damaged-zip" or "binary".
    """
    if not data.strip(_BLANK):
        return "empty"
    signed = _signed(data)
    if signed == "zip":
        return _zip_kind(data)
    if signed == "ole":
        return _ole_kind(data)
    return signed or _unsigned(data)


def _signed(data: bytes) -> str | None:
    """The kind that the leading bytes mean. Some printers put bytes before the "%PDF-"."""
    if b"%PDF-" in data[:1024] and (data.startswith(b"%PDF-") or is_binary(data[:4096])):
        return "pdf"
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return "image"
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return _confirmed(kind, data)
    return None


def _confirmed(kind: str, data: bytes) -> str | None:
    """Two signatures are words as well, so they count only before binary content."""
    if kind not in ("bitmap", "riff"):
        return kind
    return "image" if is_binary(data[:4096]) else None


def _unsigned(data: bytes) -> str:
    head = data[:65536]
    if is_binary(head[: len(head) & ~1]):
        return "binary"
    opening = head.replace(b"\0", b"").lstrip(_BLANK)[:512]
    if opening.startswith(b"<?xml"):
        return "html" if _HTML.search(opening) else "xml"
    if _HTML.match(opening):
        return "html"
    if opening[:1] == b"<":
        return "html" if _is_fragment(data) else "text"
    return _text_kind(data)


def _is_fragment(data: bytes) -> bool:
    """Whether a text is a piece of a page: its cells stand in tags, and not between tabs."""
    plain = data.replace(b"\0", b"")
    if not _FRAGMENT.search(plain):
        return False
    return len(_PAGE_CELL.findall(plain)) > len(_TABBED_LINE.findall(plain))


def _text_kind(data: bytes) -> str:
    """A text that is no page: a table with a separator, a page packed as a mail, or plain."""
    if is_archive(data):
        return "mht"
    if _is_fragment(data):
        return "html"
    return "csv" if is_delimited(data) else "text"


def is_archive(data: bytes) -> bool:
    """Whether the bytes are pages saved as one file (.mht): a mail whose parts belong together."""
    return bool(_ARCHIVE.match(data[:4096]))


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _members_kind(archive)
    except DAMAGES:
        return "damaged-zip"


def _members_kind(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    for start, kind in ZIP_MEMBERS:
        if any(name.startswith(start) for name in names):
            return kind
    if "mimetype" in names:
        return _open_document_kind(archive)
    return "zip"


def _open_document_kind(archive: zipfile.ZipFile) -> str:
    info = archive.getinfo("mimetype")
    if info.flag_bits & 1 or info.file_size > 200:
        return "zip"
    with archive.open(info) as member:
        media_type = member.read(200).decode("ascii", "replace").strip()
    return {OPEN_DOCUMENT + "text": "odt", OPEN_DOCUMENT + "spreadsheet": "ods"}.get(
        media_type, "zip"
    )


def _ole_kind(data: bytes) -> str:
    """By the streams of the file itself; what is embedded in it has streams of its own."""
    names = streams(data)
    for stream, kind in OLE_STREAMS:
        if stream in names or (not names and stream.encode("utf-16-le") in data):
            return kind
    return "ole"
