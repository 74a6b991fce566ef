"""From the heading of a form to `mapped`: editions are inferred, foreign schemes never mapped."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.crosswalk import map_code
from catalogue.editions import default_edition, edition
from oit.cli import cli
from oit.mapping import NO_CODE, NO_EDITION, mapped
from oit.pipeline import process
from schema.form import Form

HEADING = "บัญชีผู้รับผิดชอบข้อมูลรายข้อ (OIT) ปีงบประมาณ พ.ศ. "
Rows = list[tuple[str, str]]


def rows_of(year: int) -> Rows:
    known = edition(year)
    assert known is not None
    return [(item.code, item.title) for item in known.items]


def form_text(heading: str, rows: Rows, agency: str = "จังหวัดน่าน", **components: str) -> str:
    """A form as a text export; `components` by code, where they matter."""
    head = f"{heading}\n{agency}\n\nข้อ\tข้อมูล\tองค์ประกอบด้านข้อมูล\tหน่วยงานรับผิดชอบ\n"
    cells = ((code, title, components.get(code, f"- แสดง{title}")) for code, title in rows)
    return head + "".join("\t".join((*cell, "สำนักงานจังหวัด\n")) for cell in cells)


def read(folder: Path, text: str, target: int | None = None) -> Form:
    path = folder / "แบบ.txt"
    path.write_text(text, encoding="utf-8")
    [form] = process(path, edition=target)
    return form


def checks(form: Form) -> list[str]:
    return [finding.check for finding in form.findings]


@pytest.mark.parametrize(("code", "own", "target", "relation", "to"), [
    ("O4", 2566, 2566, "same", ("O4",)),
    ("O4", 2566, 2567, "renumbered", ("O7",)),
    ("O8", 2567, 2566, "split", ("O11", "O12")),
    ("O6", 2566, 2567, "dropped", ()),
    ("O29", 2567, 2566, None, ()),   # "new" appears in `oit crosswalk` only
    ("O4", 2564, 2566, None, ()),
    ("O43", 2567, 2568, None, ()),
])
def test_mapped(
    code: str, own: int, target: int, relation: str | None, to: tuple[str, ...]
) -> None:
    """Relation, codes and confidence as the tables give them; where there are none, a note."""
    found = mapped(code, own, target)
    assert (found.edition, found.relation, found.to) == (target, relation, to)
    assert found.confidence == (map_code(code, own, target).confidence if relation else None)
    if relation is None:
        assert found.note
        assert " / " in found.note


def test_what_cannot_be_mapped_says_why() -> None:
    assert mapped(None, 2566, 2567).note == NO_CODE
    assert mapped("O4", None, 2567).note == NO_EDITION
    assert mapped("O4", 2564, 2566).note == (
        "ไม่มีตารางเทียบจากปี 2564 ไปปี 2565 / no crosswalk table supports 2564->2565")


@pytest.mark.parametrize(("listed", "printed"), [(2566, 2567), (2567, 2566), (2566, 2569)])
def test_the_edition_is_inferred_not_believed(listed: int, printed: int, tmp_path: Path) -> None:
    """The list of one year under the heading of another: codes and titles decide, it is said."""
    form = read(tmp_path, form_text(f"{HEADING}{printed}", rows_of(listed)), target=2567)
    assert (form.fiscal_year, form.edition) == (printed, listed)
    assert form.edition_confidence is not None
    assert 0.9 < form.edition_confidence <= 1
    [finding] = [f for f in form.findings if f.check == "edition_disagrees"]
    assert finding.data == {"printed": printed, "inferred": listed}
    assert finding.origin == "unsure"
    assert form.items[3].mapped == mapped("O4", listed, 2567)


def test_a_true_heading_is_no_finding(tmp_path: Path) -> None:
    form = read(tmp_path, form_text(f"{HEADING}2566", rows_of(2566)))
    assert "edition_disagrees" not in checks(form)
    assert {item.mapped.edition for item in form.items if item.mapped} == {default_edition().year}


FOREIGN = {
    "vocational": (
        "แบบตรวจ OIT ประจำปีงบประมาณ พ.ศ. 2568", "วิทยาลัยการอาชีพเขาใหม่",
        ["ข้อมูลผู้บริหาร", "นโยบายของผู้บริหาร", "โครงสร้างและอำนาจหน้าที่", "กฎหมายที่เกี่ยวข้องกับวิทยาลัย"]),
    "police": (
        "แบบตรวจ OIT ประจำปีงบประมาณ พ.ศ. 2567", "สถานีตำรวจภูธรเขาใหม่",
        ["ข้อมูลพื้นฐานของสถานี", "ข้อมูลบริหาร อัตรากำลังและพื้นที่รับผิดชอบ", "อำนาจหน้าที่"]),
    "MOIT": (
        "แบบตรวจ MOIT ประจำปีงบประมาณ พ.ศ. 2567", "โรงพยาบาลเขาใหม่",
        ["การวางระบบเผยแพร่ข้อมูลต่อสาธารณะ", "การเปิดเผยข้อมูลข่าวสารที่เป็นปัจจุบัน"]),
}


@pytest.mark.parametrize("scheme", FOREIGN)
def test_foreign_schemes_are_never_mapped(scheme: str, tmp_path: Path) -> None:
    """Short forms made up for this: recognised, said so, and no item O1, O2 … is made of them."""
    heading, agency, titles = FOREIGN[scheme]
    if scheme == "vocational":  # its own list under the heading of OIT
        from catalogue.editions import scheme_lists

        titles = [item.title for item in scheme_lists()["vocational-2568"].items]
    code = "MOIT {}" if scheme == "MOIT" else "O{}"
    rows = [(code.format(n), title) for n, title in enumerate(titles, 1)]
    form = read(tmp_path, form_text(heading, rows, agency), target=2567)
    assert (form.scheme, form.items, form.edition) == (scheme, (), None)
    assert checks(form).count("scheme_foreign") == 1


def test_a_component_beside_its_requirement(tmp_path: Path) -> None:
    """The relation stands in the item, a probable misreading is a finding of extraction."""
    components = {
        "O5": "- ต้องมีที่อยู่หน่วยงาน แผนที่ตั้ง E-mail และหมายเลขโทรศัพท์",
        "O14": "(1) เป็นคู่มือปฏิบัติการกิจใด",
    }
    form = read(tmp_path, form_text(f"{HEADING}2566", rows_of(2566), **components))
    matches = {item.code: item.component_match for item in form.items}
    assert all(matches.values())
    assert matches["O5"] is not None
    assert matches["O5"].relation == "copied"
    [finding] = [f for f in form.findings if f.check == "component_misread"]
    assert (finding.code, finding.origin, finding.severity) == ("O14", "extraction", "info")
    assert finding.data["printed"].endswith("การกิจ")
    assert finding.evidence[0].line is not None
    assert finding.finding_id.startswith(f"{form.form_id}-component_misread-")


NEW = [("O1", "โครงสร้าง หน้าที่และอำนาจ"), ("O2", "คลังภาพกิจกรรมของหน่วยงาน"),
       ("O3", "ทะเบียนรถของหน่วยงาน"), ("O4", "รายชื่อผู้รับทุนการศึกษา"), ("O5", "ปฏิทินกิจกรรมประจำเดือน")]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A made-up edition 2570 and its crosswalk: two CSV files, no code."""
    (tmp_path / "mine" / "editions").mkdir(parents=True)
    (tmp_path / "mine" / "crosswalk").mkdir()
    items = "".join(f"{code},9,9.1,,{title},,0.95\n" for code, title in NEW)
    (tmp_path / "mine" / "editions" / "2570.csv").write_text(
        f"code,indicator,subindicator,group,title,variants,confidence\n{items}", encoding="utf-8")
    gone = "".join(f"O{n},,dropped,made up,0.9,\n" for n in range(2, 27))
    fresh = "".join(f",{code},new,made up,0.9,\n" for code, _ in NEW[1:])
    (tmp_path / "mine" / "crosswalk" / "2569-2570.csv").write_text(
        "from_code,to_code,relation,evidence,confidence,alternative\n"
        f"O1,O1,same,made up,0.8,\n{gone}{fresh}", encoding="utf-8")
    return tmp_path / "mine"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def items_csv(out: Path) -> list[dict[str, str]]:
    with (out / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_made_up_year_is_converted_with_its_folder(
    mine: Path, tmp_path: Path, jobs: str
) -> None:
    """`--catalogue`: its form is recognised, and ours are mapped to it, in workers as well."""
    source = tmp_path / "ที่ส่งมา"
    source.mkdir()
    (source / "ก 2570.txt").write_text(form_text(f"{HEADING}2570", NEW), encoding="utf-8")
    (source / "ข 2569.txt").write_text(
        form_text(f"{HEADING}2569", rows_of(2569)), encoding="utf-8")
    result = run("convert", source, "--out", tmp_path / "out", "--catalogue", mine,
                 "--edition", "2570", "--jobs", jobs)
    assert result.exit_code == 0, result.output
    rows = items_csv(tmp_path / "out")
    new = [row for row in rows if row["edition"] == "2570"]
    assert [(row["code"], row["title"]) for row in new] == NEW
    assert {row["relation"] for row in new} == {"same"}
    old = {row["code"]: row for row in rows if row["edition"] == "2569"}
    assert (old["O1"]["relation"], old["O1"]["mapped_codes"]) == ("same", "O1")
    assert (old["O2"]["relation"], old["O2"]["mapped_codes"]) == ("dropped", "")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["edition"] == 2570
    assert manifest["options"]["catalogue"] == str(mine)
    assert edition(2570) is None  # gone again with the run


def test_a_sure_new_year_becomes_the_default(mine: Path, tmp_path: Path) -> None:
    (tmp_path / "ก.txt").write_text(form_text(f"{HEADING}2570", NEW), encoding="utf-8")
    run("convert", tmp_path / "ก.txt", "--out", tmp_path / "out", "--catalogue", mine,
        "--time-limit", "0", "--jobs", "1")
    assert {row["mapped_edition"] for row in items_csv(tmp_path / "out")} == {"2570"}


def test_the_mapped_columns_by_default(tmp_path: Path) -> None:
    (tmp_path / "ก.txt").write_text(form_text(f"{HEADING}2566", rows_of(2566)), encoding="utf-8")
    run("convert", tmp_path / "ก.txt", "--out", tmp_path / "out", "--time-limit", "0")
    rows = {row["code"]: row for row in items_csv(tmp_path / "out")}
    assert {row["mapped_edition"] for row in rows.values()} == {"2568"}
    assert (rows["O11"]["relation"], rows["O11"]["mapped_codes"]) == ("merged", "O6")
    assert (rows["O6"]["relation"], rows["O6"]["mapped_codes"]) == ("dropped", "")
    assert "ไม่มีแล้วในปี 2567" in rows["O6"]["mapped_note"]


@pytest.mark.parametrize("asked", ["2600", "ปีหน้า"])
def test_an_unknown_edition_is_a_usage_error(asked: str, tmp_path: Path) -> None:
    (tmp_path / "ก.txt").write_text("ก", encoding="utf-8")
    result = run("convert", tmp_path / "ก.txt", "--out", tmp_path / "out", "--edition", asked)
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("name", "text", "said"), [
    ("editions/2570.csv", "code,title\nO1,ก\n", "column"),
    ("editions/2570.csv",
     "code,indicator,subindicator,group,title,variants,confidence\n01,9,9.1,,ก,,0.9\n", "O1"),
    ("editions/2570.csv",
     "code,indicator,subindicator,group,title,variants,confidence\nO1,9,9.1,,ก,,มาก\n", "ผิดรูปแบบ"),
    ("crosswalk/2568-2569.csv",
     "from_code,to_code,relation,evidence,confidence,alternative\nO1,O1,gone,x,0.9,\n", "O1->O1"),
    ("words.csv", "value\n", "editions"),
])
def test_a_wrong_catalogue_is_a_usage_error(
    name: str, text: str, said: str, tmp_path: Path
) -> None:
    """Said before any file is read, with the table and what is wrong in it."""
    (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "mine" / name).write_text(text, encoding="utf-8")
    (tmp_path / "ก.txt").write_text("ก", encoding="utf-8")
    result = run("convert", tmp_path / "ก.txt", "--out", tmp_path / "out",
                 "--catalogue", tmp_path / "mine")
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "out").exists()
