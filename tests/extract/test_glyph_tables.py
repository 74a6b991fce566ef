"""The tables of extract/data: well formed, and what they say about fonts."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from extract import glyphs

DATA = Path(glyphs.__file__).parent / "data"
TABLES = sorted(path.name for path in DATA.glob("*.csv"))


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_sorted_and_without_duplicates(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    values = [row["value"] for row in rows]
    assert list(rows[0]) == ["value", "canonical", "source", "note"]
    assert values == sorted(set(values))
    assert unicodedata.normalize("NFC", text) == text
    assert all(row["canonical"] and row["source"] for row in rows)


def test_every_symbol_is_printed() -> None:
    for row in csv.DictReader((DATA / "symbols.csv").read_text("utf-8").splitlines()):
        font, _, code = row["value"].rpartition(":")
        assert glyphs.symbol(font, chr(int(code, 16))) == row["canonical"]
        assert glyphs.symbol(font, chr(int(code, 16) + 0xF000)) == row["canonical"]


def test_every_font_name_is_known() -> None:
    for row in csv.DictReader((DATA / "thai_digit_fonts.csv").read_text("utf-8").splitlines()):
        assert glyphs.draws_thai_digits(f"TH Sarabun{row['value']}")


@pytest.mark.parametrize("font", [None, "", "TH SarabunPSK", "TH Sarabun New", "Angsana New"])
def test_other_fonts_draw_what_they_say(font: str | None) -> None:
    assert not glyphs.draws_thai_digits(font)
    assert not glyphs.is_symbol_font(font)


def test_letters_a_symbol_font_lacks_stay() -> None:
    assert glyphs.symbols("Wingdings", "ก \u00fc") == "ก ✓"
