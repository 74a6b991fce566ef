"""Names of persons: who is known from the forms, and where in a text each is named.

A whole name is found however it is spaced, with marks lost or doubled, in any text of the release.
A family or given name alone is looked for in the form that names the person, and only where it is
no word of an office, place or item that the catalogue or the form knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from catalogue.editions import editions
from catalogue.lookup import names as table_names
from catalogue.lookup import table
from normalize.titles import is_collective, personal_title, position_word, titles_in
from oit.release.letters import Letters, is_letter, letters, merged, past_marks, skeleton
from schema.form import Form

LONGEST = 18    # letters of a given name
LEAST = 4       # letters of a family or given name that is looked for alone
_SURE = 6       # letters without marks of a whole name that may have lost some
_HEAD = 3       # first letters by which names are filed
_WORD = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e.\u200b]+|[A-Za-z][A-Za-z'.-]+")
_FAMILY = re.compile(
    r"\s{1,3}((?:ณ|de|van|von)\s+)?([\u0e01-\u0e3a\u0e40-\u0e4e\u200b]{2,}|[A-Za-z'-]{2,})")
_TITLE = re.compile(r"นาย|นาง|นางสาว|ว่าที่.*|.*[ก-ฮ]\.[ก-ฮ]\..*|ดร\.|.*Mrs?\..*", re.S)
_BEFORE = re.compile(r"(?:โดย|คือ|ให้|แก่|ของ|กับ|และ|ชื่อ|ได้แก่|มอบหมาย|แต่งตั้ง|คุณ)$")
_STOPS = re.compile(r"ตำแหน่ง|เป็น|และ|หรือ|ผู้|ได้|ที่|ใน|ของ|เพื่อ|โทร|รับ|จาก|ให้|ซึ่ง|โดย|กับ|เลข|ณ\s")


class Name(NamedTuple):
    """A name in its parts as it is printed: "นาย", "ก้อง", "ใจดี"; family "" where there is none."""

    prefix: str
    given: str
    family: str

    @property
    def whole(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}".strip()

    @property
    def initials(self) -> str:
        """The first letters: "นาย ก. จ."."""
        first = [f"{_first(part)}." for part in (self.given, self.family) if _first(part)]
        return " ".join([self.prefix.strip(), *first]).strip()


def _first(word: str) -> str:
    return next((c for c in word if "ก" <= c <= "ฮ" or (c.isascii() and c.isalpha())), "")


def name_of(text: str) -> Name:
    """A name in its parts: "น.ส.มณี ณ ภูคา" -> "น.ส.", "มณี", "ณ ภูคา"."""
    prefix = personal_title(text)
    given, _, family = " ".join(text[len(prefix):].split()).partition(" ")
    return Name(prefix, given, family)


def names_in(form: Form) -> set[str]:
    """Every name of a person in the fields of a form: columns, signer, register, reviewers."""
    found = {person.name for item in form.items
             for person in (*item.assignees, *item.certifiers)}
    found |= {form.signer.name} if form.signer else set()
    for person in form.people:
        found |= {person.canonical, *person.variants, *(s.text for s in person.spellings)}
    for mark in form.corrected:
        found.add(mark.reviewer)
        if mark.path.endswith("/name") and not mark.path.startswith(("agency", "items/units")):
            found |= {str(value) for value in (mark.value, mark.read) if value}
    return {name for name in found if name and len(letters(name).text) >= 2}


class _Key(NamedTuple):
    """Letters to look for, and what stands for them where they are found."""

    letters: str
    initials: str


class _Filed:
    """Keys by their first letters, the longest first."""

    def __init__(self, keys: Iterable[_Key]) -> None:
        self.keys: dict[str, list[_Key]] = {}
        for key in sorted(set(keys), key=lambda key: -len(key.letters)):
            self.keys.setdefault(key.letters[:_HEAD], []).append(key)

    def found(self, text: Letters) -> Iterator[tuple[int, int, str]]:
        """Where keys stand in a text: start and end in the text itself, and their initials."""
        if not self.keys:
            return
        n = 0
        while n <= len(text.text) - _HEAD:
            key = next((key for key in self.keys.get(text.text[n: n + _HEAD], ())
                        if text.text.startswith(key.letters, n)), None)
            if key is None:
                n += 1
                continue
            yield *text.span(n, n + len(key.letters)), key.initials
            n += len(key.letters)


class KnownNames:
    """All whole names of a release, looked for in every text of it."""

    def __init__(self, names: Iterable[str]) -> None:
        whole, bare = [], []
        for name in map(name_of, sorted(names)):
            told = letters(name.whole)
            if len(skeleton(told).text) >= _SURE:
                bare.append(_Key(skeleton(told).text, name.initials))
            elif len(told.text) >= LEAST and name.family:
                whole.append(_Key(told.text, name.initials))
        self.whole, self.bare = _Filed(whole), _Filed(bare)

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where whole names stand in a text, with their initials."""
        told = letters(text)
        yield from self.whole.found(told)
        for start, end, initials in self.bare.found(skeleton(told)):
            yield start, past_marks(text, end), initials


