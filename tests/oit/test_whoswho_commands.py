"""`oit people`, `oit agencies`, `oit link`: tables for people, proposals that change nothing."""

from __future__ import annotations

import csv
import gc
import io
import shutil
import weakref
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from oit.cli import cli
from oit.linking import proposed
from oit.whoswho import agency_rows, people_rows
from schema.flatten import with_people
from schema.form import Agency, Form, Item, Person, Signer, Source, Unit
from schema.record import SamePerson

ROOT = Path(__file__).parents[2]
AGENCY = Agency(name="เทศบาลตำบลวังทราย", type="municipality", province="น่าน")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The committed results of the samples, as a run leaves them."""
    shutil.copytree(ROOT / "output" / "samples" / "forms", tmp_path / "out" / "forms")
    return tmp_path / "out"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def form(year: int, *people: tuple[str, str | None], unit: str = "กองคลัง",
         agency: Agency = AGENCY, same: tuple[SamePerson, ...] = (),
         signer: Signer | None = None) -> Form:
    """A form with one item for each person."""
    items = tuple(
        Item(code=f"O{n}", units=(Unit(name=unit, name_raw=unit),),
             assignees=(Person(name=name, position=post, text=name),))
        for n, (name, post) in enumerate(people, 1))
    made = Form(form_id=f"f{year:016d}", kind="assignment", agency=agency, fiscal_year=year,
                source=Source(file=f"{year}.docx", sha256="0", media_type="x"), items=items,
                signer=signer)
    return with_people(made, same)


def test_people_are_told_with_roles_and_spellings(output: Path) -> None:
    result = run("people", output, "--name", "วิทูร")
    assert result.exit_code == 0
    assert "นิติกรปฏิบัติการ" in result.stdout
    assert "จ่าเอกวิฑูร นาคบัว (1)" in result.stdout
    assert "รับผิดชอบ 8" in result.stdout
    assert "ปลัดเทศบาล" not in result.stdout


def test_no_line_is_wider_than_the_page_and_no_cluster_is_broken(output: Path) -> None:
    lines = run("people", output).stdout.splitlines()
    assert max(map(cell_len, lines)) <= 120
    assert not [line for line in lines if line.lstrip()[:1] and line.lstrip()[0] in "ัิีึืุู็่้๊๋์ำา"]


def test_people_as_csv_by_province_and_year(output: Path) -> None:
    found = rows(run("people", output, "--province", "น่าน", "--year", "๒๕๖๗", "--csv").stdout)
    assert {(row["province"], row["fiscal_year"]) for row in found} == {("น่าน", "2567")}
    assert all(int(row["assignee"]) + int(row["certifier"]) + bool(row["signs"]) > 0
               for row in found)


def test_nobody_found_is_told(output: Path) -> None:
    result = run("people", output, "--name", "ไม่มีคนนี้")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "ไม่พบ" in result.stderr


def test_a_folder_without_forms_says_what_to_do(tmp_path: Path) -> None:
    for command in ("people", "agencies", "link"):
        result = run(command, tmp_path)
        assert result.exit_code == 1
        assert "oit convert" in result.stderr


def test_agencies(output: Path) -> None:
    shown = run("agencies", output).stdout
    assert "องค์การบริหารส่วนจังหวัดพะเยา" in shown
    found = rows(run("agencies", output, "--province", "พะเยา", "--csv").stdout)
    assert [(row["name"], row["type"]) for row in found] == [("องค์การบริหารส่วนจังหวัดพะเยา", "pao")]


def test_forms_that_name_no_agency_stand_alone_with_their_candidates() -> None:
    nameless = [form(year, agency=Agency(candidates=("อบต.วังทราย", "อบต.วังหิน")))
                for year in (2566, 2567)]
    found = agency_rows([*nameless, form(2567)])
    assert [row.name for row in found] == [AGENCY.name, None, None]
    assert found[1].candidates == "อบต.วังทราย|อบต.วังหิน"


def test_who_signs_is_told_beside_the_rows_or_alone() -> None:
    named, alone = "นายกิตติ มั่นคง", "นางดวงใจ รุ่งเรือง"
    [row] = people_rows([form(2567, (named, "นิติกร"), signer=Signer(name=named, role="ผู้รายงาน"))])
    assert (row.signs, row.mentions) == ("ผู้รายงาน", 1)
    both = list(people_rows([form(2567, (named, "นิติกร"), signer=Signer(name=alone))]))
    assert {(r.name, r.person_id, r.signs) for r in both} == {
        (named, "p1", None), (alone, None, "ผู้ลงนาม")}


def links(one: tuple[str, str | None], two: tuple[str, str | None], **other: str) -> list[
        tuple[float, str, str, str, float]]:
    """Distance, title, family name, post and confidence of the links from one form to the next."""
    found = proposed([form(2566, one), form(2567, two, **other)])  # type: ignore[arg-type]
    return [(k.name_distance, k.title, k.family_name, k.post, k.confidence) for k in found]


@pytest.mark.parametrize(("one", "two", "link"), [
    (("นายกิตติ มั่นคง", "นิติกร"), ("นายกิตติ มั่นคง", "นิติกรชำนาญการ"),
     (0.0, "same", "same", "same", 0.98)),
    (("นายกิตติ มั่นคง", "นิติกร"), ("นายกิตติ มั่นคง", "ปลัดเทศบาล"),     # another post by now
     (0.0, "same", "same", "other", 0.78)),
    (("นางสาวดวงใจ รุ่งเรือง", "นิติกร"), ("นางดวงใจ รุ่งเรือง", "นิติกร"),   # evidence, no more
     (0.0, "changed", "same", "same", 0.93)),
    (("น.ส.ดวงใจ รุ่งเรือง", "นิติกร"), ("นางดวงใจ มั่นคง", "นิติกร"),
     (5.65, "changed", "changed", "same", 0.5)),
])
def test_a_link_and_its_evidence(one: tuple[str, str], two: tuple[str, str],
                                 link: tuple[float, str, str, str, float]) -> None:
    [(distance, *rest)] = links(one, two)
    assert rest == list(link[1:])
    assert (distance == 0) == (link[0] == 0)


@pytest.mark.parametrize(("one", "two"), [
    (("นายสมชาย ใจดี", "นิติกร"), ("นายสมชัย ใจดี", "นิติกร")),        # brothers
    (("นายกิตติ มั่นคง", "นิติกร"), ("นางกิตติ มั่นคง", "นิติกร")),
    (("นายกิตติ มั่นคง", "นิติกร"), ("นายกิตติ รุ่งเรือง", "นิติกร")),     # a man's name stays
    (("นางดวงใจ มั่นคง", "นิติกร"), ("นางดวงใจ รุ่งเรือง", "ครู")),
])
def test_no_link(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert links(one, two) == []


def test_a_person_is_linked_to_the_next_form_that_has_one() -> None:
    name = ("นายกิตติ มั่นคง", "นิติกร")
    found = proposed([form(2568, name), form(2566, name), form(2567, ("นางดวงใจ รุ่งเรือง", None))])
    assert [(k.year_1, k.year_2, k.rivals) for k in found] == [(2566, 2568, 0)]


def test_namesakes_are_rivals_and_other_agencies_are_left_alone() -> None:
    name = "นายกิตติ มั่นคง"
    same = tuple(SamePerson(canonical=name, paths=(f"items/{n}/assignees/0",)) for n in (0, 1))
    later = form(2567, (name, None), (name, None), same=same)
    found = proposed([form(2566, (name, None)), later])
    assert [(k.person_id_2, k.rivals, k.confidence) for k in found] == [
        ("p1", 1, 0.56), ("p2", 1, 0.56)]
    elsewhere = form(2567, (name, None), agency=Agency(name="เทศบาลตำบลวังหิน", province="น่าน"))
    assert proposed([form(2566, (name, None)), elsewhere]) == []


@pytest.mark.parametrize("rule", [agency_rows, proposed, lambda forms: list(people_rows(forms))])
def test_no_form_is_held_while_the_next_is_read(rule: Callable[[Iterable[Form]], object]) -> None:
    """The forms of a country are read one by one."""
    held: list[weakref.ref[Form]] = []

    def forms() -> Iterator[Form]:
        for year in (2566, 2567, 2568):
            gc.collect()
            assert sum(form() is not None for form in held) < 2  # that of the caller
            made = form(year, ("นายกิตติ มั่นคง", "นิติกร"))
            held.append(weakref.ref(made))
            yield made
            del made

    assert rule(forms())


def test_link_writes_its_own_table_and_changes_nothing_else(output: Path) -> None:
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    result = run("link", output)
    assert result.exit_code == 0
    table = output / "link" / "people_links.csv"
    assert str(table) in result.stdout
    after = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert after == before | {table: table.read_bytes()}
    first = table.read_bytes()
    assert run("link", output).exit_code == 0
    assert table.read_bytes() == first
