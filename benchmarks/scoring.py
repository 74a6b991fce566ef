"""How well a form that was read agrees with its hand-made truth: figures from 0 to 1.

`score(truth, form)` takes two JSON objects: a truth of `tests/gold` and a canonical form. Letters
are compared without white space and with Arabic digits; a figure whose name ends in `_ws` counts
white space too. An item that was left without a code costs recall, not precision. A figure is the
mean over the items of the truth; an item that was not found counts 0.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

EDITIONS = Path(__file__).resolve().parent.parent / "catalogue" / "data" / "editions"
SAME = str.maketrans("๐๑๒๓๔๕๖๗๘๙–\u00a0", "0123456789- ", "\u200b\u200c\u200d\ufeff")
NIKHAHIT_AND_AA, SARA_AM = "\u0e4d\u0e32", "\u0e33"

Record = dict[str, Any]
Figures = dict[str, float]
Comparison = Callable[[Record, Record], float]  # item of the truth, item of the form -> 0..1


# --- comparing texts and lists ---------------------------------------------------------------


def spelled(text: str | None) -> str:
    """The text with one spelling for digits, dashes, spaces and sara am."""
    composed = unicodedata.normalize("NFC", text or "").translate(SAME)
    return composed.replace(NIKHAHIT_AND_AA, SARA_AM)


def letters(text: str | None) -> str:
    """The text without any white space."""
    return re.sub(r"\s+", "", spelled(text))


def words(text: str | None) -> str:
    """The text with single spaces."""
    return " ".join(spelled(text).split())


def heading(text: str | None) -> str:
    """A title without white space and without the stars that point to a footnote."""
    return letters(text).rstrip("*")


def likeness(wanted: str, got: str) -> float:
    """1 - character error rate, never below 0."""
    if not wanted:
        return float(not got)
    return max(0.0, 1 - Levenshtein.distance(wanted, got) / len(wanted))


def f1(wanted: Iterable[Any], got: Iterable[Any]) -> float:
    """Harmonic mean of precision and recall of two bags; two empty bags agree."""
    left, right = Counter(wanted), Counter(got)
    both = left.total() + right.total()
    return 2 * (left & right).total() / both if both else 1.0


# --- what is compared of an item -------------------------------------------------------------


def unit_names(item: Record) -> list[str]:
    """Names of the units; a truth lists them as strings, a form as objects."""
    units = item.get("units") or []
    return [letters(u if isinstance(u, str) else u.get("name") or u.get("name_raw")) for u in units]


def persons(item: Record, role: str, key: Callable[[str | None], str]) -> list[tuple[str, str]]:
    """(name, position) of each person; ("", text) of a group or of a bare position."""
    return [
        (key(p["name"]), letters(p.get("position")))
        if p.get("name")
        else ("", letters(p.get("text") or p.get("position")))
        for p in item.get(role) or []
    ]


def names(item: Record, key: Callable[[str | None], str]) -> list[str]:
    """The names of the assignees, "" for a group or a bare position."""
    return [name for name, _ in persons(item, "assignees", key)]


def component_lines(item: Record) -> list[str]:
    """The lines of the component cell."""
    return [letters(line) for line in (item.get("component") or "").split("\n")]


def official_titles(edition: int | None) -> dict[str, str]:
    """Code -> official title of an edition, {} for a year without a list."""
    path = EDITIONS / f"{edition}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["title"] for row in csv.DictReader(rows)}


# --- the figures -----------------------------------------------------------------------------


def score(truth: Record, form: Record) -> Figures:
    """All figures that the truth allows."""
    figures = {"fiscal_year": float(truth.get("fiscal_year") == form.get("fiscal_year"))}
    for field in ("scheme", "kind", "measures_fiscal_year"):
        if field in truth:
            figures[field] = float(truth[field] == form.get(field))
    figures |= agency_figures(truth.get("agency") or {}, form.get("agency") or {})
    if truth.get("items"):
        figures |= code_figures(truth["items"], form.get("items") or [])
        figures |= item_figures(truth, form.get("items") or [])
    elif "items" in truth:
        figures["no_items"] = float(not form.get("items"))
    if truth.get("people"):
        figures |= people_figures(truth["people"], form.get("people") or [])
    figures |= record_figures(truth, form)
    if "links" in truth:
        figures["links_f1"] = f1(map(link, truth["links"]), map(link, form.get("links") or []))
    return figures


def link(record: Record) -> tuple[str | None, str]:
    """What is compared of a link: the item it stands in and its address."""
    return record.get("code"), record["target"]


def agency_figures(wanted: Record, got: Record) -> Figures:
    """One figure for each field of the agency that the truth gives."""
    fields = [f for f in ("name", "type", "province", "amphoe") if f in wanted]
    return {f"agency_{f}": float(letters(wanted[f]) == letters(got.get(f))) for f in fields}


def code_figures(wanted: list[Record], got: list[Record]) -> Figures:
    """Which items were found, whether in the order of the form."""
    codes = [item["code"] for item in wanted]
    read = [item["code"] for item in got if item.get("code")]
    found = [code for code in codes if code in read]
    return {
        "codes_recall": len(found) / len(codes),
        "codes_precision": len(found) / max(1, len(read)),
        "codes_order": float([code for code in read if code in codes] == found),
        "codes_abstained": 1 - (len(got) - len(read)) / len(codes),
    }


def item_figures(truth: Record, got: list[Record]) -> Figures:
    """Means over the items of the truth."""
    titles = official_titles(truth.get("fiscal_year"))
    found: dict[str, Record] = {}
    for item in got:
        found.setdefault(item.get("code") or "", item)

    def title(t: Record) -> str:
        return heading(titles.get(t["code"]) or t.get("title_repaired") or t["title"])

    compare: dict[str, Comparison] = {
        "title": lambda t, f: title(t) == heading(f.get("title")),
        "title_raw": lambda t, f: heading(t["title"]) == heading(f.get("title_raw")),
        "component_1-cer": lambda t, f: likeness(
            letters(t["component"]), letters(f.get("component"))
        ),
        "component_1-cer_ws": lambda t, f: likeness(
            spelled(t["component"]), spelled(f.get("component"))
        ),
        "component_lines": lambda t, f: f1(component_lines(t), component_lines(f)),
        "units_f1": lambda t, f: f1(unit_names(t), unit_names(f)),
        "assignee_names_f1": lambda t, f: f1(names(t, letters), names(f, letters)),
        "assignee_names_f1_ws": lambda t, f: f1(names(t, words), names(f, words)),
        "status": lambda t, f: t.get("status") == f.get("status"),
        "subindicator": lambda t, f: t["subindicator"] == f.get("subindicator"),
    }
    for role in ("assignees", "certifiers"):
        compare[f"{role}_f1"] = same_persons(role)
    for field in ("method", "location"):
        if any(t.get(field) for t in truth["items"]):
            compare[field] = same_text(field)
    if any("refs" in t for t in truth["items"]):
        compare["refs_f1"] = lambda t, f: f1(ref_codes(t), ref_codes(f))
    return {
        measure: sum(
            float(same(t, found[t["code"]])) if t["code"] in found else 0.0 for t in truth["items"]
        )
        / len(truth["items"])
        for measure, same in compare.items()
    }


def same_persons(role: str) -> Comparison:
    """Compare the persons of a role, with their positions."""
    return lambda t, f: f1(persons(t, role, letters), persons(f, role, letters))


def same_text(field: str) -> Comparison:
    """Compare a text field by its letters."""
    return lambda t, f: letters(t.get(field)) == letters(f.get(field))


def ref_codes(item: Record) -> list[str]:
    """Codes of the items that a component points to."""
    return [ref["code"] for ref in item.get("refs") or []]


def spellings(people: list[Record]) -> dict[str, int]:
    """Spelling -> number of the person it belongs to."""
    owner: dict[str, int] = {}
    for number, person in enumerate(people):
        for name in [person.get("canonical"), *(person.get("variants") or [])]:
            text = name if isinstance(name, str) else (name or {}).get("name")
            if text:
                owner[letters(text)] = number
    return owner


def people_figures(wanted: list[Record], got: list[Record]) -> Figures:
    """Whether all spellings were found and those of one person put together."""
    owner, read = spellings(wanted), spellings(got)
    pairs = list(combinations(sorted(owner), 2))
    together = {p for p in pairs if owner[p[0]] == owner[p[1]]}
    put = {p for p in pairs if set(p) <= read.keys() and read[p[0]] == read[p[1]]}
    return {
        "people_found": sum(name in read for name in owner) / len(owner),
        "people_pairs_f1": f1(together, put),
    }


# --- measures, scores, actions, analysis, constraints ----------------------------------------

MEASURE_TEXTS = ("measure", "method", "responsible", "period", "result_done", "result_not_done",
                 "suggestion")  # fmt: skip
MEASURE_FACTS = ("no", "instrument", "status")
SCORE_FACTS = ("scope", "instrument", "code", "score", "issue", "table", "occurrence",
               "fiscal_year")  # fmt: skip
ACTION_TEXTS = ("topic", "measure", "responsible", "date_text")


def record_figures(truth: Record, form: Record) -> Figures:
    """Figures of the records beside the items, for each kind that the truth has."""
    figures: Figures = {}
    if truth.get("measures"):
        figures |= measure_figures(truth["measures"], form.get("measures") or [])
    if truth.get("scores"):
        figures |= score_figures(truth["scores"], form.get("scores") or [])
    if truth.get("actions"):
        figures |= action_figures(truth["actions"], form.get("actions") or [])
    for kind, fields in (("analysis", ("issue", "kind")), ("constraints", ("topic",))):
        if truth.get(kind):
            wanted, got = (
                [(*(r.get(f) for f in fields), letters(r.get("text"))) for r in records]
                for records in (truth[kind], form.get(kind) or [])
            )
            figures[f"{kind}_f1"] = f1(wanted, got)
    return figures


def cells(
    wanted: list[Record], got: list[Record], texts: Iterable[str], facts: Iterable[str]
) -> float:
    """Mean likeness of the fields of records in their order; a record too many or few counts 0."""
    pairs = list(zip(wanted, got, strict=False))
    fields = [likeness(letters(w.get(f)), letters(g.get(f))) for w, g in pairs for f in texts]
    fields += [float(w.get(f) == g.get(f)) for w, g in pairs for f in facts]
    share = min(len(wanted), len(got)) / max(len(wanted), len(got))
    return share * sum(fields) / max(1, len(fields))


def measure_figures(wanted: list[Record], got: list[Record]) -> Figures:
    """How many measures were found, and how far their cells agree."""
    return {
        "measures_count": min(len(wanted), len(got)) / max(len(wanted), len(got)),
        "measures_cells": cells(wanted, got, MEASURE_TEXTS, MEASURE_FACTS),
    }


def score_figures(wanted: list[Record], got: list[Record]) -> Figures:
    """Whether every printed score is there with all that it belongs to, in the form's order."""
    left, right = ([tuple(s.get(f) for f in SCORE_FACTS) for s in x] for x in (wanted, got))
    titles = [letters(w.get("title")) == letters(g.get("title"))
              for w, g in zip(wanted, got, strict=False)]
    return {
        "scores_f1": f1(left, right),
        "scores_order": float(left == right),
        "scores_title": sum(titles) / len(wanted),
    }


def action_figures(wanted: list[Record], got: list[Record]) -> Figures:
    """Actions by issue, days and number of steps; their steps; their other cells."""
    left, right = (
        [(a.get("issue"), a.get("start"), a.get("end"), len(a.get("steps") or [])) for a in x]
        for x in (wanted, got)
    )
    steps = ([letters(s) for a in x for s in a.get("steps") or []] for x in (wanted, got))
    return {
        "actions_f1": f1(left, right),
        "action_steps_f1": f1(*steps),
        "actions_cells": cells(wanted, got, ACTION_TEXTS, ("issue", "start", "end")),
    }
