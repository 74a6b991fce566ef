"""Tables with a separator: told by evidence, never stolen from the dialects of plain text."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.delimited import is_delimited, read, separator_of
from extract.kinds import kind_of
from schema.table import RawParagraph, RawTable

Texts = Callable[[RawTable], list[list[str | None]]]
SAMPLES = Path(__file__).parents[2] / "samples"
FORM = (
    "แบบรายงาน OIT ปี 2567,,,\n,,,\nข้อ,รายการ,ผล,หมายเหตุ\n"
    'O1,"โครงสร้าง, ฯลฯ\nบรรทัดสอง ""อ้าง""",ทำ,\nO2,ผู้บริหาร,,"-"\n,,,\n,,,\nลงชื่อ,,,\n'
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_form(separator: str, encoding: str, newline: str, texts: Texts) -> None:
    data = FORM.replace(",", separator).replace("\n", newline).encode(encoding)
    assert kind_of(data) == "csv"
    document = read(data)
    (table,) = document.tables
    assert texts(table) == [
        ["ข้อ", "รายการ", "ผล", "หมายเหตุ"],
        ["O1", f'โครงสร้าง{separator} ฯลฯ\nบรรทัดสอง "อ้าง"', "ทำ", ""],
        ["O2", "ผู้บริหาร", "", "-"],
    ]
    paragraphs = [b for b in document.blocks if isinstance(b, RawParagraph)]
    assert [(p.text, p.place.line) for p in paragraphs] == [
        ("แบบรายงาน OIT ปี 2567", 1),
        ("ลงชื่อ", 9),
    ]
    second = table.rows[2][0]
    assert second is not None
    assert (second.place.line, second.place.row, second.place.table) == (6, 5, 1)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b,c\n1,2,3\n4,5,6\n", ","),
        ("a;b;c\n1,5;2;3\n4,5;5;6\n", ";"),
        ("sep=|\na|b\n1|2\n", "|"),
        ('a\tb\n"1\n2"\t3\n4\t5\n', "\t"),
        ("a,b,c\n1,2,3\n", None),
        ("a,b\n1,2\n3,4\n", None),
        ('a,b\n"1,5",2\n3,4\n', ","),
        ("ก\tข\n1\t2\n3\t4\n", None),
        ("\tO1\n\tแผน\n\n\tO2\n\tผล\n", None),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", None),
        ("เรียน ผู้ว่าราชการ, นายอำเภอ\nตามที่ท่านแจ้ง, เรื่องนี้\nจึงเรียนมา\n", None),
        ('ขนาด 5", 6", 7"\nปกติ\nอีก\n', None),
        ("", None),
    ],
)
def test_separator_by_evidence(text: str, separator: str | None) -> None:
    assert separator_of(text) == separator


def test_samples_of_plain_text_stay_with_their_reader() -> None:
    texts = list(SAMPLES.glob("*.txt"))
    assert texts
    assert [path.name for path in texts if is_delimited(path.read_bytes())] == []


def test_lines_longer_than_the_sample_are_judged_whole() -> None:
    """Ten thousand columns: the first 65,536 letters hold not even the first row."""
    for separator in ",;":
        line = separator.join(f"คอลัมน์ {n}" for n in range(10_000))
        assert is_delimited("\n".join([line] * 4).encode())
        assert is_delimited("\r\n".join([line] * 12).encode("utf-16"))
    assert not is_delimited(("เรียน ผู้ว่าราชการ, " * 10_000 + "\n").encode() * 3 + b"a, b")


def test_remains_of_markup_go(texts: Texts) -> None:
    """Exports of web forms keep tags; the layer holds them."""
    document = read("ข้อ,ชื่อ,ผล\n1,<b>ก</b>,x\n2,ข,y\n3,ค,z\n".encode())
    cell = document.tables[0].rows[1][1]
    assert cell is not None
    assert (cell.text, cell.layer, cell.repairs) == ("ก", "<b>ก</b>", ("text.tags",))


def test_a_stray_quote_does_not_swallow_the_file(texts: Texts) -> None:
    (table,) = read('ข้อ,ชื่อ,ผล\n1,"ก,x\n2,ข,y\n3,ค,z\n4,ง,w\n'.encode()).tables
    assert texts(table)[1] == ["1", '"ก', "x"]


@pytest.mark.parametrize("text", ['"' * 70_000, '"a,"b' * 20_000, '",\n' * 30_000, "a," * 40_000])
def test_detection_is_quick(text: str) -> None:
    begin = time.process_time()
    is_delimited(text.encode())
    assert time.process_time() - begin < 3


CELLS = st.text(st.sampled_from('กขA1 ,;\t"\n'), max_size=6)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=3, max_size=6))
def test_what_was_quoted_comes_back(rows: list[list[str]]) -> None:
    """Every cell with text is found again, whatever it holds."""
    quoted = ['"' + cell.replace('"', '""') + '"' for row in rows for cell in row]
    lines = [",".join(quoted[i : i + 3]) for i in range(0, len(quoted), 3)]
    text = "ก,ข,ค\n" * 20 + "\n".join(lines)
    document = read(text.encode())
    found = [c.text for t in document.tables for r in t.rows for c in r if c and c.text.strip()]
    found += [b.text for b in document.blocks if isinstance(b, RawParagraph)]
    expected = ["ก", "ข", "ค"] * 20 + [c for row in rows for c in row if c.strip()]
    assert sorted(found) == sorted(expected)
