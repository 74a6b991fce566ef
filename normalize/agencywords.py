"""The words by which agencies and places are told in a line: type words, stop words, provinces."""

from __future__ import annotations

import re
from functools import cache

from catalogue.lookup import table
from normalize.lostmarks import NO_MARK, damaged
from normalize.text import squash
from normalize.thaiwords import cut

NAME = r"\s*([ก-ฮเ-ไ][\u0e01-\u0e4e]{1,40}(?:-[ก-ฮเ-ไ][\u0e01-\u0e4e]+)?(?: เขต \d{1,2})?)"
_LETTER = "[ก-ฮะาเ-ไ]"
_LONG = 10  # letters; a shorter stop word must be a whole word
_MENDED = 9  # letters; a shorter type word is not told where a letter of it is misread


@cache
def agency_types() -> tuple[tuple[str, re.Pattern[str], str, str, bool], ...]:
    """(word, pattern with name, full word, type, abbreviated) per type word, the longest first."""
    rows = sorted(table("agencies"), key=lambda r: -len(squash(r["value"])))
    out = []
    for row in rows:
        if row["type"] == "province":
            continue
        word = squash(row["value"])
        start = r"(?<![ก-๎])" if len(word) < 6 else ""
        pattern = re.compile(start + r"\s*".join(map(re.escape, word)) + NAME)
        short = word != squash(row["canonical"])
        out.append((word, pattern, row["canonical"], row["type"], short))
    return tuple(out)


@cache
def _stop_words() -> tuple[str, ...]:
    return tuple(r["value"] for r in table("not_agencies"))


@cache
def agency_words(kind: str) -> tuple[str, ...]:
    """Words of agency_words.csv: "local", "cut", "ministry" or "complete"."""
    return tuple(r["value"] for r in table("agency_words") if r["canonical"] == kind)


@cache
def _cut_words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, agency_words("cut"))))


@cache
def mended_types() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """(pattern with name, word, type) of long type words without marks or with a misread letter."""
    rows = [r for r in table("agencies") if r["type"] in ("sao", "pao", "municipality")
            and r["value"] == r["canonical"] and len(r["value"]) >= _MENDED]
    return tuple((re.compile(f"(?:{_misread(r['value'])}){NAME}"), r["value"], r["type"])
                 for r in sorted(rows, key=lambda r: -len(r["value"])))


def _misread(word: str) -> str:
    """A pattern for a word that lost marks, or one of whose letters is misread."""
    letters = [n for n, char in enumerate(word) if re.match(_LETTER, char)]
    return "|".join((damaged(word), *(damaged(word[:n]).removesuffix(NO_MARK) + _LETTER
                                      + damaged(word[n + 1 :]) for n in letters)))


def name_before(name: str) -> str:
    """A name up to the next word that is none of it; "" where it is no name."""
    name = _cut_words().split(name)[0].strip(" -")
    stops = _stop_words()
    long = tuple(w for w in stops if len(w) >= _LONG)
    first = cut(name, spaces=True)[0] if name else ""
    return "" if len(name) < 2 or first in stops or name.startswith(long) else name


@cache
def province_names() -> tuple[tuple[str, str], ...]:
    """(name as printed, province) of each province, the longest name first."""
    rows = {(r["value"], r["canonical"]) for r in table("provinces") if "." not in r["value"]}
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))
