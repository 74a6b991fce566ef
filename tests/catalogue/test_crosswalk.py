"""The crosswalk: complete tables, and what composition keeps over the years."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.crosswalk import (
    SEVERITY,
    Mapping,
    crosswalk,
    extend,
    identity,
    map_code,
    new_codes,
    pairs,
    supported,
    worst,
)
from catalogue.editions import best_title, edition, editions
from catalogue.lookup import data_folder, table
from catalogue.titles import MIN_SCORE

TABLES = [f"crosswalk/{older}-{newer}" for older, newer in pairs()]
YEARS = [2565, 2566, 2567, 2568, 2569]
ITEMS = [(e.year, i.code) for e in editions().values() if e.year in YEARS for i in e.items]
ROWS = [pytest.param(pair, row, id=f"{pair[0]} {row['from_code']}-{row['to_code']}")
        for pair in pairs() for row in table(f"crosswalk/{pair[0]}-{pair[1]}")]  # fmt: skip


def codes(year: int) -> set[str]:
    known = edition(year)
    assert known is not None
    return set(known.by_code)


def test_pairs_that_the_facts_support() -> None:
    assert pairs() == ((2565, 2566), (2566, 2567), (2567, 2568), (2568, 2569))


@pytest.mark.parametrize("pair", pairs())
def test_every_item_of_both_editions_appears(pair: tuple[int, int]) -> None:
    rows = table(f"crosswalk/{pair[0]}-{pair[1]}")
    assert {row["from_code"] for row in rows} - {""} == codes(pair[0])
    assert {row["to_code"] for row in rows} - {""} == codes(pair[1])


@pytest.mark.parametrize(("pair", "row"), ROWS)
def test_row(pair: tuple[int, int], row: dict[str, str]) -> None:
    """The relation fits the codes, and the row is found forwards and backwards."""
    start, end, relation = row["from_code"], row["to_code"], row["relation"]
    assert (not start) == (relation == "new")
    assert (not end) == (relation == "dropped")
    assert 0 < float(row["confidence"]) <= 1
    if relation == "same":
        assert start == end
    if start and end:
        assert end in map_code(start, *pair).to
        assert start in map_code(end, pair[1], pair[0]).to
    if relation == "new":
        assert end in new_codes(*pair)


@pytest.mark.parametrize("pair", pairs())
def test_merged_and_split_are_what_they_say(pair: tuple[int, int]) -> None:
    """Several rows end in a merged item, several begin at a split one, and no others do."""
    rows = table(f"crosswalk/{pair[0]}-{pair[1]}")
    ends = [row["to_code"] for row in rows if row["to_code"]]
    starts = [row["from_code"] for row in rows if row["from_code"]]
    for row in rows:
        assert (ends.count(row["to_code"]) > 1) == (row["relation"] == "merged")
        assert (starts.count(row["from_code"]) > 1) == (row["relation"] == "split")


@pytest.mark.parametrize("pair", pairs())
def test_same_titles_are_linked(pair: tuple[int, int]) -> None:
    """An item whose title lives on unchanged leads to the item of that title."""
    older, newer = edition(pair[0]), edition(pair[1])
    assert older is not None
    assert newer is not None
    named = {item.title: item.code for item in newer.items}
    for item in older.items:
        if item.title in named:
            assert named[item.title] in map_code(item.code, *pair).to


TRAPS = {  # of 2566: the item of 2567 whose title is most alike though it is another one
    "O19": "O14",  # the statutory plan, not the list of investment purchases
    "O21": "O17",  # the monthly summary of this year, not the report on the last
    "O25": "O18",  # criteria are gone, a plan does not answer to them
    "O41": "O20",  # assessing ethics is gone, the code of ethics is O39
    "O43": "O34",  # carrying out the measures, not the measures
}


def test_titles_that_look_alike_but_are_other_items() -> None:
    """A fuzzy match of titles would be wrong here; the table is not, and it says why."""
    older, newer = edition(2566), edition(2567)
    assert older is not None
    assert newer is not None
    nearest = {item.code: best_title(item.title, newer)[0] for item in older.items}
    misled = {code: found for code, (found, score) in nearest.items()
              if score >= MIN_SCORE and found not in map_code(code, 2566, 2567).to}
    assert misled == TRAPS
    for code in TRAPS:
        [*hops] = map_code(code, 2566, 2567).path
        assert all(hop.evidence and hop.evidence_th for hop in hops)


@pytest.mark.parametrize("pair", pairs())
def test_where_the_titles_differ_the_reason_is_told_in_thai(pair: tuple[int, int]) -> None:
    """Only what is the same but for its code may go without a Thai sentence of its own."""
    for row in table(f"crosswalk/{pair[0]}-{pair[1]}"):
        assert row["evidence_th"] or row["relation"] in ("same", "renumbered")
        assert not row["evidence_th"].isascii() or not row["evidence_th"]


@pytest.mark.parametrize("pair", pairs())
def test_the_numbers_balance(pair: tuple[int, int]) -> None:
    """Older items less those merged away and dropped, with the new ones, are the newer items."""
    rows = table(f"crosswalk/{pair[0]}-{pair[1]}")
    lived = {row["to_code"] for row in rows if row["from_code"] and row["to_code"]}
    new = {row["to_code"] for row in rows if not row["from_code"]}
    assert not lived & new
    assert len(lived) + len(new) == len(codes(pair[1]))


@pytest.mark.parametrize(
    ("code", "start", "end", "relation", "to"),
    [
        ("O1", 2567, 2567, "same", ("O1",)),
        ("O4", 2566, 2567, "renumbered", ("O7",)),
        ("O4", 2566, 2568, "renumbered", ("O5",)),
        ("O4", 2567, 2566, "renumbered", ("O5",)),
        ("O14", 2566, 2567, "renamed", ("O10",)),
        ("O7", 2566, 2567, "broadened", ("O5",)),
        ("O5", 2567, 2566, "narrowed", ("O7",)),
        ("O11", 2566, 2567, "merged", ("O8",)),
        ("O8", 2567, 2566, "split", ("O11", "O12")),
        ("O8", 2567, 2565, "split", ("O10", "O11", "O18", "O19")),
        ("O10", 2566, 2569, "dropped", ()),
        ("O12", 2566, 2569, "merged", ("O6",)),
    ],
)
def test_mappings(code: str, start: int, end: int, relation: str, to: tuple[str, ...]) -> None:
    found = map_code(code, start, end)
    assert (found.relation, found.to) == (relation, to)


def test_the_weakest_confidence_of_the_path_counts() -> None:
    found = map_code("O4", 2566, 2568)
    assert found.confidence == min(hop.confidence for hop in found.path)
    assert [(hop.from_code, hop.to_code) for hop in found.path] == [("O4", "O7"), ("O7", "O5")]


def test_a_new_item_has_no_past() -> None:
    """Backwards it leads nowhere, and the note says so; it is not called dropped."""
    found = map_code("O29", 2567, 2566)
    assert (found.relation, found.to) == (None, ())
    assert found.note == "O29 is new in 2567"
    assert found.note_th == "ข้อ O29 เพิ่งมีในปี 2567"
    assert "O29" in new_codes(2566, 2567)


def test_one_lost_part_narrows_the_whole() -> None:
    """O20 of 2569 unites items of which one is new in 2567: the rest still leads back."""
    found = map_code("O20", 2569, 2566)
    assert found.to == ("O31", "O32")
    assert found.note == "O29 is new in 2567"


@pytest.mark.parametrize(("start", "end"), [(2564, 2566), (2566, 2562), (2566, 2571)])
def test_unsupported_pairs_say_so(start: int, end: int) -> None:
    found = map_code("O1", start, end)
    assert (found.relation, found.to, found.confidence) == (None, (), 0.0)
    assert found.note.startswith("no crosswalk table supports ")
    assert found.note_th.startswith("ไม่มีตารางเทียบจากปี ")
    assert not supported(start, end)
    assert new_codes(start, end) == ()


def test_an_unknown_code_says_so() -> None:
    assert map_code("O43", 2567, 2568).note == "no O43 in the edition 2567"
    assert map_code("O43", 2567, 2568).note_th == "รายการปี 2567 ไม่มีข้อ O43"


@given(st.sampled_from(ITEMS), st.sampled_from(YEARS))
def test_identity_changes_nothing(item: tuple[int, str], target: int) -> None:
    """In front, behind and between: the own edition as a stop leaves a mapping as it is."""
    year, code = item
    found = map_code(code, year, target)
    assert extend(found, target) == found
    assert extend(identity(code, year), year) == identity(code, year)


@given(st.sampled_from(ITEMS), st.sampled_from(YEARS))
def test_composition_is_one_step_after_another(item: tuple[int, str], target: int) -> None:
    """The codes reached over several years are those reached year by year."""
    year, code = item
    reached = {code}
    step = 1 if target > year else -1
    for stop in range(year, target, step):
        reached = {end for c in reached for end in map_code(c, stop, stop + step).to}
    assert set(map_code(code, year, target).to) == reached


@given(st.sampled_from(ITEMS), st.sampled_from(YEARS))
def test_there_and_back(item: tuple[int, str], target: int) -> None:
    """What an item leads to leads back to it: merged items list all their sources."""
    year, code = item
    for end in map_code(code, year, target).to:
        assert code in map_code(end, target, year).to


@given(st.sampled_from(ITEMS), st.sampled_from(YEARS), st.sampled_from(YEARS))
def test_what_is_gone_stays_gone(item: tuple[int, str], middle: int, target: int) -> None:
    """A dropped item never reappears further on in the same direction."""
    year, code = item
    if (year < middle < target or year > middle > target) and not map_code(code, year, middle).to:
        assert map_code(code, year, target).to == ()


@given(st.sampled_from(ITEMS), st.sampled_from(YEARS))
def test_the_gravest_relation_and_the_least_confidence(item: tuple[int, str], target: int) -> None:
    found = map_code(item[1], item[0], target)
    assert all(found.confidence <= hop.confidence for hop in found.path)
    assert (found.relation == "dropped") <= (found.to == ())
    if found.relation and found.to:
        lived = [hop.relation for hop in found.path if hop.to_code]
        assert SEVERITY.index(found.relation) >= SEVERITY.index(worst(lived))


def test_crosswalk_lists_every_item_and_the_new_ones() -> None:
    found = crosswalk(2566, 2567)
    assert [mapping.code for mapping in found] == [f"O{n}" for n in range(1, 44)]
    assert all(isinstance(mapping, Mapping) for mapping in found)
    assert new_codes(2566, 2567) == ("O14", "O29")
    reached = {code for mapping in found for code in mapping.to}
    assert reached | {"O14", "O29"} == codes(2567)


def test_a_new_table_in_another_folder(tmp_path: Path) -> None:
    """The coming year: a list and a table in a folder, a split among them, no code."""
    (tmp_path / "editions").mkdir()
    (tmp_path / "crosswalk").mkdir()
    (tmp_path / "editions" / "2570.csv").write_text(
        "code,indicator,subindicator,group,title,variants,confidence\n"
        "O1,9,9.1,,โครงสร้าง,,0.9\nO2,9,9.1,,หน้าที่และอำนาจ,,0.9\n",
        encoding="utf-8",
    )
    rows = [f"O{n},,dropped,made up,0.9," for n in range(2, 27)]
    (tmp_path / "crosswalk" / "2569-2570.csv").write_text(
        "from_code,to_code,relation,evidence,confidence,alternative\n"
        "O1,O1,split,made up,0.8,\nO1,O2,split,made up,0.7,\n" + "\n".join(rows) + "\n",
        encoding="utf-8",
    )
    with data_folder(tmp_path):
        found = map_code("O1", 2568, 2570)
        assert (found.relation, found.to, found.confidence) == ("split", ("O1", "O2"), 0.7)
        assert map_code("O2", 2570, 2569).to == ("O1",)
        assert map_code("O2", 2570, 2569).relation == "merged"
        assert map_code("O2", 2567, 2570).relation == "dropped"
    assert map_code("O1", 2568, 2570).relation is None
