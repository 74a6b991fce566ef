"""The name of a person: which words belong to it, and where given and family name part.

A printed space parts words; a line break may stand anywhere. What breaks leave open is decided by
the evidence at hand: other rows of the form, the words of positions, and what Thai names are like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from catalogue.lookup import table
from normalize.commonwords import is_common
from normalize.nameletters import Kind, likelihood, names_of
from normalize.offices import general_words, office_word
from normalize.text import squash
from normalize.titles import STRONG, is_acting, is_tail, position_word, word_list
from normalize.wordtrie import any_of

Names = Mapping[str, tuple[str, str]]
_MARK = re.compile("^[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]|^[ก-ฮ][\u0e4c\u0e4d]")
_LATIN = re.compile(r"[A-Za-z.'’\-]+")
_GLUED = 7  # letters of a position word that shows itself inside a word
_LONG = 8   # letters of a position word that no family name begins with
_STUMP = 3  # letters that are no post, but the end of a name behind a stray space
SURE = 0.97

# natural logarithms: how much a reading is less likely than one without the thing
BROKEN_WORD, SPACED_WORD, LAID_OUT = -2.0, -30.0, -1.5
BREAK_BETWEEN, NO_FAMILY, UNKNOWN_POST, STUMP = -1.0, -8.0, -16.0, -15.0
POST_LETTER, ODD_LETTER, NO_TOWN, CLEARLY, LONE_POST = -1.8, -2.6, -2.0, 3.0, -6.0


class Word(NamedTuple):
    """A word of an entry, the white space before it, and where it begins."""

    text: str
    gap: str
    start: int

    @property
    def broken(self) -> bool:
        """Whether a line break stands before the word, and no space before the break."""
        return "\n" in self.gap and not self.gap.startswith((" ", "\t"))

    @property
    def parted(self) -> bool:
        """Whether a slash or comma stands before the word: no name goes on there."""
        return any(char in "/,;" for char in self.gap)


class Name(NamedTuple):
    """A name: `end` is how many words of the entry it takes."""

    given: str = ""
    family: str = ""
    end: int = 0
    rules: tuple[str, ...] = ()
    confidence: float = 1.0


#: Words that a name may be broken into; what stands behind them is no name. Each way to part them
#: is weighed, which grows with their cube.
MOST_WORDS = 16
_AHEAD = 40  # words that tell whether a position begins


@lru_cache(maxsize=8192)
def name_words(text: str) -> tuple[Word, ...]:
    """The words of an entry; a position or bracket glued to a name is parted from it."""
    words = []
    for match in re.finditer(r"((?<![\s/,;])[\s/,;]*+|)([^\s/,;]+)", text):
        gap, at = match[1], match.start(2)
        for piece in _unglued(match[2], squash(text[match.start(2) : match.end() + 40])):
            words.append(Word(piece, gap, at))
            gap, at = "", at + len(piece)
    return tuple(words)


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(any_of(w for w in word_list("positions") if len(w) >= STRONG))


def _unglued(token: str, letters: str) -> list[str]:
    """A token parted before "(" and before a long position word inside it."""
    at = token.find("(", 1)
    for match in _strong().finditer(letters, 2):
        start = match.start()
        whole = len(match[0]) >= _GLUED or match.end() == len(token)
        if start < len(token) and whole and not position_word(token) \
                and position_word(letters[start:]):
            at = start if at < 0 else min(at, start)
            break
    return [token[:at], token[at:]] if at > 0 else [token]


def read_name(prefix: str, words: tuple[Word, ...], names: Names,
              flattened: bool = False) -> Name:
    """The name that the words of an entry begin with, behind its title.

    Example: "กาญจนา ศรี⏎สวัสดิ์⏎นักวิชาการ" -> given "กาญจนา", family "ศรีสวัสดิ์", end 3.
    """
    return _known(prefix, words, names) or _unaided(words, flattened)


@lru_cache(maxsize=8192)
def _unaided(words: tuple[Word, ...], flattened: bool) -> Name:
    """The name as its own words tell it."""
    end = next((n for n in range(1, len(words)) if _says_position(words, n)), len(words))
    own = [w._replace(text=w.text.strip(":()")) for w in words[:end]]
    own = [w for w in own if w.text] or own[:1]
    acting = end < len(words) and is_acting(" ".join(w.text for w in words[end:]))
    found = _read(own, flattened, last=end == len(words) or acting)
    return found if found.end < len(own) else found._replace(end=end)


def _read(words: Sequence[Word], flattened: bool, last: bool = False) -> Name:
    """Words without a known position as a name; the `last` ones may be a post no table knows."""
    if not words:
        return Name(rules=("person.one_word",), confidence=0.8)
    if len(words) == 1:
        return Name(given=words[0].text, end=1, rules=("person.one_word",), confidence=0.8)
    if all(_LATIN.fullmatch(w.text) for w in words[:2]):
        given = _with_initials(words)
        return Name(given=_spaced(words[:given]), family=_spaced(words[given:]), end=len(words))
    particle = next((n for n in range(1, len(words) - 1) if is_particle(words[n].text)
                     and not _is_piece(words, n)), None)
    if particle:
        return _with_particle(words, particle, flattened)
    if len(words) == 2 and not _MARK.match(words[1].text):
        rules = ("person.line_break",) if words[1].broken else ()
        return Name(given=words[0].text, family=words[1].text, end=2, rules=rules)
    if len(words) > MOST_WORDS:
        return _likeliest(words[:MOST_WORDS], flattened, last=True)
    return _likeliest(words, flattened, last)


def _spaced(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def _with_initials(words: Sequence[Word]) -> int:
    """How many words of a foreign name are given names: "John R. Smith" has two."""
    return next((n for n in range(1, len(words)) if not re.fullmatch(r"[A-Z]\.?", words[n].text)),
                1)


@cache
def _particles() -> frozenset[str]:
    return frozenset(r["value"].casefold() for r in table("particles"))


def is_particle(word: str) -> bool:
    """True for a word inside a family name of several: "ณ", "บิน", "van"."""
    return word.strip(".-").casefold() in _particles()


def _is_piece(words: Sequence[Word], at: int) -> bool:
    """True where a letter on a new line is the end of a name: "วรร⏎ณ ใจดี", not "ธีระ⏎ณ มณี"."""
    if not words[at].broken or len(words[at].text) > 1:
        return False
    before = "".join(w.text for w in words[:at])
    kind: Kind = "family" if any(w.gap and not w.broken for w in words[1:at]) else "given"
    if kind == "family":
        before = words[at - 1].text
    return likelihood(before + words[at].text, kind) > likelihood(before, kind) + CLEARLY


def _with_particle(words: Sequence[Word], at: int, flattened: bool) -> Name:
    """A family name with a particle: "เทพหัสดิน ณ อยุธยา", "บิน อับดุลเลาะห์"."""
    end = at + 1
    while end < len(words) and (is_particle(words[end - 1].text) or is_particle(words[end].text)
                                or words[end].broken or flattened):
        end += 1
    behind = ""
    for before, word in zip(words[at - 1:end], words[at:end], strict=False):
        parted = not word.broken or is_particle(before.text) or is_particle(word.text)
        behind += (" " if parted and behind else "") + word.text
    first = _read(words[:at], flattened)
    one = first.given + first.family
    alone = at > 1 and not any(" " in w.gap and not w.broken for w in words[1:at]) and \
        likelihood(one, "given") + BROKEN_WORD > NO_TOWN + _score(first.given, first.family)
    given, family = (one, "") if alone else (first.given, first.family)
    rules = tuple(r for r in first.rules if r != "person.one_word")
    broken = any(w.broken for w in words[1:end])
    rules = ("person.joined",) if broken else rules
    return Name(given=given, family=f"{family} {behind}".strip(), end=end, rules=rules,
                confidence=0.9 if broken else 1.0 if at == 1 else first.confidence)


def _score(given: str, family: str) -> float:
    return likelihood(given, "given") + likelihood(family, "family")


def _likeliest(words: Sequence[Word], flattened: bool, last: bool) -> Name:
    """Of all ways to read several words as given and family name the likeliest."""
    found = sorted(_ways(words, flattened, last), key=lambda way: -way[0])
    (best, name), rest = found[0], found[1:]
    ahead = best - rest[0][0] if rest else 9.0
    spaces = [n for n in range(1, name.end) if words[n].gap and not words[n].broken]
    cut = sum(len(name.given) > len("".join(w.text for w in words[:n])) for n in range(name.end))
    printed = spaces == [cut] and name.end == len(words)
    confidence = SURE if printed or ahead > 6 else 0.9 if ahead > 3 else 0.8
    rules = ("person.joined", *(() if name.family else ("person.one_word",)))
    return name._replace(rules=rules, confidence=confidence)


def _ways(words: Sequence[Word], flattened: bool, last: bool) -> Iterator[tuple[float, Name]]:
    """Each way to read some words as a name, and how likely it is."""
    texts = [w.text for w in words]
    for end in range(2 if last else len(words), len(words) + 1):
        rest = _rest(words[end:]) if end < len(words) else 0.0
        for cut in range(1, end + 1 if end == len(words) else end):
            inside = [w for n, w in enumerate(words[:end]) if n not in (0, cut)]
            if cut < end and _MARK.match(texts[cut]):
                continue
            cost = sum(_inside(w, flattened) for w in inside) + rest
            between = NO_FAMILY if cut == end else BREAK_BETWEEN if words[cut].broken else 0.0
            given, family = "".join(texts[:cut]), "".join(texts[cut:end])
            if end < len(words):
                between += STUMP if _is_stump(family) else 0.0
                between += LONE_POST if _is_lone(words, cut, end) else 0.0
            yield (cost + between + _score(given, family),
                   Name(given=given, family=family, end=end))


def _is_lone(words: Sequence[Word], cut: int, end: int) -> bool:
    """True where the only printed space would part a name broken over lines from one more word."""
    return end == len(words) - 1 and words[cut].broken and not words[end].broken


def _is_stump(family: str) -> bool:
    """True for letters too few for a family name: "กิต ติ มั่นคง" has a stray space."""
    return len(family) < _STUMP and family not in names_of("family")


def _inside(word: Word, flattened: bool) -> float:
    """The cost of what stands before a word that goes on the one before."""
    if _MARK.match(word.text) or not word.gap:
        return 0.0
    return BROKEN_WORD if word.broken else LAID_OUT if flattened else SPACED_WORD


def _rest(words: Sequence[Word]) -> float:
    """The cost of words behind a name that are a post no table knows."""
    if _MARK.match(words[0].text):
        return -99.0
    letters = sum(len(w.text) for w in words)
    if letters <= _STUMP:
        return SPACED_WORD * 2
    if office_word(words[0].text) and words[0].text not in general_words():
        return UNKNOWN_POST / 2 + POST_LETTER * letters
    common = all(is_common(w.text) for w in words[:2]) and len(words[0].text) > 2
    return UNKNOWN_POST + (POST_LETTER if common else ODD_LETTER) * letters


def _known(prefix: str, words: Sequence[Word], names: Names) -> Name | None:
    """A name that stands whole elsewhere in the form, be it broken otherwise here."""
    for end in range(min(len(words), 8), 0, -1) if names else ():
        texts = [w.text.strip(":()") for w in words[:end]]
        found = names.get(squash(prefix + "".join(texts)))
        if found:
            own = len(texts) == 2 and squash(found[0]) == squash(prefix + texts[0])
            broken = ("person.line_break",) if words[end - 1].broken else ()
            return Name(given=found[0][len(prefix):], family=found[1], end=end,
                        rules=broken if own else ("person.joined_by_form",),
                        confidence=1.0 if own else SURE)
    return None


def _says_position(words: Sequence[Word], n: int) -> bool:
    """True where word `n` is a bracket, a label or a known word of a position."""
    token, rest = words[n].text, " ".join(w.text for w in words[n : n + _AHEAD])
    if words[n].parted or token.startswith("(") or squash(rest).startswith(("ตำแหน่ง", "โทร.")):
        return True
    word = position_word(rest)
    town = is_particle(words[n - 1].text) and not (words[n].broken and len(word) >= _GLUED)
    if is_particle(token) or town or _MARK.match(token):
        return False
    if not word:
        return n > 1 and is_acting(rest) and len(token) > 2
    spaced = any(w.gap and not w.broken for w in words[1:n])
    complete = spaced or (n > 1 and words[n].broken) or not words[n].gap
    if complete and (n > 1 or "." in word or len(word) >= STRONG):
        return True
    after = squash(rest)[len(word):]
    alone = not after or token == word
    return (alone and (n > 1 or len(word) >= STRONG or words[n].broken)) or "." in word \
        or len(word) >= _LONG or (len(word) >= STRONG and (is_tail(after) or
                                                          office_word(after) is not None))
