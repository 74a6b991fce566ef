"""Words that begin a person, a post or a group: personal titles, positions, collectives."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from catalogue.lookup import table
from normalize.text import squash
from normalize.vocabulary import Vocabulary

STRONG = 6  # letters of a position word that may stand glued to a name


@cache
def prefix_pattern() -> re.Pattern[str]:
    """A personal title, or several ("ผศ.ดร."), at the beginning of a text."""
    words = sorted({r["value"] for r in table("prefixes")}, key=lambda w: (-len(w), w))
    spelt = [r"\s*".join(re.escape(p) for p in w.split()) for w in words]
    spelt.insert(0, r"นาง\s*สาว(?![\u0e31-\u0e3a\u0e47-\u0e4e\u0e30\u0e32])")
    return re.compile(f"(?:(?:{'|'.join(spelt)})\\s*)+", re.I)


@cache
def _not_prefixes() -> tuple[str, ...]:
    return tuple(sorted((r["value"] for r in table("not_prefixes")), key=lambda w: -len(w)))


@cache
def vocabulary(name: str, shortest: int = 1) -> Vocabulary:
    """The words of a table, squashed, from a length on: `vocabulary("positions", STRONG)`."""
    words = {squash(row["value"]) for row in table(name)}
    return Vocabulary(word for word in words if len(word) >= shortest)


def personal_title(text: str) -> str:
    """The personal title a text begins with, with what space follows; "" where it has none."""
    match = prefix_pattern().match(text)
    if not match or _is_office_of(text):
        return ""
    return match[0] if re.match("[ก-ฮเ-ไA-Za-z]", text[match.end():]) else ""


def _is_office_of(text: str) -> bool:
    """True for posts that begin like a title: "นายกเทศมนตรี", "นายอำเภอ", not "นายกิตติ"."""
    for word in _not_prefixes():
        if text.startswith(word):
            after = text[len(word):]
            return word != "นายก" or not after or bool(re.match(r"[\sฯ(/.]", after))
    return False


def is_acting(text: str) -> bool:
    """True for the words of an acting post ("รก.", "รักษาราชการแทน"), which follow another."""
    return bool(re.match(r"(?:รก\.|รักษา|ปฏิบัติหน้าที่|ทำหน้าที่|ช่วยราชการ)", text))


@lru_cache(maxsize=4096)
def position_word(text: str) -> str:
    """The position word a text begins with ("ผอ.", "นักวิชาการ"), "" where it is none."""
    letters = squash(text[:60]).lstrip("(")
    if re.match(r"[ก-ฮ]?นายก[\u0e31-\u0e3a\u0e47-\u0e4e]", letters):
        return ""
    return vocabulary("positions").beginning(letters)


def is_collective(text: str) -> bool:
    """True for a group of people: "บุคลากรทุกคนในสำนักงาน", "คณะทำงาน"."""
    letters = squash(text[:80]).lstrip("(")
    return bool(vocabulary("collectives").beginning(letters))
