"""Spellings of one person within a form.

A reader or a typist spells an officer several ways. Two spellings are one person only where both
names agree but for letters that are easily confused, the posts agree, and the two never stand
side by side in one cell. In doubt they stay two people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from catalogue.lookup import table
from normalize.text import nfc, squash
from normalize.titles import personal_title
from schema.table import Frozen

Named = tuple[str, str | None]  # name and position, as printed
ALIKE = 0.80   # least likeness of both names where the posts agree
HEAD = 0.60    # least likeness of one name, the other equal, in a post that one person holds
POST = 0.80    # least likeness of two posts that count as one
_HEAD_POST = re.compile("^(?:ผู้อำนวยการ|ผอ\\.|หัวหน้า|หน\\.|ปลัด|รองปลัด|นายก|รองนายก|ผู้ว่าราชการ)")
_VOWEL = "\u0e31\u0e34-\u0e3a"  # vowels above and below their letter
_IMPOSSIBLE = re.compile(
    f"[{_VOWEL}][{_VOWEL}\u0e47\u0e33]"               # two on one letter
    f"|[\u0e47-\u0e4e][{_VOWEL}\u0e47-\u0e4e]"        # a mark before a vowel, or two marks
    "|\u0e31\u0e4c"                                   # silent, with a vowel
    f"|(?:^|[^ก-ฮ{_VOWEL}\u0e47-\u0e4e])[{_VOWEL}\u0e47-\u0e4e]"  # on no letter
)
_WOMAN = re.compile("นาง|น\\.?ส|หญิง")


class Spelling(Frozen):
    """A spelling of a name with the posts it is printed with and how often it stands."""

    name: str
    given: str
    family: str
    prefix: str
    posts: tuple[str, ...] = ()
    count: int = 1


def one_person(cells: Iterable[Sequence[Named]]) -> dict[str, str]:
    """Each spelling of a form's people -> the spelling that stands for the person.

    cells: the people of each person cell. The spelling printed most often stands for all, of
    equals the one most like the others; one that no Thai word can have (two vowels on a letter)
    stands for none that can be. Example: seven times "น.ส.เมฆา ดวงดี" and once
    "น.ส.เมฑา ดวงดี" in the same post -> the former for both.
    """
    cells = list(cells)
    apart = {frozenset((a, b)) for cell in cells for a, _ in cell for b, _ in cell if a != b}
    groups: list[list[Spelling]] = []
    for spelling in sorted(_spellings(cells), key=lambda s: -s.count):
        home = next((g for g in groups if _belongs(spelling, g, apart)), None)
        if home is None:
            groups.append([spelling])
        else:
            home.append(spelling)
    return {s.name: _standing(group).name for group in groups for s in group}


def _standing(group: Sequence[Spelling]) -> Spelling:
    """The spelling of a person with the best evidence, of equals the first."""
    return max(group, key=lambda s: (is_well_formed(s.name), s.count, _nearness(s, group)))


def _nearness(spelling: Spelling, group: Sequence[Spelling]) -> float:
    """How alike a spelling is to all mentions of the person, for a comparison within a group."""
    names = ((other.given + other.family, other.count) for other in group)
    return sum(n * Levenshtein.normalized_similarity(spelling.given + spelling.family, name)
               for name, n in names)


def is_well_formed(name: str) -> bool:
    """True where every mark of a name stands where Thai writes one: not in "ธีัญ" or "สุข์ั"."""
    return not _IMPOSSIBLE.search(nfc(name))


def _spellings(cells: Iterable[Sequence[Named]]) -> list[Spelling]:
    posts: dict[str, list[str]] = {}
    count: Counter[str] = Counter()
    for name, position in (named for cell in cells for named in cell):
        count[name] += 1
        posts.setdefault(name, []).extend([squash(position)] if position else [])
    return [_spelling(name, tuple(dict.fromkeys(posts[name])), count[name]) for name in posts]


def _spelling(name: str, posts: tuple[str, ...], count: int) -> Spelling:
    prefix = personal_title(name)
    given, _, family = name[len(prefix):].partition(" ")
    return Spelling(name=name, given=given, family=family, prefix=prefix, posts=posts, count=count)


def _belongs(spelling: Spelling, group: Sequence[Spelling], apart: set[frozenset[str]]) -> bool:
    """True where a spelling is one of a person's: like one of them, beside none of them."""
    if any(frozenset((spelling.name, other.name)) in apart for other in group):
        return False
    return any(same_person(spelling, other) for other in group)


def same_person(one: Spelling, two: Spelling) -> bool:
    """True where two spellings are so alike, and in so like a post, that they are one person."""
    if bool(_WOMAN.search(one.prefix)) != bool(_WOMAN.search(two.prefix)):
        return False
    given, family = _likeness(one.given, two.given), _likeness(one.family, two.family)
    if given == family == 1.0:
        return _posts_agree(one, two, needed=False)
    if not _posts_agree(one, two, needed=min(given, family) < 0.9):
        return False
    if given >= ALIKE and family >= ALIKE:
        return True
    return _held_by_one(one, two) and 1.0 in (given, family) and min(given, family) >= HEAD


def _posts_agree(one: Spelling, two: Spelling, needed: bool) -> bool:
    """True where the posts are alike; one without a post agrees unless a post is `needed`."""
    if not one.posts or not two.posts:
        return not needed
    return any(Levenshtein.normalized_similarity(a, b) >= POST or a in b or b in a
               for a in one.posts for b in two.posts)


def _held_by_one(one: Spelling, two: Spelling) -> bool:
    return any(_HEAD_POST.match(a) and a == b for a in one.posts for b in two.posts)


@cache
def _confused() -> Mapping[str, str]:
    """Each letter -> the first letter of those it is confused with, for a coarse comparison."""
    root: dict[str, str] = {}
    for row in table("confusions"):
        a, b = row["value"].split(" ")
        root.setdefault(b, root.get(a, a))
    return root


def _likeness(a: str, b: str) -> float:
    """How alike two names are, 0..1; a confused letter and a mark count half."""
    a, b = squash(a), squash(b)
    if a == b:
        return 1.0
    coarse = str.maketrans(dict(_confused()))
    marks = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
    exact = Levenshtein.normalized_similarity(a, b)
    folded = Levenshtein.normalized_similarity(a.translate(coarse), b.translate(coarse))
    bare = Levenshtein.normalized_similarity(marks.sub("", a), marks.sub("", b))
    return min(0.99, (exact + max(exact, folded, bare)) / 2)