class OwnNames:
    """Family and given names of one form's people, looked for alone in its texts."""

    def __init__(self, names: Iterable[str], own_words: str) -> None:
        families, givens = [], []
        for name in map(name_of, sorted(names)):
            for part in {name.family, *name.family.split()}:
                told = letters(part).text
                if len(told) >= LEAST:
                    families.append(_Key(told, name.initials))
            if len(letters(name.given).text) >= LEAST:
                givens.append(_Key(letters(name.given).text, name.initials))
        common = _vocabulary() + own_words
        self.families = _Filed(key for key in families if key.letters not in common)
        self.bounded = _Filed([*givens, *(k for k in families if k.letters in common)])

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a family name stands, and where a given name stands as a word of its own."""
        told = letters(text)
        yield from self.families.found(told)
        for start, end, initials in self.bounded.found(told):
            alone = not is_letter(text, start - 1) and not is_letter(text, end)
            if alone and text[start:end] not in _words():
                yield start, end, initials


@cache
def _vocabulary() -> str:
    """Every word of the catalogue in letters: a name that stands in one is looked for with care."""
    return "\n".join(sorted(letters(word).text for word in _words()))


@cache
def _words() -> frozenset[str]:
    """Titles of items, places, posts, offices: what a text says without naming a person."""
    found = {item.title for edition in editions().values() for item in edition.items}
    listed = ("positions", "offices", "provinces", "agencies", "units", "duties", "header_words",
              "stock_phrases", "headings", "collectives")
    for name in listed:
        if name in table_names():
            found |= {row["value"] for row in table(name)}
            found |= {row.get("canonical", "") for row in table(name)}
    for name in table_names("places"):
        found |= {row[column] for row in table(name) for column in ("value", "name", "canonical")
                  if column in row}
    return frozenset(word for word in found if word)


def titled(text: str) -> Iterator[tuple[int, int, str]]:
    """Persons told by their title alone: "นายก้อง ใจดี" in prose, whoever that is.

    A family name is the next word, unless that is a post or goes on with the sentence; without one
    the title must begin a word. Inside a word only what is spelt like a title ("งา[นส]รุป").
    """
    for start, end in titles_in(text):
        given = _WORD.match(text, end)
        if not given or not 2 <= len(given[0]) <= LONGEST or not _TITLE.fullmatch(
                text[start:end].strip()) or position_word(text[end:]) or is_collective(text[end:]):
            continue
        family = _FAMILY.match(text, given.end())
        if family and (_STOPS.match(family[2]) or position_word(family[2])):
            family = None
        begins = not is_letter(text, start - 1)
        if begins or (family and _BEFORE.search(text[:start])):
            stop = family.end() if family else given.end()
            yield start, stop, name_of(text[start:stop]).initials


def with_titles(text: str, spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Stretches put together where they overlap, each with the title that stands before it."""
    told = list(spans)
    titles = {end: start for start, end in titles_in(text)} if told else {}
    wide = [(titles.get(start, start), end, initials) for start, end, initials in told]
    out = []
    for start, end in merged([(start, end) for start, end, _ in wide]):
        inside = [(a, b, said) for a, b, said in wide if start <= a and b <= end]
        longest = max(inside, key=lambda piece: piece[1] - piece[0])
        out.append((start, end, longest[2]))
    return out
