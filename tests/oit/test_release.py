"""A release withholds every name and contact from every file and refuses what is not valid."""

from __future__ import annotations

import csv
import json
import random
import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from click.testing import CliRunner, Result

from normalize.titles import personal_title
from oit.cli import cli
from oit.release.names import KnownNames
from oit.release.redact import text_change
from schema.finding import Finding, with_id
from schema.form import Corrected, Form, FormLink, Mark, Profile, Signer, marks_by_kind
from schema.table import Place
from tests.oit.results import golden_form, results, stated, texts

ASSIGNMENT, HOSPITAL = "f483ac15c3af1489c", "f282480d73407e585"
NAME, SHORT = "นางสาวพิมพ์ลดา เวียงตะวัน", "เวียงตะวัน"
REVIEWER = "นายตรวจการ ละเอียดยิ่ง"
PHONE, MAIL = "081-234-5678", "pimlada.w@example.go.th"
PARTERS = (" ", "\n", "\u200b", "<br>", "</b> ", "&nbsp;")
MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
PLACES = ("ดอนเมฆา",)  # an amphoe that begins like a family name of another form


def hard_form() -> Form:
    """A form of the samples with names and contacts in every corner that a text has."""
    form = golden_form(ASSIGNMENT)
    item = form.items[1]
    item = item.model_copy(update={
        "remark": "มอบให้นางสาวพิมพ์ ลดา  เวียง\nตะวัน และ น.ส.พิมพลดา เวียงตะวัน ดำเนินการ",
        "method": "ประสานกับ คุณเวียงตะวัน โทร. ๐๘๑-๒๓๔-๕๖๗๘ (พิมพ์ลดา)",
        "extra": {f"ผู้ประสาน {NAME}": f"{NAME} {MAIL}"},
        "component_raw": "<p>นางสาวพิมพ์<b>ลดา</b> เวียง&nbsp;ตะวัน</p> 0<i>81</i>-234-5678",
        "layers": {"remark": "นางสาวพิมพ์ลดา<br>เวียงตะวัน"},
        "marks": marks_by_kind((Mark(kind="red", text=NAME),)),
    })
    told = Finding(check="name_variants", severity="info", origin="unsure", message_th=NAME,
                   message_en=f"{NAME} {PHONE}", data={"names": [NAME], "by": {"ก": SHORT}})
    address = f"https://a.go.th/{quote(NAME)}/{quote('เอกสาร')}.pdf"
    return form.model_copy(update={
        "form_id": "f" + "a" * 16,
        "source": form.source.model_copy(update={
            "file": f"ส่งโดย {NAME}/แบบ {PHONE}.txt", "sha256": "a" * 64}),
        "items": (form.items[0], item, *form.items[2:]),
        "notes": (*form.notes, "ผู้ให้ข้อมูล นายสมหมาย ไม่มีในตาราง ตำแหน่ง นิติกร", NAME),
        "signer": Signer(name=NAME, position="นิติกร", role="ผู้รายงาน"),
        "links": (FormLink(text=NAME, target=f"mailto:{MAIL}", source=Place(line=1)),
                  FormLink(text="โทร", target="tel:0812345678", source=Place(line=2)),
                  FormLink(text="ไฟล์", target=address, source=Place(line=3))),
        "findings": (*form.findings, with_id(told, "f" + "a" * 16)),
        "corrected": (Corrected(path="items/1/assignees/0/name", value=NAME, read="นายก",
                                raw=NAME, reviewer=REVIEWER, reason=f"ตาม{NAME}"),),
    })


def released(output: Path, out: Path, *options: str, dataset: bool = False) -> Result:
    return CliRunner().invoke(cli, [
        "release", str(output), "-o", str(out), "--date", "2026-01-02",
        "--dataset" if dataset else "--no-dataset", *options])


def letters(text: str) -> str:
    """A text without white space, tags and invisible letters, digits Arabic, as a grep wants it."""
    text = re.sub(r"<[^<>]*>|&nbsp;|\\n|[\s\u200b]", "", text)
    return text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


