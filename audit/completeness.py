"""Whether the form holds every item of its edition, once and in order, and its texts are whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from audit.check import Failure, Result, result, skip
from audit.doubt import origin
from audit.evidence import apart_from_neighbours, missing_doubts, twice_doubts, why
from audit.limits import Limits
from audit.places import places
from audit.to_do_codes import other_edition
from catalogue.editions import CatalogueItem, best_title, title_key
from catalogue.editions import edition as edition_of
from catalogue.editions import item as item_of
from catalogue.lookup import table
from schema.form import Form, Item
from schema.table import Place

SURE_TITLE = 0.9
_OPEN = re.compile(r"[(\[（][^()\[\]（）]*$")


def item_missing(form: Form, limits: Limits) -> Result:
    """An item of the edition has no row in the form.

    Not applicable where the form has no items, its scheme is foreign, or its edition is unknown
    or incomplete.

    Unsure where anything speaks against it (the finding says what): the file is a bare text or a
    scan, which may lack a part; code or title stand elsewhere in it; a row has no sure code,
    stands for several items or twice; some of the form was not understood; neighbouring items
    are missing at the end of a page, all of an indicator are, or more than a third.
    """
    edition = edition_of(form.edition) if form.edition else None
    if not form.items:
        return skip("no_items")
    if edition is None or edition.complete != "yes":
        return skip("list_unknown")
    titles = {item.code: item.title for item in edition.items}
    return result(Failure(
        origin="unsure" if doubts else "agency", code=code, evidence=_spoken_of(form, code),
        data={"title": titles[code], "doubts": doubts}, words={"why": why(doubts)})
        for code, doubts in missing_doubts(form, edition, limits).items())


def _spoken_of(form: Form, code: str) -> tuple[Place, ...]:
    """Where the file speaks of an item that has no row."""
    return tuple(place for f in form.findings if f.check == "item_elsewhere" and f.code == code
                 for place in f.evidence)


def item_twice(form: Form, limits: Limits) -> Result:
    """A code stands in more than one row; a row that stands twice letter for letter is one.

    Not applicable where the form has no items; rows without a code are left out.

    Unsure where anything speaks against it (the finding says what): the file is a bare text or a
    scan; a code or title was read with doubt; some of the form was not understood; the rows are
    nearly the same (one row, exported twice), or name different people or units (one row of
    each); or more than a few codes stand twice (the file may hold two forms, or a page twice).
    """
    if not form.items:
        return skip("no_items")
    counts = Counter(item.code for item in form.items if item.code)
    twice = [code for code, count in counts.items() if count > 1]
    many = len(twice) > limits["few_rows"]
    return result(_twice(form, code, many) for code in twice)


def _twice(form: Form, code: str, many: bool) -> Failure:
    rows = [item for item in form.items if item.code == code]
    doubts = twice_doubts(form, rows, many)
    return Failure(
        origin="unsure" if doubts else "agency", code=code,
        evidence=tuple(p for item in rows for p in item.places.get("code", ())),
        data={"rows": len(rows), "doubts": doubts}, words={"why": why(doubts)})


def item_order(form: Form, limits: Limits) -> Result:
    """Items stand in another order than that of the official list.

    Not applicable where the form has fewer than two items with a code.

    Unsure where a row could not be read, where it stands in another table or on another page than
    its neighbour by number, or where more than a few rows are out of order: a form that is
    ordered by unit, or pages in another order, is no mistake.
    """
    rows = [item for item in form.items if item.code]
    if len(rows) < 2:
        return skip("no_items")
    moved = _out_of_order([int(str(item.code)[1:]) for item in rows])
    if not moved:
        return result(())
    own = [rows[n] for n in moved]
    elsewhere = any(apart_from_neighbours(form, item) for item in own)
    whose = origin(form, limits, "rows", "letters",
                   doubtful=elsewhere or len(own) > limits["few_rows"],
                   values=((item, "code") for item in own))
    return result([Failure(origin=whose, evidence=tuple(places(i, "code")[0] for i in own),
                           data={"codes": [item.code for item in own]})])


def _out_of_order(numbers: Sequence[int]) -> list[int]:
    """Positions outside the longest run of rising numbers; equal ones are in order.

    Example: [1, 3, 2, 4] -> [2].
    """
    best: list[list[int]] = []
    for n, number in enumerate(numbers):
        before = max((run for run in best if numbers[run[-1]] <= number), key=len, default=[])
        best.append([*before, n])
    longest = max(best, key=len)
    return [n for n in range(len(numbers)) if n not in longest]


def item_unknown(form: Form, limits: Limits) -> Result:
    """A row carries a number that the edition does not have, under a title of no known edition.

    Not applicable where the form has no items or its item list is not known in full.

    Unsure unless the letters of the file are sure: a misread digit makes such a number.
    """
    edition = edition_of(form.edition) if form.edition else None
    if not form.items:
        return skip("no_items")
    if edition is None or edition.complete != "yes":
        return skip("list_unknown")
    last = edition.items[-1].number
    strange = [i for i in form.items if i.code is None and _number(i.code_raw) > last
               and _elsewhere(i, form) is None]
    return result(Failure(
        origin=origin(form, limits, "letters", "cells"), evidence=places(item, "code"),
        data={"printed": (item.code_raw or "").strip(), "edition": edition.year, "last": last,
              "title": item.title_raw or "-"}) for item in strange)


def _number(code_raw: str | None) -> int:
    """The number of a printed code, 0 where it has none: "๐๔๔" -> 44."""
    digits = re.findall(r"\d+", code_raw or "")
    return int(digits[-1]) if digits else 0


def _elsewhere(item: Item, form: Form) -> tuple[int, str] | None:
    """Year and code of another edition that has the title of a row, where its own has not."""
    title, own = item.title_raw or "", edition_of(form.edition)
    if item.title_relation in ("same", "variant", "damaged") or own is None or not title:
        return None
    ranked = best_title(title, own)
    if ranked and ranked[0][1] >= SURE_TITLE:
        return None
    return other_edition(title, form.edition)


def item_of_other_edition(form: Form, limits: Limits) -> Result:
    """The title of a row is that of an item of another year, and of none of this one.

    Not applicable where the form has no items, its edition is unknown, or its heading names
    another year than its items (then the form as a whole is told of).

    Unsure unless the letters of the file are sure.
    """
    if not form.items:
        return skip("no_items")
    if form.edition is None:
        return skip("list_unknown")
    if any(f.check == "edition_disagrees" for f in form.findings):
        return skip("years_differ")
    found = ((item, _elsewhere(item, form)) for item in form.items)
    return result(Failure(
        origin=origin(form, limits, "letters", "cells"), code=item.code,
        evidence=places(item, "title_raw"),
        data={"title": item.title_raw, "year": other[0], "other": other[1],
              "edition": form.edition}) for item, other in found if other)


def text_cut_off(form: Form, limits: Limits) -> Result:
    """A text ends too early: a title that is the beginning of the official one, an open bracket.

    Not applicable where the form has no items.

    Unsure unless letters and cells of the file are sure: a reader may have lost the end.
    """
    if not form.items:
        return skip("no_items")
    whose = origin(form, limits, "letters", "cells")
    found = ((item, field, text) for item in form.items for field, text in _cut(item, form))
    return result(Failure(origin=whose, code=item.code, evidence=places(item, field),
                          data={"field": field, "text": text}) for item, field, text in found)


def _cut(item: Item, form: Form) -> list[tuple[str, str]]:
    """(field, its last words) of the texts of an item that are cut off."""
    official, cut = item_of(form.edition, item.code), []
    if official and _begins(item.title_raw or "", official):
        cut.append(("title_raw", (item.title_raw or "").replace("\n", " ")[-40:]))
    for field, text in (("units", item.units_raw), ("component", item.component)):
        last = (text or "").rstrip().split("\n")[-1]
        if _OPEN.search((text or "").rstrip()) or _hangs(last):
            cut.append((field, last[-40:]))
    return cut


def _begins(title: str, official: CatalogueItem) -> bool:
    """Whether a title is half or more of the official one and stops before its end."""
    own, full = title_key(title), title_key(official.title)
    known = {title_key(variant) for variant in official.variants}
    return own not in known and len(own) * 2 >= len(full) > len(own) + 2 and full.startswith(own)


def _hangs(line: str) -> bool:
    """Whether a line ends with a word that needs another: "และ", "ได้แก่"."""
    return (" " + line).endswith(_hanging())


@cache
def _hanging() -> tuple[str, ...]:
    return tuple(" " + row["value"] for row in table("hanging_words"))
