"""The word tables of the normaliser: every row is used once, in the way its readers use it."""

from __future__ import annotations

import re
import unicodedata

import pytest

from catalogue.lookup import table

PERSON = "สมมติ ใจดี"


def rows(name: str) -> list[pytest.param]:  # type: ignore[valid-type]
    return [pytest.param(row, id=row["value"]) for row in table(name)]


def longest(text: str, name: str) -> dict[str, str]:
    """The row whose value begins a text, the longest of several."""
    fitting = [row for row in table(name) if text.startswith(row["value"])]
    return max(fitting, key=lambda row: len(row["value"]))


@pytest.mark.parametrize("row", rows("prefixes"))
def test_prefix(row: dict[str, str]) -> None:
    """Each spelling is found before a name, and its full form is a spelling too."""
    assert longest(row["value"] + PERSON, "prefixes") == row
    full = {other["value"]: other["canonical"] for other in table("prefixes")}
    assert full[row["canonical"]] == row["canonical"]


def test_prefixes_leave_posts_alone() -> None:
    """นายก and นายอำเภอ begin with นาย, but as posts they are longer; ครู is no prefix."""
    values = {row["value"] for row in table("prefixes")}
    assert not values & {"ครู", "นายก", "นายอำเภอ", "ผอ.", "ปลัด"}
    for post in ("นายกเทศมนตรี", "นายอำเภอเมือง", "นายช่างโยธา", "นายทะเบียน", "นายด่าน"):
        assert len(longest(post, "positions")["value"]) > len(longest(post, "prefixes")["value"])


@pytest.mark.parametrize(
    ("spelling", "full"),
    [
        ("น.ส.", "นางสาว"),
        ("ว่าที่ ร.ต.", "ว่าที่ร้อยตรี"),
        ("ว่าที่ร้อยตรีหญิง", "ว่าที่ร้อยตรีหญิง"),
        ("พ.ต.อ.", "พันตำรวจเอก"),
        ("จ.อ.", "จ่าเอก"),
        ("ส.อ.", "สิบเอก"),
        ("พ.จ.อ.", "พันจ่าเอก"),
        ("ด.ต.", "ดาบตำรวจ"),
        ("ผศ.ดร.", "ผู้ช่วยศาสตราจารย์ ดร."),
        ("ม.ร.ว.", "หม่อมราชวงศ์"),
    ],
)
def test_known_prefixes(spelling: str, full: str) -> None:
    found = {row["value"]: row["canonical"] for row in table("prefixes")}
    assert found[spelling] == full


@pytest.mark.parametrize("row", rows("positions"))
def test_position(row: dict[str, str]) -> None:
    """Each begins a job title; an abbreviation has another full form."""
    assert longest(row["value"] + "ชำนาญการ", "positions")["value"].startswith(row["value"])
    assert (row["value"] == row["canonical"]) == (row["note"] != "abbreviation")


@pytest.mark.parametrize("row", rows("position_levels"))
def test_position_level(row: dict[str, str]) -> None:
    """Each ends a job title; an abbreviated or long form leads to one of the plain levels."""
    assert ("นักวิชาการ" + row["value"]).endswith(row["value"])
    plain = {other["value"] for other in table("position_levels")}
    assert row["canonical"] in plain


@pytest.mark.parametrize("row", rows("offices"))
def test_office(row: dict[str, str]) -> None:
    assert row["kind"] in {"office", "group", "all"}
    assert longest(row["value"], "offices") == row


def test_words_for_everyone_are_of_kind_all() -> None:
    """What begins with ทุก names no single office."""
    for row in table("offices"):
        assert (row["kind"] == "all") or not row["value"].startswith("ทุก")


@pytest.mark.parametrize("row", rows("collectives"))
def test_collective(row: dict[str, str]) -> None:
    """A group is no person: no prefix begins it, save คณะ... and the like, which are none."""
    assert longest(row["value"], "collectives") == row
    assert not row["value"].startswith(("นาย ", "นาง", "น.ส."))


@pytest.mark.parametrize("row", rows("agencies"))
def test_agency(row: dict[str, str]) -> None:
    types = {"province", "sao", "municipality", "pao", "department", "school", "hospital", "other"}
    assert row["type"] in types
    full = {other["value"]: other["type"] for other in table("agencies")}
    assert full[row["canonical"]] == row["type"]


def test_agency_types() -> None:
    """The longest word decides: องค์การบริหารส่วนตำบล is not องค์การ."""
    assert longest("องค์การบริหารส่วนตำบลตัวอย่าง", "agencies")["type"] == "sao"
    assert longest("องค์การบริหารส่วนจังหวัดตัวอย่าง", "agencies")["type"] == "pao"
    assert longest("เทศบาลนครตัวอย่าง", "agencies")["type"] == "municipality"
    assert longest("สำนักงานจังหวัดตัวอย่าง", "agencies")["type"] == "province"
    assert longest("โรงพยาบาลส่งเสริมสุขภาพตำบลตัวอย่าง", "agencies")["type"] == "hospital"


