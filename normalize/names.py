"""The name of a person: which words belong to it, and where given and family name part.

What a line break or a flattened line broke is joined with the evidence at hand: the breaks
themselves, other rows of the form, the words of positions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from normalize.text import squash
from normalize.titles import STRONG, position_word, vocabulary

Names = Mapping[str, tuple[str, str]]
_MARK = re.compile("^[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]|^[ก-ฮ][\u0e4c\u0e4d]")
_NOBLE = "ณ"


def name_words(text: str) -> tuple[list[str], list[bool], list[int]]:
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
    word = vocabulary("positions", STRONG).inside(token, 2)
    if not word or position_word(token):
        return [token]
    at = token.find(word, 2)
    return [token[:at], token[at:]]


def known_end(prefix: str, tokens: list[str], names: Names) -> int:
    """How many words make up a name that stands whole elsewhere in the form; 0 for none."""
    ends = range(min(len(tokens), 6), 1, -1)
    return next((n for n in ends if squash(prefix + "".join(tokens[:n])) in names), 0)


def name_end(tokens: list[str], breaks: list[bool]) -> int:
    """How many words the name has; the position begins there."""
    start = 3 if len(tokens) > 2 and tokens[1] == _NOBLE else 1
    sure = next((n for n in range(start, len(tokens)) if _says_position(tokens, n)), len(tokens))
    if sure == 3 < len(tokens) and breaks[2]:
        return sure  # "กาญจนา ศรี⏎สวัสดิ์⏎นักวิชาการ": the break stands inside the family name
    ends = (n for n in range(start, sure) if _begins_position(tokens, breaks, n))
    return next(ends, sure)


def _says_position(tokens: list[str], n: int) -> bool:
    """True where word `n` is a bracket, a label or a known word of a position."""
    token = tokens[n]
    if token.startswith("(") or token.rstrip(":.") == "ตำแหน่ง":
        return True
    if _NOBLE in (token, tokens[n - 1]):
        return False
    word = position_word(" ".join(tokens[n:]))
    return bool(word) and (n > 1 or "." in word or len(word) >= STRONG)


def _begins_position(tokens: list[str], breaks: list[bool], n: int) -> bool:
    """True where word `n` is a word of the dictionary that can only be a position."""
    token = tokens[n]
    if _NOBLE in (token, tokens[n - 1]):
        return False
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


def name_parts(prefix: str, tokens: list[str], breaks: list[bool],
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
