"""How often `match_title` is right, wrong or silent on titles with generated damage.

Run `python benchmarks/title_match.py [--rounds 20]`. Fixed seed; every title and variant of every
edition is damaged `rounds` times at each level. A second table tells how often a text that is no
title of the edition is taken for one.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator

from catalogue.editions import Edition, best_title, editions, match_title, title_key
from catalogue.schemes import scheme_lists

SEED = 2566
LEVELS = (0.0, 0.02, 0.05, 0.10, 0.20)
CONFUSED = (
    "กถภฎฏ", "คดตศ", "บปษยผ", "นมฆ", "ขชซฃ", "ผฝพฟ", "ทหฑ", "รธฐ", "ลสอ", "อฮว", "ไใโเ",
    "ิีึื", "ุู", "่้๊๋", "ั้ํ็", "ะา", "ำา", "จวง", "ญณฌ", "0Oo๐", "1lI", "Ss5", "-–",
)  # fmt: skip
ALPHABET = "กขคงจฉชซญดตถทธนบปผพฟภมยรลวศสหอะาิีึืุูเแโใไ่้์ัำ"


def looks_like(char: str, rng: random.Random) -> str:
    """Another letter that recognisers take for this one; any letter where none is known."""
    groups = [group for group in CONFUSED if char in group]
    pool = "".join(groups).replace(char, "") or ALPHABET.replace(char, "")
    return rng.choice(pool)


def damage(text: str, share: float, rng: random.Random) -> str:
    """The text with about `share` of its letters changed (half), lost (a third) or added."""
    out: list[str] = []
    for char in text:
        if char.isspace() or rng.random() >= share:
            out.append(char)
            continue
        kind = rng.random()
        if kind < 0.5:
            out.append(looks_like(char, rng))
        elif kind > 0.83:
            out.extend((char, rng.choice(ALPHABET)))
    return "".join(out)


def named(edition: Edition) -> Iterator[tuple[str, str]]:
    """(title or variant, code) of every item."""
    for item in edition.items:
        for name in (item.title, *item.variants):
            yield name, item.code


def judge(edition: Edition, share: float, rounds: int, rng: random.Random) -> Counter[str]:
    """Counts of right, wrong and abstained at one level of damage."""
    counts: Counter[str] = Counter()
    for name, code in named(edition):
        for _ in range(rounds if share else 1):
            found = match_title(damage(name, share, rng), edition).code
            counts["abstained" if found is None else "right" if found == code else "wrong"] += 1
    return counts


def strangers(edition: Edition) -> Iterator[tuple[str, str]]:
    """(kind, text) of texts that are no title of this edition."""
    own = {title_key(name) for name, _ in named(edition)}
    for item in edition.items:
        yield from (("requirement", text) for text in item.requires)
        yield from (("heading", text) for text in (item.group, item.subindicator_title) if text)
    for scheme in scheme_lists().values():
        yield from (
            ("foreign scheme", i.title) for i in scheme.items if title_key(i.title) not in own
        )
    for other in editions().values():
        fresh = (i.title for i in other.items if title_key(i.title) not in own)
        yield from (("other edition", title) for title in fresh)


def show_damage(rounds: int) -> None:
    """Prints the first table, over all editions but the one that is a single item."""
    print("| damage | titles | right | wrong | abstained |\n|---|---|---|---|---|")
    known = [edition for edition in editions().values() if edition.complete != "no"]
    for share in LEVELS:
        rng = random.Random(SEED)
        total: Counter[str] = Counter()
        for edition in known:
            total += judge(edition, share, rounds, rng)
        n = total.total()
        cells = (f"{100 * total[kind] / n:.2f} %" for kind in ("right", "wrong", "abstained"))
        print(f"| {share:.0%} | {n} | {' | '.join(cells)} |")


def show_strangers() -> None:
    """Prints the second table: texts that are no title, and how many were taken for one."""
    taken: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for edition in editions().values():
        if edition.complete == "no":
            continue
        for kind, text in sorted(set(strangers(edition))):
            if best_title(text, edition)[0][1] == 1.0:
                continue
            seen[kind] += 1
            taken[kind] += match_title(text, edition).code is not None
    print("\n| no title of the edition | texts | taken for one |\n|---|---|---|")
    for kind in sorted(seen):
        print(f"| {kind} | {seen[kind]} | {100 * taken[kind] / seen[kind]:.1f} % |")


def main() -> None:
    """Reads the number of rounds and prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="damaged copies of each title")
    show_damage(parser.parse_args().rounds)
    show_strangers()


if __name__ == "__main__":
    main()
