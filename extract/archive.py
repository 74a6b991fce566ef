"""Members of a zip container, read in memory within limits: a bomb is refused before it unpacks."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import NoReturn

from schema.errors import Encrypted, NotReadable, TooLarge

#: Bytes that all members together, and one member, may unpack to.
TOTAL_LIMIT = 200_000_000
MEMBER_LIMIT = 60_000_000
#: Files beyond this size are refused if they are packed tighter than any document is.
RATIO_LIMIT = 200
RATIO_FROM = 20_000_000
MEMBERS_LIMIT = 10_000
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Archive:
    """A zip container whose declared sizes were checked; members are read whole."""

    def __init__(self, data: bytes) -> None:
        """Open a container; TooLarge if its directory promises too much."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGES as error:
            _damaged(str(error), error)
        self._members = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        _check(self._zip.infolist(), len(data))

    def __contains__(self, name: str) -> bool:
        """Whether there is a member of this name."""
        return name in self._members

    def read(self, name: str) -> bytes:
        """The content of a member; what its header says of its size is not trusted."""
        info = self._members[name]
        if info.flag_bits & 1:
            raise Encrypted(
                "ไฟล์มีรหัสผ่าน ให้เปิดแล้วบันทึกใหม่โดยไม่ใส่รหัสผ่าน",
                "the file asks for a password: open it and save it without one",
            )
        try:
            with self._zip.open(info) as member:
                data = member.read(MEMBER_LIMIT + 1)
        except DAMAGES as error:
            _damaged(f"{name}: {error}", error)
        if len(data) > MEMBER_LIMIT:
            _too_large(f"{name} > {MEMBER_LIMIT // 1_000_000} MB")
        return data


def _check(members: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse a container by its directory alone."""
    total = sum(info.file_size for info in members)
    largest = max((info.file_size for info in members if _is_xml(info)), default=0)
    if len(members) > MEMBERS_LIMIT:
        _too_large(f"{len(members)} members")
    if total > TOTAL_LIMIT or largest > MEMBER_LIMIT:
        _too_large(f"{total // 1_000_000} MB")
    if total > RATIO_FROM and total > RATIO_LIMIT * packed:
        _too_large(f"{total // 1_000_000} MB packed into {packed // 1000} KB")


def _is_xml(info: zipfile.ZipInfo) -> bool:
    """Whether the member is text to be parsed, not a picture."""
    return info.filename.casefold().endswith((".xml", ".rels"))


def _too_large(found: str) -> NoReturn:
    raise TooLarge(
        f"ไฟล์คลายแล้วใหญ่เกินไป ({found}) ให้แยกเป็นไฟล์เล็กลงหรือตรวจที่มาของไฟล์",
        f"the file unpacks to too much ({found}): split it, or check where it comes from",
    )


def _damaged(found: str, cause: Exception) -> NoReturn:
    line = " ".join(found.split())
    raise NotReadable(
        f"ไฟล์เสียหายหรือมาไม่ครบ ({line}) ให้ดาวน์โหลดหรือขอไฟล์ใหม่",
        f"the file is damaged or cut off ({line}): download it or ask for it again",
    ) from cause
