"""Who is one person within a form: mentions under one or several spellings.

A reader or a typist spells an officer several ways. Spellings are one person only where their
letters are so close (`normalize.namedistance`) as post, unit and count allow, and the two never
stand side by side in one cell. In doubt they stay two people: relatives share a family name, and
what joins two people accuses one of them of the other's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from normalize.mentions import Mention, Spelling, name_parts, sexes_differ, spellings_of
from normalize.namedistance import name_distance
from normalize.nameletters import likelihood, names_of
from normalize.posts import held_by_one, relation
from normalize.text import nfc, squash
from schema.record import SamePerson

# letters, as `name_distance` counts them, by which spellings of one person may differ
SAME_POST_AND_UNIT, SAME_POST, SAME_POST_OTHER_UNIT = 1.6, 1.3, 0.5
LONE = 2.4          # the first of these of a spelling that stands once beside a person named often
NO_POST_SAME_UNIT, NO_POST = 1.0, 0.5
LONE = 2.4          # the same of a spelling that stands once, with post and unit of one named often
SHARE, LONE_SHARE = 0.26, 0.32  # most of the letters of either name
HEAD_SHARE = 0.40   # the same of one name in a post that one person holds, the other name equal
RELATIVES = 0.60    # what is left where the family name is the same: it may be a relative,
SLIP = 3.0          # unless that one's given name is less likely a name, in natural logarithms,
RARE = 3            # and stands once where the other stands at least so often
BOTH_OFTEN = 0.50   # what is left where both spellings stand often
LISTED = 0.35       # at most between two given names that many people have
OFTEN, OFTEN_APART = 3, 2  # mentions; the same of two who share no unit
CLEAR = 0.30        # by how much the nearest person is nearer than the next
SPACE_MOVED = 0.2   # the cost of a space between given and family name that stands elsewhere
TITLE = 0.05        # the cost of another title (นาง, นางสาว)

_VOWEL = "\u0e31\u0e34-\u0e3a"  # vowels above and below their letter
_IMPOSSIBLE = re.compile(
    f"[{_VOWEL}][{_VOWEL}\u0e47\u0e33]"               # two on one letter
    f"|[\u0e47-\u0e4e][{_VOWEL}\u0e47-\u0e4e]"        # a mark before a vowel, or two marks
    "|\u0e31\u0e4c"                                   # silent, with a vowel
    f"|(?:^|[^ก-ฮ{_VOWEL}\u0e47-\u0e4e])[{_VOWEL}\u0e47-\u0e4e]"  # on no letter
)


class Group:
    """The spellings of one person so far, and how sure it is that they are one."""

    def __init__(self, first: Spelling) -> None:
        self.members = [first]
        self.confidence = 1.0

    def nearest(self, spelling: Spelling) -> float:
        """How much of what is allowed a spelling uses up, 0..1; more where it is somebody else."""
        if any(_apart(spelling, member) for member in self.members):
            return 9.0
        named = sum(len(member.mentions) for member in self.members)
        return min(closeness(spelling, member, named) for member in self.members)


def same_people(mentions: Sequence[Mention], witnesses: Iterable[str] = ()) -> tuple[
        SamePerson, ...]:
    """The people of a form in the order in which they are first named.

    witnesses: names printed elsewhere in the form (the signer), which speak for a spelling.
    Example: seven times "น.ส.เมฆา ดวงดี" and once "น.ส.เมฑา ดวงดี" in the same post are one person,
    whose canonical spelling is the former.
    """
    groups: list[Group] = []
    for spelling in sorted(spellings_of(mentions), key=_first):
        ranked = sorted(((g.nearest(spelling), n) for n, g in enumerate(groups)))
        near = [(used, groups[n]) for used, n in ranked if used <= 1]
        if not near or (len(near) > 1 and near[1][0] - near[0][0] < CLEAR):
            groups.append(Group(spelling))
            continue
        used, home = near[0]
        home.members.append(spelling)
        home.confidence = min(home.confidence, 0.99 - 0.14 * used)
    order = {mention.path: n for n, mention in enumerate(mentions)}
    found = [_person(group, set(witnesses), order) for group in groups]
    return tuple(sorted(found, key=lambda person: order[person.paths[0]]))


def _first(spelling: Spelling) -> tuple[bool, int]:
    """The order in which spellings look for a person: those that can be, and stand often, first."""
    return not is_well_formed(spelling.name), -len(spelling.mentions)


def _person(group: Group, witnesses: set[str], order: dict[str, int]) -> SamePerson:
    paths = sorted((m.path for s in group.members for m in s.mentions), key=order.__getitem__)
    best = max(group.members, key=lambda s: _evidence(s, group.members, witnesses))
    return SamePerson(canonical=best.name, paths=tuple(paths), confidence=group.confidence)


def _evidence(spelling: Spelling, group: Sequence[Spelling],
              witnesses: set[str]) -> tuple[bool, float, float]:
    """What speaks for a spelling: Thai can write it; mentions and sources; nearness to the rest.

    Mentions count as much as they were read surely, every further page, column and witness as one.
    """
    sources = len(spelling.pages) + len({m.cell.rpartition("/")[2] for m in spelling.mentions})
    sure = sum(m.confidence for m in spelling.mentions)
    seen = squash(spelling.name) in {squash(w) for w in witnesses}
    near = -sum(len(other.mentions) * name_distance(_letters(spelling), _letters(other))
                for other in group)
    return is_well_formed(spelling.name), sure + max(0, sources - 2) + seen, near


def is_well_formed(name: str) -> bool:
    """True where every mark of a name stands where Thai writes one: not in "ธีัญ" or "สุข์ั"."""
    return not _IMPOSSIBLE.search(nfc(name))


def _apart(one: Spelling, two: Spelling) -> bool:
    """True for two who cannot be one: side by side, man and woman, or in other lines of work."""
    return bool(one.cells & two.cells) or sexes_differ(one.prefix, two.prefix) \
        or relation(one.post, two.post) == "other"


def closeness(one: Spelling, two: Spelling, named: int = 0) -> float:
    """The distance of two spellings as a share of what their evidence allows; above 1: too far.

    named: how often the person is named, of whose spellings the second is one.
    """
    if squash(one.given + one.family) == squash(two.given + two.family):
        return SPACE_MOVED if one.given != two.given else TITLE
    given, family = _given_distance(one, two), name_distance(one.family, two.family)
    if _is_head_misread(one, two, given, family):
        return 0.5 + max(given, family) / 10
    lone = _is_lone_misreading(one, two, given, family, named)
    share = LONE_SHARE if lone else SHARE
    too_far = given > share * _shorter(one.given, two.given) \
        or family > share * _shorter(one.family, two.family)
    both_listed = given > LISTED and {one.given, two.given} <= names_of("given")
    if too_far or both_listed or not (one.family and two.family):
        return 9.0
    return (given + family) / (LONE if lone else _allowed(one, two, given, family))


def _is_lone_misreading(one: Spelling, two: Spelling, given: float, family: float,
                        named: int) -> bool:
    """True where a spelling stands once, with title, post and unit of one person named often.

    Names that differ in the given name alone may be a relative's, unless it is an odd one.
    """
    return len(one.mentions) == 1 and named >= RARE and bool(one.units & two.units) \
        and relation(one.post, two.post) == "same" and one.prefix == two.prefix \
        and (bool(family) or not given or _is_slip(one, two))


def _given_distance(one: Spelling, two: Spelling) -> float:
    """Given names with the last letter of the title: "นางสาววราพร" may have lost a ว."""
    glued = one.prefix[-1:] if one.prefix == two.prefix else ""
    return name_distance(glued + one.given, glued + two.given)


def _is_head_misread(one: Spelling, two: Spelling, given: float, family: float) -> bool:
    """True where one name is equal, the other like it, in a post that one person holds."""
    if relation(one.post, two.post) != "same" or not held_by_one(one.post):
        return False
    far, a, b = (given, one.given, two.given) if not family else (family, one.family, two.family)
    return not (given and family) and far <= HEAD_SHARE * _shorter(a, b)


def _shorter(one: str, two: str) -> int:
    return min(len(one), len(two))


def _allowed(one: Spelling, two: Spelling, given: float, family: float) -> float:
    """By how many letters two spellings may differ where post and unit say what they say."""
    post = relation(one.post, two.post)
    shared, told = bool(one.units & two.units), bool(one.units and two.units)
    if post == "same":
        most = SAME_POST_AND_UNIT if shared else SAME_POST_OTHER_UNIT if told else SAME_POST
    else:
        most = NO_POST_SAME_UNIT if shared else NO_POST
    elsewhere = told and not shared
    often = _both_often(one, two, OFTEN_APART if elsewhere else OFTEN)
    relatives = given and not family and (elsewhere or not _is_slip(one, two))
    return most * (BOTH_OFTEN if often else 1) * (RELATIVES if relatives else 1)


def _is_slip(one: Spelling, two: Spelling) -> bool:
    """True where the rare spelling is an odd name, or none at all, and the frequent one is not."""
    rare, often = sorted((one, two), key=lambda s: len(s.mentions))
    if not is_well_formed(rare.name) and is_well_formed(often.name):
        return True
    return len(rare.mentions) == 1 and len(often.mentions) >= RARE \
        and likelihood(rare.given, "given") + SLIP < likelihood(often.given, "given")


def _both_often(one: Spelling, two: Spelling, often: int) -> bool:
    """True where both spellings can be and stand often, but for the head of something."""
    return min(len(one.mentions), len(two.mentions)) >= often and not held_by_one(one.post) \
        and is_well_formed(one.name) and is_well_formed(two.name)


def _letters(spelling: Spelling) -> str:
    return "".join(name_parts(spelling.name)[1:])
