"""XML of an office document, parsed so that nothing outside it is fetched and nothing expands."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from schema.errors import NotReadable, TooLarge

#: Elements, attributes or references a part that is kept whole may have; a long form has 100,000
#: elements. Each costs memory many times its letters.
ELEMENTS_LIMIT = 1_500_000
#: The same of a part that is read as a stream, most of which is freed at once.
STREAMED_LIMIT = 4_000_000
#: Nothing outside the file is fetched, nothing in it expands.
_SAFELY = {
    "resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False,
    "remove_comments": True, "remove_pis": True,
}
#: An element of the tree; lxml brings no types of its own.
Element = Any


def parse(data: bytes, name: str) -> Element:
    """The root element of a member; NotReadable or TooLarge if it cannot be parsed."""
    if too_many(data, ELEMENTS_LIMIT):
        raise _unparsed("too long", name)
    try:
        return etree.fromstring(data, etree.XMLParser(**_SAFELY))
    except etree.XMLSyntaxError as error:
        raise _unparsed(" ".join(str(error).split()), name, error.lineno) from error


def stream(data: bytes, name: str, wanted: Sequence[str]) -> Iterator[Element]:
    """The elements of these names in any namespace, each freed once used; errors as of `parse`."""
    if too_many(data, STREAMED_LIMIT):
        raise _unparsed("too long", name)
    tags = [f"{{*}}{tag}" for tag in wanted]
    try:
        for _, element in etree.iterparse(io.BytesIO(data), tag=tags, **_SAFELY):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise _unparsed(" ".join(str(error).split()), name, error.lineno) from error


def too_many(data: bytes, limit: int) -> bool:
    """Whether markup has more elements (two tags each), attributes or references than a limit."""
    return data.count(b"<") > 2 * limit or data.count(b"=") > 2 * limit or data.count(b"&") > limit


def _unparsed(found: str, name: str, line: int = 0) -> NotReadable | TooLarge:
    """A parser's limits (depth, length of a text) mean a bomb; everything else is damage."""
    if any(word in found for word in ("depth", "huge", "too long", "limit", "loop")):
        return TooLarge(
            f"โครงสร้างในไฟล์ซ้อนลึกหรือยาวเกินไป ({name}) ให้ตรวจที่มาของไฟล์",
            f"{name} is nested too deeply or too long: check where the file comes from",
        )
    return NotReadable(
        f"ไฟล์เสียหาย (ส่วน {name} บรรทัด {line}) ให้เปิดด้วยโปรแกรมเดิมแล้วบันทึกใหม่",
        f"the file is damaged ({name}, line {line}): open it in its program and save it again",
    )
