"""Whether two posts may be one person's: the line of work without level and acting words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from catalogue.lookup import table
from normalize.expansion import full_position
from normalize.namedistance import name_distance
from normalize.text import squash
from normalize.titles import word_list
from normalize.wordtrie import any_of

Relation = Literal["same", "open", "other"]
MISREAD = 1.5         # most letters, as `name_distance` counts them, that one post is misread in
MISREAD_SHARES = (0.06, 0.25)  # the same of a long and of a short post, as shares of its letters
_LEAST = 4            # letters of a level that may stand inside a post
_SHORT = re.compile(r"[ก-ฮ]\.")
_SAME_HEADS = {
    "staff": re.compile("พนักงาน|เจ้าหน้าที่|เจ้าพนักงาน"), "head": re.compile("หัวหน้า|ผู้อำนวยการ"),
}
_HEAD = re.compile("^(?:ผู้อำนวยการ|หัวหน้า|ปลัด|รองปลัด|นายก|รองนายก|ผู้ว่าราชการ|ผู้กำกับการ)")


@cache
def _level() -> re.Pattern[str]:
    """A level within a post: what stands behind it says no other work."""
    words = {squash(r["value"]) for r in table("position_levels")}
    return re.compile(f"(?<=...)(?:ระดับ)?(?:{any_of(w for w in words if len(w) >= _LEAST)})|คศ")


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(any_of(word_list("acting")))


@lru_cache(maxsize=4096)
def line_of_work(post: str) -> str:
    """A post in full without level and acting words: "นิติกรชก. รก.ผอ.กองคลัง" -> "นิติกร".

    One who only acts in a post ("รก.ผอ.กองคลัง") has no other: "".
    """
    full = squash(full_position(post) or post).strip("()")
    acting = _acting().search(full)
    full = full[: acting.start()] if acting else full
    level = _level().search(full)
    return (full[: level.start()] if level else full).rstrip("ฯ")


def relation(one: str | None, two: str | None) -> Relation:
    """Whether two posts are the same work, other work, or leave it open.

    Open: one is not stated, one only acts, one is an abbreviation that nothing tells, one says
    more than the other, or both name one field under heads that are used for each other
    ("พนง.ทรัพยากรบุคคล", "เจ้าหน้าที่ทรัพยากรบุคคล").
    """
    if not one or not two:
        return "open"
    a, b = line_of_work(one), line_of_work(two)
    if _alike(squash(one), squash(two)) or (a and b and _alike(a, b)):
        return "same"  # abbreviated alike and misread ("ฝอ.กองช่าง"), or in full
    if not a or not b or a in b or b in a or _SHORT.search(a + b):
        return "open"
    return "open" if _field(a) == _field(b) else "other"


def _alike(a: str, b: str) -> bool:
    """True for one post misread: "ผู้อำนวยการกองคลัง" and "ผู้อำนวยการกองช่าง" are two."""
    (long, short), letters = MISREAD_SHARES, min(len(a), len(b))
    most = min(max(MISREAD, long * letters), short * letters)
    return a == b or (abs(len(a) - len(b)) <= most and name_distance(a, b) <= most)


def _field(post: str) -> tuple[str, str]:
    """A post as the kind of its head and the rest: one field under two names of one head."""
    for kind, head in _SAME_HEADS.items():
        match = head.match(post)
        if match:
            return kind, post[match.end():]
    return "", post


def held_by_one(post: str | None) -> bool:
    """True for a post that one person of an agency holds: the head of something named."""
    return bool(post and _HEAD.match(line_of_work(post)))
