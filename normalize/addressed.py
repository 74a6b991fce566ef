"""Teachers addressed by their calling: "ครูสมชาย ใจดี" is a person, "ครูชำนาญการ" a post.

ครู is a post and, before a name, the form of address. It is read as the latter only where two words
follow that can be a name: the first is no level, no field that teachers teach and no word of the
dictionary (unless it is a name as well), the second no post, office or level.
"""

from __future__ import annotations

import re

from normalize.nameletters import names_of
from normalize.names import is_common
from normalize.offices import office_word
from normalize.titles import is_acting, is_tail, position_word

_ADDRESS = re.compile(r"ครู\s*(?=[ก-ฮเ-ไ])")
_NAME = re.compile(r"([ก-ฮเ-ไ][ก-๎]{1,19})[ \t]+([ก-ฮเ-ไ][ก-๎]{1,19})")
_BEGINS = re.compile(r"(?:^|\n|[,;/]|\d[.)]|[๐-๙][.)]|และ|กับ)\s*(?=ครู)")


def teacher_address(text: str) -> str:
    """"ครู" with the white space behind it where it addresses a person, else "".

    Example: "ครู สมชาย ใจดี" -> "ครู "; "ครูวิทยาศาสตร์ โรงเรียนบ้านหนอง" -> "".
    """
    address = _ADDRESS.match(text)
    name = _NAME.match(text, address.end()) if address else None
    if not address or not name:
        return ""
    return address[0] if _is_given(name[1]) and _is_family(name[2]) else ""


def _is_given(word: str) -> bool:
    if is_tail(word) or position_word(f"ครู{word}") != "ครู":
        return False
    return word in names_of("given") or not is_common(word)


def _is_family(word: str) -> bool:
    return not (position_word(word) or office_word(word) or is_tail(word) or is_acting(word))


def address_cuts(text: str) -> list[int]:
    """Where teachers begin who are addressed so: at the start of a line, or behind a separator."""
    return [m.end() for m in _BEGINS.finditer(text) if teacher_address(text[m.end():])]
