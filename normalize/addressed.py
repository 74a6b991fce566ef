"""People addressed by their calling: "ครูสมชาย ใจดี" is a person, "ครูชำนาญการ" a post.

ครู, ผอ., กำนัน are posts and, before a name, forms of address. They are read as the latter only
where two words follow that can be a name: the first is no level and no field of work; behind ครู it
is no word of the dictionary, behind the others a name that is known. The second is no post, office
or level.
"""

from __future__ import annotations

import re

from normalize.commonwords import is_common
from normalize.nameletters import names_of
from normalize.offices import office_word
from normalize.titles import is_acting, is_tail, personal_title, position_word

_ADDRESS = re.compile(r"(ครู|ผอ\.|กำนัน|ผู้ใหญ่บ้าน)\s*(?=[ก-ฮเ-ไ])")
_NAME = re.compile(r"([ก-ฮเ-ไ][ก-๎]{1,19})[ \t]+([ก-ฮเ-ไ][ก-๎]{1,19})")
_BEGINS = re.compile(r"(?:^|\n|[,;/]|\d[.)]|[๐-๙][.)]|และ|กับ)\s{0,80}+(?=ครู|ผอ|กำนัน|ผู้ใหญ่)")


def address(text: str) -> str:
    """The calling, with the white space behind it, by which a text addresses a person, else "".

    Example: "ครู สมชาย ใจดี" -> "ครู "; "ครูวิทยาศาสตร์ โรงเรียนบ้านหนอง" -> "".
    """
    calling = _ADDRESS.match(text)
    name = _NAME.match(text, calling.end()) if calling else None
    if not calling or not name:
        return ""
    return calling[0] if _is_given(name[1], calling[1]) and _is_family(name[2]) else ""


def _is_given(word: str, calling: str) -> bool:
    if is_tail(word) or personal_title(word) or position_word(calling + word) != calling:
        return False
    return word in names_of("given") or (calling == "ครู" and not is_common(word))


def _is_family(word: str) -> bool:
    return not (position_word(word) or office_word(word) or is_tail(word) or is_acting(word))


def address_cuts(text: str) -> list[int]:
    """Where people begin who are addressed so: at the start of a line, or behind a separator."""
    return [m.end() for m in _BEGINS.finditer(text) if address(text[m.end():])]