def names_of(folder: Path) -> set[str]:
    """Whole names without titles, and family names of four letters and more, of all people."""
    found = set()
    for path in (folder / "forms").glob("*.json"):
        form = Form.model_validate_json(path.read_bytes())
        whole = {p.name for i in form.items for p in (*i.assignees, *i.certifiers) if p.name}
        whole |= {v for person in form.people for v in (person.canonical, *person.variants)}
        whole |= {form.signer.name} if form.signer and form.signer.name else set()
        for name in whole:
            bare = name[len(personal_title(name)):]
            family = bare.partition(" ")[2]
            found |= {letters(bare), *(letters(f) for f in (family, *family.split())
                                       if len(letters(f)) >= 4)}
    return found


def leaks(folder: Path, words: set[str]) -> list[str]:
    """Where a word stands in a file, in its plain letters or behind percent signs."""
    found = []
    for name, text in texts(folder):
        said = letters(unquote(text))
        for place in PLACES:
            said = said.replace(place, "")
        found += [f"{name}: {word}" for word in words if word in said]
    return found


def output_of(folder: Path, samples: str) -> Path:
    """Samples and the hard form, with a refused file that is named after a person."""
    results(folder, hard_form(), samples=samples)
    with (folder / "failures.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow([f"แบบของ {NAME}.docx", "b" * 64, "empty", "ว่าง", "empty"])
    return folder


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of each sample."""
    return output_of(tmp_path_factory.mktemp("output") / "o", ".txt")


@pytest.fixture(scope="module")
def releases(output: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The samples released without names, and with initials; both without contacts."""
    folder = tmp_path_factory.mktemp("releases")
    for names in ("drop", "initials"):
        made = released(output, folder / names, "--names", names, "--contacts", "drop",
                        dataset=names == "drop")
        assert made.exit_code == 0, made.output
    return {names: folder / names for names in ("drop", "initials")}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of one form."""
    return results(tmp_path_factory.mktemp("small") / "o", golden_form(ASSIGNMENT))


def no_leaks(output: Path, release: Path) -> None:
    words = names_of(output)
    assert {letters(NAME)[6:], SHORT} <= words
    assert len(words) > 60
    contacts = {letters(text) for text in (PHONE, MAIL, "0 4281 2345")}
    assert leaks(output, contacts), "the samples hold no contact"
    unlisted = {"สมหมาย", "ไม่มีในตาราง", "พิมพลดา", letters(REVIEWER)[3:]}
    assert leaks(release, words | contacts | unlisted | {"jidapa", "@"}) == []


@pytest.mark.parametrize("names", ["drop", "initials"])
def test_no_file_of_a_release_holds_a_name_or_a_contact(
        output: Path, releases: dict[str, Path], names: str) -> None:
    no_leaks(output, releases[names])
    if names == "drop":
        there = {path.name for path in releases[names].iterdir()}
        assert there >= {"oit.duckdb", "statements.parquet", "datapackage.json", "oit.xlsx"}


def test_a_name_is_found_however_it_is_spaced_tagged_and_marked() -> None:
    """In 300 random ways to part its letters; and in words that only begin like it, it is not."""
    chance = random.Random(7)
    known = KnownNames([NAME])
    change = text_change(Profile(names="drop", contacts="keep"), known)
    bare = NAME.removeprefix("นางสาว").replace(" ", "")
    for _ in range(300):
        parts = [letter + (chance.choice(PARTERS) if chance.random() < 0.3 else "")
                 for letter in bare if letter not in MARKS or chance.random() < 0.8]
        said = change(f"มอบหมาย {''.join(parts)} ดูแล")
        left = [letter for letter in bare if letter not in MARKS]
        assert said.startswith("มอบหมาย [name]"), parts
        assert said.endswith("ดูแล")
        assert "".join(left[:4]) not in "".join(c for c in letters(said) if c not in MARKS)
    assert change("เวียงตะวันออกของจังหวัด") == "เวียงตะวันออกของจังหวัด"


@pytest.mark.slow
@pytest.mark.parametrize("names", ["drop", "initials"])
def test_nor_does_one_of_all_samples_in_all_formats(tmp_path: Path, names: str) -> None:
    output = output_of(tmp_path / "o", ".")
    released(output, tmp_path / "r", "--names", names, "--contacts", "drop", dataset=True)
    no_leaks(output, tmp_path / "r")


def test_what_is_left_says_what_was_withheld(releases: dict[str, Path]) -> None:
    path = releases["drop"] / "forms" / f"{ASSIGNMENT}.json"
    form, before = Form.model_validate_json(path.read_bytes()), golden_form(ASSIGNMENT)
    person, was = form.items[1].assignees[0], before.items[1].assignees[0]
    assert (person.name, person.position, person.person_id) == (None, was.position, was.person_id)
    assert person.text == f"[name] {was.position}"
    assert form.items[1].absent["assignees/0/name"] == "withheld"
    assert [p.canonical for p in form.people] == [p.person_id for p in before.people]
    assert form.profile is not None
    assert (form.profile.names, form.profile.contacts) == ("drop", "drop")
    assert len({f.finding_id for f in form.findings}) == len(before.findings)


def test_what_names_nobody_stays(output: Path, releases: dict[str, Path]) -> None:
    """Units, titles, components and posts are those of the source."""
    changed = []
    for path in (output / "forms").glob("*.json"):
        if path.stem == hard_form().form_id:
            continue
        before = Form.model_validate_json(path.read_bytes())
        after = Form.model_validate_json((releases["initials"] / "forms" / path.name).read_bytes())
        assert after.agency == before.agency
        for was, now in zip(before.items, after.items, strict=True):
            fields = ("code", "title", "title_raw", "component", "component_raw", "units", "group",
                      "status", "location", "period")
            changed += [(getattr(was, f), getattr(now, f)) for f in fields
                        if getattr(was, f) != getattr(now, f)]
            assert [p.position for p in was.assignees] == [p.position for p in now.assignees]
    assert changed == []


def test_names_are_initials_or_kept_as_the_profile_says(tmp_path: Path) -> None:
    output = results(tmp_path / "o", golden_form(ASSIGNMENT), golden_form(HOSPITAL))
    released(output, tmp_path / "i", "--names", "initials", "--contacts", "keep")
    released(output, tmp_path / "k", "--names", "keep", "--contacts", "keep")
    initials, kept = (Form.model_validate_json(
        (tmp_path / folder / "forms" / f"{ASSIGNMENT}.json").read_bytes()) for folder in "ik")
    before = golden_form(ASSIGNMENT)
    assert kept.model_copy(update={"profile": None}) == before
    assert initials.items[1].certifiers[0].name == "นางสาว พ. ว."
    hospital = (tmp_path / "i" / "forms" / f"{HOSPITAL}.json").read_text("utf-8")
    assert "@" not in hospital, "a mail address in a person's cell spells the name"


def test_the_papers_and_sums_of_a_release(small: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name,province\nจังหวัดน่าน,น่าน\nจังหวัดพะเยา,พะเยา\n", "utf-8")
    made = released(small, tmp_path / "r", "--names", "drop", "--contacts", "drop", "--title",
                    "แบบ OIT", "--publisher", 'สำนัก "ก"', "--version", "2", "--roster", str(roster))
    assert made.exit_code == 0
    folder = tmp_path / "r"
    with (folder / "coverage.csv").open(encoding="utf-8-sig", newline="") as file:
        states = {row["name"]: row["state"] for row in csv.DictReader(file)}
    assert states["จังหวัดพะเยา"] == "missing"
    assert states["จังหวัดน่าน"] in ("parsed", "partial")
    assert 'name: "สำนัก \\"ก\\""' in (folder / "CITATION.cff").read_text("utf-8")
    licence = (folder / "LICENSE").read_text("utf-8")
    assert "Creative Commons Attribution 4.0 International" in licence
    assert "Section 8" in licence
    listed = {line.split("  ", 1)[1] for line in
              (folder / "SHA256SUMS").read_text("utf-8").splitlines()}
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert listed == there - {"SHA256SUMS"}
    assert CliRunner().invoke(cli, ["verify", str(folder)]).exit_code == 0
    (folder / "items.csv").write_text("changed")
    told = CliRunner().invoke(cli, ["verify", str(folder)])
    assert (told.exit_code, told.stdout.split(":")[0]) == (1, "items.csv")


def test_the_same_results_give_the_same_release(small: Path, tmp_path: Path) -> None:
    for name in "ab":
        released(small, tmp_path / name, "--names", "drop", "--contacts", "drop")
    one, two = ((tmp_path / name / "SHA256SUMS").read_text("utf-8") for name in "ab")
    assert exact(one) == exact(two)


def exact(sums: str) -> list[str]:
    """The sums of files whose format holds no time of its own."""
    return [line for line in sums.splitlines() if not line.endswith((".xlsx", ".duckdb"))]


def test_forms_that_do_not_validate_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    form = golden_form(ASSIGNMENT)
    output = results(tmp_path / "o", form)
    path = output / "forms" / f"{ASSIGNMENT}.json"
    made = json.loads(path.read_text("utf-8"))
    made["items"][0]["status"] = "maybe"
    path.write_text(json.dumps(made), "utf-8")
    changed = released(output, tmp_path / "r", "--names", "drop", "--contacts", "drop")
    assert (changed.exit_code, "not as `oit convert` wrote it" in changed.output) == (1, True)
    manifest = json.loads((output / "manifest.json").read_text("utf-8"))
    manifest["hashes"] = {}
    (output / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    invalid = released(output, tmp_path / "r", "--names", "drop", "--contacts", "drop")
    assert (invalid.exit_code, "items/0/status" in invalid.output) == (1, True)
    assert not (tmp_path / "r").exists()


def test_a_release_is_neither_released_nor_audited_again(
        releases: dict[str, Path], tmp_path: Path) -> None:
    """Withheld names would be taken for missing ones."""
    again = released(releases["drop"], tmp_path / "x", "--names", "drop", "--contacts", "drop")
    assert again.exit_code == 2
    audit = CliRunner().invoke(cli, ["audit", str(releases["drop"])])
    assert (audit.exit_code, "withheld" in audit.output) == (2, True)


def test_a_folder_that_is_not_empty_is_left_alone(small: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    made = released(small, tmp_path, "--names", "drop", "--contacts", "drop")
    assert made.exit_code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_the_changelog_compares_with_the_release_before(tmp_path: Path) -> None:
    form = golden_form(ASSIGNMENT)
    output = results(tmp_path / "o", form)
    released(output, tmp_path / "r1", "--names", "drop", "--contacts", "drop")
    item = form.items[2].model_copy(update={"status": "in_progress"})
    mark = Corrected(path="items/2/status", value="in_progress", read="done", reviewer=REVIEWER)
    again = form.model_copy(update={"corrected": (mark,),
                                    "items": (*form.items[:2], item, *form.items[3:])})
    (output / "forms" / f"{ASSIGNMENT}.json").write_text(again.model_dump_json(), "utf-8")
    stated(output)
    made = released(output, tmp_path / "r2", "--names", "drop", "--contacts", "drop", "--since",
                    str(tmp_path / "r1"), "--version", "2")
    assert made.exit_code == 0
    said = (tmp_path / "r2" / "CHANGELOG.md").read_text("utf-8")
    assert "| changed | correction | 1 |" in said
    assert f"changed (correction): {ASSIGNMENT} จังหวัดน่าน: O3 (1)" in said
    assert "First release" in (tmp_path / "r1" / "CHANGELOG.md").read_text("utf-8")
    assert CliRunner().invoke(cli, ["verify", str(tmp_path / "r2")]).exit_code == 0
