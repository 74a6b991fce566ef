"""A cell of names to the people, posts and groups in it.

Entries begin at numbers and personal titles; inside an entry the name comes first and the first
word of a position ends it. How a broken name is joined stands in `normalize.names`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.digits import arabic
from normalize.joining import join_two, unwrap
from normalize.names import Names, known_end, name_end, name_parts, name_words
from normalize.text import is_blank, nfc, one_space, squash
from normalize.titles import (
    STRONG,
    is_acting,
    is_collective,
    personal_title,
    position_word,
    prefix_pattern,
    vocabulary,
)
from normalize.units import office_word
from schema.table import Frozen

_NUMBER = re.compile(r"(?:^|(?<=[\s/,]))(?:\(?([0-9๐-๙]{1,2})[.)]\s*|[-•▪–]\s+)(?=[^\s\d๐-๙])")
_LABEL = re.compile(r"^(?:ตำแหน่ง|ชื่อ(?:-สกุล)?)\s*[:.]?\s*")
_TELEPHONE = re.compile(r"\s*(?:โทร\S*\s*)?[(]?[0๐][0-9๐-๙)\-]{1,3}[\- ]?[0-9๐-๙\- ]{5,10}")
_LABELS_ONLY = re.compile(r"(?:ชื่อ(?:\s*-\s*(?:ชื่อ)?\s*(?:นาม)?สกุล)?|ตำแหน่ง)\s*[:.]?")


class PersonReading(Frozen):
    """An entry of a person cell.

    name: title and given name without a space, one space, family name; None for a post or group.
    position: as printed; text: the whole entry as printed. `given`, `family`: the parts of name.
    """

    name: str | None = None
    position: str | None = None
    text: str = ""
    prefix: str = ""
    given: str = ""
    family: str = ""
    rules: tuple[str, ...] = ()
    confidence: float = 1.0


def person_cell(text: str, names: Names | None = None,
                flattened: bool = False) -> tuple[PersonReading, ...]:
    """Everyone whom a cell names, in order.

    names: names seen whole elsewhere in the form, squashed -> (title and given, family); they
    decide where a broken name is parted. flattened: line breaks were written as spaces. Example:
    "น.ส.ดาริน \\nณ ภูผา \\nนวช.เผยแพร่" -> name "น.ส.ดาริน ณ ภูผา", position "นวช.เผยแพร่".
    """
    if is_blank(text):
        return ()
    entries = _entries(_person_first(nfc(text).replace("\t", " ").strip()))
    readings = [_reading(entry, names or {}) for entry in entries]
    readings = [_unwrapped(r) for r in readings] if flattened else readings
    return _with_leading_positions([r for r in readings if r.text])


def _person_first(text: str) -> str:
    """"ผอ.กองคลัง (นายก ข)" as "นายก ข ผอ.กองคลัง": a post before its person in brackets."""
    def turned(match: re.Match[str]) -> str:
        post = re.sub(r"^(?:\s|และ|กับ|,|/)+", "", match[1]).rstrip()
        if not (personal_title(match[2]) and position_word(_unnumbered(post))):
            return match[0]
        return f"\n{match[2].strip()} {_unnumbered(post)}"

    return re.sub(r"([^()]+)\(\s*([^()]+?)\s*\)", turned, text)


def _entries(text: str) -> list[str]:
    """A cell cut before numbers, titles and lines that begin a post or group of their own."""
    cuts = {0, *_number_cuts(text), *_prefix_cuts(text), *_line_cuts(text)}
    at = sorted(cuts)
    pieces = [text[a:b].strip() for a, b in zip(at, [*at[1:], len(text)], strict=True)]
    joined: list[str] = []
    for piece in pieces:
        if joined and re.fullmatch(r"\(?[0-9๐-๙]{1,2}[.)]|[-•▪–]", joined[-1]):
            joined[-1] += " " + piece
        elif piece:
            joined.append(piece)
    return [p for p in (_unnumbered(piece) for piece in joined) if p]


def _unnumbered(text: str) -> str:
    text = _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
    text = re.sub(r"(?:\s(?:และ|กับ)|[\s/,;:(]|(?<=[ก-๎])\s*[0-9๐-๙]{1,2}[.)])+$", "", text).strip()
    text = text[:-1].rstrip() if text.endswith(")") and "(" not in text else text
    return "" if _LABELS_ONLY.fullmatch(text) else text


def _number_cuts(text: str) -> list[int]:
    return [m.start() for m in _NUMBER.finditer(text)]


@lru_cache(maxsize=1024)  # a cell is cut more than once: for the names of the form, and for its own
def _prefix_cuts(text: str) -> tuple[int, ...]:
    """Where titles begin: at the start of a word, or glued behind a position."""
    cuts = []
    for match in prefix_pattern().finditer(text):
        start = match.start()
        before = " " if text[:start].endswith(("และ", "กับ")) else text[max(0, start - 1) : start]
        glued = before and before not in " \n\t/,()-.0123456789๐๑๒๓๔๕๖๗๘๙:;"
        if not personal_title(text[start:]) or (glued and not _glued_person(text, start, match[0])):
            continue
        if not _inside_titles(text, start):
            cuts.append(start)
    return tuple(cuts)


def _inside_titles(text: str, start: int) -> bool:
    """True where a title follows another title of the same person: "ผศ. ดร."."""
    before = text[:start].rsplit(maxsplit=1)
    return bool(before and prefix_pattern().fullmatch(before[-1]))


def _glued_person(text: str, start: int, title: str) -> bool:
    """True where a title without a space before it still begins a person: "บุคคลนางสาวก ข"."""
    rest = text[start + len(title):]
    if not re.match(r"[ก-ฮเ-ไ][\u0e00-\u0e7f]+\s+[ก-ฮเ-ไ]", rest):
        return False
    if squash(title) in ("นางสาว", "น.ส.") or squash(title).startswith("ว่าที่"):
        return True
    line = squash(text[:start].rpartition("\n")[2])
    return bool(vocabulary("positions", STRONG).inside(line))


def _line_cuts(text: str) -> list[int]:
    """Lines that begin a group, an office, or (in a cell without names) another post."""
    named = bool(_prefix_cuts(text))
    cuts = [] if named else [m.end() for m in re.finditer(r"[/,]\s*", text)
                             if position_word(text[m.end() :])]
    for match in re.finditer(r"\n\s*", text):
        line, before = text[match.end():], text[: match.start()]
        post = not named and position_word(line) and not is_acting(line)
        if is_collective(line) or (post and not _dangling(before)):
            cuts.append(match.end())
    return cuts


def _dangling(text: str) -> bool:
    return bool(re.search(r"(?:และ|ของ|ที่|ด้าน|การ|/|แทน)\s*$", text))


def _reading(entry: str, names: Names) -> PersonReading:
    """One entry as a person, a post, a group or words that say none of these."""
    whole = _tidy(entry)
    title = personal_title(entry)
    if title:
        return _person(title, entry[len(title):], names)
    if is_collective(entry):
        return PersonReading(text=whole, rules=("person.group",))
    if position_word(_LABEL.sub("", entry)):
        position = _tidy(_LABEL.sub("", entry))
        return PersonReading(position=position, text=whole, rules=("person.post",))
    if office_word(entry):
        return PersonReading(text=whole, rules=("person.unit",))
    return _untitled(entry, whole, names)


def _untitled(entry: str, whole: str, names: Names) -> PersonReading:
    """A name without a title: two Thai words, then nothing or a position."""
    tokens = entry.split()
    named = len(tokens) >= 2 and all(re.fullmatch("[ก-๎]{2,20}", t) for t in tokens[:2])
    ends = len(tokens) == 2 or bool(position_word(" ".join(tokens[2:])))
    if not (named and ends):
        return PersonReading(text=whole, rules=("person.unknown",), confidence=0.6)
    reading = _person("", entry, names)
    return reading.model_copy(update={"rules": (*reading.rules, "person.no_title"),
                                      "confidence": 0.7})


def _person(title: str, rest: str, names: Names) -> PersonReading:
    """A titled entry as name and position; a telephone number is neither."""
    rest = _TELEPHONE.sub("", rest)
    prefix = one_space(title.replace("\n", " " if "." in title else "")).strip()
    prefix = re.sub(r"^นาง\s+สาว", "นางสาว", prefix)
    tokens, breaks, starts = name_words(rest)
    end = known_end(prefix, tokens, names) or name_end(tokens, breaks)
    words = [token.strip("/,;:()") for token in tokens[:end]]
    given, family, rules, confidence = name_parts(prefix, words, breaks[:end], names)
    position = _position(rest[starts[end]:]) if end < len(tokens) else None
    name = f"{prefix}{given} {family}".strip()
    text = f"{name} {position}" if position else name
    return PersonReading(name=name, position=position, text=text, prefix=prefix, given=given,
                         family=family, rules=rules, confidence=confidence)


def _position(text: str) -> str | None:
    """The words of a position as printed, without label and enclosing bracket."""
    text = _LABEL.sub("", _tidy(text))
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return text or None


def _tidy(text: str) -> str:
    joined = ""
    for line in text.split("\n"):
        joined = join_two(joined, line.strip(), spaced=joined.endswith(" "))
        joined += " " if line.endswith(" ") else ""
    return arabic(one_space(joined)).strip(" ,/")


def _unwrapped(reading: PersonReading) -> PersonReading:
    """A reading whose position lost the spaces that stand for line breaks."""
    position = unwrap(reading.position) if reading.position else None
    return reading.model_copy(update={"position": position})


def _with_leading_positions(readings: list[PersonReading]) -> tuple[PersonReading, ...]:
    """A post printed before its one person, who has none of their own, is that person's.

    Example: "ผู้อำนวยการกองคลัง\\nนายก ข" -> name "นายก ข", position "ผู้อำนวยการกองคลัง".
    """
    if len(readings) == 2:
        post, person = readings
        if post.name is None and post.position and person.name and not person.position:
            merged = {"position": post.position, "text": f"{post.text} {person.text}",
                      "rules": (*person.rules, "person.post_first")}
            return (person.model_copy(update=merged),)
    return tuple(readings)


def whole_names(readings: list[PersonReading]) -> dict[str, tuple[str, str]]:
    """Names that were read without doubt, squashed -> (title and given name, family name)."""
    return {squash(r.name): (r.prefix + r.given, r.family) for r in readings
            if r.name and r.family and r.confidence == 1.0 and "person.line_break" not in r.rules}
