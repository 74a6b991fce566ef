"""A cell of names to the people, posts and groups in it.

Entries begin at numbers and personal titles; inside an entry the name comes first and the first
word of a position ends it. What a line break or a flattened line broke is joined with the
evidence at hand: the breaks themselves, other rows of the form, the words of positions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from catalogue.lookup import table
from normalize.digits import arabic
from normalize.joining import join_two, unwrap
from normalize.text import is_blank, nfc, one_space, squash
from normalize.units import office_word
from schema.table import Frozen

Names = Mapping[str, tuple[str, str]]
_MARK = re.compile("^[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]|^[ก-ฮ][\u0e4c\u0e4d]")
_NUMBER = re.compile(r"(?:^|(?<=[\s/,]))(?:\(?([0-9๐-๙]{1,2})[.)]\s*|[-•▪–]\s+)(?=[^\s\d๐-๙])")
_LABEL = re.compile(r"^(?:ตำแหน่ง|ชื่อ(?:-สกุล)?)\s*[:.]?\s*")
_LABELS_ONLY = re.compile(r"(?:ชื่อ(?:\s*-\s*(?:ชื่อ)?\s*(?:นาม)?สกุล)?|ตำแหน่ง)\s*[:.]?")
_NOBLE = "ณ"
_STRONG = 6  # letters of a position word that may stand glued to a name


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
    "น.ส.ปิยนันท์ \\nณ มณี \\nนวค.นโยบายและแผน" -> name "น.ส.ปิยนันท์ ณ มณี", position "นวค.นโยบายและแผน".
    """
    if is_blank(text):
        return ()
    entries = _entries(nfc(text).replace("\t", " ").strip())
    readings = [_reading(entry, names or {}) for entry in entries]
    readings = [_unwrapped(r) for r in readings] if flattened else readings
    return _with_leading_positions([r for r in readings if r.text])


@cache
def _prefix_pattern() -> re.Pattern[str]:
    """A personal title, or several ("ผศ.ดร."), at the beginning of a text."""
    words = sorted({r["value"] for r in table("prefixes")}, key=lambda w: (-len(w), w))
    spelt = [r"\s*".join(re.escape(p) for p in w.split()) for w in words]
    spelt.insert(0, r"นาง\s*สาว(?![\u0e31-\u0e3a\u0e47-\u0e4e\u0e30\u0e32])")
    return re.compile(f"(?:(?:{'|'.join(spelt)})\\s*)+", re.I)


@cache
def _not_prefixes() -> tuple[str, ...]:
    return tuple(sorted((r["value"] for r in table("not_prefixes")), key=lambda w: -len(w)))


@cache
def _words(name: str) -> tuple[str, ...]:
    rows = {squash(r["value"]) for r in table(name)}
    return tuple(sorted(rows, key=lambda w: (-len(w), w)))


def _prefix(text: str) -> str:
    """The personal title a text begins with, with what space follows; "" where it has none."""
    match = _prefix_pattern().match(text)
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


def _prefix_cuts(text: str) -> list[int]:
    """Where titles begin: at the start of a word, or glued behind a position."""
    cuts = []
    for match in _prefix_pattern().finditer(text):
        start = match.start()
        before = text[start - 1] if start else " "
        glued = before not in " \n\t/,()-.0123456789๐๑๒๓๔๕๖๗๘๙:;"
        if not _prefix(text[start:]) or (glued and not _glued_person(text, start, match[0])):
            continue
        if not _inside_titles(text, start):
            cuts.append(start)
    return cuts


def _inside_titles(text: str, start: int) -> bool:
    """True where a title follows another title of the same person: "ผศ. ดร."."""
    before = re.search(r"(?:\S+\s*)$", text[:start])
    return bool(before and _prefix_pattern().fullmatch(before[0].strip()))


