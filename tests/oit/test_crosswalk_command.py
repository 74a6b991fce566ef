"""`oit crosswalk` and `oit editions`: every format, every spelling, and what is not known."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.crosswalk import pairs
from catalogue.editions import edition, editions
from catalogue.lookup import table
from oit.cli import cli
from oit.report.crosswalk import COLUMNS, lines
from oit.report.relations import RELATIONS
from oit.report.wrapping import wrapped

ORDERS = [(a, b) for pair in pairs() for a, b in (pair, pair[::-1])] + [(2565, 2569), (2569, 2565)]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("code", ["O4", "o4", "04", "4", "๐๔", "๔", "○4", "ข้อ 4"])
def test_one_item_in_any_spelling(code: str) -> None:
    """Titles of both years, relation, confidence, every step with its evidence, both languages."""
    shown = run("crosswalk", code, "--from", "2566", "--to", "๒๕๖๘")
    assert shown.exit_code == 0
    for text in ("แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", "O5", "เปลี่ยนรหัส / renumbered", "0.97",
                 "2566 O4 → 2567 O7", "2567 O7 → 2568 O5", "ย้ายจาก 9.1 ไป 9.2", "same title"):
        assert text in shown.stdout


def test_a_dropped_item_warns_of_the_one_that_looks_like_it() -> None:
    shown = run("crosswalk", "O25", "--from", "2566", "--to", "2567").stdout
    assert "ยกเลิก / dropped" in shown
    assert "ชื่อคล้าย O18 แต่เป็นคนละข้อ" in shown
    assert "O18 has a similar title but is another item" in shown


@pytest.mark.parametrize(("start", "end"), ORDERS)
def test_a_whole_table_names_every_item_of_both_years(start: int, end: int) -> None:
    result = run("crosswalk", "--from", str(start), "--to", str(end), "--format", "csv")
    assert result.exit_code == 0
    rows = rows_of(result.stdout)
    assert tuple(rows[0]) == COLUMNS
    older, newer = edition(start), edition(end)
    assert older is not None
    assert newer is not None
    assert [row["from_code"] for row in rows if row["from_code"]] == list(older.by_code)
    reached = {code for row in rows for code in row["to_codes"].split("|") if code}
    assert reached == set(newer.by_code)
    assert {row["relation"] for row in rows} <= set(RELATIONS)
    assert all(row["evidence"] and row["evidence_th"] for row in rows)


@pytest.mark.parametrize(("start", "end"), ORDERS)
def test_what_is_new_one_way_is_dropped_the_other(start: int, end: int) -> None:
    older, newer = edition(start), edition(end)
    assert older is not None
    assert newer is not None
    there, back = lines(older, newer), lines(newer, older)
    ended = {line.code for line in there if line.code and not line.to}
    assert ended == {code for line in back if line.code is None for code, _ in line.to}
    relation = "dropped" if end > start else "new"
    assert {line.relation for line in there if line.code and not line.to} <= {relation}


def test_the_numbers_of_the_relations() -> None:
    """The page counts rows of the table: nothing is added and nothing is lost."""
    for older, newer in pairs():
        rows = rows_of(run("crosswalk", "--from", str(older), "--to", str(newer),
                           "--format", "csv").stdout)
        told = sorted((r["from_code"], c, r["relation"]) for r in rows
                      for c in r["to_codes"].split("|"))
        kept = sorted((r["from_code"], r["to_code"], r["relation"])
                      for r in table(f"crosswalk/{older}-{newer}"))
        assert told == kept


def test_json_has_every_step() -> None:
    made = json.loads(run("crosswalk", "O12", "--from", "2566", "--to", "2568", "--format",
                          "json").stdout)
    assert (made["from_edition"], made["to_edition"], made["supported"]) == (2566, 2568, True)
    [item] = made["items"]
    assert item["to"] == [{"code": "O6", "title": item["to"][0]["title"]}]
    assert [step["to_code"] for step in item["steps"]] == ["O8", "O6"]
    assert item["confidence"] == min(step["confidence"] for step in item["steps"])


class Page(HTMLParser):
    """What a page loads from elsewhere, and the ends of its lines and items."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self.ends: list[tuple[str, list[str]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.loaded += [v or "" for k, v in attrs if k in ("src", "href") or "http" in (v or "")]
        if tag == "li" and values.get("id"):
            self.ids.add(values["id"] or "")
        if values.get("data-ends") is not None:
            self.ends.append((tag, (values["data-ends"] or "").split()))
        if tag not in ("meta", "br", "path", "circle"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(text: str) -> Page:
    page = Page()
    page.feed(text)
    assert page.open == []
    assert page.loaded == []
    assert "@import" not in text
    assert "url(" not in text
    return page


@pytest.mark.parametrize(("start", "end"), [(2566, 2567), (2567, 2566), (2565, 2569)])
def test_the_page_is_self_contained_and_complete(start: int, end: int) -> None:
    """Both lists with every item, one line per pair, and nothing from the network."""
    text = run("crosswalk", "--from", str(start), "--to", str(end), "--format", "html").stdout
    page = parsed(text)
    older, newer = edition(start), edition(end)
    assert older is not None
    assert newer is not None
    assert page.ids == {f"a-{code}" for code in older.by_code} | {
        f"b-{code}" for code in newer.by_code}
    drawn = {tuple(ends) for tag, ends in page.ends if tag == "path"}
    wanted = {(f"a-{line.code}", f"b-{code}") for line in lines(older, newer) if line.code
              for code, _ in line.to}
    assert drawn == wanted
    assert {end for _, ends in page.ends for end in ends} == page.ids


def test_the_page_of_one_item_begins_with_it() -> None:
    text = run("crosswalk", "O19", "--from", "2566", "--to", "2567", "--format", "html").stdout
    assert 'data-chosen="a-O19"' in text
    assert len(parsed(text).ids) == 43 + 35


def test_unsupported_years_say_so() -> None:
    shown = run("crosswalk", "--from", "2564", "--to", "2566")
    assert shown.exit_code == 1
    assert shown.stdout == ""
    assert "ไม่มีตารางเทียบจากปี 2564 ไปปี 2566" in shown.stderr
    assert "no crosswalk leads from 2564 to 2566" in shown.stderr
    rows = run("crosswalk", "O1", "--from", "2564", "--to", "2566", "--format", "csv")
    assert rows.exit_code == 1
    [row] = rows_of(rows.stdout)
    assert (row["relation"], row["to_codes"], row["confidence"]) == ("", "", "")
    assert "2564" in row["note_th"]
    page = run("crosswalk", "--from", "2564", "--to", "2566", "--format", "html").stdout
    assert not any(tag == "path" for tag, _ in parsed(page).ends)


@pytest.mark.parametrize(("arguments", "thai", "english"), [
    (("O4", "--from", "2540"), "ไม่มีรายการข้อของปี 2540", "no edition 2540"),
    (("O4", "--from", "2566", "--to", "2599"), "ไม่มีรายการข้อของปี 2599", "no edition 2599"),
    (("O44", "--from", "2566"), "ปี 2566 ไม่มีข้อ O44", "no item O44 in 2566 (it has O1–O43)"),
    (("แผน", "--from", "2566"), "ไม่มีข้อ แผน", "no item แผน"),
    (("O4", "--from", "ปีนี้"), "ไม่ใช่ปี", "is no year"),
])
def test_an_unknown_year_or_code_is_a_usage_error(
    arguments: tuple[str, ...], thai: str, english: str
) -> None:
    result = run("crosswalk", *arguments)
    assert result.exit_code == 2
    assert thai in result.stderr
    assert english in result.stderr


def test_the_default_is_the_newest_sure_edition() -> None:
    made = json.loads(run("crosswalk", "O4", "--from", "2566", "--format", "json").stdout)
    assert made["to_edition"] == 2568


def test_an_edition_beside_itself_is_the_same() -> None:
    rows = rows_of(run("crosswalk", "--from", "2567", "--to", "2567", "--format", "csv").stdout)
    assert {row["relation"] for row in rows} == {"same"}
    assert [row["from_code"] for row in rows] == [row["to_codes"] for row in rows]


def test_files_are_written(tmp_path: Path) -> None:
    """CSV with a BOM for spreadsheets, the page as it is; a folder that is not there is said."""
    for form in ("csv", "html", "json", "text"):
        out = tmp_path / f"เทียบ.{form}"
        result = run("crosswalk", "--from", "2566", "--to", "2567", "--format", form, "-o", out)
        assert (result.exit_code, result.stdout) == (0, "")
        assert (out.read_bytes()[:3] == b"\xef\xbb\xbf") == (form == "csv")
    assert run("editions", "-o", tmp_path / "gone" / "x.txt").exit_code == 2


def test_editions_are_listed() -> None:
    shown = run("editions")
    assert shown.exit_code == 0
    for year in editions():
        assert str(year) in shown.stdout
    assert "บางส่วน / partial" in shown.stdout
    rows = rows_of(run("editions", "--format", "csv").stdout)
    chosen = {row["edition"]: row for row in rows}
    assert chosen["2567"]["crosswalk_to"] == "2566|2568"
    assert [year for year, row in chosen.items() if row["default"]] == ["2568"]
    assert all(row["sources"] and row["agreement"] and row["missing"] for row in rows)
    assert len(json.loads(run("editions", "--format", "json").stdout)) == len(editions())
    parsed(run("editions", "--format", "html").stdout)


def test_one_edition_lists_its_items() -> None:
    shown = run("editions", "๒๕๖๗")
    assert shown.exit_code == 0
    assert "รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา" in shown.stdout
    rows = rows_of(run("editions", "2567", "--format", "csv").stdout)
    assert [row["code"] for row in rows] == [f"O{n}" for n in range(1, 36)]
    assert "รูปถ่าย" in rows[1]["requires"]
    parsed(run("editions", "2567", "--format", "html").stdout)
    assert run("editions", "2540").exit_code == 2


def test_a_folder_of_ones_own_is_shown(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "2570.csv").write_text(
        "code,indicator,subindicator,group,title,variants,confidence\n"
        "O1,9,9.1,,<b>โครงสร้าง</b>,,0.9\n", encoding="utf-8")
    assert "โครงสร้าง" in run("editions", "2570", "--catalogue", tmp_path).stdout
    page = run("editions", "2570", "--catalogue", tmp_path, "--format", "html").stdout
    assert "&lt;b&gt;" in page
    parsed(page)
    assert run("editions", "2570").exit_code == 2


@pytest.mark.parametrize("width", [12, 30, 200])
def test_thai_is_broken_between_words(width: int) -> None:
    text = "รายงานผลการดำเนินการป้องกันการทุจริตประจำปี of the year\nข้อสอง"
    found = wrapped(text, width)
    assert "".join(found).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(len(line) <= max(width * 2, 24) for line in found)
    assert not any(line.startswith(("ะ", "า", "ิ", "์")) for line in found)
