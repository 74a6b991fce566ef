"""The item lists: what is claimed complete is complete, and a new year needs no code."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.editions import (
    CatalogueItem,
    Edition,
    default_edition,
    edition,
    editions,
    item,
    subindicator_title,
)
from catalogue.lookup import LookupTableError, data_folder, table

ALL = list(editions().values())
FULL = [e for e in ALL if e.complete == "yes"]
ITEMS = [pytest.param(i, id=f"{i.edition} {i.code}") for e in ALL for i in e.items]


def of(year: int) -> Edition:
    found = edition(year)
    assert found is not None
    return found


def test_sizes_of_the_editions() -> None:
    """The numbers of items that the years had; 2563 is not known."""
    sizes = {e.year: len(e.items) for e in ALL if e.complete != "no"}
    assert sizes == {2562: 48, 2564: 43, 2565: 43, 2566: 43, 2567: 35, 2568: 28, 2569: 26}
    assert [i.code for i in of(2563).items] == ["O27"]


@pytest.mark.parametrize("known", FULL, ids=lambda e: str(e.year))
def test_a_complete_edition_is_complete(known: Edition) -> None:
    """Codes run from O1 without a gap; every item has title and sub-indicator."""
    assert [i.number for i in known.items] == list(range(1, len(known.items) + 1))
    assert known.n_items == len(known.items)
    assert known.titled
    assert len({i.title for i in known.items}) == len(known.items)


@pytest.mark.parametrize("known", ALL, ids=lambda e: str(e.year))
def test_every_edition_says_how_sure_it_is(known: Edition) -> None:
    assert 0 < known.confidence <= 1
    assert known.sources
    assert known.agreement
    assert known.missing
    least = min(i.confidence for i in known.items)
    assert least <= known.confidence


@pytest.mark.parametrize("entry", ITEMS)
def test_item(entry: CatalogueItem) -> None:
    """A title, no remark in it, no wording twice, a source and a confidence."""
    wordings = (entry.title, *entry.variants, *entry.misprints)
    assert entry.title
    assert len(set(wordings)) == len(wordings)
    assert not any("..." in text or "observed" in text for text in (*wordings, *entry.requires))
    assert entry.source
    assert 0 < entry.confidence <= 1
    assert item(entry.edition, entry.code) is entry


@pytest.mark.parametrize("entry", ITEMS)
def test_headings_of_an_item_go_together(entry: CatalogueItem) -> None:
    """A sub-indicator belongs to its indicator and has one title in its edition."""
    known = of(entry.edition)
    assert entry.subindicator.partition(".")[0] == entry.indicator
    assert bool(entry.subindicator) == bool(entry.subindicator_title)
    if entry.subindicator:
        assert subindicator_title(known, entry.subindicator) == entry.subindicator_title


@pytest.mark.parametrize(
    ("year", "sizes"),
    [
        (2564, [9, 8, 7, 4, 5, 8, 2]),
        (2566, [10, 8, 4, 4, 4, 8, 5]),
        (2567, [6, 7, 4, 4, 4, 6, 4]),
        (2568, [4, 7, 2, 3, 4, 4, 4]),
    ],
)
def test_sizes_of_sub_indicators(year: int, sizes: list[int]) -> None:
    codes = ["9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2"]
    found = [sum(i.subindicator == code for i in of(year).items) for code in codes]
    assert found == sizes


def test_what_is_not_known_is_empty() -> None:
    assert not any(i.subindicator or i.group or i.requires for i in of(2569).items)
    assert not any(i.requires for i in of(2564).items)
    assert item(2566, "O44") is None
    assert item(2500, "O1") is None
    assert edition(None) is None


def test_the_default_is_the_newest_sure_edition() -> None:
    """2569 has no sub-indicators and is not sure; 2568 is."""
    assert default_edition().year == 2568


def test_every_described_edition_has_a_list() -> None:
    assert {int(row["edition"]) for row in table("editions")} == set(editions())


HEADER = "code,indicator,subindicator,group,title,variants,confidence\n"


def made_up(folder: Path, rows: str) -> None:
    (folder / "editions").mkdir()
    (folder / "editions" / "2570.csv").write_text(HEADER + rows, encoding="utf-8")


def test_a_new_year_needs_no_code(tmp_path: Path) -> None:
    """A list in a folder of one's own is an edition, complete and sure by its rows alone."""
    made_up(tmp_path, "O2,9,9.1,,ข้อมูลตัวอย่าง,,0.95\nO1,9,9.1,,โครงสร้าง,ผังองค์กร,0.92\n")
    with data_folder(tmp_path):
        new = of(2570)
        assert [i.code for i in new.items] == ["O1", "O2"]
        assert new.complete == "yes"
        assert new.confidence == pytest.approx(0.92)
        assert default_edition() is new
    assert edition(2570) is None


def test_a_list_with_a_gap_is_not_complete(tmp_path: Path) -> None:
    made_up(tmp_path, "O1,9,9.1,,โครงสร้าง,,0.95\nO3,9,9.1,,ข้อมูลตัวอย่าง,,0.95\n")
    with data_folder(tmp_path):
        assert of(2570).complete == "no"


def test_a_code_that_is_none_is_refused(tmp_path: Path) -> None:
    made_up(tmp_path, "01,9,9.1,,โครงสร้าง,,0.95\n")
    with data_folder(tmp_path), pytest.raises(LookupTableError, match="'01' is no code"):
        editions()