def _glued_person(text: str, start: int, title: str) -> bool:
    """True where a title without a space before it still begins a person: "บุคคลนางสาวก ข"."""
    rest = text[start + len(title):]
    long_title = squash(title) in ("นางสาว", "น.ส.") or squash(title).startswith("ว่าที่")
    line = re.split(r"\n", text[:start])[-1]
    behind = any(w in squash(line) for w in _words("positions") if len(w) >= _STRONG)
    family = re.match(r"[ก-ฮเ-ไ][\u0e00-\u0e7f]+\s+[ก-ฮเ-ไ]", rest)
    return bool(family) and (long_title or behind)


def _line_cuts(text: str) -> list[int]:
    """Lines that begin a group, an office, or (in a cell without names) another post."""
    named = bool(_prefix_cuts(text))
    cuts = []
    for match in re.finditer(r"\n\s*", text):
        line, before = text[match.end():], text[: match.start()]
        post = not named and position_word(line) and not _acting(line)
        if _is_collective(line) or (post and not _dangling(before)):
            cuts.append(match.end())
    return cuts


def _dangling(text: str) -> bool:
    return bool(re.search(r"(?:และ|ของ|ที่|ด้าน|การ|/|แทน)\s*$", text))


def _acting(text: str) -> bool:
    return bool(re.match(r"(?:รก\.|รักษา|ปฏิบัติหน้าที่|ทำหน้าที่|ช่วยราชการ)", text))


@lru_cache(maxsize=4096)
def position_word(text: str) -> str:
    """The position word a text begins with ("ผอ.", "นักวิชาการ"), "" where it is none."""
    letters = squash(text[:60]).lstrip("(")
    if re.match(r"[ก-ฮ]?นายก[\u0e31-\u0e3a\u0e47-\u0e4e]", letters):
        return ""
    return next((w for w in _words("positions") if letters.startswith(w)), "")


def _is_collective(text: str) -> bool:
    letters = squash(text[:80]).lstrip("(")
    return any(letters.startswith(w) for w in _words("collectives"))


def _reading(entry: str, names: Names) -> PersonReading:
    """One entry as a person, a post, a group or words that say none of these."""
    whole = _tidy(entry)
    title = _prefix(entry)
    if title:
        return _person(title, entry[len(title):], names)
    if _is_collective(entry):
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
    """A titled entry as name and position."""
    prefix = one_space(title.replace("\n", " " if "." in title else "")).strip()
    prefix = re.sub(r"^นาง\s+สาว", "นางสาว", prefix)
    tokens, breaks, starts = _tokens(rest)
    end = _known_end(prefix, tokens, names) or _name_end(tokens, breaks)
    words = [token.strip("/,;:") for token in tokens[:end]]
    given, family, rules, confidence = _name_parts(prefix, words, breaks[:end], names)
    position = _position(rest[starts[end]:]) if end < len(tokens) else None
    name = f"{prefix}{given} {family}".strip()
    text = f"{name} {position}" if position else name
    return PersonReading(name=name, position=position, text=text, prefix=prefix, given=given,
                         family=family, rules=rules, confidence=confidence)


def _tokens(text: str) -> tuple[list[str], list[bool], list[int]]:
    """Words of an entry, whether a line break stands before each, and where each begins.

    A position glued to a name is parted from it.
    """
    tokens: list[str] = []
    breaks: list[bool] = []
    starts: list[int] = []
    for match in re.finditer(r"(\s*)(\S+)", text):
        at = match.start(2)
        for n, piece in enumerate(_unglued(match[2])):
            tokens.append(piece)
            breaks.append("\n" in match[1] and n == 0)
            starts.append(at)
            at += len(piece)
    return tokens, breaks, starts


def _unglued(token: str) -> list[str]:
    """A token parted before "(" and before a long position word inside it."""
    for word in _words("positions"):
        at = token.find(word, 2)
        if len(word) >= _STRONG and at > 0 and not position_word(token):
            return [token[:at], token[at:]]
    return [token]


def _known_end(prefix: str, tokens: list[str], names: Names) -> int:
    """How many words make up a name that stands whole elsewhere in the form; 0 for none."""
    ends = range(min(len(tokens), 6), 1, -1)
    return next((n for n in ends if squash(prefix + "".join(tokens[:n])) in names), 0)


