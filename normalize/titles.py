"""Words that begin a person, a post or a group: personal titles, positions, collectives.

The layout may break such a word anywhere over lines, so words are looked for in the letters alone
and the white space that stands between them is judged afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from catalogue.lookup import table
from normalize.offices import office_word
from normalize.text import is_letter, squash
from normalize.wordtrie import any_of

STRONG = 6  # letters of a position word that may stand glued to a name
_PLAIN = frozenset({"น.ส.", "นส.", "น.ส"})  # never behind another title
_STACKED = 5  # letters of a title that may follow another one without a full stop
_MOST = 90  # letters that are looked at for one word
_NAME = "[ก-ฮเ-ไA-Za-z]"  # with which a name begins
_MARK = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
_HEAD_OF = "นายก"  # of an administration or council, and the beginning of many names of men
_OTHER_NAME = re.compile("[ก-ฮ]นายก|นายก[^ก-ฮเ-ไฯ(/.,]")


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The words of a table, squashed, the longest first: `word_list("positions")`."""
    rows = {squash(r["value"]) for r in table(name)}
    return tuple(sorted(rows, key=lambda w: (-len(w), w)))


@cache
def _beginning(name: str) -> re.Pattern[str]:
    """The longest word of a table that letters begin with."""
    return re.compile(any_of(word_list(name)))


@cache
def _titles(stopped: bool = False) -> re.Pattern[str]:
    """One or several titles in letters without white space: "ผศ.ดร.", "นาย/นาง", "ส.ต.ต.(หญิง)".

    stopped: none that lacks its last full stop ("ร.ต.อ" in "ร.ต. อนันต์").
    """
    words = {w for w in word_list("prefixes") if not (stopped and _unstopped(w))} - {"นางสาว"}
    miss = f"นางสาว(?={_NAME}|/)(?![\u0e31-\u0e3a\u0e47-\u0e4e\u0e30\u0e32]|.[\u0e4c])"
    latin = {w for w in words if w[-1].isascii() and w[-1].isalpha()}
    one = f"(?:{miss}|{any_of(words - latin)}|{any_of(latin)}(?![A-Za-z]))(?:\\(หญิง\\))?"
    more = any_of(w for w in words if ("." in w or len(w) >= _STACKED) and w not in _PLAIN)
    return re.compile(f"{one}(?:(?:/{one}|{more}(?:\\(หญิง\\))?)*(?={_NAME}))", re.I)


def _unstopped(word: str) -> bool:
    return "." in word and word[-1] != "." and not word.endswith(("หญิง", "พิเศษ"))


@cache
def _longest() -> re.Pattern[str]:
    """The longest single title that letters begin with, whatever follows."""
    return re.compile(any_of(set(word_list("prefixes")) - {"นางสาว"}))


@cache
def _first_words() -> frozenset[str]:
    """Beginnings of titles behind which a space is written: "ว่าที่", "ผู้ช่วยศาสตราจารย์"."""
    values = [r["value"].split(" ") for r in table("prefixes")]
    inner = {squash("".join(v[:n])) for v in values for n in range(1, len(v))}
    return frozenset({"นาง", "ว่าที่", *inner, *word_list("prefixes")})


def is_title(text: str) -> bool:
    """True for a title, or the word before one, alone: "ดร.", "ว่าที่"."""
    return squash(text) in _first_words() and squash(text) != "นาง"


def titles_in(text: str) -> Iterator[tuple[int, int]]:
    """Where personal titles stand in a text: begin and end, white space behind them included.

    A title may be broken over lines; a space stands inside it only where titles are written with
    one. Posts that begin like a title are none. Example: "นา\\nยก้อง ใจดี" -> (0, 4).
    """
    at = [n for n, char in enumerate(text) if not char.isspace()]
    letters = "".join(text[n] for n in at)
    at.append(len(text))
    start = 0
    while match := _titles().search(letters, start):
        if _unstopped(match[0]) and at[match.end()] - at[match.end() - 1] == 1:
            match = _titles(stopped=True).match(letters, match.start()) or match
        start, end = match.span()
        gaps = [n for n in range(start + 1, end) if at[n] - at[n - 1] > 1]
        later = [n for n in gaps if _begins_anew(letters, at, start, n)]
        if later:
            start = later[0]
            continue
        whole = all("\n" in text[at[n - 1] : at[n]] or _may_part(letters[start:n], letters[n])
                    for n in gaps)
        if whole and not _is_post(letters[start:], end - start, text[at[start]:]):
            yield at[start], at[end]
        start = end


