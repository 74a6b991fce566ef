"""How often `component_match` and `misreadings` are right, silent or wrong.

Run `python benchmarks/component_match.py [--rounds 5]`. Fixed seed. Components are written from the
facts of the editions 2566 and 2567 and then changed in a known way; those of `samples/` say the
same things in other words. Wrong is what counts most: a relation that is not true.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from title_match import ALPHABET, damage, looks_like

from catalogue.editions import CatalogueItem, Edition, editions
from normalize.facts import points
from normalize.misreadings import misreadings
from normalize.requirements import component_match
from oit.pipeline import process

SEED = 2566
YEARS = (2566, 2567)
LEVELS = (0.01, 0.02, 0.05, 0.10, 0.20)
SAMPLES = Path(__file__).parents[1] / "samples"
STRANGE = (
    "ทะเบียนรถราชการของทุกสำนัก", "ตารางเวรรักษาการณ์ประจำเดือน", "ภาพถ่ายกิจกรรมวันขึ้นปีใหม่",
    "รายชื่อผู้บริจาคโลหิต", "บัญชีครุภัณฑ์คอมพิวเตอร์",
)  # fmt: skip
THAI_RUN = re.compile("[ก-๎]{5}")
Case = tuple[CatalogueItem, Edition]


def cases() -> list[Case]:
    """The items whose facts are known."""
    return [(item, editions()[year]) for year in YEARS for item in editions()[year].items
            if points(item, editions()[year])]


def written(facts: list[str], item: CatalogueItem) -> str:
    """A component made of an item's title, some facts and its period."""
    lines = [f"({n}) {fact}" for n, fact in enumerate(facts, 1)]
    period = [f"- เป็น{item.period}"] if item.period else []
    return "\n".join((f"- แสดง{item.title}ของหน่วยงาน", *lines, *period))


def whole(case: Case) -> str:
    """A component with every fact of an item."""
    return written(list(points(*case)), case[0])


def changed(rng: random.Random) -> Iterator[tuple[str, str, str, Case]]:
    """(kind of change, true relation, component, item) of every made-up component."""
    everything = cases()
    for case in everything:
        item, edition = case
        facts = list(points(*case))
        yield "nothing", "copied", whole(case), case
        if len(facts) >= 3:
            n = rng.randrange(len(facts))
            yield "a fact left out", "shortened", written(facts[:n] + facts[n + 1 :], item), case
            mixed = [*facts[:n], rng.choice(STRANGE), *facts[n + 1 :]]
            yield "a fact replaced", "altered", written(mixed, item), case
        others = [other for other in everything if other[1] is edition and other[0] is not item]
        for other in rng.sample(others, 5):
            yield "another item's", "other item", whole(other), case
        if item.period:
            year = str(edition.year + 3)
            old = {str(edition.year): year, str(edition.year - 1): year}
            text = whole(case)
            for before, after in old.items():
                text = text.replace(f"ปี พ.ศ. {before}", f"ปี พ.ศ. {after}")
            if text != whole(case) and str(edition.year) not in text:
                yield "another year", "other year", text, case


def judged(told: str, true: str) -> str:
    """Right, unknown or wrong."""
    return "right" if told == true else "unknown" if told == "unknown" else "wrong"


def show_changes() -> None:
    """Prints the first table: components changed in a known way."""
    counts: dict[str, Counter[str]] = {}
    for kind, true, text, (item, edition) in changed(random.Random(SEED)):
        told = component_match(text, item, edition).relation
        counts.setdefault(kind, Counter())[judged(told, true)] += 1
    print("| changed | components | right | unknown | wrong |\n|---|---:|---:|---:|---:|")
    for kind, found in counts.items():
        print(row(kind, found, ("right", "unknown", "wrong")))


def row(kind: str, found: Counter[str], columns: tuple[str, ...]) -> str:
    """A row with the total and the share of each column."""
    total = found.total()
    return f"| {kind} | {total} | " + " | ".join(
        f"{100 * found[name] / total:.1f} %" for name in columns) + " |"


def show_damage(rounds: int) -> None:
    """Prints the second table: whole components with letters changed, lost and added."""
    print("\n| damage | components | copied | unknown | wrong |\n|---|---:|---:|---:|---:|")
    rng = random.Random(SEED)
    for share in LEVELS:
        found: Counter[str] = Counter()
        for case in cases() * rounds:
            lines = (damage(line, share, rng) for line in whole(case).split("\n"))
            told = component_match("\n".join(lines), *case).relation
            found["copied" if told == "copied" else judged(told, "copied")] += 1
        print(row(f"{share:.0%}", found, ("copied", "unknown", "wrong")))


def show_samples() -> None:
    """Prints the third table: components that say the same in other words."""
    found: Counter[str] = Counter()
    for path in sorted(SAMPLES.glob("province_*.txt")):
        for form in process(path):
            found.update(item.component_match.relation for item in form.items
                         if item.component_match)
    names = ("altered", "unknown", "copied", "shortened", "other item", "other year")
    print(f"\n| in other words | components | {' | '.join(names)} |")
    print("|---|---:" + "|---:" * len(names) + "|")
    print(row("samples/province_*.txt", found, names))


def one_letter(text: str, rng: random.Random) -> str:
    """A text with one letter changed, lost or added, with Thai letters on both sides of it."""
    places = [n for n in range(2, len(text) - 2) if THAI_RUN.fullmatch(text[n - 2 : n + 3])]
    place = rng.choice(places)
    letter = looks_like(text[place], rng)
    new = rng.choice((letter, "", text[place] + rng.choice(ALPHABET)))
    return text[:place] + new + text[place + 1 :]


def show_misreadings(rounds: int) -> None:
    """Prints the fourth table: one letter changed in a component, and none."""
    rng = random.Random(SEED)
    found: Counter[str] = Counter()
    for case in cases() * rounds:
        lines = whole(case).split("\n")
        n = rng.choice([n for n, line in enumerate(lines) if len(THAI_RUN.findall(line)) > 1])
        lines[n] = one_letter(lines[n], rng)
        told = misreadings("\n".join(lines), *case)
        near = [m for m in told if m.printed in lines[n].replace(" ", "")]
        found["told" if near else "not told" if not told else "told elsewhere"] += 1
    clean = Counter("told elsewhere" if misreadings(whole(case), *case) else "not told"
                    for case in cases())
    names = ("told", "not told", "told elsewhere")
    print(f"\n| letters misread | components | {' | '.join(names)} |\n|---|---:|---:|---:|---:|")
    print(row("one", found, names))
    print(row("none", clean, names))


def main() -> None:
    """Reads the number of rounds and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="damaged copies of each component")
    rounds = parser.parse_args().rounds
    show_changes()
    show_damage(rounds)
    show_samples()
    show_misreadings(rounds)


if __name__ == "__main__":
    main()
