"""Foreign schemes that use the same letters or codes: never to be read as OIT items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from catalogue import lookup
from catalogue.inference import PrintedRow, title_agreement
from catalogue.items import CatalogueItem, Edition, editions
from catalogue.titles import title_key

FITS = 0.70
"""Mean likeness at which a list of titles is that of a scheme."""
LEADS = 0.10
"""How far a foreign list must fit better than every OIT edition."""
ROWS = 5
"""Fewest titled rows that can tell a foreign list from an OIT edition."""
SHARE = 0.5
"""Share of the rows that must carry a foreign code, where no heading names the scheme."""


def recognise_scheme(texts: Iterable[str], rows: Sequence[PrintedRow] = ()) -> str | None:
    """The scheme of a form: "MOIT", "vocational" or "police"; None where it is an OIT form.

    `texts` are the title, the headings and the agency, not the cells; `rows` as for
    `infer_edition`. แบบ MOIT 1 ของโรงพยาบาล... is MOIT. The name of a college or police station
    alone proves nothing where the titles are those of an OIT edition.
    """
    headings = list(dict.fromkeys(title_key(text) for text in texts))  # pages repeat theirs
    return _named(headings) or _coded(rows) or _listed(rows) or _of_agency(headings, rows)


def scheme_lists() -> dict[str, Edition]:
    """The known item lists of foreign schemes by name: "vocational-2568", "vocational-2569"."""
    return dict(_lists(lookup.folders()))


@cache
def _lists(searched: tuple[Path, ...]) -> dict[str, Edition]:
    return {name.partition("/")[2]: _list(name) for name in lookup.names("schemes")}


def _list(name: str) -> Edition:
    rows = lookup.table(name)
    items = tuple(_scheme_item(row) for row in rows)
    return Edition(0, items, min(item.confidence for item in items), "yes")


def _scheme_item(row: lookup.Row) -> CatalogueItem:
    variants = tuple(part for part in row["variants"].split("|") if part)
    return CatalogueItem(
        edition=0,
        code=row["code"],
        title=row["title"],
        variants=variants,
        subindicator=row["subindicator"],
        source=row["source"],
        confidence=float(row["confidence"]),
        note=row["note"],
    )


def _words(kind: str) -> list[tuple[str, str]]:
    """(key, scheme) of the recognition words of a kind, longest first."""
    return _recognised(kind, lookup.folders())


@cache
def _recognised(kind: str, searched: tuple[Path, ...]) -> list[tuple[str, str]]:
    rows = [row for row in lookup.table("schemes") if kind in row["kind"].split("|")]
    found = [(title_key(row["value"]), row["canonical"]) for row in rows]
    return sorted(found, key=lambda word: -len(word[0]))


def _named(headings: list[str]) -> str | None:
    """The scheme that a heading names, by its words or by a code with a number."""
    patterns = [(re.escape(key), scheme) for key, scheme in _words("words")]
    patterns += [(_code_pattern(key), scheme) for key, scheme in _words("code")]
    for pattern, scheme in patterns:
        if any(re.search(pattern, heading) for heading in headings):
            return scheme
    return None


def _code_pattern(key: str) -> str:
    return rf"(?<![a-z]){re.escape(key)}[-.:]?\d"


def _coded(rows: Sequence[PrintedRow]) -> str | None:
    """The scheme whose code begins at least half of the rows: "MOIT 12", "EB 3"."""
    cells = [title_key(f"{code or ''}{title}") for code, title in rows]
    for key, scheme in _words("code"):
        pattern = re.compile(_code_pattern(key))
        if cells and sum(bool(pattern.match(cell)) for cell in cells) >= SHARE * len(cells):
            return scheme
    for key, scheme in _words("title"):
        if any(key in cell for cell in cells):
            return scheme
    return None


def _listed(rows: Sequence[PrintedRow]) -> str | None:
    """The scheme whose list fits the titles at their codes better than any OIT edition."""
    if sum(bool(title_key(title)) for _, title in rows) < ROWS:
        return None
    fits = {name: title_agreement(rows, known) or 0.0 for name, known in scheme_lists().items()}
    if not fits:
        return None
    best = max(fits, key=lambda name: fits[name])
    if fits[best] >= FITS and fits[best] - _best_oit(rows) >= LEADS:
        return best.partition("-")[0]
    return None


def _best_oit(rows: Sequence[PrintedRow]) -> float:
    known = [edition for edition in editions().values() if edition.complete != "no"]
    return max((title_agreement(rows, edition) or 0.0 for edition in known), default=0.0)


def _of_agency(headings: list[str], rows: Sequence[PrintedRow]) -> str | None:
    """The scheme of the agency in a heading, where there are titles and no edition fits them."""
    if not any(title_key(title) for _, title in rows) or _best_oit(rows) >= FITS:
        return None
    for key, scheme in _words("agency"):
        if any(key in heading for heading in headings):
            return scheme
    return None
