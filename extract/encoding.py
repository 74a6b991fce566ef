"""Bytes to text: UTF-8, UTF-16 and the Thai single-byte code (TIS-620, Windows-874).

A file says its encoding at most by a byte order mark, so the rest is decided by evidence: only
Thai text written in a Thai code has vowels and tone marks that stand behind consonants.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from schema.errors import NotReadable
from schema.table import Notice

#: Largest share of damaged characters that still counts as text: about one in 500.
DAMAGE_LIMIT = 0.002
_BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: Bytes of control characters no text file holds (NUL is judged apart: UTF-16 is full of it).
_CONTROLS = bytes(set(range(0x01, 0x20)) - set(b"\t\n\r\f\x0b\x1a\x1b")) + b"\x7f"
_THAI_874 = bytes([*range(0xA1, 0xDB), *range(0xDF, 0xFC)])
_TYPOGRAPHY_874 = b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa0"
_CONSONANTS_874 = bytes(range(0xA1, 0xCF))
_MARK_874 = re.compile(rb"[\xd1\xd4-\xda\xe7-\xee]")
_MARK_IN_PLACE_874 = re.compile(rb"(?<=[\xa1-\xce\xd1\xd4-\xd9\xe7-\xec])" + _MARK_874.pattern)
_PLAUSIBLE = re.compile(r"[\t\n\r\f -~\u00a0-\u00ff\u0e01-\u0e5b\u2010-\u2027\u25a0-\u27bf\uf0a7]")


class Decoded(NamedTuple):
    """A text and the encoding it was read by; `damaged` counts the characters lost (U+FFFD)."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes) -> Decoded:
    """The text of a file, its byte order mark removed; NotReadable if it is no text we know."""
    marked = data.startswith(_BYTE_ORDER_MARKS)
    for attempt in (_marked,) if marked else (_unmarked_utf16, _utf8, _thai_874):
        decoded = attempt(data)
        if decoded is not None:
            return decoded
    raise NotReadable(
        "ไม่ทราบรหัสอักขระของไฟล์ข้อความ ให้บันทึกใหม่เป็น UTF-8",
        "unknown character encoding: save the text file as UTF-8",
    )


def notices_of(decoded: Decoded) -> Iterator[Notice]:
    """What is worth saying about the encoding: a legacy one, and characters lost."""
    if decoded.encoding != "utf-8":
        yield Notice(
            rule=f"text.{decoded.encoding.replace('-', '')}",
            message_th=f"อ่านด้วยรหัสอักขระ {decoded.encoding}",
            message_en=f"read as {decoded.encoding}",
        )
    if decoded.damaged:
        yield Notice(
            rule="text.damaged",
            message_th=f"อักขระเสียหาย {decoded.damaged} แห่ง แสดงเป็น \ufffd",
            message_en=f"{decoded.damaged} damaged characters, shown as \ufffd",
        )


def is_binary(data: bytes) -> bool:
    """Whether these leading bytes of a file cannot be text in any encoding we read."""
    if data.startswith(_BYTE_ORDER_MARKS):
        return False
    if _unmarked_utf16(data) is not None:
        return False
    return b"\0" in data or _share(data, _CONTROLS) > 0.03


def _share(data: bytes, wanted: bytes) -> float:
    """Share of the bytes of `data` that are among `wanted`, 0..1."""
    return (len(data) - len(data.translate(None, wanted))) / max(1, len(data))


def _marked(data: bytes) -> Decoded | None:
    """Text behind a byte order mark."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    return None


def _tolerant(data: bytes, encoding: str) -> Decoded | None:
    """Text with damaged characters replaced by U+FFFD, None if there are more than a few."""
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    if damaged > 1 + DAMAGE_LIMIT * len(text):
        return None
    return Decoded(text, encoding, damaged)


def _utf8(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        # A lone damaged byte in a long text is damage; in a short one it is another encoding.
        return _tolerant(data, "utf-8") if b"\xe0\xb8" in data else None


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: NUL (ASCII) or 0x0E (Thai) is then every second byte."""
    if len(data) < 4:
        return None
    even, odd = data[0::2], data[1::2]
    little = _share(odd, b"\0\x0e") > _share(even, b"\0\x0e")
    encoding, high = ("utf-16-le", odd) if little else ("utf-16-be", even)
    if _share(high, b"\0\x0e") < 0.8:
        return None
    text = data[: len(data) & ~1].decode(encoding, "replace")
    plausible = 1 - len(_PLAUSIBLE.sub("", text)) / max(1, len(text))
    return Decoded(text, encoding, len(data) & 1) if plausible > 0.9 else None


def _thai_874(data: bytes) -> Decoded | None:
    """Windows-874, by evidence; bytes it does not define become U+FFFD, if they are few."""
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    thai = _share(data, _THAI_874) * len(data)
    typography = _share(data, _TYPOGRAPHY_874) * len(data)
    consonants = _share(data, _CONSONANTS_874) * len(data)
    if b"\0" in data or _share(data, _CONTROLS) > 0.01 or consonants < 0.4 * high:
        return None
    damaged = round(high - thai - typography)
    if damaged > 1 + DAMAGE_LIMIT * len(data) or not _marks_in_place(data):
        return None
    return Decoded(data.decode("cp874", "replace"), "cp874", damaged)


def _marks_in_place(data: bytes) -> bool:
    """Whether nearly every vowel or tone mark stands behind a letter or mark that can bear it."""
    return len(_MARK_IN_PLACE_874.findall(data)) >= 0.9 * len(_MARK_874.findall(data))
