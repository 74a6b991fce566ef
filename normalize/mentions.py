"""Where people are named in a form, and the spellings that these mentions make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from normalize.offices import office_word
from normalize.posts import relation
from normalize.text import squash
from normalize.titles import personal_title
from schema.record import ItemRecord, PersonRecord

ROLES = ("assignees", "certifiers")
_WOMAN = re.compile(r"นาง|น\.?ส(?!\.?พ)|หญิง|พญ|ทญ|ภญ|สพ\.?ญ|Mrs|Ms|Miss", re.I)
_MAN = re.compile(r"นาย|พระ|นพ|ทพ\.|ภก|น\.?สพ|Mr\b|Mr\.", re.I)


class Mention(NamedTuple):
    """One person at one place: `path` is the record's ("items/4/assignees/0").

    units: the offices of the item, those for everyone left out; page: of the cell, where there is
    one; confidence: of the reading.
    """

    path: str
    name: str
    post: str | None = None
    units: tuple[str, ...] = ()
    page: int | None = None
    confidence: float = 1.0

    @property
    def cell(self) -> str:
        """The cell it stands in: "items/4/assignees"."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class Spelling:
    """One spelling of a name in one line of work, with its mentions in reading order."""

    name: str
    prefix: str
    given: str
    family: str
    mentions: tuple[Mention, ...]

    @cached_property
    def post(self) -> str | None:
        """The post printed most often."""
        posts = Counter(m.post for m in self.mentions if m.post)
        return posts.most_common(1)[0][0] if posts else None

    @cached_property
    def units(self) -> frozenset[str]:
        """Every office whose items name the person."""
        return frozenset(u for m in self.mentions for u in m.units)

    @cached_property
    def pages(self) -> frozenset[int]:
        """Every page the spelling stands on."""
        return frozenset(m.page for m in self.mentions if m.page is not None)

    @cached_property
    def cells(self) -> frozenset[str]:
        """Every cell the spelling stands in."""
        return frozenset(m.cell for m in self.mentions)


def mentions_of(items: Sequence[ItemRecord]) -> Iterator[Mention]:
    """Everyone named in a person column, in reading order."""
    for n, item in enumerate(items):
        units = _offices(item)
        for role in ROLES:
            for k, person in enumerate(getattr(item, role)):
                if person.text("name"):
                    yield _mention(f"items/{n}/{role}/{k}", person, units)


def _mention(path: str, person: PersonRecord, units: tuple[str, ...]) -> Mention:
    name = person.values["name"]
    return Mention(path=path, name=str(name.text), post=person.text("position"), units=units,
                   page=next((p.page for p in name.places), None), confidence=name.confidence)


def _offices(item: ItemRecord) -> tuple[str, ...]:
    names = (str(u.text("expanded") or u.text("name")) for u in item.units)
    return tuple(squash(name) for name in names if office_word(name) != "all")


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, str, str]:
    """Title, given and family name: "น.ส.มาลี ใจดี" -> ("น.ส.", "มาลี", "ใจดี")."""
    prefix = personal_title(name)
    given, _, family = name[len(prefix):].strip().partition(" ")
    return prefix.strip(), given, family


def sexes_differ(one: str, two: str) -> bool:
    """True where one title is a man's and the other a woman's: นาย and น.ส.; ranks tell less."""
    woman = [bool(_WOMAN.search(title)) for title in (one, two)]
    if woman[0] == woman[1]:
        return False
    other = two if woman[0] else one
    rank = one.replace("หญิง", "").strip("() .") == two.replace("หญิง", "").strip("() .")
    return rank or bool(_MAN.search(other))


def spellings_of(mentions: Sequence[Mention]) -> list[Spelling]:
    """The mentions by spelling, one spelling in two lines of work apart: they are namesakes."""
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_name.setdefault(mention.name, []).append(mention)
    return [Spelling(name=name, **_parts(name), mentions=tuple(group))
            for name, own in by_name.items() for group in _by_work(own)]


def _parts(name: str) -> dict[str, str]:
    return dict(zip(("prefix", "given", "family"), name_parts(name), strict=True))


def _by_work(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of one spelling by line of work; those that state none go with the others.

    Where there are several lines of work, a mention that fits more than one goes with the nearest
    of the same office, else with those that state none either.
    """
    groups: list[list[Mention]] = []
    bare: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.post is None):
        fits = [g for g in groups if _fits(mention, g)]
        if mention.post and not fits:
            groups.append([mention])
        elif len(fits) == 1:
            fits[0].append(mention)
        else:
            near = [g for g in fits if {u for m in g for u in m.units} & set(mention.units)]
            (near[0] if len(near) == 1 else bare).append(mention)
    found = [g for g in (*groups, bare) if g]
    order = {m.path: n for n, m in enumerate(mentions)}
    return sorted((sorted(g, key=lambda m: order[m.path]) for g in found),
                  key=lambda g: order[g[0].path])


def _fits(mention: Mention, group: Sequence[Mention]) -> bool:
    """True where the work is no other and the same cell does not name it in another post."""
    posts = {m.post for m in group}
    beside = any(m.cell == mention.cell and relation(m.post, mention.post) != "same"
                 for m in group)
    return not beside and all(relation(post, mention.post) != "other" for post in posts)
