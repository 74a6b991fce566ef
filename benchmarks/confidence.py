"""Whether a confidence is the share right among values of this confidence, and what it is worth.

    python benchmarks/confidence.py              # measure: made forms of half 1, and samples/
    python benchmarks/confidence.py --fit        # write catalogue/data/confidence.csv from half 0
    python benchmarks/confidence.py --rendered   # also the samples printed to PDF by LibreOffice
    python benchmarks/confidence.py --scans      # measure on scans of half 1; with --fit on half 0

The forms, their damages and their truth stand in `benchmarks/confidence_forms.py`. A value is
right where its letters, white space aside, are those that are printed for the item that it is
given to; a component where no more than one letter in fifty differs.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs as a script from a clone that is not installed

from audit.confidence import calibrated, field_of, letter_noise  # noqa: E402
from audit.limits import default_limits  # noqa: E402
from benchmarks.confidence_forms import (  # noqa: E402
    Reading,
    Truth,
    readings,
    sample_readings,
    scanned_readings,
    score_readings,
)
from benchmarks.scoring import letters, likeness  # noqa: E402
from schema.form import Form, Item  # noqa: E402

TABLE = ROOT / "catalogue" / "data" / "confidence.csv"
SCAN_LEVELS = (0.4, 0.6, 0.8, 0.9, 0.95, 1.0)  # of the least sure sign of a value
LEVELS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 1.0)
BY_LETTERS = ("agency", "component", "names", "positions", "units")
LEAST = 40  # values on which a share is founded
THRESHOLDS = (1.0, 0.98, 0.95, 0.9, 0.8, 0.6, 0.0)
ORDER = ("code", "title", "status", "units", "names", "positions", "component", "scores",
         "fiscal_year", "agency")


class Measured(NamedTuple):
    """A value: its field, how its reading was spoilt, what was said of it and whether it is right.

    said: the confidence of the rules alone; shown: the one that the form gives.
    """

    field: str
    damage: str
    said: float
    shown: float
    rules: tuple[str, ...]
    noise: float
    right: bool


def measured(reading: Reading) -> Iterator[Measured]:
    """Every value of a reading, with its truth."""
    form, noise = reading.form, letter_noise(reading.form)
    after = calibrated(form)
    for path, right in _form_values(form, reading.truth):
        yield Measured(field_of(path), reading.damage, form.confidences.get(path, 1.0),
                       after.confidences.get(path, 1.0), form.rules.get(path, ()), noise, right)
    for old, new in zip(form.items, after.items, strict=True):
        for path, right in _item_values(old, reading.truth):
            yield Measured(field_of(path), reading.damage, old.confidences.get(path, 1.0),
                           new.confidences.get(path, 1.0), old.rules.get(path, ()), noise, right)
    for n, right in _scores(form, reading.truth):
        yield Measured("scores", reading.damage, form.scores[n].confidences.get("score", 1.0),
                       after.scores[n].confidences.get("score", 1.0),
                       form.scores[n].rules.get("score", ()), noise, right)


def _form_values(form: Form, truth: Truth) -> Iterator[tuple[str, bool]]:
    if form.agency.name:
        yield "agency/name", letters(form.agency.name) in truth.form["agency"]
    if form.fiscal_year:
        yield "fiscal_year", str(form.fiscal_year) in truth.form["fiscal_year"]


def _item_values(item: Item, truth: Truth) -> Iterator[tuple[str, bool]]:
    bag = truth.of(item)
    for path in ("code", "title"):
        if getattr(item, path):
            yield path, truth.is_item(item)
    if item.status:
        yield "status", letters(item.status) in bag.get("status", ())
    if item.component:
        printed = (bag.get("component") or ("",))[0]
        yield "component", likeness(printed, letters(item.component)) >= 0.98
    for n, unit in enumerate(item.units):
        yield f"units/{n}/name", letters(unit.name) in bag.get("units", ())
    for role in ("assignees", "certifiers"):
        for n, person in enumerate(getattr(item, role)):
            for name in ("name", "position"):
                if value := getattr(person, name):
                    yield f"{role}/{n}/{name}", letters(value) in bag.get(f"{role}/{name}", ())


def _scores(form: Form, truth: Truth) -> Iterator[tuple[int, bool]]:
    """Each score that was read, and whether its number stands under its own code."""
    left = Counter(truth.scores)
    for n, score in enumerate(form.scores):
        key = (score.scope, score.code, score.issue, score.score)
        if score.score is not None:
            yield n, left[key] > 0
        left[key] -= 1


# --- figures ---------------------------------------------------------------------------------

Confidence = Callable[[Measured], float]


def calibration_error(values: Sequence[Measured], confidence: Confidence) -> float:
    """Mean distance of confidence and share right, over twentieths of confidence."""
    bins: dict[int, list[Measured]] = defaultdict(list)
    for value in values:
        bins[min(20, int(confidence(value) * 20 + 1e-9))].append(value)
    return sum(abs(sum(map(confidence, own)) - sum(v.right for v in own))
               for own in bins.values()) / len(values)


def curve(values: Sequence[Measured], confidence: Confidence) -> list[tuple[float, float]]:
    """(coverage, share wrong of what is covered) at each threshold."""
    points = []
    for least in THRESHOLDS:
        own = [v for v in values if confidence(v) >= least - 1e-9]
        points.append((len(own) / len(values), 1 - sum(v.right for v in own) / max(1, len(own))))
    return points


def area(values: Sequence[Measured], confidence: Confidence) -> float:
    """Mean share wrong over all coverages: the area under the risk-coverage curve.

    Values of one confidence count as in an order by chance.
    """
    groups: dict[float, list[bool]] = defaultdict(list)
    for value in values:
        groups[confidence(value)].append(value.right)
    seen = wrong = total = 0.0
    for _, own in sorted(groups.items(), reverse=True):
        share = own.count(False) / len(own)
        for _ in own:
            seen, wrong = seen + 1, wrong + share
            total += wrong / seen
    return total / len(values)


def said(value: Measured) -> float:
    """The confidence of the rules alone."""
    return value.said


def shown(value: Measured) -> float:
    """The confidence that the form gives."""
    return value.shown


def report(values: Sequence[Measured]) -> str:
    """The tables of RESULTS.md: by field, by damage, and the curves."""
    release = default_limits()["release"]
    lines = ["| field | values | right | error before | after | area before | after | released | "
             "right of it | right of the unsure |", "|---|" + "---:|" * 9]
    for field in ORDER:
        own = [v for v in values if v.field == field]
        if not own:
            continue
        kept, unsure = ([v for v in own if (v.shown >= release) is k] for k in (True, False))
        lines.append(
            f"| {field} | {len(own)} | {_right(own)} | {calibration_error(own, said):.3f} | "
            f"{calibration_error(own, shown):.3f} | {area(own, said):.4f} | {area(own, shown):.4f} "
            f"| {len(kept) / len(own):.1%} | {_right(kept)} | {_right(unsure)} |")
    lines += ["", "| how the reading was spoilt | values | right | error before | after | released "
              "| right of it |", "|---|" + "---:|" * 6]
    for damage in dict.fromkeys(v.damage for v in values):
        own = [v for v in values if v.damage == damage]
        kept = [v for v in own if v.shown >= release]
        lines.append(f"| {damage} | {len(own)} | {_right(own)} | {calibration_error(own, said):.3f}"
                     f" | {calibration_error(own, shown):.3f} | {len(kept) / len(own):.1%} | "
                     f"{_right(kept)} |")
    lines += ["", "| covered and wrong at | " + " | ".join(f"{t:.2f}" for t in THRESHOLDS) + " |",
              "|---|" + "---:|" * len(THRESHOLDS)]
    for field in ORDER:
        own = [v for v in values if v.field == field]
        for name, confidence in (("before", said), ("after", shown)):
            if own:
                lines.append(f"| {field}, {name} | " + " | ".join(
                    f"{covered:.1%} {wrong:.2%}" for covered, wrong in curve(own, confidence))
                    + " |")
    return "\n".join(lines)


def _right(values: Sequence[Measured]) -> str:
    return f"{sum(v.right for v in values) / len(values):.1%}" if values else ""


# --- fitting ---------------------------------------------------------------------------------


def fitted(values: Sequence[Measured]) -> list[tuple[str, float, int]]:
    """(key, share right, values) of every level of misread letters by field, and of every rule."""
    return sorted([*_levels(values), *_rules(values)])


def _levels(values: Sequence[Measured]) -> Iterator[tuple[str, float, int]]:
    for field in BY_LETTERS:
        own = [v for v in values if v.field == field and v.said >= 0.95 and v.noise > 0]
        steps = [(top, [v.right for v in own if low < v.noise <= top])
                 for low, top in zip((0.0, *LEVELS), LEVELS, strict=False)]
        for top, share, count in falling([(top, rights) for top, rights in steps if rights]):
            yield f"letters:{field}:{top:g}", share, count


def scan_levels(values: Sequence[Measured]) -> Iterator[tuple[str, float, int]]:
    """(key, share right, values) by field and confidence of the least sure sign."""
    for field in ORDER:
        own = [v for v in values if v.field == field]
        if len(own) < LEAST:
            continue
        steps = [(top, [v.right for v in own if low < v.said <= top])
                 for low, top in zip((-1.0, *SCAN_LEVELS), SCAN_LEVELS, strict=False)]
        for top, share, count in rising([(top, rights) for top, rights in steps if rights]):
            yield f"scan:{field}:{top:g}", share, count


def rising(steps: Sequence[tuple[float, list[bool]]]) -> list[tuple[float, float, int]]:
    """(level, share, values): shares that do not fall, neighbours joined where they would."""
    pools: list[tuple[float, list[bool]]] = []
    for level, rights in steps:
        pools.append((level, rights))
        while len(pools) > 1 and (_share(pools[-1][1]) < _share(pools[-2][1])
                                  or len(pools[-2][1]) < LEAST):
            (top, more), (_, own) = pools.pop(), pools.pop()
            pools.append((top, own + more))
    return [(top, _share(rights), len(rights)) for top, rights in pools]


def falling(steps: Sequence[tuple[float, list[bool]]]) -> list[tuple[float, float, int]]:
    """(level, share, values): shares that do not rise, neighbours joined where they would."""
    pools: list[tuple[list[float], list[bool]]] = []
    for level, rights in steps:
        pools.append(([level], rights))
        while len(pools) > 1 and (_share(pools[-1][1]) > _share(pools[-2][1])
                                  or len(pools[-2][1]) < LEAST):
            (tops, more), (before, own) = pools.pop(), pools.pop()
            pools.append((before + tops, own + more))
    return [(tops[-1], _share(rights), len(rights)) for tops, rights in pools]


def _share(rights: Sequence[bool]) -> float:
    return round(sum(rights) / len(rights), 3)


def _rules(values: Sequence[Measured]) -> Iterator[tuple[str, float, int]]:
    """The rules that nearly always doubt: the share right of what they made in sound letters."""
    made: dict[str, list[Measured]] = defaultdict(list)
    for value in values:
        if value.noise <= 0 and value.field:
            for rule in value.rules:
                made[rule].append(value)
    for rule, own in made.items():
        doubted = [v for v in own if v.said < 1]
        if len(doubted) >= LEAST and len(doubted) > 0.9 * len(own):
            yield f"rule:{rule}", _share([v.right for v in doubted]), len(doubted)


def write_table(rows: Iterable[tuple[str, float, int]], source: str, *, scans: bool) -> None:
    """The table that `audit/confidence.py` reads; the rows of scans, or all others, are new."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        kept = [row for row in list(csv.reader(file))[1:]
                if row[0].startswith("scan:") is not scans]
    made = [(key, f"{share:g}", source, f"{count} values") for key, share, count in rows]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("value", "canonical", "source", "note"))
        writer.writerows(sorted([*map(tuple, kept), *made]))


