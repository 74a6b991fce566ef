"""The tables of catalogue/data: sound, sorted, without duplicates, every row with a source."""

from __future__ import annotations

import csv
import unicodedata
from contextvars import copy_context
from pathlib import Path

import pytest

from catalogue import lookup

FILES = sorted(lookup.DATA.rglob("*.csv"))
NAMES = [str(path.relative_to(lookup.DATA).with_suffix("")) for path in FILES]
IN_ORDER_OF_CODES = ("editions/", "crosswalk/", "schemes/")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", NAMES)
def test_every_table_loads(name: str) -> None:
    assert lookup.table(name)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_text_is_nfc_with_one_sara_am(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", text) == text
    assert "\u0e4d\u0e32" not in text
    assert not {"\u200b", "\u200c", "\u200d", "\ufeff", "\u00a0", "\r"}.intersection(text)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_rows_are_sorted_and_differ(path: Path) -> None:
    """Word tables by value, lists of items by number; no row stands twice."""
    rows = [tuple(row.values()) for row in read(path)]
    assert len(set(rows)) == len(rows)
    name = str(path.relative_to(lookup.DATA))
    if not name.startswith(IN_ORDER_OF_CODES):
        firsts = [row[0] for row in rows]
        assert firsts == sorted(firsts)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_row_has_a_source(path: Path) -> None:
    """The source, or what stands for it: sources of an edition, evidence of a crosswalk row."""
    for row in read(path):
        named = row.get("source") or row.get("sources") or row.get("evidence")
        assert named, row


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("value,canonical\nก,ข\n", r"words\.csv:1: column source, note is missing"),
        ("value,canonical,source,note\nนํา,นำ,x,\n", r"words\.csv:2: value is not NFC"),
        ("value,canonical,source,note\nก,ก,x,\nก,ข,x,\n", r"words\.csv:3: ก is already at .*:2"),
        ("value,canonical,source,note\nก,ก,x\n", r"words\.csv:2: more or fewer cells"),
        ("value,canonical,source,note\nก,ก ,x,\n", r"words\.csv:2: canonical has outer white"),
    ],
)
def test_a_damaged_table_is_named_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    write(tmp_path, "words.csv", text)
    with lookup.data_folder(tmp_path), pytest.raises(lookup.LookupTableError, match=complaint):
        lookup.table("words")


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"no table nothing\.csv"):
        lookup.table("nothing")


def test_an_added_folder_joins_and_goes_again(tmp_path: Path) -> None:
    write(tmp_path, "prefixes.csv", "value,canonical,source,note\nท้าว,ท้าว,general usage,\n")
    before = lookup.table("prefixes")
    with lookup.data_folder(tmp_path):
        assert len(lookup.table("prefixes")) == len(before) + 1
        assert lookup.folders()[-1] == tmp_path
    assert lookup.table("prefixes") == before


def test_a_folder_added_twice_counts_once(tmp_path: Path) -> None:
    """As where a batch runs in the process that has added the folder already."""
    write(tmp_path, "prefixes.csv", "value,canonical,source,note\nท้าว,ท้าว,general usage,\n")
    with lookup.data_folder(tmp_path), lookup.data_folder(tmp_path):
        assert lookup.folders() == (lookup.DATA, tmp_path)
        assert lookup.table("prefixes")
    assert lookup.folders() == (lookup.DATA,)


def test_a_folder_added_for_good_is_added_once(tmp_path: Path) -> None:
    """In a context of its own, as a worker of a batch has it."""

    def added() -> tuple[Path, ...]:
        lookup.add_data_folder(tmp_path)
        lookup.add_data_folder(tmp_path)
        return lookup.folders()

    assert copy_context().run(added) == (lookup.DATA, tmp_path)
    assert lookup.folders() == (lookup.DATA,)


def test_names_of_a_folder() -> None:
    assert lookup.names("editions")[0] == "editions/2562"
    assert "prefixes" in lookup.names()
