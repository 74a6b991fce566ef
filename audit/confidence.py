"""Confidence as it was measured: what a rule's doubt and the letters of a file are worth.

A rule that makes a value says how sure it is of its own work. It does not know how well the
letters were read. The titles of items do: each is known from the catalogue, so that letters that
differ here and there tell the share of letters that were misread in a bare text. Both are
turned into the share of right values that was measured (`benchmarks/confidence.py`) and stands in
`catalogue/data/confidence.csv`. A file that holds its own letters has no misread ones.

A recogniser of pictures says of each sign how sure it is, and a value is as sure as its least sure
sign. What that is worth was measured on scans, by field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from audit.doubt import EXACT, by_recogniser
from audit.limits import Limits, default_limits
from catalogue.editions import CatalogueItem
from catalogue.editions import item as item_of
from catalogue.lookup import table
from catalogue.titles import title_key
from schema.form import Form, Item, Traced
from schema.table import Place

LETTERS = "letters"
SCAN = "scan"
"""The reason for a confidence that misread letters of the file lowered."""
REVIEWED = "corrected"  # the rule of a value that a reviewer gave
RECORDS = ("items", "measures", "scores", "actions", "analysis", "constraints")
SCANNED = -1.0  # stands for the share of misread letters where each sign has its own confidence
SURE, DOUBTED = 0.95, 0.94  # what rules are sure of, and the most that a doubted value gets
_RUN = 3     # letters that differ together are another wording, not misread letters
_WORDING = 0.25  # share of a title that differs: it is another one
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_TITLES = 2  # titles that must differ: in one it may be the agency's own slip
_FIELDS = {"code", "title", "status", "component", "units", "names", "positions", "agency",
           "fiscal_year", "scores"}
AnyRecord = TypeVar("AnyRecord", bound=Traced)


def letter_noise(form: Form) -> float:
    """The share of misread letters that the titles of a bare text show; 0 where there is no sign.

    Example: three titles of 35 with one wrong letter each, in 1,500 letters: 0.002.
    """
    if form.source.reader in EXACT:
        return 0.0
    wrong = letters = titles = 0
    for item in form.items:
        official = item_of(form.edition, item.code)
        if official and item.title_raw:
            differ, length = _misread(title_key(item.title_raw), official)
            wrong, letters = wrong + differ, letters + length
            titles += differ > 0
    return round(wrong / letters, 4) if titles >= _TITLES else 0.0


def _misread(printed: str, official: CatalogueItem) -> tuple[int, int]:
    """Letters that differ here and there from the nearest official wording, and its letters."""
    keys = [title_key(title) for title in (official.title, *official.variants)]
    nearest = min(keys, key=lambda key: Levenshtein.distance(printed, key) / max(1, len(key)))
    if Levenshtein.distance(printed, nearest) > _WORDING * len(nearest) and not _markless(
            printed, keys):
        return 0, 0
    changes = [op for op in Levenshtein.opcodes(printed, nearest) if op.tag != "equal"]
    sizes = [max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in changes]
    return sum(size for size in sizes if size < _RUN), len(nearest)


def _markless(printed: str, keys: Iterable[str]) -> bool:
    """Whether a title is an official one but for its vowel signs and tone marks, which are lost."""
    letters = _MARKS.sub("", printed)
    wanted = [_MARKS.sub("", key) for key in keys]
    return any(Levenshtein.distance(letters, key) <= 0.1 * len(key) for key in wanted)


def calibrated(form: Form, limits: Limits | None = None) -> Form:
    """The form whose confidences are shares that were measured, with what is released as unsure.

    Example: a name in a text of which one letter in a hundred is misread has 0.83 and is unsure.
    """
    noise = SCANNED if by_recogniser(form) else letter_noise(form)
    items = tuple(_item(item, noise) for item in form.items)
    scores = tuple(_record(score, noise) for score in form.scores)
    changed = {"items": items, "scores": scores, "confidences": _shares(form, noise)}
    return released(form.model_copy(update=changed), limits or default_limits())


def _item(item: Item, noise: float) -> Item:
    shares = _shares(item, noise)
    lowered = any(shares.get(path, 1.0) < item.confidences.get(path, 1.0) for path in shares)
    reasons = (*item.confidence_reasons, *((LETTERS,) if lowered and noise else ()))
    return item.model_copy(update={
        "confidences": shares, "confidence": min(shares.values(), default=1.0),
        "confidence_reasons": reasons})


def _record(record: AnyRecord, noise: float) -> AnyRecord:
    return record.model_copy(update={"confidences": _shares(record, noise)})


def _shares(record: Traced, noise: float) -> dict[str, float]:
    """The measured share of each value that is there and is not 1."""
    paths = dict.fromkeys((*_filled(record), *record.confidences))
    made = {path: share(path, record.confidences.get(path, 1.0), record.rules.get(path, ()), noise)
            for path in paths}
    return {path: value for path, value in made.items() if value < 1}


def share(path: str, said: float, rules: Iterable[str], noise: float) -> float:
    """The share right of values like this one: as sure as its rules said, in letters so misread.

    A value that a rule doubted never becomes sure enough to accuse anybody; one that a reviewer
    gave is theirs.
    """
    known, rules = _rules(), tuple(rules)
    measured = [known[rule] for rule in rules if rule in known] if said < 1 else []
    if noise == SCANNED and REVIEWED not in rules:
        return _scan_share(path, said, measured)
    letters = 1.0 if REVIEWED in rules else letter_share(path, noise)
    if not measured and letters == 1:
        return said
    own = min(measured, default=said)
    return round(min(own, DOUBTED if said < SURE else 1.0) * letters, 2)


def _scan_share(path: str, said: float, measured: list[float]) -> float:
    """The share right of values of a scan whose least sure sign was as sure as this."""
    levels = _levels(SCAN).get(field_of(path))
    if not levels:
        return said
    share = next((right for level, right in sorted(levels.items()) if said <= level), 1.0)
    return round(min(share, *measured, DOUBTED if said < SURE else 1.0), 2)


def letter_share(path: str, noise: float) -> float:
    """The share right of values like this one where so many letters are misread; 1 for no loss."""
    return _letters(field_of(path), noise)


def rule_share(rule: str) -> float | None:
    """The share right of the values that a guessing rule made; None for one not measured."""
    return _rules().get(rule)


def field_of(path: str) -> str:
    """The kind of a value by its path: "assignees/0/name" -> "names", "agency/name" -> "agency"."""
    head, _, rest = path.partition("/")
    if head in ("assignees", "certifiers", "signer"):
        return {"name": "names", "position": "positions"}.get(rest.rsplit("/", 1)[-1], "")
    name = {"score": "scores", "title_raw": "", "edition": ""}.get(head, head)
    return name if (name in _FIELDS and rest in ("", "name")) or head == "units" else ""


def _filled(record: Traced) -> Iterable[str]:
    """The paths of the values that letters may spoil."""
    if isinstance(record, Form):
        yield from ("agency/name",) if record.agency.name else ()
    if isinstance(record, Item):
        yield from (path for path in ("component",) if record.component)
        yield from (f"units/{n}/name" for n in range(len(record.units)))
        for role in ("assignees", "certifiers"):
            for n, person in enumerate(getattr(record, role)):
                yield from (f"{role}/{n}/{name}" for name in ("name", "position")
                            if getattr(person, name))


def _letters(field: str, noise: float) -> float:
    """The share right of a field where this share of letters is misread."""
    if noise <= 0:
        return 1.0
    levels = _levels(LETTERS).get(field, {})
    return next((right for level, right in sorted(levels.items()) if noise <= level), 1.0)


@cache
def _levels(which: str) -> Mapping[str, Mapping[float, float]]:
    """Field -> share of misread letters, or confidence of a sign, up to which -> share right."""
    found: dict[str, dict[float, float]] = {}
    for row in table("confidence"):
        kind, _, rest = row["value"].partition(":")
        if kind == which:
            field, _, level = rest.partition(":")
            found.setdefault(field, {})[float(level)] = float(row["canonical"])
    return found


@cache
def _rules() -> Mapping[str, float]:
    """Rule -> share right of the values that it made, in letters that were read well."""
    return {row["value"].partition(":")[2]: float(row["canonical"])
            for row in table("confidence") if row["value"].startswith("rule:")}


def released(form: Form, limits: Limits) -> Form:
    """The form that names, in each record, the values that are not released as facts."""
    return form.model_copy(update={
        name: tuple(_released(record, limits) for record in getattr(form, name))
        for name in RECORDS} | {"unsure": _below(form, limits)})


def unsure_places(form: Form) -> Iterator[Place]:
    """Where the values stand that are not released as facts."""
    for record in (form, *(record for name in RECORDS for record in getattr(form, name))):
        for path in record.unsure:
            yield from record.places.get(path, ())


def _released(record: AnyRecord, limits: Limits) -> AnyRecord:
    below = _below(record, limits)
    return record.model_copy(update={"unsure": below}) if below != record.unsure else record


def _below(record: Traced, limits: Limits) -> tuple[str, ...]:
    """The paths of the values below the threshold, those that stand in the record."""
    return tuple(path for path, value in record.confidences.items()
                 if value < limits["release"] and record.absent.get(path) is None)