@pytest.mark.parametrize("row", rows("statuses"))
def test_status(row: dict[str, str]) -> None:
    """The longest wording that a cell holds decides, so a negative one beats the one inside it."""
    assert row["canonical"] in {"done", "in_progress", "not_started"}
    held = [other for other in table("statuses") if other["value"] in row["value"]]
    assert max(held, key=lambda other: len(other["value"])) == row


def test_a_negation_is_never_done() -> None:
    for row in table("statuses"):
        if row["canonical"] == "done":
            assert not row["value"].startswith(("ไม่", "ยัง", "มิ", "รอ"))


@pytest.mark.parametrize("row", rows("ticks"))
def test_tick(row: dict[str, str]) -> None:
    assert len(row["value"]) == 1
    assert row["canonical"] in {"tick", "empty"}
    assert unicodedata.category(row["value"]) != "Zs"


@pytest.mark.parametrize("row", rows("months"))
def test_month(row: dict[str, str]) -> None:
    assert 1 <= int(row["canonical"]) <= 12
    full = [m["value"] for m in table("months") if m["canonical"] == row["canonical"]]
    assert sum(bool(re.search("(คม|ยน|พันธ์)$", month)) for month in full) >= 1


def test_months_are_the_twelve() -> None:
    found = {row["value"]: int(row["canonical"]) for row in table("months")}
    short = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.")
    assert [found[month] for month in short] == list(range(1, 7))
    short = ("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
    assert [found[month] for month in short] == list(range(7, 13))
    assert found["กุมภาพันธ์"] == 2
    assert found["พฤศจิกายน"] == 11


@pytest.mark.parametrize("row", rows("provinces"))
def test_province(row: dict[str, str]) -> None:
    assert re.fullmatch(r"[1-9]\d", row["code"])
    assert re.fullmatch(r"[ก-ฮ]{2,3}\.", row["abbreviation"])
    assert row["english"][0].isupper()


def test_the_seventy_seven_provinces() -> None:
    """One code, one abbreviation and one English name each; aliases repeat those of theirs."""
    own = [row for row in table("provinces") if row["value"] == row["canonical"]]
    assert len(own) == 77
    for column in ("code", "abbreviation", "english"):
        assert len({row[column] for row in own}) == 77
    facts = {row["value"]: (row["code"], row["abbreviation"]) for row in table("provinces")}
    assert facts["พัทลุง"] == ("93", "พท.")
    assert facts["พระนครศรีอยุธยา"] == ("14", "อย.")
    assert facts["กรุงเทพฯ"] == facts["กรุงเทพมหานคร"] == ("10", "กทม.")


def test_provinces_are_those_of_pythainlp() -> None:
    """The names and abbreviations agree with the list that the library ships."""
    corpus = pytest.importorskip("pythainlp.corpus")
    listed = {entry["name_th"]: entry["abbr_th"] for entry in corpus.provinces(details=True)}
    ours = {row["value"]: row["abbreviation"] for row in table("provinces")}
    assert {name: ours.get(name, "")[:-1] for name in listed} == listed


@pytest.mark.parametrize("row", rows("acting"))
def test_acting(row: dict[str, str]) -> None:
    """Each begins an acting post; an abbreviation leads to words that are in the table too."""
    full = {other["value"] for other in table("acting")}
    assert row["canonical"] in full
    assert (row["note"] == "abbreviation") == (row["value"] != row["canonical"])


@pytest.mark.parametrize("row", rows("particles"))
def test_particle(row: dict[str, str]) -> None:
    """Particles are short words that are neither titles nor posts."""
    assert " " not in row["value"]
    others = {r["value"] for name in ("prefixes", "positions") for r in table(name)}
    assert row["value"] not in others


@pytest.mark.parametrize("row", rows("person_notes"))
def test_person_note(row: dict[str, str]) -> None:
    assert row["canonical"] in {"note", "vacant"}


@pytest.mark.parametrize("row", rows("post_heads"))
def test_post_head(row: dict[str, str]) -> None:
    """Each begins a position of the table, so that it is used."""
    assert any(other["value"].startswith(row["value"]) for other in table("positions"))


@pytest.mark.parametrize("row", rows("post_tails"))
def test_post_tail(row: dict[str, str]) -> None:
    """What goes on a post is no title, or a name would end there."""
    assert row["value"] not in {other["value"] for other in table("prefixes")}


@pytest.mark.parametrize("row", rows("ambiguous"))
def test_ambiguous(row: dict[str, str]) -> None:
    """Each has another reading in the table of offices or positions."""
    others = {r["value"]: r["canonical"] for name in ("offices", "positions") for r in table(name)}
    assert others[row["value"]] != row["canonical"]


@pytest.mark.parametrize("row", rows("provincial_offices"))
def test_provincial_office(row: dict[str, str]) -> None:
    """The full name ends where the name of the province follows."""
    assert row["canonical"].endswith("จังหวัด")


@pytest.mark.parametrize("row", rows("provincial_groups"))
def test_provincial_group(row: dict[str, str]) -> None:
    full = {other["value"]: other["canonical"] for other in table("provincial_groups")}
    assert full[row["canonical"]] == row["canonical"]
