"""Addresses of houses, broken over lines anywhere: "บ้านเลขที่ 12/⏎3 หมู่ 4 ต.ใน⏎เวียง".

A name broken over a line goes on where another part of the address follows it, or where only both
halves are a place of the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.places import amphoes, province, tambons

_D = "[0-9๐-๙]"
_NUMBER = rf"{_D}{{1,5}}(?:\n{_D}{{1,3}})?(?:\s?[/\-]\s?{_D}{{1,5}}(?:\n{_D}{{1,3}})?)?"
_CALLED = (r"(?:บ้าน\s?เลข\s?ที่|เลข\s?ที่|ที่\s?อยู่\s?(?:ปัจจุบัน|ตาม\s?ทะเบียน\s?บ้าน)?|ภูมิ\s?ลำเนา)"
           r"[\s:]{0,9}(?:(?:บ้าน)?เลข\s?ที่\s{0,3})?")
_WORD = (r"(?:หมู่\s?(?:ที่|บ้าน)?|ม\.|ตรอก|ซอย|ซ\.|ถนน|ถ\.|ตำ\s?บล|ต\.|แขวง|อำ\s?เภอ|อ\.|เขต|"
         r"จัง\s?หวัด|จ\.|กรุงเทพ|กทม\.|รหัส\s?ไปรษณีย์)")
_POSTCODE = rf"(?!(?:25|๒๕)[5-9๕-๙]{_D}\s)(?:{_D}\s?){{4}}{_D}(?!{_D}|[.)/])"
_LETTERS = "[0-9๐-๙ก-๎/.\\-]"
_NEXT = rf"(?=\s{{0,3}}(?:{_D}{{1,3}}\s{{0,3}})?(?:{_WORD}|{_POSTCODE}))"
_VALUE = (rf"(?:{_LETTERS}{{1,40}}(?:\s{{1,3}}{_LETTERS}{{1,30}}{_NEXT}){{0,2}}"
          rf"(?:\s{_D}{{1,3}}(?=\s{{0,3}}{_WORD}))?)?")
_PART = re.compile(rf"\s{{0,3}}{_WORD}\s{{0,3}}{_VALUE}")
_END = re.compile(rf"\s{{0,3}}{_POSTCODE}")
_BEGIN = re.compile(_CALLED + _NUMBER)
_BARE = re.compile(rf"(?<![0-9๐-๙/]){_D}{{1,4}}(?:/{_D}{{1,4}})?"
                   r"(?=\s{0,3}(?:หมู่|ม\.|ซอย|ซ\.|ถนน|ถ\.))")
_HOME = re.compile(r"บ้านเลขที่|ตามทะเบียนบ้าน|ที่อยู่ปัจจุบัน|ภูมิลำเนา")
_GOES_ON = re.compile(r"\s{1,3}([ก-๎]{1,20})")
_PLACE = re.compile("[ก-๎]{1,30}$")
_BEFORE_PLACE = re.compile("^(?:ตำบล|แขวง|อำเภอ|เขต|จังหวัด)")
_PARTS = 9


def home_addresses(text: str, *, of_person: bool = False) -> Iterator[tuple[int, int]]:
    """Where addresses of houses begin and end in a text.

    of_person: the text stands in a person's cell, where any house is a home and needs no label.
    """
    done = 0
    for begin in _BEGIN.finditer(text):
        parts, end = _parts(text, begin.end())
        home = of_person or _HOME.search("".join(text[begin.start(): end].split()))
        if parts and home and begin.start() >= done:
            yield begin.start(), end
            done = end
    for begin in _BARE.finditer(text) if of_person else ():
        parts, end = _parts(text, begin.end())
        if parts > 1 and begin.start() >= done:
            yield begin.start(), end
            done = end


def _parts(text: str, at: int) -> tuple[int, int]:
    """How many parts of an address follow a house number, and where the last one ends."""
    count, end = 0, at
    while count < _PARTS and (part := _PART.match(text, end)):
        count, end = count + 1, _with_broken_name(text, part.end())
    postcode = _END.match(text, end) if count else None
    return count, postcode.end() if postcode else end


def _with_broken_name(text: str, end: int) -> int:
    """The end of a place's name that goes on in the next line: "จ.นครราช⏎สีมา"."""
    more, name = _GOES_ON.match(text, end), _PLACE.search(text[max(0, end - 40): end])
    if more is None or name is None:
        return end
    bare = _BEFORE_PLACE.sub("", name[0])
    longest = next((n for n in range(len(more[1]), 0, -1) if _is_place(bare + more[1][:n])), 0)
    return more.start(1) + longest if longest and not _is_place(bare) else end


def _is_place(name: str) -> bool:
    return province(name) is not None or bool(amphoes(name)) or bool(tambons(name))