@click.command()
@click.option("--fit", is_flag=True, help="Write catalogue/data/confidence.csv from half 0.")
@click.option("--seeds", default=16, show_default=True, help="Made forms.")
@click.option("--each", default=3, show_default=True, help="Damages of each class and form.")
@click.option("--scans", is_flag=True, help="Scans: measure on one half, --fit on the other.")
@click.option("--rendered", is_flag=True, help="Also the samples printed to PDF.")
def main(fit: bool, seeds: int, each: int, scans: bool, rendered: bool) -> None:
    """Measure the confidence of the values, or fit the table that it is made with."""
    if scans:
        read = [v for r in scanned_readings(0 if fit else 1) for v in measured(r)]
        if fit:
            write_table(scan_levels(read), "benchmarks/confidence.py --scans --fit", scans=True)
        click.echo(report(read))
    elif fit:
        values = [v for r in (*readings(0, range(seeds), each), *score_readings(0, seeds))
                  for v in measured(r)]
        write_table(fitted(values), f"benchmarks/confidence.py --fit --seeds {seeds} --each {each}",
                    scans=False)
    else:
        _measure(seeds, each, rendered)


def _measure(seeds: int, each: int, rendered: bool) -> None:
    made = [v for r in (*readings(1, range(seeds), each), *score_readings(1, seeds))
            for v in measured(r)]
    click.echo(f"Made forms of half 1\n\n{report(made)}\n")
    own = [v for r in sample_readings(each, rendered=rendered) for v in measured(r)]
    click.echo(f"Samples\n\n{report(own)}")


if __name__ == "__main__":
    main()
