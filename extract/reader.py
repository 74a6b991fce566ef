"""The way into a file: find out what it is and hand its bytes to the reader of that kind.

To add a format: a module with `read(data: bytes) -> RawDocument` and one line in READERS; its
line in REFUSED, if it has one, goes.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from extract.citizenids import masked_document
from extract.kinds import kind_of
from schema.errors import EmptyFile, Encrypted, NotReadable, OitError, TooLarge, UnknownType
from schema.table import Block, RawDocument, RawTable

Reader = Callable[..., RawDocument]

#: Kind of content -> module whose `read` reads it; imported only when such a file comes.
READERS: dict[str, str] = {
    "csv": "extract.delimited",
    "doc": "extract.office",
    "docx": "extract.word",
    "html": "extract.markup_page",
    "image": "extract.scan.reader",
    "mht": "extract.markup_page",
    "ods": "extract.opendocument",
    "odt": "extract.opendocument",
    "pdf": "extract.pdf.reader",
    "rtf": "extract.office",
    "text": "extract.text",
    "xls": "extract.sheet_legacy",
    "xlsx": "extract.sheet",
}
#: Kinds whose reader takes a password beside the bytes.
LOCKABLE = frozenset({"pdf"})
#: Kind of content -> what is raised for it: class, Thai and English message.
REFUSED: dict[str, tuple[type[OitError], str, str]] = {
    "empty": (
        EmptyFile,
        "ไฟล์ว่างเปล่า ให้ขอไฟล์ใหม่จากผู้ส่ง",
        "the file is empty: ask the sender for it again",
    ),
    "encrypted": (
        Encrypted,
        "ไฟล์มีรหัสผ่าน ให้เปิดแล้วบันทึกใหม่โดยไม่ใส่รหัสผ่าน",
        "the file asks for a password: open it and save it without one",
    ),
    "damaged-zip": (
        NotReadable,
        "ไฟล์เสียหายหรือมาไม่ครบ ให้ดาวน์โหลดหรือขอไฟล์ใหม่",
        "the file is damaged or cut off: download it or ask for it again",
    ),
    "pptx": (
        UnknownType,
        "เป็นไฟล์ PowerPoint ให้คัดลอกตารางไปไว้ใน Word แล้วบันทึกเป็น .docx",
        "a PowerPoint file: copy the table to Word and save it as .docx",
    ),
    "xml": (
        UnknownType,
        "เป็นไฟล์ XML ให้เปิดด้วยโปรแกรมที่สร้างแล้วบันทึกใหม่เป็น .docx",
        "an XML file: open it in the program that made it and save it as .docx",
    ),
    "zip": (
        UnknownType,
        "เป็นไฟล์บีบอัด (ZIP) ให้คลายไฟล์ก่อนแล้วส่งไฟล์ข้างใน",
        "a ZIP archive: unpack it and give the files inside",
    ),
    "ole": (
        UnknownType,
        "เป็นไฟล์ Office รุ่นเก่าที่ไม่รู้จัก ให้บันทึกใหม่เป็น .docx",
        "an old Office file of unknown kind: save it as .docx",
    ),
    "binary": (
        UnknownType,
        "ไม่รู้จักชนิดของไฟล์ ให้ส่งไฟล์ Word (.docx) หรือข้อความ",
        "unknown kind of file: give a Word file (.docx) or plain text",
    ),
}
#: Largest file opened, in bytes; forms with many pictures stay below 50 MB.
SIZE_LIMIT = 200_000_000
#: The same of kinds that hold words alone; the longest form as a text has 1 MB.
WORDS_LIMIT = 20_000_000
#: Longest cell or paragraph, in letters; the longest cell of a workbook has 32,767.
LETTERS_LIMIT = 40_000
_WORDS = frozenset({"text", "csv", "html"})


def read_document(path: Path, password: str | None = None) -> RawDocument:
    """A file as its reader sees it; an OitError says why it cannot be read and what to do.

    password: opens a locked PDF; files that need none are read without it. Citizen ids are masked
    here, so that none is in anything that is made of a file.
    """
    return document_of(content(path), path.suffix, password)


def document_of(data: bytes, suffix: str = "", password: str | None = None) -> RawDocument:
    """The same of a file's bytes; suffix: that of its name, which helps to say what is damaged."""
    kind = kind_of(data)
    if kind not in READERS:
        raise _refusal(kind, suffix)
    if kind in _WORDS and len(data) > WORDS_LIMIT:
        raise _too_large(len(data))
    reader = _reader(kind)
    document = _checked(reader(data, password) if kind in LOCKABLE else reader(data))
    return masked_document(document)


def _checked(document: RawDocument) -> RawDocument:
    """The document; TooLarge for a cell or paragraph that is longer than the rules can weigh."""
    for block in document.blocks:
        longest = max((len(text) for text in _texts(block)), default=0)
        if longest > LETTERS_LIMIT:
            raise TooLarge(
                f"มีข้อความยาวเกินไป ({longest:,} ตัวอักษรในช่องเดียว "
                f"อ่านได้ไม่เกิน {LETTERS_LIMIT:,}) ให้ตรวจไฟล์ต้นฉบับ",
                f"a single cell or paragraph has {longest:,} letters (limit "
                f"{LETTERS_LIMIT:,}), which none of a form has: check the original file",
            )
    return document


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, RawTable):
        yield from (cell.text for row in block.rows for cell in row if cell)
    else:
        yield block.text


def _reader(kind: str) -> Reader:
    read: Reader = import_module(READERS[kind]).read
    return read


def content(path: Path) -> bytes:
    """The bytes of a file; NotReadable for a folder, a device or a file we may not open."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _unopened("ไม่ใช่ไฟล์", "it is not a file")
        if status.st_size > SIZE_LIMIT:
            raise _too_large(status.st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unopened(reason, reason) from error


def _unopened(reason_th: str, reason_en: str) -> NotReadable:
    return NotReadable(
        f"เปิดไฟล์ไม่ได้ ({reason_th}) ให้ตรวจที่อยู่และสิทธิ์ของไฟล์",
        f"the file cannot be opened ({reason_en}): check its path and permissions",
    )


def _too_large(size: int) -> TooLarge:
    megabytes = size // 1_000_000
    return TooLarge(
        f"ไฟล์ใหญ่เกินไป ({megabytes} MB) ให้แยกเป็นไฟล์เล็กลง",
        f"the file is too large ({megabytes} MB): split it into smaller ones",
    )


def _refusal(kind: str, suffix: str) -> OitError:
    """The error for a kind we do not read; noise under a Word name is a damaged Word file."""
    damaged_word = kind == "binary" and suffix.casefold() == ".docx"
    error, thai, english = REFUSED["damaged-zip" if damaged_word else kind]
    return error(thai, english)
