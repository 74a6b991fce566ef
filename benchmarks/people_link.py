"""Who is one person within a form: pairs of mentions put together, on written forms.

Run `python benchmarks/people_link.py [--forms 400] [--seed 4] [--split final] [--wrong 20]`.
A form has 40 items of 5 units on 6 pages, each with one or two people of its unit responsible and
the unit's head certifying. Among some 16 people stand, in every form: two of one name letter for
letter in other lines of work; relatives (one family name, given names a letter or two apart) who
differ in post; relatives in one line of work who differ in unit. What was put in is the truth.

Noise: of the mentions one in five is damaged in one (70 %), two (25 %) or three (5 %) places; one
post in twenty is left out, one in twenty misread; one title in ten is written otherwise. The two
splits share neither names nor noise. `tuning`: names made of syllables, letters swapped in pairs
that forms show, marks lost, doubled and moved. `final`: half of the names that PyThaiNLP ships,
shape classes of letters from a description of the script, marks lost (as PDFs lose them), SARA AM
split, and one damage in eight any letter for any other.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.people_cells import CLERKS, ENDING, EXPERTS, FAMILY, FAMILY_ENDING, GIVEN, HEADS
from benchmarks.people_cells import words as listed
from normalize.mentions import Mention
from normalize.sameperson import same_people

SEED, ITEMS, PAGE, STAFF = 4, 40, 7, 2
DAMAGED, PLACES = 0.20, (1,) * 14 + (2,) * 5 + (3,)
UNITS = listed("กองคลัง กองช่าง กองการศึกษา สำนักปลัดเทศบาล กองสาธารณสุขและสิ่งแวดล้อม")
TITLES = (("นาย",), ("นาง", "นางสาว"), ("นางสาว", "น.ส."), ("ว่าที่ร้อยตรี", "ว่าที่ ร.ต."),
          ("จ่าเอก", "จ.อ."))
MARKS = "ัิีึืุู็่้๊๋์"
TUNED = listed("รว ภก ซช ดค คต บป พฟ ผฝ ศส ลส นม ฆฑ ณญ ทห ถภ ขช ิี ีื ึื ุู ่้ ็์ ์้ ใไ เแ")
SHAPES = listed("กถภฤ คดตศ ขชซ บปษ ผฝพฟ ฎฏ ฐร ณญฌ ธรฮ นมฆ ลสอ วจงา ิีึื ุู ่้๊ ็์้ ใไโ ทฑห ยบ")
LETTERS = "กขคงจฉชซญดตถทธนบปผพฟภมยรลวศษสหอฮ"


class Person(NamedTuple):
    """Someone who does not exist: titles in which the name is printed, names, post, unit."""

    titles: tuple[str, ...]
    given: str
    family: str
    post: str
    unit: str


class Split(NamedTuple):
    """Where names come from and how they are damaged."""

    given: Sequence[str]
    family: Sequence[str]
    damage: Callable[[random.Random, str], str]


def _swapped(rng: random.Random, name: str, classes: Sequence[str]) -> str:
    """A name with one letter taken for another of its class, where any has one."""
    places = [(n, c) for n, char in enumerate(name) for c in classes if char in c]
    if not places:
        return name
    at, alike = rng.choice(places)
    return name[:at] + rng.choice([c for c in alike if c != name[at]]) + name[at + 1:]


def _mark(rng: random.Random, name: str, kinds: Sequence[str]) -> str:
    """A name with one mark lost, doubled or moved by one letter."""
    places = [n for n, char in enumerate(name) if char in MARKS]
    if not places:
        return name
    at, kind = rng.choice(places), rng.choice(kinds)
    if kind == "doubled":
        return name[:at] + name[at] + name[at:]
    rest = name[:at] + name[at + 1:]
    if kind == "moved" and at + 1 < len(name):
        return rest[: at + 1] + name[at] + rest[at + 1:]
    return rest


def _tuning(rng: random.Random, name: str) -> str:
    if rng.random() < 0.55:
        return _swapped(rng, name, TUNED)
    return _mark(rng, name, ("lost", "doubled", "moved"))


def _final(rng: random.Random, name: str) -> str:
    kind = rng.random()
    if kind < 0.45:
        return _swapped(rng, name, SHAPES)
    if kind < 0.80:
        return _mark(rng, name, ("lost", "lost", "lost", "doubled", "moved"))
    if kind < 0.875 and "ำ" in name:
        return name.replace("ำ", rng.choice(("า", "้า")), 1)
    at = rng.randrange(len(name))
    if name[at] in LETTERS:
        return name[:at] + rng.choice((rng.choice(LETTERS), "", name[at] * 2)) + name[at + 1:]
    return _mark(rng, name, ("lost",))


def split_of(name: str) -> Split:
    """The names and the noise of a split."""
    if name == "tuning":
        given = [a + b for a, b in itertools.product(GIVEN, ENDING)]
        return Split(given, [a + b for a, b in itertools.product(FAMILY, FAMILY_ENDING)], _tuning)
    from normalize.nameletters import names_of

    rng = random.Random(97)
    both = [[n for n in sorted(names_of(kind)) if re.fullmatch("[ก-ฮเ-ไ][ก-๎]{3,12}", n)]
            for kind in ("given", "family")]  # type: ignore[arg-type]
    return Split(*(rng.sample(names, len(names) // 2) for names in both), _final)


def _relative(rng: random.Random, name: str, known: Sequence[str]) -> str:
    """A given name a letter or two from another: a real one where one is near."""
    near = [n for n in rng.sample(known, 400) if n != name and n[:2] == name[:2]
            and abs(len(n) - len(name)) < 2]
    if near and rng.random() < 0.7:
        return rng.choice(near)
    at = rng.choice([n for n, char in enumerate(name) if char in LETTERS])
    return name[:at] + rng.choice([c for c in LETTERS if c != name[at]]) + name[at + 1:]


def staff_of(rng: random.Random, split: Split) -> tuple[list[Person], list[Person]]:
    """The people of a form and the head of each unit."""
    def made(unit: str, post: str) -> Person:
        return Person(rng.choice(TITLES), rng.choice(split.given), rng.choice(split.family), post,
                      unit)

    posts = [post for post in (*EXPERTS, *CLERKS) if "." not in post]  # each under one name
    rng.shuffle(posts)
    people = [made(unit, posts.pop()) for unit in UNITS for _ in range(STAFF)]
    heads = [made(unit, rng.choice(HEADS[:2]) + unit) for unit in UNITS]
    twin, one, two = rng.sample(people, 3)
    people.append(twin._replace(post=posts.pop(), unit=rng.choice(UNITS)))
    people.append(one._replace(given=_relative(rng, one.given, split.given), post=posts.pop()))
    other = rng.choice([u for u in UNITS if u != two.unit])
    people.append(two._replace(given=_relative(rng, two.given, split.given), unit=other))
    return people, heads


def form(rng: random.Random, split: Split) -> tuple[list[Mention], dict[str, int]]:
    """The mentions of a form, and who each of them is."""
    people, heads = staff_of(rng, split)
    everyone = [*people, *heads]
    mentions, truth = [], {}
    for n in range(ITEMS):
        head = rng.choice(heads)
        own = [p for p in people if p.unit == head.unit]
        rows = {"assignees": rng.sample(own, min(len(own), rng.choice((1, 1, 2)))),
                "certifiers": [head]}
        for role, named in rows.items():
            for k, person in enumerate(named):
                path = f"items/{n}/{role}/{k}"
                truth[path] = everyone.index(person)
                mentions.append(_mention(rng, split, person, path, n // PAGE + 1))
    return mentions, truth


def _mention(rng: random.Random, split: Split, person: Person, path: str, page: int) -> Mention:
    title = person.titles[0] if rng.random() < 0.9 else rng.choice(person.titles)
    names = [person.given, person.family]
    for _ in range(rng.choice(PLACES) if rng.random() < DAMAGED else 0):
        which = rng.randrange(2)
        names[which] = split.damage(rng, names[which]) or names[which]
    post: str | None = person.post
    kind = rng.random()
    if kind < 0.05:
        post = None
    elif kind < 0.10:
        post = split.damage(rng, person.post)
    return Mention(path=path, name=f"{title}{names[0]} {names[1]}", post=post,
                   units=(person.unit,), page=page)


class Counts(NamedTuple):
    """Pairs of mentions: together in truth, put together, both; of all and spelt differently."""

    all: Counter[str]
    spelt: Counter[str]
    wrong: list[str]


def judged(forms: int, seed: int, split: str) -> Counts:
    """The pairs of so many forms."""
    rng, chosen = random.Random(seed), split_of(split)
    counts = Counts(Counter(), Counter(), [])
    for _ in range(forms):
        mentions, truth = form(rng, chosen)
        found = {path: n for n, person in enumerate(same_people(mentions))
                 for path in person.paths}
        for a, b in itertools.combinations(mentions, 2):
            same, put = truth[a.path] == truth[b.path], found[a.path] == found[b.path]
            if same or put:
                key = "both" if same and put else "missed" if same else "wrong"
                counts.all[key] += 1
                counts.spelt[key] += a.name != b.name
                if key == "wrong" or (a.name != b.name and key == "missed"):
                    counts.wrong.append(f"{key}: {a.name}, {a.post} | {b.name}, {b.post}")
    return counts


def precision(counts: Counter[str]) -> float:
    """The share right of the pairs put together."""
    return counts["both"] / max(1, counts["both"] + counts["wrong"])


def recall(counts: Counter[str]) -> float:
    """The share found of the pairs that are one person."""
    return counts["both"] / max(1, counts["both"] + counts["missed"])


def main() -> None:
    """Print precision and recall of a split."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--forms", type=int, default=400)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--split", choices=("tuning", "final"), default="tuning")
    parser.add_argument("--wrong", type=int, default=0, help="print so many wrong pairs")
    options = parser.parse_args()
    counts = judged(options.forms, options.seed, options.split)
    print("| pairs of mentions | pairs | precision | recall |\n|---|---:|---:|---:|")
    for name, own in (("all", counts.all), ("spelt differently", counts.spelt)):
        print(f"| {options.split}, {name} | {own['both'] + own['missed']} "
              f"| {precision(own):.5f} | {recall(own):.4f} |")
    for line in sorted(set(counts.wrong), reverse=True)[: options.wrong]:
        print(" ", line)


if __name__ == "__main__":
    main()