def _name_end(tokens: list[str], breaks: list[bool]) -> int:
    """How many words the name has; the position begins there."""
    start = 3 if len(tokens) > 2 and tokens[1] == _NOBLE else 1
    ends = (n for n in range(start, len(tokens)) if _begins_position(tokens, breaks, n))
    return next(ends, len(tokens))


def _begins_position(tokens: list[str], breaks: list[bool], n: int) -> bool:
    """True where word `n` begins the position."""
    token = tokens[n]
    if token.startswith("(") or token.rstrip(":.") == "ตำแหน่ง":
        return True
    if _NOBLE in (token, tokens[n - 1]):
        return False
    word = position_word(" ".join(tokens[n:]))
    if word:
        return n > 1 or "." in word or len(word) >= _STRONG
    if n < 2 or _MARK.match(token) or (n == 2 and breaks[1] and not breaks[2]):
        return False  # "กิต⏎ติ มั่นคง": the printed space parts given and family name
    return _is_common(token) or (breaks[n] and not any(breaks[1:n]) and _is_common(token[:12]))


@cache
def _common_words() -> frozenset[str]:
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())


def _is_common(token: str) -> bool:
    """True for a word of the dictionary: a post that no table knows, not a piece of a name."""
    from pythainlp.tokenize import word_tokenize

    pieces = word_tokenize(token, engine="newmm")
    return len(token) >= 3 and all(p in _common_words() and len(p) > 1 for p in pieces)


def _name_parts(prefix: str, tokens: list[str], breaks: list[bool],
                names: Names) -> tuple[str, str, tuple[str, ...], float]:
    """Given and family name of a name's words, the rules used, and how sure they are."""
    known = names.get(squash(prefix + "".join(tokens)))
    if _NOBLE in tokens[1:]:
        return tokens[0], " ".join(tokens[1:]), (), 1.0
    if len(tokens) == 2 and not _MARK.match(tokens[1]):
        return _two(prefix, tokens, breaks, known)
    if known:
        return known[0][len(prefix):], known[1], ("person.joined_by_form",), 0.97
    if len(tokens) < 2:
        return (tokens[0] if tokens else ""), "", ("person.one_word",), 0.8
    return _broken(tokens, breaks)


def _two(prefix: str, tokens: list[str], breaks: list[bool],
         known: tuple[str, str] | None) -> tuple[str, str, tuple[str, ...], float]:
    """Two words: given and family name, unless the form shows the name parted elsewhere."""
    if known and squash(known[0]) != squash(prefix + tokens[0]):
        return known[0][len(prefix):], known[1], ("person.joined_by_form",), 0.97
    return tokens[0], tokens[1], (("person.line_break",) if breaks[1] else ()), 1.0


def _broken(tokens: list[str], breaks: list[bool]) -> tuple[str, str, tuple[str, ...], float]:
    """A name in more than two words: the one printed space parts it, else the first break."""
    tokens, breaks = _marks_joined(tokens, breaks)
    spaces = [n for n in range(1, len(tokens)) if not breaks[n]]
    if len(tokens) == 1:
        return tokens[0], "", ("person.joined", "person.one_word"), 0.8
    cut = spaces[0] if len(spaces) == 1 and any(breaks[1:]) else 1
    sure = len(tokens) == 2 or (len(spaces) == 1 and any(breaks[1:]))
    return ("".join(tokens[:cut]), "".join(tokens[cut:]), ("person.joined",), 0.97 if sure else 0.8)


def _marks_joined(tokens: list[str], breaks: list[bool]) -> tuple[list[str], list[bool]]:
    """Words that begin with a mark belong to the word before."""
    out, starts = [tokens[0]], [breaks[0]]
    for token, broken in zip(tokens[1:], breaks[1:], strict=True):
        if _MARK.match(token):
            out[-1] += token
        else:
            out.append(token)
            starts.append(broken)
    return out, starts


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