def _begins_anew(letters: str, at: Sequence[int], start: int, n: int) -> bool:
    """True where a match runs into the title of another person: "ลำพู[น⏎พ.จ.อ.]สม"."""
    glued = start > 0 and at[start] - at[start - 1] == 1 and is_letter(letters[start - 1])
    before = letters[start:n]
    post = start > 0 and before in word_list("positions")
    piece = len(before) == 1 and start > 0 and is_letter(letters[start - 1])  # "อ่อ⏎น⏎สพ.ญ.มณี"
    return (glued or post or piece) and bool(_titles().match(letters, n))


def _may_part(before: str, letter: str) -> bool:
    """True where a title is written with a space behind these letters of it."""
    if before[-1] in ".)/" or letter in "(/":
        return True
    return any(before.endswith(word) for word in _first_words())


def personal_title(text: str) -> str:
    """The personal title a text begins with, with what space follows; "" where it has none."""
    return _personal_title(text[:_MOST])


@lru_cache(maxsize=8192)
def _personal_title(text: str) -> str:
    if not _titles().match("".join(text.split())):
        return ""
    start, end = next(titles_in(text), (1, 1))
    return text[:end] if not text[:start].strip() and end > start else ""


def _is_post(letters: str, size: int, text: str) -> bool:
    """True for posts that begin like a title: "นายกเทศมนตรี", "นายแพทย์ชำนาญการ", not "นายกมล"."""
    match = _beginning("not_prefixes").match(letters)
    word = match[0] if match else ""
    if word == _HEAD_OF:
        return _is_head(letters[len(word):], text)
    if word:
        return not _MARK.match(letters, len(word))
    longest = _longest().match(letters)
    if longest and longest.end() > size and longest[0] in word_list("positions"):
        return True  # "นายแพทย์" at the end is no man called แพทย์
    rest = letters[size:]
    if letters[:size] not in word_list("positions"):
        return False
    alone = bool(re.match(r"\s*\n", text[len(letters[:size]):])) and bool(position_word(rest))
    return alone or is_tail(rest) or is_acting(rest) or bool(
        re.match(r"(?:และ|กับ)(?:[^ก-๎]|$)", rest))


def _is_head(after: str, text: str) -> bool:
    """True where "นายก" heads an administration; a man is "นาย ก. ใจดี", "นายก. ใจดี", "นายกมล"."""
    if not after or after[0] in "ฯ(/,":
        return True
    if after[0] == ".":
        return not re.match(r"นาย\s*ก\s*\.\s+[ก-ฮเ-ไ]", text)
    return office_word(after) is not None or is_acting(after)


@cache
def _notes() -> dict[str, str]:
    rows = [*table("vacancies"), *table("person_notes")]
    return {squash(r["value"]): r["canonical"] for r in rows}


def note_kind(text: str) -> str | None:
    """What a remark on a person says: "vacant", "note", else None.

    Example: "- ว่าง -" -> "vacant", "(แทน)" -> "note".
    """
    return _notes().get(squash(text).strip("-–()[]."))


def is_acting(text: str) -> bool:
    """True for the words of an acting post ("รก.", "รักษาราชการแทน"), which follow another."""
    return bool(_beginning("acting").match(squash(text[:_MOST]).lstrip("(")))


def is_tail(text: str) -> bool:
    """True for what goes on a position word: a level, a bracket, "ประจำ…"."""
    letters = squash(text[:_MOST])
    level = _beginning("position_levels").match(letters)
    short = level and "." not in level[0] and re.match("[ก-๎]", letters[level.end():]) \
        and level.end() < _STACKED  # "ปก" is a level, "ปกรณ์" a name
    return bool(re.match("[0-9๐-๙(/.,ฯ]", letters) or (level and not short)
                or _beginning("post_tails").match(letters))


def position_word(text: str) -> str:
    """The position word a text begins with ("ผอ.", "นักวิชาการ"), "" where it is none."""
    return _position_word(text[:_MOST])


@lru_cache(maxsize=8192)
def _position_word(text: str) -> str:
    letters = squash(text).lstrip("(")
    if _OTHER_NAME.match(letters):
        return ""
    if letters.startswith(_HEAD_OF) and not (
            _is_head(letters[len(_HEAD_OF):], text) or _beginning("not_prefixes").match(letters)):
        return ""
    match = _beginning("positions").match(letters)
    return match[0] if match else ""


def is_personal_post(text: str) -> bool:
    """True for a post that only a person has: "ปลัดเทศบาล"; "เกษตรจังหวัด" may be the office too."""
    letters = squash(text[:_MOST]).lstrip("(")
    heads = _beginning("post_heads").match(letters)
    return bool(heads and position_word(text)) and office_word(text) is None \
        and not is_collective(text)


def is_collective(text: str) -> bool:
    """True for a group of people: "บุคลากรทุกคนในสำนักงาน", "คณะทำงาน"."""
    return bool(_beginning("collectives").match(squash(text[:_MOST]).lstrip("(")))
